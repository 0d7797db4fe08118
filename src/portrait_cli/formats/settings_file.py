"""The settings file, config.toml: its values, or what is wrong with it and how the line would be right."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.path_name import control_in
from portrait_cli.core.settings import Settings
from portrait_cli.core.text import decode
from portrait_cli.formats.problems import MAX_BYTES

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LINE = re.compile(r"\s*([\w-]+)\s*([=:])\s*(.*)")
_QUOTED = re.compile(r"""["'“”„‘’](.*)["'“”‘’]\s*(?:#.*)?""")
_COMMENT = re.compile(r"\s+#.*")
_BACKSLASHES = "between double quotation marks a backslash begins a special character, such as \\t for a tab"


def parse(data: bytes, file: str) -> Settings:
    """Read settings (TOML 1.0), in UTF-8 or as Windows PowerShell writes them.

    Raises InvalidFileError with the line, and the line that would be right if there is one.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for settings")
    text = text_of(data, file)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise InvalidFileError(f"{file} cannot be read as settings: it is nested too deep") from None
    except ValueError as error:  # not TOML, or a number with too many digits
        raise _not_toml(text, file, str(error)) from None

    for name, value in values.items():
        _check(text, file, name, value)
    return Settings(**values)


def text_of(data: bytes, file: str) -> str:
    """Read bytes as text, without the byte order marks that Windows programs leave even inside of a file.

    Raises InvalidFileError when they are no text.
    """
    return decode(data, file).replace("\ufeff", "")


# --- what is wrong ---


def _not_toml(text: str, file: str, problem: str) -> InvalidFileError:
    lines = text.split("\n")
    found = _PLACE.search(problem)
    place, line = file, ""
    if found and found.group(1):
        place, line = f"{file}:{found.group(1)}:{found.group(2)}", lines[int(found.group(1)) - 1]
    elif found:
        place, line = f"{file}:{len(lines)}", lines[-1]

    better = _better_line(line)
    message = _PLACE.sub("", problem[:1].lower() + problem[1:])
    if "overwrite" in problem:
        message, better = "this name is here twice; keep one", ""
    elif better:
        message = _why(line)
    return InvalidFileError(f"{place}: cannot be read as settings: {message}", hint=_hint(better))


def _why(line: str) -> str:
    """Explain what is wrong with a line that we can correct."""
    if re.match(r"\s*[\w-]+\s*:", line):
        return "put an equals sign between a name and its value"
    if re.search(r'=\s*"[^"]*\\', line):
        return _BACKSLASHES
    if re.search("[“”„‘’]", line):
        return "curly quotation marks do not work here; use straight ones"
    if line.lstrip().startswith("plain"):
        return "write true and false in lowercase"
    return "put quotation marks around text"


def _check(text: str, file: str, name: str, value: object) -> None:
    """Raise InvalidFileError for a name that is not a setting, or a value of the wrong kind."""
    known = Settings.__struct_fields__
    line, number = _line_of(text, name)
    place = f"{file}:{number}" if number else file
    if name not in known:
        raise InvalidFileError(f'{place}: "{name}" is not a setting', hint=_instead_of(name, value, known))
    if name == "plain":
        if not isinstance(value, bool):
            raise InvalidFileError(f"{place}: plain should be true or false", hint=_hint(_better_line(line)))
    elif not isinstance(value, str):
        raise InvalidFileError(
            f"{place}: {name} should be text between quotation marks", hint=_hint(_better_line(line))
        )
    elif control_in(value):
        message = f"{place}: {name} should be text without {control_in(value)} in it"
        if "\\" in line:
            message = f"{message}; {_BACKSLASHES}"
        raise InvalidFileError(message, hint=_hint(_better_line(line)))


def _instead_of(name: str, value: object, known: tuple[str, ...]) -> str:
    if isinstance(value, Mapping):
        return f"the settings are not in groups; leave the line [{name}] out"
    near = get_close_matches(name.lower(), known, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"the settings are {', '.join(known)}"


def _line_of(text: str, name: str) -> tuple[str, int]:
    """Find the line of a setting, and its number; nothing and 0 if it is written in another way."""
    for number, line in enumerate(text.split("\n"), start=1):
        found = _LINE.fullmatch(line.rstrip())
        if found and found.group(1) == name:
            return line, number
    return "", 0


# --- the line that would be right ---


def _hint(line: str) -> str:
    return f"write it like this: {line}" if line else ""


def _better_line(line: str) -> str:
    """Write a setting between single quotation marks, where TOML gives no character a meaning.

    Return an empty text if that is no better: for what is not one of our texts, or cannot be written so.
    """
    found = _LINE.fullmatch(line.rstrip())
    if found is None:
        return ""
    name, _, written = found.groups()
    quoted = _QUOTED.fullmatch(written)
    meant = quoted.group(1) if quoted else _COMMENT.sub("", written).strip("\"'“”„‘’")
    if name not in Settings.__struct_fields__ or '"' in meant:
        return ""
    begin, rest = meant[:1], meant[1:]  # two backslashes at the beginning are a computer's in a network
    for better in _spellings(name, begin + rest.replace("\\\\", "\\")):
        if better != line.strip() and _is_right(name, better):
            return better
    return ""


def _spellings(name: str, value: str) -> Iterator[str]:
    if name == "plain":
        yield f"plain = {value.lower()}"
        return
    yield f"{name} = '{value}'"
    with_slashes = value.replace("\\", "/")
    yield f'{name} = "{with_slashes}"'


def _is_right(name: str, line: str) -> bool:
    """Return True if a line is one setting with a value that fits."""
    try:
        value = tomllib.loads(line)[name]
    except (ValueError, KeyError, RecursionError):
        return False
    if name == "plain":
        return isinstance(value, bool)
    return isinstance(value, str) and bool(value) and not control_in(value)
