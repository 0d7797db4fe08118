"""Asking a coach: to place what the leader places, or to answer an entry that is handed over."""

from collections.abc import Mapping
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.ask import Wanted, begin, footer_of
from portrait_cli.app.coach_placing import placing_steps
from portrait_cli.app.export_request import Request as Export
from portrait_cli.app.export_selection import Picks
from portrait_cli.app.hand_entry import handed_over
from portrait_cli.app.new_request import Output, send
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import dates
from portrait_cli.core.coach_answers import answer_steps
from portrait_cli.core.coach_page import coach_page
from portrait_cli.core.coach_steps import coach_steps, names_of
from portrait_cli.core.errors import UsageError
from portrait_cli.core.page import Page
from portrait_cli.core.request import Request
from portrait_cli.core.text import one_line, slug, visible
from portrait_cli.formats import request_file
from portrait_cli.render import asking_coach
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.signals import before_changes

_LONGEST_NAME = 80


class Coach(Struct, frozen=True):
    """Whom to ask, and which lines of an entry to hand over, if that is wanted."""

    name: str
    entry: str = ""
    picks: Picks = Picks()
    redact: tuple[str, ...] = ()
    """What is written in place of names."""
    preview: bool = False
    """Whether the lines are only shown, and nothing is written."""
    yes: bool = False
    """Whether nobody is asked which lines leave."""


def ask_coach(workspace: Workspace, wanted: Wanted, coach: Coach, output: Output) -> None:
    """Write a page for a coach, keep the request, and show what to send.

    Raises UsageError for what does not go together, NotFoundError, InvalidFileError or StorageError.
    """
    name = visible(one_line(coach.name))
    _check(wanted, coach, name)
    with before_changes(workspace.environment, "Stopped. Nothing was written."):
        begun = replace(begin(workspace, wanted), by=name)
        index = open_index(workspace)
        if coach.entry:
            request = _about_entry(workspace, begun, coach, index, output)
        else:
            request = _for_levels(workspace, begun, wanted.attributes, index)
    if request is None:
        return
    request, (file,) = send(workspace, request, partial(_page, footer=footer_of(workspace.portrait, request)), output)
    read = ("read", request.entry) if request.entry else ("feedback", request.id)
    then = asking_coach.Commands(command(workspace.config, "receive", "FILE"), command(workspace.config, *read))
    display = Display(workspace.environment, workspace.plain)
    display.show(asking_coach.what_to_send(request, file, then, display.look))


def _check(wanted: Wanted, coach: Coach, name: str) -> None:
    if not name or len(name) > _LONGEST_NAME:
        raise UsageError("which coach?", hint='write the name as it shall be shown: --coach "Ms. Ortiz"')
    of_groups = {
        "--of": wanted.groups,
        "--items": wanted.items,
        "--from-items": wanted.from_items,
        "--no-comments": not wanted.has_comments,
        "--fewest": wanted.fewest,
        "--collector": wanted.collector,
        "--again": wanted.again,
    }
    for option, said in of_groups.items():
        if said:
            raise UsageError(f"{option} is for colleagues, and a coach answers by name", hint=f"leave out {option}")
    if wanted.attributes and coach.entry:
        raise UsageError("a coach places attributes or answers an entry", hint="one page for each: run it twice")


def _for_levels(workspace: Workspace, begun: Request, names: tuple[str, ...], index: Index) -> Request:
    """Let the coach place what is named. Raises UsageError if there is nothing to place, or too much."""
    if not names:
        hint = command(workspace.config, "ask", workspace.portrait.attributes[0].id, "--coach", begun.by)
        raise UsageError(f"what is {begun.by} to place?", hint=f"name an attribute, or indicators: {hint}")
    steps = coach_steps(workspace.portrait, placing_steps(workspace, names, index), begun.asker)
    attributes = {step.attribute for step in steps}
    title = ", ".join(one_line(one.name) for one in workspace.portrait.attributes if one.id in attributes)
    return replace(begun, kind="coach", steps=steps, title=title)


def _about_entry(workspace: Workspace, begun: Request, coach: Coach, index: Index, output: Output) -> Request | None:
    """Let the coach answer the lines that are handed over; None if nothing is to leave."""
    asked = Export(
        name=coach.entry,
        output=output.place(_file_name(begun)),
        picks=coach.picks,
        preview=coach.preview,
        yes=coach.yes,
        redact=coach.redact,
    )
    handed = handed_over(workspace, index, asked)
    if handed is None:
        return None
    steps = answer_steps(handed.entry.id, handed.lines, names_of(workspace.portrait), begun.asker)
    day = dates.in_words(handed.entry.written.date())
    return replace(begun, kind="entry", steps=steps, entry=handed.entry.id, title=f"entry of {day}")


def _page(request: Request, *, footer: tuple[str, ...]) -> Mapping[str, Page]:
    embedded = request_file.write(request)
    return {_file_name(request): coach_page(request, embedded=embedded, footer=footer)}


def _file_name(request: Request) -> str:
    """Return the name of the coach's page: another one for each request, for a coach may get several."""
    return f"coach-{slug(request.by) or 'page'}-{request.id}.html"
