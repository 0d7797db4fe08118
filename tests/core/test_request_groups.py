"""Groups in the person's own words: told apart, and who can be asked how."""

import pytest

from portrait_cli.core.errors import UsageError
from portrait_cli.core.request import Group
from portrait_cli.core.request_groups import are_students, groups_of, is_one_person


def test_a_group_is_called_what_the_person_calls_it() -> None:
    """A name in any script is kept, with an id for machines."""
    assert groups_of(["staff", " Grade 8   families ", "familias", "معلمون"]) == (
        Group("staff", "Staff"),
        Group("grade-8-families", "Grade 8 families"),
        Group("familias", "Familias"),
        Group("معلمون", "معلمون"),
    )


@pytest.mark.parametrize("names", [["staff", "STAFF"], ["staff", "staff!"], [""], ["???"], ["x" * 41], ["\x1b"]])
def test_names_that_are_none_are_refused(names: list[str]) -> None:
    """Two names that are the same to a file are refused, and so is a name without letters, or a sentence."""
    with pytest.raises(UsageError):
        groups_of(names)


@pytest.mark.parametrize("name", ["students", "Grade 8 students", "student council", "learners", "our kids"])
def test_students_are_known(name: str) -> None:
    """Students are known by their name."""
    assert are_students(groups_of([name])[0])


@pytest.mark.parametrize("name", ["staff", "families", "parents of students", "student services", "peers"])
def test_adults_are_no_students(name: str) -> None:
    """People who have to do with students are none."""
    assert not are_students(groups_of([name])[0])


def test_one_person_is_no_group() -> None:
    """A group that is one person is known by its name."""
    names = ["supervisor", "my supervisor", "the principal", "supervisors", "principals", "staff"]
    assert [is_one_person(group) for group in groups_of(names)] == [True, True, True, False, False, False]
