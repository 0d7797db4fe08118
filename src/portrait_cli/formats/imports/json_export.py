"""The JSON that journals export, read entry by entry."""

import re
from collections.abc import Iterator
from typing import TypeVar

import msgspec
from msgspec import Struct

from portrait_cli.formats.imports.source import Problem

T = TypeVar("T")

NOTHING = msgspec.Raw(b"{}")
"""A part that an entry does not have."""
_POSITION = re.compile(r" \(byte ([0-9]+)\)$")
_MORE_BEHIND = re.compile(r"trailing characters \(byte ([0-9]+)\)$")


class _Export(Struct):
    """What the exports of jrnl and of Day One have in common."""

    entries: list[msgspec.Raw]


def json_entries(name: str, text: str, kind: type[T]) -> Iterator[tuple[str, T | Problem]]:
    """Read the entries of an export one by one, each with its place, so a damaged one does not hide the others.

    Exports may stand one behind the other, as `jrnl --format json >> jrnl.json` puts them.
    """
    data = text.encode("utf-8", "replace")
    start = number = 0
    while True:
        try:
            export, size = _first_export(memoryview(data)[start:])
        except (msgspec.MsgspecError, RecursionError) as error:
            line = _line_of(error, data, start)
            yield name, Problem(f"{name}{line}: {_explain(error)}")
            return
        for raw in export.entries:
            number += 1
            place = f"{name}, entry {number}"
            yield place, decode_part(place, raw, kind)
        start += size
        if start >= len(data):
            return


def _first_export(data: memoryview) -> tuple[_Export, int]:
    """Read the first export, and return its size."""
    try:
        return msgspec.json.decode(data, type=_Export), len(data)
    except msgspec.DecodeError as error:
        more = _MORE_BEHIND.search(str(error))
        if not more:
            raise
        size = int(more[1]) - 1  # the number counts the first character behind the export, too
        return msgspec.json.decode(data[:size], type=_Export), size


def one_entry(name: str, text: str, kind: type[T]) -> Iterator[tuple[str, T | Problem]]:
    """Read a file that holds one entry and nothing else."""
    yield name, decode_part(name, text.encode("utf-8", "replace"), kind)


def lenient(raw: msgspec.Raw, kind: type[T]) -> T:
    """Read a part of an entry that it can do without. Return an empty one if the part is not as expected."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.MsgspecError, RecursionError):
        return kind()


def has_json_key(text: str, *names: str) -> bool:
    """Return True if a JSON text looks as if it had one of these keys; the text may be damaged or cut."""
    present = [re.escape(name) for name in names if f'"{name}"' in text]  # which is fast, and nearly always enough
    if not present:
        return False
    keys = "|".join(present)
    return re.search(rf'(?<!\\)"(?:{keys})"\s*:', text) is not None


def decode_part(place: str, data: bytes | msgspec.Raw, kind: type[T]) -> T | Problem:
    """Read a part of an export, such as an entry. Return what is wrong with it if it is not as expected."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        return Problem(f"{place}: {_explain(error)}")


def _line_of(error: Exception, data: bytes, start: int) -> str:
    """Return the line that an error is about as `:12`, or nothing if the error does not name one."""
    found = _POSITION.search(str(error))
    if not found:
        return ""
    line = data.count(b"\n", 0, start + int(found.group(1))) + 1
    return f":{line}"


def _explain(error: Exception) -> str:
    """Return in a few words what is wrong with an export, or with one entry of it."""
    if isinstance(error, RecursionError):
        return "nested too deep to be a journal"
    reason = _POSITION.sub("", str(error))
    if reason == "Input data was truncated":
        return "the file ends too early"
    reason = reason.removeprefix("JSON is malformed: ")
    return f"not a valid export ({reason[:1].lower()}{reason[1:]})"
