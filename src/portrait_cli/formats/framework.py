"""A framework of competencies as values, before it is a rubric: items, how they are linked, and criteria.

CASE packages, the outcomes of Canvas and the competencies of Moodle are all read into these.
"""

from msgspec import Struct

TOP = " "
"""What associations call a framework that has no id of its own; no text of a file is like it."""


class Item(Struct, frozen=True):
    """One statement of a framework, at any tier; `id` is what associations call it."""

    id: str
    statement: str
    """What it says in full."""
    short: str = ""
    """The same in a few words, if the framework has them."""
    code: str = ""
    notes: str = ""
    language: str = ""
    enumeration: str = ""
    """Its place in a list, such as `2.` or `1.2.1`."""
    formerly: tuple[str, ...] = ()
    """Ids that it had before."""
    aligned_to: tuple[str, ...] = ()
    """What it matches in other frameworks."""


class Node(Struct, frozen=True):
    """One end of an association: an id, and what to call it if this framework does not have it."""

    id: str
    label: str = ""


class Association(Struct, frozen=True):
    """What the origin is to the destination: `isChildOf`, `replacedBy` and so on, as the framework spells it."""

    type: str
    origin: Node
    destination: Node
    sequence: float | None = None
    """The origin's place among its siblings."""
    group: str = ""
    """The other tree that it belongs to, if it is not of the framework's own."""


class CriterionLevel(Struct, frozen=True):
    """A level of one criterion, and what it looks like there."""

    name: str
    statement: str = ""
    score: float | None = None
    position: float | None = None


class Criterion(Struct, frozen=True):
    """How well an item can be done; a criterion without an item stands for itself."""

    levels: tuple[CriterionLevel, ...]
    item: str = ""
    name: str = ""
    rubric: str = ""
    """The title of the rubric that it belongs to."""
    description: str = ""


class Framework(Struct, frozen=True):
    """A framework as its file has it: nothing is in order yet."""

    items: tuple[Item, ...]
    associations: tuple[Association, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    scores: str = "scores"
    """What its file calls the scores of levels."""
    id: str = ""
    """What associations call the framework itself, which is above its first items."""
    title: str = ""
    summary: str = ""
    version: str = ""
    status: str = ""
    publisher: str = ""
    licence: str = ""
    language: str = ""


def kind_of(association_type: str) -> str:
    """Return the type of an association in small letters alone: OpenSALT also writes `Is Child Of` for isChildOf."""
    return "".join(filter(str.isalpha, association_type)).lower()
