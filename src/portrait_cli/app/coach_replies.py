"""The reply of a coach: of several the newest counts, for a coach may send a better one."""

from portrait_cli.app.replies import replies_of
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.request import Reply, Request
from portrait_cli.store.requests import Requests


def newest_reply(workspace: Workspace, request: Request) -> Reply | None:
    """Return the reply that came last; None without one. Name on stderr those that cannot be read.

    Raises NotFoundError without the key.
    """
    received = replies_of(workspace, request)
    for problem in received.problems:
        workspace.environment.say(f"portrait: left out {problem.name}: {problem.reason}")
    newest = Requests(workspace.journal).newest(request.id, received.replies)
    return received.replies[newest] if newest else None
