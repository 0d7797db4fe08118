"""Which files of a folder or an archive may be exports of a journal, by their names."""

import re
from collections.abc import Iterable

from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.jrnl import FILE_OF_A_DAY

_EXPORTS = (".json", ".doentry", ".zip")
_WHOLE = re.compile(r"(?:^|/)(?:source/notes\.json|standard notes [^/]*\.txt)$", re.IGNORECASE)
"""What has all notes of Simplenote and of Standard Notes, beside a text file for each, without its date and tags."""
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".heic")


def export_names(names: Iterable[str], above: str = "") -> list[str]:
    """Choose the files that may be exports, in order; `above` is the end of the path of the folder that they are in.

    If a folder is a journal of jrnl's, with a file for each day, its other text files are none, as for jrnl.
    """
    found = sorted(name for name in names if ".textbundle/" not in name.lower())  # in them is about their notes
    whole = [name for name in found if _WHOLE.search(name)]
    if whole:
        return whole
    exports = [name for name in found if name.lower().endswith(_EXPORTS)]
    texts = [name for name in found if name.lower().endswith(".txt")]
    days = [name for name in texts if FILE_OF_A_DAY.search(f"{above}/{name}")]
    return sorted(exports + (days or texts))


def note_names(names: Iterable[str]) -> list[str]:
    """Choose the files that are notes, in order."""
    return sorted(filter(is_markdown, names))


def picture_names(names: Iterable[str]) -> frozenset[str]:
    """Choose the files that are pictures."""
    return frozenset(name for name in names if name.lower().endswith(_PICTURES))
