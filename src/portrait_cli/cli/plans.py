"""`portrait plans`: the open plans, how one went, and their days for a calendar."""

from typing import Annotated, Any

import typer

from portrait_cli.app import change_plans, plan_outcomes
from portrait_cli.app import plans as app_plans
from portrait_cli.app.change_plans import Said
from portrait_cli.app.plan_outcomes import Telling
from portrait_cli.cli import completion
from portrait_cli.cli.opening import open_entries
from portrait_cli.cli.options import (
    CommandsOnce,
    ForceOption,
    JournalOption,
    JsonOption,
    PlainOption,
    PortraitOption,
    command_app,
    shared,
)
from portrait_cli.core.entry import Outcome
from portrait_cli.core.errors import UsageError
from portrait_cli.terminal.command_line import join


class _Plans(CommandsOnce):
    """The commands for plans."""

    def resolve_command(self, *context_and_words: Any) -> tuple[str | None, Any, list[str]]:
        """Find the command that is named. Raises UsageError for `change`, which may mean either of two."""
        _, (name, *rest) = context_and_words
        if name == "change":
            plan = rest[0] if rest else "1"
            move, reword = ("portrait", "plans", "move", plan, "next friday"), ("portrait", "plans", "reword", plan)
            hint = f"{join(move)}, or {join(reword)}"
            raise UsageError("a plan is moved to another day, or reworded", hint=hint)
        found: tuple[str | None, Any, list[str]] = super().resolve_command(*context_and_words)
        return found


app = command_app(_Plans)

PlanArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLAN", autocompletion=completion.plans, help="Its number, which never changes, or its id."
    ),
]
WhenOption = Annotated[
    str | None, typer.Option("--when", metavar="WORDS", help="The moment: a time or place that is easy to recognize.")
]
ThenOption = Annotated[str | None, typer.Option("--then", metavar="WORDS", help="What you will do then.")]
ByOption = Annotated[
    str | None,
    typer.Option("--by", metavar="DAY", autocompletion=completion.days, help="The day: friday, 2 weeks, dec 7."),
]
NoteOption = Annotated[
    str, typer.Option("--note", metavar="WORDS", help="A line about what helped or got in the way.")
]


@app.callback(invoke_without_command=True)
def plans(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Include closed plans.")] = False,
    json: JsonOption = False,
    ics: Annotated[bool, typer.Option("--ics", help="Print a calendar file with a reminder for each.")] = False,
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", autocompletion=completion.files, help="With --ics: write to a file."
        ),
    ] = "",
    force: ForceOption = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """See your open plans, make or change one, and say how one went.

    For example:

    \b
        portrait plans
        portrait plans add "call three families" --by friday
        portrait plans move 1 "next friday"
        portrait plans kept 1
        portrait plans not 2 --note "The week was too full."
        portrait plans --ics -o plans.ics
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain, json=json)
    context.obj = given
    command = context.invoked_subcommand
    if command:
        if everything or json or ics or output:
            message = f"--all, --json, --ics and -o go with the list, not with {command}"
            raise UsageError(message, hint=f"portrait plans {command} --help shows what it takes")
        return
    if output and not ics:
        raise UsageError("-o goes with --ics", hint="portrait plans --ics -o plans.ics")
    if ics and (given.json or everything):
        raise UsageError("--ics goes without --json and --all", hint="leave them out; closed plans are in it too")
    if ics:
        from portrait_cli.app.write_calendar import (
            write_calendar,  # 60 ms with icalendar, which the list does without
        )

        write_calendar(open_entries(given), output=output, overwrite=force)
    else:
        app_plans.list_plans(open_entries(given), with_closed=everything, as_json=given.json)


@app.command()
def add(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="The plan in one line; leave it out to be asked.")
    ] = None,
    when: WhenOption = None,
    then: ThenOption = None,
    by: ByOption = None,
    about: Annotated[
        str,
        typer.Option(
            "--about", metavar="ATTRIBUTE", autocompletion=completion.attributes, help="The attribute it is for."
        ),
    ] = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Make a plan without a session.

    For example:

    \b
        portrait plans add
        portrait plans add "call three families" --by friday
        portrait plans add --when "the buses have left" --then "walk to room 114" --about advocacy
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    change_plans.add(open_entries(given), _said(text, when, then, by), about)


@app.command()
def move(
    context: typer.Context,
    plan: PlanArgument,
    day: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DAY]...", autocompletion=completion.days, help="The new day: next friday, dec 7."),
    ] = None,
    no_day: Annotated[bool, typer.Option("--no-day", help="Remove its day.")] = False,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Move a plan to another day.

    For example:

    \b
        portrait plans move 1 "next friday"
        portrait plans move 1 --no-day
    """
    given = shared(context, journal=journal, portrait=portrait)
    if bool(day) == no_day:
        hint = given.command("plans", "move", plan, "next friday")
        raise UsageError("give either a new day or --no-day", hint=hint)
    change_plans.move(open_entries(given), plan, " ".join(day or ()))


@app.command()
def reword(
    context: typer.Context,
    plan: PlanArgument,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="The plan in one line; leave it out to be asked.")
    ] = None,
    when: WhenOption = None,
    then: ThenOption = None,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Reword a plan.

    For example:

    \b
        portrait plans reword 1
        portrait plans reword 1 --when "I lock my office"
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    change_plans.reword(open_entries(given), plan, _said(text, when, then, None))


def _said(text: list[str] | None, when: str | None, then: str | None, by: str | None) -> Said:
    return Said(" ".join(text) if text else None, when, then, by)


@app.command()
def kept(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that a plan was kept.

    For example:

    \b
        portrait plans kept 1
        portrait plans kept 3f2a --note "The list on my door helped."
    """
    _tell(context, "kept", plan, note, journal=journal, portrait=portrait)


@app.command()
def partly(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    carry_on: Annotated[
        str | None, typer.Option("--carry-on", metavar="WORDS", help="Make a new plan for the rest.")
    ] = None,
    by: ByOption = None,
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Record that a plan was kept in part; the rest can become a new plan.

    For example:

    \b
        portrait plans partly 1 --note "Two of three families."
        portrait plans partly 1 --carry-on "call the third family" --by friday
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    if by is not None and carry_on is None:
        raise UsageError("--by goes with --carry-on", hint='add what is left: --carry-on "..."')
    rest = Said(carry_on, by=by) if carry_on is not None else None
    plan_outcomes.tell_outcome(open_entries(given), plan, Telling("partly", note, rest=rest))


@app.command(name="not")
def not_kept(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that a plan was not kept this time, which is fine.

    For example:

    \b
        portrait plans not 1 --note "The moment did not come."
    """
    _tell(context, "not", plan, note, journal=journal, portrait=portrait)


@app.command()
def changed(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Record that you changed your mind about a plan.

    For example:

    \b
        portrait plans changed 1
    """
    _tell(context, "changed", plan, note, journal=journal, portrait=portrait)


@app.command()
def drop(
    context: typer.Context,
    plan: PlanArgument,
    note: NoteOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
) -> None:
    """Let a plan go.

    For example:

    \b
        portrait plans drop 1 --note "It isn't mine to do."
    """
    given = shared(context, journal=journal, portrait=portrait)
    plan_outcomes.tell_outcome(open_entries(given), plan, Telling("changed", note, plan_outcomes.LET_GO))


def _tell(context: typer.Context, outcome: Outcome, plan: str, note: str, *, journal: str, portrait: str) -> None:
    given = shared(context, journal=journal, portrait=portrait)
    plan_outcomes.tell_outcome(open_entries(given), plan, Telling(outcome, note))
