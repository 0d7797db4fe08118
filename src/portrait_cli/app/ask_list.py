"""The requests so far: who is asked about what, until when, and how far it got."""

import contextlib
from datetime import date
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.replies import can_open, replies_of
from portrait_cli.app.which_request import CAN_BE_SHOWN, state_of
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.feedback import of_group
from portrait_cli.core.request import Request, RequestKind, RequestState
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.asking import Listed, listing
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.display import Display


class AskedGroupData(Struct, frozen=True):
    """A group that is asked."""

    id: str
    """Its id."""
    name: str
    """Its name."""


class RequestData(Struct, frozen=True):
    """A request to others."""

    id: str
    """Its id, which names it on the command line."""
    kind: RequestKind
    """Who is asked: feedback from groups, a coach, or a coach who answers an entry."""
    about: str
    """What it is about, such as the names of attributes."""
    items: tuple[str, ...]
    """What is asked about, in order."""
    asked_on: date
    """The day on which it was made."""
    until: date | None
    """The day until which replies are asked for; null for none."""
    groups: tuple[AskedGroupData, ...]
    """The groups; none for a coach."""
    by: str
    """The coach's name; empty for groups."""
    collector: str
    """Who receives the replies in the asker's place; empty if the asker does."""
    after: str
    """The id of the earlier request that asked the same; empty for a first round."""
    replies: int
    """How many sealed replies are there; whose they are is not known."""
    state: RequestState
    """How far it got: read if it was shown; result if somebody handed over its result; ready if it can be shown;
    waiting for replies; elsewhere if somebody else receives them; unclear if something of it cannot be read."""


class RequestsDocument(Document, frozen=True):
    """Requests to others, oldest first."""

    command: ClassVar[str] = "portrait ask"
    requests: tuple[RequestData, ...]
    """The requests; an empty list if there is none."""


def list_requests(workspace: Workspace, *, as_json: bool) -> None:
    """List the requests on the screen or as JSON; those that cannot be read are named."""
    environment = workspace.environment
    requests = Requests(workspace.journal)
    problems: list[PortraitError] = []
    listed = [_listed(workspace, request) for request in requests.all(problems)]
    for problem in problems:
        environment.say(f"portrait: {problem}")
    if as_json:
        print_json(environment.write, RequestsDocument(tuple(map(_as_data, listed))))
    elif not listed:
        example = command(workspace.config, "ask", "advocacy", "--of", "staff")
        environment.report(f"You have asked nobody yet. To write a page that asks your staff: {example}")
    else:
        display = Display(environment, workspace.plain)
        today = environment.now().date()
        display.show(listing(listed, _next_step(workspace, listed), today, display.look))


def _listed(workspace: Workspace, request: Request) -> Listed:
    state = state_of(workspace, request)
    number = len(Requests(workspace.journal).replies(request.id))
    came: tuple[tuple[str, int], ...] = ()
    opens_here = can_open(workspace.config, request)
    if number and opens_here and request.kind == "feedback":
        with contextlib.suppress(PortraitError):  # what is wrong is said to whoever asks for this request
            replies = replies_of(workspace, request).replies
            came = tuple((group.name, len(of_group(replies, group.id))) for group in request.groups)
    return Listed(request, number, state, came, is_for_others=bool(request.collector) and opens_here)


def _next_step(workspace: Workspace, listed: list[Listed]) -> str:
    """Return what to do next, with a command that works."""
    config = workspace.config
    shown = [one for one in listed if one.state in CAN_BE_SHOWN]
    if shown:
        newest = shown[-1].request
        if shown[-1].is_for_others:
            hand_over = command(config, "feedback", newest.id, "--result", f"result-{newest.id}.json")
            return f"To hand over the result, and nothing else: {hand_over}"
        read = ("read", newest.entry) if newest.kind == "entry" else ("feedback", newest.id)
        return f"To see what can be shown: {command(config, *read)}"
    if all(one.state == "elsewhere" for one in listed):
        return f"To take in a result that you were given: {command(config, 'receive', 'FILE')}"
    return f"To take replies in: {command(config, 'receive', 'FOLDER')}"


def _as_data(one: Listed) -> RequestData:
    request = one.request
    return RequestData(
        id=request.id,
        kind=request.kind,
        about=request.title,
        items=tuple(step.prompt for step in request.steps if step.purpose in {"choice", "level"}),
        asked_on=request.asked_on,
        until=request.until,
        groups=tuple(AskedGroupData(group.id, group.name) for group in request.groups),
        by=request.by,
        collector=request.collector,
        after=request.after,
        replies=one.replies,
        state=one.state,
    )
