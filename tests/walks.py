"""Pages and sessions gone through in a real terminal, and what is on the screen at each step."""

import re
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from conftest import TESTS
from screen import CHOICE, CTRL_C, ENTER, LINE, OFFER, PLAIN_LINE, TAB, Terminal

ROWS = 24


class Size(Struct, frozen=True):
    """What a screen is like: its columns, and whether it goes line by line."""

    columns: int
    plain: bool = False

    @property
    def name(self) -> str:
        """What its transcripts are called."""
        return f"plain-{self.columns}" if self.plain else f"{self.columns}x{ROWS}"


class Question(Struct, frozen=True):
    """A question that is asked, and what is answered; one with a name stands in the transcript."""

    text: str
    answer: str = ""
    """Without one the question is skipped."""
    name: str = ""
    kind: Literal["words", "choice", "offer", "review"] = "words"
    above: str = ""
    """Words above it that tell it from the same question about something else."""


class Walk(Struct, frozen=True):
    """A session: its command, its questions, and what its end is called; without one it is stopped."""

    command: tuple[str, ...]
    questions: tuple[Question, ...]
    end: str = ""


class Seen(Struct, frozen=True):
    """What was on the screen."""

    name: str
    text: str
    question: str = ""
    """What is asked there."""


class Walker(Struct, frozen=True):
    """Goes through sessions and pages at a moment, on screens of one size."""

    size: Size
    at: datetime
    home: Path

    def terminal(self, *command: str) -> Terminal:
        """Start the program at the moment."""
        plain = ["--plain"] if self.size.plain else []
        return Terminal(
            self.at.isoformat(),
            *command,
            *plain,
            program=(sys.executable, str(TESTS / "on_a_day.py")),
            columns=self.size.columns,
            rows=ROWS,
            variables={"PAGER": "cat", "INPUTRC": "/dev/null", "HOME": str(self.home)},
        )

    def page(self, *command: str) -> str:
        """Run a command that asks nothing, and return all that it prints."""
        with self.terminal(*command) as terminal:
            code = terminal.finish()
            assert code == 0, terminal.display
            return self._named("\n".join(terminal.lines).rstrip() + "\n")

    def session(self, walk: Walk) -> tuple[list[Seen], str]:
        """Go through a session; return what was seen, and all that was written."""
        seen: list[Seen] = []
        with self.terminal(*walk.command) as terminal:
            begun = 0
            for question in walk.questions:
                terminal.wait_for(*filter(None, [question.above, question.text]), *self._ready(question))
                if question.name:
                    shown = self._shown(terminal, question, begun)
                    seen.append(Seen(question.name, self._named(shown), question.text))
                begun = _row(terminal) + 1
                terminal.type(self._keys(question))
            if not walk.end:
                terminal.pause(0.1)
                terminal.type(CTRL_C)
                assert terminal.finish() == 130, terminal.display
            else:
                assert terminal.finish() == 0, terminal.display
                seen.append(Seen(walk.end, self._named(_since(terminal, begun))))
            return seen, terminal.raw

    def _ready(self, question: Question) -> Sequence[str]:
        if self.size.plain:
            return {"offer": ("Control C stops.",), "review": ("< goes back.",)}.get(question.kind, (PLAIN_LINE,))
        return {"choice": CHOICE, "offer": OFFER}.get(question.kind, LINE)

    def _keys(self, question: Question) -> str:
        if question.answer or question.kind == "review":
            return question.answer + ENTER
        if question.kind == "choice":
            return "-" + ENTER if self.size.plain else TAB
        return ENTER

    def _shown(self, terminal: Terminal, question: Question, begun: int) -> str:
        """Return the screen, or all new lines where they need not be on one screen."""
        if self.size.plain or question.kind == "review":
            return _since(terminal, begun)
        return terminal.display

    def _named(self, text: str) -> str:
        """Put what is longer than a line, such as a path, in one line again, and write the home folder as `~`."""
        full = rf"\S{{{self.size.columns}}}"
        text = re.sub(rf"^{full}(\n{full})*\n\S+$", lambda line: line[0].replace("\n", ""), text, flags=re.MULTILINE)
        return re.sub(rf"^ *{re.escape(str(self.home))}", "~", text, flags=re.MULTILINE)


def _row(terminal: Terminal) -> int:
    """Return the row of the cursor, counting those that scrolled off the screen."""
    return len(terminal.lines) - ROWS + terminal.cursor[0]


def _since(terminal: Terminal, row: int) -> str:
    return "\n".join(terminal.lines[row:]).rstrip()
