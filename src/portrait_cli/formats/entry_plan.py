"""A plan in an entry's file: a task, which other programs may tick, tag, date and wrap."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import day_words
from portrait_cli.core.entry import Plan, PlanWords
from portrait_cli.formats import line_breaks
from portrait_cli.formats.entry_escapes import escape_label, escape_part, unescape_label, unescape_part

_TICKED = frozenset("xX✓✔")
_CANCELLED = "-"

# Not compiled: they take long, and only plans need them.
_TASK = (
    r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+"  # the sign of a list
    r"(?:\\?\[[ \t]*([^\]\\\s]?)[ \t]*\\?\][ \t]+)?"  # a box, which a formatter that knows no boxes escapes
    r"(?:#\S+[ \t]+)*"  # tags, such as #task
    r"(?=\*\*|__)"
)
"""What stands before a plan's words."""
_BOLD = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
_DAY = (
    r"(?:\\?\[){0,2}(?:[^][|\n]*/)?(\d{4}-\d\d-\d\d)(?:\|[^]\n]*)?(?:\\?\]){0,2}(?:\([^)\n]*\))?"  # or a link to it
)
_PLAN = rf"{_BOLD} (.*?) {_BOLD} (.*?)(?: {_BOLD} {_DAY}(.*))?"
_WITH_LAST_BOLD = rf"(.*) {_BOLD} (.*)"
_LINKED = r"(?:\\?\[){1,2}(?:[^][|\n]*/)?([^][|/\n]+)(?:\|[^]\n]*)?(?:\\?\]){1,2}(?:\([^)\n]*\))?"  # as in _DAY
_UNDERLINED = r"(?<!\w)__(.+?)__(?!\w)"
_FIELD = (
    "[\U0001f4c5\U0001f4c6\U0001f5d3⏳⌛\U0001f6eb➕✅❌]\ufe0f?(?: *[0-9]{4}-[0-9]{2}-[0-9]{2})?"
    "|[\U0001f53a⏫\U0001f53c\U0001f53d⏬]\ufe0f?"
    "|\U0001f501\ufe0f?[A-Za-z0-9, !]*"
    "|(?:\U0001f194|⛔|\U0001f3c1)\ufe0f? ?[A-Za-z0-9_-]*(?: ?, ?[A-Za-z0-9_-]+)*"
    r"|(?:\\?[\[(])+[A-Za-z][\w -]*::[^\])\\]*(?:\\?[\])])+"
    r"|(?<!\S)#\S+"
    r"|(?<!\S)\^[A-Za-z0-9-]+$"
)
"""What Obsidian Tasks and Dataview write behind a task: days, a priority, ids, how it recurs; a tag, a link's end."""


# --- writing ---


def task_lines(plan: Plan) -> list[str]:
    """Write a plan as the lines of a task."""
    said = [_part(plan.words.when, plan.when), _part(plan.words.then, plan.then)]
    if plan.by:
        said.append(_part(plan.words.by, plan.by.isoformat()))

    box = " "
    if plan.ticked:
        box = "x"
    elif plan.let_go:
        box = _CANCELLED
    first, *others = line_breaks.hard(" ".join(said))
    return [f"- [{box}] {first}", *map(_indented, others)]


def _part(word: str, said: str) -> str:
    return f"**{escape_label(word)}** {escape_part(said)}"


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


# --- reading ---


def first_line(lines: Sequence[str], marked: int, first: int) -> int:
    """Return the line in which a plan begins, which has its mark in the line `marked`; never one before `first`."""
    start = marked
    while not re.match(_TASK, lines[start]):
        if start == first or _begins_paragraph(lines, start):
            return start if lines[start].startswith("**") else marked
        start -= 1
    return start


def _begins_paragraph(lines: Sequence[str], number: int) -> bool:
    """Return True if a line begins a paragraph that is in no list."""
    line = lines[number]
    return bool(line) and not line.startswith((" ", "\t")) and not lines[number - 1].strip(" \t")


def parse(task: Sequence[str], behind: str, below: Sequence[str], *, written: date) -> tuple[Plan, list[str]] | None:
    """Read a plan, without its ids, from the lines of its task, which end at the mark, and from what follows.

    A day without a year is the first such day from the one on which the entry was written. Return also the words that
    are not the plan's; None if it is no longer a plan.
    """
    box, lines = _without_box(task)
    text = line_breaks.from_hard(lines)
    words, others = _behind(behind, below)
    said = _match(text, written)
    is_cut = said is None or not (said.has_third or words)
    if others and is_cut and len(lines) == 1:
        # Earlier versions wrote the mark into the first line of words that have several.
        said, others = _match("\n".join([text, *others]), written), []
    if not said:
        return None

    held = PlanWords(unescape_label(said.when_word), unescape_label(said.then_word))
    if said.by_word:
        held = replace(held, by=unescape_label(said.by_word))
    plan = Plan(
        id="",
        attribute="",
        when=unescape_part(said.when),
        then=unescape_part(said.then),
        by=said.by,
        words=held,
        ticked=box in _TICKED,
        let_go=box == _CANCELLED,
    )
    if said.rest:
        others = [*filter(None, [_without_fields(said.rest)]), *others]
    return plan, others


def day_not_understood(plan: Plan) -> str:
    """Return the words that are in the place of a plan's day and are not one; they are words of the plan."""
    found = None if plan.by else re.fullmatch(_WITH_LAST_BOLD, plan.then, re.DOTALL)
    return found[3] if found else ""


def _without_box(task: Sequence[str]) -> tuple[str, list[str]]:
    """Take the box from a task's first line; return the character in it, and the lines."""
    first, *others = task
    opening = re.match(_TASK, first)
    if others and not others[-1].strip(" \t"):  # the mark was moved into a line of its own
        del others[-1]
    if not opening:
        return "", [first, *others]
    return opening[1] or "", [first[opening.end() :], *others]


def _behind(behind: str, below: Sequence[str]) -> tuple[str, list[str]]:
    """Return the words behind the mark, and all the lines from there on."""
    if not behind.strip():
        return "", list(below)
    line, *others = line_breaks.unwrapped("\n".join([behind.strip(), *below])).split("\n")
    words = _without_fields(line)
    return words, [*filter(None, [words]), *others]


class _Said(Struct, frozen=True):
    """The parts of a plan, as its file has them."""

    when_word: str
    when: str
    then_word: str
    then: str
    by_word: str = ""
    by: date | None = None
    rest: str = ""
    """What follows the day."""

    @property
    def has_third(self) -> bool:
        """Return True if a day, or something else with a word before it in bold, follows what the person will do."""
        return self.by is not None or re.fullmatch(_WITH_LAST_BOLD, self.then, re.DOTALL) is not None


def _match(text: str, written: date) -> _Said | None:
    if "**" not in text:
        text = re.sub(_UNDERLINED, r"**\1**", text)
    found = re.fullmatch(_PLAN, text, re.DOTALL)
    if not found:
        return None
    when_word, when, then_word, then, by_word, by, rest = found.groups()
    day = _iso_day(by)
    if day:
        return _Said(when_word, when, then_word, then, by_word, day, rest)

    plan = _Said(when_word, when, then_word, text[found.start(4) :])
    last = re.fullmatch(_WITH_LAST_BOLD, plan.then, re.DOTALL)
    day = _day_by_hand(last[3], written) if last else None
    if last and day:
        return replace(plan, then=last[1], by_word=last[2], by=day)
    return plan


def _day_by_hand(text: str, written: date) -> date | None:
    """Read a day as people write one, or a link to it; None if it is not surely one."""
    said = re.sub(_FIELD, "", text).strip("*_` \t")
    link = re.fullmatch(_LINKED, said)
    if link:
        said = link[1]
    said = unescape_part(said)
    return day_words.ahead_by_month(said, written) or day_words.ahead_by_month(said.removesuffix("."), written)


def _without_fields(text: str) -> str:
    """Return the words in what stands behind a task; nothing if there is only what other programs write there."""
    words = re.sub(_FIELD, "", text).strip()
    return words if re.search(r"\w", words) else ""


def _iso_day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
