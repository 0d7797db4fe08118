from datetime import timedelta
from pathlib import Path

from conftest import NOON, Run, answers_file, write_lines


def test_a_year_ago_is_remembered(run: Run, answers: Path) -> None:
    """The summary brings back a line from this week last year."""
    run("reflect", "--answers", str(answers), at=NOON - timedelta(days=363))
    text = " ".join(run("reflect", "--answers", str(answers)).out.split())
    assert "A year ago, November 25, 2025: “Two teachers asked for time. One got it.”" in text


def test_a_session_without_attributes_has_no_empty_box(run: Run, tmp_path: Path) -> None:
    """A session of plain questions ends with its title, the file and the next step, without a drawing."""
    mine = write_lines(
        tmp_path / "p.yaml",
        "attributes: [Care]",
        "guides: {id: ask, name: Only asked, steps: [{do: question, id: q, text: What now?}]}",
    )
    done = run("reflect", "--portrait", mine, "--answers", answers_file(tmp_path, "sitting.q: Rest."))
    assert done.code == 0
    assert "Only asked, Monday, November 23, 2026" in done.out
    assert not set(done.out) & set("╭╮╰╯│─")
    assert "Care" not in done.out


def test_the_summary_lists_the_indicators_placed(run: Run, tmp_path: Path) -> None:
    """A placed indicator is in the summary under its own name, and is compared the next time."""
    for level in ("starting", "growing"):
        path = answers_file(tmp_path, "advocacy.indicator: ad2", f"advocacy.ad2.level: {level}")
        done = run("reflect", "advocacy", "--answers", path)
        assert done.code == 0
    (shown,) = [line for line in done.out.splitlines() if "Growing" in line]
    assert "AD2 " in shown
    assert "was Starting" in shown
    assert "not placed today" not in done.out
