"""Writing a note: words from the command line, from stdin or from the person's editor, saved as an entry."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import edit_copies
from portrait_cli.app.blank_note import blank_note
from portrait_cli.app.edit_copies import OWN_WINDOW, tidy
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError, PortraitError, UsageError
from portrait_cli.core.text import decode, replace_surrogates
from portrait_cli.store import files

_FROM_STDIN = ["-"]


class About(Struct, frozen=True):
    """What a note is about, as the person names it."""

    attributes: Sequence[str] = ()
    tags: Sequence[str] = ()
    day: str = ""
    role: str = ""


def note(workspace: Workspace, text: Sequence[str], about: About) -> None:
    """Save the words of a text as a note. Without any, take them from stdin or let the person write in their editor.

    Raises UsageError if there are no words or no way to write them.
    """
    environment = workspace.environment
    blank = blank_note(workspace, attributes=about.attributes, tags=about.tags, day=about.day, role=about.role)
    words = list(text)
    if words and words != _FROM_STDIN:
        typed = replace_surrogates(" ".join(words))
        _save(workspace, blank, tidy(typed, "the note"))
    elif words or not environment.stdin.isatty():
        piped = tidy(decode(environment.read_stdin(), "stdin"), "stdin")
        _save(workspace, blank, piped.removesuffix("\n"))
    elif environment.can_ask:
        _write_in_editor(workspace, blank)
    else:
        raise UsageError("there is no terminal to write in", hint='portrait note "what happened"')


# --- saving ---


def _save(workspace: Workspace, blank: Entry, text: str, copy: Path | None = None) -> None:
    """Save a note and say where. If it cannot be saved, its words are kept, and the error says where.

    `copy` is the file that holds its words already, if there is one.
    """
    if not text.strip():
        raise UsageError("there are no words to write down", hint='portrait note "what happened"')
    try:
        stored = workspace.journal.add(replace(blank, blocks=(Prose(text),)))
    except PortraitError as error:
        error.hint = _keep_words(workspace, text, copy)
        raise
    workspace.environment.report(f"Saved in {stored.path}")


def _keep_words(workspace: Workspace, text: str, copy: Path | None) -> str:
    """Keep the words of a note that could not be saved, and return a hint that says where.

    If they cannot be kept either, the hint itself holds them.
    """
    if copy is None:
        copy = _new_copy(workspace)
        try:
            files.replace(copy, text)
        except PortraitError:
            return f"your words could not be kept either; copy them from here:\n\n{text}"
    return f"your words are kept in {copy}; once this is fixed, portrait note opens them"


# --- writing in an editor ---


def _write_in_editor(workspace: Workspace, blank: Entry) -> None:
    environment = workspace.environment
    files.make_folder(workspace.journal.folder)  # if it cannot be made, better to know before the words are written
    with _own_copy(workspace) as copy:
        is_new = files.write_new(copy, "")
        if not is_new and _has_words(copy):
            environment.say("Words of an earlier note were kept. Here they are again.")
        ended_at_once = edit_copies.edit(workspace, copy, b"", "portrait note")

        text = _read_copy(copy)
        if text.strip():
            _save(workspace, blank, text, copy)
            copy.unlink(missing_ok=True)
            return

        environment.say("Nothing was written.")
        if ended_at_once:  # the editor may still have the copy open
            environment.say(OWN_WINDOW.format("portrait note"))
        else:
            copy.unlink(missing_ok=True)


@contextlib.contextmanager
def _own_copy(workspace: Workspace) -> Iterator[Path]:
    """Choose the file to write a note in: one with words of an earlier note, else a new one.

    Other windows cannot choose it at the same time.
    """
    copies = sorted(workspace.config.drafts.glob("note-*.md"))
    copies.append(_new_copy(workspace))
    for copy in copies:
        with edit_copies.held(workspace, copy) as is_free:
            if is_free:
                yield copy
                return


def _new_copy(workspace: Workspace) -> Path:
    return workspace.config.drafts / f"note-{workspace.environment.token()}.md"


def _has_words(copy: Path) -> bool:
    data = edit_copies.read(copy) or b""
    return bool(data.strip())


def _read_copy(copy: Path) -> str:
    """Read what the person wrote. Raises InvalidFileError if it is not text."""
    name = str(copy)
    try:
        text = tidy(decode(edit_copies.read(copy) or b"", name), name)
    except InvalidFileError as problem:
        problem.hint = "save it as plain text in UTF-8: portrait note opens it again"
        raise
    return text.removesuffix("\n")
