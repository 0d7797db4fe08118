"""The line that a person writes in, drawn with questionary."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings

from portrait_cli.core.session import Back
from portrait_cli.core.text import replace_surrogates
from portrait_cli.terminal.half_typed import input_waits
from portrait_cli.terminal.keys import OpenEditor, leaving_keys, writing_keys
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import ask, drawing, keys_left_over

_LOOK_SECONDS = 1.0
"""How often we look at the words being typed: the machine may stop at any time."""


def write(screen: QuestionScreen, text: str, on_change: Callable[[str], None]) -> str | Back | OpenEditor:
    """Let the person write, beginning with a text, in as many lines as they like.

    Return their words, or that they want to go back or open an editor. Lines that come together, pasted or typed
    ahead, are one answer. Every second `on_change` is called with the words so far, if they have changed. Raises
    StoppedError, with the words, when the person stops.
    """
    while True:
        written, more_follows = _write(screen, text, on_change)
        if not isinstance(written, str):
            return written
        if not more_follows:
            return written.rstrip("\n")
        text = f"{written}\n"


def _write(
    screen: QuestionScreen, text: str, on_change: Callable[[str], None]
) -> tuple[str | Back | OpenEditor, bool]:
    """Let the person write to the first Enter; return what they want, and True if more came together with it."""
    question = _line(screen, text, writing_keys())
    application = question.application
    application.current_buffer.cursor_position = len(text)
    saving: list[Future[None]] = []
    with ThreadPoolExecutor(1) as beside:  # a slow disk must not be felt in the keys
        _watch(application, text, lambda now: saving.append(beside.submit(on_change, now)))
        written = ask(screen, question)
    for saved in saving:
        saved.result()  # what went wrong there goes wrong here
    if isinstance(written, Back | OpenEditor):
        return written, False
    return str(written), keys_left_over() or input_waits(screen.stdin, 0)


def write_one_line(screen: QuestionScreen) -> str:
    """Let the person write a few words, and return them in one line."""
    written = str(ask(screen, _line(screen, "", leaving_keys())))
    return " ".join(replace_surrogates(written).split())


def _line(screen: QuestionScreen, text: str, keys: KeyBindings) -> questionary.Question:
    return questionary.text(
        screen.pointer,
        text,
        key_bindings=keys,
        **drawing(screen),
    )


def _watch(application: Application[object], text: str, on_change: Callable[[str], object]) -> None:
    """Look at the words while the line is on the screen; `text` is what it begins with."""

    async def look() -> None:
        last = text
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            now = replace_surrogates(application.current_buffer.text)
            if now != last:
                on_change(now)
                last = now

    def begin() -> None:
        application.create_background_task(look())

    application.pre_run_callables.append(begin)
