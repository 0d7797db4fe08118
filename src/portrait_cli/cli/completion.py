"""Names that the shell completes: attributes, indicators, guides, roles, portraits, entries."""

from typing import Literal

import typer

from portrait_cli.core.text import visible

Kind = Literal["attribute", "indicator", "guide", "role", "portrait", "entry"]


def attributes(context: typer.Context, incomplete: str) -> list[str]:
    """List the attributes whose ids begin with what is typed."""
    return _beginning("attribute", context, incomplete.lower())


def indicators(context: typer.Context, incomplete: str) -> list[str]:
    """List the indicators whose ids begin with what is typed."""
    return _beginning("indicator", context, incomplete.lower())


def guides(context: typer.Context, incomplete: str) -> list[str]:
    """List the guides whose ids begin with what is typed."""
    return _beginning("guide", context, incomplete.lower())


def roles(context: typer.Context, incomplete: str) -> list[str]:
    """List the roles whose ids begin with what is typed."""
    return _beginning("role", context, incomplete.lower())


def portraits(context: typer.Context, incomplete: str) -> list[str]:
    """List the portraits whose ids begin with what is typed."""
    return _beginning("portrait", context, incomplete.lower())


def entries(context: typer.Context, incomplete: str) -> list[str]:
    """List the entries whose file names begin with what is typed, the newest first."""
    return _beginning("entry", context, incomplete)


def _beginning(kind: Kind, context: typer.Context, incomplete: str) -> list[str]:
    from portrait_cli.cli import known_names  # 50 ms to read the portrait, which only the Tab key needs

    journal, portrait = _typed_option(context, "journal"), _typed_option(context, "portrait")
    names = known_names.names(kind, journal=journal, portrait=portrait)
    return [name for name in names if name.startswith(incomplete) and _is_harmless(name)]


def _typed_option(context: typer.Context, name: str) -> str:
    """Find an option that was typed earlier in the line, before the command or after it."""
    after, before = context.params or {}, context.find_root().params or {}
    return str(after.get(name) or before.get(name) or "")


def _is_harmless(name: str) -> bool:
    """Return True unless a name has characters that a terminal would act on."""
    return visible(name) == name
