"""A round of feedback: the request, and what may be shown of the replies to it now."""

from collections.abc import Mapping

from msgspec import Struct

from portrait_cli.app.replies import key_for, notes_for, replies_of, shown_before
from portrait_cli.app.which_request import newest
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import LockedError, NotFoundError, PortraitError
from portrait_cli.core.feedback import Result, of_group, result_of
from portrait_cli.core.opening import Opened, opened
from portrait_cli.core.request import Request
from portrait_cli.store import results
from portrait_cli.store.requests import Requests


class Round(Struct, frozen=True):
    """A request with what may be shown of the replies to it."""

    request: Request
    result: Result
    opened: Mapping[str, Opened]
    """What is shown of each group, once it is."""
    shown_before: Mapping[str, Opened] | None
    """What has been shown of each group; None if nobody has looked yet."""
    is_for_others: bool = False
    """True if they are received here in the asker's place."""
    is_handed_over: bool = False
    """True if somebody else received them, and handed over the result."""

    @property
    def is_empty(self) -> bool:
        """Return True if nothing may be shown yet."""
        return not any(True for _ in self.result.shown)

    @property
    def is_new(self) -> bool:
        """Return True if nobody has looked yet."""
        return not self.is_empty and self.shown_before is None

    def keep_as_shown(self, workspace: Workspace) -> None:
        """Keep what is shown, before it is: from then on it is what later views are compared with.

        Raises LockedError if something else was shown meanwhile: beside this it would tell people apart.
        """
        if self.is_empty:
            return
        if not self.is_handed_over:
            self._note_as_shown(workspace)
        if self.opened != self.shown_before:
            results.write_opened(workspace.journal, self.request.id, self.opened)

    def _note_as_shown(self, workspace: Workspace) -> None:
        notes = notes_for(workspace.config, self.request)
        with notes.held():
            if shown_before(workspace, self.request) != self.shown_before:
                again = command(workspace.config, "feedback", self.request.id)
                raise LockedError("something else was shown meanwhile, in another window", hint=f"again: {again}")
            if notes.shown(self.request.id) != self.opened:
                notes.note_shown(self.request.id, self.opened)


def find_request(workspace: Workspace, name: str) -> Request:
    """Find a request by its id or the beginning of it; if none is named, one to colleagues, see `which_request`.

    Raises NotFoundError if there is none.
    """
    requests = Requests(workspace.journal)
    if name:
        return requests.find(name)
    problems: list[PortraitError] = []
    everything = requests.all(problems)
    found = [request for request in everything if request.kind == "feedback"] or everything
    for problem in problems:
        workspace.environment.say(f"portrait: skipped {problem}")
    if not found:
        hint = f"this asks them: {command(workspace.config, 'ask', 'ATTRIBUTE', '--of', 'staff')}"
        raise NotFoundError("you haven't asked any colleagues yet", hint=hint)
    return newest(workspace, found)


def read_round(workspace: Workspace, request: Request) -> Round:
    """Open what may be shown, in memory. Raises NotFoundError without the key, InvalidFileError for damaged files."""
    handed_over = results.read_result(workspace.journal, request.id)
    if handed_over and handed_over.request == request.id:
        read_before = results.read_opened(workspace.journal, request.id)
        return Round(request, handed_over, {}, read_before, is_handed_over=True)
    key_for(workspace.config, request)
    before = shown_before(workspace, request)
    known = before or {}
    counted = {digest for group in known.values() for digest in group.replies}
    received = replies_of(workspace, request, counted)
    now = {
        group.id: opened(
            of_group(received.replies, group.id).keys(),
            known.get(group.id, Opened()),
            request.fewest,
        )
        for group in request.groups
    }
    result = result_of(request, received.replies, now)
    return Round(request, result, now, before, is_for_others=bool(request.collector))


def nothing_yet(workspace: Workspace, of: Round) -> NotFoundError:
    """Return the error for a round of which nothing may be shown yet."""
    gone = [group for group in of.result.groups if of.opened.get(group.group, Opened()).counted]
    if gone:
        receive, redo = command(workspace.config, "receive", "FILES"), command(workspace.config, "redo")
        hint = f"take in the same replies again: {receive}; or, if that was undone: {redo}"
        return NotFoundError(f"{gone[0].name}: {gone[0].held_back}", hint=hint)
    receive = command(workspace.config, "receive", "FILES")
    message = f"nothing can be shown yet: a group is shown once {of.request.fewest} have replied"
    return NotFoundError(message, hint=f"take in more replies: {receive}")
