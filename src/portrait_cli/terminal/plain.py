"""Questions asked line by line, without redrawing: for screen readers and simple terminals."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console

from portrait_cli.core.answers import AnswerError, answer_to, review_action
from portrait_cli.core.errors import StoppedError, StorageError
from portrait_cli.core.session import Action, Answer, Back, Session, Skip, Step
from portrait_cli.core.text import replace_surrogates
from portrait_cli.core.ticks import Ticks
from portrait_cli.render import question
from portrait_cli.render.leaving import LEAVES, Leaving, TickWords, told
from portrait_cli.render.review import review
from portrait_cli.render.screen import Look, Renderable, words
from portrait_cli.terminal.line_reader import LineReader

_WORD_KEYS = "Enter sends. Empty skips. + starts a long answer. < goes back. Control C stops; all is kept."
_KEEP_KEYS = "Empty keeps this answer. A dash alone skips the question."
_MORE_KEYS = "Write more, or nothing to leave it as it is."

_TICK_KEYS = (
    "Type a number to leave a line out or to put it in; several such as 2 4-6; suggested; all; or none. "
    "Empty writes. Control C writes nothing."
)
_TRIES = 2
"""After so many answers that a question cannot take, its choices are named again."""


class Plain(Struct, frozen=True):
    """An asker that prints a question and reads a line."""

    console: Console
    look: Look
    reader: LineReader

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""
        self.console.print(shown)

    def offer(self, question: str, choices: Sequence[tuple[str, str]], *, default: str = "") -> str:
        """Let the person choose what to do next, given as ids and labels; return the id."""
        self.reader.forget_keys()
        self._say(question)
        self._list(choices)
        empty_means = f" Empty means {dict(choices)[default]}." if default else ""
        self._say(f"Type a number.{empty_means} Control C stops.")
        while True:
            line = "\n".join(self.reader.lines())
            if default and not line.strip():
                return default
            for number, (name, _) in enumerate(choices, start=1):
                if line.strip() in {str(number), name}:
                    return name
            self._say(f"Type a number from 1 to {len(choices)}.")

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask a question of yes or no; an empty line is the default."""
        self.reader.forget_keys()
        empty_means = "yes" if default else "no"
        self._say(question)
        self._say(f"Type y or n. Empty means {empty_means}. Control C stops.")
        while True:
            match self.reader.line().strip().casefold():
                case "":
                    return default
                case "y" | "yes":
                    return True
                case "n" | "no":
                    return False
                case _:
                    self._say("Type y for yes or n for no.")

    def line(self, question: str, *, default: str) -> str:
        """Ask for a few words in one line; an empty line is the default."""
        self._say(question)
        if default:
            self._say(f"Enter sends. Empty means {default}. Control C stops.")
        else:
            self._say("Enter sends. Control C stops.")
        return replace_surrogates(self.reader.line().strip()) or default

    def tick(self, question: str, shown: Sequence[Leaving], start: Ticks, wording: TickWords = LEAVES) -> Ticks:
        """Let the person tick lines by their numbers; at least one is ticked at the end."""
        self.reader.forget_keys()
        ticks = start
        self._say(question)
        for place, one in enumerate(shown):
            about = ", ".join(filter(None, (one.day, one.about, one.what)))
            self._say(" ".join(filter(None, (str(place + 1), _state(place, ticks, wording), about))))
            for text in filter(None, (one.asked, one.words, told(one))):
                self._say(text)
        self._say(wording.how_many(len(ticks.ticked), len(shown)))
        self._say(_TICK_KEYS)
        while True:
            said = " ".join(self.reader.lines()).strip()
            refused = wording.refused(len(ticks.ticked))
            if not said and refused:
                self._say(refused)
                continue
            if not said and ticks.ticked:
                return ticks
            if said.casefold() == "all":
                is_meant = self.confirm(wording.all_of_them(len(shown)), default=False)
                changed: Ticks | None = ticks.everything() if is_meant else ticks
            else:
                changed = ticks.told(said)
            if changed is None:
                self._say(f"Type numbers from 1 to {len(shown)}, such as 2 or 4-6; suggested; all; or none.")
                continue
            for place in sorted(ticks.ticked ^ changed.ticked):
                self._say(f"{place + 1} {_state(place, changed, wording)}")
            ticks = changed
            self._say(wording.how_many(len(ticks.ticked), len(shown)))

    def _say(self, text: str) -> None:
        self.console.print(words(text))

    def _list(self, choices: Sequence[tuple[str, str]]) -> None:
        """Print the labels with the numbers that choose them."""
        for number, (_, label) in enumerate(choices, start=1):
            self._say(f"{number} {label}")


class PlainSession(Plain, frozen=True):
    """Asks the questions of a session line by line, too: call it with the session, get an action."""

    today: date
    save_partial: Callable[[Session], None]
    """Saves a session with the half-typed words of the answer that is being typed."""

    @property
    def pending_signals(self) -> list[int]:
        """Numbers of signals that came between two questions: the next question is then not asked."""
        return self.reader.pending_signals

    def __call__(self, session: Session) -> Action:
        """Ask the session's question, or show the review."""
        step = session.step
        if step is None:
            return self._review(session)

        self._show_question(session, step)
        tries = 0
        while True:
            action = self._action(session, step)
            if action:
                return action
            tries += 1
            if tries % _TRIES == 0:
                self._name_choices(step)

    def _name_choices(self, step: Step) -> None:
        """Print the names of the choices once more: the list may be far above."""
        if step.numbered:
            self._list([(choice.id, choice.label) for choice in step.choices])
            return
        for choice in step.choices:
            self._say(choice.label)

    def _show_question(self, session: Session, step: Step) -> None:
        """Print the question, the keys, and the answer so far."""
        if step.choices:
            self.reader.forget_keys()
        self.console.print(question.question(session, step, self.look))
        self._say(_choice_keys(step) if step.choices else _WORD_KEYS)

        begun = _so_far(session, step)
        if begun:
            so_far = begun if session.typed else question.answer_words(step, begun)
            self._say(f"So far: {so_far}")
            keys = _MORE_KEYS if session.nudge else _KEEP_KEYS
            self._say(keys)

    def _action(self, session: Session, step: Step) -> Action | None:
        """Read an answer, or another thing to do; None for an answer that the question cannot take."""
        begun = _so_far(session, step)
        text = "\n".join(self._lines(session))
        command = text.strip()

        if command == "<":
            return Back()
        if command == "-" and (begun or step.choices):
            return Skip()
        if not command and begun:
            return self._answer(step, begun)
        if not command and step.default:
            return Answer(step.default)
        if not command and step.choices:
            self._say(f"Nothing is chosen yet. Type {_what_to_type(step)}, or a dash to skip.")
            return None
        if not command:
            return Skip()

        if command == "+" and not step.choices:
            text = self._many_lines(session)
        if session.nudge:
            text = f"{begun}\n{text}"
        return self._answer(step, text)

    def _answer(self, step: Step, text: str) -> Action | None:
        """Turn the words into an answer; print a hint and return None if the question cannot take them."""
        try:
            answer = answer_to(step, text, self.today)
        except AnswerError as error:
            self._complain(step, error)
            return None

        if step.purpose == "by":
            self._say(question.day_understood(answer, self.today))
        if not answer.strip():
            return Skip()
        return Answer(answer)

    def _complain(self, step: Step, error: AnswerError) -> None:
        self._say(str(error))
        if step.choices and step.numbered:
            self._say(f"Type a number from 1 to {len(step.choices)}.")
        else:
            self._say(error.hint)

    def _many_lines(self, session: Session) -> str:
        self._say("Write as many lines as you like. A line with only a dot ends them.")
        lines: list[str] = []
        while lines[-1:] != ["."]:
            lines += self._lines(session, lines)
        return "\n".join(lines[:-1])

    def _lines(self, session: Session, before: Sequence[str] = ()) -> list[str]:
        """Read lines of an answer, saving the half-typed ones; `before` are its earlier lines."""

        def save(typed: str) -> None:
            with contextlib.suppress(StorageError):  # they are told when the answer is saved
                self.save_partial(replace(session, typed=typed))

        try:
            return self.reader.lines(before, save)
        except StoppedError as stopped:
            stopped.typed = stopped.typed or session.typed  # only other words replace those shown above
            raise

    def _review(self, session: Session) -> Action:
        self.reader.forget_keys()
        self.console.print(review(session, self.look))
        empty_means = "saves" if session.answered else "leaves without saving"
        self._say(f"Empty {empty_means}.")
        self._say("A number changes that answer. < goes back.")
        while True:
            line = "\n".join(self.reader.lines())
            if line.strip() == "<":
                return Back()
            try:
                action = review_action(session, line)
            except AnswerError as error:
                self._say(str(error))
                self._say(error.hint)
                continue
            if action:
                return action
            self._say("Type one of the numbers above, or nothing to save.")


def _state(place: int, ticks: Ticks, wording: TickWords) -> str:
    return wording.ticked if place in ticks.ticked else wording.unticked


def _choice_keys(step: Step) -> str:
    kept = f" Empty means {step.choice(step.default).label}." if step.default else ""
    return f"Type {_what_to_type(step)}.{kept} A dash skips. < goes back. Control C stops; all is kept."


def _what_to_type(step: Step) -> str:
    return "a number or name" if step.numbered else "a name"


def _so_far(session: Session, step: Step) -> str:
    """Return the answer so far: what was saved, and below it the words that were in the line when it stopped.

    Here the line begins empty, so those words are not an edited form of the answer, and neither may be lost.
    """
    answer = session.answers.get(step.id, "")
    is_words = not step.choices and step.purpose != "by"
    if is_words and answer and session.typed and answer not in session.typed:
        return f"{answer}\n{session.typed}"
    return session.begun
