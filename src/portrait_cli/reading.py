"""Reading the portrait: what it says beside what the person said."""

from typing import Literal

from portrait_cli import naming
from portrait_cli.desk import Desk, role_of
from portrait_cli.export import data
from portrait_cli.export import portrait as paper
from portrait_cli.render import portrait as page

Form = Literal["screen", "md", "json"]


def show(desk: Desk, said: str, role: str, form: Form) -> None:
    """Show the portrait at a glance, or the attribute named, on the screen, as Markdown or as JSON.

    Raises NotFoundError for a name that the portrait does not have.
    """
    environment, portrait = desk.environment, desk.portrait
    attribute = naming.find(portrait.attributes, said, "attribute") if said else None
    role = role_of(desk, role, ())
    if form == "json":
        environment.write(data.write({"attribute": attribute} if attribute else {"portrait": portrait}))
    elif form == "md":
        environment.write(paper.attribute(portrait, attribute, role) if attribute else paper.glance(portrait))
    else:
        look = environment.look(plain=desk.config.plain)
        if attribute is None:
            page_shown = page.glance(portrait, look)
        else:
            past = desk.past(desk.entries())
            mine = page.Mine(
                past.said.get(attribute.id),
                tuple(one for one in past.commitments if one.commitment.attribute == attribute.id),
            )
            page_shown = page.attribute(portrait, attribute, role, mine, look)
        environment.show(page_shown, plain=desk.config.plain)
