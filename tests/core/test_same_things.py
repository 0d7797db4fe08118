from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.same_things import Item, Pairs, same_code, same_words


def _found(new: list[Item], known: list[Item]) -> dict[str, tuple[str, str]]:
    """Find what is the same; by the new labels, what it was and how that was found."""
    pairs = Pairs(new, known)
    pairs.by_code_and_name()
    return {new[number].label: (known[one].label, by) for number, (one, by) in pairs.found.items()}


def test_the_surest_way_comes_first() -> None:
    """A name that moved to another code is found before the code that it left; then codes alone say nothing."""
    known = [Item("Planning", "1"), Item("Teaching", "2"), Item("Family engagement", "3")]
    new = [Item("Belonging", "1"), Item("Planning", "2"), Item("Teaching", "3")]
    assert _found(new, known) == {
        "2 Planning": ("1 Planning", "its name"),
        "3 Teaching": ("2 Teaching", "its name"),
    }


def test_a_code_alone_is_enough_if_no_code_moved() -> None:
    """In a translation every name is another one, and the codes are the same."""
    known = [Item("Planning", "1.A"), Item("Teaching", "1.B")]
    new = [Item("Planificación", "1a"), Item("Enseñanza", "1b")]
    assert [by for _, by in _found(new, known).values()] == ["its code and a near name", "its code"]


def test_nearly_the_same_name_is_found() -> None:
    """Small words, another order and a plural make no difference; two that are equally near are not guessed."""
    known = [Item("Uses data to improve teaching"), Item("Asks families"), Item("Care A"), Item("Care B")]
    new = [Item("Uses data for improving teaching"), Item("Families: asks them"), Item("Care C")]
    assert _found(new, known) == {
        "Uses data for improving teaching": ("Uses data to improve teaching", "a near name"),
        "Families: asks them": ("Asks families", "a near name"),
    }
    near = _found([Item("Asks the families", "2")], [Item("Asks families", "2"), Item("Asks the family", "3")])
    assert near == {"2 Asks the families": ("2 Asks families", "its code and a near name")}


def test_a_name_that_several_have_is_found_below_the_same_part() -> None:
    """Two parts of one name belong to the ones above them."""
    known = [Item("Communication", above="plan"), Item("Communication", above="teach")]
    new = [Item("Communication", above="teach"), Item("Communication", above="plan"), Item("", above="plan")]
    pairs = Pairs(new, known)
    pairs.by_code_and_name()
    assert pairs.found == {0: (1, "its name"), 1: (0, "its name")}


def test_places_count_in_lists_of_one_length() -> None:
    """What has no other pair is the same as what stood at its place, if there are as many."""
    pairs = Pairs([Item("New"), Item("High")], [Item("Low"), Item("High")])
    pairs.by_code_and_name()
    pairs.by_place()
    assert pairs.found == {1: (1, "its name"), 0: (0, "its place")}
    longer = Pairs([Item("x"), Item("y")], [Item("z")])
    longer.by_place()
    assert longer.found == {}


def test_how_codes_and_names_are_compared() -> None:
    """Points, brackets, case and width make no difference in a code, nor do vowel signs in Arabic; numbers do."""
    assert {same_code(code) for code in ["1A", "1.a", "1-A.", "(1 a)", "１Ａ"]} == {"1-a"}  # full width
    assert same_code("1.11") != same_code("11.1")
    assert same_words("القِيادة") == same_words("القيـادة")


items = st.lists(
    st.builds(Item, st.sampled_from(["", "Care", "Care for all", "Cares for all"]), st.sampled_from(["", "a", "b"])),
    max_size=6,
)


@given(items, items)
def test_nothing_has_two_pairs(new: list[Item], known: list[Item]) -> None:
    """Each thing is found at most once, among those that there are."""
    pairs = Pairs(new, known)
    pairs.by_code_and_name()
    pairs.by_place()
    others = [one for one, _ in pairs.found.values()]
    assert len(set(others)) == len(others)
    assert set(pairs.found) <= set(range(len(new)))
    assert set(others) <= set(range(len(known)))
