"""Names that the shell completes: attributes, indicators, guides, roles, portraits, entries."""

from collections.abc import Iterable

import typer

from portrait_cli.core.errors import PortraitError
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import visible
from portrait_cli.store import settings
from portrait_cli.store.journal import Journal
from portrait_cli.store.portraits import known_portraits, portrait_in_use
from portrait_cli.terminal.environment import Environment


def attributes(context: typer.Context, incomplete: str) -> list[str]:
    """List the attributes whose ids begin with what is typed."""
    return _beginning((attribute.id for attribute in _portrait(context).attributes), incomplete)


def indicators(context: typer.Context, incomplete: str) -> list[str]:
    """List the indicators whose ids begin with what is typed."""
    return _beginning((indicator.id for _, indicator in _portrait(context).indicators()), incomplete)


def guides(context: typer.Context, incomplete: str) -> list[str]:
    """List the guides whose ids begin with what is typed."""
    return _beginning((guide.id for guide in _portrait(context).guides), incomplete)


def roles(context: typer.Context, incomplete: str) -> list[str]:
    """List the roles whose ids begin with what is typed."""
    return _beginning((role.id for role in _portrait(context).roles), incomplete)


def portraits(incomplete: str) -> list[str]:
    """List the portraits whose ids begin with what is typed."""
    known = known_portraits(settings.load(Environment().variables))
    return _beginning((portrait.id for portrait in known), incomplete)


def entries(context: typer.Context, incomplete: str) -> list[str]:
    """List the entries whose file names begin with what is typed, the newest first."""
    config = settings.load(Environment().variables, journal=_typed_option(context, "journal"))
    files = Journal(config.journal, config.locks).files()
    names = ["latest", *(path.stem for path in reversed(files))]
    return [name for name in names if name.startswith(incomplete) and _is_harmless(name)]


def _portrait(context: typer.Context) -> Portrait:
    """Read the portrait that the line so far means; an empty one if there is a problem with it."""
    config = settings.load(Environment().variables, portrait=_typed_option(context, "portrait"))
    try:
        return portrait_in_use(config)
    except PortraitError:  # the Tab key is no place for an error message
        return Portrait(attributes=())


def _typed_option(context: typer.Context, name: str) -> str:
    """Find an option that was typed earlier in the line, before the command or after it."""
    after, before = context.params or {}, context.find_root().params or {}
    return str(after.get(name) or before.get(name) or "")


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete.lower()) and _is_harmless(name)]


def _is_harmless(name: str) -> bool:
    """Return True unless a name has characters that a terminal would act on."""
    return visible(name) == name
