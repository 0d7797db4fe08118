"""What a person looks at: rendered pages on stdout, through the pager when they are long."""

import io
import re
import shutil
from typing import TextIO

from msgspec import Struct
from rich.console import Console

from portrait_cli.render.screen import Look, Renderable, console
from portrait_cli.terminal import pager
from portrait_cli.terminal.environment import Environment, output_errors

_USUAL_WIDTH = 80


class Display(Struct, frozen=True):
    """The screen of a person: `plain` draws no signs and no colors."""

    environment: Environment
    plain: bool

    @property
    def look(self) -> Look:
        """The width of the screen behind stdout, and whether it is plain."""
        return Look(self.console(self.environment.stdout).width, self.plain)

    def console(self, stream: TextIO) -> Console:
        """Make a console for a stream; what is not a terminal is as wide as COLUMNS, or 80."""
        width = None
        if not stream.isatty():
            width = _width(self.environment.variables.get("COLUMNS", ""))
        with_color = not self.environment.variables.get("NO_COLOR")
        return console(stream, plain=self.plain, with_color=with_color, width=width)

    def show(self, page: Renderable, *, paged: bool = False) -> None:
        """Print a page on stdout, without spaces at the ends of lines.

        A `paged` one that is longer than the terminal goes through the person's pager, if there is one.
        """
        lines = self._lines(page, self.environment.stdout)
        text = "".join(f"{line}\n" for line in lines)
        stdout = self.environment.stdout
        can_page = paged and not self.plain and stdout.isatty() and self.environment.stdin.isatty()
        is_long = len(lines) >= shutil.get_terminal_size().lines
        if can_page and is_long and pager.show(text, self.environment.variables):
            return
        with output_errors():
            stdout.write(text)
            stdout.flush()

    def text(self, page: Renderable, stream: TextIO) -> str:
        """Draw a page as lines of text, for a message on a stream."""
        return "\n".join(self._lines(page, stream))

    def _lines(self, page: Renderable, stream: TextIO) -> list[str]:
        drawing = self.console(stream)
        if drawing.legacy_windows:  # it has colors, but not in a text that is written after it was drawn
            drawing = Display(self.environment, plain=True).console(stream)
        drawing.file = drawn = io.StringIO()
        drawing.print(page, crop=False)  # every part but a line that is never broken is as wide as it may be
        return [line.rstrip() for line in drawn.getvalue().splitlines()]


def _width(columns: str) -> int:
    if re.fullmatch("[1-9][0-9]{1,2}", columns):
        return int(columns)
    return _USUAL_WIDTH
