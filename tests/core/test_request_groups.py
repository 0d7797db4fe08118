"""Groups in the person's own words: told apart, and who can be asked how."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.errors import UsageError
from portrait_cli.core.group_words import are_students, is_one_person, may_be_students
from portrait_cli.core.request import Group
from portrait_cli.core.request_groups import asks_students, groups_of
from requests_for_tests import REQUEST


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


@pytest.mark.parametrize(
    "other",
    [
        *(
            "Staff.",
            "St\u0430ff",
            "staff\u200b",
            "ＳＴＡＦＦ",
            "Staff\u00a0",
            "st-aff",
            "Staff \u200b",
            "S t a f f",
            "Stäff",
        ),
        *("staﬀ", "𝐒taff", "staff\u3164", "STAFF\u115f", "sta\u0301ff", "ѕtaff", "s.t.a.f.f", "Ⓢtaff"),
    ],
)
def test_names_that_look_alike_are_refused(other: str) -> None:
    """Nobody can be given a group of their own that seems to be another: whatever it is made of, it is refused."""
    for names in (["staff", other], [other, "staff"]):
        with pytest.raises(UsageError):
            groups_of(names)


@pytest.mark.parametrize(
    "names",
    [["Families", "FamiIies"], ["Team 1", "Team l"], ["MATH", "МАТН"], ["PTO", "ΡΤΟ"], ["PTO", "PT0"], ["\u3164"]],
)
def test_letters_of_one_shape_are_the_same(names: list[str]) -> None:
    """A capital I looks like a small l, a zero like an O, letters of other alphabets like ours; some are blank."""
    with pytest.raises(UsageError):
        groups_of(names)


@pytest.mark.parametrize(
    "names",
    [
        ["Учителя", "Родители", "Staff"],
        ["3年A組", "3年B組", "PTA役員", "先生たち"],
        ["हिंदी शिक्षक", "हिंदी शिक्षा"],
        ["かき", "かぎ"],
        ["Ensemble β", "Ensemble α"],
        ["교사", "학부모"],
        ["grade 1 families", "grade 2 families", "grade 10 families", "grade 11 families"],
        ["Staff & families", "families", "staff"],
    ],
)
def test_names_in_any_script_are_told_apart(names: list[str]) -> None:
    """Names in other scripts, also some that are written with Latin letters in them, are groups of their own."""
    assert len(groups_of(names)) == len(names)


@given(st.lists(st.text(max_size=12), max_size=3))
def test_any_name_is_a_group_or_refused(names: list[str]) -> None:
    """No name gives another error, and no two groups have one id."""
    with contextlib.suppress(UsageError):
        assert len({group.id for group in groups_of(names)}) == len(names)


def test_students_in_wide_letters_are_students() -> None:
    """What a name means does not depend on how wide its letters are."""
    assert are_students(groups_of(["ＳＴＵＤＥＮＴＳ"])[0])


@pytest.mark.parametrize(
    "name",
    [
        "students",
        "Grade 8 students",
        "student council",
        "learners",
        "our kids",
        "8th graders",
        "scholars",
        "Class of 2029",
        "seniors",
        *("Estudiantes de 8º", "alumnos", "los niños", "ninos de kinder", "Niños de otro país"),
        *("Élèves de 6e", "les eleves", "lycéens"),
        *("Schülerinnen und Schüler", "Schueler", "Achtklässler", "Schüler*innen", "Kinder"),
        *("alunos do 9º ano", "Crianças", "studenti"),
        *("طلاب الصف الثامن", "الطلاب", "تلاميذ"),
        *("生徒", "3年生の生徒たち", "児童", "八年级学生", "同學", "중학생 학생들"),
    ],
)
def test_students_are_known(name: str) -> None:
    """Students are known by their name."""
    assert are_students(groups_of([name])[0])


@pytest.mark.parametrize(
    "name",
    [
        *(
            "staff",
            "families",
            "parents of students",
            "student services",
            "peers",
            "8th grade team",
            "student teachers",
        ),
        *("Familias de los alumnos", "Padres", "Parents d'élèves", "enseignants", "Schülereltern", "Lehrkräfte"),
        *("Pais dos alunos", "professores", "أولياء أمور الطلاب", "معلمون", "生徒の保護者", "先生たち", "学生家长"),
        *("학부모", "personale"),
    ],
)
def test_adults_are_no_students(name: str) -> None:
    """People who have to do with students are none."""
    assert not are_students(groups_of([name])[0])


@pytest.mark.parametrize(
    "name",
    [
        *("Grade 8", "homeroom 12", "advisory", "the chess club", "juniors"),
        *("8º grado", "Classe 6e", "Klasse 8b", "Turma A", "الصف الثامن", "3年生", "八年级"),
    ],
)
def test_some_names_leave_it_open(name: str) -> None:
    """A class or a grade may be students, and is not taken for them."""
    (group,) = groups_of([name])
    assert may_be_students(group)
    assert not are_students(group)


@pytest.mark.parametrize("name", ["students", "staff", "grade 8 families", "grade 8 students", "8th grade team"])
def test_most_names_leave_nothing_open(name: str) -> None:
    """Students, and adults who have to do with a grade, are known."""
    assert not may_be_students(groups_of([name])[0])


def test_a_request_knows_that_it_asks_students() -> None:
    """By the name of the group, or because the leader said so."""
    grade = replace(REQUEST, groups=groups_of(["Grade 8"]))
    assert not asks_students(grade)
    assert asks_students(replace(grade, of_students=True))
    assert asks_students(replace(REQUEST, groups=groups_of(["scholars"])))


def test_one_person_is_no_group() -> None:
    """A group that is one person is known by its name."""
    names = [
        "supervisor",
        "my supervisor",
        "the principal",
        "mi directora",
        "Le proviseur",
        "Meine Schulleiterin",
        "校長",
    ]
    assert all(map(is_one_person, groups_of(names)))
    assert not any(map(is_one_person, groups_of(["supervisors", "principals", "staff", "directores", "管理職"])))
