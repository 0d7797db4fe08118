"""Which way of asking suits the person and the terminal."""

import contextlib
import select
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from portrait_cli.core.session import Action, Session
from portrait_cli.render.screen import Look, Renderable
from portrait_cli.store.config import Config
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment

_PASTE_SECONDS = 0.02
"""How soon after a line the next one comes that nobody typed."""


class Asker(Protocol):
    """Asks a person, and shows things beside the questions."""

    @property
    def look(self) -> Look:
        """How the screen is."""

    @property
    def waiting(self) -> list[int]:
        """Numbers of signals that came between two questions: the next question is not asked any more."""

    def __call__(self, session: Session) -> Action:
        """Ask the session's question."""

    def offer(self, question: str, choices: Sequence[tuple[str, str]]) -> str:
        """Let the person choose one of a few ways on, given as ids and labels; return the id."""

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""


def asker_for(
    environment: Environment,
    config: Config,
    scratch: Callable[[Session], Path],
    save_partial: Callable[[Session], None],
) -> Asker:
    """Make the plain asker where it is wanted or the terminal can do no more, else the guided one."""
    console = Display(environment, config.plain).console(environment.stderr)
    look = Look(console.width, config.plain)
    today = environment.now().date()
    if config.plain:
        from portrait_cli.terminal.plain import Plain  # without questionary's 80 ms

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401  # lets `input` edit the line, and us see it
        return Plain(console, look, today, lambda: _line(environment), lambda: _more_waits(environment), save_partial)
    from portrait_cli.terminal.guided import Guided  # plain sessions do without

    return Guided(console, environment.stderr, look, today, config.editor, scratch, save_partial)


def _more_waits(environment: Environment) -> bool:
    """Say whether a line comes at once after the last one."""
    try:
        return bool(select.select([environment.stdin], [], [], _PASTE_SECONDS)[0])
    except (OSError, ValueError):  # Windows can only wait for sockets
        return False


def _line(environment: Environment) -> str:
    environment.stderr.flush()
    line = ""
    try:
        line = input()
    except EOFError:
        if environment.stdin.isatty():
            raise
    if not environment.stdin.isatty():  # the window was closed
        raise EOFError(line)
    return line
