from pathlib import Path

import pytest

from conftest import Run
from portrait_cli.formats import portrait_file
from rubric_tables import data_of
from screen import ENTER, OFFER, Terminal

RUBRIC = """\
Standard;Indicator;Code;Developing;Applying;Leading
Learning first;;1;Plans for learning.;Plans with teachers.;Teachers plan together.
;Visits classrooms;1.1;Now and then.;Every week.;"Every week, and
others do too."
Fair chances;;2;Sees gaps.;Closes gaps.;Others close gaps.
"""


def test_a_starter_file_can_be_used_as_it_is(run: Run, tmp_path: Path) -> None:
    """`new` without questions writes a file that passes the check, with the schema for editors beside it."""
    mine = tmp_path / "ours.yaml"
    done = run("portraits", "new", str(mine))
    assert done.code == 0
    assert mine.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=portrait.schema.json\n")
    schema = (tmp_path / "portrait.schema.json").read_text(encoding="utf-8")
    assert schema == run("portraits", "schema").out
    assert run("portraits", "check", str(mine)).code == 0
    assert run("reflect", "--portrait", str(mine), "--template").code == 0


def test_a_new_portrait_overwrites_nothing(run: Run, tmp_path: Path) -> None:
    """`new` refuses a name that is taken or does not end in .yaml, and leaves an existing schema alone."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("mine", encoding="utf-8")
    done = run("portraits", "new", str(mine))
    assert done.code == 6
    assert mine.read_text(encoding="utf-8") == "mine"
    done = run("portraits", "new", str(tmp_path / "ours.txt"))
    assert done.code == 2
    assert "hint: portrait portraits new ours.yaml" in done.err
    (tmp_path / "portrait.schema.json").write_text("mine", encoding="utf-8")
    assert run("portraits", "new", str(tmp_path / "other.yaml")).code == 0
    assert (tmp_path / "portrait.schema.json").read_text(encoding="utf-8") == "mine"


def test_names_can_be_given_as_options(run: Run, tmp_path: Path) -> None:
    """Title, attributes and levels can be given as options, in any script."""
    mine = tmp_path / "ours.yaml"
    words = [
        "--title",
        "Our Leaders",
        "--attribute",
        "Courage",
        "--attribute",
        "Ánimo",
        "--level",
        "No",
        "--level",
        "Yes",
    ]
    assert run("portraits", "new", str(mine), *words).code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert portrait.title == "Our Leaders"
    assert [attribute.name for attribute in portrait.attributes] == ["Courage", "Ánimo"]
    assert [level.name for level in portrait.scales[0].levels] == ["No", "Yes"]
    done = run("portraits", "new", str(tmp_path / "b.yaml"), "--level", "Only")
    assert done.code == 2
    assert "expected two to nine" in done.err


def test_a_rubric_comes_from_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    """A table saved as CSV becomes a portrait that is ready for a session."""
    table, mine = tmp_path / "our rubric.csv", tmp_path / "ours.yaml"
    table.write_text(RUBRIC, encoding="utf-8-sig")
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert portrait.title == "our rubric"
    assert [attribute.name for attribute in portrait.attributes] == ["Learning first", "Fair chances"]
    assert [level.name for level in portrait.scales[0].levels] == ["Developing", "Applying", "Leading"]
    (visits,) = portrait.attributes[0].indicators
    assert (visits.code, visits.name) == ("1.1", "Visits classrooms")
    assert "Teachers plan together." in run("show", "learning", "--portrait", str(mine)).out


def test_a_table_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    """A table that cannot be read is refused by name, and no file is written."""
    table, mine = tmp_path / "rubric.csv", tmp_path / "ours.yaml"
    table.write_text("Standard,Yes\nCare,a\n", encoding="utf-8")
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 4
    assert "rubric.csv" in done.err
    assert not mine.exists()
    assert run("portraits", "new", str(mine), "--from", str(tmp_path / "gone.csv")).code == 3


def test_three_questions_make_a_portrait(home: Path, run: Run) -> None:
    """In a terminal `new` asks for the title, the attributes and the levels; Ctrl-C leaves nothing behind."""
    mine = home / "ours.yaml"
    with Terminal("portraits", "new", str(mine)) as terminal:
        terminal.wait_for("What is your portrait called?", "empty means ours", "›")
        terminal.type("Our Leaders" + ENTER)
        terminal.wait_for("attributes", "›")
        terminal.type("Courage, Care" + ENTER)
        terminal.wait_for("levels", "›")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "portrait portraits check" in terminal.words
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [attribute.name for attribute in portrait.attributes] == ["Courage", "Care"]
    assert len(portrait.scales[0].levels) == 4
    other = home / "other.yaml"
    with Terminal("portraits", "new", str(other)) as terminal:
        terminal.wait_for("What is your portrait called?", "›")
        terminal.type("\x03")
        assert terminal.finish() == 130
    assert not other.exists()
    assert run("show", "--portrait", str(mine)).code == 0


def test_a_column_of_notes_is_not_a_level(run: Run, tmp_path: Path) -> None:
    """Notes for evaluators, and a column without a number among numbered levels, are left out with a warning."""
    table, mine = tmp_path / "rubric.csv", tmp_path / "ours.yaml"
    table.write_text(
        "Standard,1 - Low,2 - Mid,3 - High,Remarks of ours,Notes for evaluators\n"
        "Care,Asks.,Asks early.,Others ask.,Look at page 3,Ask for proof\n",
        encoding="utf-8",
    )
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 0
    said = " ".join(done.err.split())
    for name in ("Remarks of ours", "Notes for evaluators"):
        assert f'"{name}"' in said
    assert said.count("is left out; a portrait has no place for it") == 2
    assert "Levels, lowest first: Low, Mid, High." in said
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [level.name for level in portrait.scales[0].levels] == ["Low", "Mid", "High"]
    assert "page 3" not in mine.read_text(encoding="utf-8")


PACKAGE = """\
{"CFDocument": {"identifier": "d", "title": "Leading here", "adoptionStatus": "Adopted"},
 "CFItems": [{"identifier": "0b5c8a4e-9d5c-4f0e-8a52-6a3f2f6f6c01", "fullStatement": "Leads",
   "CFItemType": "Standard"}]}
"""
RATINGS = """\
Rubric Name;Criteria Name;Rating Name;Rating Description;Rating Points;Rating Name;Rating Description;Rating Points
School visit;Listens;Often;Most days;4;Rarely;;1
"""


def test_a_case_package_is_something_to_begin_from(run: Run, tmp_path: Path) -> None:
    """Title, status and ids come from the package, what has no place is named, and --title still decides."""
    package = tmp_path / "package.json"
    package.write_text(PACKAGE)
    done = run("portraits", "new", str(tmp_path / "ours.yaml"), "--from", str(package))
    assert done.code == 0
    assert "left out, as a portrait has no place for them: CFItemType (1 time)" in done.err
    written = (tmp_path / "ours.yaml").read_text()
    assert "title: Leading here\n" in written
    assert "status: Adopted\n" in written
    assert "id: 0b5c8a4e-9d5c-4f0e-8a52-6a3f2f6f6c01\n" in written.replace('"', "")
    run("portraits", "new", str(tmp_path / "theirs.yaml"), "--from", str(package), "--title", "Theirs")
    assert "title: Theirs\n" in (tmp_path / "theirs.yaml").read_text()


def test_an_export_of_canvas_is_something_to_begin_from(run: Run, tmp_path: Path) -> None:
    """A table that a program wrote is read by its own headers, whatever sign is between its cells."""
    table = tmp_path / "visit.csv"
    table.write_text(RATINGS)
    assert run("portraits", "new", str(tmp_path / "ours.yaml"), "--from", str(table)).code == 0
    written = (tmp_path / "ours.yaml").read_text()
    assert "title: School visit\n" in written
    assert "      often: Most days\n" in written


def test_the_reading_is_shown_before_anything_is_written(run: Run, tmp_path: Path) -> None:
    """What each column was taken for, the levels and the parts come on stderr; a dry run writes nothing."""
    table, mine = tmp_path / "rubric.csv", tmp_path / "ours.yaml"
    table.write_text(RUBRIC, encoding="utf-8")
    for options in ([], ["--plain"]):
        done = run("portraits", "new", str(mine), "--from", str(table), "--dry-run", *options, env={"COLUMNS": "80"})
        shown = " ".join(done.err.split())
        assert (done.code, done.out) == (0, "")
        assert "Levels, lowest first: Developing, Applying, Leading." in shown
        assert "1 Learning first - 1.1 Visits classrooms 2 Fair chances" in shown
        assert shown.endswith("Nothing was written.")
        assert [path.name for path in tmp_path.iterdir()] == ["rubric.csv"]
    assert run("portraits", "new", str(mine), "--from", "-", stdin=RUBRIC).code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert portrait.title == "ours"


@pytest.mark.parametrize(
    ("options", "levels"),
    [
        (["--levels", "Leading, Applying, Developing"], ["Leading", "Applying", "Developing"]),
        (["--levels", "One, Two, Three"], ["One", "Two", "Three"]),
        (["--levels", "developing, leading"], ["Developing", "Leading"]),
        (["--lowest-first"], ["Developing", "Applying", "Leading"]),
        (["--highest-first"], ["Leading", "Applying", "Developing"]),
        (["--column", "Applying=left-out"], ["Developing", "Leading"]),
    ],
)
def test_a_person_says_how_a_table_is_read(run: Run, tmp_path: Path, options: list[str], levels: list[str]) -> None:
    """What a person says about levels and columns decides."""
    mine = tmp_path / "ours.yaml"
    assert run("portraits", "new", str(mine), "--from", "-", *options, stdin=RUBRIC).code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [level.name for level in portrait.scales[0].levels] == levels


def test_a_sheet_and_a_language_are_chosen(run: Run, tmp_path: Path) -> None:
    """Of a workbook in two languages the wanted one is kept, by the sheet's name or by the language."""
    table = tmp_path / "rubric.xlsx"
    table.write_bytes(data_of("two-languages-sheets.sheets"))
    for number, options in enumerate((["--sheet", "español"], ["--language", "es"])):
        mine = tmp_path / f"{number}.yaml"
        assert run("portraits", "new", str(mine), "--from", str(table), *options).code == 0
        portrait, _ = portrait_file.load(mine.read_bytes(), mine.name)
        assert [attribute.name for attribute in portrait.attributes] == ["Confianza", "Cuidado"]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--sheet", "Two"], 4, ['stdin has no sheet "Two"', "only a workbook has sheets; leave --sheet out"]),
        (["--column", "Proof=look-for"], 4, ['stdin has no column "proof"', 'there are: "Standard", "Indicator"']),
        (["--column", "Code"], 2, ['"Code" does not say what a column is for', "Evidence=look-for"]),
        (["--column", "Code=nothing"], 2, ['"Code=nothing" does not say what a column is for', "Evidence=look-for"]),
        (["--levels", "One, Two"], 4, ["the table has 3 levels (Developing, Applying, Leading), and 2 are named"]),
        (["--levels", "One, one, Two"], 4, ["a level is named twice: One, one, Two"]),
        (
            ["--lowest-first", "--highest-first"],
            2,
            ["choose --lowest-first or --highest-first, not both", "leave one of them out"],
        ),
        (["--attribute", "Care"], 2, ["--from takes the attributes from the table", "leave --attribute out"]),
    ],
)
def test_a_wish_that_does_not_fit_the_table_is_refused(
    run: Run, tmp_path: Path, options: list[str], code: int, said: list[str]
) -> None:
    """A wrong name is refused with the names that there are, and nothing is written."""
    done = run("portraits", "new", str(tmp_path / "ours.yaml"), "--from", "-", *options, stdin=RUBRIC)
    assert done.code == code
    assert all(words in done.err for words in said)
    assert list(tmp_path.iterdir()) == []


def test_options_for_tables_need_a_table(run: Run, tmp_path: Path) -> None:
    """Without a table there is nothing that a column or an order of levels could be of."""
    done = run("portraits", "new", str(tmp_path / "ours.yaml"), "--highest-first")
    assert done.code == 2
    assert "hint: name the table with --from, or leave the options for tables out" in done.err


def test_a_person_looks_at_the_reading_and_changes_it(home: Path) -> None:
    """In a terminal a person changes a column, turns the levels round, and then agrees."""
    table, mine = home / "rubric.csv", home / "ours.yaml"
    table.write_text("Standard,Low,High,Proof\nCare,Asks.,Acts.,Notes\n", encoding="utf-8")
    with Terminal("portraits", "new", str(mine), "--from", str(table)) as terminal:
        terminal.wait_for("Levels, lowest first: Low, High", "Is that right?", *OFFER)
        terminal.type("2")
        terminal.type(ENTER)
        terminal.wait_for("Which column?", *OFFER)
        terminal.type("4")
        terminal.type(ENTER)
        terminal.wait_for("What is in Proof?", *OFFER)
        terminal.type("4")
        terminal.type(ENTER)
        terminal.wait_for("what to look for", "Is that right?", *OFFER)
        terminal.type("3")
        terminal.type(ENTER)
        terminal.wait_for("Levels, lowest first: High, Low", "Is that right?", *OFFER)
        terminal.type("1")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [level.name for level in portrait.scales[0].levels] == ["High", "Low"]
    assert "can_do: Notes" in mine.read_text(encoding="utf-8")


def test_a_person_wants_nothing_to_be_written(home: Path) -> None:
    """Who does not agree leaves nothing behind."""
    table, mine = home / "rubric.csv", home / "ours.yaml"
    table.write_text("Standard,Low,High\nCare,Asks.,Acts.\n", encoding="utf-8")
    with Terminal("portraits", "new", str(mine), "--from", str(table)) as terminal:
        terminal.wait_for("Is that right?", *OFFER)
        terminal.type("4")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Nothing was written." in terminal.words
    assert not mine.exists()
