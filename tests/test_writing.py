import io
import os
import shlex
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import NOON, Run, journal_files
from conftest import Terminal as Stream
from portrait_cli.__main__ import main
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.formats import entry_file
from portrait_cli.terminal.environment import Environment
from screen import CTRL_C, DOWN, ENTER, PORTRAIT, Terminal

NAME = "2026-11-23-183000-note"
OFFER = "or arrows, then Enter", "›"


def entries(home: Path) -> list[Entry]:
    return [entry_file.parse(path.read_text(encoding="utf-8"), path.name) for path in journal_files(home)]


def words(entry: Entry) -> str:
    (block,) = entry.blocks
    assert isinstance(block, Prose)
    return block.text


def drafts(home: Path) -> list[Path]:
    return sorted(path for path in (home / ".local/state/portrait/drafts").rglob("*") if path.is_file())


def copies(home: Path) -> list[Path]:
    return [path for path in drafts(home) if path.name.startswith(("edit-", "note-")) and path.suffix == ".md"]


def trash(home: Path) -> list[Path]:
    return sorted(path for path in (home / "Documents/portrait-journal/.trash").rglob("*") if path.is_file())


@pytest.fixture
def editor(tmp_path: Path) -> Callable[..., str]:
    """Make an editor that does what its lines of sh say with the file `$1`; one with a space in its name."""

    def make(*lines: str) -> str:
        script = tmp_path / f"my editor {len(list(tmp_path.iterdir()))}"
        script.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", encoding="utf-8")
        script.chmod(0o755)
        return shlex.quote(str(script))

    return make


@pytest.fixture
def entry(run: Run, home: Path) -> Path:
    """Write a note to change."""
    assert run("note", "The bus came.").code == 0
    return journal_files(home)[0]


# --- notes ---


def test_words_become_an_entry(run: Run, home: Path) -> None:
    """A note says when it was written, and its words are its own; one line says where it is."""
    done = run("note", "The", "bus came.")
    (path,) = journal_files(home)
    assert (done.code, done.out, done.err) == (0, "", f"Saved in {path}\n")
    assert path.name == f"{NAME}.md"
    assert entries(home) == [
        Entry(
            id=NAME,
            written=datetime(2026, 11, 23, 18, 30),  # noqa: DTZ001  # an entry's date is local
            utc_offset="-06:00",
            title="Note, Monday 23 November 2026",
            time_zone="America/Chicago",
            portrait="portrait-of-a-leader",
            portrait_version=entries(home)[0].portrait_version,
            blocks=(Prose("The bus came."),),
        )
    ]


def test_a_note_is_about_something(run: Run, home: Path) -> None:
    """Attributes are found by what people call them; tags lose their #, and none comes twice."""
    run(
        "note",
        "x",
        "--attribute",
        "adv",
        "--attribute",
        "advocacy",
        "--tag",
        "#family night",
        "--tag",
        "Family-Night",
    )
    run("note", "x", "--attribute", "adv", "--attribute", "human", "--tag", "आशा/2026", "--role", "principal")
    (one, both) = entries(home)
    assert (one.id, one.attributes, one.tags) == (
        f"{NAME}-advocacy",
        ("advocacy",),
        ("portrait/advocacy", "family-night"),
    )
    assert (both.attributes, both.role) == (("advocacy", "human-centered"), "building-leader")
    assert both.tags == ("portrait/advocacy", "portrait/human-centered", "आशा/2026")


def test_a_note_takes_the_role_of_the_entry_before_it(run: Run, home: Path) -> None:
    """The role taken last holds for a note too, and no index is made for it."""
    run("note", "x", "--role", "coach", at=NOON - timedelta(days=400))
    run("note", "y")
    assert [one.role for one in entries(home)] == ["instructional-coach"] * 2
    assert not list((home / ".cache").rglob("*.sqlite"))


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--tag", "a,b"], 2, '"a,b" cannot be a tag'),
        (["--tag", "2026"], 2, '"2026" cannot be a tag'),
        (["--tag", "#"], 2, '"#" cannot be a tag'),
        (["--attribute", "courage"], 3, 'there is no attribute "courage"'),
        (["--role", "king"], 3, 'there is no role "king"'),
        (["--date", "2026-11-24"], 2, '"2026-11-24" is still to come'),
        (["--date", "last month"], 2, '"last month" is not a day'),
        (["--date", "blue"], 2, '"blue" is not a day'),
    ],
)
def test_what_cannot_be_meant_writes_nothing(run: Run, home: Path, options: list[str], code: int, says: str) -> None:
    """An option that cannot be meant is named, and nothing is written."""
    done = run("note", "Words.", *options)
    assert (done.code, says in done.err) == (code, True), done.err
    assert journal_files(home) == []


@pytest.mark.parametrize(
    ("said", "name", "offset"),
    [
        ("yesterday", "2026-11-22-183000-note", "-06:00"),
        ("2026-07-01", "2026-07-01-183000-note", "-05:00"),
        ("2026-11-23", "2026-11-23-183000-note", "-06:00"),
    ],
)
def test_a_note_about_an_earlier_day(run: Run, home: Path, said: str, name: str, offset: str) -> None:
    """A day that is gone is written at the time of day it is now, with the offset the clock had then."""
    assert run("note", "Words.", "--date", said).code == 0
    (found,) = entries(home)
    assert (found.id, found.utc_offset) == (name, offset)


def test_a_zone_that_is_not_known_does_no_harm(home: Path) -> None:
    """Where the time zone has no name, an earlier day has the offset of today."""
    world = Environment(
        stdin=io.StringIO("w"), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON, zone=str
    )
    assert main(["note", "--date", "2026-07-01"], world) == 0
    assert entries(home)[0].utc_offset == "-06:00"


def test_words_come_from_stdin(run: Run, home: Path) -> None:
    """Piped words are taken as they are, but for the last line end; `-` says so aloud."""
    assert run("note", stdin="one\r\n\r\n  two\n").code == 0
    assert run("note", "-", stdin="three").code == 0
    assert [words(found) for found in entries(home)] == ["three", "one\n\n  two"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((["note"], ""), (2, "there are no words to write down")),
        ((["note", " "], ""), (2, "there are no words to write down")),
        ((["note", ""], "words that were not meant"), (2, "there are no words to write down")),
        ((["note"], "one\ntwo\0"), (4, "stdin:2: found a NUL character")),
    ],
)
def test_no_words_make_no_note(run: Run, home: Path, given: tuple[list[str], str], wanted: tuple[int, str]) -> None:
    """Nothing, blanks, and what is no text are refused, and nothing is written."""
    (arguments, stdin), (code, says) = given, wanted
    done = run(*arguments, stdin=stdin)
    assert (done.code, says in done.err) == (code, True)
    assert journal_files(home) == []


ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1) | st.lists(
    st.sampled_from(
        ["---", "# a", "## b <!-- part: -->", "<!-- prompt: a.b -->", "- [ ] c", "> d", "```", "", " e ", "\\"]
    )
).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_whatever_is_typed_comes_back(text: str) -> None:
    """Any words at all, our own marks among them, are read back character for character."""
    if not text.strip():
        return
    with tempfile.TemporaryDirectory() as folder:
        world = Environment(
            stdin=io.StringIO(f"{text}\n"), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON, zone=str
        )
        assert main(["note", "--journal", folder], world) == 0
        (path,) = Path(folder).rglob("*.md")
        assert words(entry_file.parse(path.read_bytes().decode(), path.name)) == text


def test_words_that_cannot_be_saved_are_kept(run: Run, home: Path) -> None:
    """When the journal cannot be written, the words lie in the drafts, and the message says where."""
    (home / "Documents").mkdir()
    (home / "Documents/portrait-journal").touch()
    done = run("note", "Dear words.")
    assert done.code == 6
    (copy,) = copies(home)
    assert f"your words are kept in {copy}" in done.err
    assert copy.read_text(encoding="utf-8") == "Dear words."


def test_words_that_no_draft_can_hold_are_put_on_the_screen(run: Run, home: Path) -> None:
    """When nothing can be written anywhere, the words are on the screen to be copied."""
    journal = home / "Documents/portrait-journal"
    journal.mkdir(parents=True)
    (journal / "2026").touch()
    done = run("note", "Dear words.")
    assert (done.code, f"your words are kept in {copies(home)[0]}" in done.err) == (6, True)
    copies(home)[0].unlink()
    (home / ".local/state/portrait/drafts").rmdir()
    (home / ".local/state/portrait/drafts").touch()
    done = run("note", "Dear words.")
    assert (done.code, done.err.rstrip().endswith("Dear words.")) == (6, True)


def test_a_note_can_be_written_in_an_editor(home: Path, editor: Callable[..., str]) -> None:
    """Without words, a terminal opens the editor; what it leaves is the note, and no copy stays."""
    with Terminal(
        "note", "--tag", "bus", variables={"EDITOR": editor('printf "One.\\r\\n\\r\\nTwo.\\n" > "$1"')}
    ) as terminal:
        assert terminal.finish() == 0
        assert "Saved in" in terminal.words
    (found,) = entries(home)
    assert (words(found), found.tags) == ("One.\n\nTwo.", ("bus",))
    assert drafts(home) == []


def test_an_empty_note_is_none(home: Path, editor: Callable[..., str]) -> None:
    """When the editor leaves nothing, nothing is written, and that is said."""
    with Terminal("note", variables={"EDITOR": editor("sleep 2.1")}) as terminal:
        assert terminal.finish() == 0
        assert terminal.words.strip() == "Nothing was written."
    assert (journal_files(home), drafts(home)) == ([], [])


def test_an_editor_that_does_not_wait_gets_its_words_in(home: Path, editor: Callable[..., str]) -> None:
    """An editor that comes back at once keeps its file; what is saved there later is taken at the next call."""
    with Terminal("note", variables={"EDITOR": editor("true")}) as terminal:
        assert terminal.finish() == 0
        assert "Nothing was written." in terminal.words
        assert "save there, close it, then portrait note again" in terminal.words
    (copy,) = copies(home)
    copy.write_text("Written later.\n", encoding="utf-8")
    with Terminal("note", variables={"EDITOR": editor("true")}) as terminal:
        assert terminal.finish() == 0
        assert "Words of an earlier note were kept." in terminal.words
    assert [words(found) for found in entries(home)] == ["Written later."]
    assert copies(home) == []


@pytest.mark.parametrize(
    ("lines", "code", "says"),
    [
        (['echo "Dear words." > "$1"', "exit 1"], 1, "ended with an error"),
        (['echo "Dear words." > "$1"', "kill -9 $$"], 1, "ended with an error"),
        (['printf "Dear words.\\000\\n" > "$1"'], 4, "found a NUL character"),
        (['printf "Dear words.\\377\\n" > "$1"'], 4, "is not text that we can read"),
    ],
)
def test_a_failing_editor_loses_no_note(
    home: Path, editor: Callable[..., str], lines: list[str], code: int, says: str
) -> None:
    """What a failing editor wrote is kept, and the next note begins with it."""
    with Terminal("note", variables={"EDITOR": editor(*lines)}) as terminal:
        assert terminal.finish() == code
        assert says in terminal.words
        assert "portrait note" in terminal.words
    assert b"Dear words." in copies(home)[0].read_bytes()
    with Terminal(
        "note", variables={"EDITOR": editor('tr -d "\\000\\377" < "$1" > "$1.new"; mv "$1.new" "$1"')}
    ) as terminal:
        assert terminal.finish() == 0
    assert [words(found) for found in entries(home)] == ["Dear words."]
    assert drafts(home) == []


def test_an_editor_that_is_missing_again_loses_no_note(home: Path, editor: Callable[..., str]) -> None:
    """Words kept once stay kept, however often the editor fails."""
    for failing in (
        editor('echo "Dear words." > "$1"', "exit 1"),
        editor("exit 1"),
        "no-such-editor",
        editor("exit 1"),
    ):
        with Terminal("note", variables={"EDITOR": failing}) as terminal:
            assert terminal.finish() == 1
        assert copies(home)[0].read_text(encoding="utf-8") == "Dear words.\n"


def test_two_windows_write_two_notes(home: Path, editor: Callable[..., str]) -> None:
    """A note being written in one window is not taken from it by another."""
    slow = editor('echo "First." > "$1"; while [ ! -e "$HOME/go" ]; do sleep 0.02; done')
    with Terminal("note", variables={"EDITOR": slow}) as first:
        first.wait_until(lambda: any(copy.read_text() for copy in copies(home)), "a copy with words")
        with Terminal("note", variables={"EDITOR": editor('echo "Second." >> "$1"')}) as second:
            assert second.finish() == 0
        (home / "go").touch()
        assert first.finish() == 0
    assert sorted(words(found) for found in entries(home)) == ["First.", "Second."]


def test_without_a_terminal_no_editor_opens(home: Path) -> None:
    """Where stdin is a terminal and stderr is none, the command that works is named."""
    world = Environment(stdin=Stream(), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON)
    assert main(["note"], world) == 2
    assert isinstance(world.stderr, io.StringIO)
    assert "portrait note" in world.stderr.getvalue()
    assert journal_files(home) == []


# --- edits ---


def test_an_edit_is_saved_and_undone(run: Run, home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """The editor's text takes the entry's place; undo restores every byte, and keeps the edited ones."""
    entry.write_bytes(before := entry.read_bytes().replace(b"format: 1\n", b"format: 1\nmood:   [calm]   # mine\n"))
    done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
    assert (done.code, done.err) == (0, f"Saved {NAME}. The version before: portrait undo\n")
    after = entry.read_bytes()
    assert after == before.replace(b"bus", b"train")
    assert drafts(home) == []
    done = run("undo")
    assert (done.code, f"{NAME} is as it was before the edit" in done.err) == (0, True)
    assert entry.read_bytes() == before
    (kept,) = trash(home)
    assert str(kept) in done.err
    assert kept.read_bytes() == after
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
def test_however_an_editor_saves(run: Run, entry: Path, editor: Callable[..., str], save: str) -> None:
    """Line ends, encodings and ways of saving make no difference to what the entry becomes."""
    before = entry.read_bytes()
    assert run("edit", env={"EDITOR": editor(save)}).code == 0
    assert entry.read_bytes() == before.replace(b"bus", b"train")


@pytest.mark.parametrize("save", ["true", 'sed -i "s/$/\\r/" "$1"', 'rm "$1"', 'touch "$1"'])
def test_an_edit_that_changes_nothing(
    run: Run, home: Path, entry: Path, editor: Callable[..., str], save: str
) -> None:
    """Where no word was changed, that is said, and the file and the trash stay as they are."""
    before = entry.read_bytes(), entry.stat().st_mtime_ns
    done = run("edit", env={"EDITOR": editor(save)})
    assert (done.code, "Nothing was changed." in done.err) == (0, True)
    assert (entry.read_bytes(), entry.stat().st_mtime_ns) == before
    assert trash(home) == []


def test_an_unchanged_edit_leaves_no_copy(home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """When somebody has only looked, nothing is left behind and no more is said."""
    seconds = count(0.0, 60.0)
    err = io.StringIO()
    world = Environment(
        variables={**os.environ, "EDITOR": editor("true")}, stdin=io.StringIO(), stdout=io.StringIO(), stderr=err,
        now=lambda: NOON, seconds=lambda: next(seconds),
    )  # fmt: skip
    assert main(["edit"], world) == 0
    assert err.getvalue() == "Nothing was changed.\n"
    assert drafts(home) == []
    assert entry.exists()


def test_an_editor_that_does_not_wait_edits_all_the_same(
    run: Run, home: Path, entry: Path, editor: Callable[..., str]
) -> None:
    """What is saved in a window of its own is taken at the next call."""
    done = run("edit", env={"EDITOR": editor("true")})
    assert f"save there, close it, then portrait edit {NAME} again" in done.err
    (copy,) = copies(home)
    copy.write_bytes(copy.read_bytes().replace(b"bus", b"train"))
    assert run("edit", env={"EDITOR": editor("true")}).code == 0
    assert b"train" in entry.read_bytes()
    assert drafts(home) == []


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (['sed -i "s/bus/train/" "$1"', "exit 1"], (1, "ended with an error")),
        (['sed -i "s/bus/train/" "$1"', "kill -9 $$"], (1, "ended with an error")),
        (['sed -i "s/bus/train/; s/^date:.*/date: soon/" "$1"'], (4, f'{NAME}.md:3: found "soon" for date')),
        (['sed -i "s/bus/train/; 1d" "$1"'], (4, f"{NAME}.md:1: no front matter")),
        (['sed -i "s/bus/train/; s/^id:.*/id: x/" "$1"'], (4, f'{NAME}.md:2: found "x" for id; expected {NAME}')),
        (['sed -i "s/bus/train\\x00/" "$1"'], (4, "found a NUL character")),
        (['sed -i "s/bus/train\\xff/" "$1"'], (4, "is not text that we can read")),
        (['printf "" > "$1"'], (4, "no front matter")),
    ],
)
def test_an_edit_that_fails_is_kept(
    run: Run, entry: Path, editor: Callable[..., str], lines: list[str], wanted: tuple[int, str]
) -> None:
    """Whatever the editor did, the entry stands as it was, the copy is kept, and the next edit goes on with it."""
    before, (code, says), home = entry.read_bytes(), wanted, Path.home()
    done = run("edit", env={"EDITOR": editor(*lines)})
    (copy,) = copies(home)
    assert (done.code, says in done.err, str(copy) in done.err) == (code, True, True), done.err
    assert f"portrait edit {NAME}" in done.err
    assert (entry.read_bytes(), trash(home)) == (before, [])
    left = copy.read_bytes()
    assert not left or b"train" in left
    mend = f'cp "$1" "{home}/seen"; sed "s/bus/ship/" < "{entry}" > "$1.x"; mv "$1.x" "$1"'
    done = run("edit", env={"EDITOR": editor(mend)})
    assert (done.code, f"kept in {copy}" in done.err) == (0, True)
    assert (home / "seen").read_bytes() == left
    assert entry.read_bytes() == before.replace(b"bus", b"ship")
    assert drafts(home) == []


def test_an_editor_that_is_not_there(run: Run, home: Path, entry: Path) -> None:
    """An editor that cannot be found is named with what to do, and leaves no copy; so is having none at all."""
    before = entry.read_bytes()
    done = run("edit", env={"EDITOR": "no-such-editor"})
    assert (done.code, "could not open no-such-editor" in done.err, "set EDITOR" in done.err) == (1, True, True)
    done = run("edit")
    assert (done.code, "there is no terminal to open an editor in" in done.err) == (2, True)
    with Terminal("edit", variables={"PATH": str(home)}) as terminal:
        assert terminal.finish() == 1
        assert "no editor was found" in terminal.words
    assert entry.read_bytes() == before
    assert drafts(home) == []


def test_a_file_changed_elsewhere_is_not_overwritten(
    run: Run, home: Path, entry: Path, editor: Callable[..., str]
) -> None:
    """When the entry changes while it is edited, both versions stay, and it is said where."""
    done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"', f'sed -i "s/bus/ship/" "{entry}"')})
    (copy,) = copies(home)
    assert (done.code, "was not overwritten" in done.err, str(copy) in done.err) == (1, True, True)
    assert (b"ship" in entry.read_bytes(), b"train" in copy.read_bytes()) == (True, True)
    done = run("edit", env={"EDITOR": editor("true")})
    assert (done.code, "both" in done.err, b"ship" in entry.read_bytes()) == (1, True, True)
    entry.unlink()
    run("note", "Another.")
    done = run("edit", NAME, env={"EDITOR": editor('echo x >> "$1"', f'rm "{entry}"')})
    assert done.code == 1
    assert copy.exists()


def test_the_person_chooses_between_two_versions(home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """In a terminal the kept copy is offered first; taking it moves the other version to the trash."""
    both = editor('sed -i "s/bus/train/" "$1"', f'sed -i "s/came/went/" "{entry}"')
    with Terminal("edit", variables={"EDITOR": both}) as terminal:
        assert terminal.finish() == 1
    with Terminal("edit", variables={"EDITOR": editor(f'cp "$1" "{home}/seen"')}) as terminal:
        terminal.wait_for("The entry itself was changed since.", "Go on with them?", *OFFER)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert (home / "seen").read_bytes() == entry.read_bytes()
    assert b"The train came." in entry.read_bytes()
    assert [b"The bus went." in kept.read_bytes() for kept in trash(home)] == [True]
    assert drafts(home) == []


def test_the_kept_copy_can_be_put_aside(home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """Whoever begins anew finds the kept copy put aside, whole."""
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/train/" "$1"; exit 1')}) as terminal:
        assert terminal.finish() == 1
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/ship/" "$1"')}) as terminal:
        terminal.wait_for("Go on with them?", *OFFER)
        terminal.type(DOWN + ENTER)
        assert terminal.finish() == 0
        assert "put aside in" in terminal.words
    assert b"ship" in entry.read_bytes()
    (aside,) = drafts(home)
    assert (aside.parent.name, b"train" in aside.read_bytes()) == ("set-aside", True)


@pytest.mark.parametrize("options", [[], ["--plain"]])
def test_an_edit_that_is_no_entry_is_offered_again(
    home: Path, entry: Path, editor: Callable[..., str], options: list[str]
) -> None:
    """The reason and the place are shown, and the same words are opened again until they are an entry."""
    twice = editor(
        f'if [ -e "{home}/seen" ]; then sed -i "s/^date: soon/date: 2026-11-23T18:30:00/" "$1"; exit; fi',
        f'sed -i "s/bus/train/; s/^date:.*/date: soon/" "$1"; touch "{home}/seen"',
    )
    with Terminal("edit", *options, variables={"EDITOR": twice}) as terminal:
        terminal.wait_for(f'{NAME}.md:3: found "soon" for date', "Nothing is saved yet", "Open it again?")
        terminal.type(ENTER if not options else "1" + ENTER)
        assert terminal.finish() == 0
        assert "Saved" in terminal.words
    assert b"The train came." in entry.read_bytes()
    assert drafts(home) == []


@pytest.mark.parametrize("keys", [DOWN + ENTER, CTRL_C])
def test_an_edit_that_is_no_entry_can_wait(home: Path, entry: Path, editor: Callable[..., str], keys: str) -> None:
    """Stopping keeps the copy and leaves the entry as it was."""
    before = entry.read_bytes()
    with Terminal("edit", variables={"EDITOR": editor('sed -i "s/bus/train/; 1d" "$1"')}) as terminal:
        terminal.wait_for("your changes are kept in", "Open it again?", *OFFER)
        terminal.type(keys)
        assert terminal.finish() == (130 if keys == CTRL_C else 4)
        assert terminal.settings_after == terminal.settings_before
    assert entry.read_bytes() == before
    assert b"train" in copies(home)[0].read_bytes()


def test_ctrl_c_in_the_editor_is_the_editors(home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """Ctrl-C that ends the editor leaves the copy, and it is said where."""
    before = entry.read_bytes()
    slow = editor('sed -i "s/bus/train/" "$1"; echo ready; exec sleep 20')
    with Terminal("edit", variables={"EDITOR": slow}) as terminal:
        terminal.wait_for("ready")
        terminal.type(CTRL_C)
        assert terminal.finish() == 1
        assert "your words are kept in" in terminal.words
    assert entry.read_bytes() == before
    assert b"train" in copies(home)[0].read_bytes()


def test_a_killed_edit_goes_on(run: Run, entry: Path, editor: Callable[..., str]) -> None:
    """When the program is killed while the editor is open, the next edit has its words."""
    before = entry.read_bytes()
    slow = editor('sed -i "s/bus/train/" "$1"; echo ready; exec sleep 20')
    with Terminal("edit", variables={"EDITOR": slow}) as terminal:
        terminal.wait_for("ready")
        terminal.signal(signal.SIGKILL)
        terminal.finish()
    assert entry.read_bytes() == before
    assert run("edit", env={"EDITOR": editor("true")}).code == 0
    assert entry.read_bytes() == before.replace(b"bus", b"train")


def test_one_entry_is_edited_in_one_window(run: Run, home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """A second window is told so, an undo meanwhile takes nothing from the first, and other entries are free."""
    run("note", "Another.", at=NOON + timedelta(hours=1))
    waits = editor('sed -i "s/bus/train/" "$1"; while [ ! -e "$HOME/go" ]; do sleep 0.02; done')
    command = [*PORTRAIT, "edit", NAME]
    first = subprocess.Popen(command, env={**os.environ, "EDITOR": waits}, stderr=subprocess.PIPE, text=True)
    while not any(b"train" in copy.read_bytes() for copy in copies(home)):
        assert first.poll() is None
    done = run("edit", NAME, env={"EDITOR": "true"})
    assert (done.code, "in another window" in done.err) == (5, True)
    assert run("edit", env={"EDITOR": "true"}).code == 0
    (home / "go").touch()
    _, said = first.communicate()
    assert (first.returncode, "Saved" in said) == (0, True)
    assert b"train" in entry.read_bytes()


def test_a_file_that_is_no_entry_can_be_mended(run: Run, home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """An entry broken by hand is opened by its path, and saved once it is an entry again."""
    whole = entry.read_text(encoding="utf-8")
    entry.write_text(whole.replace("\ndate: ", "\ndate: not "), encoding="utf-8")
    done = run("edit", str(entry), env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
    assert (done.code, f"portrait edit {entry}" in done.err) == (4, True)
    done = run("edit", str(entry), env={"EDITOR": editor('sed -i "s/^date: not /date: /" "$1"')})
    assert done.code == 0, done.err
    assert entry.read_text(encoding="utf-8") == whole.replace("bus", "train")
    assert drafts(home) == []


def test_an_entry_that_is_a_link_stays_one(run: Run, entry: Path, tmp_path: Path, editor: Callable[..., str]) -> None:
    """Edit and undo write through a link to where the words are."""
    target = tmp_path / "elsewhere.md"
    entry.rename(target)
    entry.symlink_to(target)
    before = target.read_bytes()
    assert run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')}).code == 0
    assert (entry.is_symlink(), target.read_bytes()) == (True, before.replace(b"bus", b"train"))
    assert run("undo").code == 0
    assert (entry.is_symlink(), target.read_bytes()) == (True, before)


def test_only_entries_are_changed(run: Run, entry: Path, tmp_path: Path) -> None:
    """A file elsewhere is no entry of the journal, and neither edit nor delete touches it."""
    elsewhere = tmp_path / "elsewhere.md"
    elsewhere.write_bytes(entry.read_bytes())
    for command in (["edit", str(elsewhere)], ["delete", "--yes", str(elsewhere)]):
        done = run(*command, env={"EDITOR": "true"})
        assert (done.code, "is not among the entries" in done.err) == (2, True)
    assert elsewhere.exists()
    assert run("edit", "2020-01-01", env={"EDITOR": "true"}).code == 3


def test_a_lock_held_elsewhere_keeps_the_edit(run: Run, home: Path, entry: Path, editor: Callable[..., str]) -> None:
    """When another portrait keeps writing, nothing is saved and the copy is kept."""
    before = entry.read_bytes()
    lock = next((home / ".local/state/portrait/locks").glob("*.lock"))
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom portrait_cli.store import files\n"
        "with files.locked(Path(sys.argv[1]), 0): print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        holder.stdout.readline()
        done = run("edit", env={"EDITOR": editor('sed -i "s/bus/train/" "$1"')})
        holder.kill()
    assert (done.code, str(copies(home)[0]) in done.err) == (5, True)
    assert entry.read_bytes() == before


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_everything_is_for_its_owner_only(run: Run, home: Path, editor: Callable[..., str], umask: int) -> None:
    """Whatever the umask: entries, trash, copies and locks have mode 0600, their folders 0700."""
    script = editor('sed -i "s/bus/train/" "$1"; ls -l "$1" > "$HOME/seen"; exit ${FAIL:-0}')
    before = os.umask(umask)
    try:
        run("note", "The bus came.")
        run("edit", env={"EDITOR": script})
        run("edit", env={"EDITOR": editor('sed -i 1d "$1"')})
        run("note", "Another.")
        run("delete", "latest", "--yes")
    finally:
        os.umask(before)
    assert (home / "seen").read_text(encoding="utf-8").startswith("-rw-------")
    state = home / ".local/state/portrait"
    for folder in (home / "Documents/portrait-journal", state):
        for path in [folder, *folder.rglob("*")]:
            assert path.stat().st_mode & 0o077 == 0, path


# --- deletes, and the way back ---


def test_a_delete_can_be_undone(run: Run, home: Path, entry: Path) -> None:
    """A deleted entry is in no list any more, lies in the trash, and comes back byte for byte."""
    before = entry.read_bytes()
    done = run("delete", "2026-11-23", "--yes")
    assert (done.code, done.out) == (0, "")
    assert done.err == f"In the trash now: Note, Monday 23 November 2026 ({NAME}). To bring it back: portrait undo\n"
    assert run("list").code == 3
    assert [kept.read_bytes() for kept in trash(home)] == [before]
    done = run("undo")
    assert (done.code, done.err) == (0, f"{NAME} is back in {entry}\n")
    assert entry.read_bytes() == before
    assert NAME[:10] in run("list", "--json").out
    done = run("undo")
    assert (done.code, "there is nothing to undo" in done.err) == (3, True)


def test_undo_writes_over_nothing(run: Run, entry: Path) -> None:
    """Another entry of the same name stays, and the one that comes back says where it is."""
    run("delete", "latest", "--yes")
    run("note", "Another.")
    done = run("undo")
    assert done.code == 0
    assert f"{NAME}-2.md: another file stands in its old place" in done.err
    assert b"Another." in entry.read_bytes()


def test_undo_says_when_there_was_nothing_to_do(run: Run, entry: Path) -> None:
    """Where the entry is back by itself, undo says so."""
    before = entry.read_bytes()
    run("delete", "latest", "--yes")
    entry.write_bytes(before)
    done = run("undo")
    assert (done.code, done.err) == (0, f"{NAME} stands already as it was before it was deleted.\n")


def test_without_a_terminal_delete_wants_a_yes(run: Run, entry: Path) -> None:
    """Where nobody can be asked, the command that works is named, and nothing is deleted; so without an ENTRY."""
    done = run("delete", "latest")
    assert (done.code, "hint: portrait delete latest --yes" in done.err) == (2, True)
    assert run("delete").code == 2
    assert run("delete", "--yes").code == 2
    assert entry.exists()


def test_a_file_that_is_no_entry_can_be_deleted(run: Run, home: Path, entry: Path) -> None:
    """A broken file is deleted by its path, and comes back as broken as it was."""
    entry.write_bytes(b"broken \xff")
    assert run("delete", str(entry), "--yes").code == 0
    assert not entry.exists()
    assert run("undo").code == 0
    assert entry.read_bytes() == b"broken \xff"
    assert trash(home) == []


@pytest.mark.parametrize(("keys", "code", "gone"), [("y\r", 0, True), (ENTER, 0, False), (CTRL_C, 130, False)])
def test_delete_asks_and_names_what_it_deletes(entry: Path, keys: str, code: int, *, gone: bool) -> None:
    """In a terminal the title and the first words are shown; only a yes deletes."""
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for(
            "Note, Monday 23 November 2026", "The bus came.", "Move it to the trash?", "empty means no", "›"
        )
        terminal.type(keys)
        assert terminal.finish() == code
        assert ("Nothing was deleted." in terminal.words) == (keys == ENTER)
    assert entry.exists() != gone


def test_what_acts_on_a_terminal_does_not_get_there(run: Run, home: Path) -> None:
    """Escapes in an entry's words are shown as signs when it is deleted."""
    run("note", "\x1b]52;c;aGk=\x07" + "long " * 40)
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for("Move it to the trash?", "›")
        assert "\x1b]52" not in terminal.raw
        assert "“␛]52;c;aGk=␇long long" in terminal.words
        assert "lo…”" in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert len(journal_files(home)) == 1
