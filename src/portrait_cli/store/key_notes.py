"""What is noted beside a key, in its file: which requests it is for, and what has been shown of their replies.

Both are in the file of the key, so that whoever takes them away takes away the key: without them a request could be
changed until it tells one person's answers, and others could be shown than have been shown before.
"""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from portrait_cli.core.errors import LockedError
from portrait_cli.core.opening import Opened
from portrait_cli.core.request import Request
from portrait_cli.formats import opened_file, request_file
from portrait_cli.store import files
from portrait_cli.store.lock import locked

_LOCK = ".lock"
_PATIENCE = 5.0


def digest_of(request: Request) -> str:
    """Return what is noted of a request: any change of it gives another one."""
    return hashlib.sha256(request_file.write(request).encode()).hexdigest()


class KeyNotes(Struct, frozen=True):
    """The notes in the file of a key."""

    file: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from noting anything meanwhile. Raises LockedError if one of them takes too long."""
        with locked(self.file.parent / _LOCK, _PATIENCE) as got:
            if not got:
                raise LockedError("another window is showing feedback", hint="try again in a moment")
            yield

    def request(self, request: str) -> str:
        """Return what is noted of a request, by its id; empty if it is not known."""
        return self._read(f"# request {request}: ")

    def note_request(self, request: Request) -> None:
        """Note a request that was made or taken in. Raises StorageError when the system refuses."""
        self._write(f"# request {request.id}: ", digest_of(request))

    def shown(self, request: str) -> dict[str, Opened] | None:
        """Return what has been shown of a request, by group; None if nothing was yet.

        Raises InvalidFileError if it cannot be read: then nothing more may be shown.
        """
        written = self._read(f"# shown {request}: ")
        return opened_file.parse(written.encode(), str(self.file), request) if written else None

    def note_shown(self, request: str, groups: Mapping[str, Opened]) -> None:
        """Note what is about to be shown of a request. Raises StorageError when the system refuses."""
        lines = opened_file.write(request, groups).splitlines()
        self._write(f"# shown {request}: ", "".join(line.strip() for line in lines))

    def _lines(self) -> list[str]:
        with files.storage_errors(self.file):
            return self.file.read_text("utf-8", "replace").rstrip("\n").split("\n")

    def _read(self, beginning: str) -> str:
        found = (line.removeprefix(beginning) for line in self._lines() if line.startswith(beginning))
        return next(found, "")

    def _write(self, beginning: str, text: str) -> None:
        others = [line for line in self._lines() if not line.startswith(beginning)]
        files.replace(files.followed(self.file), "\n".join([*others, f"{beginning}{text}", ""]))
