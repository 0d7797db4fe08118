"""What is asked below a question, which stays on the screen and is drawn anew when the terminal's size changes."""

from collections.abc import Callable
from typing import Generic

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, UIControl, Window

from portrait_cli.render.screen import Look, Renderable
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import Answered, drawing_on

Above = Callable[[Look], Renderable]
"""Draws the question, which is on the screen already: for another size it is drawn anew."""


class BelowQuestion(Application[Answered], Generic[Answered]):
    """A line or a list below a question."""

    def __init__(self, screen: QuestionScreen, above: Above, control: UIControl, keys: KeyBindings) -> None:
        self._screen = screen
        self._above = above
        keys.add(Keys.ControlL)(lambda _: self._draw_anew())
        super().__init__(
            layout=Layout(Window(control, dont_extend_height=True)), key_bindings=keys, **drawing_on(screen)
        )
        self._size = self.output.get_size()
        self._rows_above = 0
        self.leave_room_above()

    @property
    def rows_left(self) -> int:
        """How many rows of the screen the question leaves."""
        return self._size.rows - self._rows_above

    def leave_room_above(self) -> None:
        """Count the rows of the question."""
        self._rows_above = self._screen.height(self._above(self._screen.look))

    def _on_resize(self) -> None:
        """Draw everything anew: prompt_toolkit, which has no public place for this, draws only what is its own."""
        if self.output.get_size() != self._size:  # it looks a second time after a while
            self._draw_anew()

    def _draw_anew(self) -> None:
        """Draw the question and what is below it at the top of the screen; what was above can be scrolled back to.

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
        self.leave_room_above()
        self._request_absolute_cursor_position()
        self._redraw()
