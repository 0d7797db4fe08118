"""What is said after replies came: how many are there, and how many are needed; never what is in them."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.receive_requests import TakenIn
from portrait_cli.app.replies import LeftOut
from portrait_cli.app.reply_box import ReplyBox
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import InvalidFileError, NotFoundError
from portrait_cli.core.request import Request
from portrait_cli.core.text import one_line
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.phrases import count, day


class Outcome(Struct, frozen=True):
    """What became of everything that came."""

    boxes: Sequence[ReplyBox]
    taken: TakenIn
    left_out: Sequence[LeftOut]
    new: int
    """How many replies were stored."""

    @property
    def already(self) -> int:
        """Return how many were stored before."""
        return sum(box.already for box in self.boxes)

    @property
    def twice(self) -> int:
        """Return how many came more than once."""
        return sum(box.twice for box in self.boxes)


class GroupData(Struct, frozen=True):
    """A group that was asked."""

    id: str
    """Its id in the request."""
    name: str
    """Its name."""
    replies: int
    """How many replies of it are there."""
    needed: int
    """How many more are needed before anything of them can be read; 0 if it can."""


class ReceivingData(Struct, frozen=True):
    """A request to which replies came."""

    request: str
    """Its id."""
    title: str
    """What it is about."""
    groups: tuple[GroupData, ...]
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


def report(workspace: Workspace, outcome: Outcome, *, as_json: bool) -> None:
    """Say what became of everything that came. Raises an error if nothing of it could be taken in."""
    nothing = _nothing(outcome)
    concerned = [box for box in outcome.boxes if box.is_concerned]
    if as_json:
        print_json(workspace.environment.write, _document(outcome, concerned))
    else:
        for problem in outcome.left_out:
            where = f"{problem.name}: " if problem.name else ""
            workspace.environment.say(f"portrait: left out: {where}{problem.reason}")
        if not nothing:
            workspace.environment.report("\n".join(_lines(workspace, outcome, concerned)))
    if nothing:
        raise nothing


def _nothing(outcome: Outcome) -> InvalidFileError | NotFoundError | None:
    if outcome.new or outcome.already or outcome.twice or outcome.taken.new:
        return None
    if outcome.taken.known:
        message = "that is the page itself, not a reply to it"
        return InvalidFileError(message, hint="a reply is the file that the page saves: reply-….txt")
    if outcome.left_out:
        return InvalidFileError("nothing was taken in", hint="nothing was changed, and the files are as they were")
    return NotFoundError("there is no reply there", hint="name the files, or paste the text of the e-mail")


def _document(outcome: Outcome, concerned: Sequence[ReplyBox]) -> ReceiveDocument:
    return ReceiveDocument(
        new=outcome.new,
        already=outcome.already,
        doubles=outcome.twice,
        left_out=tuple(outcome.left_out),
        requests=tuple(map(_receiving, concerned)),
        collecting=tuple(request.id for request in outcome.taken.new),
    )


def _receiving(box: ReplyBox) -> ReceivingData:
    replies = None if box.request.kind == "feedback" else len(box.replies)
    return ReceivingData(box.request.id, box.request.title, tuple(_groups(box)), replies)


def _groups(box: ReplyBox) -> list[GroupData]:
    groups: list[GroupData] = []
    for group in box.request.groups:
        replies = sum(reply.group == group.id for reply in box.replies.values())
        groups.append(GroupData(group.id, group.name, replies, max(box.request.fewest - replies, 0)))
    return groups


# --- in words ---


def _lines(workspace: Workspace, outcome: Outcome, concerned: Sequence[ReplyBox]) -> list[str]:
    lines = [_collecting(request) for request in outcome.taken.new]
    if outcome.new:
        lines.append(f"{count(outcome.new, 'reply')} came in.")
    if outcome.already:
        lines.append(f"{count(outcome.already, 'reply')} {_was(outcome.already)} here already.")
    if outcome.twice:
        lines.append(f"{count(outcome.twice, 'reply')} came more than once, and counts once.")
    for box in concerned:
        lines += ["", *_about(workspace, box)]
    return lines


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def _collecting(request: Request) -> str:
    title = one_line(request.title) or request.id
    if request.collector:
        return f"You now receive the replies for {one_line(request.asker)}: {title}."
    return f"Your request is back: {title}."


def _about(workspace: Workspace, box: ReplyBox) -> list[str]:
    request = box.request
    title = one_line(request.title) or request.id
    read = command(workspace.config, "feedback", request.id)
    lines = [f"{title}, asked on {day(request.asked_on)}"]
    if request.kind != "feedback":
        return [*lines, f"To read it: {read}"]
    groups = _groups(box)
    lines += [f"  {one_line(group.name)}: {_status(group, request)}" for group in groups]
    if any(group.replies and not group.needed for group in groups):
        return [*lines, f"To read what can be read: {read}"]
    return [*lines, f"Replies stay sealed until a group has {request.fewest} of them."]


def _status(group: GroupData, request: Request) -> str:
    if not group.replies:
        return "none yet."
    if group.needed == 1:
        return f"{group.replies} of {request.fewest}. One more, and you can read them."
    if group.needed:
        return f"{group.replies} of {request.fewest}. {group.needed} more, and you can read them."
    for_words = request.fewest_for_comments - group.replies
    if request.has_comments and for_words > 0:
        return (
            f"{group.replies}. You can read what they chose; what they wrote opens at {request.fewest_for_comments}."
        )
    return f"{group.replies}. You can read them."
