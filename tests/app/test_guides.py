import json
from pathlib import Path

import pytest

from conftest import Run, answers_file, write_lines


def test_guides_are_listed_with_their_minutes(run: Run, tmp_path: Path) -> None:
    """The minutes are counted from what a guide asks of the portrait in use, whatever the guide was written for."""
    listed = run("guides").out
    assert "whole-portrait, 8 min" in listed
    assert "deep-dive, 10 min each" in listed
    names = [f"Thing {number}" for number in range(1, 13)]
    ours = write_lines(
        tmp_path / "ours.yaml", "scales: {id: s, levels: [Low, High]}", f"attributes: [{', '.join(names)}]"
    )
    assert "whole-portrait, 17 min" in run("guides", "--portrait", ours).out


def test_minutes_differ_from_attribute_to_attribute(run: Run, tmp_path: Path) -> None:
    """A guide that takes longer for one attribute than for another says both."""
    parts = ", ".join(f"{{name: Part {number}, levels: {{low: No., high: Yes.}}}}" for number in range(6))
    ours = write_lines(
        tmp_path / "ours.yaml",
        "scales: {id: s, levels: [Low, High]}",
        f"attributes: [Care, {{name: Nerve, indicators: [{parts}]}}]",
    )
    assert "check-in, 3 to 5 min each" in run("guides", "--portrait", ours).out
    guides = json.loads(run("guides", "--json", "--portrait", ours).out)["guides"]
    assert {guide["id"]: guide["minutes"] for guide in guides}["check-in"] == 5


def test_a_guide_can_be_read_before_it_is_begun(run: Run) -> None:
    """Its questions come as the session asks them, with their numbers, the minutes and the command to begin."""
    page = run("guides", "hard-mom", env={"COLUMNS": "200"}).out
    assert "Hard moment · 8 questions · about 12 minutes" in page
    assert " 1  What happened, step by step, as a camera would have recorded it?" in page
    assert " 6  What is mine to make right, and with whom?\n      By when?" in page
    assert " 7  When …" in page
    assert " 8  What one kind sentence" in page
    assert "Start it: portrait reflect hard-moment" in page
    assert "This year" not in page  # a goal is asked for only if the person wants to set one


def test_a_goal_is_among_the_questions_where_it_is_asked_for(run: Run) -> None:
    """A goal to set is shown in a guide that asks for one, while there is room; not where a person may ask for it."""
    goal = "What is my goal for this year, in my own words?"
    assert goal not in run("guides", "hard-moment").out
    assert goal in run("guides", "start-of-year").out
    for words in ("Ask first.", "Say less."):
        assert run("goal", "set", words).code == 0
    assert goal not in run("guides", "start-of-year").out


def test_the_questions_are_the_next_ones(run: Run, tmp_path: Path) -> None:
    """A guide for chosen attributes shows the questions that would come next about the one that waited longest."""
    first = run("guides", "check-in", "--plain").out
    assert "Check-in: Human-Centered Approaches" in first
    assert "It asks which attribute first" in first
    assert run("reflect", "--answers", answers_file(tmp_path, "human-centered.level: growing")).code == 0
    assert "Check-in: Transformation" in run("guides", "check-in", "--plain").out


def test_a_guide_in_json(run: Run) -> None:
    """The document has the guide, its questions with their choices, and how to begin it."""
    document = json.loads(run("guides", "check-in", "--json").out)
    assert (document["guide"]["id"], document["guide"]["minutes"]) == ("check-in", 3)
    numbers = [question["number"] for question in document["questions"]]
    assert numbers == [1, 2, 3, 4, 4, 4]
    assert document["questions"][2]["choices"][0] == "Starting"
    assert document["begin"] == "portrait reflect check-in"


def test_a_guide_that_shares_its_name_is_begun_by_the_option(run: Run, tmp_path: Path) -> None:
    """Where an attribute has the same name, the command that is shown still begins the guide."""
    guide = "guides: {id: care, name: Care, steps: [{do: question, id: q, text: Why?}]}"
    ours = write_lines(tmp_path / "ours.yaml", "attributes: [Care]", guide)
    assert "Start it: portrait reflect --guide care" in run("guides", "care", "--portrait", ours).out


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_guide_that_is_not_there(run: Run, options: tuple[str, ...]) -> None:
    """A name that no guide has is refused with those that are near it."""
    done = run("guides", "hard-momet", *options)
    assert (done.code, done.out) == (3, "")
    assert "did you mean hard-moment?" in done.err
