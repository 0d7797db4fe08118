"""Playing a session: asking until everything is saved."""

from collections.abc import Callable

from msgspec.structs import replace

from portrait_cli.core.errors import StoppedError
from portrait_cli.core.session import Ask, Session, apply

LONGEST_PAUSE = 600
"""Seconds after which a person who has not answered is assumed to be away."""


def play(session: Session, ask: Ask, keep: Callable[[Session], None], seconds: Callable[[], float]) -> Session:
    """Ask until everything is saved; `keep` gets the session after every action, so nothing is lost.

    `seconds` is a clock that only runs forward. Raises StoppedError when the asker does, after the half-typed
    words are kept as well.
    """
    while not session.saved:
        began = seconds()
        try:
            action = ask(session)
        except StoppedError as stopped:
            keep(replace(session, typed=stopped.typed))
            raise
        spent = min(round(seconds() - began), LONGEST_PAUSE)
        session = replace(apply(session, action), seconds=session.seconds + spent)
        keep(session)
    return session
