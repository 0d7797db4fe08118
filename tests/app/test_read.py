from pathlib import Path

import pytest

from conftest import Run, journal_files, write_lines


@pytest.mark.usefixtures("three_entries")
def test_an_entry_is_found_by_what_people_call_it(run: Run, home: Path) -> None:
    """`latest`, a date, an id, the beginning of one, and a file's path each name an entry."""
    path = journal_files(home)[0]
    for name in ("2026-10-14", "2026-10-14-183000-whole-portrait", "2026-10", str(path)):
        assert run("read", name, "--raw").out == path.read_text(encoding="utf-8")
    assert run("read", "latest", "--raw").out == run("read", "--raw").out
    assert "matches 2 entries" in run("read", "2026-11").err
    assert run("read", "2026-11").code == 3
    assert run("read", "1999-01-01").code == 3


ODD = "I told <the new teacher> no; 2*3*4\n![p](x.jpg) then # one more\n\n    and this"


@pytest.mark.parametrize("options", [[], ["--plain"]])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_read_shows_every_word_of_a_note(run: Run, options: list[str], columns: str) -> None:
    """A note is shown as it was written: no sign is taken for markup, and no lines are joined."""
    run("note", "-", stdin=ODD)
    shown = run("read", *options, env={"COLUMNS": columns}).out
    assert " ".join(ODD.split()) in " ".join(shown.split())
    assert not any("teacher" in line and "![p]" in line for line in shown.splitlines())


def test_an_imported_entry_is_shown_with_its_day(run: Run, tmp_path: Path) -> None:
    """An entry whose title has no date shows its day, and no time of day that its source did not have."""
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "2024-03-04 Hall duty.md", "Words.")
    run("import", str(tmp_path / "in"), "--yes")
    shown = run("read").out
    assert "Hall duty\n" in shown
    assert "Monday, March 4, 2024\n" in shown
    assert "00:00" not in shown


def test_the_exact_name_of_an_entry_wins(run: Run, home: Path) -> None:
    """When a program that syncs leaves two files with one id, each is found by its own name."""
    run("note", "One.")
    (path,) = journal_files(home)
    path.with_name(f"{path.stem}-2.md").write_bytes(path.read_bytes().replace(b"One.", b"Two."))
    assert "One." in run("read", path.stem).out
    assert "Two." in run("read", f"{path.stem}-2").out


def test_a_plan_says_what_it_is_about(run: Run) -> None:
    """The attribute that was chosen for a plan stands below it: the session itself may be about something else."""
    answers = (
        "guide: first-time\nanswers:\n  plan.attribute: collaboration\n  plan.when: it rains\n  plan.then: stay\n"
    )
    done = run("reflect", "--answers", "-", stdin=answers)
    assert done.code == 0, done.err
    assert "not placed today" not in done.out
    assert "then I will stay\nCollaboration · open · plan 1\n" in run("read", "latest", "--plain").out
