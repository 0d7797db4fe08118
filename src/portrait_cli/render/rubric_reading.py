"""How a rubric table was read, before anything is written."""

from collections.abc import Iterator, Sequence

from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric import Part
from portrait_cli.formats.rubric_reading import Reading
from portrait_cli.render.phrases import count
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words

_LONGEST = 26
"""Characters of a header or an example that are shown."""
_MOST_PARTS = 24
"""Names that are shown of a long rubric."""


def reading(shown: Reading, name: str, look: Look, last_year: Sequence[str] = ()) -> Renderable:
    """Show what was left out, the parts, what each column is read as, the levels, and what is in doubt.

    What a person can change is last: it is right above the question, however long the rest is. Below it is what the
    rubric has of `last_year`, in sentences.
    """
    column = Column()
    column.paragraph(f"How {name} is read:", "bold")
    column.optional_line(f"Title: {shown.rubric.title}" if shown.rubric.title else "")
    _section(column, "Left out or changed", shown.left_out)
    column.blank()
    for line in _parts(shown.rubric.attributes):
        column.line(line)
    if shown.columns:
        column.blank()
        column.add(_columns(shown, look))
    column.add(_levels(shown))
    _section(column, "What the table does not say", shown.doubts)
    _section(column, "Compared with last year's portrait", last_year)
    column.blank()
    return column.inset(look)


def _columns(shown: Reading, look: Look) -> Renderable:
    if look.stacked:
        lines = Column()
        for column in shown.columns:
            lines.line(f"{column.place}: {shortened(column.header)} = {column.meaning}")
        return lines
    rows = [
        (
            words(f"{column.place}  {_cut(column.header)}"),
            words(column.meaning, "bold"),
            words(_cut(column.example), "dim"),
        )
        for column in shown.columns
    ]
    return side_by_side(rows, gap=2)


def _cut(text: str) -> str:
    """Cut a text so that three of them are side by side."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _levels(shown: Reading) -> Column:
    column = Column()
    rubric = shown.rubric
    if rubric.levels:
        names = ", ".join(level.name for level in rubric.levels)
        column.paragraph(f"Levels, lowest first: {names}.")
        if rubric.cumulative:
            column.line("Each level includes those below it.")
    if rubric.off_scale:
        names = ", ".join(answer.name for answer in rubric.off_scale)
        column.line(f"Other answers: {names}.")
    return column


def _parts(attributes: Sequence[Part]) -> Iterator[str]:
    """List the attributes and what is below them: the first ones, and how many more there are."""
    lines = [line for part in attributes for line in _lines(part, 0)]
    yield from lines[:_MOST_PARTS]
    if len(lines) > _MOST_PARTS:
        yield f"and {count(len(lines) - _MOST_PARTS, 'more part')}"


def _lines(part: Part, depth: int) -> Iterator[str]:
    label = " ".join(filter(None, [part.code, part.name]))
    yield f"{'  ' * depth}{'- ' if depth else ''}{label}"
    for finer in part.parts:
        yield from _lines(finer, depth + 1)


def _section(column: Column, title: str, lines: Sequence[str]) -> None:
    if lines:
        column.paragraph(f"{title}:")
        for line in lines:
            column.line(f"- {line}")
