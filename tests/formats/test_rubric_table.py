import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import damaged, one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level, OffScale
from portrait_cli.formats import case_package, portrait_file, rubric_table, starter
from portrait_cli.formats.rubric import Part, Rubric
from portrait_cli.formats.rubric_reading import Reading, Wishes
from rubric_tables import read

STATE = """\
State Rubric for School Leaders,,,,,,,,,
,,,,,,,,,
Standard #,Standard,Indicator code,Indicator,1 - Ineffective,2 - Emerging,3 - Proficient,4 - Accomplished,\
5 - Exemplary,Not Demonstrated (comment required)
I,Vision and Mission,I.A,Shares a vision,"States, at times, a vision.","• Writes a vision
• Shares it with
staff",Makes it with others.,Others use it.,Others renew it.,
,,I.B,Plans for change,Reacts.,Plans alone.,Plans with a team.,The team plans.,"Teams plan, act and learn.",
II,Culture,,,Waits.,Watches.,Builds.,Sustains.,Spreads.,
,,II.A,"Says ""thank you"" early",,,Often.,,,
"""
STAGES = """\
sep=;
Competency;Description;Key practice;Aspiring leader;Years 1-3;Veteran
Listening;Hears people, first;;Asks.;Asks early.;Others ask.
;;Closes the loop;Tells some.;Tells all.;Others tell.
;And last;;;Asks again.;
Learning;;;;;
"""
CHECKLIST = """\
Competencia;Código;Descripción;Sí;No
Escucha;A1;Oye a las familias antes de decidir.;Lo hago: siempre;Todavía no
Acompaña;A2;"Visita aulas; conversa después.";;
"""


def _reading(text: str | bytes, name: str = "r.csv") -> Reading:
    return read(text, name)


def _read(text: str | bytes) -> Rubric:
    return _reading(text).rubric


def _warnings(text: str) -> tuple[str, ...]:
    return _reading(text).left_out


def _refusal(text: str | bytes) -> InvalidFileError:
    with pytest.raises(InvalidFileError) as caught:
        _reading(text)
    return caught.value


def test_a_state_rubric_is_read() -> None:
    """Codes, merged cells, bullets and numbered levels are read as the state meant them."""
    assert _read(STATE) == Rubric(
        title="State Rubric for School Leaders",
        levels=tuple(map(Level, ["Ineffective", "Emerging", "Proficient", "Accomplished", "Exemplary"])),
        off_scale=(OffScale("Not Demonstrated", needs_comment=True),),
        attributes=(
            Part(
                "Vision and Mission",
                code="I",
                statements=((),) * 5,
                parts=(
                    Part(
                        "Shares a vision",
                        code="I.A",
                        statements=(
                            ("States, at times, a vision.",),
                            ("Writes a vision", "Shares it with staff"),
                            ("Makes it with others.",),
                            ("Others use it.",),
                            ("Others renew it.",),
                        ),
                    ),
                    Part(
                        "Plans for change",
                        code="I.B",
                        statements=(
                            ("Reacts.",),
                            ("Plans alone.",),
                            ("Plans with a team.",),
                            ("The team plans.",),
                            ("Teams plan, act and learn.",),
                        ),
                    ),
                ),
            ),
            Part(
                "Culture",
                code="II",
                statements=(("Waits.",), ("Watches.",), ("Builds.",), ("Sustains.",), ("Spreads.",)),
                parts=(Part('Says "thank you" early', code="II.A", statements=((), (), ("Often.",), (), ())),),
            ),
        ),
    )
    assert _warnings(STATE) == ()


def test_a_table_of_career_stages_is_read() -> None:
    """Columns may be stages; a row without names continues the one above; a bare name gets a warning."""
    found = _reading(STAGES, name="stages.csv")
    assert found.rubric == Rubric(
        levels=(Level("Aspiring leader"), Level("Years 1-3"), Level("Veteran")),
        attributes=(
            Part(
                "Listening",
                definition="Hears people, first",
                statements=(("Asks.",), ("Asks early.",), ("Others ask.",)),
                parts=(
                    Part(
                        "Closes the loop",
                        definition="And last",
                        statements=(("Tells some.",), ("Tells all.", "Asks again."), ("Others tell.",)),
                    ),
                ),
            ),
            Part("Learning", statements=((), (), ())),
        ),
    )
    assert found.left_out == ('stages.csv:6: "Learning" is by itself; if it is a note, take it out of the portrait',)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_checklist_in_spanish_is_read(encoding: str, line_end: str) -> None:
    """Two levels are enough, and the words are read correctly from any system."""
    found = _reading(CHECKLIST.replace("\n", line_end).encode(encoding))
    assert found.rubric == Rubric(
        language="es",
        levels=(Level("No"), Level("Sí")),
        attributes=(
            Part(
                "Escucha",
                code="A1",
                definition="Oye a las familias antes de decidir.",
                statements=(("Todavía no",), ("Lo hago: siempre",)),
            ),
            Part("Acompaña", code="A2", definition="Visita aulas; conversa después.", statements=((), ())),
        ),
    )
    assert found.left_out == ("r.csv:1: the highest level comes first in the table; now the lowest does: No < Sí",)


@pytest.mark.parametrize("text", [STATE, STAGES, CHECKLIST])
def test_what_is_read_becomes_a_portrait(text: str) -> None:
    """A table becomes a portrait file that loads."""
    rubric = _read(text)
    portrait, _ = portrait_file.load(starter.write(rubric).encode(), "p.yaml")
    assert [attribute.name for attribute in portrait.attributes] == [part.name for part in rubric.attributes]


def test_labels_may_be_repeated_in_every_row() -> None:
    """A table that repeats its attribute in each row, and its header on each page, reads like one that does not."""
    head = "Domain\tDomain definition\tStandard\tPractice No.\tPractice\tLook-fors\tLow\tHigh\n"
    rubric = _read(
        f"{head}People\tWe care.\tTrust\t1\tListens\tStaff talk.\ta\tb\n"
        f"people\tWe care.\tTrust\t2\tThanks\t\tc\td\n{head}\tAlways.\tTime\t\t\t\te\tf\n"
    )
    assert rubric.attributes == (
        Part(
            "People",
            definition="We care.\nAlways.",
            statements=((), ()),
            parts=(
                Part(
                    "Trust",
                    statements=((), ()),
                    parts=(
                        Part("Listens", code="1", look_for="Staff talk.", statements=(("a",), ("b",))),
                        Part("Thanks", code="2", statements=(("c",), ("d",))),
                    ),
                ),
                Part("Time", statements=(("e",), ("f",))),
            ),
        ),
    )


def test_a_detail_belongs_to_what_its_header_names() -> None:
    """A code of indicators goes to the indicators, whatever they are called."""
    (attribute,) = _read("Attribute,Indicator ID,Practice\nCare,C1,Listens\n").attributes
    assert attribute == Part("Care", parts=(Part("Listens", code="C1"),))


def test_a_look_for_alone_is_an_indicator() -> None:
    """When no column has indicators, what to look for is one."""
    assert _read("Criteria,Look-for\nCare,Listens\n").attributes == (Part("Care", parts=(Part("Listens"),)),)
    assert _read("Criteria,No,Yes,Evidence\nCare,a,b,c\n").attributes == (
        Part("Care", look_for="c", statements=(("a",), ("b",))),
    )
    assert _read("Criteria,Criteria look-for\nCare,Listens\n").attributes == (Part("Care", look_for="Listens"),)


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        ("Level 1: Trying,Level 2: Applying", ["Trying", "Applying"]),
        ("Trying (1),Applying (2 points)", ["Trying", "Applying"]),
        ("Trying - 1,Applying - 2", ["Trying", "Applying"]),
        ("1. Trying,2) Applying", ["Trying", "Applying"]),
        ("Level 1,Level 2", ["Level 1", "Level 2"]),
        ("1,2", ["1", "2"]),
        ("0-3 years,4 or more years", ["0-3 years", "4 or more years"]),
        ("Meets (1),Meets (2)", ["Meets (1)", "Meets (2)"]),
        ("Approaching Standard,Meets Standard", ["Approaching Standard", "Meets Standard"]),
    ],
)
def test_a_levels_number_is_no_part_of_its_name(headers: str, names: list[str]) -> None:
    """Numbers that only count the levels are dropped; those that mean something are kept."""
    rubric = _read(f"Standard,{headers}\nCare,a,b\n")
    assert [level.name for level in rubric.levels] == names


def test_levels_numbered_downward_are_turned_around() -> None:
    """The lowest level comes first in a portrait, wherever it was in the table."""
    found = _reading("Standard,2 - High,1 - Low\nCare,b,a\n")
    assert [level.name for level in found.rubric.levels] == ["Low", "High"]
    assert found.rubric.attributes[0].statements == (("a",), ("b",))
    assert found.left_out == ("r.csv:1: the highest level comes first in the table; now the lowest does: Low < High",)


def test_a_cell_holds_several_statements() -> None:
    """Lines, bullets and check boxes in a cell are separate statements."""
    rubric = _read(
        'Area,A,B,C\nCare,"one\n\ntwo","Leaders:\n- one\n- two,\nthree\n-  ",• one • two\n- x,1 - by 2 * 3,\n'
    )
    assert rubric.attributes[0].statements == (("one", "two"), ("Leaders:", "one", "two, three"), ("one", "two"))
    assert rubric.attributes[1].statements == (("1 - by 2 * 3",), (), ())


def test_what_has_no_place_is_named_once() -> None:
    """Scores, columns without a header and texts below an off-scale answer are left out with one warning."""
    text = "Year,Standard,No,Yes,N/A,,Score\n2,,,,,,\n1,Care,a,b,never,x,4\n1,Trust,a,b,never,x,4\n"
    found = _reading(text)
    assert [answer.name for answer in found.rubric.off_scale] == ["N/A"]
    assert [level.name for level in found.rubric.levels] == ["No", "Yes"]
    assert found.left_out == (
        'r.csv:1: column A ("Year") is left out; a portrait has no place for it',
        'r.csv:1: column G ("Score") is left out; a portrait has no place for it',
        'r.csv:3: column E ("N/A") is not a level, so what is below it is left out',
        "r.csv:3: column F has no header and is left out",
    )


def test_columns_are_named_as_in_a_spreadsheet() -> None:
    """Behind column Z comes column AA."""
    headers = ",".join(["Standard", "No", "Yes", *[""] * 23, "Score"])
    assert _warnings(f"{headers}\nCare,a,b\n") == (
        'r.csv:1: column AA ("Score") is left out; a portrait has no place for it',
    )


def test_an_answer_beside_no_levels_is_dropped() -> None:
    """A portrait without levels has no off-scale answers either."""
    assert _read("Standard,Not observed\nCare,\n") == Rubric((Part("Care"),))


_EMPTY = 'column A ("Standard") is empty, here and above; say what this row belongs to'
_STRAY = "is a text with a comma missing its quotation marks?"
_TWICE = "put the two rows together, or change a name"
_NO_COLUMN = (
    "found no column for the attributes; name one of the headers Attribute, Competency, Standard or Domain"
    " (the headers found are: "
)
_UNCLOSED = (
    "a cell begins with a quotation mark that is not closed, or holds more than a cell can;"
    " look at the quotation marks from here on"
)
_TEN = ", ".join(f'column {place} ("{name}")' for place, name in zip("BCDEFGHIJK", "ABCDEFGHIJ", strict=True))
_FIVE = 'A ("Standard"), column B ("Domain"), column C ("Area"), column D ("Practice"), column E ("Component")'


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Standard,Indicator,Practice\n,Listens,Hears\n,Asks,Waits\n", [f"{row}: {_EMPTY}" for row in (2, 3)]),
        (
            "Standard,Practice\nCare,Listens\n,listens\nCare,\nCARE\n",
            [f'3: "Listens" is already in row 2; {_TWICE}', f'5: "Care" is already in row 4; {_TWICE}'],
        ),
        (
            "Standard,No,Yes\nCare,I try, mostly,b\n\nTrust,a,b,,,c\n",
            [
                f'2: column D has no header, but here it has "b"; {_STRAY}',
                f'4: column F has no header, but here it has "c"; {_STRAY}',
            ],
        ),
        ("Standard,Yes\nCare,a\n", ['1: found 1 level, expected two to nine or none: column B ("Yes")']),
        (
            f"Standard,{','.join('ABCDEFGHIJ')}\nCare,a\n",
            [f"1: found 10 levels, expected two to nine or none: {_TEN}"],
        ),
        (
            "Title\nStandard,Yes,No,yes\nCare,a,b,c\n",
            ['2: column B ("Yes") and column D ("yes") have the same header; give each its own header'],
        ),
        (
            "Standard,Domain,Area,Practice,Component\nCare,a,b,c,d\n",
            [f"1: found 5 columns for attributes and indicators, expected one to four: column {_FIVE}"],
        ),
        ("Standard,Indicator,No,Yes\n,,,\n", ["1: found headers, but no attributes below them"]),
        ("\x01", [f"1: {_NO_COLUMN}none)"]),
        ('Standard,No,Yes\nCare,"a,b\nTrust,a,b\n', [f"2: {_UNCLOSED}"]),
        ('"Standard,No,Yes\nCare,a,b\n', [f"1: {_UNCLOSED}"]),
        (f"Standard\n{'x' * 140_000}\n", [f"2: {_UNCLOSED}"]),
    ],
)
def test_a_problem_is_reported_with_its_row(text: str, problems: list[str]) -> None:
    """Every problem names the file, the spreadsheet's row, what was found and what to do."""
    assert str(_refusal(text)).split("\n") == [f"r.csv:{problem}" for problem in problems]


def test_many_problems_are_counted() -> None:
    """The first problems are listed, and the rest are counted."""
    lines = str(_refusal("Standard,No,Yes\n" + "Care,a,b\n" * 101)).split("\n")
    assert len(lines) == 21
    assert lines[-1] == "and 80 more"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "r.csv is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "r.csv is empty"),
        (b"Standard\n" + b"x\n" * 1001, "r.csv has more than 1,000 rows, too many for a rubric"),
        (b'Standard,No,Yes\nA,"' + b"Y\n" * 60_000 + b'"\nB,"' + b"Y\n" * 60_000 + b'"\n',
         "r.csv would make too large a portrait; make it shorter, or split it in two"),
    ],
)  # fmt: skip
def test_nothing_and_too_much_are_refused(data: bytes, message: str) -> None:
    """A rubric is neither empty nor more than a portrait can hold."""
    assert str(_refusal(data)) == message


def _read_or_refuse(damaged_table: bytes) -> None:
    try:
        rubric = _read(damaged_table)
    except InvalidFileError as error:
        assert str(error).startswith("r.csv")  # noqa: PT017  # both ends are right
    else:
        portrait_file.load(starter.write(rubric).encode(), "p.yaml")


_cells = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "", "Care", "Trust", "• a • b", "- a\n- b", '"', "N/A", "Standard", "#"]),
)
_others = st.sampled_from(
    [
        "Standard",
        "Indicator",
        "Look-for",
        "Code",
        "Domain ID",
        "Definition",
        "Notes",
        "",
        "Practice",
        "Year",
        "Domain",
    ]
)
_levels = st.sampled_from(
    [[], ["1 - Low", "High (2)"], ["No", "Yes", "N/A"], ["4", "3", "Mid"], ["Low"], ["a", "b", ""]]
)
_delimiters = st.sampled_from([",", ";", "\t"])


@given(st.lists(_others, max_size=4), _levels, st.lists(st.lists(_cells, max_size=9), max_size=6), _delimiters)
def test_any_table_is_read_or_refused(
    others: list[str], levels: list[str], rows: list[list[str]], delimiter: str
) -> None:
    """Whatever is in the cells, the result is a portrait that loads, or an error that names the file."""
    header = ["Competency", *others, *levels]
    kept = [row[: len(header) + 1] for row in rows]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in row] for row in [header, ["Care"], *kept]]
    _read_or_refuse("\n".join(delimiter.join(row) for row in quoted).encode("utf-8", "replace"))


@given(st.one_of(st.binary(), damaged(STATE), damaged(STAGES), damaged(CHECKLIST)))
@one_in(2)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever happened to a file, the result is a portrait that loads, or an error that names the file."""
    _read_or_refuse(data)


@pytest.mark.parametrize(
    "text",
    [
        "Standard,a," * 90_000,
        f"Standard,{'(' * 130_000},N/A{'(' * 130_000}\nCare",
        "Standard,No,Yes\nCare,a" + " " * 130_000 + "b," + "•" * 130_000,
        'Standard,No,Yes\nCare,"- ' + "x\n" * 60_000 + '",b',
        "Standard\n" + "a," * 490_000,
        "Standard\n" + "\n" * 990_000 + "Care",
        "Standard,No,Yes\n" + "".join(f'Care {row},"x\nx\nx",y\n' for row in range(1_999)),
        'Standard,No,Yes\nA,"' + "x\n" * 65_000 + '"',
    ],
)
def test_a_strange_table_takes_no_time(text: str) -> None:
    """A table that is not a rubric at all is refused quickly."""
    began = time.process_time()
    _read_or_refuse(text.encode())
    assert time.process_time() - began < 10


def test_a_package_that_makes_too_large_a_portrait_is_refused() -> None:
    """A framework with thousands of items is within what we read, and beyond what a portrait can hold."""
    words = "Reads closely, and says what the text says. " * 10
    items = ", ".join(f'{{"identifier": "i{number}", "fullStatement": "{words}"}}' for number in range(2_900))
    package = f'{{"CFItems": [{items}]}}'.encode()
    with pytest.raises(InvalidFileError, match="would make too large a portrait"):
        rubric_table.fitting(*case_package.read(package, "r.json"), "r.json")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2,3\nWaits,Asks,Leads\nHides,Tells,Shows\n", "found no column for the attributes"),
        (
            "Basic,Proficient\nWaits,Asks\n\nStandard 1: Trust,\nBasic,Proficient\nHides,Tells\n",
            "no title above the table",
        ),
    ],
)
def test_levels_alone_say_nothing_of_what_they_are_about(text: str, said: str) -> None:
    """Statements without a name, in a column or in a title above them, are refused."""
    assert said in str(_refusal(text))


def test_a_language_that_no_header_names_is_told() -> None:
    """A wish for a language that the table does not have is answered."""
    found = read("Standard,Basic,Proficient\nTrust,a,b\n", "r.csv", Wishes(language="es"))
    assert found.doubts == ("the headers name no second language, so --language es changes nothing",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Level,What is seen,Competency\nBasic,says,Trust\nProficient,does,Trust\nBasic,x,Care\n", ["Trust", "Care"]),
        ("Description of what to see,Examples of what to bring,Basic,Proficient\nTrust,Letters,a,b\n", ["Trust"]),
        ('1. Trust\n• says, "so" often\n2. Care\n• greets; waits\n3. Time\n• plans\n', ["Trust", "Care", "Time"]),
    ],
)
def test_the_names_are_found(text: str, names: list[str]) -> None:
    """Headers of any wording, and signs within the words, leave the names where they are."""
    assert [part.name for part in _read(text).attributes] == names


def test_a_header_over_few_rows_is_no_header_of_levels() -> None:
    """Cells that only a few rows have are not what one header over them all means."""
    said = str(_refusal("Practices,Increasing proficiency -->\nTrust,Waits\nCare,Asks,Leads\nTime,Hides\n"))
    assert "column C has no header" in said


@pytest.mark.parametrize("text", ["Standard,No,Yes", "• waits\n• asks\n"])
def test_nothing_to_name_is_refused(text: str) -> None:
    """A header alone, and bullets alone, make no portrait."""
    assert "attributes" in str(_refusal(text))


def test_a_row_that_comes_twice_below_the_same_one_is_a_mistake() -> None:
    """Names that come again belong to the row above them, but not twice to the same one."""
    text = (
        "Component,Basic,Proficient\nTrust,a,b\nExamples,c,d\n,e,f\nCare,g,h\nExamples,i,j\nExamples,k,l\nTime,m,n\n"
    )
    assert '"Examples" is already in row 3' in str(_refusal(text))


def test_what_changes_with_the_level_is_not_about_the_part() -> None:
    """In a long table, a column that says something else at each level is left out by name if it is no statement."""
    found = _reading("Area,Level,Definition,Behavior\nTrust,Basic,one,says\nTrust,Proficient,two,does\n")
    assert found.rubric.attributes[0].definition == ""
    assert 'column C ("Definition") is left out' in found.left_out[0]


def test_a_first_row_without_a_name_is_refused() -> None:
    """What a row says about nothing named before it is not given to the next part."""
    said = str(_refusal("Standard,Definition,No,Yes\n,What is meant,,\nCare,d,a,b\n"))
    assert 'column A ("Standard") is empty, here and above' in said


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Standard,Sprout,Growing\nTrust,a,b\nCare,c,d\n", ["Sprout", "Growing"]),
        ("Standard,Extra,Basic,Proficient\nTrust,,a,b\nCare,x,c,d\n", ["Basic", "Proficient"]),
    ],
)
def test_an_unknown_column_before_the_levels_is_judged_by_its_cells(text: str, levels: list[str]) -> None:
    """Beside one known level it is a level; where some of its cells are empty it is none."""
    assert [level.name for level in _read(text).levels] == levels
