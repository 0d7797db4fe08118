import time
from pathlib import Path

import pytest

from conftest import SHORT, Run, journal_entries, newest_answers, read_drafts, shell_script, words_of
from screen import BACKSPACE, CHOICE, CTRL_B, CTRL_C, CTRL_O, CTRL_U, ENTER, LINE, PATIENCE, Terminal


def test_an_answer_can_be_written_in_an_editor(home: Path, tmp_path: Path) -> None:
    """Ctrl-O opens the person's editor with the words so far, and its lines become the answer."""
    editor = shell_script(tmp_path / "my editor", 'printf "and a second line\\n\\nend\\n" >> "$1"')
    with Terminal("reflect", variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("and a second line", "end")
        terminal.type("ing" + ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert list(read_drafts(home)[0].answers.values()) == ["Begun here\nand a second line\n\nending"]


def test_the_editor_shows_the_question(home: Path, tmp_path: Path) -> None:
    """The question is above the words, and is taken out again whether they are written below it or above it."""
    seen = tmp_path / "seen"
    editor = shell_script(
        tmp_path / "my editor",
        f'cp "$1" "{seen}"',
        "sed -i '1s/^/Typed at the top./' \"$1\"",
        'echo "At the end." >> "$1"',
    )
    with Terminal("reflect", "advocacy", "--portrait", SHORT, variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("› Typed at the top.", "Begun here", "At the end.")
        (draft,) = read_drafts(home)
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 6", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert draft.step
    *question, below, empty, words = seen.read_text(encoding="utf-8").splitlines()
    assert " ".join(line.removeprefix("<!-- ").removesuffix(" -->") for line in question) == draft.step.prompt
    assert below.startswith("<!-- Write below.")
    assert (empty, words) == ("", "Begun here")
    assert newest_answers(home) == ["Typed at the top.\nBegun here\nAt the end."]


def test_nobody_is_stuck_in_an_editor_they_did_not_choose(home: Path, tmp_path: Path) -> None:
    """Without a chosen editor, one that anybody can leave opens; if there is only vi, a comment says how to leave."""
    for installed, opened, told in ((["vi", "nano"], "nano", 0), (["vi"], "vi", 1)):
        programs = tmp_path / opened
        programs.mkdir()
        for name in installed:
            shell_script(programs / name, f'echo "{name} told $(/bin/grep -c ":wq" "$1")" >> "$1"; /bin/sleep 2.1')
        variables = {"EDITOR": "", "VISUAL": "", "PATH": str(programs)}
        with Terminal("reflect", "advocacy", "--new", "--portrait", SHORT, variables=variables) as terminal:
            terminal.wait_for(*LINE)
            terminal.type(CTRL_O)
            terminal.wait_for(f"› {opened} told {told}")
            terminal.type(ENTER)
            terminal.wait_for("Saved, 1 of 6", *LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
        assert newest_answers(home) == [f"{opened} told {told}"]


def test_an_editor_that_was_left_at_once_writes_nothing(home: Path, tmp_path: Path) -> None:
    """An empty answer is still empty after an editor in which nothing was written."""
    editor = shell_script(tmp_path / "my editor", "sleep 2.1")
    with Terminal("reflect", variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type(CTRL_O)
        terminal.pause(2.5)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert read_drafts(home) == []


def test_an_editor_that_fails_loses_nothing(home: Path, tmp_path: Path) -> None:
    """When the editor fails or is missing, a message says so, and the words are still in the line."""
    for editor, complaint, left in (
        (
            shell_script(tmp_path / "my editor", 'echo more >> "$1"', "exit 1"),
            "ended with an error; what it wrote is below",
            "\nmore",
        ),
        ("no-such-editor --wait", "could not open no-such-editor: no such file or directory", ""),
    ):
        with Terminal("reflect", variables={"VISUAL": editor}) as terminal:
            terminal.wait_for(*LINE)
            terminal.type("Begun here" + CTRL_O)
            terminal.wait_for(complaint, f"› Begun here{left}")
            terminal.type(" and ended." + ENTER)
            terminal.wait_for("Saved, 1 of 12", *CHOICE)
            (draft,) = read_drafts(home)
            assert list(draft.answers.values()) == [f"Begun here{left} and ended."]
            terminal.type(CTRL_B)
            terminal.wait_for(f"› Begun here{left} and ended.")
            terminal.type(CTRL_U + BACKSPACE + CTRL_U + ENTER)
            terminal.wait_for("Skipped, 1 of 12", *CHOICE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130


def not_text(home: Path) -> list[bytes]:
    """Read what was kept because it is no text."""
    drafts = home / ".local" / "state" / "portrait" / "drafts"
    return [file.read_bytes() for file in drafts.glob("*-not-text-*.txt")]


def test_what_an_editor_wrote_that_cannot_be_read_is_kept(home: Path, tmp_path: Path) -> None:
    """Words in another encoding are in a named file, byte for byte, and the words in the line are as they were."""
    editor = shell_script(tmp_path / "my editor", 'printf "caf\\351" >> "$1"')
    with Terminal("reflect", variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("is not text that we can read", "Your words are kept in", "› Begun here")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (kept,) = not_text(home)
    assert kept.endswith(b"\n\nBegun here\ncaf\xe9")


def test_what_cannot_be_read_is_kept_though_the_program_was_killed(home: Path, tmp_path: Path) -> None:
    """When the program is killed meanwhile, the next session keeps what the editor wrote, and says where."""
    editor = shell_script(tmp_path / "my editor", 'printf "caf\\351" >> "$1"', 'kill -9 "$PPID"')
    with Terminal("reflect", variables={"EDITOR": editor}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        assert terminal.finish() < 0
    with Terminal("reflect") as terminal:
        terminal.wait_for("Continue where you stopped?", "›")
        terminal.type(ENTER)
        terminal.wait_for("What your editor wrote is kept in", "› Begun here")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (kept,) = not_text(home)
    assert kept.endswith(b"\n\nBegun here\ncaf\xe9")


def test_a_list_has_no_editor(home: Path) -> None:
    """Ctrl-O at a choice does nothing: the list stays, and the choice after it counts."""
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        for done in range(4):
            terminal.wait_for(*([f"{done} of 6"] if done else []), *LINE)
            terminal.type(ENTER)
        terminal.wait_for("4 of 6", *CHOICE)
        terminal.type(CTRL_O + "2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        assert "rror" not in terminal.raw
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert newest_answers(home) == ["growing"]


def late_editor(folder: Path) -> str:
    """Make an editor with its own window, which comes back at once; it saves when a file named `save` appears."""
    return shell_script(
        folder / "my editor",
        f'(trap "" HUP; until [ -e "{folder}/save" ]; do sleep 0.1; done; printf "Begun here, and more\\n" > "$1"; '
        f'rm "{folder}/save") > /dev/null 2>&1 < /dev/null &',
    )


def save(folder: Path) -> None:
    """Save in the editor's window, and wait until that is done."""
    (folder / "save").touch()
    until = time.monotonic() + PATIENCE
    while (folder / "save").exists():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_an_editor_with_its_own_window_is_waited_for(home: Path, tmp_path: Path) -> None:
    """When the editor comes back at once, the session waits until the person has saved there."""
    with Terminal("reflect", variables={"EDITOR": late_editor(tmp_path)}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("Your editor closed right away.", "Keep going here, with what I saved")
        save(tmp_path)
        terminal.type(ENTER)
        terminal.wait_for("› Begun here, and more")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert newest_answers(home) == ["Begun here, and more"]


@pytest.mark.usefixtures("home")
def test_words_are_kept_when_the_wait_for_an_editor_is_stopped(tmp_path: Path) -> None:
    """Ctrl-C during the wait keeps the words in the line; those saved since are there at the next start."""
    variables = {"EDITOR": late_editor(tmp_path)}
    with Terminal("reflect", variables=variables) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("Keep going here, with what I saved")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "and the words you were typing" in terminal.words
    save(tmp_path)
    with Terminal("reflect", variables=variables) as terminal:
        terminal.wait_for("Begun here, and more", "Continue where you stopped?", "›")
        terminal.type(ENTER)
        terminal.wait_for("› Begun here, and more")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_words_saved_after_the_answer_are_offered(home: Path, tmp_path: Path) -> None:
    """Words saved in the editor's window once the session has gone on are offered before it is saved."""
    with Terminal("reflect", variables={"EDITOR": late_editor(tmp_path)}) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("Keep going here, with what I saved")
        terminal.type(ENTER)
        terminal.wait_for("› Begun here")
        terminal.type(ENTER)
        terminal.wait_for("Saved, 1 of 12", *CHOICE)
        save(tmp_path)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect") as terminal:
        terminal.wait_for("Continue where you stopped?", "›")
        terminal.type(ENTER)
        terminal.wait_for("Your editor saved more words for:", "Begun here, and more", "Add them to that answer")
        terminal.type(ENTER)
        terminal.wait_for(*CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert newest_answers(home) == ["Begun here, and more"]


def test_words_saved_after_the_session_become_a_note(home: Path, tmp_path: Path, run: Run) -> None:
    """Words saved in the editor's window when the session has ended are named at home, and offered as a note."""
    with Terminal("reflect", "--portrait", str(SHORT), variables={"EDITOR": late_editor(tmp_path)}) as terminal:
        terminal.wait_for("›")
        terminal.wait_until_it_reads()
        terminal.type("Begun here" + CTRL_O)
        terminal.wait_for("Keep going here, with what I saved")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (draft,) = (home / ".local" / "state" / "portrait" / "drafts").glob("*.json")
    draft.unlink()  # as when it was saved
    save(tmp_path)
    assert "portrait reflect offers them" in run().err
    with Terminal("reflect") as terminal:
        terminal.wait_for("Your editor saved these words:", "Begun here, and more", "Save them as a note")
        terminal.type(ENTER)
        terminal.wait_for(*LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (entry,) = journal_entries(home)
    assert words_of(entry) == "Begun here, and more"
    assert "offers them" not in run().err
