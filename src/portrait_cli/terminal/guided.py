"""Questions asked with keys and colors: the only place that knows questionary."""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO, TypeVar

import questionary
from msgspec import Struct
from msgspec.structs import replace
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.output.defaults import create_output
from rich.console import Console

from portrait_cli.core.errors import PortraitError, StoppedError, StorageError
from portrait_cli.core.review import review_action
from portrait_cli.core.session import Action, Answer, AnswerError, Back, Session, Skip, Step, answer_to
from portrait_cli.core.text import replace_surrogates
from portrait_cli.render import question
from portrait_cli.render.phrases import first_lines
from portrait_cli.render.review import review
from portrait_cli.render.screen import Look, Renderable, dots, inset, words
from portrait_cli.terminal import editor
from portrait_cli.terminal.signals import on_signals

T = TypeVar("T")

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
_WORD_KEYS = "Enter saves · empty skips · Ctrl-B back · Ctrl-O editor · Ctrl-C stops"
_REVIEW_KEYS = "Enter saves · a number changes that answer · Ctrl-B back · Ctrl-C stops"
_EMPTY_KEYS = "Enter leaves without saving · a number answers that question · Ctrl-C stops"
_MOST_NUMBERED = 9
_SAVE_SECONDS = 1.0
_MOMENT_SECONDS = 0.02


class _Edit(Struct, frozen=True):
    """The person wants an editor for these words."""

    text: str


class Guided(Struct, frozen=True):
    """An asker for a person at a terminal: call it with a session, get an action."""

    console: Console
    stream: TextIO
    """Where the questions are drawn."""
    look: Look
    today: date
    editor: str
    """The person's editor, or nothing."""
    scratch: Callable[[Session], Path]
    """Names the file in which an answer of a session is written in an editor."""
    save_partial: Callable[[Session], None]
    """Keeps a session while its next answer is being typed."""
    waiting: list[int] = []
    """Numbers of signals that came between two questions."""

    def __call__(self, session: Session) -> Action:
        """Ask the session's question, or show the review."""
        step = session.step
        if step is None:
            return self._review(session)
        self.console.print(question.question(session, step, self.look))
        return self._choose(session, step) if step.choices else self._words(session, step)

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""
        self.console.print(shown)

    def offer(self, question: str, choices: Sequence[tuple[str, str]]) -> str:
        """Let the person choose one of a few ways on, given as ids and labels; return the id."""
        self.console.print(inset([words(""), words(question, "bold")], self.look))
        return self._select([(label, name) for name, label in choices])

    def _choose(self, session: Session, step: Step) -> Action:
        total = len(step.levels)
        room = question.label_room(step, self.look)
        ways: list[tuple[str, Action]] = [
            (
                " ".join(filter(None, [dots(choice.height, total, self.look), first_lines(choice.label, room)])),
                Answer(choice.id),
            )
            for choice in step.choices
        ]
        # Nobody should be placed by pressing Enter: until something is chosen, it skips.
        given = session.answers.get(step.id)
        return self._select([*ways, ("Skip", Skip())], Answer(given) if given else Skip(), Back())

    def _words(self, session: Session, step: Step) -> Action:
        typed = session.begun
        if session.nudge:
            typed += " "  # whoever writes on need not begin with it
        self.console.print(inset([words(_WORD_KEYS, "dim")], self.look))
        while True:
            said = self._line(session, typed)
            match said:
                case Back():
                    return said
                case _Edit(text):
                    typed = self._edited(session, text)
                    continue
                case _:
                    typed = said
            if not typed.strip():
                return Skip()
            try:
                answer = answer_to(step, typed, self.today)
            except AnswerError as error:
                self._complain(error)
                typed = ""  # the next try does not go behind the last one
                continue
            if step.purpose == "by":
                self.console.print(inset([words(question.day_understood(answer, self.today), "dim")], self.look))
            return Answer(answer.removesuffix(" ") if session.nudge else answer)

    def _edited(self, session: Session, text: str) -> str:
        """Let the person write in an editor; whatever happens to it, its words come back and are in the draft."""
        file = self.scratch(session)
        self._keep(replace(session, typed=text))
        try:
            text = editor.write(text, file, self.editor)
        except PortraitError as error:
            self._complain(error)
            text = editor.left(file, text)
        self._keep(replace(session, typed=text))
        file.unlink(missing_ok=True)
        return text

    def _keep(self, session: Session) -> None:
        with contextlib.suppress(StorageError):  # told when the answer is kept
            self.save_partial(session)

    def _complain(self, error: PortraitError) -> None:
        self.console.print(inset([words(str(error)), *([words(error.hint, "dim")] if error.hint else [])], self.look))

    def _review(self, session: Session) -> Action:
        self.console.print(review(session, self.look))
        self.console.print(inset([words(_REVIEW_KEYS if session.answered else _EMPTY_KEYS, "dim")], self.look))
        while True:
            match self._line(session, ""):
                case Back() as back:
                    return back
                case _Edit():
                    continue
                case said:
                    action = review_action(session, said)
            if action:
                return action
            self._complain(PortraitError(f"there is no answer {said.strip()}", hint="type a number from the list"))

    def _line(self, session: Session, typed: str) -> str | Back | _Edit:
        """Let the person write; what stands in the line is kept every second, should the machine stop."""
        keys = KeyBindings()
        keys.add(Keys.ControlD, eager=True)(_leaving_by(EOFError))
        keys.add(Keys.ControlZ, eager=True)(_pause)

        @keys.add(Keys.ControlB, eager=True)
        def _back(event: KeyPressEvent) -> None:
            event.app.exit(result=Back(replace_surrogates(event.current_buffer.text)))

        @keys.add(Keys.ControlO, eager=True)
        def _editor(event: KeyPressEvent) -> None:
            event.app.exit(result=_Edit(replace_surrogates(event.current_buffer.text)))

        @keys.add(Keys.Escape, Keys.Enter, eager=True)
        def _new_line(event: KeyPressEvent) -> None:
            event.current_buffer.newline(copy_margin=False)

        question = questionary.text(
            "›" if self.look.narrow else " ›",
            typed,
            qmark="",
            style=_STYLE,
            key_bindings=keys,
            output=create_output(self.stream),
        )
        application = question.application
        application.current_buffer.cursor_position = len(typed)

        async def save_partial() -> None:
            kept = typed
            while True:
                await asyncio.sleep(_SAVE_SECONDS)
                now = replace_surrogates(application.current_buffer.text)
                if now != kept:
                    self._keep(replace(session, typed=now))
                    kept = now

        def watch() -> None:
            application.create_background_task(save_partial())

        application.pre_run_callables.append(watch)
        said: str | Back | _Edit = self._ask(question)
        return said

    def _select(self, ways: Sequence[tuple[str, T]], at: T | None = None, back: T | None = None) -> T:
        """Let the person choose one of the ways, given as labels and values, or go `back`; return the value."""
        choices = [questionary.Choice(label, value=str(number)) for number, (label, _) in enumerate(ways)]
        first = next((str(number) for number, (_, value) in enumerate(ways) if value == at), None)
        numbered = len(ways) <= _MOST_NUMBERED
        ask = " · ".join(
            [
                f"1-{len(ways)} or arrows, then Enter" if numbered else "arrows, then Enter",
                *(["Ctrl-B back"] if back is not None else []),
                "Ctrl-C stops",
            ]
        )
        if self.look.narrow:  # questionary would break the line within a word
            self.console.print(words(ask, "dim"))
        question = questionary.select(
            "",
            choices,
            first,
            qmark="",
            pointer="›",
            style=_STYLE,
            use_shortcuts=numbered,
            use_jk_keys=False,
            instruction=" " if self.look.narrow else ask,
            output=create_output(self.stream),
        )
        keys = KeyBindings()
        if back is not None:
            keys.add(Keys.ControlB, eager=True)(_leaving_with(back))
        for key, error in ((Keys.SIGINT, KeyboardInterrupt), (Keys.ControlD, EOFError)):
            keys.add(key, eager=True)(_leaving_by(error))
        keys.add(Keys.ControlZ, eager=True)(_pause)
        for key in (Keys.BracketedPaste, Keys.ControlO):  # the editor is for words
            keys.add(key, eager=True)(_passing_over)
        application = question.application
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
        chosen: str | T = self._ask(question)
        return ways[int(chosen)][1] if isinstance(chosen, str) else chosen

    def _ask(self, question: questionary.Question) -> Any:  # noqa: ANN401  # as questionary has it
        application = question.application
        stopped: list[StoppedError] = []

        def leave() -> None:
            if application.future and not application.future.done():
                application.exit(exception=stopped[0])
            elif application.future is None and application.loop:  # it is just beginning: a moment later
                application.loop.call_later(_MOMENT_SECONDS, leave)

        def stop(number: int) -> None:
            stopped.append(StoppedError(number, replace_surrogates(application.current_buffer.text)))
            if application.loop is None:
                raise stopped[0]
            application.loop.call_soon_threadsafe(leave)

        with on_signals(stop):
            if self.waiting:
                raise StoppedError(self.waiting[0], replace_surrogates(application.current_buffer.text))
            try:
                # As questionary's `unsafe_ask`, but a Ctrl-C before the first key is ours as well.
                answer = application.run(handle_sigint=False)
            except (KeyboardInterrupt, EOFError):
                raise StoppedError(signal.SIGINT, replace_surrogates(application.current_buffer.text)) from None
            except OSError:  # the terminal is gone
                raise StoppedError(
                    getattr(signal, "SIGHUP", 1), replace_surrogates(application.current_buffer.text)
                ) from None
        if stopped:
            raise stopped[0]
        return answer


def _pause(event: KeyPressEvent) -> None:
    """Give the terminal back to the shell until `fg`, where the system can."""
    event.app.suspend_to_background()


def _passing_over(_event: KeyPressEvent) -> None:
    """Let what belongs to words not disturb a list."""


def _leaving_with(value: object) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=value)

    return leave


def _leaving_by(error: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=error)

    return leave
