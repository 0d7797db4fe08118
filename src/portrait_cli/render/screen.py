"""What all screens share: the console, colors, level dots, and how parts are placed."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import IO, Literal

from msgspec import Struct
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, ConsoleRenderable, Group, RichCast
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from portrait_cli.core.text import visible

Renderable = ConsoleRenderable | RichCast | str

WIDEST = 100
NARROW = 60

# The only five colors of a 256-color terminal with a contrast of at least 4.5 both on black and on white (WCAG 2.2,
# 1.4.3). Neighbors differ for people with any kind of color vision. Color says nothing that words do not say.
_COLORS = ("#5f5fff", "#af5f5f", "#875fd7", "#00875f", "#d700af")
GRAY = "#767676"
"""The one gray, for what should not outshout the rest, under the name `dim`: as easy to read as the colors."""
_THEME = Theme({"dim": GRAY})
_FEW_COLORS = ("standard", "windows")
"""Terminals with 16 colors, each in shades of its own: none of them can be read on black and on white everywhere."""


class Look(Struct, frozen=True):
    """What a screen is like: its width in columns, and whether signs and colors are left out."""

    width: int
    plain: bool = False

    @property
    def narrow(self) -> bool:
        """Return True if there is little room."""
        return self.width < NARROW

    @property
    def stacked(self) -> bool:
        """Return True if things go below each other that are beside each other on a wide screen."""
        return self.narrow or self.plain


class _Console(Console):
    """A console that leaves a closed pipe to the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(file: IO[str], *, plain: bool = False, with_color: bool = True, width: int | None = None) -> Console:
    """Make the console for a stream; no text is read as markup, and no line is too long to read."""
    color_system: Literal["auto"] | None = None if plain else "auto"
    made = _Console(
        file=file,
        markup=False,
        emoji=False,
        highlight=False,
        width=width,
        color_system=color_system,
        no_color=plain or not with_color,
        theme=_THEME,
    )
    if made.color_system in _FEW_COLORS:
        made.no_color = True
    made.width = min(made.width, WIDEST)
    return made


# --- words and colors ---


def words(text: str, style: str = "") -> Text:
    """Show a person's words as they are."""
    return Text(visible(text), style=style)


def color(place: int) -> str:
    """Return the color of an attribute, from its place in the portrait."""
    return _COLORS[place % len(_COLORS)]


_LONG = 20_000
"""Characters from which a text is drawn line by line."""


class _LongText:
    """A long text: rich takes the time of its length squared to draw it as one."""

    def __init__(self, text: str, style: str) -> None:
        self._lines = visible(text).split("\n")
        self._style = style

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in self._lines:
            yield from Text(line, style=self._style).wrap(console, options.max_width) or [Text()]


class _Unbroken:
    """A line without a line end of ours in it: a terminal wraps it, and it can still be copied whole."""

    def __init__(self, text: str) -> None:
        self.text = visible(text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        yield Segment(self.text)
        yield Segment.line()


# --- where parts go ---


class Column:
    """Parts of a screen below each other, added from top to bottom."""

    def __init__(self) -> None:
        self.parts: list[Renderable] = []

    def __rich__(self) -> Group:
        return Group(*self.parts)

    def add(self, *parts: Renderable) -> None:
        """Add parts that are made already."""
        self.parts.extend(parts)

    def blank(self) -> None:
        """Add a blank line."""
        self.parts.append(Text())

    def line(self, text: str, style: str = "", *, indent: int = 0) -> None:
        """Add a text, which may take several lines."""
        shown = words(text, style) if len(text) < _LONG else _LongText(text, style)
        if indent:
            self.add(indented(shown, indent))
        else:
            self.add(shown)

    def unbroken_line(self, text: str) -> None:
        """Add a text that is never broken, such as a path. The column must be the page's own, see `inset`."""
        self.parts.append(_Unbroken(text))

    def paragraph(self, text: str, style: str = "") -> None:
        """Add a text with a blank line above it."""
        self.blank()
        self.line(text, style)

    def optional_line(self, text: str, style: str = "", *, indent: int = 0) -> None:
        """Add a text, or nothing if it is empty."""
        if text:
            self.line(text, style, indent=indent)

    def optional_paragraph(self, text: str, style: str = "") -> None:
        """Add a text with a blank line above it, or nothing if it is empty."""
        if text:
            self.paragraph(text, style)

    def inset(self, look: Look, *, top: int = 0, bottom: int = 0) -> Renderable:
        """Return the column with room at its left, where there is room."""
        return inset(self.parts, look, top=top, bottom=bottom)


def inset(parts: Iterable[Renderable], look: Look, *, top: int = 0, bottom: int = 0) -> Renderable:
    """Put parts below each other with room at their left, where there is room."""
    left = 0 if look.stacked else 2
    blocks: list[Renderable] = []
    for is_too_wide, group in groupby(parts, key=lambda part: _is_too_wide(part, look.width - left)):
        if is_too_wide:
            blocks += group
        else:
            blocks.append(Padding(Group(*group), (0, 0, 0, left)))
    return Group(*[Text()] * top, *blocks, *[Text()] * bottom)


def _is_too_wide(part: Renderable, room: int) -> bool:
    """Return True for a line that is never broken, if there is no room for it."""
    return isinstance(part, _Unbroken) and cell_len(part.text) > room


def indented(part: Renderable, by: int = 2) -> Padding:
    """Move a part to the right, all its lines."""
    return Padding(part, (0, 0, 0, by))


# The first question of a session has no table and no frame: it comes 5 ms sooner without importing them.


def side_by_side(rows: Iterable[Sequence[Renderable]], *, gap: int, unwrapped: int = 1) -> Renderable:
    """Put the parts of each row beside each other; the lines of the first `unwrapped` columns are not broken."""
    from rich.table import Table

    listed = list(rows)
    table = Table.grid(padding=(0, gap, 0, 0))
    for number in range(max(map(len, listed), default=0)):
        if number < unwrapped:
            table.add_column(no_wrap=True)
        else:
            table.add_column(overflow="fold")  # an address that is longer than a line is still all there
    for row in listed:
        table.add_row(*row)
    return table


def framed(part: Renderable, title: Text) -> Renderable:
    """Put a frame around a part, with its title in the upper edge."""
    from rich.panel import Panel

    return Panel(part, title=title, title_align="left", border_style="dim", padding=(1, 2), expand=False)
