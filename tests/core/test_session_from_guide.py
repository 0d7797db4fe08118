from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from msgspec.structs import replace

from examples import DISTRICT, OPEN, PORTRAIT, SAID, TODAY, answer, begin, new_session, one_in, open_plans, sessions
from portrait_cli.core import dates
from portrait_cli.core.attribute_steps import least_used
from portrait_cli.core.earlier_entries import Past, prompts_used
from portrait_cli.core.entry import Entry, Plan
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.guide import AskDisposition, AskPrompts, EachAttribute, Guide
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.placing_steps import statement
from portrait_cli.core.portrait import Attribute, Portrait, Prompt
from portrait_cli.core.session import Choice, Reminder, Session
from portrait_cli.core.session_from_guide import lay_out
from portrait_cli.core.text import Id
from portrait_cli.formats import answers_file, draft_file

ROLES = ["", *(role.id for role in PORTRAIT.roles)]


def _ids(session: Session) -> list[str]:
    """List the steps that a guide asks for, without those of a goal that may be set at the end."""
    return [step.id for step in session.steps if step.new_goal != "on-request"]


def test_the_whole_portrait_asks_of_every_attribute() -> None:
    """One question and one level for each attribute, then where attention is needed, then one plan."""
    names = _ids(new_session())
    assert [name.split(".")[0] for name in names[:10:2]] == [attribute.id for attribute in PORTRAIT.attributes]
    assert names[1:10:2] == [f"{attribute.id}.level" for attribute in PORTRAIT.attributes]
    assert names[10:] == ["plan.attribute", "plan.when", "plan.then", "plan.by"]


def test_a_deep_dive_goes_from_a_moment_to_evidence_to_a_level() -> None:
    """The deep dive asks a check-in, two deep, a lens, a disposition and an evidence question before the level."""
    session = new_session(PORTRAIT, 1, "advocacy")
    depths = {f"advocacy.{prompt.id}": prompt.depth for prompt in PORTRAIT.attributes[4].prompts}
    asked = [name for name in _ids(session) if not name.startswith("advocacy.ad")]
    assert [depths.get(name, name) for name in asked] == [
        "check-in",
        "advocacy.indicator",
        "deep",
        "deep",
        "advocacy.lens.learner",
        "advocacy.disposition.know",
        "next-step",
        "advocacy.level",
        "plan.when",
        "plan.then",
        "plan.by",
    ]


def _dispositions(*used: str) -> list[tuple[str, str, str]]:
    """Lay out a question about the first attribute's disposition, when some parts were asked about before."""
    guide = Guide(Id("d"), "D", (EachAttribute((AskDisposition(), AskDisposition(know="And now?"))),))
    portrait = replace(PORTRAIT, guides=(guide,))
    past = Past(used={f"advocacy.disposition.{part}": 1 for part in used})
    steps = new_session(portrait, 0, "advocacy", past=past).active
    return [(step.id, step.prompt, step.hint) for step in steps]


def test_each_session_asks_about_another_part_of_a_leaders_disposition() -> None:
    """What a leader knows, can do, believes and should watch out for take turns, each below its own statements."""
    advocacy = PORTRAIT.attributes[4]
    first, second = _dispositions()
    assert first == ("advocacy.disposition.know", "What do I still need to know here?", " ".join(advocacy.know))
    assert second[0] == "advocacy.disposition.can-do"
    (last, prompt, hint), again = _dispositions("know", "can-do", "believe")
    assert (last, prompt) == ("advocacy.disposition.watch-out", "Where might I be overdoing this?")
    assert hint == advocacy.watch_out
    assert again[:2] == ("advocacy.disposition.know", "And now?")


def test_room_is_asked_for_once_where_a_guide_asks_for_two_plans() -> None:
    """With as many open plans as a person can keep in mind, no step is there twice."""
    hard_moment = [str(guide.id) for guide in PORTRAIT.guides].index("hard-moment")
    names = _ids(new_session(PORTRAIT, hard_moment, past=Past(open_plans=open_plans(3))))
    assert names.count("plan.room") == 1
    assert len(set(names)) == len(names)
    assert names.index("plan.room") < names.index("plan.asked.then") < names.index("plan.when")


def test_a_retired_prompt_is_asked_only_where_an_answers_file_names_it() -> None:
    """What an earlier version asked can still be answered from a file; nobody else meets it."""
    known = Attribute(
        "Care", Id("care"), prompts=(Prompt("Now?", Id("now")),), retired_prompts=(Prompt("Once?", Id("once")),)
    )
    guide = Guide(Id("g"), "G", (EachAttribute((AskPrompts(),)),))
    portrait = Portrait((known,), guides=(guide,))
    assert _ids(new_session(portrait)) == ["care.now"]
    named = lay_out(portrait, guide, begin(portrait, named=["care.once"]), Past())
    assert [step.prompt for step in named.active] == ["Once?"]


def test_an_attribute_without_a_disposition_is_not_asked_about_it() -> None:
    """An attribute that says nothing of what a leader knows, can do or believes has no such question."""
    guide = Guide(Id("d"), "D", (EachAttribute((AskDisposition(),)),))
    bare = Portrait((Attribute("Care", Id("care")),), guides=(guide,))
    assert new_session(bare, 0).active == ()


def test_open_plans_come_first() -> None:
    """Open plans are asked about before anything else, with four outcomes and a note."""
    outcome, note, *_ = new_session(past=Past(open_plans=(OPEN,))).steps
    assert (outcome.id, outcome.prompt) == (
        "commitment.c1.outcome",
        "When I plan, then I will call home, by November 16, 2026",
    )
    assert outcome.earlier == Reminder(date(2026, 11, 2))
    assert [choice.id for choice in outcome.choices] == ["kept", "partly", "not", "changed"]
    assert (note.id, note.needs) == ("commitment.c1.note", outcome.id)


def test_the_last_words_are_beside_the_question() -> None:
    """The last words and level are shown with the first question, and again where the level is asked for."""
    session = new_session(PORTRAIT, 0, "advocacy", past=Past(said={"advocacy": SAID}))
    assert session.steps[0].earlier == Reminder(SAID.on, "words from October", "Growing", SAID.placed)
    assert session.steps[1].earlier == session.steps[0].earlier


def test_the_level_statements_are_printed_in_full() -> None:
    """Each level has its own statements or its general meaning, and its height; other answers have none."""
    level = next(step for step in new_session(DISTRICT, 0, "courage").steps if step.purpose == "level")
    assert level.choices == (
        Choice("not-yet", "Not yet", "", 1),
        Choice("sometimes", "Sometimes", "I speak up.\nI stay.", 2),
        Choice("always", "Always", "", 3),
        Choice("other", "Other"),
    )
    assert (level.scale, level.levels) == ("stages/2", ("not-yet", "sometimes", "always"))
    assert statement(" a\n b \n\nc") == "a\nb\nc"


def test_nothing_is_asked_twice() -> None:
    """A guide that names a step twice asks it once."""
    assert _ids(new_session(DISTRICT)) == [
        "courage.what-did-i-dare",
        "courage.what-did-i-let-pass",
        "courage.level",
        "courage.comment",
        "care.who-needed-me",
        "care.level",
        "القيادة.level",
        "القيادة.comment",
        "sitting.week",
        "plan.attribute",
        "plan.when",
        "plan.then",
        "plan.by",
    ]


def test_a_second_ask_takes_the_next_prompts() -> None:
    """A guide that asks for a prompt twice gets the next one the second time, and none if there is no other."""
    guide = replace(DISTRICT.guides[1], steps=(EachAttribute((AskPrompts(), AskPrompts())),))
    assert _ids(lay_out(DISTRICT, guide, begin(DISTRICT), Past())) == [
        "courage.what-did-i-dare",
        "courage.what-did-i-let-pass",
        "care.who-needed-me",
    ]


@given(sessions())
@one_in(10)
def test_every_step_has_a_name_of_its_own(session: Session) -> None:
    """No two steps of a session share an id."""
    assert len({step.id for step in session.steps}) == len(session.steps)


def test_a_portrait_without_a_scale_asks_no_level() -> None:
    """A portrait may have prompts only."""
    bare = Portrait(DISTRICT.attributes[2:], guides=DISTRICT.guides)
    assert "القيادة.level" not in _ids(lay_out(bare, bare.guides[0], begin(bare), Past()))


def test_an_example_shows_the_form() -> None:
    """An attribute's first example of a plan is shown with the plan's own words."""
    session = new_session(DISTRICT)
    when = next(step for step in session.steps if step.purpose == "when")
    assert when.examples == {"courage": "When a rule harms someone, then I will say so"}


def test_no_example_comes_twice_in_a_row() -> None:
    """After a plan was made, the next session shows another example of the form."""
    shown = []
    for made in range(3):
        session = new_session(PORTRAIT, 0, "advocacy", past=Past(plans_made=made))
        shown.append(next(step for step in session.steps if step.purpose == "when").examples["advocacy"])
    assert shown[0] != shown[1] != shown[2]


def test_a_guide_may_have_no_plan() -> None:
    """A guide of questions ends with the last one; without any questions it begins at the review."""
    session = new_session(DISTRICT, 1)
    assert _ids(session) == ["courage.what-did-i-dare", "care.who-needed-me"]
    assert new_session(DISTRICT, 1, "القيادة").at == ""


@pytest.mark.parametrize("role", ROLES)
def test_prompts_fit_the_role(role: str) -> None:
    """Questions for other roles are not asked, and those for one's own role come first."""
    for attribute in PORTRAIT.attributes:
        fit = least_used([*attribute.prompts], attribute.id, role, {})
        assert {prompt.id for prompt in fit} == {
            prompt.id for prompt in attribute.prompts if not prompt.roles or role in prompt.roles
        }
        own = [bool(prompt.roles) for prompt in fit]
        assert own == sorted(own, reverse=True)


@pytest.mark.parametrize("role", ["", "building-leader"])
@pytest.mark.parametrize("guide", [0, 1])
def test_no_prompt_repeats_while_others_are_unused(guide: int, role: str) -> None:
    """In twelve sessions, every prompt of a depth is asked before any of them is asked again."""
    entries: list[Entry] = []
    for _ in range(12):
        past = Past(used=prompts_used(entries))
        session = new_session(PORTRAIT, guide, role=role, past=past)
        said = {
            step.id.replace(".", "__").replace("-", "_"): "x" for step in session.steps if step.purpose == "words"
        }
        entries.append(entry_from_session(answer(session, **said)))
        used = prompts_used(entries)
        for attribute in PORTRAIT.attributes:
            for depth in {prompt.depth for prompt in attribute.prompts if guide or prompt.depth == "check-in"}:
                fit = [prompt for prompt in attribute.prompts if not prompt.roles or role in prompt.roles]
                counts = [used[f"{attribute.id}.{prompt.id}"] for prompt in fit if prompt.depth == depth]
                assert max(counts) - min(counts) <= 1


def test_a_prompt_that_is_named_is_asked() -> None:
    """An answers file that was written earlier gets the prompts it answers, whichever would come next."""
    named = lay_out(PORTRAIT, PORTRAIT.guides[0], begin(PORTRAIT, "advocacy", named=["advocacy.left-out"]), Past())
    assert named.steps[0].id == "advocacy.left-out"


def test_a_session_keeps_local_time() -> None:
    """A session has the local time to the second, and its offset from UTC."""
    session = new_session()
    assert (session.started, session.utc_offset) == (datetime(2026, 11, 23, 12), "-06:00")  # noqa: DTZ001  # local
    india = timezone(timedelta(hours=5, minutes=30))
    assert dates.utc_offset(datetime(2026, 1, 1, tzinfo=india)) == "+05:30"


def _of(day: int) -> str:
    return f"plan {day}, from November {day}, 2026"


def test_a_fourth_plan_offers_each_open_one_to_let_go() -> None:
    """With three open plans the step before a new one offers each in full, with its day; with two there is none."""
    assert "plan.room" not in _ids(new_session(past=Past(open_plans=open_plans(2))))
    session = new_session(past=Past(open_plans=open_plans(4)))
    assert _ids(session)[-5:] == ["plan.attribute", "plan.room", "plan.when", "plan.then", "plan.by"]
    (room,) = (step for step in session.steps if step.id == "plan.room")
    assert (room.heading, room.attribute, room.needs) == ("Next step", "", "")
    assert room.choices == tuple(
        Choice(f"commitment.c{day}", f"When it rains, then I will stay {day}", _of(day)) for day in range(1, 5)
    )
    assert "commitment.c4.outcome" not in _ids(session)


def test_no_more_than_nine_plans_are_offered_to_let_go() -> None:
    """With very many open plans those that are due first are offered."""
    session = new_session(past=Past(open_plans=open_plans(12)))
    room = next(step for step in session.steps if step.id == "plan.room")
    assert [choice.id for choice in room.choices] == [f"commitment.c{day}" for day in range(1, 10)]


def _fill(session: Session, text: str) -> Session:
    return answers_file.fill(session, answers_file.parse(text.encode(), "a.yaml"), TODAY)


def test_a_plan_can_be_let_go_in_an_answers_file() -> None:
    """The template offers the same plans as the screen, by number, id or first words."""
    session = new_session(past=Past(open_plans=open_plans(3)))
    assert f"commitment.c1: When it rains, then I will stay 1 · {_of(1)}" in answers_file.template(session)
    for said in ("2", "commitment.c2", "When it rains, then I will stay 2"):
        filled = _fill(session, f"answers: {{plan.room: '{said}', plan.when: x, plan.then: y}}")
        assert filled.answers["plan.room"] == "commitment.c2"
    assert _fill(session, "answers: {plan.when: x, plan.then: y}").answers == {"plan.when": "x", "plan.then": "y"}
    drafted = draft_file.parse(draft_file.dump(session), "d.json")
    assert drafted == session


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("c1", "plan.room names a plan whose outcome is given above; keep one of the two"),
        ("c2", "plan.room is for when 3 plans stay open; leave it empty"),
    ],
)
def test_a_plan_is_let_go_only_when_three_stay_open(told: str, message: str) -> None:
    """A plan that has an outcome cannot be let go too, and with fewer than three open none needs to be."""
    session = new_session(past=Past(open_plans=open_plans(3)))
    with pytest.raises(InvalidFileError) as caught:
        _fill(session, f"answers:\n  plan.room: 1\n  commitment.{told}.outcome: kept\n")
    assert str(caught.value) == f"a.yaml:2:3: {message}"


def test_a_sentence_of_a_plan_is_one_line() -> None:
    """However a plan was typed, its sentence is one line; without a situation it begins with the action."""
    assert Plan("c", "", "it\nrains", "stay  in").sentence == "When it rains, then I will stay in"
    assert OpenPlan(1, date(2026, 1, 1), Plan("c", "", "", "stay")).plan.sentence == "then I will stay"
