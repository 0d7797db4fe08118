"""What every screen shares: colors, level dots, dates, widths."""

from collections.abc import Iterable
from datetime import date
from typing import IO

from msgspec import Struct
from rich.console import Console, ConsoleRenderable, Group, RichCast
from rich.padding import Padding
from rich.text import Text

from portrait_cli.core.text import visible

Renderable = ConsoleRenderable | RichCast | str

WIDEST = 100
NARROW = 60

# Told apart by people with any kind of color sight, and readable on dark and on light ground.
_COLORS = ("#2f86c4", "#d9601a", "#00967d", "#b4609a", "#a07800", "#7a7f2f", "#c0504d", "#5a6fb8")


class Look(Struct, frozen=True):
    """How the screen is: its width in columns, and whether signs and colors are left out."""

    width: int
    plain: bool = False

    @property
    def narrow(self) -> bool:
        """Say whether things stand below each other."""
        return self.width < NARROW


class _Console(Console):
    """A console that leaves a closed pipe to the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(file: IO[str], *, plain: bool = False, width: int | None = None) -> Console:
    """Make the console for a stream; nothing in a text is taken for markup, and no line is too long to read."""
    made = _Console(
        file=file,
        markup=False,
        emoji=False,
        highlight=False,
        width=width,
        color_system=None if plain else "auto",
        no_color=True if plain else None,
    )
    made.width = min(made.width, WIDEST)
    return made


def words(text: str, style: str = "") -> Text:
    """Show a person's words as they are."""
    return Text(visible(text), style=style)


def color(place: int) -> str:
    """Give an attribute its color, from its place in the portrait."""
    return _COLORS[place % len(_COLORS)]


def dots(height: int | None, levels: int, look: Look) -> str:
    """Show a level as filled and empty dots; in plain mode, and off the scale, there are none."""
    if height is None or look.plain:
        return ""
    return "●" * height + "○" * (levels - height)


def level(label: str, height: int | None, levels: int, look: Look, style: str = "") -> Text:
    """Show a level as dots and its word."""
    text = Text()
    signs = dots(height, levels, look)
    if signs:
        text.append(f"{signs} ", style)
    return text.append(visible(label), "bold" if height else "")


def day(when: date, *, year: bool = True, weekday: bool = False) -> str:
    """Write a date as people say it: `Monday 7 December 2026`."""
    start = f"{when:%A} " if weekday else ""
    end = f" {when:%Y}" if year else ""
    return f"{start}{when.day} {when:%B}{end}"


def distance(when: date, today: date) -> str:
    """Say how far away a day is."""
    days = (when - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
    weeks = round(abs(days) / 7)
    span = f"{weeks} weeks" if weeks > 1 else f"{abs(days)} days"
    return f"in {span}" if days > 0 else f"{span} ago"


def first_lines(text: str, most: int = 160) -> str:
    """Shorten a text to its beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def count(number: int, noun: str) -> str:
    """Say a number of things: `1 answer`, `3 answers`, `2 entries`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def inset(parts: Iterable[Renderable], look: Look, *, top: int = 0, bottom: int = 0) -> Padding:
    """Put parts below each other with air at the left."""
    return Padding(Group(*parts), (top, 0, bottom, 0 if look.narrow or look.plain else 2))
