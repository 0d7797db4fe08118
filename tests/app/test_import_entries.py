import json
import os
import shutil
import zipfile
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import NOON, TESTS, Run, journal_files
from portrait_cli.core import search
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.filters import Filters
from portrait_cli.formats import entry_file
from portrait_cli.store.import_source import LARGEST
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Journal
from screen import ENTER, Terminal

IMPORTS = TESTS / "imports"
JRNL = ("jrnl.json", "jrnl.txt", "jrnl-24h.txt", "jrnl-journal.txt")


def words(entry: Entry) -> str:
    return "\n".join(block.text for block in entry.blocks if isinstance(block, Prose))


@pytest.mark.parametrize("name", JRNL)
def test_a_jrnl_export_comes_as_jrnl_shows_it(run: Run, home: Path, name: str) -> None:
    """The number, dates, titles, text and order of jrnl's own JSON come back, from each of its formats."""
    shown = json.loads((IMPORTS / "jrnl.json").read_text(encoding="utf-8"))["entries"]
    done = run("import", str(IMPORTS / name), "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "13 entries from 3 March 2024 to 23 November 2026: 13 new, 0 already here\n"
        "Brought in: 13 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    listed = json.loads(run("list", "--json", "-n", "100").out)["entries"][::-1]
    assert [
        (one["date"][:16], one["title"], "".join(block["text"] for block in one["blocks"])) for one in listed
    ] == [(f"{one['date']}T{one['time']}", one["title"], one["body"]) for one in shown]
    assert [("starred" in one["tags"]) for one in listed] == [one["starred"] for one in shown]
    assert listed[-1]["tags"][:2] in (["human-centered", "advocacy/board"], ["human-centered", "anna"])
    index = Index(Journal(home / "Documents" / "portrait-journal", home / "locks"), home / "cache", lambda *_: None)
    for wanted, expected in (("seating", 1), ("merci", 1), ("你好", 1), ("attendance trust", 1), ("jrnl", 2)):
        assert len(index.search(search.parse(wanted), Filters()).entries) == expected


def test_the_formats_of_one_journal_make_no_doubles(run: Run, home: Path) -> None:
    """Whoever brings the JSON finds nothing new in the plain text, though only that has seconds."""
    for number, name in enumerate(JRNL):
        done = run("import", str(IMPORTS / name), "--yes")
        assert ("13 new" in done.err, "Nothing is new" in done.err) == (number == 0, number > 0)
    assert len(journal_files(home)) == 13


def test_a_day_one_export_is_brought(run: Run, home: Path) -> None:
    """Moments are local to where they were written, pictures are named, damaged entries too."""
    done = run("import", str(IMPORTS / "dayone"), "--yes")
    assert done.code == 0
    assert done.err == (
        "3 entries from 4 March 2024 to 2 January 2025: 3 new, 0 already here; "
        "3 attachments are left where they are, and named\n"
        "portrait: skipped Journal.json, entry 3: found no date that we can read\n"
        "portrait: skipped Journal.json, entry 4: not a valid export "
        "(expected `str | null`, got `int` - at `$.text`)\n"
        "Brought in: 3 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    first, second, third = [
        entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)
    ]
    assert (first.title, first.written.isoformat(), first.utc_offset, first.time_zone) == (
        "Walked three classrooms",
        "2024-03-04T08:05:10",
        "-06:00",
        "America/Chicago",
    )
    assert first.tags == ("Walkthrough", "Grade-5", "tag-2024", "starred")
    assert first.extra == ("imported_from: dayone", 'source_id: "5F1C0E6A2B7D4C5E9A0B1C2D3E4F5A6B"')
    assert words(first) == (
        "Grade 5 waits for the bell\\.\n\n"
        "![](dayone-moment://0A1B2C3D4E5F60718293A4B5C6D7E8F9)\n\nAsk what changed\\!"
        "\n\nAttachment, left where it was: photos/3800439b6474adf8c32077df25829f78.jpeg"
    )
    assert (second.title, second.written.isoformat(), second.utc_offset) == (
        "Note, 1 January 2025",
        "2025-01-01T05:30:00",
        "+09:00",
    )
    assert (third.title, third.time_zone, third.utc_offset) == ("Later", "", "-06:00")
    assert run("import", str(IMPORTS / "dayone" / "Journal.json"), "--yes").err.count("3 already here") == 1


def test_a_folder_of_markdown_is_brought(run: Run, home: Path, tmp_path: Path) -> None:
    """Dates come from front matter, name or file; what is no entry is named, what is no Markdown counted."""
    vault = shutil.copytree(IMPORTS / "vault", tmp_path / "vault")
    os.utime(vault / "thoughts.md", (NOON.timestamp(), NOON.timestamp()))
    done = run("import", str(vault), "--yes")
    assert done.code == 0
    assert done.err == (
        "5 entries from 3 February 2025 to 23 November 2026: 5 new, 0 already here; "
        "1 entry without a date, filed under the day the file was last changed; "
        "3 attachments are left where they are, and named; 1 other file left alone\n"
        "portrait: skipped empty.md: it is empty\n"
        "portrait: skipped old.md is not text that we can read\n"
        "portrait: skipped template.md:2: found a list or group as a name; expected a word before the colon\n"
        "Brought in: 5 entries. To see them: portrait list. To take that back: portrait undo\n"
    )
    entries = [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]
    assert [(one.written.isoformat(), one.utc_offset, one.title, one.tags) for one in entries] == [
        ("2025-02-03T00:00:00", "-06:00", "Note, 3 February 2025", ()),
        ("2025-05-06T09:15:00", "-06:00", "Coaching, third visit", ("coaching", "visits")),
        ("2025-06-01T10:15:00", "-05:00", "Note, 1 June 2025", ("ours",)),
        ("2026-11-23T14:30:00", "-06:00", "Staff meeting", ("meeting", "Grade-5", "attendance")),
        ("2026-11-23T18:30:00", "-06:00", "Thoughts", ()),
    ]
    assert entries[2].id == "2025-06-01-101500-note"
    assert entries[3].extra == (
        "imported_from: markdown",
        'source_file: "2026-11-23 Staff meeting.md"',
        'source_tags: [meeting, "Grade 5"]',
        "aliases:\n  - staff",
        "source_role: notetaker # theirs, not ours",
        "mood: 'tired'",
    )
    assert words(entries[0]).endswith("\n\nAttachment, left where it was: 2025/whiteboard.png")
    os.utime(vault / "thoughts.md", (0, 0))
    assert "0 new, 5 already here" in run("import", str(vault), "--yes").err


def test_nothing_is_written_without_a_word(run: Run, home: Path) -> None:
    """Without a terminal and without --yes it is a dry run, which says the command that writes."""
    source = str(IMPORTS / "jrnl.json")
    for arguments in ((), ("--dry-run",), ("--dry-run", "--yes")):
        done = run("import", source, "--format", "jrnl", *arguments)
        assert (done.code, journal_files(home)) == (0, [])
        assert done.err.endswith(
            f"Nothing was written. To bring them in: portrait import {source} --format jrnl --yes\n"
        )
    for words_typed in (("import", source, "--journal", "my journal"), ("--journal", "my journal", "import", source)):
        done = run(*words_typed)
        assert done.err.endswith(f"portrait import {source} --journal 'my journal' --yes\n")


@pytest.mark.parametrize(("answer", "files"), [(ENTER, 13), (f"n{ENTER}", 0)])
def test_at_a_terminal_it_asks(home: Path, answer: str, files: int) -> None:
    """The counts come first, then the question; Enter brings them in, and no leaves all as it was."""
    with Terminal("import", str(IMPORTS / "jrnl.txt"), columns=100) as terminal:
        terminal.wait_for("13 new, 0 already here", "Bring them in?", "›")
        terminal.type(answer)
        terminal.wait_for("Brought in: 13 entries" if files else "Nothing was written.")
    assert len(journal_files(home)) == files


def test_two_imports_at_once_make_no_doubles(run: Run, home: Path) -> None:
    """What another import brought while this one asked is not brought a second time."""
    source = str(IMPORTS / "jrnl.txt")
    with Terminal("import", source, columns=100) as terminal:
        terminal.wait_for("Bring them in?", "›")
        run("import", source, "--yes")
        before = {path: path.read_bytes() for path in journal_files(home)}
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert {path: path.read_bytes() for path in journal_files(home)} == before


def test_it_reads_from_stdin(run: Run, home: Path) -> None:
    """An export may come through a pipe."""
    text = (IMPORTS / "jrnl.json").read_text(encoding="utf-8")
    assert run("import", "-", "--yes", stdin=text).code == 0
    assert len(journal_files(home)) == 13


def test_what_was_edited_or_renamed_since_is_left_alone(run: Run, home: Path) -> None:
    """The journal's own file wins: changed words, a changed name, and damage all stay as they are."""
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
    """One `undo` takes out all that one import brought, edits and all, and nothing else; it can be brought again."""
    run("note", "Mine.")
    source = str(IMPORTS / "jrnl.json")
    before = {path: path.read_bytes() for path in journal_files(home)}
    assert "portrait undo" in run("import", source, "--yes").err
    assert run("undo").err.startswith("Taken out again: 13 entries. Kept in ")
    assert {path: path.read_bytes() for path in journal_files(home) if ".trash" not in path.parts} == before
    assert "13 new" in run("import", source).err


def test_what_was_thrown_away_stays_away(run: Run, home: Path) -> None:
    """An entry that was brought along and deleted does not come back with the next import."""
    source = str(IMPORTS / "jrnl.json")
    run("import", source, "--yes")
    run("delete", journal_files(home)[0].stem, "--yes")
    assert "0 new, 12 already here, 1 in the trash" in run("import", source, "--yes").err


def test_a_folder_with_a_jrnl_export_is_known_by_what_is_in_it(run: Run, tmp_path: Path) -> None:
    """What lies in a folder is told apart by its text, not by its ending."""
    (tmp_path / "out").mkdir()
    shutil.copy(IMPORTS / "jrnl.json", tmp_path / "out" / "mine.json")
    assert "13 entries" in run("import", str(tmp_path / "out"), "--dry-run").err


def test_an_import_that_stopped_goes_on(run: Run, home: Path) -> None:
    """What is missing after a stop is what the same command brings."""
    source = str(IMPORTS / "jrnl.txt")
    run("import", source, "--yes")
    before = {path: path.read_bytes() for path in journal_files(home)}
    for path in journal_files(home)[3:9]:
        path.unlink()
    assert "6 new, 7 already here" in run("import", source, "--yes").err
    assert {path: path.read_bytes() for path in journal_files(home)} == before


def test_a_locked_journal_is_told(run: Run, home: Path) -> None:
    """Where another portrait keeps writing, what is in is said, and how to go on."""
    run("import", str(IMPORTS / "dayone"), "--yes")
    (lock,) = (home / ".local" / "state" / "portrait").rglob("*.lock")
    with FileLock(lock):
        done = run("import", str(IMPORTS / "jrnl.json"), "--yes")
    assert done.code == 5
    assert "0 of 13 are in. The same command brings the rest.\nportrait: another portrait is writing" in done.err


@pytest.mark.parametrize("format_", ["", "jrnl", "dayone", "markdown"])
def test_a_source_that_cannot_be_read_is_4(run: Run, tmp_path: Path, format_: str) -> None:
    """A file of which nothing can be read is invalid, whatever it is said to be."""
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00")
    done = run("import", str(tmp_path / "x"), *(["--format", format_] if format_ else []))
    assert done.code == 4
    assert "hint: " in done.err


def test_sources_that_are_none_are_refused(run: Run, tmp_path: Path) -> None:
    """A missing file is 3, an empty folder too; a packed one says so; a folder and an unknown format are usage."""
    assert run("import", str(tmp_path / "none")).code == 3
    folder = tmp_path / "empty"
    folder.mkdir()
    assert run("import", str(folder)).err == f"portrait: there are no entries in {folder}\n"
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as packed:
        packed.writestr("Journal.json", "{}")
    assert "hint: it is packed: unpack it first" in run("import", str(tmp_path / "x.zip")).err
    assert run("import", str(folder), "--format", "jrnl").err.startswith(f"portrait: {folder} is a folder\n")
    assert run("import", str(folder), "--format", "word").err.startswith('portrait: there is no format "word"\n')


def test_many_problems_are_not_all_listed(run: Run, tmp_path: Path) -> None:
    """Twenty things that could not be read are named, the rest is counted; nobody scrolls for ever."""
    for number in range(25):
        (tmp_path / f"{number:02}.md").touch()
    done = run("import", str(tmp_path))
    assert (done.code, done.err.count("it is empty")) == (4, 20)
    assert "portrait: and 5 more could not be read\n" in done.err


def test_what_the_system_refuses_hides_nothing(run: Run, tmp_path: Path) -> None:
    """A link that leads nowhere, a pipe, a name that is no text: named or read, and the rest is brought."""
    (tmp_path / "good.md").write_text("Words.", encoding="utf-8")
    (tmp_path / "bad.md").symlink_to(tmp_path / "nowhere")
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
    """More than 100 MB is not read, and the hint says what to do."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    done = run("import", str(path))
    assert (done.code, "huge.txt is larger than 100 MB" in done.err) == (4, True)


def test_a_zone_without_a_name_does(home: Path) -> None:
    """Where the system's zone has no name, the offset of now stands in."""
    from portrait_cli.__main__ import main  # noqa: PLC0415  # only here
    from portrait_cli.terminal.environment import Environment  # noqa: PLC0415  # only here

    for name, expected in (("", "-06:00"), ("no zone", "-06:00"), ("Asia/Tokyo", "+09:00")):
        environment = Environment(variables=dict(os.environ), now=lambda: NOON, zone=partial(str, name))
        folder = home / f"journal {name}".replace("/", "-")
        arguments = ["import", str(IMPORTS / "jrnl.json"), "--yes", "--journal", str(folder)]
        assert main(arguments, environment) == 0
        text = next(folder.rglob("2024-05-01*.md")).read_text(encoding="utf-8")
        assert f'utc_offset: "{expected}"' in text
