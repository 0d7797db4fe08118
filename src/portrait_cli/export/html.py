"""A document as one HTML page that loads nothing, runs nothing, reads well aloud and prints well.

Only this module and what calls it opens jinja2, which belongs to the extra `documents`.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TypeAlias

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from portrait_cli.core.document import Document, Heading, Paper, Part, Picture, Table, Words
from portrait_cli.core.text import visible
from portrait_cli.export import html_lists, svg
from portrait_cli.export.columns import DAY
from portrait_cli.export.direction import direction
from portrait_cli.formats.rich_words import rich

_BRIEF = 10
"""The most letters of a cell that is brief."""
_SIZES: dict[Paper, str] = {"letter": "letter", "a4": "A4"}
_Shown: TypeAlias = tuple[str, Part, str]
"""What kind of part it is, the part, and the heading it stands under."""


def write(document: Document, paper: Paper) -> Iterator[str]:
    """Write a document as a page, piece by piece; it is for `paper` when it is printed."""
    style = f"@page {{ size: {_SIZES[paper]}; }}\n{_style()}"
    return _template().generate(
        document=document,
        parts=_shown(document.parts),
        direction=direction(document.language),
        style=Markup(style),  # noqa: S704  # our own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
    )


@cache
def _style() -> str:
    """Return the style sheet, with columns of tables as wide as any number of twentieths."""
    widths = "".join(f".w{share} {{ width: {share * 5}%; }}\n" for share in range(1, 21))
    return _resource("document.css") + widths


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_visible, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["days_whole"] = _days_whole
    environment.filters["nested"] = _nested
    environment.filters["picture"] = _picture
    environment.filters["in_twentieths"] = _in_twentieths
    environment.tests["brief"] = _is_brief
    return environment.from_string(_resource("document.html"))


def _resource(name: str) -> str:
    return files("portrait_cli.export").joinpath(name).read_text("utf-8")


def _shown(parts: Iterable[Part]) -> Iterator[_Shown]:
    heading = ""
    for part in parts:
        if isinstance(part, Heading):
            heading = part.text
        yield str(part.__struct_config__.tag), part, heading


# --- what the template asks for ---


def _visible(value: object) -> object:
    """Make every text that is shown safe, but for what is markup of ours."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _nested(words: Words) -> list[html_lists.Block]:
    return html_lists.nested(rich(words))


def _days_whole(words: str) -> Markup:
    """Mark each day, which is not broken."""
    return Markup(DAY.sub(r'<span class="day">\g<0></span>', str(escape(visible(words)))))  # noqa: S704  # it is escaped


def _picture(picture: Picture) -> Markup:
    return Markup(svg.picture(picture))  # noqa: S704  # every word in it is escaped


def _in_twentieths(widths: Sequence[int]) -> list[int]:
    return [max(round(20 * width / sum(widths)), 1) for width in widths]


def _is_brief(table: Table) -> bool:
    """Return True if every cell but the first of a row is a number or a word, so that its name has room beside it."""
    cells = [cell for row in table.rows for cell in row[1:]]
    return bool(cells) and all(cell and len(cell) <= _BRIEF for cell in cells)
