"""A session from the first question to the entry: what is asked, what is kept, what is shown at the end."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from portrait_cli.app.draft_to_resume import offer_draft
from portrait_cli.app.late_words import offer_as_notes
from portrait_cli.app.play_session import Playing, saved_entry, saved_or_kept
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request, choose_attribute, lay_out, past_of, which_session
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Entry
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.errors import (
    InvalidFileError,
    LockedError,
    NotFoundError,
    StorageError,
    UsageError,
)
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Session
from portrait_cli.core.text import visible
from portrait_cli.formats import answers_file
from portrait_cli.render import question
from portrait_cli.render import summary as page
from portrait_cli.store import files
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.store.journal import LARGEST, Stored, check_size
from portrait_cli.terminal.asker import session_asker_for
from portrait_cli.terminal.display import Display
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
    given = replace(
        given,
        answers=_by_todays_steps(given.answers, names),
        evidence=tuple(map(names.step, given.evidence)),
    )
    index = open_index(workspace)
    request = replace(
        request,
        names=request.names or tuple(map(names.today, given.attributes)),
        guide=request.guide or given.guide,
        role=request.role or given.role,
    )
    wanted = which_session(workspace, request, index)
    past = past_of(index, request, wanted, names)
    session = lay_out(workspace, wanted, past, frozenset(given.answers))
    session = answers_file.fill(session, given, workspace.environment.now().date())
    if not session.answered:
        raise InvalidFileError(f"{file} holds no answers", hint="write something after the colons")
    _check_new(session, index)
    _show_end(workspace, saved_entry(workspace, session), index, past, session.focus)


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
    if not workspace.environment.can_ask:
        hint = "portrait reflect --template > answers.yaml, fill it in, portrait reflect --answers answers.yaml"
        raise UsageError("there is no terminal to ask questions in", hint=hint)
    files.make_folder(workspace.journal.folder)  # better to fail now than after the last question
    drafts = Drafts(workspace.config.drafts)
    ask = session_asker_for(workspace.environment, workspace.config, scratch=drafts.editing, save_partial=drafts.keep)
    offer_as_notes(workspace, drafts, ask)
    index = open_index(workspace)
    wanted = which_session(workspace, request, index)
    draft = None if new else offer_draft(workspace, drafts, ask)
    if draft is None:
        past = past_of(index, request, wanted, former_names(workspace.portrait))
        session = lay_out(workspace, choose_attribute(workspace, wanted, past, ask), past)
        ask.show(question.opening(session, workspace.environment.now().date(), ask.look))
    else:
        past = index.past(_names_in(workspace, draft))
        session = draft
    with drafts.hold(session) as free:
        if not free:
            hint = f"{command(workspace.config, 'reflect', '--new')} begins another"
            raise LockedError("this session is open in another window", hint=hint)
        if draft is not None:
            session = _as_it_is_now(drafts, draft)
        session = Playing(workspace, drafts, ask, session).play()
        stored = saved_or_kept(workspace, drafts, session)
    drafts.drop(session)
    if stored:
        _show_end(workspace, stored, index, past, session.focus)
    else:
        workspace.environment.say("Nothing was answered, so nothing was written.")


def _names_in(workspace: Workspace, draft: Session) -> FormerNames:
    """Return the names for what was said before; a draft may be of another portrait than the one in use now."""
    names = former_names(workspace.portrait)
    return names if names.means(draft.portrait) else FormerNames(draft.portrait)


def _as_it_is_now(drafts: Drafts, draft: Session) -> Session:
    """Read a draft again once it is held: another window may have finished it."""
    session = drafts.again(draft)
    if session is None:
        hint = "portrait reflect begins another"
        raise LockedError("this session was finished in another window", hint=hint)
    return session


# --- what is shown at the end ---


def _show_end(workspace: Workspace, stored: Stored, index: Index, past: Past, focus: str) -> None:
    """Show the summary of a session that is saved; that it cannot be shown is not a failure."""
    try:
        _show_summary(workspace, stored, index, past, focus)
    except StorageError as error:
        workspace.environment.say(f"Saved in {stored.path}. The summary cannot be shown: {error}")


def _show_summary(workspace: Workspace, stored: Stored, index: Index, past: Past, focus: str) -> None:
    """Show the result of a session; `focus` is the attribute that needs attention next, if one was named."""
    if workspace.environment.quiet:
        return
    today = workspace.environment.now().date()
    first = index.newest() is None
    note = workspace.portrait.wording.records if first else ""
    entry = former_names(workspace.portrait).renamed(stored.entry)
    ending = page.Ending(
        today=today,
        file=_short(stored.path, workspace.environment),
        said=past.said,
        echo=index.a_year_before(today),
        next_step=_next_command(workspace.portrait, entry, focus, first=first),
        note=note,
    )
    display = Display(workspace.environment, workspace.plain)
    display.show(page.summary(entry, workspace.portrait, ending, display.look))


def _short(path: Path, environment: Environment) -> str:
    """Name a file as people do, with ~ for their home folder."""
    home = environment.variables.get("HOME", "")
    if home and path.is_relative_to(home):
        return f"~/{path.relative_to(home)}"
    return str(path)


def _next_command(portrait: Portrait, entry: Entry, focus: str, *, first: bool) -> str:
    """Choose one thing to do next; practices are for the attribute that a plan was just made about."""
    known = {str(attribute.id): attribute for attribute in portrait.attributes}
    about = known.get(former_names(portrait).today(focus))
    if first and not entry.role and portrait.roles:
        start = (about or portrait.attributes[0]).id
        return f"portrait reflect {start} --role ROLE asks what fits your work; portrait show lists the roles"
    if about is None:  # about none, about all of them, or about one that is gone from this portrait
        return "portrait read latest"
    if entry.plans and about.practices:
        return f"portrait show {about.id} --practices for small things to try"
    return f"portrait show {about.id}"
