"""The portraits to choose from: the one that comes with the program, copies next to the settings, and any file."""

import contextlib
import glob
import zlib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import msgspec
from msgspec import Struct

from portrait_cli import __version__
from portrait_cli.core import lookup
from portrait_cli.core.errors import NotFoundError, PortraitError
from portrait_cli.core.path_name import is_file_name
from portrait_cli.core.portrait import Portrait, Wording
from portrait_cli.store.files import exists, path_of, replace, storage_errors
from portrait_cli.store.settings import Config

SHIPPED = "attributes.yaml"
LARGEST = 1_000_000
"""The most bytes that a portrait file can have."""
HAS_SHIPPED_ID = "has the id of the portrait that comes with the program"


class KnownPortrait(Struct, frozen=True):
    """A portrait that can be chosen by its name; if its file cannot be read, there is a problem and no portrait."""

    id: str
    file: Path
    portrait: Portrait | None
    problem: str = ""

    @property
    def name(self) -> str:
        """Its title; its id if it cannot be read."""
        return self.portrait.title if self.portrait else self.id

    @property
    def formerly(self) -> tuple[str, ...]:
        """The ids that it had before."""
        return self.portrait.formerly if self.portrait else ()

    @property
    def label(self) -> str:
        """Its title and version; nothing if it cannot be read."""
        return f"{self.portrait.title}, version {self.portrait.version}" if self.portrait else ""


# --- the portrait in use ---


def portrait_in_use(config: Config) -> Portrait:
    """Read the portrait that the settings name, or the shipped one if they name none.

    Raises NotFoundError for a name or file that does not exist, InvalidFileError for a file that is not a portrait.
    """
    shipped = shipped_portrait(config.cache)
    if not config.portrait:
        return shipped
    file = file_in_use(config)
    if not exists(file):
        message = f"there is no portrait file {config.portrait}"
        raise NotFoundError(message, hint="portrait portraits list shows those you can choose")
    return _completed(read(file, config.cache), shipped)


def without_attributes(cache: Path) -> Portrait:
    """Make a portrait for reading entries while the one in use cannot be read: it has only what others are lent."""
    return _completed(Portrait(attributes=()), shipped_portrait(cache))


def file_in_use(config: Config) -> Path:
    """Find the file of the portrait in use. Raises NotFoundError for a name that no portrait has."""
    if not config.portrait:
        return shipped_file()
    if is_file_name(config.portrait):
        return path_of(config.portrait)
    return lookup.find(list(known_portraits(config)), config.portrait, "portrait").file


# --- those to choose from ---


def known_portraits(config: Config) -> Iterator[KnownPortrait]:
    """Go through the portraits that can be chosen by name, the shipped one first; last a file that is in use."""
    shipped = shipped_portrait(config.cache)
    yield KnownPortrait(shipped.id, shipped_file(), shipped)
    for file in _files(config):
        yield _known(file, config, shipped.id)


def _files(config: Config) -> list[Path]:
    """List the copies next to the settings; last, if it exists, the file that the settings name."""
    found = sorted(path for path in config.portraits.glob("*.yaml") if path.is_file())
    if is_file_name(config.portrait):
        in_use = path_of(config.portrait)
        if exists(in_use):
            found.append(in_use)
    return found


def _known(file: Path, config: Config, shipped_id: str) -> KnownPortrait:
    try:
        portrait = read(file, config.cache)
    except PortraitError as problem:
        return KnownPortrait(file.stem, file, None, str(problem))
    if portrait.id == shipped_id and file.parent == config.portraits:
        return KnownPortrait(file.stem, file, None, f"it {HAS_SHIPPED_ID}")
    return KnownPortrait(portrait.id, file, portrait)


# --- reading portrait files ---


def shipped_portrait(cache: Path) -> Portrait:
    """Read the Portrait of a Leader that comes with the program; `cache` is a folder that may be deleted."""
    return read(shipped_file(), cache)


def shipped_file() -> Path:
    """Return the path of the Portrait of a Leader."""
    # Not importlib.resources, which takes 10 ms to import; the program does not run from a zip file.
    return Path(import_module("portrait_cli.data").__path__[0], SHIPPED)


def read(file: Path, cache: Path) -> Portrait:
    """Read a portrait file, or its checked form from the cache if the file has not changed since.

    Raises InvalidFileError with every problem in it, StorageError when the system refuses.
    """
    with storage_errors(file):
        state = file.stat()
    stamp = f"{state.st_ino}-{state.st_size}-{state.st_mtime_ns}-{state.st_ctime_ns}"
    stem = file.stem[:40]
    kept = cache / f"{stem}-{__version__}-{stamp}.json"
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if kept.is_file():  # a pipe would not end
            return _unsealed(kept.read_bytes())

    portrait, _ = check(file, file.name)
    with contextlib.suppress(PortraitError, OSError):  # it works without a cache too, if that cannot be written
        for old in cache.glob(f"{glob.escape(stem)}-*.json"):
            old.unlink()
        replace(kept, _sealed(portrait))
    return portrait


def _sealed(portrait: Portrait) -> bytes:
    """Write a portrait for the cache, after a checksum: damage could change its words."""
    data = msgspec.json.encode(portrait)
    return b"%08x\n%b" % (zlib.crc32(data), data)


def _unsealed(sealed: bytes) -> Portrait:
    """Read what `_sealed` wrote. Raises ValueError if it is anything else."""
    checksum, _, data = sealed.partition(b"\n")
    if int(checksum, 16) != zlib.crc32(data):
        raise ValueError("it is damaged")
    return msgspec.json.decode(data, type=Portrait)


def check(file: Path, name: str) -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file with every check; return warnings too. `name` is what messages call the file.

    Raises InvalidFileError with every problem in it, StorageError when the system refuses.
    """
    return load(contents(file), name, file.stem)


def contents(file: Path) -> bytes:
    """Read a file, but no more of it than it takes to see that it is too large."""
    with storage_errors(file), file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def load(data: bytes, name: str, stem: str) -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file's bytes with every check. Raises InvalidFileError with every problem in them."""
    from portrait_cli.formats import portrait_file  # yaml and the checks take 40 ms, which the cache saves

    return portrait_file.load(data, name, name=stem)


# --- what the shipped portrait lends to others ---


def _completed(portrait: Portrait, shipped: Portrait) -> Portrait:
    """Lend a portrait what it lacks: guides always, words only if both are in the same language."""
    if not portrait.guides:
        portrait = msgspec.structs.replace(portrait, guides=shipped.guides)

    language, _, _ = portrait.language.partition("-")
    same_language = language == shipped.language
    has_questions = any(attribute.prompts for attribute in portrait.attributes)
    if not portrait.prompts and (same_language or not has_questions):
        portrait = msgspec.structs.replace(portrait, prompts=shipped.prompts)
    if not same_language:
        return portrait
    return msgspec.structs.replace(
        portrait,
        lenses=portrait.lenses or shipped.lenses,
        nudges=portrait.nudges or shipped.nudges,
        wording=_completed_wording(portrait.wording, shipped.wording),
    )


def _completed_wording(wording: Wording, shipped: Wording) -> Wording:
    """Fill the gaps in a portrait's wording. The footer is not lent: it is about the shipped portrait."""
    values = {"footer": ""}
    for name in Wording.__struct_fields__:
        own = getattr(wording, name)
        if own:
            values[name] = own
    return msgspec.structs.replace(shipped, **values)
