"""Items of a leader's own, from text and from YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.colleague_set import ColleagueItem
from portrait_cli.core.errors import InvalidFileError, PortraitError
from portrait_cli.core.text import Id
from portrait_cli.formats.items_file import parse

TEXT = """\
# My items

Asks who is missing.
- Says   who decides.
2. Ends meetings on time.
"""
YAML = """\
- Asks who is missing.
- text: Says who decides.
  id: decides
  indicator: co1
- text: Says who decides, and when.
  id: decides
"""


def test_one_a_line() -> None:
    """Each line is an item, without the marks that lists have; remarks and blank lines are none."""
    assert parse(TEXT.encode(), "items.txt", most=10) == (
        ColleagueItem("Asks who is missing.", Id("asks-who-is-missing")),
        ColleagueItem("Says who decides.", Id("says-who-decides")),
        ColleagueItem("Ends meetings on time.", Id("ends-meetings-on-time")),
    )


def test_yaml_can_name_the_indicator() -> None:
    """In YAML an item can have an id and an indicator; an id that another has gives way to one of its words."""
    assert parse(YAML.encode(), "items.YML", most=10) == (
        ColleagueItem("Asks who is missing.", Id("asks-who-is-missing")),
        ColleagueItem("Says who decides.", Id("decides"), Id("co1")),
        ColleagueItem("Says who decides, and when.", Id("says-who-decides-and-when")),
    )


@pytest.mark.parametrize(
    ("data", "file", "message"),
    [
        (b"", "a.txt", "there are no items in a.txt"),
        (b"One.\nTwo.\nThree.\n", "a.txt", "a.txt has 3 items, and 2 is the most that is answered with care"),
        (b"One.\n\nONE\n", "a.txt", 'a.txt:3:1: "ONE" stands in line 1 already'),
        (b"x" * 161, "a.txt", "a.txt:1:1: 161 characters; an item is one thing that they see, in one short line"),
        (b"x" * 1_000_001, "a.txt", "a.txt is larger than 1 MB, too large for a list of items"),
        (b"items: [", "a.yaml", "a.yaml:2:1: "),
        (b"- [One]", "a.yaml", "a.yaml:1:3: "),
        (b"\xff\xfe\x00", "a.txt", "a.txt is not text that we can read"),
    ],
)
def test_what_cannot_be_asked_is_refused(data: bytes, file: str, message: str) -> None:
    """What is no list of items, or too long a one, is refused with its place."""
    with pytest.raises(InvalidFileError) as raised:
        parse(data, file, most=2)
    assert str(raised.value).startswith(message)


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.yaml"]))
def test_any_bytes_are_items_or_refused(data: bytes, file: str) -> None:
    """Any bytes give items with names that differ, or an error."""
    try:
        items = parse(data, file, most=10)
    except PortraitError:
        return
    assert len({item.id for item in items}) == len(items)
    assert all(item.text.strip() and item.id for item in items)
