"""The screen that questions with keys are drawn on."""

from typing import TextIO

from msgspec import Struct
from rich.console import Console

from portrait_cli.render.screen import Look, Renderable, inset


class QuestionScreen(Struct, frozen=True):
    """The screen that questions with keys are drawn on."""

    console: Console
    """Prints what is above a question."""
    stream: TextIO
    """Where the question itself is drawn."""
    look: Look
    pending_signals: list[int] = []
    """Numbers of signals that came between two questions: they end the next question before it is asked."""

    def show(self, *parts: Renderable) -> None:
        """Print parts below each other, at the questions' distance from the edge."""
        self.console.print(inset(parts, self.look))

    @property
    def pointer(self) -> str:
        """The sign in front of a line to write in."""
        return "›" if self.look.narrow else " ›"
