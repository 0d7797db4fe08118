"""A journal with one entry, and its trash; as a script, whatever is done to it is killed at every step."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from portrait_cli.store.journal import Journal
from portrait_cli.store.trash import Trash

AT = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)
PLACE = Path("2026") / "2026-11-23-183000-note.md"
OLD, NEW = b"old \xff\r\n", b"new\n"
ADDED = [Path("2026") / "b.md", Path("2026") / "c.md"]

_FILE_OPERATIONS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.listdir"}


def new_trash(folder: Path) -> Trash:
    """Make a journal with one entry in it, and its trash."""
    journal = Journal(folder / "journal", folder / "locks")
    path = journal.folder / PLACE
    path.parent.mkdir(parents=True, mode=0o700)
    path.write_bytes(OLD)
    path.chmod(0o600)
    return Trash(journal)


def nothing(_: Trash) -> None:
    """Change nothing."""


def delete(trash: Trash) -> None:
    """Delete the entry."""
    trash.delete(PLACE, AT)


def rewrite(trash: Trash) -> None:
    """Give the entry another text."""
    trash.rewrite(PLACE, OLD, NEW, AT)


def add(trash: Trash) -> None:
    """Add two entries."""
    for place in ADDED:
        (trash.journal.folder / place).write_bytes(NEW)
    trash.record_added(ADDED, AT)


def undo(trash: Trash) -> None:
    """Take back the last change."""
    trash.undo(AT)


CHANGES: dict[str, tuple[Callable[[Trash], None], Callable[[Trash], None]]] = {
    "delete": (nothing, delete),
    "rewrite": (nothing, rewrite),
    "undo edit": (rewrite, undo),
    "undo delete": (delete, undo),
    "undo add": (add, undo),
}
"""What is done first, and what is then killed, by name."""


if sys.platform != "win32":  # which cannot fork

    def survives(trash: Trash, change: Callable[[Trash], None], number: int) -> bool:
        """Make a change in a process that is killed before its numbered file operation; return True if it was not."""
        child = os.fork()
        if not child:
            seen = count(1)

            def kill(event: str, _: object) -> None:
                if event in _FILE_OPERATIONS and next(seen) == number:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(kill)
            change(trash)
            os._exit(0)
        return os.waitpid(child, 0)[1] == 0

    def main(folder: Path) -> None:
        """Kill every change at each of its steps, and leave a journal for each in the folder."""
        for name, (before, change) in CHANGES.items():
            for number in count(1):
                trash = new_trash(folder / name / str(number))
                before(trash)
                if survives(trash, change, number):
                    break

    if __name__ == "__main__":
        main(Path(sys.argv[1]))
