"""Goals in the person's words: since when, what would show them, what became of them, what gathers under them."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from portrait_cli.core.entry import GoalOutcome
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import Decision, TrackedGoal
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.text import one_line
from portrait_cli.render.phrases import count, day, facts, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words

DECIDED: Mapping[GoalOutcome, str] = {"keep": "kept", "change": "changed", "met": "met", "let-go": "let go"}
_MOST_PLANS, _MOST_PIECES = 3, 3


class GoalPage(Struct, frozen=True):
    """A goal as it is shown."""

    tracked: TrackedGoal
    about: str
    """What the attribute or indicator is called; empty for none."""
    open_plans: tuple[OpenPlan, ...] = ()
    """The open plans that gather under it, oldest first."""
    evidence: tuple[Piece, ...] = ()
    """The evidence that gathers under it, newest first."""


def listing(goals: Sequence[GoalPage], look: Look, *, ended: bool) -> Renderable:
    """List the open goals by their numbers; below them, if wanted, those that ended."""
    still_open = [page for page in goals if page.tracked.ended is None]
    others = [page for page in goals if page.tracked.ended]

    column = Column()
    if still_open:
        column.add(_titled("My goal" if len(still_open) == 1 else "My goals", still_open, look))
    if others and ended:
        column.add(_titled("Goals that ended", others, look))
    if still_open:
        first = still_open[0].tracked.number
        column.paragraph(f"Where does it stand? portrait goal keep {first} (or change, met, let-go)", "dim")
    if others and not ended:
        column.line(f"{count(len(others), 'goal')} that ended: portrait goal --all", "dim")
    return column.inset(look, bottom=1)


def _titled(title: str, goals: Sequence[GoalPage], look: Look) -> Column:
    column = Column()
    column.paragraph(title, "bold")
    for page in goals:
        column.blank()
        sign = str(page.tracked.number)
        if look.plain:
            sign += "."
        gap = 1 if look.stacked else 2
        column.add(side_by_side([(words(sign, "dim"), _page(page))], gap=gap))
    return column


def _page(page: GoalPage) -> Column:
    tracked = page.tracked
    column = Column()
    column.line(tracked.goal.text.strip("\n"), "bold")
    column.line(facts(_about_and_since(page), tracked.id), "dim")
    column.optional_line(_shows(tracked))
    for decision in tracked.decisions:
        column.add(decided(decision))
    if tracked.ended is None:
        column.add(_plans(page.open_plans), _evidence(page))
    return column


def _about_and_since(page: GoalPage) -> str:
    about = f"about {page.about}" if page.about else ""
    return facts(about, f"since {day(page.tracked.set_on)}")


def _shows(tracked: TrackedGoal) -> str:
    shows = tracked.shows.strip("\n")
    return f"What would show it: {shows}" if shows.strip() else ""


def decided(decision: Decision) -> Column:
    """Show what was decided, and why; for a changed goal also what it was before."""
    review = decision.review
    how = DECIDED[review.outcome]
    said = f". {one_line(review.reason)}" if review.reason.strip() else ""
    column = Column()
    column.line(f"{how[0].upper()}{how[1:]} on {day(decision.on)}{said}")
    if review.outcome == "change":
        column.line(f"It was: “{first_lines(review.sentence)}”", "dim")
    return column


def _plans(plans: Sequence[OpenPlan]) -> Column:
    column = Column()
    for one in plans[-_MOST_PLANS:]:
        column.line(f"Plan: {one.plan.sentence}")
    left = len(plans) - _MOST_PLANS
    if left > 0:
        column.line(f"and {count(left, 'more plan')}: portrait plans", "dim")
    return column


def _evidence(page: GoalPage) -> Column:
    column = Column()
    for piece in page.evidence[:_MOST_PIECES]:
        column.line(f"Evidence from {day(piece.day)}: {first_lines(piece.sentence)}")
    left = len(page.evidence) - _MOST_PIECES
    if left > 0:
        column.line(f"and {left} more: portrait evidence --attribute {page.tracked.goal.target}", "dim")
    return column


# --- on other pages ---


def in_short(goals: Sequence[GoalPage]) -> Column:
    """Show open goals at the top of a page: the words, since when, and what was decided."""
    column = Column()
    column.paragraph("My goal" if len(goals) == 1 else "My goals", "bold")
    for page in goals:
        column.line(page.tracked.goal.text.strip("\n"))
        column.line(_about_and_since(page), "dim")
        for decision in page.tracked.decisions:
            column.add(decided(decision))
    return column


def state(tracked: TrackedGoal) -> str:
    """Return what became of a goal, for below its words in an entry: `open`, or `met on June 4, 2027`."""
    newest = [f"{DECIDED[one.review.outcome]} on {day(one.on)}" for one in tracked.decisions[-1:]]
    return facts(*(newest or ["open"]), f"goal {tracked.number}")
