from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from examples import PORTRAIT
from portrait_cli.core.document import Bullets, Heading, Paragraph, Part, Picture, Step, Table
from portrait_cli.core.documents.growth_page import Grown, growth_page, picture_of, words_of
from portrait_cli.core.entry import Block, Entry, Placement, Plan, PlanOutcome, Response
from portrait_cli.core.entry import Heading as EntryHeading
from portrait_cli.core.growth import over_time
from portrait_cli.core.growth_points import Scope
from portrait_cli.core.portrait import Level, Scale
from portrait_cli.core.text import Id

LEVELS = ("starting", "growing", "steady")
NAMES = ("Starting", "Growing", "Steady")
TODAY = date(2026, 11, 23)
HEADER = ("Date", "Level", "In my words")
PLAN = Plan("p1", "advocacy", "it is Monday", "call a family")


def _placed(level: str, *, scale: str = "growth/1", levels: tuple[str, ...] = LEVELS) -> Placement:
    label = "Can't say yet" if level == "cant-say-yet" else level.capitalize()
    return Placement("advocacy", "Where am I?", level, label, scale=scale, levels=levels)


def _entry(month: int, *blocks: Block) -> Entry:
    return Entry(
        id=f"2026-{month:02}-02",
        written=datetime(2026, month, 2, 12),  # noqa: DTZ001  # local, as entries are
        utc_offset="-06:00",
        title="T",
        portrait=PORTRAIT.id,
        blocks=(EntryHeading("Advocacy", "advocacy"), *blocks),
    )


def _grown(*entries: Entry, most: int = -1) -> Grown:
    return Grown("Advocacy", over_time(entries, Scope(PORTRAIT.id, "advocacy", most=most)))


def _parts(*grown: Grown, dip: str = "", words: bool = True) -> Sequence[Part]:
    portrait = replace(PORTRAIT, wording=replace(PORTRAIT.wording, after_a_dip=dip))
    return tuple(growth_page(grown, portrait, TODAY, words=words).parts)


def test_a_page_has_a_picture_what_changed_and_the_words_of_each_day() -> None:
    """Levels are drawn as steps, and stand in a table with what was said; a plan that was told of comes after it."""
    grown = _grown(
        _entry(3, Response("advocacy.left-out", "Who?", "The east side."), _placed("starting"), PLAN),
        _entry(4, _placed("cant-say-yet")),
        _entry(5, _placed("steady"), PlanOutcome("p1", PLAN.sentence, "kept", "Kept")),
    )
    in_words = "Starting on March 2, 2026; Can't say yet on April 2, 2026; Steady on May 2, 2026."
    steps = (
        Step(date(2026, 3, 2), "Starting", 1),
        Step(date(2026, 4, 2), "Can't say yet", None),
        Step(date(2026, 5, 2), "Steady", 3),
    )
    rows = (
        ("March 2, 2026", "Starting", "The east side."),
        ("April 2, 2026", "Can't say yet", ""),
        ("May 2, 2026", "Steady", ""),
    )
    assert _parts(grown) == (
        Heading("Advocacy"),
        Picture("Advocacy", NAMES, steps, in_words),
        Bullets(
            (
                "Since last time, April 2, 2026: Can't say yet before, Steady now.",
                "Since the first time, March 2, 2026: from Starting to Steady.",
            )
        ),
        Table("Advocacy", HEADER, rows, widths=(4, 3, 8)),
        Paragraph("How my plans went:"),
        Bullets(("Kept: When it is Monday, then I will call a family",)),
    )


def test_one_level_needs_no_picture() -> None:
    """A single day is in the table alone, and there is nothing to compare it with."""
    assert [type(part) for part in _parts(_grown(_entry(3, _placed("growing"))))] == [Heading, Table]


def test_scales_are_not_mixed() -> None:
    """Each scale has its own picture and table, below a sentence that says which levels it has."""
    grown = _grown(
        _entry(3, _placed("often", scale="stages/1", levels=("often",))),
        _entry(4, _placed("brave", scale="", levels=())),
        _entry(5, _placed("growing")),
    )
    said = [part.text for part in _parts(grown) if isinstance(part, Paragraph)]
    assert said == [
        "From March 2, 2026 on, with the levels Often:",
        "From April 2, 2026 on, without a scale:",
        "From May 2, 2026 on, with the levels Starting, Growing, Steady:",
    ]


def test_a_lower_level_gets_the_words_of_the_portrait_once() -> None:
    """The remark about a dip stands below the first attribute that has one, if the portrait has the remark."""
    grown = _grown(_entry(3, _placed("steady")), _entry(4, _placed("growing")))
    remarks = [part for part in _parts(grown, replace(grown), dip="May be learning.") if isinstance(part, Paragraph)]
    assert remarks == [Paragraph("May be learning.")]
    assert not [part for part in _parts(grown) if isinstance(part, Paragraph)]


def test_it_says_when_earlier_levels_are_left_out() -> None:
    """A page of the newest levels does not pass for all of them."""
    grown = _grown(*(_entry(month, _placed("growing")) for month in range(1, 6)), most=2)
    assert _parts(grown)[-1] == Paragraph("There are earlier levels that are not on this page.", is_quiet=True)


def test_levels_have_the_names_of_today() -> None:
    """A level that was not chosen is called what the scale calls it today, if it is still the same scale."""
    (line,) = _grown(_entry(3, _placed("starting")), _entry(4, _placed("growing"))).growth.lines
    scale = Scale(
        Id("growth"), (Level("Small", Id("starting")), Level("Big", Id("growing")), Level("Huge", Id("steady")))
    )
    assert picture_of(line, "Advocacy", scale).levels == ("Starting", "Growing", "Huge")
    assert picture_of(line, "Advocacy", replace(scale, version="2")).levels == NAMES


def test_a_level_of_an_earlier_time_is_in_words_only() -> None:
    """A level chosen looking back is no step of the picture: the table has it, with what was asked."""
    then = replace(_placed("starting"), as_of="then", prompt="In August?")
    grown = _grown(_entry(3, then))
    assert picture_of(grown.growth.lines[0], "Advocacy", None) == Picture("Advocacy", NAMES, (), "")
    table = _parts(grown)[-1]
    assert isinstance(table, Table)
    assert table.rows == (("March 2, 2026", "Looking back that day: “In August?” Starting", ""),)


def test_the_page_says_what_it_is_of() -> None:
    """One attribute is named below the title; several are those of the portrait."""
    one = _grown(_entry(3, _placed("growing")))
    assert growth_page([one], PORTRAIT, TODAY).subtitle == "Advocacy"
    page = growth_page([one, one], PORTRAIT, TODAY)
    assert (page.title, page.subtitle, page.made_on) == ("Growth", PORTRAIT.title, TODAY)
    assert "Made with portrait on November 23, 2026." in page.footer[1]


def test_a_page_has_no_words_of_the_person_unless_they_are_to_leave() -> None:
    """Pictures, levels and changes are all there is; what would leave besides can be looked at before."""
    grown = _grown(
        _entry(3, Response("advocacy.left-out", "Who?", "The east side."), _placed("starting"), PLAN),
        _entry(5, _placed("steady"), PlanOutcome("p1", PLAN.sentence, "kept", "Kept")),
    )
    parts = _parts(grown, words=False)
    assert [type(part).__name__ for part in parts] == ["Heading", "Picture", "Bullets", "Table"]
    assert parts[-1] == Table(
        "Advocacy",
        ("Date", "Level"),
        (("March 2, 2026", "Starting"), ("May 2, 2026", "Steady")),
        widths=(2, 3),
    )
    assert list(words_of([grown])) == [
        (date(2026, 3, 2), "The east side."),
        (date(2026, 5, 2), "Kept: When it is Monday, then I will call a family"),
    ]
