from hypothesis import given
from msgspec.structs import replace

from examples import DISTRICT, FOUR, OPEN, PORTRAIT, answer, begin, new_session, one_in, plays, sessions
from portrait_cli.core.answers import review_action
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.minutes import minutes
from portrait_cli.core.play import apply
from portrait_cli.core.session import Action, Answer, Change, Choice, Progress, Purpose, Session, Skip, Step
from portrait_cli.core.session_from_guide import lay_out

PLAN: tuple[tuple[Purpose, str], ...] = (("when", ""), ("then", "when"), ("by", "then"))


def test_the_parts_of_a_question_count_once() -> None:
    """A level and its comment, an indicator and its level, an earlier plan and its note, a new plan: one each."""
    session = new_session(PORTRAIT, 1, "advocacy", past=Past(open_plans=(OPEN,)))
    numbered = {step.id: session.number_of(step.id) for step in session.steps}
    assert numbered["commitment.c1.outcome"] == numbered["commitment.c1.note"] == 1
    assert numbered["advocacy.indicator"] == numbered["advocacy.ad1.level"] == numbered["advocacy.ad2.level"]
    district = new_session(DISTRICT)
    assert district.number_of("courage.level") == district.number_of("courage.comment")
    assert [numbered[f"plan.{part}"] for part in ("when", "then", "by")] == [session.progress.total] * 3


def test_making_room_for_a_plan_belongs_to_the_plan() -> None:
    """Choosing a plan to set aside is part of the question about the new plan, and has its number."""
    session = new_session(past=Past(open_plans=FOUR))
    assert session.number_of("plan.room") == session.number_of("plan.when") == session.progress.total


def test_the_review_is_at_the_last_question() -> None:
    """Where nothing is asked any more, the count is full; a session without questions has none."""
    assert answer(new_session()).progress == Progress(12, 12)
    assert new_session(DISTRICT, 1, "القيادة").progress == Progress(0, 0)


@given(plays())
@one_in(2)
def test_the_count_never_moves_backward_and_never_grows(moves: list[tuple[Session, Action, Session]]) -> None:
    """Whatever is answered, the total stays, a step forward never lowers the number, and the end agrees with it."""
    for before, action, after in moves:
        assert after.progress.total == before.progress.total
        assert min(1, after.progress.total) <= after.progress.number <= after.progress.total
        if isinstance(action, Answer | Skip):
            assert after.progress.number >= before.progress.number


@given(sessions())
@one_in(4)
def test_the_numbers_of_the_review_are_those_of_the_questions(session: Session) -> None:
    """Every number up to the total names a question, in order, and none beyond it does."""
    for number in range(1, session.progress.total + 1):
        action = review_action(session, str(number))
        assert isinstance(action, Change)
        assert session.number_of(action.step) == number
    assert review_action(session, str(session.progress.total + 1)) is None
    assert review_action(session, "0") is None


def test_a_question_that_is_answered_again_has_its_parts_asked_again() -> None:
    """From the review a plan is gone through from its moment to its day, and then the review is back."""
    session = answer(new_session(), plan__when="it rains", plan__then="stay", plan__by="2026-12-07")
    skipped = tuple(step.id for step in session.active if step.id not in session.answers)
    session = apply(replace(session, skipped=skipped), Change("plan.when"))
    for expected in ("plan.when", "plan.then", "plan.by", ""):
        assert session.at == expected
        session = apply(session, Answer("2026-12-08"))


def minutes_of(*steps: Step) -> int:
    return minutes(steps)


def test_minutes_are_counted_from_what_is_asked() -> None:
    """Words take a minute, a choice twenty seconds, a plan a minute in all, and a question that says more, more."""
    choice = Step("level", "level", "Where?", choices=(Choice("low", "Low"),))
    written = Step("words", "words", "Why?")
    plan = [Step(part, part, "…", needs=needs) for part, needs in PLAN]
    assert minutes_of() == 1
    assert minutes_of(written, written) == 2
    assert minutes_of(choice, choice, choice, written) == 2
    assert minutes_of(*plan, written) == 2
    assert minutes_of(replace(written, minutes=10), written) == 11
    assert minutes_of(Step("asked", "then", "What will I do?"), choice, choice, choice) == 2


def test_what_only_some_answers_lead_to_takes_nominutes_of() -> None:
    """A comment on one of the levels and the levels of indicators that are not chosen are not counted."""
    comment = Step("comment", "comment", "Why?", needs="level", needs_one_of=("other",))
    room = Step("plan.room", "let-one-rest", "Which?", choices=(Choice("a", "A"),))
    day = Step("rest.by", "by", "By when?", needs="comment")
    chosen = Step("indicator", "indicator", "Which?", choices=(Choice("a", "A"),))
    assert minutes_of(comment, *[day] * 9) == 1
    assert minutes_of(comment, comment, room, room) == 1
    assert minutes_of(chosen, chosen, chosen) == 2


def test_a_portrait_may_say_that_a_guide_takes_longer() -> None:
    """The minutes in the file count where they are more than what is asked would take, for each attribute."""
    for stated, expected in ((2, 8), (30, 30)):
        guide = replace(PORTRAIT.guides[0], minutes=stated)
        assert lay_out(PORTRAIT, guide, begin(), Past()).minutes == expected
    each = replace(PORTRAIT.guides[1], minutes=30)
    assert lay_out(PORTRAIT, each, begin(PORTRAIT, "advocacy", "authenticity"), Past()).minutes == 60
