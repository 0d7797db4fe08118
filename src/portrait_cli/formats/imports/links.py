"""The files that a Markdown text shows or links to."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from portrait_cli.formats.imports.file_name import is_markdown
from portrait_cli.formats.imports.markdown_text import lines_outside_code

_LINK = re.compile(r"(!?)\[(?:\[([^\[\]|#^\n]{1,500})|[^\[\]\n]{0,500}\]\((?:<([^<>\n]{1,500})>|([^()\s]{1,500})))")
"""Its groups: a `!` if the file is shown in the text, and its path in `[[...]]`, in `(<...>)` or in `(...)`."""
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_ENDINGS_OF_FILES = re.compile(
    r"csv|docx?|gif|heic|jpe?g|key|m4a|mov|mp[34]|numbers|od[pst]|pages|pdf|png|pptx?|rtf|svg|txt|wav|webp|xlsx?|zip"
)
_WEB_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.")


def linked_files(folder: str, text: str) -> Iterator[str]:
    """List the files that a text in a folder shows or links to, as paths within the source."""
    if "[" not in text:
        return
    for line in lines_outside_code(text):
        for shown, wiki_path, angled_path, plain_path in _LINK.findall(line):
            path = wiki_path.strip() or unquote(angled_path or plain_path)
            if not _is_attachment(path, is_shown=bool(shown)):
                continue
            if not wiki_path:  # wiki links do not depend on the folder
                path = _join(folder, path)
            yield " ".join(path.split())


def _is_attachment(path: str, *, is_shown: bool) -> bool:
    """Return True if a path leads to a file that is neither a note nor on the web."""
    ending = _ENDING.search(path)
    if not ending or _WEB_ADDRESS.match(path):
        return False
    if _ENDINGS_OF_FILES.fullmatch(ending.group(1).lower()):
        return True
    return is_shown and not is_markdown(path)


def _join(folder: str, path: str) -> str:
    """Return the path within the source for one that starts at a folder, without `.` and `..` where possible."""
    parts: list[str] = []
    if not path.startswith("/"):
        parts = folder.split("/")

    for part in path.split("/"):
        if part == ".." and any(parts) and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(filter(None, parts))
