"""`portrait feedback`: what colleagues answered."""

from typing import Annotated

import typer

from portrait_cli.app.export_formats import Format, format_of
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    ForceOption,
    JournalOption,
    JsonOption,
    OutputOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.export.missing import colleagues_extra

app = command_app()

_HTML = "Write a page to print or hand over."
_DOCX = "Write a Word file."
_PDF = "Write a PDF."


def _file(name: str, what: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(name, metavar="FILE", autocompletion=completion.files, help=what)
    return made


@app.command()
def feedback(
    context: typer.Context,
    request: Annotated[
        str, typer.Argument(metavar="[REQUEST]", help="A request's id or its beginning, the newest unless named.")
    ] = "",
    html: Annotated[str, _file("--html", _HTML)] = "",
    docx: Annotated[str, _file("--docx", _DOCX)] = "",
    pdf: Annotated[str, _file("--pdf", _PDF)] = "",
    output: OutputOption = "",
    result: Annotated[
        str, _file("--result", "For a collector: write the result to hand over, and nothing else.")
    ] = "",
    sheet: Annotated[
        str, _file("--sheet", "Write only the comments, for a third person to put into other words.")
    ] = "",
    paraphrased: Annotated[
        str, _file("--paraphrased", "Show the words of that sheet in the place of the comments.")
    ] = "",
    redact: Annotated[
        list[str] | None,
        typer.Option("--redact", metavar="NAME=ROLE", help="Write a role for a name in what people wrote."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask about names in what people wrote.")] = False,
    force: ForceOption = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See what colleagues answered, beside where you placed yourself.

    A group is shown once five of it have replied, and what they wrote once eight have. Answers that come later are
    added when enough of them are there, so that nobody can be told apart.

    For example:

    \b
        portrait feedback
        portrait feedback k7f3
        portrait feedback --pdf feedback.pdf
        portrait feedback --sheet comments.yaml
        portrait feedback --paraphrased comments.yaml --result result.json
    """
    with colleagues_extra("feedback"):
        from portrait_cli.app import feedback as app_feedback  # pyrage and jinja2, which may be missing
        from portrait_cli.app.feedback_file import Files
        from portrait_cli.app.feedback_sheet import SheetFiles

    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    documents: dict[Format, str] = {"html": html, "docx": docx, "pdf": pdf}
    named = {form: name for form, name in documents.items() if name}
    if output:
        named[format_of((), output, ("portrait", "feedback", *filter(None, [request])))] = output
    what = [("--json", given.json), ("a file", bool(named)), ("--result", bool(result)), ("--sheet", bool(sheet))]
    chosen = [name for name, is_chosen in what if is_chosen]
    if len(chosen) > 1:
        raise UsageError(f"choose {' or '.join(chosen)}, not both")
    if sheet and paraphrased:
        raise UsageError("choose --sheet, which is to be filled in, or --paraphrased, which is")
    asked = app_feedback.Request(
        name=request,
        as_json=given.json,
        sheet=SheetFiles(sheet, paraphrased, overwrite=force),
        files=Files(named, result, overwrite=force, yes=yes),
        redact=tuple(redact or ()),
    )
    app_feedback.show(open_entries(given), asked)
