"""An entry and its Markdown file, each made from the other without loss."""

import re
from typing import assert_never

from msgspec.structs import replace

from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_body, entry_placement, entry_plan, front_matter
from portrait_cli.formats.entry_escapes import escape, escape_label, escape_line, escape_prose
from portrait_cli.formats.front_matter import FrontMatter

_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)")


def parse(text: str, file: str) -> Entry:
    """Read the text of an entry's file; everything in the body is kept, including what was changed by hand.

    Raises InvalidFileError, naming `file` and line, if the front matter is missing or has mistakes in it.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening = _FRONT.match(text)
    if not opening:
        message = "no front matter; expected the lines between --- and --- that every entry begins with"
        raise InvalidFileError(f"{file}:1: {message}")

    front = FrontMatter(opening.group(1).removesuffix("\n"), file)
    entry = front.entry()
    title, blocks = entry_body.parse(text[opening.end() :], front.scales(), entry.written.date())
    return replace(entry, title=title, blocks=tuple(blocks))


def may_tell_of_plans(text: str) -> bool:
    """Return False for a text without the marks of plans and outcomes: to read it would be in vain."""
    return "commitment:" in text or "outcome:" in text


def dump(entry: Entry) -> str:
    """Write an entry as the text of its file, from which `parse` makes the same entry again."""
    lines = ["---", *front_matter.dump(entry), "---", "", body(entry)]
    return "\n".join(lines)


def body(entry: Entry, *, marks: bool = True) -> str:
    """Write an entry's Markdown below the front matter; without marks it is for people only."""
    blocks = [f"# {escape_line(entry.title)}"]
    blocks += [_block(block, marks=marks) for block in entry.blocks]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block, *, marks: bool) -> str:
    match block:
        case Heading():
            return _heading(block, marks=marks)
        case Response(step, prompt, text):
            asked = _marked(f"### {escape_line(prompt)}", "prompt", step, marks=marks)
            return f"{asked}\n\n{escape(text)}"
        case Placement():
            return _placement(block, marks=marks)
        case PlanOutcome():
            return _outcome(block, marks=marks)
        case Plan():
            return _plan(block, marks=marks)
        case Prose(text):
            return escape_prose(text) if marks else text
        case _:
            assert_never(block)


def _marked(line: str, kind: str, *words: str, marks: bool) -> str:
    """Add to a line what it is about, in a comment that Markdown readers do not show."""
    if not marks:
        return line
    return " ".join([line, f"<!-- {kind}:", *words, "-->"])


def _heading(heading: Heading, *, marks: bool) -> str:
    line = f"## {escape_line(heading.title)}"
    if not heading.attribute:
        return _marked(line, "part", marks=marks)
    return _marked(line, "attribute", heading.attribute, marks=marks)


def _placement(placement: Placement, *, marks: bool) -> str:
    asked = f"### {escape_line(placement.prompt)}"
    heading = _marked(asked, "level", *entry_placement.mark_of(placement), marks=marks)
    return "\n".join([heading, "", *entry_placement.lines_below(placement)])


def _outcome(outcome: PlanOutcome, *, marks: bool) -> str:
    line = f"### {escape_line(outcome.sentence)}"
    lines = [_marked(line, "outcome", outcome.plan, outcome.outcome, marks=marks)]
    lines += ["", f"**{escape_label(outcome.label)}**"]
    if outcome.note:
        lines += ["", escape(outcome.note)]
    return "\n".join(lines)


def _plan(plan: Plan, *, marks: bool) -> str:
    """Write a plan as a task. The mark is behind all of its words, where a formatter may move it."""
    *lines, last = entry_plan.task_lines(plan)
    words = filter(None, [plan.id, plan.attribute])
    return "\n".join([*lines, _marked(last, "commitment", *words, marks=marks)])
