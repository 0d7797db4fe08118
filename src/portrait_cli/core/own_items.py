"""Items that a leader writes: which cannot be asked, and which could be asked better."""

import re
from collections.abc import Iterator, Sequence

from portrait_cli.core.colleague_set import ColleagueItem
from portrait_cli.core.text import shortened

LONGEST_ITEM = 160
_AND = re.compile(r"\b(?:and|or)\b", re.IGNORECASE)
_UNSEEN = frozenset(
    {
        "appreciates",
        "believes",
        "cares",
        "feels",
        "hopes",
        "intends",
        "is",
        "knows",
        "loves",
        "means",
        "respects",
        "thinks",
        "understands",
        "values",
        "wants",
    }
)
"""Words that an item begins with if nobody can see what it is about."""
_MYSELF = frozenset({"i", "i'm", "i’m", "my"})
_NOT = re.compile(r"\b(?:not|never|no longer|doesn['’]t|fails to)\b", re.IGNORECASE)


def remarks(items: Sequence[ColleagueItem]) -> Iterator[str]:
    """Report what would make items easier to answer; none of it has to be changed."""
    for item in items:
        better = _better(item.text)
        if better:
            yield f"“{shortened(item.text)}” {better}"


def _better(text: str) -> str:
    first = text.split(maxsplit=1)[0].casefold()
    if text.endswith("?"):
        return "is a question; what would they see you do? For example: Asks who is missing."
    if first in _MYSELF:
        return "is about you as you say it; write it as they would: Asks who is missing."
    if first in _UNSEEN:
        return "is hard to see; what would they see you do, or hear you say?"
    if _NOT.search(text):
        return "says what you don't do; what you do is easier to have seen"
    if _AND.search(text):
        return "may be two things; one is easier to answer"
    return ""
