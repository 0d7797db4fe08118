"""The portraits at hand: the one that ships, those installed beside the settings, and any file."""

import contextlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from portrait_cli import __version__, naming
from portrait_cli.config import Config
from portrait_cli.durable import exists, path_of, replace, storage_errors
from portrait_cli.errors import NotFoundError, PortraitError, UsageError
from portrait_cli.model.portrait import Portrait, Wording

SHIPPED = "attributes.yaml"


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
    """Go through the portraits that can be chosen by name, the one that ships first."""
    ours = shipped(config.cache)
    yield AtHand(ours.id, shipped_file(), ours)
    for path in sorted(config.portraits.glob("*.yaml")):
        try:
            portrait = read(path, config.cache)
        except PortraitError as problem:
            yield AtHand(path.stem, path, None, str(problem))
        else:
            yield AtHand(path.stem, path, portrait)


def chosen(config: Config) -> Path:
    """Find the file of the portrait in use. Raises NotFoundError for a name that none has."""
    said = config.portrait
    if not said:
        return shipped_file()
    if is_file_name(said):
        return path_of(said)
    installed = config.portraits / f"{said}.yaml"  # a whole name needs no look at the others
    return installed if exists(installed) else naming.find(list(at_hand(config)), said, "portrait").file


def install(path: Path, config: Config) -> tuple[Portrait, bool]:
    """Copy a portrait file to those that can be chosen by name; say whether it took another one's place.

    Raises InvalidFileError when it is no portrait, UsageError when it has the name of the one that ships.
    """
    portrait = read(path, config.cache)
    if portrait.id == shipped(config.cache).id:
        message = f'{path} has the id "{portrait.id}", which is the name of the portrait that comes with the program'
        raise UsageError(message, hint="give it an id of its own, in the line `id:`")
    place = config.portraits / f"{portrait.id}.yaml"
    with storage_errors(path):
        text = path.read_bytes()
    there = exists(place)
    changed = there and place.read_bytes() != text
    if changed or not there:
        replace(place, text)
    return portrait, changed


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
    kept = cache / f"{file.stem[:40]}-{__version__}-{state.st_ino}-{state.st_size}-{state.st_mtime_ns}.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return msgspec.json.decode(kept.read_bytes(), type=Portrait)
    portrait, _ = check(file, file.name)
    with contextlib.suppress(PortraitError):  # a cache that cannot be written is no fault
        replace(kept, msgspec.json.encode(portrait))
    return portrait


def check(file: Path, said: str) -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file with every check; return warnings too. `said` is its name in messages.

    Raises InvalidFileError with every problem in it, StorageError when the system refuses.
    """
    from portrait_cli import definitions  # yaml and the checks: 40 ms that the cache saves

    with storage_errors(file), file.open("rb") as opened:
        data = opened.read(definitions.MAX_BYTES + 1)  # no more than it takes to see that it is too large
    return definitions.load(data, said, name=file.stem)


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
