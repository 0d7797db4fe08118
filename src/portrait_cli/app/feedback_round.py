"""A round of feedback: the request, and what may be shown of the replies to it now."""

from collections.abc import Mapping

from msgspec import Struct

from portrait_cli.app.replies import replies_of
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import NotFoundError, PortraitError
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

    @property
    def is_empty(self) -> bool:
        """Return True if nothing may be shown yet."""
        return not any(True for _ in self.result.shown)

    @property
    def is_new(self) -> bool:
        """Return True if nobody has looked yet."""
        return not self.is_empty and self.shown_before is None

    def keep_as_shown(self, workspace: Workspace) -> None:
        """Keep what is shown, before it is: from then on it is what later views are compared with."""
        if not self.is_empty and self.opened != self.shown_before:
            opened_now = dict(self.opened)
            results.write_opened(workspace.journal, workspace.config.keys, self.request.id, opened_now)


def find_request(workspace: Workspace, name: str) -> Request:
    """Find a request by its id or the beginning of it; the newest if none is named, to colleagues if there is one.

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
    return found[-1]


def read_round(workspace: Workspace, request: Request) -> Round:
    """Open what may be shown, in memory. Raises NotFoundError without the key, InvalidFileError for damaged files."""
    before = results.read_opened_with_key(workspace.config.keys, request.id)
    if before is None:
        before = results.read_opened(workspace.journal, request.id)
    handed_over = results.read_result(workspace.journal, request.id)
    if handed_over and handed_over.request == request.id:
        return Round(request, handed_over, {}, before)
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
        hint = "portrait redo brings back what was undone"
        return NotFoundError(f"{gone[0].name}: {gone[0].held_back}", hint=hint)
    receive = command(workspace.config, "receive", "FILES")
    message = f"nothing can be shown yet: a group is shown once {of.request.fewest} have replied"
    return NotFoundError(message, hint=f"take in more replies: {receive}")
