"""A path as a person writes it, in a setting, a variable or an option: what is one, and what nobody means by it."""

import re

_CONTROL_NAMES = {"\0": "a NUL", "\t": "a tab", "\n": "a line end", "\r": "a carriage return"}

# Not compiled: most commands need none of them.
_VARIABLE = r"(\$\{\w+\}|\$(?:env:)?\w+|%\w+%)(?=[/\\]|$)"
_HOME = r"(?i:[${%]+(?:env:)?(?:HOME|USERPROFILE)[}%]?)"
_FULL = r"[/\\]|\w:"
"""The beginning of a full path, on this system or on another one."""


def is_file_name(name: str) -> bool:
    """Return True if a name given for a portrait means a file."""
    return "/" in name or "\\" in name or name.lower().endswith((".yaml", ".yml"))


def control_in(path: str) -> str:
    """Name the first control character in a path; an empty text if there is none.

    Systems may allow them in names, but nobody means them: they come from a backslash in the settings, or from a line
    of a file that was taken over with its line end.
    """
    found = next((character for character in path if character < " " or character == "\x7f"), None)
    if found is None:
        return ""
    return _CONTROL_NAMES.get(found, f"a control character (U+{ord(found):04X})")


def variable_in(path: str) -> str:
    """Return the variable that a path begins with, such as `$HOME` or `%USERPROFILE%`; an empty text without one."""
    if not path.startswith(("$", "%")):
        return ""
    found = re.match(_VARIABLE, path)
    return found.group(1) if found else ""


def from_home(path: str) -> str:
    """Write a path that is not a full one with `~` in front, as if it had been meant from the home folder.

    Return an empty text for one that was not: another variable's, or the full path of another system.
    """
    variable = variable_in(path)
    if re.fullmatch(_HOME, variable):
        rest = path.removeprefix(variable).replace("\\", "/")
        return f"~{rest}"
    if variable or re.match(_FULL, path):
        return ""
    return f"~/{path.removeprefix('./')}"
