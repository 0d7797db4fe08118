"""A plan in an entry's file: a task, which other programs may tick, tag, date and wrap."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from portrait_cli.core.entry import Plan, PlanWords
from portrait_cli.formats import line_breaks
from portrait_cli.formats.entry_escapes import escape_label, escape_part, unescape_label, unescape_part

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
_BEGINS_WITHOUT_LIST = rf"{_BOX}|\W*(?:\*\*|When\b)|{_WORDS}"
_BOLD = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
_DAY = (
    r"(?:\\?\[){0,2}(?:[^][|\n]*/)?(\d{4}-\d\d-\d\d)(?:\|[^]\n]*)?(?:\\?\]){0,2}(?:\([^)\n]*\))?"  # or a link to it
)
_FORM = r"{} (.*?)[ \n]{} (.*?)(?:[ \n]{} {}(.*))?"
_OURS = _FORM.format(r"\*\*(When)\*\*", r"\*\*(then I will)\*\*", r"\*\*(by)\*\*", _DAY)
_OTHERS = _FORM.format(_BOLD, rf"(?!\*\*by\*\*){_BOLD}", _BOLD, _DAY)
"""The words of a portrait in another language."""
_ANY_SIGN = "[*_]{0,3}"
_PLAIN_WORDS = [f"{_ANY_SIGN}({word}){_ANY_SIGN}" for word in ("When", "(?:then )?I(?: will|['’]ll)", "by")]
_PLAIN = _FORM.replace(r"[ \n]", r",?[ \n]").format(*_PLAIN_WORDS, _DAY)
_FORMS = ((_OURS, "**When** "), (_OTHERS, "**"), (_PLAIN, "When"))
"""Each with what it begins with."""
_ONE_PART = r"(?:{} (.+?)|(?:{} )?(.+?))(?:,?[ \n]{} {}(.*))?".format(*_PLAIN_WORDS, _DAY)
"""A plan whose words were changed so that there is one part left, or nobody knows where the second begins."""
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


def _indented(line: str) -> str:
    return f"  {line}" if line else ""


# --- reading ---


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


def parse(task: Sequence[str], behind: str, below: Sequence[str]) -> tuple[Plan, list[str]] | None:
    """Read a plan, without its ids, from the lines of its task, which end at the mark, and from what follows.

    The mark says that it is a plan: words that are in no part of it any more are what the person will do. Return also
    the words that are not the plan's; None if there are no words.
    """
    box, lines = _without_box(task)
    text = line_breaks.from_hard(lines)
    words, others = _behind(behind, below)
    said = _match(text)
    is_cut = said is None or not (said[6] or words)
    if others and is_cut and len(lines) == 1:
        # Earlier versions wrote the mark into the first line of words that have several.
        joined = _match("\n".join([text, *others]))
        if joined:
            said, others = joined, []
    said = said or _match_one_part(text)
    if not said:
        return None

    when_word, when, then_word, then, by_word, by, rest = said.groups()
    before = ""
    if said.start():
        before = said.string[: said.start()].rstrip()
        if before.endswith(_STRUCK):
            before, sign = before[:-2], before[-2:]
            then = then.rstrip().removesuffix(sign)  # it has no day
    held = PlanWords()
    if when_word:
        held = replace(held, when=unescape_label(when_word))
    if then_word:
        held = replace(held, then=unescape_label(then_word))
    if by_word:
        held = replace(held, by=unescape_label(by_word))
    plan = Plan(
        id="",
        attribute="",
        when=unescape_part(when or ""),
        then=unescape_part(then or ""),
        by=_day(by),
        words=held,
        ticked=box in _TICKED,
        let_go=box in _CANCELLED,
    )
    if before or rest:
        others = [*filter(None, map(_without_fields, (before, rest or ""))), *others]
    return plan, others


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


def _match(text: str) -> re.Match[str] | None:
    """Find the parts of a plan, each behind its word; others may have put words before them."""
    if "**" not in text:
        text = _with_signs(re.sub(_UNDERLINED, r"**\1**", text))
    for form, beginning in _FORMS:
        start = text.find(beginning)
        found = re.compile(form, re.DOTALL).fullmatch(text, start) if start >= 0 else None
        if found:
            return found
    return None


def _with_signs(text: str) -> str:
    for sign, tag in _TAGS:
        text = re.sub(tag, sign, text)
    return text


def _match_one_part(text: str) -> re.Match[str] | None:
    """Take all words but the day for one part of a plan; None if there are none."""
    text = text.strip()
    for sign in _STRUCK:
        if text.startswith(sign):
            text = text.removeprefix(sign).removesuffix(sign)
    return re.fullmatch(_ONE_PART, text, re.DOTALL) if re.search(r"\w", text) else None


def _without_fields(text: str) -> str:
    """Return the words in what stands behind a task; nothing if there is only what other programs write there."""
    words = re.sub(_FIELD, "", text).strip()
    return words if re.search(r"\w", words) else ""


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
