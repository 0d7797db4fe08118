"""The sessions not finished yet: one file each, safe on the disk after every answer."""

import contextlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import PortraitError, StorageError
from portrait_cli.core.late_words import with_late_words
from portrait_cli.core.question_comment import without_question
from portrait_cli.core.session import Session
from portrait_cli.core.text import decode
from portrait_cli.formats import draft_file
from portrait_cli.store import files, lock

_OF_EDITOR = re.compile(r"\d{8}-\d{6}-[A-Za-z0-9_-]+(\.q\d+)?\.md")
"""The names of the files in which answers are written in an editor."""


class Drafts(Struct, frozen=True):
    """The sessions not finished yet, one file each."""

    folder: Path

    # --- one session's draft ---

    def keep(self, session: Session) -> None:
        """Write a session's draft, safe on the disk when this returns."""
        files.replace(self._path(session), draft_file.dump(session))

    def again(self, session: Session) -> Session | None:
        """Read a draft again, now that it is held; None if it was finished or set aside in the meantime."""
        path = self._path(session)
        if not path.is_file():
            return None
        return self._read(path)

    def drop(self, session: Session) -> None:
        """Remove a draft whose entry is safely written."""
        files.discard(self._path(session))
        lock.remove(self._lock(session))

    def set_aside(self, session: Session) -> Path:
        """Move a draft to where it is kept but not offered again; return its new place."""
        return self.set_file_aside(self._path(session))

    def set_file_aside(self, path: Path) -> Path:
        """Move a file to where it is kept but not offered again; return its new place, which no other file had."""
        folder = self.folder / "set-aside"
        files.make_folder(folder)
        aside, number = folder / path.name, 1
        while not files.move_new(path, aside):
            number += 1
            aside = folder / f"{path.stem}-{number}{path.suffix}"
        return aside

    @contextlib.contextmanager
    def hold(self, session: Session) -> Iterator[bool]:
        """Keep other windows away from a draft; yield False if one of them already has it."""
        with lock.locked(self._lock(session), 0) as free:
            yield free

    def editing(self, session: Session) -> Path:
        """Return the file in which the answer to the question being asked is written in an editor."""
        (number,) = (number for number, step in enumerate(session.steps, start=1) if step.id == session.at)
        return self._path(session).with_suffix(f".q{number}.md")

    def left_by_editor(self, session: Session) -> list[tuple[Path, str]]:
        """List what an editor left of this session: files, and the steps whose answers they are."""
        stem = self._path(session).stem
        found = [(self.folder / f"{stem}.md", session.at)]  # earlier versions had one file for all
        found += [
            (self.folder / f"{stem}.q{number}.md", step.id) for number, step in enumerate(session.steps, start=1)
        ]
        return [(file, name) for file, name in found if name and file.is_file()]

    def left_alone(self) -> list[Path]:
        """List what an editor left of sessions that are no longer drafts."""
        drafts = {path.stem for path in self._all()}
        found = sorted(self.folder.glob("*.md"))
        return [
            file
            for file in found
            if file.is_file() and _OF_EDITOR.fullmatch(file.name) and file.name.split(".")[0] not in drafts
        ]

    # --- all of them ---

    def sessions(self) -> tuple[list[Session], list[PortraitError]]:
        """Read every draft.

        Also return what is wrong with those that cannot be read; they stay where they are.
        """
        found: list[Session] = []
        problems: list[PortraitError] = []
        for path in self._all():
            try:
                session = self._read(path)
            except PortraitError as problem:
                problems.append(problem)
                continue
            self._name(path, session)
            found.append(session)
        return found, problems

    def is_open(self, session: Session) -> bool:
        """Return True if a session is open in another window."""
        try:
            with self.hold(session) as free:
                return not free
        except StorageError:  # where nothing can be written, nobody is writing
            return False

    def _all(self) -> list[Path]:
        return sorted(path for path in self.folder.glob("*.json") if path.is_file())

    def _name(self, path: Path, session: Session) -> None:
        """Rename a draft that does not have the name we look for, such as a copy from a backup."""
        own = self._path(session)
        if path != own and not own.exists():
            with contextlib.suppress(OSError):
                path.rename(own)

    # --- the files ---

    def _read(self, path: Path) -> Session:
        """Read a draft, with the words that were being written when its session stopped."""
        with files.storage_errors(path):
            data = path.read_bytes()
            changed = datetime.fromtimestamp(int(path.stat().st_mtime), UTC).astimezone().replace(tzinfo=None)
        session = draft_file.parse(decode(data, str(path)), str(path), changed=changed)

        if session.nudge:  # the question is asked again, without its nudge
            session = replace(session, typed=session.begun, nudge="")
        return self._with_words_of_editor(session)

    def _with_words_of_editor(self, session: Session) -> Session:
        """Put words that an editor left into the line being written: the program ended before it could take them."""
        step = session.step
        if step is None:
            return session
        for file in [file for file, name in self.left_by_editor(session) if name == session.at]:
            with contextlib.suppress(OSError, PortraitError):
                text = decode(file.read_bytes(), str(file)).replace("\r\n", "\n").removesuffix("\n")
                text = without_question(step.prompt, text, before=session.begun)
                session = with_late_words(session, session.at, text)
        return session

    def _path(self, session: Session) -> Path:
        return self.folder / draft_file.file_name(session)

    def _lock(self, session: Session) -> Path:
        return self._path(session).with_suffix(".lock")
