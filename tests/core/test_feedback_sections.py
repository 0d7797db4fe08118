"""What others see beside what I see, and beside an earlier round."""

from datetime import date

import pytest
from msgspec.structs import replace

from portrait_cli.core.earlier_entries import LastSaid
from portrait_cli.core.entry import Placement
from portrait_cli.core.feedback import Chosen, Item, ItemAnswers, Result, Word, result_of
from portrait_cli.core.feedback_sections import (
    Beside,
    OfGroup,
    Own,
    Section,
    View,
    by_attribute,
    in_lines,
    of_group,
    own_placements,
    rounds_side_by_side,
    sections,
)
from portrait_cli.core.feedback_words import about, digits_of, month_of, not_shown, own
from portrait_cli.core.feedback_words import chosen as words_chosen
from portrait_cli.core.opening import Opened
from portrait_cli.core.request import Request
from rounds import FAMILIES, ITEMS, REQUEST, ROUND, STAFF, WORDS, N, R, S, X, digests, look, reply, steps

ONE = replace(REQUEST, steps=steps(ITEMS[:1]))
ASKED = ITEMS[0][0]
DAY = date(2026, 10, 12)


def shown(*chosen: str, families: str = "", request: Request = ONE) -> Result:
    """Return the result of what staff, and families if they are given, chose, each by the first letter of a word."""
    letters = {"r": R, "s": S, "n": N, "x": X}
    replies = digests(
        [
            *(reply("staff", letters[one], request=request) for one in "".join(chosen)),
            *(reply("families", letters[one], request=request) for one in families),
        ]
    )
    opened = {
        group.id: Opened((tuple(digest for digest, one in replies.items() if one.group == group.id),))
        for group in request.groups
    }
    opened = {group: one for group, one in opened.items() if any(one.counted)}
    return result_of(request, replies, opened)


def view(result: Result, height: int | None, levels: int = 4) -> View:
    [section] = sections(result, {ASKED: Own("Growing", DAY, height=height, levels=levels)})
    return section.view


@pytest.mark.parametrize(
    ("mine", "regularly", "sometimes", "not_yet", "expected"),
    [
        ("Starting", 6, 4, 3, "others-more"),  # ten of thirteen see something that I do not see in myself
        ("Starting", 1, 4, 8, "near"),  # most have not seen it, as I say
        ("Starting", 3, 3, 6, "near"),  # exactly half have not seen it
        ("Growing", 9, 3, 1, "others-more"),
        ("Growing", 3, 8, 2, "near"),  # sometimes: that is what growing looks like
        ("Growing", 0, 3, 10, "near"),  # they see less, but I claim little
        ("Steady", 6, 5, 2, "near"),  # nearly half see it regularly
        ("Steady", 2, 9, 2, "self-more"),  # hardly anyone sees regularly what I call steady
        ("Steady", 5, 1, 7, "self-more"),  # more than half have not seen it
        ("Multiplying", 10, 2, 1, "near"),
        ("Multiplying", 3, 8, 2, "self-more"),
        ("Multiplying", 4, 6, 2, "near"),  # exactly a third see it regularly
    ],
)
def test_what_a_principal_would_expect(
    mine: str, regularly: int, sometimes: int, not_yet: int, expected: OfGroup
) -> None:
    """Beside my level, the counts of a group are sorted as someone would who looked at them."""
    item = next(iter(shown("rrrrr").items))
    counts = zip(item.words, (regularly, sometimes, not_yet), strict=True)
    answers = ItemAnswers(ASKED, tuple(Chosen(word.id, people) for word, people in counts))
    names = ["Starting", "Growing", "Steady", "Multiplying"]
    assert of_group(item, answers, names.index(mine) + 1, len(names)) == expected


@pytest.mark.parametrize(
    ("chosen", "height", "levels", "expected"),
    [
        ("rrrrrxxxxxx", 1, 4, "others-more"),
        ("rrrrrr", 3, 5, "near"),
        ("nnnnnn", 3, 5, "near"),
        ("nnnnnn", 4, 5, "self-more"),
        ("rrrrrr", 1, 1, "near"),
    ],
)
def test_where_others_or_i_see_more(chosen: str, height: int, levels: int, expected: View) -> None:
    """Only those who could see it count, and the level in the middle is near everything."""
    assert view(shown(chosen), height, levels) == expected


def test_groups_that_see_different_things() -> None:
    """Where the view of one group is near mine and that of another is not, the heading says so."""
    assert view(shown("rrrrr", families="nnnnn"), 1) == "groups-differ"
    assert view(shown("rrrrr", families="nnnnn"), 4) == "groups-differ"
    assert view(shown("rrrrr", families="rrrrr"), 1) == "others-more"


def test_without_a_level_of_mine_there_is_nothing_to_compare() -> None:
    """What I haven't placed, or said nothing about, is in a section of its own; and so is what few could see."""
    assert [one.view for one in sections(shown("rrrrr"), {})] == ["unplaced"]
    assert view(shown("rrrrr"), None) == "unplaced"
    assert [one.view for one in sections(shown("rrrrxxx"), {})] == ["few-could-see"]
    assert sections(replace(shown("rrrrr"), groups=()), {}) == ()


def test_someone_who_receives_for_others_sees_no_level() -> None:
    """For a collector everything that was asked is in one section, without anyone's level."""
    [section] = sections(shown("rrrrr"), None)
    assert (section.view, section.title) == ("answers", "What they answered")
    assert [beside.own for beside in section.items] == [None]


def test_sections_in_a_line_each() -> None:
    """In short, where the views differ is its title with the first that was asked; else the first section is."""
    same = Own("Growing", DAY, height=2, levels=4)
    ratings = sections(shown("rrrrr", request=REQUEST), dict.fromkeys([item for item, _, _ in ITEMS], same))
    assert in_lines([replace(one, items=one.items * 2) for one in ratings]) == (
        "Where others see more than you do: Asks who is missing before we start. (and 1 more)",
    )
    assert in_lines(sections(shown("rrrrr"), {})) == ("What they answered: Asks who is missing before we start.",)


# --- my own level ---

LEVELS = ("starting", "growing", "steady", "multiplying")
PLACED = Placement("ad1", "Where?", "growing", "Growing", levels=LEVELS)


def test_my_newest_level_of_the_indicator_or_else_of_the_attribute() -> None:
    """The indicator's level comes first; the attribute's says so; an answer that is no level counts, too."""
    result = shown("rrrrr", request=REQUEST)
    said = {
        "ad1": LastSaid(DAY, placement=PLACED, placed=DAY),
        "ad2": LastSaid(DAY, placement=PLACED, placed=DAY, off_scale="Can't say yet", off_scale_on=date(2026, 11, 1)),
        "ad3": LastSaid(DAY, words="Only words."),
        "advocacy": LastSaid(DAY, placement=replace(PLACED, target="advocacy"), placed=DAY),
    }
    mine = own_placements(result, said)
    assert [own(one) for one in mine.values()] == [
        "Growing, October 12, 2026",
        "Can't say yet, November 1, 2026",
        "Growing, for Advocacy, October 12, 2026",
        "Growing, for Advocacy, October 12, 2026",
    ]
    assert (mine[ASKED].height, mine[ASKED].levels) == (2, 4)
    assert own_placements(result, {}) == {}


# --- an earlier round ---

EARLIER = replace(REQUEST, id="earlier1", asked_on=date(2026, 4, 3))


def whole(request: Request = REQUEST) -> Result:
    replies = digests([replace(one, request=request.id) for one in ROUND])
    counted = {
        group: Opened((tuple(digest for digest, one in replies.items() if one.group == group),))
        for group in ("staff", "families")
    }
    return result_of(request, replies, counted)


def test_what_the_same_groups_answered_before() -> None:
    """A group's earlier answers to the same thing are beside those of now, with their month."""
    now, earlier = whole(), whole(EARLIER)
    side_by_side = list(rounds_side_by_side(now, earlier))
    assert {(one.item, one.group) for one in side_by_side} == {
        (item, group) for item, _, _ in ITEMS for group in ("staff", "families") if item != "advocacy.speaks-up"
    }
    first = side_by_side[0]
    assert (month_of(first), words_chosen(now.items[0], first.answers)) == (
        "April 2026",
        "6 regularly · 2 sometimes · 0 not yet",
    )


@pytest.mark.parametrize(
    "other",
    [
        replace(EARLIER, portrait="another"),
        replace(EARLIER, steps=steps((("advocacy.asks-who", "Asks who is there.", "ad1"),))),
        replace(EARLIER, steps=steps(words=[replace(WORDS[0], label="Always"), *WORDS[1:]])),
        replace(EARLIER, steps=steps((("advocacy.other", ITEMS[0][1], "ad1"),))),
    ],
)
def test_only_the_same_is_compared(other: Request) -> None:
    """Another portrait, another wording, other words to choose from or another item are not put beside each other."""
    assert list(rounds_side_by_side(whole(replace(REQUEST, steps=REQUEST.steps[:2])), whole(other))) == []


def test_a_group_that_was_not_shown_in_both_rounds_is_not_compared() -> None:
    """Families who were too few last time have nothing beside their answers of now."""
    few = shown("".join("rrrrr"), request=EARLIER)
    assert {one.group for one in rounds_side_by_side(whole(), few)} == {"staff"}


# --- in words ---


def test_what_a_result_is_about() -> None:
    """The first line says what was asked, when, and how many of each group replied, as far as it is shown."""
    assert about(whole()) == (
        "Advocacy, asked November 2, 2026 · Staff: 8 replies · Families: 5 replies · Students: not shown yet"
    )
    assert about(replace(whole(), title="", groups=())).startswith("Asked November 2, 2026")
    assert len(STAFF) + len(FAMILIES) == 13


def test_numbers_stand_below_each_other() -> None:
    """A number with fewer digits than the largest has something as wide before it."""
    answers = ItemAnswers(ASKED, (Chosen("a", 5), Chosen("b", 12)))
    item = Item(ASKED, "Asks.", (Word("a", "Often"), Word("b", "Seldom")))
    assert words_chosen(item, answers, pad="_", digits=2) == "_5 often · 12 seldom"
    assert digits_of(whole()) == 1
    assert digits_of(replace(whole(), groups=())) == 1


def test_under_the_names_of_attributes() -> None:
    """Where several attributes were asked about, what was asked is under their names; else under none."""
    result = whole()
    one = Section("answers", "", tuple(Beside(item, None) for item in result.items))
    assert [(heading, len(items)) for heading, items in by_attribute(one, result)] == [("", 4)]
    first, *others = result.items
    items = (replace(first, attribute="equity", heading="Equity"), *others)
    several = Section("answers", "", tuple(Beside(item, None) for item in items))
    assert [(heading, len(under)) for heading, under in by_attribute(several, replace(result, items=items))] == [
        ("Equity", 1),
        ("Advocacy", 3),
    ]


def test_words_of_other_languages_stay_as_they_were_offered() -> None:
    """Only English words are written small within a sentence, and none that begins with "I" or is an abbreviation."""
    answers = ItemAnswers(ASKED, (Chosen("a", 5),))
    for language, word, shown_as in (
        ("de", "Oft", "Oft"),
        ("en-US", "Often", "often"),
        ("en", "I see it", "I see it"),
        ("en", "N/A", "N/A"),
    ):
        assert words_chosen(Item(ASKED, "Asks.", (Word("a", word),)), answers, language) == f"5 {shown_as}"


def test_what_they_wrote_about_any_of_it_may_be_left_out() -> None:
    """Where too few could have written about anything that was asked, one sentence says so."""
    eight = digests([reply("staff", R, X, X, X)] * 5 + [reply("staff", X, X, X, X)] * 3)
    result, _ = look(eight)
    assert not_shown(result)[0] == (
        "Staff: what they wrote about each thing asked is not shown: fewer than eight people could have written "
        "about this."
    )
    some, _ = look(digests(ROUND))
    assert not_shown(some)[0].startswith("Staff: what they wrote about 2 of the 4 things asked is not shown")
