"""Which of a person's own words the end of a session gives back to them."""

import re
from collections.abc import Collection

from portrait_cli.core import step_name
from portrait_cli.core.entry import Entry, Response
from portrait_cli.core.guide import Depth
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.step_name import LENS
from portrait_cli.core.text import one_line

_FEWEST_WORDS = 8
"""How many words an answer has, at least, that is given back: a full sentence."""
_SHORT = 24
"""Characters below which a sentence says too little by itself, as `Yes.` does."""
_TITLE = r"(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\b[A-Z]\.)"
_END = re.compile(rf"(?<=[.!?…]){_TITLE}[\"'”’)]*\s+|(?<=[。！？])")
"""The end of a sentence: a sign, quotation marks and a blank, but no title such as Dr. and no initial."""


def given_back(entry: Entry, portrait: Portrait) -> str:
    """Return the sentence to give back: from the longest answer to a deep question or a lens, else to a check-in.

    An empty text if none of them has a full sentence, or if the guide of the entry gives nothing back. What a guide
    itself asks is not given back: its answers are lists, plans, and thoughts about the answer before.
    """
    guide = portrait.guide_of(entry.guide, entry.portrait)
    if guide and not guide.give_back:
        return ""
    answers = [response for response in entry.responses if len(response.text.split()) >= _FEWEST_WORDS]
    deep, check_in = _steps(portrait, "deep"), _steps(portrait, "check-in")
    thoughtful = [response for response in answers if response.step in deep or _is_lens(response)]
    others = [response for response in answers if response.step in check_in]
    longest = max((response.text for response in thoughtful or others), key=len, default="")
    return first_sentence(longest)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with the next one if it says too little by itself."""
    line = one_line(text)
    for end in _END.finditer(line):
        if end.start() >= _SHORT:
            return line[: end.start()] + end.group().rstrip()
    return line


def _steps(portrait: Portrait, depth: Depth) -> Collection[str]:
    """Return the steps that ask an attribute's prompts of a depth."""
    steps: set[str] = set()
    for attribute in portrait.attributes:
        steps.update(step_name.named(attribute.id, prompt.id) for prompt in portrait.prompts_of(attribute, depth))
    return steps


def _is_lens(response: Response) -> bool:
    return step_name.parse(response.step).subject == LENS
