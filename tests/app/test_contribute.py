"""`portrait export --as contribution`: what leaves, and what does not."""

from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run
from portrait_cli.core.contribution import CONSENT, Placed
from portrait_cli.formats import contribution_file
from screen import ENTER, Terminal

CONTRIBUTE = ("export", "--as", "contribution")
MINE = ("--round", "Fall 2026", "-o")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Name the file that the contribution goes into."""
    return tmp_path / "mine.json"


@pytest.fixture
def session(run: Run, answers: Path) -> None:
    """Write a session with four levels and a plan."""
    run("reflect", "--answers", str(answers))


@pytest.mark.usefixtures("session")
def test_a_contribution_has_levels_and_nothing_of_the_words(run: Run, mine: Path) -> None:
    """It has the levels, the role and the month; the preview says so, and no word, name or day leaves."""
    done = run(*CONTRIBUTE, *MINE, str(mine), "--yes")
    assert (done.code, done.out) == (0, "")
    read = contribution_file.parse(mine.read_bytes(), "mine.json")
    assert read.placements == (
        Placed("advocacy", "growth/1", "starting"),
        Placed("authenticity", "growth/1", "steady"),
        Placed("human-centered", "growth/1", "growing"),
        Placed("transformation", "growth/1", "cant-say-yet"),
    )
    assert (read.round, read.month, read.role, read.version) == ("Fall 2026", "2026-11", "building-leader", 1)
    text = mine.read_text(encoding="utf-8")
    assert not [word for word in ("teachers", "email", "families", "2026-11-23", "18:30") if word in text]
    assert "Advocacy: Starting (November 23, 2026)\n" in done.err
    said = " ".join(done.err.split())
    for words in ("can see the levels in yours, without a name", "--no-role leaves it out", "may be a public record"):
        assert said.count(words) == 1


@pytest.mark.usefixtures("session")
def test_a_preview_prints_the_same_and_leaves_nothing(run: Run, home: Path) -> None:
    """It shows what would leave, and does not count as a contribution."""
    done = run(*CONTRIBUTE, "--preview")
    assert done.code == 0
    assert "Your contribution to November 2026: what leaves" in done.out
    assert not (home / ".local/state/portrait/contributions").exists()


@pytest.mark.usefixtures("session")
def test_a_newer_contribution_to_a_round_replaces_the_older_one(run: Run, mine: Path) -> None:
    """It has the same id and the next version; one to another round has another id."""
    made = []
    for round_name in ("Fall 2026", "fall  2026", "Spring 2027"):
        assert run(*CONTRIBUTE, "--round", round_name, "-o", str(mine), "--yes", "--force").code == 0
        made.append(contribution_file.parse(mine.read_bytes(), "mine.json"))
    first, second, other = made
    assert (first.version, second.version, other.version) == (1, 2, 1)
    assert first.id == second.id != other.id


@pytest.mark.usefixtures("session")
def test_nothing_leaves_without_consent(run: Run, mine: Path) -> None:
    """Without a terminal it takes --yes; the hint that is followed works."""
    done = run(*CONTRIBUTE, *MINE, str(mine))
    assert done.code == 2
    assert CONSENT in done.err
    assert "--round 'Fall 2026'" in done.err
    assert done.err.rstrip().endswith("--yes")
    assert not mine.exists()


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(("said", "is_written"), [("y", True), ("n", False), ("", False)])
def test_in_a_terminal_it_asks(mine: Path, said: str, *, is_written: bool) -> None:
    """The file is written if the person agrees to the sentence, and not by leaving the answer blank."""
    with Terminal(*CONTRIBUTE, *MINE, str(mine), "--since", "2026-08-01") as terminal:
        terminal.wait_for("4 levels leave for Fall 2026, with your role", "Do you?")
        terminal.type(said + ENTER)
        terminal.wait_for("Wrote" if is_written else "Nothing was written.")
        assert terminal.finish() == 0
    assert mine.exists() is is_written


@pytest.mark.usefixtures("session")
def test_it_can_go_to_a_pipe(run: Run) -> None:
    """On stdout is the contribution and nothing else."""
    done = run(*CONTRIBUTE, "--yes", "-o", "-")
    assert contribution_file.parse(done.out.encode(), "stdout").round == "November 2026"
    assert "Your coordinator says what the round is called" in done.err


@pytest.mark.usefixtures("session")
def test_without_a_name_the_file_is_called_after_the_round(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No two leaders have the same name, and one that is made again replaces the earlier file, in any folder."""
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert run(*CONTRIBUTE, "--round", "Fall 2026", "--yes").code == 0
    (file,) = tmp_path.glob("contribution-*.json")
    read = contribution_file.parse(file.read_bytes(), "")
    assert (file.name, read.version) == (f"contribution-fall-2026-{read.id[:6]}.json", 2)
    (tmp_path / "sent").mkdir()
    assert run(*CONTRIBUTE, "--round", "Fall 2026", "--yes", "-o", "sent").code == 0
    assert (tmp_path / "sent" / file.name).is_file()


@pytest.mark.usefixtures("session")
def test_the_role_can_be_left_out_or_be_another(run: Run, settings_file: Path) -> None:
    """With few people in a role it could tell whose file it is; a role beside the settings is told."""
    settings_file.write_text('role = "district-leader"\n', encoding="utf-8")
    done = run(*CONTRIBUTE, "--preview", "--no-role")
    assert "Role: left out\n" in done.out
    assert "--no-role" not in done.out
    done = run(*CONTRIBUTE, "--preview", "--role", "building-leader")
    assert " (your settings say " in done.out
    assert " (your settings say " not in run(*CONTRIBUTE, "--preview").out
    assert "--no-role" in run(*CONTRIBUTE, *MINE, "x.json", "--no-role").err
    assert run(*CONTRIBUTE, "--preview", "--role", "building-leader", "--no-role").code == 2
    assert run("export", "--no-role").code == 2


@pytest.mark.usefixtures("session")
def test_levels_that_are_old_or_were_sent_before_are_told(run: Run, mine: Path) -> None:
    """It says so before it leaves, and how to choose new ones."""
    assert "Reflect first" not in run(*CONTRIBUTE, "--preview", at=NOON + timedelta(weeks=8)).out
    said = " ".join(run(*CONTRIBUTE, "--preview", at=NOON + timedelta(weeks=9)).out.split())
    assert "You chose the newest of these levels more than eight weeks ago. Reflect first" in said
    run(*CONTRIBUTE, *MINE, str(mine), "--yes")
    assert "Reflect first" not in run(*CONTRIBUTE, "--preview").out
    said = " ".join(run(*CONTRIBUTE, "--preview", at=NOON + timedelta(weeks=1)).out.split())
    assert "These are the levels that you sent on November 23, 2026: you chose none since." in said


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("-o", "mine.docx"), "a contribution is a .json file"),
        (("--pdf",), "--pdf is not for it"),
        (("--include", "1"), "--include is not for it"),
        (("--attribute", "advocacy"), "--attribute is not for it"),
        (("--round", ""), "--round says nothing"),
        (("--round", "x" * 61), "at most 60 characters"),
        (("--round", "a\x1b[2J"), "at most 60 characters"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, words: tuple[str, ...], said: str) -> None:
    """An option that a contribution does not take, another kind of file and a round that is no name are refused."""
    done = run(*CONTRIBUTE, "--yes", *words)
    assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.usefixtures("session")
def test_a_round_is_for_a_contribution_only(run: Run) -> None:
    """Another document has no round."""
    assert run("export", "--round", "Fall 2026").code == 2


@pytest.mark.usefixtures("session")
def test_a_time_without_levels_is_told(run: Run) -> None:
    """Without a level in that time there is nothing to contribute."""
    done = run(*CONTRIBUTE, "--yes", "--since", "2026-11-24")
    assert (done.code, "you chose no level since November 24, 2026" in done.err) == (3, True)


@pytest.mark.usefixtures("session")
def test_a_damaged_record_is_told(run: Run, home: Path, mine: Path) -> None:
    """If the id of a round cannot be read any more, it says so and what to do."""
    assert run(*CONTRIBUTE, *MINE, str(mine), "--yes").code == 0
    for record in (home / ".local/state/portrait/contributions").iterdir():
        kept = record.read_bytes()
        record.write_text("{", encoding="utf-8")
        done = run(*CONTRIBUTE, *MINE, str(mine), "--yes", "--force")
        assert (done.code, str(record) in done.err) == (4, True)
        record.write_bytes(kept)
