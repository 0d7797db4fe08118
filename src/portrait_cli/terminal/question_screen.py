"""The screen that questions with keys are drawn on."""

from typing import TextIO

from msgspec import Struct
from rich.console import Console

from portrait_cli.render.screen import WIDEST, Look, Renderable, inset
from portrait_cli.terminal.half_typed import drop_input


class QuestionScreen(Struct, frozen=True):
    """The screen that questions with keys are drawn on."""

    console: Console
    """Prints what is above a question."""
    stream: TextIO
    """Where the question itself is drawn."""
    stdin: TextIO
    """Where the keys come from."""
    pending_signals: list[int] = []
    """Numbers of signals that came between two questions: they end the next question before it is asked."""

    @property
    def look(self) -> Look:
        """What the screen is like now."""
        return Look(self.console.width)

    def resize(self, columns: int) -> None:
        """Draw for this many columns from now on."""
        self.console.width = min(columns, WIDEST)

    def height(self, part: Renderable) -> int:
        """Return how many rows a part needs."""
        return len(self.console.render_lines(part, pad=False))

    def show(self, *parts: Renderable) -> None:
        """Print parts below each other, at the questions' distance from the edge."""
        self.console.print(inset(parts, self.look))

    def forget_keys(self) -> None:
        """Forget the keys that were pressed before a question was there: they could choose something unseen."""
        drop_input(self.stdin)

    @property
    def pointer(self) -> str:
        """The sign in front of a line to write in."""
        return "›" if self.look.narrow else " ›"

    @property
    def margin(self) -> str:
        """The blanks in front of what is below a question."""
        return "" if self.look.narrow else "  "
