"""What a coach sent back: beside the leader's own view, once the leader has placed the same."""

from collections.abc import Sequence
from typing import ClassVar

from portrait_cli.app import reflect
from portrait_cli.app.coach_placing import (
    how_to_place,
    place_now,
    placed_by_leader,
    placing_steps,
    with_todays_names,
)
from portrait_cli.app.coach_replies import newest_reply
from portrait_cli.app.feedback_file import Files, attribution_of, write_page
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request as SessionRequest
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.coach_answers import CoachAnswer, answers_of
from portrait_cli.core.coach_steps import names_of
from portrait_cli.core.documents.coach_sheet import answers_sheet, coach_sheet
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.request import Request
from portrait_cli.core.session import Step
from portrait_cli.core.side_by_side import SideBySide, levels_of, missing, side_by_side
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import side_by_side as pages
from portrait_cli.render.coach_words import page as words_page
from portrait_cli.store.index import Index
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display

_AGREEMENT = "agreement"
"""The guide in which one agreement becomes a plan."""


class CoachDocument(Document, frozen=True):
    """What a coach sent back."""

    command: ClassVar[str] = "portrait feedback (of a coach)"
    request: str
    """The id of the request."""
    both: SideBySide | None
    """Both views, if the coach was asked to place what the leader places; null if an entry was handed over."""
    answers: tuple[CoachAnswer, ...]
    """What the coach wrote about an entry that was handed over; an empty list without one."""


def show(workspace: Workspace, request: Request, files: Files, *, as_json: bool) -> None:
    """Show a coach's reply: beside the leader's own view, with an offer to write down one agreement; or to an entry.

    It may go into files, or be printed as JSON. Raises NotFoundError without a reply, UsageError if the leader has
    to place something first and nobody can ask.
    """
    files.check()
    if request.kind == "entry":
        _show_words(workspace, request, files, as_json=as_json)
        return
    shown = _both_views(workspace, request, asks=not as_json)
    if shown is None:
        return
    if as_json:
        print_json(workspace.environment.write, CoachDocument(request.id, shown, ()))
    elif files.are_asked:
        attribution = attribution_of(workspace, request.portrait)
        write_page(workspace, coach_sheet(shown, request, attribution, workspace.environment.now().date()), files)
    else:
        display = Display(workspace.environment, workspace.plain)
        display.show(pages.page(shown, request.title, display.look), paged=True)
        _agree(workspace, shown, request)


def _both_views(workspace: Workspace, request: Request, *, asks: bool) -> SideBySide | None:
    """Put the two views side by side; None if the leader is asked and prefers to place the rest later.

    Raises the errors of `show`.
    """
    request = with_todays_names(request, former_names(workspace.portrait))
    reply = newest_reply(workspace, request)
    index = open_index(workspace)
    waiting = _missing(workspace, request, index)
    if waiting:
        if not (asks and workspace.environment.can_ask):
            raise _not_placed(workspace, request, waiting)
        if not _place_first(workspace, request, waiting, has_replied=reply is not None):
            return None
        index = open_index(workspace)
        waiting = _missing(workspace, request, index)
        if waiting:
            raise _not_placed(workspace, request, waiting)
    if reply is None:
        raise _no_reply(workspace, request)
    return side_by_side(request, reply, placed_by_leader(workspace, request, index))


def _show_words(workspace: Workspace, request: Request, files: Files, *, as_json: bool) -> None:
    """Show what a coach wrote about an entry with the words that were handed over, also when the entry is gone."""
    reply = newest_reply(workspace, request)
    if reply is None:
        raise _no_reply(workspace, request)
    answers = answers_of(request, reply)
    if as_json:
        print_json(workspace.environment.write, CoachDocument(request.id, None, answers))
    elif files.are_asked:
        attribution = attribution_of(workspace, request.portrait)
        write_page(workspace, answers_sheet(request, answers, attribution, workspace.environment.now().date()), files)
    else:
        display = Display(workspace.environment, workspace.plain)
        display.show(words_page(request, answers, display.look), paged=True)


def _no_reply(workspace: Workspace, request: Request) -> NotFoundError:
    hint = f"once you have the file: {command(workspace.config, 'receive', 'FILE')}"
    return NotFoundError(f"there is no reply from {request.by} yet", hint=hint)


# --- placing first ---


def _missing(workspace: Workspace, request: Request, index: Index) -> Sequence[Step]:
    """List what the leader still has to place; what the portrait no longer has is not asked for.

    Raises UsageError if something is missing and the portrait in use is another one than was asked with.
    """
    placed = placed_by_leader(workspace, request, index)
    if request.portrait != workspace.portrait.id:
        if all(step.target in placed for step in levels_of(request)):
            return ()
        message = f"{request.by} was asked with another portrait: {request.portrait_title}"
        hint = (
            f"{command(workspace.config, 'feedback', request.id)} --portrait FILE, with that portrait's file or name"
        )
        raise UsageError(message, hint=hint)
    known = set(names_of(workspace.portrait))
    targets = [step.target for step in levels_of(request) if step.target in known]
    if not targets:
        return ()
    placeable = frozenset(step.target for step in placing_steps(workspace, targets, index))
    return missing(request, placed, placeable)


def _place_first(workspace: Workspace, request: Request, waiting: Sequence[Step], *, has_replied: bool) -> bool:
    """Offer to place what is missing; return True if that was done."""
    environment = workspace.environment
    ask = asker_for(environment, workspace.config)
    names, targets = [step.target_name for step in waiting], [step.target for step in waiting]
    ask.show(pages.to_place_first(request.by, names, ask.look, has_replied=has_replied))
    if not ask.confirm("Place them now?", default=True):
        environment.say(f"Later: {how_to_place(workspace, request, targets)}")
        return False
    place_now(workspace, targets)
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
    if ask.confirm(f"Once you and {shown.coach} have talked: write down one agreement now?", default=False):
        reflect.in_terminal(workspace, SessionRequest(about, _AGREEMENT), new=False)
    else:
        environment.say(f"Whenever you're ready: {command(workspace.config, *words)}")
