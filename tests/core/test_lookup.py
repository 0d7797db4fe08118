import pytest

from examples import PORTRAIT
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.guide import Focus, Guide
from portrait_cli.core.lookup import find, find_part, find_role, find_target, find_topic
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Retired, Role, Subset
from portrait_cli.core.text import Id

THINGS = (*PORTRAIT.attributes, Attribute("Adversity", Id("adversity")), Attribute("القيادة", Id("القيادة")))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("advocacy", "Advocacy"),
        ("ADVOC", "Advocacy"),
        ("human", "Human-Centered Approaches"),
        ("Human-Centered  approaches", "Human-Centered Approaches"),
        ("centered", "Human-Centered Approaches"),
        ("approach", "Human-Centered Approaches"),
        ("القي", "القيادة"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(said: str, name: str) -> None:
    """The id, the name, or an unambiguous beginning of a word finds it, in any case."""
    assert find(THINGS, said, "attribute").name == name


def test_an_id_wins_over_a_name() -> None:
    """When an id is also another thing's name or code, the id wins; equal names are ambiguous."""
    things = (Attribute("Care", Id("care-2")), Attribute("Courage", Id("care")), Attribute("Trust", Id("t"), "care"))
    assert find(things, "Care", "attribute").name == "Courage"
    with pytest.raises(NotFoundError) as caught:
        find((things[0], things[2]), "care", "attribute")
    assert caught.value.hint == "say which: care-2, t"


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("adv", '"adv" could be several attributes', "say which: advocacy, adversity"),
        ("advocasy", 'there is no attribute "advocasy"', "did you mean advocacy?"),
        ("zzz", 'there is no attribute "zzz"', "there are: " + ", ".join(thing.id for thing in THINGS)),
        (" ", 'there is no attribute " "', "there are: " + ", ".join(thing.id for thing in THINGS)),
    ],
)
def test_unknown_and_ambiguous_names_are_reported(said: str, message: str, hint: str) -> None:
    """An unknown name is answered with the nearest ones, an ambiguous one with those that match."""
    with pytest.raises(NotFoundError) as caught:
        find(THINGS, said, "attribute")
    assert (str(caught.value), caught.value.hint) == (message, hint)


def test_a_name_of_nothing_at_all() -> None:
    """When there is nothing to name, the hint says so."""
    with pytest.raises(NotFoundError) as caught:
        find((), "coach", "role")
    assert caught.value.hint == "there are: none"


ROLES = (
    Role("Building leader", Id("building-leader"), "principal, assistant principal"),
    Role("District leader", Id("district-leader"), "superintendent, director"),
    Role("Other leader", Id("other-leader"), "dean, director"),
)


@pytest.mark.parametrize(
    ("said", "role"), [("building", 0), ("Principal", 0), ("assistant  principal", 0), ("dean", 2)]
)
def test_a_role_is_found_by_a_title(said: str, role: int) -> None:
    """A role is found by its name, or by a title that belongs to it alone."""
    assert find_role(ROLES, said) == ROLES[role]


@pytest.mark.parametrize("said", ["director", "king"])
def test_unknown_and_ambiguous_titles_are_reported(said: str) -> None:
    """A title of several roles, or of none, finds nothing, and the roles are listed."""
    with pytest.raises(NotFoundError) as caught:
        find_role(ROLES, said)
    assert caught.value.hint == "there are: building-leader, district-leader, other-leader"


CHANGED = Portrait(
    (
        Attribute(
            "Care",
            Id("care"),
            code="B",
            formerly=("kindness", "A"),
            indicators=(Indicator("Asks first", Id("asks"), formerly=("1A",)), Indicator("Care", Id("1c"))),
        ),
        Attribute("Careful planning", Id("careful-planning")),
        Attribute("Heart", Id("heart"), code="Same"),
        Attribute("Soul", Id("soul"), code="Same"),
    )
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("care", "care"),
        ("Kindness", "care"),
        ("a", "care"),
        ("1a", "asks"),
        ("asks  FIRST", "asks"),
        ("1C", "1c"),
        ("careful", "careful-planning"),
        ("car", "car"),
        ("Old hope", "old-hope"),
        ("plan", "careful-planning"),
    ],
)
def test_a_part_is_found_by_what_it_is_or_was_called(said: str, found: str) -> None:
    """Today's names come before former ones, whole ones before beginnings; entries' names are between them."""
    assert find_target(CHANGED, said, ["car", "old-hope"]) == found


def test_a_former_name_finds_a_thing_among_others() -> None:
    """`find` knows former ids and codes, and `find_part` says to which attribute an indicator belongs."""
    assert find(CHANGED.attributes, "kindness", "attribute").id == "care"
    attribute, indicator = find_part(CHANGED, "1A")
    assert (attribute.id, indicator and indicator.id) == ("care", "asks")
    assert find_part(CHANGED, "heart") == (CHANGED.attributes[2], None)


@pytest.mark.parametrize(
    ("said", "message"), [("same", "could be several attributes"), ("", "there is no attribute")]
)
def test_a_part_that_cannot_be_told_is_not_guessed(said: str, message: str) -> None:
    """A name of several parts, or none at all, is refused."""
    with pytest.raises(NotFoundError, match=message):
        find_target(CHANGED, said, [])


NAMES = Portrait(
    (
        Attribute(
            "Care",
            Id("care"),
            indicators=(Indicator("Walks", Id("walks"), code="A1"),),
            retired=(Retired("Runs", Id("runs"), code="A2"),),
        ),
        Attribute("Caring talk", Id("talk"), indicators=(Indicator("Rest", Id("rest")),)),
    ),
    guides=(
        Guide(Id("care-call"), "Care call", (Focus(),)),
        Guide(Id("deep"), "Deep", (Focus(),), per_attribute=True),
        Guide(Id("rest"), "Rest", (Focus(),)),
        Guide(Id("talk"), "Talk it over", (Focus(),)),
    ),
    subsets=(Subset("First year", Id("first"), attributes=(Id("care"),)),),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("care", "care"),
        ("care call", "care-call"),
        ("a1", "walks"),
        ("DEEP", "deep"),
        ("first", "first"),
        ("ov", "talk"),
    ],
)
def test_a_session_is_asked_for_by_what_it_is_about_or_its_guide(said: str, found: str) -> None:
    """An attribute, a subset and a guide are found by any name of theirs, an indicator by a whole one."""
    assert find_topic(NAMES, said, NAMES.guides).id == found


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("car", "several attributes and guides", "say which: care, talk, --guide care-call"),
        ("talk", "several attributes and guides", "say which: talk --guide deep, --guide talk"),
        ("rest", "several guides and indicators", "say which: --guide rest, rest --guide deep"),
        ("walk", 'there is no attribute or guide "walk"', "did you mean talk?"),
        ("A2", '"A2" is not asked about anymore', "portrait show a2 says why"),
    ],
)
def test_a_name_of_several_kinds_is_refused_with_each(said: str, message: str, hint: str) -> None:
    """What could be an attribute or a guide is not guessed: the hint says how to name either of them."""
    with pytest.raises(NotFoundError, match=message) as caught:
        find_topic(NAMES, said, NAMES.guides)
    assert caught.value.hint == hint


def test_beside_a_guide_a_name_is_no_guide() -> None:
    """Once the guide is named, the same name means what the session is about."""
    assert isinstance(find_topic(NAMES, "talk", ()), Attribute)
    assert isinstance(find_topic(NAMES, "rest", ()), Indicator)
    with pytest.raises(NotFoundError, match='there is no attribute "deep"'):
        find_topic(NAMES, "deep", ())
