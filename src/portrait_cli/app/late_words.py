"""Words that an editor with its own window saved after we had gone on: found at the next start, and offered."""

import contextlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from portrait_cli.app import edit_copies
from portrait_cli.app.blank_note import blank_note
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Prose
from portrait_cli.core.errors import InvalidFileError, PortraitError, StoppedError, StorageError
from portrait_cli.core.late_words import holds, with_late_words
from portrait_cli.core.question_comment import with_plain_question, without_question
from portrait_cli.core.session import Session
from portrait_cli.core.text import decode
from portrait_cli.formats import entry_file
from portrait_cli.render import question
from portrait_cli.store import files
from portrait_cli.store.actions import actions_in
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.terminal import editor
from portrait_cli.terminal.asker import Asker

_WHAT_TO_DO = "What would you like to do with them?"
_STOP_ASKING = ("aside", "Keep the file, but stop asking")


def offer_to_session(workspace: Workspace, drafts: Drafts, ask: Asker, session: Session) -> Session:
    """Offer to add such words to the answers of a session; return it with those that were wanted.

    The session is a draft on the disk; what it has already is only tidied up. Raises StoppedError when the person
    stops; what was not decided is then offered again.
    """
    for file, name in drafts.left_by_editor(session):
        text = _words_in(workspace, file)
        if text is None:
            continue
        step = next(step for step in session.steps if step.id == name)
        text = without_question(step.prompt, text)
        if holds(session, name, text):
            editor.clear(file)
            continue
        ask.show(question.late_words(step.prompt, text, ask.look))
        ways = [("add", "Add them to that answer"), _STOP_ASKING]
        if step.purpose == "by":  # a day takes no more words
            ways = ways[1:]
        with _claimed(workspace, drafts, file) as claimed:
            try:
                wanted = ask.offer(_WHAT_TO_DO, ways) == "add"
            except StoppedError as stopped:
                stopped.typed = stopped.typed or session.typed
                raise
            if not wanted:
                workspace.environment.say(f"They are kept in {claimed}")
                continue
            session = with_late_words(session, name, text)
            try:
                drafts.keep(session)
            except StorageError as error:  # they are in the session, and in their file
                workspace.environment.say(f"portrait: {error}\nhint: your words are kept in {claimed}, too")
            else:
                files.discard(claimed)
    return session


def offer_as_notes(workspace: Workspace, drafts: Drafts, ask: Asker) -> None:
    """Offer to save words as notes whose session has ended. Raises the errors of `Actions.add`."""
    for file in drafts.left_alone():
        text = _words_in(workspace, file)
        if text is None:
            continue
        if not text.strip():
            editor.clear(file)
            continue
        text = with_plain_question(text)
        ask.show(question.late_words("", text, ask.look))
        with _claimed(workspace, drafts, file) as claimed:
            if ask.offer(_WHAT_TO_DO, [("note", "Save them as a note"), _STOP_ASKING]) == "aside":
                workspace.environment.say(f"They are kept in {claimed}")
                continue
            blank = blank_note(workspace, attributes=(), tags=(), day=None, role="")
            note = replace(blank, blocks=(Prose(text),))
            stored = actions_in(workspace.config).add("note", note, workspace.environment.now())
            workspace.environment.report(f"Saved in {stored.path}")
            files.discard(claimed)


@contextlib.contextmanager
def _claimed(workspace: Workspace, drafts: Drafts, file: Path) -> Iterator[Path]:
    """Move a file away while the person decides, so that their editor can save another; put it back on an error.

    If it cannot be moved, as when the editor keeps it open on Windows, it stays.
    """
    try:
        claimed = drafts.set_file_aside(file)
    except StorageError as error:
        workspace.environment.say(f"portrait: {error}")
        claimed = file
    try:
        yield claimed
    except BaseException:
        with contextlib.suppress(StorageError):
            files.move_new(claimed, file)
        raise


def waiting(workspace: Workspace, drafts: Drafts, index: Index) -> list[str]:
    """List where words and changes are that are in no entry yet, and the command that takes them up."""
    files_left = drafts.left_alone()
    said = [f"Words your editor saved are waiting in {file}: portrait reflect offers them" for file in files_left]
    notes = [copy for copy in sorted(drafts.folder.glob("note-*.md")) if (edit_copies.read(copy) or b"").strip()]
    for note in filter(partial(_is_free, workspace), notes):
        said += [f"An unfinished note is waiting in {note}: portrait note opens it"]
    for copy in sorted(drafts.folder.glob("edit-*.md")):
        text = edit_copies.read(copy)
        entries = _entries_of(copy, text or b"", index)
        known = [edit_copies.read(edit_copies.base_of(copy)), *(edit_copies.read(entry) for entry in entries)]
        if text is not None and text not in known and _is_free(workspace, copy):
            how = f": portrait edit {entries[0].stem} picks them up" if entries else ""
            said.append(f"Changes your editor saved are waiting in {copy}{how}")
    return said


def _entries_of(copy: Path, text: bytes, index: Index) -> list[Path]:
    """Find the file of the entry that a copy is of; none if it is not there, or the copy cannot be read."""
    try:
        name = entry_file.parse(decode(text, copy.name), copy.name).id
    except InvalidFileError:
        return []
    return [stored.path for stored in index.named(name) if stored.path.stem == name]


def _is_free(workspace: Workspace, copy: Path) -> bool:
    """Return True unless a copy is open in another window."""
    with edit_copies.held(workspace, copy) as is_free:
        return is_free


def _words_in(workspace: Workspace, file: Path) -> str | None:
    """Read what an editor left; move aside what cannot be read, and return None."""
    try:
        return editor.read(file).replace("\r", "\n").replace("\0", "")
    except PortraitError:
        aside = editor.set_aside(file)
        if aside:
            workspace.environment.say(f"What your editor wrote is kept in {aside}")
        return None
