import unicodedata

import pytest

from conftest import NOON
from portrait_cli.core import search
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import UsageError
from portrait_cli.core.search import Phrase


def test_a_search_has_a_limit() -> None:
    """A thousand characters are a search, and more are refused."""
    assert search.parse("a " * 500).alternatives
    with pytest.raises(UsageError, match="at most 1,000 characters"):
        search.parse("a " * 501)


@pytest.mark.parametrize(
    ("text", "alternatives", "unwanted"),
    [
        ("bus", [[("bus",)]], []),
        ("bus AND families", [[("bus",), ("families",)]], []),
        ("bus OR families late", [[("bus",)], [("families",), ("late",)]], []),
        ('"family night" -bus', [[("family", "night")]], [("bus",)]),
        ("NOT a NOT b", [], [("a",), ("b",)]),
        ('"open phrase', [[("open", "phrase")]], []),
        ("follow-up", [[("follow", "up")]], []),
        ("校车 gen后", [[("校", "车"), ("gen", "后")]], []),
        ('OR AND "" ** NOT', [], []),
    ],
)
def test_a_search_is_read_as_people_write_it(
    text: str, alternatives: list[list[Phrase]], unwanted: list[Phrase]
) -> None:
    """Words, phrases, AND, OR and NOT make one search; terms without a letter are ignored."""
    asked = search.parse(text)
    assert [list(phrases) for phrases in asked.alternatives] == alternatives
    assert list(asked.unwanted) == unwanted


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("bus", True),
        ("driv", True),
        ("river", False),
        ('"bus driver"', True),
        ('"driver bus"', False),
        ('"board bus"', False),
        ("board driver", True),
        ("bus NOT board", False),
        ("bus -zebra", True),
        ("zebra OR board", True),
        ("", True),
        ("NOT care", False),
        ("#late", True),
    ],
)
def test_an_entry_fits_a_search(asked: str, *, fits: bool) -> None:
    """An entry fits when what is wanted is in its title or in its text, and nothing unwanted is in either."""
    entry = Entry(
        "x", NOON.replace(tzinfo=None), "+00:00", "The board",
        attributes=("care",), tags=("late",), blocks=(Prose("The bus driver"), Prose("told me.")),
    )  # fmt: skip
    assert search.parse(asked).fits(entry) is fits


@pytest.mark.parametrize(
    ("asked", "line", "marked"),
    [
        ("校车", "今天和校车司机谈了话", ["校车"]),
        ("gen", "重跑gen后再开会", ["gen"]),
        ("strasse", "In der Straße.", ["Straße"]),
        ("finance", "Our ﬁnances", ["ﬁnances"]),
        ("cafe", "The cafe\N{COMBINING ACUTE ACCENT} is open", ["cafe\N{COMBINING ACUTE ACCENT}"]),
        ("カキ", "ｶｷとｶﾞｷ", ["ｶｷ"]),
        ("ガキ", "ｶｷとｶﾞｷ", ["ｶﾞｷ"]),
        ("학교", unicodedata.normalize("NFD", "초등학교에서"), [unicodedata.normalize("NFD", "학교")]),
        ("👩‍🏫", "A 👩🏽‍🏫 came", ["👩🏽‍🏫"]),
        ("budget", "the bud\N{SOFT HYPHEN}get", ["bud\N{SOFT HYPHEN}get"]),
    ],
)
def test_what_was_found_is_marked_in_the_text_as_it_stands(asked: str, line: str, marked: list[str]) -> None:
    """The place of a word is where it stands in the person's own text, however that is spelled."""
    assert [line[start:end] for start, end in search.places(search.parse(asked), line)] == marked


def test_the_words_are_located_in_a_line() -> None:
    """The words of a search are located in a line despite case and accents, as are beginnings and phrases."""
    line = "Écoute: we listened, and Listened again."
    assert [line[a:b] for a, b in search.places(search.parse('ecoute "we listened" listen'), line)] == [
        "Écoute",
        "we listened",
        "listened",
        "Listened",
    ]
    assert search.places(search.parse("again listened"), "we went") == []
    assert search.lines_with(search.parse("b"), ["a\nbc\nb", "b"], 2) == ["bc", "b"]
    assert search.lines_with(search.parse("b"), ["a\nbc\nb", "b"], 9) == ["bc", "b", "b"]
