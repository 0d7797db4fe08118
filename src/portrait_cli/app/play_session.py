"""Playing a session: what is kept while it happens, and the entry it becomes."""

import contextlib
from collections.abc import Callable

from msgspec.structs import replace

from portrait_cli.app.late_words import offer_to_session
from portrait_cli.app.plan_entry import with_plan_numbers
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import GOAL_GUIDE, Goal
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import PortraitError, StoppedError, StorageError
from portrait_cli.core.goals import goal_history, with_goal_number
from portrait_cli.core.play import play
from portrait_cli.core.session import Action, Session
from portrait_cli.render import question
from portrait_cli.render.phrases import count
from portrait_cli.store.action_log import Kind
from portrait_cli.store.actions import actions_in
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.journal import Stored
from portrait_cli.terminal.asker import SessionAsker
from portrait_cli.terminal.signals import on_signals


class Playing:
    """A session that is being played: its newest state, and whether that is on the disk."""

    def __init__(
        self,
        workspace: Workspace,
        drafts: Drafts,
        ask: SessionAsker,
        session: Session,
        before: Callable[[Session], None] = lambda _: None,
    ) -> None:
        """Prepare to play it; `before` is called before each question."""
        self._workspace = workspace
        self._drafts = drafts
        self._ask = ask
        self._before = before
        self._latest = session
        self._kept = True

    def play(self) -> Session:
        """Play the session to its end; when it is stopped, print what is kept and how to continue."""
        self._drafts.keep(self._latest)
        try:
            self._latest = offer_to_session(self._workspace, self._drafts, self._ask, self._latest)
            # Between two questions a signal waits until the last answer is on the disk.
            with on_signals(self._ask.pending_signals.append):
                session = play(self._latest, self._asked, self._keep, self._workspace.environment.seconds)
            return offer_to_session(self._workspace, self._drafts, self._ask, session)
        except StoppedError as stopped:
            with contextlib.suppress(StorageError):  # the terminal may be gone
                self._workspace.environment.say(f"\n{self._farewell(stopped.typed)}")
            raise

    def _asked(self, session: Session) -> Action:
        self._before(session)
        return self._ask(session)

    def _keep(self, session: Session) -> None:
        """Write the draft, and show quietly that it was saved."""
        before, self._latest = self._latest, session
        try:
            self._drafts.keep(_with_time_zone(self._workspace, session))
            self._kept = True
        except StorageError as error:
            self._kept = False
            hint = "your answers are safe in this window; make room before it closes"
            self._workspace.environment.say(f"portrait: {error}\nhint: {hint}")
            return
        kept = question.kept(before, session, self._ask.look)
        if kept:
            self._ask.show(kept)

    def _farewell(self, typed: str) -> str:
        """Return what is kept of a session that was stopped; drop a draft that holds nothing."""
        answers = len(self._latest.answered)
        has_words = bool(typed.strip())
        if not answers and not has_words:
            self._drafts.drop(self._latest)
            said = "Stopped. Nothing had been written yet."
        else:
            words = " and the words you were typing" if has_words else ""
            how = command(self._workspace.config, "reflect")
            said = f"Stopped. Kept: {count(answers, 'answer')}{words}. To continue: {how}"
        return said if self._kept else _words_to_copy(self._latest, typed)


def _words_to_copy(session: Session, typed: str) -> str:
    """Write out every answer, for when the draft could not be written."""
    answers = [f"{step.prompt}\n{question.answer_words(step, session.answers[step.id])}" for step in session.answered]
    return "\n\n".join(["The draft could not be written. Copy your words from here:", *answers, typed])


def saved_or_kept(workspace: Workspace, drafts: Drafts, session: Session) -> Stored | None:
    """Save a finished session as an entry, None if nothing was answered; if that fails, keep its draft."""
    if not session.answered:
        return None
    try:
        return saved_entry(workspace, session)
    except PortraitError as error:
        try:
            drafts.keep(session)
            how = command(workspace.config, "reflect")
            error.hint = f"your answers are safe; once this is fixed, {how} continues and saves them"
        except StorageError:
            workspace.environment.say(_words_to_copy(session, ""))
        raise error from None


def _with_time_zone(workspace: Workspace, session: Session) -> Session:
    """Add the name of the time zone: finding it takes 10 ms, which the first question should not wait for."""
    if session.time_zone:
        return session
    return replace(session, time_zone=workspace.environment.zone())


def saved_entry(workspace: Workspace, session: Session) -> Stored:
    """Write the entry of a finished session. Raises PortraitError if that fails."""
    entry = with_plan_numbers(workspace, entry_from_session(_with_time_zone(workspace, session)))
    if any(isinstance(block, Goal) for block in entry.blocks):  # another window may have set one meanwhile
        entry = with_goal_number(entry, goal_history(open_index(workspace).with_goals()))
    kind: Kind = "session"
    if session.guide == GOAL_GUIDE:
        kind, entry = "goal", replace(entry, guide="")
    return actions_in(workspace.config).add(kind, entry, workspace.environment.now())
