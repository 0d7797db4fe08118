import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats import plain_front_matter, yaml_tree

_keys = st.sampled_from(["id", "date", "level_care", "y", "null", "a-b", "n1"])
_values = st.one_of(
    st.sampled_from(
        [
            "x",
            "null",
            "yes",
            "a/b",
            "2026-11-20T17:30:00",
            "1:30",
            "0x1F",
            "010",
            "-",
            "~",
            "[a, b]",
            "[]",
            "[a,b]",
            '"-06:00"',
            '""',
            '"a  b # c: d"',
            '"\\n"',
            "'x'",
            "a b",
            "x:",
            "12:",
            "a #b",
            "&a",
            "*a",
            "!t x",
            "{a: b}",
            "|",
            ">-",
            "- a",
            "1.",
            "1e3",
            "[null, y]",
            "[1:30, 2]",
            '"é"',
            "é",
        ]
    ),
    st.text("ab1-:[]\"'#, T./_", max_size=6),
)
_lines = st.one_of(
    st.tuples(_keys, _values).map(": ".join),
    _keys.map("{}:".format),
    _values.map("  - {}".format),
    st.sampled_from(["", "  -", "- a", "    - a", "# note", "id : x", "id:  x", "x", "---", " id: x"]),
)


@given(st.lists(_lines, max_size=6).map("\n".join), st.sampled_from(["\n", ""]))
def test_what_is_read_quickly_is_what_the_parser_reads(text: str, before: str) -> None:
    """Lines read without the parser give the same tree: names, values, quotes and places."""
    quick = plain_front_matter.read(before + text)
    assert quick is None or quick == yaml_tree.parse(before + text)


def test_front_matter_is_read_quickly() -> None:
    """Front matter that the program wrote is read without the parser."""
    front = '\nid: "2026-11-23"\ndate: 2026-11-23T18:30:00\nutc_offset: "-06:00"\nattributes:\n  - care\nminutes: 5'
    assert plain_front_matter.read(
        front + "\nlevel_care: low\nscale_levels: [low, high]\nformat: 1"
    ) == yaml_tree.parse(front + "\nlevel_care: low\nscale_levels: [low, high]\nformat: 1")
    assert plain_front_matter.read("\n" * 2 + front) is None


@pytest.mark.parametrize(
    "text", ["", "id: x", "\n  - care", "\nid: x\n  - care", "\nattributes:\n  -", "\nid: x\nid: y", "\nid: 'x'"]
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    """Nothing is read quickly without lines, from the first line on, or with a name or a list out of place."""
    assert plain_front_matter.read(text) is None


def test_long_front_matter_is_left_to_the_parser() -> None:
    """Up to 500 lines are read without the parser, and more are not."""
    text = "".join(f"\nlevel_{number}: low" for number in range(500))
    assert plain_front_matter.read(text) == yaml_tree.parse(text)
    assert plain_front_matter.read(f"{text}\nformat: 1") is None
