import json
import os
import shutil
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest

from conftest import NOON, Run, held_elsewhere, journal_files, write_lines
from examples import IMPORTS
from portrait_cli.__main__ import main
from portrait_cli.store.import_source import LARGEST
from portrait_cli.terminal.environment import Environment
from screen import ENTER, Terminal


def test_nothing_is_imported_without_a_yes(run: Run, home: Path) -> None:
    """Without a terminal and without --yes an import is a dry run, which names the command that writes."""
    source = str(IMPORTS / "jrnl.json")
    for arguments in ((), ("--dry-run",), ("--dry-run", "--yes")):
        done = run("import", source, "--format", "jrnl", *arguments)
        assert (done.code, journal_files(home)) == (0, [])
        assert done.err.endswith(
            f"Nothing was written. To import them: portrait import {source} --format jrnl --yes\n"
        )
    done = run("import", source, "--journal", "my journal")
    assert done.err.endswith(f"portrait import {source} --journal 'my journal' --yes\n")


@pytest.mark.parametrize(("answer", "files"), [(ENTER, 13), (f"n{ENTER}", 0)])
def test_at_a_terminal_an_import_asks_first(home: Path, answer: str, files: int) -> None:
    """The counts come first, then the question; Enter imports the entries, and `n` leaves everything as it was."""
    with Terminal("import", str(IMPORTS / "jrnl.txt"), columns=100) as terminal:
        terminal.wait_for("13 new, 0 already here", "Import them?", "›")
        terminal.type(answer)
        terminal.wait_for("Imported 13 entries" if files else "Nothing was written.")
    assert len(journal_files(home)) == files


def test_two_imports_at_once_make_no_duplicates(run: Run, home: Path) -> None:
    """Entries that another import added while this one was asking are not added a second time."""
    source = str(IMPORTS / "jrnl.txt")
    with Terminal("import", source, columns=100) as terminal:
        terminal.wait_for("Import them?", "›")
        run("import", source, "--yes")
        before = {path: path.read_bytes() for path in journal_files(home)}
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert {path: path.read_bytes() for path in journal_files(home)} == before


def test_an_import_reads_from_stdin(run: Run, home: Path) -> None:
    """An export can come through a pipe."""
    text = (IMPORTS / "jrnl.json").read_text(encoding="utf-8")
    assert run("import", "-", "--yes", stdin=text).code == 0
    assert len(journal_files(home)) == 13


def test_what_was_edited_or_renamed_since_is_left_alone(run: Run, home: Path) -> None:
    """An import leaves entries alone whose words or names were changed since, and damaged ones too."""
    source = str(IMPORTS / "jrnl.json")
    run("import", source, "--yes")
    first, second, third, *_ = journal_files(home)
    first.write_text(first.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    second.rename(second.with_name("renamed.md"))
    third.write_text("no entry any more", encoding="utf-8")
    before = {path: path.read_bytes() for path in journal_files(home)}
    assert "0 new, 13 already here" in run("import", source, "--yes").err
    assert {path: path.read_bytes() for path in journal_files(home)} == before


def test_an_import_can_be_taken_back(run: Run, home: Path) -> None:
    """One `undo` removes everything that one import added, and nothing else; it can be imported again."""
    run("note", "Mine.")
    source = str(IMPORTS / "jrnl.json")
    before = {path: path.read_bytes() for path in journal_files(home)}
    assert "portrait undo" in run("import", source, "--yes").err
    assert run("undo").err.startswith("Undone: you imported 13 entries (today at 18:30).\nThey are kept in ")
    assert {path: path.read_bytes() for path in journal_files(home) if ".trash" not in path.parts} == before
    assert "13 new" in run("import", source).err


def test_a_deleted_entry_is_not_imported_again(run: Run, home: Path) -> None:
    """An imported entry that was deleted does not come back with the next import."""
    source = str(IMPORTS / "jrnl.json")
    run("import", source, "--yes")
    run("delete", journal_files(home)[0].stem, "--yes")
    assert "0 new, 12 already here, 1 in the trash" in run("import", source, "--yes").err


def test_a_folder_with_a_jrnl_export_is_known_by_what_is_in_it(run: Run, tmp_path: Path) -> None:
    """The files in a folder are recognized by their text, not by their extension."""
    (tmp_path / "out").mkdir()
    shutil.copy(IMPORTS / "jrnl.json", tmp_path / "out" / "mine.json")
    assert "13 entries" in run("import", str(tmp_path / "out"), "--dry-run").err


def test_an_import_that_stopped_can_be_continued(run: Run, home: Path) -> None:
    """After a stop the same command imports the entries that are missing."""
    source = str(IMPORTS / "jrnl.txt")
    run("import", source, "--yes")
    before = {path: path.read_bytes() for path in journal_files(home)}
    for path in journal_files(home)[3:9]:
        path.unlink()
    assert "6 new, 7 already here" in run("import", source, "--yes").err
    assert {path: path.read_bytes() for path in journal_files(home)} == before


def test_an_import_into_a_locked_journal_is_reported(run: Run, home: Path) -> None:
    """While another portrait is writing, an import says how much is done and how to continue."""
    run("import", str(IMPORTS / "dayone"), "--yes")
    (lock,) = (home / ".local" / "state" / "portrait").rglob("*.lock")
    with held_elsewhere(lock):
        done = run("import", str(IMPORTS / "jrnl.json"), "--yes")
    assert done.code == 5
    assert (
        "0 of 13 were imported. Run the same command for the rest.\nportrait: another window is writing" in done.err
    )


@pytest.mark.parametrize("format_", ["", "jrnl", "dayone", "markdown"])
def test_a_source_that_cannot_be_read_is_4(run: Run, tmp_path: Path, format_: str) -> None:
    """A file in which nothing can be read is invalid, whatever format it is supposed to be."""
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    done = run("import", str(tmp_path / "x"), *(["--format", format_] if format_ else []))
    assert done.code == 4
    assert "hint: " in done.err


def test_unusable_sources_are_refused(run: Run, tmp_path: Path) -> None:
    """Missing files, empty folders and unknown formats are each refused with what to do."""
    assert run("import", str(tmp_path / "none")).code == 3
    folder = tmp_path / "empty"
    folder.mkdir()
    assert run("import", str(folder)).err == f"portrait: there are no entries in {folder}\n"
    assert run("import", str(folder), "--format", "jrnl").err.startswith(f"portrait: {folder} is a folder\n")
    assert run("import", str(folder), "--format", "word").err.startswith('portrait: there is no format "word"\n')


def test_an_archive_is_imported_as_it_is(run: Run, home: Path, tmp_path: Path) -> None:
    """An archive, the folder that it unpacks to and the folder that it is in have the same entries."""
    archive, folder = tmp_path / "Export.zip", tmp_path / "Export"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(IMPORTS / "dayone" / "Journal.json", "Journal.json")
        packed.write(IMPORTS / "jrnl.json", "Other journal.json")
        packed.writestr("photos/3800439b6474adf8c32077df25829f78.jpeg", b"")
        packed.extractall(folder)
    assert run("import", str(archive), "--yes").err.startswith("16 entries from March 3, 2024")
    before = journal_files(home)
    assert "16 already here" in run("import", str(folder), "--yes").err
    shutil.rmtree(folder)
    assert "16 already here" in run("import", str(tmp_path), "--yes").err
    assert "16 already here" in run("import", str(archive), "--dry-run").err
    assert journal_files(home) == before


def test_exports_beside_notes_are_not_hidden(run: Run, tmp_path: Path) -> None:
    """A note in the folder of an export hides the export no more than other files; each is read as what it is."""
    shutil.copy(IMPORTS / "jrnl.json", tmp_path / "jrnl.json")
    (tmp_path / "2024-01-01 Read me.md").write_text("Words.", encoding="utf-8")
    (tmp_path / "package.json").write_text("{}", encoding="utf-8")
    (tmp_path / "large.json").mkdir()
    done = run("import", str(tmp_path), "--yes")
    assert done.err.startswith("14 entries from January 1, 2024 to November 23, 2026: 14 new, 0 already here")
    assert "1 other file left alone" in done.err


def test_what_an_encrypted_or_other_file_is_is_told(run: Run, tmp_path: Path) -> None:
    """A file that people take for an export is named for what it is, with what to do."""
    (tmp_path / "journal.txt").write_bytes(b"JRNLv3\0\x30abc")
    done = run("import", str(tmp_path / "journal.txt"))
    assert (done.code, "it is an encrypted journal of jrnl; decrypt it first: jrnl --decrypt" in done.err) == (
        4,
        True,
    )


def test_many_problems_are_not_all_listed(run: Run, tmp_path: Path) -> None:
    """Twenty problems are listed, and the rest are counted."""
    for number in range(25):
        (tmp_path / f"{number:02}.md").touch()
    done = run("import", str(tmp_path))
    assert (done.code, done.err.count("it is empty")) == (4, 20)
    assert f"portrait: and 5 more. To see them all: portrait import {tmp_path} --dry-run\n" in done.err
    assert run("import", str(tmp_path), "--dry-run").err.count("it is empty") == 25


def test_what_the_system_refuses_hides_nothing(run: Run, tmp_path: Path) -> None:
    """A dead link and a pipe are named, a file whose name is not text is read, and the rest is imported."""
    (tmp_path / "good.md").write_text("Words.", encoding="utf-8")
    (tmp_path / "bad.md").symlink_to(tmp_path / "nowhere")
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe.md")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).write_text("Other words.", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.md").write_text("no", encoding="utf-8")
    done = run("import", str(tmp_path), "--yes")
    assert done.code == 0
    assert done.err.startswith("2 entries of ")
    assert "skipped pipe.md is not a file that we can read" in done.err
    assert "skipped bad.md is not a file that we can read" in done.err


def test_a_file_that_is_too_large_is_refused(run: Run, tmp_path: Path) -> None:
    """A file over 100 MB is not read, and the hint says what to do."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    done = run("import", str(path))
    assert (done.code, "huge.txt is larger than 100 MB" in done.err) == (4, True)


def test_an_import_works_without_a_time_zone_name(home: Path) -> None:
    """When the system's time zone has no name, an import uses the current offset."""
    for name, expected in (("", "-06:00"), ("no zone", "-06:00"), ("Asia/Tokyo", "+09:00")):
        environment = Environment(variables=dict(os.environ), now=lambda: NOON, zone=partial(str, name))
        folder = home / f"journal {name}".replace("/", "-")
        arguments = ["import", str(IMPORTS / "jrnl.json"), "--yes", "--journal", str(folder)]
        assert main(arguments, environment) == 0
        text = next(folder.rglob("2024-05-01*.md")).read_text(encoding="utf-8")
        assert f'utc_offset: "{expected}"' in text


def test_an_import_goes_around_obstacles(run: Run, home: Path, tmp_path: Path) -> None:
    """An id that no disk accepts is named, as is a folder in an entry's place; the others are imported."""
    (tmp_path / "in").mkdir()
    run("note", "Mine.")
    (mine,) = journal_files(home)
    text = mine.read_text(encoding="utf-8")
    mine.unlink()
    for name in ("字" * 100, "in-the-way", "fine"):
        changed = text.replace(f"id: {json.dumps(mine.stem)}", f"id: {name}")
        (tmp_path / "in" / f"{len(name)}.md").write_text(changed, encoding="utf-8")
    (mine.parent / "in-the-way.md").mkdir()
    done = run("import", str(tmp_path / "in"), "--yes")
    assert done.code == 0
    assert "its id cannot be the name of a file" in done.err
    assert "skipped in-the-way: something else is in its place" in done.err
    assert "Imported 1 entry." in done.err
    assert [path.stem for path in journal_files(home) if path.is_file()] == ["fine"]


def test_an_import_of_nothing_uses_up_no_undo(run: Run, home: Path, tmp_path: Path) -> None:
    """An import that stops before its first entry does not use up the undo of the step before it."""
    run("note", "Words.")
    run("delete", "latest", "--yes")
    source = write_lines(tmp_path / "x.txt", "[2026-01-01 10:00] A.")
    (lock,) = (home / ".local" / "state" / "portrait" / "locks").glob("*.lock")
    with held_elsewhere(lock):
        assert run("import", source, "--format", "jrnl", "--yes").code == 5
    assert "is back in" in run("undo").err
