"""Items that a leader writes, and what would make them easier to answer."""

import pytest

from portrait_cli.core.colleague_set import ColleagueItem
from portrait_cli.core.own_items import remarks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Does he ask who is missing?", "is a question"),
        ("I ask who is missing.", "is about you as you say it"),
        ("Cares about families.", "is hard to see"),
        ("Is fair.", "is hard to see"),
        ("Never interrupts.", "says what you don't do"),
        ("Listens and decides.", "may be two things"),
    ],
)
def test_what_would_be_easier_to_answer_is_said(text: str, said: str) -> None:
    """An item that nobody could see, or that is two things, is remarked on."""
    (remark,) = remarks([ColleagueItem(text)])
    assert remark.startswith(f"“{text}” {said}")


def test_a_good_item_gets_no_remark() -> None:
    """One behavior that can be seen is just asked, also if it has a name with `and` within a word."""
    assert list(remarks([ColleagueItem("Asks who is missing."), ColleagueItem("Hands out the agenda.")])) == []
