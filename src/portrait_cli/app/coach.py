"""What a coach sent back: beside the leader's own view, once the leader has placed the same."""

from collections.abc import Sequence

from portrait_cli.app import reflect
from portrait_cli.app.coach_placing import (
    how_to_place,
    place_now,
    placed_by_leader,
    placing_steps,
    with_todays_names,
)
from portrait_cli.app.coach_replies import newest_reply
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request as SessionRequest
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.coach_answers import answers_of
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.request import Request
from portrait_cli.core.session import Step
from portrait_cli.core.side_by_side import SideBySide, levels_of, missing, side_by_side
from portrait_cli.render import side_by_side as pages
from portrait_cli.render.coach_words import page as words_page
from portrait_cli.store.index import Index
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display

_AGREEMENT = "agreement"
"""The guide in which one agreement becomes a plan."""


def show(workspace: Workspace, request: Request) -> None:
    """Show a coach's reply: beside the leader's own view, with an offer to write down one agreement; or to an entry.

    Raises NotFoundError without a reply, UsageError if the leader has to place something first and nobody can ask.
    """
    if request.kind == "entry":
        _show_words(workspace, request)
        return
    shown = both_views(workspace, request)
    if shown is None:
        return
    display = Display(workspace.environment, workspace.plain)
    display.show(pages.page(shown, request.title, display.look), paged=True)
    _agree(workspace, shown, request)


def both_views(workspace: Workspace, request: Request) -> SideBySide | None:
    """Put the two views side by side; None if the leader prefers to place the rest later.

    Raises the errors of `show`.
    """
    request = with_todays_names(request, former_names(workspace.portrait))
    reply = newest_reply(workspace, request)
    index = open_index(workspace)
    waiting = _missing(workspace, request, index)
    if waiting:
        if not _place_first(workspace, request, waiting, has_replied=reply is not None):
            return None
        index = open_index(workspace)
        waiting = _missing(workspace, request, index)
        if waiting:
            raise _not_placed(workspace, request, waiting)
    if reply is None:
        raise _no_reply(workspace, request)
    return side_by_side(request, reply, placed_by_leader(workspace, request, index))


def _show_words(workspace: Workspace, request: Request) -> None:
    """Show what a coach wrote about an entry with the words that were handed over, also when the entry is gone."""
    reply = newest_reply(workspace, request)
    if reply is None:
        raise _no_reply(workspace, request)
    display = Display(workspace.environment, workspace.plain)
    display.show(words_page(request, answers_of(request, reply), display.look), paged=True)


def _no_reply(workspace: Workspace, request: Request) -> NotFoundError:
    hint = f"once you have the file: {command(workspace.config, 'receive', 'FILE')}"
    return NotFoundError(f"there is no reply from {request.by} yet", hint=hint)


# --- placing first ---


def _missing(workspace: Workspace, request: Request, index: Index) -> Sequence[Step]:
    """List what the leader still has to place; what the portrait no longer has is not asked for."""
    known = {str(part.id) for part in workspace.portrait.parts()}
    targets = [step.target for step in levels_of(request) if step.target in known]
    if not targets:
        return ()
    placeable = frozenset(step.target for step in placing_steps(workspace, targets, index))
    return missing(request, placed_by_leader(workspace, request, index), placeable)


def _place_first(workspace: Workspace, request: Request, waiting: Sequence[Step], *, has_replied: bool) -> bool:
    """Offer to place what is missing; return True if that was done. Raises UsageError where nobody can ask."""
    environment = workspace.environment
    if not environment.can_ask:
        raise _not_placed(workspace, request, waiting)
    ask = asker_for(environment, workspace.config)
    display = Display(environment, workspace.plain)
    ask.show(pages.to_place_first(request.by, [step.target_name for step in waiting], has_replied, display.look))
    if not ask.confirm("Place them now?", default=True):
        targets = [step.target for step in waiting]
        environment.say(f"Later: {how_to_place(workspace, request, targets)}")
        return False
    place_now(workspace, [step.target for step in waiting])
    return True


def _not_placed(workspace: Workspace, request: Request, waiting: Sequence[Step]) -> UsageError:
    names = ", ".join(step.target_name for step in waiting)
    targets = [step.target for step in waiting]
    return UsageError(
        f"{request.by}'s view opens once you have placed the same: {names}",
        hint=how_to_place(workspace, request, targets),
    )


# --- one agreement ---


def _agree(workspace: Workspace, shown: SideBySide, request: Request) -> None:
    """Offer the guide in which one agreement becomes a plan, if the portrait has it."""
    if not any(guide.id == _AGREEMENT for guide in workspace.portrait.guides):
        return
    attributes = {step.attribute for step in levels_of(request)}
    known = {str(attribute.id) for attribute in workspace.portrait.attributes}
    about = tuple(attributes) if len(attributes) == 1 and attributes <= known else ()
    words = ("reflect", *about, "--guide", _AGREEMENT)
    environment = workspace.environment
    if not environment.can_ask:
        environment.say(f"When you two have talked, write down one agreement: {command(workspace.config, *words)}")
        return
    ask = asker_for(environment, workspace.config)
    if ask.confirm(
        f"Have you and {shown.coach} talked, and would you like to write down one agreement?", default=False
    ):
        reflect.in_terminal(workspace, SessionRequest(about, _AGREEMENT), new=False)
    else:
        environment.say(f"Whenever you're ready: {command(workspace.config, *words)}")
