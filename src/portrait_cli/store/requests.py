"""Requests and the replies to them, in a folder of the journal. Replies stay sealed there, as they came."""

import contextlib
import os
from collections.abc import Collection
from datetime import UTC, datetime, time
from pathlib import Path

from msgspec import Struct

from portrait_cli.core.errors import NotFoundError, PortraitError
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import FOLDER, is_place
from portrait_cli.formats import request_file, sealed_text
from portrait_cli.store import files
from portrait_cli.store.journal import Journal


class Requests(Struct, frozen=True):
    """The requests of a journal."""

    journal: Journal

    def all(self, problems: list[PortraitError]) -> list[Request]:
        """List the requests, oldest first; what is wrong with any that cannot be read is added to `problems`."""
        found: list[Request] = []
        folder = self.journal.folder / FOLDER
        with files.storage_errors(folder):
            paths = sorted(path for path in folder.glob("*/request.json") if is_place(self._place_of(path)))
        for path in paths:
            try:
                with files.storage_errors(path):
                    data = path.read_bytes()
                found.append(request_file.parse(data, str(path)))
            except PortraitError as problem:
                problems.append(problem)
        return sorted(found, key=lambda request: request.order)

    def find(self, name: str) -> Request:
        """Find a request by its id or the beginning of it. Raises NotFoundError unless exactly one fits."""
        problems: list[PortraitError] = []
        fitting = [request for request in self.all(problems) if name and request.id.startswith(name.casefold())]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            ids = ", ".join(request.id for request in fitting)
            raise NotFoundError(f"{name} could be any of {ids}", hint="type more of it")
        if problems:
            raise problems[0]
        raise NotFoundError(f"there is no request {name}", hint="portrait ask lists the requests")

    def replies(self, request: str, strange: list[str] | None = None) -> list[tuple[str, bytes]]:
        """List the sealed replies to a request by their digests, which have nothing to do with when they came.

        The names of files that are not as they were stored, such as copies with other line ends, go to `strange`.
        """
        folder = self.journal.folder / FOLDER / request / "replies"
        with files.storage_errors(folder):
            paths = sorted(path for path in folder.glob("*.age") if is_place(self._place_of(path)))
            found = [(path.stem, path.read_bytes()) for path in paths]
        if strange is not None:
            strange += [name for name, data in found if not _is_as_stored(name, data)]
        return [(name, data) for name, data in found if _is_as_stored(name, data)]

    def hide_times(self, request: Request) -> None:
        """Give all sealed replies to a request one and the same time: when each came may tell who sent it."""
        folder = self.journal.folder / FOLDER / request.id / "replies"
        day = datetime.combine(request.asked_on, time(), UTC).timestamp()
        with contextlib.suppress(OSError):  # a drive that keeps no such times, or a folder that is read-only
            for path in (*folder.glob("*.age"), folder):
                os.utime(path, (day, day))

    def newest(self, request: str, names: Collection[str]) -> str:
        """Return which of some replies to a request came last: of a coach the newest counts. Empty without any."""
        folder = self.journal.folder / FOLDER / request / "replies"
        with files.storage_errors(folder):
            came = {name: (folder / f"{name}.age").stat().st_mtime_ns for name in names}
        return max(sorted(came), key=lambda name: came[name], default="")

    def _place_of(self, path: Path) -> str:
        return path.relative_to(self.journal.folder).as_posix()


def _is_as_stored(name: str, data: bytes) -> bool:
    return sealed_text.digest_of(data) == name and sealed_text.find(data.decode("ascii", "replace")).sealed == (data,)
