"""What a coordinator is told of their files: what is there, what does not count, and why a round is refused."""

from datetime import date

import pytest
from msgspec.structs import replace

from portrait_cli.core.cohort_found import CohortFound, RoundFound, not_counted, rounds_found
from portrait_cli.core.cohort_refusal import ONLY_HERE, Difference, refusal


def test_each_round_has_its_number() -> None:
    """Rounds are told with how many contributed; without any that is told, too."""
    found = CohortFound(rounds=(RoundFound("Fall 2026", 39), RoundFound("Spring 2027", 1)))
    assert rounds_found(found) == "Found: 39 contributions to Fall 2026, 1 contribution to Spring 2027."
    assert rounds_found(CohortFound()) == "Found: no contribution."


def test_what_does_not_count_is_told_by_kind_with_names() -> None:
    """Each kind is a sentence that names the files."""
    found = CohortFound(
        rounds=(RoundFound("Fall 2026", 39),),
        damaged=("a.json", "b.json"),
        newer=("c.json",),
        elsewhere=(("d.json", "districts-own"), ("e.json", "another"), ("f.json", "districts-own")),
        again=(("g.json", "h.json"),),
        doubles=1,
        others=("Mine.DOCX", "letter.pdf"),
    )
    assert list(not_counted(found, 5)) == [
        "2 damaged, ask for them again: a.json, b.json",
        "1 made with a newer portrait, update yours: c.json",
        "2 files with contributions of another portrait, districts-own: d.json, f.json",
        "1 file with contributions of another portrait, another: e.json",
        "1 contribution came again; the newest counts: g.json and h.json",
        "1 Word file, ask for the .json file instead: Mine.DOCX",
        "1 other file, not looked at: letter.pdf",
    ]
    assert next(iter(not_counted(CohortFound(damaged=("a",) * 12), 5))).endswith("a, a and 2 more")


@pytest.mark.parametrize(
    ("name", "is_near"),
    [("Fall 26", True), ("fal 2026", True), ("Fall", True), ("Fall 2025", False), ("Spring 2026", False)],
)
def test_a_mistyped_round_is_told(name: str, *, is_near: bool) -> None:
    """A round with few contributions that is called nearly as a larger one may be that one."""
    found = CohortFound(rounds=(RoundFound("Fall 2026", 39), RoundFound(name, 1, ("a.json",))))
    (said,) = not_counted(found, 5)
    assert said.startswith(f"{name} has 1 contribution, and nothing is shown of fewer than 5: a.json")
    assert said.endswith("If Fall 2026 was meant, ask for it again with that name") is is_near


def test_a_round_below_a_higher_threshold_need_not_name_its_files() -> None:
    """With many files they are not looked up."""
    (said,) = not_counted(CohortFound(rounds=(RoundFound("Fall", 40),)), 41)
    assert said == "Fall has 40 contributions, and nothing is shown of fewer than 41"


LATE = Difference(made=date(2026, 11, 23), fewest=5, leaders=39, new=1, unseen=1, missing=0, files=("late.json",))


@pytest.mark.parametrize(
    ("found", "said", "hint"),
    [
        (
            LATE,
            (
                "Fall was counted on November 23, 2026 with 39 leaders, and 1 is new (late.json). The difference "
                "between the two results would be what this 1 leader chose, so this one is not shown"
            ),
            "name the same files as before; the late ones can be counted on their own once they are 5",
        ),
        (
            replace(LATE, made=None, new=5, unseen=5, missing=1, files=()),
            (
                "Fall was counted before with 39 leaders, and 5 are new and 1 of them is missing. The difference "
                "between the two results would be what these 6 leaders chose, so this one is not shown"
            ),
            "name the same files as before, or only the 5 new ones",
        ),
        (
            replace(LATE, fewest=0, new=12, unseen=0, missing=2, files=("a",) * 12),
            (
                "Fall was counted on November 23, 2026 with 39 leaders, and 12 are new "
                "(a, a, a, a, a, a, a, a, a, a and 2 more) and 2 of them are missing. The difference between the two "
                "results would be what these 14 leaders chose, so this one is not shown"
            ),
            "name the same files as before, with the same portrait: that result can be shown again",
        ),
        (
            replace(LATE, new=0, unseen=0, missing=1, files=()),
            (
                "Fall was counted on November 23, 2026 with 39 leaders, and 1 of them is missing. The difference "
                "between the two results would be what this 1 leader chose, so this one is not shown"
            ),
            "name the same files as before, with the same portrait and --fewest 5: that result can be shown again",
        ),
        (
            replace(LATE, new=0, unseen=0),
            (
                "Fall was counted on November 23, 2026 with 39 leaders, and an answer or the portrait is different "
                "now. The difference between the two results would be what was changed, so this one is not shown"
            ),
            "name the same files as before, with the same portrait and --fewest 5: that result can be shown again",
        ),
        (
            replace(LATE, new=0, unseen=0, fewest=7),
            (
                "Fall was counted on November 23, 2026 with 39 leaders and --fewest 7. Beside that result, --fewest "
                "5 would tell what a few chose"
            ),
            "name the same files as before, with the same portrait and --fewest 7: that result can be shown again",
        ),
    ],
)
def test_a_refusal_says_what_differs_and_what_works(found: Difference, said: str, hint: str) -> None:
    """It names the files, the day of the earlier result and the reason, and that only this computer knows."""
    error = refusal("Fall", found, 5)
    assert (str(error), error.hint) == (said, f"{hint}. {ONLY_HERE}")
