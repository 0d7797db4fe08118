"""CASE packages: the JSON in which frameworks of competencies are exchanged.

1EdTech, Competencies and Academic Standards Exchange 1.0 and 1.1: CFPackage, and within it CFDocument, CFItems,
CFAssociations and CFRubrics. Only the words of people are read; what has no place in a portrait is named.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias, TypeVar

import msgspec
from msgspec import Raw, Struct, field

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import count, shortened
from portrait_cli.formats import framework_rubric
from portrait_cli.formats.framework import TOP, Association, Criterion, CriterionLevel, Framework, Item, Node
from portrait_cli.formats.numbers import number_in
from portrait_cli.formats.rubric import Rubric, one_line

MAX_BYTES = 20_000_000
"""The largest package we read: an item takes some 2,500 bytes."""

_Text: TypeAlias = str | int | float | bool | None
_T = TypeVar("_T")
_S = TypeVar("_S", bound=Struct)

_SIGNS_OF_JSON = re.compile(r"\ufeff?\s*(?:\{|\[\s*[\{\]])")
_POSITION = re.compile(r" \(byte [0-9]+\)$")
_NO_TITLES = {"origin", "destination"}  # what OpenSALT writes for an item of another framework
_WITHOUT_WORDS = {"identifier", "uri", "lastChangeDateTime", "caseVersion", "rubricId", "rubricCriterionId"}
_EMPTY = {b"null", b'""', b"[]", b"{}"}


class _Link(Struct):
    """A reference with the title of what it refers to."""

    title: _Text = None
    identifier: _Text = None
    uri: _Text = None


_Reference: TypeAlias = _Link | str | None


class _Document(Struct, rename="camel"):
    identifier: _Text = None
    uri: _Text = None
    title: _Text = None
    version: _Text = None
    adoption_status: _Text = None
    language: _Text = None
    publisher: _Text = None
    creator: _Text = None
    description: _Text = None
    license_uri: _Reference = field(default=None, name="licenseURI")


class _Item(Struct, rename="camel"):
    identifier: _Text = None
    uri: _Text = None
    full_statement: _Text = None
    abbreviated_statement: _Text = None
    human_coding_scheme: _Text = None
    list_enumeration: _Text = None
    notes: _Text = None
    language: _Text = None


class _Association(Struct, rename="camel"):
    association_type: _Text = None
    origin: _Reference = field(default=None, name="originNodeURI")
    destination: _Reference = field(default=None, name="destinationNodeURI")
    sequence_number: _Text = None
    grouping: _Reference = field(default=None, name="CFAssociationGroupingURI")


class _Level(Struct, rename="camel"):
    quality: _Text = None
    description: _Text = None
    score: _Text = None
    position: _Text = None


class _Criterion(Struct, rename="camel"):
    item: _Reference = field(default=None, name="CFItemURI")
    category: _Text = None
    description: _Text = None
    position: _Text = None
    levels: list[Raw] | None = field(default=None, name="CFRubricCriterionLevels")


class _Rubric(Struct, rename="camel"):
    title: _Text = None
    criteria: list[Raw] | None = field(default=None, name="CFRubricCriteria")


class _Package(Struct, rename="camel"):
    document: Raw = field(default=Raw(b"{}"), name="CFDocument")
    items: list[Raw] | None = field(default=None, name="CFItems")
    associations: list[Raw] | None = field(default=None, name="CFAssociations")
    rubrics: list[Raw] | None = field(default=None, name="CFRubrics")


class _Reading(Struct, frozen=True):
    """What is counted while a package is read: the fields that a portrait has no place for, and how often."""

    left_out: Counter[str]
    ids: dict[str, str]
    """The ids of items and of the document, by their identifiers and addresses."""

    def know(self, own: str, *names: _Text) -> None:
        """Remember the names by which associations may call something."""
        for name in filter(None, map(_said, names)):
            self.ids.setdefault(name, own)


def recognizes(data: bytes) -> bool:
    """Return True if a file is JSON, which no table is."""
    return bool(_SIGNS_OF_JSON.match(_decoded(data[:1000])))


def read(data: bytes, file: str) -> tuple[Rubric, tuple[str, ...]]:
    """Read a CASE package; return the rubric, and what was left out or decided.

    Raises InvalidFileError for other JSON, and for a package that a portrait cannot hold.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than {MAX_BYTES // 1_000_000} MB, too large for a portrait")
    try:
        package = _package(_decoded(data).encode())
        reading = _Reading(Counter(), {})
        framework, remarks = _framework(package, reading)
    except InvalidFileError as error:
        raise InvalidFileError(f"{file}: {error}", hint=error.hint) from None
    return framework_rubric.rubric_of(framework, file, [*remarks, *_left_out(reading)])


def _decoded(data: bytes) -> str:
    """Decode JSON; RFC 8259 wants UTF-8, and PowerShell and Excel write UTF-16."""
    text = data.decode(json.detect_encoding(data), "replace")
    return text.removeprefix("\ufeff")


# --- which package ---


def _package(data: bytes) -> _Package:
    """Find the only package in a file."""
    opened = [_opened(package) for package in _packages(data)]
    if len(opened) == 1:
        return opened[0]
    if not opened:
        raise InvalidFileError("found no CASE package in it")
    titles = ", ".join(f'"{shortened(_said(_document(package).title))}"' for package in opened[:10])
    message = f"found {len(opened)} CASE packages, and a portrait is made of one: {titles}"
    raise InvalidFileError(message, hint="save the one that you want in a file of its own")


def _packages(data: bytes) -> list[Raw]:
    """List what may be packages: the members of a list, or all there is."""
    if data.lstrip().startswith(b"["):
        return _parsed(data, list[Raw], "")
    names = _parsed(data, dict[str, Raw], "")
    if "CFPackages" in names:
        return _parsed(names["CFPackages"], list[Raw], "CFPackages")
    return [Raw(data)]


def _opened(data: Raw) -> _Package:
    """Take a package out of what may be around it."""
    names = _parsed(data, dict[str, Raw], "")
    if "CFPackage" in names:
        data = names["CFPackage"]
        names = _parsed(data, dict[str, Raw], "CFPackage")
    if "CFItems" in names or "CFRubrics" in names:
        return _parsed(data, _Package, "")
    hint = "export the whole package from where it comes from: it has CFDocument, CFItems and CFAssociations"
    if "CFDocument" in names or "CFDocuments" in names:
        raise InvalidFileError("found the description of a framework, but not its items", hint=hint)
    found = ", ".join(shortened(one_line(name)) for name in list(names)[:5])
    raise InvalidFileError(f"this is JSON, but not a CASE package (found: {found or 'nothing'})", hint=hint)


def _parsed(data: bytes | Raw, kind: type[_T], place: str) -> _T:
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


# --- a package ---


def _framework(package: _Package, reading: _Reading) -> tuple[Framework, list[str]]:
    document = _document(package)
    if not _is_empty(package.document):
        _count_left_out(package.document, _Document, reading)
    known, remarks = _items(package, reading)
    root = _said(document.identifier) or _said(document.uri) or TOP
    reading.know(root, document.identifier, document.uri)
    language = _said(document.language) or _usual_language(known)
    framework = Framework(
        items=tuple(known),
        associations=tuple(_associations(package, reading)),
        criteria=tuple(_criteria(package, reading)),
        id=root,
        title=_said(document.title),
        summary=_said(document.description),
        version=_said(document.version),
        status=_said(document.adoption_status),
        publisher=_said(document.publisher) or _said(document.creator),
        licence=_licence(document),
        language=language,
    )
    return framework, remarks


def _document(package: _Package) -> _Document:
    if _is_empty(package.document):
        return _Document()
    return _parsed(package.document, _Document, "CFDocument")


def _licence(document: _Document) -> str:
    """Return a licence's title and address."""
    if not isinstance(document.license_uri, _Link):
        return document.license_uri or ""
    return " ".join(filter(None, [_said(document.license_uri.title), _said(document.license_uri.uri)]))


def _usual_language(items: Sequence[Item]) -> str:
    """Return the language that most items are in."""
    languages = Counter(item.language for item in items if item.language)
    return languages.most_common(1)[0][0] if languages else ""


def _items(package: _Package, reading: _Reading) -> tuple[list[Item], list[str]]:
    """Read the items; of two with the same identifier the second is left out."""
    items: dict[str, Item] = {}
    remarks = []
    for number, (found, _) in enumerate(_each(package.items, "CFItems", _Item, reading), start=1):
        own = _said(found.identifier) or _said(found.uri) or _said(found.human_coding_scheme) or f"item {number}"
        item = _item(found, own)
        if own in items:
            said = shortened(one_line(item.statement))
            remarks.append(f'the item "{said}" has the identifier of another, {one_line(own)}, and is left out')
            continue
        items[own] = item
        reading.know(own, found.identifier, found.uri)
    return list(items.values()), remarks


def _item(found: _Item, own: str) -> Item:
    return Item(
        own,
        statement=_said(found.full_statement),
        short=_said(found.abbreviated_statement),
        code=_said(found.human_coding_scheme),
        notes=_said(found.notes),
        language=_said(found.language),
        enumeration=_said(found.list_enumeration),
    )


def _associations(package: _Package, reading: _Reading) -> Iterator[Association]:
    kinds = _each(package.associations, "CFAssociations", _Association, reading)
    for found, _ in kinds:
        yield Association(
            _said(found.association_type),
            origin=_node(found.origin, reading),
            destination=_node(found.destination, reading),
            sequence=number_in(_said(found.sequence_number)),
            group=_node(found.grouping, reading).id,
        )


def _node(reference: _Reference, reading: _Reading) -> Node:
    """Find what a reference refers to, by identifier or address; else it keeps its title and address."""
    if not isinstance(reference, _Link):
        return Node(reading.ids.get(reference or "", reference or ""), reference or "")
    identifier, uri, title = _said(reference.identifier), _said(reference.uri), _said(reference.title)
    known = reading.ids.get(identifier) or reading.ids.get(uri) or identifier or uri
    own_title = "" if title.casefold() in _NO_TITLES else title
    return Node(known, " ".join(filter(None, [own_title, uri])))


def _criteria(package: _Package, reading: _Reading) -> Iterator[Criterion]:
    for rubric, at in _each(package.rubrics, "CFRubrics", _Rubric, reading):
        place = f"{at}, CFRubricCriteria"
        found = _each(rubric.criteria, place, _Criterion, reading)
        in_order = sorted(found, key=lambda pair: number_in(_said(pair[0].position)) or 0)
        for criterion, criterion_at in in_order:
            yield Criterion(
                tuple(_levels(criterion, criterion_at, reading)),
                item=_node(criterion.item, reading).id,
                name=_said(criterion.category),
                rubric=_said(rubric.title),
                description=_said(criterion.description),
            )


def _levels(criterion: _Criterion, at: str, reading: _Reading) -> Iterator[CriterionLevel]:
    levels = criterion.levels
    for level, _ in _each(levels, f"{at}, CFRubricCriterionLevels", _Level, reading):
        yield CriterionLevel(
            _said(level.quality),
            _said(level.description),
            number_in(_said(level.score)),
            number_in(_said(level.position)),
        )


# --- fields ---


def _each(raws: Iterable[Raw] | None, place: str, kind: type[_S], reading: _Reading) -> Iterator[tuple[_S, str]]:
    """Read the members of a list one by one, each with its place; count the fields without a home."""
    for number, raw in enumerate(raws or (), start=1):
        at = f"{place}, number {number}"
        yield _parsed(raw, kind, at), at
        _count_left_out(raw, kind, reading)


def _count_left_out(raw: Raw, kind: type[Struct], reading: _Reading) -> None:
    for name, value in _parsed(raw, dict[str, Raw], "").items():
        has_words = not name.endswith("URI") and name not in _WITHOUT_WORDS and not _is_empty(value)
        if has_words and name not in kind.__struct_encode_fields__:
            reading.left_out[name] += 1


def _is_empty(value: Raw) -> bool:
    return bytes(value) in _EMPTY


def _left_out(reading: _Reading) -> Iterator[str]:
    """Name the fields that a portrait has no place for."""
    fields = [f"{one_line(name)} ({count(number, 'time')})" for name, number in reading.left_out.items()]
    if fields:
        yield f"left out, as a portrait has no place for them: {', '.join(fields)}"


def _said(value: _Text) -> str:
    """Return a value as text."""
    if value is None or isinstance(value, bool):
        return ""
    return str(value).strip()
