"""A person who uses the program for a school year: what she types on a day, and what she sees."""

import contextlib
import re
import shlex
from collections.abc import Iterator

from moved_clock import clock_at
from screen import CHOICE, ENTER, LINE, OFFER, PLAIN_LINE, TAB, Terminal

ROWS = 24
_DRAFT = re.compile(r"\b(resume|drop) [0-9a-f]+")
"""The name of a draft, which is never the same."""

_MARK = "To mark an answer as evidence"
"""What is said below the answers, before they are saved."""


class Conversation:
    """A session on the screen: each question must be there to read, and is then answered."""

    def __init__(self, terminal: Terminal, *, plain: bool) -> None:
        """Answer what is asked in a terminal."""
        self._terminal = terminal
        self._line = (PLAIN_LINE,) if plain else LINE
        self._choice = (PLAIN_LINE,) if plain else CHOICE
        self._review = ("Empty saves.",) if plain else LINE

    def write(self, question: str, words: str) -> None:
        """Answer a question in words; with none, it is skipped."""
        self._answer(question, self._line, words + ENTER)

    def choose(self, question: str, choice: str) -> None:
        """Answer a question by the name or the number of a choice."""
        self._answer(question, self._choice, choice + ENTER)

    def skip(self, question: str) -> None:
        """Leave a choice without an answer."""
        self._answer(question, self._choice, TAB)

    def take_up(self, offer: str, choice: str) -> None:
        """Choose what is offered before the first question."""
        self._answer(offer, OFFER, choice + ENTER)

    def break_off(self, question: str, words: str, key: str) -> None:
        """Press a key in the middle of an answer."""
        self._answer(question, self._line, words)
        self._terminal.wait_on_screen(words)
        self._terminal.type(key)

    def mark(self, number: int) -> None:
        """Mark an answer as evidence, when all of them are shown at the end."""
        self._answer(_MARK, self._review, f"e {number}{ENTER}")
        self.see("marked as evidence")

    def save(self) -> None:
        """Save the answers, when all of them are shown at the end."""
        self._answer(_MARK, self._review, ENTER)

    def see(self, *texts: str) -> None:
        """Wait for texts that come one after the other."""
        self._terminal.wait_for(*texts)

    def _answer(self, question: str, ready: tuple[str, ...], keys: str) -> None:
        self.see(question, *ready)
        self._terminal.wait_on_screen(question)  # it has not scrolled away
        self._terminal.type(keys)


class Day:
    """A moment at which a person sits down at the terminal."""

    def __init__(self, moment: str, *, columns: int = 80, plain: bool = False) -> None:
        """Sit down at a local moment, such as `2026-08-20 17:30`."""
        self._moment = f"{moment}:00"
        self._columns = columns
        self._plain = plain

    @contextlib.contextmanager
    def session(self, line: str, *, code: int = 0) -> Iterator[Conversation]:
        """Begin a session with a line such as `reflect advocacy`; after the last answer it ends with an exit code."""
        with self._terminal(line) as terminal:
            yield Conversation(terminal, plain=self._plain)
            assert terminal.finish() == code, terminal.display

    def run(self, line: str) -> str:
        """Run a command that asks nothing; return the words on the screen."""
        with self._terminal(line) as terminal:
            assert terminal.finish() == 0, terminal.display
            return terminal.words

    def home(self) -> str:
        """Return the screen that `portrait` alone shows, below the moment."""
        with self._terminal("") as terminal:
            assert terminal.finish() == 0, terminal.display
            screen = "\n".join(terminal.lines).rstrip()
        screen = _DRAFT.sub(r"\1 NAME", screen)
        return f"--- {self._moment}\n{screen}\n\n"

    def _terminal(self, line: str) -> Terminal:
        arguments = shlex.split(line)
        if self._plain:
            arguments.append("--plain")
        variables = {**clock_at(self._moment), "INPUTRC": "/dev/null"}
        return Terminal(*arguments, columns=self._columns, rows=ROWS, variables=variables)
