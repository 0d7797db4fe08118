"""The command that writes down whatever a person likes, without questions."""

from typing import Annotated

import typer

from portrait_cli.app import note as app_note
from portrait_cli.app.given_words import kept_unless_done
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    JournalOption,
    PlainOption,
    PortraitOption,
    RoleOption,
    TagsOption,
    command_app,
    shared,
)
from portrait_cli.terminal.command_line import about_journal

app = command_app()


@app.command()
def note(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]...", help="Your words; - for stdin; leave them out for your editor."),
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(
            "--attribute",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes,
            help="What it is about; repeat it for more.",
        ),
    ] = None,
    tag: TagsOption = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            autocompletion=completion.days,
            help="The day it is about: yesterday, 2026-11-20.",
        ),
    ] = None,
    role: RoleOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Write down whatever you like, without questions.

    For example:

    \b
        portrait note "The bus families came, all of them."
        portrait note --attribute advocacy --tag family-night
        portrait note --date yesterday < minutes.txt
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    about = app_note.About(attribute or [], tag or [], day, role)
    coming = bytearray()
    again = about_journal(given.journal, "note", *about.options)
    with kept_unless_done(given.environment, coming, "note.md", again):
        words = app_note.given(given.environment, text or [], coming)
        app_note.note(open_entries(given), words, about)
