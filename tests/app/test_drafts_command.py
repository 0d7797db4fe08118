import json
import shutil
from pathlib import Path

import pytest

from conftest import TESTS, Run, draft_files, files_with_drafts, journal_entries, read_drafts
from screen import CHOICE, CTRL_C, ENTER, LINE, OFFER, Terminal

DRAFTS = ".local/state/portrait/drafts"


@pytest.fixture
def two_drafts(home: Path) -> list[str]:
    """Put two drafts of an earlier version where drafts are; return their ids, oldest first."""
    folder = home / DRAFTS
    shutil.copytree(TESTS / "forms" / "0.1" / "drafts", folder)
    return [path.stem.rpartition("-")[2] for path in draft_files(home)]


def test_no_drafts_is_said(run: Run) -> None:
    """Without a draft, the list says so, for people and for programs."""
    assert run("drafts").err == "There are no unfinished sessions.\n"
    assert json.loads(run("drafts", "--json").out) == {"schema": 1, "drafts": []}
    done = run("drafts", "drop", "1")
    assert (done.code, done.err) == (
        3,
        "portrait: there are no unfinished sessions\nhint: portrait reflect starts one\n",
    )


@pytest.mark.parametrize("columns", ["80", "40"])
def test_drafts_are_listed(run: Run, home: Path, two_drafts: list[str], columns: str) -> None:
    """Each draft is listed with a name to type, its title, day and answers, and what one can do with it."""
    (home / DRAFTS / "set-aside").mkdir()
    first, _ = draft_files(home)
    first.rename(home / DRAFTS / "set-aside" / first.name)
    (home / DRAFTS / "20261124-101010-bad000.json").write_text("{", encoding="utf-8")
    text = run("drafts", env={"COLUMNS": columns}).out
    said = " ".join(text.split())
    assert [said.index(name[:4]) for name in two_drafts] == sorted(said.index(name[:4]) for name in two_drafts)
    assert "started October 20, 2026 at 17:00" in said
    assert "set aside" in said
    assert "is not a draft that can be read: it is not JSON" in said
    assert "To continue one: portrait drafts resume ID" in said
    assert "To throw one away: portrait drafts drop ID" in said
    assert all(len(line) <= int(columns) or "/" in line for line in text.splitlines())

    listed = json.loads(run("drafts", "--json").out)["drafts"]
    assert [(one["id"], one["set_aside"], bool(one["problem"])) for one in listed] == [
        (two_drafts[0], True, False),
        (two_drafts[1], False, False),
        ("bad000", False, True),
    ]
    assert [one["started"] for one in listed] == ["2026-10-20T17:00:00", "2026-10-21T17:00:00", None]


def test_a_draft_is_thrown_away_and_comes_back(run: Run, home: Path, two_drafts: list[str]) -> None:
    """`drop` moves a draft to the trash, not a byte changed; undo brings it back, and redo throws it away again."""
    first, second = draft_files(home)
    before = first.read_bytes()
    done = run("drafts", "drop", two_drafts[0][:4])
    assert done.code == 0
    assert "In the trash now: " in done.err
    assert draft_files(home) == [second]
    assert (home / DRAFTS / "trash" / first.name).read_bytes() == before
    assert json.loads(run("undo", "--list", "--json").out)["undo"][0]["kind"] == "draft"

    done = run("undo")
    assert done.code == 0
    assert f"It is back in {first}" in done.err
    assert draft_files(home) == [first, second]
    assert first.read_bytes() == before
    assert run("redo").code == 0
    assert draft_files(home) == [second]
    assert run("undo").code == 0
    assert draft_files(home) == [first, second]
    assert run("undo").code == 3


def test_a_dropped_draft_that_is_gone_is_not_undone(run: Run, home: Path, two_drafts: list[str]) -> None:
    """When somebody empties the trash, there is nothing to undo; when the draft is gone, nothing to redo."""
    assert run("drafts", "drop", two_drafts[0]).code == 0
    shutil.rmtree(home / DRAFTS / "trash")
    assert run("undo").code == 3
    assert run("drafts", "drop", two_drafts[1]).code == 0
    assert run("undo").code == 0
    draft_files(home)[0].unlink()
    done = run("redo")
    assert (done.code, "Nothing to redo" in done.err) == (0, True)


def test_damaged_and_set_aside_drafts_are_thrown_away_too(run: Run, home: Path, two_drafts: list[str]) -> None:
    """What cannot be read, and what was set aside, goes to the trash like any other, and comes back."""
    first, second = draft_files(home)
    first.write_bytes(b"\xff{")
    aside = home / DRAFTS / "set-aside" / second.name
    aside.parent.mkdir()
    second.rename(aside)
    for name, path in zip(two_drafts, (first, aside), strict=True):
        assert run("drafts", "drop", name).code == 0
        assert not path.exists()
    assert json.loads(run("drafts", "--json").out)["drafts"] == []
    assert run("undo").code == 0
    assert run("undo").code == 0
    assert first.read_bytes() == b"\xff{"
    assert aside.exists()


def test_a_name_of_no_draft_is_told_with_those_there_are(run: Run, home: Path, two_drafts: list[str]) -> None:
    """A name that fits no draft, or several, is refused with the names that work."""
    done = run("drafts", "drop", "zzz")
    assert done.code == 3
    assert f"there are {', '.join(sorted(name[:4] for name in two_drafts))}" in done.err
    for path, new in zip(draft_files(home), ("abc1", "abc2"), strict=True):
        path.rename(path.with_name(f"{path.stem[:15]}-{new}.json"))
        text = path.with_name(f"{path.stem[:15]}-{new}.json")
        text.write_text(text.read_text(encoding="utf-8").replace(path.stem[16:], new), encoding="utf-8")
    done = run("drafts", "drop", "abc")
    assert (done.code, "name one of these: abc1, abc2" in done.err) == (3, True)
    assert run("drafts", "drop", "").code == 3
    assert run("drafts", "resume", "abc1").code == 2


@pytest.mark.usefixtures("two_drafts")
def test_every_draft_can_be_named_by_its_file(run: Run, home: Path) -> None:
    """Two files of one session, as copies from a backup are, can each be named by their paths."""
    first, _ = draft_files(home)
    copy = home / DRAFTS / "set-aside" / first.name
    copy.parent.mkdir()
    shutil.copy(first, copy)
    done = run("drafts", "drop", first.stem.rpartition("-")[2])
    assert (done.code, str(copy) in done.err) == (3, True)
    assert run("drafts", "drop", str(copy)).code == 0
    assert first.exists()
    assert not copy.exists()


def test_a_draft_in_another_window_is_left_alone(home: Path) -> None:
    """A session that is open in another window is listed as such, and neither thrown away nor resumed."""
    with Terminal("reflect") as window:
        window.wait_for(*LINE)
        window.type("Words." + ENTER)
        window.wait_for("Saved, 1", *CHOICE)
        (session,) = read_drafts(home)
        with Terminal("drafts") as other:
            assert other.finish() == 0
            assert "open in another window" in other.words
        for command in ("drop", "resume"):
            with Terminal("drafts", command, session.id) as other:
                assert other.finish() == 5
                assert "this session is open in another window" in other.words
        window.type(CTRL_C)
        assert window.finish() == 130
    assert read_drafts(home) == [session]


@pytest.mark.usefixtures("two_drafts")
def test_a_draft_that_was_set_aside_is_resumed(home: Path) -> None:
    """`resume` goes on where a session was stopped, also one of an earlier version that was set aside."""
    first, _ = draft_files(home)
    aside = home / DRAFTS / "set-aside" / first.name
    aside.parent.mkdir()
    first.rename(aside)
    with Terminal("drafts", "resume", first.stem.rpartition("-")[2]) as terminal:
        terminal.wait_for("Where would I place myself today?", *CHOICE)
        assert "Continue where you stopped?" not in terminal.words
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert first.exists()
    assert not aside.exists()


@pytest.mark.usefixtures("two_drafts")
def test_a_damaged_draft_is_not_resumed(run: Run, home: Path) -> None:
    """What cannot be read is not continued, and stays where it is."""
    first, _ = draft_files(home)
    first.write_text("{", encoding="utf-8")
    done = run("drafts", "resume", first.stem.rpartition("-")[2])
    assert (done.code, "it is not JSON" in done.err) == (4, True)
    assert first.read_text(encoding="utf-8") == "{"


@pytest.mark.usefixtures("two_drafts")
def test_the_offer_has_throw_it_away(run: Run, home: Path) -> None:
    """At the start of a session the draft can be thrown away; then what was asked for begins."""
    with Terminal("reflect", "advocacy") as terminal:
        terminal.wait_for("2  Start a new one: Deep dive: Advocacy", "4  Throw it away (to the trash)", *OFFER[1:])
        terminal.type("4" + ENTER)
        terminal.wait_for("In the trash now:", "To bring it back: portrait undo", "Deep dive: Advocacy", *LINE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert len(draft_files(home)) == 1
    assert run("undo").code == 0
    assert len(draft_files(home)) == 2
    assert len(files_with_drafts(home)) >= 2
    assert journal_entries(home) == []


def test_a_wrong_name_is_refused_before_a_draft_is_offered(home: Path, two_drafts: list[str]) -> None:
    """A session that cannot begin is refused at once, although a draft waits."""
    with Terminal("reflect", "nonsense") as terminal:
        assert terminal.finish() == 3
        assert "Continue where you stopped?" not in terminal.words
    assert len(draft_files(home)) == len(two_drafts)
