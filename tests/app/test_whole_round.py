"""A whole round of feedback, from asking to asking again, with the commands that people use."""

import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from conftest import NOON, Run, journal_entries, write_lines
from portrait_cli.core.request import Reply, Request
from portrait_cli.formats import request_file
from portrait_cli.store import seal
from rounds import N, R, S, X, reply, sealed
from screen import ENTER, LINE, OFFER, Terminal

UNIQUE = "The heron at the loading dock is nobody's idea but mine."
LATER = NOON + timedelta(days=80)


def asked(run: Run, home: Path, *words: str, days: int = 0) -> Request:
    """Ask, and read the request as it is stored."""
    before = set(_requests(home))
    done = run("ask", *words, "--name", "Dana Reyes", "-o", str(home), at=NOON + timedelta(days=days))
    assert done.code == 0, done.err
    (path,) = set(_requests(home)) - before
    return request_file.parse(path.read_bytes(), path.name)


def _requests(home: Path) -> list[Path]:
    return list(_journal(home).glob("requests/*/request.json"))


def _journal(home: Path) -> Path:
    return home / "Documents" / "portrait-journal"


def written(folder: Path, replies: Sequence[bytes]) -> str:
    """Write replies into a folder, as they are saved from e-mails; return it as an argument."""
    folder.mkdir(exist_ok=True)
    for number, one in enumerate(replies, start=len(list(folder.iterdir()))):
        (folder / f"reply ({number}).txt").write_bytes(one)
    return str(folder)


def twelve(request: Request) -> tuple[list[Reply], list[Reply]]:
    """Return five replies of staff, four of families and three of peers, as they come in two goes."""

    def one(group: str, *chosen: str, **words: str) -> Reply:
        return reply(group, *chosen, request=request, **words)

    staff = [
        one("staff", R, S, R, keep=UNIQUE),
        one("staff", R, S, X),
        one("staff", R, N, X),
        one("staff", S, S, R, keep="Thank you for the hallway in the morning, every single day."),
        one("staff", R, S, X),
    ]
    families = [one("families", R, R, R) for _ in range(4)]
    peers = [one("peers", N, N, N) for _ in range(3)]
    return [*staff[:4], *families[:2], *peers[:1]], [*staff[4:], *families[2:], *peers[1:]]


def guess_and_read() -> None:
    """Guess, read, decide on one thing to do, and on a day to ask again."""
    with Terminal("feedback", rows=100) as terminal:
        terminal.wait_for("Answers are in from Staff (5 replies).", *OFFER)
        terminal.type(ENTER)
        for question, words in (
            ("1 of 8", "They see me ask."),
            ("2 of 8", ""),
            ("3 of 8", "They see more than I do."),
            ("4 of 8", "The rule."),
            ("5 of 8", "Help me see where the rule gets in the way."),
            ("6 of 8", "I open an agenda item"),
            ("6 of 8", "say who decides"),
            ("6 of 8", "2 weeks"),
            ("7 of 8", "Thank you for helping me learn."),
            ("8 of 8", "Ask the staff again"),
            ("8 of 8", "10 weeks"),
            ("Enter saves · a number changes", ""),
        ):
            terminal.wait_for(question, *LINE)
            has_read = "4 regularly" in terminal.words
            assert has_read == (question not in {"1 of 8", "2 of 8"})
            terminal.type(words + ENTER)
        assert terminal.finish() == 0, terminal.display
        assert UNIQUE not in terminal.words
        for group in ("Families", "Peers"):
            assert f"{group}: fewer than five replies came in; they are not shown" in terminal.words


def test_a_whole_round(run: Run, home: Path, tmp_path: Path) -> None:
    """Nothing is read before the fifth reply; then one guesses, reads, makes one plan, and asks again."""
    placed = ["advocacy.indicator: ad1", "advocacy.ad1.level: growing"]
    answers = write_lines(
        tmp_path / "mine.yaml",
        "guide: deep-dive",
        "attributes: [advocacy]",
        "answers:",
        *(f"  {one}" for one in placed),
    )
    assert run("reflect", "--answers", answers).code == 0
    request = asked(run, home, "advocacy", "--of", "staff", "--of", "families", "--of", "peers")
    assert (home / "feedback-advocacy-staff.html").is_file()
    first, second = twelve(request)

    # --- the first go: four of the staff, and nothing can be read ---
    came = run("receive", written(tmp_path / "monday", [sealed(one, request) for one in first]))
    assert came.code == 0, came.err
    done = run("feedback")
    assert (done.code, done.out) == (3, "")
    assert UNIQUE not in done.err + came.out + came.err
    kept = [path for path in _journal(home).rglob("*") if path.is_file()]
    assert not any(UNIQUE.encode() in path.read_bytes() for path in kept)
    assert not list(_journal(home).glob("requests/*/opened.json"))

    # --- the second go: the others, two of the first again, one damaged, one forged ---
    same_file = (tmp_path / "monday" / "reply (0).txt").read_bytes()
    same_words = sealed(first[0], request)
    damaged = sealed(second[0], request)[:-200]
    forged = sealed(second[0], replace(request, recipient=seal.new_key().recipient))
    more = [*(sealed(one, request) for one in second), same_file, same_words, damaged, forged]
    came = run("receive", written(tmp_path / "friday", more), "--json")
    report = json.loads(came.out)
    assert report["new"] == 5
    assert report["already"] + report["doubles"] == 2
    assert len(report["left_out"]) == 2
    assert UNIQUE not in came.out + came.err

    guess_and_read()
    debrief = next(entry for entry in journal_entries(home) if entry.guide == "debrief")
    assert [plan.then for plan in debrief.plans] == ["say who decides", "Ask the staff again"]
    assert "Ask the staff again" in run("plans").out

    # --- the second round ---
    again = asked(run, home, "--again", request.id, days=80)
    assert again.after == request.id
    staff = [
        reply("staff", R, R, R, request=again, keep=f"Words of number {number}, who saw it.") for number in range(8)
    ]
    staff.append(reply("staff", S, R, X, request=again))
    assert run("receive", written(tmp_path / "spring", [sealed(one, again) for one in staff]), at=LATER).code == 0
    shown = " ".join(run("feedback", at=LATER).out.split())
    assert "8 regularly · 1 sometimes · 0 not yet November 2026 4 regularly · 1 sometimes · 0 not yet" in shown
    assert "“Words of number 3, who saw it.”" in shown
    assert "Families: fewer than five" in shown
    assert UNIQUE not in shown
