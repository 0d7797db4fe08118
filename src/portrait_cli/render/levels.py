"""Attributes and indicators with their levels, one a row."""

from collections.abc import Sequence

from msgspec import Struct
from rich.text import Text

from portrait_cli.render.screen import Column, Look, Renderable, side_by_side


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
