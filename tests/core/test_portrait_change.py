from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from placements import entry_of, growth_of, placed, shown
from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Attribute, Definition, Indicator, Level, OffScale, Portrait, Scale
from portrait_cli.core.portrait_change import LevelChange, LineChange, PortraitChange, compare, seems_next, together
from portrait_cli.core.text import Id

TWO = Scale(Id("growth"), (Level("Low", Id("low")), Level("High", Id("high"))))
THREE = Scale(Id("growth"), (Level("Low", Id("low")), Level("Mid", Id("mid")), Level("High", Id("high"))))
OTHERS = Scale(
    Id("growth"),
    (Level("Begun", Id("begun"), formerly=("low",)), Level("High", Id("high"))),
    off_scale=(OffScale("Unsure", Id("unsure")),),
)
GONE = Scale(Id("growth"), (Level("Mid", Id("mid")), Level("High", Id("high"))))


def _portrait(
    *attributes: Attribute, name: str = "ours", formerly: tuple[str, ...] = (), scale: Scale = TWO
) -> Portrait:
    return Portrait(attributes, id=Id(name), formerly=formerly, scales=(scale,))


def _attribute(name: str, *formerly: str, own: str = "", code: str = "") -> Attribute:
    return Attribute(name, Id(own or name.lower()), code=code, formerly=formerly, scale=Id("growth"))


def test_a_line_ends_goes_on_or_is_renamed() -> None:
    """Each part with levels is named with how many there are, and with what it becomes."""
    before = _portrait(_attribute("Care"), _attribute("Courage"), _attribute("Hope"), _attribute("Unused"))
    after = _portrait(_attribute("Care"), _attribute("Heart", "courage"))
    entries = [entry_of(0, placed("care"), placed("courage"), placed("hope"), portrait="ours")]
    change = compare(before, after, entries)
    assert change == PortraitChange(
        (
            LineChange("care", "Care", 1, "care", "Care"),
            LineChange("courage", "Courage", 1, "heart", "Heart"),
            LineChange("hope", "Hope", 1, "", ""),
        )
    )
    assert [line.name for line in change.lines if line.is_renamed] == ["Courage"]
    assert ([line.name for line in change.ended], change.breaks_lines) == (["Hope"], True)


def test_a_part_that_may_have_become_another_is_named() -> None:
    """A line that ends beside a new part with its name or its code says so."""
    before = _portrait(_attribute("Care", code="A"), _attribute("Hope"))
    after = _portrait(_attribute("Kindness", code="A"), _attribute("Hope", own="hope-2"))
    (first, second) = compare(before, after, [entry_of(0, placed("care"), placed("hope"), portrait="ours")]).lines
    assert (first.perhaps, second.perhaps) == ("A Kindness", "Hope")


def test_a_line_is_not_led_to_a_part_that_only_has_its_code() -> None:
    """A new part is suggested to the line that it has the words of, not to the one whose number it took."""
    safe, partners = Definition("The building is safe."), Definition("Families are partners.")
    before = _portrait(
        replace(_attribute("Culture", code="2"), definition=partners),
        replace(_attribute("Operations", code="3"), definition=safe),
    )
    after = _portrait(replace(_attribute("Safety", code="2"), definition=safe))
    (first, second) = compare(
        before, after, [entry_of(0, placed("culture"), placed("operations"), portrait="ours")]
    ).lines
    assert (first.perhaps, second.perhaps) == ("", "2 Safety")


def test_another_scale_and_a_level_that_is_gone_are_counted() -> None:
    """Levels of another scale stay on a line of their own; one that cannot be chosen any more is named."""
    entries = [entry_of(0, placed("care"), portrait="ours"), entry_of(1, placed("care", "high"), portrait="ours")]
    before = _portrait(_attribute("Care"))
    assert compare(before, _portrait(_attribute("Care"), scale=THREE), entries).beside == 2
    gone = compare(before, _portrait(_attribute("Care"), scale=GONE), entries)
    assert (gone.beside, gone.levels) == (2, (LevelChange("low", "low", 1, "Mid"),))
    renamed = compare(before, _portrait(_attribute("Care"), scale=OTHERS), entries)
    assert not renamed.breaks_lines
    typo = Scale(Id("growth"), (Level("Lo", Id("lo")), Level("High", Id("high"))))
    fixed = compare(before, _portrait(_attribute("Care"), scale=typo), entries)
    assert fixed.levels == (LevelChange("low", "low", 1, "Lo"),)
    both = compare(before, _portrait(_attribute("Care"), scale=typo), [*entries, *entries])
    assert both.levels == (LevelChange("low", "low", 2, "Lo"),)
    fewer = Scale(Id("growth"), (Level("High", Id("high")), Level("Top", Id("top"))))
    (none,) = compare(before, _portrait(_attribute("Care"), scale=fewer), entries).levels
    assert none.perhaps == ""
    without = Portrait((_attribute("Care"),), id=Id("ours"))
    assert compare(before, without, entries).beside == 2


def test_levels_of_a_portrait_that_does_not_go_on_stay_apart() -> None:
    """Another portrait has its own lines, unless it names the one before in `formerly`."""
    before = _portrait(_attribute("Care"))
    entries = [entry_of(0, placed("care"), portrait="ours"), entry_of(1, placed("care"), portrait="theirs")]
    assert compare(before, _portrait(_attribute("Care"), name="next"), entries) == PortraitChange(apart=1)
    next_one = _portrait(_attribute("Care"), name="next", formerly=("ours",))
    assert compare(before, next_one, entries).lines == (LineChange("care", "Care", 1, "care", "Care"),)


def test_changes_of_other_entries_add_up() -> None:
    """What two portraits before lose and keep is one list."""
    gone, stays = LineChange("care", "Care", 1, "", ""), LineChange("hope", "Hope", 2, "hope", "Hope")
    both = together([PortraitChange((gone,), beside=1), PortraitChange((stays,), apart=3)])
    assert both == PortraitChange((gone, stays), beside=1, apart=3)


def test_what_was_gone_before_is_not_news() -> None:
    """A part that the portrait before did not have either is named only if it comes back."""
    before = _portrait(_attribute("Care"))
    entries = [entry_of(0, placed("old-hope"), portrait="ours")]
    assert not compare(before, _portrait(_attribute("Care", "x")), entries).lines
    (line,) = compare(before, _portrait(_attribute("Care"), _attribute("Hope", "old-hope")), entries).lines
    assert (line.name, line.becomes_name, line.is_renamed) == ("Old hope", "Hope", True)


def test_a_portrait_with_half_of_the_attributes_may_be_the_next_one() -> None:
    """Attributes are the same by their id or by their name."""
    before = _portrait(_attribute("Care"), _attribute("Hope"))
    assert seems_next(before, _portrait(_attribute("CARE", own="x"), _attribute("New")))
    assert not seems_next(before, _portrait(_attribute("New")))


names = st.sampled_from(["a", "b", "c", "d"])
scales = st.sampled_from([TWO, THREE, OTHERS, GONE])


@st.composite
def portraits(draw: st.DrawFn) -> Portrait:
    """Draw a portrait whose parts have each former id at most once, and none that is an id today."""
    present = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    free = [name for name in ["a", "b", "c", "d", "e"] if name not in present]
    owners = {name: draw(st.sampled_from([*present, ""])) for name in free}
    below = draw(st.booleans()) and len(present) > 1
    parts = [
        _attribute(name, *(former for former, owner in owners.items() if owner == name), own=name) for name in present
    ]
    attributes = tuple(parts)
    if below:
        last = parts[-1]
        indicator = Indicator(last.name, last.id, formerly=last.formerly, scale=last.scale)
        attributes = (*parts[:-2], _with_indicator(parts[-2], indicator))
    one = draw(st.sampled_from(["ours", "next"]))
    formerly = draw(st.sampled_from([(), ("ours",), ("next",)]))
    return _portrait(*attributes, name=one, formerly=formerly, scale=draw(scales))


def _with_indicator(attribute: Attribute, indicator: Indicator) -> Attribute:
    return Attribute(
        attribute.name,
        attribute.id,
        formerly=attribute.formerly,
        scale=attribute.scale,
        indicators=(indicator,),
    )


placements = st.builds(
    placed,
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.sampled_from(["low", "mid", "high", "unsure"]),
    st.sampled_from([("low", "high"), ("low", "mid", "high"), ("begun", "high"), ("mid", "high")]),
)
journals = st.lists(st.tuples(st.sampled_from(["ours", "next", "x"]), st.lists(placements, max_size=3)), max_size=5)


@given(portraits(), portraits(), journals)
def test_what_is_said_equals_what_growth_shows(
    before: Portrait, after: Portrait, journal: list[tuple[str, list[Placement]]]
) -> None:
    """For any two portraits, each part's line has as many levels in growth as were said to go on to it."""
    known = former_names(before)
    drawn = [entry_of(number, *blocks, portrait=name) for number, (name, blocks) in enumerate(journal)]
    entries: list[Entry] = [entry for entry in drawn if known.means(entry.portrait)]
    change = compare(before, after, entries)
    for part in after.parts():
        said = sum(line.chosen for line in change.lines if line.becomes == part.id)
        assert len(shown(growth_of(after, part.id, entries))) == said
    told = sum(line.chosen for line in change.lines) + change.apart
    old = {part.id for part in before.parts()}
    silent = [one for entry in entries for one in entry.placements if known.today(one.target) not in old]
    assert told <= sum(len(entry.placements) for entry in entries) <= told + len(silent)
    assert compare(before, before, entries).breaks_lines is False
