"""From the text of a portrait file to a Portrait, or to every problem with its line."""

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import decode
from portrait_cli.formats import portrait_defaults, portrait_rules, yaml_struct, yaml_tree
from portrait_cli.formats.problems import MAX_BYTES, invalid, placed


def load(data: bytes, file: str, *, name: str = "portrait") -> tuple[Portrait, tuple[str, ...]]:
    """Read a portrait file's bytes; return the portrait and warnings about what it can do without.

    Messages call the file `file`; `name` is the portrait's id and title where the file gives none.
    Raises InvalidFileError with every problem as `file:line:column: what was found, what was expected`.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a portrait")
    try:
        tree = yaml_tree.parse(decode(data, file))
        written, places = yaml_struct.read(Portrait, tree)
    except (yaml_tree.YamlError, yaml_struct.ShapeError) as error:
        raise invalid(file, error.problems) from None

    portrait = portrait_defaults.complete(written, name)
    found = portrait_rules.check(portrait, places)
    if found.problems:
        raise invalid(file, found.problems)
    warnings = sorted(found.warnings, key=lambda warning: warning.at)
    return portrait, tuple(placed(file, warning) for warning in warnings)
