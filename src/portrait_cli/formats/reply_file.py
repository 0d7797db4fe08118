"""A reply: an answers file, checked against the request that it answers.

Whoever sends one may be anybody. Why one is refused is said in words of ours only, for it is sealed: nothing that is
in it may come into a message, a log or a report.
"""

import re
import unicodedata

from portrait_cli.core.answers import AnswerError, answer_to
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.session import Step
from portrait_cli.core.text import visible
from portrait_cli.formats import answers_file
from portrait_cli.formats.answers_file import AnswersFile
from portrait_cli.formats.yaml_tree import Node, Scalar

LONGEST_WORDS = 20_000
"""The most characters of one answer: ten pages."""
_LONGEST_NAME = 100
_SHEET = re.compile("[0-9a-f]{16}")
_SAVED = re.compile("[1-9][0-9]{0,8}")
_INVISIBLE = re.compile(
    "["
    "\u00ad\u034f\u061c\u180e\u200b\u2060-\u2064\u206a-\u206f\ufe00-\ufe0e\ufeff"
    "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"  # letters that are blank
    "\U000e0000-\U000e0fff"
    "]"
)
"""What nobody sees. Joiners and the marks of right-to-left scripts stay: many languages need them."""
_HEAPED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
"""More marks above one letter than any language has, which run into the lines above and below."""


def parse(data: bytes) -> AnswersFile:
    """Read what a reply says, before the request that it answers is known. Raises InvalidFileError."""
    try:
        answers = answers_file.parse(data, "it")
    except InvalidFileError:
        raise InvalidFileError("it is not a reply that portrait can read") from None
    if not answers.request:
        raise InvalidFileError("it answers no request")
    return answers


def reply_to(request: Request, answers: AnswersFile) -> Reply:
    """Check a reply to a request. Raises InvalidFileError with the first reason not to take it in."""
    if answers.request != request.id:
        raise InvalidFileError("it answers another request")
    group, by = "", ""
    if request.kind == "feedback":
        group = answers.group
        if group not in {one.id for one in request.groups}:
            raise InvalidFileError("it is from a group that was not asked")
    else:
        by = " ".join(_clean(answers.by).split())[:_LONGEST_NAME]

    steps = {step.id: step for step in request.steps}
    if not answers.answers.keys() <= steps.keys():
        raise InvalidFileError("it answers something that was not asked")
    read = {name: _answer(request, steps[name], node) for name, (_, node) in answers.answers.items()}
    given = {name: read[name] for name in steps if read.get(name)}
    if not given:
        raise InvalidFileError("it has no answers")
    is_of_page = _SHEET.fullmatch(answers.sheet) and _SAVED.fullmatch(answers.saved)
    sheet, saved = (answers.sheet, int(answers.saved)) if is_of_page else ("", 0)
    return Reply(request.id, given, group, by, sheet, saved)


def _answer(request: Request, step: Step, node: Node) -> str:
    if not isinstance(node, Scalar):
        raise InvalidFileError("one of its answers is not words")
    if len(node.text) > LONGEST_WORDS:
        raise InvalidFileError(f"one of its answers is longer than {LONGEST_WORDS:,} characters")
    try:
        return answer_to(step, _clean(node.text), request.asked_on)
    except AnswerError:
        raise InvalidFileError("one of its answers is not one that was offered") from None


def _clean(words: str) -> str:
    """Keep what people read: no characters that act on a screen or that nobody sees, no heaps of blank lines."""
    words = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    words = _HEAPED_MARKS.sub(r"\1", visible(_INVISIBLE.sub("", words)))
    lines = (line.rstrip() for line in words.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
