"""What a text bundle says about the note in it: only Bear's says when it was written. https://textbundle.org/spec."""

import msgspec
from msgspec import Struct


class _Bear(Struct, rename="camel"):
    """What Bear writes."""

    creation_date: str = ""
    trashed: int = 0
    encrypted: int = 0


class _Info(Struct):
    """A bundle's `info.json`."""

    bear: _Bear = msgspec.field(name="net.shinyfrog.bear", default_factory=_Bear)


def info_name(name: str) -> str:
    """Return the path of what a text bundle says about the text in it; nothing if a file is not in a bundle."""
    folder, _, _ = name.rpartition("/")
    return f"{folder}/info.json" if folder.lower().endswith(".textbundle") else ""


def created_in_bear(about: bytes) -> str:
    """Return when a note was written, as Bear writes it, or nothing."""
    return _read(about).creation_date


def why_not_here(about: bytes) -> str:
    """Return why the words of a note are not in its bundle or not wanted, or nothing if they are."""
    bear = _read(about)
    if bear.trashed:
        return "it was thrown away in Bear"
    if bear.encrypted:
        return "it is locked in Bear; unlock it there, and export it once more"
    return ""


def _read(about: bytes) -> _Bear:
    try:
        return msgspec.json.decode(about, type=_Info).bear
    except (msgspec.DecodeError, RecursionError):
        return _Bear()
