"""A request as JSON: in the journal, and within its page."""

import msgspec

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS, Request


class _File(msgspec.Struct, frozen=True):
    request: Request
    format: int = 1


def write(request: Request) -> str:
    """Write a request."""
    return msgspec.json.format(msgspec.json.encode(_File(request)), indent=1).decode() + "\n"


def parse(data: bytes, file: str) -> Request:
    """Read a request. Raises InvalidFileError for anything else, and for thresholds that expose people."""
    try:
        read = msgspec.json.decode(data, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidFileError(f"{file} is not a request: {error}") from None
    if read.format != 1:
        raise InvalidFileError(f"{file} is of a newer portrait", hint="update portrait, then try again")
    request = read.request
    if request.fewest < FEWEST or request.fewest_for_comments < max(FEWEST_FOR_COMMENTS, request.fewest):
        raise InvalidFileError(f"{file} asks for fewer replies than keep people unknown")
    return request
