from msgspec.structs import replace

from chosen_lines import COVER, ENTRIES, all_lines, entry, placed, situation_of
from examples import PORTRAIT
from portrait_cli.core.document import Document, Facts, Heading, Paragraph, Room, Signatures, Table, Words
from portrait_cli.core.documents.growth_plan import GROWTH_PLAN
from portrait_cli.core.entry import Entry, Evidence, Goal, Plan, PlanOutcome
from portrait_cli.core.selection import Offered, chosen, names_in

OPEN = ENTRIES[:-1]
"""The year before its goal was met."""
AD2 = next(one for _, one in PORTRAIT.indicators() if one.id == "ad2")
AUTUMN_STEP = ENTRIES[1].plans[0].without_day


def _offered(*entries: Entry) -> tuple[Offered, ...]:
    situation = situation_of(entries)
    return GROWTH_PLAN.offer(all_lines(entries, situation.known), situation)


def _made(entries: tuple[Entry, ...], *more: str) -> Document:
    """Make a plan from what is in, and from the lines of some kinds."""
    situation = situation_of(entries)
    offered = _offered(*entries)
    names = names_in(offered) | {one.line.name for one in offered if one.line.kind in more}
    return GROWTH_PLAN.make(chosen(entries, names, situation.known), situation, COVER)


def _headings(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Heading)]


def _tables(document: Document) -> dict[str, Table]:
    return {part.caption: part for part in document.parts if isinstance(part, Table)}


def _rooms(document: Document) -> list[str]:
    return [part.label for part in document.parts if isinstance(part, Room)]


def test_a_goal_is_offered_with_what_belongs_to_it() -> None:
    """An open goal is in with its plans and evidence; levels, comments and answers about it are out; others stay."""
    offered = [(one.line.kind, one.is_in, one.reason) for one in _offered(*OPEN)]
    assert offered == [
        ("answer", False, "your words about your goal"),
        ("answer", False, "your words about your goal"),
        ("level", False, "a level about your goal"),
        ("comment", False, "what you said about it"),
        ("level", False, "a level about your goal"),
        ("goal", True, "your goal"),
        ("plan", True, "a plan for your goal"),
        ("evidence", True, "evidence of your goal"),
        ("outcome", True, "how a plan for your goal went"),
        ("comment", False, "what you said about it"),
        ("level", False, "a level about your goal"),
        ("comment", False, "what you said about it"),
        ("note", False, "your words about your goal"),
        ("evidence", True, "evidence of your goal"),
        ("decision", True, "your goal"),
        ("comment", False, "what you said about it"),
        ("goal", True, "your goal"),
    ]


def test_what_is_not_about_an_open_goal_stays() -> None:
    """A goal that was met, and whatever is about something else, has no place in a growth plan."""
    assert _offered(*ENTRIES) == ()
    title = replace(ENTRIES[2], title="The east side")
    assert {one.line.kind for one in _offered(ENTRIES[0], title)} == {
        "answer", "level", "comment", "goal", "plan", "evidence", "note",
    }  # fmt: skip
    assert not [one for one in _offered(*OPEN) if one.line.target == "collaboration"]


def test_what_is_older_than_the_school_year_is_out() -> None:
    """Plans that were closed, and evidence that was added, before this school year are offered and not in."""
    before = entry(
        "2026-03-02",
        "",
        "Plans, Monday, March 2, 2026",
        Plan("p0", "ad2", "it is Friday", "ask who is missing"),
        Plan("p8", "ad2", "it rains", "hold the bus"),
        PlanOutcome("p0", "When it is Friday, then I will ask who is missing", "kept", "Kept"),
        Evidence("e0", "ad2", "Evidence of AD2", "A list."),
    )
    told = {one.line.words.partition("\n")[0]: (one.reason, one.is_in) for one in _offered(before, *OPEN)[:4]}
    assert told == {
        "When it is Friday, then I will ask who is missing": ("a plan for your goal, before this school year", False),
        "When it rains, then I will hold the bus": ("a plan for your goal", True),
        "Kept": ("how a plan for your goal went, before this school year", False),
        "A list.": ("evidence of your goal, before this school year", False),
    }


def test_there_are_two_goals_at_most() -> None:
    """Of more than two open goals, the two that were set last are in the plan, each with what is its own."""
    more = entry(
        "2026-12-01",
        "",
        "Goals, Tuesday, December 1, 2026",
        Goal("g2", "advocacy", "Advocacy", "A budget that starts from need.", 2),
        Goal("g3", "collaboration", "Collaboration", "Teachers plan the agenda.", 3),
        Goal("g4", "", "My goal", "Home by six on Fridays.", 4),
        Plan("p7", "advocacy", "the budget comes", "ask who loses"),
    )
    offered = _offered(*OPEN, more)
    assert [one.line.words for one in offered if one.line.kind == "goal"] == [
        "Teachers plan the agenda.",
        "Home by six on Fridays.",
    ]
    plan = _made((*OPEN, more))
    assert [one for one in _headings(plan) if one.startswith("Goal")] == ["Goal 1", "Goal 2"]
    (first, second) = [one for one in plan.parts if isinstance(one, Table) and one.caption == "Action steps"]
    assert [row[0] for row in first.rows] == [AUTUMN_STEP, "", ""]
    assert second.rows == (("", "", "", ""),) * 3


def test_a_plan_reads_like_the_forms_of_the_states() -> None:
    """Each goal has what Ohio, Georgia, Massachusetts and New Jersey ask for; what was not chosen is left blank."""
    plan = _made(OPEN)
    assert (plan.title, plan.subtitle, plan.author) == ("Growth plan", "Dana Whitfield, 2026-27", "Dana Whitfield")
    assert _headings(plan) == [
        "Goal 1",
        "My goal",
        "What would show it (numbers or stories)",
        "Action steps",
        "Evidence",
        "Expected impact",
        "Progress",
        "Alignment and support",
        "Dates discussed",
        "Comments and signatures",
    ]
    assert _rooms(plan) == [
        "Why this matters for our learners",
        "Where I started (baseline)",
        "On me",
        "On staff",
        "On learners",
        "How it is going",
        "How this plan fits our school or district plan",
        "Support I need",
        "Leader's comments",
        "Supervisor's comments",
    ]
    facts = [part.pairs for part in plan.parts if isinstance(part, Facts)]
    assert facts == [
        (
            ("Name", "Dana Whitfield"),
            ("Role", "Building leader"),
            ("School or district", "Lincoln Elementary"),
            ("School year", "2026-27"),
            ("Supervisor or evaluator", ""),
        ),
        (
            ("Attribute or indicator", f"Advocacy, AD2: {AD2.meaning}"),
            ("Standards", ""),
            ("Kind of goal (student learning or professional practice)", ""),
            ("Target date", ""),
        ),
    ]
    assert [part.labels for part in plan.parts if isinstance(part, Signatures)] == [("Leader", "Supervisor")]


def test_the_tables_have_chosen_words_and_blank_rows() -> None:
    """Plans are action steps with how they went; evidence has its day and place; the dates discussed are blank."""
    tables = _tables(_made(OPEN))
    assert tables["Action steps"].rows == (
        (
            "When I unlock my office on Monday, then I will call one family we haven't reached",
            "August 31, 2026",
            "",
            "Kept on October 20, 2026",
        ),
        ("", "", "", ""),
        ("", "", "", ""),
    )
    assert tables["Evidence"].rows[1:] == (
        ("November 23, 2026", "Call log for August", "call log.pdf (on request)"),
        ("", "", ""),
    )
    assert tables["What I decided"].rows == (("January 19, 2027", "Changed the goal"),)
    assert tables["Dates discussed"].rows == (("", "", ""),) * 3


def test_chosen_levels_and_answers_take_the_place_of_room() -> None:
    """The levels of the first day are the baseline, later ones are since then, and answers tell of progress."""
    plan = _made(OPEN, "level", "comment", "answer", "note")
    assert "Where I started (baseline)" in _headings(plan)
    assert "Since then" in _headings(plan)
    assert not {"Where I started (baseline)", "How it is going"} & set(_rooms(plan))
    said = [part.text for part in plan.parts if isinstance(part, Words)]
    assert said[:3] == [
        "Every family hears by text on the same day.",
        "I can name two families.",
        "The east side asked me.",
    ]
    assert [part.is_markdown for part in plan.parts if isinstance(part, Words)][-2:] == [False, True]
    only_first = _made(OPEN[:1], "level")
    assert "Since then" not in _headings(only_first)


def test_nothing_chosen_is_a_form_to_fill_in() -> None:
    """Without a goal the plan is a blank form, with the name alone."""
    situation = situation_of(())
    plan = GROWTH_PLAN.make(chosen((), (), situation.known), situation, COVER)
    assert "Goal 1" in _headings(plan)
    assert {"My goal", "What would show it (numbers or stories)"} <= set(_rooms(plan))
    assert {cell for table in _tables(plan).values() for row in table.rows for cell in row} == {""}


def test_what_belongs_to_no_chosen_goal_is_not_lost() -> None:
    """If a goal is taken out and its plan stays in, the plan has a place of its own."""
    situation = situation_of(OPEN)
    names = [line.name for line in all_lines(OPEN, situation.known) if line.kind == "plan"]
    plan = GROWTH_PLAN.make(chosen(OPEN, names, situation.known), situation, COVER)
    assert [row[0] for row in _tables(plan)["Action steps"].rows][:2] == [OPEN[0].plans[0].without_day, AUTUMN_STEP]


def test_a_goal_has_the_codes_of_what_it_is_about() -> None:
    """An indicator has its own standards, else those of its attribute."""
    portrait = situation_of(()).portrait
    attributes = tuple(replace(one, aligned_to=("PSEL 3", "ISLLC 5")) for one in portrait.attributes)
    situation = replace(situation_of(OPEN), portrait=replace(portrait, attributes=attributes))
    names = names_in(_offered(*OPEN))
    plan = GROWTH_PLAN.make(chosen(OPEN, names, situation.known), situation, COVER)
    facts = [pair for part in plan.parts if isinstance(part, Facts) for pair in part.pairs]
    assert ("Standards", "PSEL 3; ISLLC 5") in facts


def test_a_level_may_have_its_name_alone() -> None:
    """A level without a statement is its name, with the day and what it is about."""
    bare = entry(
        "2026-08-12", "check-in", "Check-in", replace(placed("ad2", "growing"), statement=""), *OPEN[0].goals
    )
    plan = _made((bare,), "level")
    parts = list(plan.parts)
    place = parts.index(Paragraph("August 12, 2026, AD2 Removes the barrier: Growing"))
    assert isinstance(parts[place + 1], Room)
