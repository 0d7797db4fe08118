from msgspec.structs import replace

from chosen_lines import COVER, ENTRIES, all_lines, entry, placed, situation_of
from examples import PORTRAIT
from portrait_cli.core.document import Document, Facts, Room, Table
from portrait_cli.core.documents.conversation import CONVERSATION
from portrait_cli.core.entry import Entry, Evidence, Goal, Plan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Offered, chosen, names_in

OPEN = ENTRIES[:-1]
"""The year before its goal was met."""

BUSY = entry(
    "2027-05-11",
    "whole-portrait",
    "Whole portrait, Tuesday, May 11, 2027",
    *(placed(one.id, "growing") for one in PORTRAIT.attributes),
    *(Evidence(f"x{number}", "advocacy", "Evidence", f"Piece {number}.") for number in range(9)),
    *(Plan(f"y{number}", PORTRAIT.attributes[-1].id, "it rains", f"take umbrella {number}") for number in range(9)),
    replace(placed("advocacy", "starting"), as_of="then"),
)


def _offered(*entries: Entry, kept: str = "") -> tuple[Offered, ...]:
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    return CONVERSATION.offer([line for line in lines if not kept or line.target == kept], situation)


def _made(entries: tuple[Entry, ...], *more: str, portrait: Portrait = PORTRAIT) -> Document:
    """Make a sheet from what is in, and from the lines of some kinds."""
    situation = replace(situation_of(entries), portrait=portrait)
    offered = _offered(*entries)
    names = names_in(offered) | {one.line.name for one in offered if one.line.kind in more}
    return CONVERSATION.make(chosen(entries, names, situation.known), situation, COVER)


def _rows(document: Document) -> tuple[tuple[str, ...], ...]:
    (table,) = (part for part in document.parts if isinstance(part, Table))
    return table.rows


def test_a_goal_decides_what_there_is_to_talk_about() -> None:
    """With an open goal it is in, with the newest levels and evidence about it; words and comments are offered."""
    assert [(one.reason, one.is_in) for one in _offered(*OPEN)] == [
        ("your newest level in AD2 Removes the barrier", True),
        ("evidence of AD2 Removes the barrier", True),
        ("your newest level in Advocacy", True),
        ("what you said about it", False),
        ("your words about Advocacy", False),
        ("evidence of AD2 Removes the barrier", True),
        ("your goal", True),
    ]


def test_a_plan_is_about_the_sheet_or_stays() -> None:
    """An open plan about the goal or an attribute on the sheet is in; one about nothing is offered; others stay."""
    plans = entry(
        "2027-05-11",
        "",
        "Plans, Tuesday, May 11, 2027",
        Plan("y1", "advocacy", "it rains", "call"),
        Plan("y2", "", "it is late", "rest"),
        Plan("y3", "authenticity", "it snows", "say so"),
        Plan("y4", "of-another-portrait", "it hails", "wait"),
    )
    offered = [(one.line.words, one.reason, one.is_in) for one in _offered(*OPEN, plans) if one.line.kind == "plan"]
    assert offered == [
        ("When it rains, then I will call", "an open plan", True),
        ("When it is late, then I will rest", "an open plan about no goal and no attribute", False),
    ]


def test_without_a_goal_what_was_placed_last_is_talked_about() -> None:
    """The newest level of each, its evidence and the open plan are in; of plans and goals, none that is closed."""
    offered = [(one.line.kind, one.line.target) for one in _offered(*ENTRIES) if one.is_in]
    assert offered == [
        ("evidence", "ad2"),
        ("evidence", "ad2"),
        ("evidence", "collaboration"),
        ("level", "advocacy"),
        ("level", "ad2"),
        ("level", "collaboration"),
    ]


def test_lines_of_one_attribute_make_a_sheet_about_it() -> None:
    """Of lines about one attribute only that one is a topic, even if a goal is about another."""
    offered = _offered(*OPEN, kept="collaboration")
    assert {one.line.target for one in offered} == {"collaboration"}
    assert [one.line.kind for one in offered if one.is_in] == ["level", "evidence"]


def test_one_page_has_no_room_for_more() -> None:
    """At most three topics, three pieces of evidence and an answer on each, and two open plans are offered."""
    offered = _offered(BUSY)
    assert [one.line.target for one in offered if one.line.kind == "level"] == [
        one.id for one in PORTRAIT.attributes[-3:]
    ]
    pieces = [(one.line.words, one.is_in) for one in offered if one.line.kind == "evidence"]
    assert pieces == [("Piece 6.", False), ("Piece 7.", True), ("Piece 8.", True)]
    plans = [(one.line.words[-1], one.is_in) for one in offered if one.line.kind == "plan"]
    assert plans == [("7", False), ("8", True)]


def test_what_was_never_placed_can_be_talked_about() -> None:
    """Evidence alone makes a topic, with a blank claim."""
    note = entry("2026-11-02", "", "Note", Evidence("e1", "advocacy", "Evidence", "A list."))
    (row,) = _rows(_made((note,)))[:1]
    assert row[:2] == ("Advocacy", "November 2: A list.")


def test_a_row_has_the_claim_what_shows_it_and_a_question() -> None:
    """Each topic has its level in words, its evidence in a line each, and a deep question of its attribute."""
    advocacy = next(one for one in PORTRAIT.attributes if one.id == "advocacy")
    first, second = [prompt.text for prompt in advocacy.prompts if prompt.depth == "deep"][:2]
    growing = next(level for level in PORTRAIT.scales[0].levels if level.id == "growing").meaning
    families = "Families without email. They heard last: - the flyer - the bus"
    assert _rows(_made(OPEN)) == (
        (f"Advocacy: Growing\n{growing}", "", first),
        (
            f"AD2 Removes the barrier: Growing\n{growing}",
            f"August 12: {families}\nNovember 23: Call log for August",
            second,
        ),
    )


def test_a_chosen_comment_stands_below_its_level() -> None:
    """What was said about a level is on the sheet once it is chosen."""
    assert _rows(_made(OPEN, "comment"))[0][0].endswith("\nThe east side asked me.")


def test_long_words_are_cut_until_all_of_it_is_on_one_page() -> None:
    """The fuller the page, the shorter is each thing; what a level looks like goes before the person's words do."""
    many = 40 * "Words that go on. "

    def sheet(topics: int, pieces: int) -> tuple[str, str]:
        targets = [one.id for one in PORTRAIT.attributes][:topics]
        levels = [replace(placed(one, "growing", many), statement=many) for one in targets]
        evidence = [Evidence(f"{one}{number}", one, "Evidence", many) for one in targets for number in range(pieces)]
        goal, plan = Goal("g1", "", "My goal", many), Plan("p1", "", "it rains", many)
        said = entry("2026-11-02", "", "Note", *levels, *evidence, goal, plan)
        situation = situation_of((said,))
        names = {line.name for line in all_lines((said,), situation.known)}
        document = CONVERSATION.make(chosen((said,), names, situation.known), situation, COVER)
        (_, *facts), (my_plan,) = [part.pairs for part in document.parts if isinstance(part, Facts)]
        assert [name for name, _ in (*facts, my_plan)] == ["Date", "My goal", "My plan"]
        assert len(my_plan[1]) <= 110
        claim, shown, _ = _rows(document)[0]
        return claim, shown.partition("\n")[0]

    lengths = [(claim.count("\n"), len(shown) // 10) for claim, shown in (sheet(1, 1), sheet(2, 2), sheet(3, 2))]
    assert lengths == [(2, 11), (2, 5), (1, 5)]
    assert len(sheet(3, 3)[1]) == len(sheet(3, 30)[1]) == 30


def test_what_is_not_chosen_stays_blank() -> None:
    """The sheet is one page, and what a leader says aloud has room."""
    sheet = _made(())
    assert sheet.is_one_page
    assert _rows(sheet) == (("", "", ""),) * 2
    assert [part.label for part in sheet.parts if isinstance(part, Room)] == [
        "A strength",
        "A puzzle",
        "What I want help with",
        "My plan",
        "What I'd like you to ask me next time",
    ]
    (facts,) = (part.pairs for part in sheet.parts if isinstance(part, Facts))
    assert facts == (("With", ""), ("Date", ""))
    seen = chosen((), (), situation_of(()).known)
    nameless = CONVERSATION.make(seen, situation_of(()), replace(COVER, name="", year=""))
    assert nameless.subtitle == ""
    assert Facts((("Name", ""), ("With", ""), ("Date", ""))) in nameless.parts


def test_a_chosen_plan_takes_the_place_of_room() -> None:
    """The open plan is on the sheet with its day, and above it the goal if that was chosen too."""
    sheet = _made(ENTRIES, "plan")
    facts = [part.pairs for part in sheet.parts if isinstance(part, Facts)]
    assert facts[1] == (("My plan", "When August comes, then I will ask the new families first, by August 20, 2027"),)
    assert "My plan" not in [part.label for part in sheet.parts if isinstance(part, Room)]
    with_goal = [part.pairs for part in _made(OPEN).parts if isinstance(part, Facts)]
    assert with_goal[0][-1] == ("My goal", "Every family hears by text on the same day.")


def test_a_portrait_without_deep_questions_has_a_coach_who_asks() -> None:
    """Without a deep prompt the question is one that a coach would ask; a topic of another portrait keeps its id."""
    bare = replace(
        PORTRAIT, prompts=(), attributes=tuple(replace(one, prompts=()) for one in PORTRAIT.attributes[:1])
    )
    rows = _rows(_made(OPEN, portrait=bare))
    assert [row[0].partition(":")[0] for row in rows] == ["ad2", "advocacy"]
    assert {row[2] for row in rows} == {
        "What would I see you do, and what would I hear, on a day when this goes well?"
    }
