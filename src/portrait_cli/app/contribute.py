"""Contribute to a round: one's levels and the number of kept plans, without a word or a name."""

from msgspec import Struct

from portrait_cli.app import export_output
from portrait_cli.app.export_privacy import NOTHING_WRITTEN
from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import dates
from portrait_cli.core.contribution import (
    CONSENT,
    LONGEST_ROUND,
    Contribution,
    month_in_words,
    newest_placements,
    plans_kept,
)
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.text import count, one_line, visible
from portrait_cli.formats import contribution_file
from portrait_cli.render import contribution as page
from portrait_cli.store import contributions
from portrait_cli.store.contributions import Made
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.signals import before_changes

DOCUMENT = "contribution"
_LENGTH = 16
"""Letters and digits of an id: so many that no two people get the same one."""
WHAT = "your levels, to be counted with those of others, without a word or a name"


class Request(Struct, frozen=True):
    """What is contributed to which round."""

    round: str = ""
    """What the coordinator calls the round; empty for the month."""
    role: str = ""
    since: str = ""
    until: str = ""
    output: str = ""
    """The file to write; `-` or nothing for stdout."""
    overwrite: bool = False
    preview: bool = False
    yes: bool = False
    """Whether they agree without being asked."""


def contribute(workspace: Workspace, request: Request) -> None:
    """Show what would leave, ask for consent, and write the contribution.

    Raises UsageError for a round without a name or without consent, NotFoundError if there is no level to contribute,
    StorageError if the file exists and may not be overwritten, StoppedError if the person stops.
    """
    environment = workspace.environment
    round_name = _round(request.round) or month_in_words(environment.now().date())
    if not (request.preview or request.yes or environment.can_ask):
        hint = _again(workspace, request, "--yes")
        raise UsageError(f"a contribution leaves only if you agree: {CONSENT}", hint=f"to agree: {hint}")
    overwrite = request.overwrite
    if not request.preview and not export_output.is_stdout(request.output):
        if not request.output.lower().endswith(".json"):
            hint = _again(workspace, request, "-o", f"{request.output.rpartition('.')[0] or request.output}.json")
            raise UsageError(f"a contribution is a .json file, and {request.output} is not", hint=hint)
        overwrite = export_output.may_write_over(workspace, request.output, force=request.overwrite)
    record = contributions.file_of(
        workspace.config.contributions, workspace.journal.folder, workspace.portrait.id, round_name
    )
    contribution = _contribution(workspace, request, round_name, contributions.last_made(record))
    if request.preview:
        display = Display(environment, workspace.plain)
        display.show(page.in_words(contribution, workspace.portrait, display.look), paged=True)
        return
    if not _agrees(workspace, contribution, is_asked=not request.yes):
        environment.say(NOTHING_WRITTEN)
        return
    contributions.keep(record, Made(contribution.id, contribution.version))
    text = contribution_file.write(contribution)
    levels = count(len(contribution.placements), "level")
    export_output.write(
        workspace, request.output, iter([text]), overwrite=overwrite, what=lambda: f"{levels} for {round_name}"
    )


def _round(said: str) -> str:
    name = one_line(said)
    if visible(name) != name or len(name) > LONGEST_ROUND:
        raise UsageError(
            f"a round's name is a line of at most {LONGEST_ROUND} characters", hint='such as --round "Fall 2026"'
        )
    return name


def _again(workspace: Workspace, request: Request, *more: str) -> str:
    """Write the command again, with more of it."""
    named = {
        "--round": request.round,
        "--role": request.role,
        "--since": request.since,
        "--until": request.until,
        "-o": "" if "-o" in more else request.output,
    }
    words = [word for option, value in named.items() if value for word in (option, value)]
    return command(workspace.config, "export", "--as", DOCUMENT, *words, *more)


def _contribution(workspace: Workspace, request: Request, round_name: str, last: Made | None) -> Contribution:
    """Make the contribution. Raises NotFoundError if there is no level in that time."""
    environment, portrait = workspace.environment, workspace.portrait
    today = environment.now().date()
    index = open_index(workspace)
    days = read_filters(workspace, FilterOptions(since=request.since, until=request.until), index)
    since = days.since or dates.school_year(days.until or today)
    names = former_names(portrait)
    placements = newest_placements(
        [names.renamed(entry) for entry in index.placing(names.all_portraits)], portrait, since, days.until
    )
    if not placements:
        hint = f"{command(workspace.config, 'reflect')} asks for levels; --since takes an earlier time"
        raise NotFoundError(f"you chose no level since {dates.in_words(since)}", hint=hint)
    plans = history([names.renamed(entry) for entry in index.with_plans()], outcome_labels(portrait))
    last = last or Made("".join(environment.token() for _ in range(3))[:_LENGTH], 0)
    return Contribution(
        id=last.id,
        version=last.version + 1,
        round=round_name,
        month=f"{today:%Y-%m}",
        portrait=portrait.id,
        portrait_version=portrait.version,
        placements=placements,
        consent=CONSENT,
        role=role_of(workspace, request.role) or index.newest_role(role.id for role in portrait.roles),
        plans_kept=plans_kept(plans, since, days.until),
    )


def _agrees(workspace: Workspace, contribution: Contribution, *, is_asked: bool) -> bool:
    """Show what leaves, and ask whether the person agrees unless they said so."""
    environment, portrait = workspace.environment, workspace.portrait
    if not is_asked:
        display = Display(environment, plain=True)
        shown = page.in_words(contribution, portrait, display.look)
        environment.say(display.text(shown, environment.stderr))
        return True
    with before_changes(environment, NOTHING_WRITTEN):
        asker = asker_for(environment, workspace.config)
        asker.show(page.in_words(contribution, portrait, asker.look))
        return asker.confirm(f"{CONSENT} Do you?", default=False)
