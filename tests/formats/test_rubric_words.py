import pytest

from conftest import ROOT
from portrait_cli.formats import rubric_words, yaml_tree
from rubric_tables import WORDS

TEXT = (ROOT / "data" / "rubric_words.yaml").read_text(encoding="utf-8")
LANGUAGES = {"en", "es", "fr", "de", "pt", "it", "ar", "ja", "zh"}
MEANINGS = {"attribute", "indicator", "code", "definition", "look for", "level", "statement", "left out", "small"}


def _pairs(node: yaml_tree.Node) -> dict[str, yaml_tree.Node]:
    assert isinstance(node, yaml_tree.Mapping)
    return {name.text: value for name, value in node.pairs}


def test_every_language_has_words_of_every_kind() -> None:
    """A language that has headers has a word for each meaning, names of levels, and its own name."""
    groups = _pairs(yaml_tree.parse(TEXT))
    columns = _pairs(groups["columns"])
    assert set(columns) == LANGUAGES
    assert all(set(_pairs(meanings)) == MEANINGS for meanings in columns.values())
    assert set(_pairs(groups["levels"])) == LANGUAGES
    assert set(WORDS.languages.values()) == LANGUAGES


def test_a_name_of_a_level_has_one_height_in_a_language() -> None:
    """No name is high and low in the same language."""
    for name, found in WORDS.levels.items():
        languages = [level.language for level in found]
        assert len(set(languages)) == len(languages), name


def test_no_header_is_kept_and_left_out() -> None:
    """A word that names a part is not one that leaves a column out, or that means nothing."""
    for language, headers in WORDS.headers.items():
        for word, meanings in headers.items():
            is_part = bool(meanings & {"attribute", "indicator"})
            assert not (is_part and meanings & {"left out", "small", "code"}), (language, word)


@pytest.mark.parametrize(
    ("text", "problem"),
    [("[]", "line 1: expected names"), (TEXT.replace("[total, totals", "[[total], totals"), "expected a text")],
)
def test_words_of_another_shape_are_a_mistake(text: str, problem: str) -> None:
    """A slip in the file of the words is found by its line."""
    with pytest.raises(TypeError, match=problem):
        rubric_words.parse(text)
    with pytest.raises(TypeError, match="expected a list"):
        rubric_words.parse(TEXT.replace("totals: [", "totals: #["))
