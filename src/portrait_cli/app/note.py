"""Writing a note: words from the command line, from stdin or from the person's editor, saved as an entry."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import edit_copies
from portrait_cli.app.blank_note import blank_note
from portrait_cli.app.edit_copies import OWN_WINDOW, tidy
from portrait_cli.app.given_words import in_line
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.entry import Entry, Prose
from portrait_cli.core.errors import InvalidFileError, PortraitError, UsageError
from portrait_cli.core.text import decode
from portrait_cli.store import files
from portrait_cli.store.actions import actions_in
from portrait_cli.terminal.environment import Environment

_FROM_STDIN = ["-"]


class About(Struct, frozen=True):
    """What a note is about, as the person names it."""

    attributes: Sequence[str] = ()
    tags: Sequence[str] = ()
    day: str | None = None
    """The day it is about; None for today."""
    role: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """List the options that say so; the day is to be said again, for it may have been a wrong one."""
        options: list[str] = []
        if self.day is not None:
            options += ["--date", "DATE"]
        for attribute in self.attributes:
            options += ["--attribute", attribute]
        for tag in self.tags:
            options += ["--tag", tag]
        if self.role:
            options += ["--role", self.role]
        return tuple(options)


class Given(Struct, frozen=True):
    """Words that came with the command."""

    words: bytes
    name: str
    """What they are called in a message."""


def given(environment: Environment, text: Sequence[str], into: bytearray) -> Given | None:
    """Return the words in the command line, or those that come by stdin; None if the person is to write them.

    While they come they are in `into`, too.

    Raises UsageError if there is no way to write them.
    """
    words = list(text)
    if words and words != _FROM_STDIN:
        into += in_line(words)
        return Given(bytes(into), "the note")
    if words or not environment.stdin.isatty():
        return Given(environment.read_stdin(into), "stdin")
    if environment.can_ask:
        return None
    raise UsageError("there is no terminal to write in", hint='portrait note "what happened"')


def note(workspace: Workspace, words: Given | None, about: About) -> None:
    """Save words as a note; without any, let the person write them in their editor.

    Raises UsageError if there are no words.
    """
    blank = blank_note(workspace, attributes=about.attributes, tags=about.tags, day=about.day, role=about.role)
    if words is None:
        _write_in_editor(workspace, blank, command(workspace.config, "note", *about.options))
    else:
        _save(workspace, blank, tidy(decode(words.words, words.name), words.name).removesuffix("\n"))


# --- saving ---


def _save(workspace: Workspace, blank: Entry, text: str, kept: str = "") -> None:
    """Save a note and say where. `kept` says where its words are already, if they are."""
    if not text.strip():
        raise UsageError("there is nothing to write down", hint='portrait note "what happened"')
    entry = replace(blank, blocks=(Prose(text),))
    try:
        stored = actions_in(workspace.config).add("note", entry, workspace.environment.now())
    except PortraitError as error:
        error.hint = kept or error.hint
        raise
    workspace.environment.report(f"Saved in {stored.path}")


# --- writing in an editor ---


def _write_in_editor(workspace: Workspace, blank: Entry, again: str) -> None:
    """Let the person write a note; `again` is the command that continues with it."""
    environment = workspace.environment
    files.make_folder(workspace.journal.folder)  # if it cannot be made, better to know before the words are written
    with _own_copy(workspace) as copy:
        is_new = files.write_new(copy, "")
        if not is_new and _has_words(copy):
            environment.say("Your unfinished note was kept. Here it is again.")
        ended_at_once = edit_copies.edit(workspace, copy, b"", again)

        text = _read_copy(copy)
        if text.strip():
            _save(workspace, blank, text, f"your words are kept in {copy}; once this is fixed, {again} opens them")
            files.discard(copy)
            return

        environment.say("Nothing was written.")
        if ended_at_once:  # the editor may still have the copy open
            environment.say(OWN_WINDOW.format(again))
        else:
            files.discard(copy)


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
