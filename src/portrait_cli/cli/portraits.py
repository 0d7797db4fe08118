"""The commands about portraits: which are at hand, which is in use, and how to make one's own."""

import contextlib
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.cli.options import JsonOption, PlainOption, config_of, portraits_beginning
from portrait_cli.core.errors import InvalidFileError, NotFoundError, StorageError, UsageError
from portrait_cli.terminal.environment import Environment

if TYPE_CHECKING:
    from portrait_cli.formats.rubric import Rubric

SCHEMA = "portrait.schema.json"

app = typer.Typer(
    name="portraits",
    help="Choose the portrait you reflect on, or make your own.",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    no_args_is_help=False,
)


@app.callback(invoke_without_command=True)
def portraits(context: typer.Context) -> None:
    """Choose the portrait you reflect on, or make your own.

    For example:

    \b
        portrait portraits list
        portrait portraits new ours.yaml --from rubric.csv
        portrait portraits check ours.yaml
        portrait portraits use ours.yaml
    """
    if context.invoked_subcommand is None:
        _list(context.obj, as_data=False, plain=False)


@app.command(name="list")
def list_portraits(context: typer.Context, json: JsonOption = False, plain: PlainOption = False) -> None:
    """List the portraits at hand; a star stands at the one in use."""
    _list(context.obj, as_data=json, plain=plain)


def _list(environment: Environment, *, as_data: bool, plain: bool) -> None:
    from portrait_cli.export import json_data
    from portrait_cli.render.portrait import shelf
    from portrait_cli.store import library as known

    config = config_of(environment, plain=plain)
    found = list(known.at_hand(config))
    used: Path | None = None
    with contextlib.suppress(NotFoundError):  # what is lost is found by looking at what is there
        used = known.chosen(config)
    if as_data:
        facts = [
            {
                "id": one.id,
                "title": one.name,
                "version": one.portrait.version if one.portrait else "",
                "file": str(one.file),
                "in_use": one.file == used,
                "problem": one.problem,
            }
            for one in found
        ]
        environment.write(json_data.write({"portraits": facts}))
    else:
        environment.show(shelf(found, used, environment.look(plain=config.plain)), plain=config.plain)


@app.command()
def use(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME-or-FILE", autocompletion=portraits_beginning, help="One of the list, or a file."
        ),
    ],
) -> None:
    """Reflect on this portrait from now on. A file is copied, so that it stays where it is.

    For example:

    \b
        portrait portraits use ours.yaml
        portrait portraits use portrait-of-a-leader
    """
    from portrait_cli.core import lookup
    from portrait_cli.store import config as settings
    from portrait_cli.store import library

    environment: Environment = context.obj
    config = config_of(environment)
    if library.is_file_name(name):
        path = _there(name)
        portrait, before = library.install(path, config)
        copied = "The copy made before was replaced." if before else "A copy was made."
        environment.say(f"{copied} After a change in {name}, run this command again.")
        lost = sorted(library.names_of(before) - library.names_of(portrait)) if before else []
        if lost:
            environment.say(f"No longer in it: {', '.join(lost)}. Entries keep what they say of them.")
    else:
        found = lookup.find(list(library.at_hand(config)), name, "portrait")
        if found.portrait is None:
            raise InvalidFileError(found.problem, hint=f"portrait portraits check {found.file}")
        portrait = found.portrait
    settings.remember(config, "portrait", portrait.id)
    environment.say(f"In use now: {portrait.title}. Read it with: portrait show")
    overruled = environment.variables.get("PORTRAIT_PORTRAIT")
    if overruled:
        environment.say(f"In this window PORTRAIT_PORTRAIT still says {overruled}.")


@app.command()
def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="[FILE]", help="A portrait file; none for the one in use.")] = "",
    json: JsonOption = False,
) -> None:
    """Check a portrait file, and name every problem with its line.

    For example:

    \b
        portrait portraits check ours.yaml
    """
    from portrait_cli.export import json_data
    from portrait_cli.render.screen import count
    from portrait_cli.store import library

    environment: Environment = context.obj
    config = config_of(environment)
    path = _there(file) if file else library.chosen(config)
    portrait, warnings = library.check(path, file or path.name)
    if json:
        environment.write(json_data.write({"file": str(path), "portrait": portrait.id, "warnings": warnings}))
        return
    for warning in warnings:
        environment.write(f"{warning}\n")
    numbers = {
        "attribute": len(portrait.attributes),
        "indicator": len(list(portrait.indicators())),
        "prompt": sum(len(attribute.prompts) for attribute in portrait.attributes),
        "guide": len(portrait.guides),
    }
    holds = ", ".join(count(number, noun) for noun, number in numbers.items() if number)
    lent = [f"{noun}s" for noun in ("prompt", "guide") if not numbers[noun]]
    lends = f" The {' and '.join(lent)} of the Portrait of a Leader are lent to it." if lent else ""
    environment.write(f"{portrait.title}, version {portrait.version}: {holds}. It can be used.{lends}\n")


@app.command()
def schema(context: typer.Context) -> None:
    """Print the format as a JSON Schema, for editors that complete and explain."""
    environment: Environment = context.obj
    environment.write(_schema())


def _schema() -> str:
    import json

    from portrait_cli.formats.schema import portrait_schema

    return json.dumps(portrait_schema(), ensure_ascii=False, indent=2) + "\n"


@app.command()
def new(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to write, such as ours.yaml.")],
    table: Annotated[
        str, typer.Option("--from", metavar="TABLE", help="Begin from a rubric table saved as CSV.")
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="What the portrait is called.")] = "",
    attributes: Annotated[
        list[str] | None, typer.Option("--attribute", metavar="NAME", help="An attribute; give it again for more.")
    ] = None,
    levels: Annotated[
        list[str] | None, typer.Option("--level", metavar="NAME", help="A level, lowest first; again for more.")
    ] = None,
) -> None:
    """Write a portrait file to begin from, with notes in it that explain each part.

    In a terminal it asks three questions; with any of the options it asks none.

    For example:

    \b
        portrait portraits new ours.yaml
        portrait portraits new ours.yaml --from rubric.csv
        portrait portraits new ours.yaml --title "Our Leaders" --attribute Courage --attribute Care
    """
    from portrait_cli.formats import starter
    from portrait_cli.store import files

    environment: Environment = context.obj
    path = files.path_of(file)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        raise UsageError(
            f"{file} should end in .yaml", hint=f"portrait portraits new {shlex.quote(path.stem or 'ours')}.yaml"
        )
    if files.exists(path):
        raise StorageError(f"{file} is there already", hint="choose another name; nothing was written over")
    if table and (attributes or levels):
        raise UsageError(
            "--from takes attributes and levels from the table", hint="leave --attribute and --level out"
        )
    if table:
        rubric = _from_table(environment, table, title or Path(table).stem)
    elif title or attributes or levels or not environment.can_ask:
        rubric = starter.rubric(title or path.stem, tuple(attributes or ()), tuple(levels or ()))
    else:
        rubric = _asked(path.stem)
    beside = path.parent / SCHEMA
    if not files.write_new(path, starter.write(rubric, schema=SCHEMA)):
        raise StorageError(f"{file} is there already", hint="choose another name; nothing was written over")
    ours = files.write_new(beside, _schema())
    with_schema = f", and {SCHEMA} beside it for editors that know YAML" if ours else ""
    environment.say(
        f"Wrote {file}{with_schema}.\n"
        f"Open it in any editor, then: portrait portraits check {shlex.quote(file)}\n"
        f"Try it: portrait reflect --portrait {shlex.quote(file)}"
    )


def _from_table(environment: Environment, name: str, title: str) -> "Rubric":
    from msgspec.structs import replace

    from portrait_cli.formats import rubric_table
    from portrait_cli.formats.problems import MAX_BYTES
    from portrait_cli.store import files

    path = _there(name)
    with files.storage_errors(path), path.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)  # no more than it takes to see that it is too large
    read, warnings = rubric_table.read(data, name)
    for warning in warnings:
        environment.say(f"portrait: {warning}")
    if read.levels:
        names = ", ".join(level.name for level in read.levels)
        environment.say(f"Levels, lowest first: {names}. If that is not so, change their order in the file.")
    return replace(read, title=title)


def _asked(stem: str) -> "Rubric":
    """Ask three questions; Enter is an answer to each."""
    from portrait_cli.formats import starter

    title = typer.prompt("What is your portrait called?", default=stem, err=True)
    attributes = typer.prompt(
        "Its attributes, with commas between them (Enter for three examples)",
        default="",
        show_default=False,
        err=True,
    )
    levels = typer.prompt(
        "Its levels, lowest first, with commas (Enter for Starting, Growing, Steady, Multiplying)",
        default="",
        show_default=False,
        err=True,
    )
    return starter.rubric(title, _names(attributes), _names(levels))


def _names(said: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in said.replace("،", ",").split(",") if name.strip())


def _there(name: str) -> Path:
    from portrait_cli.store import files

    path = files.path_of(name)
    if not files.exists(path):
        raise NotFoundError(f"there is no file {name}")
    return path
