import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core import step_name
from portrait_cli.core.step_name import StepName


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("advocacy.whose-needs", StepName("advocacy", part="whose-needs")),
        ("advocacy.level", StepName("advocacy", part="level")),
        ("advocacy.AD2.level", StepName("advocacy", "AD2", "level")),
        ("advocacy.then.level", StepName("advocacy", "then", "level")),
        ("advocacy.indicator", StepName("advocacy", part="indicator")),
        ("advocacy.lens.learner", StepName("advocacy", "lens", "learner")),
        ("advocacy.sitting.x", StepName("advocacy", "sitting", "x")),
        ("sitting.week", StepName("sitting", part="week")),
        ("commitment.3f2a.outcome", StepName("commitment", "3f2a", "outcome")),
        ("plan.by", StepName("plan", part="by")),
        ("by-hand", StepName("by-hand")),
        ("", StepName("")),
    ],
)
def test_a_name_has_an_owner_a_subject_and_a_part(text: str, name: StepName) -> None:
    """Every name that the program uses, and any that a file holds, is taken apart and put together again."""
    assert step_name.parse(text) == name
    assert str(name) == text


@given(st.one_of(st.text(), st.text(alphabet="ab.")))
def test_any_text_is_a_name(text: str) -> None:
    """Whatever was written into a file, its name is kept; the owner alone is the same as that of the name."""
    name = step_name.parse(text)
    assert str(name) == text
    assert step_name.owner_of(text) == name.owner
    assert step_name.chooses_indicator(f"{text}.indicator")


def test_a_name_leads_to_the_one_beside_it() -> None:
    """The comment belongs to a level, whatever was placed."""
    assert step_name.parse("advocacy.level").beside("comment") == "advocacy.comment"
    assert step_name.parse("advocacy.AD2.level").beside("comment") == "advocacy.AD2.comment"


@given(st.text())
def test_a_plan_is_found_by_the_name_of_a_step_about_it(plan: str) -> None:
    """Whatever the id of a plan is, the steps and choices that name it lead back to it."""
    assert step_name.plan_of(step_name.earlier_plan(plan)) == plan
    assert step_name.parse(str(step_name.outcome_of(plan))).subject == plan
