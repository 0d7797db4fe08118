"""The portraits at hand: the one that ships, those installed beside the settings, and any file."""

import contextlib
import glob
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from portrait_cli import __version__
from portrait_cli.core import lookup
from portrait_cli.core.errors import InvalidFileError, NotFoundError, PortraitError, UsageError
from portrait_cli.core.portrait import Portrait, Wording
from portrait_cli.store.config import Config
from portrait_cli.store.files import exists, path_of, replace, storage_errors

SHIPPED = "attributes.yaml"
LARGEST = 1_000_000
"""Bytes of a portrait file."""
_TAKEN = "has the id of the portrait that comes with the program"


class AtHand(Struct, frozen=True):
    """A portrait that can be chosen by its name; one that cannot be read has a problem in place of a portrait."""

    id: str
    file: Path
    portrait: Portrait | None
    problem: str = ""

    @property
    def name(self) -> str:
        """Say its title."""
        return self.portrait.title if self.portrait else self.id

    @property
    def label(self) -> str:
        """Say its title and version."""
        return f"{self.portrait.title}, version {self.portrait.version}" if self.portrait else ""


def in_use(config: Config) -> Portrait:
    """Read the portrait that the settings choose, the one that ships if they choose none.

    Raises NotFoundError for a name or file that is not there, InvalidFileError for a file that is no portrait.
    """
    ours, said = shipped(config.cache), config.portrait
    if not said:
        return ours
    file = chosen(config)
    if not exists(file):
        raise NotFoundError(f"there is no portrait file {said}", hint="portrait portraits list shows those at hand")
    return _complete(read(file, config.cache), ours)


def is_file_name(said: str) -> bool:
    """Say whether someone who names a portrait so means a file."""
    return "/" in said or "\\" in said or said.lower().endswith((".yaml", ".yml"))


def at_hand(config: Config) -> Iterator[AtHand]:
    """Go through the portraits that can be chosen by name, the one that ships first; then a file that is in use."""
    ours = shipped(config.cache)
    yield AtHand(ours.id, shipped_file(), ours)
    files = sorted(path for path in config.portraits.glob("*.yaml") if path.is_file())
    if is_file_name(config.portrait) and exists(path_of(config.portrait)):
        files.append(path_of(config.portrait))
    for path in files:
        try:
            portrait = read(path, config.cache)
        except PortraitError as problem:
            yield AtHand(path.stem, path, None, str(problem))
            continue
        if portrait.id == ours.id and path.parent == config.portraits:
            yield AtHand(path.stem, path, None, f"it {_TAKEN}")
        else:
            yield AtHand(portrait.id, path, portrait)


def chosen(config: Config) -> Path:
    """Find the file of the portrait in use. Raises NotFoundError for a name that none has."""
    said = config.portrait
    if not said:
        return shipped_file()
    if is_file_name(said):
        return path_of(said)
    return lookup.find(list(at_hand(config)), said, "portrait").file


def install(path: Path, config: Config) -> tuple[Portrait, Portrait | None]:
    """Copy a portrait file to those that can be chosen by name; return it, and what stood there if it was another.

    Raises InvalidFileError when it is no portrait, UsageError when it has the name of the one that ships.
    """
    data = _contents(path)  # once: what is checked is what is kept
    portrait, _ = _load(data, path.name, path.stem)
    if portrait.id == shipped(config.cache).id:
        raise UsageError(f"{path} {_TAKEN}", hint="give it an id of its own, in the line `id:`")
    place = _place(path, portrait, config)
    before = None
    if exists(place):
        if _contents(place) == data:
            return portrait, None
        with contextlib.suppress(InvalidFileError):  # it was broken by hand
            before = read(place, config.cache)
    replace(place, data)
    return portrait, before


def names_of(portrait: Portrait) -> set[str]:
    """List the ids that entries know a portrait's attributes, indicators and levels by."""
    levels = {f"{scale.id}: {level.id}" for scale in portrait.scales for level in scale.levels}
    return {
        *(attribute.id for attribute in portrait.attributes),
        *(one.id for _, one in portrait.indicators()),
        *levels,
    }


def _place(path: Path, portrait: Portrait, config: Config) -> Path:
    """Choose where the copy of a portrait file goes: its place if it has one, else its own name."""
    known = {one.file: one.id for one in at_hand(config) if one.file.parent == config.portraits}
    mine = [file for file, name in known.items() if name == portrait.id]
    own = config.portraits / f"{path.stem}.yaml"
    return mine[0] if mine else own if own not in known else config.portraits / f"{path.stem}-{portrait.id}.yaml"


def shipped(cache: Path) -> Portrait:
    """Read the Portrait of a Leader that comes with the program; `cache` is a folder that may be deleted."""
    return read(shipped_file(), cache)


def shipped_file() -> Path:
    """Find the file of the Portrait of a Leader."""
    # Not importlib.resources, which takes 10 ms to import; the program does not run from a zip file.
    return Path(import_module("portrait_cli.data").__path__[0], SHIPPED)


def read(file: Path, cache: Path) -> Portrait:
    """Read a portrait file, or its checked form in the cache when the file has not changed since.

    Raises InvalidFileError with every problem in it, StorageError when the system refuses.
    """
    with storage_errors(file):
        state = file.stat()
    stamp = f"{state.st_ino}-{state.st_size}-{state.st_mtime_ns}-{state.st_ctime_ns}"
    kept = cache / f"{file.stem[:40]}-{__version__}-{stamp}.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return msgspec.json.decode(kept.read_bytes(), type=Portrait)
    portrait, _ = check(file, file.name)
    with contextlib.suppress(PortraitError, OSError):  # a cache that cannot be written is no fault
        for old in cache.glob(f"{glob.escape(file.stem[:40])}-*.json"):
            old.unlink()
        replace(kept, msgspec.json.encode(portrait))
    return portrait


def check(file: Path, said: str) -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file with every check; return warnings too. `said` is its name in messages.

    Raises InvalidFileError with every problem in it, StorageError when the system refuses.
    """
    return _load(_contents(file), said, file.stem)


def _contents(file: Path) -> bytes:
    """Read a file, but no more of it than it takes to see that it is too large."""
    with storage_errors(file), file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _load(data: bytes, said: str, stem: str) -> tuple[Portrait, tuple[str, ...]]:
    from portrait_cli.formats import portrait_file  # yaml and the checks: 40 ms that the cache saves

    return portrait_file.load(data, said, name=stem)


def _complete(portrait: Portrait, ours: Portrait) -> Portrait:
    """Lend a portrait what it does without: guides always, other words where they are in its language."""
    alike = portrait.language.partition("-")[0] == ours.language
    asks = any(attribute.prompts for attribute in portrait.attributes)
    return msgspec.structs.replace(
        portrait,
        guides=portrait.guides or ours.guides,
        prompts=portrait.prompts or (ours.prompts if alike or not asks else ()),
        lenses=portrait.lenses or (ours.lenses if alike else ()),
        nudges=portrait.nudges or (ours.nudges if alike else ()),
        wording=_wording(portrait, ours) if alike else portrait.wording,
    )


def _wording(portrait: Portrait, ours: Portrait) -> Wording:
    own = {name: said for name in Wording.__struct_fields__ if (said := getattr(portrait.wording, name))}
    return msgspec.structs.replace(ours.wording, **{"footer": "", **own})
