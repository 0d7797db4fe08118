"""Make the README's pictures from the program's own output.

    python docs/pictures.py

It keeps a journal of two sessions in a folder of its own, and writes docs/summary.svg and docs/advocacy.svg.
"""

import io
import os
import re
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment

DOCS = Path(__file__).parent
WIDTH = 80
ZONE = timezone(timedelta(hours=-6))

OCTOBER = """\
guide: whole-portrait
role: building-leader
answers:
  human-centered.really-listened: The new teacher eats lunch alone in her room. I sent an email.
  human-centered.level: growing
  transformation.learned-from-trying: The advisory pilot has no date to decide.
  transformation.level: starting
  authenticity.level: steady
  collaboration.level: growing
  advocacy.left-out: Families who do not read email heard about family night last.
  advocacy.level: growing
"""
NOVEMBER = """\
guide: whole-portrait
role: building-leader
answers:
  human-centered.really-listened: The office clerk. She knows who picks up whom, and nobody had asked her.
  human-centered.level: steady
  transformation.level: growing
  authenticity.level: steady
  collaboration.level: cant-say-yet
  advocacy.level: starting
  plan.attribute: advocacy
  plan.when: I make the list for family night
  plan.then: call the three families we never reach
  plan.by: 2 weeks
"""


class Screen(io.StringIO):
    """A stream that says it is a terminal, so that the program writes its colors."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def picture(name: str, title: str, at: datetime, *arguments: str) -> None:
    """Run one command and write what it showed as SVG, with no font to fetch from elsewhere."""
    screen = Screen()
    environment = Environment(stdout=screen, stdin=io.StringIO(), now=lambda: at, zone=lambda: "America/Chicago")
    if main(list(arguments), environment) != 0:
        raise SystemExit(f"{arguments} failed")
    recording = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    recording.print(Text.from_ansi(screen.getvalue().removesuffix("\n")))
    template = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    image = recording.export_svg(title=title, theme=MONOKAI, code_format=template, unique_id=name.partition(".")[0])
    (DOCS / name).write_text(image, encoding="utf-8", newline="\n")


def draw() -> None:
    """Reflect twice, and draw."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ.update(
            HOME=folder,
            PORTRAIT_JOURNAL=str(home / "portrait-journal"),
            XDG_STATE_HOME=str(home / "state"),
            COLUMNS=str(WIDTH),
            TERM="xterm-256color",
            COLORTERM="truecolor",
        )
        for text, at in ((OCTOBER, datetime(2026, 10, 12, 17, 5, tzinfo=ZONE)), (NOVEMBER, NOW)):
            answers = home / "answers.yaml"
            answers.write_text(text, encoding="utf-8")
            picture("summary.svg", "portrait reflect", at, "reflect", "--answers", str(answers))
        picture("advocacy.svg", "portrait show advocacy", NOW, "show", "advocacy", "--role", "building-leader")


NOW = datetime(2026, 11, 23, 18, 30, tzinfo=ZONE)

if __name__ == "__main__":
    draw()
