"""The picture of growth: an XML file that shows levels and days in words."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from documents import ONE_STEP, PICTURE
from portrait_cli.core.document import Picture, Step
from portrait_cli.export.svg import WIDTH, picture

SVG = "{http://www.w3.org/2000/svg}"


def _drawn(shown: Picture) -> ET.Element:
    return ET.fromstring(picture(shown))  # noqa: S314  # our own file, as a strict reader sees it


def _words(shown: Picture) -> list[str]:
    return [text.text or "" for text in _drawn(shown).iter(f"{SVG}text")]


def _dots(shown: Picture) -> list[tuple[str, int, int]]:
    dots = _drawn(shown).iter(f"{SVG}circle")
    return [(dot.attrib["fill"], int(dot.attrib["cx"]), int(dot.attrib["cy"])) for dot in dots]


def _line(shown: Picture) -> str:
    paths = _drawn(shown).iter(f"{SVG}path")
    return "".join(path.attrib["d"] for path in paths if path.attrib["stroke"] == "#000")


def test_levels_stand_highest_first_with_off_scale_answers_below_them() -> None:
    """The words are the levels from the top down, then the off-scale answers, then days and years."""
    assert _words(PICTURE) == [
        *("Multiplying", "Steady", "Growing", "Starting", "Can't say yet"),
        *("September 15", "2025", "February 9", "2026", "November 23"),
    ]


def test_it_is_named_and_said_in_words() -> None:
    """A screen reader hears the title and the same in words."""
    root = _drawn(PICTURE)
    assert root.attrib["role"] == "img"
    assert [root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")] == [PICTURE.title, PICTURE.in_words]


def test_a_higher_level_is_higher_and_the_same_one_as_high() -> None:
    """Dots stand at the height of their level, from left to right."""
    dots = [dot for dot in _dots(PICTURE) if dot[0] == "#000"]
    starting, growing, steady, growing_again, steady_again = [y for _, _, y in dots]
    assert starting > growing > steady
    assert (growing, steady) == (growing_again, steady_again)
    assert [x for _, x, _ in dots] == sorted(x for _, x, _ in dots)


def test_an_off_scale_answer_is_open_below_all_levels_and_ends_the_line() -> None:
    """No line leads to or from an answer that is off the scale."""
    dots = _dots(PICTURE)
    (open_dot,) = (dot for dot in dots if dot[0] == "#fff")
    assert open_dot[2] > max(y for fill, _, y in dots if fill == "#000")
    assert _line(PICTURE).count("M") == 3
    assert str(open_dot[1]) not in re.split(r"[MHV,]", _line(PICTURE))


def test_each_off_scale_answer_has_a_row_of_its_own() -> None:
    """Not being able to say yet is not the same answer as not being part of my role."""
    day = date(2026, 11, 23)
    shown = Picture("", ("Low",), (Step(day, "Can't say yet", None), Step(day, "Not my role", None)), "")
    assert _words(shown)[:3] == ["Low", "Can't say yet", "Not my role"]
    assert len({y for _, _, y in _dots(shown)}) == 2


def test_one_step_is_a_dot_without_a_line() -> None:
    """A single point is a dot with its day."""
    assert len(_dots(ONE_STEP)) == 1
    assert _line(ONE_STEP) == ""
    assert _words(ONE_STEP)[-2:] == ["September 15", "2025"]


def test_nothing_to_draw_is_drawn_as_levels_alone() -> None:
    """Without steps there are the names of the levels; without levels, nothing."""
    assert _words(Picture("", ("Low", "High"), (), "")) == ["High", "Low"]
    assert _words(Picture("", (), (), "")) == []


def test_a_long_name_is_in_several_lines_and_whole() -> None:
    """No name of a level is cut, however long it is."""
    name = "I am beginning to do this with some support from " + "colleagues" * 4
    lines = _words(Picture("", (name,), (), ""))
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert max(map(len, lines)) <= 16


def test_many_days_leave_room_for_one_another() -> None:
    """Of many steps only some days are written, the first and the last among them."""
    days = [date(2024, 8, 1) + timedelta(days=20 * number) for number in range(40)]
    shown = Picture("", ("Low",), tuple(Step(day, "Low", 1) for day in days), "")
    texts = [text for text in _drawn(shown).iter(f"{SVG}text") if (text.text or "")[-1].isdigit()]
    places = sorted({int(text.attrib["x"]) for text in texts})
    assert all(after - before >= 88 for before, after in pairwise(places))
    assert (texts[0].text, texts[-2].text) == ("August 1", "September 20")


@given(st.text(), st.lists(st.text(), max_size=4), st.text())
def test_any_words_make_a_file_that_a_strict_reader_reads(title: str, levels: list[str], in_words: str) -> None:
    """Markup, control characters and characters that no XML may have stay words or become signs."""
    steps = [Step(date(2026, 1, 1), name, number) for number, name in enumerate(levels, 1)]
    shown = Picture(title, tuple(levels), (*steps, Step(date(2026, 2, 1), title, None)), in_words)
    assert all(0 <= x <= WIDTH for _, x, _ in _dots(shown))
