"""Many leaders together: read what they contributed, count it, and show what exposes nobody."""

from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import export_output
from portrait_cli.app.export_formats import Format, check_terminal, format_of, writer_of
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.cohort import Cohort, Round
from portrait_cli.core.cohort_changes import changes
from portrait_cli.core.cohort_found import CohortFound, not_counted
from portrait_cli.core.documents.cohort import Sheet, cohort_document
from portrait_cli.core.errors import NotFoundError, PortraitError, UsageError
from portrait_cli.core.paper import paper_of
from portrait_cli.core.suppression import FEWEST
from portrait_cli.core.text import visible
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.export.missing import cohort_extra
from portrait_cli.render import cohort as page
from portrait_cli.terminal import command_line
from portrait_cli.terminal.display import Display

_KIND = "cohort"
NOTHING_COUNTED = "Nothing was counted."


class CohortDocument(Document, frozen=True):
    """Many leaders together. A number that is null is hidden, and cannot be worked out from the others."""

    command: ClassVar[str] = "portrait cohort"
    portrait: str
    """The id of the portrait in use."""
    fewest: int
    """Every number below this is hidden."""
    rounds: tuple[Round, ...]
    """The rounds in which leaders took part, oldest first."""
    changes: tuple[str, ...]
    """What changed from one round to the next, in words, as far as both rounds show it."""


class Wanted(Struct, frozen=True):
    """What is to be counted."""

    names: tuple[str, ...]
    """Files and folders of contributions."""
    round: str = ""
    """The words of one round; all of them unless it is named."""
    fewest: int = FEWEST
    engine: str = ""
    """The URL of the engine; empty for the one within this program."""


class Request(Struct, frozen=True):
    """What is to be counted, and how it is shown."""

    wanted: Wanted
    by_role: bool = False
    formats: tuple[Format, ...] = ()
    output: str = ""
    overwrite: bool = False
    as_json: bool = False
    yes: bool = False
    """Whether they agree to a first result without being asked."""
    check: bool = False
    """Whether they only want to know what is there."""
    title: str = ""
    """What the sheet is called."""
    school: str = ""
    """The school or district on it; that of the settings unless they name one."""

    @property
    def command(self) -> list[str]:
        """Return what the person typed, without what decides the format."""
        wanted = self.wanted
        options = [
            *(("--by", "role") if self.by_role else ()),
            *(("--round", wanted.round) if wanted.round else ()),
            *(("--fewest", str(wanted.fewest)) if wanted.fewest != FEWEST else ()),
            *(("--engine", wanted.engine) if wanted.engine else ()),
            *(("--title", self.title) if self.title else ()),
            *(("--school", self.school) if self.school else ()),
        ]
        return ["portrait", "cohort", *wanted.names, *options]

    @property
    def agreeing(self) -> str:
        """Return the command with which they agree to a first result."""
        to = [*(f"--{form}" for form in self.formats), *(("-o", self.output) if self.output else ())]
        return command_line.join([*self.command, *to, *(("--json",) if self.as_json else ()), "--yes"])


class Counted(Struct, frozen=True):
    """What came of it."""

    found: CohortFound
    shown: Cohort
    refused: tuple[PortraitError, ...] = ()
    """Why rounds are not shown that would expose somebody beside an earlier result."""
    missing: NotFoundError | None = None
    """Why no round is shown, if they all have too few."""
    is_stopped: bool = False
    """True if the person wants to wait, or only wants to know what is there."""


def show(workspace: Workspace, request: Request) -> None:
    """Show many leaders together, on the screen, as JSON or in a document.

    Raises NotFoundError if there are too few of them, PortraitError if a round would expose somebody beside an
    earlier result, after the others were shown, or if the extra is missing.
    """
    if request.wanted.fewest < FEWEST:
        raise UsageError(f"--fewest can be raised above {FEWEST}, never lowered", hint=f"leave it out for {FEWEST}")
    environment = workspace.environment
    form = _form(workspace, request)
    with cohort_extra("a cohort"):
        from portrait_cli.app.cohort_count import count_cohort  # and with it the engine, which may not be installed

        counted = count_cohort(workspace, request)
    if counted.is_stopped:
        if not request.check:
            environment.say(NOTHING_COUNTED)
        return
    shown = counted.shown
    if not request.by_role:
        shown = replace(shown, rounds=tuple(map(_without_roles, shown.rounds)))
    if not counted.refused or shown.rounds:
        _show(workspace, request, form, shown, counted)
    for error in counted.refused[:-1]:
        environment.say(f"portrait: {error}")
    for error in counted.refused[-1:]:
        raise error


def _show(workspace: Workspace, request: Request, form: Format | None, shown: Cohort, counted: Counted) -> None:
    environment = workspace.environment
    if request.as_json:
        document = CohortDocument(workspace.portrait.id, shown.fewest, shown.rounds, changes(shown))
        print_json(environment.write, document, missing=counted.missing)
    elif counted.missing:
        raise counted.missing
    elif form:
        _write(workspace, request, form, shown, counted.found)
    else:
        display = Display(environment, workspace.plain)
        display.show(page.cohort(shown, workspace.portrait.title, display.look), paged=True)
        if environment.can_ask:  # what was said before the page may be out of sight
            for line in not_counted(counted.found, shown.fewest):
                environment.say(f"Not counted: {visible(line)}.")


def _without_roles(one: Round) -> Round:
    answers = tuple(replace(of_one, by_role=()) for of_one in one.answers)
    return replace(one, answers=answers)


# --- the document ---


def _form(workspace: Workspace, request: Request) -> Format | None:
    """Return the format of the document; None for the screen. Raises PortraitError if it cannot be written."""
    if not (request.formats or request.output):
        return None
    form = format_of(request.formats, request.output, request.command)
    check_terminal(form, request.output, _KIND, workspace.environment, request.command)
    writer_of(form)
    if not export_output.is_stdout(request.output):
        export_output.may_write_over(workspace, request.output, force=request.overwrite)
    return form


def _write(workspace: Workspace, request: Request, form: Format, shown: Cohort, found: CohortFound) -> None:
    environment = workspace.environment
    sheet = Sheet(
        made_on=environment.now().date(),
        title=request.title,
        place=request.school or workspace.config.school,
        unread=len(found.damaged) + len(found.newer),
    )
    document = cohort_document(shown, workspace.portrait, sheet)
    written = writer_of(form)(document, paper_of(environment.variables), environment.say)
    export_output.write(
        workspace, request.output, written, overwrite=request.overwrite, what=lambda: document.subtitle
    )
