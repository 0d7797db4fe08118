"""Receiving replies: they are opened in memory, checked, and stored sealed. Nothing that is in one is ever shown."""

from collections.abc import Sequence
from pathlib import Path

from portrait_cli.app.receive_report import Outcome, report
from portrait_cli.app.receive_requests import take_in_requests
from portrait_cli.app.receive_results import take_in_results
from portrait_cli.app.receive_unopened import UNKNOWN, Unopened, unopened
from portrait_cli.app.replies import LeftOut, key_for
from portrait_cli.app.reply_box import ReplyBox, box_for
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import InvalidFileError, NotFoundError, PortraitError, StorageError, UsageError
from portrait_cli.core.text import count
from portrait_cli.formats import reply_file, sealed_text
from portrait_cli.store import received_files, seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.received_files import Arrived
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.command_line import ON_WINDOWS
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress
from portrait_cli.terminal.signals import before_changes

_FROM_STDIN = ["-"]
_PASTED = "what you pasted"
_TO_END = "Ctrl-Z, then Enter" if ON_WINDOWS else "Ctrl-D"
_HOW_TO_PASTE = f"Paste the e-mail or the reply here. Then, on a new line, press {_TO_END}."


def receive(workspace: Workspace, names: Sequence[str], *, as_json: bool) -> None:
    """Take in the replies, the requests of pages and the results in files, folders or a text.

    Raises NotFoundError for a file that is not there or if nothing was found, InvalidFileError if nothing that was
    found can be taken in, and the errors of writing.
    """
    arrived = _arrived(workspace, names)
    unread = [LeftOut(one.name, one.problem) for one in arrived if one.problem]
    taken = take_in_requests(workspace, arrived)
    refused_results: list[LeftOut] = []
    results = take_in_results(workspace, arrived, refused_results)

    boxes, problems, nowhere = _boxes(workspace)
    replies = [one for came in arrived for one in _take_in(boxes, nowhere, came)]
    refused = [*taken.left_out, *replies]
    if any(one.reason == UNKNOWN for one in replies):
        refused += [LeftOut("", _with_hint(problem)) for problem in problems]
    for box in boxes:
        box.leave_out_doubles()
    new = {place: sealed for box in boxes for place, sealed in box.to_store.items()}
    for problem in problems:
        if replies and not new and isinstance(problem, StorageError):
            raise problem  # which may be why none of them fits
    if new:
        actions_in(workspace.config).add_files("receive", count(len(new), "reply"), new, workspace.environment.now())
    for box in boxes:
        if box.request.kind == "feedback":
            Requests(workspace.journal).hide_times(box.request)
    report(workspace, Outcome(boxes, taken, results, unread, refused, refused_results, len(new)), as_json=as_json)


# --- what came ---


def _arrived(workspace: Workspace, names: Sequence[str]) -> list[Arrived]:
    environment = workspace.environment
    if names and list(names) != _FROM_STDIN:
        with progress(environment, "Looking for replies", plain=workspace.plain) as tell:
            return list(received_files.arrived(names, workspace.journal.folder, tell))
    data = _text(environment, is_named=bool(names))
    if not data.strip():
        hint = f"{command(workspace.config, 'receive', 'FILE')} takes in the file that came by e-mail"
        raise UsageError("there is nothing to receive", hint=hint)
    return list(received_files.arrived_as(_PASTED, data))


def _text(environment: Environment, *, is_named: bool) -> bytes:
    if not environment.stdin.isatty():
        return environment.read_stdin()
    if not (is_named or environment.can_ask):
        return b""
    with before_changes(environment):
        environment.say(_HOW_TO_PASTE)
        return environment.read_stdin()


# --- taking in ---


def _boxes(workspace: Workspace) -> tuple[list[ReplyBox], list[PortraitError], Unopened]:
    """Return a box for each request whose key is here, what is wrong with the others, and what opens elsewhere."""
    requests = Requests(workspace.journal)
    problems: list[PortraitError] = []
    boxes: list[ReplyBox] = []
    closed: dict[str, str] = {}
    asked = requests.all(problems)
    for request in asked:
        try:
            boxes.append(ReplyBox(request, key_for(workspace.config, request), requests))
        except (NotFoundError, InvalidFileError, StorageError) as problem:
            closed[request.id] = _with_hint(problem)
            if not (request.collector and isinstance(problem, NotFoundError)):
                problems.append(problem)
    return boxes, problems, unopened(workspace, asked, boxes, closed)


def _with_hint(problem: PortraitError) -> str:
    return "; ".join(filter(None, [str(problem), problem.hint]))


def _take_in(boxes: Sequence[ReplyBox], nowhere: Unopened, arrived: Arrived) -> list[LeftOut]:
    """Take in the replies of one file; return what is wrong with those that are left out."""
    reasons: list[str] = []
    if arrived.found.is_damaged:
        reasons.append("the reply in it is damaged or cut off; ask for the file that the page saved")
    for sealed in arrived.found.sealed:
        try:
            _take_in_sealed(boxes, nowhere, sealed)
        except InvalidFileError as problem:
            reasons.append(str(problem))
    for data in arrived.found.typed:
        try:
            answers = reply_file.parse(data)
            box_for(boxes, answers).add_typed(answers)
        except InvalidFileError as problem:
            reasons.append(str(problem))
    return [LeftOut(arrived.name, reason) for reason in reasons]


def _take_in_sealed(boxes: Sequence[ReplyBox], nowhere: Unopened, sealed: bytes) -> None:
    digest = sealed_text.digest_of(sealed)
    for box in boxes:
        if box.takes(digest):
            return
    keys = {box.key.recipient: box.key for box in boxes}
    for key in keys.values():
        try:
            data = seal.opened(sealed, key)
        except seal.OtherReaderError:
            raise
        except InvalidFileError:
            continue
        answers = reply_file.parse(data)
        box_for([box for box in boxes if box.key == key], answers).add(sealed, answers)
        return
    raise InvalidFileError(nowhere.reason(sealed))


# --- a collector's key ---


def show_key(workspace: Workspace) -> None:
    """Print the key with which somebody receives replies for others; make it if there is none yet."""
    path = workspace.config.keys / "collector.txt"
    if not path.exists():
        seal.write_key(path, seal.new_key(), "opens the replies that I receive for others")
    key = seal.read_key(path)
    workspace.environment.write(f"{key.recipient}\n")
    workspace.environment.report(_about_key(path))


def _about_key(path: Path) -> str:
    return (
        "Send this line to whoever asks: they put it after your name, "
        'as in portrait ask ... --collector "YOUR NAME age1...".\n'
        f"The other half, which opens the replies, is in {path}: send it to nobody, and keep a copy of it."
    )
