"""Words in an entry's file, escaped so they are never mistaken for what the program itself wrote there.

What a person typed may look like anything, including our own marks. Two rules keep it unchanged: a line that Markdown
would read as structure gets a backslash, and so does every `<!--`, so that a comment without one is ours.
"""

import re

from portrait_cli.formats.fenced_code import pieces

# The start of a line inside a list or a quotation.
_INSIDE = r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*"
_TAG = r"<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/?]"
# What Markdown would read as a heading, a fence, a rule, raw HTML or a link's address.
_STRUCTURE = (
    r"\#{1,6}(?:[ \t]|$)|```|~~~|[=-]+[ \t]*$"
    r"|\[(?=[^\]]*\]:)"  # only looked at: the lines up to the bracket have their own escapes
)
_LOOKS_LIKE_OURS = re.compile(rf"^({_INSIDE})(\\*(?:{_STRUCTURE}|{_TAG}|!(?!--)))|\\+<!--)", re.MULTILINE)
_ESCAPED_LINE = re.compile(rf"^({_INSIDE})\\(\\*(?:{_STRUCTURE}|{_TAG}|!)))", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)(\\*)<!--")
_ESCAPED_COMMENT = re.compile(r"(?<!\\)\\(\\*)<!--")
_STAR = re.compile(r"(?<!\\)(\\*)\*")
_ESCAPED_STAR = re.compile(r"(?<!\\)\\(\\*)\*")
_UNDERSCORE = re.compile(r"(?<!\\)(\\*)(?:(?<![^\W_])_|_(?![^\W_]))")
"""One that Markdown may read as emphasis: in `snake_case` it does not."""
_ESCAPED_UNDERSCORE = re.compile(r"(?<!\\)\\(\\*)_")

KINDS = "attribute|part|prompt|level|outcome|commitment|goal-set|goal-review|evidence-added|evidence-dropped"
"""What our marks are about."""
_OUR_MARK = rf"(\\*)(<!-- (?:{KINDS}):)"
_PROSE_MARK = re.compile(rf"(?<!\\){_OUR_MARK}")
_ESCAPED_PROSE_MARK = re.compile(rf"(?<!\\)\\{_OUR_MARK}")
_CONFLICT = re.compile(r"^(\\*)(<{7}(?: |$))", re.MULTILINE)
_ESCAPED_CONFLICT = re.compile(r"^\\(\\*)(<{7}(?: |$))", re.MULTILINE)
"""What git writes before the first of two versions, see `merge_conflict`."""

NOTHING = "…"
"""Written where words are missing."""


def escape(text: str) -> str:
    """Escape words that are lines of their own; code between fences stays as it is, but for our own marks."""
    found = [escape_prose(piece) if is_code else escape_lines(piece) for piece, is_code in pieces(text)]
    return "\n".join(found)


def unescape(text: str) -> str:
    """Return the words that `escape` was given."""
    if "\\" not in text:  # most words have none, and a journal has many
        return text
    found = [unescape_prose(piece) if is_code else unescape_lines(piece) for piece, is_code in pieces(text)]
    return "\n".join(found)


def escape_lines(text: str) -> str:
    """Escape words that are lines of their own, and cannot be code."""
    return escape_line(_LOOKS_LIKE_OURS.sub(r"\1\\\2", text))


def unescape_lines(text: str) -> str:
    """Return the words that `escape_lines` was given."""
    if "\\" not in text:
        return text
    return _ESCAPED_LINE.sub(r"\1\2", unescape_line(text))


def escape_line(text: str) -> str:
    """Escape words after a `#`, in the middle of a line."""
    return _COMMENT.sub(r"\1\\<!--", text)


def unescape_line(text: str) -> str:
    """Return the words that `escape_line` was given."""
    if "\\" not in text:
        return text
    return _ESCAPED_COMMENT.sub(r"\1<!--", text)


def escape_bold(text: str) -> str:
    """Escape words between two pairs of stars."""
    return _STAR.sub(r"\1\\*", text)


def unescape_bold(text: str) -> str:
    """Return the words that `escape_bold` was given."""
    if "\\" not in text:
        return text
    return _ESCAPED_STAR.sub(r"\1*", text)


def escape_label(text: str) -> str:
    """Escape our own words, or the portrait's, between two pairs of stars."""
    return escape_bold(escape_line(text))


def unescape_label(text: str) -> str:
    """Return the words that `escape_label` was given."""
    return unescape_line(unescape_bold(text))


def escape_prose(text: str) -> str:
    """Escape our own marks and git's, and nothing else, in words that do not belong to a prompt."""
    return _CONFLICT.sub(r"\1\\\2", _PROSE_MARK.sub(r"\1\\\2", text))


def unescape_prose(text: str) -> str:
    """Return the words that `escape_prose` was given."""
    if "\\" not in text:
        return text
    return _ESCAPED_CONFLICT.sub(r"\1\2", _ESCAPED_PROSE_MARK.sub(r"\1\2", text))


def escape_or_nothing(said: str) -> str:
    """Escape words that may be empty; then a sign is in their place."""
    if not said:
        return NOTHING
    if said.lstrip("\\") == NOTHING:
        said = f"\\{said}"
    return escape_lines(said)


def unescape_or_nothing(text: str) -> str:
    """Return the words that `escape_or_nothing` was given."""
    if text == NOTHING:
        return ""
    said = unescape_lines(text)
    if said != NOTHING and said.lstrip("\\") == NOTHING:
        return said[1:]
    return said


def escape_part(said: str) -> str:
    """Escape a part of a plan, so that no program makes bold words of what was typed."""
    return _UNDERSCORE.sub(r"\1\\_", escape_bold(escape_or_nothing(said)))


def unescape_part(text: str) -> str:
    """Return the part of a plan that `escape_part` was given."""
    if "\\" in text:
        text = _ESCAPED_UNDERSCORE.sub(r"\1_", text)
    return unescape_or_nothing(unescape_bold(text))
