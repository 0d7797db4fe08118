"""Reading the portrait, and home: what the portrait says beside what the person said."""

from typing import Literal

from portrait_cli import naming
from portrait_cli.desk import Desk
from portrait_cli.export import data
from portrait_cli.export import portrait as paper
from portrait_cli.model.entry import Past
from portrait_cli.model.portrait import Portrait
from portrait_cli.render import asking
from portrait_cli.render import journal as shown
from portrait_cli.render import portrait as page

Form = Literal["screen", "md", "json"]


def show(desk: Desk, said: str, role: str, form: Form) -> None:
    """Show the portrait at a glance, or the attribute named, on the screen, as Markdown or as JSON.

    Raises NotFoundError for a name that the portrait does not have.
    """
    environment, portrait = desk.environment, desk.portrait
    attribute = naming.find(portrait.attributes, said, "attribute") if said else None
    role = naming.find(portrait.roles, role, "role").id if role else desk.config.role
    if form == "json":
        environment.write(data.write({"attribute": attribute} if attribute else {"portrait": portrait}))
    elif form == "md":
        environment.write(paper.attribute(portrait, attribute, role) if attribute else paper.glance(portrait))
    else:
        look = environment.look(plain=desk.config.plain)
        if attribute is None:
            page_shown = page.glance(portrait, look)
        else:
            past = desk.past()[1]
            mine = page.Mine(
                past.said.get(attribute.id),
                tuple(one for one in past.commitments if one.commitment.attribute == attribute.id),
            )
            page_shown = page.attribute(portrait, attribute, role, mine, look)
        environment.show(page_shown, plain=desk.config.plain)


def home(desk: Desk) -> None:
    """Show where the person stands, or greet who comes for the first time."""
    environment, portrait = desk.environment, desk.portrait
    entries, past = desk.past()
    draft = desk.drafts.newest()
    look = environment.look(plain=desk.config.plain)
    if not entries and draft is None:
        environment.show(shown.welcome(portrait, look), plain=desk.config.plain)
        return
    standing = shown.Standing(
        portrait=portrait,
        today=environment.now().date(),
        said=past.said,
        commitments=past.commitments,
        draft=asking.draft_line(draft) if draft else "",
        then=_next(portrait, past, draft_waits=draft is not None),
    )
    environment.show(shown.home(standing, look), plain=desk.config.plain)


def _next(portrait: Portrait, past: Past, *, draft_waits: bool) -> str:
    """Choose one thing to do next: the draft, else the attribute not spoken of for longest."""
    if draft_waits:
        return "portrait reflect, to go on where you stopped"
    names = [attribute.id for attribute in portrait.attributes]
    unsaid = [name for name in names if name not in past.said]
    if unsaid == names:
        return "portrait reflect"
    oldest = unsaid or sorted(names, key=lambda name: past.said[name].on)
    return f"portrait reflect {oldest[0]}"
