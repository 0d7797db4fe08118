"""The body of an entry's file, read back as a title and blocks; what we did not write is prose."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from msgspec.structs import replace

from portrait_cli.core.entry import (
    OUTCOMES,
    AsOf,
    Block,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Prose,
    Response,
)
from portrait_cli.core.text import slug
from portrait_cli.formats.entry_escapes import (
    KINDS,
    unescape,
    unescape_bold,
    unescape_line,
    unescape_part,
    unescape_prose,
)
from portrait_cli.formats.front_matter import Scales, property_of

_MARK = re.compile(rf"^(.*) <!-- ({KINDS}): ?([^<>]*?) -->[ \t]*$")
_HEADING_BY_HAND = re.compile(r"^#{1,3}(?:[ \t]|$)")
_LABEL = re.compile(r"\*\*(.*)\*\*")
_CHOSEN = re.compile(r"(?:then)? ?(?:=\S*)?")
"""What may be in a level's mark after the level, see `entry_file`."""

# Not compiled: it takes long, and only plans need them.
_BOX = r"- \[([ xX])\] "
_BOLD = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
_PLAN = rf"{_BOLD} (.*?) {_BOLD} (.*?)(?: {_BOLD} (\d{{4}}-\d\d-\d\d)\n*)?"


def parse(text: str, scales: Scales) -> tuple[str, list[Block]]:
    """Read a body as its title and blocks; the scales are those that the front matter names."""
    lines = text.removesuffix("\n").split("\n")
    if not lines[0]:
        del lines[0]

    title = ""
    if lines and lines[0].startswith("# "):
        title = unescape_line(lines.pop(0)[2:])
        if lines and not lines[0]:
            del lines[0]

    blocks: list[Block] = []
    if lines:
        for mark, part in _parts(lines):
            blocks += _blocks(mark, part, scales)
    return title, blocks


# --- parts ---


_Mark: TypeAlias = re.Match[str] | None


def _parts(lines: list[str]) -> Iterator[tuple[_Mark, list[str]]]:
    """Cut the lines into parts, each of which begins with our mark or is somebody's own words."""
    start, mark = 0, _MARK.match(lines[0])
    for end, next_mark in _cuts(lines, bool(mark)):
        part = lines[start:end]
        if len(part) > 1 and not part[-1]:  # one empty line is between two blocks; any other was typed
            del part[-1]
        yield mark, part
        start, mark = end, next_mark
    yield mark, lines[start:]


def _cuts(lines: list[str], is_ours: bool) -> Iterator[tuple[int, _Mark]]:
    """Go through the lines, except the first, that have our mark or are a heading made by hand."""
    for number, line in enumerate(lines[1:], start=1):
        if "-->" in line and (mark := _MARK.match(line)):
            is_ours = True
            yield number, mark
        elif is_ours and line.startswith("#") and _HEADING_BY_HAND.match(line):
            is_ours = False  # words that belong to no prompt stay together, whatever headings are in them
            yield number, None


def _blocks(mark: _Mark, lines: list[str], scales: Scales) -> Sequence[Block]:
    """Read a part as what its mark says; what the mark cannot say is kept as prose."""
    if not mark:
        return _prose(lines)

    head, kind, said = mark.groups()
    words = said.split(" ")
    if kind == "commitment":
        return _plan(head, words, lines)

    below = lines[1:]
    if below and not below[0]:
        del below[0]
    heading = unescape_line(_without_signs(head))
    match kind, words:
        case "part", _:
            return [Heading(heading), *_prose(below)]
        case "attribute", [attribute]:
            return [Heading(heading, attribute), *_prose(below)]
        case "prompt", [step]:
            return _response(step, heading, below)
        case "level", [_, _, *more] if _CHOSEN.fullmatch(" ".join(more)):
            return [_placement(heading, words, below, scales)]
        case "outcome", [_, outcome] if outcome in OUTCOMES:
            return [_outcome(heading, words, below)]
        case _:
            return [Prose("\n".join(lines))]


def _without_signs(head: str) -> str:
    """Return a heading's words without the signs before them."""
    signs, space, words = head.partition(" ")
    is_heading = signs and space and not signs.strip("#")
    if not is_heading:
        return head
    return words


def _response(step: str, prompt: str, below: list[str]) -> Sequence[Block]:
    if not below:
        return []
    return [Response(step, prompt, unescape("\n".join(below)))]


def _prose(lines: list[str]) -> Sequence[Block]:
    text = "\n".join(lines)
    if not text.strip():
        return []
    return [Prose(unescape_prose(text))]


# --- levels and outcomes ---


def _placement(heading: str, words: Sequence[str], below: list[str], scales: Scales) -> Placement:
    target, level, *more = words
    label, statement, comment = _answer(below)
    as_of: AsOf = "then" if "then" in more else "now"
    placed = Placement(target, heading, level, label, statement, comment, as_of=as_of)

    written = level
    if more and more[-1] != "then":
        written = more[-1][1:]
    return _with_level(placed, written, scales)


def _with_level(placed: Placement, written: str, scales: Scales) -> Placement:
    """Complete a placement from the front matter; people may have changed the level there, or in the words below.

    `written` is the label as a slug, as it was when the entry was written.
    """
    name = property_of(placed)
    scale = scales.scale.get(name, scales.scale.get("", ""))
    levels = scales.levels.get(name, scales.levels.get("", ()))

    level, label, statement = scales.chosen.get(name, placed.level), placed.label, placed.statement
    if level != placed.level:  # changed by hand in the front matter: the words below no longer say it
        label, statement = level.replace("-", " ").capitalize(), ""
    elif label:
        said = slug(label)
        if said != written and said in levels:  # changed by hand in the words
            level, statement = said, ""
    return replace(placed, level=level, label=label, statement=statement, scale=scale, levels=levels)


def _outcome(heading: str, words: Sequence[str], below: list[str]) -> PlanOutcome:
    plan, said = words
    label, _, note = _answer(below)
    outcome = next(known for known in OUTCOMES if known == said)
    return PlanOutcome(plan, heading, outcome, label, note)


def _answer(lines: list[str]) -> tuple[str, str, str]:
    """Read a label in bold, the statement quoted below it, and the person's own words below that."""
    at = 0
    label = ""
    bold = _LABEL.fullmatch(lines[0]) if lines else None
    if bold:
        label = unescape_bold(bold.group(1))
        at = 1

    statement: list[str] = []
    while at < len(lines) and lines[at].startswith(">"):
        statement.append(lines[at].removeprefix(">").removeprefix(" "))
        at += 1

    if at < len(lines) and not lines[at]:
        at += 1
    return label, unescape("\n".join(statement)), unescape("\n".join(lines[at:]))


# --- plans ---


def _plan(head: str, words: Sequence[str], lines: list[str]) -> Sequence[Block]:
    """Read a plan from its task and the lines indented below it; all else is prose."""
    name, *attribute = words
    box = re.match(_BOX, head)
    task = head[box.end() :] if box else head
    below, rest = _indented(lines[1:])

    said = re.fullmatch(_PLAN, "\n".join([task, *below]), re.DOTALL)
    if not said:
        return [Prose("\n".join(lines))]

    when_word, when, then_word, then, by_word, by = said.groups()
    plan = Plan(
        id=name,
        attribute="".join(attribute),
        when=unescape_part(when),
        then=unescape_part(then),
        by=_day(by),
        words=_plan_words(when_word, then_word, by_word),
        ticked=bool(box and box.group(1) != " "),
    )
    return [plan, *_prose(rest)]


def _indented(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take the indented lines from the beginning; return them without their indent, and the rest."""
    below: list[str] = []
    for line in lines:
        if line and not line.startswith("  "):
            break
        below.append(line.removeprefix("  "))

    rest = lines[len(below) :]
    if rest and below and not below[-1]:
        del below[-1]  # it is between the plan and the words that follow
    return below, rest


def _plan_words(when: str, then: str, by: str | None) -> PlanWords:
    words = PlanWords(unescape_bold(when), unescape_bold(then))
    if not by:
        return words
    return replace(words, by=unescape_bold(by))


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
