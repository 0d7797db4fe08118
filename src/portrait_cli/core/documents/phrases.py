"""Plans, decisions and evidence in the words that a document has for them."""

from portrait_cli.core.attached_file import is_place
from portrait_cli.core.entry import GoalReview, Plan
from portrait_cli.core.evidence import Piece
from portrait_cli.core.guide import ReviewGoal

_ASKED = ReviewGoal()
_DECIDED = {
    _ASKED.keep: "Kept the goal",
    _ASKED.change: "Changed the goal",
    _ASKED.met: "Met the goal",
    _ASKED.let_go: "Let the goal go",
}
"""What was decided, for whoever was not asked; a portrait's own words stay as they are."""


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def step_of(plan: Plan) -> str:
    """Return a plan in one line, without its day."""
    return capital(plan.without_day)


def decided(review: GoalReview) -> str:
    """Return what was decided about a goal."""
    return _DECIDED.get(review.label, review.label)


def shown_by(piece: Piece) -> str:
    """Return the person's words of a piece of evidence, with the name that they gave a link."""
    evidence = piece.evidence
    is_own = not is_place(evidence.link) and evidence.name not in evidence.link
    return "\n".join(filter(None, [piece.said, evidence.name if is_own else ""]))
