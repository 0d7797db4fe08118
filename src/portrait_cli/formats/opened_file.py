"""What has been shown of the replies to a request, as JSON: only the digests of sealed replies, by group."""

from collections.abc import Mapping

import msgspec

from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.core.opening import Opened


class _File(msgspec.Struct, frozen=True):
    request: str
    groups: dict[str, Opened]
    format: int = 1


def write(request: str, groups: Mapping[str, Opened]) -> str:
    """Write what has been shown of a request's replies."""
    file = _File(request, dict(sorted(groups.items())))
    return msgspec.json.format(msgspec.json.encode(file), indent=1).decode() + "\n"


def parse(data: bytes, file: str, request: str) -> dict[str, Opened]:
    """Read what has been shown. Raises InvalidFileError for anything else: then nothing more may be shown."""
    try:
        read = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidFileError(f"{file} does not say what has been shown: {error}") from None
    if read.format != 1:
        raise NewerFormatError(f"{file} is of a newer portrait", hint="update portrait, then try again")
    if read.request != request:
        raise InvalidFileError(f"{file} is about another request")
    return read.groups
