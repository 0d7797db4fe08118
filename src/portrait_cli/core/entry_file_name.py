"""The id of a new entry, which is also the name of its file."""

from datetime import datetime

from portrait_cli.core.text import slug

LONGEST_NAME = 60
"""The most bytes of an id after its moment: a file name of that length fits every file system."""


def entry_id(written: datetime, kind: str, attributes: tuple[str, ...]) -> str:
    """Name an entry after its moment, its guide (or `note`), and its attribute if it is about exactly one."""
    parts = [kind]
    if len(attributes) == 1:
        parts.append(attributes[0])

    # A file may have been changed by hand into anything, so even an id has to be made a slug.
    name = "-".join(slug(part, words=len(part)) for part in parts)
    name = name.encode()[:LONGEST_NAME].decode("utf-8", "ignore")
    return f"{written.date()}-{written:%H%M%S}-{name}".rstrip("-")
