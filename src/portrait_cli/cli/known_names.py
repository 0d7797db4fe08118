"""The names that there are, for the shell to complete: read when the Tab key is pressed, and not before."""

from typing import assert_never

from portrait_cli.cli.completion import Kind
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.portrait import Portrait
from portrait_cli.store import settings
from portrait_cli.store.journal import Journal
from portrait_cli.store.portraits import known_portraits, portrait_in_use
from portrait_cli.store.settings import Config
from portrait_cli.terminal.environment import Environment


def names(kind: Kind, *, journal: str, portrait: str) -> list[str]:
    """List the ids of a kind, in the journal and the portrait that are named, or in those of the settings."""
    config = settings.load(Environment().variables, journal=journal, portrait=portrait)
    match kind:
        case "attribute":
            return [attribute.id for attribute in _portrait(config).attributes]
        case "indicator":
            return [indicator.id for _, indicator in _portrait(config).indicators()]
        case "guide":
            return [guide.id for guide in _portrait(config).guides]
        case "role":
            return [role.id for role in _portrait(config).roles]
        case "portrait":
            return [portrait.id for portrait in known_portraits(config)]
        case "entry":
            files = Journal(config.journal, config.locks).files()
            return ["latest", *(path.stem for path in reversed(files))]
        case _:
            assert_never(kind)


def _portrait(config: Config) -> Portrait:
    """Read the portrait in use; an empty one if there is a problem with it."""
    try:
        return portrait_in_use(config)
    except PortraitError:  # the Tab key is no place for an error message
        return Portrait(attributes=())
