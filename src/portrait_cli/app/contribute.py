"""Contribute to a round: one's levels and the number of kept plans, without a word or a name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from portrait_cli.app import export_output
from portrait_cli.app.export_privacy import NOTHING_WRITTEN
from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import dates
from portrait_cli.core.contribution import (
    CONSENT,
    LONGEST_ROUND,
    Chosen,
    Contribution,
    is_long_ago,
    month_in_words,
    newest_chosen,
    plans_kept,
)
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.text import count, one_line, slug, visible
from portrait_cli.formats import contribution_file
from portrait_cli.render import contribution as page
from portrait_cli.render.contribution import Preview
from portrait_cli.store import contributions, files
from portrait_cli.store.contributions import Made
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.signals import before_changes

DOCUMENT = "contribution"
_IN_NAME = 6
"""So much of the id is in the name of the file."""
_LENGTH = 16
"""Letters and digits of an id: so many that no two people get the same one."""
WHAT = "your levels, to be counted with those of others, without a word or a name"


class Request(Struct, frozen=True):
    """What is contributed to which round."""

    round: str = ""
    """What the coordinator calls the round; empty for the month."""
    role: str = ""
    no_role: bool = False
    """Whether the role is left out."""
    since: str = ""
    until: str = ""
    output: str = ""
    """The file to write, or its folder; `-` for stdout, nothing for a name of its own in the folder they are in."""
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
    is_folder = not request.output or files.path_of(request.output).is_dir()
    if not (request.preview or is_folder or request.output == "-" or request.output.lower().endswith(".json")):
        hint = _again(workspace, request, "-o", f"{request.output.rpartition('.')[0] or request.output}.json")
        raise UsageError(f"a contribution is a .json file, and {request.output} is not", hint=hint)
    folder, journal, portrait_id = workspace.config.contributions, workspace.journal.folder, workspace.portrait.id
    record = contributions.file_of(folder, journal, portrait_id, round_name)
    newest = contributions.newest_of(folder, journal, portrait_id)
    preview = _preview(workspace, request, contributions.last_made(record), contributions.last_made(newest))
    contribution = preview.contribution
    if request.preview:
        display = Display(environment, workspace.plain)
        display.show(page.in_words(preview, workspace.portrait, display.look), paged=True)
        return
    output, overwrite = request.output, request.overwrite
    if is_folder:
        output = str(Path(output) / _file_name(contribution))
        overwrite = overwrite or contribution.version > 1  # a name with this id is of the contribution it replaces
    if output != "-":
        overwrite = export_output.may_write_over(workspace, output, force=overwrite)
    if not _agrees(workspace, preview, is_asked=not request.yes):
        environment.say(NOTHING_WRITTEN)
        return
    made_on = environment.now().date().isoformat()
    contributions.keep(record, Made(contribution.id, contribution.version, made_on))
    contributions.keep(newest, Made("", 0, made_on))
    text = contribution_file.write(contribution)
    if output == "-":
        environment.write(text)
        return
    write_file(workspace.config, output, text, overwrite=overwrite)
    environment.report(f"Wrote {output}: {count(len(contribution.placements), 'level')} for {round_name}")


def _file_name(contribution: Contribution) -> str:
    """Return a name that no other leader's file has, and that says nothing of its owner."""
    return f"{DOCUMENT}-{slug(contribution.round) or 'round'}-{contribution.id[:_IN_NAME]}.json"


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
    no_role = ["--no-role"] if request.no_role else []
    return command(workspace.config, "export", "--as", DOCUMENT, *words, *no_role, *more)


def _preview(workspace: Workspace, request: Request, last: Made | None, newest: Made | None) -> Preview:
    """Make the contribution. Raises NotFoundError if there is no level in that time."""
    environment, portrait = workspace.environment, workspace.portrait
    today = environment.now().date()
    index = open_index(workspace)
    days = read_filters(workspace, FilterOptions(since=request.since, until=request.until), index)
    since = days.since or dates.school_year(days.until or today)
    names = former_names(portrait)
    chosen = newest_chosen(
        [names.renamed(entry) for entry in index.placing(names.all_portraits)], portrait, since, days.until
    )
    if not chosen:
        hint = f"{command(workspace.config, 'reflect')} asks for levels; --since takes an earlier time"
        raise NotFoundError(f"you chose no level since {dates.in_words(since)}", hint=hint)
    plans = history([names.renamed(entry) for entry in index.with_plans()], outcome_labels(portrait))
    last = last or Made("".join(environment.token() for _ in range(3))[:_LENGTH], 0)
    role = "" if request.no_role else role_of(workspace, request.role)
    if not (role or request.no_role):
        role = index.newest_role(role.id for role in portrait.roles)
    contribution = Contribution(
        id=last.id,
        version=last.version + 1,
        round=_round(request.round) or month_in_words(today),
        month=f"{today:%Y-%m}",
        portrait=portrait.id,
        portrait_version=portrait.version,
        placements=tuple(one.placed for one in chosen),
        consent=CONSENT,
        role=role,
        plans_kept=plans_kept(plans, since, days.until),
    )
    usual = role_of(workspace, "")
    return Preview(
        contribution,
        chosen,
        is_named=bool(request.round),
        settings_role=usual if usual != role else "",
        warning=_warning(workspace, chosen, newest),
    )


def _warning(workspace: Workspace, chosen: Sequence[Chosen], newest: Made | None) -> str:
    """Say that nothing is newer than the last contribution, or that all is old; empty if neither is true."""
    today = workspace.environment.now().date()
    reflect = f"Reflect first, if they are no longer true: {command(workspace.config, 'reflect')}"
    made = date.fromisoformat(newest.on) if newest and newest.on else today
    if max(one.on for one in chosen) <= made < today:
        return f"These are the levels that you sent on {dates.in_words(made)}: you chose none since. {reflect}"
    if is_long_ago(chosen, today):
        return f"You chose the newest of these levels more than eight weeks ago. {reflect}"
    return ""


def _agrees(workspace: Workspace, preview: Preview, *, is_asked: bool) -> bool:
    """Show what leaves, and ask whether the person agrees unless they said so."""
    environment, portrait = workspace.environment, workspace.portrait
    if not is_asked:
        display = Display(environment, plain=True)
        shown = page.in_words(preview, portrait, display.look)
        environment.say(display.text(shown, environment.stderr))
        return True
    with before_changes(environment, NOTHING_WRITTEN):
        asker = asker_for(environment, workspace.config)
        asker.show(page.in_words(preview, portrait, asker.look))
        return asker.confirm(preview.question, default=False)
