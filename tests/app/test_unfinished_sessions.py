import shlex
from datetime import timedelta
from pathlib import Path

from conftest import NOON, SHORT, Run, answers_file, journal_entries, journal_files, read_drafts, write_lines
from portrait_cli.formats import draft_file
from screen import CHOICE, CTRL_B, CTRL_C, ENTER, LINE, OFFER, PORTRAIT, TAB, Terminal


def test_drafts_are_left_alone_or_set_aside(home: Path) -> None:
    """`--new` leaves a draft as it is; one that is set aside is kept, but not offered again."""

    def stopped(*arguments: str, words: str) -> None:
        with Terminal("reflect", *arguments) as terminal:
            terminal.wait_for("Only for you.", *LINE)
            terminal.type(words + ENTER)
            terminal.wait_for("Saved, 1 of 12", *CHOICE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130

    stopped(words="Older.")
    before = read_drafts(home)
    stopped("--new", words="Newer.")
    assert before[0] in read_drafts(home)
    assert len(read_drafts(home)) == 2
    with Terminal("reflect") as terminal:
        terminal.wait_for("Continue where you stopped?", "3 Keep it, but stop asking")
        terminal.type("3" + ENTER)
        terminal.wait_for("It is kept in", "Only for you.", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    (left,) = read_drafts(home)
    (aside,) = (home / ".local" / "state" / "portrait" / "drafts" / "set-aside").glob("*.json")
    put_away = draft_file.parse(aside.read_text(encoding="utf-8"), aside.name)
    assert {*left.answers.values(), *put_away.answers.values()} == {"Older.", "Newer."}


def test_a_saved_session_is_not_offered_again(home: Path) -> None:
    """Even when nobody reads the summary, the entry is written and its draft is gone."""
    command = f"set -o pipefail; {shlex.join([*PORTRAIT, 'reflect', 'advocacy', '--portrait', SHORT])} | true"
    with Terminal(program=("bash", "-c", command)) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Words." + ENTER)
        for _ in range(3):
            terminal.wait_for("Advocacy", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of", *CHOICE)
        terminal.type(TAB)
        terminal.wait_for("When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert len(journal_entries(home)) == 1
    assert read_drafts(home) == []


def test_two_windows_do_not_share_a_draft(home: Path) -> None:
    """A draft that is open in one window is not offered in another until it is closed."""
    with Terminal("reflect") as first, Terminal("reflect", program=PORTRAIT) as second:
        first.wait_for("Only for you.", *LINE)
        second.wait_for("Only for you.", *LINE)
        first.type("In the first." + ENTER)
        first.wait_for("Saved, 1 of 12", *CHOICE)
        with Terminal("reflect") as third:
            third.wait_for("Only for you.", *LINE)
            third.type(CTRL_C)
            assert third.finish() == 130
        first.type(CTRL_C)
        assert first.finish() == 130
        second.type("In the second." + ENTER)
        second.wait_for("Saved, 1 of 12", *CHOICE)
        with Terminal("reflect") as third:
            third.wait_for("1 answer", "Continue where you stopped?", *OFFER)
            third.type("1" + ENTER)
            third.wait_for(*CHOICE)
            third.type(CTRL_B)
            third.wait_for("› In the first.")
            third.type(CTRL_C)
            assert third.finish() == 130
        second.type(CTRL_C)
        assert second.finish() == 130
    assert sorted(answer for draft in read_drafts(home) for answer in draft.answers.values()) == [
        "In the first.",
        "In the second.",
    ]


def test_nothing_answered_leaves_nothing_behind(home: Path) -> None:
    """Leaving before the first answer, or after skipping everything, writes no entry and no draft."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Nothing had been written yet." in terminal.words
    assert read_drafts(home) == []
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        for _ in range(4):
            terminal.wait_for("Advocacy", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of", *CHOICE)
        terminal.type(TAB)
        terminal.wait_for("When …", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", "Enter leaves without saving · a number answers that question", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Nothing was answered, so nothing was saved." in terminal.words
    assert read_drafts(home) == []
    assert journal_files(home) == []
    assert not list((home / "Documents" / "portrait-journal").iterdir())


def test_a_draft_without_words_is_not_offered(home: Path) -> None:
    """The draft of a session that was killed before anything was typed is not offered."""
    with Terminal("reflect") as terminal:
        terminal.wait_for(*LINE)
        terminal.type(ENTER)
        terminal.wait_for("Skipped, 1 of 12", *CHOICE)
        terminal.kill()
    assert len(read_drafts(home)) == 1
    with Terminal("reflect") as terminal:
        terminal.wait_for("Only for you.", "1 of 12", *LINE)
        assert "Go on" not in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130


def test_answers_that_no_draft_can_hold_are_put_on_the_screen(home: Path) -> None:
    """When a draft cannot be written, nothing is called saved, and the words are printed at the end."""
    folder = home / ".local" / "state" / "portrait" / "drafts"
    with Terminal("reflect") as terminal:
        terminal.wait_for("1 of 12", *LINE)
        folder.rename(folder.with_name("elsewhere"))
        folder.write_text("", encoding="utf-8")
        terminal.type("Two teachers." + ENTER)
        terminal.wait_for("your answers are safe in this window", *CHOICE)
        assert "Saved" not in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Copy your words from here:" in terminal.words
        assert terminal.words.rstrip().endswith("Two teachers.")


def test_an_entry_that_cannot_be_written_is_saved_later(home: Path) -> None:
    """When the journal is gone at the end, the answers are kept, and the next session saves them without asking."""
    journal = home / "Documents" / "portrait-journal"
    with Terminal("reflect", "advocacy", "--portrait", SHORT) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        for word in ("Saved, 1", "Skipped, 2", "Skipped, 3"):
            terminal.wait_for(f"{word} of", *LINE)
            terminal.type(ENTER)
        terminal.wait_for("Skipped, 4 of 6", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Looking back", *LINE)
        journal.rmdir()
        journal.write_text("", encoding="utf-8")
        terminal.type(ENTER)
        assert terminal.finish() == 6
        assert "there is a file where a folder is needed" in terminal.words
        safe = "your answers are safe; once this is fixed, portrait reflect continues and saves them"
        assert safe in terminal.words
        assert terminal.settings_after == terminal.settings_before
    journal.unlink()
    with Terminal("reflect") as terminal:
        terminal.wait_for("2 answers", "Continue where you stopped?", *OFFER)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "Looking back" not in terminal.words
        assert "Growing" in terminal.words
    (entry,) = journal_entries(home)
    assert [response.text for response in entry.responses] == ["First words."]
    assert [placement.level for placement in entry.placements] == ["growing"]
    assert read_drafts(home) == []


def test_a_journal_that_cannot_be_made_is_reported_at_once(home: Path) -> None:
    """A session does not begin when its answers could not be saved."""
    (home / "Documents").mkdir()
    (home / "Documents" / "portrait-journal").write_text("", encoding="utf-8")
    with Terminal("reflect") as terminal:
        assert terminal.finish() == 6
        assert "there is a file where a folder is needed" in terminal.words
        assert "Only for you." not in terminal.words
    assert read_drafts(home) == []


def test_a_resumed_session_belongs_to_its_own_portrait(run: Run, tmp_path: Path) -> None:
    """A draft is finished with the names and the history of its own portrait, whichever is in use."""
    files = []
    for name, attribute, level in (("one", "Speaking Up", "low"), ("two", "Something Else", "high")):
        scale = "scales: {id: s, levels: [Low, Mid, High]}"
        guide = "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [ask, place]}]}"
        part = f"attributes: [{{name: {attribute}, id: care, prompts: [What now?]}}]"
        files.append(write_lines(tmp_path / f"{name}.yaml", f"id: {name}", scale, part, guide))
        path = answers_file(tmp_path, f"care.level: {level}")
        assert run("reflect", "--portrait", files[-1], "--answers", path, at=NOON - timedelta(days=9)).code == 0
    with Terminal("reflect", "--portrait", files[0]) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Now this." + ENTER)
        terminal.wait_for("1 of 2", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect", "--portrait", files[1]) as terminal:
        terminal.wait_for("Continue where you stopped?", "›")
        terminal.type("1" + ENTER)
        terminal.wait_for("Speaking Up", "Last time", "Low", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        summary = terminal.words.rsplit("Looking back", 1)[1]
        assert "Mid was Low" in summary
        assert "Speaking Up" in summary
        assert "Something Else" not in summary
