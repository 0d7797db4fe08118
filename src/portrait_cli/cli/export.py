"""`portrait export`: hand over exactly what you choose."""

from typing import Annotated

import typer

from portrait_cli.app import contribute
from portrait_cli.app import export as app_export
from portrait_cli.app.export_document import CoverOptions
from portrait_cli.app.export_formats import FORMATS
from portrait_cli.app.export_request import Request
from portrait_cli.app.export_selection import Picks
from portrait_cli.app.which_entries import FilterOptions
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    AboutOption,
    EntryArgument,
    ForceOption,
    GuideFilter,
    JournalOption,
    JsonOption,
    OutputOption,
    PlainOption,
    PortraitOption,
    SinceOption,
    TagOption,
    UntilOption,
    command_app,
    shared,
)
from portrait_cli.core.document import Paper
from portrait_cli.core.errors import UsageError

app = command_app()
_NARROWING = (
    "since",
    "until",
    "attribute",
    "indicator",
    "guide",
    "role",
    "tag",
    "selection",
    "template",
)
"""Options without which more leaves, or in another form."""
_OF_ANYTHING = frozenset({"document", "output", "force", "json", "preview", "yes", "journal", "portrait", "plain"})
_OF_CONTRIBUTIONS = _OF_ANYTHING | {"round_name", "role", "no_role", "since", "until"}
"""The options that a contribution takes."""


@app.command()
def export(
    context: typer.Context,
    entry: EntryArgument = "",
    document: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="DOCUMENT",
            autocompletion=completion.documents,
            help="entry, journal, growth-plan, conversation, evidence, year, portfolio, completion, progress, "
            "contribution.",
        ),
    ] = "",
    output: OutputOption = "",
    force: ForceOption = False,
    markdown: Annotated[bool, typer.Option("--md", help="Markdown (the default).")] = False,
    html: Annotated[bool, typer.Option("--html", help="A page for any browser.")] = False,
    docx: Annotated[bool, typer.Option("--docx", help="Word.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="PDF, to print.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table for spreadsheets.")] = False,
    text: Annotated[bool, typer.Option("--txt", help="Plain text.")] = False,
    json: JsonOption = False,
    everything: Annotated[bool, typer.Option("--all", help="Every entry.")] = False,
    since: SinceOption = "",
    until: UntilOption = "",
    attribute: AboutOption = "",
    indicator: Annotated[
        str,
        typer.Option(
            "--indicator",
            metavar="INDICATOR",
            autocompletion=completion.indicators,
            help="Only what is about this indicator, such as AD2.",
        ),
    ] = "",
    guide: GuideFilter = "",
    role: Annotated[
        str,
        typer.Option(
            "--role",
            metavar="ROLE",
            autocompletion=completion.roles,
            help="Only entries written in this role. For a contribution: the role that it says you have.",
        ),
    ] = "",
    no_role: Annotated[
        bool, typer.Option("--no-role", help="For a contribution: leave your role out, if few people have it.")
    ] = False,
    tag: TagOption = "",
    share_tags: Annotated[
        list[str] | None,
        typer.Option(
            "--share-tag",
            metavar="TAG",
            autocompletion=completion.tags,
            help="Only lines of entries that you gave this tag.",
        ),
    ] = None,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include", metavar="NAME", help="A line to take in: its number in --preview; repeat for more."
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude", metavar="NAME", help="What to leave out: a line, an entry, levels, answers, plan 3, goal 1."
        ),
    ] = None,
    selection: Annotated[
        str,
        typer.Option(
            "--selection", metavar="FILE", autocompletion=completion.files, help="Exactly the lines kept in FILE."
        ),
    ] = "",
    save_selection: Annotated[
        str,
        typer.Option(
            "--save-selection", metavar="FILE", autocompletion=completion.files, help="Keep what leaves in FILE."
        ),
    ] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Print what would leave, and write nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing: write what is suggested.")] = False,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Your name, on it.")] = "",
    school: Annotated[str, typer.Option("--school", metavar="SCHOOL", help="Your school or district, on it.")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TITLE", help="Your title, on it: Principal.")] = "",
    supervisor: Annotated[
        str, typer.Option("--supervisor", metavar="NAME", help="Your supervisor, on a growth plan.")
    ] = "",
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help="Of this school year: 2025-26.")] = "",
    paper: Annotated[
        str, typer.Option("--paper", metavar="letter|a4", autocompletion=completion.papers, help="The paper.")
    ] = "",
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="FILE",
            autocompletion=completion.files,
            help="Fill in a form of your own: .docx, .md, .html or .txt.",
        ),
    ] = "",
    redact: Annotated[
        list[str] | None,
        typer.Option("--redact", metavar="NAME=ROLE", help="Write a role for a name, or FILE with a line for each."),
    ] = None,
    round_name: Annotated[
        str,
        typer.Option("--round", metavar="WORDS", help="For a contribution: what the coordinator calls the round."),
    ] = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Hand over exactly what you choose: an entry, a growth plan, your year.

    Without --as it is one entry, the newest unless you name another; with --all or a filter it is the journal. The
    end of FILE decides the format: .docx, .pdf, .html, .md, .txt, .csv or .json. In a terminal a list shows what
    would leave, line by line, before a file is written. A document of a year is of this school year.

    A contribution is a file with your levels, for whoever counts many leaders together; it is called after the round
    that your coordinator names.

    For example:

    \b
        portrait export
        portrait export 2026-11-23 -o for-my-coach.docx
        portrait export --as growth-plan -o plan.docx
        portrait export --as evidence --attribute advocacy --preview
        portrait export --as year --exclude levels -o year.pdf
        portrait export --as contribution --round "Fall 2026"
        portrait export --all --json
    """
    _refuse_blanks(context)
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    if document == contribute.DOCUMENT:
        _refuse_others(context)
        if role and no_role:
            raise UsageError("choose --role or --no-role, not both")
        contribution = contribute.Request(
            round=round_name,
            role=role,
            no_role=no_role,
            since=since,
            until=until,
            output=output,
            overwrite=force,
            preview=preview,
            yes=yes,
        )
        contribute.contribute(open_entries(given), contribution)
        return
    if round_name or no_role:
        option = "--round" if round_name else "--no-role"
        raise UsageError(f"{option} is for a contribution", hint="portrait export --as contribution makes one")
    asked = dict(zip(FORMATS, (markdown, html, docx, pdf, csv, text, given.json), strict=True))
    request = Request(
        name=entry,
        filters=FilterOptions(since, until, attribute, guide, role, tag),
        indicator=indicator,
        year=year,
        everything=everything,
        document=document,
        formats=tuple(form for form, is_asked in asked.items() if is_asked),
        output=output,
        overwrite=force,
        picks=Picks(tuple(share_tags or ()), tuple(include or ()), tuple(exclude or ()), selection),
        save_selection=save_selection,
        preview=preview,
        yes=yes,
        paper=_paper(paper),
        template=template,
        redact=tuple(redact or ()),
        cover=CoverOptions(name=name, school=school, title=title, supervisor=supervisor),
    )
    app_export.export(open_entries(given), request)


def _refuse_others(context: typer.Context) -> None:
    """Raise UsageError for an option that a contribution does not take."""
    for parameter in context.command.params:
        source = context.get_parameter_source(parameter.name or "")
        if source and source.name == "COMMANDLINE" and parameter.name not in _OF_CONTRIBUTIONS:
            hint = "it takes --round, --role, --no-role, --since, --until, --preview, --yes and -o"
            raise UsageError(f"a contribution has levels only, and {parameter.opts[0]} is not for it", hint=hint)


def _refuse_blanks(context: typer.Context) -> None:
    """Raise UsageError for an option that says nothing, as an unset variable of the shell: more would leave."""
    source = context.get_parameter_source("round_name")
    if source and source.name == "COMMANDLINE" and not context.params["round_name"]:
        raise UsageError("--round says nothing", hint="write what the round is called, or leave it out")
    for name in _NARROWING:
        source = context.get_parameter_source(name)
        if source and source.name == "COMMANDLINE" and not context.params[name]:
            raise UsageError(f"--{name} says nothing", hint="say what is meant, or leave it out")


def _paper(said: str) -> Paper | None:
    """Read the paper. Raises UsageError for any other paper."""
    match said.casefold():
        case "":
            return None
        case "letter":
            return "letter"
        case "a4":
            return "a4"
        case _:
            raise UsageError(f'"{said}" is not a paper that we print on', hint="choose letter or a4")
