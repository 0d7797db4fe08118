"""Documents made of chosen lines: which lines leave, in which format, and where to."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from conftest import NOON, Run, journal_files, write_lines
from screen import PORTRAIT, shell

ENTRY = "2026-11-23-183000-whole-portrait"
WORDS = {
    "human-centered": "Two teachers asked for time.",
    "advocacy": "Families without email.",
    "plan": "call the three families",
}


@pytest.fixture
def journal(run: Run, answers: Path) -> None:
    """Write a session about all attributes, a note with a tag, evidence and a goal."""
    run("reflect", "--answers", str(answers))
    run("note", "The bus came.", "--tag", "share", at=NOON + timedelta(hours=1))
    run("evidence", "add", "The call log.", "--attribute", "advocacy", at=NOON + timedelta(hours=2))
    run(
        "goal",
        "set",
        "Every family hears first.",
        "--about",
        "advocacy",
        "--shows",
        "Three call me.",
        at=NOON + timedelta(hours=3),
    )


@pytest.fixture
def no_documents(tmp_path: Path) -> dict[str, str]:
    """Return variables with which nothing of the extra `documents` can be imported."""
    folder = tmp_path / "without"
    folder.mkdir()
    for name in ("jinja2", "docx", "docxtpl", "typst"):
        lines = ("raise ModuleNotFoundError('No module named', name=__name__)",)
        write_lines(folder / f"{name}.py", *lines)
    return {"PYTHONPATH": str(folder)}


# --- which lines ---


@pytest.mark.usefixtures("journal")
def test_every_document_can_be_asked_for(run: Run) -> None:
    """Each document of the list is made, or says what it needs; any other word lists them all."""
    done = run("export", "--as", "nonsense")
    assert done.code == 2
    names = [line.split(":")[0].strip() for line in done.err.splitlines() if line.startswith("  ")]
    assert names == [
        "entry",
        "journal",
        "growth-plan",
        "conversation",
        "evidence",
        "year",
        "portfolio",
        "completion",
        "progress",
    ]
    for name in names:
        done = run("export", "--as", name)
        assert (done.code, done.out.startswith("# ")) == (0, True), name


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("document", ["journal", "evidence", "portfolio", "conversation", "year", "progress"])
def test_an_attributes_document_has_that_attributes_words_and_no_others(run: Run, document: str) -> None:
    """`--attribute` narrows every document to the lines about that attribute or its indicators."""
    done = run("export", "--as", document, "--attribute", "advocacy", "--include", "answers")
    if done.code == 3:
        done = run("export", "--as", document, "--attribute", "advocacy")
    assert done.code == 0
    assert WORDS["human-centered"] not in done.out
    assert "The bus came." not in done.out


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("narrowed", [("--attribute", "advocacy"), ("--indicator", "AD2"), ("--tag", "share")])
def test_one_entry_is_not_narrowed_in_vain(run: Run, narrowed: tuple[str, ...]) -> None:
    """`--as entry` with a filter is refused, for it would leave as a whole; the hint names what is narrowed."""
    done = run("export", "--as", "entry", *narrowed)
    assert (done.code, done.out) == (2, "")
    assert f"portrait export --as journal {' '.join(narrowed)}" in done.err
    assert run("export", "--as", "journal", *narrowed).code in {0, 3}


@pytest.mark.usefixtures("journal")
def test_an_indicator_belongs_to_its_attribute(run: Run) -> None:
    """`--indicator` narrows further; with an attribute that it is no part of it is refused."""
    run("evidence", "add", "Of the barrier.", "--attribute", "AD2")
    done = run("export", "--as", "evidence", "--attribute", "advocacy", "--indicator", "AD2")
    assert ("Of the barrier." in done.out, "The call log." in done.out) == (True, False)
    done = run("export", "--as", "evidence", "--attribute", "authenticity", "--indicator", "AD2")
    assert (done.code, "is not an indicator of Authenticity" in done.err) == (2, True)
    assert run("export", "--as", "evidence", "--indicator", "ZZ9").code == 3


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("options", "here", "gone"),
    [
        (("--exclude", "levels"), ["Two teachers", "hears first"], ["Starting:"]),
        (("--exclude", "plan 1"), ["Two teachers"], ["call the three families"]),
        (("--exclude", "goal 1"), ["Two teachers"], ["hears first"]),
        (("--exclude", ENTRY), ["The bus came."], ["Two teachers", "call the three families"]),
        (("--exclude", f"{ENTRY}#1"), ["Families without"], ["Two teachers"]),
        (("--share-tag", "share"), ["The bus came."], ["Two teachers", "hears first"]),
        (("--share-tag", "#Share", "--include", f"{ENTRY}#1"), ["The bus came.", "Two teachers"], ["Families"]),
        (("--tag", "share"), ["The bus came."], ["Two teachers"]),
        (("--guide", "whole-portrait"), ["Two teachers"], ["The bus came."]),
        (("--role", "building-leader", "--exclude", "answers"), ["call the three"], ["Two teachers"]),
    ],
)
def test_what_leaves_is_what_was_named(run: Run, options: tuple[str, ...], here: list[str], gone: list[str]) -> None:
    """Lines, entries, plans, goals, kinds and tags bring lines in and leave them out."""
    done = run("export", "--as", "journal", *options)
    assert done.code == 0
    assert [words for words in here if words not in done.out] == []
    assert [words for words in gone if words in done.out] == []
    data = run("export", "--as", "journal", "--json", *options).out
    assert [words for words in here if words not in data] == []
    assert [words for words in gone if words in data] == []


@pytest.mark.usefixtures("journal")
def test_evidence_stays_with_the_answer_that_it_marks(run: Run) -> None:
    """Leaving out an answer leaves out evidence in the same words, in a document that has no place for answers."""
    assert run("evidence", "add", ENTRY, "1", "--attribute", "human-centered").code == 0
    assert WORDS["human-centered"] in run("export", "--as", "evidence").out
    assert WORDS["human-centered"] not in run("export", "--as", "evidence", "--exclude", f"{ENTRY}#1").out


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("option", ["--include", "--exclude"])
@pytest.mark.parametrize("name", ["weather", f"{ENTRY}#99", "2020-01-01"])
def test_an_unknown_name_says_where_the_names_are(run: Run, option: str, name: str) -> None:
    """A name that means no line is refused, and the hint is the command that lists the names."""
    done = run("export", "--as", "year", "--since", "2026-11", option, name)
    assert (done.code, f'none of these lines is called "{name}"' in done.err) == (3, True)
    hint = " ".join(done.err.split()).partition("names: portrait ")[2]
    assert hint == "export --as year --since 2026-11 --preview"
    assert run(*hint.split()).code == 0


@pytest.mark.usefixtures("journal")
def test_a_preview_shows_exactly_what_leaves(run: Run, tmp_path: Path) -> None:
    """It prints each line that leaves with its name and why, then what is offered and stays, and writes nothing."""
    target = tmp_path / "year.docx"
    done = run("export", "--as", "journal", "--exclude", "answers", "--preview", "-o", str(target))
    assert (done.code, target.exists()) == (0, False)
    leaves, _, stays = done.out.partition("Offered, and stays with you")
    assert "The bus came." in leaves
    assert WORDS["advocacy"] not in leaves
    assert f"{ENTRY}#1" in stays
    assert WORDS["human-centered"] in " ".join(stays.split())


@pytest.mark.usefixtures("journal")
def test_a_kept_selection_hands_over_the_same_lines(run: Run, tmp_path: Path) -> None:
    """A selection that was kept brings exactly its lines; what was written since stays, and what is gone is told."""
    kept = str(tmp_path / "kept.yaml")
    done = run("export", "--as", "journal", "--exclude", "levels", "--save-selection", kept)
    assert (done.code, done.out, "Kept the selection in" in done.err) == (0, "", True)
    assert run("export", "--as", "journal", "--save-selection", kept).code == 6
    before = run("export", "--as", "journal", "--exclude", "levels").out
    run("note", "Written since.", at=NOON + timedelta(days=1))
    done = run("export", "--selection", kept)
    assert done.out == before
    run("delete", "2026-11-23-193000-note", "--yes", at=NOON + timedelta(days=1))
    done = run("export", "--selection", kept)
    assert "2026-11-23-193000-note#1 is not there any more" in " ".join(done.err.split())
    assert "The bus came." not in done.out


@pytest.mark.usefixtures("journal")
def test_a_kept_selection_of_an_entry_is_of_that_entry(run: Run, tmp_path: Path) -> None:
    """The entry need not be named again, though there is a newer one."""
    kept = str(tmp_path / "kept.yaml")
    run("export", ENTRY, "--exclude", f"{ENTRY}#1", "--save-selection", kept)
    run("note", "Newer.", at=NOON + timedelta(days=1))
    done = run("export", "--selection", kept)
    assert (WORDS["advocacy"] in done.out, WORDS["human-centered"] in done.out) == (True, False)


@pytest.mark.usefixtures("journal")
def test_a_selection_that_cannot_be_read_is_named(run: Run, tmp_path: Path) -> None:
    """A damaged or missing file of a selection is told with its place."""
    broken = write_lines(tmp_path / "broken.yaml", "lines:", "  - what")
    done = run("export", "--selection", broken)
    assert (done.code, f"{broken}:2:5:" in done.err) == (4, True)
    assert run("export", "--selection", str(tmp_path / "none.yaml")).code == 3


@pytest.mark.usefixtures("journal")
def test_the_completion_record_has_no_words(run: Run) -> None:
    """It has days and attributes; it has no lines to choose, and its preview is the record itself."""
    done = run("export", "--as", "completion", "--name", "Dana Whitfield")
    assert (done.code, "November 23, 2026" in done.out, "Dana Whitfield" in done.out) == (0, True, True)
    assert not any(words in done.out for words in WORDS.values())
    assert run("export", "--as", "completion", "--exclude", "answers").code == 2
    assert "November 23, 2026" in run("export", "--as", "completion", "--preview").out
    assert run("export", "--as", "completion", "--since", "2026-12").code == 3


@pytest.mark.usefixtures("journal")
def test_nothing_chosen_is_not_written(run: Run, tmp_path: Path) -> None:
    """Without a line there is no document, and the hint lists what could be in it."""
    target = tmp_path / "nothing.md"
    done = run("export", "--as", "evidence", "--exclude", "evidence", "-o", str(target))
    assert (done.code, "nothing would leave" in done.err, target.exists()) == (3, True, False)


def test_a_portrait_may_forbid_a_document(run: Run, tmp_path: Path) -> None:
    """A portrait that is not for evaluation makes no growth plan, and says what is for talking."""
    run("portraits", "new", str(tmp_path / "mine.yaml"))
    path = tmp_path / "mine.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\ndocuments:\n  not_for_evaluation: true\n", encoding="utf-8")
    done = run("export", "--as", "growth-plan", "--portrait", str(path))
    assert (done.code, "is not used for evaluation" in done.err) == (2, True)


# --- in which format, and where to ---


@pytest.mark.usefixtures("journal")
def test_each_format_is_a_file_of_its_kind(run: Run, tmp_path: Path) -> None:
    """The end of the name decides the format: each file begins as its kind does, and is private to its owner."""
    begins = {
        "md": b"# ",
        "html": b"<!DOCTYPE html>",
        "docx": b"PK",
        "pdf": b"%PDF",
        "csv": b"\xef\xbb\xbf",
        "txt": b"",
        "json": b"{",
        "HTM": b"<!DOCTYPE html>",
    }
    for ending, first in begins.items():
        target = tmp_path / f"plan.{ending}"
        done = run("export", "--as", "growth-plan", "-o", str(target))
        assert (done.code, done.out) == (0, ""), ending
        assert "Growth plan" in done.err
        assert target.read_bytes().lower().startswith(first.lower()), ending
        if sys.platform != "win32":
            assert target.stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("variables", "options", "width"),
    [
        ({"LANG": "en_US.UTF-8"}, (), 612),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": ""}, (), 595),
        ({"LANG": "en_GB.UTF-8"}, ("--paper", "letter"), 612),
        ({"LANG": "en_US.UTF-8"}, ("--paper", "A4"), 595),
    ],
)
def test_the_paper_is_that_of_the_country_or_of_the_option(
    run: Run, tmp_path: Path, variables: dict[str, str], options: tuple[str, ...], width: int
) -> None:
    """US Letter, or A4 where the locale's country prints on it, or what is asked for."""
    target = tmp_path / "plan.pdf"
    env = {"LC_ALL": "", "LC_PAPER": "", **variables}
    assert run("export", "--as", "growth-plan", "-o", str(target), *options, env=env).code == 0
    assert round(PdfReader(target).pages[0].mediabox.width) == width
    assert run("export", "--paper", "legal").code == 2


@pytest.mark.usefixtures("journal")
def test_who_hands_it_over_is_on_the_first_page(run: Run, settings_file: Path) -> None:
    """The name and the school are those of the settings, or of the command; the year is the school year."""
    write_lines(settings_file, 'name = "Dana Whitfield"', 'school = "Lincoln Elementary"', 'role = "building-leader"')
    told = run("export", "--as", "growth-plan").out
    for fact in ("Dana Whitfield", "Lincoln Elementary", "Building leader", "2026–27"):
        assert fact in told
    told = run("export", "--as", "growth-plan", "--name", "D. W.", "--school", "Main", "--year", "2027").out
    for fact in ("D. W.", "Main", "2027"):
        assert fact in told
    assert "Dana" not in told


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--docx", "--pdf"), 2, "choose --docx or --pdf, not both"),
        (("--docx", "-o", "plan.html"), 2, "plan.html is to be HTML, and --docx asks for Word"),
        (("-o", "missing/plan.md"), 6, "there is no folder"),
        (("--redact", "Maria"), 3, "there is no file Maria"),
        (("--redact", "=x"), 2, "no name in it"),
        (("--redact", "A=b", "--redact", "a=c"), 2, "has two roles"),
        (("--template", "none.docx"), 3, "there is no file"),
        (("--share-tag", "!!"), 2, "a tag has letters"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """One sentence says what is wrong, before anything is written."""
    words = tuple(str(tmp_path / word) if "." in word else word for word in words)
    done = run("export", "--as", "growth-plan", *words)
    assert (done.code, said in " ".join(done.err.split())) == (code, True), done.err
    assert list(tmp_path.iterdir()) == [tmp_path / "answers.yaml"]


@pytest.mark.usefixtures("journal")
def test_a_terminal_gets_no_bytes(run: Run) -> None:
    """Word and PDF are refused on a screen, with the command that writes them into a file."""
    done = run("export", "--as", "year", "--pdf", tty=True)
    assert (done.code, "portrait export --as year -o year.pdf" in done.err, done.out) == (2, True, "")


@pytest.mark.usefixtures("journal")
def test_a_pipe_gets_the_bytes(tmp_path: Path) -> None:
    """What is no text goes into a pipe as it is; a reader that stops early is no error."""
    target = tmp_path / "out.pdf"
    done = shell(f"portrait export --as year --pdf > '{target}'")
    assert (done.returncode, target.read_bytes()[:4]) == (0, b"%PDF")
    assert PdfReader(target).pages
    assert shell("portrait export --as year --docx | head -c 2").stdout == "PK"
    assert shell("set -o pipefail; portrait export --all --json | true").returncode in {0, 141}


@pytest.mark.usefixtures("journal")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk to write on")  # noqa: PTH110
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """On a full disk one sentence says so."""
    for form in ("pdf", "md"):
        done = shell(f"portrait export --as year --{form} > /dev/full")
        assert (done.returncode, "could not write the output" in done.stderr) == (6, True)
    assert list(tmp_path.iterdir()) == [tmp_path / "answers.yaml"]


@pytest.mark.usefixtures("journal")
def test_without_the_extra_one_sentence_says_how_to_get_it(no_documents: dict[str, str], tmp_path: Path) -> None:
    """Each format that needs it says so before anything is asked or written; text formats go on."""
    for form in ("html", "docx", "pdf"):
        done = subprocess.run(
            [*PORTRAIT, "export", "--as", "year", "-o", str(tmp_path / f"year.{form}")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **no_documents},
        )
        assert (done.returncode, "needs the documents extra" in done.stderr) == (1, True), done.stderr
        assert not (tmp_path / f"year.{form}").exists()
    done = subprocess.run(
        [*PORTRAIT, "export", "--as", "year", "--txt"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **no_documents},
    )
    assert done.returncode == 0


# --- what could tell who someone is ---


def test_likely_names_are_pointed_out_and_replaced(run: Run, tmp_path: Path) -> None:
    """A name is told with its line, and does not stop the export; with a role in its place nothing is told."""
    run("note", "I talked with Maria Lopez about the bus.")
    done = run("export")
    assert (done.code, "Maria Lopez" in done.out, "bus.”: Maria Lopez" in done.err) == (0, True, True)
    named = write_lines(tmp_path / "roles.txt", "Maria Lopez = a teacher")
    for said in ("Maria Lopez=a teacher", named):
        for form in ("--md", "--json", "--html", "--preview"):
            done = run("export", "--redact", said, form)
            assert (done.code, "Lopez" in done.out + done.err, "a teacher" in done.out) == (0, False, True), form
    whole = run("export", "--all", "--json", "--redact", "Maria Lopez=a teacher").out
    assert json.loads(whole)["entries"][0]["blocks"][0]["text"].startswith("I talked with a teacher")


def test_a_form_of_ones_own_is_filled(run: Run, tmp_path: Path) -> None:
    """A template decides the format, and has the chosen lines with roles in place of names."""
    run("goal", "set", "Maria Lopez hears first.", "--about", "advocacy", "--shows", "Three call me.")
    form = write_lines(tmp_path / "form.md", "# {{ title }} of {{ name }}", "{{ goals[0].words }}")
    done = run(
        "export", "--as", "growth-plan", "--template", form, "--name", "Dana", "--redact", "Maria Lopez=a family"
    )
    assert done.code == 0
    assert done.out.startswith("# Growth plan of Dana\nA family hears first.")
    done = run("export", "--as", "growth-plan", "--template", form, "-o", str(tmp_path / "plan.docx"))
    assert done.code == 2
    assert run("export", "--as", "growth-plan", "--template", str(tmp_path / "roles.odt")).code == 3


def test_an_entry_that_is_no_part_of_the_journal_is_handed_over(run: Run, home: Path, tmp_path: Path) -> None:
    """An entry may be named by its file, wherever that is."""
    run("note", "The bus came.")
    (path,) = journal_files(home)
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    path.unlink()
    assert "The bus came." in run("export", str(copy)).out


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end here")
@pytest.mark.usefixtures("journal")
def test_a_file_without_an_end_is_too_large(run: Run, tmp_path: Path) -> None:
    """Of a selection, a list of names or a template only so much is read as there may be."""
    endless = tmp_path / "endless.md"
    endless.symlink_to("/dev/zero")
    for option in ("--selection", "--redact", "--template"):
        done = run("export", option, str(endless))
        assert (done.code, "is larger than" in done.err) == (4, True), option


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("option", ["--attribute", "--indicator", "--since", "--tag", "--selection", "--template"])
def test_an_option_that_says_nothing_is_refused(run: Run, option: str) -> None:
    """A variable of the shell that was never set does not let everything leave."""
    done = run("export", option, "")
    assert (done.code, done.out) == (2, "")
    assert f"{option} says nothing" in done.err


@pytest.mark.usefixtures("journal")
def test_a_folder_is_no_file_to_write(run: Run, tmp_path: Path) -> None:
    """A folder, or a name that can only be one, is refused before anything else, and nothing is written."""
    for name in (str(tmp_path), f"{tmp_path}/new/"):
        done = run("export", "-o", name)
        assert (done.code, f"{name} is the name of a folder" in done.err) == (6, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("journal")
def test_a_document_is_not_written_over_its_selection(run: Run, tmp_path: Path) -> None:
    """One file cannot be the document and the selection."""
    both = str(tmp_path / "both.md")
    done = run("export", "-o", both, "--save-selection", both, "--force")
    assert (done.code, "cannot be both" in done.err) == (2, True)
    assert not Path(both).exists()


@pytest.mark.usefixtures("journal")
def test_a_word_form_needs_what_fills_it(tmp_path: Path, run: Run) -> None:
    """Without the library that fills Word forms there is a plain hint."""
    form = tmp_path / "form.docx"
    assert run("export", "-o", str(form)).code == 0
    folder = tmp_path / "without"
    folder.mkdir()
    write_lines(folder / "docxtpl.py", "raise ModuleNotFoundError('No module named', name=__name__)")
    done = shell(f"portrait export --template '{form}' -o '{tmp_path}/out.docx'", PYTHONPATH=str(folder))
    assert (done.returncode, "needs the documents extra" in done.stderr) == (1, True)
