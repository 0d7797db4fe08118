"""Reading the portrait: what it says beside what the person said."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from portrait_cli.app.workspace import Workspace, role_of
from portrait_cli.core import lookup, outline
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.outline import Layer
from portrait_cli.core.portrait import Attribute, Indicator
from portrait_cli.export import json_data
from portrait_cli.export import portrait as paper
from portrait_cli.render import portrait as page

Form = Literal["screen", "md", "json"]


class Wish(Struct, frozen=True):
    """What the person wants to read; nothing named is the portrait at a glance."""

    attribute: str = ""
    indicator: str = ""
    role: str = ""
    layers: tuple[Layer, ...] = ()
    """Nothing is what the form shows by itself: a screen what an attribute means, paper everything."""


def show(workspace: Workspace, wish: Wish, form: Form) -> None:
    """Show what is wished for on the screen, as Markdown or as JSON.

    Raises NotFoundError for a name that the portrait does not have.
    """
    attribute, indicator = _meant(workspace, wish)
    if wish.role:
        lookup.find_role(workspace.portrait.roles, wish.role)
    if wish.layers and indicator:
        raise UsageError(
            "an indicator has one page", hint=f"portrait show {wish.attribute} {wish.indicator}".rstrip()
        )
    if attribute is None:
        _glance(workspace, form)
    elif indicator is None:
        _attribute(workspace, attribute, role_of(workspace, wish.role), wish.layers, form)
    else:
        _indicator(workspace, attribute, indicator, form)


def _meant(workspace: Workspace, wish: Wish) -> tuple[Attribute | None, Indicator | None]:
    """Find the attribute and the indicator meant; an indicator's code may stand alone."""
    if not wish.attribute:
        return None, None
    known = list(workspace.portrait.indicators())
    try:
        attribute = lookup.find(workspace.portrait.attributes, wish.attribute, "attribute")
    except NotFoundError:
        for attribute, indicator in known:
            if not wish.indicator and wish.attribute.casefold() in {
                indicator.id.casefold(),
                indicator.code.casefold(),
            }:
                return attribute, indicator
        raise
    if not wish.indicator:
        return attribute, None
    own = [indicator for of, indicator in known if of is attribute]
    return attribute, lookup.find(own, wish.indicator, "indicator")


def _glance(workspace: Workspace, form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    match form:
        case "json":
            environment.write(json_data.write({"portrait": portrait}))
        case "md":
            environment.write(paper.glance(portrait))
        case "screen":
            look = environment.look(plain=workspace.config.plain)
            environment.show(page.glance(portrait, look), plain=workspace.config.plain, paged=True)


def _attribute(workspace: Workspace, attribute: Attribute, role: str, wanted: Sequence[Layer], form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    everything: tuple[Layer, ...] = ("meaning", "prompts", "practices", "role")
    match form:
        case "json":
            environment.write(json_data.write({"attribute": attribute}))
        case "md":
            parts = outline.attribute(portrait, attribute, role, wanted or everything)
            environment.write(paper.attribute(portrait, attribute, parts))
        case "screen":
            parts = outline.attribute(portrait, attribute, role, wanted or ("meaning",), brief=True)
            look = environment.look(plain=workspace.config.plain)
            shown = page.attribute(portrait, attribute, parts, _mine(workspace, attribute.id), look)
            environment.show(shown, plain=workspace.config.plain, paged=True)


def _indicator(workspace: Workspace, attribute: Attribute, indicator: Indicator, form: Form) -> None:
    environment, portrait = workspace.environment, workspace.portrait
    match form:
        case "json":
            environment.write(json_data.write({"attribute": attribute.id, "indicator": indicator}))
        case "md":
            environment.write(paper.indicator(portrait, attribute, indicator))
        case "screen":
            look = environment.look(plain=workspace.config.plain)
            shown = page.indicator(portrait, attribute, indicator, _mine(workspace, indicator.id), look)
            environment.show(shown, plain=workspace.config.plain, paged=True)


def _mine(workspace: Workspace, target: str) -> page.Mine:
    if not workspace.journal.stamps():  # nothing was said yet, and no index is needed to know it
        return page.Mine()
    past = workspace.index().past(workspace.portrait.id)
    plans = tuple(one for one in past.open_plans if one.plan.attribute == target)
    return page.Mine(past.said.get(target), plans)


def guides(workspace: Workspace, *, as_data: bool) -> None:
    """List the guides of the portrait in use."""
    environment = workspace.environment
    if as_data:
        environment.write(json_data.write({"guides": workspace.portrait.guides}))
    else:
        look = environment.look(plain=workspace.config.plain)
        environment.show(page.guides(workspace.portrait.guides, look), plain=workspace.config.plain)
