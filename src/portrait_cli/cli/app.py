"""The commands: each reads its options, calls what does the work, and shows what came of it."""

import contextlib
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli import __version__
from portrait_cli.cli import edit, find, import_entries, plans, portraits
from portrait_cli.cli.growth import growth
from portrait_cli.cli.note import note
from portrait_cli.cli.options import (
    MOST,
    NOT_WRITTEN_OVER,
    AboutOption,
    AttributeArgument,
    AttributesArgument,
    EntryArgument,
    ForceOption,
    GuideFilter,
    GuideOption,
    IndicatorArgument,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    RoleFilter,
    RoleOption,
    SinceOption,
    TagOption,
    UntilOption,
    config_of,
    filters_of,
    workspace_of,
)
from portrait_cli.core.errors import NotFoundError, StorageError, UsageError
from portrait_cli.terminal.environment import Environment

if TYPE_CHECKING:
    from portrait_cli.core.outline import Layer

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


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"portrait {__version__}")
        raise typer.Exit


# --- the commands ---


@app.callback(invoke_without_command=True)
def portrait(
    context: typer.Context,
    journal: JournalOption = "",
    chosen: PortraitOption = "",
    plain: PlainOption = False,
    json: JsonOption = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Show where you stand and one thing to do next; with a command, do that."""
    environment: Environment = context.obj
    if context.invoked_subcommand:
        # Before a command the options hold as the environment's variables would.
        given = {"PORTRAIT_JOURNAL": journal, "PORTRAIT_PORTRAIT": chosen, "PORTRAIT_PLAIN": "1" if plain else ""}
        said = {name: value for name, value in given.items() if value}
        context.obj = replace(environment, variables={**environment.variables, **said})
        return
    from portrait_cli.app import home

    home.show(workspace_of(environment, journal=journal, portrait=chosen, plain=plain), as_data=json)


@app.command()
def reflect(
    context: typer.Context,
    attributes: AttributesArgument = None,
    guide: GuideOption = "",
    role: RoleOption = "",
    new: Annotated[bool, typer.Option("--new", help="Begin anew; an unfinished draft is left as it is.")] = False,
    template: Annotated[bool, typer.Option("--template", help="Print the answers file to fill in.")] = False,
    answers: Annotated[
        str, typer.Option("--answers", metavar="FILE", help="Take the answers from a filled-in file; - for stdin.")
    ] = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
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
    from portrait_cli.app import reflect

    environment: Environment = context.obj
    if template and answers:
        raise UsageError("--template prints a file and --answers reads one", hint="use one of them at a time")
    wish = reflect.Wish(tuple(attributes or ()), guide, role)
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    if template:
        environment.write(reflect.template(workspace, wish))
    elif answers:
        data, file = _input(environment, answers)
        reflect.from_answers(workspace, wish, data, file)
    else:
        reflect.at_the_terminal(workspace, wish, new=new)


def _input(environment: Environment, name: str) -> tuple[bytes, str]:
    from portrait_cli.store import files

    if name == "-":
        return environment.read_stdin(), "stdin"
    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file {name}")
    with files.storage_errors(path):
        return path.read_bytes(), name


@app.command()
def show(
    context: typer.Context,
    attribute: AttributeArgument = "",
    indicator: IndicatorArgument = "",
    role: RoleOption = "",
    prompts: Annotated[bool, typer.Option("--prompts", help="Its questions.")] = False,
    practices: Annotated[
        bool, typer.Option("--practices", help="Things to try, plans to begin from, a story.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--md", help="Print Markdown.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Read the portrait, one attribute of it, or one indicator.

    For example:

    \b
        portrait show
        portrait show advocacy
        portrait show advocacy AD2
        portrait show advocacy --prompts
        portrait show human --role coach
    """
    from portrait_cli.app import show

    if markdown and json:
        raise UsageError("choose --md or --json, not both")
    chosen: list[Layer] = ["role"] if role else []
    chosen += ["prompts"] if prompts else []
    chosen += ["practices"] if practices else []
    wish = show.Wish(attribute, indicator, role, tuple(chosen))
    workspace = workspace_of(context.obj, journal=journal, portrait=portrait, plain=plain)
    show.show(workspace, wish, "md" if markdown else "json" if json else "screen")


@app.command()
def guides(
    context: typer.Context, json: JsonOption = False, portrait: PortraitOption = "", plain: PlainOption = False
) -> None:
    """List the guides: what each is good for, and its minutes."""
    from portrait_cli.app import show

    show.guides(workspace_of(context.obj, portrait=portrait, plain=plain), as_data=json)


@app.command(name="list")
def list_entries(
    context: typer.Context,
    number: Annotated[
        int, typer.Option("-n", "--number", metavar="N", min=1, max=MOST, help="How many, newest first.")
    ] = NEWEST,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    calendar: Annotated[
        bool, typer.Option("--calendar", help="The days of the last twelve months at a glance.")
    ] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """List your entries, newest first.

    For example:

    \b
        portrait list
        portrait list --since "last month"
        portrait list --attribute advocacy
        portrait list --calendar
    """
    from portrait_cli.core.filters import nothing
    from portrait_cli.export import json_data
    from portrait_cli.render.entry import listing

    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    chosen = filters_of(workspace, since, until, attribute, guide, role, tag)
    if calendar:
        find.calendar(workspace, chosen, as_data=json)
        return
    found = workspace.index().entries(chosen, number)
    entries = [stored.entry for stored in found.entries]
    if json:
        environment.write(json_data.write({"entries": json_data.entries(entries)}))
    elif not entries:
        raise nothing(chosen)
    else:
        look = environment.look(plain=workspace.config.plain)
        environment.show(listing(entries, found.more, look), plain=workspace.config.plain)


@app.command()
def read(
    context: typer.Context,
    entry: EntryArgument = "latest",
    raw: Annotated[bool, typer.Option("--raw", help="Print the file as it stands.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Read one entry, the newest unless you name another.

    For example:

    \b
        portrait read
        portrait read 2026-11-23
        portrait read --raw
    """
    from portrait_cli.core.plans import history
    from portrait_cli.export import json_data
    from portrait_cli.render import entry as shown

    environment: Environment = context.obj
    workspace = workspace_of(environment, journal=journal, portrait=portrait, plain=plain)
    index = workspace.index()
    stored = workspace.find(entry, index)
    if raw:
        environment.write(workspace.journal.raw(stored.path))
    elif json:
        environment.write(json_data.write({"entry": json_data.entries([stored.entry])[0]}))
    else:
        look = environment.look(plain=workspace.config.plain)
        tracked_plans = history([stored.entry, *index.telling_of(stored.entry)])  # it may lie outside the journal
        environment.show(
            shown.entry(stored.entry, tracked_plans, workspace.portrait, look), plain=workspace.config.plain
        )


@app.command()
def export(
    context: typer.Context,
    entry: EntryArgument = "",
    markdown: Annotated[bool, typer.Option("--md", help="Markdown (the default).")] = False,
    json: JsonOption = False,
    everything: Annotated[bool, typer.Option("--all", help="Every entry.")] = False,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Into a file.")] = "",
    force: ForceOption = False,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    guide: GuideFilter = "",
    role: RoleFilter = "",
    tag: TagOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Copy out entries, to share or to keep; the newest unless you name another.

    For example:

    \b
        portrait export --md
        portrait export 2026-11-23 -o for-my-coach.md
        portrait export --all --json
    """
    from portrait_cli.core.filters import Filters, nothing
    from portrait_cli.export import json_data
    from portrait_cli.export import markdown as paper
    from portrait_cli.store import files

    environment: Environment = context.obj
    if markdown and json:
        raise UsageError("choose --md or --json, not both")
    workspace = workspace_of(environment, journal=journal, portrait=portrait)
    chosen = filters_of(workspace, since, until, attribute, guide, role, tag)
    several = everything or chosen != Filters()
    if entry and several:
        raise UsageError("an ENTRY is one entry, --all and filters are many", hint="use one or the other")
    index = workspace.index()
    meant = index.entries(chosen).entries if several else [workspace.find(entry or "latest", index)]
    found = [stored.entry for stored in meant]
    if not found:
        raise nothing(chosen)
    text = json_data.write({"entries": json_data.entries(found)}) if json else paper.write(found, workspace.portrait)
    if output in {"", "-"}:
        environment.write(text)
        return
    if not files.write_out(files.path_of(output), text, over=force):
        raise StorageError(f"{output} is there already", hint=NOT_WRITTEN_OVER)
    environment.say(f"Wrote {output}: " + "; ".join(entry.title for entry in found[:5]) + (" …" if found[5:] else ""))


@app.command()
def paths(context: typer.Context, json: JsonOption = False, journal: JournalOption = "") -> None:
    """Show where everything is: journal, drafts, settings, portraits."""
    from portrait_cli.export import json_data
    from portrait_cli.store.config import places
    from portrait_cli.store.files import exists
    from portrait_cli.store.library import chosen

    environment: Environment = context.obj
    config = config_of(environment, journal=journal)
    known = places(config)
    with contextlib.suppress(NotFoundError):  # a name that is wrong hides no place
        known.append(("portrait", chosen(config)))
    if json:
        environment.write(json_data.write({"paths": {name: str(path) for name, path in known}}))
        return
    for name, path in known:
        missing = "" if exists(path) else "  (not there yet)"
        environment.write(f"{name:<9} {path}{missing}\n")


# --- commands with a module of their own, in the order of the help ---

app.command()(find.search)
app.add_typer(plans.app)
app.add_typer(plans.app, name="commitments", hidden=True)
app.add_typer(portraits.app)
app.command(name="import")(import_entries.import_entries)
app.command()(growth)
app.command()(note)
app.command()(edit.edit)
app.command()(edit.delete)
app.command()(edit.undo)


def only(name: str) -> typer.Typer:
    """Leave every other command out, where one is named: to make them all takes a tenth of a start."""
    named = {info.name or getattr(info.callback, "__name__", ""): info for info in app.registered_commands}
    if name not in named:
        return app
    narrow = copy(app)
    narrow.registered_commands, narrow.registered_groups = [named[name]], []
    return narrow
