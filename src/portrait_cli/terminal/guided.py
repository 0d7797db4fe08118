"""Questions asked with keys and colors; what draws them is in writing_line and choice_list."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from portrait_cli.core.answers import AnswerError, answer_to, review_action
from portrait_cli.core.errors import PortraitError, StoppedError, StorageError
from portrait_cli.core.late_words import joined
from portrait_cli.core.question_comment import with_question, without_question
from portrait_cli.core.session import Action, Answer, Back, Session, Skip, Step
from portrait_cli.core.text import visible
from portrait_cli.core.ticks import Ticks
from portrait_cli.render import question
from portrait_cli.render.choice_lines import Item, items
from portrait_cli.render.leaving import LEAVES, Leaving, TickWords
from portrait_cli.render.review import review
from portrait_cli.render.screen import Look, Renderable, inset, words
from portrait_cli.terminal import editor, keys
from portrait_cli.terminal.below_question import Above
from portrait_cli.terminal.choice_list import Asked, choose, choose_in_session
from portrait_cli.terminal.keys import OpenEditor
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import forget_keys_left_over
from portrait_cli.terminal.tick_list import tick
from portrait_cli.terminal.writing_line import Written, write, write_one_line


class Guided(Struct, frozen=True):
    """An asker for a person at a terminal that can draw."""

    screen: QuestionScreen

    @property
    def look(self) -> Look:
        """What the screen is like."""
        return self.screen.look

    def show(self, shown: Renderable) -> None:
        """Print something beside the questions."""
        self.screen.console.print(shown)

    def offer(self, question: str, choices: Sequence[tuple[str, str]], *, default: str = "") -> str:
        """Let the person choose what to do next, given as ids and labels; return the id."""
        self.screen.forget_keys()

        def above(look: Look) -> Renderable:
            return inset([words(""), words(question, "bold"), words("")], look)

        self.show(above(self.look))
        items = tuple(Item(visible(label)) for _, label in choices)
        ids = [name for name, _ in choices]
        start = ids.index(default) if default else 0
        return ids[choose(self.screen, above, Asked(items), start)]

    def confirm(self, question: str, *, default: bool) -> bool:
        """Ask a question of yes or no; Enter alone is the default. A word that is neither is asked about again."""
        self.screen.forget_keys()
        empty_means = "yes" if default else "no"

        def above(look: Look) -> Renderable:
            return _above(question, keys.in_yes_or_no(empty_means), look)

        self.show(above(self.look))
        while True:
            forget_keys_left_over()
            match write_one_line(self.screen, above).casefold():
                case "":
                    return default
                case "y" | "yes":
                    return True
                case "n" | "no":
                    return False
                case _:
                    self.screen.show(words("Type y for yes or n for no."))

    def line(self, question: str, *, default: str) -> str:
        """Ask for a few words in one line; Enter alone is the default."""

        def above(look: Look) -> Renderable:
            return _above(question, keys.in_line(default), look)

        self.show(above(self.look))
        return write_one_line(self.screen, above) or default

    def tick(self, question: str, shown: Sequence[Leaving], start: Ticks, wording: TickWords = LEAVES) -> Ticks:
        """Let the person tick lines, such as those that leave; at least one is ticked at the end."""
        self.screen.forget_keys()

        def above(look: Look) -> Renderable:
            return inset([words(question, "bold"), words("")], look)

        self.show(above(self.look))
        return tick(self.screen, above, shown, start, wording)


def _above(question: str, hint: str, look: Look) -> Renderable:
    """Show a question, and the keys that answer it, above the line for the answer."""
    return inset([words(""), words(question, "bold"), words(hint, "dim")], look)


class GuidedSession(Guided, frozen=True):
    """Takes the answers of a session with keys, too: call it with the session, get an action."""

    today: date
    editor: str
    """The person's editor, or nothing."""
    scratch: Callable[[Session], Path]
    """Names the file in which an answer of a session is written in an editor."""
    save_partial: Callable[[Session], None]
    """Saves a session with the half-typed words of the answer that is being typed."""

    @property
    def pending_signals(self) -> list[int]:
        """Numbers of signals that came between two questions: the next question is then not asked."""
        return self.screen.pending_signals

    def __call__(self, session: Session) -> Action:
        """Let the person answer the session's question, which is on the screen, or show the review."""
        step = session.step
        if step is None:
            return self._review(session)
        if step.choices:
            return self._choose(session, step)
        return self._ask_words(session, step)

    def _choose(self, session: Session, step: Step) -> Action:
        ids = [choice.id for choice in step.choices]
        given = session.answers.get(step.id, step.default)
        asked = Asked(
            items(step, self.look),
            numbered=step.numbered,
            in_session=True,
            name=_what_to_type(step),
        )

        def above(look: Look) -> Renderable:
            return question.question(session, step, look)

        # Nobody should be placed by pressing Enter: only what they chose before is highlighted, or stays.
        chosen = choose_in_session(self.screen, above, asked, ids.index(given) if given in ids else None)
        if isinstance(chosen, int):
            return Answer(ids[chosen])
        return chosen

    def _ask_words(self, session: Session, step: Step) -> Action:
        typed = session.begun
        if session.nudge:
            typed += " "  # so people can just keep typing

        below = [words(keys.IN_WORDS, "dim")]
        self.screen.show(*below)

        asked = [replace(session, nudge=""), session] if session.nudge else [session]

        def above(look: Look) -> Renderable:
            questions = [question.question(each, step, look) for each in asked]
            return Group(*questions, inset(below, look))

        while True:
            written = self._write(session, above, typed)
            match written:
                case Back():
                    return written
                case OpenEditor(text):
                    typed = self._write_in_editor(session, step, text)
                    continue
            if not written.strip():
                return Skip()
            try:
                answer = answer_to(step, written, self.today)
            except AnswerError as error:
                below[1:] = self._complain(error)
                typed = "" if step.purpose == "by" else written.replace("\0", "")
                continue
            return self._answer(session, step, answer)

    def _answer(self, session: Session, step: Step, answer: str) -> Answer:
        if step.purpose == "by":
            self.screen.show(words(question.day_understood(answer, self.today), "dim"))
        if session.nudge:
            answer = answer.removesuffix(" ")
        return Answer(answer)

    def _write(self, session: Session, above: Above, text: str) -> Written:
        return write(self.screen, above, text, lambda typed: self._save(session, typed))

    def _write_in_editor(self, session: Session, step: Step, text: str) -> str:
        """Let the person write in an editor; whatever happens to it, its words come back and are in the draft."""
        file = self.scratch(session)
        self._set_aside(file)
        if file.is_file():  # it was saved again after its words were taken
            text = joined(text, without_question(step.prompt, editor.left(file, text), before=text))
        self._save(session, text)
        asked = with_question(step.prompt, text, leave_vi=editor.is_unasked_vi(self.editor))
        try:
            written, has_own_window = editor.write(asked, file, self.editor)
            if has_own_window:
                written = self._saved_in_window(file, written)
        except PortraitError as error:
            self._complain(error)
            written = editor.left(file, asked)
            self._set_aside(file)
        except StoppedError as stopped:
            stopped.typed = without_question(step.prompt, stopped.typed, before=text)
            raise
        text = without_question(step.prompt, written, before=text)
        self._save(session, text)
        editor.clear(file)
        return text

    def _set_aside(self, file: Path) -> None:
        """Move what an editor wrote aside if it cannot be read, and say where it is."""
        aside = editor.set_aside(file)
        if aside:
            self.screen.show(words(f"Your words are kept in {aside}"))

    def _saved_in_window(self, file: Path, text: str) -> str:
        """Wait until the person has saved in their editor's own window, and return the words."""
        try:
            self.offer(
                f"Your editor closed right away. If it has its own window, save there first. {editor.HOW_TO_WAIT}",
                [("take", "Keep going here, with what I saved")],
            )
        except StoppedError as stopped:
            stopped.typed = editor.left(file, text)
            raise
        return editor.read(file)

    def _save(self, session: Session, typed: str) -> None:
        with contextlib.suppress(StorageError):  # they are told when the answer is saved
            self.save_partial(replace(session, typed=typed))

    def _complain(self, error: PortraitError) -> list[Text]:
        """Show what is wrong, and return it."""
        parts = [words(str(error))]
        if error.hint:
            parts.append(words(error.hint, "dim"))
        self.screen.show(*parts)
        return parts

    def _review(self, session: Session) -> Action:
        hint = keys.IN_REVIEW if session.answered else keys.IN_EMPTY_REVIEW
        below = [words(hint, "dim")]

        def above(look: Look) -> Renderable:
            return Group(review(session, look), inset(below, look))

        self.show(above(self.look))
        while True:
            written = self._write(session, above, "")
            match written:
                case Back():
                    return written
                case OpenEditor():
                    continue
            try:
                action = review_action(session, written)
            except AnswerError as error:
                below[1:] = self._complain(error)
                continue
            if action:
                return action
            problem = PortraitError(f"there is no answer {written.strip()}", hint="type a number from the list")
            below[1:] = self._complain(problem)


def _what_to_type(step: Step) -> str:
    """Return what is best typed to find a choice."""
    if step.purpose == "level":
        return "a level's name"
    return "a number" if step.numbered else "a name"
