"""What is sent to a coach, and what happens next."""

from collections.abc import Iterator

from msgspec import Struct

from portrait_cli.core.coach_page import message
from portrait_cli.core.request import Request
from portrait_cli.render.asking import pages_and_message
from portrait_cli.render.screen import Look, Renderable


class Commands(Struct, frozen=True):
    """What the leader does next."""

    receive: str
    """Takes the reply in ..."""
    read: str
    """... and shows it."""


def what_to_send(request: Request, file: str, then: Commands, look: Look) -> Renderable:
    """Show the page that was written, a message to send with it, and what happens next."""
    written = f"A page for {request.by} is written:"
    return pages_and_message(written, [file], message(request), _next(request, then), look)


def _next(request: Request, then: Commands) -> Iterator[str]:
    yield f"{request.by} is named in the reply, and knows that you see each answer."
    if request.entry:
        yield f"When the file comes back: {then.receive}. Then {then.read} shows the words beside yours."
    else:
        yield (
            f"Place the same yourself meanwhile: {then.read} asks you. When the file comes back, take it in with "
            f"{then.receive}. The two views open side by side once both are there."
        )
    yield f"To take it back: portrait undo. The request is {request.id}."
