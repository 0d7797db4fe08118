import json
from pathlib import Path

import pytest

from conftest import Run, answers_file


@pytest.mark.usefixtures("three_entries")
@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2026-11-23", "2026-11-22", "2026-10-14"]),
        (("-n", "1"), ["2026-11-23"]),
        (("--since", "yesterday"), ["2026-11-23", "2026-11-22"]),
        (("--until", "yesterday"), ["2026-11-22", "2026-10-14"]),
        (("--since", "2026-10", "--until", "2026-10"), ["2026-10-14"]),
        (("--since", "last month", "--until", "last month"), ["2026-10-14"]),
        (("--since", "oct 1", "--until", "3 weeks ago"), ["2026-10-14"]),
        (
            ("--attribute", "adv", "--guide", "whole", "--role", "building"),
            ["2026-11-23", "2026-11-22", "2026-10-14"],
        ),
        (("--tag", "#Portrait/Advocacy", "-n", "1"), ["2026-11-23"]),
        (("--tag", "none"), []),
        (("--role", "coach"), []),
    ],
)
def test_filters_choose_entries(run: Run, words: tuple[str, ...], days: list[str]) -> None:
    """Entries are listed newest first, and every filter must match."""
    found = json.loads(run("list", "--json", *words).out)
    assert found["schema"] == 1
    assert [entry["date"][:10] for entry in found["entries"]] == days


@pytest.mark.usefixtures("three_entries")
def test_a_filter_that_fits_nothing_is_3(run: Run) -> None:
    """When nothing matches, a list for people says so."""
    done = run("list", "--tag", "none")
    assert (done.code, done.out) == (3, "")
    assert "no entry matches" in done.err


@pytest.mark.usefixtures("three_entries")
def test_list_says_what_is_left_out(run: Run) -> None:
    """A shortened list says how to see the rest."""
    assert "and 2 older; -n 3 shows them too" in run("list", "-n", "1").out


def test_notes_are_a_guide_to_choose_by(run: Run, tmp_path: Path) -> None:
    """`list --guide note` lists the notes, although no portrait has such a guide."""
    assert run("reflect", "--answers", answers_file(tmp_path, "advocacy.level: growing")).code == 0
    assert json.loads(run("list", "--guide", "note", "--json").out)["entries"] == []
    assert run("list", "--guide", "note").code == 3
    assert run("list", "--guide", "nonsense").code == 3
