import json
import time
from collections.abc import Iterator
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import damaged, one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level
from portrait_cli.formats import case_package
from portrait_cli.formats.rubric import Part, Rubric

Json: TypeAlias = "str | int | float | list[Json] | dict[str, Json] | None"
Object: TypeAlias = "dict[str, Json]"


def _link(identifier: str, title: str = "a title") -> Object:
    return {"title": title, "identifier": identifier, "uri": f"https://example.org/{identifier}"}


def _item(identifier: str, statement: str, **more: Json) -> Object:
    return {"identifier": identifier, "uri": f"https://example.org/{identifier}", "fullStatement": statement, **more}


def _association(origin: str, destination: str, association_type: str = "isChildOf", **more: Json) -> Object:
    ends: Object = {"originNodeURI": _link(origin), "destinationNodeURI": _link(destination)}
    return {"identifier": "x", "associationType": association_type, **ends, **more}


def _package(items: list[Json], associations: list[Json] | None = None, **more: Json) -> Object:
    document: Json = {"identifier": "doc", "title": "Leading here"}
    return {"CFDocument": document, "CFItems": items, "CFAssociations": associations or [], **more}


def _bytes(value: Json) -> bytes:
    return json.dumps(value).encode()


def _read(value: Json) -> Rubric:
    return case_package.read(_bytes(value), "f.json")[0]


def _remarks(value: Json) -> tuple[str, ...]:
    return case_package.read(_bytes(value), "f.json")[1]


def _refusal(data: bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        case_package.read(data, "f.json")
    return str(caught.value)


RUBRIC: Json = {
    "identifier": "r",
    "title": "For leaders",
    "description": "How we look at it.",
    "CFRubricCriteria": [
        {
            "identifier": "c2",
            "category": "Second",
            "CFItemURI": _link("b"),
            "position": 2,
            "CFRubricCriterionLevels": [
                {"quality": "Often", "description": "Most days.", "score": "2,0", "feedback": "Well done."},
                {"quality": "Rarely", "description": None, "score": 1},
            ],
        },
        {
            "identifier": "c1",
            "description": "How a leader listens.",
            "CFItemURI": _link("a"),
            "position": 1,
            "weight": 0.5,
            "CFRubricCriterionLevels": [{"quality": "Often", "score": 2}, {"quality": "Rarely", "score": 1}],
        },
    ],
}
WHOLE = _package(
    [
        _item(
            "b", "Decides with others", abbreviatedStatement="Decides", humanCodingScheme="1.b", listEnumeration="2"
        ),
        _item("a", "Leads", notes="In meetings.", CFItemType="Standard", language="es"),
    ],
    [
        _association("b", "a", sequenceNumber=1),
        _association("a", "doc", sequenceNumber=1),
        _association("b", "elsewhere", "exactMatchOf"),
        _association("old", "b", "replacedBy"),
    ],
    CFRubrics=[RUBRIC],
    CFDefinitions={"CFItemTypes": []},
)
WHOLE["CFDocument"] = {
    "identifier": "doc",
    "title": "Leading here",
    "version": 2.5,
    "adoptionStatus": "Adopted",
    "publisher": "A district",
    "creator": "A person",
    "description": "What we ask of leaders.",
    "licenseURI": {"title": "CC BY 4.0", "identifier": "l", "uri": "https://example.org/license"},
    "subject": ["Leading"],
    "notes": "",
}
EXPECTED = Rubric(
    (
        Part(
            "Leads",
            id="a",
            look_for="In meetings.\nHow a leader listens.",
            statements=((), ()),
            parts=(
                Part(
                    "Decides",
                    id="b",
                    code="1.b",
                    definition="Decides with others",
                    aligned_to=("a title https://example.org/elsewhere",),
                    formerly=("old",),
                    statements=((), ("Most days.",)),
                ),
            ),
        ),
    ),
    levels=(Level("Rarely"), Level("Often")),
    title="Leading here",
    summary="What we ask of leaders.",
    version="2.5",
    status="Adopted",
    publisher="A district",
    licence="CC BY 4.0 https://example.org/license",
    language="es",
)


def test_a_package_is_read() -> None:
    """The document, the tree, the rubric and the associations are read; what has no place is named and counted."""
    assert case_package.recognizes(_bytes(WHOLE))
    assert _read(WHOLE) == EXPECTED
    fields = ("subject", "CFItemType", "weight", "feedback", "description")
    named = ", ".join(f"{field} (1 time)" for field in fields)
    assert _remarks(WHOLE) == (
        f"f.json: left out, as a portrait has no place for them: {named}",
        "f.json: scores left out; they only put the levels in order",
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_package_may_be_in_any_encoding_of_json(encoding: str) -> None:
    """What editors and Windows make of JSON is read like UTF-8."""
    data = json.dumps(WHOLE, ensure_ascii=False).encode(encoding)
    assert case_package.recognizes(data)
    assert case_package.read(data, "f.json")[0] == EXPECTED


def test_a_package_may_be_inside_something() -> None:
    """Servers put packages in an object or in a list; the only one is taken."""
    several: list[Json] = [{"CFPackage": WHOLE}, [WHOLE], {"CFPackages": [WHOLE]}, [{"CFPackage": WHOLE}]]
    for wrapped in several:
        assert case_package.recognizes(_bytes(wrapped))
        assert _read(wrapped) == EXPECTED


def test_little_is_enough() -> None:
    """Without a document, with addresses in place of identifiers, or with rubrics alone there is a rubric, too."""
    bare: Json = {
        "CFDocument": None,
        "CFItems": [{"uri": "u:1", "fullStatement": "Leads"}, {"humanCodingScheme": "2", "language": True}, {}],
        "CFAssociations": [{"associationType": "isChildOf", "originNodeURI": "2", "destinationNodeURI": "u:1"}, {}],
    }
    rubric = _read(bare)
    assert [(part.id, part.name) for part in rubric.attributes] == [("u-1", "Leads"), ("item-3", "")]
    assert rubric.attributes[0].parts == (Part("", id="2", code="2"),)
    assert (rubric.title, rubric.language, rubric.licence) == ("", "en", "")
    alone = _read({"CFRubrics": [RUBRIC]})
    assert [part.name for part in alone.attributes] == ["a title", "Second"]
    assert alone.title == "For leaders"
    assert [part.name for part in alone.attributes] == [part.name for part in _read({"CFRubric": RUBRIC}).attributes]
    licensed = _package([_item("a", "Leads")])
    licensed["CFDocument"] = {"identifier": "doc", "creator": "A person", "licenseURI": "https://example.org/by"}
    assert (_read(licensed).licence, _read(licensed).publisher) == ("https://example.org/by", "A person")


def test_identifiers_may_be_called_by_another_name() -> None:
    """Some servers write sourcedId, as other standards of 1EdTech do."""
    written = json.dumps(WHOLE).replace('"identifier"', '"sourcedId"')
    assert case_package.read(written.encode(), "f.json")[0] == EXPECTED


def test_titles_that_say_nothing_are_left_out() -> None:
    """OpenSALT calls both ends of an association to elsewhere Origin and Destination; the address says more."""
    link = _association("a", "there", "exactMatchOf", destinationNodeURI=_link("there", "Destination"))
    assert _read(_package([_item("a", "Leads")], [link])).attributes[0].aligned_to == ("https://example.org/there",)


def test_the_same_identifier_twice_is_named() -> None:
    """The second item with an identifier is left out, as associations could mean either."""
    assert [part.name for part in _read(_package([_item("a", "One"), _item("a", "Two")])).attributes] == ["One"]
    said = 'f.json: the item "Two" has the identifier of another, a, and is left out'
    assert _remarks(_package([_item("a", "One"), _item("a", "Two")])) == (said,)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "found no CASE package in it"),
        (
            [_package([]), {"CFPackage": {"CFItems": []}}],
            'found 2 CASE packages, and a portrait is made of one: "Leading here", ""',
        ),
        ({"CFDocument": {"title": "Ours"}}, "found the description of a framework, but not its items"),
        ({"CFDocuments": []}, "found the description of a framework, but not its items"),
        ({"@context": "x", "@graph": []}, "this is JSON, but not a CASE package (found: @context, @graph)"),
        (
            {"imsx_codeMajor": "failure", "imsx_description": "no such\npackage"},
            "this is what a server says when it fails, not a package: no such package",
        ),
        ({}, "this is JSON, but not a CASE package (found: nothing)"),
        ([1], "not a valid CASE package (expected `object`, got `int`)"),
        (_package([]), "found no items, so there is nothing to make attributes of"),
        (
            _package([_item("a", "A"), 5]),
            "CFItems, number 2: not a valid CASE package (expected `object`, got `int`)",
        ),
        (
            {"CFRubrics": [1]},
            "CFRubrics, number 1: not a valid CASE package (expected `object`, got `int`)",
        ),
        (b'{"CFItems": [', "the file ends too early; download it again"),
        (b'{"CFItems": "' + b"[" * 9, "the file ends too early; download it again"),
        (b"{'CFItems': []}", "not a valid CASE package (object keys must be strings)"),
        (b'{"CFItems": ' + b"[" * 2_000_000, "it is nested too deep"),
    ],
)
def test_what_is_no_package_is_refused(value: "Json | bytes", says: str) -> None:
    """A refusal says what the file is, and where in it."""
    data = value if isinstance(value, bytes) else _bytes(value)
    assert _refusal(data) == f"f.json: {says}"


def test_a_table_is_not_json() -> None:
    """A table may begin with a bracket, too."""
    for text in ("[Draft] Standards for leaders,,\nStandard,Low,High\n", "Standard,{x}\n", ""):
        assert not case_package.recognizes(text.encode())


def test_a_large_package_is_quick_or_refused() -> None:
    """The standards of a state for its students are refused by their number, and not after minutes."""
    started = time.process_time()
    items = [_item(f"i{number}", "Reads.") for number in range(2_500)]
    links = [_association(f"i{number}", f"i{number // 10}", sequenceNumber=number) for number in range(1, 2_500)]
    assert len(_read(_package([*items], [*links])).attributes) == 1
    assert "found 4,000 items" in _refusal(
        _bytes(_package([_item(f"i{number}", "Reads.") for number in range(4_000)]))
    )
    assert "larger than 20 MB" in _refusal(b'{"CFItems": [' + b" " * case_package.MAX_BYTES)
    assert time.process_time() - started < 5


# --- whatever the file ---


@given(st.binary(max_size=60) | st.text(max_size=60).map(lambda text: f'{{"CFItems": [{{{text}}}]}}'.encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No file breaks the reader."""
    _read_or_refused(data)


@given(damaged(json.dumps(WHOLE, indent=1)))
@one_in(2)
def test_any_damaged_package_is_read_or_refused(data: bytes) -> None:
    """A package after accidents is read, or refused by name."""
    _read_or_refused(data)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3) | st.just("a"),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["identifier", "uri"]), inner),
    max_leaves=3,
)


@given(st.data())
@one_in(2)
def test_any_values_are_read_or_refused(data: st.DataObject) -> None:
    """Fields of other kinds than CASE says, such as numbers for texts, are taken or refused by name."""
    changed = json.loads(json.dumps(WHOLE))
    places = list(_places(changed))
    for _ in range(data.draw(st.integers(1, 4))):
        holder, name = data.draw(st.sampled_from(places))
        holder[name] = data.draw(_VALUES)
    _read_or_refused(_bytes(changed))


def _places(value: Json) -> Iterator[tuple[Object, str]]:
    """Go through all fields, at any depth."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield value, name
            yield from _places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _places(inner)


def _read_or_refused(data: bytes) -> None:
    try:
        rubric, said = case_package.read(data, "f.json")
    except InvalidFileError as refusal:
        said = (str(refusal),)
    else:
        assert rubric.attributes
    assert all(remark.startswith(("f.json: ", "and ")) for remark in said)


# --- there and back ---

_word = st.text("abcdefgñßéمرحبا你好1&-", min_size=1, max_size=6)
_words = st.lists(_word, min_size=1, max_size=4).map(" ".join)
_texts = st.lists(_words, min_size=1, max_size=3).map("\n".join)


def _parts(finer: st.SearchStrategy[Part] | None = None) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        name=_words,
        id=st.uuids().map(str),
        code=st.just("") | _words,
        definition=st.just("") | _texts.map(lambda text: f"{text}."),
        look_for=st.just("") | _texts,
        aligned_to=st.lists(_words, max_size=2, unique=True).map(tuple),
        formerly=st.lists(st.uuids().map(str), max_size=2, unique=True).map(tuple),
        statements=st.just(()) | st.lists(st.lists(_words, max_size=2).map(tuple), min_size=3, max_size=3).map(tuple),
        parts=st.lists(finer, max_size=3).map(tuple) if finer is not None else st.just(()),
    )


_rubrics = st.builds(
    Rubric,
    attributes=st.lists(_parts(_parts(_parts())), min_size=1, max_size=4).map(tuple),
    levels=st.lists(_words, min_size=3, max_size=3, unique_by=str.casefold).map(
        lambda names: tuple(Level(name) for name in names)
    ),
    title=_words,
    summary=_texts,
    language=st.sampled_from(["en", "es", "ar"]),
    version=_words,
    status=_words,
    publisher=_words,
    licence=_words,
)


def _written(rubric: Rubric, shuffled: st.DataObject) -> Object:
    """Write a rubric as a package, in which nothing is in order."""
    items: list[Json] = []
    associations: list[Json] = []
    criteria: list[Json] = []
    waiting = [(part, "doc", number) for number, part in enumerate(rubric.attributes)]
    while waiting:
        part, above, sequence = waiting.pop()
        waiting += [(finer, part.id, number) for number, finer in enumerate(part.parts)]
        items.append(
            _item(
                part.id,
                part.definition or part.name,
                abbreviatedStatement=part.name if part.definition else None,
                humanCodingScheme=part.code,
                notes=part.look_for,
            )
        )
        associations.append(_association(part.id, above, sequenceNumber=sequence))
        for other in part.aligned_to:
            there: Json = {"title": other, "identifier": f"elsewhere {other}"}
            associations.append(_association(part.id, "", "isRelatedTo", destinationNodeURI=there))
        associations += [_association(old, part.id, "replacedBy") for old in part.formerly]
        if part.statements:
            criteria.append({"CFItemURI": _link(part.id), "CFRubricCriterionLevels": _levels(rubric, part, shuffled)})
    document: Json = {
        "identifier": "doc",
        "title": rubric.title,
        "description": rubric.summary,
        "language": rubric.language,
        "version": rubric.version,
        "adoptionStatus": rubric.status,
        "publisher": rubric.publisher,
        "licenseURI": {"title": rubric.licence},
    }
    aligned = [link for link in associations if isinstance(link, dict) and link["associationType"] == "isRelatedTo"]
    others = [link for link in associations if link not in aligned]
    return {
        "CFRubrics": [{"CFRubricCriteria": shuffled.draw(st.permutations(criteria))}],
        "CFAssociations": [*shuffled.draw(st.permutations(others)), *aligned],
        "CFItems": shuffled.draw(st.permutations(items)),
        "CFDocument": document,
    }


def _levels(rubric: Rubric, part: Part, shuffled: st.DataObject) -> list[Json]:
    levels: list[Json] = [
        {"quality": level.name, "description": "\n".join(said), "score": height}
        for height, (level, said) in enumerate(zip(rubric.levels, part.statements, strict=True))
    ]
    return shuffled.draw(st.permutations(levels))


def _without_order(part: Part) -> Part:
    """Former ids come in the order of the associations."""
    return replace(part, formerly=tuple(sorted(part.formerly)), parts=tuple(map(_without_order, part.parts)))


def _is_rated(part: Part) -> bool:
    return bool(part.statements) or any(map(_is_rated, part.parts))


@given(_rubrics, st.data())
@one_in(4)
def test_a_rubric_comes_back_from_a_package(rubric: Rubric, data: st.DataObject) -> None:
    """What is read of a package is the rubric from which it was written, in whatever order the package has it."""
    read, _ = case_package.read(_bytes(_written(rubric, data)), "f.json")
    expected = rubric if any(map(_is_rated, rubric.attributes)) else replace(rubric, levels=())
    assert replace(read, attributes=tuple(map(_without_order, read.attributes))) == replace(
        expected, attributes=tuple(map(_without_order, expected.attributes))
    )
