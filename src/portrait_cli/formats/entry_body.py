"""The body of an entry's file, read back as a title and blocks; what we did not write is prose.

People run formatters on their files: lines are wrapped, empty lines come between, a list gets another sign. What is
ours is found all the same, and where a formatter has surely wrapped the lines, its newlines are nobody's.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import dropwhile

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.entry import (
    GOAL_OUTCOMES,
    OUTCOMES,
    AsOf,
    Block,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.formats import entry_evidence, entry_placement, entry_plan, line_breaks, merge_conflict
from portrait_cli.formats.entry_escapes import KINDS, unescape, unescape_line, unescape_prose
from portrait_cli.formats.fenced_code import closes, opening
from portrait_cli.formats.front_matter import Scales

_MARK = re.compile(rf"<!--(?<!\\<!--) ({KINDS}): ?([^<>]*?) -->[ \t]*")
_HEADING_BY_HAND = re.compile(r"^#{1,3}(?:[ \t]|$)")
_SIGNS = "#`~"
"""What a heading begins with, or a fence around code."""
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*")
"""What some programs write below a heading, in place of the signs before it."""
_CHOSEN = re.compile(r"(?:then)? ?(?:=\S*)?")
"""What may be in a level's mark after the level, see `entry_placement`."""


def parse(text: str, scales: Scales, written: date) -> tuple[str, list[Block]]:
    """Read a body as its title and blocks; the scales and the day are those that the front matter names."""
    lines = merge_conflict.first_version(text).removesuffix("\n").split("\n")
    if not lines[0]:
        del lines[0]

    title = ""
    if lines and lines[0].startswith("# "):
        title = unescape_line(lines.pop(0)[2:])
        if lines and not lines[0]:
            del lines[0]
    elif len(lines) > 1 and lines[0] and re.fullmatch("=+", lines[1]):
        title = unescape_line(lines[0])
        del lines[: 3 if lines[2:3] == [""] else 2]

    blocks: list[Block] = []
    if lines:
        parts = list(_parts(lines))
        layout = _layout_of(parts, lines)
        for part in parts:
            blocks += _blocks(part, scales, layout, written)
    if scales.chosen:
        blocks += entry_placement.without_mark([block for block in blocks if isinstance(block, Placement)], scales)
    return title, blocks


# --- parts ---


class _Part(Struct, frozen=True):
    """Lines that belong together: one with our mark and those around it, or somebody's own words."""

    lines: list[str]
    kind: str = ""
    """What our mark is about; empty for somebody's own words."""
    said: str = ""
    """What the mark says of it."""
    marked: int = 0
    """Which of the lines has the mark: the first one, except in a plan of several lines."""
    head: str = ""
    """What is before the mark in its line."""
    behind: str = ""
    """What is behind it, where some programs write theirs."""

    below: Sequence[str] = ()
    """The lines below a heading, and below the empty one that follows it."""


def _parts(lines: list[str]) -> Iterator[_Part]:
    """Cut the lines into parts, each of which has our mark or is somebody's own words."""
    start, marked, mark = 0, 0, None
    for end, next_marked, next_mark in _cuts(lines):
        part = lines[start:end]
        if len(part) > 1 and not part[-1]:  # one empty line is between two blocks; any other was typed
            del part[-1]
        if part:
            yield _part(part, mark, marked - start)
        start, marked, mark = end, next_marked, next_mark
    yield _part(lines[start:], mark, marked - start)


def _part(lines: list[str], mark: re.Match[str] | None, marked: int) -> _Part:
    if not mark:
        return _Part(lines)
    kind, said = mark.groups()
    line = lines[marked]
    head = line[: mark.start()].removesuffix(" ")
    return _Part(lines, kind, said, marked, head, line[mark.end() :], lines[_first_below(head, lines) :])


def _first_below(head: str, lines: list[str]) -> int:
    """Return the number of the line in which the words below a heading begin."""
    first = 1
    if not head.startswith("#") and len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        first = 2
    if len(lines) > first and not lines[first]:
        return first + 1
    return first


def _cuts(lines: list[str]) -> Iterator[tuple[int, int, re.Match[str] | None]]:
    """Find where parts begin, with the line of their mark; a heading made by hand has none."""
    free = 0
    fence = ""
    is_ours = False
    for number, line in enumerate(lines):
        if "-->" in line and (mark := _MARK.search(line)):
            start = number
            if mark[1] == "commitment":
                start = entry_plan.first_line(lines, number, free)
            is_ours, free, fence = True, number + 1, ""
            yield start, number, mark
        elif is_ours and line and line[0] in _SIGNS:  # words of no prompt stay together, whatever headings they have
            if line[0] != "#":
                fence = "" if fence and closes(line, fence) else fence or opening(line)
            elif not fence and _HEADING_BY_HAND.match(line):
                is_ours, free = False, number + 1
                yield number, number, None


class _Layout(Struct, frozen=True):
    """What is known of the lines of a body."""

    stacked: bool
    """Whether a statement is right below its level, where an earlier version wrote it and no formatter leaves it."""
    wrapped: bool
    """Whether a formatter has broken lines at some width, so that a newline in a paragraph is nobody's."""


def _layout_of(parts: list[_Part], lines: list[str]) -> _Layout:
    """Find out from what we write on one line: a plan, and a statement below an empty line."""
    stacked = wrapped = False
    for part in parts:
        if part.kind == "level":
            stacked = stacked or entry_placement.is_stacked(part.below)
            wrapped = wrapped or entry_placement.is_wrapped(part.below, lines)
        elif part.marked:
            wrapped = wrapped or line_breaks.has_soft_breaks(part.lines[: part.marked + 1])
    return _Layout(stacked, wrapped)


# --- blocks ---


def _blocks(part: _Part, scales: Scales, layout: _Layout, written: date) -> Sequence[Block]:
    """Read a part as what its mark says; what the mark cannot say is kept as prose."""
    if not part.kind:
        return _prose(part.lines, layout)
    if part.kind == "commitment":
        return _plan(part, layout, written)

    heading = unescape_line(_heading_words(part.head, part.behind))
    words = part.said.split(" ")
    match part.kind, words:
        case "part", _:
            return [Heading(heading), *_prose(part.below, layout)]
        case "attribute", [attribute]:
            return [Heading(heading, attribute), *_prose(part.below, layout)]
        case "prompt", [step]:
            return _response(step, heading, part.below, layout)
        case "level", [_, _, *more] if _CHOSEN.fullmatch(" ".join(more)):
            return [_placement(heading, words, part.below, scales, layout)]
        case "outcome", [_, outcome] if outcome in OUTCOMES:
            return [_outcome(heading, words, part.below, layout)]
        case _:
            return _of_year(part, heading, words, layout)


def _of_year(part: _Part, heading: str, words: Sequence[str], layout: _Layout) -> Sequence[Block]:
    """Read what belongs to the thread of a year: goals and evidence, and what was decided about them."""
    match part.kind, words:
        case "goal-set", [name, *others] if part.below and len(target := _without_number(others)) <= 1:
            goal = Goal(name, "".join(target), heading, _words(part.below, layout))
            return [replace(goal, number=entry_plan.number_in(others))]
        case "goal-review", [_, outcome] if outcome in GOAL_OUTCOMES:
            return [_goal_review(heading, words, part.below, layout)]
        case "evidence-added", _:
            return _evidence(part, heading, words, layout)
        case "evidence-dropped", [evidence]:
            return [EvidenceDropped(evidence, heading), *_prose(part.below, layout)]
        case _:
            return [Prose("\n".join(part.lines))]


def _heading_words(head: str, behind: str) -> str:
    """Return a heading's words without the signs around them, and what another program wrote behind its mark."""
    signs, space, words = head.partition(" ")
    is_heading = signs and space and not signs.strip("#")
    if not is_heading:
        words = head
    added = behind.rstrip("# \t")
    return f"{words} {added}" if added else words


def _response(step: str, prompt: str, below: Sequence[str], layout: _Layout) -> Sequence[Block]:
    if not below:
        return []
    return [Response(step, prompt, _words(below, layout))]


def _words(lines: Sequence[str], layout: _Layout) -> str:
    text = "\n".join(lines)
    if layout.wrapped:
        text = line_breaks.unwrapped(text)
    return unescape(text)


def _prose(lines: Sequence[str], layout: _Layout) -> Sequence[Block]:
    text = "\n".join(lines)
    if not text.strip():
        return []
    if layout.wrapped:
        text = line_breaks.unwrapped(text)
    return [Prose(unescape_prose(text))]


def _placement(
    heading: str, words: Sequence[str], below: Sequence[str], scales: Scales, layout: _Layout
) -> Placement:
    target, level, *more = words
    label, lines = entry_placement.label(below)
    statement, lines = entry_placement.statement(lines, stacked=layout.stacked, wrapped=layout.wrapped)
    comment = _words(_without_first_empty(lines), layout)
    as_of: AsOf = "then" if "then" in more else "now"
    placed = Placement(target, heading, level, label, statement, comment, as_of=as_of)

    written = level
    if more and more[-1] != "then":
        written = more[-1][1:]
    return entry_placement.with_level(placed, written, scales)


def _outcome(heading: str, words: Sequence[str], below: Sequence[str], layout: _Layout) -> PlanOutcome:
    plan, said = words
    label, lines = entry_placement.label(below)
    note = _words(_without_first_empty(lines), layout)
    outcome = next(known for known in OUTCOMES if known == said)
    return PlanOutcome(plan, heading, outcome, label, note)


def _without_number(words: Sequence[str]) -> list[str]:
    return [word for word in words if not entry_plan.number_in([word])]


def _goal_review(heading: str, words: Sequence[str], below: Sequence[str], layout: _Layout) -> GoalReview:
    goal, said = words
    label, lines = entry_placement.label(below)
    reason = _words(_without_first_empty(lines), layout)
    outcome = next(known for known in GOAL_OUTCOMES if known == said)
    return GoalReview(goal, heading, outcome, label, reason)


def _evidence(part: _Part, heading: str, words: Sequence[str], layout: _Layout) -> Sequence[Block]:
    found = entry_evidence.parse(words, heading, part.below)
    if not found:
        return [Prose("\n".join(part.lines))]
    evidence, lines = found
    if not (lines or evidence.link or evidence.step):  # deleted by hand
        return []
    return [replace(evidence, text=_words(_without_first_empty(lines) if evidence.link else lines, layout))]


def _without_first_empty(lines: Sequence[str]) -> Sequence[str]:
    return lines[1:] if lines and not lines[0] else lines


# --- plans ---


def _plan(part: _Part, layout: _Layout, written: date) -> Sequence[Block]:
    """Read a plan from its task and the lines indented below it; all else is prose."""
    below, rest = _indented(part.lines[part.marked + 1 :])
    mark = entry_plan.parse_mark(part.said)
    task = [*part.lines[: part.marked], part.head]
    found = entry_plan.parse(task, part.behind, below, written=written, free=mark.free)
    if not found:
        return [Prose("\n".join(part.lines))]

    plan, others = found
    added = list(dropwhile(lambda line: not line, [*others, *rest]))
    plan = replace(plan, id=mark.id, attribute=mark.attribute, number=mark.number)
    return [plan, *_prose(added, layout)]


def _indented(lines: list[str]) -> tuple[list[str], list[str]]:
    """Take the indented lines from the beginning; return them without their indent, and the rest."""
    below: list[str] = []
    for line in lines:
        if line and not line.startswith(("  ", "\t")):
            break
        below.append(line.removeprefix("  "))

    rest = lines[len(below) :]
    if rest and below and not below[-1]:
        del below[-1]  # it is between the plan and the words that follow
    return below, rest
