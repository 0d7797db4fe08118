"""Home: where the person stands, and one thing to do next."""

from datetime import datetime, timedelta

from portrait_cli.app.workspace import Workspace
from portrait_cli.core import growth
from portrait_cli.core.entry import Entry, Past
from portrait_cli.core.portrait import Portrait
from portrait_cli.export import json_data
from portrait_cli.render import entry as shown
from portrait_cli.render import question
from portrait_cli.store.drafts import Drafts

AWAY = timedelta(weeks=6)
"""After how long someone is greeted as one who was away."""


def show(workspace: Workspace, *, as_data: bool) -> None:
    """Show where the person stands, or greet who comes for the first time; or print it as JSON."""
    environment, portrait = workspace.environment, workspace.portrait
    index = workspace.index()
    past, newest = index.past(portrait.id), index.newest()
    draft, problems = Drafts(workspace.config.drafts).newest()
    for problem in problems:
        environment.say(f"portrait: {problem}")
    then = _suggestion(portrait, past, draft_waits=draft is not None)
    if as_data:
        standing = {
            "said": past.said,
            "commitments": past.open_plans,
            "draft_waits": draft is not None,
            "next": then,
        }
        environment.write(json_data.write(standing))
        return
    look = environment.look(plain=workspace.config.plain)
    if newest is None and draft is None:
        environment.show(shown.welcome(portrait, look), plain=workspace.config.plain)
        return
    home = shown.Standing(
        portrait=portrait,
        today=environment.now().date(),
        said=past.said,
        open_plans=past.open_plans,
        draft=question.draft_line(draft) if draft else "",
        then=then,
        echo=index.a_year_before(environment.now().date()),
        greeting=portrait.wording.after_a_gap if newest and _was_away(newest.entry, environment.now()) else "",
    )
    environment.show(shown.home(home, look), plain=workspace.config.plain)


def _was_away(newest: Entry, now: datetime) -> bool:
    return now - newest.moment > AWAY


def _suggestion(portrait: Portrait, past: Past, *, draft_waits: bool) -> str:
    """Choose one thing to do next: the draft, else the attribute not spoken of for longest."""
    if draft_waits:
        return "portrait reflect, to go on where you stopped"
    names = [attribute.id for attribute in portrait.attributes]
    if not any(name in past.said for name in names):
        return "portrait reflect"
    return f"portrait reflect {growth.longest_ago(names, past.said)}"
