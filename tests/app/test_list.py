import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, answers_file, write_lines


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
    assert "no entry matches: none is with the tag #none" in done.err


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


def test_an_entry_is_listed_as_every_screen_shows_it(run: Run, answers: Path) -> None:
    """An entry is listed with its day, title, attributes, tags and first words, and is read by its listed day."""
    assert run("note", "The bus came.", "--attribute", "advocacy", "--tag", "family-night").code == 0
    run("reflect", "--answers", str(answers), at=NOON - timedelta(days=40))
    assert (
        run("list").out
        == """\
November 23, 2026 at 18:30  Note
  Advocacy · #family-night
  The bus came.
October 14, 2026 at 18:30  Whole portrait
  all 5 attributes
  Two teachers asked for time. One got it.
"""
    )
    assert "The bus came." in run("read", "November 23, 2026 at 18:30").out
    assert run("read", "November 23, 2026 at 18:31").code == 3
    assert run("list", env={"COLUMNS": "40"}).out.startswith("November 23, 2026 at 18:30\nNote\n")


def test_an_entry_is_listed_with_the_names_of_today(run: Run, tmp_path: Path) -> None:
    """An attribute has today's name in the list, whatever it was called then; the title stays as it was."""
    scale = "scales: {id: s, levels: [Low, High]}"
    guide = "guides: {id: g, name: G, per_attribute: true, steps: [{do: each-attribute, steps: [ask, place]}]}"
    old = "attributes: [{name: Speaking Up, id: voice, prompts: {id: now, text: What now?}}]"
    file = write_lines(tmp_path / "ours.yaml", "id: ours", scale, old, guide)
    mine = answers_file(tmp_path, "voice.now: I spoke.")
    assert run("reflect", "voice", "--portrait", file, "--answers", mine).code == 0
    new = "attributes: [{name: Advocacy, id: advocacy, formerly: [voice], prompts: [What now?]}]"
    write_lines(tmp_path / "ours.yaml", "id: ours", scale, new, guide)
    for command in (("list",), ("search", "spoke")):
        said = " ".join(run(*command, "--portrait", file).out.split())
        assert said == "November 23, 2026 at 18:30 G: Speaking Up Advocacy I spoke."
    said = " ".join(run("list").out.split())  # of another portrait than the one in use: as it was
    assert said == "November 23, 2026 at 18:30 G: Speaking Up I spoke."


def test_the_name_of_a_chosen_indicator_is_not_what_was_said(run: Run, tmp_path: Path) -> None:
    """An entry in which only an indicator was chosen begins with no words."""
    mine = answers_file(tmp_path, "advocacy.indicator: ad2", "advocacy.ad2.level: growing", guide="deep-dive")
    assert run("reflect", "advocacy", "--answers", mine).code == 0
    assert run("list").out == "November 23, 2026 at 18:30  Deep dive: Advocacy\n"


def test_small_entries_are_counted_and_not_listed(run: Run) -> None:
    """The list has sessions and notes; what only records a plan or a goal is counted, and listed with --all."""
    assert run("plans", "add", "Call two families").code == 0
    alone = run("list").out
    assert "Call two families" in alone
    assert "small" not in alone
    assert run("note", "It rained.", at=NOON + timedelta(minutes=1)).code == 0
    one = "and one small entry about plans, goals and evidence; --all shows it too\n"
    listed = run("list").out
    assert "It rained." in listed
    assert listed.endswith(one)
    assert "Call two families" not in listed
    assert run("plans", "kept", "1", at=NOON + timedelta(minutes=2)).code == 0
    assert run("list").out.endswith("and 2 small entries about plans, goals and evidence; --all shows them too\n")
    everything = run("list", "--all").out
    assert "Call two families" in everything
    assert "small" not in everything
    assert len(json.loads(run("list", "--json").out)["entries"]) == 3
