"""What is said after replies came: how many are there, and how many are needed; never what is in them."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.receive_requests import TakenIn
from portrait_cli.app.receive_unopened import PAGE_FIRST
from portrait_cli.app.replies import LeftOut, shown_before
from portrait_cli.app.reply_box import ReplyBox
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError
from portrait_cli.core.opening import Opened, missing, waiting
from portrait_cli.core.request import Request
from portrait_cli.core.text import one_line
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.phrases import count, day

_GONE = "a reply that was counted is not here any more, so none of them can be read. Take it in again."


class Outcome(Struct, frozen=True):
    """What became of everything that came."""

    boxes: Sequence[ReplyBox]
    taken: TakenIn
    results: Sequence[Request]
    """The requests of which a result came."""
    unread: Sequence[LeftOut]
    """The files in which there is no reply, or that cannot be read."""
    refused: Sequence[LeftOut]
    """What looks like a reply or a page, and was not taken in."""
    refused_results: Sequence[LeftOut]
    """The results that were not taken in."""
    new: int
    """How many replies were stored."""

    @property
    def left_out(self) -> Sequence[LeftOut]:
        """List everything that was not taken in."""
        return [*self.unread, *self.refused_results, *self.refused]

    @property
    def already(self) -> int:
        """Return how many were stored before."""
        return sum(box.already for box in self.boxes)

    @property
    def twice(self) -> int:
        """Return how many came more than once."""
        return sum(box.twice for box in self.boxes)


class ReceivedGroupData(Struct, frozen=True):
    """A group that was asked."""

    id: str
    """Its id in the request."""
    name: str
    """Its name."""
    shown: int
    """How many replies of it have been shown."""
    waiting: int
    """How many more are there."""
    needed: int
    """How many more are needed before those that wait can be read; 0 if they can."""


class ReceivingData(Struct, frozen=True):
    """A request to which replies came."""

    request: str
    """Its id."""
    title: str
    """What it is about."""
    groups: tuple[ReceivedGroupData, ...]
    """The groups that were asked; an empty list for a coach."""
    replies: int | None
    """How many replies are there from a coach; null if groups were asked, of which no total is ever shown."""


class ReceiveDocument(Document, frozen=True):
    """What became of the replies that came; nothing that is in them."""

    command: ClassVar[str] = "portrait receive"
    new: int
    """How many replies were taken in."""
    already: int
    """How many were here already."""
    doubles: int
    """How many came more than once, and count once."""
    left_out: tuple[LeftOut, ...]
    """What was not taken in."""
    requests: tuple[ReceivingData, ...]
    """The requests to which replies came."""
    collecting: tuple[str, ...]
    """The ids of requests that were taken in from their pages."""
    results: tuple[str, ...]
    """The ids of requests of which a result was taken in."""


def report(workspace: Workspace, outcome: Outcome, *, as_json: bool) -> None:
    """Report what became of everything that came. Raises an error if nothing of it could be taken in."""
    nothing = _nothing(workspace, outcome)
    concerned = [box for box in outcome.boxes if box.is_concerned]
    is_told_once = nothing is not None and _page_first(outcome)
    for problem in [*outcome.unread, *outcome.refused_results] if is_told_once else outcome.left_out:
        where = f"{problem.name}: " if problem.name else ""
        workspace.environment.say(f"portrait: left out: {where}{problem.reason}")
    if as_json:
        print_json(workspace.environment.write, _document(workspace, outcome, concerned))
    elif not nothing:
        workspace.environment.report("\n".join(_lines(workspace, outcome, concerned)))
    if nothing:
        raise nothing


def _nothing(workspace: Workspace, outcome: Outcome) -> InvalidFileError | NotFoundError | None:
    if outcome.new or outcome.already or outcome.twice or outcome.taken.new or outcome.results:
        return None
    if _page_first(outcome):
        what = "a reply" if len(outcome.refused) == 1 else f"{len(outcome.refused)} replies"
        hint = f"take in the page first, then the replies again: {_receive_page(workspace)}"
        return InvalidFileError(f"nothing was taken in: {what} came to a page that is not here yet", hint=hint)
    if outcome.refused and not outcome.boxes:
        hint = f"whoever receives them for somebody else first takes in the page: {_receive_page(workspace)}"
        return InvalidFileError("nothing was taken in, for there is no request here that it could answer", hint=hint)
    if outcome.refused or outcome.refused_results:
        return InvalidFileError("nothing was taken in", hint="nothing was changed, and the files are as they were")
    if outcome.taken.known:
        name = f"reply-{outcome.taken.known[0].id}.txt"
        return NotFoundError("there is only the page itself, and no reply to it", hint=f"a page saves one as {name}")
    return NotFoundError("there is no reply there", hint="name the files, or paste the text of the e-mail")


def _page_first(outcome: Outcome) -> bool:
    """Return True if all that keeps what came from being taken in is that its page is not here."""
    return bool(outcome.refused) and all(one.reason == PAGE_FIRST for one in outcome.refused)


def _receive_page(workspace: Workspace) -> str:
    return command(workspace.config, "receive", "PAGE.html")


def _document(workspace: Workspace, outcome: Outcome, concerned: Sequence[ReplyBox]) -> ReceiveDocument:
    return ReceiveDocument(
        new=outcome.new,
        already=outcome.already,
        doubles=outcome.twice,
        left_out=tuple(outcome.left_out),
        requests=tuple(_receiving(workspace, box) for box in concerned),
        collecting=tuple(request.id for request in outcome.taken.new),
        results=tuple(request.id for request in outcome.results),
    )


def _receiving(workspace: Workspace, box: ReplyBox) -> ReceivingData:
    replies = None if box.request.kind == "feedback" else len(box.replies())
    groups = _groups(box, _shown(workspace, box.request))
    return ReceivingData(box.request.id, box.request.title, tuple(groups), replies)


def _groups(box: ReplyBox, shown: Mapping[str, Opened]) -> list[ReceivedGroupData]:
    """Count the replies of each group: what has been shown of it, and what waits for more."""
    counted = {digest for group in shown.values() for digest in group.replies}
    found = box.replies(counted)
    groups: list[ReceivedGroupData] = []
    for group in box.request.groups:
        replies = [digest for digest, reply in found.items() if reply.group == group.id]
        more = len(waiting(replies, shown.get(group.id, Opened()).counted))
        needed = max(box.request.fewest - more, 0)
        groups.append(ReceivedGroupData(group.id, group.name, len(replies) - more, more, needed))
    return groups


def _without_some(box: ReplyBox, shown: Mapping[str, Opened]) -> frozenset[str]:
    """Return the groups of which a reply that has been shown is not here any more."""
    found = box.replies({digest for group in shown.values() for digest in group.replies})
    return frozenset(name for name, group in shown.items() if missing(found.keys(), group))


def _shown(workspace: Workspace, request: Request) -> Mapping[str, Opened]:
    """Return what has been shown of a request; nothing if that cannot be read, for the replies are in anyway."""
    try:
        return shown_before(workspace, request) or {}
    except (InvalidFileError, StorageError) as problem:
        workspace.environment.say(f"portrait: {problem}")
        return {}


# --- in words ---


def _lines(workspace: Workspace, outcome: Outcome, concerned: Sequence[ReplyBox]) -> list[str]:
    lines = [_collecting(request) for request in outcome.taken.new]
    for request in outcome.results:
        read = command(workspace.config, "feedback", request.id)
        lines.append(f"The result of {_title(request)} came in. To read it: {read}")
    if outcome.new:
        lines.append(f"{count(outcome.new, 'reply')} came in.")
    if any(box.unsealed for box in outcome.boxes):
        lines.append("Some came unsealed. They are sealed here; what they came in can be read, so delete it.")
    if outcome.already:
        lines.append(f"{count(outcome.already, 'reply')} {_was(outcome.already)} here already.")
    if outcome.twice:
        lines.append(f"{count(outcome.twice, 'double')} {_was(outcome.twice)} left out: each reply counts once.")
    for box in concerned:
        lines += ["", *_about(workspace, box)]
    return lines


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _title(request: Request) -> str:
    return one_line(request.title) or request.id


def _collecting(request: Request) -> str:
    if request.collector:
        return f"You now receive the replies for {one_line(request.asker)}: {_title(request)}."
    return f"Your request is back: {_title(request)}."


def _about(workspace: Workspace, box: ReplyBox) -> list[str]:
    request = box.request
    lines = [f"{_title(request)}, asked on {day(request.asked_on)}"]
    read = command(workspace.config, "feedback", request.id)
    if request.kind != "feedback":
        return [*lines, f"To read it: {read}"]
    shown = _shown(workspace, request)
    groups, gone = _groups(box, shown), _without_some(box, shown)
    for group in groups:
        status = _GONE if group.id in gone else _status(group, request)
        lines.append(f"  {one_line(group.name)}: {status}")
    if not any(group.id not in gone and (group.shown or not group.needed) for group in groups):
        if gone:
            return lines
        return [*lines, f"Replies stay sealed until a group has {request.fewest} of them."]
    if request.collector:
        hand_over = command(workspace.config, "feedback", request.id, "--result", f"result-{request.id}.json")
        return [*lines, f"To hand over the result, and nothing else: {hand_over}"]
    return [*lines, f"To read what can be read: {read}"]


def _status(group: ReceivedGroupData, request: Request) -> str:
    """Return where a group stands. What came after the first view waits until it is enough by itself."""
    if group.shown and not group.waiting:
        return f"{group.shown}, and nothing new."
    if group.shown and group.needed:
        return f"{group.shown}, and {group.waiting} new. These wait until there are {request.fewest} of them."
    if group.shown:
        return f"{group.shown}, and {group.waiting} new. The new ones can be read, too."
    if not group.waiting:
        return "none yet."
    if group.needed == 1:
        return f"{group.waiting} of {request.fewest}. One more, and they can be read."
    if group.needed:
        return f"{group.waiting} of {request.fewest}. {group.needed} more, and they can be read."
    if request.has_comments and group.waiting < request.fewest_for_comments:
        return (
            f"{group.waiting}. What they chose can be read. To read what they wrote, too, look once "
            f"{request.fewest_for_comments} are here."
        )
    return f"{group.waiting}. They can be read."
