"""A person's own editor, for answers that need more room, for notes and for entries."""

import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from portrait_cli.core.errors import PortraitError
from portrait_cli.core.text import decode
from portrait_cli.store import files

_KNOWN = ("nano", "micro", "vim", "vi", "notepad")


def write(text: str, file: Path, command: str) -> str:
    """Open a file with a text in an editor, and return what it holds afterwards.

    The file stays where it is, so that a failing editor loses nothing. Raises PortraitError when there is no
    editor, when it fails, or when it leaves something other than text.
    """
    hint = "set EDITOR to the name of an editor, or write here"
    words = _words(command, hint)
    files.replace(file, text + "\n" if text and not text.endswith("\n") else text)
    if _run(words, file, hint):
        raise PortraitError(f"{words[0]} ended with an error; what it wrote stands below")
    return _read(file)


def change(file: Path, command: str) -> None:
    """Open a file as it stands in an editor, and wait for the editor's end.

    Raises PortraitError when there is no editor, or when it fails; the file is as it left it.
    """
    hint = "set EDITOR to the name of an editor, such as nano"
    words = _words(command, hint)
    before = signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is the editor's
    try:
        code = _run(words, file, hint)
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise PortraitError(f"{words[0]} ended with an error")


def left(file: Path, text: str) -> str:
    """Take what a failed editor left in its file; the text it was given when that cannot be read."""
    try:
        return _read(file)
    except PortraitError:
        return text


def _words(command: str, hint: str) -> list[str]:
    """Find the editor's command, the person's own or one that is here."""
    command = command or next((name for name in _KNOWN if shutil.which(name)), "")
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    if not words:
        raise PortraitError("no editor was found", hint=hint)
    return words


def _run(words: list[str], file: Path, hint: str) -> int:
    try:
        # Not `run`, which kills the editor when we are told to end: its words are the person's.
        return subprocess.Popen([*words, str(file)]).wait()  # noqa: S603  # the person's own choice
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise PortraitError(f"could not open {words[0]}: {reason}", hint=hint) from None


def _read(file: Path) -> str:
    with files.storage_errors(file):
        data = file.read_bytes()
    return decode(data, str(file)).replace("\r\n", "\n").removesuffix("\n")
