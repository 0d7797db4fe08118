"""What is in a folder of notes and is no entry: templates, copies that programs keep, notes that are not here yet."""

import re

from portrait_cli.core import attached_file
from portrait_cli.formats.imports.note_parts import Note

_PLACEHOLDER = re.compile(r"\{\{ ?(?:date|time|title)\b[^{}\n]*\}\}|<%.*?%>", re.IGNORECASE | re.DOTALL)
_TEMPLATES = re.compile(r"(?:^|[/ _-])templates?(?:$|[/ _.-])", re.IGNORECASE)
_COPIES = (
    (re.compile(r"\.sync-conflict-[0-9]{8}-[0-9]{6}"), "Syncthing"),
    (
        re.compile(r"\([^()/]*(?:conflicted copy|in Konflikt stehende Kopie)[^()/]*\)", re.IGNORECASE),
        "a cloud folder",
    ),
    (re.compile(r"_conflict-[0-9]{8}-[0-9]{6}"), "Nextcloud"),
)
_FOLDERS = {
    ".trash": "notes that were deleted in Obsidian",
    "logseq/bak": "earlier versions of Logseq's pages",
    "logseq/.recycle": "pages that were deleted in Logseq",
    "logseq/version-files": "earlier versions of Logseq's pages",
}
"""The folders of which something is said, by the end of their path, and what they hold."""
_STUB = re.compile(r"(?:\.(.+)\.icloud|(.+)\.(?:nextcloud|owncloud|cloud))")
_JOPLIN_NOTE = "1"
_ELSEWHERE = "put its words into a file that ends in .md"
_OTHER_NOTES = {
    ".txt": "it is plain text; let its name end in .md to import it as a note",
    ".org": "it is in Org mode; export it as Markdown",
    ".html": f"it is a web page; {_ELSEWHERE}",
    ".htm": f"it is a web page; {_ELSEWHERE}",
    ".docx": f"it is a Word document; {_ELSEWHERE}",
    ".doc": f"it is a Word document; {_ELSEWHERE}",
    ".odt": f"it is an OpenDocument text; {_ELSEWHERE}",
    ".rtf": f"it is rich text; {_ELSEWHERE}",
    ".pages": f"it is a Pages document; {_ELSEWHERE}",
}
"""The endings of files among notes in which there may be notes as well, and why those are not read."""


def why_left_out(name: str, text: str, note: Note) -> str:
    """Return why a file in a folder of notes is no entry, or nothing if it may be one."""
    if reason := _among_left_out(name):
        return reason
    if note.joplin_type not in {"", _JOPLIN_NOTE}:
        return "it is what Joplin writes down about a notebook, a tag or a file"
    if note.joplin_type and _is_encrypted(note):
        return "it is encrypted; let Joplin decrypt it, and export it once more"
    for sign, program in _COPIES:
        if sign.search(name):
            return f"{program} made this copy of a note that was changed in two places; rename it to import it"
    if _is_template(name, text, note):
        return "it is a template"
    return ""


def why_not_read(name: str) -> str:
    """Return why a file is not read although there may be a note in it; nothing for pictures and the like."""
    _, dot, ending = name.rpartition(".")
    reason = _OTHER_NOTES.get(f"{dot}{ending.lower()}", "")
    return reason and (_among_left_out(name) or reason)


def _among_left_out(name: str) -> str:
    """Return why a file is not read wherever it is, or no file in its folder: of an archive we see only the files."""
    *folders, file = name.split("/")
    if attached_file.is_place("/".join([*folders[-1:], file])):
        return "it is attached to an entry"
    for depth in range(len(folders)):
        what = folder_left_out("/".join(folders[: depth + 1]))
        if what:
            return f"it is among {what}"
    return ""


def folder_left_out(path: str) -> str:
    """Return what is in a folder whose notes are left out, or nothing if they are not."""
    for ending, what in _FOLDERS.items():
        if f"/{path}".endswith(f"/{ending}"):
            return what
    return ""


def name_when_downloaded(name: str) -> str:
    """Return the name of the file that is in the cloud only, if this is what stands in for one; else nothing."""
    found = _STUB.fullmatch(name)
    return (found[1] or found[2]) if found else ""


def _is_encrypted(note: Note) -> bool:
    return note.properties.texts("encryption_applied") == ["1"]


def _is_template(name: str, text: str, note: Note) -> bool:
    """Return True if a note's date is still to be filled in, or anything is and it is where templates are kept."""
    dates = [date for _, date in note.properties.dates()]
    if any(map(_PLACEHOLDER.search, dates)):
        return True
    return _TEMPLATES.search(name) is not None and _PLACEHOLDER.search(text) is not None
