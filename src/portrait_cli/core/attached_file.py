"""Attached files: copies in a folder of the journal, named by what is in them, so that none is there twice."""

import re

from portrait_cli.core.entry import Entry, Evidence
from portrait_cli.core.text import one_line, replace_surrogates, visible

FOLDER = "files"
"""The folder of attached files in the journal's folder."""
LARGEST = 25 * 1024 * 1024
"""The most bytes that an attached file can have."""
SHORTEST_DIGEST = 16
_PLACE = re.compile(rf"{FOLDER}/[0-9a-f]{{{SHORTEST_DIGEST},64}}(?:\.[a-z0-9]{{1,10}})?", re.IGNORECASE)
_ENDING = re.compile(r"[a-z0-9]{1,10}")


def place(digest: str, name: str) -> str:
    """Return where a file with this digest of its content is kept; it has the ending of its name, if that is safe."""
    _, dot, ending = name.lower().rpartition(".")
    is_safe = dot and _ENDING.fullmatch(ending)
    return f"{FOLDER}/{digest}.{ending}" if is_safe else f"{FOLDER}/{digest}"


def is_place(path: str) -> bool:
    """Return True if a path within the journal, with slashes, is that of an attached file, whatever its ending.

    It is never an entry. Any other file in that folder may be one: people put their entries where they like.
    """
    return _PLACE.fullmatch(path) is not None


def name_in_words(name: str) -> str:
    """Return a file's name on one line, without characters that act on a terminal or turn its letters around."""
    return one_line(visible(replace_surrogates(name)))


def attached_to(entry: Entry) -> dict[str, str]:
    """Return the places of the files that are attached to an entry, each with the file's name as it was."""
    blocks = (block for block in entry.blocks if isinstance(block, Evidence))
    return {block.link: block.name for block in blocks if is_place(block.link)}
