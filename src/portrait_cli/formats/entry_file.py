"""An entry and its Markdown file, each made from the other without loss."""

import re
from typing import assert_never

from msgspec.structs import replace

from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_body, entry_evidence, entry_placement, entry_plan, front_matter
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


def body(entry: Entry) -> str:
    """Write an entry's Markdown below the front matter."""
    blocks = [f"# {escape_line(entry.title)}"]
    blocks += [_block(block) for block in entry.blocks]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Response(step, prompt, text):
            asked = _marked(f"### {escape_line(prompt)}", "prompt", step)
            return f"{asked}\n\n{escape(text)}"
        case Placement():
            return _placement(block)
        case PlanOutcome(plan, sentence, outcome, label, note):
            line = _marked(f"### {escape_line(sentence)}", "outcome", plan, outcome)
            return _decision(line, label, note)
        case Goal() | GoalReview() | Evidence() | EvidenceDropped():
            return _of_year(block)
        case Plan():
            return _plan(block)
        case Prose(text):
            return escape_prose(text)
        case _:
            assert_never(block)


def _marked(line: str, kind: str, *words: str) -> str:
    """Add to a line what it is about, in a comment that Markdown readers do not show."""
    return " ".join([line, f"<!-- {kind}:", *words, "-->"])


def _heading(heading: Heading) -> str:
    line = f"## {escape_line(heading.title)}"
    if not heading.attribute:
        return _marked(line, "part")
    return _marked(line, "attribute", heading.attribute)


def _placement(placement: Placement) -> str:
    asked = f"### {escape_line(placement.prompt)}"
    heading = _marked(asked, "level", *entry_placement.mark_of(placement))
    return "\n".join([heading, "", *entry_placement.lines_below(placement)])


def _of_year(block: Goal | GoalReview | Evidence | EvidenceDropped) -> str:
    """Write what belongs to the thread of a year: goals and evidence, and what was decided about them."""
    match block:
        case Goal(name, target, heading, text, number):
            words = filter(None, (name, target, f"number={number}" if number else ""))
            line = _marked(f"### {escape_line(heading)}", "goal-set", *words)
            return f"{line}\n\n{escape(text)}"
        case GoalReview(goal, sentence, outcome, label, reason):
            line = _marked(f"### {escape_line(sentence)}", "goal-review", goal, outcome)
            return _decision(line, label, reason)
        case Evidence():
            return _evidence(block)
        case EvidenceDropped(evidence, sentence):
            return _marked(f"### {escape_line(sentence)}", "evidence-dropped", evidence)
        case _:
            assert_never(block)


def _decision(line: str, label: str, words: str) -> str:
    """Write what was decided about an earlier plan or goal, with the person's words below it."""
    lines = [line, "", f"**{escape_label(label)}**"]
    if words:
        lines += ["", escape(words)]
    return "\n".join(lines)


def _evidence(evidence: Evidence) -> str:
    line = f"### {escape_line(evidence.heading)}"
    lines = [_marked(line, "evidence-added", *entry_evidence.mark_of(evidence))]
    if evidence.link:
        lines += ["", entry_evidence.link_line(evidence)]
    if evidence.text:
        lines += ["", escape(evidence.text)]
    return "\n".join(lines)


def _plan(plan: Plan) -> str:
    """Write a plan as a task. The mark is behind all of its words, where a formatter may move it."""
    *lines, last = entry_plan.task_lines(plan)
    return "\n".join([*lines, _marked(last, "commitment", *entry_plan.mark_of(plan))])
