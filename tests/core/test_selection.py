from datetime import datetime

from portrait_cli.core.entry import Entry, Evidence, Goal, Heading, Placement, Plan, PlanOutcome, Prose, Response
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
    """Each block that says something is one line, with the words that would leave."""
    lines = [line for entry in ENTRIES for line in lines_of(entry, _known())]
    assert [(line.number, line.kind, line.target, line.words.partition("\n")[0]) for line in lines] == [
        (1, "answer", "advocacy", "The east side."),
        (2, "level", "ad2", "Growing"),
        (3, "answer", "collaboration", "Two aides."),
        (4, "note", "collaboration", "By hand."),
        (5, "plan", "advocacy", "When it is Monday, then I will call a family"),
        (0, "title", "", "Where I am heading"),
        (1, "outcome", "advocacy", "Kept"),
        (2, "goal", "ad2", "Every family hears first."),
        (3, "goal", "ad2", "Fewer calls."),
        (4, "evidence", "ad2", "The east side."),
    ]


def test_of_an_entry_only_chosen_lines_leave() -> None:
    """An entry in part has the headings of its lines, and neither its tags, its own title nor what is not ours."""
    (entry,) = only_chosen(ENTRIES, {f"{MADE.id}#3"}, _known())
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
    kept = names_in(taken_out(offered, {f"{MADE.id}#1", f"{MADE.id}#5"}))
    assert kept == {f"{MADE.id}#2", f"{MADE.id}#3", f"{MADE.id}#4", f"{LATER.id}#0", f"{LATER.id}#2", f"{LATER.id}#3"}


def test_documents_see_what_was_chosen_and_nothing_else() -> None:
    """A plan without its chosen outcome is open; evidence has the words of the answer that it marks."""
    names = {f"{MADE.id}#5", f"{LATER.id}#4"}
    seen = chosen(ENTRIES, names, _known())
    assert [(plan.id, plan.outcome) for plan in seen.plans] == [("p1", None)]
    assert seen.goals == ()
    assert [piece.words for piece in seen.pieces] == ["The east side."]
