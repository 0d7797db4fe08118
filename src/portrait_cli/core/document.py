"""What is handed over, as a value: a title, parts in order, a footer. Every format writes any document.

A format knows the parts and never which document it is; a document knows nothing of formats.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct

Paper = Literal["letter", "a4"]


class Heading(Struct, frozen=True, tag_field="part", tag="heading"):
    """The start of a section, in words of the portrait or of the program."""

    text: str
    """Its words."""
    level: int = 2
    """2 for a section, 3 and 4 for what is within it; the title of the document is 1."""


class Paragraph(Struct, frozen=True, tag_field="part", tag="paragraph"):
    """Words of the portrait or of the program, such as what was asked."""

    text: str
    """Its words."""
    is_quiet: bool = False
    """Whether it is a note beside what matters, in the one gray."""


class Words(Struct, frozen=True, tag_field="part", tag="words"):
    """What the person wrote, which `formats.rich_words` takes apart."""

    text: str
    """The words as they were typed."""
    is_markdown: bool = False
    """Whether it is a free note, written as Markdown; answers are shown as they were typed."""


class Facts(Struct, frozen=True, tag_field="part", tag="facts"):
    """Short facts, each with its label; what is empty is left blank, for a pen."""

    pairs: tuple[tuple[str, str], ...]
    """Each fact: its label, and what is known."""


class Bullets(Struct, frozen=True, tag_field="part", tag="bullets"):
    """A list of short texts."""

    items: tuple[str, ...]
    """The texts in order."""


class Table(Struct, frozen=True, tag_field="part", tag="table"):
    """A table with one row of headers; an empty cell stays blank."""

    caption: str
    """What the table is about."""
    header: tuple[str, ...]
    """What is in each column."""
    rows: tuple[tuple[str, ...], ...]
    """The cells of each row."""
    widths: tuple[int, ...] = ()
    """How wide the columns are, in relation to one another; alike if none are given."""


class Step(Struct, frozen=True):
    """One point of a line of growth."""

    day: date
    """The day on which it was chosen."""
    level: str
    """The name of the level, or of the off-scale answer."""
    height: int | None
    """Which of the levels it is, counted from 1 for the lowest; None for an off-scale answer."""


class Picture(Struct, frozen=True, tag_field="part", tag="picture"):
    """Growth as a line of steps through levels in words: no numbers, no totals."""

    title: str
    """What grows, such as the name of an attribute."""
    levels: tuple[str, ...]
    """The names of the levels, lowest first."""
    steps: tuple[Step, ...]
    """The points, oldest first."""
    in_words: str
    """The same in words, for whoever does not see it."""


class Room(Struct, frozen=True, tag_field="part", tag="room"):
    """Room to write in by hand."""

    label: str
    """What is to be written there."""
    lines: int = 2
    """How many lines it has."""


class Signatures(Struct, frozen=True, tag_field="part", tag="signatures"):
    """A line to sign on for each, with one for the day."""

    labels: tuple[str, ...]
    """Who signs."""


class NewPage(Struct, frozen=True, tag_field="part", tag="new-page"):
    """What follows begins on a page of its own where there are pages."""


Part = Heading | Paragraph | Words | Facts | Bullets | Table | Picture | Room | Signatures | NewPage


class Records(Struct, frozen=True):
    """The same as rows for a spreadsheet."""

    header: tuple[str, ...] = ()
    rows: Iterable[tuple[str, ...]] = ()


class Document(Struct, frozen=True):
    """A document, made once and written by any format."""

    kind: str
    """Which one it is, such as `growth-plan`."""
    title: str
    parts: Iterable[Part]
    """In order. Those of a whole journal come one after the other, and can be gone through once only."""
    footer: tuple[str, ...]
    """What it is and where it is from, a paragraph each."""
    made_on: date
    subtitle: str = ""
    """Whose it is and which time it is about; empty if neither is known."""
    author: str = ""
    """The person's name, if they gave it."""
    language: str = "en"
    """A BCP 47 tag."""
    is_one_page: bool = False
    """Whether it is meant for one sheet of paper."""
    records: Records = Records()


class Cover(Struct, frozen=True):
    """Who hands it over and when; what is empty stays blank."""

    made_on: date
    name: str = ""
    role: str = ""
    """The role in words."""
    place: str = ""
    """The school or district."""
    year: str = ""
    """The school year, or another span of time, in words."""
    supervisor: str = ""
    """Who receives it as the person's supervisor or evaluator."""
