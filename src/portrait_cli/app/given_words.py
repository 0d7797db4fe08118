"""Words typed after a command or piped into it. If the command fails or is stopped, they are kept in a file."""

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from portrait_cli.core.errors import PortraitError, StoppedError, StorageError
from portrait_cli.core.text import decode, replace_surrogates
from portrait_cli.store import files
from portrait_cli.store.settings import drafts_folder
from portrait_cli.terminal import command_line
from portrait_cli.terminal.environment import Environment


@contextlib.contextmanager
def kept_unless_done(environment: Environment, data: bytearray, name: str, again: str) -> Iterator[None]:
    """If the code inside fails or is stopped, save these words in a new file in the drafts folder.

    More words may be added to `data` inside. The error, or a message, names the file; if it cannot be written, the
    error holds the words themselves. `name` is the file's name, to which a unique part is added; `again` is the
    command that continues with the file.
    """
    try:
        yield
    except PortraitError as error:
        if data.strip():
            kept = _kept(environment, data, Path(name), f"once this is fixed: {again}")
            error.hint = "; ".join(filter(None, [error.hint, kept]))
        raise
    except (StoppedError, KeyboardInterrupt):
        if data.strip():
            kept = _kept(environment, data, Path(name), f"to continue: {again}")
            environment.say(f"Stopped; {kept}")
        raise


def in_line(words: Sequence[str]) -> bytes:
    """Return the words typed after a command as one text."""
    return replace_surrogates(" ".join(words)).encode()


def _kept(environment: Environment, data: bytearray, name: Path, continued: str) -> str:
    path = drafts_folder() / f"{name.stem}-{environment.token()}{name.suffix}"
    try:
        files.replace(path, bytes(data))
    except StorageError:
        return f"your words could not be kept; copy them from here:\n\n{_readable(data)}"
    return f"your words are kept in {path}; {continued.replace('{}', command_line.quote(str(path)))}"


def _readable(data: bytearray) -> str:
    try:
        return decode(bytes(data), "")
    except PortraitError:
        return data.decode("utf-8", "replace")
