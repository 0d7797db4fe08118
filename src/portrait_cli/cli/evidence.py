"""`portrait evidence`: the log of what shows each attribute, and adding to it."""

from typing import Annotated

import typer

from portrait_cli.app import add_evidence
from portrait_cli.app import evidence as app_evidence
from portrait_cli.app.given_words import in_line, kept_unless_done
from portrait_cli.app.which_entries import FilterOptions
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries, open_workspace
from portrait_cli.cli.options import (
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    SinceOption,
    UntilOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.terminal.command_line import about_journal

app = command_app()


@app.callback(invoke_without_command=True)
def evidence(
    context: typer.Context,
    attribute: Annotated[
        str,
        typer.Option(
            "--attribute",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes_in_entries,
            help="Only evidence of this attribute or indicator, all of it.",
        ),
    ] = "",
    since: SinceOption = "",
    until: UntilOption = "",
    everything: Annotated[bool, typer.Option("--all", help="All of it, not only the newest of each.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See the evidence of your growth, and add to it.

    For example:

    \b
        portrait evidence
        portrait evidence --attribute AD2 --since "this school year"
        portrait evidence add "Three families spoke first." --attribute AD2
        portrait evidence add latest 2
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    command = context.invoked_subcommand
    if command:
        if everything or json or attribute or since or until:
            message = f"--attribute, --since, --until, --all and --json go after {command} or without it"
            raise UsageError(message, hint=f"portrait evidence {command} --help shows what it takes")
        return
    typed = FilterOptions(since=since, until=until, attribute=attribute)
    app_evidence.list_evidence(open_entries(given), typed, everything=everything, as_json=given.json)


@app.command()
def add(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WORDS]...",
            autocompletion=completion.entries_or_files,
            help="A line of your own; or an entry and the number of an answer: latest 2.",
        ),
    ] = None,
    attribute: Annotated[
        str,
        typer.Option(
            "--attribute",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes_or_indicators,
            help="What it shows; not needed for an answer.",
        ),
    ] = "",
    link: Annotated[
        list[str] | None, typer.Option("--link", metavar="URL", help="A web address; repeat it for more.")
    ] = None,
    file: Annotated[
        list[str] | None,
        typer.Option(
            "--file",
            metavar="FILE",
            autocompletion=completion.files,
            help="A file to copy into the journal, up to 25 MB; repeat it for more.",
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", autocompletion=completion.days, help="The day it is about: yesterday, nov 20."
        ),
    ] = None,
    text: Annotated[
        str, typer.Option("--text", metavar="WORDS", help="A line that looks like an entry's name.")
    ] = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Add a line, a link or a file to your evidence, or mark an answer you gave.

    Words are a line of your own. The word latest, a day, an entry's id or its file means that entry, and the number
    after it one of its answers.

    For example:

    \b
        portrait evidence add "Three families spoke first." --attribute AD2
        portrait evidence add "Our new agenda" --file agenda.pdf --attribute CO2
        portrait evidence add --link https://example.org/minutes --attribute CO2
        portrait evidence add latest 2
        portrait evidence add 2026-11-23 1 --attribute AD2
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    said = add_evidence.Given(
        words=tuple(words or ()),
        text=text,
        attribute=attribute,
        links=tuple(link or ()),
        files=tuple(file or ()),
        day=day,
    )
    coming = bytearray(in_line([said.own_words]))
    again = about_journal(given.journal, "evidence", "add")
    with kept_unless_done(given.environment, coming, "evidence.md", again):
        add_evidence.add(open_workspace(given), said, coming)


@app.command()
def drop(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=completion.evidence, help="Its id in the list, or the beginning of it."
        ),
    ],
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Take a piece of evidence out of the log; the words, and the file, stay where they are.

    For example:

    \b
        portrait evidence drop 3f2a
    """
    given = shared(context, journal=journal, portrait=portrait)
    app_evidence.drop(open_entries(given), name)
