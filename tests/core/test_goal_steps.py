from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from examples import PORTRAIT, TODAY, begin, one_in, open_plans
from portrait_cli.core import goal_steps
from portrait_cli.core.answers import review_action
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import (
    GOAL_OUTCOMES,
    Block,
    Entry,
    Evidence,
    Goal,
    GoalOutcome,
    GoalReview,
    Heading,
    Response,
)
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.goal_session import Given, new_goal, review
from portrait_cli.core.goals import TrackedGoal, goal_history, open_goals
from portrait_cli.core.guide import ReviewGoal
from portrait_cli.core.play import apply
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Answer, Back, BeginGoal, Change, Choice, Mark, Save, Session, Skip
from portrait_cli.core.session_from_guide import lay_out
from portrait_cli.core.shown import Line, Shown, shown
from portrait_cli.formats import answers_file, draft_file, entry_file, portrait_file

YEAR, _ = portrait_file.load((Path(__file__).parent.parent / "portraits" / "year.yaml").read_bytes(), "year.yaml")
FIRST, SECOND = Goal("3f2a", "ad2", "AD2 Calls first", "Families hear first."), Goal("c4", "", "My goal", "Say less.")


def _open(*goals: Goal, shows: str = "") -> Past:
    written = datetime(2026, 9, 1, 8)  # noqa: DTZ001  # local, as entries are
    blocks: list[Block] = [*goals, *(Response(f"my-goal.{goal.id}.shows", "?", shows) for goal in goals if shows)]
    entry = Entry(id="e", written=written, utc_offset="-06:00", title="T", blocks=tuple(blocks))
    return Past(goals=open_goals([entry]))


def _session(guide: str, past: Past = Past(), portrait: Portrait = YEAR) -> Session:  # noqa: B008  # a constant
    (chosen,) = (one for one in portrait.guides if one.id == guide)
    return lay_out(portrait, chosen, begin(portrait), past)


def _answered(session: Session, answers: Mapping[str, str]) -> Session:
    """Answer each question that is asked, or skip it."""
    while session.step:
        said = answers.get(session.step.id)
        session = apply(session, Answer(said) if said else Skip())
    return session


def _goal_blocks(session: Session) -> list[Block]:
    return [block for block in entry_from_session(session).blocks if not isinstance(block, Heading)]


# --- a new goal ---


def test_a_guide_asks_for_a_goal() -> None:
    """It asks for the attribute, which the entry is about, an indicator of it, the goal, and what would show it."""
    session = _session("start-of-year")
    answers = {
        "my-goal.about": "advocacy",
        "my-goal.advocacy.indicator": "ad2",
        "my-goal.text": "Families hear first.",
        "my-goal.shows": "Three calls.",
    }
    done = _answered(session, answers)
    assert [step.id for step in done.active][1:5] == list(answers)
    assert _goal_blocks(done) == [
        Goal("s1", "ad2", "AD2 Calls first", "Families hear first."),
        Response("my-goal.s1.shows", "What would people see or hear if I got there?", "Three calls."),
    ]
    assert entry_from_session(done).attributes == ("advocacy",)


def test_a_goal_needs_no_attribute() -> None:
    """A goal may be about an attribute as a whole, or about none."""
    about_courage = _answered(_session("start-of-year"), {"my-goal.about": "courage", "my-goal.text": "Dare."})
    assert _goal_blocks(about_courage) == [Goal("s1", "courage", "Courage", "Dare.")]
    about_none = _answered(_session("start-of-year"), {"my-goal.text": "Dare."})
    assert _goal_blocks(about_none) == [Goal("s1", "", "My goal", "Dare.")]
    assert entry_from_session(about_none).attributes == ()


def test_an_indicator_of_another_attribute_does_not_count() -> None:
    """When the attribute is changed in the review, the indicator chosen before belongs to no goal."""
    answers = {"my-goal.about": "advocacy", "my-goal.advocacy.indicator": "ad2", "my-goal.text": "Dare."}
    done = _answered(_session("start-of-year"), answers)
    changed = _answered(apply(apply(done, Change("my-goal.about")), Answer("courage")), answers)
    assert _goal_blocks(changed) == [Goal("s1", "courage", "Courage", "Dare.")]


def test_without_a_goal_nothing_is_lost() -> None:
    """What was said about a goal whose words were taken back is still in the entry, and is no goal."""
    answers = {
        "my-goal.about": "advocacy",
        "my-goal.advocacy.indicator": "ad2",
        "my-goal.text": "x",
        "my-goal.shows": "y",
    }
    done = _answered(_session("start-of-year"), answers)
    taken_back = apply(apply(done, Change("my-goal.text")), Skip())
    blocks = _goal_blocks(taken_back)
    assert [(block.step, block.text) for block in blocks if isinstance(block, Response)] == [
        ("my-goal.about", "Advocacy"),
        ("my-goal.advocacy.indicator", "AD2 Calls first"),
        ("my-goal.note", "y"),
    ]
    assert len(blocks) == 3


def test_two_goals_are_enough() -> None:
    """With two open goals no guide asks for another, and the answers file has no line for it."""
    full = _session("start-of-year", _open(FIRST, SECOND))
    assert not [step.id for step in full.active if step.new_goal]
    assert "my-goal" not in answers_file.template(full)
    one = _session("start-of-year", _open(FIRST))
    assert [step.id for step in one.active if step.new_goal] == ["my-goal.about", "my-goal.text"]
    assert "my-goal.text:" in answers_file.template(one)


def test_letting_a_goal_go_makes_room() -> None:
    """A guide that reviews goals and then asks for a new one does so once fewer than two stay open."""
    session = _session("end-of-year", _open(FIRST, SECOND))
    assert not [step.id for step in session.active if step.new_goal]
    for outcome, asks in (("keep", False), ("change", False), ("met", True), ("let-go", True)):
        decided = apply(session, Answer(outcome))
        assert any(step.new_goal for step in decided.active) is asks, outcome
    done = _answered(session, {"my-goal.c4.review": "let-go", "my-goal.text": "Rest."})
    assert [type(block) for block in _goal_blocks(done)] == [GoalReview, Goal]


def test_a_portrait_without_attributes_asks_for_the_goal_alone() -> None:
    """Where there is no attribute to choose, only the goal and what would show it are asked."""
    bare = replace(YEAR, attributes=())
    assert [step.id for step in _session("start-of-year", portrait=bare).steps if step.new_goal] == [
        "my-goal.text",
        "my-goal.shows",
    ]


# --- at the end of any session ---


def test_a_goal_can_be_set_at_the_end_of_any_session() -> None:
    """Its questions are not asked and not counted until `goal` is typed in the review; then they come in order."""
    session = _answered(_session("weekly"), {"sitting.week": "Snow."})
    assert [step.id for step in session.active] == ["sitting.week", "sitting.next"]
    assert session.offers_goal
    begin_goal = review_action(session, " Goal ")
    assert begin_goal == BeginGoal()
    asked = apply(session, BeginGoal())
    assert asked.at == "my-goal.about"
    assert not asked.offers_goal
    assert apply(asked, Back()).at == "sitting.next"
    done = _answered(asked, {"my-goal.about": "courage", "my-goal.text": "Dare.", "my-goal.shows": "One no."})
    assert [step.id for step in done.listed][2:] == ["my-goal.about", "my-goal.text", "my-goal.shows"]
    assert review_action(done, "goal") is None
    assert _goal_blocks(done)[1:] == [
        Goal("s1", "courage", "Courage", "Dare."),
        Response("my-goal.s1.shows", "What would people see or hear if I got there?", "One no."),
    ]


@pytest.mark.parametrize(("told", "offers"), [("met", False), ("change", False), ("let-go", True), ("keep", True)])
def test_no_goal_is_offered_right_after_one_was_met(told: str, offers: bool) -> None:
    """The review offers a goal, but not to someone who just met theirs, or put it into new words."""
    session = _session("mid-year", _open(FIRST))
    (review,) = (step for step in session.steps if step.purpose == "goal-review")
    assert _answered(session, {review.id: told}).offers_goal is offers


@pytest.mark.parametrize(("past", "guide", "offers"), [
    (_open(FIRST), "weekly", True),
    (_open(FIRST, SECOND), "weekly", False),
    (Past(), "start-of-year", False),
])  # fmt: skip
def test_a_goal_is_offered_where_there_is_room(past: Past, guide: str, offers: bool) -> None:
    """With two open goals, or in a guide that asks for a goal anyway, the review offers none."""
    session = _answered(_session(guide, past), {})
    assert session.offers_goal is offers
    assert (review_action(session, "goal") == BeginGoal()) is offers
    assert review_action(session, "") == Save()


def test_beginning_a_goal_where_there_is_none_changes_nothing() -> None:
    """A session without those questions stays in its review."""
    session = replace(_answered(_session("weekly"), {}), steps=_session("weekly").steps[:1])
    assert apply(session, BeginGoal()).at == ""


def test_a_wanted_goal_is_in_the_draft() -> None:
    """A session that was stopped among the questions about a goal goes on with them."""
    stopped = apply(apply(_answered(_session("weekly"), {}), BeginGoal()), Answer("courage"))
    again = draft_file.parse(draft_file.dump(stopped), "draft.json")
    assert again == stopped
    assert again.at == "my-goal.text"


def test_a_decision_that_is_not_known_is_kept_as_words() -> None:
    """In a draft that another version wrote, a decision that we do not know becomes words."""
    decided = apply(_session("mid-year", _open(FIRST)), Answer("met"))
    written = draft_file.dump(decided).replace('"id":"met"', '"id":"paused"').replace(':"met"', ':"paused"')
    again = draft_file.parse(written, "draft.json")
    (kept,) = (step for step in again.steps if step.id == "my-goal.3f2a.review.kept")
    assert (kept.purpose, again.answers[kept.id]) == ("words", "paused")


def test_a_goal_in_an_answers_file() -> None:
    """The template of any session has the questions; with two goals open an answer to them is refused by its line."""
    session = _session("weekly")
    text = answers_file.template(session)
    assert "# --- My goal, if I want to set one ---" in text
    filled = _filled(session, "my-goal.about: courage", "my-goal.text: Dare.")
    assert _goal_blocks(filled) == [Goal("s1", "courage", "Courage", "Dare.")]
    full = _session("weekly", _open(FIRST, SECOND))
    with pytest.raises(InvalidFileError, match=r"my-goal\.text would be one goal too many: 2 are open"):
        _filled(full, "my-goal.text: Dare.")


def _filled(session: Session, *lines: str) -> Session:
    text = "\n".join(["answers:", *(f"  {line}" for line in lines)])
    return answers_file.fill(session, answers_file.parse(text.encode(), "a.yaml"), TODAY)


# --- reviewing one ---


def test_each_open_goal_is_reviewed() -> None:
    """A goal is shown with what it is about, since when and what would show it, and is kept, with the reason."""
    session = _session("mid-year", _open(FIRST, SECOND, shows="Three calls."))
    first, second = (step for step in session.steps if step.purpose == "goal-review")
    assert first.prompt == "Families hear first."
    assert first.shown == Shown(
        "About AD2 Calls first, since September 1, 2026", (Line("Three calls.", "What would show it: "),)
    )
    assert second.shown == Shown("My goal since September 1, 2026", first.shown.lines)
    assert [choice.label for choice in first.choices] == ["Keep it", "Change it", "I met it", "Let it go"]
    done = _answered(session, {"my-goal.3f2a.review": "keep", "my-goal.3f2a.reason": "It helps."})
    assert _goal_blocks(done) == [GoalReview("3f2a", "Families hear first.", "keep", "Keep it", "It helps.")]


def test_a_changed_goal_gets_new_words() -> None:
    """The words so far are above the question; the new ones are the same goal, about the same."""
    session = _session("mid-year", _open(FIRST, shows="Three calls."))
    answers = {
        "my-goal.3f2a.review": "change",
        "my-goal.3f2a.text": "Every family hears first.",
        "my-goal.3f2a.shows": "Ten calls.",
    }
    text = next(step for step in session.steps if step.id == "my-goal.3f2a.text")
    assert text.shown == Shown("Until now:", (Line("Families hear first."),))
    done = _answered(session, answers)
    assert _goal_blocks(done) == [
        GoalReview("3f2a", "Families hear first.", "change", "Change it"),
        Goal("3f2a", "ad2", "AD2 Calls first", "Every family hears first."),
        Response("my-goal.3f2a.shows", "What would show it?", "Ten calls."),
    ]


def test_what_was_taken_back_changes_no_goal() -> None:
    """New words of a goal that is kept after all, and the reason of no decision, are only words."""
    answers = {
        "my-goal.3f2a.review": "change",
        "my-goal.3f2a.reason": "Because.",
        "my-goal.3f2a.text": "New.",
        "my-goal.3f2a.shows": "Calls.",
    }
    changed = _answered(_session("mid-year", _open(FIRST)), answers)
    kept = apply(apply(changed, Change("my-goal.3f2a.review")), Answer("keep"))
    assert _goal_blocks(kept) == [
        GoalReview("3f2a", "Families hear first.", "keep", "Keep it", "Because."),
        Response("my-goal.3f2a.text", "How would I put it now?", "New."),
        Response("my-goal.3f2a.note", "What would show it?", "Calls."),
    ]
    undecided = apply(apply(changed, Change("my-goal.3f2a.review")), Skip())
    assert _goal_blocks(undecided)[0] == Response("my-goal.3f2a.reason", "Why?", "Because.")


# --- above a question ---


def test_a_question_shows_the_open_goals() -> None:
    """The goals are above it, with what would show them, in the words that they got in the same session."""
    session = _session("mid-year", _open(FIRST, shows="Three calls."))
    before = _at(session, "sitting.half")
    assert before == ("My goal", ["Families hear first.", "What would show it: Three calls."])
    done = _answered(session, {"my-goal.3f2a.review": "change", "my-goal.3f2a.text": "Every family\nhears first."})
    assert _at(done, "sitting.half") == ("My goal", ["Every family hears first.", "What would show it: Three calls."])
    kept = apply(apply(done, Change("my-goal.3f2a.review")), Answer("keep"))
    assert _at(kept, "sitting.half") == before
    assert _at(_session("mid-year", _open(FIRST, SECOND)), "sitting.half") == (
        "My goals",
        ["Families hear first.", "Say less."],
    )
    assert _at(_session("weekly"), "sitting.week") is None


def test_a_question_shows_a_goal_that_was_just_set() -> None:
    """A goal that is set in the same session is above the questions after it."""
    session = _session("weekly")
    wanted = apply(_answered(session, {}), BeginGoal())
    done = _answered(wanted, {"my-goal.text": "Dare."})
    assert _at(done, "sitting.week") == ("My goal", ["Dare."])


def test_a_question_shows_the_open_plans() -> None:
    """The newest plans come first; many are counted, and named with the command that shows them."""
    assert _at(_session("weekly"), "sitting.next") is None
    (step,) = (
        step for step in _session("weekly", Past(open_plans=open_plans(22))).steps if step.id == "sitting.next"
    )
    assert step.shown
    assert (step.shown.title, step.shown.left, step.shown.command) == ("My open plans", 2, "portrait plans")
    assert len(step.shown.lines) == 20
    assert step.shown.lines[0].text == "When it rains, then I will stay 22 (from November 22, 2026)"
    template = answers_file.template(_session("weekly", Past(open_plans=open_plans(22))))
    assert "  # My open plans\n  #   - When it rains, then I will stay 22 (from November 22, 2026)\n" in template
    assert "  #   and 2 more: portrait plans\n" in template


def test_a_question_shows_the_evidence() -> None:
    """The evidence of the year is above the question that wants it; without any there is nothing."""
    lines = tuple(f"Page {number}" for number in range(21))
    found = shown("evidence", Past(evidence_of_year=lines))
    assert found
    assert (found.lines[0], len(found.lines), found.left, found.command) == (
        Line("Page 0"),
        20,
        1,
        "portrait evidence",
    )
    assert shown("evidence", Past()) is None


def _at(session: Session, name: str) -> tuple[str, list[str]] | None:
    step = replace(session, at=name).step
    assert step
    return (step.shown.title, [line.text for line in step.shown.lines]) if step.shown else None


# --- sessions about one goal ---


def test_a_goal_with_all_its_words_asks_nothing() -> None:
    """What was given beforehand is answered, and the session is ready to be saved."""
    given = Given("Dare.", "One no.", about=Choice("ad2", "AD2 Calls first"))
    session = new_goal(YEAR, begin(YEAR), given)
    assert (session.at, session.title, session.attributes) == ("", "A goal set", ("advocacy",))
    assert _goal_blocks(session) == [
        Goal("s1", "ad2", "AD2 Calls first", "Dare."),
        Response("my-goal.s1.shows", "What would people see or hear if I got there?", "One no."),
    ]


def test_only_what_is_missing_is_asked() -> None:
    """What was given comes first, so that only the other questions are asked; two open goals do not matter here."""
    session = new_goal(YEAR, begin(YEAR), Given("Dare."))
    assert [step.id for step in session.steps][:2] == ["my-goal.text", "my-goal.about"]
    assert session.at == "my-goal.about"
    asked = []
    while session.step:
        asked.append(session.at)
        session = apply(session, Skip())
    assert asked == ["my-goal.about", "my-goal.shows"]
    about_courage = apply(new_goal(YEAR, begin(YEAR), Given("Dare.")), Answer("courage"))
    assert entry_from_session(about_courage).attributes == ("courage",)


@pytest.mark.parametrize("outcome", GOAL_OUTCOMES)
def test_a_decision_is_an_entry(outcome: GoalOutcome) -> None:
    """A decision has the portrait's words for it, and the reason; a goal about nothing is of no attribute."""
    (tracked,) = _open(SECOND).goals
    session = review(YEAR, begin(YEAR), tracked, outcome, Given(reason="Because."))
    (decision,) = _goal_blocks(session)
    assert isinstance(decision, GoalReview)
    assert (decision.goal, decision.outcome, decision.reason) == ("c4", outcome, "Because.")
    assert session.attributes == ()


def test_a_change_asks_for_the_words_first() -> None:
    """What it is about, the new words and what would show them come before the reason."""
    (tracked,) = _open(FIRST).goals
    session = review(YEAR, begin(YEAR), tracked, "change", Given())
    purposes = [step.purpose for step in session.steps]
    assert purposes == ["goal-review", "goal-about-now", "goal", "goal-shows", "goal-reason"]
    assert session.at == "my-goal.3f2a.about"
    assert session.attributes == ("advocacy",)


def test_a_portrait_without_guides_has_words_of_its_own() -> None:
    """Goals work with a portrait whose guides ask for none."""
    bare = replace(PORTRAIT, guides=())
    tracked = TrackedGoal(1, FIRST, date(2026, 9, 1), "e")
    assert new_goal(bare, begin(bare), Given("x")).steps[0].prompt == "What do I want to get better at this year?"
    assert review(bare, begin(bare), tracked, "met", Given()).steps[0].choices[2].label == "I met it"


class _Said(Struct, frozen=True):
    """What a person says with one command: a new goal, or a decision about one that is open."""

    outcome: GoalOutcome | None
    """None for a new goal."""
    which: int
    words: str


_saying = st.builds(
    _Said,
    outcome=st.one_of(st.none(), st.sampled_from(GOAL_OUTCOMES)),
    which=st.integers(0, 5),
    words=st.sampled_from(["Families hear first.", "- two\n- lines", "<!-- goal-set: x -->", "# Dare"]),
)


@given(st.lists(_saying, max_size=8), st.randoms(use_true_random=False))
@one_in(5)
def test_what_is_said_of_goals_is_in_their_files(said: list[_Said], random: Random) -> None:
    """Goals set and decided about one after another are, from their files in any order, what a simple model says."""
    entries: list[Entry] = []
    model: dict[str, tuple[str, list[str]]] = {}
    for number, one in enumerate(said):
        start = replace(begin(YEAR), id=f"g{number}", at=begin(YEAR).at + timedelta(minutes=number))
        open_now = open_goals(entries)
        if one.outcome is None:
            session = new_goal(YEAR, start, Given(one.words))
            model[f"g{number}"] = (one.words, [])
        elif open_now:
            tracked = open_now[one.which % len(open_now)]
            session = review(YEAR, start, tracked, one.outcome, Given(one.words if one.outcome == "change" else ""))
            words, decided = model[tracked.id]
            model[tracked.id] = (one.words if one.outcome == "change" else words, [*decided, one.outcome])
        else:
            continue
        entries.append(entry_file.parse(entry_file.dump(entry_from_session(session)), "it.md"))
        random.shuffle(entries)
    found = goal_history(entries)
    assert {one.id: (one.goal.text, [each.review.outcome for each in one.decisions]) for one in found} == model
    assert [one.number for one in found] == list(range(1, len(model) + 1))


# --- the counter ---


def test_a_goal_counts_once_it_is_asked_for() -> None:
    """A goal at the end is not counted until it is wanted, and takes no minutes; nor is one without room for it."""
    session = _session("weekly")
    assert (session.progress.total, session.minutes) == (2, 3)
    assert apply(_answered(session, {}), BeginGoal()).progress == (3, 4)
    assert _session("start-of-year").progress.total == 4
    assert _session("end-of-year", _open(FIRST)).progress.total == 3
    assert _session("end-of-year", _open(FIRST, SECOND)).progress.total == 2


# --- what an answer to a guide's own question shows ---

_HALF = "sitting.half"


def _marked_as(session: Session, answers: Mapping[str, str], step: str) -> tuple[str, str]:
    entry = entry_from_session(apply(_answered(session, {step: "They called.", **answers}), Mark(step)))
    (mark,) = (block for block in entry.blocks if isinstance(block, Evidence))
    return mark.target, mark.heading


def test_a_marked_answer_about_no_attribute_shows_the_only_goal() -> None:
    """It is evidence of what the goal is about, or is about from now on; with two goals nobody can tell."""
    changed = {"my-goal.3f2a.review": "change", "my-goal.3f2a.about": "courage"}
    one, kept = _session("mid-year", _open(FIRST)), {**changed, "my-goal.3f2a.review": "keep"}
    assert _marked_as(one, {}, _HALF) == ("ad2", "Evidence of AD2 Calls first: “They called.”")
    assert _marked_as(one, changed, _HALF) == ("courage", "Evidence of Courage: “They called.”")
    assert _marked_as(one, kept, _HALF)[0] == "ad2"
    assert _marked_as(_session("mid-year"), {}, _HALF) == ("", "Evidence: “They called.”")
    assert _marked_as(_session("mid-year", _open(FIRST, SECOND)), {}, _HALF)[0] == ""


def test_a_marked_hope_shows_the_goal_of_the_same_session() -> None:
    """The goal that is set in the session is the only one; without it, the answer shows none."""
    set_now = {"my-goal.about": "advocacy", "my-goal.advocacy.indicator": "ad2", "my-goal.text": "Families first."}
    assert _marked_as(_session("start-of-year"), set_now, "sitting.hope")[0] == "ad2"
    assert _marked_as(_session("start-of-year"), {}, "sitting.hope")[0] == ""


def test_a_change_of_mind_about_the_target_keeps_the_words() -> None:
    """Without new words a changed goal keeps those it had; if it is not changed after all, nothing is."""
    session = _session("mid-year", _open(FIRST))
    answers = {"my-goal.3f2a.review": "change", "my-goal.3f2a.about": "courage"}
    assert Goal("3f2a", "courage", "Courage", FIRST.text) in _goal_blocks(_answered(session, answers))
    same = _goal_blocks(_answered(session, {**answers, "my-goal.3f2a.about": "ad2"}))
    assert not [block for block in same if isinstance(block, Goal)]
    with_words = _goal_blocks(_answered(session, {**answers, "my-goal.3f2a.text": "Dare."}))
    assert [block for block in with_words if isinstance(block, Goal)] == [Goal("3f2a", "courage", "Courage", "Dare.")]


def test_without_attributes_a_goal_stays_about_nothing() -> None:
    """Where there is nothing that a changed goal could be about, nobody is asked."""
    about_nothing = TrackedGoal(1, replace(FIRST, target=""), date(2026, 9, 1), "e")
    steps = goal_steps.review(ReviewGoal(), about_nothing, Portrait(()))
    assert "goal-about-now" not in {step.purpose for step in steps}
