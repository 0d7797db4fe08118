"""Odd files, odd moments and odd keys: nothing is lost, and what is said is true."""

import json
import os
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from conftest import SHORT, Editor, Run, journal_files, read_drafts, skip_on_windows, trash_files
from screen import (
    CTRL_B,
    CTRL_C,
    CTRL_O,
    CTRL_Z,
    DOWN,
    ENTER,
    LINE,
    PASTE_BEGINS,
    PASTE_ENDS,
    PLAIN_LINE,
    PORTRAIT,
    Terminal,
)

skip_on_windows("there are no pipes with names")
assert sys.platform != "win32"


def log(home: Path) -> Path:
    """Return the log of what was done."""
    (file,) = (home / ".local" / "state" / "portrait" / "undo").iterdir()
    return file


def test_an_export_never_replaces_an_entry_of_any_journal(run: Run, entry: Path, tmp_path: Path) -> None:
    """`--force` writes over no entry, whichever journal it is in."""
    before = entry.read_bytes()
    run("note", "Other words.", "--journal", str(tmp_path / "other"))
    done = run("export", "-o", str(entry), "--force", "--journal", str(tmp_path / "other"))
    assert (done.code, "is an entry of a journal" in done.err) == (2, True)
    assert entry.read_bytes() == before


def test_what_is_behind_stdout_is_added_to_and_not_replaced(run: Run, tmp_path: Path) -> None:
    """`-o /dev/fd/N` writes after what the shell's file has."""
    run("note", "First words.")
    file = tmp_path / "kept.md"
    file.write_text("keep me\n", encoding="utf-8")
    with file.open("ab") as opened:
        done = run("export", "-o", f"/dev/fd/{opened.fileno()}", "--force")
    assert done.code == 0
    text = file.read_text(encoding="utf-8")
    assert text.startswith("keep me\n")
    assert "First words." in text


@pytest.mark.parametrize("command", ["delete", "edit"])
def test_only_files_are_edited_and_deleted(run: Run, home: Path, entry: Path, editor: Editor, command: str) -> None:
    """A folder or a pipe whose name ends in .md is refused."""
    folder, pipe = entry.with_name("trip.md"), entry.with_name("odd.md")
    folder.mkdir()
    shutil.copy(entry, folder)
    os.mkfifo(pipe)
    for path in (folder, pipe):
        done = run(command, str(path), *(["--yes"] if command == "delete" else []), env={"EDITOR": editor("exit")})
        assert (done.code, f"{path} is not a file" in done.err) == (2, True)
    assert (folder / entry.name).exists()
    assert trash_files(home) == []


@pytest.mark.skipif(sys.platform == "darwin", reason="every name is UTF-8 there")
def test_a_name_that_is_no_text_is_refused_before_the_editor_opens(run: Run, entry: Path, editor: Editor) -> None:
    """An entry whose file name is not UTF-8 can be read; to change it, it has to be renamed."""
    text = entry.read_text(encoding="utf-8").replace(entry.stem, "bad")
    Path(os.fsdecode(os.fsencode(entry.parent) + b"/good\xfe.md")).write_text(text, encoding="utf-8")
    assert run("read", "bad").code == 0
    for command in (["delete", "bad", "--yes"], ["edit", "bad"]):
        done = run(*command, env={"EDITOR": editor("exit 1")})
        assert (done.code, "give it another name first" in done.err) == (2, True)


def test_a_redo_over_other_words_is_undone_first(run: Run, entry: Path, editor: Editor) -> None:
    """When an entry was changed after an undo, undoing the redo brings those words back."""
    run("edit", env={"EDITOR": editor('echo edited >> "$1"')})
    edited = entry.read_bytes()
    run("undo")
    entry.write_bytes(by_hand := entry.read_bytes() + b"\nby hand\n")
    assert run("redo").code == 0
    assert entry.read_bytes() == edited
    assert "Undone: you edited" in run("undo").err
    assert entry.read_bytes() == by_hand


def test_undo_takes_no_file_for_an_entry_that_is_none(run: Run, entry: Path) -> None:
    """A file of the person's own with the name of a deleted note stays where it is."""
    run("delete", "latest", "--yes")
    entry.write_text("My own file.\n", encoding="utf-8")
    assert "because another file has its old name" in run("undo").err
    assert "Nothing to undo" in run("undo").err
    assert entry.read_text(encoding="utf-8") == "My own file.\n"
    assert entry.with_name(f"{entry.stem}-2.md").exists()


@pytest.mark.parametrize(
    "line",
    [
        {"id": "a", "at": "2026-11-23T20:00:00", "kind": "note", "title": "x", "changes": []},
        {
            "id": "a",
            "at": "2026-11-23T20:00:00Z",
            "kind": "portrait",
            "title": "x",
            "setting": {"name": "journal", "before": "elsewhere", "after": ""},
        },
        {
            "id": "a",
            "at": "2026-11-23T20:00:00Z",
            "kind": "note",
            "title": "x",
            "changes": [[f"{'x' * 300}.md", "", "1"]],
        },
    ],
    ids=["no zone", "another setting", "a long name"],
)
def test_a_line_of_the_log_that_no_portrait_wrote_is_skipped(
    run: Run, home: Path, entry: Path, line: dict[str, object]
) -> None:
    """A changed log gives no crash and no other setting; what it says of other actions is undone all the same."""
    with log(home).open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
    done = run("undo")
    assert (done.code, "Undone: you wrote" in done.err, "undo skipped a record" in done.err) == (0, True, True)
    assert not entry.exists()
    assert not (home / ".config" / "portrait" / "config.toml").exists()


def test_a_folder_of_the_far_future_stops_no_undo(run: Run, home: Path, entry: Path) -> None:
    """A planted folder in the trash, later than all others can be, is no reason to refuse."""
    (home / "Documents" / "portrait-journal" / ".trash" / "8999-12-31T235959.999999Z-deleted").mkdir(parents=True)
    assert run("delete", "latest", "--yes").code == 0
    assert run("undo").code == 0
    assert entry.exists()


def test_pipes_among_our_files_are_not_waited_for(run: Run, home: Path, entry: Path) -> None:
    """A pipe in the place of the index, its seal, the checked portrait or a list in the trash is passed over."""
    run("list")
    for path in (home / ".cache" / "portrait").iterdir():
        path.unlink()
        os.mkfifo(path)
    added = home / "Documents" / "portrait-journal" / ".trash" / "2026-11-23T120000.000007Z-added"
    added.mkdir(parents=True)
    os.mkfifo(added / "added.txt")
    for command in (["list"], ["note", "More words."], ["undo", "--list"], ["undo"]):
        assert run(*command).code == 0, command
    assert entry.exists()


def test_an_undo_that_cannot_be_recorded_says_so(run: Run, home: Path, entry: Path) -> None:
    """When the log cannot be written, undo still works, and does not promise a redo."""
    file = log(home)
    kept = file.rename(file.with_name("kept"))
    file.symlink_to(kept)
    assert run("undo").code == 6  # a link in its place is not written through, nor believed
    file.unlink()
    kept.rename(file)
    run("note", "Second.")
    file.chmod(0o400)
    if os.access(file, os.W_OK):
        pytest.skip("root may write everywhere")
    done = run("undo")
    assert (done.code, "To bring it back: portrait redo" in done.err) == (0, False)
    assert "portrait redo will not know about it" in done.err
    assert run("undo").code == 6
    assert entry.exists()


def test_a_note_that_is_not_saved_is_not_said_to_be(run: Run, home: Path) -> None:
    """When neither the log nor the entry can be written, nothing says that it is saved."""
    run("note", "First.")
    file = log(home)
    file.unlink()
    file.mkdir()
    (folder,) = {path.parent for path in journal_files(home)}
    shutil.rmtree(folder)
    folder.write_text("in the way", encoding="utf-8")
    done = run("note", "Second.")
    assert (done.code, "this is saved" in done.err) == (6, False)


def test_what_was_not_done_takes_no_redo_away(run: Run, entry: Path) -> None:
    """After a note that could not be saved, an earlier redo still works, and there is nothing more to undo."""
    run("undo")
    folder = entry.parent
    folder.rename(folder.with_name("away"))
    folder.write_text("in the way", encoding="utf-8")
    assert run("note", "Second.").code == 6
    folder.unlink()
    folder.with_name("away").rename(folder)
    assert run("redo").code == 0
    assert entry.exists()


def test_a_portrait_that_could_not_be_chosen_is_nothing_to_undo(run: Run, home: Path, entry: Path) -> None:
    """When the settings cannot be written, the last action is still the one before."""
    settings = home / ".config" / "portrait"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "config.toml").mkdir()
    assert run("portraits", "use", str(SHORT)).code == 6
    assert "Undone: you wrote" in run("undo").err
    assert not entry.exists()


def test_an_import_counts_what_is_undone(run: Run, home: Path, tmp_path: Path) -> None:
    """Undo counts the entries that it takes back; an import of nothing is nothing to undo."""
    source = tmp_path / "notes"
    source.mkdir()
    for number in (1, 2, 3):
        (source / f"2024-01-0{number}.md").write_text(f"Words {number}.\n", encoding="utf-8")
    run("import", str(source), "--format", "markdown", "--yes")
    journal_files(home)[0].unlink()
    assert "you imported 2 entries" in run("undo", "--list").out
    assert "Undone: you imported 2 entries" in run("undo").err
    assert "Redone: you imported 2 entries" in run("redo").err


def test_kept_changes_of_an_entry_that_is_gone_are_named(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """When the entry goes while the editor is open, the message and home say where the changes are."""
    done = run("edit", env={"EDITOR": editor('echo more >> "$1"', f'rm "{entry}"')})
    assert (done.code, "was deleted or moved in the meantime\nhint: your changes are kept in" in done.err) == (
        1,
        True,
    )
    (copy,) = (home / ".local" / "state" / "portrait" / "drafts").glob("edit-*.md")
    assert f"Changes your editor saved are waiting in {copy}\n" in run().err


def test_raw_and_json_exclude_each_other(run: Run, entry: Path) -> None:
    """`read` prints the file or JSON, not both."""
    assert entry.exists()
    assert run("read", "--raw", "--json").code == 2


@pytest.mark.parametrize("with_editor", [True, False], ids=["editor", "paste"])
def test_words_with_a_nul_stay_in_the_line(home: Path, tmp_path: Path, *, with_editor: bool) -> None:
    """A NUL among the words is named and taken out; the words are not lost, also when the session stops there."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "a long evening of\\000 words\\n" > "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    with Terminal("reflect", variables={"EDITOR": str(script)}) as terminal:
        terminal.wait_for(*LINE)
        keys = (
            f"a long evening of\0 words{ENTER}"
            if with_editor
            else f"{PASTE_BEGINS}a long evening of\0 words{PASTE_ENDS}"
        )
        terminal.type(CTRL_O if with_editor else keys)
        terminal.wait_for("words")
        terminal.type(ENTER)
        terminal.wait_for("there is a NUL character in these words", "› a long evening of words")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "and the words you were typing" in terminal.words
    assert journal_files(home) == []


def test_an_editor_that_leaves_a_pipe_is_not_waited_for(home: Path, tmp_path: Path) -> None:
    """When an editor puts a pipe in the place of its file, the words are still in the line."""
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nrm "$1"\nmkfifo "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    with Terminal("reflect", variables={"EDITOR": str(script)}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("is not a file", "› Begun here")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect") as terminal:
        terminal.wait_for("Begun here", "Continue where you stopped?")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert journal_files(home) == []


def test_keys_that_come_with_the_one_that_goes_back_are_typed_there(home: Path) -> None:
    """Keys that arrive together with Ctrl-B belong to the question that it goes back to."""
    with Terminal("reflect", "--guide", "hard-moment") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"One two three four five six seven eight nine ten.{ENTER}")
        terminal.wait_for("Saved, 1 of", *LINE)
        terminal.type(f"half{CTRL_B} And more.")
        terminal.wait_for("nine ten. And more.")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = read_drafts(home)
    assert draft.typed.endswith("nine ten. And more.")
    assert "half" in draft.answers.values()


def test_words_typed_after_a_pause_of_the_program_are_kept(home: Path) -> None:
    """In plain mode, too, words typed after Ctrl-Z and `fg` are kept when the session is stopped."""
    with Terminal(program=("bash", "--norc", "-i"), variables={"PS1": "> ", "INPUTRC": "/dev/null"}) as terminal:
        terminal.type(shlex.join([*PORTRAIT, "reflect", "--plain"]) + ENTER)
        terminal.wait_for(PLAIN_LINE)
        terminal.type("before")
        terminal.pause(0.5)
        terminal.type(CTRL_Z)
        terminal.wait_for("Stopped", "> ")
        terminal.type(f"fg{ENTER}")
        terminal.wait_for("reflect --plain")
        terminal.pause(0.5)
        terminal.type(" after")
        terminal.pause(0.5)
        terminal.type(CTRL_C)
        terminal.wait_for("and the words you were typing", "> ")
        terminal.type(f"exit{ENTER}")
        assert terminal.finish() == 130
    assert read_drafts(home)[0].typed == "before after"


SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # the folder is what is tried


@pytest.mark.skipif(not SHARED_MEMORY.is_dir(), reason="there is no such folder")
def test_a_file_below_dev_is_no_stream(run: Run) -> None:
    """A file in shared memory is replaced with --force, and only then."""
    run("note", "First words.")
    file = SHARED_MEMORY / f"portrait-test-{os.getpid()}.md"
    file.write_text("mine", encoding="utf-8")
    try:
        assert run("export", "-o", str(file)).code == 6
        assert file.read_text(encoding="utf-8") == "mine"
        assert run("export", "-o", str(file), "--force").code == 0
        assert file.read_text(encoding="utf-8").startswith("# Note")
    finally:
        file.unlink()


def test_a_redo_in_vain_leaves_no_record_behind(run: Run, entry: Path) -> None:
    """When a deleted entry came back and was changed, redo leaves it alone, and undo goes on as before."""
    run("delete", "latest", "--yes")
    run("undo")
    entry.write_bytes(entry.read_bytes() + b"\nby hand\n")
    done = run("redo")
    assert (done.code, "stays as it is" in done.err) == (0, True)
    done = run("undo")
    assert (done.code, "skipped" in done.err, "Undone: you wrote" in done.err) == (0, False, True)
    assert b"by hand" in trash_files_of(entry)


def trash_files_of(entry: Path) -> bytes:
    """Return all that is in the trash of an entry's journal."""
    return b"".join(path.read_bytes() for path in (entry.parent.parent / ".trash").rglob("*.md"))


def test_what_is_saved_late_after_an_edit_or_a_note_is_named_at_home(
    run: Run, home: Path, entry: Path, editor: Editor
) -> None:
    """Words that appear in the copy of an entry, or of a note, once it was saved are named at home."""
    run("edit", env={"EDITOR": editor('echo more >> "$1"', f'echo "$1" > "{home}/place"')})
    copy = Path((home / "place").read_text(encoding="utf-8").strip())
    copy.write_bytes(entry.read_bytes() + b"\nlater\n")
    note = copy.with_name("note-0123abcd.md")
    note.write_text("Late words.\n", encoding="utf-8")
    said = run().err
    assert f"Changes your editor saved are waiting in {copy}: portrait edit {entry.stem} picks them up" in said
    assert f"An unfinished note is waiting in {note}: portrait note opens it" in said


def test_a_copy_of_a_portrait_that_is_no_file_is_named(run: Run, home: Path) -> None:
    """When a pipe or a folder has taken the place of the chosen portrait, `use` says so instead of waiting."""
    run("portraits", "use", str(SHORT))
    (copy,) = (home / ".config" / "portrait" / "portraits").iterdir()
    copy.unlink()
    os.mkfifo(copy)
    done = run("portraits", "use", str(SHORT))
    assert (done.code, "is not a file\nhint: move it somewhere else" in done.err) == (6, True)


def test_an_action_whose_end_is_not_recorded_can_be_redone(run: Run, home: Path, entry: Path) -> None:
    """After a note whose command was killed at its very end, undo and redo work; a stopped redo is finished."""
    lines = log(home).read_bytes().splitlines(keepends=True)
    assert b'"done"' in lines[-1]
    log(home).write_bytes(b"".join(lines[:-1]))
    assert "portrait redo" in run("undo").err
    assert run("redo").code == 0
    assert entry.exists()
    run("delete", "latest", "--yes")
    run("undo")
    run("redo")
    lines = log(home).read_bytes().splitlines(keepends=True)
    log(home).write_bytes(b"".join(lines[:-1]))
    assert "Redone: you deleted" in run("redo").err
    assert "Undone: you deleted" in run("undo").err
    assert entry.exists()


def test_an_import_without_entries_is_nothing_to_undo(run: Run, home: Path, entry: Path, tmp_path: Path) -> None:
    """When every imported file was removed by hand, the action before is the last one."""
    source = tmp_path / "notes"
    source.mkdir()
    (source / "2024-01-01.md").write_text("Words.\n", encoding="utf-8")
    run("import", str(source), "--format", "markdown", "--yes")
    for path in journal_files(home):
        if path != entry:
            path.unlink()
    assert "Undone: you wrote" in run("undo").err


def test_an_old_broken_file_does_not_keep_the_latest_entry(run: Run, home: Path, entry: Path) -> None:
    """Only a file with a later name may be the newest entry."""
    old = home / "Documents" / "portrait-journal" / "zzz" / "2019-01-01-080000-old.md"
    old.parent.mkdir()
    old.write_text("broken", encoding="utf-8")
    assert run("delete", "latest", "--yes").code == 0
    assert not entry.exists()


def test_late_words_are_decided_one_by_one_and_none_is_lost(home: Path, run: Run) -> None:
    """Stopping at the offer keeps all; what is saved during it is offered next; two set aside are two files."""
    drafts = home / ".local" / "state" / "portrait" / "drafts"
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Half a sentence")
        terminal.pause(1.5)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = drafts.glob("*.json")
    late = draft.with_suffix(".q3.md")
    late.write_text("first\n", encoding="utf-8")
    offered = "Your editor saved more words for:", "Keep the file, but stop asking"
    with Terminal("reflect") as terminal:
        terminal.wait_for("Continue where you stopped?", "›")
        terminal.type(ENTER)
        terminal.wait_for(*offered)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "and the words you were typing" in terminal.words
    assert read_drafts(home)[0].typed == "Half a sentence"
    for saved in ("first, and more\n", "another\n"):
        with Terminal("reflect") as terminal:
            terminal.wait_for("Continue where you stopped?", "›")
            terminal.type(ENTER)
            terminal.wait_for(*offered)
            late.write_text(saved, encoding="utf-8")
            terminal.type(DOWN + ENTER)
            terminal.wait_for("They are kept in", "› Half a sentence")
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
    assert late.read_text(encoding="utf-8") == "another\n"
    kept = {path.read_text(encoding="utf-8") for path in (drafts / "set-aside").iterdir()}
    assert kept == {"first\n", "first, and more\n"}
    assert run("list").code == 3


def test_hints_name_the_journal_that_was_named(run: Run, home: Path, tmp_path: Path) -> None:
    """After a command about another journal, what brings the old state back is said with that journal."""
    other = ["--journal", str(tmp_path / "other")]
    run("note", "Words.", *other)
    assert (
        f"To bring it back: portrait undo --journal {tmp_path}/other\n"
        in run("delete", "latest", "--yes", *other).err
    )
    run("undo", *other)
    assert f"To bring it back: portrait redo --journal {tmp_path}/other\n" in run("undo", *other).err
    with Terminal("reflect", *other) as terminal:
        terminal.wait_for(*LINE)
        terminal.type(f"Words.{ENTER}")
        terminal.wait_for("Saved, 1 of 12")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert f"To continue: portrait reflect --journal {tmp_path}/other" in " ".join(terminal.raw.split())
    assert journal_files(home) == []


def test_an_entry_of_a_distant_year_is_found_by_its_day(run: Run, home: Path) -> None:
    """Years below 1000 have four digits in names, and an entry is found by them."""
    assert run("note", "Long ago.", "--date", "0999-12-31").code == 0
    (path,) = journal_files(home)
    assert (path.parent.name, path.name[:10]) == ("0999", "0999-12-31")
    assert run("list").out.startswith("December 31, 999")
    assert "Long ago." in run("read", "0999-12-31 18:30").out
    assert "Long ago." in run("read", "0999-12-31").out
