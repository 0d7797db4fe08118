"""A person's own editor, for answers that need more room."""

import shlex
import shutil
import subprocess
from pathlib import Path

from portrait_cli import durable
from portrait_cli.errors import PortraitError
from portrait_cli.plaintext import decode

_KNOWN = ("nano", "micro", "vim", "vi", "notepad")


def write(text: str, file: Path, command: str) -> str:
    """Open a file with a text in an editor, and return what it holds afterwards.

    The file stays where it is, so that a failing editor loses nothing. Raises PortraitError when there is no
    editor, when it fails, or when it leaves something other than text.
    """
    command = command or next((name for name in _KNOWN if shutil.which(name)), "")
    try:
        words = shlex.split(command)
    except ValueError:
        words = []
    hint = "set EDITOR to the name of an editor, or write here"
    if not words:
        raise PortraitError("no editor was found", hint=hint)
    durable.replace(file, text + "\n" if text and not text.endswith("\n") else text)
    try:
        code = subprocess.run([*words, str(file)], check=False).returncode  # noqa: S603  # the person's own choice
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise PortraitError(f"could not open {words[0]}: {reason}", hint=hint) from None
    if code:
        raise PortraitError(f"{words[0]} ended with an error; what it wrote stands below")
    with durable.storage_errors(file):
        return decode(file.read_bytes(), str(file)).replace("\r\n", "\n").removesuffix("\n")


def left(file: Path, text: str) -> str:
    """Take what a failed editor left in its file; the text it was given when that cannot be read."""
    try:
        return decode(file.read_bytes(), str(file)).replace("\r\n", "\n").removesuffix("\n")
    except (OSError, PortraitError):
        return text
