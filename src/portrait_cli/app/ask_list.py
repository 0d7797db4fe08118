"""The requests so far: who is asked about what, until when, and how many replies are there."""

from datetime import date
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.request import RequestKind
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
    listed = [Listed(request, len(requests.replies(request.id))) for request in requests.all(problems)]
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


def _next_step(workspace: Workspace, listed: list[Listed]) -> str:
    if any(one.replies for one in listed):
        return f"To see what can be shown: {command(workspace.config, 'feedback')}"
    if all(one.request.collector for one in listed):
        return f"To take in a result that you were given: {command(workspace.config, 'receive', 'FILE')}"
    return f"To take replies in: {command(workspace.config, 'receive', 'FOLDER')}"


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
    )
