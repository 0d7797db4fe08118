"""A plan in an entry's file: a task, which other programs may tick, tag, date and wrap."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import day_words
from portrait_cli.core.entry import Plan, PlanWords
from portrait_cli.formats import line_breaks
from portrait_cli.formats.entry_escapes import escape_label, escape_part, unescape_label, unescape_part

FREE = "words=free"
"""In the mark of a plan whose words are in no form, see `Plan.is_free`."""
_NUMBER = "number=([1-9][0-9]{0,8})"
_TICKED = frozenset("xX✓✔✅☑☒🗹хХｘＸ×yY")
"""What is in a box that was ticked, or is one; some letters of other keyboards look like an x."""
_CANCELLED = frozenset("-‐−–—")
"""The hyphen, and what programs put in its place."""

# Not compiled: they take long, and only plans need them.
_QUOTE = r"(?:[ \t]{0,3}>)+ ?"
_SIGN = r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+"
"""The sign of a list."""
_BOX = (
    r"(?:\\?\[[ \t]*([^\]\\\s]?)\ufe0f?[ \t]*\\?\]"  # a formatter that knows no boxes escapes it
    r"|([☐⬜☑☒✅✔✓🗹])\ufe0f?"  # as pandoc writes it where Markdown has no boxes
    r"|(<input\b[^>]*>))(?:[ \t]+|$)"
)
_OPENING = rf"(?:{_SIGN})?(?:{_BOX})?(?:#\S+[ \t]+)*"
"""What stands before a plan's words; tags are such as #task."""
_WORDS = r"(?:\*\*|__)|.*\*\*When\*\* "
_BEGINS = (
    rf"(?:{_QUOTE})?(?:"
    rf"{_SIGN}(?:{_BOX})?(?:#\S+[ \t]+)*(?:{_WORDS})"
    r"|(?:[-*+]|\d{1,9}[.)])[ \t])"  # all lines of a plan but the first are indented
)
_LOST_BEHIND_BOX = r"\\*(?:\s|#\S)"
"""Blanks, or what other programs take for a tag; with backslashes of its own, too."""
_BEGINS_WITHOUT_LIST = rf"{_BOX}|\W*(?:\*\*|When\b)|{_WORDS}"
_BOLD = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
_DAY = (
    r"(?:\\?\[){0,2}(?:[^][|\n]*/)?(\d{4}-\d\d-\d\d)(?:\|[^]\n]*)?(?:\\?\]){0,2}(?:\([^)\n]*\))?"  # or a link to it
)
_FORM = r"{} (.*?)[ \n]{} (.*)"
_OURS = _FORM.format(r"\*\*(When)\*\*", r"\*\*(then I will)\*\*")
_OTHERS = _FORM.format(_BOLD, rf"(?!\*\*by\*\*){_BOLD}")
"""The words of a portrait in another language."""
_ANY_SIGN = "[*_]{0,3}"
_PLAIN_WHEN, _PLAIN_THEN, _PLAIN_BY = (
    f"{_ANY_SIGN}({word}){_ANY_SIGN}" for word in ("When", "(?:then )?I(?: will|['’]ll)", "by")
)
_PLAIN = _FORM.replace(r"[ \n]", r",?[ \n]").format(_PLAIN_WHEN, _PLAIN_THEN)
_BY = rf"[ \n]{_BOLD}"
_BY_IN_PLAIN = rf"(?<=[^,]),?[ \n]{_PLAIN_BY}"
_FORMS = ((_OURS, "**When** ", _BY), (_OTHERS, "**", _BY), (_PLAIN, "When", _BY_IN_PLAIN))
"""Each with what it begins with, and with what is before its day."""
_ONE_PART = f"{_PLAIN_WHEN} (.+)|(?:{_PLAIN_THEN} )?(.+)"
"""A plan whose words were changed so that there is one part left, or nobody knows where the second begins."""
_LINKED = r"(?:\\?\[){1,2}(?:[^][|\n]*/)?([^][|/\n]+)(?:\|[^]\n]*)?(?:\\?\]){1,2}(?:\([^)\n]*\))?"  # as in _DAY
_UNDERLINED = r"(?<![\w\\])__(.+?)(?<!\\)__(?!\w)"
_TAGS = (("**", "</?(?:strong|b)>"), ("~~", "</?(?:del|s|strike)>"), ("==", "</?mark>"))
"""HTML for what Markdown has signs for."""
_STRUCK = ("~~", "==")
"""Around words that were struck out or highlighted."""
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
    if plan.is_free:
        said = [_escape_free(plan.then)]
    else:
        said = [_part(plan.words.when, plan.when), _part(plan.words.then, plan.then)]
    if plan.by:
        said.append(_part(plan.words.by, plan.by.isoformat()))

    box = " "
    if plan.ticked:
        box = "x"
    elif plan.let_go:
        box = "-"
    first, *others = line_breaks.hard(" ".join(said))
    return [f"- [{box}] {first}", *map(_indented, others)]


def _part(word: str, said: str) -> str:
    return f"**{escape_label(word)}** {escape_part(said)}"


def _escape_free(said: str) -> str:
    """Escape words right behind the box, so that no blank is lost and none is taken for another program's tag."""
    text = escape_part(said)
    return f"\\{text}" if re.match(_LOST_BEHIND_BOX, text) else text


def _unescape_free(text: str) -> str:
    return unescape_part(text[1:] if re.match(rf"\\{_LOST_BEHIND_BOX}", text) else text)


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


def mark_of(plan: Plan) -> Iterator[str]:
    """Yield what the mark of a plan says, each a word."""
    yield from filter(None, (plan.id, plan.attribute))
    if plan.is_free:
        yield FREE
    if plan.number:
        yield f"number={plan.number}"


# --- reading ---


class PlanMark(Struct, frozen=True):
    """What the mark of a plan says."""

    id: str
    attribute: str
    number: int
    free: bool


def parse_mark(said: str) -> PlanMark:
    """Read what the mark of a plan says."""
    name, *others = said.split(" ")
    attribute = "".join(word for word in others if word != FREE and not re.fullmatch(_NUMBER, word))
    return PlanMark(name, attribute, number_in(others), FREE in others)


def number_in(words: Sequence[str]) -> int:
    """Return the number among the words of a mark, of a plan or of a goal; 0 if there is none."""
    numbers = (re.fullmatch(_NUMBER, word) for word in words)
    return next((int(found[1]) for found in numbers if found), 0)


def first_line(lines: Sequence[str], marked: int, first: int) -> int:
    """Return the line in which a plan begins, which has its mark in the line `marked`; never one before `first`."""
    start = marked
    while not re.match(_BEGINS, lines[start]):
        if start == first or _begins_paragraph(lines, start):
            return start if re.match(_BEGINS_WITHOUT_LIST, lines[start]) else marked
        start -= 1
    return start


def _begins_paragraph(lines: Sequence[str], number: int) -> bool:
    """Return True if a line begins a paragraph that is in no list."""
    line = lines[number]
    return bool(line) and not line.startswith((" ", "\t")) and not lines[number - 1].strip(" \t")


def parse(
    task: Sequence[str], behind: str, below: Sequence[str], *, written: date, free: bool = False
) -> tuple[Plan, list[str]] | None:
    """Read a plan, without its ids, from the lines of its task, which end at the mark, and from what follows.

    A day without a year is the first such day from the one on which the entry was written. The mark says that it is a
    plan: words that are in no part of it any more are what the person will do. Return also the words that are not the
    plan's; None if there are no words. Of a `free` plan, see `Plan.is_free`, all words but the day are one part.
    """
    box, lines = _without_box(task)
    text = line_breaks.from_hard(lines)
    words, others = _behind(behind, below)
    if free:
        return _free_plan(text, written, box, others)
    said = _match(text, written)
    is_cut = said is None or not (said.has_third or words)
    if others and is_cut and len(lines) == 1:
        # Earlier versions wrote the mark into the first line of words that have several.
        joined = _match("\n".join([text, *others]), written)
        if joined:
            said, others = joined, []
    said = said or _match_one_part(text, written)
    if not said:
        return None

    plan = _with_box(
        Plan("", "", unescape_part(said.when), unescape_part(said.then), said.by, said.words),
        box,
    )
    if said.before or said.rest:
        others = [*filter(None, map(_without_fields, (said.before, said.rest))), *others]
    return plan, others


def _free_plan(text: str, written: date, box: str, others: list[str]) -> tuple[Plan, list[str]] | None:
    if not text.strip():
        return None
    said, by, day, rest = _with_day(re.sub(_UNDERLINED, r"**\1**", text), _BY, written)
    words = replace(_words(None, None, by), then="")
    plan = _with_box(Plan("", "", "", _unescape_free(said), day, words), box)
    return plan, [*filter(None, [_without_fields(rest)]), *others]


def _with_box(plan: Plan, box: str) -> Plan:
    return replace(plan, ticked=box in _TICKED, let_go=box in _CANCELLED)


def day_not_understood(plan: Plan) -> str:
    """Return the words that are in the place of a plan's day and are not one; they are words of the plan."""
    return "" if plan.by else _in_place_of_day(plan.then, plan.words)


def _without_box(task: Sequence[str]) -> tuple[str, list[str]]:
    """Take the box from a task's first line; return the character in it, and the lines."""
    if task[0].lstrip().startswith(">"):
        task = [re.sub(rf"^{_QUOTE}", "", line) for line in task]
    first, *others = task
    opening = re.match(_OPENING, first)
    if others and not others[-1].strip(" \t"):  # the mark was moved into a line of its own
        del others[-1]
    if not opening or not opening[0]:
        return "", [first, *others]
    inside, box, html = opening.groups()
    if html and "checked" in html:
        box = "x"
    return inside or box or "", [first[opening.end() :], *others]


def _behind(behind: str, below: Sequence[str]) -> tuple[str, list[str]]:
    """Return the words behind the mark, and all the lines from there on."""
    if not behind.strip():
        return "", list(below)
    line, *others = line_breaks.unwrapped("\n".join([behind.strip(), *below])).split("\n")
    words = _without_fields(line)
    return words, [*filter(None, [words]), *others]


class _Said(Struct, frozen=True):
    """The parts of a plan, as its file has them."""

    words: PlanWords
    when: str
    then: str
    by: date | None
    rest: str
    """What follows the day."""
    before: str = ""
    """What others have put before the plan."""

    @property
    def has_third(self) -> bool:
        """Return True if a day, or something else in its place, follows what the person will do."""
        return self.by is not None or bool(_in_place_of_day(self.then, self.words))


def _match(text: str, written: date) -> _Said | None:
    """Find the parts of a plan, each behind its word; others may have put words before them."""
    if "**" not in text:
        text = _with_signs(re.sub(_UNDERLINED, r"**\1**", text))
    for form, beginning, by_word in _FORMS:
        start = text.find(beginning)
        found = re.compile(form, re.DOTALL).fullmatch(text, start) if start >= 0 else None
        if found:
            when_word, when, then_word, last = found.groups()
            then, by, day, rest = _with_day(last, by_word, written)
            before = text[:start].rstrip()
            if before.endswith(_STRUCK):
                before, sign = before[:-2], before[-2:]
                then = then.rstrip().removesuffix(sign)  # it has no day
            return _Said(_words(when_word, then_word, by), when, then, day, rest, before)
    return None


def _with_signs(text: str) -> str:
    for sign, tag in _TAGS:
        text = re.sub(tag, sign, text)
    return text


def _match_one_part(text: str, written: date) -> _Said | None:
    """Take all words but the day for one part of a plan; None if there are none."""
    text = text.strip()
    for sign in _STRUCK:
        if text.startswith(sign):
            text = text.removeprefix(sign).removesuffix(sign)
    found = re.fullmatch(_ONE_PART, text, re.DOTALL) if re.search(r"\w", text) else None
    if not found:
        return None
    when_word, when, then_word, then = found.groups()
    part, by, day, rest = _with_day(when or then, _BY_IN_PLAIN, written)
    words = _words(when_word, then_word, by)
    return _Said(words, part, "", day, rest) if when else _Said(words, "", part, day, rest)


def _words(when: str | None, then: str | None, by: str) -> PlanWords:
    said = {"when": when, "then": then, "by": by}
    return replace(PlanWords(), **{name: unescape_label(word) for name, word in said.items() if word})


def _with_day(said: str, word: str, written: date) -> tuple[str, str, date | None, str]:
    """Return what is before the word for a plan's day, that word, the day and what follows; it may have no day."""
    found = re.fullmatch(rf"(.*?){word} {_DAY}(.*)", said, re.DOTALL)
    if found and (day := _iso_day(found[3])):
        return found[1], found[2], day, found[4]
    found = re.fullmatch(rf"(.*){word} (.*)", said, re.DOTALL)
    if found and (day := _day_by_hand(found[3], written)):
        return found[1], found[2], day, ""
    return said, "", None, ""


def _day_by_hand(text: str, written: date) -> date | None:
    """Read a day as people write one, or a link to it; None if it is not surely one."""
    said = re.sub(_FIELD, "", text).strip("*_`~= \t")
    link = re.fullmatch(_LINKED, said)
    if link:
        said = link[1]
    said = unescape_part(said)
    return day_words.ahead_by_month(said, written) or day_words.ahead_by_month(said.removesuffix("."), written)


def _in_place_of_day(then: str, words: PlanWords) -> str:
    """Return what is behind the word for a day: that of our own words is known, others are in bold."""
    word = r"\*\*((?i:by):?)\*\*" if words.when == PlanWords().when else _BOLD
    found = re.fullmatch(rf"(.*)[ \n]{word} (.*)", then, re.DOTALL)
    return found[3] if found else ""


def _without_fields(text: str) -> str:
    """Return the words in what stands behind a task; nothing if there is only what other programs write there."""
    words = re.sub(_FIELD, "", text).strip()
    return words if re.search(r"\w", words) else ""


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
