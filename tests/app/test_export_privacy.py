"""What is said of people's names before a document is written, and what a person can do about them."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, write_lines
from screen import CTRL_C, ENTER, Terminal

LAST = 'To write a role in place of a name, add --redact "NAME=a teacher".'
RECORDS = (
    "What you write on a district device or account may be a public record that others can ask to see. "
    "This is not legal advice."
)


@pytest.fixture
def journal(run: Run) -> None:
    """Write two notes with names in them, and one without."""
    run("note", "Talked with Ms. Okafor about Title I and Advocacy.", "--attribute", "advocacy")
    run("note", "Maria Lopez's mother called from 415-555-0132.", at=NOON + timedelta(days=1))
    run("note", "A quiet day.", at=NOON + timedelta(days=2))


@pytest.mark.usefixtures("journal")
def test_a_whole_journal_is_looked_through(run: Run, tmp_path: Path) -> None:
    """Names are listed below their lines, newest first, and the file is written all the same."""
    file = tmp_path / "journal.md"
    done = run("export", "--all", "-o", str(file))
    assert done.code == 0
    assert "Maria Lopez" in file.read_text("utf-8")
    *said, wrote, records = done.err.splitlines()
    quoted = "“Maria Lopez's mother called from 415-555-0132.”"
    assert said == [
        "In the file: 3 things may tell who someone is.",
        f"- November 24, 2026, {quoted}: Maria Lopez, 415-555-0132 (phone number)",
        "- November 23, 2026 · Advocacy, “Talked with Ms. Okafor about Title I and…”: Ms. Okafor",
        LAST,
    ]
    assert wrote == f"Wrote {file}: Journal, 3 entries"
    assert records == RECORDS


@pytest.mark.usefixtures("journal")
def test_without_anything_to_look_at_nothing_is_said(run: Run, tmp_path: Path) -> None:
    """A document without names is written without a word about names; only a file has the word about records."""
    done = run("export", "-o", str(tmp_path / "note.md"))
    assert done.err.splitlines()[1:] == [RECORDS]
    assert run("export").err == ""
    assert run("export", "--all").err == ""  # a whole journal on its way to another program


@pytest.mark.usefixtures("journal")
def test_what_remains_of_a_replaced_name_is_pointed_out(run: Run, tmp_path: Path) -> None:
    """The part of a name that stands alone elsewhere is told, though nothing else would tell that it is one."""
    run("note", "The lopez kids came. Maria Lopez did not.", at=NOON + timedelta(days=3))
    done = run("export", "-o", str(tmp_path / "note.md"), "--redact", "Maria Lopez=a parent")
    assert (tmp_path / "note.md").read_text("utf-8").count("The lopez kids came. A parent did not.") == 1
    assert "“The lopez kids came. A parent did not.”: lopez" in done.err


@pytest.mark.usefixtures("journal")
def test_names_are_replaced_in_every_format_and_in_the_list(run: Run, tmp_path: Path) -> None:
    """Options and files can be given together; not a letter of a name is left."""
    file = write_lines(tmp_path / "names.txt", "# who is who", "Maria Lopez = a student")
    roles = ("--redact", file, "--redact", "Ms. Okafor=a teacher")
    for form in ("--md", "--txt", "--html", "--json", "--csv", "--preview"):
        done = run("export", "--all", form, *roles)
        assert done.code == 0
        assert not {"Okafor", "Maria", "Lopez"} & set(done.out.replace("'", " ").split()), form
    texts = [
        entry["blocks"][0]["text"] for entry in json.loads(run("export", "--all", "--json", *roles).out)["entries"]
    ]
    assert texts == [
        "A quiet day.",
        "A student's mother called from 415-555-0132.",
        "Talked with a teacher about Title I and Advocacy.",
    ]


@pytest.mark.usefixtures("journal")
def test_a_redaction_that_cannot_be_read_is_refused(run: Run, tmp_path: Path) -> None:
    """A name without a role, a role with a name in it, and a wrong line of a file: nothing is written."""
    wrong = write_lines(tmp_path / "wrong.txt", "Maria Lopez = a student", "Omar")
    for said, code, problem in (
        (["Maria"], 3, 'there is no file Maria\nhint: a name needs its role: --redact "NAME=a teacher"'),
        (["Maria="], 2, '"Maria=" does not say what to write in place of the name'),
        (["Maria=Maria's friend"], 2, 'the role "Maria\'s friend" has the name Maria in it'),
        ([wrong], 4, f'{wrong}:2:1: "Omar" does not say what to write in place of the name'),
        ([wrong.replace("wrong", "other"), "Maria=a boy"], 3, "there is no file"),
    ):
        options = [word for one in said for word in ("--redact", one)]
        done = run("export", "--all", "-o", str(tmp_path / "no.md"), *options)
        assert (done.code, problem in done.err) == (code, True), done.err
    assert not (tmp_path / "no.md").exists()


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    "words", [("--all", "-o", "{}"), ("--all",), ("--as", "journal", "--all", "--exclude", "titles"), ("latest",)]
)
def test_a_name_that_is_not_there_is_told(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """A role for a name that is in no line may be a slip of the pen; it stops nothing."""
    said = [word.format(tmp_path / "journal.md") for word in words]
    done = run("export", *said, "--redact", "Lopes=a teacher", "--redact", "quiet=calm")
    assert (done.code, "“Lopes” is not in this document." in done.err, "quiet" in done.err) == (0, True, False)


@pytest.mark.usefixtures("journal")
def test_a_person_may_stop_at_a_name(tmp_path: Path) -> None:
    """In a terminal the list marks lines with names; before anything is written there is one question, y or n."""
    target = tmp_path / "journal.md"
    for keys, code, is_written in (("y", 0, True), ("n", 0, False), ("", 0, False), (CTRL_C, 130, False)):
        with Terminal("export", "--all", "-o", str(target)) as terminal:
            terminal.wait_for("Space ticks")
            assert terminal.display.count("name?") == 2
            terminal.wait_on_screen("May tell who someone is: Ms. Okafor")
            terminal.type(ENTER)
            terminal.wait_for("Write it as it is?", "Ctrl-C stops")
            terminal.wait_until_it_reads()
            assert "Before this leaves, a second look: 3 things" in terminal.display
            terminal.type(keys if keys == CTRL_C else keys + ENTER)
            assert terminal.finish() == code
        assert ("Nothing was written." in terminal.display, target.exists()) == (not is_written, is_written)
        target.unlink(missing_ok=True)
    with Terminal("export", "--all", "-o", str(target), "--yes") as terminal:
        assert terminal.finish() == 0
    assert "In the file: 3 things" in terminal.display
    assert target.exists()
