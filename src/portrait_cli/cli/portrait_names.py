"""The names in the portrait in use, for the shell to complete: read when the Tab key is pressed, and not before."""

from typing import TypeAlias, assert_never

from portrait_cli.cli.completion import Options, PortraitKind
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.lookup import find
from portrait_cli.core.portrait import Indicator, Portrait
from portrait_cli.store.portraits import known_portraits, portrait_in_use
from portrait_cli.store.settings import Config, load
from portrait_cli.terminal.environment import Environment

NameAndMeaning: TypeAlias = tuple[str, str]


def names(kind: PortraitKind, options: Options) -> list[NameAndMeaning]:
    """List the names of a kind. Raises PortraitError if the portrait in use cannot be read."""
    config = _config(options)
    match kind:
        case "attribute":
            return [(attribute.id, attribute.name) for attribute in portrait_in_use(config).attributes]
        case "guide":
            return [(guide.id, guide.summary) for guide in portrait_in_use(config).guides]
        case "role":
            return [(role.id, role.name) for role in portrait_in_use(config).roles]
        case "portrait":
            return [(portrait.id, portrait.name) for portrait in known_portraits(config)]
        case _:
            assert_never(kind)


def indicators(options: Options, typed: str, *, of: str = "") -> list[NameAndMeaning]:
    """List the indicators, only those of an attribute if one is named; by their codes if a code is what is typed.

    Raises PortraitError if the portrait in use cannot be read.
    """
    portrait = portrait_in_use(_config(options))
    return [(_name(indicator, typed), indicator.name) for indicator in _chosen(portrait, of)]


def _chosen(portrait: Portrait, of: str) -> list[Indicator]:
    if not of:
        return [indicator for _, indicator in portrait.indicators()]
    try:
        attribute = find(portrait.attributes, of, "attribute")
    except NotFoundError:
        return []
    return [indicator for holder, indicator in portrait.indicators() if holder is attribute]


def _name(indicator: Indicator, typed: str) -> str:
    if typed and indicator.code.startswith(typed):
        return indicator.code
    return indicator.id


def _config(options: Options) -> Config:
    return load(Environment().variables, journal=options.journal, portrait=options.portrait)
