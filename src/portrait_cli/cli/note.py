"""The command that writes down whatever a person likes, without questions."""

from typing import Annotated

import typer

from portrait_cli.cli.options import (
    JournalOption,
    PlainOption,
    PortraitOption,
    RoleOption,
    attributes_beginning,
    workspace_of,
)


def note(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Your words; - for stdin; none for your editor.")
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(
            "--attribute",
            metavar="ATTRIBUTE",
            autocompletion=attributes_beginning,
            help="What it is about; give it again for more.",
        ),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; give it again for more.")
    ] = None,
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day it is about: yesterday, 2026-11-20.")
    ] = "",
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
    from portrait_cli.app import note as use_case  # brings the portrait and the journal, which help can do without

    workspace = workspace_of(context.obj, journal=journal, portrait=portrait, plain=plain)
    use_case.note(workspace, text or [], attributes=attribute or [], tags=tag or [], day=day, role=role)
