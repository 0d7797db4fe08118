"""The commands: each reads its options, calls what does the work, and shows what came of it."""

from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from portrait_cli import __version__
from portrait_cli.environment import Environment
from portrait_cli.errors import NotFoundError, StorageError, UsageError
from portrait_cli.visible import visible

if TYPE_CHECKING:
    from portrait_cli.config import Config
    from portrait_cli.desk import Desk
    from portrait_cli.journal import Journal
    from portrait_cli.model.portrait import Portrait
    from portrait_cli.selection import Selection

NEWEST = 20
"""How many entries `list` shows unless it is told otherwise."""

app = typer.Typer(
    name="portrait",
    help="Structured reflection for education leaders: good questions, a journal you own, growth over time.",
    epilog="Begin with: portrait reflect",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes tire, and a screen reader reads them aloud
)


# --- names that complete in the shell ---


def _attributes(incomplete: str) -> list[str]:
    return [
        attribute.id
        for attribute in _shipped(Environment()).attributes
        if attribute.id.startswith(incomplete.lower())
    ]


def _guides(incomplete: str) -> list[str]:
    return [guide.id for guide in _shipped(Environment()).guides if guide.id.startswith(incomplete.lower())]


def _roles(incomplete: str) -> list[str]:
    return [role.id for role in _shipped(Environment()).roles if role.id.startswith(incomplete.lower())]


def _entries(context: typer.Context, incomplete: str) -> list[str]:
    config = _config(Environment(), (context.params or {}).get("journal") or "")
    names = [path.stem for path in _journal(config).files()]
    # A name that could act on the terminal is not offered.
    return [name for name in ["latest", *reversed(names)] if name.startswith(incomplete) and visible(name) == name]


# --- options that several commands share ---

JournalOption = Annotated[
    str, typer.Option("--journal", metavar="DIR", help="The folder of entries; else PORTRAIT_JOURNAL.")
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
        "--attribute", metavar="ATTRIBUTE", autocompletion=_attributes, help="Only entries about this attribute."
    ),
]
GuideFilter = Annotated[
    str, typer.Option("--guide", metavar="GUIDE", autocompletion=_guides, help="Only entries made with this guide.")
]
RoleFilter = Annotated[
    str, typer.Option("--role", metavar="ROLE", autocompletion=_roles, help="Only entries written in this role.")
]
TagOption = Annotated[str, typer.Option("--tag", metavar="TAG", help="Only entries with this tag.")]
EntryArgument = Annotated[
    str,
    typer.Argument(
        metavar="[ENTRY]", autocompletion=_entries, help="latest, a date, an id or the beginning of one, or a file."
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"portrait {__version__}")
        raise typer.Exit


# --- what the commands stand on ---


def _config(environment: Environment, journal: str, *, plain: bool = False) -> "Config":
    from portrait_cli import config

    return config.load(environment.variables, journal, plain=plain)


def _journal(config: "Config") -> "Journal":
    from portrait_cli.journal import Journal

    return Journal(config.journal, config.locks)


def _shipped(environment: Environment) -> "Portrait":
    from portrait_cli.portraits import shipped

    return shipped(_config(environment, "").cache)


def _desk(environment: Environment, journal: str, *, plain: bool = False) -> "Desk":
    from portrait_cli.desk import Desk
    from portrait_cli.portraits import shipped

    config = _config(environment, journal, plain=plain)
    return Desk(environment, config, shipped(config.cache), _journal(config))


def _selection(desk: "Desk", since: str, until: str, attribute: str, guide: str, role: str, tag: str) -> "Selection":
    from portrait_cli import naming, selection

    today, portrait = desk.environment.now().date(), desk.portrait
    return selection.Selection(
        since=selection.first_day(since, today) if since else None,
        until=selection.last_day(until, today) if until else None,
        attribute=naming.find(portrait.attributes, attribute, "attribute").id if attribute else "",
        guide=naming.find(portrait.guides, guide, "guide").id if guide else "",
        role=naming.find_role(portrait.roles, role).id if role else "",
        tag=tag,
    )


# --- the commands ---


@app.callback(invoke_without_command=True)
def portrait(
    context: typer.Context,
    journal: JournalOption = "",
    plain: PlainOption = False,
    json: JsonOption = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Show where you stand and one thing to do next; with a command, do that."""
    environment: Environment = context.obj
    if context.invoked_subcommand:
        # Before a command the two options hold as the environment's variables would.
        given = {"PORTRAIT_JOURNAL": journal, "PORTRAIT_PLAIN": "1" if plain else ""}
        said = {name: value for name, value in given.items() if value}
        context.obj = replace(environment, variables={**environment.variables, **said})
        return
    from portrait_cli import home

    home.show(_desk(environment, journal, plain=plain), as_data=json)


@app.command()
def reflect(
    context: typer.Context,
    attributes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ATTRIBUTE]...", autocompletion=_attributes, help="None for the whole portrait."),
    ] = None,
    guide: Annotated[
        str, typer.Option("--guide", metavar="GUIDE", autocompletion=_guides, help="The guide to follow.")
    ] = "",
    role: RoleOption = "",
    new: Annotated[bool, typer.Option("--new", help="Begin anew; an unfinished draft is left as it is.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print the answers file to fill in.")] = False,
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Take the answers from a filled-in file; - for stdin.")
    ] = "",
    journal: JournalOption = "",
    plain: PlainOption = False,
) -> None:
    """Answer a few good questions, and keep what you say.

    Without ATTRIBUTE it is every attribute in turn. With one or more of them it goes deeper.

    For example:

    \b
        portrait reflect
        portrait reflect advocacy
        portrait reflect --template > answers.yaml
    """
    from portrait_cli import reflecting

    environment: Environment = context.obj
    if template and answers:
        raise UsageError("--template prints a file and --answers reads one", hint="use one of them at a time")
    wish = reflecting.Wish(tuple(attributes or ()), guide, role)
    desk = _desk(environment, journal, plain=plain)
    if template:
        environment.write(reflecting.template(desk, wish))
    elif answers:
        data, file = _input(environment, answers)
        reflecting.from_answers(desk, wish, data, file)
    else:
        reflecting.at_the_terminal(desk, wish, new=new)


def _input(environment: Environment, name: str) -> tuple[bytes, str]:
    from portrait_cli import durable

    if name == "-":
        return environment.read_stdin(), "stdin"
    path = durable.path_of(name)
    if not durable.exists(path):
        raise NotFoundError(f"there is no file {name}")
    with durable.storage_errors(path):
        return path.read_bytes(), name


@app.command()
def show(
    context: typer.Context,
    attribute: Annotated[
        str,
        typer.Argument(metavar="[ATTRIBUTE]", autocompletion=_attributes, help="None for the portrait at a glance."),
    ] = "",
    role: RoleOption = "",
    markdown: Annotated[bool, typer.Option("--md", help="Print Markdown.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    plain: PlainOption = False,
) -> None:
    """Read the portrait, or one attribute of it.

    For example:

    \b
        portrait show
        portrait show advocacy
        portrait show human --role coach
    """
    from portrait_cli import reading

    if markdown and json:
        raise UsageError("choose --md or --json, not both")
    reading.show(
        _desk(context.obj, journal, plain=plain), attribute, role, "md" if markdown else "json" if json else "screen"
    )


@app.command(name="list")
def list_entries(
    context: typer.Context,
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, help="How many, newest first.")
    ] = NEWEST,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    json: JsonOption = False,
    journal: JournalOption = "",
    plain: PlainOption = False,
) -> None:
    """List your entries, newest first.

    For example:

    \b
        portrait list
        portrait list --since "last month"
        portrait list --attribute advocacy
    """
    from portrait_cli.export import data
    from portrait_cli.render.journal import listing
    from portrait_cli.selection import nothing

    environment: Environment = context.obj
    desk = _desk(environment, journal, plain=plain)
    chosen = _selection(desk, since, until, attribute, guide, role, tag)
    found = desk.selected(chosen)
    if json:
        environment.write(data.write({"entries": data.entries(found[:number])}))
    elif not found:
        raise nothing(chosen)
    else:
        look = environment.look(plain=desk.config.plain)
        environment.show(listing(found[:number], len(found[number:]), look), plain=desk.config.plain)


@app.command()
def read(
    context: typer.Context,
    entry: EntryArgument = "latest",
    raw: Annotated[bool, typer.Option("--raw", help="Print the file as it stands.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    plain: PlainOption = False,
) -> None:
    """Read one entry, the newest unless you name another.

    For example:

    \b
        portrait read
        portrait read 2026-11-23
        portrait read --raw
    """
    from portrait_cli.export import data
    from portrait_cli.render import journal as shown

    environment: Environment = context.obj
    desk = _desk(environment, journal, plain=plain)
    stored = desk.journal.find(entry, desk.entries())
    if raw:
        environment.write(desk.journal.raw(stored.path))
    elif json:
        environment.write(data.write({"entry": data.entries([stored.entry])[0]}))
    else:
        look = environment.look(plain=desk.config.plain)
        environment.show(shown.entry(stored.entry, desk.portrait, look), plain=desk.config.plain)


@app.command()
def export(
    context: typer.Context,
    entry: EntryArgument = "",
    markdown: Annotated[bool, typer.Option("--md", help="Markdown (the default).")] = False,
    json: JsonOption = False,
    everything: Annotated[bool, typer.Option("--all", help="Every entry.")] = False,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Into a new file.")] = "",
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    journal: JournalOption = "",
) -> None:
    """Copy out an entry to share or to keep, the newest unless you name another.

    For example:

    \b
        portrait export --md
        portrait export 2026-11-23 -o for-my-coach.md
        portrait export --all --json
    """
    from portrait_cli import durable
    from portrait_cli.export import data
    from portrait_cli.export import markdown as paper
    from portrait_cli.selection import Selection, nothing

    environment: Environment = context.obj
    if markdown and json:
        raise UsageError("choose --md or --json, not both")
    desk = _desk(environment, journal)
    chosen = _selection(desk, since, until, attribute, guide, role, tag)
    several = everything or chosen != Selection()
    if entry and several:
        raise UsageError("an ENTRY is one entry, --all and filters are many", hint="use one or the other")
    found = desk.selected(chosen) if several else [desk.journal.find(entry or "latest", desk.entries()).entry]
    if not found:
        raise nothing(chosen)
    text = data.write({"entries": data.entries(found)}) if json else paper.write(found, desk.portrait)
    if output in {"", "-"}:
        environment.write(text)
        return
    if not durable.write_new(durable.path_of(output), text):
        raise StorageError(f"{output} is there already", hint="choose another name; nothing was written over")
    environment.say(f"Wrote {output}: " + "; ".join(entry.title for entry in found[:5]) + (" …" if found[5:] else ""))


@app.command()
def paths(context: typer.Context, json: JsonOption = False, journal: JournalOption = "") -> None:
    """Show where everything is: journal, drafts, settings."""
    from portrait_cli.config import places
    from portrait_cli.durable import exists
    from portrait_cli.export import data
    from portrait_cli.portraits import shipped_file

    environment: Environment = context.obj
    known = [*places(_config(environment, journal)), ("portrait", shipped_file())]
    if json:
        environment.write(data.write({"paths": {name: str(path) for name, path in known}}))
        return
    for name, path in known:
        missing = "" if exists(path) else "  (not there yet)"
        environment.write(f"{name:<9} {path}{missing}\n")
