from datetime import datetime

import pytest
from msgspec.structs import replace

from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.evidence import log
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.selection import Offered, chosen, names_in, only_chosen, taken_out
from portrait_cli.core.selection_lines import Known, known_from, lines_of

DAY = datetime.fromisoformat("2026-11-23T18:30:00")
MADE = Entry(
    id="2026-11-02-170000-check-in",
    written=datetime.fromisoformat("2026-11-02T17:00:00"),
    utc_offset="-06:00",
    title="Check-in, Monday, November 2, 2026",
    guide="check-in",
    attributes=("advocacy", "collaboration"),
    tags=("portrait/advocacy", "portrait/collaboration", "budget"),
    extra=("aliases: secret",),
    blocks=(
        Heading("Advocacy", "advocacy"),
        Response("advocacy.left-out", "Who was left out?", "The east side."),
        Placement("ad2", "Where am I?", "growing", "Growing", "I ask.", "Mostly."),
        Heading("Collaboration", "collaboration"),
        Response("collaboration.others", "Who?", "Two aides."),
        Prose("By hand."),
        Heading("My plan"),
        Plan("p1", "advocacy", "it is Monday", "call a family"),
    ),
)
LATER = Entry(
    id="2026-11-23-183000-note",
    written=DAY,
    utc_offset="-06:00",
    title="Where I am heading",
    blocks=(
        PlanOutcome("p1", "When it is Monday, then I will call a family", "kept", "Kept", "She was glad."),
        Goal("g1", "ad2", "My goal", "Every family hears first."),
        Response("my-goal.g1.shows", "What would show it?", "Fewer calls."),
        Evidence("e1", "ad2", "Evidence", step="advocacy.left-out", entry=MADE.id),
    ),
)
ENTRIES = (MADE, LATER)


def _known() -> Known:
    return known_from(history(ENTRIES), goal_history(ENTRIES), log(ENTRIES, ENTRIES))


def test_every_word_of_the_owner_is_in_a_line() -> None:
    """Each block that says something is one line, with the words that would leave; a comment is another one."""
    lines = [line for entry in ENTRIES for line in lines_of(entry, _known())]
    assert [(line.number, line.kind, line.target, line.words.partition("\n")[0]) for line in lines] == [
        (1, "answer", "advocacy", "The east side."),
        (2, "level", "ad2", "Growing"),
        (3, "comment", "ad2", "Mostly."),
        (4, "answer", "collaboration", "Two aides."),
        (5, "note", "collaboration", "By hand."),
        (6, "plan", "advocacy", "When it is Monday, then I will call a family"),
        (0, "title", "", "Where I am heading"),
        (1, "outcome", "advocacy", "Kept"),
        (2, "comment", "advocacy", "She was glad."),
        (3, "goal", "ad2", "Every family hears first."),
        (4, "goal", "ad2", "Fewer calls."),
        (5, "evidence", "ad2", "The east side."),
    ]


def test_of_an_entry_only_chosen_lines_leave() -> None:
    """An entry in part has the headings of its lines, and neither its tags, its own title nor what is not ours."""
    (entry,) = only_chosen(ENTRIES, {f"{MADE.id}#4"}, _known())
    assert entry.blocks == (MADE.blocks[3], MADE.blocks[4])
    assert entry.attributes == ("collaboration",)
    assert entry.tags == ("portrait/collaboration",)
    assert entry.extra == ()
    (note,) = only_chosen(ENTRIES, {f"{LATER.id}#1"}, _known())
    assert note.title == ""


def test_what_repeats_a_line_stays_with_it() -> None:
    """Leaving out a plan leaves out how it went; leaving out an answer leaves out its mark as evidence."""
    lines = [line for entry in ENTRIES for line in lines_of(entry, _known())]
    offered = [Offered(line, "named", is_in=True) for line in lines]
    kept = names_in(taken_out(offered, {f"{MADE.id}#1", f"{MADE.id}#6"}))
    assert kept == {
        *(f"{MADE.id}#{number}" for number in (2, 3, 4, 5)),
        *(f"{LATER.id}#{number}" for number in (0, 3, 4)),
    }


def test_a_comment_stays_alone_and_never_leaves_without_what_it_is_about() -> None:
    """Leaving out a comment leaves in the level or outcome; leaving out these leaves out the comment."""
    lines = [line for line in lines_of(MADE, _known()) if line.kind in {"level", "comment"}]
    offered = [Offered(line, "named", is_in=True) for line in lines]
    assert names_in(taken_out(offered, {f"{MADE.id}#3"})) == {f"{MADE.id}#2"}
    assert names_in(taken_out(offered, {f"{MADE.id}#2"})) == set()


REVIEWED = replace(
    LATER, id="reviewed", blocks=(GoalReview("g1", "Every family hears first.", "keep", "Keep it", "Not yet."),)
)


@pytest.mark.parametrize(
    ("entry", "number", "without", "alone"),
    [
        (MADE, 2, replace(MADE.placements[0], comment=""), Response("ad2.comment", "Where am I?", "Mostly.")),
        (
            LATER,
            1,
            replace(LATER.outcomes[0], note=""),
            Response("commitment.p1.note", "When it is Monday, then I will call a family", "She was glad."),
        ),
        (
            REVIEWED,
            1,
            GoalReview("g1", "Every family hears first.", "keep", "Keep it"),
            Response("my-goal.g1.reason", "Every family hears first.", "Not yet."),
        ),
    ],
)
def test_a_comment_is_chosen_apart_from_what_it_is_about(
    entry: Entry, number: int, without: Block, alone: Response
) -> None:
    """A level, an outcome and a decision leave without what was said about them; that alone is an answer."""
    names = [{f"{entry.id}#{number}"}, {f"{entry.id}#{number + 1}"}]
    told, comment = (next(only_chosen([entry], one, _known())).blocks[-1] for one in names)
    assert (told, comment) == (without, alone)


def test_documents_see_what_was_chosen_and_nothing_else() -> None:
    """A plan without its chosen outcome is open; evidence has the words of the answer that it marks."""
    names = {f"{MADE.id}#6", f"{LATER.id}#5"}
    seen = chosen(ENTRIES, names, _known())
    assert [(plan.id, plan.outcome) for plan in seen.plans] == [("p1", None)]
    assert seen.goals == ()
    assert [piece.words for piece in seen.pieces] == ["The east side."]


def test_an_answer_left_out_takes_along_what_repeats_its_words_anywhere() -> None:
    """Leaving out a plan leaves out evidence that marks how it went, also where plans have no place."""
    marking = replace(LATER, blocks=(*LATER.blocks, Evidence("e2", "ad2", "Evidence", step="commitment.p1.outcome")))
    entries = (MADE, marking)
    known = known_from(history(entries), goal_history(entries), log(entries, entries))
    lines = [line for entry in entries for line in lines_of(entry, known)]
    offered = [Offered(line, "named", is_in=True) for line in lines if line.kind == "evidence"]
    plan = {f"{MADE.id}#6"}
    assert names_in(taken_out(offered, plan)) == {f"{LATER.id}#5", f"{LATER.id}#6"}
    assert names_in(taken_out(offered, plan, lines)) == {f"{LATER.id}#5"}


def _targets(*blocks: Block, before: Entry = MADE) -> list[str]:
    """Return what the lines of a session on advocacy are about, after an earlier entry."""
    session = replace(MADE, id="later", attributes=("advocacy",), blocks=blocks)
    entries = (before, session)
    known = known_from(history(entries), goal_history(entries), log(entries, entries))
    return [line.target for line in lines_of(session, known)]


def test_what_is_told_of_an_earlier_plan_is_about_what_the_plan_is_about() -> None:
    """An outcome has the attribute of its plan; none if the plan is unknown or got another one."""
    plan = replace(MADE, blocks=(Plan("p9", "collaboration", "it is Friday", "thank the aides"),))
    told = PlanOutcome("p9", "When it is Friday, then I will thank the aides", "kept", "Kept")
    carried_on = Response("commitment.p9.then", "What is the rest of it?", "The other aides.")
    assert _targets(told, carried_on, before=plan) == ["collaboration", "collaboration"]
    assert _targets(told, carried_on) == ["", ""]
    again = Plan("p9", "advocacy", "it is Monday", "call a family")
    assert _targets(told, carried_on, again, before=plan) == ["", "", "advocacy"]


def test_what_is_told_of_an_earlier_goal_is_about_what_the_goal_is_about() -> None:
    """A decision and an answer about a goal have its attribute; none if the goal is unknown or got another one."""
    told = (
        GoalReview("g1", "Every family hears first.", "change", "Change it", "Too slow."),
        Response("my-goal.g1.shows", "What would show it?", "Fewer calls."),
    )
    assert _targets(*told, before=LATER) == ["ad2", "ad2", "ad2"]
    assert _targets(*told) == ["", "", ""]
    changed = Goal("g1", "co1", "My goal", "We share the agenda.")
    assert _targets(*told, changed, before=LATER) == ["", "", "", "co1"]


def test_a_question_of_the_guide_is_about_all_that_the_session_is_about() -> None:
    """The answer to a guide's own question is about no attribute alone if the session has several."""
    asked = Response("sitting.week", "How was the week?", "Long.")
    heading = Heading("Advocacy", "advocacy")
    (alone,) = lines_of(replace(MADE, attributes=("advocacy",), blocks=(heading, asked)), Known())
    (of_two,) = lines_of(replace(MADE, blocks=(heading, asked)), Known())
    assert (alone.target, of_two.target) == ("advocacy", "")


def test_evidence_with_one_id_in_two_entries_has_the_link_of_the_one_that_was_chosen() -> None:
    """Of a piece of evidence that is in two entries, what the other one says of it stays behind."""
    first = replace(LATER, id="a", blocks=(Evidence("e1", "", "Evidence", "The log.", "https://secret", "secret"),))
    second = replace(LATER, id="b", blocks=(Evidence("e1", "", "Evidence", "The log.", "https://open", "open"),))
    known = known_from((), (), log((first, second)))
    (piece,) = chosen((first, second), {"b#1"}, known).pieces
    assert piece.evidence.link == "https://open"


def test_what_says_nothing_is_no_line() -> None:
    """Blank answers and notes, and evidence that was dropped, cannot leave."""
    blank = replace(
        MADE, blocks=(Response("advocacy.left-out", "Who?", " "), Prose("\n"), Evidence("e9", "", "Evidence"))
    )
    assert lines_of(blank, Known()) == ()


def test_a_quotation_of_an_earlier_answer_stays() -> None:
    """Above a mark stands the beginning of the answer as it once was: that does not leave with the mark."""
    quoting = replace(LATER.blocks[3], heading="Evidence of AD2: “Maria was left out.”")
    entries = (MADE, replace(LATER, blocks=(*LATER.blocks[:3], quoting)))
    known = known_from(history(entries), goal_history(entries), log(entries, entries))
    (entry,) = only_chosen(entries, {f"{LATER.id}#5"}, known)
    assert entry.blocks == (replace(quoting, heading=""),)
    own = Evidence("e2", "ad2", "Evidence of AD2", "A card.")
    with_own = (replace(LATER, blocks=(own,)),)
    (entry,) = only_chosen(with_own, {f"{LATER.id}#1"}, known_from((), (), log(with_own)))
    assert entry.blocks == (own,)
