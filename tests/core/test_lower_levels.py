"""The question about a level that is lower than last time."""

from datetime import date

import pytest
from msgspec.structs import replace

from examples import DISTRICT, answer, new_session
from portrait_cli.core.earlier_entries import LastSaid, Past
from portrait_cli.core.entry import Placement
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.portrait import Portrait, Wording
from portrait_cli.core.session import Session

ASKING = replace(DISTRICT, wording=Wording(after_a_dip="Harder weeks?"))
LEVELS = ("not-yet", "sometimes", "always")


def session(level: str, portrait: Portrait = ASKING, scale: str = "stages/2") -> Session:
    """Begin a session on an attribute that was placed in October."""
    day = date(2026, 10, 5)
    placed = Placement("courage", "Where?", level, level, scale=scale, levels=LEVELS)
    return new_session(portrait, 0, "courage", past=Past(said={"courage": LastSaid(day, "", placed, day)}))


def asked_after(begun: Session, level: str) -> str:
    """Return what is asked about a level; an empty text if nothing is."""
    active = {step.id: step.prompt for step in answer(begun, courage__level=level).active}
    return active.get("courage.comment", "")


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ("always", "sometimes", "Harder weeks?"),
        ("always", "not-yet", "Harder weeks?"),
        ("always", "always", ""),
        ("sometimes", "always", ""),
        ("other", "not-yet", ""),
        ("always", "other", "What makes that the honest answer?"),
    ],
)
def test_a_lower_level_is_asked_about(before: str, now: str, asked: str) -> None:
    """Only a level that is lower than last time on the same scale gets the question, not an answer off the scale."""
    assert asked_after(session(before), now) == asked


def test_levels_of_another_scale_are_not_compared() -> None:
    """What was chosen on another version of the scale is not lower; without the words nothing is asked."""
    assert asked_after(session("always", scale="stages/1"), "not-yet") == ""
    assert asked_after(session("always", DISTRICT), "not-yet") == ""
    assert asked_after(new_session(ASKING, 0, "courage"), "not-yet") == ""


def test_what_is_said_about_a_lower_level_stays_with_it() -> None:
    """The answer is the comment of the placement, and the count of questions is the same with and without it."""
    begun = session("always")
    dipped = answer(begun, courage__level="not-yet", courage__comment="A long stretch.")
    (placed,) = entry_from_session(dipped).placements
    assert (placed.level, placed.comment) == ("not-yet", "A long stretch.")
    assert dipped.progress.total == session("not-yet").progress.total
    assert dipped.dips_asked_about == {"courage"}
    assert answer(begun, courage__level="always").dips_asked_about == frozenset()
    assert answer(begun, courage__level="other").dips_asked_about == frozenset()


def test_the_question_is_there_without_answers_off_the_scale() -> None:
    """On a scale whose answers need no comment, only the lower levels have the question."""
    (scale, *others) = ASKING.scales
    plain = replace(ASKING, scales=(replace(scale, off_scale=()), *others))
    steps = {step.id: step for step in session("sometimes", plain).steps}
    assert steps["courage.comment"].needs_one_of == ("not-yet",)
    assert steps["courage.comment"].prompt == "Harder weeks?"
    assert "courage.comment" not in {step.id for step in session("not-yet", plain).steps}
