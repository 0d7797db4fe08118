"""A document as plain text, 72 columns wide, to paste into a mail or a form."""

from collections.abc import Iterator, Sequence
from textwrap import indent

from rich.cells import cell_len

from portrait_cli.core.document import (
    Bullets,
    Document,
    Facts,
    Heading,
    NewPage,
    Paragraph,
    Part,
    Picture,
    Room,
    Signatures,
    Table,
    Words,
)
from portrait_cli.core.line_wrap import wrap
from portrait_cli.core.text import one_line, visible
from portrait_cli.export.document_markdown import in_one_line
from portrait_cli.formats.rich_words import RichBlock, rich

_WIDTH = 72
_GAP = "  "
"""Between two columns."""
_BULLET = "- "
_LINE = "_" * 30
_SHORT_LINE = "_" * 14
_UNDERLINES = {1: "=", 2: "-"}


def write(document: Document) -> Iterator[str]:
    """Write a document, part by part."""
    yield f"{_heading(document.title, 1)}\n"
    if document.subtitle:
        yield f"\n{_wrapped(document.subtitle)}\n"
    above = document.title
    for part in document.parts:
        text = _part(part, above)
        if text:
            yield f"\n{text}\n"
        if isinstance(part, Heading):
            above = part.text
    yield f"\n{'-' * _WIDTH}\n"
    for text in document.footer:
        yield f"\n{_wrapped(text)}\n"


def _part(part: Part, above: str) -> str:
    """Write a part; `above` is the heading it is below, which need not be said again."""
    match part:
        case Heading():
            return _heading(part.text, part.level)
        case Paragraph():
            return _wrapped(part.text)
        case Words():
            return _words(part)
        case Facts():
            return "\n".join(_fact(label, value or _LINE) for label, value in part.pairs)
        case Bullets():
            return "\n".join(_wrapped(item, _BULLET) for item in part.items)
        case Table() | Picture():
            return _labeled(part, above)
        case Room():
            return _fact(part.label, "") + f"\n\n{'_' * _WIDTH}" * part.lines
        case Signatures():
            return "\n\n".join(f"{_line(label)}: {_LINE}  Date: {_SHORT_LINE}" for label in part.labels)
        case NewPage():
            return ""


def _heading(text: str, level: int) -> str:
    lines = _wrapped(text)
    widest = max(map(cell_len, lines.split("\n")))
    underline = _UNDERLINES.get(level, "") * widest
    return f"{lines}\n{underline}" if underline else lines


def _labeled(part: Table | Picture, above: str) -> str:
    """Write a table, or what a picture shows, below what it is about."""
    if isinstance(part, Picture):
        label, text = part.title, _wrapped(part.in_words)
    else:
        label, text = part.caption, _table(part)
    return f"{_wrapped(label)}\n\n{text}" if label and label != above else text


def _fact(label: str, value: str) -> str:
    colon = "" if label.endswith((":", "?", ".")) else ":"
    return _wrapped(f"{label}{colon} {value}")


# --- what a person wrote ---


def _words(words: Words) -> str:
    text = ""
    kind = ""
    for block in rich(words):
        goes_on = kind == block.kind == "item" and block.marker
        between = "\n" if goes_on else "\n\n"
        text += f"{between}{_block(block)}" if text else _block(block)
        kind = block.kind
    return text


def _block(block: RichBlock) -> str:
    match block.kind:
        case "code":
            return indent(block.text, "    ")
        case "quote":
            return _wrapped(_text(block), "> ", "> ")
        case "item":
            marker = "-" if block.marker == "\u2022" else block.marker
            return _wrapped(_text(block), f"{'   ' * block.depth}{marker or ' '} ")
        case _:
            return _wrapped(_text(block))


def _text(block: RichBlock) -> str:
    """Return the letters of a block; without a mark, what was struck out would say the opposite."""
    return "".join(f"~~{span.text}~~" if span.struck else span.text for span in block.spans)


# --- tables ---


def _table(table: Table) -> str:
    rows = [[_line(in_one_line(cell)) for cell in row] for row in table.rows]
    header = [_line(cell) for cell in table.header]
    widths = [max(cell_len(row[column]) for row in [header, *rows]) for column in range(len(header))]
    room = _WIDTH - len(_GAP) * (len(widths) - 1)
    if rows and not any(map(any, rows)):  # for a pen
        widths = [room // len(widths)] * len(widths)
        rows = [["_" * width for width in widths] for _ in rows]
    if sum(widths) <= room:
        rules = ["-" * width for width in widths]
        return "\n".join(_columns(row, widths) for row in [header, rules, *rows])
    return "\n\n".join(_row(header, row) for row in table.rows if any(row))


def _row(header: Sequence[str], cells: Sequence[str]) -> str:
    """Write a row below one another, without what is blank."""
    return "\n".join(_fact(name, cell) for name, cell in zip(header, cells, strict=True) if cell)


def _columns(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()


# --- lines ---


def _line(text: str) -> str:
    return one_line(visible(text))


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    """Break a text into lines between words, which begin with other signs than the first one."""
    others = others or " " * len(first)
    room = _WIDTH - len(first)
    lines = [line for typed in visible(text).expandtabs(4).strip().split("\n") for line in _rows(typed, room)]
    return "\n".join(f"{others if number else first}{line}".rstrip() for number, line in enumerate(lines))


def _rows(line: str, room: int) -> Iterator[str]:
    """Break one line; an address that is longer than a row stays whole, so that it can be opened."""

    def cells(part: str) -> int:
        return min(cell_len(part), room - 1) if "://" in part else cell_len(part)

    rows = wrap(line, room, cells)
    yield from (rows.row(number) for number in range(len(rows.starts)))
