"""A session from the first question to the entry: what is asked, what is kept, what is shown at the end."""

import contextlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import session_end
from portrait_cli.app.draft_to_resume import offer_draft
from portrait_cli.app.late_words import offer_as_notes
from portrait_cli.app.play_session import Playing, saved_entry, saved_or_kept
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request, choose_attribute, lay_out, past_of, which_session
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import (
    InvalidFileError,
    LockedError,
    NotFoundError,
    UsageError,
)
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.session import Session
from portrait_cli.core.text import visible
from portrait_cli.formats import answers_file
from portrait_cli.formats.answers_file import AnswersFile
from portrait_cli.render import question
from portrait_cli.store import files
from portrait_cli.store.drafts import Drafts, KeptDraft
from portrait_cli.store.index import Index
from portrait_cli.store.journal import LARGEST, check_size
from portrait_cli.terminal.asker import SessionAsker, session_asker_for
from portrait_cli.terminal.environment import Environment

_Answer = TypeVar("_Answer")


# --- from a file ---


def template(workspace: Workspace, request: Request) -> str:
    """Write the answers file for a session."""
    index = open_index(workspace)
    wanted = which_session(workspace, request, index)
    session = lay_out(workspace, wanted, past_of(index, request, wanted, former_names(workspace.portrait)))
    return visible(answers_file.template(session))  # its comments quote the person's words


def from_answers(workspace: Workspace, request: Request, data: bytes, file: str) -> None:
    """Write an entry from a filled-in answers file and show its summary; options overrule the file's header.

    Raises InvalidFileError with every problem in the file, or if it holds no answers.
    """
    given = answers_file.parse(data, file)
    names = former_names(workspace.portrait)
    _check_portrait(given, names)
    given = replace(given, answers=_by_todays_steps(given.answers, names))
    index = open_index(workspace)
    today = workspace.environment.now().date()
    answered = _day_of(given, today)
    request = replace(
        request,
        names=request.names or tuple(map(names.today, given.attributes)),
        guide=request.guide or given.guide,
        role=request.role or given.role,
        tags=request.tags or given.tags,
        day=request.day or (answered.isoformat() if answered < today else None),
    )
    wanted = which_session(workspace, request, index)
    past = past_of(index, request, wanted, names)
    session = lay_out(workspace, wanted, past, frozenset(given.answers))
    session = answers_file.fill(session, given, answered)
    if not session.answered:
        raise InvalidFileError(f"{file} holds no answers", hint="write something after the colons")
    _check_new(session, index)
    session_end.show(workspace, saved_entry(workspace, session), index, past, session)


def _check_portrait(given: AnswersFile, names: FormerNames) -> None:
    """Raise InvalidFileError for a file from the page of another portrait, whose questions are not ours."""
    if given.portrait and not names.means(given.portrait):
        message = f"{given.file} answers a page of the portrait {given.portrait}, and you use {names.portrait}"
        raise InvalidFileError(message, hint="add --portrait, with that portrait's file or name")


def _day_of(given: AnswersFile, today: date) -> date:
    """Return the day on which a page was answered; today for a file of another kind, and for a day still to come."""
    with contextlib.suppress(ValueError):
        return min(date.fromisoformat(given.date), today)
    return today


def _by_todays_steps(answers: Mapping[str, _Answer], names: FormerNames) -> dict[str, _Answer]:
    """Return answers by the names that their steps have today; of two that mean the same step, one keeps its name."""
    renamed: dict[str, _Answer] = {}
    for name, answer in answers.items():
        today = names.step(name)
        if today in renamed or today in answers:
            today = name
        renamed[today] = answer
    return renamed


def _check_new(session: Session, index: Index) -> None:
    """Raise UsageError if an entry of the same day has the same answers: the same file was given twice."""
    entry = entry_from_session(session)
    for stored in index.of_day(entry.written.date()):
        if (stored.entry.guide, stored.entry.said) == (entry.guide, entry.said):
            hint = f"portrait read {stored.path.stem} shows them; change an answer to save another entry"
            raise UsageError(f"these answers are already saved, in {stored.path}", hint=hint)


def read_answers(environment: Environment, name: str, piped: bytearray) -> tuple[bytes, str]:
    """Read an answers file, `-` for stdin, into `piped` too; return its bytes and its name for messages.

    Raises NotFoundError if there is no such file.
    """
    if name == "-":
        return environment.read_stdin(piped), "stdin"
    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file {name}")
    with files.storage_errors(path), path.open("rb") as opened:
        data = opened.read(LARGEST + 1)  # a device may have no end
    check_size(len(data), name)
    return data, name


# --- in a terminal ---


def in_terminal(workspace: Workspace, request: Request, *, new: bool) -> None:
    """Ask the person, keeping a draft after every answer, and write the entry.

    Raises UsageError if there is no terminal, LockedError if the draft is open in another window.
    """
    window = open_window(workspace)
    wanted = which_session(workspace, request, window.index)
    draft = None if new else offer_draft(workspace, window.drafts, window.ask, wanted)
    if draft:
        window.resume(draft)
        return
    past = past_of(window.index, request, wanted, former_names(workspace.portrait))
    session = lay_out(workspace, choose_attribute(workspace, wanted, past, window.ask), past)
    window.ask.show(question.opening(session, workspace.environment.now().date(), window.ask.look))
    window.play(session, past, is_draft=False)


def continue_draft(workspace: Workspace, draft: KeptDraft) -> None:
    """Ask what a session that was stopped has not asked yet, and write the entry.

    Raises the errors of `in_terminal`, and what is wrong with a draft that cannot be read.
    """
    if draft.session is None:
        raise draft.problem or NotFoundError(f"there is nothing to continue in {draft.path}")
    window = open_window(workspace)
    window.resume(window.drafts.offer_again(draft.session, draft.path, workspace.environment.token()))


class Window(Struct, frozen=True):
    """A terminal in which a session is played, and what it is played with."""

    workspace: Workspace
    drafts: Drafts
    ask: SessionAsker
    index: Index
    before: Callable[[Session], None] = lambda _: None
    """What is done before each question."""

    def resume(self, draft: Session) -> None:
        """Play a session from where it was stopped."""
        past = self.index.past(_names_in(self.workspace, draft))
        self.play(draft, past, is_draft=True)

    def play(self, session: Session, past: Past, *, is_draft: bool) -> None:
        """Play a session that no other window has, write its entry, and show the summary."""
        with self.drafts.hold(session) as free:
            if not free:
                hint = f"{command(self.workspace.config, 'reflect', '--new')} starts another"
                raise LockedError("this session is open in another window", hint=hint)
            if is_draft:
                session = _as_it_is_now(self.drafts, session)
            session = Playing(self.workspace, self.drafts, self.ask, session, self.before).play()
            stored = saved_or_kept(self.workspace, self.drafts, session)
        self.drafts.drop(session)
        if stored:
            session_end.show(self.workspace, stored, self.index, past, session)
        else:
            self.workspace.environment.say("Nothing was answered, so nothing was saved.")


def open_window(workspace: Workspace) -> Window:
    """Make what asks, and offer first what an editor left. Raises UsageError if there is no terminal."""
    if not workspace.environment.can_ask:
        hint = "portrait reflect --template > answers.yaml, fill it in, portrait reflect --answers answers.yaml"
        raise UsageError("there is no terminal to ask questions in", hint=hint)
    files.make_folder(workspace.journal.folder)  # better to fail now than after the last question
    drafts = Drafts(workspace.config.drafts)
    ask = session_asker_for(workspace.environment, workspace.config, scratch=drafts.editing, save_partial=drafts.keep)
    offer_as_notes(workspace, drafts, ask)
    return Window(workspace, drafts, ask, open_index(workspace))


def _names_in(workspace: Workspace, draft: Session) -> FormerNames:
    """Return the names for what was said before; a draft may be of another portrait than the one in use now."""
    names = former_names(workspace.portrait)
    return names if names.means(draft.portrait) else FormerNames(draft.portrait)


def _as_it_is_now(drafts: Drafts, draft: Session) -> Session:
    """Read a draft again once it is held: another window may have finished it."""
    session = drafts.again(draft)
    if session is None:
        hint = "portrait reflect starts another"
        raise LockedError("this session was finished in another window", hint=hint)
    return session
