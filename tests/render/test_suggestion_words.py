"""Why something is suggested, as it stands on the screen."""

from datetime import date, timedelta

import pytest

from portrait_cli.core.suggestion import Suggestion, Why
from portrait_cli.render.suggestion import reason

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("why", "about", "days", "said"),
    [
        ("draft", "", None, "You started it, and it's waiting for you."),
        ("plan", "12", 3, "Plan 12 was due 3 days ago."),
        ("plan", "12", 0, "Plan 12 is due today."),
        ("first", "First time", None, "It would be your first session with this portrait."),
        ("start", "Start of year", None, "A new school year, and no goal yet."),
        ("middle", "Middle of year", None, "The school year is about half over."),
        ("end", "End of year", None, "The school year is coming to an end."),
        ("goal", "Advocacy", 49, "You chose Advocacy as a goal; you last looked at it 7 weeks ago."),
        ("goal", "Advocacy", None, "You chose Advocacy as a goal; you haven't looked at it yet."),
        ("longest", "Advocacy", 49, "You last looked at Advocacy 7 weeks ago."),
        ("longest", "Advocacy", None, "You haven't looked at Advocacy yet."),
        ("all", "", None, "You've looked at every attribute in the last few days."),
    ],
)
def test_a_suggestion_says_why(why: Why, about: str, days: int | None, said: str) -> None:
    """Every suggestion has its reason, in a sentence."""
    since = None if days is None else TODAY - timedelta(days=days)
    assert reason(Suggestion(why, ("reflect",), about, since), TODAY) == said
