"""What may be typed for an argument or an option, for the shell to complete. The signatures name these functions.

Every command imports this module, and only the Tab key calls it: what it needs is imported when it is called.
"""

import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias, cast

import typer

from portrait_cli.core.text import one_line, visible

PortraitKind: TypeAlias = Literal["attribute", "guide", "role", "portrait"]
JournalKind: TypeAlias = Literal["entry", "tag", "plan", "goal", "evidence", "attribute", "request"]
Offered: TypeAlias = tuple[str, str]
"""A word, and what it means, which zsh and fish show beside it; or an empty text."""


class Options(NamedTuple):
    """The options that say where names come from."""

    journal: str
    portrait: str


A_FILE = "\0a file"
"""Stands in place of what a word means: any file may come here, and the shell knows those best."""

_PLAIN_SIGNS = frozenset("_-./")
"""Signs on which no shell acts."""

_DAYS = ("today", "yesterday")
_LENGTHS = ("week", "month", "year", "school year")
_SPANS = tuple(f"{which} {length}" for length in _LENGTHS for which in ("this", "last"))


# --- from the portrait ---


def attributes(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the attributes whose ids begin with what is typed."""
    return _portrait_names("attribute", context, incomplete)


def attributes_or_indicators(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the attributes that begin with what is typed; else the indicators."""
    return attributes(context, incomplete) or _indicators(context, incomplete, of="")


def attributes_or_guides(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the attributes and guides that begin with what is typed, but none twice; else the indicators."""
    named = context.params.get("names") or ()
    found = [*attributes(context, incomplete), *guides(context, incomplete)]
    return [one for one in found if one[0] not in named] or _indicators(context, incomplete, of="")


def indicators(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the indicators that begin with what is typed, of the attribute that is named before."""
    return _indicators(context, incomplete, of=context.params.get("attribute") or "")


def guides(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the guides whose ids begin with what is typed."""
    return _portrait_names("guide", context, incomplete)


def guides_of_entries(context: typer.Context, incomplete: str) -> list[Offered]:
    """List what an entry can have been made with: a guide, or `note`."""
    return [*guides(context, incomplete), ("note", "Written without questions")]


def roles(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the roles whose ids begin with what is typed."""
    return _portrait_names("role", context, incomplete)


def portraits_or_files(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the portraits whose ids begin with what is typed; else a file may be meant."""
    return _portrait_names("portrait", context, incomplete) or files(incomplete)


# --- from the journal ---


def entries_or_files(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the entries whose file names begin with what is typed, the newest first; else a file may be meant."""
    return _journal_names("entry", context, incomplete) or files(incomplete)


def attributes_in_entries(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the same; if nothing of the portrait begins with what is typed, what is only in entries any more."""
    return attributes_or_indicators(context, incomplete) or _journal_names("attribute", context, incomplete)


def tags(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the journal's tags that begin with what is typed, the most used first."""
    return _journal_names("tag", context, incomplete)


def evidence(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the evidence by its short ids, the newest first."""
    return _journal_names("evidence", context, incomplete)


def plans(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the open plans by their numbers."""
    return _journal_names("plan", context, incomplete)


def requests(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the requests to others by their ids, the newest first."""
    return _journal_names("request", context, incomplete)


def goals(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the open goals by their numbers."""
    return _journal_names("goal", context, incomplete)


# --- always the same ---


def commands(context: typer.Context, incomplete: str) -> list[Offered]:
    """List the commands, or those of the command that is named before."""
    from portrait_cli.cli.app import COMMANDS, load  # which import this module

    known = getattr(context.find_root().command, "commands", {})
    for name in context.params.get("command") or ():
        known = getattr(load(name), "commands", {}) if name in COMMANDS else {}
    fitting = [command for name, command in known.items() if name.startswith(incomplete) and not command.hidden]
    return [(command.name, command.get_short_help_str()) for command in fitting]


def files(incomplete: str) -> list[Offered]:
    """Leave it to the shell to list files."""
    return [(incomplete, A_FILE)]


def days(incomplete: str) -> list[str]:
    """List the days that have a name."""
    return _that_begin(_DAYS, incomplete)


def days_or_spans(incomplete: str) -> list[str]:
    """List days and spans as people say them."""
    return _that_begin([*_DAYS, *_SPANS], incomplete)


def import_formats(incomplete: str) -> list[str]:
    """List the programs whose journals can be imported."""
    from portrait_cli.formats.imports.file_format import FILE_FORMATS

    return _that_begin(FILE_FORMATS, incomplete)


def undated_choices(incomplete: str) -> list[str]:
    """List what may become of notes without a date."""
    return _that_begin(("changed", "skip"), incomplete)


def edited_choices(incomplete: str) -> list[str]:
    """List what may become of entries that were changed since they were imported."""
    return _that_begin(("add", "skip"), incomplete)


def date_orders(incomplete: str) -> list[str]:
    """List which number of a date may come first."""
    return _that_begin(("day-first", "month-first"), incomplete)


def documents(incomplete: str) -> list[str]:
    """List the documents that can be made."""
    from portrait_cli.app.contribute import DOCUMENT
    from portrait_cli.core.documents.kinds import KINDS

    return _that_begin((*KINDS, DOCUMENT), incomplete)


def papers(incomplete: str) -> list[str]:
    """List the papers that documents are made for."""
    return _that_begin(("letter", "a4"), incomplete)


def _that_begin(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


# --- names ---


def _portrait_names(kind: PortraitKind, context: typer.Context, incomplete: str) -> list[Offered]:
    from portrait_cli.cli import portrait_names

    return _offered(portrait_names.names(kind, _options(context)), incomplete)


def _indicators(context: typer.Context, incomplete: str, *, of: str) -> list[Offered]:
    from portrait_cli.cli import portrait_names

    return _offered(portrait_names.indicators(_options(context), incomplete, of=of), incomplete)


def _journal_names(kind: JournalKind, context: typer.Context, incomplete: str) -> list[Offered]:
    from portrait_cli.cli import journal_names

    return _offered(journal_names.names(kind, _options(context)), incomplete)


def _options(context: typer.Context) -> Options:
    """Find the options that were typed earlier in the line."""
    return Options(_typed_option(context, "journal"), _typed_option(context, "portrait"))


def _typed_option(context: typer.Context, name: str) -> str:
    """Find an option that was typed earlier in the line, before the command or after it."""
    value = context.params.get(name)
    if value or context.parent is None:
        return str(value or "")
    return _typed_option(cast("typer.Context", context.parent), name)


def _offered(names: Iterable[Offered], incomplete: str) -> list[Offered]:
    """Choose the names that begin with what is typed.

    Names come from files that others may have written, and a shell puts them into the command line as they are: one
    that a shell would act on is not offered.
    """
    chosen = [(name, meaning) for name, meaning in names if name.startswith(incomplete)]
    return [(name, one_line(visible(meaning))) for name, meaning in chosen if _is_plain(name)]


def _is_plain(name: str) -> bool:
    """Return True if a name means to a shell nothing but itself, and is not an option."""
    return not name.startswith("-") and all(map(_is_plain_character, name))


def _is_plain_character(character: str) -> bool:
    if character in _PLAIN_SIGNS or character.isalnum():
        return True
    return unicodedata.category(character)[0] == "M"  # an accent, or a vowel's sign, in the scripts that have them
