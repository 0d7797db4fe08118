"""Placing what a coach places too: which steps that takes, what is missing still, and the session for it."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from portrait_cli.app import reflect, which_session
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.coach_steps import only_placing, placing_guide
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.request import Request
from portrait_cli.core.session import Step
from portrait_cli.core.side_by_side import SHORTLY_BEFORE, Placed, placed_for
from portrait_cli.store.index import Index


def placing_steps(workspace: Workspace, names: Sequence[str], index: Index) -> tuple[Step, ...]:
    """Return the steps of the session that places what is named. Raises NotFoundError for an unknown name."""
    workspace, asked = _session(workspace, names)
    wanted = which_session.which_session(workspace, asked, index)
    return which_session.lay_out(workspace, wanted, Past()).steps


def place_now(workspace: Workspace, targets: Sequence[str]) -> None:
    """Let the leader place attributes and indicators in the terminal."""
    workspace, asked = _session(workspace, targets)
    reflect.in_terminal(workspace, asked, new=False)


def how_to_place(workspace: Workspace, request: Request, targets: Sequence[str]) -> str:
    """Return the command with which the leader places them."""
    guide = placing_guide(workspace.portrait)
    if guide is None:
        return f"{command(workspace.config, 'feedback', request.id)} in a terminal asks for them"
    return command(workspace.config, "reflect", *targets, "--guide", guide.id)


def _session(workspace: Workspace, names: Sequence[str]) -> tuple[Workspace, which_session.Request]:
    """Ask for the session that places them and nothing else: plans come when the coach's view is read."""
    guide = only_placing(workspace.portrait)
    portrait = replace(workspace.portrait, guides=(guide,))
    return replace(workspace, portrait=portrait), which_session.Request(tuple(names), guide.id)


def with_todays_names(request: Request, names: FormerNames) -> Request:
    """Return a request as if it was made with the names that attributes and indicators have today."""
    if not names.means(request.portrait):
        return request
    steps = tuple(replace(step, target=names.today(step.target)) for step in request.steps)
    return replace(request, portrait=names.portrait, steps=steps)


def placed_by_leader(workspace: Workspace, request: Request, index: Index) -> dict[str, Placed]:
    """Find what the leader placed for a request that has today's names."""
    names = former_names(workspace.portrait)
    since = request.asked_on - SHORTLY_BEFORE
    entries = (names.renamed(stored.entry) for stored in index.between(since, date.max))
    return placed_for(request, (entry for entry in entries if entry.portrait == request.portrait))
