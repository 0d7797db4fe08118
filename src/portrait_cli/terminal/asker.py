"""The askers for simple and for other terminals, and the choice between them."""

import gc
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct
from rich.console import Console

from portrait_cli.core.session import Action, Session
from portrait_cli.core.ticks import Ticks
from portrait_cli.render import question
from portrait_cli.render.leaving import LEAVES, Leaving, TickWords
from portrait_cli.render.screen import Look, Renderable
from portrait_cli.store.settings import Config
from portrait_cli.terminal import editor
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.question_screen import QuestionScreen

_OBJECTS_OF_TWO_KEYS = 5_000
"""New objects before the garbage collector looks for cycles. What it waits with longer is felt in one of the keys."""


class Asker(Protocol):
    """Asks a person, and shows things beside the questions.

    Every question raises StoppedError when the person stops.
    """

    @property
    def look(self) -> Look:
        """What the screen is like."""

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""

    def offer(self, question: str, choices: Sequence[tuple[str, str]], *, default: str = "") -> str:
        """Let the person choose what to do next, given as ids and labels; return the id.

        Enter alone chooses the default.
        """

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask a question of yes or no; return True for yes, the default if the person only presses Enter."""

    def line(self, question: str, *, default: str) -> str:
        """Ask for a few words in one line; return the default if the person only presses Enter."""


class Ticker(Asker, Protocol):
    """Lets a person tick lines, too."""

    def tick(self, question: str, shown: Sequence[Leaving], start: Ticks, wording: TickWords = LEAVES) -> Ticks:
        """Let the person tick lines, such as those that leave; at least one is ticked at the end."""


class SessionAsker(Asker, Protocol):
    """Asks the questions of a session, too."""

    @property
    def pending_signals(self) -> list[int]:
        """Numbers of signals that came between two questions: the next question is then not asked."""

    def __call__(self, session: Session) -> Action:
        """Ask the session's question, or show the review."""


def asker_for(environment: Environment, config: Config) -> Ticker:
    """Make the plain asker if the person wants it or the terminal is simple, else the guided one."""
    console, look = _console_and_look(environment, config)
    if config.plain:
        from portrait_cli.terminal.line_reader import line_reader
        from portrait_cli.terminal.plain import Plain  # without questionary's 80 ms

        return Plain(console, look, line_reader(environment))

    from portrait_cli.terminal.guided import Guided  # 90 ms with questionary, not needed for plain questions

    return Guided(QuestionScreen(console, environment.stderr, environment.stdin))


def session_asker_for(
    environment: Environment,
    config: Config,
    *,
    scratch: Callable[[Session], Path],
    save_partial: Callable[[Session], None],
) -> SessionAsker:
    """Make the asker, plain or guided, for the questions of a session.

    `scratch` names the file in which an answer is written in an editor; `save_partial` saves half-typed words.
    """
    console, look = _console_and_look(environment, config)
    today = environment.now().date()
    if config.plain:
        from portrait_cli.terminal.line_reader import line_reader
        from portrait_cli.terminal.plain import PlainSession  # without questionary's 80 ms

        return PlainSession(console, look, line_reader(environment), today=today, save_partial=save_partial)

    return _QuestionFirst(
        QuestionScreen(console, environment.stderr, environment.stdin),
        today=today,
        editor=editor.chosen(config.editor, environment.variables),
        scratch=scratch,
        save_partial=save_partial,
    )


class _QuestionFirst(Struct, frozen=True):
    """Shows a question, and only then loads what takes the answer with keys: meanwhile the person is reading it."""

    screen: QuestionScreen
    today: date
    editor: str
    scratch: Callable[[Session], Path]
    save_partial: Callable[[Session], None]

    @property
    def look(self) -> Look:
        return self.screen.look

    @property
    def pending_signals(self) -> list[int]:
        return self.screen.pending_signals

    def show(self, shown: Renderable) -> None:
        self.screen.console.print(shown)

    def offer(self, question: str, choices: Sequence[tuple[str, str]], *, default: str = "") -> str:
        return self._with_keys().offer(question, choices, default=default)

    def confirm(self, question: str, *, default: bool) -> bool:
        return self._with_keys().confirm(question, default=default)

    def line(self, question: str, *, default: str) -> str:
        return self._with_keys().line(question, default=default)

    def __call__(self, session: Session) -> Action:
        step = session.step
        if step is None or step.choices:
            self.screen.forget_keys()
        if step:
            self.show(question.question(session, step, self.look))
        return self._with_keys()(session)

    def _with_keys(self) -> SessionAsker:
        from portrait_cli.terminal.guided import GuidedSession  # 90 ms with questionary

        if not gc.get_freeze_count():
            gc.freeze()  # what is loaded stays; going through it again and again would be felt in the keys
            gc.set_threshold(_OBJECTS_OF_TWO_KEYS)
        return GuidedSession(
            self.screen,
            today=self.today,
            editor=self.editor,
            scratch=self.scratch,
            save_partial=self.save_partial,
        )


def _console_and_look(environment: Environment, config: Config) -> tuple[Console, Look]:
    console = Display(environment, config.plain).console(environment.stderr)
    return console, Look(console.width, config.plain)
