from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.find_choice import Highlight, found, moved, with_letter, without_letter

LEVELS = ("Starting", "Growing", "Steady", "Multiplying", "Can't say yet", "Not part of my role")
TWELVE = tuple(f"Domain {letter}" for letter in "ABCDEFGHIJKL")


def typed(letters: str, names: Sequence[str] = LEVELS, *, numbered: bool = True, pause: float = 0.3) -> Highlight:
    """Return where a person is who types these letters one after the other, or all at once."""
    highlight = Highlight()
    for number, letter in enumerate(letters):
        highlight = with_letter(highlight, letter, names, numbered=numbered, pause=pause if number else 10)
    return highlight


@pytest.mark.parametrize(
    ("said", "positions"),
    [
        ("2", [1]),
        ("s", [0, 2]),
        ("STEADY", [2]),
        ("Steady ", [2]),
        ("cant", [4]),
        ("can’t", [4]),
        ("role", [5]),
        ("par", [5]),
        ("pa", [5]),
        ("7", []),
        ("0", []),
        ("99999999999", []),
        ("steadyy", []),
    ],
)
def test_a_choice_fits_its_number_and_its_name(said: str, positions: list[int]) -> None:
    """A number, a name, its beginning, or that of a word in it finds a choice; capitals and signs do not matter."""
    assert found(said, LEVELS, numbered=True) == positions


def test_too_few_letters_of_a_word_find_nothing() -> None:
    """A word within a name can be asked to have more letters than the beginning of a name."""
    assert found("pa", LEVELS, numbered=True, of_a_word=3) == []
    assert found("par", LEVELS, numbered=True, of_a_word=3) == [5]
    assert found("g", LEVELS, numbered=True, of_a_word=3) == [1]


def test_a_whole_name_fits_best() -> None:
    """A name that is another one's beginning is found, and where names are numbers, digits are names."""
    assert found("high", ["Highest", "High"], numbered=True) == [1]
    assert found("1", ["10", "1", "2"], numbered=False) == [1]
    assert found("2", ["4", "3", "2", "1"], numbered=False) == [2]
    assert found("+", ["-", "+", "++"], numbered=True) == [1]
    assert found("emer", ["Émergent"], numbered=True) == [0]


@pytest.mark.parametrize(
    ("letters", "at"),
    [
        ("g", 1),
        ("st", 0),
        ("ste", 2),
        ("ss", 2),
        ("sss", 0),
        ("2", 1),
        ("12", 1),
        ("2345", 4),
        ("not p", 5),
        ("role", 5),
    ],
)
def test_letters_find_a_name(letters: str, at: int) -> None:
    """Letters go to the name they begin; the same letter goes on to the next; a digit begins another number."""
    assert typed(letters).at == at
    assert not typed(letters).missed


def test_a_slip_of_the_finger_moves_nothing() -> None:
    """A letter that leads nowhere leaves the highlight where it is, and the next one goes on from what was found."""
    assert typed("steb") == Highlight(2, "ste", missed="steb")
    assert typed("stebady") == Highlight(2, "steady")
    assert typed("x") == Highlight(None, "", missed="x")


def test_after_a_pause_another_name_begins() -> None:
    """Who looks at the list for a while and types on begins another name."""
    assert typed("gs", pause=2) == Highlight(0, "s")
    assert typed("gx", pause=2) == Highlight(1, "", missed="x")


def test_numbers_have_as_many_digits_as_they_need() -> None:
    """In a long list the second digit makes a larger number."""
    assert typed("1", TWELVE).at == 0
    assert typed("12", TWELVE).at == 11
    assert typed("13", TWELVE).at == 2


def test_pasted_words_find_nothing() -> None:
    """Letters that come at once must be the beginning of a name; what comes after those that are not is dropped."""
    assert typed("stead", pause=0) == Highlight(2, "stead")
    assert typed("got it", pause=0) == Highlight(1, "g", missed="go")
    assert typed("x marks the steady", pause=0) == Highlight(None, "", missed="x")


def test_letters_can_be_taken_back() -> None:
    """Backspace goes back to what the shorter text finds, and first takes away what found nothing."""
    assert without_letter(typed("ste"), LEVELS, numbered=True) == Highlight(0, "st")
    assert without_letter(typed("s"), LEVELS, numbered=True) == Highlight(0)
    assert without_letter(Highlight(1), LEVELS, numbered=True) == Highlight(1)
    assert without_letter(typed("steb"), LEVELS, numbered=True) == Highlight(2, "ste")


def test_both_ends_of_a_list_are_neighbors() -> None:
    """Down begins at the first choice and up at the last, and both go on from the other end."""
    assert moved(Highlight(), 1, 6) == moved(Highlight(5), 1, 6) == moved(Highlight(1, "g"), -1, 6) == Highlight(0)
    assert moved(Highlight(), -1, 6) == moved(Highlight(0), -1, 6) == Highlight(5)


@given(st.lists(st.text(min_size=1), min_size=1), st.text(), st.booleans(), st.sampled_from([0, 0.3, 2]))
def test_any_keys_stay_within_the_list(names: list[str], keys: str, numbered: bool, pause: float) -> None:
    """Whatever is typed in whichever list, what is highlighted is a choice of it, or nothing is."""
    highlight = typed(keys, names, numbered=numbered, pause=pause)
    assert highlight.at is None or 0 <= highlight.at < len(names)
    assert (highlight.at is not None) or highlight.missed or not keys


@given(st.lists(st.text(st.characters(categories=["L", "Zs"]), min_size=1).filter(str.strip), min_size=1))
def test_every_name_finds_its_choice(names: list[str]) -> None:
    """A whole name finds the choices that have it."""
    for name in names:
        assert any(names[position].casefold() == name.casefold() for position in found(name, names, numbered=True))
