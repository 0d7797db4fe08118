from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, Struct

from portrait_cli.core.text import Id, slug
from portrait_cli.formats.problems import At
from portrait_cli.formats.struct_annotations import Field, fields_of
from portrait_cli.formats.yaml_struct import ShapeError, read
from portrait_cli.formats.yaml_tree import parse


class Pet(Struct, frozen=True):
    """A thing in a list."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "What it is called."]
    legs: int = 4


class Sing(Struct, frozen=True, tag_field="do", tag="sing"):
    """One of two things to do."""

    song: str = ""


class Sleep(Struct, frozen=True, tag_field="do", tag="sleep"):
    """The other one."""


class PlanOutcome(Struct, frozen=True):
    """Something that has no explanation."""

    what: str


class House(Struct, frozen=True):
    """A thing with every kind of field."""

    id: Annotated[Id, "Its name for machines."]
    color: Literal["red", "blue"] = "red"
    built: date | None = None
    sold: datetime | None = None
    open: bool = False
    pets: tuple[Pet, ...] = ()
    guest: Pet | None = None
    evenings: tuple[Sing | Sleep, ...] = ()
    rooms: Mapping[str, int] = {}
    doors: Annotated[int, "How many doors.", Meta(ge=1)] = 1
    keys: Annotated[tuple[str, ...], "Who has one.", Meta(min_length=2, max_length=3)] = ()
    walls: Annotated[tuple[str, ...], "What they are made of.", Meta(min_length=1)] = ("clay",)


def _house(text: str) -> House:
    return read(House, parse(text))[0]


def _problems(text: str) -> list[str]:
    with pytest.raises(ShapeError) as caught:
        _house(text)
    assert str(caught.value)
    return [f"{problem.at.line}:{problem.at.column}: {problem.message}" for problem in caught.value.problems]


def test_a_tree_becomes_a_value() -> None:
    """Every kind of field is read by its annotation."""
    text = """\
id: my-house
color: blue
built: 2026-11-23
sold: 2026-11-23T14:30:00
open: yes
pets: [Rex, {name: Tweety, legs: 2}]
guest: Tom
evenings: [sleep, {do: sing, song: Hallelujah}]
rooms: {kitchen: 1, bath: ~}
"""
    assert _house(text) == House(
        id=Id("my-house"),
        color="blue",
        built=date(2026, 11, 23),
        sold=datetime(2026, 11, 23, 14, 30),  # noqa: DTZ001  # local
        open=True,
        pets=(Pet("Rex"), Pet("Tweety", 2)),
        guest=Pet("Tom"),
        evenings=(Sleep(), Sing("Hallelujah")),
        rooms={"kitchen": 1},
    )


def test_what_is_missing_has_its_default() -> None:
    """A missing optional value has its default."""
    assert _house("id: a\npets:\nguest: ~\nbuilt: ''\n") == House(Id("a"))


def test_every_part_knows_its_place() -> None:
    """Each part of the value has its place in the file."""
    _, places = read(House, parse("id: a\npets:\n  - Rex\n  - name: Tom\n"))
    assert places[("pets", 1, "name")] == At(4, 11)
    assert places[("pets", 0)] == places[("pets", 0, "name")] == At(3, 5)


def test_blanks_around_a_text_do_not_count() -> None:
    """Blanks around a text are dropped, and blanks alone are nothing."""
    assert _house("id: a\nguest: '  Tom '\n").guest == Pet("Tom")
    assert _house("id: a\nguest: '  '\n").guest is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x", "1:1: found a text as the whole file; expected lines with id"),
        ("[x]", "1:1: found a list as the whole file; expected lines with id"),
        ("~", "1:1: found nothing as the whole file; expected lines with id"),
        ("open: yes", "1:1: id is missing in the file; expected its name for machines"),
        ("id: a b", '1:5: found "a b" for id; expected lowercase letters, digits and hyphens, such as a-b'),
        ("id: a\ncolor: green", '2:8: found "green" for color; expected one of red, blue'),
        ("id: a\nbuilt: soon", '2:8: found "soon" for built; expected a date such as 2026-11-23'),
        (
            "id: a\nsold: soon",
            '2:7: found "soon" for sold; expected a date and time such as 2026-11-23T14:30:00',
        ),
        ("id: a\nopen: maybe", '2:7: found "maybe" for open; expected true or false'),
        ("id: a\nopen: [yes]", "2:7: found a list for open; expected true or false"),
        ("id: a\nid-: b", '2:1: found the unknown name "id-"; did you mean id?'),
        ("id: a\npets: [[Rex]]", "2:8: found a list for pet; expected lines with name"),
        ("id: a\npets: [~]", "2:8: found nothing for pet; expected lines with name"),
        ("id: a\npets: {legs: 3}", "2:7: name is missing in this pet; expected what it is called"),
        ("id: a\npets: [{name: Rex, legs: -1}]", '2:26: found "-1" for legs; expected a whole number'),
        (
            "id: a\npets: [{name: Rex, tail: 1}]",
            '2:20: found the unknown name "tail" in pet; expected one of name, legs',
        ),
        (
            "id: a\nguest: {name: {x: y}}",
            (
                "2:15: found a group of lines for name; expected text; "
                "put quotation marks around text with a colon in it"
            ),
        ),
        ("id: a\nevenings: dance", '2:11: found "dance" for `do` in evening; expected one of sing, sleep'),
        ("id: a\nevenings: [{song: x}]", "2:12: found nothing for `do` in evening; expected one of sing, sleep"),
        ("id: a\nrooms: [1]", "2:8: found a list for rooms; expected lines of `name: value`"),
        ("id: a\nrooms: {bath: two}", '2:15: found "two" for bath in rooms; expected a whole number'),
    ],
)
def test_what_does_not_fit_is_reported(text: str, problem: str) -> None:
    """Each wrong value is reported with its place, what was found and what was expected."""
    assert _problems(text) == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("id: a\ndoors: 0", "2:8: found 0 for doors; expected at least 1"),
        ("id: a\nkeys: [Tom]", "2:7: found 1 in keys; expected 2 to 3"),
        ("id: a\nkeys: [a, b, c, d]", "2:7: found 4 in keys; expected 2 to 3"),
        ("id: a\nwalls: []", "2:8: found nothing in walls; expected at least 1"),
        (f"id: {'a' * 81}", "1:5: found 81 characters for id; expected at most 80"),
        (
            "id: a\nguest: {name: First, then Tom}",
            '2:22: found "then Tom" by itself; put quotation marks around text with a comma in it',
        ),
        (
            "id: a\nguest: {name: Tom, tail}",
            '2:20: found the unknown name "tail" in guest; expected one of name, legs',
        ),
        (
            "id: a\nguest: {name: Tom, a tail: 1}",
            '2:20: found the unknown name "a tail" in guest; expected one of name, legs',
        ),
    ],
)
def test_values_beyond_their_limits_are_reported(text: str, problem: str) -> None:
    """The limits of the annotations count, and a text that was cut in two by its comma is recognized."""
    assert _problems(text) == [problem]


def test_limits_are_within_what_is_allowed() -> None:
    """A value at its limit is fine, and so is a missing list."""
    house = _house(f"id: {'a' * 80}\ndoors: 1\nkeys: [a, b]\n")
    assert (len(house.id), house.doors, house.keys, house.walls) == (80, 1, ("a", "b"), ("clay",))


def test_all_wrong_values_are_reported() -> None:
    """One wrong value does not hide the others."""
    assert len(_problems("color: x\nopen: y\npets: [{legs: z}]\n")) == 5


def test_a_long_text_is_shortened() -> None:
    """A message stays readable, whatever was found."""
    (problem,) = _problems(f"id: a\ncolor: {'x' * 99}")
    assert problem == f'2:8: found "{"x" * 39}…" for color; expected one of red, blue'


def test_the_annotations_are_the_format() -> None:
    """The dataclass has what a field may contain, and what is said about it."""
    assert fields_of(Pet) == (
        Field("name", str, "What it is called.", required=True),
        Field("legs", int, "", required=False),
    )


def test_a_field_without_words_still_expects_a_value() -> None:
    """A field without an explanation still expects a value."""
    with pytest.raises(ShapeError) as caught:
        read(PlanOutcome, parse("{}"))
    assert caught.value.problems[0].message == "what is missing in the file; expected a value"


@given(st.text())
def test_a_slug_is_its_own_slug(text: str) -> None:
    """An id made from any text has only small letters, digits and hyphens, and is stable."""
    made = slug(text)
    assert slug(made, words=99) == made
    assert not set(made) & set(" ._/:#\n")
