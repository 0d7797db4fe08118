"""The copies that people's own editors work on: kept until what they wrote is safe."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from portrait_cli.core.errors import InvalidFileError, PortraitError

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace

_AT_ONCE = 2.0
"""Seconds in which nobody edits a text: an editor that ends so soon has a window of its own."""
OWN_WINDOW = (
    "If your editor has a window of its own: save there, close it, then {} again. "
    "With an option such as --wait in EDITOR we wait for it."
)


def visited(workspace: "Workspace", copy: Path, before: bytes, again: str) -> bool:
    """Let the person change the copy in their editor; say whether it ended sooner than anybody edits.

    Raises PortraitError when the editor fails; what it wrote is kept, if it is not what was there `before`.
    """
    from portrait_cli.terminal import editor

    seconds = workspace.environment.seconds
    began = seconds()
    try:
        editor.change(copy, workspace.config.editor)
    except PortraitError as error:
        after = there(copy)
        if after is None or after == before:
            copy.unlink(missing_ok=True)
            error.hint = error.hint or "nothing was changed"
        else:
            hint = f"; {error.hint}" if error.hint else ""
            error.hint = f"your words are kept in {copy}; {again} goes on with them{hint}"
        raise
    return seconds() - began < _AT_ONCE


def there(file: Path) -> bytes | None:
    """Read a file of ours; None when there is none."""
    from portrait_cli.store import files

    with files.storage_errors(file):
        return file.read_bytes() if file.is_file() else None


@contextlib.contextmanager
def held(workspace: "Workspace", copy: Path) -> Iterator[bool]:
    """Keep other windows from a copy; False when one has it already."""
    from portrait_cli.store import files

    lock = workspace.config.locks / f"{copy.stem}.lock"
    with files.locked(lock, 0) as free:
        try:
            yield free
        finally:
            if free and not copy.exists():
                base_of(copy).unlink(missing_ok=True)
                lock.unlink(missing_ok=True)


def base_of(copy: Path) -> Path:
    """Name the file beside a copy that holds what the entry was when the copy was made."""
    return copy.with_suffix(".before")


def tidy(text: str, file: str) -> str:
    """Give a text the line ends that entries have. Raises InvalidFileError for a NUL, which no text should hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InvalidFileError(f"{file}:{line}: found a NUL character; expected text")
    return text
