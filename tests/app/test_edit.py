import io
import os
import subprocess
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest

from conftest import (
    NOON,
    NOTE_ID,
    Editor,
    Run,
    editor_copies,
    files_with_drafts,
    held_elsewhere,
    journal_files,
    make_plan,
    plans_in,
    trash_files,
)
from portrait_cli.__main__ import main
from portrait_cli.store import journal
from portrait_cli.terminal.environment import Environment
from screen import CTRL_C, DOWN, ENTER, OFFER, PORTRAIT, Terminal


def test_an_edit_is_saved_and_undone(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """The edited text replaces the entry; undo restores every byte and keeps the edited version."""
    entry.write_bytes(before := entry.read_bytes().replace(b"format: 1\n", b"format: 1\nmood:   [calm]   # mine\n"))
    done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
    assert (done.code, done.err) == (0, f"Saved {NOTE_ID}. To bring the old version back: portrait undo\n")
    after = entry.read_bytes()
    assert after == before.replace(b"bus", b"train")
    assert files_with_drafts(home) == []
    done = run("undo")
    assert done.err.startswith("Undone: you edited Note, Monday, November 23, 2026 (today at 18:30).\n")
    assert (done.code, "The edited version is kept in" in done.err) == (0, True)
    assert entry.read_bytes() == before
    (kept,) = trash_files(home)
    assert str(kept) in done.err
    assert kept.read_bytes() == after
    run("undo")
    assert run("undo").code == 3


@pytest.mark.parametrize(
    "save",
    [
        'sed "s/bus/train/; s/$/\\r/" "$1" > "$1.x"; cat "$1.x" > "$1"',
        'sed "s/bus/train/" "$1" | iconv -f UTF-8 -t UTF-16 > "$1.x"; cat "$1.x" > "$1"',
        '(printf "\\357\\273\\277"; sed "s/bus/train/" "$1") > "$1.x"; cat "$1.x" > "$1"',
        'sed "s/bus/train/" "$1" > "$1.x"; mv "$1.x" "$1"',
        'printf "%s" "$(sed "s/bus/train/" "$1")" > "$1.x"; mv "$1.x" "$1"',
    ],
    ids=["CRLF", "UTF-16", "BOM", "renames", "no last line end"],
)
def test_however_an_editor_saves(run: Run, entry: Path, editor: Editor, save: str) -> None:
    """Line endings, encodings and ways of saving make no difference to the entry."""
    before = entry.read_bytes()
    assert run("edit", env={"EDITOR": editor(save)}).code == 0
    assert entry.read_bytes() == before.replace(b"bus", b"train")


@pytest.mark.parametrize("save", ["true", 'sed -i "s/$/\\r/" "$1"', 'rm "$1"', 'touch "$1"'])
def test_an_edit_that_changes_nothing(run: Run, home: Path, entry: Path, editor: Editor, save: str) -> None:
    """When no word was changed, `edit` says so and leaves the file and the trash as they are."""
    before = entry.read_bytes(), entry.stat().st_mtime_ns
    done = run("edit", env={"EDITOR": editor(save)})
    assert (done.code, "Nothing was changed." in done.err) == (0, True)
    assert (entry.read_bytes(), entry.stat().st_mtime_ns) == before
    assert trash_files(home) == []


def test_an_unchanged_edit_leaves_no_copy(home: Path, entry: Path, editor: Editor) -> None:
    """Looking at an entry without changing it leaves nothing behind."""
    seconds = count(0.0, 60.0)
    err = io.StringIO()
    world = Environment(
        variables={**os.environ, "EDITOR": editor("true")}, stdin=io.StringIO(), stdout=io.StringIO(), stderr=err,
        now=lambda: NOON, seconds=lambda: next(seconds),
    )  # fmt: skip
    assert main(["edit"], world) == 0
    assert err.getvalue() == "Nothing was changed.\n"
    assert files_with_drafts(home) == []
    assert entry.exists()


def test_an_editor_that_does_not_wait_can_still_edit(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """What is saved later, in a window of the editor's own, is picked up by the next `edit`."""
    done = run("edit", env={"EDITOR": editor("true")})
    assert f"save there, close it, then run portrait edit {NOTE_ID} again" in done.err
    (copy,) = editor_copies(home)
    copy.write_bytes(copy.read_bytes().replace(b"bus", b"train"))
    assert run("edit", env={"EDITOR": editor("true")}).code == 0
    assert b"train" in entry.read_bytes()
    assert files_with_drafts(home) == []


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (['sed -i "s/bus/train/" "$1"', "exit 1"], (1, "ended with an error")),
        (['sed -i "s/bus/train/" "$1"', "kill -9 $$"], (1, "ended with an error")),
        (['sed -i "s/bus/train/; s/^date:.*/date: soon/" "$1"'], (4, f'{NOTE_ID}.md:3: found "soon" for date')),
        (['sed -i "s/bus/train/; 1d" "$1"'], (4, f"{NOTE_ID}.md:1: no front matter")),
        (
            ['sed -i "s/bus/train/; s/^id:.*/id: x/" "$1"'],
            (4, f'{NOTE_ID}.md:2: found "x" for id; expected {NOTE_ID}'),
        ),
        (['sed -i "s/bus/train\\x00/" "$1"'], (4, "found a NUL character")),
        (['sed -i "s/bus/train\\xff/" "$1"'], (4, "is not text that we can read")),
        (['printf "" > "$1"'], (4, "no front matter")),
    ],
)
def test_an_edit_that_fails_is_kept(
    run: Run, entry: Path, editor: Editor, lines: list[str], wanted: tuple[int, str]
) -> None:
    """After a failed edit the entry is unchanged, the copy is kept, and the next edit continues with it."""
    before, (code, says), home = entry.read_bytes(), wanted, Path.home()
    done = run("edit", env={"EDITOR": editor(*lines)})
    (copy,) = editor_copies(home)
    assert (done.code, says in done.err, str(copy) in done.err) == (code, True, True), done.err
    assert f"portrait edit {NOTE_ID}" in done.err
    assert (entry.read_bytes(), trash_files(home)) == (before, [])
    left = copy.read_bytes()
    assert not left or b"train" in left
    mend = f'cp "$1" "{home}/seen"; sed "s/bus/ship/" < "{entry}" > "$1.x"; mv "$1.x" "$1"'
    done = run("edit", env={"EDITOR": editor(mend)})
    assert (done.code, f"kept in {copy}" in done.err) == (0, True)
    assert (home / "seen").read_bytes() == left
    assert entry.read_bytes() == before.replace(b"bus", b"ship")
    assert files_with_drafts(home) == []


def test_an_editor_that_is_not_there(run: Run, home: Path, entry: Path) -> None:
    """A missing editor is reported with what to do, and leaves no copy; so is having no editor at all."""
    before = entry.read_bytes()
    done = run("edit", env={"EDITOR": "no-such-editor"})
    assert (done.code, "could not open no-such-editor" in done.err, "set EDITOR" in done.err) == (1, True, True)
    done = run("edit")
    assert (done.code, "there is no terminal to open an editor in" in done.err) == (2, True)
    with Terminal("edit", variables={"PATH": str(home)}) as terminal:
        assert terminal.finish() == 1
        assert "no editor was found" in terminal.words
    assert entry.read_bytes() == before
    assert files_with_drafts(home) == []


def test_a_file_changed_elsewhere_is_not_overwritten(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """When the entry changes during an edit, both versions are kept, and the message says where."""
    done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"', f'sed -i "s/bus/ship/" "{entry}"')})
    (copy,) = editor_copies(home)
    assert (done.code, "was not overwritten" in done.err, str(copy) in done.err) == (1, True, True)
    assert (b"ship" in entry.read_bytes(), b"train" in copy.read_bytes()) == (True, True)
    done = run("edit", env={"EDITOR": editor("true")})
    assert (done.code, "both" in done.err, b"ship" in entry.read_bytes()) == (1, True, True)
    entry.unlink()
    run("note", "Another.")
    done = run("edit", NOTE_ID, env={"EDITOR": editor('echo x >> "$1"', f'rm "{entry}"')})
    assert done.code == 1
    assert copy.exists()


def test_the_person_chooses_between_two_versions(home: Path, entry: Path, editor: Editor) -> None:
    """In a terminal the kept copy is offered first; taking it moves the other version to the trash."""
    both = editor('sed -i "s/bus/train/" "$1"', f'sed -i "s/came/went/" "{entry}"')
    with Terminal("edit", variables={"EDITOR": both}) as terminal:
        assert terminal.finish() == 1
    with Terminal("edit", variables={"EDITOR": editor(f'cp "$1" "{home}/seen"')}) as terminal:
        terminal.wait_for("The entry itself has changed since then.", "Continue with them?", *OFFER)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert (home / "seen").read_bytes() == entry.read_bytes()
    assert b"The train came." in entry.read_bytes()
    assert [b"The bus went." in kept.read_bytes() for kept in trash_files(home)] == [True]
    assert files_with_drafts(home) == []


def test_the_kept_copy_can_be_put_aside(home: Path, entry: Path, editor: Editor) -> None:
    """When a person starts the edit over, the kept copy is set aside unchanged."""
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/train/" "$1"; exit 1')}) as terminal:
        assert terminal.finish() == 1
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/ship/" "$1"')}) as terminal:
        terminal.wait_for("Continue with them?", *OFFER)
        terminal.type(DOWN + ENTER)
        assert terminal.finish() == 0
        assert "set aside in" in terminal.words
    assert b"ship" in entry.read_bytes()
    (aside,) = files_with_drafts(home)
    assert (aside.parent.name, b"train" in aside.read_bytes()) == ("set-aside", True)


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_an_invalid_edit_is_offered_again(home: Path, entry: Path, editor: Editor, options: list[str]) -> None:
    """The problem and its place are shown, and the same words are opened again until they are an entry."""
    twice = editor(
        f'if [ -e "{home}/seen" ]; then sed -i "s/^date: soon/date: 2026-11-23T18:30:00/" "$1"; exit; fi',
        f'sed -i "s/bus/train/; s/^date:.*/date: soon/" "$1"; touch "{home}/seen"',
    )
    whole_list, keys = (("Stop here",), "1" + ENTER) if options else (OFFER, ENTER)
    with Terminal("edit", *options, variables={"EDITOR": twice}) as terminal:
        terminal.wait_for(
            f'{NOTE_ID}.md:3: found "soon" for date', "Nothing is saved yet", "Open it again?", *whole_list
        )
        terminal.type(keys)
        assert terminal.finish() == 0
        assert "Saved" in terminal.words
    assert b"The train came." in entry.read_bytes()
    assert files_with_drafts(home) == []


@pytest.mark.parametrize("keys", [DOWN + ENTER, CTRL_C])
def test_an_invalid_edit_can_wait(home: Path, entry: Path, editor: Editor, keys: str) -> None:
    """Stopping keeps the copy and leaves the entry as it was."""
    before = entry.read_bytes()
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/train/; 1d" "$1"')}) as terminal:
        terminal.wait_for("your changes are kept in", "Open it again?", *OFFER)
        terminal.type(keys)
        assert terminal.finish() == (130 if keys == CTRL_C else 4)
        assert terminal.settings_after == terminal.settings_before
    assert entry.read_bytes() == before
    assert b"train" in editor_copies(home)[0].read_bytes()


def test_ctrl_c_in_the_editor_goes_to_the_editor(home: Path, entry: Path, editor: Editor) -> None:
    """When Ctrl-C ends the editor, the copy is kept, and the message says where."""
    before = entry.read_bytes()
    slow = editor('sed -i "s/bus/train/" "$1"; echo ready; exec sleep 20')
    with Terminal("edit", variables={"EDITOR": slow}) as terminal:
        terminal.wait_for("ready")
        terminal.type(CTRL_C)
        assert terminal.finish() == 1
        assert "your words are kept in" in terminal.words
    assert entry.read_bytes() == before
    assert b"train" in editor_copies(home)[0].read_bytes()


def test_a_killed_edit_can_be_continued(run: Run, entry: Path, editor: Editor) -> None:
    """When the program is killed while the editor is open, the next edit has its words."""
    before = entry.read_bytes()
    slow = editor('sed -i "s/bus/train/" "$1"; echo ready; exec sleep 20')
    with Terminal("edit", variables={"EDITOR": slow}) as terminal:
        terminal.wait_for("ready")
        terminal.kill()
    assert entry.read_bytes() == before
    assert run("edit", env={"EDITOR": editor("true")}).code == 0
    assert entry.read_bytes() == before.replace(b"bus", b"train")


def test_one_entry_is_edited_in_one_window(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """A second window cannot edit the same entry, only others, and an undo meanwhile does not disturb the first."""
    run("note", "Another.", at=NOON + timedelta(hours=1))
    waits = editor('sed -i "s/bus/train/" "$1"; while [ ! -e "$HOME/go" ]; do sleep 0.02; done')
    command = [*PORTRAIT, "edit", NOTE_ID]
    first = subprocess.Popen(command, env={**os.environ, "EDITOR": waits}, stderr=subprocess.PIPE, text=True)
    while not any(b"train" in copy.read_bytes() for copy in editor_copies(home)):
        assert first.poll() is None
    done = run("edit", NOTE_ID, env={"EDITOR": "true"})
    assert (done.code, "in another window" in done.err) == (5, True)
    assert run("edit", env={"EDITOR": "true"}).code == 0
    (home / "go").touch()
    _, said = first.communicate()
    assert (first.returncode, "Saved" in said) == (0, True)
    assert b"train" in entry.read_bytes()


def test_a_broken_entry_can_be_repaired(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """An entry broken by hand can be opened by its path, and is saved once it is an entry again."""
    whole = entry.read_text(encoding="utf-8")
    entry.write_text(whole.replace("\ndate: ", "\ndate: not "), encoding="utf-8")
    done = run("edit", str(entry), env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
    assert (done.code, f"portrait edit {entry}" in done.err) == (4, True)
    done = run("edit", str(entry), env={"EDITOR": editor('sed -i "s/^date: not /date: /" "$1"')})
    assert done.code == 0, done.err
    assert entry.read_text(encoding="utf-8") == whole.replace("bus", "train")
    assert files_with_drafts(home) == []


def test_an_entry_that_leads_outside_is_read_and_never_written(
    run: Run, entry: Path, tmp_path: Path, editor: Editor
) -> None:
    """A link out of the journal is read; edit refuses before the editor opens, and the file stays as it is."""
    target = tmp_path / "elsewhere.md"
    entry.rename(target)
    entry.symlink_to(target)
    before = target.read_bytes()
    assert "bus" in run("read").out
    done = run("edit", env={"EDITOR": editor('touch "$1.opened"; sed -i "s/bus/train/" "$1"')})
    assert (done.code, "outside the journal" in done.err) == (2, True)
    assert target.read_bytes() == before


def test_an_entry_that_is_a_link_stays_one(run: Run, entry: Path, editor: Editor) -> None:
    """Edit and undo write through a link to the file behind it, if that is in the journal."""
    target = entry.parent / "elsewhere.md"
    entry.rename(target)
    entry.symlink_to(target)
    before = target.read_bytes()
    assert run("edit", str(entry), env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')}).code == 0
    assert (entry.is_symlink(), target.read_bytes()) == (True, before.replace(b"bus", b"train"))
    assert run("undo").code == 0
    assert (entry.is_symlink(), target.read_bytes()) == (True, before)


def test_only_entries_are_changed(run: Run, entry: Path, tmp_path: Path) -> None:
    """Neither edit nor delete touches a file outside the journal."""
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_bytes(entry.read_bytes())
    for command in (["edit", str(elsewhere)], ["delete", "--yes", str(elsewhere)]):
        done = run(*command, env={"EDITOR": "true"})
        assert (done.code, "is not among the entries" in done.err) == (2, True)
    assert elsewhere.exists()
    assert run("edit", "2020-01-01", env={"EDITOR": "true"}).code == 3


def test_a_lock_held_elsewhere_keeps_the_edit(run: Run, home: Path, entry: Path, editor: Editor) -> None:
    """While another portrait is writing, nothing is saved and the copy is kept."""
    before = entry.read_bytes()
    lock = next((home / ".local/state/portrait/locks").glob("*.lock"))
    with held_elsewhere(lock):
        done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
    assert (done.code, str(editor_copies(home)[0]) in done.err) == (5, True)
    assert entry.read_bytes() == before


def test_an_entry_of_a_later_version_is_not_edited(run: Run, entry: Path, tmp_path: Path, editor: Editor) -> None:
    """An entry in a later format is refused before the editor opens; it can be deleted and comes back."""
    entry.write_bytes(before := entry.read_bytes().replace(b"format: 1", b"format: 2"))
    done = run("edit", str(entry), env={"EDITOR": editor(f"touch {tmp_path / 'opened'}")})
    assert (done.code, "in format 2 by a newer portrait" in done.err) == (4, True)
    assert not (tmp_path / "opened").exists()
    assert run("delete", str(entry), "--yes").code == 0
    assert run("undo").code == 0
    assert entry.read_bytes() == before


def test_what_is_too_large_to_be_read_again_is_not_saved(
    run: Run, entry: Path, home: Path, editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither an edit nor a note is saved that could not be read afterward, and the words are in a named file."""
    monkeypatch.setattr(journal, "LARGEST", 1000)
    before = entry.read_bytes()
    done = run("edit", env={"EDITOR": editor('head -c 1000 /dev/zero | tr "\\0" x >> "$1"')})
    assert (done.code, "too large for an entry" in done.err) == (4, True)
    done = run("note", "x" * 1000)
    assert (done.code, "too large for an entry" in done.err) == (4, True)
    assert entry.read_bytes() == before
    assert journal_files(home) == [entry]
    assert len([kept for kept in files_with_drafts(home) if str(kept) in done.err]) == 1


def test_a_day_that_is_not_understood_is_saved_and_pointed_out(run: Run, home: Path, editor: Editor) -> None:
    """A plan's day that is not one stays among its words, and the person learns how to write it."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    someday = editor('sed -i "s/2026-12-07/some day soon/" "$1"')
    done = run("edit", env={"EDITOR": someday})
    (file,) = journal_files(home)
    remark = '"some day soon" is not understood as the day of a plan; write it like 2026-12-04 or dec 4'
    saved = f"Saved {file.stem}. To bring the old version back: portrait undo"
    assert (done.code, done.err) == (0, f"portrait: check {file.name}: {remark}\n{saved}\n")
    assert "call home **by** some day soon" in run("plans").out
    (plan,) = plans_in(run("plans", "--json").out)
    assert plan["by"] is None
    assert run("edit", env={"EDITOR": editor('sed -i "s/some day soon/dec 4/" "$1"')}).err.startswith("Saved")
    (plan,) = plans_in(run("plans", "--json").out)
    assert plan["by"] == "2026-12-04"


@pytest.mark.parametrize(("keys", "kept"), [(ENTER, "2026-12-04"), (DOWN + ENTER, "some day")])
def test_a_day_that_is_not_understood_can_be_written_again(
    run: Run, home: Path, editor: Editor, keys: str, kept: str
) -> None:
    """In a terminal the entry is opened again if the person likes; what stays is not pointed out twice."""
    make_plan(run, "it snows", "call home", "2026-12-07")
    twice = editor(
        f'if [ -e "{home}/seen" ]; then sed -i "s/some day/2026-12-04/" "$1"; exit; fi',
        f'sed -i "s/2026-12-07/some day/" "$1"; touch "{home}/seen"',
    )
    with Terminal("edit", "latest", variables={"EDITOR": twice}) as terminal:
        terminal.wait_for('"some day" is not understood', "Open it again?", *OFFER)
        terminal.type(keys)
        assert terminal.finish() == 0
        assert "Saved" in terminal.words
    (file,) = journal_files(home)
    assert f"**by** {kept} <!--" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("Multipling", '"Multipling" is not a level of Advocacy; did you mean multiplying?'),
        ("growin", '"Growin" is not a level of Advocacy; did you mean growing?'),
        ("1", '"1" is not a level of Advocacy; expected one of starting, '),
    ],
)
def test_an_unknown_level_is_saved_and_pointed_out(
    run: Run, home: Path, editor: Editor, typed: str, says: str
) -> None:
    """A level that is not one of its scale stays as typed, and the nearest one is named once."""
    answers = "guide: whole-portrait\nanswers:\n  advocacy.level: growing\n"
    assert run("reflect", "--answers", "-", stdin=answers).code == 0
    done = run("edit", env={"EDITOR": editor(f'sed -i "s/^level_advocacy:.*/level_advocacy: {typed}/" "$1"')})
    assert (done.code, done.err.count(says)) == (0, 1), done.err
    (file,) = journal_files(home)
    assert f"\nlevel_advocacy: {typed}\n" in file.read_text(encoding="utf-8")
    label = typed.capitalize()
    assert label in run("growth", "advocacy").out
    assert label in run("growth").out
    assert label in run().out


def test_an_answer_off_the_scale_is_not_pointed_out(run: Run, editor: Editor) -> None:
    """An answer that is not a level, but that the portrait offers, may be typed too."""
    answers = "guide: whole-portrait\nanswers:\n  advocacy.level: growing\n"
    assert run("reflect", "--answers", "-", stdin=answers).code == 0
    change = editor('sed -i "s/^level_advocacy:.*/level_advocacy: cant-say-yet/" "$1"')
    assert run("edit", env={"EDITOR": change}).err.startswith("Saved")
