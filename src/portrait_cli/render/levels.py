"""How a level looks, as dots and a word; attributes and indicators with their levels, one a row."""

from collections.abc import Sequence

from msgspec import Struct
from rich.text import Text

from portrait_cli.core.text import visible
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side


def dots(height: int | None, levels: int, look: Look) -> str:
    """Show a level as filled and empty dots; there are none in plain mode, and none off the scale."""
    if height is None or look.plain:
        return ""
    return "●" * height + "○" * (levels - height)


def level(label: str, height: int | None, levels: int, look: Look, style: str = "") -> Text:
    """Show a level as dots and its word."""
    text = Text()
    signs = dots(height, levels, look)
    if signs:
        text.append(f"{signs} ", style)
    label_style = "bold" if height else ""
    return text.append(visible(label), label_style)


class LevelRow(Struct, frozen=True):
    """A name, its level, and a remark about the level."""

    name: Text
    level: Text
    remark: Text


def level_rows(rows: Sequence[LevelRow], look: Look) -> Renderable:
    """Show names with their levels beside them, or below them where there is no room."""
    if look.stacked:
        return _stacked(rows)
    return side_by_side([(row.name, row.level, row.remark) for row in rows], gap=3, unwrapped=2)


def _stacked(rows: Sequence[LevelRow]) -> Column:
    column = Column()
    for row in rows:
        below = Text("  ").append_text(row.level)
        if row.remark.plain:
            below.append("  ").append_text(row.remark)
        column.add(row.name, below)
    return column
