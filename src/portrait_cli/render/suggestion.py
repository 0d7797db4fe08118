"""Why something is suggested, in words."""

from datetime import date
from typing import assert_never

from portrait_cli.core.suggestion import Suggestion
from portrait_cli.render.phrases import distance


def reason(suggestion: Suggestion, today: date) -> str:
    """Explain in a sentence why something is suggested."""
    about = suggestion.about
    when = distance(suggestion.since, today) if suggestion.since else ""
    match suggestion.why:
        case "draft":
            return "You started it, and it's waiting for you."
        case "plan":
            return f"Plan {about} is due today." if when == "today" else f"Plan {about} was due {when}."
        case "first":
            return "It would be your first session with this portrait."
        case "start":
            return "A new school year, and no goal yet."
        case "middle":
            return "The school year is about half over."
        case "end":
            return "The school year is coming to an end."
        case "goal":
            looked_at = f"you last looked at it {when}" if when else "you haven't looked at it yet"
            return f"You chose {about} as a goal; {looked_at}."
        case "longest":
            return f"You last looked at {about} {when}." if when else f"You haven't looked at {about} yet."
        case "all":
            return "You've looked at every attribute in the last few days."
        case _:
            assert_never(suggestion.why)
