"""Tables that other programs write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level
from portrait_cli.formats import canvas_outcomes, canvas_rubric, case_table, known_tables, moodle_competencies
from portrait_cli.formats.rubric import Part, Rubric
from portrait_cli.formats.sheet import Sheet
from sheets import of_rows, sheet

DOCUMENT = """\
identifier,creator,title,publisher,description,language,version,adoptionStatus,licenseTitle,licenseText,subject
doc,A person,Leading here,A district,What we ask.,es,3,Adopted,CC BY,Share it.,Leading
"""
ITEMS = """\
identifier,fullStatement,humanCodingScheme,smartLevel,abbreviatedStatement,notes,CFItemType
c,Asks twice,A.2.1,1.2.1,,,Component
b,Decides with others,A.2,1.2,Decides,In meetings.,Standard
a10,Learns,A.10,1.10,,,Standard
a,Leads,A,1,,,Cluster
"""
ASSOCIATIONS = """\
identifier,originNodeURI,originNodeIdentifier,associationType,destinationNodeURI,destinationNodeIdentifier,\
destinationNodeHumanCodingScheme
1,local:a,a,Is Child Of,local:doc,doc,
2,local:b,b,Is Child Of,local:a,a,A
3,,c,Is Child Of,,b,A.2
4,,a10,Is Child Of,,,A
5,,b,Exact Match Of,https://example.org/x,x,
6,,b,Exact Match Of,local:y,y,
7,,old,Replaced By,,b,
8,,b,Precedes,,c,
"""
CSV = """\
Identifier,fullStatement,Human Coding Scheme,sequenceNumber,Abbreviated Statement,Is Child Of,\
replacedBy,IsRelatedTo,Grade
,Leads,A,2,,,,,
,Decides,A.1,2,,A,,https://example.org/x | A.2,
x-2,Listens,A.2,1,,A,,,5
,Learns,B,1,,,A,,
,Grows,,3,,,,,
"""
OUTCOMES = """\
canvas_id,vendor_guid,object_type,title,description,display_name,friendly_description,calculation_method,\
workflow_state,parent_guids,mastery_points,ratings,,,,,
,g1,group,Leading,<p>What we ask</p>,G-1,,,active,,,,,,,,
,g2,group,Deciding,,Choices,,,active,g1,,,,,,,
,o2,outcome,Listens,Hears people out,Listens,I hear people.,highest,,g1,3,4,Exceeds,3,Meets,2,Near
,o1,outcome,Decides,,,,highest,,g2,3,4,Exceeds,3,Meets,2,Near
,o3,outcome,Gone,,,,highest,deleted,g2,3,4,Exceeds,3,Meets,2,Near
,o1,outcome,Again,,,,,,g2,,,,,,,
,,outcome,Alone,,,,,,,,"1,5",Starts,,,0,None
"""
RUBRIC = """\
Rubric Name,Criteria Name,Criteria Description,Criteria Enable Range,Rating Name,Rating Description,Rating Points,\
Rating Name.1,Rating Description,Rating Points,...
Visits,Listens,How a leader listens,TRUE,Often,Most days,10 - 8,Rarely,Now and then,"7,5",Never,,0
,Asks,,FALSE,Often,,10,Rarely,,5,,,
,,,,,,,,,,,,
A title alone,,,,,,,,,,,,
"""
MOODLE = """\
Parent ID number,ID number,Short name,Description,Description format,Scale values,Scale configuration,Rule type,\
Rule outcome,Rule config,Cross referenced competency ID numbers,Export ID,Is framework,Taxonomy
,LEAD,Leading here,What we ask,1,"Not yet,Sometimes, Always","[{}]",,,,,,1,domain
,1,Leads,<p>Leads people</p>,1,,,,0,,,,,
1,1.1,Listens,,1,,,,0,,"2,x%2Cy",,,
,2,Learns,,1,"No,Yes",,,0,,,,,
,2,Again,,1,,,,0,,,,,
,,Unnamed,,1,,,,0,,,,,
"""


def _read(*sheets: Sheet) -> Rubric:
    read = known_tables.read(sheets, "t.csv")
    assert read is not None
    return read[0]


def _remarks(*sheets: Sheet) -> list[str]:
    read = known_tables.read(sheets, "t.csv")
    assert read is not None
    return [remark.removeprefix("t.csv: ") for remark in read[1]]


def _names(rubric: Rubric) -> str:
    """Write the tree of a rubric as `Leads(Listens Asks) Learns`."""
    return " ".join(map(_branch, rubric.attributes))


def _branch(part: Part) -> str:
    below = " ".join(map(_branch, part.parts))
    return f"{part.name}({below})" if below else part.name


def _levels(*names: str) -> tuple[Level, ...]:
    return tuple(map(Level, names))


def test_other_tables_are_not_theirs() -> None:
    """A table that a person made is left to others, and each reader refuses it by name."""
    made = sheet("Standard,Indicator,Low,High\nLeads,Listens,Waits,Asks\n")
    assert known_tables.read([made], "t.csv") is None
    assert known_tables.read([], "t.csv") is None
    for reader in (case_table, canvas_outcomes, canvas_rubric, moodle_competencies):
        with pytest.raises(InvalidFileError, match=r"^t\.csv: found no "):
            reader.read([made], "t.csv")


# --- CASE in OpenSALT ---


def test_a_workbook_of_opensalt_is_read() -> None:
    """The document, items and associations are on sheets of their own, in any order; smartLevel is the order."""
    sheets = [sheet(ASSOCIATIONS), sheet(DOCUMENT), sheet(ITEMS)]
    asks = Part("Asks twice", id="c", code="A.2.1")
    decides = Part(
        "Decides",
        id="b",
        code="A.2",
        definition="Decides with others",
        look_for="In meetings.",
        aligned_to=("https://example.org/x", "y"),
        formerly=("old",),
        parts=(asks,),
    )
    leads = Part("Leads", id="a", code="A", parts=(decides, Part("Learns", id="a10", code="A.10")))
    assert _read(*sheets) == Rubric(
        (leads,),
        title="Leading here",
        summary="What we ask.",
        language="es",
        version="3",
        status="Adopted",
        publisher="A district",
        licence="CC BY Share it.",
    )
    assert _remarks(*sheets) == [
        "columns left out, as a portrait has no place for them: CFItemType",
        "columns left out, as a portrait has no place for them: subject",
        "associations left out, as a portrait has no place for them: Precedes (1 time)",
    ]


def test_a_workbook_may_be_a_template() -> None:
    """A document without a row says nothing, and items without rows are refused."""
    assert _read(sheet(DOCUMENT.split("\n", 1)[0]), sheet("identifier,fullStatement\na,Leads\n")).title == ""
    with pytest.raises(InvalidFileError, match="found no items"):
        _read(sheet(ITEMS.split("\n", 1)[0]))


def test_a_csv_file_of_opensalt_is_read() -> None:
    """Parents and other ends are named by identifier or code; an empty parent is the framework itself."""
    rubric = _read(sheet(CSV))
    assert _names(rubric) == "Learns Leads(Listens Decides) Grows"
    learns, leads, grows = rubric.attributes
    listens, decides = leads.parts
    assert [part.id for part in (learns, leads, listens, decides, grows)] == ["b", "a", "x-2", "a-1", "grows"]
    assert decides.aligned_to == ("https://example.org/x", "A.2 Listens")
    assert "columns left out, as a portrait has no place for them: Grade" in _remarks(sheet(CSV))
    two = 'fullStatement,humanCodingScheme,Is Child Of,Is Peer Of\nLeads,A,,\nLearns,B,,\nAsks,C,"A, B","x, y"\n'
    assert _names(_read(sheet(two))) == "Leads(Asks) Learns"
    assert _read(sheet(two)).attributes[0].parts[0].aligned_to == ("x, y",)
    assert "and also below" in _remarks(sheet(two))[0]


def test_smart_levels_are_the_tree_without_parents() -> None:
    """1.2.1 is below 1.2, or below 1 where there is no 1.2; rows without sequence numbers keep their order."""
    assert _names(_read(sheet(ITEMS))) == "Leads(Decides(Asks twice) Learns)"
    gap = "identifier,fullStatement,smartLevel\na,Leads,1\nb,Asks,1.2.1\nc,Alone,3.1\n"
    assert _names(_read(sheet(gap))) == "Leads(Asks) Alone"
    assert _names(_read(sheet("fullStatement,humanCodingScheme\nB,2\nA,1\n"))) == "B A"


def test_rows_above_the_items_may_describe_the_framework() -> None:
    """Some programs write the title and its like above the headers, with a sign before each name."""
    above = "Made by hand\n#title,Leading here\n#language,ja\nIdentifier,fullStatement\na,Leads\na,Again\n,\n"
    assert (_read(sheet(above)).title, _read(sheet(above)).language) == ("Leading here", "ja")
    assert _remarks(sheet(above)) == ['row 6 has the identifier of row 5, "a", and is left out']


# --- Canvas ---


def test_outcomes_of_canvas_are_read() -> None:
    """Groups hold outcomes, ratings are levels, best first; what Canvas works out is left out and named."""
    rubric = _read(sheet(OUTCOMES))
    assert _names(rubric) == "Leading(Deciding(Decides) Listens) Alone"
    assert rubric.levels == _levels("Near", "Meets", "Exceeds")
    assert rubric.other_scales == (_levels("None", "Starts"),)
    leading = rubric.attributes[0]
    deciding, listens = leading.parts
    assert (leading.code, leading.definition, deciding.look_for) == ("G-1", "What we ask", "Choices")
    assert listens == Part(
        "Listens",
        id="o2",
        definition="Hears people out",
        look_for="I hear people.",
        statements=((), (), ()),
    )
    remarks = _remarks(sheet(OUTCOMES))
    assert "columns left out, as a portrait has no place for them: calculation_method, mastery_points" in remarks
    assert "1 row left out, as Canvas marks them as deleted" in remarks
    assert 'row 7 has the vendor_guid of another, "o1", and is left out' in remarks
    assert _names(_read(sheet("vendor_guid,object_type,title\n,outcome,\n"))) == ""


def test_a_rubric_of_canvas_is_read() -> None:
    """One rubric's criteria are the attributes; its ratings go on below the dots; points only put them in order."""
    rubric = _read(sheet(RUBRIC))
    assert (rubric.title, rubric.levels) == ("Visits", _levels("Never", "Rarely", "Often"))
    said = ((), ("Now and then",), ("Most days",))
    listens = Part("Listens", definition="How a leader listens", statements=said)
    assert rubric.attributes == (listens, Part("Asks", statements=((), (), ())))
    assert _remarks(sheet(RUBRIC)) == [
        "columns left out, as a portrait has no place for them: Criteria Enable Range",
        "Rating Points left out; they only put the levels in order",
    ]


def test_several_rubrics_of_canvas_are_attributes() -> None:
    """Each rubric is an attribute with its criteria below; ratings may also have no points."""
    more = "Rubric Name,Criteria Name,Rating Name,Rating Name\nOne,A,Low,High\nTwo,B,Low,\nTwo,C\n"
    rubric = _read(sheet(more))
    assert (rubric.title, _names(rubric)) == ("", "One(A) Two(B C)")
    assert rubric.levels == _levels("Low", "High")


# --- Moodle ---


def test_a_competency_framework_of_moodle_is_read() -> None:
    """The framework's scale is for all competencies but those with their own, least first; ID numbers are codes."""
    rubric = _read(sheet(MOODLE))
    assert (rubric.title, rubric.summary) == ("Leading here", "What we ask")
    assert _names(rubric) == "Leads(Listens) Learns Unnamed"
    assert (rubric.levels, rubric.other_scales) == (
        _levels("Not yet", "Sometimes", "Always"),
        (_levels("No", "Yes"),),
    )
    leads, learns, _ = rubric.attributes
    assert (leads.id, leads.code, leads.definition, learns.scale) == ("1", "1", "Leads people", 1)
    assert leads.parts[0].aligned_to == ("2 Learns", "x,y")
    remarks = _remarks(sheet(MOODLE))
    named = "Description format, Scale configuration, Rule outcome, Taxonomy"
    assert f"columns left out, as a portrait has no place for them: {named}" in remarks
    assert 'row 6 has the ID of another, "2", and is left out' in remarks


def test_older_and_translated_exports_of_moodle_are_read() -> None:
    """Twelve columns in another language, and no row for the framework: places decide, not headers."""
    headers = "N°,Identifiant,Nom court,Description,Format,Valeurs,Config,Type,Outcome,Rule,Is framework,Taxonomie"
    rubric = _read(sheet(f"{headers}\n,a long identifier of its own,Mener,,,,,,,x,,\n"))
    assert rubric == Rubric((Part("Mener", id="a-long-identifier-of-its-own"),))


# --- whatever the cells ---

_HEADERS = [
    text.split("\n", 1)[0].split(",") for text in (DOCUMENT, ITEMS, ASSOCIATIONS, CSV, OUTCOMES, RUBRIC, MOODLE)
]
_CELLS = st.sampled_from(["", "a", "b", "1", "1.1", "1.1.1", "Is Child Of", "x;a", "<p>", "4", "TRUE"]) | st.text(
    max_size=4
)
_ROWS = st.lists(st.lists(_CELLS, max_size=14), max_size=6)
_SHEETS = st.tuples(st.sampled_from(_HEADERS), _ROWS).map(lambda drawn: of_rows([drawn[0], *drawn[1]]))


@given(st.lists(_SHEETS, min_size=1, max_size=3))
@one_in(2)
def test_any_cells_are_read_or_refused(sheets: list[Sheet]) -> None:
    """Whatever is in the cells below known headers, there is a rubric or a refusal by name."""
    said: tuple[str, ...] = ()
    try:
        read = known_tables.read(sheets, "t.csv")
    except InvalidFileError as refusal:
        said = (str(refusal),)
    else:
        said = read[1] if read else ()
    assert all(remark.startswith(("t.csv: ", "and ")) for remark in said)
