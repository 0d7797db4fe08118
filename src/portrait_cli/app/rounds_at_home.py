"""What home says of rounds of feedback: what can be read, what is open, and when to ask the same again."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from portrait_cli.app.feedback_debrief import GUIDE
from portrait_cli.app.which_request import UNREAD, state_of
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.filters import Filters
from portrait_cli.core.request import Request
from portrait_cli.render.phrases import day, first_lines
from portrait_cli.store.index import Index
from portrait_cli.store.requests import Requests

_MOST = 3
"""How many lines are shown."""
_LONGEST_TITLE = 30
_TEN_WEEKS = timedelta(weeks=10)
"""How long after a debrief a difference can be seen; a request without a last day is open as long."""
_HALF_A_YEAR = timedelta(weeks=26)
"""How long after a debrief it is still said."""
_LONG_AGO = timedelta(weeks=52)
"""How old a request is of which nothing is said any more."""


def rounds(workspace: Workspace, index: Index, today: date) -> Sequence[tuple[str, str]]:
    """List what there is to say of the rounds, each with its command, the newest first; none of it is a duty."""
    requests = Requests(workspace.journal).all([])  # what is wrong with one is told where it is used
    again = {request.after for request in requests}
    recent = [
        request
        for request in reversed(requests)
        if request.kind == "feedback" and request.id not in again and today - request.asked_on <= _LONG_AGO
    ]
    return [line for request in recent for line in _about(workspace, index, request, today)][:_MOST]


def _about(workspace: Workspace, index: Index, request: Request, today: date) -> Iterator[tuple[str, str]]:
    config, title = workspace.config, first_lines(request.title, _LONGEST_TITLE) or request.id
    state = state_of(workspace, request)
    if state in UNREAD:
        yield f"Replies about {title} can be read", command(config, "feedback", request.id)
    elif state in {"waiting", "elsewhere"} and today <= (request.until or request.asked_on + _TEN_WEEKS):
        until = f"open until {day(request.until)}" if request.until else f"asked {day(request.asked_on)}"
        yield f"{title}, {until}", command(config, "receive", "FILES")
    elif state == "read" and _is_time(index, request, today):
        yield f"Time to ask again about {title}", command(config, "ask", "--again", request.id)


def _is_time(index: Index, request: Request, today: date) -> bool:
    """Return True if ten weeks have passed since the debrief of a request, and not too many."""
    found = index.entries(Filters(since=request.asked_on, guide=GUIDE), 1).entries
    return any(_TEN_WEEKS <= today - stored.entry.written.date() <= _HALF_A_YEAR for stored in found)
