"""`portrait ask`: a page for colleagues, and the requests so far."""

from typing import Annotated

import typer

from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries, open_workspace
from portrait_cli.cli.options import (
    ForceOption,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.export.missing import colleagues_extra

app = command_app()


@app.command()
def ask(
    context: typer.Context,
    attributes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ATTRIBUTE]...",
            autocompletion=completion.attributes_or_indicators,
            help="What it is about; an indicator such as AD1 works too. Leave it out to list what you asked.",
        ),
    ] = None,
    of: Annotated[
        list[str] | None,
        typer.Option("--of", metavar="GROUP", help="Who is asked, such as staff or families; repeat it for more."),
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="WORDS", help="Why you ask; the page shows it.")] = "",
    until: Annotated[
        str,
        typer.Option("--until", metavar="DATE", help="Until when you ask for replies; ten days unless you say."),
    ] = "",
    items: Annotated[
        list[str] | None,
        typer.Option("--items", metavar="CODES", help='Which items, ten at most, by number or id: "1 4 7".'),
    ] = None,
    from_items: Annotated[
        str,
        typer.Option(
            "--from-items",
            metavar="FILE",
            autocompletion=completion.files,
            help="Your own items, one a line; - for stdin.",
        ),
    ] = "",
    no_comments: Annotated[bool, typer.Option("--no-comments", help="Ask for no words, only for choices.")] = False,
    fewest: Annotated[
        int | None,
        typer.Option("--fewest", metavar="N", help="Open a group from N replies on: 5, or more."),
    ] = None,
    collector: Annotated[
        str,
        typer.Option(
            "--collector", metavar='"NAME KEY"', help="Who receives the replies in your place, with their key."
        ),
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="EMAIL", help="Where replies are sent.")] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Your name, as the page shows it.")] = "",
    again: Annotated[
        str,
        typer.Option(
            "--again",
            metavar="REQUEST",
            autocompletion=completion.requests,
            help="Ask the same as in an earlier request, by its id.",
        ),
    ] = "",
    coach: Annotated[
        str,
        typer.Option("--coach", metavar="NAME", help="Ask a coach by name to place the same as you; not anonymous."),
    ] = "",
    entry: Annotated[
        str,
        typer.Option(
            "--entry",
            metavar="ENTRY",
            autocompletion=completion.entries_or_files,
            help="Let the coach answer this entry.",
        ),
    ] = "",
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", metavar="LINE", help="With --entry: leave these lines out.")
    ] = None,
    redact: Annotated[
        list[str] | None,
        typer.Option("--redact", metavar="NAME=ROLE", help="With --entry: write a role for a name."),
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="With --entry: print what would leave, and write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --entry: ask nothing, hand over the lines.")] = False,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FOLDER", autocompletion=completion.files, help="Where the pages are written."
        ),
    ] = "",
    force: ForceOption = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Ask colleagues what they see you do, with a page that you send them.

    Each group gets a page of its own. Replies are sealed, and shown as counts once five of a group have replied.
    A coach is asked by name: both of you place the same, and then see the two views side by side.

    For example:

    \b
        portrait ask advocacy --of staff --of families
        portrait ask advocacy collaboration --of staff --why "We start a new team."
        portrait ask AD1 AD2 AD4 --coach "Ms. Ortiz"
        portrait ask --coach "Ms. Ortiz" --entry latest
        portrait ask --from-items my-items.txt --of peers --until "2 weeks"
        portrait ask
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    with colleagues_extra("asking others"):
        from portrait_cli.app import ask as app_ask  # jinja2 and pyrage, which may be missing
        from portrait_cli.app import ask_list
        from portrait_cli.app.ask_coach import Coach, ask_coach
        from portrait_cli.app.export_selection import Picks
        from portrait_cli.app.new_request import Output

    wanted = app_ask.Wanted(
        attributes=tuple(attributes or ()),
        groups=tuple(of or ()),
        items=tuple(items or ()),
        from_items=from_items,
        has_comments=not no_comments,
        why=why,
        until=until,
        fewest=fewest,
        collector=collector,
        to=to,
        name=name,
        again=again,
    )
    if coach or entry:
        whom = Coach(coach, entry, Picks(exclude=tuple(exclude or ())), tuple(redact or ()), preview, yes)
        ask_coach(open_workspace(given), wanted, whom, Output(output, overwrite=force))
        return
    if exclude or redact or preview or yes:
        raise UsageError(
            "--exclude, --redact, --preview and --yes go with an entry", hint='add --coach "NAME" --entry ENTRY'
        )
    if wanted == app_ask.Wanted() and not output:
        ask_list.list_requests(open_entries(given), as_json=given.json)
        return
    if given.json:
        raise UsageError("--json goes with the list of requests", hint="portrait ask --json, without anything else")
    workspace = open_entries(given) if again else open_workspace(given)
    app_ask.ask(workspace, wanted, Output(output, overwrite=force))
