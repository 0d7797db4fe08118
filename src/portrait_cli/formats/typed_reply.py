"""A reply that came unsealed, because somebody typed it: from now on it is sealed as those of a page are."""

_HOW_IT_CAME = b"# it was not sealed when it came\n"
_BLOCK = 4096


def as_page_saves_it(data: bytes) -> bytes:
    """Write an answers file as it is before a page seals it: its size tells nothing. It says how it came."""
    text = _HOW_IT_CAME + data.rstrip() + b"\n"
    return text + b"#" + b"." * (-len(text) % _BLOCK - 1)


def was_typed(data: bytes) -> bool:
    """Return True if this was a reply that came unsealed."""
    return data.startswith(_HOW_IT_CAME)
