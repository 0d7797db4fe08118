"""What becomes of a framework, no matter which program it comes from."""

from itertools import pairwise

import pytest

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Level
from portrait_cli.formats import framework_rubric
from portrait_cli.formats.framework import TOP, Association, Criterion, CriterionLevel, Framework, Item, Node
from portrait_cli.formats.rubric import Part, Rubric


def _item(own: str, *, enumeration: str = "", code: str = "") -> Item:
    return Item(own, statement=f"Says {own}", enumeration=enumeration, code=code)


def _below(child: str, parent: str, sequence: float | None = None, *, group: str = "") -> Association:
    return Association("isChildOf", Node(child), Node(parent, parent), sequence, group)


def _link(origin: str, association_type: str, destination: str, label: str = "") -> Association:
    return Association(association_type, Node(origin, label or origin), Node(destination, label or destination))


def _criterion(item: str, **levels: str) -> Criterion:
    """Make a criterion of levels, lowest first, with what they look like."""
    rated = [CriterionLevel(name, said, score) for score, (name, said) in enumerate(levels.items())]
    return Criterion(tuple(rated), item=item, name=f"Rates {item}")


def _read(framework: Framework) -> tuple[Rubric, tuple[str, ...]]:
    return framework_rubric.rubric_of(framework, "f.json", [])


def _tree(framework: Framework) -> str:
    """Write the tree of a rubric as `a(b c) d`."""
    return " ".join(map(_branch, _read(framework)[0].attributes))


def _branch(part: Part) -> str:
    below = " ".join(map(_branch, part.parts))
    return f"{part.id}({below})" if below else part.id


def _remarks(framework: Framework) -> list[str]:
    return [remark.removeprefix("f.json: ") for remark in _read(framework)[1]]


def _flat(*ids: str, links: tuple[Association, ...] = (), criteria: tuple[Criterion, ...] = ()) -> Framework:
    return Framework(tuple(map(_item, ids)), links, criteria, id="doc")


# --- the tree ---


def test_items_are_below_their_parents_in_order() -> None:
    """Sequence numbers decide; an item without one is after those that have one."""
    links = (
        _below("a", "doc", 2),
        _below("d", "doc", 1),
        _below("c", "a"),
        _below("b", "a", 10),
        _below("e", "a", 9),
    )
    assert _tree(_flat("a", "b", "c", "d", "e", links=links)) == "d a(e b c)"


def test_without_sequence_numbers_lists_or_codes_are_in_order() -> None:
    """Numbers in a list decide, else codes; what may be Roman numbers or words keeps the order of the file."""
    links = tuple(_below(own, "doc") for own in "abc")
    listed = tuple(
        _item(own, enumeration=number) for own, number in zip("abc", ["1.10", "1.9", "1.2.1"], strict=True)
    )
    assert _tree(Framework(listed, links, id="doc")) == "c b a"
    coded = tuple(_item(own, code=code) for own, code in zip("abc", ["A.2b", "A.2a", "A.1"], strict=True))
    assert _tree(Framework(coded, links, id="doc")) == "c b a"
    roman = tuple(_item(own, code=code) for own, code in zip("abc", ["V", "IX", "X"], strict=True))
    assert _tree(Framework(roman, links, id="doc")) == "a b c"


def test_what_is_above_the_items_need_not_be_known() -> None:
    """Items below the only thing that is not in the file are on top, and so are items without any association."""
    assert _tree(_flat("a", "b", links=(_below("a", "elsewhere"), _below("b", "a")))) == "a(b)"
    assert _tree(_flat("a", "b")) == "a b"
    assert _remarks(_flat("a", "b", links=(_below("b", "a"),))) == []


def test_an_item_with_two_parents_is_there_once() -> None:
    """The first parent is chosen, of the framework's own tree if it can be, and the other one is named."""
    links = (_below("a", "doc"), _below("b", "doc"), _below("c", "a"), _below("c", "b"))
    twice = _flat("a", "b", "c", links=links)
    assert _tree(twice) == "a(c) b"
    said = '"Says c" is below "Says a", and also below "Says b"; a portrait has it only once, below "Says a"'
    assert _remarks(twice) == [said]
    grouped = (_below("a", "doc"), _below("b", "doc"), _below("c", "a", group="other"), _below("c", "b"))
    assert _tree(_flat("a", "b", "c", links=grouped)) == "a b(c)"
    only_grouped = (_below("a", "doc"), _below("b", "a", group="other"))
    assert _tree(_flat("a", "b", links=only_grouped)) == "a(b)"
    on_top = (_below("a", "doc"), _below("b", "doc"), _below("b", "a", group="other"))
    assert _tree(_flat("a", "b", links=on_top)) == "a b"
    assert "below the framework itself" in _remarks(_flat("a", "b", links=on_top))[0]


def test_items_in_no_tree_are_kept_and_named() -> None:
    """An item without a parent, or with one that is not in the file, is an attribute after the others."""
    links = (_below("b", "doc", 1), _below("c", "gone"), _below("d", "lost"))
    alone = _flat("a", "b", "c", "d", "e", links=links)
    assert _tree(alone) == "b a c d e"
    said = '4 items in no tree became attributes, after the others: "Says a", "Says c", "Says d" and 1 more'
    assert _remarks(alone) == [said]


def test_an_item_below_itself_is_cut_loose() -> None:
    """Items in a circle are kept, the circle being opened at one of them, which is named."""
    links = (_below("a", "doc"), _below("b", "c"), _below("c", "d"), _below("d", "b"), _below("e", "e"))
    circles = _flat("a", "b", "c", "d", "e", links=links)
    assert _tree(circles) == "a b(d(c)) e"
    assert [remark.split(";")[0] for remark in _remarks(circles)] == [
        '"Says b" is below itself',
        '"Says e" is below itself',
    ]


def test_more_than_a_portrait_holds_is_refused() -> None:
    """Too many items or tiers, and nothing at all, are refused by name; depth does not matter to Python."""
    deep = [str(number) for number in range(2_900)]
    links = tuple(_below(child, parent) for parent, child in pairwise(deep))
    message = 'f.json: "Says 2899" is in tier 2900, and a portrait has at most 8 tiers; put the lowest tiers together'
    with pytest.raises(InvalidFileError, match=message):
        _read(_flat(*deep, links=links))
    assert _tree(_flat(*deep[:8], links=links[:7])) == "0(1(2(3(4(5(6(7)))))))"
    with pytest.raises(InvalidFileError, match="found 3,001 items, and a portrait can have at most 3,000"):
        _read(_flat(*map(str, range(3_001))))
    with pytest.raises(InvalidFileError, match="found no items"):
        _read(_flat())


# --- levels ---


def test_a_criterion_rates_its_item() -> None:
    """Levels go from the lowest score to the highest, and each line of a level is a statement; no tier is special."""
    links = (_below("a", "doc"), _below("b", "a"))
    low, high = CriterionLevel("Low", "Waits.\n Asks. ", 1), CriterionLevel("High", "", 4)
    criteria = (Criterion((high, low), item="a"), Criterion((low, high), item="b", description="Rates b."))
    rubric, remarks = _read(_flat("a", "b", links=links, criteria=criteria))
    statements = (("Waits.", "Asks."), ())
    finer = Part("Says b", id="b", look_for="Rates b.", statements=statements)
    assert rubric.attributes == (Part("Says a", id="a", statements=statements, parts=(finer,)),)
    assert rubric.levels == (Level("Low"), Level("High"))
    assert remarks == ("f.json: scores left out; they only put the levels in order",)


@pytest.mark.parametrize(
    ("levels", "names"),
    [
        ([("B", None, 2), ("A", None, 1)], ["A", "B"]),
        ([("B", 1, 2), ("A", 1, 1)], ["A", "B"]),
        ([("A", 2, None), ("B", None, None)], ["A", "B"]),
        ([("Level 3", None, 1), ("Level 2", None, 2), ("Level 1", None, 3)], ["Level 1", "Level 2", "Level 3"]),
        ([("", 4, None), ("", 2.5, None)], ["Level 2.5", "Level 4"]),
        ([("", None, 1), ("", None, 2)], ["Level 1", "Level 2"]),
        ([("Good", 1, None), ("good", 2, None), ("Good", 2, None)], ["Good", "good 2", "Good (2)"]),
    ],
)
def test_levels_are_sorted_and_named(levels: list[tuple[str, float | None, float | None]], names: list[str]) -> None:
    """Scores decide, then numbers in names, then positions; each level has a name that no other has."""
    rated = tuple(CriterionLevel(name, score=score, position=position) for name, score, position in levels)
    rubric, _ = _read(_flat("a", criteria=(Criterion(rated, item="a"),)))
    assert [level.name for level in rubric.levels] == names


def test_a_sentence_is_no_name_of_a_level() -> None:
    """Ratings that are sentences of their own are what a level looks like, so that all parts share the levels."""
    first = _criterion(
        "a", **{"Hears people out when there is time": "", "Hears people out before every decision": ""}
    )
    second = _criterion("b", **{"Can say what follows from a decision": "", "Always says it": "In writing."})
    rubric, _ = _read(_flat("a", "b", criteria=(first, second)))
    assert rubric.levels == (Level("Level 0"), Level("Level 1"))
    assert rubric.attributes[1].statements == (
        ("Can say what follows from a decision",),
        ("Always says it", "In writing."),
    )


def test_fewer_levels_fit_in_a_longer_scale() -> None:
    """A criterion that leaves a level out, or spells it with other capitals, shares the scale of the others."""
    criteria = (_criterion("a", Low="l", high="h"), _criterion("b", Low="", Middle="m", High=""))
    rubric, _ = _read(_flat("a", "b", criteria=criteria))
    assert [level.name for level in rubric.levels] == ["Low", "Middle", "High"]
    assert rubric.attributes[0].statements == (("l",), (), ("h",))


def test_unlike_levels_need_several_scales() -> None:
    """The scale that most criteria need is the first; parts without a criterion take the scale above them."""
    criteria = (
        _criterion("a", No="", Yes=""),
        _criterion("b", Low="l", High=""),
        _criterion("c", Low="", High=""),
    )
    framework = _flat("a", "b", "c", "d", links=(_below("d", "a"),), criteria=criteria)
    rubric, remarks = _read(framework)
    assert (rubric.levels, rubric.other_scales) == ((Level("Low"), Level("High")), ((Level("No"), Level("Yes")),))
    a, b, c = rubric.attributes
    assert [a.scale, a.parts[0].scale, b.scale, c.scale] == [1, 1, 0, 0]
    assert (
        "f.json: not all have the same levels, so there are 2 scales: Low, High (2 times); No, Yes (1 time)"
        in remarks
    )


def test_too_few_levels_are_words_and_too_many_are_refused() -> None:
    """One level is not a scale, but what it says is kept; ten levels are refused by name."""
    rubric, remarks = _read(_flat("a", criteria=(_criterion("a", Done="It is done."),)))
    assert rubric == Rubric((Part("Says a", id="a", look_for="Done: It is done."),))
    assert 'f.json: "Rates a" has 1 level, too few for a scale; what it says is in the look_for' in remarks
    ten = {f"Step {number}": "" for number in range(10)}
    with pytest.raises(InvalidFileError, match='"Rates a" has 10 levels, but a scale has two to nine'):
        _read(_flat("a", criteria=(_criterion("a", **ten),)))


def test_several_criteria_of_an_item_are_finer_parts() -> None:
    """Two rubrics for the same item give two parts below it, before its own; each is named by what it has."""
    levels = _criterion("", Low="l", High="h").levels
    criteria = (
        Criterion(levels, item="a", rubric="For principals"),
        Criterion(levels, item="a", rubric="For coaches", description="How a coach listens."),
    )
    rubric, _ = _read(_flat("a", "b", links=(_below("b", "a"),), criteria=criteria))
    assert [part.name for part in rubric.attributes[0].parts] == ["For principals", "How a coach listens.", "Says b"]
    assert rubric.attributes[0].statements == ()


def test_criteria_without_items_stand_alone() -> None:
    """They are attributes; those of several rubrics are below one attribute for each; beside items they are named."""
    levels = _criterion("", Low="l", High="h").levels
    listens, decides = (
        Criterion(levels, name="Listens", rubric="One"),
        Criterion(levels, name="Decides", rubric="Two"),
    )
    statements = (("l",), ("h",))
    part = Part("Listens", statements=statements)
    assert _read(Framework((), criteria=(listens,)))[0].attributes == (part,)
    several = (Part("One", parts=(part,)), Part("Two", parts=(Part("Decides", statements=statements),)))
    assert _read(Framework((), criteria=(listens, decides)))[0].attributes == several
    rubric, remarks = _read(_flat("a", criteria=(listens,)))
    assert [attribute.name for attribute in rubric.attributes] == ["Says a", "Listens"]
    assert "f.json: criteria whose item is not here became attributes at the end: 1" in remarks


# --- words, names before, other frameworks ---


def test_a_short_name_leaves_the_statement_as_definition() -> None:
    """Without a short name the statement is the name; of a long one with several lines the first is."""
    long = "The first line\n" + "and more of it " * 20
    items = (
        Item("a", "Hears people out", short="Listens", code="1", notes="In meetings."),
        Item("b", "Decides", short="Decides"),
        Item("c", long),
        Item("d", "Two\nlines"),
    )
    attributes = _read(Framework(items, id="doc"))[0].attributes
    assert attributes[0] == Part("Listens", id="a", code="1", definition="Hears people out", look_for="In meetings.")
    assert attributes[1:] == (
        Part("Decides", id="b"),
        Part("The first line", id="c", definition=long.strip()),
        Part("Two lines", id="d"),
    )


def test_other_frameworks_are_what_a_part_is_aligned_to() -> None:
    """Both ends of an exact match, a relation and a peer name the other one, by code and words or by title."""
    items = (Item("a", "Listens", code="1"), Item("b", "Decides"), Item("c", "Learns"))
    links = (
        _link("a", "exactMatchOf", "x", "PSEL 3"),
        _link("y", "Is Peer Of", "a", "ISLLC 2"),
        _link("a", "isRelatedTo", "b"),
        _link("a", "isRelatedTo", "b"),
        _link("c", "exactMatchOf", "z", " "),
    )
    attributes = _read(Framework(items, links, id="doc"))[0].attributes
    assert [part.aligned_to for part in attributes] == [("PSEL 3", "ISLLC 2", "Decides"), ("1 Listens",), ()]


def test_what_was_replaced_is_what_a_part_was_before() -> None:
    """An id that is gone is a former id of what replaced it; an item that is still here stays a part of its own."""
    links = (_link("Old-1", "replacedBy", "a"), _link("Old-1", "replacedBy", "a"), _link("b", "replacedBy", "a"))
    rubric, remarks = _read(_flat("a", "b", links=links))
    assert [part.formerly for part in rubric.attributes] == [("old-1",), ()]
    assert remarks == ('f.json: 1 item replaced by others became parts, as they are still here: "Says b"',)


def test_what_has_no_place_is_named() -> None:
    """Associations that a portrait has no place for are counted by their type; long lists of remarks end."""
    links = (_link("a", "precedes", "b"), _link("a", "precedes", "x"), _link("a", "exemplar", "y"))
    said = "associations left out, as a portrait has no place for them: precedes (2 times), exemplar (1 time)"
    assert _remarks(_flat("a", "b", links=links)) == [said]
    kinds = tuple(_link("a", f"ext:{'kind ' * 9}{number}", "b") for number in range(21))
    assert _remarks(_flat("a", "b", links=kinds))[0].endswith("… (1 time), and 1 more")
    many = tuple(_below(f"n{number}", f"n{number}") for number in range(30))
    remarks = _read(_flat(*(f"n{number}" for number in range(30)), links=many))[1]
    assert (len(remarks), remarks[-1]) == (21, "and 10 more")


def test_a_translation_is_not_a_second_part() -> None:
    """Of two languages of the same part the framework's own is kept, else the original; the other one is named."""
    english, spanish = Item("a", "Listens", language="en"), Item("b", "Escucha", language="es")
    links = (_link("b", "isTranslationOf", "a"), _link("a", "isTranslationOf", "gone"))
    for language, kept in [("en", "a"), ("es", "b"), ("", "a"), ("fr", "a")]:
        assert _tree(Framework((english, spanish), links, id="doc", language=language)) == kept
    said = '1 translation left out; a portrait is in one language: "Escucha"'
    assert _remarks(Framework((english, spanish), links, id="doc")) == [said]
    both_ways = (*links, _link("a", "isTranslationOf", "b"), _link("a", "isTranslationOf", "a"))
    assert _tree(Framework((english, spanish), both_ways, id="doc")) == "a"


def test_a_translation_elsewhere_is_what_a_part_is_aligned_to() -> None:
    """A framework in one language may say of each item which one it translates in another framework."""
    links = (_link("a", "isTranslationOf", "x", "Escucha https://example.org/x"),)
    assert _read(_flat("a", links=links))[0].attributes[0].aligned_to == ("Escucha https://example.org/x",)


def test_of_an_address_the_last_part_is_the_id() -> None:
    """Addresses that begin alike would give ids that begin alike, and an id has only so many words."""
    links = (_link("https://example.org/a/b/c/d/e/f/old", "replacedBy", "https://example.org/a/b/c/d/e/f/new/"),)
    part = _read(_flat("https://example.org/a/b/c/d/e/f/new/", links=links))[0].attributes[0]
    assert (part.id, part.formerly) == ("new", ("old",))


def test_ids_are_small_letters_digits_and_hyphens() -> None:
    """An id is made of the identifier, even a long one; of two that are alike the second item has none yet."""
    own = "Canvas_Outcome:12.a.b.c.d.e.f.g"
    links = (_link("A:1", "replacedBy", own), _link("!", "replacedBy", own))
    rubric, _ = _read(_flat(own, "a-1", "A-1", links=links))
    assert [part.id for part in rubric.attributes] == ["canvas-outcome-12-a-b-c-d-e-f-g", "a-1", ""]
    assert rubric.attributes[0].formerly == ()


def test_formatting_is_taken_off() -> None:
    """HTML and Markdown would be shown as they are, so only the words are kept, which is said once."""
    item = Item("a", "<p>Hears <b>people</b> out</p><p>&amp; decides&nbsp;late</p>", short="**Listens**")
    levels = (CriterionLevel("_Low_", "<ul><li>Waits</li><li>Asks</li></ul>", 1), CriterionLevel("High", "5 < 6", 2))
    rubric, remarks = _read(Framework((item,), criteria=(Criterion(levels, item="a"),), id=TOP))
    (part,) = rubric.attributes
    assert (part.name, part.definition) == ("Listens", "Hears people out\n& decides late")
    assert part.statements == (("Waits", "Asks"), ("5 < 6",))
    assert rubric.levels == (Level("Low"), Level("High"))
    assert remarks[0] == "f.json: formatting, such as bold or HTML tags, is taken off"
