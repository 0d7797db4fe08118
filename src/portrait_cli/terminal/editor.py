"""A person's own editor, for answers that need more room, for notes and for entries."""

import contextlib
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from portrait_cli.core.errors import InvalidFileError, PortraitError, StorageError
from portrait_cli.core.text import decode
from portrait_cli.store import files
from portrait_cli.terminal import command_line

_VI = ("vim", "vi")
_KNOWN = ("nano", "micro", "notepad", *_VI)
"""Those that anybody can leave come first."""


def chosen(setting: str, variables: Mapping[str, str]) -> str:
    """Return the command of the person's editor: the setting for `portrait`, VISUAL, EDITOR, or nothing."""
    return setting or variables.get("VISUAL") or variables.get("EDITOR") or ""


def is_unasked_vi(command: str) -> bool:
    """Return True if vi opens only because there is no other editor: the person may not know how to leave it."""
    return not command and _installed() in _VI


HOW_TO_WAIT = 'To make portrait wait, add the option your editor has for that: EDITOR="code --wait".'
TOO_QUICK_SECONDS = 2.0
"""In so short a time nobody edits a text: an editor that ends this soon has a window of its own."""


def write(text: str, file: Path, command: str) -> tuple[str, bool]:
    """Open a file with a text in an editor; return what it holds afterward, and True if it may have its own window.

    The file stays where it is, so that a failing editor loses nothing. Raises PortraitError when there is no
    editor, when it fails, or when it leaves something other than text.
    """
    hint = "set EDITOR to the name of an editor, or write here"
    words = _split(command, hint)
    if text and not text.endswith("\n"):
        text += "\n"
    files.replace(file, text)

    began = time.monotonic()
    if _run(words, file, hint):
        raise PortraitError(f"{words[0]} ended with an error; what it wrote is below")
    was_quick = time.monotonic() - began < TOO_QUICK_SECONDS
    written = read(file)
    return written, was_quick and written == text.removesuffix("\n")


def change(file: Path, command: str) -> None:
    """Open a file as it is in an editor, and wait until the editor ends.

    Raises PortraitError when there is no editor, or when it fails; the file is as it left it.
    """
    hint = "set EDITOR to the name of an editor, such as nano"
    words = _split(command, hint)
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is for the editor
    try:
        code = _run(words, file, hint)
    finally:
        signal.signal(signal.SIGINT, before)

    if code:
        raise PortraitError(f"{words[0]} ended with an error")


def left(file: Path, text: str) -> str:
    """Return what a failed editor left in its file, or the text it was given when that cannot be read."""
    try:
        return read(file)
    except PortraitError:
        return text


def set_aside(file: Path) -> Path | None:
    """Move what cannot be read to a name of its own, and return that; None if it can be read, or is not there."""
    try:
        read(file)
    except InvalidFileError:
        number = 1
        while not files.move_new(file, aside := file.with_name(f"{file.stem}-not-text-{number}.txt")):
            number += 1
        return aside
    except StorageError:
        return None
    return None


def clear(file: Path) -> None:
    """Delete an editor's file whose words were taken, or else empty it, so that they are not taken a second time."""
    try:
        file.unlink(missing_ok=True)
    except OSError:  # Windows keeps a file that the editor still has open
        with contextlib.suppress(OSError):
            file.write_bytes(b"")


def _split(command: str, hint: str) -> list[str]:
    """Split the command of the person's editor, or of one that is installed, into words."""
    try:
        words = command_line.split(command or _installed())
    except ValueError:  # a quotation mark that is not closed
        words = []
    if not words:
        raise PortraitError("no editor was found", hint=hint)
    return words


def _installed() -> str:
    """Find an editor that many people know; return nothing if there is none."""
    for name in _KNOWN:
        if shutil.which(name):
            return name
    return ""


def _run(words: list[str], file: Path, hint: str) -> int:
    """Run the editor to its end, and return its exit code."""
    try:
        # Not `run`, which would kill the editor when we are told to end, and the person's words with it.
        return subprocess.Popen([*words, str(file)]).wait()  # noqa: S603  # the person's own choice
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise PortraitError(f"could not open {words[0]}: {reason.lower()}", hint=hint) from None


def read(file: Path) -> str:
    """Return the text in an editor's file. Raises InvalidFileError if it holds something else."""
    with files.storage_errors(file):
        if file.exists() and not file.is_file():  # a pipe would not end
            raise InvalidFileError(f"{file} is not a file")
        data = file.read_bytes()
    text = decode(data, str(file))
    return text.replace("\r\n", "\n").removesuffix("\n")
