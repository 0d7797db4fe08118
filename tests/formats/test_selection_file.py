from datetime import date

import pytest
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.saved_selection import found_again
from portrait_cli.core.selection_lines import Line
from portrait_cli.formats import selection_file

ENTRY = "2026-11-23-183000-note"
LINE = Line(ENTRY, 1, date(2026, 11, 23), "note", "", "", "The bus came: # late.\x1b[2J")
OTHER = replace(LINE, number=2, words="And left.")


def test_a_selection_that_was_kept_is_found_again() -> None:
    """What is written is read back, and says in words which lines it means."""
    text = selection_file.write("year", [LINE, OTHER])
    assert "note: The bus came: # late." in text
    assert "\x1b" not in text
    saved = selection_file.parse(text.encode(), "mine.yaml")
    assert saved.document == "year"
    assert found_again([LINE, OTHER], saved).names == {LINE.name, OTHER.name}


def test_a_line_is_known_by_its_words() -> None:
    """A line that moved is found; one whose words were changed is gone, and not what stands in its place."""
    saved = selection_file.parse(selection_file.write("year", [LINE, OTHER]).encode(), "mine.yaml")
    moved, changed = replace(LINE, number=3), replace(OTHER, words="And left early.")
    found = found_again(
        [replace(LINE, number=1, words="New above."), changed, moved, replace(LINE, entry="x")], saved
    )
    assert found.names == {moved.name}
    assert found.gone == (OTHER.name,)


def test_the_same_words_about_something_else_were_not_chosen() -> None:
    """A level of another attribute has the same words, and does not leave in place of one that was deleted."""
    level = replace(LINE, kind="level", target="advocacy", asked="Where am I?", words="Growing")
    saved = selection_file.parse(selection_file.write("entry", [level]).encode(), "mine.yaml")
    assert found_again([replace(level, target="collaboration")], saved).gone == (level.name,)


def test_a_selection_of_nothing_is_empty() -> None:
    """A selection without lines is written and read as such."""
    saved = selection_file.parse(selection_file.write("entry", []).encode(), "mine.yaml")
    assert (saved.document, saved.lines) == ("entry", ())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("document: year\nlines:\n  - nonsense\n", 'mine.yaml:3:5: "nonsense" should be the name of a line'),
        ("document: year\nlins: []\n", "mine.yaml:1:1: lines is missing"),
        ("lines: [", "mine.yaml:"),
        ("x" * 1_000_001, "mine.yaml:1:1: this is larger than 1 MB"),
    ],
)
def test_a_selection_that_cannot_be_read_says_where(text: str, problem: str) -> None:
    """Each problem is named with its line and column."""
    with pytest.raises(InvalidFileError) as caught:
        selection_file.parse(text.encode(), "mine.yaml")
    assert str(caught.value).startswith(problem)
