"""What a coach is asked to place: the leader's own levels, in words that fit a coach."""

import pytest
from msgspec.structs import replace

from coach_requests import LEADER, placing
from examples import DISTRICT, PORTRAIT
from portrait_cli.core.coach_steps import CANNOT_SAY, coach_steps, names_of, only_placing, placing_guide
from portrait_cli.core.errors import UsageError
from portrait_cli.core.guide import AskPlan, EachAttribute, FollowUp, Place, Question
from portrait_cli.core.portrait import Attribute, Portrait, Scale
from portrait_cli.core.session import Step
from portrait_cli.core.text import Id


def _levels(steps: tuple[Step, ...]) -> list[Step]:
    return [step for step in steps if step.purpose == "level"]


def test_a_coach_places_what_the_leader_places_on_the_same_scale() -> None:
    """Each level step of the leader's has one of the coach's, with the same levels and statements."""
    own = placing()
    steps = coach_steps(PORTRAIT, own, LEADER)
    for mine, theirs in zip(_levels(own), _levels(steps), strict=True):
        assert (mine.id, mine.target, mine.scale, mine.levels) == (
            theirs.id,
            theirs.target,
            theirs.scale,
            theirs.levels,
        )
        on_scale = [choice for choice in mine.choices if choice.height is not None]
        assert list(theirs.choices[:-1]) == on_scale
        assert theirs.prompt == f"{theirs.target_name}: where do you see {LEADER}?"
        assert theirs.target_name == names_of(PORTRAIT)[mine.target]


def test_the_answer_off_the_scale_is_a_coachs_own() -> None:
    """A coach can say that they can't say; no answer of the leader's about their own role is left."""
    first, *_ = coach_steps(PORTRAIT, placing(), LEADER)
    assert first.choices[-1].id == CANNOT_SAY
    assert first.choices[-1].label == "I can't say yet"
    assert [choice.id for choice in first.choices if choice.height is None] == [CANNOT_SAY]


def test_one_example_follows_each_level_and_two_open_lines_come_last() -> None:
    """An example is asked for after a level, not after an answer that is none; then come two lines."""
    steps = coach_steps(PORTRAIT, placing(PORTRAIT, "advocacy", "ad1", "ad2"), LEADER)
    assert [step.id for step in steps] == [
        "advocacy.ad1.level",
        "advocacy.ad1.comment",
        "advocacy.ad2.level",
        "advocacy.ad2.comment",
        "closing.keep",
        "closing.ask",
    ]
    assert steps[1].needs == "advocacy.ad1.level"
    assert steps[1].needs_one_of == ("starting", "growing", "steady", "multiplying")


def test_more_than_ten_are_refused() -> None:
    """Two attributes have twelve indicators: the hint says to name those that matter most."""
    with pytest.raises(UsageError, match="that is 12 to place, and a coach places 10 at most") as refused:
        coach_steps(PORTRAIT, (*placing(), *placing(PORTRAIT, "collaboration")), LEADER)
    assert "AD1 AD2" in refused.value.hint


def test_nothing_to_place_is_refused() -> None:
    """A portrait without scales has nothing that a coach could place."""
    bare = Portrait((Attribute("Care", Id("care")),))
    with pytest.raises(UsageError, match="nothing in it to place"):
        coach_steps(bare, placing(bare, "care"), LEADER)


def test_an_attribute_without_indicators_is_placed_itself() -> None:
    """Where a portrait has no indicators, the coach places the attribute."""
    (scale,) = PORTRAIT.scales
    care = Attribute("Care", Id("care"), scale=scale.id)
    portrait = Portrait((care,), scales=(scale,))
    level, *_ = coach_steps(portrait, placing(portrait, "care"), LEADER)
    assert (level.id, level.target_name) == ("care.level", "Care")


def test_the_portraits_own_guide_places_every_indicator() -> None:
    """The portrait that comes with the program has a guide for it, with a plan at its end; others may have none."""
    guide = placing_guide(PORTRAIT)
    assert guide is not None
    assert guide.id == "indicators"
    assert any(isinstance(step, AskPlan) for step in guide.steps)
    assert placing_guide(DISTRICT) is None


def test_before_a_coachs_view_is_read_nothing_is_planned() -> None:
    """What places before that is levels, examples and questions; any portrait can be placed."""
    for portrait in (PORTRAIT, DISTRICT, replace(PORTRAIT, guides=())):
        steps = only_placing(portrait).steps
        assert all(isinstance(step, EachAttribute | Question) for step in steps)
        assert steps


def test_a_guide_about_an_earlier_time_does_not_place_for_a_coach() -> None:
    """Only a guide that places today counts."""
    then = EachAttribute((Place(of="every-indicator", as_of="then"),))
    guide = replace(PORTRAIT.guides[0], steps=(FollowUp(), then))
    assert placing_guide(replace(PORTRAIT, guides=(guide,))) is None


def test_a_level_may_be_called_like_anything() -> None:
    """No level of any scale has the name of the coach's answer off the scale."""
    names = {level.id for portrait in (PORTRAIT, DISTRICT) for scale in portrait.scales for level in scale.levels}
    assert CANNOT_SAY not in names
    assert "_" in CANNOT_SAY
    assert isinstance(PORTRAIT.scales[0], Scale)
