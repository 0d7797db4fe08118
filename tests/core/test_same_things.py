from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.same_things import Item, Pairs, Words, same_code, same_words, text_of


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


def _described(name: str, code: str, *texts: str) -> Item:
    return Item(name, code, words=Words(definition=text_of(texts)))


def test_a_code_and_a_name_like_it_are_not_enough_for_other_words() -> None:
    """In one language, a code or a name like it finds what was edited, and nothing that is about something else."""
    known = [
        _described("Planning", "1", "Lessons begin where children are."),
        _described("Teaching", "2", "Every child speaks in every lesson."),
    ]
    new = [
        _described("Cleaning", "1", "The yard is swept before the bell."),
        _described("Voices", "2", "Every child speaks, and is heard, in every lesson."),
    ]
    assert set(_found(new, known)) == {"1 Cleaning", "2 Voices"}
    pairs = Pairs(new, known, same_language=True)
    pairs.by_code_and_name()
    assert pairs.found == {1: (1, "its code")}
    typo = [_described("Plannings", "", "The yard is swept before the bell."), new[1]]
    assert _found(typo, known)["Plannings"] == ("1 Planning", "a near name")


def test_nearly_the_same_words_are_found_in_any_script() -> None:
    """A changed word or character makes no difference; what two have nearly alike is not guessed."""
    for one, other, third in (
        (
            "Leaders ask the families before they decide, and tell them what became of it.",
            "Leaders ask families before they decide, and tell them what became of it.",
            "Leaders ask the families before they decide, and tell them what came of it.",
        ),
        (
            "領導者在做決定之前先詢問家庭並告訴他們結果",
            "領導者在決定之前先詢問家庭並告訴他們結果",
            "領導者在做決定之前先詢問家庭並告知他們結果",
        ),
    ):
        known = [_described("Care", "", one), _described("Hope", "", "Nothing like it, at all.")]
        assert _found([_described("Zeal", "", other)], known) == {"Zeal": ("Care", "nearly its words")}
        assert _found([_described("Zeal", "", other), _described("Mirth", "", third)], known) == {}


items = st.lists(
    st.builds(
        Item,
        st.sampled_from(["", "Care", "Care for all", "Cares for all"]),
        st.sampled_from(["", "a", "b"]),
        words=st.builds(Words, *[st.sampled_from(["", "asks-first", "asks-first-and-last", "tells"])] * 4),
    ),
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
