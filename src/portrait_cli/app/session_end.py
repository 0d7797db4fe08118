"""The end of a session: its summary, and one thing to do next."""

from pathlib import Path

from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import StorageError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Session
from portrait_cli.render import summary as page
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Stored
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment


def show(workspace: Workspace, stored: Stored, index: Index, past: Past, session: Session) -> None:
    """Show the summary of a session that is saved; that it cannot be shown is not a failure."""
    try:
        _show_summary(workspace, stored, index, past, session)
    except StorageError as error:
        workspace.environment.say(f"Saved in {stored.path}. The summary cannot be shown: {error}")


def _show_summary(workspace: Workspace, stored: Stored, index: Index, past: Past, session: Session) -> None:
    """Show the result of a session."""
    if workspace.environment.quiet:
        return
    today = workspace.environment.now().date()
    first = index.newest() is None
    note = workspace.portrait.wording.records if first else ""
    entry = former_names(workspace.portrait).renamed(stored.entry)
    guide = workspace.portrait.guide_of(entry.guide, entry.portrait)
    ending = page.Ending(
        today=today,
        file=_short(stored.path, workspace.environment),
        said=past.said,
        echo=index.a_year_before(today),
        next_step=_next_command(workspace.portrait, entry, session.focus, first=first),
        farewell=guide.ending if guide else "",
        asked_about=session.dips_asked_about,
        new_plan=command(workspace.config, "plans", "add"),
        note=note,
    )
    display = Display(workspace.environment, workspace.plain)
    display.show(page.summary(entry, workspace.portrait, ending, display.look))


def _short(path: Path, environment: Environment) -> str:
    """Name a file as people do, with ~ for their home folder."""
    home = environment.variables.get("HOME", "")
    if home and path.is_relative_to(home):
        return f"~/{path.relative_to(home)}"
    return str(path)


def _next_command(portrait: Portrait, entry: Entry, focus: str, *, first: bool) -> str:
    """Choose one thing to do next; `focus` is the attribute that needs attention next, if one was named.

    Practices are for the attribute that a plan was just made about.
    """
    known = {str(attribute.id): attribute for attribute in portrait.attributes}
    about = known.get(former_names(portrait).today(focus))
    if first and not entry.role and portrait.roles:
        start = (about or portrait.attributes[0]).id
        return (
            f"portrait reflect {start} --role ROLE adds questions written for your job; portrait show has the roles"
        )
    if about is None:  # about none, about all of them, or about one that is gone from this portrait
        return "portrait read latest"
    if entry.plans and about.practices:
        return f"portrait show {about.id} --practices for small things to try"
    return f"portrait show {about.id}"
