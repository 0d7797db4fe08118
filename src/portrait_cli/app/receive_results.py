"""Taking in the result that a collector hands over in place of the replies."""

from collections.abc import Sequence
from pathlib import Path

from portrait_cli.app.replies import LeftOut, can_open
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.feedback import Result, result_of
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import RESULT, place
from portrait_cli.core.text import one_line
from portrait_cli.formats import result_file
from portrait_cli.store import results
from portrait_cli.store.actions import actions_in
from portrait_cli.store.received_files import Arrived
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.signals import before_changes


def take_in_results(workspace: Workspace, arrived: Sequence[Arrived], left_out: list[LeftOut]) -> list[Request]:
    """Store results; return the requests that they are of. What is wrong with one is added to `left_out`.

    A result is nothing that can be checked: whoever has the page could make one up and send it with the replies. So
    it is taken in only from a file that the person names, and takes the place of another only if they say so.
    """
    taken: list[Request] = []
    for one in arrived:
        for data in one.found.results:
            try:
                taken.append(_take_in(workspace, one, data))
            except InvalidFileError as problem:
                left_out.append(LeftOut(one.name, str(problem)))
    return taken


def _take_in(workspace: Workspace, came: Arrived, data: bytes) -> Request:
    """Store a result; return the request that it is of. Raises InvalidFileError with the reason to leave it out."""
    result = result_file.parse(data, "it")
    request = _request_of(workspace, result)
    if not came.is_named_itself:
        raise InvalidFileError("it is a result, which is taken in only from a file of its own that you name yourself")
    _store(workspace, request, result, came.name)
    return request


def _request_of(workspace: Workspace, result: Result) -> Request:
    """Find the request that a result is of. Raises InvalidFileError if that is not received by somebody else."""
    here = {request.id: request for request in Requests(workspace.journal).all([])}
    request = here.get(result.request)
    if request is None:
        raise InvalidFileError("it is the result of a request that is not in this journal")
    if not request.collector:
        raise InvalidFileError("it is the result of a request whose replies you receive yourself")
    if can_open(workspace.config, request):
        raise InvalidFileError(f"it is the result that you hand over to {one_line(request.asker)}")
    if _asked(result) != _asked(result_of(request, {}, {})):
        raise InvalidFileError("it is the result of another request")
    return request


def _asked(result: Result) -> tuple[object, ...]:
    """Return what a result says of the request that it is of, as it is written in a file."""
    one = result_file.parse(result_file.write(result).encode(), "it")
    groups = [(group.group, group.name) for group in one.groups]
    about = (one.asker, one.asked_on, one.portrait, one.portrait_version, one.portrait_title, one.title, one.after)
    return (one.items, one.lines, groups, *about, one.collector, one.language, one.fewest, one.fewest_for_comments)


def _store(workspace: Workspace, request: Request, result: Result, name: str) -> None:
    """Store a result; one that is there already goes to the trash, if the person agrees."""
    actions, now = actions_in(workspace.config), workspace.environment.now()
    title = f"the result of {one_line(request.title) or request.id}"
    where, data = place(request.id, RESULT), result_file.write(result).encode()
    before = results.result_bytes(workspace.journal, request.id)
    if before is None:
        actions.add_files("receive", title, {where: data}, now)
    elif before != data:
        _check_wanted(workspace, request, name)
        actions.rewrite(Path(where), title, before, data, now)


def _check_wanted(workspace: Workspace, request: Request, name: str) -> None:
    """Raise InvalidFileError unless the person wants a result in the place of the one that is there."""
    environment = workspace.environment
    about, collector = one_line(request.title) or request.id, one_line(request.collector)
    if not environment.can_ask:
        raise InvalidFileError(
            f"a result of {about} is here already; in a terminal you are asked which of them to keep"
        )
    with before_changes(environment, "Stopped. The result that was here was kept."):
        environment.say(f"A result of {about} is here already. Replace it only if {collector} sent you {name}.")
        asker = asker_for(environment, workspace.config)
        if not asker.confirm("Put the new one in its place?", default=False):
            raise InvalidFileError("you kept the result that was here")
