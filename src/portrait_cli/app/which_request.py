"""How far each request has got, and which one is meant where none is named."""

from collections.abc import Mapping, Sequence

from portrait_cli.app.replies import can_open, has_key, replies_of, shown_before
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.feedback import of_group
from portrait_cli.core.opening import Opened, missing, opened
from portrait_cli.core.request import Request, RequestState
from portrait_cli.store import results
from portrait_cli.store.requests import Requests

UNREAD: frozenset[RequestState] = frozenset({"result", "ready"})
CAN_BE_SHOWN: frozenset[RequestState] = UNREAD | {"read"}


def newest(workspace: Workspace, requests: Sequence[Request]) -> Request:
    """Return the request that is meant where none is named; `requests` are the oldest first, and at least one.

    It is the newest of which something can be read that was not, or else the newest of which something was read, or
    the newest whose replies are opened here, or the newest.
    """
    states = [(request, state_of(workspace, request)) for request in reversed(requests)]
    for wanted in (UNREAD, {"read"}):
        for request, state in states:
            if state in wanted:
                return request
    opened_here = [request for request in requests if can_open(workspace.config, request)]
    return (opened_here or requests)[-1]


def state_of(workspace: Workspace, request: Request) -> RequestState:
    """Return how far a request has got."""
    try:
        return _state(workspace, request)
    except PortraitError:  # whoever asks for this request by its id is told what is wrong
        return "unclear"


def _state(workspace: Workspace, request: Request) -> RequestState:
    journal = workspace.journal
    shown: Mapping[str, Opened] | None = None
    if request.kind == "feedback":
        shown = shown_before(workspace, request) if has_key(workspace.config, request) else None
        if results.read_result(journal, request.id):
            was_read = shown or results.read_opened(journal, request.id)
            return "read" if was_read is not None else "result"
    if not can_open(workspace.config, request):
        return "elsewhere" if request.collector else "unclear"
    if not Requests(journal).replies(request.id):
        return "waiting"
    counted = {digest for group in (shown or {}).values() for digest in group.replies}
    replies = replies_of(workspace, request, counted).replies
    if request.kind != "feedback":
        return "ready" if replies else "waiting"
    known = shown or {}
    groups = [(of_group(replies, one.id).keys(), known.get(one.id, Opened())) for one in request.groups]
    here = [(own, before) for own, before in groups if not missing(own, before)]
    if any(opened(own, before, request.fewest) != before for own, before in here):
        return "ready"
    return "read" if any(before.counted for _, before in here) else "waiting"
