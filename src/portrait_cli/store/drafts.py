"""The sessions not finished yet: one file each, safe on the disk after every answer."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import PortraitError, StorageError
from portrait_cli.core.session import Session
from portrait_cli.core.text import decode
from portrait_cli.formats import draft_file
from portrait_cli.store import files


class Drafts(Struct, frozen=True):
    """The sessions not finished yet, one file each."""

    folder: Path

    def keep(self, session: Session) -> None:
        """Write a session's draft, safe on the disk when this returns."""
        files.replace(self._path(session), draft_file.dump(session))

    def newest(self) -> tuple[Session | None, list[PortraitError]]:
        """Find the draft that was started last, holds words, and is not open in another window.

        Return with it what is wrong with the drafts that cannot be read; they stay where they are.
        """
        found: list[Session] = []
        problems: list[PortraitError] = []
        for path in sorted(path for path in self.folder.glob("*.json") if path.is_file()):
            try:
                session = self._read(path)
            except PortraitError as problem:
                problems.append(problem)
                continue
            if _holds_words(session) and not self._is_open(session):
                found.append(session)
        return max(found, key=lambda session: session.started, default=None), problems

    def _read(self, path: Path) -> Session:
        with files.storage_errors(path):
            data = path.read_bytes()
        session = draft_file.parse(decode(data, str(path)), str(path))
        typed = self._left_in_editor(session) or (session.begun if session.nudge else session.typed)
        return replace(session, typed=typed, nudge="")  # the question is asked again, without its nudge

    def again(self, session: Session) -> Session | None:
        """Read a session's draft once more, now that it is held; None when it is finished or put away."""
        path = self._path(session)
        return self._read(path) if path.is_file() else None

    def _left_in_editor(self, session: Session) -> str:
        """Find words that stand in an editor's file: the program ended before it could take them."""
        file = self.editing(session)
        try:
            return decode(file.read_bytes(), str(file)).replace("\r\n", "\n").removesuffix("\n")
        except (OSError, PortraitError):
            return ""

    def _is_open(self, session: Session) -> bool:
        try:
            with self.hold(session) as free:
                return not free
        except StorageError:  # where nothing can be written, nobody is writing
            return False

    @contextlib.contextmanager
    def hold(self, session: Session) -> Iterator[bool]:
        """Keep other windows from this draft; False when one has it already."""
        with files.locked(self._path(session).with_suffix(".lock"), 0) as free:
            yield free

    def editing(self, session: Session) -> Path:
        """Name the file in which an answer of this session is written in an editor."""
        return self._path(session).with_suffix(".md")

    def drop(self, session: Session) -> None:
        """Remove a draft whose entry is safely written."""
        for path in (self._path(session), self._path(session).with_suffix(".lock")):
            path.unlink(missing_ok=True)

    def set_aside(self, session: Session) -> Path:
        """Move a draft to where it is kept but not offered again; return its new place."""
        path = self._path(session)
        aside = self.folder / "set-aside" / path.name
        files.make_folder(aside.parent)
        with files.storage_errors(aside):
            path.replace(aside)
        return aside

    def _path(self, session: Session) -> Path:
        return self.folder / f"{session.started:%Y%m%d-%H%M%S}-{session.id}.json"


def _holds_words(session: Session) -> bool:
    return bool(session.answered or session.typed.strip())
