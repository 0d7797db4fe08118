from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given
from msgspec.structs import replace

from examples import DISTRICT, OPEN, PORTRAIT, answer, new_session, one_in, open_plans, sessions
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Response
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.guide import AskPlan, Focus, Guide
from portrait_cli.core.play import apply
from portrait_cli.core.session import Change, Session, Skip
from portrait_cli.core.text import Id
from portrait_cli.formats import entry_file

ROLES = ["", *(role.id for role in PORTRAIT.roles)]


def _said(session: Session) -> list[str]:
    """List the words of a session, whatever they belong to."""
    spoken = {"words", "when", "then", "comment", "outcome-note"}
    return [session.answers[step.id] for step in session.answered if step.purpose in spoken]


def _written(entry: Entry) -> list[str]:
    words: list[str] = []
    for block in entry.blocks:
        match block:
            case Response(text=text):
                words.append(text)
            case Placement(comment=comment):
                words.append(comment)
            case PlanOutcome(note=note):
                words.append(note)
            case Plan(when=when, then=then):
                words += [when, then]
            case _:
                pass
    return [text for text in words if text]


def test_a_session_becomes_an_entry() -> None:
    """Answers become responses, placements, outcomes and plans; a skipped step becomes nothing."""
    begun = new_session(DISTRICT, 0, "courage", "care", role="coach", past=Past(open_plans=(OPEN,)))
    session = replace(begun, time_zone="America/Chicago")
    done = answer(
        session,
        commitment__c1__outcome="partly",
        commitment__c1__note="no time",
        courage__what_did_i_dare="I asked.",
        courage__level="other",
        courage__comment="It depends.",
        care__level="yes",
        sitting__week="The snow.",
        plan__attribute="care",
        plan__when="it rains",
        plan__then="stay",
        plan__by="2026-12-07",
    )
    stages = ("not-yet", "sometimes", "always")
    ask = "Where would I place myself today?"
    blocks: tuple[Block, ...] = (
        Heading("A plan I made"),
        PlanOutcome("c1", "When I plan, then I will call home, by November 16, 2026", "partly", "Partly", "no time"),
        Heading("Courage", "courage"),
        Response("courage.what-did-i-dare", "What did I dare?", "I asked."),
        Placement("courage", ask, "other", "Other", "", "It depends.", "stages/2", stages),
        Heading("Care", "care"),
        Placement("care", ask, "yes", "Yes", scale="two/1", levels=("no", "yes")),
        Heading("Short look"),
        Response("sitting.week", "What will I remember of this week?", "The snow."),
        Heading("Next step"),
        Plan("s1", "care", "it rains", "stay", date(2026, 12, 7)),
    )
    assert entry_from_session(done) == Entry(
        id="2026-11-23-120000-short",
        written=datetime(2026, 11, 23, 12),  # noqa: DTZ001  # local
        utc_offset="-06:00",
        title="Short look, Monday, November 23, 2026",
        time_zone="America/Chicago",
        portrait="portrait",
        portrait_version="1",
        guide="short",
        role="coach",
        attributes=("courage", "care"),
        tags=("portrait/courage", "portrait/care"),
        blocks=blocks,
    )


def test_a_plan_let_go_is_closed() -> None:
    """The choice closes that plan in the new entry, unless the same session recorded its outcome."""
    session = new_session(DISTRICT, 0, past=Past(open_plans=open_plans(4)))
    rests = answer(session, plan__room="commitment.c1", plan__when="it snows", plan__then="go")
    assert entry_from_session(rests).blocks == (
        Heading("Next step"),
        PlanOutcome("c1", "When it rains, then I will stay 1", "changed", "Set aside"),
        Plan("s1", "", "it snows", "go"),
    )
    kept = answer(session, plan__room="commitment.c1", commitment__c1__outcome="kept")
    assert entry_from_session(kept).outcomes == (
        PlanOutcome("c1", "When it rains, then I will stay 1", "kept", "Kept"),
    )
    assert entry_file.parse(entry_file.dump(entry_from_session(rests)), "e.md") == entry_from_session(rests)


def test_the_rest_of_a_plan_is_a_new_plan_at_the_same_moment() -> None:
    """What is left of a plan kept in part is carried on in the same entry, for what the plan was for."""
    session = new_session(DISTRICT, 0, "care", past=Past(open_plans=open_plans(2)))
    said = {"commitment__c1__then": "stay for the bus", "commitment__c1__by": "2026-12-07"}
    done = answer(session, commitment__c1__outcome="partly", **said)
    entry = entry_from_session(done)
    told, rest = entry.outcomes[0], entry.plans[0]
    assert (told.plan, told.outcome) == ("c1", "partly")
    assert rest.attribute == "care"
    assert rest.sentence == "When it rains, then I will stay for the bus, by December 7, 2026"
    assert rest.id != session.id
    assert entry_file.parse(entry_file.dump(entry), "e.md") == entry

    changed = entry_from_session(answer(session, commitment__c1__outcome="kept", **said))
    assert changed.plans == ()
    assert [response.text for response in changed.responses] == ["stay for the bus"]


def test_a_guide_may_ask_for_a_plan_in_one_question() -> None:
    """The answer is the plan, in the person's words alone; the ordinary plan of the same session is another one."""
    right = AskPlan(ask="What is mine to make right, and with whom?")
    guide = Guide(Id("hard"), "Hard", (right, Focus(), AskPlan(when="If", then="I'll")))
    session = new_session(replace(DISTRICT, guides=(guide,)), 0)
    assert [(step.id, step.prompt) for step in session.steps if not step.new_goal] == [
        ("plan.asked.then", "What is mine to make right, and with whom?"),
        ("plan.asked.by", "By when?"),
        ("plan.attribute", "Where is my attention needed next?"),
        ("plan.when", "If …"),
        ("plan.then", "… I'll …"),
        ("plan.by", "… by …"),
    ]
    said = {"plan__asked__then": "I owe Ms. Ruiz an apology", "plan__attribute": "care"}
    entry = entry_from_session(answer(session, plan__when="it rains", plan__then="stay", **said))
    asked, ordinary = entry.plans
    assert (asked.sentence, asked.attribute) == ("I owe Ms. Ruiz an apology", "care")
    assert ordinary.sentence == "If it rains, I'll stay"
    assert len({asked.id, ordinary.id}) == 2
    assert entry_from_session(answer(session, **said)).responses == ()
    half = entry_from_session(answer(session, plan__when="it rains", **said))
    assert [response.text for response in half.responses] == ["it rains"]


def test_a_plan_left_half_is_kept_as_words() -> None:
    """A focus and a situation without an action are not a plan, but the words are kept."""
    done = answer(new_session(), plan__attribute="advocacy", plan__when="it rains")
    assert entry_from_session(done).blocks == (
        Heading("Next step"),
        Response("plan.attribute", "Where is my attention needed next?", "Advocacy"),
        Response("plan.when", "When …", "it rains"),
    )


def test_words_whose_question_went_away_are_kept() -> None:
    """A note or a comment is kept even if the answer that it belonged to is gone."""
    session = new_session(DISTRICT, 0, "courage", past=Past(open_plans=(OPEN,)))
    done = answer(session, commitment__c1__note="no time", courage__comment="It depends.")
    assert [response.text for response in entry_from_session(done).responses] == ["no time", "It depends."]


def test_a_day_alone_is_not_a_plan() -> None:
    """A date without an action leaves no trace; an action without a date is a plan."""
    session = new_session(PORTRAIT, 0, "advocacy")
    assert entry_from_session(answer(session, plan__by="2026-12-07")).blocks == ()
    (plan,) = entry_from_session(answer(session, plan__then="stay")).plans
    assert (plan.attribute, plan.sentence, plan.is_free) == ("advocacy", "stay", True)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, None), (5, 1), (89, 1), (400, 7)])
def test_the_minutes_are_those_it_took(seconds: int, minutes: int | None) -> None:
    """A session records how many minutes it took, at least one; without a clock it records none."""
    session = new_session()
    taken = replace(session, seconds=seconds)
    assert entry_from_session(taken).minutes == minutes


@given(sessions())
@one_in(5)
def test_every_word_of_a_session_is_in_its_entry(session: Session) -> None:
    """Whatever the order of the answers, each word is in the entry and its file exactly once."""
    entry = entry_from_session(session)
    assert Counter(_said(session)) - Counter(_written(entry)) == Counter()
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry


def test_an_entry_is_about_the_attribute_of_its_plan() -> None:
    """A session that goes through no attribute is about the one chosen for the plan, but is not named after it."""
    session = replace(new_session(), attributes=())
    entry = entry_from_session(answer(session, plan__attribute="advocacy", plan__then="rest"))
    assert (entry.id, entry.attributes) == (f"2026-11-23-120000-{session.guide}", ("advocacy",))
    assert entry.tags == ("portrait/advocacy",)


def test_an_indicator_is_told_by_its_level() -> None:
    """The choice of an indicator is in the entry only if no level was chosen for it."""
    session = new_session(PORTRAIT, 1, "advocacy")
    choosing = next(step for step in session.steps if step.purpose == "indicator")
    chosen = choosing.choices[0]
    level = next(step for step in session.steps if step.target == chosen.id and step.purpose == "level")
    without = replace(session, answers={choosing.id: chosen.id})
    (response,) = entry_from_session(without).responses
    assert (response.text, response.is_label) == (chosen.label, True)
    placed = replace(without, answers={choosing.id: chosen.id, level.id: level.choices[0].id})
    assert entry_from_session(placed).responses == ()


def test_a_change_of_mind_is_asked_what_changed() -> None:
    """What helped or got in the way is asked of a plan that was tried; no level's question is meant by that."""
    session = new_session(DISTRICT, 0, "care", past=Past(open_plans=open_plans(2)))
    (note,) = (step for step in session.steps if step.id == "commitment.c1.note")
    changed = answer(session, commitment__c1__outcome="changed")
    kept = answer(session, commitment__c1__outcome="kept")
    assert changed.as_asked(note).prompt == "What changed?"
    assert kept.as_asked(note).prompt == note.prompt
    assert changed.dips_asked_about == frozenset()


def test_a_plan_that_can_be_set_aside_has_its_own_number() -> None:
    """The list counts from 1, which is not how the plans are numbered."""
    session = new_session(DISTRICT, 0, past=Past(open_plans=open_plans(4)))
    (room,) = (step for step in session.steps if step.purpose == "let-one-rest")
    own = {choice.id: choice.statement.partition(",")[0] for choice in room.choices}
    assert own == {f"commitment.{one.plan.id}": f"plan {one.number}" for one in open_plans(4)}


def test_a_plan_whose_moment_is_taken_out_stays() -> None:
    """It is a plan in free words then, with its day."""
    done = answer(new_session(DISTRICT, 0, "care"), plan__when="it rains", plan__then="stay", plan__by="2026-12-07")
    without = apply(apply(replace(done, at=""), Change("plan.when")), Skip())
    (plan,) = entry_from_session(without).plans
    assert (plan.sentence, plan.is_free) == ("stay, by December 7, 2026", True)
    assert entry_file.parse(entry_file.dump(entry_from_session(without)), "e.md").plans == (plan,)
