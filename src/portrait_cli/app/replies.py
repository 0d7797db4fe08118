"""The replies to a request: opened in memory, checked, and never written anywhere but sealed."""

from collections.abc import Collection, Mapping

from msgspec import Struct

from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.doubles import doubles_among
from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.core.opening import Opened
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.request_place import reply_place
from portrait_cli.formats import reply_file
from portrait_cli.store import results, seal
from portrait_cli.store.key_notes import KeyNotes, digest_of
from portrait_cli.store.requests import Requests
from portrait_cli.store.seal import Key
from portrait_cli.store.settings import Config

COLLECTOR = "collector"
"""The name of the key with which somebody receives replies for others."""


class LeftOut(Struct, frozen=True):
    """A reply that does not count."""

    name: str
    """The file it came in."""
    reason: str
    """Why, without a word of it."""


class Received(Struct, frozen=True):
    """The replies to a request that count."""

    replies: Mapping[str, Reply]
    """By the digests of their sealed bytes, in the order of those."""
    problems: tuple[LeftOut, ...] = ()
    """The files that are damaged, forged or not ours."""
    doubles: frozenset[str] = frozenset()
    """The digests of those that came twice."""


def replies_of(workspace: Workspace, request: Request, counted: Collection[str] = ()) -> Received:
    """Read all replies to a request that are stored; leave out and name what is wrong.

    Of a reply that came twice the one that was `counted` before stays. Raises NotFoundError without the key.
    """
    key = key_for(workspace.config, request)
    found: dict[str, Reply] = {}
    strange: list[str] = []
    stored = Requests(workspace.journal).replies(request.id, strange)
    problems = [LeftOut(reply_place(request.id, name), "it is not as it was stored") for name in strange]
    for name, sealed in stored:
        try:
            found[name] = reply_to(request, key, sealed)
        except InvalidFileError as problem:
            problems.append(LeftOut(reply_place(request.id, name), str(problem)))
    doubles = doubles_among(request, found, counted)
    kept = {digest: found[digest] for digest in sorted(found) if digest not in doubles}
    return Received(kept, tuple(problems), doubles)


def reply_to(request: Request, key: Key, sealed: bytes) -> Reply:
    """Open and check a reply to a request. Raises InvalidFileError with a reason that has no word of it."""
    return reply_file.reply_to(request, reply_file.parse(seal.opened(sealed, key)))


def key_for(config: Config, request: Request) -> Key:
    """Return the key that opens the replies to a request, if that is as it was when it was made or taken in.

    Raises NotFoundError if the key is not there, InvalidFileError if it is damaged or the request was changed.
    """
    key = _key_of(config, request)
    noted = notes_for(config, request).request(request.id)
    if noted != digest_of(request):
        was = "was changed since it was made" if noted else "did not come here with its page"
        hint = f"this takes in its page, as it was sent: {command(config, 'receive', 'PAGE.html')}"
        raise InvalidFileError(f"the request {request.id} {was}", hint=hint)
    return key


def notes_for(config: Config, request: Request) -> KeyNotes:
    """Return what is noted beside the key for a request: its own, or the one for all that somebody collects."""
    return KeyNotes(config.keys / f"{COLLECTOR if request.collector else request.id}.txt")


def shown_before(workspace: Workspace, request: Request) -> Mapping[str, Opened] | None:
    """Return what has been shown with the key that is here: a copy of the journal may know less. None if nothing was.

    Raises InvalidFileError or StorageError if that cannot be read.
    """
    shown = notes_for(workspace.config, request).shown(request.id)
    return results.read_opened(workspace.journal, request.id) if shown is None else shown


def has_key(config: Config, request: Request) -> bool:
    """Return True if the key for a request is here, whatever was noted beside it."""
    try:
        _key_of(config, request)
    except (NotFoundError, InvalidFileError):
        return False
    return True


def note_request(config: Config, request: Request) -> None:
    """Note what is asked beside a collector's key that is here, the first time. Raises StorageError, LockedError."""
    if not has_key(config, request):
        return
    notes = notes_for(config, request)
    with notes.held():
        if not notes.request(request.id):
            notes.note_request(request)


def _key_of(config: Config, request: Request) -> Key:
    if request.collector:
        key = collector_key(config)
        if key is None or key.recipient != request.recipient:
            hint = (
                f"{request.collector} receives the replies, and hands over the result: portrait receive takes it in"
            )
            raise NotFoundError(f"only {request.collector} can open the replies to {request.id}", hint=hint)
        return key
    path = config.keys / f"{request.id}.txt"
    key = seal.read_key(path)
    if key.recipient != request.recipient:
        raise InvalidFileError(f"{path} is the key of another request")
    return key


def can_open(config: Config, request: Request) -> bool:
    """Return True if the replies to a request can be opened here."""
    try:
        key_for(config, request)
    except (NotFoundError, InvalidFileError):
        return False
    return True


def collector_key(config: Config) -> Key | None:
    """Return the key with which replies are received for others; None if none was made yet."""
    path = config.keys / f"{COLLECTOR}.txt"
    if not path.exists():
        return None
    return seal.read_key(path)
