"""Folders of notes, imported into a journal by the command."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from conftest import Editor, Run, journal_entries, journal_files
from screen import ENTER, Terminal

_CHANGED = "2026-02-01T10:00:00"


def _write(folder: Path, **notes: str) -> str:
    """Write notes that were last changed on February 1, 2026; `__` in a name is a folder's end."""
    for name, text in notes.items():
        path = folder / f"{name.replace('__', '/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_769_961_600, 1_769_961_600))
    return str(folder)


def _days(home: Path) -> dict[str, str]:
    return {entry.title: entry.written.date().isoformat() for entry in journal_entries(home)}


def test_a_note_without_a_day_is_named(run: Run, home: Path, tmp_path: Path) -> None:
    """A note whose day is not known is named with the reason, filed as asked for, and never doubled."""
    source = _write(tmp_path / "notes", thoughts="Words.")
    (tmp_path / "notes" / "03-04-2023.md").write_text("More.", encoding="utf-8")
    done = run("import", source)
    assert "portrait: thoughts.md: no date found; last changed on February 1, 2026\n" in done.err
    assert (
        "portrait: 03-04-2023.md: 03-04-2023 could be March 4 or April 3; --dates says which; last changed on"
        in done.err
    )
    assert "hint: with --undated skip, notes without a date are left out\n" in done.err
    order = "hint: with --dates month-first, 03/04/2025 is March 4; with --dates day-first, April 3\n"
    assert order in done.err

    done = run("import", source, "--undated", "skip", "--yes")
    assert "portrait: skipped thoughts.md: no date found\n" in done.err
    assert done.err.endswith("Nothing was written.\n")
    assert journal_files(home) == []

    done = run("import", source, "--dates", "day-first", "--undated", "changed", "--yes")
    assert "thoughts.md: no date found; filed under February 1, 2026, when it was last changed\n" in done.err
    assert order not in done.err
    assert _days(home) == {"thoughts": "2026-02-01", "Note, April 3, 2023": "2023-04-03"}
    assert "0 new, 2 already here" in run("import", source, "--yes").err


@pytest.mark.parametrize(
    ("answer", "files"), [(f"{ENTER}", ["2023-01-05", "2026-02-01"]), (f"n{ENTER}", ["2023-01-05"])]
)
def test_at_a_terminal_the_person_decides_about_notes_without_a_day(
    home: Path, tmp_path: Path, answer: str, files: list[str]
) -> None:
    """All notes without a date are one question, before that of the import itself."""
    source = _write(tmp_path / "notes", thoughts="Words.", **{"2023_01_05": "More."})
    with Terminal("import", source, columns=100) as terminal:
        terminal.wait_for("no date found", "File the note without a date", "›")
        terminal.type(answer)
        terminal.wait_for("Import them?", "›")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert sorted(_days(home).values()) == files


def test_a_dry_run_lists_everything_and_asks_nothing(home: Path, tmp_path: Path) -> None:
    """At a terminal, too, it lists what would be written, each with its day and file, and what is left out."""
    source = _write(tmp_path / "notes", thoughts="Words.", **{"2023_01_05 Visit": "More.", "empty": ""})
    with Terminal("import", source, "--dry-run", columns=100) as terminal:
        assert terminal.finish() == 0
        terminal.wait_for("skipped empty.md: it is empty", "January 5, 2023  Visit", "2023_01_05 Visit.md")
        terminal.wait_for(
            "February 1, 2026 at ", "thoughts.md", "Nothing was written. To import them: portrait import"
        )
    assert journal_files(home) == []


def test_more_than_twenty_are_listed_by_a_dry_run(run: Run, tmp_path: Path) -> None:
    """Twenty notes without a date are named, and the dry run, which is named too, names all of them."""
    source = _write(tmp_path / "notes", **{f"note {number}": str(number) for number in range(23)})
    done = run("import", source, "--yes")
    assert done.err.count("no date found") == 20
    assert f"portrait: and 3 more. To see them all: portrait import {source} --dry-run\n" in done.err
    assert run("undo").code == 0
    assert run("import", source, "--dry-run").err.count("no date found") == 23


def test_choices_have_names(run: Run, tmp_path: Path) -> None:
    """Another word for a choice is refused with those there are; the command that writes keeps the choices."""
    source = _write(tmp_path / "notes", **{"2023_01_05": "Words."})
    choices = {"--undated": "changed or skip", "--edited": "add or skip", "--dates": "day-first or month-first"}
    for option, hint in choices.items():
        done = run("import", source, option, "maybe")
        assert (done.code, done.err) == (2, f'portrait: {option} does not take "maybe"\nhint: it takes {hint}\n')
    done = run("import", source, "--undated", "skip", "--dates", "day-first", "--edited", "skip")
    assert done.err.endswith(f"portrait import {source} --undated skip --edited skip --dates day-first --yes\n")


def test_a_note_that_was_edited_since_is_not_doubled(run: Run, home: Path, tmp_path: Path) -> None:
    """The journal keeps the note that it has; the changed one is named, and added only if the person wants that."""
    words = "The families came early and asked about the buses."
    source = _write(tmp_path / "notes", **{"2023_01_05": words, "2023_01_06 Visit": "One. Two. Three."})
    run("import", source, "--yes")
    _write(tmp_path / "notes", **{"2023_01_05": f"{words} They will come again."})
    (tmp_path / "notes" / "2023_01_06 Visit.md").rename(tmp_path / "notes" / "2023_01_06 Third visit.md")
    done = run("import", source, "--yes")
    assert "0 new, 1 already here, 1 changed since\n" in done.err
    assert "portrait: skipped 2023_01_05.md: changed since it was imported\n" in done.err
    assert done.err.endswith("beside what the journal has\nNothing was written.\n")
    assert len(journal_files(home)) == 2
    assert "Imported 1 entry" in run("import", source, "--edited", "add", "--yes").err
    assert "0 new, 2 already here\n" in run("import", source, "--yes").err


def test_what_was_filed_wrongly_before_is_not_doubled_but_named(
    run: Run, home: Path, tmp_path: Path, editor: Editor
) -> None:
    """A note that an earlier version filed under another day is told until its date is changed with the command."""
    source = _write(tmp_path / "notes", **{"2023_01_05": "Words."})
    run("import", source, "--yes")
    (path,) = journal_files(home)
    wrong = path.with_name(path.name.replace("2023-01-05-000000", "2026-02-01-100000"))
    text = path.read_text(encoding="utf-8")
    text = text.replace("2023-01-05-000000", "2026-02-01-100000").replace("2023-01-05T00:00:00", _CHANGED)
    path.unlink()
    wrong.write_text(text, encoding="utf-8")
    done = run("import", source, "--yes")
    assert "0 new, 1 already here" in done.err
    (told,) = (line for line in done.err.splitlines() if "filed here" in line)
    said, _, command = told.partition("; to change it: ")
    assert said == "portrait: 2023_01_05.md: January 5, 2023, but filed here under February 1, 2026"
    assert command == f"portrait edit {wrong.stem}"
    to_its_day = editor('sed -i "s/^date: .*/date: 2023-01-05T00:00:00/" "$1"')
    changed = run(*command.split()[1:], env={"EDITOR": to_its_day})
    assert changed.code == 0, changed.err
    assert _days(home) == {"Note, January 5, 2023": "2023-01-05"}
    done = run("import", source, "--yes")
    assert "0 new, 1 already here" in done.err
    assert "filed here" not in done.err
    wrong.write_text(text.replace(_CHANGED, "2023-01-04T10:00:00"), encoding="utf-8")
    assert "filed here" not in run("import", source, "--yes").err


def test_links_lead_to_each_note_once(run: Run, home: Path, tmp_path: Path) -> None:
    """A linked folder is read, each note is read once however many links lead to it, and no link leads in circles."""
    source = tmp_path / "notes"
    _write(tmp_path / "elsewhere", **{"2022_01_05": "Behind a link."})
    _write(source, **{"2023_01_05 Visit": "In its place.", "sub__2023_01_06": "Below."})
    (source / "2022").symlink_to(tmp_path / "elsewhere")
    (source / "2022 again").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "back").symlink_to(source)
    (source / "sub" / "up").symlink_to(tmp_path)
    (source / "0000.md").symlink_to(source / "2023_01_05 Visit.md")
    (source / "outside.md").symlink_to(tmp_path / "2021_01_05.md")
    (source / "loop.md").symlink_to(source / "loop.md")
    _write(tmp_path, **{"2021_01_05": "A file behind a link."})
    done = run("import", str(source), "--yes")
    assert "sub/up: it leads to a folder that" in done.err
    assert "skipped loop.md is not a file that we can read" in done.err
    assert sorted(_days(home)) == ["Note, January 5, 2022", "Note, January 6, 2023", "Visit", "outside"]


def test_what_is_left_out_of_a_folder_is_named(run: Run, home: Path, tmp_path: Path) -> None:
    """Earlier versions, deleted notes and files that are not downloaded are named, and hidden ones left alone."""
    source = tmp_path / "graph"
    notes = {
        "journals__2023_01_05": "Now.",
        "logseq__bak__journals__2023_01_05__2023-01-06T10_00_00.000Z.Desktop": "Before.",
        ".trash__gone": "Gone.",
        ".obsidian__settings": "No.",
    }
    _write(source, **notes)
    (source / ".Visit.md.icloud").write_bytes(b"bplist00")
    (source / ".hidden.md").write_bytes(b"no")
    done = run("import", str(source), "--yes")
    assert sorted(line for line in done.err.splitlines() if "skipped" in line) == [
        "portrait: skipped .trash: notes that were deleted in Obsidian",
        "portrait: skipped Visit.md: it is only in the cloud; open its folder, and download it",
        "portrait: skipped logseq/bak: earlier versions of Logseq's pages",
    ]
    assert [entry.title for entry in journal_entries(home)] == ["Note, January 5, 2023"]


def test_a_file_that_may_hold_notes_is_named(run: Run, tmp_path: Path) -> None:
    """Notes that are no Markdown are named with the reason, in a folder and in an archive; pictures are not."""
    source = tmp_path / "graph"
    _write(source, journals__2023_01_05="Words.")
    for name in ("journals/2023_01_06.org", "logseq/bak/x.org", "Visit.docx", "notes.txt", "a.png", "data.json"):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    (source / "jrnl.txt").write_text("[2024-03-04 08:05] Visit.", encoding="utf-8")
    named = [
        "portrait: skipped logseq/bak: earlier versions of Logseq's pages",
        "portrait: skipped Visit.docx: it is a Word document; put its words into a file that ends in .md",
        "portrait: skipped notes.txt: it is plain text; let its name end in .md to import it as a note",
        "portrait: skipped journals/2023_01_06.org: it is in Org mode; export it as Markdown",
    ]
    done = run("import", str(source))
    assert "2 new, 0 already here; 2 other files left alone\n" in done.err
    assert [line for line in done.err.splitlines() if "skipped" in line] == named

    archive = shutil.make_archive(str(tmp_path / "graph"), "zip", source)
    skipped = [line for line in run("import", archive).err.splitlines() if "skipped" in line]
    assert {named[1], named[3]} <= set(skipped)
    assert "portrait: skipped logseq/bak/x.org: it is among earlier versions of Logseq's pages" in skipped


def test_a_folder_of_other_notes_only_is_named_too(run: Run, tmp_path: Path) -> None:
    """A folder without any Markdown, and an archive without any, say what is in them instead."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2023_01_06.org").write_text("* Words", encoding="utf-8")
    for source in (tmp_path / "notes", shutil.make_archive(str(tmp_path / "notes"), "zip", tmp_path / "notes")):
        done = run("import", str(source))
        assert (done.code, "skipped 2023_01_06.org: it is in Org mode; export it as Markdown\n" in done.err) == (
            4,
            True,
        )


def test_the_folders_above_a_source_may_say_the_year(run: Run, home: Path, tmp_path: Path) -> None:
    """A month that is imported alone, and a single file, know their year from the folders that they are in."""
    _write(tmp_path / "2023", **{"01__05": "Words.", "02__06": "More."})
    run("import", str(tmp_path / "2023" / "01"), "--yes")
    run("import", str(tmp_path / "2023" / "02" / "06.md"), "--yes")
    assert sorted(_days(home).values()) == ["2023-01-05", "2023-02-06"]
    assert "0 new, 2 already here" in run("import", str(tmp_path / "2023"), "--yes").err


def test_a_text_bundle_is_a_folder_with_a_note(run: Run, home: Path, tmp_path: Path) -> None:
    """A text bundle gives its name to the note in it, and its date."""
    bundle = tmp_path / "notes" / "Visit.textbundle"
    _write(bundle, text="Words.")
    (bundle / "info.json").write_text('{"net.shinyfrog.bear": {"creationDate": "2024-03-05T14:30:00Z"}}')
    run("import", str(tmp_path / "notes"), "--yes")
    assert _days(home) == {"Visit": "2024-03-05"}


def test_notes_from_power_shell_are_read(run: Run, home: Path, tmp_path: Path) -> None:
    """UTF-16 with its mark, which PowerShell writes, and UTF-8 with one, are text as any other."""
    for encoding in ("utf-16", "utf-8-sig"):
        path = tmp_path / "notes" / f"2023_01_05 {encoding}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text("---\r\nTags: [[a, b]]\r\n---\r\nWords.", encoding=encoding, newline="")
    run("import", str(tmp_path / "notes"), "--yes")
    assert {entry.tags for entry in journal_entries(home)} == {("a", "b")}


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="only a user can be refused a folder")
def test_a_folder_that_cannot_be_opened_is_named(run: Run, home: Path, tmp_path: Path) -> None:
    """A folder that the system does not open hides nothing else."""
    source = _write(tmp_path / "notes", **{"2023_01_05": "Words.", "closed__2023_01_06": "More."})
    (tmp_path / "notes" / "closed").chmod(0)
    done = run("import", source, "--yes")
    (tmp_path / "notes" / "closed").chmod(0o700)
    assert "closed: permission denied" in done.err
    assert len(journal_files(home)) == 1


def test_a_renamed_note_of_logseq_is_not_doubled(run: Run, home: Path, tmp_path: Path) -> None:
    """What an earlier version kept of Logseq's own lines makes no other note of it."""
    source = _write(tmp_path / "notes", **{"2023_01_05 Duty": "- The families came early\n  - about the buses"})
    run("import", source, "--yes")
    (path,) = journal_files(home)
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("early\n", "early\n  collapsed:: true\n"), encoding="utf-8")
    (tmp_path / "notes" / "2023_01_05 Duty.md").unlink()
    _write(
        tmp_path / "notes", **{"2023_01_05 Bus": "- The families came early\n  collapsed:: true\n  - about the buses"}
    )
    assert "0 new, 1 already here" in run("import", source, "--yes").err


def test_what_was_undated_before_is_known_by_its_first_line(run: Run, home: Path, tmp_path: Path) -> None:
    """A note that was filed under its last change, and whose day is read now, is told and not doubled."""
    source = _write(tmp_path / "notes", duty="# March 10, 2025\n\nWords.")
    done = run("import", source, "--yes")
    assert "portrait: duty.md: filed by the date in its first line\n" in done.err
    assert _days(home) == {"March 10, 2025": "2025-03-10"}
    (path,) = journal_files(home)
    entry_id = path.stem.replace("2025-03-10-000000", "2026-02-01-100000")
    path.with_name(f"{entry_id}.md").write_text(
        path.read_text(encoding="utf-8").replace(path.stem, entry_id).replace("2025-03-10T00:00:00", _CHANGED),
        encoding="utf-8",
    )
    path.unlink()
    done = run("import", source, "--yes")
    assert "0 new, 1 already here" in done.err
    told = "duty.md: March 10, 2025, but filed here under February 1, 2026"
    assert f"{told}; to change it: portrait edit {entry_id}\n" in done.err
