"""Documents made of chosen lines: which lines leave, in which format, and where to."""

import json
import os
import re
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
        "contribution",
    ]
    for name in names[:-1]:
        done = run("export", "--as", name, *(("--all",) if name == "journal" else ()))
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
    options = options if {*options} & {"--share-tag", "--tag", "--guide", "--role"} else (*options, "--all")
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
@pytest.mark.parametrize("options", [(), ("--yes",), ("--exclude", "answers"), ("--preview",), ("--json",)])
def test_a_whole_journal_leaves_only_if_it_is_named(run: Run, tmp_path: Path, options: tuple[str, ...]) -> None:
    """Without a time, a tag, an attribute or --all nothing says which entries are meant; the hint works as it is."""
    target = tmp_path / "mine.md"
    done = run("export", "--as", "journal", "-o", str(target), *options, tty=True)
    assert (done.code, target.exists()) == (2, False)
    assert "which entries? name a time, a tag or an attribute" in done.err
    assert 'portrait export --as journal --since "this school year" -o' in " ".join(done.err.split()).replace(
        "'", '"'
    )
    assert "--all" in done.err
    assert run("export", "--as", "journal", "--since", "this school year", "-o", str(target), "--yes").code == 0


@pytest.mark.usefixtures("journal")
def test_the_numbers_of_a_preview_name_its_lines(run: Run) -> None:
    """--include and --exclude take them; a line keeps its number in the preview of what was chosen so."""
    words = "export", "--as", "growth-plan"
    done = run(*words, "--preview")
    leaves, _, stays = done.out.partition("Offered, and stays with you")
    assert "2. November 23, 2026 · Advocacy · evidence of your goal" in leaves
    assert "goal · your goal" not in done.out
    assert "take these numbers" in " ".join(done.out.split())
    offered = re.search(r"(\d+)\. .*: Families without email", stays)
    assert offered
    after = run(*words, "--include", offered[1], "--exclude", "2", "--preview").out
    leaves, _, stays = after.partition("Offered, and stays with you")
    assert f"{offered[1]}. November 23, 2026" in leaves
    assert "2. November 23, 2026 · Advocacy · evidence of your goal: The call log." in " ".join(stays.split())
    assert run(*words, "--exclude", "titles").code == 0  # there are none, as was asked for
    for number in ("0", "99", "1234567"):
        assert run(*words, "--include", number).code == 3


@pytest.mark.usefixtures("journal")
def test_an_attached_file_has_its_name(run: Run, tmp_path: Path) -> None:
    """Where it is kept is nothing that a person chooses by."""
    run("evidence", "add", "--file", write_lines(tmp_path / "calls.txt", "One."), "--attribute", "advocacy")
    shown = run("export", "--as", "evidence", "--preview").out
    assert ("calls.txt" in shown, "files/" in shown) == (True, False)


@pytest.mark.usefixtures("journal")
def test_a_preview_shows_exactly_what_leaves(run: Run, tmp_path: Path) -> None:
    """It prints each line that leaves with its name and why, then what is offered and stays, and writes nothing."""
    target = tmp_path / "year.docx"
    done = run("export", "--as", "journal", "--all", "--exclude", "answers", "--preview", "-o", str(target))
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
    done = run("export", "--as", "journal", "--all", "--exclude", "levels", "--save-selection", kept)
    assert (done.code, done.out, "Kept the selection in" in done.err) == (0, "", True)
    assert run("export", "--as", "journal", "--all", "--save-selection", kept).code == 6
    before = run("export", "--as", "journal", "--all", "--exclude", "levels").out
    run("note", "Written since.", at=NOON + timedelta(days=1))
    done = run("export", "--selection", kept)
    assert done.out == before
    run("delete", "2026-11-23-193000-note", "--yes", at=NOON + timedelta(days=1))
    done = run("export", "--selection", kept)
    assert "a line that you chose is not there any more: 2026-11-23-193000-note#1" in " ".join(done.err.split())
    assert "The bus came." not in done.out


@pytest.mark.usefixtures("journal")
def test_a_changed_line_stays_with_its_owner(run: Run, home: Path, tmp_path: Path) -> None:
    """It is named by its words of today, with the command that shows what can be chosen."""
    kept = str(tmp_path / "kept.yaml")
    run("export", "--as", "journal", "--all", "--save-selection", kept)
    path = next(path for path in journal_files(home) if "193000-note" in path.name)
    path.write_text(path.read_text(encoding="utf-8").replace("The bus came.", "The bus was late."), encoding="utf-8")
    done = run("export", "--selection", kept)
    assert done.code == 0
    said = " ".join(done.err.split())
    assert "“The bus was late.” was changed since you chose it, so it stays with you" in said
    assert "choose again: portrait export --as journal --all --preview" in said
    assert "The bus" not in done.out
    done = run("export", "--as", "evidence", "--selection", kept)
    assert "“Two teachers asked for time. One got it.” has no place in this document" in " ".join(done.err.split())


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


@pytest.mark.parametrize(
    ("options", "said", "command"),
    [
        (("growth-plan",), "you have no open goals yet", "portrait goal set"),
        (("evidence",), "you have no evidence yet", "portrait evidence add"),
        (("completion", "--all"), "you have no sessions yet", "portrait reflect"),
        (("growth-plan", "--attribute", "collaboration"), "no open goals about Collaboration", "--about collab"),
        (("evidence", "--attribute", "collaboration"), "no evidence about Collaboration", "--attribute collab"),
        (("year", "--attribute", "collaboration"), "plans or evidence about Collaboration", "reflect collab"),
        (("evidence", "--since", "this school year"), "no evidence from August 1, 2026 on", "portrait evidence add"),
        (("journal", "--since", "2027"), "no entry matches", "portrait list"),
    ],
)
def test_nothing_to_hand_over_says_what_makes_it(run: Run, options: tuple[str, ...], said: str, command: str) -> None:
    """There are entries, but none of what the document is made of: the hint is the command that brings it."""
    run("note", "The bus came.")
    done = run("export", "--as", *options)
    err = " ".join(done.err.split())
    assert (done.code, said in err, command in err) == (3, True, True), done.err


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
    told = run("export", "--as", "growth-plan", "--name", "D. W.", "--school", "Main", "--title", "Principal").out
    for fact in ("D. W.", "Main", "Principal"):
        assert fact in told
    assert not any(other in told for other in ("Dana", "Building leader"))
    told = run("export", "--as", "growth-plan", "--supervisor", "Dr. Reed").out
    assert "Dr. Reed" in told
    write_lines(settings_file, 'name = "Dana Whitfield"')
    run("note", "A new role.", "--role", "teacher-leader", at=NOON + timedelta(days=1))
    assert "Teacher leader" in run("export", "--as", "growth-plan").out


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize(
    ("options", "label", "there"),
    [
        ((), "2026–27", {"new"}),
        (("--year", "2026-27"), "2026–27", {"new"}),
        (("--year", "2025-26"), "2025–26", {"old"}),
        (("--since", "2026-01"), "since January 1, 2026", {"old", "new"}),
        (("--since", "2026-01", "--until", "2026-06"), "January 1 to June 30, 2026", {"old"}),
        (("--until", "2026-06"), "up to June 30, 2026", {"old"}),
        (("--all",), "", {"old", "new"}),
    ],
)
def test_a_document_is_of_the_time_that_it_says(
    run: Run, answers: Path, options: tuple[str, ...], label: str, there: set[str]
) -> None:
    """The completion record and the evidence of a year are of this school year, or of the time that is named."""
    spring = NOON.replace(month=3)
    run("reflect", "--answers", str(answers), at=spring)
    run("evidence", "add", "The spring letter.", "--attribute", "advocacy", at=spring)
    record = run("export", "--as", "completion", *options).out
    assert {when for when, day in (("old", "| March 23"), ("new", "| November 23")) if day in record} == there
    log = run("export", "--as", "evidence", *options).out
    assert {when for when, what in (("old", "The spring letter."), ("new", "The call log.")) if what in log} == there
    assert label in record
    assert label in log
    if not label:
        assert "2026–27" not in record + log


@pytest.mark.usefixtures("journal")
def test_a_school_year_is_a_time(run: Run) -> None:
    """It narrows a journal, and does not go with another time."""
    assert "The bus came." in run("export", "--as", "journal", "--year", "2026-27").out
    assert run("export", "--as", "journal", "--year", "2025-26").code == 3
    done = run("export", "--as", "year", "--year", "2026-27", "--since", "2026-09")
    assert (done.code, "--year is a time already" in done.err) == (2, True)
    assert run("export", "--as", "year", "--year", "2027").code == 2


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
def test_a_file_needs_an_ending_or_a_format(run: Run, tmp_path: Path) -> None:
    """A name without an ending does not say what to make of it; a format that is asked for does."""
    plan = str(tmp_path / "plan")
    done = run("export", "--as", "growth-plan", "-o", plan)
    assert (done.code, ".docx, .pdf" in " ".join(done.err.split()), f"-o {plan}.docx" in done.err) == (2, True, True)
    assert run("export", "--as", "growth-plan", "-o", plan, "--txt").code == 0


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


def test_a_form_says_what_it_needs(run: Run, tmp_path: Path) -> None:
    """A form is for one document, and comes out as what it is; the hint has the command with the form in it."""
    run("goal", "set", "Every family hears first.", "--about", "advocacy", "--shows", "Three call me.")
    form = str(Path(__file__).parent.parent / "templates" / "growth-plan.docx")
    done = run("export", "--template", form)
    assert (done.code, "which document is" in done.err, "  growth-plan: " in done.err) == (2, True, True)
    target = tmp_path / "filled.pdf"
    for words in (("-o", str(target)), ("-o", str(target.with_suffix(".docx")), "--pdf")):
        done = run("export", "--as", "growth-plan", "--template", form, *words)
        assert (done.code, "a Word form comes out as Word" in done.err) == (2, True)
        hint = " ".join(done.err.split()).partition("hint: portrait ")[2]
        assert hint == f"export --as growth-plan --template {form} -o {target.with_suffix('.docx')}"
    assert run(*hint.split()).code == 0


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
        done = run("export", "--as", "entry", option, str(endless))
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
        done = run("export", "--md", "-o", name)
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
    done = shell(f"portrait export --as entry --template '{form}' -o '{tmp_path}/out.docx'", PYTHONPATH=str(folder))
    assert (done.returncode, "needs the documents extra" in done.stderr) == (1, True)
