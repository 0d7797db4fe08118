"""What all questions with keys share: where they are drawn, how they look, and the ways to leave them."""

import signal
from typing import Any, TextIO

import questionary
from msgspec import Struct
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.defaults import create_output
from rich.console import Console

from portrait_cli.core.errors import StoppedError
from portrait_cli.core.text import replace_surrogates
from portrait_cli.render.screen import Look, Renderable, inset
from portrait_cli.terminal.signals import HANG_UP, on_signals

_STYLE = questionary.Style(
    [
        ("qmark", ""),
        ("question", ""),
        ("instruction", "fg:ansibrightblack"),
        ("answer", "fg:default nobold"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "noreverse"),
    ]
)

_MOMENT_SECONDS = 0.02


class QuestionScreen(Struct, frozen=True):
    """The screen that questions with keys are drawn on."""

    console: Console
    """Prints what is above a question."""
    stream: TextIO
    """Where the question itself is drawn."""
    look: Look
    pending_signals: list[int] = []
    """Numbers of signals that came between two questions: they end the next question before it is asked."""

    def show(self, *parts: Renderable) -> None:
        """Print parts below each other, at the questions' distance from the edge."""
        self.console.print(inset(parts, self.look))

    @property
    def drawing(self) -> dict[str, Any]:
        """How questionary is to draw on it."""
        depth = ColorDepth.MONOCHROME if self.console.no_color else None
        return {"qmark": "", "style": _STYLE, "output": create_output(self.stream), "color_depth": depth}

    @property
    def pointer(self) -> str:
        """The sign in front of a line to write in."""
        return "›" if self.look.narrow else " ›"

    def ask(self, question: questionary.Question) -> object:
        """Ask a question and return its answer. Raises StoppedError when the person or the system ends it."""
        application = question.application
        stop = _Stop(application)
        with on_signals(stop):
            if self.pending_signals:
                raise _stopped(application, self.pending_signals[0])
            try:
                # Like questionary's `unsafe_ask`, but we also catch a Ctrl-C before the first key.
                answer: object = application.run(handle_sigint=False)
            except (KeyboardInterrupt, EOFError):
                raise _stopped(application, signal.SIGINT) from None
            except OSError:  # the terminal is gone
                raise _stopped(application, HANG_UP) from None

        if stop.error:
            raise stop.error
        return answer


class _Stop:
    """Ends a question on a signal; call it with the signal's number."""

    def __init__(self, application: Application[object]) -> None:
        self.application = application
        self.error: StoppedError | None = None

    def __call__(self, number: int) -> None:
        if self.error is None:
            self.error = _stopped(self.application, number)
        if self.application.loop is None:  # it has not begun
            raise self.error
        self.application.loop.call_soon_threadsafe(self._leave, self.error)

    def _leave(self, error: StoppedError) -> None:
        application = self.application
        if application.future and not application.future.done():
            application.exit(exception=error)
        elif application.future is None and application.loop:  # it is just beginning: try again in a moment
            application.loop.call_later(_MOMENT_SECONDS, self._leave, error)


def _stopped(application: Application[object], number: int) -> StoppedError:
    return StoppedError(number, replace_surrogates(application.current_buffer.text))


def add_keys(question: questionary.Question, keys: KeyBindings) -> None:
    """Give a question more keys, which come before its own."""
    own = question.application.key_bindings or KeyBindings()
    question.application.key_bindings = merge_key_bindings([own, keys])
