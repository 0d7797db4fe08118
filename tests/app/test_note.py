import io
import shlex
import signal
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import (
    NOON,
    NOTE_ID,
    Editor,
    Run,
    TerminalStream,
    editor_copies,
    files_with_drafts,
    journal_entries,
    journal_files,
    words_of,
)
from portrait_cli.__main__ import main
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.formats import entry_file
from portrait_cli.terminal.environment import Environment

if sys.platform != "win32":
    import fcntl
    import termios
from screen import Terminal


def test_words_become_an_entry(run: Run, home: Path) -> None:
    """A note has the time and the words it was written with, and one line says where it is."""
    done = run("note", "The", "bus came.")
    (path,) = journal_files(home)
    assert (done.code, done.out, done.err) == (0, "", f"Saved in {path}\n")
    assert path.name == f"{NOTE_ID}.md"
    assert journal_entries(home) == [
        Entry(
            id=NOTE_ID,
            written=datetime(2026, 11, 23, 18, 30),  # noqa: DTZ001  # an entry's date is local
            utc_offset="-06:00",
            title="Note, Monday, November 23, 2026",
            time_zone="America/Chicago",
            portrait="portrait-of-a-leader",
            portrait_version=journal_entries(home)[0].portrait_version,
            blocks=(Prose("The bus came."),),
        )
    ]


def test_a_note_is_about_something(run: Run, home: Path) -> None:
    """Attributes are found by what people call them; tags lose their #, and none is listed twice."""
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
    (one, both) = journal_entries(home)
    assert (one.id, one.attributes, one.tags) == (
        f"{NOTE_ID}-advocacy",
        ("advocacy",),
        ("portrait/advocacy", "family-night"),
    )
    assert (both.attributes, both.role) == (("advocacy", "human-centered"), "building-leader")
    assert both.tags == ("portrait/advocacy", "portrait/human-centered", "आशा/2026")


def test_a_note_takes_the_role_of_the_entry_before_it(run: Run, home: Path) -> None:
    """A note takes the role of the entry before it, without making an index."""
    run("note", "x", "--role", "coach", at=NOON - timedelta(days=400))
    run("note", "y")
    assert [one.role for one in journal_entries(home)] == ["instructional-coach"] * 2
    assert not list((home / ".cache").rglob("*.sqlite"))


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (["--tag", "a,b"], 2, '"a,b" cannot be a tag'),
        (["--tag", "2026"], 2, '"2026" cannot be a tag'),
        (["--tag", "#"], 2, '"#" cannot be a tag'),
        (["--attribute", "courage"], 3, 'there is no attribute "courage"'),
        (["--role", "king"], 3, 'there is no role "king"'),
        (["--date", "2026-11-24"], 2, '"2026-11-24" is in the future'),
        (["--date", "today 11pm"], 2, '"today 11pm" is in the future'),
        (["--date", "last month"], 2, '"last month" is not a day'),
        (["--date", "32 dec 10"], 2, '"32 dec 10" is not a day'),
        (["--date", "yesterday 5pm 6pm"], 2, '"yesterday 5pm 6pm" is not a day'),
        (["--date", "blue"], 2, '"blue" is not a day'),
        (["--date", ""], 2, '"" is not a day'),
    ],
)
def test_an_impossible_option_writes_nothing(run: Run, home: Path, options: list[str], code: int, says: str) -> None:
    """An option that makes no sense is named, and nothing is written."""
    done = run("note", "Words.", *options)
    assert (done.code, says in done.err) == (code, True), done.err
    assert journal_files(home) == []


@pytest.mark.parametrize(
    ("said", "name", "offset"),
    [
        ("yesterday", "2026-11-22-183000-note", "-06:00"),
        ("2026-07-01", "2026-07-01-183000-note", "-05:00"),
        ("2026-11-23", "2026-11-23-183000-note", "-06:00"),
        ("yesterday 5pm", "2026-11-22-170000-note", "-06:00"),
        ("2026-07-01 08:15", "2026-07-01-081500-note", "-05:00"),
    ],
)
def test_a_note_about_an_earlier_day(run: Run, home: Path, said: str, name: str, offset: str) -> None:
    """A note about an earlier day has the time that is named, or that of now, and the offset of that time."""
    assert run("note", "Words.", "--date", said).code == 0
    (found,) = journal_entries(home)
    assert (found.id, found.utc_offset) == (name, offset)


def test_a_note_works_without_a_time_zone_name(home: Path) -> None:
    """When the time zone has no name, an earlier day has today's offset."""
    world = Environment(
        stdin=io.StringIO("w"), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON, zone=str
    )
    assert main(["note", "--date", "2026-07-01"], world) == 0
    assert journal_entries(home)[0].utc_offset == "-06:00"


def test_words_come_from_stdin(run: Run, home: Path) -> None:
    """Piped words are taken as they are, without the last line ending; `-` asks for them explicitly."""
    assert run("note", stdin="one\r\n\r\n  two\n").code == 0
    assert run("note", "-", stdin="three").code == 0
    assert [words_of(found) for found in journal_entries(home)] == ["three", "one\n\n  two"]


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ((["note"], ""), (2, "there is nothing to write down")),
        ((["note", " "], ""), (2, "there is nothing to write down")),
        ((["note", ""], "words that were not meant"), (2, "there is nothing to write down")),
        ((["note"], "one\ntwo\0"), (4, "stdin:2: found a NUL character")),
    ],
)
def test_no_words_make_no_note(run: Run, home: Path, given: tuple[list[str], str], wanted: tuple[int, str]) -> None:
    """Empty words, blanks, and bytes that are not text are refused, and nothing is written."""
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
    """Any words, even our own marks, are read back character for character."""
    if not text.strip():
        return
    with tempfile.TemporaryDirectory() as folder:
        world = Environment(
            stdin=io.StringIO(f"{text}\n"), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON, zone=str
        )
        assert main(["note", "--journal", folder], world) == 0
        (path,) = Path(folder).rglob("*.md")
        assert words_of(entry_file.parse(path.read_bytes().decode(), path.name)) == text


def test_words_that_cannot_be_saved_are_kept(run: Run, home: Path) -> None:
    """When the journal cannot be written, the words are kept in the drafts, and the message says where."""
    (home / "Documents").mkdir()
    (home / "Documents/portrait-journal").touch()
    done = run("note", "Dear words.")
    assert done.code == 6
    (copy,) = editor_copies(home)
    assert f"your words are kept in {copy}" in done.err
    assert copy.read_text(encoding="utf-8") == "Dear words."


def test_the_command_that_continues_asks_for_the_day_again(home: Path, run: Run, editor: Editor) -> None:
    """Words whose day was wrong are kept, and the command in the hint files them under a day, not under today."""
    about = ("--tag", "bus {x}", "--attribute", "advocacy", "--tag", "family night")
    done = run("note", "Dear words.", "--date", "tomorrow", "--attribute", "advocacy", "--tag", "family night")
    again = "portrait note --date DATE --attribute advocacy --tag 'family night'"
    assert (done.code, again in done.err) == (2, True), done.err
    assert "{x}" in run("note", "Dear words.", "--date", "tomorrow", *about).err
    editor_copies(home)[1].unlink()
    (copy,) = editor_copies(home)
    assert f"An unfinished note is waiting in {copy}: portrait note opens it" in run().err

    typed = shlex.split(again.removeprefix("portrait "))
    wrong = run(*typed, env={"EDITOR": editor("true")}, tty=True)
    assert wrong.code == 2
    assert '"DATE" is not a day' in wrong.err
    right = ["2026-11-20" if word == "DATE" else word for word in typed]
    with Terminal(*right, variables={"EDITOR": editor("true")}) as terminal:
        assert terminal.finish() == 0
    (found,) = journal_entries(home)
    assert (found.written.date().isoformat(), found.tags) == ("2026-11-20", ("portrait/advocacy", "family-night"))
    assert editor_copies(home) == []


def test_words_that_no_draft_can_hold_are_put_on_the_screen(run: Run, home: Path) -> None:
    """When nothing can be written anywhere, the words are printed so that they can be copied."""
    journal = home / "Documents/portrait-journal"
    journal.mkdir(parents=True)
    (journal / "2026").touch()
    done = run("note", "Dear words.")
    assert (done.code, f"your words are kept in {editor_copies(home)[0]}" in done.err) == (6, True)
    editor_copies(home)[0].unlink()
    (home / ".local/state/portrait/drafts").rmdir()
    (home / ".local/state/portrait/drafts").touch()
    done = run("note", "Dear words.")
    assert (done.code, done.err.rstrip().endswith("Dear words.")) == (6, True)


def test_a_note_can_be_written_in_an_editor(home: Path, editor: Editor) -> None:
    """Without words, a terminal opens the editor; its text is the note, and no copy is left."""
    with Terminal(
        "note", "--tag", "bus", variables={"EDITOR": editor('printf "One.\\r\\n\\r\\nTwo.\\n" > "$1"')}
    ) as terminal:
        assert terminal.finish() == 0
        assert "Saved in" in terminal.words
    (found,) = journal_entries(home)
    assert (words_of(found), found.tags) == ("One.\n\nTwo.", ("bus",))
    assert files_with_drafts(home) == []


def test_an_empty_note_is_not_written(home: Path, editor: Editor) -> None:
    """When the editor leaves nothing, nothing is written, and a message says so."""
    with Terminal("note", variables={"EDITOR": editor("sleep 2.1")}) as terminal:
        assert terminal.finish() == 0
        assert terminal.words.strip() == "Nothing was written."
    assert (journal_files(home), files_with_drafts(home)) == ([], [])


def test_an_editor_that_does_not_wait_gets_its_words_in(home: Path, editor: Editor) -> None:
    """When an editor returns at once, its file is kept, and what is saved there later is the next note."""
    with Terminal("note", variables={"EDITOR": editor("true")}) as terminal:
        assert terminal.finish() == 0
        assert "Nothing was written." in terminal.words
        assert "save there, close it, then run portrait note again" in terminal.words
    (copy,) = editor_copies(home)
    copy.write_text("Written later.\n", encoding="utf-8")
    with Terminal("note", variables={"EDITOR": editor("true")}) as terminal:
        assert terminal.finish() == 0
        assert "Your unfinished note was kept." in terminal.words
    assert [words_of(found) for found in journal_entries(home)] == ["Written later."]
    assert editor_copies(home) == []


@pytest.mark.parametrize(
    ("lines", "code", "says"),
    [
        (['echo "Dear words." > "$1"', "exit 1"], 1, "ended with an error"),
        (['echo "Dear words." > "$1"', "kill -9 $$"], 1, "ended with an error"),
        (['printf "Dear words.\\000\\n" > "$1"'], 4, "found a NUL character"),
        (['printf "Dear words.\\377\\n" > "$1"'], 4, "is not text that we can read"),
    ],
)
def test_a_failing_editor_loses_no_note(home: Path, editor: Editor, lines: list[str], code: int, says: str) -> None:
    """What a failing editor wrote is kept, and the next note begins with it."""
    with Terminal("note", variables={"EDITOR": editor(*lines)}) as terminal:
        assert terminal.finish() == code
        assert says in terminal.words
        assert "portrait note" in terminal.words
    assert b"Dear words." in editor_copies(home)[0].read_bytes()
    with Terminal(
        "note", variables={"EDITOR": editor('tr -d "\\000\\377" < "$1" > "$1.new"; mv "$1.new" "$1"')}
    ) as terminal:
        assert terminal.finish() == 0
    assert [words_of(found) for found in journal_entries(home)] == ["Dear words."]
    assert files_with_drafts(home) == []


def test_an_editor_that_is_missing_again_loses_no_note(home: Path, editor: Editor) -> None:
    """Words that were kept once stay kept, however often the editor fails."""
    for failing in (
        editor('echo "Dear words." > "$1"', "exit 1"),
        editor("exit 1"),
        "no-such-editor",
        editor("exit 1"),
    ):
        with Terminal("note", variables={"EDITOR": failing}) as terminal:
            assert terminal.finish() == 1
        assert editor_copies(home)[0].read_text(encoding="utf-8") == "Dear words.\n"


def test_two_windows_write_two_notes(home: Path, editor: Editor) -> None:
    """A note that is being written in one window is not offered in another."""
    slow = editor('echo "First." > "$1"; while [ ! -e "$HOME/go" ]; do sleep 0.02; done')
    with Terminal("note", variables={"EDITOR": slow}) as first:
        first.wait_until(lambda: any(copy.read_text() for copy in editor_copies(home)), "a copy with words")
        with Terminal("note", variables={"EDITOR": editor('echo "Second." >> "$1"')}) as second:
            assert second.finish() == 0
        (home / "go").touch()
        assert first.finish() == 0
    assert sorted(words_of(found) for found in journal_entries(home)) == ["First.", "Second."]


def test_without_a_terminal_no_editor_opens(home: Path) -> None:
    """When stdin is a terminal but stderr is not, the command that works is named."""
    world = Environment(stdin=TerminalStream(), stdout=io.StringIO(), stderr=io.StringIO(), now=lambda: NOON)
    assert main(["note"], world) == 2
    assert isinstance(world.stderr, io.StringIO)
    assert "portrait note" in world.stderr.getvalue()
    assert journal_files(home) == []


def wait_until_read(pipe: int) -> None:
    """Wait until nothing is left in a pipe."""
    if sys.platform != "win32":
        waits = bytearray(4)
        for _ in range(600):
            fcntl.ioctl(pipe, termios.FIONREAD, waits)
            if not any(waits):
                break
            time.sleep(0.1)
    time.sleep(0.3)


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_what_came_by_a_pipe_until_a_signal_is_kept(home: Path) -> None:
    """Words that were piped in before the command is stopped are in a named file."""
    with subprocess.Popen(
        [sys.executable, "-m", "portrait_cli", "note", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as child:
        assert child.stdin
        assert child.stderr
        child.stdin.write(b"half a thought")
        child.stdin.flush()
        wait_until_read(child.stdin.fileno())
        child.send_signal(signal.SIGTERM)
        said = child.stderr.read().decode()
        child.stdin.close()
    assert child.returncode == 143
    (kept,) = files_with_drafts(home)
    assert str(kept) in said
    assert kept.read_bytes() == b"half a thought"
