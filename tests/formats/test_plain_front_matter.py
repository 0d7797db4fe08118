import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file, plain_front_matter, yaml_tree
from portrait_cli.formats.plain_front_matter import Plain, Value
from portrait_cli.formats.yaml_tree import Mapping, Scalar, Sequence

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


def parsed(text: str) -> Plain | None:
    """Return what the parser reads as what is read quickly; None if it is more than names, texts and lists."""
    found = yaml_tree.parse(text)
    assert isinstance(found, Mapping)
    values: dict[str, Value] = {}
    for key, value in found.pairs:
        match value:
            case Scalar(said):
                values[key.text] = "" if value.empty else said
            case Sequence(items) if all(isinstance(item, Scalar) for item in items):
                values[key.text] = tuple(item.text for item in items if isinstance(item, Scalar))
            case _:
                return None
    return Plain(values, {key.text: key.at.line for key, _ in found.pairs})


def quick(text: str) -> Plain | None:
    """Read a text quickly; of nothing there is one kind."""
    plain = plain_front_matter.read(text)
    if not plain:
        return None
    return Plain({name: value or "" for name, value in plain.values.items()}, plain.lines)


@given(st.lists(_lines, max_size=6).map("\n".join), st.sampled_from(["\n", ""]))
def test_what_is_read_quickly_is_what_the_parser_reads(text: str, before: str) -> None:
    """Lines read without the parser say the same: names, values, and the lines they are in."""
    plain = quick(before + text)
    assert plain is None or plain == parsed(before + text)


def test_front_matter_is_read_quickly() -> None:
    """Front matter that the program wrote is read without the parser."""
    front = '\nid: "2026-11-23"\ndate: 2026-11-23T18:30:00\nutc_offset: "-06:00"\nattributes:\n  - care\nminutes: 5'
    front += "\nlevel_care: low\nscale_levels: [low, high]\nformat: 1"
    plain = quick(front)
    assert plain
    assert plain == parsed(front)
    assert plain_front_matter.read("\n" * 2 + front) is None


@pytest.mark.parametrize(
    "text",
    ["", "id: x", "\n  - care", "\nid: x\n  - care", "\nattributes:\n  -", "\nid: x\nid: y", "\nid: 'x'", '\nid: ""'],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    """Nothing is read quickly without lines, from the first line on, or with a name or a list out of place."""
    assert plain_front_matter.read(text) is None


def test_long_front_matter_is_left_to_the_parser() -> None:
    """Up to 500 lines are read without the parser, and more are not."""
    text = "".join(f"\nlevel_{number}: low" for number in range(500))
    assert quick(text) == parsed(text)
    assert plain_front_matter.read(f"{text}\nformat: 1") is None


_names = st.sampled_from(["tags", "attributes", "minutes", "level_care", "scale_levels", "mine", "role"])
_pairs = st.one_of(
    st.tuples(_names, _values).map(": ".join),
    st.sampled_from(["tags:", "role:", "attributes:\n  - care", "role:\n  - a", "mine:\n  - x", "level_a:\n  - b"]),
)


_plain_pairs = _pairs.filter(lambda pair: plain_front_matter.read(f"\n{pair}") is not None)


@given(st.lists(_plain_pairs, max_size=5, unique_by=lambda pair: pair.partition(":")[0]).map("\n".join))
def test_an_entry_is_the_same_however_it_is_read(lines: str) -> None:
    """A comment, which only the parser can read, changes neither the entry nor what is said about a mistake."""
    front = f'---\nid: x\ndate: 2026-11-20T17:30:00\nutc_offset: "-06:00"\n{lines}\nformat: 1\n'
    assume(plain_front_matter.read(front.removeprefix("---").rstrip()))

    def read(ending: str) -> Entry | str:
        try:
            return entry_file.parse(f"{front}{ending}---\n\n# A title\n", "x.md")
        except InvalidFileError as problem:
            return str(problem)

    assert read("") == read("# by hand\n")
