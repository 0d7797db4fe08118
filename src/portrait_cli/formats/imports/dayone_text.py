"""The Markdown in Day One's export, turned into the words that its app shows."""

import re

from portrait_cli.formats.imports.dayone_media import Media, name_at_places
from portrait_cli.formats.imports.markdown_text import lines_and_code

_CODE_OR_ESCAPE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|\\([!-/:-@\[-`{-~])|\\$")
"""A span of code, which is shown as it is; a sign with a backslash before it; a backslash that breaks the line.

CommonMark 0.31.2, sections 2.4, 6.1 and 6.7.
"""
_EMPTY_BLANK = "\u200b"
_BESIDE_MARKS = re.compile(f"(?<=[*_~=]){_EMPTY_BLANK}|{_EMPTY_BLANK}(?=[*_~=])")
"""The empty blanks that Day One puts around bold words, and that are not in what it shows."""


def shown_text(text: str, media: Media) -> str:
    """Return a text as the app shows it: without backslashes before signs, and with files named in their places."""
    lines: list[str] = []
    if _EMPTY_BLANK in text:
        text = _BESIDE_MARKS.sub("", text)
    for line, is_code in lines_and_code(text):
        if is_code:
            lines.append(line)
        else:
            lines.append(unescaped(name_at_places(line, media)))
    return "\n".join(lines)


def unescaped(line: str) -> str:
    """Return a line without the backslashes that Day One puts before signs. Code keeps its backslashes."""
    if "\\" not in line:
        return line
    return _CODE_OR_ESCAPE.sub(_without_backslash, line)


def _without_backslash(found: re.Match[str]) -> str:
    is_code = found[1]
    if is_code:
        return found[0]
    return found[2] or ""
