"""The line that a person writes in, below its question."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, Window
from prompt_toolkit.output.defaults import create_output

from portrait_cli.core.session import Back
from portrait_cli.core.text import replace_surrogates
from portrait_cli.render.screen import Look, Renderable
from portrait_cli.terminal.half_typed import input_waits
from portrait_cli.terminal.keys import OpenEditor, leaving_keys, writing_keys
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import ask, keys_left_over
from portrait_cli.terminal.wrapped_text import WrappedText, WrappedTextControl

Above = Callable[[Look], Renderable]
"""Draws what is above the line: it stays on the screen while the text grows, and is drawn anew for another size."""
Written = str | Back | OpenEditor

_LOOK_SECONDS = 1.0
"""How often we look at the words being typed: the machine may stop at any time."""

_FEWEST_ROWS = 3
"""So many rows of the text are seen, even if the question alone fills the screen."""


def write(screen: QuestionScreen, above: Above, text: str, on_change: Callable[[str], None]) -> Written:
    """Let the person write, beginning with a text, in as many lines as they like.

    Return their words, or that they want to go back or open an editor. Lines that come together, pasted or typed
    ahead, are one answer. Every second `on_change` is called with the words so far, if they have changed. Raises
    StoppedError, with the words, when the person stops.
    """
    while True:
        written, more_follows = _write(screen, above, text, on_change)
        if not isinstance(written, str):
            return written
        if not more_follows:
            return written.rstrip("\n")
        text = f"{written}\n"


def _write(screen: QuestionScreen, above: Above, text: str, on_change: Callable[[str], None]) -> tuple[Written, bool]:
    """Let the person write to the first Enter; return what they want, and True if more came together with it."""
    line = _Line(screen, above, text, writing_keys())
    saving: list[Future[None]] = []
    with ThreadPoolExecutor(1) as beside:  # a slow disk must not be felt in the keys
        _watch(line, text, lambda now: saving.append(beside.submit(on_change, now)))
        written = ask(screen, line)
    for saved in saving:
        saved.result()  # what went wrong there goes wrong here
    if isinstance(written, Back | OpenEditor):
        return written, False
    return written, keys_left_over() or input_waits(screen.stdin, 0)


def write_one_line(screen: QuestionScreen, above: Above) -> str:
    """Let the person write a few words, and return them in one line."""
    written = ask(screen, _Line(screen, above, "", leaving_keys()))
    return " ".join(replace_surrogates(str(written)).split())


class _Line(Application[Written]):
    """The line on the screen; its answer is what is in it, or what a key made of that."""

    def __init__(self, screen: QuestionScreen, above: Above, text: str, keys: KeyBindings) -> None:
        self._screen = screen
        self._above = above
        self._control = WrappedTextControl(WrappedText(text, self._accept), lambda: f"{screen.margin}› ")
        keys.add(Keys.ControlL)(lambda _: self._draw_anew())
        super().__init__(
            layout=Layout(Window(self._control, dont_extend_height=True)),
            key_bindings=keys,
            output=create_output(screen.stream),
        )
        self._size = self.output.get_size()
        self._rows_above = 0
        self._leave_room_above()

    def _accept(self, text: str) -> None:
        self.exit(result=text)

    def _leave_room_above(self) -> None:
        self._rows_above = self._screen.height(self._above(self._screen.look))
        self._control.room = max(self._size.rows - self._rows_above, _FEWEST_ROWS)

    def _on_resize(self) -> None:
        """Draw everything anew: prompt_toolkit, which has no public place for this, draws only the line itself."""
        if self.output.get_size() != self._size:  # it looks a second time after a while
            self._draw_anew()

    def _draw_anew(self) -> None:
        """Draw the question and the line at the top of the screen; what was above can be scrolled back to.

        When its size changes, a terminal moves what is on it and breaks lines anywhere, each terminal in its own way.
        """
        self.renderer.erase(leave_alternate_screen=False)
        for _ in range(self._rows_above):
            self.output.cursor_up(1)
            self.output.erase_end_of_line()
        self._size = self.output.get_size()
        self.output.write_raw("\r\n" * (self._size.rows - 1))
        self.output.cursor_goto(0, 0)
        self.output.flush()

        self._screen.resize(self._size.columns)
        self._screen.console.print(self._above(self._screen.look))
        self._leave_room_above()
        self._request_absolute_cursor_position()
        self._redraw()


def _watch(application: Application[Written], text: str, on_change: Callable[[str], object]) -> None:
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
