"""An entry and its Markdown file, each made from the other without loss.

What a person typed may look like anything, our own marks included. Two rules keep it whole: a line that Markdown
would read as structure gets a backslash, and so does every `<!--`, so that a comment that stands bare is ours.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from msgspec.structs import replace

from portrait_cli.core.entry import (
    OUTCOMES,
    AsOf,
    Block,
    Entry,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Prose,
    Response,
)
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import slug
from portrait_cli.formats import front_matter
from portrait_cli.formats.front_matter import FrontMatter, Scales

# The start of a line that stands inside a list or a quotation.
_INSIDE = r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*"
# What Markdown would read as a heading, a fence, a rule, raw HTML or a link's address.
_STRUCTURE = (
    r"(?:\#{1,6}(?:[ \t]|$)|```|~~~|=+[ \t]*$|-+[ \t]*$|<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/!?])"
    r"|\[[^\]]*\]:)"
)
_LOOKS_LIKE_OURS = re.compile(rf"^({_INSIDE})(\\*{_STRUCTURE})", re.MULTILINE)
_ESCAPED_LINE = re.compile(rf"^({_INSIDE})\\(\\*{_STRUCTURE})", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)(\\*)<!--")
_ESCAPED_COMMENT = re.compile(r"(?<!\\)\\(\\*)<!--")
_STAR = re.compile(r"(?<!\\)(\\*)\*")
_ESCAPED_STAR = re.compile(r"(?<!\\)\\(\\*)\*")

_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)")
_MARK = re.compile(r"^(.*) <!-- (attribute|part|prompt|level|outcome|commitment): ?([^<>]*?) -->[ \t]*$")
_OURS = r"(\\*)(<!-- (?:attribute|part|prompt|level|outcome|commitment):)"
_PROSE_MARK = re.compile(rf"(?<!\\){_OURS}")
_ESCAPED_PROSE_MARK = re.compile(rf"(?<!\\)\\{_OURS}")
_HEADING_BY_HAND = re.compile(r"^#{1,3}(?:[ \t]|$)")

_NOTHING = "…"
"""Stands where a part of a plan was left empty."""


def dump(entry: Entry) -> str:
    """Write an entry as the text of its file, from which `parse` makes the same entry again."""
    front = "".join(f"{line}\n" for line in front_matter.dump(entry))
    return f"---\n{front}---\n\n{body(entry)}"


def body(entry: Entry, *, marks: bool = True) -> str:
    """Write an entry's Markdown below the front matter; without marks it is for people only."""
    blocks = [f"# {_escape_line(entry.title)}", *(_block(block, marks=marks) for block in entry.blocks)]
    return "\n\n".join(blocks) + "\n"


def _block(block: Block, *, marks: bool) -> str:
    def mark(line: str, kind: str, *words: str) -> str:
        return " ".join([line, f"<!-- {kind}:", *words, "-->"]) if marks else line

    match block:
        case Heading(title, ""):
            return mark(f"## {_escape_line(title)}", "part")
        case Heading(title, attribute):
            return mark(f"## {_escape_line(title)}", "attribute", attribute)
        case Response(step, prompt, text):
            return mark(f"### {_escape_line(prompt)}", "prompt", step) + "\n\n" + _escape(text)
        case Placement():
            lines = [mark(f"### {_escape_line(block.prompt)}", "level", *_chosen(block)), ""]
            lines.append(f"**{_escape_bold(block.label)}**")
            lines += [f"> {line}" for line in _lines(block.statement)]
            return "\n".join(lines) + (f"\n\n{_escape(block.comment)}" if block.comment else "")
        case PlanOutcome():
            head = mark(f"### {_escape_line(block.sentence)}", "outcome", block.plan, block.outcome)
            note = f"\n\n{_escape(block.note)}" if block.note else ""
            return f"{head}\n\n**{_escape_bold(block.label)}**{note}"
        case Plan():
            return _plan_line(block, marks=marks)
        case Prose(text):
            return _PROSE_MARK.sub(r"\1\\\2", text) if marks else text
        case _:
            assert_never(block)


def _chosen(placement: Placement) -> list[str]:
    """Say what was chosen; where the level's name is not that of its id, also how it is written."""
    written = slug(placement.label)
    as_of = ["then"] if placement.as_of == "then" else []
    return [placement.target, placement.level, *as_of, *([f"={written}"] if written != placement.level else [])]


def _lines(statement: str) -> list[str]:
    return _escape(statement).split("\n") if statement else []


def _plan_line(plan: Plan, *, marks: bool) -> str:
    words = plan.words
    parts = [(words.when, plan.when), (words.then, plan.then)]
    if plan.by:
        parts.append((words.by, plan.by.isoformat()))
    text = " ".join(f"**{_escape_bold(word)}** {_part(said)}" for word, said in parts)
    first, *rest = f"- [{'x' if plan.ticked else ' '}] {text}".split("\n")
    if marks:
        first = " ".join(filter(None, [first, "<!-- commitment:", plan.id, plan.attribute, "-->"]))
    return "\n".join([first, *(f"  {line}" if line else "" for line in rest)])


def _part(said: str) -> str:
    if not said:
        return _NOTHING
    return _escape_bold(_escape(f"\\{said}" if said.lstrip("\\") == _NOTHING else said))


def _escape(text: str) -> str:
    return _COMMENT.sub(r"\1\\<!--", _LOOKS_LIKE_OURS.sub(r"\1\\\2", text))


def _escape_line(text: str) -> str:
    """Escape words that stand behind a `#`: what comes after is no line's start."""
    return _COMMENT.sub(r"\1\\<!--", text)


def _escape_bold(text: str) -> str:
    return _STAR.sub(r"\1\\*", text)


def parse(text: str, file: str) -> Entry:
    """Read the text of an entry's file; whatever stands in the body is kept, also what was changed by hand.

    Raises InvalidFileError, naming `file` and line, when the front matter is missing or says what it cannot say.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening = _FRONT.match(text)
    if not opening:
        message = "no front matter; expected the lines between --- and --- that every entry begins with"
        raise InvalidFileError(f"{file}:1: {message}")
    front = FrontMatter(opening.group(1).removesuffix("\n"), file)
    title, blocks = _body(text[opening.end() :], front.scales())
    return replace(front.entry(title), blocks=tuple(blocks))


def _with_level(placed: Placement, written: str, scales: Scales) -> Placement:
    """Complete a placement from the front matter, in which, or in whose words, the level may be changed by hand.

    `written` is what became of the label's words when the entry was written.
    """
    name = front_matter.property_of(placed)
    scale = scales.scale.get(name, scales.scale.get("", ""))
    levels = scales.levels.get(name, scales.levels.get("", ()))
    level, label, statement = scales.chosen.get(name, placed.level), placed.label, placed.statement
    if level != placed.level:  # changed by hand in the front matter: the words below no longer say it
        label, statement = level.replace("-", " ").capitalize(), ""
    elif label and slug(label) in levels and slug(label) != written:  # changed by hand in the words
        level, statement = slug(label), ""
    return replace(placed, level=level, label=label, statement=statement, scale=scale, levels=levels)


def _body(text: str, scales: Scales) -> tuple[str, list[Block]]:
    lines = text.removesuffix("\n").split("\n")
    if lines and not lines[0]:
        del lines[0]
    title = ""
    if lines and lines[0].startswith("# "):
        title = _unescape_line(lines.pop(0)[2:])
        if lines and not lines[0]:
            del lines[0]
    return title, [block for part in _parts(lines) for block in _read(part, scales)] if lines else []


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """Cut the lines before every one that carries our mark or is a heading made by hand."""
    starts, marked = [0], bool(_MARK.match(lines[0]))
    for number, line in enumerate(lines):
        # Words that belong to no prompt stay together, whatever headings stand in them.
        is_mark = "-->" in line and bool(_MARK.match(line))
        if number and (is_mark or (marked and line.startswith("#") and _HEADING_BY_HAND.match(line))):
            starts.append(number)
            marked = is_mark
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        # One empty line stands between the blocks; any other was typed.
        yield part[:-1] if end < len(lines) and len(part) > 1 and not part[-1] else part


def _read(lines: list[str], scales: Scales) -> Iterable[Block]:
    marked = _MARK.match(lines[0])
    if not marked:
        return _prose(lines)
    head, kind, words = marked.group(1), marked.group(2), marked.group(3).split(" ")
    rest = lines[2:] if lines[1:] and not lines[1] else lines[1:]
    heading = _unescape_line(re.sub(r"^#+ ", "", head))
    match kind, words:
        case "part", _:
            return [Heading(heading), *_prose(rest)]
        case "attribute", [attribute]:
            return [Heading(heading, attribute), *_prose(rest)]
        case "prompt", [step]:
            return [Response(step, heading, _unescape("\n".join(rest)))] if rest else []
        case "level", [target, level, *more] if re.fullmatch(r"(?:then)? ?(?:=\S*)?", " ".join(more)):
            label, statement, comment = _placed(rest)
            as_of: AsOf = "then" if "then" in more else "now"
            placement = Placement(target, heading, level, label, statement, comment, as_of=as_of)
            return [_with_level(placement, more[-1][1:] if more[-1:] not in ([], ["then"]) else level, scales)]
        case "outcome", [plan, told] if told in OUTCOMES:
            label, _, note = _placed(rest)
            outcome = next(known for known in OUTCOMES if known == told)
            return [PlanOutcome(plan, heading, outcome, label, note)]
        case "commitment", [name, *attribute]:
            return _planned(head, lines[1:], name, "".join(attribute)) or [Prose("\n".join(lines))]
        case _:
            return [Prose("\n".join(lines))]


def _prose(lines: list[str]) -> list[Block]:
    return [Prose(_ESCAPED_PROSE_MARK.sub(r"\1\2", "\n".join(lines)))] if any(line.strip() for line in lines) else []


def _placed(lines: list[str]) -> tuple[str, str, str]:
    """Read a label in bold, the statement quoted below it, and a comment."""
    label = re.fullmatch(r"\*\*(.*)\*\*", lines[0]) if lines else None
    rest = lines[1:] if label else lines
    statement = []
    while rest and rest[0].startswith(">"):
        statement.append(rest.pop(0).removeprefix(">").removeprefix(" "))
    if rest and not rest[0]:
        del rest[0]
    comment = _unescape("\n".join(rest))
    return _unescape_bold(label.group(1)) if label else "", _unescape("\n".join(statement)), comment


def _planned(head: str, rest: list[str], name: str, attribute: str) -> list[Block]:
    """Read a plan, if it is one, from its task line and the lines indented below it; what follows is prose."""
    below: list[str] = []
    while rest and (not rest[0] or rest[0].startswith("  ")):
        below.append(rest.pop(0).removeprefix("  "))
    if rest and below and not below[-1]:
        del below[-1]  # it stands between the plan and the words that follow
    box = re.match(r"- \[([ xX])\] ", head)
    text = "\n".join([head[box.end() :] if box else head, *below])
    bold = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
    said = re.fullmatch(rf"{bold} (.*?) {bold} (.*?)(?: {bold} (\d{{4}}-\d\d-\d\d)\n*)?", text, re.DOTALL)
    if not said:
        return []
    when, then = _unpart(said.group(2)), _unpart(said.group(4))
    words = [_unescape_bold(said.group(number) or "") for number in (1, 3, 5)]
    plan = Plan(
        id=name,
        attribute=attribute,
        when=when,
        then=then,
        by=_day(said.group(6)),
        words=PlanWords(words[0], words[1], words[2] or PlanWords().by),
        ticked=bool(box and box.group(1) != " "),
    )
    return [plan, *_prose(rest)]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _unpart(text: str) -> str:
    if text == _NOTHING:
        return ""
    said = _unescape(_unescape_bold(text))
    return said[1:] if said != _NOTHING and said.lstrip("\\") == _NOTHING else said


def _unescape(text: str) -> str:
    if "\\" not in text:  # most words have none, and a journal has many
        return text
    return _ESCAPED_LINE.sub(r"\1\2", _ESCAPED_COMMENT.sub(r"\1<!--", text))


def _unescape_line(text: str) -> str:
    return _ESCAPED_COMMENT.sub(r"\1<!--", text) if "\\" in text else text


def _unescape_bold(text: str) -> str:
    return _ESCAPED_STAR.sub(r"\1*", text) if "\\" in text else text
