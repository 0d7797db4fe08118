from datetime import datetime

import frontmatter as independent
import pytest
from hypothesis import given

from examples import entries, one_in
from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file, front_matter


def _front(*lines: str) -> Entry:
    """Read an entry with these lines in its front matter."""
    return entry_file.parse("\n".join(["---", *lines, "---", ""]), "entry.md")


@given(entries)
@one_in(2)
def test_another_program_reads_the_same_properties(entry: Entry) -> None:
    """An independent front matter parser finds the same values, typed as Obsidian would type them."""
    found = independent.loads(entry_file.dump(entry)).metadata
    expected: dict[str, object] = {
        "date": entry.written,
        "utc_offset": entry.utc_offset,
        "time_zone": entry.time_zone,
        "portrait": entry.portrait,
        "portrait_version": entry.portrait_version,
        "guide": entry.guide,
        "role": entry.role,
        "attributes": list(entry.attributes),
        "tags": list(entry.tags),
        "minutes": entry.minutes,
        "format": 1,
        **{f"level_{front_matter.property_of(placement)}": placement.level for placement in entry.placements},
    }
    wanted = {"id": entry.id, **{name: value for name, value in expected.items() if value not in ("", None, [])}}
    assert {name: value for name, value in found.items() if name in {"id", *expected}} == wanted


@given(entries)
@one_in(4)
def test_the_front_matter_is_flat(entry: Entry) -> None:
    """No property is a group, and lists contain only texts, as Obsidian requires."""
    for value in independent.loads(entry_file.dump(entry)).metadata.values():
        assert not isinstance(value, dict)
        assert not isinstance(value, list) or all(isinstance(item, str) for item in value)


def test_the_least_that_an_entry_needs() -> None:
    """An id and a date make an entry; everything else may be missing."""
    expected = Entry(id="x", written=datetime(2026, 11, 23, 14, 30), utc_offset="+00:00", title="")  # noqa: DTZ001  # local
    assert _front("id: x", "date: 2026-11-23 14:30") == expected
    assert _front("id: x", "date: 2026-11-23 14:30", "guide:", "tags:", "minutes: ~", "attributes: []") == expected


def test_one_value_is_a_list_of_one() -> None:
    """A property written as one value, as people do by hand, is a list of one."""
    assert _front("id: x", "date: 2026-11-23", "tags: family night").tags == ("family night",)


def test_a_word_is_never_taken_for_something_else() -> None:
    """What looks like a boolean, a number or a date is still the word it is."""
    read = _front("id: 010", "date: 2026-11-23", "role: no", "guide: 1:30", "tags: [on, 2026-01-01]")
    assert (read.id, read.role, read.guide, read.tags) == ("010", "no", "1:30", ("on", "2026-01-01"))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([], "entry.md:2: id is missing in the front matter"),
        (["id: x"], "entry.md:2: date is missing in the front matter"),
        (["id:", "date: 2026-11-23"], "entry.md:2: id is missing in the front matter"),
        (
            ["id: x", "date: soon"],
            'entry.md:3: found "soon" for date; expected a date such as 2026-11-23T14:30:00',
        ),
        (
            ["id: x", f"date: {'so ' * 20}on"],
            f'entry.md:3: found "{"so " * 13}…" for date; expected a date such as 2026-11-23T14:30:00',
        ),
        (["id: [x]", "date: 2026-11-23"], "entry.md:2: found more than one value for id; expected one"),
        (["id: {x: y}", "date: 2026-11-23"], "entry.md:2: found more than one value for id; expected one"),
        (
            ["id: x", "date: 2026-11-23", "utc_offset: noon"],
            'entry.md:4: found "noon" for utc_offset; expected one such as "-06:00"',
        ),
        (
            ["id: x", "date: 2026-11-23", "minutes: many"],
            'entry.md:4: found "many" for minutes; expected a number',
        ),
        (
            ["id: x", "date: 2026-11-23", "tags: {a: b}"],
            "entry.md:4: found a group of lines for tags; expected a list",
        ),
        (
            ["id: x", "date: 2026-11-23", "tags: [[a]]"],
            "entry.md:4: found a list or group in tags; expected texts",
        ),
        (["- x"], "entry.md:2: expected lines of `name: value` in the front matter"),
        (["just words"], "entry.md:2: expected lines of `name: value` in the front matter"),
        (["id: x", "id: y"], 'entry.md:3: "id" is here twice (first on line 2); keep one'),
        (
            ["<<<<<<< HEAD", "id: x"],
            'entry.md:3: found ": " inside a text; put the whole text between quotation marks',
        ),
        (["id: x", "date: 2026-11-23", "format: 2"], "entry.md: written in format 2 by a newer portrait"),
    ],
)
def test_a_value_that_cannot_be_is_named(lines: list[str], message: str) -> None:
    """An impossible value in the front matter is refused with its line, and what was expected."""
    with pytest.raises(InvalidFileError) as caught:
        _front(*lines)
    assert str(caught.value) == message


def test_a_newer_entry_asks_for_an_update() -> None:
    """An entry written by a later version says what to do."""
    with pytest.raises(InvalidFileError) as caught:
        _front("id: x", "date: 2026-11-23", "format: 2")
    assert caught.value.hint == "update portrait to read it"


def test_each_scale_is_written_once() -> None:
    """Placements on the first scale share one property; another scale is beside its attribute's name."""
    placements = (
        Placement("a", "Where?", "low", "Low", scale="s/1", levels=("low", "high")),
        Placement("b", "Where?", "high", "High", scale="s/1", levels=("low", "high")),
        Placement("c", "Where?", "yes", "Yes", scale="t/1", levels=("no", "yes")),
    )
    entry = Entry(id="x", written=datetime(2026, 11, 23), utc_offset="-06:00", title="T", blocks=placements)  # noqa: DTZ001  # local
    text = entry_file.dump(entry)
    assert text.split("---\n")[1] == (
        'id: x\ndate: 2026-11-23T00:00:00\nutc_offset: "-06:00"\n'
        'level_a: low\nlevel_b: high\nlevel_c: "yes"\n'
        'scale: s/1\nscale_levels: [low, high]\nscale_c: t/1\nscale_levels_c: ["no", "yes"]\nformat: 1\n'
    )
    assert entry_file.parse(text, "entry.md") == entry


def test_a_level_told_twice_is_written_once() -> None:
    """An entry with a section doubled by hand can still be written and read."""
    twice = Placement("a", "Where?", "low", "Low", scale="s/1", levels=("low", "high"))
    entry = Entry(id="x", written=datetime(2026, 11, 23), utc_offset="-06:00", title="T", blocks=(twice, twice))  # noqa: DTZ001  # local
    assert entry_file.parse(entry_file.dump(entry), "entry.md") == entry


def test_names_that_begin_like_ours_are_kept() -> None:
    """A property that only begins as those of our scales do is somebody's own, and stays as it is."""
    lines = ["id: x", "date: 2026-11-23", "scaled: yes", "scales:", "  - one"]
    assert _front(*lines).extra == ("scaled: yes", "scales:\n  - one")
