"""The list that a person chooses from: the choices with their statements, a highlight, and the keys that move it.

questionary's own list shows one line for each choice, and always has one of them highlighted.
"""

import time
from collections.abc import Callable, Sequence

import questionary
from msgspec import Struct
from prompt_toolkit.application import Application
from prompt_toolkit.application.current import get_app
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from portrait_cli.core.find_choice import Highlight, moved, with_letter, without_letter
from portrait_cli.core.session import Back, Skip
from portrait_cli.render.choice_lines import POINTER, Item, Line, ListSize, choice_lines, chosen_line
from portrait_cli.render.phrases import wrapped
from portrait_cli.render.screen import WIDEST
from portrait_cli.terminal import keys
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import add_keys, ask, drawing, drawing_on, forget_keys_left_over

_AT_ONCE_SECONDS = 0.05
"""Nobody presses two keys in so short a time: they come from a paste."""
_LEAST_ROWS, _LEAST_COLUMNS = 3, 20
"""How large the list is drawn at least, however small the terminal and long the question is."""
_PAGE = 5
"""Lines that Page Down goes on in a choice that is too long for the screen."""
_NBSP = "\N{NO-BREAK SPACE}"
_LINE_END = "", "\n"
_CURSOR = "[SetCursorPosition]", ""


class Asked(Struct, frozen=True):
    """What a person chooses from."""

    items: tuple[Item, ...]
    above: tuple[int, ...] = ()
    """The columns of each line of the question above the list, which is to stay on the screen."""
    numbered: bool = True
    in_session: bool = False
    """Whether the question can be skipped, and left for the one before it."""
    name: str = "a number"
    """What can be typed to find a choice."""


def choose(screen: QuestionScreen, asked: Asked) -> int:
    """Let the person choose, the first one by Enter alone, and return its position.

    Raises StoppedError when they stop.
    """
    return int(str(_choose(screen, asked, 0)))


def choose_in_session(screen: QuestionScreen, asked: Asked, start: int | None) -> int | Back | Skip:
    """Let the person choose, skip, or go back; nothing is highlighted unless it was chosen before, at `start`.

    Raises StoppedError when they stop.
    """
    chosen = _choose(screen, asked, start)
    if isinstance(chosen, Back | Skip):
        return chosen
    return int(str(chosen))


def _choose(screen: QuestionScreen, asked: Asked, start: int | None) -> object:
    list_ = _List(screen, asked, Highlight(start))
    application: Application[object] = Application(
        Layout(Window(FormattedTextControl(list_.drawn), dont_extend_height=True)),
        key_bindings=list_.keys(),
        **drawing_on(screen),
    )
    question = questionary.Question(application)
    add_keys(question, keys.list_keys(in_session=asked.in_session))
    return _ask(screen, question)


class _List:
    """A list on the screen: what is highlighted now, and what is said below it."""

    def __init__(self, screen: QuestionScreen, asked: Asked, highlight: Highlight) -> None:
        self.asked = asked
        self.highlight = highlight
        self.complaint = ""
        self.last_key = 0.0
        self.passed = 0
        """Lines that were passed in reading the highlighted choice."""
        self.names = [item.name for item in asked.items]
        self.left = "" if screen.look.stacked else "  "
        self.chosen: int | None = None

    # --- what is drawn ---

    def drawn(self) -> StyleAndTextTuples:
        """Draw the list with the keys below it, or only what was chosen once that is done."""
        columns = self._columns()
        if not get_app().is_done:
            below = self._below(columns)
            lines = choice_lines(
                self.asked.items,
                self.highlight.at,
                ListSize(columns, self._rows(len(below))),
                numbered=self.asked.numbered,
                passed=self.passed,
            )
            return _text([*lines, *below])
        if self.chosen is None:
            return []
        return [("", self.left + chosen_line(self.asked.items[self.chosen], columns - len(self.left)))]

    def _below(self, columns: int) -> list[Line]:
        """Draw what is said about the last key, or a blank line, and the keys."""
        room = columns - len(self.left)
        hint = keys.in_list(len(self.asked.items), numbered=self.asked.numbered, in_session=self.asked.in_session)
        complaints = [(("", self.left + line),) for line in wrapped(self.complaint, room)]
        hints = [(("class:instruction", self.left + line.replace(_NBSP, " ")),) for line in wrapped(hint, room)]
        return [*complaints, *hints]

    def _columns(self) -> int:
        columns = get_app().output.get_size().columns
        return min(max(columns - 1, _LEAST_COLUMNS), WIDEST)

    def _rows(self, below: int) -> int:
        """Return the rows between the question and what is below the list, however the terminal breaks lines now."""
        size = get_app().output.get_size()
        above = sum(max(1, -(-width // size.columns)) for width in self.asked.above)
        return max(size.rows - above - below, _LEAST_ROWS)

    # --- what keys do ---

    def keys(self) -> KeyBindings:
        """Make the keys that move the highlight, and Enter, which alone chooses."""
        bindings = KeyBindings()
        last = len(self.asked.items) - 1
        for key, to in (
            (Keys.Up, lambda: moved(self.highlight, -1, last + 1)),
            (Keys.Down, lambda: moved(self.highlight, 1, last + 1)),
            (Keys.Home, lambda: Highlight(0)),
            (Keys.End, lambda: Highlight(last)),
            (Keys.Backspace, lambda: without_letter(self.highlight, self.names, numbered=self.asked.numbered)),
        ):
            bindings.add(key, eager=True)(self._go(to))
        bindings.add(Keys.PageDown, eager=True)(self._read_on)
        bindings.add(Keys.PageUp, eager=True)(self._read_again)
        bindings.add(Keys.Any)(self._letter)
        bindings.add(Keys.Enter, eager=True)(self._enter)
        return bindings

    def _go(self, to: Callable[[], Highlight]) -> Callable[[KeyPressEvent], None]:
        def go(_event: KeyPressEvent) -> None:
            self.highlight = to()
            self.complaint = ""
            self.passed = 0

        return go

    def _read_on(self, _event: KeyPressEvent) -> None:
        self.passed += _PAGE

    def _read_again(self, _event: KeyPressEvent) -> None:
        self.passed = 0

    def _letter(self, event: KeyPressEvent) -> None:
        letter = event.data
        if len(letter) != 1 or not letter.isprintable() or (letter == " " and not self.highlight.typed):
            return
        now = time.monotonic()
        self.highlight = with_letter(
            self.highlight,
            letter,
            self.names,
            numbered=self.asked.numbered,
            at_once=now - self.last_key < _AT_ONCE_SECONDS,
        )
        self.last_key = now
        self.passed = 0
        self.complaint = "" if self.highlight.is_found else self._not_found()

    def _enter(self, event: KeyPressEvent) -> None:
        if not self.highlight.is_found:
            self.last_key = time.monotonic()
            self.complaint = self._not_found()
        elif self.highlight.at is None:
            self.complaint = f"Nothing is chosen yet: press ↑ or ↓, or type {self.asked.name}."
        else:
            self.chosen = self.highlight.at
            event.app.exit(result=self.chosen)

    def _not_found(self) -> str:
        return f"Nothing here begins with “{self.highlight.typed}”: press ↑ or ↓, or type {self.asked.name}."


def _text(lines: Sequence[Line]) -> StyleAndTextTuples:
    """Put lines below each other, as prompt_toolkit wants them."""
    text: StyleAndTextTuples = []
    for line in lines:
        if line[0][1].startswith(POINTER):
            text.append(_CURSOR)  # where magnifiers look
        text += [*line, _LINE_END]
    return text[:-1]


def _ask(screen: QuestionScreen, question: questionary.Question) -> object:
    """Ask a question whose answer no keys of another question may choose, and whose own keys choose nothing else."""
    forget_keys_left_over()
    try:
        return ask(screen, question.application)
    finally:
        forget_keys_left_over()


def yes_or_no(screen: QuestionScreen, *, default: bool) -> bool:
    """Let the person press y or n, and Enter; return True for yes, the default for Enter alone.

    Raises StoppedError when the person stops.
    """
    question = questionary.confirm(
        screen.pointer,
        default,
        auto_enter=False,
        instruction="",
        **drawing(screen),
    )
    add_keys(question, keys.leaving_keys())
    return bool(_ask(screen, question))
