import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.formats.yaml_tree import Mapping, Scalar, parse
from portrait_cli.formats.yaml_writer import YamlTree, dump, json_text, list_below, list_beside, pair, plain_or_quoted


@one_in(5)
@given(st.recursive(st.text(), lambda values: st.lists(values) | st.dictionaries(st.text(max_size=99), values)))
def test_json_is_read_back_unchanged(value: object) -> None:
    """Any value written as JSON is JSON to others, and the same texts to us."""
    written = json_text(value)
    assert json.loads(written) == value
    assert "\n" not in written


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_is_read_back_unchanged(text: str) -> None:
    """Any text, quoted where it must be, is the same text to us and to any other YAML reader."""
    node = parse(f"a: {plain_or_quoted(text)}\n")
    assert isinstance(node, Mapping)
    found = node.get("a")
    assert isinstance(found, Scalar)
    assert (found.text, found.empty) == (text, False)
    assert yaml.safe_load(f"a: {plain_or_quoted(text)}\n") == {"a": text}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("advocacy", "advocacy"),
        ("America/Chicago", "America/Chicago"),
        ("no", '"no"'),
        ("True", '"True"'),
        ("1.0", '"1.0"'),
        ("", '""'),
        ("a: b", '"a: b"'),
        ("\x85\u2028\ufeff", '"\\u0085\\u2028\\ufeff"'),
    ],
)
def test_quotes_are_only_where_they_are_needed(text: str, written: str) -> None:
    """A plain word stays plain; what a reader could take for something else is quoted."""
    assert plain_or_quoted(text) == written


_FIRST = "I ask those who feel it most, early enough for the plan to change, and I say what came of it. I ask some"
_SECOND = "people first."


def test_a_tree_is_written_as_lines() -> None:
    """Groups and lists are indented, and a group in a list begins behind its hyphen."""
    tree: dict[str, YamlTree] = {
        "id": "growth",
        "levels": [{"name": "Not yet", "steps": ["ask", ["a", "b"]]}, {"name": "no"}],
        "an odd: name": {"x": "1"},
    }
    assert (
        dump(tree)
        == """\
id: growth
levels:
  - name: Not yet
    steps:
      - ask
      - - a
        - b
  - name: "no"
"an odd: name":
  x: "1"
"""
    )


def test_a_name_without_a_value_is_left_out() -> None:
    """A name whose text, list or group is empty is not written at all."""
    assert dump({"a": "", "b": [], "c": {}, "d": "kept"}) == "d: kept\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We care.", "a: We care.\n"),
        ("We care: always", 'a: "We care: always"\n'),
        ("Care", "a: Care\n"),
        ("No", 'a: "No"\n'),
        ("one\n\ntwo", "a: |-\n  one\n\n  two\n"),
        (f"{_FIRST} {_SECOND}", f"a: >-\n  {_FIRST}\n  {_SECOND}\n"),
        (f"{_FIRST}  {_SECOND} *", f'a: "{_FIRST}  {_SECOND} *"\n'),
    ],
)
def test_a_text_is_written_as_people_would(text: str, written: str) -> None:
    """Prose has no quotes, lines stay lines, and a long text is folded unless that would change its blanks."""
    assert dump({"a": text}) == written
    assert yaml.safe_load(written) == {"a": text}


def test_single_lines_and_lists() -> None:
    """A name and its text, a list below its name and a list beside it are what a reader makes of them again."""
    assert pair("a: b", "no") == '"a: b": "no"'
    assert list_below("tags", ("one", "two words")) == ["tags:", "  - one", '  - "two words"']
    assert list_beside("levels", ("low", "1")) == 'levels: [low, "1"]'
    assert list_beside("levels", ()) == "levels: []"
