"""Files that are attached as evidence: copied, kept, undone and deleted with their entries."""

import json
import os
import re
import shlex
import stat
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_entries, journal_files, trash_files
from portrait_cli.core.attached_file import LARGEST
from portrait_cli.core.entry import Evidence
from screen import ENTER, OFFER, Terminal

AGENDA = b"%PDF-1.7 An agenda that two teachers wrote."


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    """Write a file outside of the journal."""
    path = tmp_path / "Agenda (grade 4) für alle.PDF"
    path.write_bytes(AGENDA)
    return path


@pytest.fixture
def journal(home: Path) -> Path:
    """Name the journal's folder."""
    return home / "Documents" / "portrait-journal"


def _attach(run: Run, *files: Path, words: tuple[str, ...] = (), minutes: int = 0) -> int:
    named = [word for file in files for word in ("--file", str(file))]
    at = NOON + timedelta(minutes=minutes)
    return run("evidence", "add", *words, "--attribute", "AD2", *named, at=at).code


def _attached(journal: Path) -> list[Path]:
    return sorted(journal.glob("files/*"))


def test_a_file_is_copied_into_the_journal(run: Run, home: Path, journal: Path, agenda: Path) -> None:
    """The copy is named by its content and is only for its owner; the entry links it by the name it had."""
    assert _attach(run, agenda, words=("Our new agenda.",)) == 0
    (copy,) = _attached(journal)
    assert re.fullmatch(r"[0-9a-f]{16}\.pdf", copy.name)
    assert copy.read_bytes() == AGENDA == agenda.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    (entry,) = journal_entries(home)
    assert entry.blocks == (
        Evidence(
            "000001",
            "ad2",
            "AD2 Removes the barrier",
            "Our new agenda.",
            link=f"files/{copy.name}",
            name="Agenda (grade 4) für alle.PDF",
        ),
    )
    (path,) = journal_files(home)
    text = path.read_text(encoding="utf-8")
    assert f"[Agenda (grade 4) für alle.PDF](../files/{copy.name})" in text
    assert (path.parent / f"../files/{copy.name}").resolve() == copy.resolve()


def test_the_same_file_is_there_once(run: Run, journal: Path, agenda: Path, tmp_path: Path) -> None:
    """Another name, and another entry, share the copy; another content has its own."""
    again = tmp_path / "copy.pdf"
    again.write_bytes(AGENDA)
    other = tmp_path / "other.pdf"
    other.write_bytes(b"other")
    assert _attach(run, agenda) == 0
    assert _attach(run, again, other, words=("Twice.",), minutes=1) == 0
    assert len(_attached(journal)) == 2


def test_a_copy_that_was_changed_by_hand_is_another_file(run: Run, journal: Path, agenda: Path) -> None:
    """What stands in its place stays, and the file gets a longer name."""
    _attach(run, agenda)
    (copy,) = _attached(journal)
    copy.write_bytes(b"changed")
    assert _attach(run, agenda, minutes=1) == 0
    assert copy.read_bytes() == b"changed"
    (longer,) = [path for path in _attached(journal) if path != copy]
    assert (longer.read_bytes(), longer.name[:16]) == (AGENDA, copy.name[:16])


def test_an_attached_markdown_file_is_no_entry(run: Run, home: Path, journal: Path, entry: Path) -> None:
    """Even a copy of an entry is not listed, searched, edited or deleted, and nothing complains about it."""
    mine = home / "mine.md"
    mine.write_text(entry.read_text(encoding="utf-8").replace(entry.stem, "a-copy"), encoding="utf-8")
    _attach(run, mine, words=("A note of a colleague.",))
    (copy,) = _attached(journal)
    assert copy.suffix == ".md"
    done = run("list", "--json")
    assert (len(json.loads(done.out)["entries"]), done.err) == (2, "")
    assert run("note", "More.").code == 0
    assert "is not among the entries" in run("delete", str(copy), "--yes").err
    assert "is not among the entries" in run("edit", str(copy), env={"EDITOR": "true"}).err
    assert copy.exists()


def test_entries_in_a_folder_of_that_name_stay_entries(run: Run, journal: Path, entry: Path) -> None:
    """A person may have put entries there before: they are read as ever."""
    (journal / "files").mkdir()
    entry.rename(journal / "files" / entry.name)
    done = run("list", "--json")
    assert [one["id"] for one in json.loads(done.out)["entries"]] == [entry.stem]
    assert run("read", "today").code == 0


# --- what is refused ---


def test_a_file_that_is_too_large_is_refused(run: Run, journal: Path, tmp_path: Path) -> None:
    """The sentence says how large it may be; a file of exactly that size is taken."""
    large = tmp_path / "film.mp4"
    with large.open("wb") as opened:
        opened.truncate(LARGEST + 1)
    done = run("evidence", "add", "--attribute", "AD2", "--file", str(large))
    assert done.code == 2
    assert done.err == (
        f"portrait: {large} is larger than 25 MB, too large to attach\n"
        "hint: keep it where it is, and add a line or a link that says where\n"
    )
    assert not journal.joinpath("files").exists()
    with large.open("r+b") as opened:
        opened.truncate(LARGEST)
    assert _attach(run, large) == 0


def test_a_file_that_is_not_there_is_named(run: Run) -> None:
    """Nothing is added."""
    done = run("evidence", "add", "Words that came with it.", "--attribute", "AD2", "--file", "agenda.pdf")
    assert (done.code, "there is no file agenda.pdf" in done.err) == (3, True)
    assert "your words are kept in" in done.err
    assert run("evidence").code == 3


def test_a_folder_a_link_and_a_device_are_refused(run: Run, agenda: Path, tmp_path: Path) -> None:
    """What is named must be a file itself: a link may lead anywhere, and a device may have no end."""
    link = tmp_path / "link.pdf"
    link.symlink_to(agenda)
    for odd in (tmp_path, link, *([Path("/dev/zero")] if sys.platform != "win32" else [])):
        done = run("evidence", "add", "--attribute", "AD2", "--file", str(odd))
        assert done.code == 2, odd
        assert re.search("is a link|is not a file", done.err)
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        assert run("evidence", "add", "--attribute", "AD2", "--file", str(tmp_path / "pipe")).code == 2


def test_the_hint_for_a_link_names_a_file_or_none(run: Run, tmp_path: Path) -> None:
    """A link in a circle, or to nothing, leads to no file that could be named instead."""
    circle, broken = tmp_path / "circle.pdf", tmp_path / "broken.pdf"
    circle.symlink_to(circle)
    broken.symlink_to(tmp_path / "nowhere.pdf")
    for link in (circle, broken):
        done = run("evidence", "add", "--attribute", "AD2", "--file", str(link))
        assert (done.code, "leads to no file" in done.err) == (2, True)
        assert "that it leads to:" not in done.err


def test_no_name_is_not_the_folder_one_is_in(run: Run) -> None:
    """An empty name, as from a variable that is not set, is no file."""
    done = run("evidence", "add", "--attribute", "AD2", "--file", "")
    assert (done.code, "there is no name behind --file" in done.err) == (2, True)


def test_a_name_that_begins_like_a_home_folder_is_a_file_with_its_folder(
    run: Run, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~$agenda.docx`, as word processors name what they have open, can be given as `./~$agenda.docx`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~$agenda.docx").write_bytes(AGENDA)
    assert run("evidence", "add", "--attribute", "AD2", "--file", "./~$agenda.docx").code == 0
    assert [copy.read_bytes() for copy in _attached(journal)] == [AGENDA]


def test_no_link_leads_copies_out_of_the_journal(run: Run, journal: Path, agenda: Path, tmp_path: Path) -> None:
    """If the folder is a link, nothing is copied, and what it leads to stays as it is."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    journal.mkdir(parents=True)
    (journal / "files").symlink_to(elsewhere, target_is_directory=True)
    done = run("evidence", "add", "--attribute", "AD2", "--file", str(agenda))
    assert (done.code, "is a link, and portrait copies files only into the journal itself" in done.err) == (4, True)
    assert list(elsewhere.iterdir()) == []
    assert run("evidence").code == 3


def test_a_file_in_place_of_the_folder_is_named(run: Run, journal: Path, agenda: Path) -> None:
    """Nothing is added, and nothing is lost."""
    journal.mkdir(parents=True)
    (journal / "files").write_text("mine", encoding="utf-8")
    done = run("evidence", "add", "--attribute", "AD2", "--file", str(agenda))
    assert (done.code, "a file where a folder is needed" in done.err) == (6, True)
    assert (journal / "files").read_text(encoding="utf-8") == "mine"
    assert journal_files(journal.parent.parent) == []


# --- undo, delete ---


def test_undo_takes_back_the_file_and_redo_brings_it_again(run: Run, home: Path, journal: Path, agenda: Path) -> None:
    """Entry and copy go to the trash together, and come back together, byte for byte."""
    _attach(run, agenda)
    (copy,) = _attached(journal)
    assert run("undo").code == 0
    assert (_attached(journal), journal_files(home)) == ([], [])
    assert AGENDA in [path.read_bytes() for path in trash_files(home)]
    assert run("redo").code == 0
    assert copy.read_bytes() == AGENDA
    assert len(journal_entries(home)) == 1
    assert run("undo").code == 0
    assert _attached(journal) == []


def test_undo_leaves_a_file_that_another_entry_uses(run: Run, journal: Path, agenda: Path) -> None:
    """A later entry may have come from another computer, and links the same copy."""
    _attach(run, agenda)
    (copy,) = _attached(journal)
    other = journal / "2026" / "2026-11-24-090000-note.md"
    other.write_text(f"---\nid: other\ndate: 2026-11-24T09:00:00\n---\n\nSee [it](../files/{copy.name}).\n")
    assert run("undo").code == 0
    assert copy.exists()
    assert run("redo").code == 0
    assert copy.exists()
    other.unlink()
    run("undo")
    assert not copy.exists()


def test_undo_of_the_second_leaves_what_the_first_has_brought(run: Run, journal: Path, agenda: Path) -> None:
    """The copy was there before the second entry."""
    _attach(run, agenda)
    _attach(run, agenda, words=("Again.",), minutes=1)
    run("undo")
    assert len(_attached(journal)) == 1
    run("undo")
    assert _attached(journal) == []


def test_a_deleted_entry_takes_its_file_along(run: Run, home: Path, journal: Path, agenda: Path) -> None:
    """The copy is in the trash beside the entry, and undo brings both back."""
    _attach(run, agenda)
    (copy,) = _attached(journal)
    done = run("delete", "today", "--yes")
    assert ", with the file Agenda (grade 4) für alle.PDF. To bring it back: portrait undo" in done.err
    assert _attached(journal) == []
    assert len(trash_files(home)) == 2
    assert run("undo").code == 0
    assert copy.read_bytes() == AGENDA
    assert run("redo").code == 0
    assert (_attached(journal), journal_files(home)) == ([], [])


def test_a_deleted_entry_leaves_a_file_that_others_use(run: Run, journal: Path, agenda: Path) -> None:
    """The other entry still has it; when that is deleted as well, the file goes along."""
    _attach(run, agenda)
    _attach(run, agenda, words=("Again.",), minutes=1)
    done = run("delete", "today", "--yes")
    assert "with the file" not in done.err
    assert len(_attached(journal)) == 1
    done = run("delete", "today", "--yes")
    assert "with the file" in done.err
    assert _attached(journal) == []


def test_an_entry_whose_file_is_gone_is_deleted_all_the_same(run: Run, journal: Path, agenda: Path) -> None:
    """There is nothing to take along."""
    _attach(run, agenda)
    _attached(journal)[0].unlink()
    assert run("delete", "today", "--yes").code == 0
    assert run("undo").code == 0


def test_nothing_is_moved_out_of_or_through_a_link(run: Run, journal: Path, agenda: Path, tmp_path: Path) -> None:
    """If the folder has become a link since, delete and undo leave alone what it leads to."""
    _attach(run, agenda)
    elsewhere = (journal / "files").rename(tmp_path / "elsewhere")
    (journal / "files").symlink_to(elsewhere, target_is_directory=True)
    (copy,) = elsewhere.iterdir()
    assert run("undo").code == 3
    assert run("delete", "today", "--yes").code == 0
    assert copy.read_bytes() == AGENDA
    assert run("undo").code == 0
    assert copy.read_bytes() == AGENDA


# --- elsewhere ---


def test_a_file_that_is_gone_is_named(run: Run, journal: Path, agenda: Path) -> None:
    """The log says which one, and programs learn it too."""
    _attach(run, agenda)
    (copy,) = _attached(journal)
    assert f"files/{copy.name}" in run("evidence").out
    copy.unlink()
    assert f"the file is gone: files/{copy.name}" in run("evidence", env={"COLUMNS": "100"}).out
    assert json.loads(run("evidence", "--json").out)["evidence"][0]["missing"] == "file"


def test_an_export_names_the_file_and_does_not_link_it(run: Run, journal: Path, agenda: Path) -> None:
    """Others get the entry without the copy, so nothing leads to it; the journal's own files are not named."""
    _attach(run, agenda, words=("Our new agenda.",))
    (copy,) = _attached(journal)
    exported = run("export", "today").out
    assert "Agenda (grade 4) für alle.PDF (attached file)" in exported
    assert copy.name not in exported


def test_an_own_journal_is_imported_without_its_attached_files(
    run: Run, home: Path, journal: Path, agenda: Path, tmp_path: Path
) -> None:
    """An attached Markdown file is named as what it is, and does not become an entry."""
    mine = tmp_path / "mine.md"
    mine.write_text("# 2026-01-01\n\nA note of a colleague.\n", encoding="utf-8")
    _attach(run, agenda, mine, words=("Both.",))
    journal.rename(tmp_path / "old")
    done = run("import", str(tmp_path / "old"), "--yes")
    assert [entry.written.year for entry in journal_entries(home)] == [2026]
    assert "attached to an entry" in done.err + done.out


def test_many_and_odd_names_stay_names(run: Run, home: Path, journal: Path, tmp_path: Path) -> None:
    """Blanks, brackets, scripts and long names are kept as words; no name leads anywhere."""
    names = ["two  blanks.pdf", "[x](y).pdf", "مرحبا.docx", "a" * 200 + ".pdf", "~user.pdf", "con.txt", "-rf.pdf"]
    if sys.platform != "win32":
        names += ["line\nbreak.pdf", "\x1b]0;title\x07.pdf", "a\u202egpj.exe"]
    for number, name in enumerate(names):
        path = tmp_path / name
        path.write_bytes(name.encode())
        assert _attach(run, path, minutes=number) == 0, name
    assert len(_attached(journal)) == len(names)
    shown = [block.name for entry in journal_entries(home) for block in entry.blocks if isinstance(block, Evidence)]
    assert len(shown) == len(names)
    assert all(name.isprintable() for name in shown)
    assert run("evidence", "--all").code == 0


# --- a file that is named without --file ---


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with two files."""
    (tmp_path / "minutes.pdf").write_bytes(AGENDA)
    (tmp_path / "Staff agenda").write_bytes(AGENDA)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "as_file", "as_words"),
    [
        (["minutes.pdf"], "--file minutes.pdf", "--text minutes.pdf"),
        (["Staff agenda"], "--file 'Staff agenda'", "--text 'Staff agenda'"),
        (["Staff", "agenda"], "--file 'Staff agenda'", "--text 'Staff agenda'"),
        (["Our minutes", "minutes.pdf"], "'Our minutes' --file minutes.pdf", "--text 'Our minutes minutes.pdf'"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_file_that_the_words_name_is_never_taken_for_a_line(
    run: Run, home: Path, words: list[str], as_file: str, as_words: str
) -> None:
    """Where nobody can be asked nothing is written, and each of the two commands in the hint works."""
    done = run("evidence", "add", *words, "--attribute", "CO1")
    assert (done.code, journal_files(home)) == (2, [])
    hint = done.err.partition("hint: ")[2]
    to_copy, to_add = f"portrait evidence add {as_file} --attribute CO1", f"{as_words} --attribute CO1"
    assert hint == f"to copy it: {to_copy}; to add only the words: portrait evidence add {to_add}\n"
    assert run(*shlex.split(to_copy)[1:]).code == 0
    assert len(_attached(home / "Documents" / "portrait-journal")) == 1
    assert run("evidence", "add", *shlex.split(to_add)).code == 0
    assert len(json.loads(run("evidence", "--json").out)["evidence"]) == 2


def test_a_name_of_a_file_that_is_not_there_is_no_line(run: Run, folder: Path) -> None:
    """One word with the ending of a file is refused, too, and the command for a line works; a web page is a line."""
    assert folder.exists()
    done = run("evidence", "add", "Agenda.PDF", "--attribute", "CO1")
    assert done.code == 3
    assert done.err == (
        "portrait: there is no file Agenda.PDF here\nhint: check its name and folder; to add it as a line of words: "
        "portrait evidence add --text Agenda.PDF --attribute CO1\n"
    )
    assert run("evidence", "add", "--text", "Agenda.PDF", "--attribute", "CO1").code == 0
    assert run("evidence", "add", "We read agenda.pdf together.", "--attribute", "CO1").code == 0


@pytest.mark.parametrize(("key", "kind"), [("1", "file"), ("2", "line")])
def test_in_a_terminal_the_person_says_whether_a_file_is_copied(run: Run, folder: Path, key: str, kind: str) -> None:
    """The file is copied, or its name is only a line."""
    assert folder.exists()
    with Terminal("evidence", "add", "minutes.pdf", "--attribute", "CO1") as terminal:
        terminal.wait_for("Copy minutes.pdf?", *OFFER)
        terminal.type(key + ENTER)
        terminal.wait_for("Added to your evidence of CO1")
        assert terminal.finish() == 0
    (piece,) = json.loads(run("evidence", "--json").out)["evidence"]
    assert piece["kind"] == kind
