import pytest

from examples import PORTRAIT
from portrait_cli.errors import NotFoundError
from portrait_cli.model.portrait import Attribute, Id
from portrait_cli.naming import find

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
    """The id, the name, or an unambiguous beginning of them or of a word finds it, in any case."""
    assert find(THINGS, said, "attribute").name == name


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        ("adv", '"adv" could be several attributes', "say which: advocacy, adversity"),
        ("advocasy", 'there is no attribute "advocasy"', "the nearest are: advocacy"),
        ("zzz", 'there is no attribute "zzz"', "there are: " + ", ".join(thing.id for thing in THINGS)),
        (" ", 'there is no attribute " "', "there are: " + ", ".join(thing.id for thing in THINGS)),
    ],
)
def test_what_is_meant_by_none_or_several_is_told(said: str, message: str, hint: str) -> None:
    """An unknown name is answered with the nearest ones, an ambiguous one with those meant."""
    with pytest.raises(NotFoundError) as caught:
        find(THINGS, said, "attribute")
    assert (str(caught.value), caught.value.hint) == (message, hint)


def test_a_name_of_nothing_at_all() -> None:
    """Where there is nothing, the hint says so."""
    with pytest.raises(NotFoundError) as caught:
        find((), "coach", "role")
    assert caught.value.hint == "there are: none"
