"""Goals in the file of an entry, as a person may have edited it."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from examples import one_in, one_line, texts
from portrait_cli.core.entry import Block, Goal, GoalReview, Prose
from portrait_cli.formats import entry_file

HEAD = """\
---
id: "2026-11-23-183000-goal"
date: 2026-11-23T18:30:00
utc_offset: "-06:00"
format: 1
---

# A goal set, Monday, November 23, 2026

"""


def _blocks(body: str) -> list[Block]:
    return list(entry_file.parse(HEAD + body, "it.md").blocks)


@pytest.mark.parametrize(
    ("body", "goal"),
    [
        ("### Care <!-- goal-set: 3f2a care -->\n\nListen.\n", Goal("3f2a", "care", "Care", "Listen.")),
        ("### Care <!-- goal-set: 3f2a care -->\nListen.\n", Goal("3f2a", "care", "Care", "Listen.")),
        ("Care <!-- goal-set: 3f2a care -->\n-----\n\nListen.\n", Goal("3f2a", "care", "Care", "Listen.")),
        ("## Mine <!-- goal-set: 3f2a -->\n\nListen.\n\nMore.\n", Goal("3f2a", "", "Mine", "Listen.\n\nMore.")),
    ],
)  # fmt: skip
def test_a_goal_edited_by_hand_is_read(body: str, goal: Goal) -> None:
    """Another heading, another kind of heading, no empty line and more words are all the same goal."""
    assert _blocks(body) == [goal]


@pytest.mark.parametrize(
    ("body", "review"),
    [
        ("**Kept**\n\nIt helps.", GoalReview("3f2a", "Listen.", "keep", "Kept", "It helps.")),
        ("It helps.", GoalReview("3f2a", "Listen.", "keep", "", "It helps.")),
        ("", GoalReview("3f2a", "Listen.", "keep", "")),
    ],
)
def test_a_decision_edited_by_hand_is_read(body: str, review: GoalReview) -> None:
    """The decision is in the mark, so its words may be changed or deleted."""
    assert _blocks(f"### Listen. <!-- goal-review: 3f2a keep -->\n\n{body}\n") == [review]


@pytest.mark.parametrize(
    "body",
    [
        "### Care <!-- goal-set: 3f2a care -->",
        "### Care <!-- goal-set: 3f2a care more -->\n\nListen.",
        "### Listen. <!-- goal-review: 3f2a -->\n\n**Kept**",
        "### Listen. <!-- goal-review: 3f2a paused -->\n\n**Paused**",
    ],
)
def test_a_mark_that_is_not_understood_costs_no_word(body: str) -> None:
    """A goal without words, and a mark that we do not write, stay in the entry as they are."""
    assert _blocks(f"{body}\n") == [Prose(body)]


@given(one_line, texts.filter(bool), one_line, texts)
@one_in(5)
def test_a_goal_comes_back_as_it_was(heading: str, text: str, sentence: str, reason: str) -> None:
    """Whatever a person types is the goal and the reason."""
    blocks = (Goal("3f2a", "care", heading, text), GoalReview("3f2a", sentence, "let-go", "Let it go", reason))
    entry = replace(entry_file.parse(HEAD, "it.md"), blocks=blocks)
    assert entry_file.parse(entry_file.dump(entry), "it.md") == entry
