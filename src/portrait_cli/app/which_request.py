"""How far each request has got, and which one is meant where none is named."""

from collections.abc import Sequence
from typing import Literal

from portrait_cli.app.replies import can_open, replies_of
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.feedback import of_group
from portrait_cli.core.request import Request
from portrait_cli.store import results
from portrait_cli.store.requests import Requests

State = Literal["read", "result", "ready", "waiting", "elsewhere", "unclear"]
"""It was shown; a result is here, or enough replies are, to be shown; replies are waited for; somebody else receives
them; or something of it cannot be read."""
_CAN_BE_SHOWN: frozenset[State] = frozenset({"read", "result", "ready"})


def newest(workspace: Workspace, requests: Sequence[Request]) -> Request:
    """Return the request that is meant where none is named; `requests` are the oldest first, and at least one.

    It is the newest of which something can be shown, or the newest whose replies are opened here, or the newest.
    """
    for request in reversed(requests):
        if state_of(workspace, request) in _CAN_BE_SHOWN:
            return request
    opened_here = [request for request in requests if can_open(workspace.config, request)]
    return (opened_here or requests)[-1]


def state_of(workspace: Workspace, request: Request) -> State:
    """Return how far a request has got."""
    try:
        return _state(workspace, request)
    except PortraitError:  # whoever asks for this request by its id is told what is wrong
        return "unclear"


def _state(workspace: Workspace, request: Request) -> State:
    journal, keys = workspace.journal, workspace.config.keys
    if request.kind == "feedback":
        shown_with_key = results.read_opened_with_key(keys, request.id)
        if shown_with_key is not None or results.read_opened(journal, request.id) is not None:
            return "read"
        if results.read_result(journal, request.id):
            return "result"
    if not can_open(workspace.config, request):
        return "elsewhere" if request.collector else "unclear"
    if not Requests(journal).replies(request.id):
        return "waiting"
    replies = replies_of(workspace, request).replies
    if request.kind != "feedback":
        return "ready" if replies else "waiting"
    is_enough = any(len(of_group(replies, group.id)) >= request.fewest for group in request.groups)
    return "ready" if is_enough else "waiting"
