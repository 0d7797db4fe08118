"""The trash of the drafts: where a draft goes that is thrown away, and how it comes back.

A place is the path of a draft's file in the folder of the drafts, with slashes.
"""

import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from portrait_cli.store import files, lock

ASIDE = "set-aside"
TRASH = "trash"
_PLACE = re.compile(rf"(?:(?:{ASIDE}|{TRASH})/)?[^/\\]+\.json")


def places(folder: Path, draft: Path) -> tuple[str, str]:
    """Return the place of a draft, and a free place for it in the trash."""
    free = next(name for name in _names_like(folder / TRASH / draft.name) if not os.path.lexists(name))
    return draft.relative_to(folder).as_posix(), free.relative_to(folder).as_posix()


def holds(folder: Path, place: str) -> bool:
    """Return True if there is a draft at this place."""
    return bool(_PLACE.fullmatch(place)) and os.path.lexists(folder / place)


def move(folder: Path, before: str, after: str) -> Path | None:
    """Move a draft from one place to another, or to a free name beside that; return its new path.

    None means that it is not there any more, or that one of the places cannot be a draft's.
    """
    if not (holds(folder, before) and _PLACE.fullmatch(after)):
        return None
    draft = folder / before
    moved = to_free_name(draft, folder / after)
    lock.remove(draft.with_suffix(".lock"))
    return moved


def to_free_name(file: Path, wanted: Path) -> Path:
    """Move a file to a name, or to a free one beside it; return its new path."""
    files.make_folder(wanted.parent)
    return next(free for free in _names_like(wanted) if files.move_new(file, free))


def _names_like(path: Path) -> Iterator[Path]:
    yield path
    for number in count(2):
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
