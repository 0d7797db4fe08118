"""Words that an editor with its own window saved after we had gone on: found at the next start, and offered."""

import contextlib
from pathlib import Path

from msgspec.structs import replace

from portrait_cli.app import edit_copies
from portrait_cli.app.blank_note import blank_note
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Prose
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.session import Session, holds, with_late_words
from portrait_cli.core.text import decode
from portrait_cli.formats import entry_file
from portrait_cli.render import question
from portrait_cli.store import files
from portrait_cli.store.actions import actions_in
from portrait_cli.store.drafts import Drafts
from portrait_cli.terminal import editor
from portrait_cli.terminal.asker import Asker


def offer_to_session(workspace: Workspace, drafts: Drafts, ask: Asker, session: Session) -> Session:
    """Offer to add such words to the answers of a session; return it with those that were wanted.

    The session is a draft on the disk; what it has already is only tidied up.
    """
    for file, name in drafts.left_by_editor(session):
        text = _words_in(workspace, file)
        if text is None:
            continue
        if not holds(session, name, text):
            step = next(step for step in session.steps if step.id == name)
            ask.show(question.late_words(step.prompt, text, ask.look))
            ways = [("add", "Add them to that answer"), ("aside", "Keep the file, but stop asking")]
            if step.purpose == "by":  # a day takes no more words
                ways = ways[1:]
            if ask.offer("What would you like to do with them?", ways) == "aside":
                _set_aside(workspace, drafts, file)
                continue
            session = with_late_words(session, name, text)
            drafts.keep(session)
        files.discard(file)
    return session


def offer_as_notes(workspace: Workspace, drafts: Drafts, ask: Asker) -> None:
    """Offer to save words as notes whose session has ended."""
    for file in drafts.left_alone():
        text = _words_in(workspace, file)
        if text is None:
            continue
        if text.strip():
            ask.show(question.late_words("", text, ask.look))
            ways = [("note", "Save them as a note"), ("aside", "Keep the file, but stop asking")]
            if ask.offer("What would you like to do with them?", ways) == "aside":
                _set_aside(workspace, drafts, file)
                continue
            blank = blank_note(workspace, attributes=(), tags=(), day="", role="")
            note = replace(blank, blocks=(Prose(text),))
            stored = actions_in(workspace.config).add("note", note, workspace.environment.now())
            workspace.environment.report(f"Saved in {stored.path}")
        files.discard(file)


def waiting(workspace: Workspace, drafts: Drafts) -> list[str]:
    """Say where such words and changes of entries are that no entry has yet, and which command takes them up."""
    files_left = drafts.left_alone()
    said = [f"Words that your editor saved wait in {file}: portrait reflect offers them" for file in files_left]
    notes = filter(_has_words, sorted(drafts.folder.glob("note-*.md")))
    said += [f"Words that your editor saved wait in {file}: portrait note opens them" for file in notes]
    for copy in sorted(drafts.folder.glob("edit-*.md")):
        with contextlib.suppress(OSError, PortraitError):
            text = copy.read_bytes()
            if text != edit_copies.read(edit_copies.base_of(copy)):
                name = entry_file.parse(decode(text, copy.name), copy.name).id
                is_there = (workspace.journal.folder / name[:4] / f"{name}.md").exists()
                how = f": portrait edit {name} takes them up" if is_there else ""
                said.append(f"Changes that your editor saved wait in {copy}{how}")
    return said


def _has_words(file: Path) -> bool:
    with contextlib.suppress(OSError):
        return file.is_file() and bool(file.read_bytes().strip())
    return False


def _words_in(workspace: Workspace, file: Path) -> str | None:
    """Read what an editor left; move aside what cannot be read, and return None."""
    try:
        return editor.read(file)
    except PortraitError:
        aside = editor.set_aside(file)
        if aside:
            workspace.environment.say(f"What your editor wrote is kept in {aside}")
        return None


def _set_aside(workspace: Workspace, drafts: Drafts, file: Path) -> None:
    workspace.environment.say(f"They are kept in {drafts.set_file_aside(file)}")
