"""Copies of portrait files next to the settings; one that is replaced is kept."""

import contextlib
from datetime import datetime
from itertools import chain, count
from pathlib import Path

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError, StorageError, UsageError
from portrait_cli.core.portrait import Portrait
from portrait_cli.store import files
from portrait_cli.store.portraits import HAS_SHIPPED_ID, contents, known_portraits, load, read, shipped_portrait
from portrait_cli.store.settings import Config


class NewCopy(Struct, frozen=True):
    """A copy of a portrait file that is about to be made."""

    portrait: Portrait
    data: bytes
    file: Path
    """Where it will be."""
    before: Portrait | None = None
    """The portrait that it replaces if that is different, and can be read."""
    replaces: bool = False
    """Whether it replaces a file with other bytes."""


def new_copy(path: Path, config: Config) -> NewCopy:
    """Read a portrait file and find the place for its copy, without changing anything.

    Raises InvalidFileError when the file is not a portrait, UsageError when it has the id of the shipped one,
    StorageError when its place is taken.
    """
    data = contents(path)  # read once, so that what is checked is what is copied
    portrait, _ = load(data, path.name, path.stem)
    if portrait.id == shipped_portrait(config.cache).id:
        raise UsageError(f"{path} {HAS_SHIPPED_ID}", hint="give it an id of its own, in the line `id:`")

    file = _place_of_copy(path, portrait, config)
    if not files.exists(file):
        return NewCopy(portrait, data, file)
    if not file.is_file():
        raise StorageError(f"{file} is not a file", hint="move it somewhere else, and run this again")
    if contents(file) == data:
        return NewCopy(portrait, data, file)
    before = None
    with contextlib.suppress(InvalidFileError):  # somebody broke the copy
        before = read(file, config.cache)
    return NewCopy(portrait, data, file, before, replaces=True)


def copy_of(portrait: Portrait, config: Config) -> Portrait | None:
    """Return the copy that was made of a portrait earlier, if it can be read."""
    copies = (known for known in known_portraits(config) if known.file.parent == config.portraits)
    return next((known.portrait for known in copies if known.id == portrait.id), None)


def write_copy(copy: NewCopy, at: datetime) -> Path | None:
    """Write a copy; return where the one that it replaced is kept, if there was one.

    Raises StorageError when the system refuses.
    """
    kept = None
    if copy.replaces:
        kept = _keep(copy.file, at)
    files.replace(copy.file, copy.data)
    return kept


def _keep(file: Path, at: datetime) -> Path:
    """Copy a file that is about to be replaced under a free name."""
    folder = file.parent / "earlier"
    files.make_folder(folder)
    data = contents(file)
    stem = f"{file.stem}-{at:%Y-%m-%d-%H%M%S}"
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(kept for name in names if files.write_new(kept := folder / f"{name}.yaml", data))


def _place_of_copy(path: Path, portrait: Portrait, config: Config) -> Path:
    """Return the path for the copy of a portrait file.

    That is the copy it already has, else the name of the file, else, if another portrait's copy is there, that name
    with the portrait's id.
    """
    copies = {known.file: known.id for known in known_portraits(config) if known.file.parent == config.portraits}
    for file, name in copies.items():
        if name == portrait.id:
            return file
    by_name = config.portraits / f"{path.stem}.yaml"
    if by_name not in copies:
        return by_name
    return config.portraits / f"{path.stem}-{portrait.id}.yaml"
