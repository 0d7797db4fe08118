"""`portrait portraits`: choose the portrait to reflect on, or make your own."""

from typing import Annotated

import typer

from portrait_cli.app import portraits as app_portraits
from portrait_cli.app import use_portrait
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_config
from portrait_cli.cli.options import JsonOption, PlainOption, command_app, shared

app = command_app()


@app.callback(invoke_without_command=True)
def portraits(context: typer.Context, json: JsonOption = False, plain: PlainOption = False) -> None:
    """Choose the portrait you reflect on, or make your own.

    For example:

    \b
        portrait portraits list
        portrait portraits new ours.yaml --from rubric.csv
        portrait portraits check ours.yaml
        portrait portraits use ours.yaml
    """
    given = shared(context, plain=plain, json=json)
    context.obj = given
    if context.invoked_subcommand is None:
        app_portraits.list_portraits(given.environment, open_config(given), as_json=given.json)


@app.command(name="list")
def list_portraits(context: typer.Context, json: JsonOption = False, plain: PlainOption = False) -> None:
    """List the portraits you can choose; a star marks the one in use.

    For example:

    \b
        portrait portraits list
    """
    given = shared(context, plain=plain, json=json)
    app_portraits.list_portraits(given.environment, open_config(given), as_json=given.json)


@app.command()
def use(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME-or-FILE", autocompletion=completion.portraits_or_files, help="One of the list, or a file."
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> None:
    """Reflect on this portrait from now on. A file is copied; the original stays where it is.

    It says what happens to your lines of growth, and asks first if any would end.

    For example:

    \b
        portrait portraits use ours.yaml
        portrait portraits use portrait-of-a-leader
    """
    given = shared(context)
    without_asking = "" if yes else given.command("portraits", "use", name, "--yes")
    use_portrait.use(given.environment, open_config(given), name, given.closing, without_asking=without_asking)


@app.command()
def check(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            autocompletion=completion.files,
            help="A portrait file; leave it out for the one in use.",
        ),
    ] = "",
    json: JsonOption = False,
) -> None:
    """Check a portrait file, and name every problem with its line.

    If the file can be used, it also says what that would do to your lines of growth.

    For example:

    \b
        portrait portraits check ours.yaml
    """
    given = shared(context, json=json)
    app_portraits.check(given.environment, open_config(given), file, given.closing, as_json=given.json)


@app.command()
def schema(context: typer.Context) -> None:
    """Print the format as a JSON Schema, for editors that complete and explain.

    For example:

    \b
        portrait portraits schema > portrait.schema.json
    """
    shared(context).environment.write(app_portraits.schema())


@app.command()
def new(
    context: typer.Context,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", autocompletion=completion.files, help="The file to write, such as ours.yaml."),
    ],
    table: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TABLE",
            autocompletion=completion.files,
            help="Start from a rubric table: CSV, a workbook, cells pasted from a spreadsheet; - for stdin.",
        ),
    ] = "",
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="What the portrait is called.")] = "",
    attributes: Annotated[
        list[str] | None, typer.Option("--attribute", metavar="NAME", help="An attribute; repeat it for more.")
    ] = None,
    level: Annotated[
        list[str] | None, typer.Option("--level", metavar="NAME", help="A level, lowest first; repeat it for more.")
    ] = None,
    levels: Annotated[
        str, typer.Option("--levels", metavar="NAMES", help="All levels, lowest first, separated by commas.")
    ] = "",
    lowest_first: Annotated[
        bool, typer.Option("--lowest-first", help="The table has its lowest level first.")
    ] = False,
    highest_first: Annotated[
        bool, typer.Option("--highest-first", help="The table has its highest level first.")
    ] = False,
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="HEADER=MEANING", help="What a column is for, such as Proof=look-for."),
    ] = None,
    sheets: Annotated[
        list[str] | None, typer.Option("--sheet", metavar="NAME", help="A sheet of a workbook; repeat it for more.")
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", metavar="CODE", help="In a table in two languages, which to keep, such as es."),
    ] = "",
    like: Annotated[
        str,
        typer.Option(
            "--like",
            metavar="NAME-or-FILE",
            autocompletion=completion.portraits_or_files,
            help="Last year's portrait: parts that match it keep their ids.",
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show how a table is read, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write without asking.")] = False,
    plain: PlainOption = False,
) -> None:
    """Write a portrait file to start from, with notes that explain each part.

    In a terminal it asks three questions; with any of the options it asks none. From a table it first shows how the
    table is read, and lets you change that.

    For example:

    \b
        portrait portraits new ours.yaml
        portrait portraits new ours.yaml --from rubric.csv
        portrait portraits new ours.yaml --title "Our Leaders" --attribute Courage --attribute Care
        portrait portraits new next.yaml --from rubric.csv --like ours.yaml
    """
    from portrait_cli.app import new_portrait  # 150 ms with all that reads tables

    wishes = new_portrait.wishes(
        levels=levels,
        order=new_portrait.order_of(lowest_first=lowest_first, highest_first=highest_first),
        columns=columns or (),
        sheets=sheets or (),
        language=language,
    )
    wanted = new_portrait.NewPortrait(
        file,
        table,
        title,
        tuple(attributes or ()),
        tuple(level or ()),
        wishes=wishes,
        like=like,
        yes=yes,
        dry_run=dry_run,
    )
    given = shared(context, plain=plain)
    new_portrait.new(given.environment, lambda: open_config(given), wanted)
