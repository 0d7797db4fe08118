"""Lists of entries: the newest ones, and those that a search found."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from msgspec import Struct
from rich.text import Text

from portrait_cli.core import search
from portrait_cli.core.entry import Entry, Evidence, Goal, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.search import Query
from portrait_cli.core.text import visible
from portrait_cli.render.phrases import first_lines
from portrait_cli.render.screen import Column, Look, Renderable, indented, words

_NARROWEST = 12
"""Columns in which a title can still be read."""


# --- a list ---


def listing(entries: Sequence[Entry], left: int, look: Look) -> Renderable:
    """List entries, newest first: when, what, and how it begins; `left` entries are not shown."""
    indent = 2 if look.stacked else 18
    width = max(look.width - indent - 4, 20)

    column = Column()
    for stored in entries:
        column.add(_head(stored, look))
        begins = next(_said(stored), "")
        if begins:
            column.line(first_lines(begins, width), indent=indent)
    if left:
        column.line(f"and {left} older; -n {left + len(entries)} shows them too", "dim")
    return column


def _head(stored: Entry, look: Look) -> Text:
    """Show when an entry was written, and its title without the date, with no word below the date."""
    when = f"{stored.written.isoformat(' ', 'minutes')}  "
    width = max(look.width - len(when), _NARROWEST)
    lines = wrap(visible(stored.short_title), width, break_on_hyphens=False)
    title = f"\n{' ' * len(when)}".join(lines)
    return Text(when, "dim").append(title, "bold")


def _said(stored: Entry) -> Iterator[str]:
    for block in stored.blocks:
        match block:
            case Response(text=text) | Prose(text) | Goal(text=text) if text.strip():
                yield text
            case Evidence(text=text, name=name) if text.strip() or name:
                yield text or name
            case Plan() | PlanOutcome():
                yield block.sentence
            case _:
                pass


def to_import(entries: Sequence[tuple[Entry, str]], look: Look) -> Renderable:
    """List entries that an import would write, with the place where each was found."""
    column = Column()
    for entry, place in entries:
        column.add(_head(entry, look))
        column.line(place, "dim", indent=2 if look.stacked else 18)
    return column


# --- what a search found ---


class Hit(Struct, frozen=True):
    """An entry that was found, and the lines with the words that were looked for."""

    entry: Entry
    lines: tuple[str, ...]


def hits(found: Sequence[Hit], asked: Query, left: int, look: Look) -> Renderable:
    """List what was found: when, what, and the lines that match; `left` hits are not shown."""
    width = max(look.width - 8, 20)

    column = Column()
    for hit in found:
        column.add(_head(hit.entry, look))
        for line in hit.lines:
            column.add(indented(_marked(line, asked, width)))
    if left:
        column.line(f"and {left} more; -n {left + len(found)} shows them too", "dim")
    return column


def _marked(line: str, asked: Query, width: int) -> Text:
    """Underline the words that were looked for."""
    shown = words(_around(line, asked, width))
    for start, end in search.places(asked, shown.plain):
        shown.stylize("bold underline", start, end)
    return shown


def _around(line: str, asked: Query, most: int) -> str:
    """Shorten a line to what is around the first word that was looked for."""
    first, _ = next(iter(search.places(asked, line)), (0, 0))
    start = max(0, min(first - most // 3, len(line) - most))
    if start == 0:
        return first_lines(line, most)
    rest = line[start:]
    blank = rest.find(" ", 0, first - start)  # behind a word that is cut off, if it ends before what was found
    return "…" + first_lines(rest[blank + 1 :], most)
