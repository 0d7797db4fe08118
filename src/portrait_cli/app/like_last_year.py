"""Beginning next year's portrait from last year's: what is the same keeps its id, what a table lacks stays."""

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.existing_file import existing_file
from portrait_cli.core import lookup
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.path_name import is_file_name
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import Id
from portrait_cli.formats.last_year import NOTHING, LastYear, last_year
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.rubric_likeness import like
from portrait_cli.render.likeness import sentences
from portrait_cli.store import portraits
from portrait_cli.store.settings import Config


class Renewed(Struct, frozen=True):
    """A rubric whose parts have the ids of last year's portrait."""

    rubric: Rubric
    kept: LastYear = NOTHING
    said: tuple[str, ...] = ()
    """Which parts go on and how they were found, which are new, which are gone, and what is kept."""


def like_last_year(rubric: Rubric, old: Portrait | None) -> Renewed:
    """Give a rubric's parts the ids that they have in last year's portrait, if there is one."""
    if old is None:
        return Renewed(rubric)
    renewed, likeness = like(rubric, old)
    kept = last_year(old, renewed)
    return Renewed(renewed, kept, tuple(sentences(likeness, old, kept)))


def read_last_year(config: Config, name: str) -> Portrait:
    """Read a portrait by its name or file, without what it borrows.

    Raises NotFoundError if there is no such portrait, InvalidFileError if its file is not a portrait.
    """
    if is_file_name(name):
        return portraits.read(existing_file(name), config.cache)
    known = lookup.find(list(portraits.known_portraits(config)), name, "portrait")
    if known.portrait is None:
        raise InvalidFileError(known.problem)
    if known.file == portraits.shipped_file():  # its id is taken
        return replace(known.portrait, id=Id(""), formerly=(known.id,))
    return known.portrait
