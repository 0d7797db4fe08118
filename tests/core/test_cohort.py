"""Many leaders together: which tables there are, in which words, and what changed between rounds."""

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from portrait_cli.core import cohort_words as said
from portrait_cli.core.cohort import Cohort, Count, Option, Row, cohort, topics
from portrait_cli.core.cohort_answers import PLANS, known_answers
from portrait_cli.core.cohort_changes import NOT_THE_SAME, changes, together
from portrait_cli.core.cohort_rounds import RoundRead, Span, named, rounds_of
from portrait_cli.core.contribution import Placed
from portrait_cli.core.document import Bullets, Paragraph, Room, Table
from portrait_cli.core.documents.cohort import Sheet, cohort_document
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait, Retired, Role, Scale
from portrait_cli.core.text import Id

SCALE = Scale(
    id=Id("growth"),
    levels=tuple(
        Level(name.capitalize(), Id(name), formerly=former)
        for name, former in (
            ("starting", ()),
            ("growing", ("budding",)),
            ("steady", ()),
            ("multiplying", ()),
        )
    ),
    off_scale=(OffScale("Can't say yet", Id("cant-say-yet")),),
)
PORTRAIT = Portrait(
    id=Id("district"),
    formerly=("old-district",),
    title="District",
    scales=(SCALE,),
    roles=(Role("Principal", Id("principal")), Role("Coach", Id("coach"))),
    attributes=(
        Attribute(
            "Advocacy",
            Id("advocacy"),
            scale=Id("growth"),
            formerly=("voice",),
            indicators=(Indicator("Asks who is missing", Id("ad1"), code="AD1", scale=Id("growth")),),
            retired=(Retired("Speaks up", Id("ad9"), code="AD9", scale=Id("growth")),),
        ),
        Attribute("Care", Id("care")),
    ),
)
SHEET = Sheet(date(2026, 11, 23))
FALL, SPRING = Span("Fall", "2026-10", "2026-11"), Span("Spring", "2027-04", "2027-04")


def counts(span: Span, target: str, role: str = "principal", /, **leaders: int) -> list[Count]:
    """Write what an engine counts of one target in one role."""
    return [
        Count(span.name, target, "" if target == PLANS else "growth/1", role, answer.replace("_", "-"), number)
        for answer, number in leaders.items()
    ]


def in_fall(**leaders: int) -> Cohort:
    """Make a cohort of one round and one attribute."""
    return cohort(PORTRAIT, [FALL], counts(FALL, "advocacy", **leaders), 5)


def words(made: Cohort) -> list[str]:
    """Write the answers about everything in the first round."""
    return [said.answers(answers.every, answers.options) for answers in made.rounds[0].answers]


# --- which answers count ---


def test_old_names_count_as_those_of_today() -> None:
    """Former ids of the portrait, its parts and its levels count; other versions of a scale never do."""
    known = known_answers(PORTRAIT)
    assert known.portraits == {"district", "old-district"}
    assert known.answers[Placed("voice", "growth/1", "budding")] == Placed("advocacy", "growth/1", "growing")
    assert known.answers[Placed("ad1", "growth/1", "cant-say-yet")] == Placed("ad1", "growth/1", "cant-say-yet")
    assert Placed("advocacy", "growth/2", "steady") not in known.answers
    assert not [one for one in known.answers if one.what == "care"]


def test_what_is_placed_is_in_the_order_of_the_portrait() -> None:
    """An attribute comes before its indicators, the retired ones last; what has no scale is not there."""
    assert [topic.name for topic in topics(PORTRAIT)] == ["Advocacy", "AD1 Asks who is missing", "AD9 Speaks up"]


# --- rounds ---


def test_spellings_of_a_round_are_one_round() -> None:
    """Case and spaces make no other round; the months of all of them are its months."""
    rounds = rounds_of(
        [
            RoundRead("fall  2026", 3, "2026-09", "2026-10"),
            RoundRead("Fall 2026", 4, "2026-10", "2026-12"),
            RoundRead("Summer", 9, "2026-07", "2026-07"),
        ]
    )
    assert rounds.spans == (Span("Summer", "2026-07", "2026-07"), Span("Fall 2026", "2026-09", "2026-12"))
    assert rounds.leaders == {"Fall 2026": 7, "Summer": 9}
    assert rounds.names["fall  2026"] == "Fall 2026"
    assert [span.name for span in named(rounds, "FALL 2026")] == ["Fall 2026"]
    assert [span.name for span in named(rounds, "m")] == ["Summer"]
    assert named(rounds, "winter") == []


# --- words ---


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (
            (9, 14, 0, 8, 0),
            "Starting: 9 of 31 · Growing: 14 · Steady: nobody · Multiplying: 8 · Can't say yet: nobody",
        ),
        (
            (None, 14, 0, 8, None),
            "Growing: 14 of 31 · Steady: nobody · Multiplying: 8 · the rest (Starting, Can't say yet): hidden",
        ),
        (
            (None, 14, 0, 8, 9),
            "Growing: 14 of 31 · Steady: nobody · Multiplying: 8 · Can't say yet: 9 · Starting: hidden",
        ),
        ((None, None, None, None, None), "hidden"),
    ],
)
def test_numbers_are_said_in_words(answers: Sequence[int | None], line: str) -> None:
    """The first number says of how many; all that is hidden is named, answers beside the scale among it."""
    options = [Option(level.id, level.name, is_level=True) for level in SCALE.levels]
    options.append(Option("cant-say-yet", "Can't say yet", is_level=False))
    assert said.answers(Row("", "All", 31, tuple(answers), is_all=True), options) == line


def test_a_heading_names_the_round_its_months_and_its_leaders() -> None:
    """A round that is called after its month is not told twice."""
    (fall,) = cohort(PORTRAIT, [FALL], counts(FALL, PLANS, kept=20, none=11), 5).rounds
    assert said.heading(fall) == "Fall · October 2026 to November 2026 · 31 leaders"
    november = Span("November 2026", "2026-11", "2026-11")
    (one,) = cohort(PORTRAIT, [november], counts(november, PLANS, kept=2), 5).rounds
    assert said.heading(one) == "November 2026"


def test_plans_are_only_a_theme() -> None:
    """How many kept a plan is told if that exposes nobody."""
    for kept, none, sentence in ((20, 11, "Plans: 20 of 31 kept at least one."), (3, 28, ""), (0, 31, "")):
        (one,) = cohort(PORTRAIT, [FALL], counts(FALL, PLANS, kept=kept, none=none), 5).rounds
        assert said.plans(one) == sentence


# --- tables ---


def test_a_number_below_five_is_hidden() -> None:
    """What few chose is hidden, and what many chose is told."""
    shown = words(in_fall(starting=2, growing=9, steady=14, multiplying=3, cant_say_yet=0))
    assert shown[0] == "Growing: 9 of 28 · Steady: 14 · the rest (Starting, Multiplying, Can't say yet): hidden"


def test_what_too_few_placed_is_named_and_left_out() -> None:
    """An indicator that fewer than five placed has no table."""
    found = [*counts(FALL, "advocacy", steady=9), *counts(FALL, "ad1", steady=4)]
    (one,) = cohort(PORTRAIT, [FALL], found, 5).rounds
    assert [answers.target for answers in one.answers] == ["advocacy"]
    assert said.too_few(one, 5) == "Fewer than 5 placed themselves on: AD1 Asks who is missing."
    (full,) = in_fall(steady=9).rounds
    assert not said.too_few(full, 5)


def test_a_role_that_nobody_has_looks_like_one_that_few_have() -> None:
    """Which roles there are a few of cannot be told from those there are none of."""
    many = counts(FALL, "advocacy", steady=9, growing=9)
    few = [*many, *counts(FALL, "advocacy", "coach", steady=2)]
    (with_few,) = cohort(PORTRAIT, [FALL], few, 5).rounds
    (answers,) = with_few.answers
    assert answers.by_role[1] == Row("coach", "Coach", None, (None,) * 5)
    (without,) = cohort(PORTRAIT, [FALL], many, 5).rounds
    assert without.answers[0].by_role[1] == answers.by_role[1]


def test_only_roles_of_which_something_is_shown_are_listed() -> None:
    """A line explains what is hidden; with roles it says what those are that are not listed."""
    made = cohort(PORTRAIT, [FALL], counts(FALL, "advocacy", steady=9, growing=9), 5)
    (answers,) = made.rounds[0].answers
    assert [row.name for row in said.roles_shown(answers)] == ["Principal"]
    assert "A role that is not listed is hidden as a whole." in said.explanation(made)
    without = replace(made, rounds=(replace(made.rounds[0], answers=(replace(answers, by_role=()),)),))
    assert "role" not in said.explanation(without)


def test_rounds_that_are_not_asked_for_are_left_out() -> None:
    """Counts of other rounds are not looked at, and rounds are in the order of their months."""
    found = [*counts(FALL, "advocacy", steady=9), *counts(SPRING, "advocacy", steady=9)]
    assert [one.span for one in cohort(PORTRAIT, [SPRING], found, 5).rounds] == [SPRING]
    assert [one.span for one in cohort(PORTRAIT, [SPRING, FALL], found, 5).rounds] == [FALL, SPRING]


# --- changes ---

ALL_SHOWN: Mapping[str, int] = {"starting": 10, "growing": 10, "steady": 10, "multiplying": 10}


@pytest.mark.parametrize(
    ("spring", "sentence"),
    [
        (
            {**ALL_SHOWN, "steady": 20},
            (
                "Advocacy: a larger part of the leaders chose Steady or Multiplying in Spring (30 of 50) than in "
                "Fall (20 of 40)."
            ),
        ),
        (
            {**ALL_SHOWN, "growing": 30},
            (
                "Advocacy: a smaller part of the leaders chose Steady or Multiplying in Spring (20 of 60) than in "
                "Fall (20 of 40)."
            ),
        ),
        (
            {**ALL_SHOWN, "growing": 11},
            (
                "Advocacy: about as large a part of the leaders chose Steady or Multiplying in Spring (20 of 41) as "
                "in Fall (20 of 40)."
            ),
        ),
        (
            {**ALL_SHOWN, "steady": 3, "multiplying": 3},
            "From Fall to Spring, nothing can be said about Advocacy: numbers are hidden.",
        ),
    ],
)
def test_what_changed_is_a_sentence(spring: Mapping[str, int], sentence: str) -> None:
    """Compared is the part that chose the upper half of the levels, with the numbers; hidden ones tell nothing."""
    found = [
        *counts(FALL, "advocacy", **ALL_SHOWN),
        *counts(SPRING, "advocacy", **spring),
        *counts(SPRING, "ad1", steady=9),
    ]
    assert changes(cohort(PORTRAIT, [FALL, SPRING], found, 5)) == (sentence,)


def test_all_of_which_nothing_can_be_said_are_named_together() -> None:
    """One line names everything that both rounds have and of which numbers are hidden."""
    assert together(["Care"]) == "Care"
    assert together(["Advocacy", "Care", "Courage"]) == "Advocacy, Care and Courage"


# --- the sheet ---


def test_the_sheet_has_a_row_for_each_attribute() -> None:
    """The attributes of a scale are together in a table, with a word for what is hidden."""
    found = [
        *counts(FALL, PLANS, kept=20, none=8),
        *counts(FALL, "advocacy", starting=2, growing=9, steady=14, multiplying=3),
        *counts(FALL, "ad1", steady=3),
        *counts(SPRING, PLANS, kept=3, none=37),
        *counts(SPRING, "advocacy", **ALL_SHOWN),
    ]
    made = cohort(PORTRAIT, [FALL], found, 5)
    without = replace(
        made,
        rounds=tuple(
            replace(one, answers=tuple(replace(answers, by_role=()) for answers in one.answers))
            for one in made.rounds
        ),
    )
    sheet = cohort_document(without, PORTRAIT, SHEET)
    table = next(part for part in sheet.parts if isinstance(part, Table))
    assert table.header == ("Attribute", "Starting", "Growing", "Steady", "Multiplying", "Can't say yet", "Leaders")
    assert table.rows == (("Advocacy", "hidden", "9", "14", "hidden", "hidden", "28"),)
    assert ("Fall", "Advocacy", "All", "Growing", "9") in list(sheet.records.rows)
    assert (sheet.title, sheet.subtitle) == ("Leaders together", "Fall")


def test_rounds_are_side_by_side() -> None:
    """Without roles, several rounds are rows of one table for each attribute, and sentences name their round."""
    found = [
        *counts(FALL, PLANS, kept=20, none=8),
        *counts(FALL, "advocacy", **ALL_SHOWN),
        *counts(FALL, "ad1", steady=3),
        *counts(SPRING, "advocacy", **ALL_SHOWN),
    ]
    made = cohort(PORTRAIT, [FALL, SPRING], found, 5)
    rounds = tuple(
        replace(one, answers=tuple(replace(answers, by_role=()) for answers in one.answers)) for one in made.rounds
    )
    sheet = cohort_document(replace(made, rounds=rounds), PORTRAIT, SHEET)
    tables = [part for part in sheet.parts if isinstance(part, Table)]
    assert [[row[0] for row in table.rows] for table in tables] == [["Fall", "Spring"]]
    assert Paragraph("Fall. Plans: 20 of 28 kept at least one.") in sheet.parts
    assert Paragraph("Fall. Fewer than 5 placed themselves on: AD1 Asks who is missing.") in sheet.parts


def test_the_sheet_has_a_table_for_each_attribute_by_role() -> None:
    """With roles, each attribute has a table with a row for all leaders, and one for each role that can be shown."""
    found = [*counts(FALL, "advocacy", steady=9, growing=9), *counts(FALL, "advocacy", "coach", steady=8, growing=7)]
    sheet = cohort_document(cohort(PORTRAIT, [FALL], found, 5), PORTRAIT, SHEET)
    table = next(part for part in sheet.parts if isinstance(part, Table))
    assert [row[0] for row in table.rows] == ["All", "Principal", "Coach"]
    assert [row[5] for row in table.rows] == ["nobody"] * 3


def test_what_changed_is_below_the_numbers() -> None:
    """Sentences about changes come after the tables, and say that they need not be the same people."""
    found = [*counts(FALL, "advocacy", **ALL_SHOWN), *counts(SPRING, "advocacy", **{**ALL_SHOWN, "steady": 20})]
    parts = list(cohort_document(cohort(PORTRAIT, [FALL, SPRING], found, 5), PORTRAIT, SHEET).parts)
    *_, bullets = (part for part in parts if isinstance(part, Bullets))
    assert "a larger part of the leaders chose" in bullets.items[0]
    assert parts.index(bullets) > max(place for place, part in enumerate(parts) if isinstance(part, Table))
    assert Paragraph(NOT_THE_SAME, is_quiet=True) in parts


def test_the_sheet_says_what_it_is_and_what_the_words_mean() -> None:
    """It names the district, what could not be read, what answers and attributes mean, and has room for notes."""
    attributes = (replace(PORTRAIT.attributes[0], plain="Asking who is missing."), PORTRAIT.attributes[1])
    scale = replace(SCALE, levels=(replace(SCALE.levels[0], meaning="A first step."), *SCALE.levels[1:]))
    portrait = replace(PORTRAIT, attributes=attributes, scales=(scale,))
    made = cohort(portrait, [FALL], counts(FALL, "advocacy", steady=9, growing=9), 5)
    for unread, sentence in (
        (1, "1 contribution could not be read, and is not counted."),
        (2, "2 contributions could not be read, and are not counted."),
    ):
        sheet = cohort_document(made, portrait, replace(SHEET, title="Our growth", place="Fort Worth", unread=unread))
        assert (sheet.title, sheet.subtitle) == ("Our growth", "Fort Worth, Fall")
        assert Paragraph(sentence) in sheet.parts
    tables = [part for part in sheet.parts if isinstance(part, Table)]
    assert [table.rows for table in tables[1:]] == [
        (("Starting", "A first step."),),
        (("Advocacy", "Asking who is missing."),),
    ]
    assert Paragraph(said.SELF_REPORTED) in sheet.parts
    assert len([part for part in sheet.parts if isinstance(part, Room)]) == 4
