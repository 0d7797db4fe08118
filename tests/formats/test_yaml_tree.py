import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.formats.problems import At, Problem
from portrait_cli.formats.yaml_tree import MAX_VALUES, Mapping, Scalar, Sequence, YamlError, parse


def _problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(YamlError) as caught:
        parse(text)
    return caught.value.problems


def test_every_node_knows_its_place() -> None:
    """Texts, lists and groups have the line and column they begin at."""
    assert parse("a:\n  - b\n  - 'c'\n") == Mapping(
        ((Scalar("a", At(1, 1)), Sequence((Scalar("b", At(2, 5)), Scalar("c", At(3, 5), plain=False)), At(2, 3))),),
        At(1, 1),
    )


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "---\n"])
def test_nothing_is_an_empty_text(text: str) -> None:
    """An empty file is an empty text."""
    node = parse(text)
    assert isinstance(node, Scalar)
    assert node.empty


def test_a_name_is_found() -> None:
    """The value of a name is found, or None."""
    tree = parse("a: b\n")
    assert isinstance(tree, Mapping)
    assert (tree.get("a"), tree.get("b")) == (Scalar("b", At(1, 4)), None)


@given(st.text())
def test_any_text_is_a_tree_or_problems(text: str) -> None:
    """No text breaks the reader."""
    try:
        parse(text)
    except YamlError as error:
        assert error.problems == tuple(sorted(error.problems, key=lambda problem: problem.at))  # noqa: PT017  # both ends are right


def test_all_problems_of_the_yaml_are_reported_in_order() -> None:
    """Anchors, aliases, tags, merge keys, lists as names and duplicate names are reported together."""
    text = "a: &x 1\nb: *x\nc: !!str d\n<<: {e: f}\n? [g]\n: h\na: 2\n'<<': fine\ni: ! fine\n"
    assert [(problem.at.line, problem.message.split(";")[0]) for problem in _problems(text)] == [
        (1, "found the anchor &x"),
        (2, "found the alias *x"),
        (3, "found the tag tag:yaml.org,2002:str"),
        (4, "found the merge sign <<"),
        (5, "found a list or group as a name"),
        (7, '"a" is here twice (first on line 1)'),
    ]


def test_the_error_says_what_it_found() -> None:
    """The error's own words include the problems, for a report."""
    with pytest.raises(YamlError, match=r"^a \[ or { that is not closed"):
        parse("[a")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\nc: “d”: e\n", "the curly quotation marks “ and ” do not work here; use straight ones"),
        ("a: b\nc: d: e\n", 'found ": " inside a text; put the whole text between quotation marks'),
        ("a: “b”\nc: d: e\n", 'found ": " inside a text; put the whole text between quotation marks'),
    ],
)
def test_curly_quotation_marks_are_named(text: str, message: str) -> None:
    """Quotation marks of a word processor are named where they cause a problem, and nowhere else."""
    assert [(problem.at.line, problem.message) for problem in _problems(text)] == [(2, message)]


def test_other_problems_keep_the_parsers_words() -> None:
    """A problem that has no plain words yet keeps the parser's."""
    assert _problems("%YAML 3.0\n--- a\n") == (Problem(At(1, 1), "found incompatible YAML document"),)


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x7f", "\ufffe", "\uffff", "\udfff"])
def test_a_character_that_no_text_has_is_found(character: str) -> None:
    """The first character that YAML does not allow is named by its line and column, not by a byte."""
    (problem,) = _problems(f"ä: b\nc: 😀{character}\n")
    assert problem.at == At(2, 5)
    assert problem.message.startswith("a character that YAML does not allow (")


def test_more_values_than_anybody_writes_are_refused() -> None:
    """A file of too many values is refused at the first one too many, and what comes after is not read."""
    text = "[" + "\na," * MAX_VALUES + "\n*b]"
    assert _problems(text) == (Problem(At(MAX_VALUES + 1, 1), "more than 20,000 values in one file"),)
