"""The JSON that journals export, read entry by entry."""

from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct

from portrait_cli.formats.imports.source import Problem

T = TypeVar("T")


class _Export(Struct):
    """What the JSON of jrnl and of Day One has in common."""

    entries: list[msgspec.Raw]


def json_entries(name: str, text: str, kind: type[T]) -> Iterator[tuple[str, T | Problem]]:
    """Read the entries of a JSON export one by one, so that a damaged one hides no other."""
    data = text.encode()
    try:
        export = msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, RecursionError) as error:
        yield name, Problem(f"{name}{_place(data, error)}")
        return
    for number, raw in enumerate(export.entries, start=1):
        at = f"{name}, entry {number}"
        try:
            yield at, msgspec.json.decode(raw, type=kind)
        except (msgspec.MsgspecError, RecursionError) as error:
            yield at, Problem(f"{at}{_place(b'', error)}")


def _place(data: bytes, error: Exception) -> str:
    """Say what is wrong with a JSON file, and in which line."""
    if isinstance(error, RecursionError):
        return ": nested too deep to be a journal"
    reason, _, byte = str(error).partition(" (byte ")
    line = data.count(b"\n", 0, int(byte.rstrip(")"))) + 1 if byte and data else 0
    if reason == "Input data was truncated":
        return ": the file ends too early"
    reason = reason.removeprefix("JSON is malformed: ")
    return f"{f':{line}' if line else ''}: not as an export is written ({reason[:1].lower()}{reason[1:]})"
