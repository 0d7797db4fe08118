"""The groups of people that are asked, in the person's own words, such as staff and families."""

from collections.abc import Iterable

from portrait_cli.core.errors import UsageError
from portrait_cli.core.request import Group
from portrait_cli.core.text import one_line, slug, visible

_LONGEST_NAME = 40
_STUDENTS = frozenset(
    {
        "child",
        "children",
        "kid",
        "kids",
        "learner",
        "learners",
        "pupil",
        "pupils",
        "student",
        "students",
        "youth",
    }
)
_ADULTS = frozenset(
    {
        "caregivers",
        "families",
        "family",
        "guardians",
        "mentors",
        "parent",
        "parents",
        "services",
        "staff",
        "teacher",
        "teachers",
    }
)
"""Beside such a word, those above say whose parents or teachers they are."""
_ONE_PERSON = frozenset(
    {
        "boss",
        "chair",
        "coach",
        "director",
        "evaluator",
        "manager",
        "mentor",
        "principal",
        "superintendent",
        "supervisor",
    }
)


def groups_of(names: Iterable[str]) -> tuple[Group, ...]:
    """Make the groups of their names. Raises UsageError for names that are none, or that are the same to a file."""
    groups: dict[str, Group] = {}
    for said in names:
        name = visible(one_line(said))
        group = Group(slug(name), name[:1].upper() + name[1:])
        if not group.id:
            raise UsageError(f'"{name}" names no group', hint="name the people: --of staff --of families")
        if len(name) > _LONGEST_NAME:
            raise UsageError(f'"{name[:_LONGEST_NAME]}…" is long for a group', hint="one or two words are enough")
        if group.id in groups:
            hint = "name each group once; people who belong to both answer in one of them"
            raise UsageError(f'"{name}" and "{groups[group.id].name}" are the same group', hint=hint)
        groups[group.id] = group
    return tuple(groups.values())


def are_students(group: Group) -> bool:
    """Return True for a group whose name says that they are students."""
    words = set(group.id.split("-"))
    return bool(words & _STUDENTS) and not words & _ADULTS


def is_one_person(group: Group) -> bool:
    """Return True for a group whose name says that it is one person, who could not be unknown."""
    return group.id.removeprefix("my-").removeprefix("the-") in _ONE_PERSON
