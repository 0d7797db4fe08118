import json
from typing import TypeAlias

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portrait_cli.formats import json_tree, yaml_parser, yaml_tree
from portrait_cli.formats.json_tree import NotJsonError
from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import MAX_DEPTH, MAX_VALUES, Mapping, Node, Scalar, Sequence, YamlError

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_plain_texts = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)


def values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Value]:
    """Make texts, lists and groups."""
    return st.recursive(texts, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4))


def value_of(node: Node) -> Value:
    """Return what a tree says."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [value_of(item) for item in node.items]
        case Mapping():
            return {key.text: value_of(value) for key, value in node.pairs}


@given(value=values(_texts), ascii_only=st.booleans(), indent=st.sampled_from([None, 2, "\t"]))
@example(value={"answers": {"week": "😍 \ud7ff \x7f \n \\ é"}}, ascii_only=True, indent="\t")
def test_what_a_script_writes_is_read_back(value: Value, *, ascii_only: bool, indent: str | int | None) -> None:
    """Every text comes back, however the script escapes and indents it."""
    text = json.dumps([value], ensure_ascii=ascii_only, indent=indent)
    assert value_of(yaml_tree.parse(text)) == [value]


@given(values(_plain_texts), st.sampled_from([None, 2]))
def test_json_is_the_tree_that_yaml_makes_of_it(value: Value, indent: int | None) -> None:
    """Where YAML can read it, both make the same tree, each part with the same place."""
    text = json.dumps([value, 12, -0.5e3, True, None], indent=indent)
    assert json_tree.parse(text) == yaml_parser.parse(text)


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ('{"a" 1}', (1, 6), "expected a colon after the name"),
        ('{"a": 1 "b": 2}', (1, 9), "expected a comma before the next name, or } at the end"),
        ('["a" "b"]', (1, 6), "expected a comma before the next value, or ] at the end"),
        ("{a: 1}", (1, 2), "expected a name between double quotation marks"),
        ('{\n"a": 1,\n}', (3, 1), "there is an extra comma before this character"),
        ("[1,\n]", (2, 1), "there is an extra comma before this character"),
        ("[]]", (1, 3), "there is more than one thing here; expected one pair of { } around everything"),
        ('{"a": }', (1, 7), "expected a text between double quotation marks"),
        ('{// mine\n"a": 1}', (1, 2), "JSON has no comments; take them out"),
        ('{"a": # mine\n1}', (1, 7), "JSON has no comments; take them out"),
        ('{"a": b}', (1, 7), "expected a text between double quotation marks"),
        ('{"a": 01}', (1, 7), "expected a text between double quotation marks"),
        ('{"a": ', (1, 7), "expected a text between double quotation marks"),
        ('{"a": "b', (1, 7), "a quotation mark that is not closed"),
        ('{"a": "C:\\Users"}', (1, 10),
         "found \\ before a letter that cannot follow it; write two, as in C:\\\\Users"),
        ("{} {}", (1, 4), "there is more than one thing here; expected one pair of { } around everything"),
    ],
)  # fmt: skip
def test_what_is_not_json_is_named(text: str, at: tuple[int, int], message: str) -> None:
    """The first place at which the grammar is broken is named with its line and column."""
    with pytest.raises(NotJsonError) as caught:
        json_tree.parse(text)
    assert caught.value.problem == Problem(At(*at), message)


def test_every_problem_in_json_is_named() -> None:
    """Names given twice, halves of characters and numbers that are none are all named in one go."""
    text = '{"b": "\\ud83d", "a": NaN,\n"a": [-Infinity], "c": {}, "d": []}'
    with pytest.raises(YamlError) as caught:
        yaml_tree.parse(text)
    no_number = "which JSON does not have; expected words between quotation marks, or null"
    assert caught.value.problems == (
        Problem(At(1, 7), "found \\ud83d, half of a character; write both halves, or the character itself"),
        Problem(At(1, 22), f"found NaN, {no_number}"),
        Problem(At(2, 1), '"a" is here twice (first on line 1); keep one'),
        Problem(At(2, 7), f"found -Infinity, {no_number}"),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2), f"nested more than {MAX_DEPTH} levels deep"),
        (f"[{'1,' * MAX_VALUES}1]", f"more than {MAX_VALUES:,} values in one file"),
    ],
)
def test_json_has_the_limits_of_yaml(text: str, message: str) -> None:
    """What is nested too deep, or has too many values, is refused."""
    with pytest.raises(YamlError) as caught:
        json_tree.parse(text)
    assert [problem.message for problem in caught.value.problems] == [message]


def test_what_only_looks_like_json_is_read_as_yaml() -> None:
    """The short form of YAML has no quotation marks around its names, and may have a comma at its end."""
    assert value_of(yaml_tree.parse("{a: NaN, b: [c, ], }")) == {"a": "NaN", "b": ["c"]}
    assert value_of(yaml_tree.parse('{"a": b, }')) == {"a": "b"}
    with pytest.raises(YamlError, match="expected a comma before the next name"):
        yaml_tree.parse('{"a": "\\ud83d\\ude0d" "b": 1}')
    with pytest.raises(YamlError, match="not closed"):
        yaml_tree.parse("{a: 1")


@given(st.text() | st.text(alphabet='{}[]",:\\u d83"\n\t1-eNaltrufs'))
@example('{"a": "\\ud83d\\ude0d"')
def test_any_text_is_a_tree_or_refused(text: str) -> None:
    """Whatever the text, there is a tree or a problem with its place."""
    try:
        json_tree.parse(text)
    except NotJsonError as error:
        assert error.problem.at >= At(1, 1)  # noqa: PT017  # both ends are right
    except YamlError as error:
        assert error.problems  # noqa: PT017  # likewise
