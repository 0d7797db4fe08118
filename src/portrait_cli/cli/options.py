"""What several commands share: options, names that complete in the shell, and the desk they work at."""

from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.core.text import visible
from portrait_cli.terminal.environment import Environment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.filters import Filters
    from portrait_cli.core.portrait import Portrait
    from portrait_cli.store.config import Config
    from portrait_cli.store.journal import Journal


# --- what the commands stand on ---


def config_of(environment: Environment, *, journal: str = "", portrait: str = "", plain: bool = False) -> "Config":
    """Read the settings; what is given here overrules them."""
    from portrait_cli.store import config

    return config.load(environment.variables, journal=journal, portrait=portrait, plain=plain)


def workspace_of(
    environment: Environment, *, journal: str = "", portrait: str = "", plain: bool = False
) -> "Workspace":
    """Lay out all that a command needs around it."""
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.store import library

    config = config_of(environment, journal=journal, portrait=portrait, plain=plain)
    return Workspace(environment, config, library.in_use(config), journal_of(config))


def journal_of(config: "Config") -> "Journal":
    """Find the journal."""
    from portrait_cli.store.journal import Journal

    return Journal(config.journal, config.locks)


def filters_of(
    workspace: "Workspace", since: str, until: str, attribute: str, guide: str, role: str, tag: str
) -> "Filters":
    """Read the filters of `list`, with names as people say them. Raises NotFoundError for one that is none."""
    from portrait_cli.core import filters, lookup

    today, portrait = workspace.environment.now().date(), workspace.portrait
    if tag and not filters.same_tag(tag):
        raise UsageError(f'"{tag}" is no tag', hint="a tag has letters, digits, - and _")
    first = filters.first_day(since, today) if since else None
    last = filters.last_day(until, today) if until else None
    if first and last and first > last:
        raise UsageError(f"--since {since} comes after --until {until}", hint="say the earlier day with --since")
    return filters.Filters(
        since=first,
        until=last,
        attribute=lookup.find(portrait.attributes, attribute, "attribute").id if attribute else "",
        guide=guide if guide in {"", "note"} else lookup.find(portrait.guides, guide, "guide").id,
        role=lookup.find_role(portrait.roles, role).id if role else "",
        tag=tag,
    )


# --- names that complete in the shell ---


def _given(context: typer.Context, name: str) -> str:
    """Find an option given earlier in the line that is being completed."""
    return str((context.params or {}).get(name) or "")


def _portrait(context: typer.Context) -> "Portrait | None":
    from portrait_cli.store import library

    try:
        return library.in_use(config_of(Environment(), portrait=_given(context, "portrait")))
    except PortraitError:  # whoever presses Tab wants no error
        return None


def _beginning(names: "Iterable[str]", incomplete: str) -> list[str]:
    """Keep the names that begin so; one that could act on the terminal is not offered."""
    return [name for name in names if name.startswith(incomplete.lower()) and visible(name) == name]


def attributes_beginning(context: typer.Context, incomplete: str) -> list[str]:
    """List the attributes whose ids begin so, for the shell to complete."""
    portrait = _portrait(context)
    return _beginning([item.id for item in portrait.attributes], incomplete) if portrait else []


def _indicators(context: typer.Context, incomplete: str) -> list[str]:
    portrait = _portrait(context)
    return _beginning([indicator.id for _, indicator in portrait.indicators()], incomplete) if portrait else []


def _guides(context: typer.Context, incomplete: str) -> list[str]:
    portrait = _portrait(context)
    return _beginning([guide.id for guide in portrait.guides], incomplete) if portrait else []


def _roles(context: typer.Context, incomplete: str) -> list[str]:
    portrait = _portrait(context)
    return _beginning([role.id for role in portrait.roles], incomplete) if portrait else []


def entries_beginning(context: typer.Context, incomplete: str) -> list[str]:
    """List the entries whose names begin so, for the shell to complete."""
    config = config_of(Environment(), journal=_given(context, "journal"))
    names = [path.stem for path in journal_of(config).files()]
    return [name for name in ["latest", *reversed(names)] if name.startswith(incomplete) and visible(name) == name]


def portraits_beginning(incomplete: str) -> list[str]:
    """List the portraits at hand whose names begin so, for the shell to complete."""
    from portrait_cli.store import library

    return _beginning([known.id for known in library.at_hand(config_of(Environment()))], incomplete)


# --- options and arguments ---

JournalOption = Annotated[
    str, typer.Option("--journal", metavar="DIR", help="The folder of entries; else PORTRAIT_JOURNAL.")
]
PortraitOption = Annotated[
    str,
    typer.Option(
        "--portrait",
        metavar="NAME-or-FILE",
        autocompletion=portraits_beginning,
        help="Another portrait, by name or file; else PORTRAIT_PORTRAIT.",
    ),
]
RoleOption = Annotated[
    str, typer.Option("--role", metavar="ROLE", autocompletion=_roles, help="Your role, such as building-leader.")
]
PlainOption = Annotated[bool, typer.Option("--plain", help="Line by line, for screen readers and simple terminals.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
SinceOption = Annotated[
    str, typer.Option("--since", metavar="DATE", help="From this day on: 2026-09, yesterday, sep 1.")
]
UntilOption = Annotated[str, typer.Option("--until", metavar="DATE", help="Up to this day.")]
AboutOption = Annotated[
    str,
    typer.Option(
        "--attribute",
        metavar="ATTRIBUTE",
        autocompletion=attributes_beginning,
        help="Only entries about this attribute.",
    ),
]
GuideOption = Annotated[
    str,
    typer.Option("--guide", metavar="GUIDE", autocompletion=_guides, help="The guide to follow: portrait guides."),
]
GuideFilter = Annotated[
    str, typer.Option("--guide", metavar="GUIDE", autocompletion=_guides, help="Only entries made with this guide.")
]
RoleFilter = Annotated[
    str, typer.Option("--role", metavar="ROLE", autocompletion=_roles, help="Only entries written in this role.")
]
TagOption = Annotated[str, typer.Option("--tag", metavar="TAG", help="Only entries with this tag.")]
ForceOption = Annotated[bool, typer.Option("--force", "-f", help="Write over FILE if it is there.")]
MOST = 1_000_000_000
"""The largest number of entries that can be asked for."""
NOT_WRITTEN_OVER = "choose another name, or write over it with --force"
EntryArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ENTRY]",
        autocompletion=entries_beginning,
        help='latest, a day such as yesterday, "2026-11-23 18:30", an id or its beginning, or a file.',
    ),
]
AttributesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ATTRIBUTE]...", autocompletion=attributes_beginning, help="None for the whole portrait."
    ),
]
AttributeArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ATTRIBUTE]", autocompletion=attributes_beginning, help="None for the portrait at a glance."
    ),
]
IndicatorArgument = Annotated[
    str, typer.Argument(metavar="[INDICATOR]", autocompletion=_indicators, help="One of its indicators, such as AD2.")
]
