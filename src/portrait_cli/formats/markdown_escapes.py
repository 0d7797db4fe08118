"""Typed words as Markdown: escaped so that every reader of Markdown shows the letters that were typed.

Readers differ, so what any of them would take for a mark gets a backslash: CommonMark, what GitHub and pandoc add to
it (tables, math, lists with letters), and Obsidian's. All else stays as it is, to be read without a reader too.
"""

import re

_ADDRESS = r"(?P<address>(?<!\w)https?://[a-z0-9.-]+(?:[/?#](?:[^\s<>%\\&|$`]|&(?!\#?\w+;))*[\w/])?)"
_MARK = re.compile(
    rf"{_ADDRESS}|"
    r"[\\`*\[|{^]"
    r"|<(?![\s\d=-])|(?<=<)!"  # in a list pandoc looks for a comment's end before it looks for backslashes
    r"|&(?=\#?\w+;)"
    r"|(?<![^\W_])_|_(?![^\W_])"  # in `snake_case` it marks nothing
    r"|(?<=\S)~|~(?!\d)"  # `~5 minutes` cannot end what it would begin
    r"|\$(?!\d)"  # nor can `$5,000`
    r"|:(?=[A-Za-z_+-][\w+-]*:)|(?<!\d):(?=[\w+-]+:)"  # the name of an emoji; a time has none
    r"|=(?==)|%(?=%)"
)
_LINE_START = re.compile(
    r"^[ \t]*(?:"
    r"(?P<sign>[#>]|[-+](?![^\W_])|:(?=[\s:-]|$)|=(?=[ \t]*$))"
    r"|(?P<number>\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|@[\w-]*))(?=[.)](?:\s|$))"
    r"|(?P<caption>[Tt]able)(?=:))?",
    re.MULTILINE,
)
_HASHES_AT_END = re.compile(r"#+$")


def escaped(text: str) -> str:
    """Escape words that are lines of their own; the room before each line goes, since it would mean something."""
    return with_escaped_starts(escaped_within(text))


def with_escaped_starts(text: str) -> str:
    """Escape what would mean something because a line begins with it."""
    return _LINE_START.sub(_begun, text)


def escaped_within(text: str) -> str:
    """Escape words in the middle of a line."""
    return _MARK.sub(_marked, text)


def escaped_heading(text: str) -> str:
    """Escape the words of a heading."""
    return _HASHES_AT_END.sub(lambda found: "\\#" * len(found.group()), escaped_within(text))


def _begun(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"\\{found['sign']}"
    begun = found["number"] or found["caption"]
    return f"{begun}\\" if begun else ""


def _marked(found: re.Match[str]) -> str:
    """Escape one sign; an address that has one is put in angle brackets, in which all of them are letters."""
    address = found["address"]
    if not address:
        return f"\\{found.group()}"
    sign = _MARK.search(found.string, found.start() + len("https://"))
    return f"<{address}>" if sign and sign.start() < found.end() else address
