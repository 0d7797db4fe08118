from chosen_lines import COVER, ENTRIES, all_lines, entry, made_by_default, situation_of
from portrait_cli.core.document import Document, Heading, Room, Words
from portrait_cli.core.documents.progress import PROGRESS
from portrait_cli.core.entry import Entry, Evidence, Plan, PlanOutcome
from portrait_cli.core.selection import chosen


def _offered(*entries: Entry) -> list[tuple[str, str, bool]]:
    situation = situation_of(entries)
    offered = PROGRESS.offer(all_lines(entries, situation.known), situation)
    return [(one.line.kind, one.reason, one.is_in) for one in offered]


def _everything(*entries: Entry) -> Document:
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    names = {one.line.name for one in PROGRESS.offer(lines, situation)}
    return PROGRESS.make(chosen(entries, names, situation.known), situation, COVER)


def _told(document: Document) -> dict[str, list[str]]:
    """Return the words below each beginning."""
    found: dict[str, list[str]] = {}
    below: list[str] = []
    for part in document.parts:
        if isinstance(part, Heading) and part.level == 3:
            below = found.setdefault(part.text, [])
        elif isinstance(part, Words):
            below.append(part.text)
    return found


def _rooms(document: Document) -> list[str]:
    return [part.label for part in document.parts if isinstance(part, Room)]


def test_the_goal_of_the_year_is_told_of() -> None:
    """A goal, also one that was met this year, is in with its evidence and the plans that were told of."""
    offered = _offered(*ENTRIES)
    assert {one for one in offered if one[2]} == {
        ("goal", "your goal", True),
        ("decision", "your goal", True),
        ("plan", "a plan, and how it went", True),
        ("outcome", "a plan, and how it went", True),
        ("evidence", "evidence of this school year", True),
    }
    assert {kind for kind, _, is_in in offered if not is_in} == {"answer", "note", "level", "comment", "plan"}


def test_without_a_goal_the_whole_year_is_told_of() -> None:
    """Without a goal anything has a place; open plans and what is older are offered and out."""
    before = entry(
        "2026-03-02",
        "",
        "A March note",
        Plan("p0", "ad2", "it is Friday", "ask who is missing"),
        PlanOutcome("p0", "When it is Friday, then I will ask who is missing", "kept", "Kept"),
        Evidence("e0", "", "Evidence", "A list."),
    )
    assert _offered(before, ENTRIES[2]) == [
        ("plan", "a plan of an earlier year", False),
        ("outcome", "a plan of an earlier year", False),
        ("evidence", "evidence of an earlier year", False),
        ("note", "your words", False),
        ("evidence", "evidence of this school year", True),
        ("evidence", "evidence of this school year", True),
        ("evidence", "evidence of this school year", True),
    ]
    assert ("plan", "an open plan", False) in _offered(entry("2026-09-01", "", "", Plan("p1", "ad2", "", "rest")))


def test_beginnings_are_filled_with_chosen_words_and_no_others() -> None:
    """Each beginning has the chosen words below it, or room for those that were not chosen."""
    narrative = made_by_default(PROGRESS)
    assert [part.text for part in narrative.parts if isinstance(part, Heading) and part.level == 2] == [
        "My goal: AD2 Removes the barrier"
    ]
    assert _told(narrative) == {
        "My goal this year: …": ["Every family hears by text on the same day."],
        "I would know it by …": ["Fewer calls to the front office on Mondays."],
        "What I tried was …": [f"{ENTRIES[0].plans[0].without_day}\nKept on October 20, 2026"],
        "What shows it is …": [
            "August 12, 2026: Families without email.\n\nThey heard last:\n- the flyer\n- the bus",
            "November 23, 2026: Call log for August\ncall log.pdf",
        ],
        "Looking back at my goal, …": [
            "January 19, 2027: Changed the goal",
            "May 10, 2027: Met the goal",
        ],
    }
    assert _rooms(narrative) == [
        "When I started, …",
        "By now, …",
        "For our learners, this has meant …",
        "What surprised me was …",
        "Next, I will …",
    ]


def test_chosen_levels_answers_and_open_plans_have_their_beginnings() -> None:
    """Levels are where I started and where I am by now; answers keep their question; an open plan comes next."""
    told = _told(_everything(*ENTRIES))
    assert [words.partition("\n")[0] for words in told["When I started, …"]] == [
        "August 12, 2026, Advocacy: Starting",
        "August 12, 2026, AD2 Removes the barrier: Growing",
    ]
    assert [words.rpartition("\n")[2] for words in told["By now, …"]][:2] == [
        "The east side asked me.",
        "It holds in a hard week.",
    ]
    assert told["What I tried was …"][0].endswith("\nShe told me about the night shift.")
    assert told["In my own words, …"][0] == "One adult for every child who notices."
    august = entry("2027-05-12", "", "", Plan("p9", "ad2", "August comes", "ask first"))
    assert _told(_everything(*ENTRIES, august))["Next, I will …"][-1] == "When August comes, then I will ask first"


def test_nothing_is_invented() -> None:
    """Without chosen words there are beginnings with room, and nothing else."""
    situation = situation_of(())
    narrative = PROGRESS.make(chosen((), (), situation.known), situation, COVER)
    assert [part.text for part in narrative.parts if isinstance(part, Heading) and part.level == 2] == ["My year"]
    assert _told(narrative) == {}
    assert len(_rooms(narrative)) == 9
