"""`portrait cohort`: many leaders together, through the real command."""

import json
import os
import random
import shlex
import sys
from itertools import combinations
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import Run
from contributions import FALL, contribution, leaders, write_each, write_lines
from portrait_cli.core.contribution import Contribution, Placed
from portrait_cli.core.suppression import FEWEST
from portrait_cli.formats import contribution_file
from screen import ENTER, Terminal

SPRING = replace(FALL, round="Spring 2027", month="2027-04")
SIX = [*["growing"] * 6, *["steady"] * 6]


def forty() -> list[Contribution]:
    """Make what forty leaders sent in two rounds."""
    fall = leaders([*["growing"] * 12, *["steady"] * 8], FALL)
    spring = leaders([*["growing"] * 5, *["steady"] * 8, *["multiplying"] * 7], SPRING, first=100)
    return [*fall, *spring]


def test_forty_files_that_came_by_e_mail(run: Run, tmp_path: Path) -> None:
    """A coordinator names the folder, and sees how many chose each word in each round, and what changed."""
    write_each(tmp_path / "sent", forty())
    done = run("cohort", "--yes", str(tmp_path / "sent"))
    assert (done.code, done.err) == (0, "Found: 20 contributions to Fall 2026, 20 contributions to Spring 2027.\n")
    for line in (
        "Fall 2026 · November 2026 · 20 leaders",
        "Advocacy",
        "Starting: nobody · Growing: 12 of 20 · Steady: 8 · Multiplying: nobody",
        "Spring 2027 · April 2027 · 20 leaders",
        "Starting: nobody · Growing: 5 of 20 · Steady: 8 · Multiplying: 7",
        (
            "Advocacy: a larger part of the leaders chose Steady or Multiplying in Spring 2027 (15 of 20) than in "
            "Fall 2026 (8 of 20)."
        ),
    ):
        assert line in " ".join(done.out.split()), line


def test_one_round_alone(run: Run, tmp_path: Path) -> None:
    """A round is named by its words or by some of them; any other is told, with those there are."""
    name = write_lines(tmp_path / "all.jsonl", forty())
    assert (
        run("cohort", "--yes", name, "--round", "spring").out
        == run("cohort", "--yes", name, "--round", "SPRING  2027").out
    )
    assert "Fall" not in run("cohort", "--yes", name, "--round", "spring").out
    done = run("cohort", "--yes", name, "--round", "summer")
    assert (done.code, done.out) == (3, "")
    assert done.err.endswith(
        "portrait: there is no round summer\nhint: the rounds in these files: Fall 2026, Spring 2027\n"
    )
    assert "several rounds" in run("cohort", "--yes", name, "--round", "20").err


def test_json_has_the_same_numbers(run: Run, tmp_path: Path) -> None:
    """JSON has every number that the screen has; roles only if they were asked for."""
    name = write_lines(tmp_path / "all.jsonl", leaders(SIX))
    (found,) = json.loads(run("cohort", "--yes", name, "--json").out)["rounds"]
    (advocacy,) = found["answers"]
    assert advocacy["every"]["answers"][:4] == [0, 6, 6, 0]
    assert advocacy["by_role"] == []
    (found,) = json.loads(run("cohort", "--yes", name, "--json", "--by", "role").out)["rounds"]
    assert {row["role"] for row in found["answers"][0]["by_role"]} >= {"building-leader", "district-leader", ""}


def test_four_leaders_are_too_few(run: Run, tmp_path: Path) -> None:
    """Below five nothing is shown, whatever the number is, and nothing is recorded."""
    names = write_each(tmp_path / "sent", leaders(["steady"] * 6))
    for few in range(1, FEWEST):
        done = run("cohort", "--yes", *names[:few])
        assert (done.code, done.out) == (3, "")
        who = "1 leader" if few == 1 else f"{few} leaders"
        assert f"portrait: {who} contributed to Fall 2026, and nothing is shown of fewer than 5\nhint: " in done.err
        assert names[0] in done.err
    assert run("cohort", "--yes", *names).code == 0


def test_a_round_with_too_few_is_left_out(run: Run, tmp_path: Path) -> None:
    """A round with too few is named and not shown beside the others."""
    name = write_lines(tmp_path / "all.jsonl", [*leaders(SIX), *leaders(["steady"] * 4, SPRING, first=50)])
    done = run("cohort", "--yes", name)
    assert "Spring" not in done.out
    assert done.err == (
        "Found: 12 contributions to Fall 2026, 4 contributions to Spring 2027.\n"
        f"Not counted: Spring 2027 has 4 contributions, and nothing is shown of fewer than 5: {name}.\n"
    )


@pytest.mark.parametrize("fewest", ["4", "1", "0", "-3"])
def test_the_threshold_is_never_lowered(run: Run, tmp_path: Path, fewest: str) -> None:
    """A threshold below five is refused."""
    done = run("cohort", "--yes", write_lines(tmp_path / "all.jsonl", leaders(SIX)), f"--fewest={fewest}")
    assert (done.code, done.out) == (2, "")
    assert "never lowered" in done.err


def test_the_threshold_may_be_raised(run: Run, tmp_path: Path) -> None:
    """A higher threshold hides more; beside a lower one it would tell more, so the second result is refused."""
    name = write_lines(tmp_path / "all.jsonl", leaders(SIX))
    assert "hidden" in run("cohort", "--yes", name, "--fewest", "7").out.split("“hidden”")[0]
    done = run("cohort", "--yes", name)
    assert (done.code, done.out) == (1, "")
    assert "was counted on November 23, 2026 with 12 leaders and --fewest 7. Beside that result" in done.err
    done = run("cohort", "--yes", name, "--fewest", "41", "--round", "fall")
    assert (done.code, done.out) == (3, "")
    assert (
        "12 leaders contributed to Fall 2026, and nothing is shown of fewer than 41\nhint: leave --fewest" in done.err
    )


# --- what does not matter ---


@pytest.mark.parametrize("seed", range(10))
def test_files_may_be_split_and_named_in_any_way(run: Run, tmp_path: Path, seed: int) -> None:
    """The result depends neither on the files' order, times or names, nor on which contributions are in which."""
    chance = random.Random(seed)  # noqa: S311  # an example, no secret
    waiting = forty()
    together = run("cohort", "--yes", write_lines(tmp_path / "all.jsonl", waiting), "--json", "--by", "role")
    chance.shuffle(waiting)
    names: list[str] = []
    while waiting:
        some = [waiting.pop() for _ in range(min(len(waiting), chance.randrange(1, 12)))]
        path = tmp_path / f"{chance.getrandbits(32)}.{'json' if len(some) == 1 else 'jsonl'}"
        if len(some) == 1:
            path.write_text(contribution_file.write(some[0]), encoding="utf-8")
        else:
            write_lines(path, some)
        moment = chance.randrange(1_000_000_000)
        os.utime(path, (moment, moment))
        names.append(str(path))
    chance.shuffle(names)
    assert run("cohort", "--yes", *names, "--json", "--by", "role") == together


def test_a_contribution_that_came_twice_counts_once(run: Run, tmp_path: Path) -> None:
    """The same contribution in two files is one leader; of one that was made again the newest counts."""
    made = leaders(SIX)
    again = replace(contribution(0, advocacy="steady"), version=2)
    names = write_each(tmp_path / "sent", [*made, made[3], again])
    done = run("cohort", "--yes", *names)
    assert "Growing: 5 of 12 · Steady: 7" in done.out
    assert done.err == (
        "Found: 12 contributions to Fall 2026.\nNot counted: 2 contributions came again; the newest counts: "
        f"{names[0]} and {names[13]}, {names[3]} and {names[12]}.\n"
    )


# --- files that are none ---

HOSTILE = {
    "empty.json": b"",
    "words.json": b"I cried on Monday.",
    "list.json": b"[]",
    "deep.json": b"[" * 200_000,
    "bytes.json": bytes(range(256)),
    "number.json": b"1e400",
    "unknown.json": contribution_file.line(contribution(90)).replace(b'"month"', b'"name":"Maria Lopez","month"'),
    "id.json": contribution_file.line(contribution(91)).replace(b"0000000000000091", b"maria.lopez@k12."),
    "screen.json": contribution_file.line(contribution(92)).replace(b"Fall 2026", b"\\u001b[2JFall"),
    "twice.json": contribution_file.line(replace(contribution(93), placements=(Placed("a", "b/1", "c"),) * 2)),
}


def test_hostile_files_are_named_and_left_out(run: Run, tmp_path: Path) -> None:
    """Each damaged or hostile file is named with the reason, nothing of it counts, and the others are shown."""
    folder = tmp_path / "sent"
    write_each(folder, leaders(SIX))
    alone = run("cohort", "--yes", str(folder)).out
    (folder / "reply.docx").write_bytes(b"PK")
    (folder / "letter.pdf").write_bytes(b"%PDF")
    for name, data in HOSTILE.items():
        (folder / name).write_bytes(data)
    done = run("cohort", "--yes", str(folder))
    assert (done.code, done.out) == (0, alone)
    _, damaged, word, other = done.err.splitlines()
    assert damaged.startswith(f"Not counted: {len(HOSTILE)} damaged, ask for them again: ")
    for name in HOSTILE:
        assert name in damaged
    assert word == f"Not counted: 1 Word file, ask for the .json file instead: {folder / 'reply.docx'}."
    assert other == f"Not counted: 1 other file, not looked at: {folder / 'letter.pdf'}."
    assert "\x1b" not in done.err


def test_many_that_are_left_out_are_told_in_short(run: Run, tmp_path: Path) -> None:
    """Of many lines that are none only the first are named."""
    folder = tmp_path / "sent"
    write_each(folder, leaders(SIX))
    (folder / "damaged.jsonl").write_bytes(b"{}\n" * 5_000)
    done = run("cohort", "--yes", str(folder))
    assert done.code == 0
    assert done.err.splitlines()[-1].endswith("damaged.jsonl:10 and 4990 more.")


def test_a_large_file_with_a_damaged_line(run: Run, tmp_path: Path) -> None:
    """A file that is large enough for the engine counts all the same, without the damaged line, which is named."""
    path = tmp_path / "large.jsonl"
    write_lines(path, leaders(SIX * 200))
    large = run("cohort", "--yes", str(path), "--round", "fall").out
    path.write_bytes(path.read_bytes() + b'{"id":\n')
    done = run("cohort", "--yes", str(path), "--round", "fall")
    assert path.stat().st_size > 1_000_000
    assert (done.code, done.out) == (0, large)
    assert "large.jsonl:2401." in done.err


def test_another_portrait_is_named_and_left_out(run: Run, tmp_path: Path) -> None:
    """What is of another portrait is named; nothing is shown if that is all there is."""
    names = write_each(tmp_path / "sent", [replace(one, portrait="districts-own") for one in leaders(SIX)])
    done = run("cohort", "--yes", names[0], *names[1:3])
    assert done.code == 3
    assert f"3 files with contributions of another portrait, districts-own: {names[0]}, " in done.err
    assert "portrait: none of these files has a contribution with this portrait\n" in done.err


def test_a_folder_without_contributions_is_told(run: Run, tmp_path: Path) -> None:
    """An empty folder, or one with other files, has nothing to show."""
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    done = run("cohort", "--yes", str(tmp_path))
    assert (done.code, done.out) == (3, "")
    assert "letter.pdf" in done.err
    assert "portrait: there is no contribution in " in done.err


# --- a second result ---


def test_a_second_result_with_a_late_file_is_refused(run: Run, tmp_path: Path) -> None:
    """One more leader would be told by the difference; the hint says what works, and it does."""
    names = write_each(tmp_path / "sent", leaders([*SIX, *["steady"] * 5]))
    first = run("cohort", "--yes", *names[:12])
    late = run("cohort", "--yes", *names[:13])
    assert (late.code, late.out) == (1, "")
    assert late.err == (
        "Found: 13 contributions to Fall 2026.\n"
        f"portrait: Fall 2026 was counted on November 23, 2026 with 12 leaders, and 1 is new ({names[12]}). The "
        "difference between the two results would be what this 1 leader chose, so this one is not shown\n"
        "hint: name the same files as before; the late ones can be counted on their own once they are 5. This is "
        "remembered on this computer only: another computer would not know.\n"
    )
    fewer = run("cohort", "--yes", *names[:11])
    assert (fewer.code, "1 of them is missing. The difference" in fewer.err) == (1, True)
    assert run("cohort", "--yes", *names[:12]).out == first.out
    all_of_them = run("cohort", "--yes", *names)
    assert "hint: name the same files as before, or only the 5 new ones. " in all_of_them.err
    assert run("cohort", "--yes", *names[12:]).code == 0


def test_a_changed_answer_is_refused(run: Run, tmp_path: Path) -> None:
    """If one leader sends their levels again, a second result would show what that one changed."""
    made = leaders(SIX)
    run("cohort", "--yes", write_lines(tmp_path / "all.jsonl", made))
    again = replace(contribution(0, advocacy="steady"), version=2)
    done = run("cohort", "--yes", write_lines(tmp_path / "again.jsonl", [*made, again]))
    assert (done.code, done.out) == (1, "")
    assert "an answer or the portrait is different now" in done.err


def test_a_refused_round_does_not_keep_the_others_from_being_shown(run: Run, tmp_path: Path) -> None:
    """The other rounds are shown and recorded, and the refused ones are told after them."""
    names = write_each(tmp_path / "sent", [*leaders(SIX), *leaders(["steady"] * 9, SPRING, first=50)])
    run("cohort", "--yes", *names[:12])
    done = run("cohort", "--yes", *names[1:])
    assert (done.code, "Spring 2027" in done.out, "Fall 2026" in done.out) == (1, True, False)
    assert "portrait: Fall 2026 was counted on" in done.err
    done = run("cohort", "--yes", *names[1:12], *names[13:])
    assert (done.code, done.out) == (1, "")
    assert "portrait: Fall 2026 was counted on" in done.err
    assert "portrait: Spring 2027 was counted on" in done.err


# --- before the first result ---


def test_without_a_terminal_a_first_result_takes_a_yes(run: Run, tmp_path: Path) -> None:
    """It is final, so the command says what it takes; the same set is shown again without a word."""
    name = write_lines(tmp_path / "all.jsonl", leaders(SIX))
    done = run("cohort", name, "--by", "role", "--round", "fall", "--fewest", "6", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "Found: 12 contributions to Fall 2026.\n"
        "portrait: a round is counted once: who is missing cannot be added later\n"
        f"hint: if all are there: portrait cohort {name} --by role --round fall --fewest 6 --json --yes\n"
    )
    assert run("cohort", name, "--yes").code == 0
    assert run("cohort", name).code == 0


def test_the_command_that_agrees_makes_the_same_sheet(run: Run, tmp_path: Path) -> None:
    """What it is called and whose it is are in it; they are for a sheet, and are not passed over without one."""
    name, sheet = write_lines(tmp_path / "all.jsonl", leaders(SIX)), str(tmp_path / "fall.html")
    called = ("--title", "Fall of levels", "--school", "North")
    done = run("cohort", name, *called, "-o", sheet)
    agreeing = f"portrait cohort {name} --title 'Fall of levels' --school North -o {sheet} --yes"
    assert (done.code, done.err.splitlines()[-1]) == (2, f"hint: if all are there: {agreeing}")
    assert run(*shlex.split(agreeing)[1:]).code == 0
    page = Path(sheet).read_text(encoding="utf-8")
    assert all(words in page for words in ("Fall of levels", "North"))
    done = run("cohort", name, *called)
    assert (done.code, "--title and --school are for a sheet" in done.err) == (2, True)


def test_a_check_shows_no_answer_and_records_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    """It says what is there and what is wrong, on stdout."""
    names = write_each(tmp_path / "sent", [*leaders(SIX), contribution(80, replace(FALL, round="Fall 26"))])
    (tmp_path / "sent" / "late.json").write_bytes(b'{"id":')
    done = run("cohort", str(tmp_path / "sent"), "--check")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Found: 12 contributions to Fall 2026, 1 contribution to Fall 26.\n"
        f"Not counted: 1 damaged, ask for it again: {tmp_path / 'sent' / 'late.json'}.\n"
        f"Not counted: Fall 26 has 1 contribution, and nothing is shown of fewer than 5: {names[12]}. "
        "If Fall 2026 was meant, ask for it again with that name.\n"
    )
    assert not (home / ".local/state/portrait/roll-ups").exists()
    assert run("cohort", str(tmp_path / "sent"), "--check", "--json").code == 2


@pytest.mark.parametrize("said", ["y", ""])
def test_in_a_terminal_it_asks_once(tmp_path: Path, said: str) -> None:
    """It says what it found, and counts only if the person says so; the same set is not asked about again."""
    name = write_lines(tmp_path / "all.jsonl", leaders(SIX))
    with Terminal("cohort", name) as terminal:
        terminal.wait_for("Found: 12 contributions", "Count 12 leaders of Fall 2026 now?")
        terminal.type(said + ENTER)
        terminal.wait_for("Growing: 6 of 12" if said else "Nothing was counted.")
        terminal.finish()
    with Terminal("cohort", name) as terminal:
        terminal.wait_for("Growing: 6 of 12" if said else "Count 12 leaders")


def test_another_portrait_of_the_same_name_tells_nothing_more(run: Run, tmp_path: Path) -> None:
    """A portrait in which two levels became one would show their sum, so the second result is refused."""
    name = write_lines(tmp_path / "all.jsonl", leaders([*["growing"] * 8, *["starting"] * 3]))
    run("cohort", "--yes", name)
    merged = tmp_path / "merged.yaml"
    merged.write_text(
        "id: portrait-of-a-leader\ntitle: Merged\nscales:\n  - id: growth\n    levels:\n"
        "      - {name: Growing, formerly: [starting]}\n      - Steady\n      - Multiplying\n"
        "attributes:\n  - {name: Advocacy, prompts: Who?}\n",
        encoding="utf-8",
    )
    done = run("cohort", "--yes", name, "--portrait", str(merged))
    assert (done.code, done.out) == (1, "")


def test_an_attacker_with_every_subset_of_seven_files(run: Run, tmp_path: Path) -> None:
    """Whoever tries every choice of seven schools gets results that share nobody, unless they are the same."""
    chance = random.Random(7)  # noqa: S311  # an example, no secret
    schools: list[str] = []
    for number in range(7):
        answers = [chance.choice(["growing", "steady"]) for _ in range(6 + number % 2)]
        schools.append(write_lines(tmp_path / f"school-{number}.jsonl", leaders(answers, first=number * 10)))
    choices = [set(some) for size in range(1, 8) for some in combinations(schools, size)]
    chance.shuffle(choices)
    shown: list[set[str]] = []
    for some in choices:
        done = run("cohort", "--yes", *sorted(some))
        assert (done.code == 0) == bool(done.out)
        if done.out:
            shown.append(some)
    assert shown
    for one, other in combinations(shown, 2):
        assert not one & other


def test_a_result_that_cannot_be_recorded_is_not_shown(run: Run, tmp_path: Path, home: Path) -> None:
    """If the record is damaged, nothing is shown, and the hint says what to do."""
    name = write_lines(tmp_path / "all.jsonl", leaders(SIX))
    run("cohort", "--yes", name)
    (record,) = (home / ".local/state/portrait/roll-ups").glob("*.json")
    record.write_text("{", encoding="utf-8")
    done = run("cohort", "--yes", name)
    assert (done.code, done.out) == (4, "")
    assert "hint: bring it back from a backup" in done.err


# --- documents ---


@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "md", "csv", "txt", "json"])
def test_a_sheet_in_every_format(run: Run, tmp_path: Path, ending: str) -> None:
    """The end of the file's name decides what is written."""
    name = write_lines(tmp_path / "all.jsonl", forty())
    done = run("cohort", "--yes", name, "--by", "role", "-o", str(tmp_path / f"sheet.{ending}"))
    assert done.code == 0, done.err
    assert f"Wrote {tmp_path / f'sheet.{ending}'}: Fall 2026, Spring 2027\n" in done.err
    again = run("cohort", "--yes", name, "-o", str(tmp_path / f"sheet.{ending}"))
    assert again.code == 6


def test_a_sheet_on_stdout(run: Run, tmp_path: Path) -> None:
    """A page can be printed for another program; a format that is asked for twice is refused."""
    name = write_lines(tmp_path / "all.jsonl", forty())
    assert "<table" in run("cohort", "--yes", name, "--html").out
    assert run("cohort", "--yes", name, "--html", "--pdf").code == 2
    assert run("cohort", "--yes", name, "--html", "--json").code == 2
    assert run("cohort", "--yes", name, "--by", "school").code == 2


_FOUND_FORTY = "Found: 20 contributions to Fall 2026, 20 contributions to Spring 2027.\n"


@pytest.mark.parametrize(("library", "said_before"), [("duckdb", ""), ("ibis", _FOUND_FORTY)])
def test_without_the_extra_a_hint_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, said_before: str
) -> None:
    """Where DuckDB or Ibis is not installed, the command says so."""
    for module in ("app.cohort_count", "store.contribution_tables", "store.cohort_engine", "store.cohort_question"):
        monkeypatch.delitem(sys.modules, f"portrait_cli.{module}", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    done = run("cohort", "--yes", write_lines(tmp_path / "all.jsonl", forty()))
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"{said_before}portrait: a cohort needs the cohort extra\n"
        "hint: in the folder you cloned: .venv/bin/pip install '.[cohort]'\n"
    )
