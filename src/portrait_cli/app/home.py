"""Home: where the person stands, and one thing to do next."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from portrait_cli.app.draft_to_resume import find_draft
from portrait_cli.app.late_words import waiting
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.earlier_entries import LastSaid, Past, longest_ago
from portrait_cli.core.former_names import former_names
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Session
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import home as page
from portrait_cli.render import question
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display

AWAY = timedelta(weeks=6)
"""Someone whose newest entry is older than this is greeted as someone who was away."""


class HomeDocument(Document, frozen=True):
    """Where the person stands, and one thing to do next."""

    command: ClassVar[str] = "portrait"
    said: Mapping[str, LastSaid]
    """For each attribute or indicator by its id, what was said last about it; only those with something said."""
    commitments: tuple[OpenPlan, ...]
    """The open plans, oldest first."""
    draft_waits: bool
    """Whether there is an unfinished session to go on with."""
    next: str
    """The command to run next; after a comma, what for."""


def show(workspace: Workspace, *, as_json: bool) -> None:
    """Show where the person stands, or greet a person who is here for the first time; or print it as JSON."""
    index = open_index(workspace)
    past = index.past(former_names(workspace.portrait))
    drafts = Drafts(workspace.config.drafts)
    draft = find_draft(workspace, drafts)
    suggestion = _suggestion(workspace.portrait, past, draft_waits=draft is not None)
    if as_json:
        document = HomeDocument(past.said, past.open_plans, draft is not None, suggestion)
        print_json(workspace.environment.write, document)
        return
    for line in waiting(workspace, drafts, index):
        workspace.environment.say(line)
    display = Display(workspace.environment, workspace.plain)
    if index.newest() is None and draft is None:
        display.show(page.welcome(workspace.portrait, display.look))
        return
    display.show(page.home(_facts(workspace, index, past, draft, suggestion), display.look))


def _facts(workspace: Workspace, index: Index, past: Past, draft: Session | None, suggestion: str) -> page.Home:
    today = workspace.environment.now().date()
    draft_line = question.draft_line(draft) if draft else ""
    return page.Home(
        portrait=workspace.portrait,
        today=today,
        said=past.said,
        open_plans=past.open_plans,
        draft=draft_line,
        next_step=suggestion,
        echo=index.a_year_before(today),
        greeting=_greeting(workspace, index, workspace.environment.now()),
    )


def _greeting(workspace: Workspace, index: Index, now: datetime) -> str:
    newest = index.newest()
    if newest is None or now - newest.entry.moment <= AWAY:
        return ""
    return workspace.portrait.wording.after_a_gap


def _suggestion(portrait: Portrait, past: Past, *, draft_waits: bool) -> str:
    """Choose one thing to do next: the draft, else the attribute that has waited longest."""
    if draft_waits:
        return "portrait reflect, to continue where you stopped"
    attributes = [attribute.id for attribute in portrait.attributes]
    if not any(attribute in past.said for attribute in attributes):
        return "portrait reflect"
    return f"portrait reflect {longest_ago(portrait.attributes, past.said).id}"
