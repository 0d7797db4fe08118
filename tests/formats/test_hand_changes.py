"""What a person changed in an entry by hand and is not understood."""

import pytest

from portrait_cli.core.portrait import Attribute, Level, OffScale, Portrait, Scale
from portrait_cli.core.text import Id
from portrait_cli.formats import entry_file
from portrait_cli.formats.hand_changes import not_understood

_SCALE = Scale(
    Id("s"), (Level("Low", Id("low")), Level("High", Id("high"))), off_scale=(OffScale("Not seen", Id("not-seen")),)
)
PORTRAIT = Portrait((Attribute("Care", Id("care"), scale=Id("s")),), id=Id("ours"), scales=(_SCALE,))
FRONT = "---\nid: x\ndate: 2026-11-23\n{}---\n\n# X\n\n"
SCALE = "scale: s/1\nscale_levels: [low, high]\n"


def _remarks(front: str, body: str) -> list[str]:
    entry = entry_file.parse(FRONT.format(front) + body, "entry.md")
    return list(not_understood(entry, PORTRAIT))


@pytest.mark.parametrize(
    ("front", "target", "remarks"),
    [
        (f"level_care: low\n{SCALE}", "care", []),
        (f"level_care: LOW\n{SCALE}", "care", []),
        (f"level_care: not-seen\n{SCALE}", "care", []),
        ("level_care: loww\n", "care", []),
        (f"level_care: loww\n{SCALE}", "care", ['"Loww" is not a level of Care; did you mean low?']),
        (f"level_care: 1\n{SCALE}", "care", ['"1" is not a level of Care; expected one of low, high']),
        (f"level_gone: loww\n{SCALE}", "gone", ['"Loww" is not a level of gone; did you mean low?']),
    ],
)
def test_a_level_that_is_not_on_its_scale(front: str, target: str, remarks: list[str]) -> None:
    """A level is one of its scale or an answer that the portrait offers; without a scale nobody knows."""
    assert _remarks(front, f"### Where? <!-- level: {target} high -->\n\n**High**\n") == remarks


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-12-07", None),
        ("dec 7", None),
        ("", None),
        ("someday", "someday"),
        ("when everybody in the office is back from the holidays", "when everybody in the office is back fr…"),
    ],
)
def test_words_in_the_place_of_a_day(day: str, shown: str | None) -> None:
    """What stands where a plan has its day is a day, or is pointed out."""
    by = f" **by** {day}" if day else ""
    plan = f"- [ ] **When** it snows **then I will** call home{by} <!-- commitment: p1 care -->\n"
    remark = f'"{shown}" is not understood as the day of a plan; write it like 2026-12-04 or dec 4'
    assert _remarks("", plan) == ([remark] if shown else [])
