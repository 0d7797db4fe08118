"""The list that a person chooses from: the choices with their statements, a highlight, and the keys that move it.

questionary's own list shows one line for each choice, and always has one of them highlighted.
"""

import time
from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl

from portrait_cli.core.find_choice import AT_ONCE_SECONDS, Highlight, moved, with_letter, without_letter
from portrait_cli.core.session import Back, Skip
from portrait_cli.render.choice_lines import POINTER, Item, Line, ListSize, choice_lines, chosen_line
from portrait_cli.render.phrases import wrapped
from portrait_cli.render.screen import WIDEST
from portrait_cli.terminal import keys
from portrait_cli.terminal.below_question import Above, BelowQuestion
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import Answered, ask, forget_keys_left_over

_LEAST_ROWS, _LEAST_COLUMNS = 3, 20
"""How large the list is drawn at least, however small the terminal and long the question is."""
_BLANK_ROW = 1
"""The blank line above the question, which may leave the screen."""
_PAGE = 5
"""Lines that Page Down goes on in a choice that is too long for the screen."""
_NBSP = "\N{NO-BREAK SPACE}"
_LINE_END = "", "\n"
_HINT = "class:instruction"
_CURSOR = "[SetCursorPosition]", ""


class Asked(Struct, frozen=True):
    """What a person chooses from."""

    items: tuple[Item, ...]
    numbered: bool = True
    in_session: bool = False
    """Whether the question can be skipped, and left for the one before it."""
    name: str = "a number"
    """What can be typed to find a choice."""


Chosen: TypeAlias = int | Back | Skip
"""The position of what was chosen, or what else the person wants."""


def choose(screen: QuestionScreen, above: Above, asked: Asked, start: int = 0) -> int:
    """Let the person choose, the one at `start` by Enter alone, and return its position.

    Raises StoppedError when they stop.
    """
    chosen = _ask(screen, _List(screen, above, asked, start))
    return chosen if isinstance(chosen, int) else start  # nothing else can happen outside of a session


def choose_in_session(screen: QuestionScreen, above: Above, asked: Asked, start: int | None) -> Chosen:
    """Let the person choose, skip, or go back; nothing is highlighted unless it was chosen before, at `start`.

    Raises StoppedError when they stop.
    """
    return _ask(screen, _List(screen, above, asked, start))


class _List(BelowQuestion[Chosen]):
    """A list on the screen: what is highlighted now, and what is said below it."""

    def __init__(self, screen: QuestionScreen, above: Above, asked: Asked, start: int | None) -> None:
        self._asked = asked
        self._names = [item.name for item in asked.items]
        self._highlight = Highlight(start)
        self._chosen: int | None = None
        self._complaint = ""
        self._last_key = 0.0
        self._more_waited = False
        """Whether the key after that one had come with it already, however long it is handled later."""
        self._passed = 0
        """Lines that were passed in reading the highlighted choice."""
        super().__init__(screen, above, FormattedTextControl(self._drawn), self._keys())

    # --- what is drawn ---

    def _drawn(self) -> StyleAndTextTuples:
        """Draw the list with the keys below it, or only what was chosen once that is done."""
        columns = min(max(self.output.get_size().columns - 1, _LEAST_COLUMNS), WIDEST)
        if not self.is_done:
            below = self._below(columns)
            rows = max(self.rows_left + _BLANK_ROW - len(below), _LEAST_ROWS)
            lines = choice_lines(
                self._asked.items,
                self._highlight.at,
                ListSize(columns, rows),
                numbered=self._asked.numbered,
                passed=self._passed,
            )
            if not self._complaint and len(lines) < rows:
                lines.append(_line(""))
            return _text([*lines, *below])
        if self._chosen is None:
            return []
        margin = self._screen.margin
        return [("", margin + chosen_line(self._asked.items[self._chosen], columns - len(margin)))]

    def _below(self, columns: int) -> list[Line]:
        """Draw what is said about the last key, and the keys."""
        margin = self._screen.margin
        room = columns - len(margin)
        hint = keys.in_list(
            len(self._asked.items),
            numbered=self._asked.numbered,
            in_session=self._asked.in_session,
            narrow=self._screen.look.narrow,
        )
        complaints = wrapped(self._complaint, room) if self._complaint else []
        hints = [line.replace(_NBSP, " ") for line in wrapped(hint, room)]
        return [*(_line(margin + line) for line in complaints), *(_line(margin + line, _HINT) for line in hints)]

    # --- what keys do ---

    def _keys(self) -> KeyBindings:
        """Make the keys that move the highlight, and Enter, which alone chooses, beside those of any list."""
        bindings = keys.list_keys(in_session=self._asked.in_session)
        last = len(self._asked.items) - 1
        for key, to in (
            (Keys.Up, lambda: moved(self._highlight, -1, last + 1)),
            (Keys.Down, lambda: moved(self._highlight, 1, last + 1)),
            (Keys.Home, lambda: Highlight(0)),
            (Keys.End, lambda: Highlight(last)),
            (Keys.Backspace, lambda: without_letter(self._highlight, self._names, numbered=self._asked.numbered)),
        ):
            bindings.add(key, eager=True)(self._go(to))
        bindings.add(Keys.PageDown, eager=True)(self._read_on)
        bindings.add(Keys.PageUp, eager=True)(self._read_again)
        bindings.add(Keys.Any)(self._letter)
        bindings.add(Keys.Enter, eager=True)(self._enter)
        return bindings

    def _go(self, to: Callable[[], Highlight]) -> Callable[[KeyPressEvent], None]:
        def go(_event: KeyPressEvent) -> None:
            self._highlight = to()
            self._complaint = ""
            self._passed = 0

        return go

    def _read_on(self, _event: KeyPressEvent) -> None:
        self._passed += _PAGE

    def _read_again(self, _event: KeyPressEvent) -> None:
        self._passed = 0

    def _letter(self, event: KeyPressEvent) -> None:
        letter = event.data
        if len(letter) != 1 or not letter.isprintable() or (letter == " " and not self._highlight.typed):
            return
        self._highlight = with_letter(
            self._highlight, letter, self._names, numbered=self._asked.numbered, pause=self._pause(event)
        )
        self._passed = 0
        self._complaint = self._not_found() if self._highlight.missed else ""

    def _pause(self, event: KeyPressEvent) -> float:
        """Return the seconds since the letter or the Enter before this one, which are none if both came at once."""
        came_at_once, self._more_waited = self._more_waited, bool(event.key_processor.input_queue)
        before, self._last_key = self._last_key, time.monotonic()
        return 0.0 if came_at_once else self._last_key - before

    def _enter(self, event: KeyPressEvent) -> None:
        is_typed = self._pause(event) >= AT_ONCE_SECONDS
        if self._highlight.missed:  # the highlight may not be what the person means: a second Enter says so
            self._complaint = self._not_found()
            if is_typed:
                self._highlight = Highlight(self._highlight.at)
        elif self._highlight.at is None:
            self._complaint = f"Nothing is chosen yet: press ↑ or ↓, or type {self._asked.name}."
        else:
            self._chosen = self._highlight.at
            event.app.exit(result=self._chosen)

    def _not_found(self) -> str:
        said = f"Nothing here begins with “{self._highlight.missed}”"
        if self._highlight.at is None:
            return f"{said}: press ↑ or ↓, or type {self._asked.name}."
        return f"{said}. Enter takes the one that is marked."


def _line(text: str, style: str = "") -> Line:
    return ((style, text),)


def _text(lines: Sequence[Line]) -> StyleAndTextTuples:
    """Put lines below each other, as prompt_toolkit wants them."""
    text: StyleAndTextTuples = []
    for line in lines:
        if line[0][1].startswith(POINTER):
            text.append(_CURSOR)  # where magnifiers look
        text += [*line, _LINE_END]
    return text[:-1]


def _ask(screen: QuestionScreen, application: Application[Answered]) -> Answered:
    """Ask a question whose answer no keys of another question may choose, and whose own keys choose nothing else."""
    forget_keys_left_over()
    try:
        return ask(screen, application)
    finally:
        forget_keys_left_over()
