"""The list that a person chooses from, drawn with questionary."""

from collections.abc import Sequence

import questionary

from portrait_cli.core.session import Back
from portrait_cli.render.screen import words
from portrait_cli.terminal import keys
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import add_keys, ask, drawing, forget_keys_left_over

_MOST_NUMBERED = 9
"""The most choices that can be picked with a single digit."""


def choose(screen: QuestionScreen, labels: Sequence[str], *, start: int = 0) -> int:
    """Let the person choose one of the labels, the one at `start` by Enter alone, and return its position.

    Raises StoppedError when they stop.
    """
    chosen = _ask(screen, _list(screen, labels, start=start, can_go_back=False))
    return int(str(chosen))


def choose_or_go_back(screen: QuestionScreen, labels: Sequence[str], *, start: int) -> int | None:
    """Let the person choose one of the labels, the one at `start` by Enter alone, or go back to the question before.

    Return the position of the label, or None to go back. Raises StoppedError when they stop.
    """
    chosen = _ask(screen, _list(screen, labels, start=start, can_go_back=True))
    if isinstance(chosen, Back):
        return None
    return int(str(chosen))


def _list(screen: QuestionScreen, labels: Sequence[str], *, start: int, can_go_back: bool) -> questionary.Question:
    """Make the list; its answer is the position of a label, in digits, or Back."""
    numbered = len(labels) <= _MOST_NUMBERED
    hint = keys.in_list(len(labels), numbered=numbered, can_go_back=can_go_back)
    if screen.look.narrow:  # questionary would break the line within a word
        screen.console.print(words(hint, "dim"))
        hint = " "

    question = questionary.select(
        "",
        [questionary.Choice(label, value=str(position)) for position, label in enumerate(labels)],
        str(start),
        pointer="›",
        use_shortcuts=numbered,
        use_jk_keys=False,
        instruction=hint,
        **drawing(screen),
    )
    add_keys(question, keys.list_keys(can_go_back=can_go_back))
    return question


def _ask(screen: QuestionScreen, question: questionary.Question) -> object:
    """Ask a question whose answer no keys of another question may choose, and whose own keys choose nothing else."""
    forget_keys_left_over()
    try:
        return ask(screen, question.application)
    finally:
        forget_keys_left_over()
