"""Taking in a request from its page: for a collector, or for an asker whose journal has lost it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from portrait_cli.app.replies import LeftOut, has_key, note_request, notes_for
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import is_place, place
from portrait_cli.core.text import first_lines
from portrait_cli.formats import request_file
from portrait_cli.formats.problems import MAX_BYTES
from portrait_cli.store import files, seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.key_notes import digest_of
from portrait_cli.store.received_files import Arrived
from portrait_cli.store.requests import Requests

_ASKS_ELSE = "its id is that of a request that is here, but it asks something else"


class TakenIn(Struct, frozen=True):
    """What became of the requests in the files that came."""

    new: tuple[Request, ...] = ()
    known: tuple[Request, ...] = ()
    """Those that are in the journal already."""
    left_out: tuple[LeftOut, ...] = ()


def take_in_requests(workspace: Workspace, arrived: Sequence[Arrived]) -> TakenIn:
    """Store the requests whose replies can be opened here. Raises the errors of writing."""
    here = {request.id: request for request in Requests(workspace.journal).all([])}
    new: dict[str, Request] = {}
    known: dict[str, Request] = {}
    left_out: list[LeftOut] = []
    for name, data in _requests_in(arrived):
        try:
            request = _read(data)
            _check_page(workspace, request, here.get(request.id))
            _check_same(request, new.get(request.id, request))
        except InvalidFileError as problem:
            left_out.append(LeftOut(name, str(problem)))
        else:
            (known if request == here.get(request.id) else new)[request.id] = request
    for request in (*new.values(), *known.values()):
        note_request(workspace.config, request)
    for request in new.values():
        _store(workspace, request)
    return TakenIn(tuple(new.values()), tuple(known.values()), tuple(left_out))


def _store(workspace: Workspace, request: Request) -> None:
    """Store a request; if its file is there and is damaged, that goes to the trash."""
    actions, now = actions_in(workspace.config), workspace.environment.now()
    title = f"a request: {first_lines(request.title) or request.id}"
    where, data = place(request.id), request_file.write(request).encode()
    path = workspace.journal.folder / where
    if files.exists(path):
        with files.storage_errors(path):
            before = path.read_bytes()
        actions.rewrite(Path(where), title, before, data, now)
    else:
        actions.add_files("receive", title, {where: data}, now)


def _requests_in(arrived: Sequence[Arrived]) -> Iterator[tuple[str, bytes]]:
    for one in arrived:
        for data in one.found.requests:
            yield one.name, data


def _read(data: bytes) -> Request:
    """Read a request that somebody sent. Raises InvalidFileError if it is not one that portrait made."""
    if len(data) > MAX_BYTES:
        raise InvalidFileError("it is too large for a page that portrait made to ask others")
    try:
        request = request_file.parse(data, "it")
        seal.check_recipient(request.recipient)
    except InvalidFileError:
        raise InvalidFileError("it is not a page that portrait made to ask others") from None
    if not is_place(place(request.id)):
        raise InvalidFileError("it is not a page that portrait made to ask others")
    return request


def _check_same(request: Request, earlier: Request) -> None:
    if request != earlier:
        raise InvalidFileError(_ASKS_ELSE)


def _check_page(workspace: Workspace, request: Request, earlier: Request | None) -> None:
    """Raise InvalidFileError for a request that is another one than was made, or whose replies cannot be opened here.

    A collector believes the first page that comes; an asker made the request.
    """
    if not has_key(workspace.config, request):
        if earlier is None:
            raise InvalidFileError("its replies are sealed with a key that is not on this computer")
        _check_same(request, earlier)
        return
    noted = notes_for(workspace.config, request).request(request.id)
    if noted != digest_of(request) and (noted or not request.collector):
        raise InvalidFileError(_ASKS_ELSE)
