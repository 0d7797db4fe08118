"""Reading the portrait: what it says beside what the person said."""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from portrait_cli import layers, naming
from portrait_cli.desk import Desk, role_of
from portrait_cli.errors import NotFoundError, UsageError
from portrait_cli.export import data
from portrait_cli.export import portrait as paper
from portrait_cli.layers import Layer
from portrait_cli.model.portrait import Attribute, Indicator
from portrait_cli.render import portrait as page

Form = Literal["screen", "md", "json"]


class Wish(Struct, frozen=True):
    """What the person wants to read; nothing named is the portrait at a glance."""

    attribute: str = ""
    indicator: str = ""
    role: str = ""
    layers: tuple[Layer, ...] = ()
    """Nothing is what the form shows by itself: a screen what an attribute means, paper everything."""


def show(desk: Desk, wish: Wish, form: Form) -> None:
    """Show what is wished for on the screen, as Markdown or as JSON.

    Raises NotFoundError for a name that the portrait does not have.
    """
    attribute, indicator = _meant(desk, wish)
    if wish.role:
        naming.find_role(desk.portrait.roles, wish.role)
    if wish.layers and indicator:
        raise UsageError(
            "an indicator has one page", hint=f"portrait show {wish.attribute} {wish.indicator}".rstrip()
        )
    if attribute is None:
        _glance(desk, form)
    elif indicator is None:
        _attribute(desk, attribute, role_of(desk, wish.role), wish.layers, form)
    else:
        _indicator(desk, attribute, indicator, form)


def _meant(desk: Desk, wish: Wish) -> tuple[Attribute | None, Indicator | None]:
    """Find the attribute and the indicator meant; an indicator's code may stand alone."""
    if not wish.attribute:
        return None, None
    known = list(desk.portrait.indicators())
    try:
        attribute = naming.find(desk.portrait.attributes, wish.attribute, "attribute")
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
    return attribute, naming.find(own, wish.indicator, "indicator")


def _glance(desk: Desk, form: Form) -> None:
    environment, portrait = desk.environment, desk.portrait
    match form:
        case "json":
            environment.write(data.write({"portrait": portrait}))
        case "md":
            environment.write(paper.glance(portrait))
        case "screen":
            look = environment.look(plain=desk.config.plain)
            environment.show(page.glance(portrait, look), plain=desk.config.plain, paged=True)


def _attribute(desk: Desk, attribute: Attribute, role: str, wanted: Sequence[Layer], form: Form) -> None:
    environment, portrait = desk.environment, desk.portrait
    everything: tuple[Layer, ...] = ("meaning", "prompts", "practices", "role")
    match form:
        case "json":
            environment.write(data.write({"attribute": attribute}))
        case "md":
            parts = layers.attribute(portrait, attribute, role, wanted or everything)
            environment.write(paper.attribute(portrait, attribute, parts))
        case "screen":
            parts = layers.attribute(portrait, attribute, role, wanted or ("meaning",), brief=True)
            look = environment.look(plain=desk.config.plain)
            shown = page.attribute(portrait, attribute, parts, _mine(desk, attribute.id), look)
            environment.show(shown, plain=desk.config.plain, paged=True)


def _indicator(desk: Desk, attribute: Attribute, indicator: Indicator, form: Form) -> None:
    environment, portrait = desk.environment, desk.portrait
    match form:
        case "json":
            environment.write(data.write({"attribute": attribute.id, "indicator": indicator}))
        case "md":
            environment.write(paper.indicator(portrait, attribute, indicator))
        case "screen":
            look = environment.look(plain=desk.config.plain)
            shown = page.indicator(portrait, attribute, indicator, _mine(desk, indicator.id), look)
            environment.show(shown, plain=desk.config.plain, paged=True)


def _mine(desk: Desk, target: str) -> page.Mine:
    if not desk.journal.stamps():  # nothing was said yet, and no index is needed to know it
        return page.Mine()
    past = desk.index().past(desk.portrait.id)
    plans = tuple(one for one in past.commitments if one.commitment.attribute == target)
    return page.Mine(past.said.get(target), plans)


def guides(desk: Desk, *, as_data: bool) -> None:
    """List the guides of the portrait in use."""
    environment = desk.environment
    if as_data:
        environment.write(data.write({"guides": desk.portrait.guides}))
    else:
        look = environment.look(plain=desk.config.plain)
        environment.show(page.guides(desk.portrait.guides, look), plain=desk.config.plain)
