"""What coaches wrote about an entry that was handed over to them, to stand beside it; the entry never has it."""

from collections.abc import Iterator

from portrait_cli.app.coach_replies import newest_reply
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.coach_answers import CoachAnswer, answers_of
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.request import Request


def coach_words(workspace: Workspace, requests: list[Request]) -> Iterator[CoachAnswer]:
    """Go through what was written in reply to some requests; name on stderr what cannot be opened, and go on."""
    for request in requests:
        try:
            reply = newest_reply(workspace, request)
        except PortraitError as problem:
            workspace.environment.say(f"portrait: the words of {request.by} stay sealed: {problem}")
            continue
        if reply:
            yield from answers_of(request, reply)
