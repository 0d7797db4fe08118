"""CASE packages: the JSON in which frameworks of competencies are exchanged.

1EdTech, Competencies and Academic Standards Exchange 1.0 and 1.1: CFPackage, and within it CFDocument, CFItems,
CFAssociations and CFRubrics. Only the words of people are read; what has no place in a portrait is named.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Raw, Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import shortened
from portrait_cli.formats import case_json, framework_rubric
from portrait_cli.formats.case_json import said
from portrait_cli.formats.framework import TOP, Association, Criterion, CriterionLevel, Framework, Item, Node
from portrait_cli.formats.numbers import number_in
from portrait_cli.formats.rubric import Rubric, one_line

MAX_BYTES = 20_000_000
"""The largest package we read: an item takes some 2,500 bytes."""

_S = TypeVar("_S", bound=Struct)

_SIGNS_OF_JSON = re.compile(r"\ufeff?\s*(?:\{|\[\s*[\{\]])")
_WITHOUT_WORDS = {"identifier", "uri", "lastChangeDateTime", "caseVersion", "rubricId", "rubricCriterionId"}


class _Reading(Struct, frozen=True):
    """What is counted while a package is read: the fields that a portrait has no place for, and how often."""

    left_out: Counter[str]
    ids: dict[str, str]
    """The ids of items and of the document, by their identifiers and addresses."""

    def know(self, own: str, *names: case_json.Text) -> None:
        """Remember the names by which associations may call something."""
        for name in filter(None, map(said, names)):
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


def _package(data: bytes) -> case_json.Package:
    """Find the only package in a file."""
    opened = [_opened(package) for package in _packages(data)]
    if len(opened) == 1:
        return opened[0]
    if not opened:
        raise InvalidFileError("found no CASE package in it")
    titles = ", ".join(f'"{shortened(said(_document(package).title))}"' for package in opened[:10])
    message = f"found {len(opened)} CASE packages, and a portrait is made of one: {titles}"
    raise InvalidFileError(message, hint="save the one that you want in a file of its own")


def _packages(data: bytes) -> list[Raw]:
    """List what may be packages: the members of a list, or all there is."""
    if data.lstrip().startswith(b"["):
        return case_json.parsed(data, list[Raw], "")
    names = case_json.parsed(data, dict[str, Raw], "")
    if "CFPackages" in names:
        return case_json.parsed(names["CFPackages"], list[Raw], "CFPackages")
    return [Raw(data)]


def _opened(data: Raw) -> case_json.Package:
    """Take a package out of what may be around it."""
    names = case_json.parsed(data, dict[str, Raw], "")
    if "CFPackage" in names:
        data = names["CFPackage"]
        names = case_json.parsed(data, dict[str, Raw], "CFPackage")
    if "CFItems" in names or "CFRubrics" in names:
        return case_json.parsed(data, case_json.Package, "")
    if "CFRubric" in names:
        return case_json.Package(rubrics=[names["CFRubric"]])
    hint = "export the whole package from where it comes from: it has CFDocument, CFItems and CFAssociations"
    if "CFDocument" in names or "CFDocuments" in names:
        raise InvalidFileError("found the description of a framework, but not its items", hint=hint)
    if "imsx_description" in names:
        failure = case_json.parsed(data, case_json.Failure, "")
        description = one_line(said(failure.imsx_description))
        raise InvalidFileError(f"this is what a server says when it fails, not a package: {description}")
    found = ", ".join(shortened(one_line(name)) for name in list(names)[:5])
    raise InvalidFileError(f"this is JSON, but not a CASE package (found: {found or 'nothing'})", hint=hint)


# --- a package ---


def _framework(package: case_json.Package, reading: _Reading) -> tuple[Framework, list[str]]:
    document = _document(package)
    if not case_json.is_empty(package.document):
        _count_left_out(package.document, case_json.Document, reading)
    known, remarks = _items(package, reading)
    root = case_json.identifier(document) or said(document.uri) or TOP
    reading.know(root, case_json.identifier(document), document.uri)
    language = said(document.language) or _usual_language(known)
    framework = Framework(
        items=tuple(known),
        associations=tuple(_associations(package, reading)),
        criteria=tuple(_criteria(package, reading)),
        id=root,
        title=said(document.title),
        summary=said(document.description),
        version=said(document.version),
        status=said(document.adoption_status),
        publisher=said(document.publisher) or said(document.creator),
        licence=_licence(document),
        language=language,
    )
    return framework, remarks


def _document(package: case_json.Package) -> case_json.Document:
    if case_json.is_empty(package.document):
        return case_json.Document()
    return case_json.parsed(package.document, case_json.Document, "CFDocument")


def _licence(document: case_json.Document) -> str:
    """Return a licence's title and address."""
    if not isinstance(document.license_uri, case_json.Link):
        return document.license_uri or ""
    return " ".join(filter(None, [said(document.license_uri.title), said(document.license_uri.uri)]))


def _usual_language(items: Sequence[Item]) -> str:
    """Return the language that most items are in."""
    languages = Counter(item.language for item in items if item.language)
    return languages.most_common(1)[0][0] if languages else ""


def _items(package: case_json.Package, reading: _Reading) -> tuple[list[Item], list[str]]:
    """Read the items; of two with the same identifier the second is left out."""
    items: dict[str, Item] = {}
    remarks = []
    for number, (found, _) in enumerate(_each(package.items, "CFItems", case_json.Item, reading), start=1):
        own = case_json.identifier(found) or said(found.uri) or said(found.human_coding_scheme) or f"item {number}"
        item = _item(found, own)
        if own in items:
            statement = shortened(one_line(item.statement))
            remarks.append(f'the item "{statement}" has the identifier of another, {one_line(own)}, and is left out')
            continue
        items[own] = item
        reading.know(own, case_json.identifier(found), found.uri)
    return list(items.values()), remarks


def _item(found: case_json.Item, own: str) -> Item:
    return Item(
        own,
        statement=said(found.full_statement),
        short=said(found.abbreviated_statement),
        code=said(found.human_coding_scheme),
        notes=said(found.notes),
        language=said(found.language),
        enumeration=said(found.list_enumeration),
    )


def _associations(package: case_json.Package, reading: _Reading) -> Iterator[Association]:
    kinds = _each(package.associations, "CFAssociations", case_json.Association, reading)
    for found, _ in kinds:
        yield Association(
            said(found.association_type),
            origin=_node(found.origin, reading),
            destination=_node(found.destination, reading),
            sequence=number_in(said(found.sequence_number)),
            group=_node(found.grouping, reading).id,
        )


def _node(reference: case_json.Reference, reading: _Reading) -> Node:
    """Find what a reference refers to, by identifier or address; else it keeps its title and address."""
    if not isinstance(reference, case_json.Link):
        return Node(reading.ids.get(reference or "", reference or ""), reference or "")
    identifier, uri = case_json.identifier(reference), said(reference.uri)
    known = reading.ids.get(identifier) or reading.ids.get(uri) or identifier or uri
    return Node(known, " ".join(filter(None, [case_json.title(reference), uri])))


def _criteria(package: case_json.Package, reading: _Reading) -> Iterator[Criterion]:
    for rubric, at in _each(package.rubrics, "CFRubrics", case_json.Rubric, reading):
        place = f"{at}, CFRubricCriteria"
        found = _each(rubric.criteria, place, case_json.Criterion, reading)
        in_order = sorted(found, key=lambda pair: number_in(said(pair[0].position)) or 0)
        for criterion, criterion_at in in_order:
            item = _node(criterion.item, reading).id
            elsewhere = "" if item in reading.ids else case_json.title(criterion.item)
            yield Criterion(
                tuple(_levels(criterion, criterion_at, reading)),
                item=item,
                name=said(criterion.category) or elsewhere,
                rubric=said(rubric.title),
                description=said(criterion.description),
            )


def _levels(criterion: case_json.Criterion, at: str, reading: _Reading) -> Iterator[CriterionLevel]:
    levels = criterion.levels
    for level, _ in _each(levels, f"{at}, CFRubricCriterionLevels", case_json.Level, reading):
        yield CriterionLevel(
            said(level.quality),
            said(level.description),
            number_in(said(level.score)),
            number_in(said(level.position)),
        )


# --- fields ---


def _each(raws: Iterable[Raw] | None, place: str, kind: type[_S], reading: _Reading) -> Iterator[tuple[_S, str]]:
    """Read the members of a list one by one, each with its place; count the fields without a home."""
    for number, raw in enumerate(raws or (), start=1):
        at = f"{place}, number {number}"
        yield case_json.parsed(raw, kind, at), at
        _count_left_out(raw, kind, reading)


def _count_left_out(raw: Raw, kind: type[Struct], reading: _Reading) -> None:
    for name, value in case_json.parsed(raw, dict[str, Raw], "").items():
        has_words = not name.endswith("URI") and name not in _WITHOUT_WORDS and not case_json.is_empty(value)
        if has_words and name not in kind.__struct_encode_fields__:
            reading.left_out[name] += 1


def _left_out(reading: _Reading) -> Iterator[str]:
    """Name the fields that a portrait has no place for."""
    if reading.left_out:
        named = framework_rubric.counted(reading.left_out)
        yield f"left out, as a portrait has no place for them: {named}"
