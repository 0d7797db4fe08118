from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import DISTRICT, PORTRAIT, answer, new_session, one_in, plays, sessions, texts
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Plan
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import StoppedError
from portrait_cli.core.late_words import holds, joined, with_late_words
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.play import LONGEST_PAUSE, apply, forward, play
from portrait_cli.core.portrait import Nudge
from portrait_cli.core.session import Action, Answer, Back, Change, Save, Session, Skip, Step

WORDS = Step("a.b", "words", "What?")


def _scripted(*actions: Action | StoppedError) -> Callable[[Session], Action]:
    """Make an asker that returns given actions, one after the other."""
    waiting = iter(actions)

    def ask(_: Session) -> Action:
        action = next(waiting)
        if isinstance(action, StoppedError):
            raise action
        return action

    return ask


@given(plays())
@one_in(5)
def test_no_answer_is_lost(moves: list[tuple[Session, Action, Session]]) -> None:
    """Whatever a person does, an answer changes only when its own question is answered again or skipped."""
    for before, action, after in moves:
        changed = {name for name, said in before.answers.items() if after.answers.get(name) != said}
        assert changed <= ({before.at} if isinstance(action, Answer | Skip) else set())


@given(plays())
@one_in(5)
def test_a_session_is_at_a_question_or_the_review(moves: list[tuple[Session, Action, Session]]) -> None:
    """A session is always at a question that is asked, or at the review of all of them."""
    for _, _, after in moves:
        assert after.at == "" or after.step in after.active
        assert len(set(after.skipped)) == len(after.skipped)
        assert not set(after.skipped) & set(after.answers)


@given(plays())
@one_in(5)
def test_going_back_and_saying_the_same_changes_nothing(moves: list[tuple[Session, Action, Session]]) -> None:
    """Going back and giving the same answer returns to the same place."""
    for _, _, after in moves:
        looking = apply(after, Back())
        if after != forward(after) or looking == after:
            continue
        again: Action = Answer(looking.answers[looking.at]) if looking.at in looking.answers else Skip()
        same = apply(looking, again)
        assert (same.at, same.answers, set(same.skipped)) == (after.at, after.answers, set(after.skipped))


@given(plays())
@one_in(5)
def test_a_session_ends_when_everything_was_asked(moves: list[tuple[Session, Action, Session]]) -> None:
    """Skipping every step leads to the review after at most one skip for each, and saving ends the session."""
    session = moves[-1][2] if moves else new_session()
    for _ in session.steps:
        session = apply(session, Skip()) if session.step else session
    assert session.at == ""
    assert apply(session, Save()).saved


def test_back_at_the_first_question_stays_there() -> None:
    """There is nothing to go back to before the first question."""
    session = new_session()
    assert apply(session, Back()) == session


def test_the_review_is_left_by_going_back_or_changing() -> None:
    """From the review a person can go to the last question, or to one they choose, and return."""
    review = replace(answer(new_session(DISTRICT), courage__level="always"), skipped=("plan.when",))
    assert apply(review, Back()).at == "plan.when"
    changing = apply(review, Change("courage.level"))
    assert changing.at == "courage.level"
    assert apply(changing, Answer("sometimes")).answers == {"courage.level": "sometimes"}


def test_after_the_last_question_comes_one_that_still_waits() -> None:
    """An answer to the last question leads to the first one that has neither an answer nor a skip."""
    session = new_session(DISTRICT, 1)
    assert [step.id for step in session.active] == ["courage.what-did-i-dare", "care.who-needed-me"]
    last = apply(session, Change("care.who-needed-me"))
    assert apply(last, Answer("Ana.")) == replace(session, answers={"care.who-needed-me": "Ana."})


def test_in_the_review_there_is_nothing_to_answer() -> None:
    """In the review an answer or a skip changes nothing."""
    review = replace(new_session(), at="")
    assert apply(review, Answer("x")) == review
    assert apply(review, Skip()) == review


def test_a_step_waits_for_what_it_needs() -> None:
    """The action is asked for after the situation, and a comment only after an answer that needs one."""
    session = new_session(DISTRICT, 0, "courage")
    names = [step.id for step in session.active]
    assert "plan.then" not in names
    assert "courage.comment" not in names
    other = answer(session, courage__level="other", plan__when="it rains")
    names = [step.id for step in other.active]
    assert "courage.comment" in names
    assert "plan.then" in names
    assert "plan.by" not in names
    assert "courage.comment" not in [step.id for step in answer(session, courage__level="always").active]


def test_a_session_knows_its_attributes_places() -> None:
    """Each attribute keeps its place in the portrait, whichever were chosen, so that it keeps its color."""
    assert new_session(DISTRICT, 0, "care").places == {"care": 1}


def test_the_plan_is_about_the_attribute_chosen() -> None:
    """A plan is about the attribute that was chosen for it or for a goal, else the only attribute, else none."""
    assert answer(new_session(), plan__attribute="advocacy").focus == "advocacy"
    start_of_year = [str(guide.id) for guide in PORTRAIT.guides].index("start-of-year")
    assert answer(new_session(PORTRAIT, start_of_year), my_goal__about="advocacy").focus == "advocacy"
    assert new_session(PORTRAIT, 0, "advocacy").focus == "advocacy"
    assert new_session().focus == ""


def test_every_action_is_kept() -> None:
    """The caller gets the session after each action, with the time it took, before the next question."""
    kept: list[Session] = []
    clock = iter([0.0, 5.2, 5.2, 10.0, 10.0, 9999.0, 9999.0, 9999.4])
    session = new_session(PORTRAIT, 0, "advocacy")
    first = session.at
    actions = _scripted(Answer("one"), Skip(), Back(), Save())
    done = play(session, actions, kept.append, lambda: next(clock))
    assert [made.answers for made in kept] == [{first: "one"}] * 4
    assert [made.at for made in kept] == ["advocacy.level", "plan.when", "advocacy.level", "advocacy.level"]
    assert [made.seconds for made in kept] == [5, 10, 10 + LONGEST_PAUSE, 10 + LONGEST_PAUSE]
    assert done == kept[-1]
    assert done.saved


def test_half_typed_words_are_kept() -> None:
    """A session that is stopped keeps its answers and the words in the line."""
    kept: list[Session] = []
    session = new_session(PORTRAIT, 0, "advocacy")
    actions = _scripted(Answer("one"), StoppedError(2, "half a sen"))
    with pytest.raises(StoppedError) as caught:
        play(session, actions, kept.append, lambda: 0.0)
    assert caught.value.exit_code == 130
    assert kept[-1] == replace(kept[0], typed="half a sen")
    assert apply(kept[-1], Answer("growing")).typed == ""


def test_going_back_keeps_the_words_in_the_line() -> None:
    """Words in the line when a person goes back are kept as the answer, and come back with the question."""
    session = new_session()
    session = apply(session, Answer("first"))
    while session.step is None or session.step.purpose != "words":
        session = apply(session, Skip())
    here = session.at
    back = apply(session, Back("half a thought"))
    assert back.answers[here] == "half a thought"
    assert back.at != here


@given(sessions(), texts, st.booleans())
@one_in(5)
def test_the_question_before_has_neither_words_nor_nudge(session: Session, said: str, nudged: bool) -> None:
    """Words in the line stay with their own question: the one before shows neither them nor a nudge."""
    nudges = (Nudge("Which ones?", fewer_than=99),) if nudged else ()
    after = apply(replace(session, typed=said, nudge="What more?", nudges=nudges), Back(said))
    step = session.step
    keeps = step is not None and not step.choices and step.purpose != "by" and said.strip() != ""
    assert (after.typed, after.nudge) == ("", "")
    assert after.answers == ({**session.answers, session.at: said} if keeps else session.answers)
    assert after.nudges == nudges


def test_a_deep_question_left_by_going_back_is_not_nudged() -> None:
    """A short answer gets a nudge when it is given, not when a person goes back in the middle of it."""
    nudges = (Nudge("Which ones?", fewer_than=6), Nudge("Whose words?", words=("they",)))
    deep = replace(WORDS, nudged=True)
    session = replace(
        new_session(), steps=(replace(WORDS, id="a.a"), deep), at="a.b", answers={"a.a": "x"}, nudges=nudges
    )
    nudged = apply(session, Answer("They do."))
    assert (nudged.at, nudged.typed, nudged.nudge, nudged.nudges) == ("a.b", "They do.", "Which ones?", ())
    assert apply(nudged, Answer("They do.")).at == ""
    back = apply(session, Back("They do."))
    assert (back.at, back.typed, back.nudge, back.nudges) == ("a.a", "", "", nudges)
    assert apply(session, Answer("All that they say here is said by them.")).nudge == "Whose words?"


def test_the_review_lists_every_answer() -> None:
    """The review lists every answer, even if an earlier question is no longer answered."""
    session = replace(new_session(), answers={"plan.then": "rest"})
    assert "plan.then" in {step.id for step in session.listed}
    assert "plan.then" not in {step.id for step in session.active}


THREE = tuple(OpenPlan(n, date(2026, 11, 2), Plan(f"c{n}", "", "it rains", f"stay {n}")) for n in (1, 2, 3))
FOUR = (*THREE, OpenPlan(4, date(2026, 11, 9), Plan("c4", "", "it snows", "go")))


@pytest.mark.parametrize(("open_ones", "told", "asked"), [(THREE, 0, True), (THREE, 1, False), (FOUR, 1, True),
    (FOUR, 2, False), (THREE[:2], 0, False)])  # fmt: skip
def test_a_plan_is_let_go_before_a_fourth_one(open_ones: tuple[OpenPlan, ...], told: int, asked: bool) -> None:
    """The question which plan to let go is asked only while three stay open, even if no follow-up asks about them."""
    session = new_session(DISTRICT, 0, past=Past(open_plans=open_ones))
    session = replace(session, answers={f"commitment.c{n}.outcome": "kept" for n in range(1, told + 1)})
    names = [step.id for step in session.active]
    assert ("plan.room" in names) == asked
    if asked:
        assert names[names.index("plan.room") + 1] == "plan.when"
        room = next(step for step in session.active if step.purpose == "let-one-rest")
        left = open_ones[told:]
        assert [choice.label for choice in room.choices] == [one.plan.sentence for one in left]
        assert [choice.id for choice in room.choices] == [f"commitment.{one.plan.id}" for one in left]


def test_a_plan_let_go_can_be_chosen_again() -> None:
    """The chosen plan stays on the list, even if it gets another outcome, so that no answer is lost."""
    session = new_session(DISTRICT, 0, past=Past(open_plans=FOUR))
    said = {f"commitment.c{n}.outcome": "kept" for n in "123"}
    session = replace(session, answers={"plan.room": "commitment.c1", **said}, at="")
    assert "plan.room" not in {step.id for step in session.active}
    assert "plan.room" in {step.id for step in session.listed}
    step = apply(session, Change("plan.room")).step
    assert step is not None
    assert [choice.id for choice in step.choices] == ["commitment.c1", "commitment.c4"]


@given(st.data())
@one_in(5)
def test_open_plans_block_nobody(data: st.DataObject) -> None:
    """Whatever a person does about four open plans, the session becomes an entry with one outcome for each plan."""
    session = new_session(DISTRICT, 0, "care", past=Past(open_plans=FOUR))
    for _ in range(data.draw(st.integers(0, 20))):
        step = session.step
        ways: list[Action] = [Skip(), Back()]
        if step is None:
            ways = [Back(), *(Change(listed.id) for listed in session.listed)]
        elif step.choices:
            ways += [Answer(choice.id) for choice in step.choices]
        else:
            ways += [Answer("2026-12-07" if step.purpose == "by" else "words")]
        before = session
        session = apply(session, data.draw(st.sampled_from(ways)))
        assert session.step is None or session.step.choices or session.step.purpose != "let-one-rest"
        assert {name for name in before.answers if session.answers.get(name) != before.answers[name]} <= {before.at}
    for _ in session.steps:
        session = apply(session, Skip()) if session.step else session
    assert session.at == ""
    told = [told.plan for told in entry_from_session(session).outcomes]
    assert len(told) == len(set(told))
    rests = session.answers.get("plan.room", "").removeprefix("commitment.")
    assert not rests or rests in told


def test_words_under_a_nudge_follow_the_answer() -> None:
    """Words typed under a nudge do not replace the answer, and a line that holds both is kept as it is."""
    session = replace(new_session(), at="advocacy.level", answers={"advocacy.level": "first"}, nudge="Which one?")
    assert session.begun == "first"
    assert replace(session, typed="second").begun == "first\nsecond"
    assert replace(session, typed="first and second").begun == "first and second"
    assert replace(session, typed="second", nudge="").begun == "second"


@pytest.mark.parametrize(
    ("words", "later", "both"),
    [
        ("", "later", "later"),
        ("No", "Nothing went well", "No\nNothing went well"),
        ("Begun here", "Begun here, and more", "Begun here, and more"),
        ("one\ntwo", "two", "one\ntwo"),
        ("I did not go", "I did", "I did not go"),
        ("one", "two", "one\ntwo"),
    ],
)
def test_words_and_a_later_form_of_them_lose_nothing(words: str, later: str, both: str) -> None:
    """Words that both texts have as a whole are not written twice; everything else is kept of both."""
    assert joined(words, later) == both


@given(st.text(), st.text())
def test_no_word_of_two_texts_is_lost(words: str, later: str) -> None:
    """Joined, both texts are still there."""
    both = joined(words, later)
    assert words in both
    assert later in both


def test_late_words_are_added_to_an_answer_or_to_the_line() -> None:
    """Late words go to the answer of their step, or to the line if the step is being asked."""
    steps = (WORDS, replace(WORDS, id="a.c"))
    session = replace(new_session(), steps=steps, at="a.c", answers={"a.b": "Said."}, typed="Half")
    session = with_late_words(session, "a.b", "Said. And more.")
    session = with_late_words(session, "a.c", "Half, and whole")
    assert (session.answers["a.b"], session.typed) == ("Said. And more.", "Half, and whole")
    assert holds(session, "a.b", "Said.\n")
    assert holds(session, "a.c", "Half")
    assert not holds(session, "a.b", "Other words")
