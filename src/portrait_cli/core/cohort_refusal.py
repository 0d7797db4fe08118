"""Why a round is not shown again beside an earlier result, in plain words, and what can be done instead."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core.dates import in_words
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.text import count, visible

_MOST_NAMED = 10
ONLY_HERE = "This is remembered on this computer only: another computer would not know."


class Difference(Struct, frozen=True):
    """How contributions differ from those of an earlier result."""

    made: date | None
    """When that result was made, if that is known."""
    fewest: int
    """The threshold it was shown with; 0 if that is not known."""
    leaders: int
    """How many leaders it counted."""
    new: int
    """How many contributions were not in it."""
    unseen: int
    """How many of those were in no result at all."""
    missing: int
    """How many that were in it are not there now."""
    files: Sequence[str] = ()
    """The files with new ones, as far as they are known."""


def refusal(name: str, found: Difference, fewest: int) -> PortraitError:
    """Explain why a round is not shown, and say what works."""
    on = f" on {in_words(found.made)}" if found.made else " before"
    said = f"{visible(name)} was counted{on} with {count(found.leaders, 'leader')}"
    differ = found.new + found.missing
    if not differ:
        return PortraitError(said + _of_the_same(found, fewest), hint=f"{_same_as_before(found)}. {ONLY_HERE}")
    said += f", and {' and '.join(_what_differs(found))}. "
    of = "this 1 leader" if differ == 1 else f"these {differ} leaders"
    said += f"The difference between the two results would be what {of} chose, so this one is not shown"
    if found.unseen >= fewest:
        hint = f"name the same files as before, or only the {found.unseen} new ones"
    elif found.unseen:
        hint = f"name the same files as before; the late ones can be counted on their own once they are {fewest}"
    else:
        hint = _same_as_before(found)
    return PortraitError(said, hint=f"{hint}. {ONLY_HERE}")


def _what_differs(found: Difference) -> list[str]:
    said: list[str] = []
    if found.new:
        more = len(found.files) - _MOST_NAMED
        names = ", ".join(map(visible, found.files[:_MOST_NAMED])) + (f" and {more} more" if more > 0 else "")
        verb = "is" if found.new == 1 else "are"
        said.append(f"{found.new} {verb} new{f' ({names})' if names else ''}")
    if found.missing:
        said.append(f"{found.missing} of them {'is' if found.missing == 1 else 'are'} missing")
    return said


def _of_the_same(found: Difference, fewest: int) -> str:
    if found.fewest and found.fewest != fewest:
        return f" and --fewest {found.fewest}. Beside that result, --fewest {fewest} would tell what a few chose"
    return (
        ", and an answer or the portrait is different now. The difference between the two results would be what was "
        "changed, so this one is not shown"
    )


def _same_as_before(found: Difference) -> str:
    with_fewest = f" and --fewest {found.fewest}" if found.fewest else ""
    return f"name the same files as before, with the same portrait{with_fewest}: that result can be shown again"
