"""A document as Markdown: it reads well as it is, and shows the same words in every reader."""

from collections.abc import Iterator, Sequence

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
from portrait_cli.core.text import one_line, visible
from portrait_cli.export import markdown_words
from portrait_cli.formats.markdown_escapes import escaped, escaped_heading, escaped_within

_WIDEST_TABLE = 118
"""Up to this width a table is written with its columns below one another."""
_LINE = "_" * 30
_SHORT_LINE = "_" * 14


def write(document: Document) -> Iterator[str]:
    """Write a document, part by part."""
    yield f"# {_heading(document.title)}\n"
    if document.subtitle:
        yield f"\n{_line(document.subtitle)}\n"
    above = document.title
    for part in document.parts:
        text = _part(part, above)
        if text:
            yield f"\n{text}\n"
        if isinstance(part, Heading):
            above = part.text
    yield "\n---\n"
    for text in document.footer:
        yield f"\n*{_within(text)}*\n"


def _part(part: Part, above: str) -> str:
    """Write a part; `above` is the heading it is below, which need not be said again."""
    match part:
        case Heading():
            return f"{'#' * part.level} {_heading(part.text)}"
        case Paragraph():
            text = markdown_words.hard_lines(escaped(visible(part.text).strip()))
            return f"*{_within(part.text)}*" if part.is_quiet and text else text
        case Words():
            return markdown_words.write(part)
        case Facts():
            return "  \n".join(f"{_label(label)} {_within(value)}".rstrip() for label, value in part.pairs)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in part.items)
        case Table() | Picture():
            return _labeled(part, above)
        case Room():
            return _label(part.label) + "\n" * part.lines
        case Signatures():
            return "\n\n".join(f"{_within(label)}: {_LINE}  Date: {_SHORT_LINE}" for label in part.labels)
        case NewPage():
            return "---"


def _labeled(part: Table | Picture, above: str) -> str:
    """Write a table, or what a picture shows, below what it is about."""
    if isinstance(part, Picture):
        label, text = part.title, _line(part.in_words)
    else:
        label, text = part.caption, _table(part)
    return f"{_bold(label)}\n\n{text}" if label and label != above else text


def _table(table: Table) -> str:
    rows = [[_within(in_one_line(cell)) for cell in row] for row in (table.header, *table.rows)]
    widths = [max(3, *(cell_len(row[column]) for row in rows)) for column in range(len(table.header))]
    if sum(widths) + 3 * len(widths) > _WIDEST_TABLE:
        widths = [3] * len(widths)
    header, *others = (_row(row, widths) for row in rows)
    return "\n".join([header, _row(["-" * width for width in widths], widths), *others])


def in_one_line(cell: str) -> str:
    """Put the lines of a cell beside one another, where a table has no place for more than one."""
    return " \u00b7 ".join(filter(None, map(str.strip, cell.splitlines())))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


# --- words of the portrait or of the program, and the short ones of a person ---


def _heading(text: str) -> str:
    return escaped_heading(one_line(visible(text)))


def _line(text: str) -> str:
    """Write a text as a line of its own."""
    return escaped(one_line(visible(text)))


def _within(text: str) -> str:
    """Write a text within a line."""
    return escaped_within(one_line(visible(text)))


def _label(text: str) -> str:
    """Write a text in bold, with a colon after it unless it ends a sentence itself."""
    return _bold(text if text.endswith((":", "?", ".")) else f"{text}:")


def _bold(text: str) -> str:
    return f"**{_within(text)}**"
