from datetime import timedelta

import pytest

from conftest import NOON, Run, TerminalStream
from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress


@pytest.mark.parametrize(
    ("columns", "plain", "shown"),
    [
        ("80", False, "\rReading  ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  500 of 2,000"),
        ("40", False, "\rReading  500 of 2,000"),
        ("80", True, "Reading, 2,000 in all.\n"),
    ],
)
def test_slow_work_shows_its_progress(monkeypatch: pytest.MonkeyPatch, columns: str, plain: bool, shown: str) -> None:
    """After a second there is a progress bar, which disappears at the end; in plain mode it is one sentence."""
    monkeypatch.setenv("COLUMNS", columns)
    clock = [0.0]
    screen = TerminalStream()
    environment = Environment(stderr=screen, seconds=lambda: clock[0])
    with progress(environment, "Reading", plain=plain) as tell:
        for done in range(1, 500):
            tell(done, 2000)
        assert screen.getvalue() == ""
        clock[0] = 1.5
        for done in range(500, 601):
            tell(done, 2000)
        said = screen.getvalue()
    assert said.startswith(shown)
    assert said.count("2,000") == (1 if plain else 3)
    drawn = screen.getvalue()
    assert "\x1b" not in drawn  # which not every terminal understands
    if not plain:
        line, spaces, end = drawn.split("\r")[-3:]
        assert (spaces, end) == (" " * len(line), "")


@pytest.mark.parametrize(
    ("options", "shown"), [([], "\rReading the journal  "), (["--plain"], "Reading the journal, ")]
)
def test_reading_a_journal_again_shows_its_progress(run: Run, options: list[str], shown: str) -> None:
    """Any command that has to read the journal for more than a second shows its progress."""
    for number in range(3):
        run("note", f"Words {number}.", at=NOON + timedelta(minutes=number))
    ticks = iter(range(1000))
    screen = TerminalStream()
    world = Environment(stdout=TerminalStream(), stderr=screen, seconds=lambda: float(next(ticks)), now=lambda: NOON)
    assert main(["list", *options], world) == 0
    assert screen.getvalue().startswith(shown)
