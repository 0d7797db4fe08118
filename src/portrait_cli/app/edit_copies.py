"""Copies for the person's own editor to work on, kept until what was written there is saved."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import InvalidFileError, PortraitError, StoppedError
from portrait_cli.store import files, lock
from portrait_cli.terminal import editor

OWN_WINDOW = f"If your editor opens its own window: save there, close it, then run {{}} again. {editor.HOW_TO_WAIT}"


def chosen_editor(workspace: Workspace) -> str:
    """Return the command of the person's editor, or nothing if they chose none."""
    return editor.chosen(workspace.config.editor, workspace.environment.variables)


def edit(workspace: Workspace, copy: Path, before: bytes, command: str) -> bool:
    """Let the person change a copy in their editor; return True if it ended sooner than anybody edits.

    Raises PortraitError if the editor fails. What it wrote is kept, unless it is the same as `before`;
    `command` is the one that continues with it.
    """
    clock = workspace.environment.seconds
    began = clock()
    try:
        editor.change(copy, chosen_editor(workspace))
    except StoppedError:
        workspace.environment.say(f"Stopped. Your words are in {copy}. To continue: {command}")
        raise
    except PortraitError as error:
        after = read(copy)
        if after is None or after == before:
            files.discard(copy)
            error.hint = error.hint or "nothing was changed"
        else:
            hint = f"; {error.hint}" if error.hint else ""
            error.hint = f"your words are kept in {copy}; {command} continues with them{hint}"
        raise
    return clock() - began < editor.TOO_QUICK_SECONDS


def read(copy: Path) -> bytes | None:
    """Read a copy; None if there is none."""
    with files.storage_errors(copy):
        return copy.read_bytes() if copy.is_file() else None


@contextlib.contextmanager
def held(workspace: Workspace, copy: Path) -> Iterator[bool]:
    """Keep other windows away from a copy; yield False if one of them already has it."""
    file = workspace.config.locks / f"{copy.stem}.lock"
    with lock.locked(file, 0) as free:
        try:
            yield free
        finally:
            with contextlib.suppress(OSError):  # only tidying up
                if free and not copy.exists():
                    base_of(copy).unlink(missing_ok=True)
                    lock.remove(file)


def base_of(copy: Path) -> Path:
    """Name the file beside a copy that holds the entry as it was when the copy was made."""
    return copy.with_suffix(".before")


def tidy(text: str, file: str) -> str:
    """Give a text the line ends that entries have. Raises InvalidFileError for a NUL, which no text should hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InvalidFileError(f"{file}:{line}: found a NUL character; expected text")
    return text
