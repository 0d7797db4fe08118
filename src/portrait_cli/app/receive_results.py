"""Taking in the result that a collector hands over in place of the replies."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from portrait_cli.app.replies import LeftOut, can_open
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.feedback import Result
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import RESULT, place
from portrait_cli.core.text import one_line
from portrait_cli.formats import result_file
from portrait_cli.store import results
from portrait_cli.store.actions import actions_in
from portrait_cli.store.received_files import Arrived
from portrait_cli.store.requests import Requests


def take_in_results(workspace: Workspace, arrived: Sequence[Arrived], left_out: list[LeftOut]) -> list[Request]:
    """Store results; return the requests that they are of. What is wrong with one is added to `left_out`."""
    taken: list[Request] = []
    for name, data in _results_in(arrived):
        try:
            result = result_file.parse(data, "it")
            request = _request_of(workspace, result)
        except InvalidFileError as problem:
            left_out.append(LeftOut(name, str(problem)))
        else:
            _store(workspace, request, result)
            taken.append(request)
    return taken


def _results_in(arrived: Sequence[Arrived]) -> Iterator[tuple[str, bytes]]:
    for one in arrived:
        for data in one.found.results:
            yield one.name, data


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
    if not {item.id for item in result.items} <= {step.id for step in request.items}:
        raise InvalidFileError("it is the result of another request")
    return request


def _store(workspace: Workspace, request: Request, result: Result) -> None:
    """Store a result; one that is there already goes to the trash."""
    actions, now = actions_in(workspace.config), workspace.environment.now()
    title = f"the result of {one_line(request.title) or request.id}"
    where, data = place(request.id, RESULT), result_file.write(result).encode()
    before = results.result_bytes(workspace.journal, request.id)
    if before is None:
        actions.add_files("receive", title, {where: data}, now)
    elif before != data:
        actions.rewrite(Path(where), title, before, data, now)
