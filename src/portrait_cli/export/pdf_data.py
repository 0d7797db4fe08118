"""A document as the data that its pages are set from: plain values, whose words are safe to show."""

import re

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.document import Document, Paper, Part, Picture, Table, Words
from portrait_cli.core.text import visible
from portrait_cli.export import columns, html_lists, svg
from portrait_cli.formats.rich_words import rich

_TABLE = 44
"""How wide a table is on A4, in ems of its letters; it is wider on US Letter."""


class _Blocks(Struct, frozen=True, tag_field="part", tag="words"):
    blocks: list[html_lists.Block]


class _Image(Struct, frozen=True, tag_field="part", tag="picture"):
    title: str
    svg: str
    in_words: str


def data(document: Document, paper: Paper) -> str:
    """Write a document as JSON."""
    day = document.made_on
    values = {
        "paper": paper,
        "title": document.title,
        "subtitle": document.subtitle,
        "author": document.author,
        "language": _language(document.language),
        "made_on": {"year": day.year, "month": day.month, "day": day.day},
        "is_one_page": document.is_one_page,
        "footer": document.footer,
        "parts": [_part(part) for part in document.parts],
    }
    return msgspec.json.encode(_shown(msgspec.to_builtins(values))).decode()


_TAG = re.compile(r"(?P<lang>[a-z]{2,3})\b(-(?P<script>[a-z]{4})\b)?(-(?P<region>[a-z]{2})\b)?", re.IGNORECASE)


def _language(tag: str) -> dict[str, str]:
    """Take a BCP 47 tag apart, as far as pages need it."""
    found = _TAG.match(tag)
    return {name: part for name, part in found.groupdict().items() if part} if found else {"lang": "en"}


def _shown(value: object) -> object:
    match value:
        case str():
            return visible(value)
        case dict():
            return {name: _shown(one) for name, one in value.items()}
        case list() | tuple():
            return [_shown(one) for one in value]
        case _:
            return value


def _part(part: Part) -> Part | _Blocks | _Image:
    match part:
        case Words():
            return _Blocks(html_lists.nested(rich(part)))
        case Picture():
            return _Image(part.title, svg.picture(part), part.in_words)
        case Table():
            return replace(part, widths=columns.shares(part, _TABLE))
        case _:
            return part
