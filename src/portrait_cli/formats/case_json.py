"""The JSON of a CASE package as structs, whose fields may be of other kinds than the standard says.

1EdTech, Competencies and Academic Standards Exchange 1.0 and 1.1; only the fields that a portrait has a place for.
"""

import re
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Raw, Struct, field

from portrait_cli.core.errors import InvalidFileError

_T = TypeVar("_T")
Text: TypeAlias = str | int | float | bool | None
"""A field that should be text, as programs write it."""

_POSITION = re.compile(r" \(byte [0-9]+\)$")
_NO_TITLES = {"origin", "destination"}  # what OpenSALT writes for an item of another framework
_EMPTY = {b"null", b'""', b"[]", b"{}"}


class Link(Struct, rename="camel"):
    """A reference with the title of what it refers to (LinkURI)."""

    title: Text = None
    identifier: Text = None
    sourced_id: Text = None
    uri: Text = None


Reference: TypeAlias = Link | str | None


class Document(Struct, rename="camel"):
    """The framework itself (CFDocument)."""

    identifier: Text = None
    sourced_id: Text = None
    uri: Text = None
    title: Text = None
    version: Text = None
    adoption_status: Text = None
    language: Text = None
    publisher: Text = None
    creator: Text = None
    description: Text = None
    license_uri: Reference = field(default=None, name="licenseURI")


class Item(Struct, rename="camel"):
    """One statement of it (CFItem)."""

    identifier: Text = None
    sourced_id: Text = None
    uri: Text = None
    full_statement: Text = None
    abbreviated_statement: Text = None
    human_coding_scheme: Text = None
    list_enumeration: Text = None
    notes: Text = None
    language: Text = None


class Association(Struct, rename="camel"):
    """What the origin is to the destination (CFAssociation)."""

    association_type: Text = None
    origin: Reference = field(default=None, name="originNodeURI")
    destination: Reference = field(default=None, name="destinationNodeURI")
    sequence_number: Text = None
    grouping: Reference = field(default=None, name="CFAssociationGroupingURI")


class Level(Struct, rename="camel"):
    """A level of a criterion (CFRubricCriterionLevel)."""

    quality: Text = None
    description: Text = None
    score: Text = None
    position: Text = None


class Criterion(Struct, rename="camel"):
    """How well an item can be done (CFRubricCriterion); its levels are read one by one."""

    item: Reference = field(default=None, name="CFItemURI")
    category: Text = None
    description: Text = None
    position: Text = None
    levels: list[Raw] | None = field(default=None, name="CFRubricCriterionLevels")


class Rubric(Struct, rename="camel"):
    """Several criteria (CFRubric), which are read one by one."""

    title: Text = None
    criteria: list[Raw] | None = field(default=None, name="CFRubricCriteria")


class Package(Struct, rename="camel"):
    """All of a framework (CFPackage); the members of each list are read one by one."""

    document: Raw = field(default=Raw(b"{}"), name="CFDocument")
    items: list[Raw] | None = field(default=None, name="CFItems")
    associations: list[Raw] | None = field(default=None, name="CFAssociations")
    rubrics: list[Raw] | None = field(default=None, name="CFRubrics")


class Failure(Struct):
    """What a server answers in place of a package."""

    imsx_description: Text = None


def parsed(data: bytes | Raw, kind: type[_T], place: str) -> _T:
    """Read JSON as a kind of value, or say what is wrong with it, and where."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise InvalidFileError(": ".join(filter(None, [place, _explained(error)]))) from None


def _explained(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deep"
    reason = _POSITION.sub("", str(error)).removeprefix("JSON is malformed: ")
    if reason == "Input data was truncated":
        return "the file ends too early; download it again"
    return f"not a valid CASE package ({reason[:1].lower()}{reason[1:]})"


def identifier(found: Link | Item | Document) -> str:
    """Return an identifier, which some servers call sourcedId as other standards of 1EdTech do."""
    return said(found.identifier) or said(found.sourced_id)


def said(value: Text) -> str:
    """Return a value as text."""
    if value is None or isinstance(value, bool):
        return ""
    return str(value).strip()


def title(reference: Reference) -> str:
    """Return the title of what a reference refers to, if it says anything."""
    given = said(reference.title) if isinstance(reference, Link) else ""
    return "" if given.casefold() in _NO_TITLES else given


def is_empty(value: Raw) -> bool:
    """Return True if there is nothing in a value."""
    return bytes(value) in _EMPTY
