"""When everything is plain: line by line, without signs and colors, for screen readers and simple terminals."""

from collections.abc import Mapping

_VARIABLES = ("PORTRAIT_PLAIN", "ACCESSIBLE")
_SIMPLE_TERMINALS = {"dumb", "unknown"}
_OFF = {"", "0", "no", "false", "off"}


def is_plain(*, option: bool, setting: bool, variables: Mapping[str, str]) -> bool:
    """Return True if the option, the setting or a variable asks for it, or if the terminal is too simple for more."""
    if option or setting or variables.get("TERM", "").casefold() in _SIMPLE_TERMINALS:
        return True
    return any(variables.get(name, "").casefold() not in _OFF for name in _VARIABLES)
