"""`portrait goal`: the open goals, a new one, and where one stands."""

from typing import Annotated

import typer

from portrait_cli.app import goal_changes
from portrait_cli.app import goals as app_goals
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries, open_workspace
from portrait_cli.cli.options import JournalOption, JsonOption, PlainOption, PortraitOption, command_app, shared
from portrait_cli.core.entry import GoalOutcome
from portrait_cli.core.errors import UsageError
from portrait_cli.core.goal_session import Given

app = command_app()

GoalArgument = Annotated[
    str,
    typer.Argument(
        metavar="[GOAL]",
        autocompletion=completion.goals,
        help="Its number in the list, or the beginning of its id; not needed if only one is open.",
    ),
]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="The reason, in your words.")]
ShowsOption = Annotated[str, typer.Option("--shows", metavar="WORDS", help="What people would see or hear.")]


@app.callback(invoke_without_command=True)
def goal(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Include goals that have ended.")] = False,
    json: JsonOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See your goal for the year, set one, and say where it stands.

    For example:

    \b
        portrait goal
        portrait goal set "Families hear from us first." --about advocacy
        portrait goal keep --why "The calls help."
        portrait goal change 1 "Every family hears from us first."
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    command = context.invoked_subcommand
    if command is None:
        app_goals.list_goals(open_entries(given), with_ended=everything, as_json=given.json)
    elif everything or json:
        message = f"--all and --json go with the list, not with {command}"
        raise UsageError(message, hint=f"portrait goal {command} --help shows what it takes")


@app.command(name="set")
def set_goal(
    context: typer.Context,
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="The goal, in quotation marks.")] = "",
    about: Annotated[
        str,
        typer.Option(
            "--about",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes_or_indicators,
            help="The attribute or indicator it is about, such as AD2.",
        ),
    ] = "",
    shows: ShowsOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Set a goal for the year; in a terminal it asks for what you leave out.

    For example:

    \b
        portrait goal set
        portrait goal set "Families hear from us first." --about AD2 --shows "Three families call me."
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    goal_changes.set_goal(open_workspace(given), words, about=about, shows=shows)


@app.command()
def keep(
    context: typer.Context,
    goal: GoalArgument = "",
    why: WhyOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that you are keeping a goal.

    For example:

    \b
        portrait goal keep
        portrait goal keep 1 --why "The calls help."
    """
    _decide(context, "keep", goal, Given(reason=why), journal=journal, portrait=portrait)


@app.command()
def change(
    context: typer.Context,
    goal_and_words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[GOAL] [WORDS]",
            autocompletion=completion.goals,
            help="Which goal, if several are open, and its new words in quotation marks.",
        ),
    ] = None,
    about: Annotated[
        str,
        typer.Option(
            "--about",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes_or_indicators,
            help="The attribute or indicator it is about now.",
        ),
    ] = "",
    shows: ShowsOption = "",
    why: WhyOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Reword a goal, or change what it is about; in a terminal it asks for the new words.

    For example:

    \b
        portrait goal change 1 "Every family hears from us first." --why "Some still heard last."
        portrait goal change 1 --about CO5
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    workspace = open_workspace(given)
    name, words = goal_changes.meant_goal_and_words(workspace, goal_and_words or [])
    goal_changes.decide(workspace, "change", name, Given(words, shows, why), about)


@app.command()
def met(
    context: typer.Context,
    goal: GoalArgument = "",
    why: WhyOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that you met a goal.

    For example:

    \b
        portrait goal met 1 --why "Every family got a call in August."
    """
    _decide(context, "met", goal, Given(reason=why), journal=journal, portrait=portrait)


@app.command(name="let-go")
def let_go(
    context: typer.Context,
    goal: GoalArgument = "",
    why: WhyOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that you let a goal go, which makes room for another.

    For example:

    \b
        portrait goal let-go 1 --why "The district took this on."
    """
    _decide(context, "let-go", goal, Given(reason=why), journal=journal, portrait=portrait)


def _decide(
    context: typer.Context, outcome: GoalOutcome, goal: str, given: Given, *, journal: str, portrait: str
) -> None:
    options = shared(context, journal=journal, portrait=portrait)
    goal_changes.decide(open_workspace(options), outcome, goal, given)
