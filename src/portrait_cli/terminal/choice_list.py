"""The list that a person chooses from, and the question of yes or no, drawn with questionary."""

from collections.abc import Sequence

import questionary
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys

from portrait_cli.render.screen import words
from portrait_cli.terminal.question_screen import STYLE, QuestionScreen, add_keys, leaving_keys

_MOST_NUMBERED = 9
"""The most choices that can be picked with a single digit."""
_BACK = object()


def choose(screen: QuestionScreen, labels: Sequence[str]) -> int:
    """Let the person choose one of the labels, and return its position. Raises StoppedError when they stop."""
    chosen = screen.ask(_list(screen, labels, start=0, can_go_back=False))
    return int(str(chosen))


def choose_or_go_back(screen: QuestionScreen, labels: Sequence[str], *, start: int) -> int | None:
    """Let the person choose one of the labels, the one at `start` by Enter alone, or go back to the question before.

    Return the position of the label, or None to go back. Raises StoppedError when they stop.
    """
    chosen = screen.ask(_list(screen, labels, start=start, can_go_back=True))
    if chosen is _BACK:
        return None
    return int(str(chosen))


def _list(screen: QuestionScreen, labels: Sequence[str], *, start: int, can_go_back: bool) -> questionary.Question:
    """Make the list; its answer is the position of a label, in digits, or _BACK."""
    numbered = len(labels) <= _MOST_NUMBERED
    hint = _hint(len(labels), numbered=numbered, can_go_back=can_go_back)
    if screen.look.narrow:  # questionary would break the line within a word
        screen.console.print(words(hint, "dim"))
        hint = " "

    question = questionary.select(
        "",
        [questionary.Choice(label, value=str(position)) for position, label in enumerate(labels)],
        str(start),
        qmark="",
        pointer="›",
        style=STYLE,
        use_shortcuts=numbered,
        use_jk_keys=False,
        instruction=hint,
        output=screen.output,
    )
    keys = leaving_keys()
    if can_go_back:
        keys.add(Keys.ControlB, eager=True)(_go_back)
    keys.add(Keys.BracketedPaste, eager=True)(_ignore)
    keys.add(Keys.ControlO, eager=True)(_ignore)
    add_keys(question, keys)
    return question


def _hint(number: int, *, numbered: bool, can_go_back: bool) -> str:
    """Name the keys of a list of this many choices."""
    hints = ["arrows, then Enter"]
    if numbered:
        hints = [f"1-{number} or arrows, then Enter"]
    if can_go_back:
        hints.append("Ctrl-B back")
    hints.append("Ctrl-C stops")
    return " · ".join(hints)


def yes_or_no(screen: QuestionScreen, *, default: bool) -> bool:
    """Let the person press y or n, and Enter; return True for yes, the default for Enter alone.

    Raises StoppedError when the person stops.
    """
    question = questionary.confirm(
        screen.pointer,
        default,
        qmark="",
        style=STYLE,
        auto_enter=False,
        instruction="",
        output=screen.output,
    )
    add_keys(question, leaving_keys())
    return bool(screen.ask(question))


def _go_back(event: KeyPressEvent) -> None:
    event.app.exit(result=_BACK)


def _ignore(_event: KeyPressEvent) -> None:
    """Do nothing: pasted words and the editor's key mean nothing in a list."""
