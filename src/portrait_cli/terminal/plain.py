"""Questions asked line by line, without redrawing: for screen readers and simple terminals."""

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from types import FrameType

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console

from portrait_cli.core.errors import StoppedError, StorageError
from portrait_cli.core.review import review_action
from portrait_cli.core.session import Action, Answer, AnswerError, Back, Session, Skip, Step, answer_to
from portrait_cli.core.text import replace_surrogates
from portrait_cli.render import question
from portrait_cli.render.review import review
from portrait_cli.render.screen import Look, Renderable, words
from portrait_cli.terminal.signals import on_signals

ReadLine = Callable[[], str]
"""Reads one line without its end; raises EOFError when there is none, with its words if the window is gone."""

_WORD_KEYS = "Enter sends. Empty skips. + begins many lines. < goes back. Control C stops, all is kept."
_CHOICE_KEYS = "Type a number. Empty skips. < goes back. Control C stops, all is kept."
_SAVE_SECONDS = 0.5
_KEEP_KEYS = "Empty keeps this answer. A dash alone skips the question."
_MORE_KEYS = "Write more, or nothing to leave it so."


class Plain(Struct, frozen=True):
    """An asker that prints a question and reads a line: call it with a session, get an action."""

    console: Console
    look: Look
    today: date
    read: ReadLine
    more: Callable[[], bool]
    """Says whether another line comes at once: a paste is one answer."""
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
        if step.choices and not any(choice.statement for choice in step.choices):
            self._number([(choice.id, choice.label) for choice in step.choices], signs=step.numbered)
        self.console.print(words(_CHOICE_KEYS if step.choices else _WORD_KEYS))
        begun = session.begun
        if begun:
            self.console.print(words(f"So far: {begun if session.typed else question.answer_words(step, begun)}"))
            self.console.print(words(_MORE_KEYS if session.nudge else _KEEP_KEYS))
        while True:
            action = self._action(session, step, begun)
            if action:
                return action

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""
        self.console.print(shown)

    def offer(self, question: str, choices: Sequence[tuple[str, str]]) -> str:
        """Let the person choose one of a few ways on, given as ids and labels; return the id."""
        self.console.print(words(question))
        self._number(choices)
        while True:
            line = "\n".join(self._lines([]))
            for number, (name, _) in enumerate(choices, start=1):
                if line.strip() in {str(number), name}:
                    return name
            self.console.print(words(f"Type a number from 1 to {len(choices)}."))

    def _number(self, choices: Sequence[tuple[str, str]], *, signs: bool = True) -> None:
        for number, (_, label) in enumerate(choices, start=1):
            self.console.print(words(f"{number} {label}" if signs else label))

    def _action(self, session: Session, step: Step, begun: str) -> Action | None:
        line = "\n".join(self._lines([], session))
        match line.strip():
            case "<":
                return Back()
            case "-" if begun:
                return Skip()
            case "" if not begun:
                return Skip()
            case "":
                text = begun
            case "+" if not step.choices:
                text = self._many_lines(session)
                text = f"{begun}\n{text}" if session.nudge else text
            case _:
                text = f"{begun}\n{line}" if session.nudge else line
        try:
            answer = answer_to(step, text, self.today)
        except AnswerError as error:
            self.console.print(words(str(error)))
            number = bool(step.choices) and step.numbered
            hint = f"Type a number from 1 to {len(step.choices)}." if number else error.hint
            self.console.print(words(hint))
            return None
        if step.purpose == "by":
            self.console.print(words(question.day_understood(answer, self.today)))
        return Answer(answer) if answer.strip() else Skip()

    def _many_lines(self, session: Session) -> str:
        self.console.print(words("Write as many lines as you like. A line with only a dot ends them."))
        lines: list[str] = []
        while lines[-1:] != ["."]:
            lines += self._lines(lines, session)
        return "\n".join(lines[:-1])

    def _review(self, session: Session) -> Action:
        self.console.print(review(session, self.look))
        self.console.print(words("Empty saves." if session.answered else "Empty leaves without saving."))
        self.console.print(words("A number changes that answer. < goes back."))
        while True:
            line = "\n".join(self._lines([]))
            if line.strip() == "<":
                return Back()
            action = review_action(session, line)
            if action:
                return action
            self.console.print(words("Type one of the numbers above, or nothing to save."))

    def _lines(self, before: list[str], session: Session | None = None) -> list[str]:
        """Read a line, and those that come with it at once; `before` are the answer's lines so far."""
        line, more = self._line(before, session)
        lines = [line]
        while more:
            line, more = self._line([*before, *lines], session)
            lines.append(line)
        return lines

    def _line(self, before: list[str], session: Session | None) -> tuple[str, bool]:
        hang_up = getattr(signal, "SIGHUP", 1)

        def typed(*line: str) -> str:
            begun = session.typed if session else ""  # shown above; only other words take its place
            return replace_surrogates("\n".join([*before, *line])) or begun

        def seen(line: str) -> None:
            if session:
                with contextlib.suppress(StorageError):  # told when the answer is kept
                    self.save_partial(replace(session, typed=typed(line)))

        with _saving_partly(seen) as glimpsed:

            def stop(number: int) -> None:
                line = half_typed() or (glimpsed() if number == hang_up else "")
                raise StoppedError(number, typed(line))

            with on_signals(stop):
                if self.waiting:
                    raise StoppedError(self.waiting[0], typed())
                try:
                    return self.read(), self.more()
                except EOFError as end:
                    if end.args:
                        raise StoppedError(hang_up, typed(end.args[0] or glimpsed())) from None
                    raise StoppedError(signal.SIGINT, typed()) from None
                except SystemError as error:
                    # Python ran the clock's handler on top of the stop, and took its end for a broken call.
                    if isinstance(error.__cause__, StoppedError):
                        raise error.__cause__ from None
                    raise


@contextlib.contextmanager
def _saving_partly(seen: Callable[[str], None]) -> Iterator[Callable[[], str]]:
    """Look at the line twice a second: the machine may stop, and a closed window takes readline's line with it."""
    last = ""

    def look(_number: int, _frame: FrameType | None) -> None:
        nonlocal last
        line = half_typed()
        if line and line != last:
            last = line
            seen(line)

    if not hasattr(signal, "setitimer"):  # Windows
        yield lambda: last
        return
    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _SAVE_SECONDS, _SAVE_SECONDS)
    try:
        yield lambda: last
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def half_typed() -> str:
    """Say what stands in the line being typed, where the system lets us see it."""
    try:
        import readline  # not on every system
    except ImportError:
        return ""
    return readline.get_line_buffer()
