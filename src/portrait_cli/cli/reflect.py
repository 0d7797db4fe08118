"""`portrait reflect`: the guided session."""

from typing import Annotated

import typer

from portrait_cli.app import reflect as app_reflect
from portrait_cli.app.given_words import kept_unless_done
from portrait_cli.app.which_session import Request
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_workspace
from portrait_cli.cli.options import (
    ForceOption,
    GuideOption,
    JournalOption,
    PlainOption,
    PortraitOption,
    RoleOption,
    TagsOption,
    TopicsArgument,
    command_app,
    shared,
)
from portrait_cli.core.errors import UsageError

app = command_app()


@app.command()
def reflect(
    context: typer.Context,
    names: TopicsArgument = None,
    guide: GuideOption = "",
    role: RoleOption = "",
    new: Annotated[
        bool, typer.Option("--new", help="Start a new session; an unfinished draft is left as it is.")
    ] = False,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DATE",
            autocompletion=completion.days,
            help="The day it is about, if that is not today: yesterday, last friday.",
        ),
    ] = None,
    tag: TagsOption = None,
    template: Annotated[bool, typer.Option("--template", help="Print the answers file to fill in.")] = False,
    answers: Annotated[
        str,
        typer.Option(
            "--answers",
            metavar="FILE",
            autocompletion=completion.files,
            help="Take the answers from a filled-in file; - for stdin.",
        ),
    ] = "",
    page: Annotated[
        bool, typer.Option("--page", help="Make a page that anyone can answer in a browser, without portrait.")
    ] = False,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            autocompletion=completion.files,
            help="With --page: where the page is written; - for stdout.",
        ),
    ] = "",
    force: ForceOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Answer a few good questions, and keep what you say.

    On its own, it goes through every attribute. With one or more attributes, it goes deeper. With a guide, it
    follows that guide.

    For example:

    \b
        portrait reflect
        portrait reflect advocacy
        portrait reflect hard-moment --date yesterday
        portrait reflect --template > answers.yaml
        portrait reflect advocacy --page
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    if template and answers:
        raise UsageError("--template prints a file and --answers reads one", hint="use one of them at a time")
    if page:
        _check_page(template=template, answers=answers, new=new, day=day)
    elif output or force:
        raise UsageError("a session writes into your journal", hint="-o and --force go with --page")
    request = Request(tuple(names or ()), guide, role, day, tuple(tag or ()))
    if page:
        from portrait_cli.app import reflect_page  # a session does without what writes a page

        reflect_page.write_page(open_workspace(given), request, output, force=force)
    elif template:
        given.environment.write(app_reflect.template(open_workspace(given), request))
    elif answers:
        piped = bytearray()
        with kept_unless_done(given.environment, piped, "answers.yaml", "portrait reflect --answers {}"):
            data, file = app_reflect.read_answers(given.environment, answers, piped)
            app_reflect.from_answers(open_workspace(given), request, data, file)
    else:
        app_reflect.in_terminal(open_workspace(given), request, new=new)


def _check_page(*, template: bool, answers: str, new: bool, day: str | None) -> None:
    """Raise UsageError for an option that means nothing for a page."""
    others = {"--template": template, "--answers": answers, "--new": new, "--date": day is not None}
    for name, is_given in others.items():
        if is_given:
            raise UsageError(f"--page makes a page, for which {name} means nothing", hint=f"leave {name} out")
