"""`portrait cohort`: many leaders together, so that nobody is exposed."""

from typing import Annotated

import typer

from portrait_cli.app import cohort as app_cohort
from portrait_cli.app.export_formats import Format
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import (
    ForceOption,
    JsonOption,
    OutputOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError
from portrait_cli.core.suppression import FEWEST

app = command_app()


@app.command()
def cohort(
    context: typer.Context,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILES-or-FOLDER...",
            autocompletion=completion.files,
            help="What leaders sent: their files, or a folder of them.",
        ),
    ],
    by: Annotated[str, typer.Option("--by", metavar="role", help="Each role by itself, too: --by role.")] = "",
    round_name: Annotated[
        str, typer.Option("--round", metavar="WORDS", help='Only this round, such as "Fall 2026".')
    ] = "",
    fewest: Annotated[
        int,
        typer.Option(
            "--fewest", metavar="N", help="Hide numbers below N, 5 or more. Decide before the first count: it stays."
        ),
    ] = FEWEST,
    engine: Annotated[
        str, typer.Option("--engine", metavar="URL", help="Count on PostgreSQL or Spark: postgres://..., spark://...")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is there and what is wrong; count nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Count without asking whether all are there.")] = False,
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="What the sheet is called.")] = "",
    school: Annotated[
        str, typer.Option("--school", metavar="SCHOOL", help="Your school or district, on the sheet.")
    ] = "",
    html: Annotated[bool, typer.Option("--html", help="A page for any browser.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="PDF, to print.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Word.")] = False,
    output: OutputOption = "",
    force: ForceOption = False,
    json: JsonOption = False,
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See many leaders together: how many chose each word, with nobody exposed.

    Leaders send you what `portrait export --as contribution` made. Numbers below five are hidden, and so are those
    from which one of them could be worked out.

    A round is counted once: who is missing cannot be added later, because the difference between two results would
    tell what those few chose. So look with --check first. What was counted is remembered on this computer only.

    For example:

    \b
        portrait cohort contributions --check
        portrait cohort contributions
        portrait cohort contributions --by role
        portrait cohort contributions --round "Fall 2026" -o fall.pdf
        portrait cohort contributions --json
    """
    given = shared(context, portrait=portrait, plain=plain, json=json)
    if by not in {"", "role"}:
        raise UsageError(f'--by takes role, not "{by}"', hint="portrait cohort FILES --by role")
    asked: dict[Format, bool] = {"html": html, "pdf": pdf, "docx": docx}
    formats = tuple(form for form, is_asked in asked.items() if is_asked)
    if given.json and (formats or output):
        raise UsageError("choose --json or a file to write, not both")
    if given.json and check:
        raise UsageError("choose --json or --check, not both")
    if (title or school) and not (formats or output):
        raise UsageError("--title and --school are for a sheet", hint="add --html, --pdf or --docx, or -o FILE")
    request = app_cohort.Request(
        wanted=app_cohort.Wanted(tuple(files), round_name, fewest, engine),
        by_role=by == "role",
        formats=formats,
        output=output,
        overwrite=force,
        as_json=given.json,
        yes=yes,
        check=check,
        title=title,
        school=school,
    )
    app_cohort.show(open_workspace(given), request)
