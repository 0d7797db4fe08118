"""Words in an entry's file, escaped so they are never mistaken for what the program itself wrote there.

What a person typed may look like anything, including our own marks. Two rules keep it unchanged: a line that Markdown
would read as structure gets a backslash, and so does every `<!--`, so that a comment without one is ours.
"""

import re

# The start of a line inside a list or a quotation.
_INSIDE = r"[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*"
# What Markdown would read as a heading, a fence, a rule, raw HTML or a link's address.
_STRUCTURE = (
    r"(?:\#{1,6}(?:[ \t]|$)|```|~~~|=+[ \t]*$|-+[ \t]*$|<(?:[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)|[/!?])"
    r"|\[(?=[^\]]*\]:))"  # only looked at: the lines up to the bracket have their own escapes
)
_LOOKS_LIKE_OURS = re.compile(rf"^({_INSIDE})(\\*{_STRUCTURE})", re.MULTILINE)
_ESCAPED_LINE = re.compile(rf"^({_INSIDE})\\(\\*{_STRUCTURE})", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\\)(\\*)<!--")
_ESCAPED_COMMENT = re.compile(r"(?<!\\)\\(\\*)<!--")
_STAR = re.compile(r"(?<!\\)(\\*)\*")
_ESCAPED_STAR = re.compile(r"(?<!\\)\\(\\*)\*")

KINDS = "attribute|part|prompt|level|outcome|commitment"
"""What our marks are about."""
_OUR_MARK = rf"(\\*)(<!-- (?:{KINDS}):)"
_PROSE_MARK = re.compile(rf"(?<!\\){_OUR_MARK}")
_ESCAPED_PROSE_MARK = re.compile(rf"(?<!\\)\\{_OUR_MARK}")

_NOTHING = "…"
"""Written where a part of a plan was left empty."""


def escape(text: str) -> str:
    """Escape words that are lines of their own."""
    return escape_line(_LOOKS_LIKE_OURS.sub(r"\1\\\2", text))


def unescape(text: str) -> str:
    """Return the words that `escape` was given."""
    if "\\" not in text:  # most words have none, and a journal has many
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


def escape_prose(text: str) -> str:
    """Escape our own marks, and nothing else, in words that do not belong to a prompt."""
    return _PROSE_MARK.sub(r"\1\\\2", text)


def unescape_prose(text: str) -> str:
    """Return the words that `escape_prose` was given."""
    if "\\" not in text:
        return text
    return _ESCAPED_PROSE_MARK.sub(r"\1\2", text)


def escape_part(said: str) -> str:
    """Escape a part of a plan; an empty one has a sign of its own."""
    if not said:
        return _NOTHING
    if said.lstrip("\\") == _NOTHING:
        said = f"\\{said}"
    return escape_bold(escape(said))


def unescape_part(text: str) -> str:
    """Return the part of a plan that `escape_part` was given."""
    if text == _NOTHING:
        return ""
    said = unescape(unescape_bold(text))
    if said != _NOTHING and said.lstrip("\\") == _NOTHING:
        return said[1:]
    return said
