"""Which of a person's own words the end of a session gives back to them."""

import re
from collections.abc import Collection

from portrait_cli.core import step_name
from portrait_cli.core.entry import Entry, Response
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.step_name import LENS
from portrait_cli.core.text import one_line

_SHORT = 24
"""Characters below which a sentence says too little by itself, as `Yes.` does."""
_TITLE = r"(?<!\bM[rs]\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\b[A-Z]\.)"
_END = re.compile(rf"(?<=[.!?…]){_TITLE}[\"'”’)]*\s+|(?<=[。！？])")
"""The end of a sentence: a sign, quotation marks and a blank, but no title such as Dr. and no initial."""


def given_back(entry: Entry, portrait: Portrait) -> str:
    """Return the sentence to give back: from the longest answer to a deep question or a lens, else from the longest.

    An empty text if nothing was written.
    """
    answers = [response for response in entry.responses if _has_words(response)]
    deep = _deep_steps(portrait)
    thoughtful = [response for response in answers if response.step in deep or _is_lens(response)]
    longest = max((response.text for response in thoughtful or answers), key=len, default="")
    return first_sentence(longest)


def _has_words(response: Response) -> bool:
    """Return True for an answer in the person's own words; half a plan is none."""
    is_part_of_plan = response.attribute in {step_name.NEW_PLAN, step_name.EARLIER_PLAN}
    return bool(response.text.strip()) and not (response.is_label or is_part_of_plan)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text on one line, with the next one if it says too little by itself."""
    line = one_line(text)
    for end in _END.finditer(line):
        if end.start() >= _SHORT:
            return line[: end.start()] + end.group().rstrip()
    return line


def _deep_steps(portrait: Portrait) -> Collection[str]:
    steps: set[str] = set()
    for attribute in portrait.attributes:
        steps.update(step_name.named(attribute.id, prompt.id) for prompt in portrait.prompts_of(attribute, "deep"))
    return steps


def _is_lens(response: Response) -> bool:
    return step_name.parse(response.step).subject == LENS
