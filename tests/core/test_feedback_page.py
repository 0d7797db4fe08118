"""The page of a result, and the sheet of its comments."""

from datetime import date

from msgspec.structs import replace

from portrait_cli.core.document import Bullets, Document, Facts, Heading, Paragraph, Room
from portrait_cli.core.documents.feedback_page import Seen, comments_page, feedback_page
from portrait_cli.core.feedback import comments, paraphrased
from portrait_cli.core.feedback_sections import Own, rounds_side_by_side, sections
from rounds import REQUEST, ROUND, digests, look

TODAY = date(2026, 11, 23)
RESULT, _ = look(digests(ROUND))
OWN = {"advocacy.asks-who": Own("Growing", date(2026, 10, 12), height=2, levels=4)}


def facts(page: Document) -> list[tuple[str, str]]:
    return [pair for part in page.parts if isinstance(part, Facts) for pair in part.pairs]


def headings(page: Document) -> list[str]:
    return [part.text for part in page.parts if isinstance(part, Heading) and part.level == 2]


def test_the_page_has_the_sections_then_the_words_then_what_is_not_shown() -> None:
    """Levels, counts and comments are on the page as on the screen, with the round before."""
    seen = Seen(RESULT, sections(RESULT, OWN), tuple(rounds_side_by_side(RESULT, RESULT)))
    page = feedback_page(seen, "Credit.", TODAY)
    assert headings(page) == [
        "Where others see more than you do",
        "Where you haven't placed yourself yet",
        "What few could see",
        "In their words",
        "Not shown",
    ]
    assert facts(page)[:3] == [
        ("You", "Growing, October 12, 2026"),
        ("Staff", "6 regularly · 2 sometimes · 0 not yet"),
        ("Staff, November 2026", "6 regularly · 2 sometimes · 0 not yet"),
    ]
    assert page.footer[-1] == "Credit."
    assert (page.author, page.subtitle) == ("Dana Reyes", "Dana Reyes, Advocacy")
    rows = list(page.records.rows)
    assert rows[0] == ("Asks who is missing before we start.", "Staff", "Regularly", "6")
    assert {row[1] for row in rows} == {"Staff", "Families"}
    assert not any("Speaks up" in row[0] for row in rows)


def test_under_attributes_and_without_levels() -> None:
    """Items of several attributes stand under their names; whoever has no level reads so once."""
    first, *others = RESULT.items
    result = replace(RESULT, items=(replace(first, attribute="equity", heading="Equity"), *others))
    page = feedback_page(Seen(result, sections(result, {})), "", TODAY)
    assert headings(page)[0] == "What they answered"
    assert Paragraph("You have not placed yourself on these.", is_quiet=True) in page.parts
    levels = [(part.level, part.text) for part in page.parts if isinstance(part, Heading)][1:5]
    assert levels == [
        (3, "Equity"),
        (4, "Asks who is missing before we start."),
        (3, "Advocacy"),
        (4, "Fixes the rule rather than the one case."),
    ]


def test_the_page_of_a_collector_speaks_to_nobody() -> None:
    """Without one's own levels the page has only what others answered; other words say that they are."""
    other = paraphrased(RESULT, {one.name: f"About {one.name}." for one in comments(RESULT)})
    page = feedback_page(Seen(other, sections(other, None)), "", TODAY)
    assert headings(page) == ["What they answered", "In other words", "Not shown"]
    assert not any("you" in part.text for part in page.parts if isinstance(part, Paragraph))
    assert len(page.footer) == 2


def test_a_result_without_words_and_with_nothing_left_out() -> None:
    """What there is nothing of has no heading."""
    page = feedback_page(Seen(replace(RESULT, groups=()), ()), "", TODAY)
    assert headings(page) == []
    assert not any(isinstance(part, Bullets) for part in page.parts)


def test_the_sheet_has_room_below_each_comment() -> None:
    """Comments are below what they are about, each with room for other words, and without counts."""
    said = list(comments(RESULT))
    page = comments_page(RESULT, said, "", TODAY)
    assert len([part for part in page.parts if isinstance(part, Room)]) == len(said) == 8
    assert headings(page) == [
        "Staff: Asks who is missing before we start.",
        "Staff: Please keep doing ...",
        "Staff: It would help students or me if you ...",
    ]
    assert REQUEST.title in page.subtitle
