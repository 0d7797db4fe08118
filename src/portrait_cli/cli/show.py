"""`portrait show`: read the portrait, one attribute, one indicator."""

from typing import Annotated

import typer

from portrait_cli.app import show as app_show
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import (
    AttributeArgument,
    ForceOption,
    IndicatorArgument,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    RoleOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.core.portrait_outline import Layer

app = command_app()

_HTML = "Write a page to print or hand out."
_DOCX = "Write a Word file."
_PDF = "Write a PDF."


@app.command()
def show(
    context: typer.Context,
    attribute: AttributeArgument = "",
    indicator: IndicatorArgument = "",
    role: RoleOption = "",
    prompts: Annotated[bool, typer.Option("--prompts", help="Its questions.")] = False,
    practices: Annotated[
        bool, typer.Option("--practices", help="Things to try, plans to start from, a story.")
    ] = False,
    markdown: Annotated[bool, typer.Option("--md", help="Print Markdown.")] = False,
    json: JsonOption = False,
    html: Annotated[str, typer.Option("--html", metavar="FILE", autocompletion=completion.files, help=_HTML)] = "",
    docx: Annotated[str, typer.Option("--docx", metavar="FILE", autocompletion=completion.files, help=_DOCX)] = "",
    pdf: Annotated[str, typer.Option("--pdf", metavar="FILE", autocompletion=completion.files, help=_PDF)] = "",
    force: ForceOption = False,
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
        portrait show advocacy --pdf advocacy.pdf
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    if markdown and given.json:
        raise UsageError("choose --md or --json, not both")
    files: dict[app_show.FileFormat, str] = {"html": html, "docx": docx, "pdf": pdf}
    named = {form: name for form, name in files.items() if name}
    if named and (markdown or given.json):
        raise UsageError("choose a file to write, or what to print, not both")
    layers = _layers(role=bool(role), prompts=prompts, practices=practices)
    request = app_show.Request(attribute, indicator, role, layers, named, overwrite=force)
    app_show.show(open_workspace(given), request, _form(markdown=markdown, json=given.json))


def _layers(*, role: bool, prompts: bool, practices: bool) -> tuple[Layer, ...]:
    wanted: dict[Layer, bool] = {"role": role, "prompts": prompts, "practices": practices}
    return tuple(layer for layer, is_wanted in wanted.items() if is_wanted)


def _form(*, markdown: bool, json: bool) -> app_show.Form:
    if markdown:
        return "md"
    return "json" if json else "screen"
