"""The sessions not finished yet: one file each, safe on the disk after every answer."""

import contextlib
import os
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
from portrait_cli.store.draft_trash import ASIDE, to_free_name

_OF_EDITOR = re.compile(r"\d{8}-\d{6}-[A-Za-z0-9_-]+(\.q\d+)?\.md")
"""The names of the files in which answers are written in an editor."""


class KeptDraft(Struct, frozen=True):
    """The file of a session that is not finished, and what could be read of it."""

    name: str
    """What it is called on the command line: it keeps its meaning when other drafts go."""
    path: Path
    session: Session | None = None
    problem: PortraitError | None = None
    """Why it cannot be read."""
    is_aside: bool = False
    """Whether it was set aside: it is kept, but not offered."""

    @property
    def title(self) -> str:
        """Return what the session is called; the name of its file if it cannot be read."""
        return self.session.title if self.session else self.path.name


class Drafts(Struct, frozen=True):
    """The sessions not finished yet, one file each."""

    folder: Path

    # --- one session's draft ---

    def keep(self, session: Session) -> None:
        """Write a session's draft, safe on the disk when this returns."""
        files.replace(self.path(session), draft_file.dump(session))

    def again(self, session: Session) -> Session | None:
        """Read a draft again, now that it is held; None if it was finished or set aside in the meantime."""
        path = self.path(session)
        if not path.is_file():
            return None
        return self._read(path)

    def drop(self, session: Session) -> None:
        """Remove a draft whose entry is safely written."""
        files.discard(self.path(session))
        lock.remove(self._lock(session))

    def path(self, session: Session) -> Path:
        """Return the file of a session's draft."""
        return self.folder / draft_file.file_name(session)

    def set_aside(self, session: Session) -> Path:
        """Move a draft to where it is kept but not offered again; return its new place."""
        return self.set_file_aside(self.path(session))

    def set_file_aside(self, path: Path) -> Path:
        """Move a file to where it is kept but not offered again; return its new place, which no other file had."""
        return to_free_name(path, self.folder / ASIDE / path.name)

    @contextlib.contextmanager
    def hold(self, session: Session) -> Iterator[bool]:
        """Keep other windows away from a draft; yield False if one of them already has it."""
        with lock.locked(self._lock(session), 0) as free:
            yield free

    def editing(self, session: Session) -> Path:
        """Return the file in which the answer to the question being asked is written in an editor."""
        (number,) = (number for number, step in enumerate(session.steps, start=1) if step.id == session.at)
        return self.path(session).with_suffix(f".q{number}.md")

    def left_by_editor(self, session: Session) -> list[tuple[Path, str]]:
        """List what an editor left of this session: files, and the steps whose answers they are."""
        stem = self.path(session).stem
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

    def kept(self) -> list[KeptDraft]:
        """List every draft, oldest first, those that were set aside and those that cannot be read too."""
        aside = self.folder / ASIDE
        found = [self._kept(path, is_aside=False) for path in _json_files(self.folder)]
        found += [self._kept(path, is_aside=True) for path in _json_files(aside)]
        return sorted(found, key=lambda one: one.path.name)

    def _kept(self, path: Path, *, is_aside: bool) -> KeptDraft:
        name = draft_file.name_in(path.name)
        try:
            session = self._read(path)
        except PortraitError as problem:
            return KeptDraft(name, path, problem=problem, is_aside=is_aside)
        return KeptDraft(name, path, session, is_aside=is_aside)

    def offer_again(self, session: Session, path: Path, new_id: str) -> Session:
        """Move a draft from where it was set aside to where it can be continued; return it.

        It gets the new id if it is the copy of a draft that is still there.
        """
        if path == self.path(session):
            return session
        if os.path.lexists(self.path(session)):
            session = replace(session, id=new_id)
        self.keep(session)
        files.discard(path)
        return session

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
        return _json_files(self.folder)

    def _name(self, path: Path, session: Session) -> None:
        """Rename a draft that does not have the name we look for, such as a copy from a backup."""
        own = self.path(session)
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

    def _lock(self, session: Session) -> Path:
        return self.path(session).with_suffix(".lock")


def _json_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if path.is_file())
