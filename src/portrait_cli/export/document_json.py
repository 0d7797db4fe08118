"""A document as JSON: one object that programs read, described in the published schema."""

from collections.abc import Iterator
from datetime import date
from textwrap import indent
from typing import ClassVar

from portrait_cli.core.document import Document, Part
from portrait_cli.export import json_data


class DocumentData(json_data.Document, frozen=True):
    """What is handed over, part by part."""

    command: ClassVar[str] = "portrait export --as"
    document: str
    """Which document it is, such as `growth-plan`."""
    title: str
    """Its title."""
    subtitle: str
    """Whose it is and which time it is about; empty if neither is known."""
    author: str
    """The person's name; empty if they gave none."""
    language: str
    """A BCP 47 tag, such as `en`."""
    made_on: date
    """The day on which it was made."""
    footer: tuple[str, ...]
    """What it is and where it is from, a paragraph each."""
    parts: tuple[Part, ...]
    """What it says, in order; `part` tells one sort of part from another."""


def write(document: Document) -> Iterator[str]:
    """Write a document, part by part: there may be more of them than fit into memory."""
    data = DocumentData(
        document=document.kind,
        title=document.title,
        subtitle=document.subtitle,
        author=document.author,
        language=document.language,
        made_on=document.made_on,
        footer=document.footer,
        parts=(),
    )
    before, after = json_data.write(data).rsplit("[]", 1)
    yield f"{before}["
    comma = "\n"
    for part in document.parts:
        yield comma + indent(json_data.json_text(part), "    ")
        comma = ",\n"
    yield f"\n  ]{after}"
