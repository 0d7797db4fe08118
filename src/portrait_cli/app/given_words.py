"""Words that came with a command, in its line or by a pipe: if it fails or is stopped, they are in a named file."""

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
    """Keep what a person gave in a new file among the drafts if what is done with it fails or is stopped.

    It may still be coming in. The error, or a message, says where it is; if it cannot be kept, it holds the words
    themselves. `name` is how the file is to be called, with a part of its own before the ending, and `again` is the
    command that continues with it.
    """
    try:
        yield
    except PortraitError as error:
        if data.strip():
            error.hint = "; ".join(filter(None, [error.hint, _kept(environment, data, Path(name), again)]))
        raise
    except (StoppedError, KeyboardInterrupt):
        if data.strip():
            environment.say(f"Stopped; {_kept(environment, data, Path(name), again)}")
        raise


def in_line(words: Sequence[str]) -> bytes:
    """Return the words of a command line as the text that they are."""
    return replace_surrogates(" ".join(words)).encode()


def _kept(environment: Environment, data: bytearray, name: Path, again: str) -> str:
    path = drafts_folder() / f"{name.stem}-{environment.token()}{name.suffix}"
    try:
        files.replace(path, bytes(data))
    except StorageError:
        return f"your words could not be kept; copy them from here:\n\n{_readable(data)}"
    return f"your words are kept in {path}; once this is fixed: {again.format(command_line.quote(str(path)))}"


def _readable(data: bytearray) -> str:
    try:
        return decode(bytes(data), "")
    except PortraitError:
        return data.decode("utf-8", "replace")
