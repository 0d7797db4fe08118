from hypothesis import given
from hypothesis import strategies as st

from placements import LEVELS, entry_of, growth_of, placed, shown
from portrait_cli.core.entry import Entry, Heading, Plan, Prose, Response
from portrait_cli.core.former_names import FormerNames, former_names, ids_of
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait, Scale
from portrait_cli.core.text import Id


def _portrait(*attributes: Attribute, formerly: tuple[str, ...] = (), scale: Scale | None = None) -> Portrait:
    usual = Scale(Id("growth"), (Level("Low", Id("low")), Level("High", Id("high"))))
    return Portrait(attributes, id=Id("ours-2027"), formerly=formerly, scales=(scale or usual,))


def _attribute(name: str, *formerly: str, below: tuple[Indicator, ...] = ()) -> Attribute:
    return Attribute(name, Id(name), formerly=formerly, scale=Id("growth"), indicators=below)


def test_a_line_goes_on_under_another_id() -> None:
    """With last year's ids in `formerly`, of the portrait and of a part, old levels are in the new part's line."""
    portrait = _portrait(_attribute("listening", "hearing"), formerly=("ours-2026",))
    entries = [entry_of(0, placed("hearing")), entry_of(1, placed("listening", "high"), portrait="ours-2027")]
    (line,) = growth_of(portrait, "listening", entries).lines
    assert [point.entry for point in line.points] == ["e0", "e1"]
    assert line.comparisons[0].change == "up"
    assert former_names(portrait).all_of("listening") == ("listening", "hearing")


def test_without_the_portraits_former_id_entries_stay_with_their_portrait() -> None:
    """A former id counts in entries of this portrait: another portrait may mean something else by it."""
    portrait = _portrait(_attribute("listening", "hearing"))
    entry = entry_of(0, placed("hearing"))
    assert former_names(portrait).renamed(entry) == entry
    assert not growth_of(portrait, "listening", [entry]).lines


def test_everything_an_entry_says_of_a_part_is_read_with_todays_name() -> None:
    """Headings, answers, levels, plans and the entry's attributes have the new id; the words stay as they are."""
    below = (Indicator("Asks", Id("asks"), formerly=("1A",)),)
    names = former_names(_portrait(_attribute("listening", "hearing", below=below), formerly=("ours-2026",)))
    entry = entry_of(
        0,
        Heading("Hearing", "hearing"),
        Response("hearing.why", "Why?", "Because of hearing."),
        Response("hearing.lens.learner", "And?", "Yes."),
        Response("sitting.goal", "Goal?", "To hear."),
        placed("1a"),
        Plan("p", "hearing", "it rains", "listen"),
        Prose("hearing"),
        attributes=("hearing", "listening"),
    )
    renamed = names.renamed(entry)
    assert (renamed.portrait, renamed.attributes) == ("ours-2027", ("listening",))
    assert renamed.blocks == (
        Heading("Hearing", "listening"),
        Response("listening.why", "Why?", "Because of hearing."),
        Response("listening.lens.learner", "And?", "Yes."),
        Response("sitting.goal", "Goal?", "To hear."),
        placed("asks"),
        Plan("p", "listening", "it rains", "listen"),
        Prose("hearing"),
    )
    assert names.step("hearing.1a.level") == "listening.asks.level"
    assert names.step("commitment.hearing.outcome") == "commitment.hearing.outcome"


def test_a_renamed_level_is_the_same_level() -> None:
    """A level and an answer off the scale keep their place under another id; the label stays as it was said."""
    scale = Scale(
        Id("growth"),
        (Level("Begun", Id("begun"), formerly=("low",)), Level("High", Id("high"))),
        off_scale=(OffScale("Unsure", Id("unsure"), formerly=("cant-say",)),),
    )
    portrait = _portrait(_attribute("care"), formerly=("ours-2026",), scale=scale)
    entries = [
        entry_of(0, placed("care", "low")),
        entry_of(1, placed("care", "cant-say")),
        entry_of(2, placed("care", "high", ("begun", "high")), portrait="ours-2027"),
    ]
    (line,) = growth_of(portrait, "care", entries).lines
    assert [
        (placed.level, placed.label, placed.height) for placed in shown(growth_of(portrait, "care", entries))
    ] == [
        ("begun", "low", 1),
        ("unsure", "cant-say", None),
        ("high", "high", 2),
    ]
    assert line.levels == ("begun", "high")


def test_levels_that_became_one_stay_on_their_own_scale() -> None:
    """Where two former levels are one today, an old level keeps its place among the old ones."""
    scale = Scale(Id("growth"), (Level("Some", Id("some"), formerly=("low", "middle")), Level("High", Id("high"))))
    portrait = _portrait(_attribute("care"), formerly=("ours-2026",), scale=scale)
    old = placed("care", "middle", ("low", "middle", "high"))
    assert shown(growth_of(portrait, "care", [entry_of(0, old)])) == [old]


def test_two_parts_may_become_one() -> None:
    """A part with several former ids has the levels of all of them, those of one entry too."""
    portrait = _portrait(_attribute("care", "kindness", "patience"), formerly=("ours-2026",))
    entries = [entry_of(0, placed("kindness"), placed("patience", "high")), entry_of(1, placed("kindness"))]
    assert [one.level for one in shown(growth_of(portrait, "care", entries))] == ["low", "high", "low"]


def test_a_name_that_a_part_has_today_is_nobodys_former_name() -> None:
    """What the rules of a portrait file refuse does not move levels from one part to another either."""
    portrait = _portrait(_attribute("care", "courage", "care"), _attribute("courage"), formerly=("ours-2027", " "))
    assert former_names(portrait) == FormerNames("ours-2027", levels={})


def test_a_code_stands_for_the_ids_that_are_made_of_it() -> None:
    """`1A` is the former id `1a`, and a long code is the id of its first words or of all of them."""
    assert set(ids_of("1A")) == {"1A", "1a"}
    assert "standard-1-element-a-part-2" in set(ids_of("Standard 1, Element A, Part 2 (b)"))
    assert "standard-1-element-a-part-2-b" in set(ids_of("Standard 1, Element A, Part 2 (b)"))


ids = st.sampled_from(["a", "b", "c", "d", "e"])


@st.composite
def _renamings(draw: st.DrawFn) -> tuple[Portrait, list[Entry]]:
    """Draw last year's levels, and a portrait in which each of last year's parts is named, today or formerly."""
    old = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
    today = {one: draw(st.sampled_from([one, f"{one}-2", "all"])) for one in old}
    parts: list[Attribute] = []
    for new in sorted(set(today.values())):
        former = [one for one in old if today[one] == new != one]
        parts.append(_attribute(new, *former))
    placements = st.builds(placed, st.sampled_from(old), st.sampled_from(LEVELS))
    drawn = draw(st.lists(st.lists(placements, max_size=3), max_size=4))
    entries = [entry_of(number, *blocks) for number, blocks in enumerate(drawn)]
    return _portrait(*parts, formerly=("ours-2026",)), entries


@given(_renamings())
def test_with_former_names_no_level_disappears(drawn: tuple[Portrait, list[Entry]]) -> None:
    """If each of last year's parts is named in the portrait, growth shows every level that was chosen."""
    portrait, entries = drawn
    found = sum(len(shown(growth_of(portrait, attribute.id, entries))) for attribute in portrait.attributes)
    assert found == sum(len(entry.placements) for entry in entries)
