"""Where requests and the replies to them are in a journal: a folder for each request."""

import re

FOLDER = "requests"
REQUEST, OPENED, RESULT = "request.json", "opened.json", "result.json"
"""The request itself, what has been shown of its replies, and a result that somebody else handed over."""
_ID = "[0-9a-z]{8}"
_PLACE = re.compile(rf"{FOLDER}/{_ID}/(?:request\.json|opened\.json|result\.json|replies/[0-9a-f]{{64}}\.age)")


def place(request: str, name: str = REQUEST) -> str:
    """Return the place of one of a request's files within the journal, with slashes."""
    return f"{FOLDER}/{request}/{name}"


def reply_place(request: str, digest: str) -> str:
    """Return the place of a reply: its name is the SHA-256 of its sealed bytes, in hexadecimal digits."""
    return place(request, f"replies/{digest}.age")


def is_place(path: str) -> bool:
    """Return True if a path within the journal, with slashes, is that of a part of a request."""
    return _PLACE.fullmatch(path) is not None
