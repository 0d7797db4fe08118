"""What all questions with keys share: how they are drawn and asked, and how a signal ends them."""

import signal
from typing import Any, Generic, TypeVar

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app_session
from prompt_toolkit.input import typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.output import ColorDepth
from prompt_toolkit.output.defaults import create_output

from portrait_cli.core.errors import StoppedError
from portrait_cli.core.text import replace_surrogates
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.signals import HANG_UP, on_signals

Answered = TypeVar("Answered")

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


def drawing(screen: QuestionScreen) -> dict[str, Any]:
    """Return how questionary is to draw on a screen."""
    depth = ColorDepth.MONOCHROME if screen.console.no_color else None
    return {"qmark": "", "style": _STYLE, "output": create_output(screen.stream), "color_depth": depth}


def ask(screen: QuestionScreen, application: Application[Answered]) -> Answered:
    """Ask a question and return its answer. Raises StoppedError when the person or the system ends it."""
    stop = _Stop(application)
    with on_signals(stop):
        if screen.pending_signals:
            raise _stopped(application, screen.pending_signals[0])
        try:
            # Like questionary's `unsafe_ask`, but we also catch a Ctrl-C before the first key.
            answer = application.run(handle_sigint=False)
        except (KeyboardInterrupt, EOFError):
            raise _stopped(application, signal.SIGINT) from None
        except OSError:  # the terminal is gone
            raise _stopped(application, HANG_UP) from None

    if stop.error:
        raise stop.error
    return answer


class _Stop(Generic[Answered]):
    """Ends a question on a signal; call it with the signal's number."""

    def __init__(self, application: Application[Answered]) -> None:
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


def _stopped(application: Application[Answered], number: int) -> StoppedError:
    return StoppedError(number, replace_surrogates(application.current_buffer.text))


def keys_left_over() -> bool:
    """Return True if more keys came together with the one that ended a question."""
    keys = get_app_session().input
    left_over = typeahead.get_typeahead(keys)
    typeahead.store_typeahead(keys, left_over)
    return bool(left_over)


def forget_keys_left_over() -> None:
    """Forget the keys that came together with the one that ended a question."""
    typeahead.clear_typeahead(get_app_session().input)


def add_keys(question: questionary.Question, keys: KeyBindings) -> None:
    """Give a question more keys, which come before its own."""
    own = question.application.key_bindings or KeyBindings()
    question.application.key_bindings = merge_key_bindings([own, keys])
