"""An entry and its Markdown file, each made from the other without loss.

What a person typed may look like anything, our own marks included. Two rules keep it whole: a line that Markdown
would read as structure gets a backslash, and so does every `<!--`, so that a comment that stands bare is ours.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from portrait_cli import yamltree
from portrait_cli.errors import InvalidFileError
from portrait_cli.model.entry import (
    OUTCOMES,
    Block,
    Commitment,
    Entry,
    Heading,
    Placement,
    PlanWords,
    Prose,
    Response,
    Told,
)
from portrait_cli.yamltree import At, Mapping, Node, Problem, Scalar, Sequence, plain_or_quoted

FORMAT = "1"

# The start of a line that stands inside a list or a quotation.
_INSIDE = r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*"
# What Markdown would read as a heading, a fence, a rule, raw HTML or a link's address.
_STRUCTURE = (
    r"(?:\#{1,6}(?:[ \t]|$)|```|~~~|=+[ \t]*$|-+[ \t]*$|<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/!?])"
    r"|\[[^\]]*\]:)"
)
_LOOKS_LIKE_OURS = re.compile(rf"^({_INSIDE})(\\*{_STRUCTURE})", re.MULTILINE)
_ESCAPED_LINE = re.compile(rf"^({_INSIDE})\\(\\*{_STRUCTURE})", re.MULTILINE)
_COMMENT = re.compile(r"(\\*)<!--")
_ESCAPED_COMMENT = re.compile(r"\\(\\*)<!--")
_STAR = re.compile(r"(\\*)\*")
_ESCAPED_STAR = re.compile(r"\\(\\*)\*")

_MARK = re.compile(r"^(.*) <!-- (attribute|part|prompt|level|outcome|commitment): ?([^<>]*?) -->$")
_OURS = r"(\\*)(<!-- (?:attribute|part|prompt|level|outcome|commitment):)"
_PROSE_MARK = re.compile(_OURS)
_ESCAPED_PROSE_MARK = re.compile(rf"\\{_OURS}")
_HEADING_BY_HAND = re.compile(r"^#{1,3}(?:[ \t]|$)")

_NOTHING = "…"
"""Stands where a part of a plan was left empty."""


# --- entry to text ---------------------------------------------------------------------------------------------------


def dump(entry: Entry) -> str:
    """Write an entry as the text of its file, from which `parse` makes the same entry again."""
    front = "".join(f"{line}\n" for line in (*_front_matter(entry), *entry.extra))
    return f"---\n{front}---\n\n{body(entry)}"


def body(entry: Entry, *, marks: bool = True) -> str:
    """Write an entry's Markdown below the front matter; without marks it is for people only."""
    blocks = [f"# {_escape_line(entry.title)}", *(_block(block, marks=marks) for block in entry.blocks)]
    return "\n\n".join(blocks) + "\n"


def _front_matter(entry: Entry) -> Iterator[str]:
    yield f"id: {plain_or_quoted(entry.id)}"
    yield f"date: {entry.written.isoformat(timespec='seconds')}"
    yield f'utc_offset: "{entry.utc_offset}"'
    for name, value in (
        ("time_zone", entry.time_zone),
        ("portrait", entry.portrait),
        ("portrait_version", entry.portrait_version),
        ("guide", entry.guide),
        ("role", entry.role),
    ):
        if value:
            yield f"{name}: {plain_or_quoted(value)}"
    yield from _list("attributes", entry.attributes)
    yield from _list("tags", entry.tags)
    if entry.minutes is not None:
        yield f"minutes: {entry.minutes}"
    yield from _placements(entry.placements)
    yield f"format: {FORMAT}"


def _list(name: str, values: tuple[str, ...]) -> Iterator[str]:
    if values:
        yield f"{name}:"
        yield from (f"  - {plain_or_quoted(value)}" for value in values)


def _placements(placements: tuple[Placement, ...]) -> Iterator[str]:
    """Write the levels chosen, and their scale once: the first one's, and any other where it differs."""
    if not placements:
        return
    for placement in placements:
        yield f"{plain_or_quoted(f'level_{placement.target}')}: {plain_or_quoted(placement.level)}"
    common = placements[0]
    for placement in placements:
        suffix = "" if placement is common else f"_{placement.target}"
        if placement is common or (placement.scale, placement.levels) != (common.scale, common.levels):
            yield f"{plain_or_quoted(f'scale{suffix}')}: {plain_or_quoted(placement.scale)}"
            levels = ", ".join(plain_or_quoted(level) for level in placement.levels)
            yield f"{plain_or_quoted(f'scale_levels{suffix}')}: [{levels}]"


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
            lines = [mark(f"### {_escape_line(block.prompt)}", "level", block.target, block.level), ""]
            lines.append(f"**{_escape_bold(block.label)}**")
            lines += [f"> {line}" for line in _lines(block.statement)]
            return "\n".join(lines) + (f"\n\n{_escape(block.comment)}" if block.comment else "")
        case Told():
            head = mark(f"### {_escape_line(block.sentence)}", "outcome", block.commitment, block.outcome)
            note = f"\n\n{_escape(block.note)}" if block.note else ""
            return f"{head}\n\n**{_escape_bold(block.label)}**{note}"
        case Commitment():
            return _commitment(block, marks=marks)
        case Prose(text):
            return _PROSE_MARK.sub(r"\1\\\2", text) if marks else text


def _lines(statement: str) -> list[str]:
    return _escape(statement).split("\n") if statement else []


def _commitment(commitment: Commitment, *, marks: bool) -> str:
    words = commitment.words
    parts = [(words.when, commitment.when), (words.then, commitment.then)]
    if commitment.by:
        parts.append((words.by, commitment.by.isoformat()))
    text = " ".join(f"**{_escape_bold(word)}** {_part(said)}" for word, said in parts)
    first, *rest = f"- [{'x' if commitment.ticked else ' '}] {text}".split("\n")
    if marks:
        first = " ".join(filter(None, [first, "<!-- commitment:", commitment.id, commitment.attribute, "-->"]))
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


# --- text to entry ---------------------------------------------------------------------------------------------------


def parse(text: str, file: str) -> Entry:
    """Read the text of an entry's file; whatever stands in the body is kept, also what was changed by hand.

    Raises InvalidFileError, naming `file` and line, when the front matter is missing or says what it cannot say.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening = re.match(r"---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|$)", text, re.DOTALL)
    if not opening:
        message = "no front matter; expected the lines between --- and --- that every entry begins with"
        raise InvalidFileError(f"{file}:1: {message}")
    front = _Front(opening.group(1) or "", file)
    title, blocks = _body(text[opening.end() :])
    entry = front.entry(title)
    scales = front.scales()
    return replace(entry, blocks=tuple(_with_level(block, scales) for block in blocks))


@dataclass(frozen=True, slots=True)
class _Scales:
    """The levels that the front matter names: it is the truth, the body only tells it."""

    chosen: dict[str, str]
    scale: dict[str, str]
    levels: dict[str, tuple[str, ...]]


def _with_level(block: Block, scales: _Scales) -> Block:
    if not isinstance(block, Placement):
        return block
    level = scales.chosen.get(block.target, block.level)
    if level != block.level:  # changed by hand in the front matter: the words below no longer say it
        block = replace(block, level=level, label=level.replace("-", " ").capitalize(), statement="")
    return replace(
        block,
        scale=scales.scale.get(block.target, scales.scale.get("", "")),
        levels=scales.levels.get(block.target, scales.levels.get("", ())),
    )


class _Front:
    """The front matter: what we know in it, what we do not, and where a wrong value stands."""

    _KNOWN = frozenset(
        "id date utc_offset time_zone portrait portrait_version guide role attributes tags minutes format".split()
    )
    _PREFIXES = ("level_", "scale_levels_", "scale_")

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = text.split("\n")
        try:
            tree = yamltree.parse(text)
        except yamltree.YamlError as error:
            raise self._wrong(*error.problems) from None
        if isinstance(tree, Scalar) and tree.empty:
            tree = Mapping((), At(1, 1))
        if not isinstance(tree, Mapping):
            raise self._wrong(Problem(tree.at, "expected lines of `name: value` in the front matter"))
        self._tree = tree

    def _wrong(self, *problems: Problem) -> InvalidFileError:
        # The front matter begins in the file's second line.
        return InvalidFileError("\n".join(f"{self._file}:{found.at.line + 1}: {found.message}" for found in problems))

    def _text(self, name: str, *, required: bool = False) -> str:
        node = self._tree.get(name)
        if node is None or (isinstance(node, Scalar) and node.empty):
            if required:
                raise self._wrong(Problem(At(1, 1), f"{name} is missing in the front matter"))
            return ""
        if not isinstance(node, Scalar):
            raise self._wrong(Problem(node.at, f"found more than one value for {name}; expected one"))
        return node.text

    def _texts(self, name: str) -> tuple[str, ...]:
        match self._tree.get(name):
            case None:
                return ()
            case Scalar() as node:
                return () if node.empty else (node.text,)
            case Sequence(items):
                return tuple(self._one(item, name) for item in items)
            case Mapping() as node:
                raise self._wrong(Problem(node.at, f"found a group of lines for {name}; expected a list"))

    def _one(self, node: Node, name: str) -> str:
        if isinstance(node, Scalar):
            return node.text
        raise self._wrong(Problem(node.at, f"found a list or group in {name}; expected texts"))

    def entry(self, title: str) -> Entry:
        if (self._text("format") or FORMAT) != FORMAT:
            message = f"written in format {self._text('format')} by a newer portrait"
            raise InvalidFileError(f"{self._file}: {message}", hint="update portrait to read it")
        return Entry(
            id=self._text("id", required=True),
            written=self._written(),
            utc_offset=self._offset(),
            title=title,
            time_zone=self._text("time_zone"),
            portrait=self._text("portrait"),
            portrait_version=self._text("portrait_version"),
            guide=self._text("guide"),
            role=self._text("role"),
            attributes=self._texts("attributes"),
            tags=self._texts("tags"),
            minutes=self._minutes(),
            extra=self._extra(),
        )

    def _written(self) -> datetime:
        said = self._text("date", required=True)
        try:
            return datetime.fromisoformat(said).replace(tzinfo=None, microsecond=0)
        except ValueError:
            at = self._at("date")
            wanted = "a date such as 2026-11-23T14:30:00"
            raise self._wrong(Problem(at, f'found "{said}" for date; expected {wanted}')) from None

    def _offset(self) -> str:
        said = self._text("utc_offset") or "+00:00"
        if not re.fullmatch(r"[+-](?:0\d|1\d|2[0-3]):[0-5]\d", said):
            at = self._at("utc_offset")
            raise self._wrong(Problem(at, f'found "{said}" for utc_offset; expected one such as "-06:00"'))
        return said

    def _minutes(self) -> int | None:
        said = self._text("minutes")
        if said and not re.fullmatch(r"[0-9]{1,9}", said):
            raise self._wrong(Problem(self._at("minutes"), f'found "{said}" for minutes; expected a number'))
        return int(said) if said else None

    def _at(self, name: str) -> At:
        return next((key.at for key, _ in self._tree.pairs if key.text == name), At(1, 1))

    def scales(self) -> _Scales:
        found = _Scales({}, {}, {})
        for key, _ in self._tree.pairs:
            name = key.text
            if name.startswith("level_"):
                found.chosen[name.removeprefix("level_")] = self._text(name)
            elif name == "scale_levels" or name.startswith("scale_levels_"):
                found.levels[name.removeprefix("scale_levels").removeprefix("_")] = self._texts(name)
            elif name == "scale" or name.startswith("scale_"):
                found.scale[name.removeprefix("scale").removeprefix("_")] = self._text(name)
        return found

    def _extra(self) -> tuple[str, ...]:
        """Keep every item that is not ours as the lines it stands in."""
        starts = [key.at.line - 1 for key, _ in self._tree.pairs]
        ends = [*starts[1:], len(self._lines)]
        return tuple(
            "\n".join(self._lines[start:end])
            for (key, _), start, end in zip(self._tree.pairs, starts, ends, strict=True)
            if not self._is_ours(key.text)
        )

    def _is_ours(self, name: str) -> bool:
        return name in self._KNOWN or name in {"scale", "scale_levels"} or name.startswith(self._PREFIXES)


def _body(text: str) -> tuple[str, list[Block]]:
    lines = text.removesuffix("\n").split("\n")
    if lines and not lines[0]:
        del lines[0]
    title = ""
    if lines and lines[0].startswith("# "):
        title = _unescape_line(lines.pop(0)[2:])
        if lines and not lines[0]:
            del lines[0]
    return title, [block for part in _parts(lines) for block in _read(part)] if lines else []


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """Cut the lines before every one that carries our mark or is a heading made by hand."""
    starts, marked = [0], bool(_MARK.match(lines[0]))
    for number, line in enumerate(lines):
        # Words that belong to no prompt stay together, whatever headings stand in them.
        if number and (_MARK.match(line) or (marked and _HEADING_BY_HAND.match(line))):
            starts.append(number)
            marked = bool(_MARK.match(line))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        part = lines[start:end]
        # One empty line stands between the blocks; any other was typed.
        yield part[:-1] if end < len(lines) and len(part) > 1 and not part[-1] else part


def _read(lines: list[str]) -> Iterable[Block]:
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
        case "level", [target, level]:
            label, statement, comment = _placed(rest)
            return [Placement(target, heading, level, label, statement, comment)]
        case "outcome", [commitment, told] if told in OUTCOMES:
            label, _, note = _placed(rest)
            outcome = next(known for known in OUTCOMES if known == told)
            return [Told(commitment, heading, outcome, label, note)]
        case "commitment", [name, *attribute]:
            return _planned(head, lines[1:], name, "".join(attribute))
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
    """Read a plan from its task line and the lines indented below it; what follows them is prose."""
    below: list[str] = []
    while rest and (not rest[0] or rest[0].startswith("  ")):
        below.append(rest.pop(0).removeprefix("  "))
    box = re.match(r"- \[([ xX])\] ", head)
    text = "\n".join([head[box.end() :] if box else head, *below])
    bold = r"\*\*((?:[^*]|(?<=\\)\*)*)\*\*"
    plan = re.fullmatch(rf"{bold} (.*?) {bold} (.*?)(?: {bold} (\d{{4}}-\d\d-\d\d))?", text, re.DOTALL)
    if not plan:
        return [Prose("\n".join([head, *below, *rest]))]
    when, then = _unpart(plan.group(2)), _unpart(plan.group(4))
    words = [_unescape_bold(plan.group(number) or "") for number in (1, 3, 5)]
    commitment = Commitment(
        id=name,
        attribute=attribute,
        when=when,
        then=then,
        by=_day(plan.group(6)),
        words=PlanWords(words[0], words[1], words[2] or PlanWords().by),
        ticked=bool(box and box.group(1) != " "),
    )
    return [commitment, *_prose(rest)]


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
    return _ESCAPED_LINE.sub(r"\1\2", _ESCAPED_COMMENT.sub(r"\1<!--", text))


def _unescape_line(text: str) -> str:
    return _ESCAPED_COMMENT.sub(r"\1<!--", text)


def _unescape_bold(text: str) -> str:
    return _ESCAPED_STAR.sub(r"\1*", text)
