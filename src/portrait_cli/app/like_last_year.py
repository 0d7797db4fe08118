"""Beginning next year's portrait from last year's: what is the same keeps its id, what a table lacks stays."""

from msgspec.structs import replace

from portrait_cli.app.existing_file import existing_file
from portrait_cli.core import lookup
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.path_name import is_file_name
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import Id
from portrait_cli.formats.last_year import LastYear, last_year
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.rubric_likeness import like
from portrait_cli.render.likeness import sentences
from portrait_cli.store import portraits
from portrait_cli.store.settings import Config
from portrait_cli.terminal.environment import Environment


def like_last_year(
    environment: Environment, config: Config, rubric: Rubric, name: str, *, has_title: bool
) -> tuple[Rubric, LastYear]:
    """Give a rubric's parts the ids that they have in another portrait, and say which and how they were found.

    Raises NotFoundError if there is no such portrait, InvalidFileError if its file is not a portrait.
    """
    old = _portrait(config, name)
    renewed, likeness = like(rubric, old)
    kept = last_year(old, renewed)
    if not has_title:
        renewed = replace(renewed, title=old.title)
    environment.report("\n".join(sentences(likeness, old, kept)))
    return renewed, kept


def _portrait(config: Config, name: str) -> Portrait:
    """Read a portrait by its name or file, without what it borrows."""
    if is_file_name(name):
        return portraits.read(existing_file(name), config.cache)
    known = lookup.find(list(portraits.known_portraits(config)), name, "portrait")
    if known.portrait is None:
        raise InvalidFileError(known.problem)
    if known.file == portraits.shipped_file():  # its id is taken
        return replace(known.portrait, id=Id(""), formerly=(known.id,))
    return known.portrait
