"""Which session is asked for: its guide, what it is about, its role and its day."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.which_entries import tell_where_it_is
from portrait_cli.app.which_moment import which_moment
from portrait_cli.app.which_tags import which_tags
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import lookup, session_from_guide
from portrait_cli.core.earlier_entries import Past, longest_ago, looked_at
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.former_names import FormerNames
from portrait_cli.core.guide import EachAttribute, Focus, Guide
from portrait_cli.core.lookup import Topic
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Subset, walk
from portrait_cli.core.session import Session
from portrait_cli.render.phrases import distance
from portrait_cli.render.screen import inset, words
from portrait_cli.store.index import Index
from portrait_cli.terminal.asker import Asker


class Request(Struct, frozen=True):
    """What the person asked for; everything may be left out."""

    names: tuple[str, ...] = ()
    """Attributes, indicators, subsets, and a guide."""
    guide: str = ""
    role: str = ""
    day: str | None = None
    """The day that the session is about; None for today."""
    tags: tuple[str, ...] = ()


class Wanted(Struct, frozen=True):
    """What the names in a request mean."""

    guide: Guide
    at: datetime
    role: str
    attributes: tuple[Attribute, ...] = ()
    """Those that were named, in the portrait's order."""
    indicators: Mapping[str, frozenset[str]] = {}
    """For each of them, the indicators that are meant."""
    tags: tuple[str, ...] = ()

    @property
    def lacks_attribute(self) -> bool:
        """Return True if the guide is for chosen attributes, and none was named."""
        return self.guide.per_attribute and not self.attributes


def which_session(workspace: Workspace, request: Request, index: Index) -> Wanted:
    """Find what is asked for in the portrait.

    Raises NotFoundError for a name that it does not have, UsageError for names that do not go together a day that
    has not come yet, or a tag that cannot be one.
    """
    portrait = workspace.portrait
    guides = () if request.guide else portrait.guides
    topics = [_topic(workspace, name, guides, index) for name in request.names]
    attributes, indicators = _about(portrait, topics)
    guide = _guide(workspace, request, topics)
    if guide is None:
        guide = _usual_guide(portrait, is_for_attributes=bool(attributes))
    _must_go_together(workspace, guide, attributes)
    return Wanted(
        guide,
        which_moment(workspace.environment, request.day),
        role_of(workspace, request.role) or index.newest_role(role.id for role in portrait.roles),
        attributes,
        indicators,
        which_tags(request.tags),
    )


def past_of(index: Index, request: Request, wanted: Wanted, names: FormerNames) -> Past:
    """Return what was said before a session; for one about an earlier day, what was said before that day."""
    before = None if request.day is None else wanted.at.date()
    return index.past(names, before=before, tags=wanted.tags)


def lay_out(workspace: Workspace, wanted: Wanted, past: Past, named: frozenset[str] = frozenset()) -> Session:
    """Make the session that is wanted; the steps in `named` are asked before any others."""
    portrait = workspace.portrait
    if wanted.lacks_attribute:  # all of them would take an evening
        wanted = replace(wanted, attributes=(longest_ago(portrait.attributes, past.said),))
    start = session_from_guide.SessionStart(
        id=workspace.environment.token(),
        at=wanted.at,
        role=wanted.role,
        attributes=wanted.attributes or portrait.attributes,
        indicators=wanted.indicators,
        named=named,
        tags=wanted.tags,
    )
    return session_from_guide.lay_out(portrait, wanted.guide, start, past)


def choose_attribute(workspace: Workspace, wanted: Wanted, past: Past, ask: Asker) -> Wanted:
    """Let the person choose what a session is about that is for one attribute, the one that waited longest first."""
    known = workspace.portrait.attributes
    if not wanted.lacks_attribute or len(known) == 1:
        return wanted
    first = longest_ago(known, past.said)
    ask.show(inset([words(_reason(first, past, workspace))], ask.look, top=1))
    choices = [(first.id, first.name), *((other.id, other.name) for other in known if other is not first)]
    chosen = ask.offer("Which attribute would you like to look at?", choices, default=first.id)
    return replace(wanted, attributes=tuple(attribute for attribute in known if attribute.id == chosen))


def _reason(first: Attribute, past: Past, workspace: Workspace) -> str:
    day = looked_at(first, past.said)
    if day is None:
        return f"You haven't looked at {first.name} yet."
    return f"You last looked at {first.name} {distance(day, workspace.environment.now().date())}."


# --- names ---


def _topic(workspace: Workspace, name: str, guides: tuple[Guide, ...], index: Index) -> Topic:
    try:
        return lookup.find_topic(workspace.portrait, name, guides)
    except NotFoundError as error:
        tell_where_it_is(workspace, error, name, index)
        raise


def _about(portrait: Portrait, topics: Iterable[Topic]) -> tuple[tuple[Attribute, ...], Mapping[str, frozenset[str]]]:
    """Return the attributes that topics are about, in the portrait's order, and the indicators meant of each."""
    attributes: set[str] = set()
    indicators: dict[str, frozenset[str]] = {}
    for topic in topics:
        meant: Mapping[str, frozenset[str]] = {}
        match topic:
            case Attribute():
                meant = {topic.id: _ids(topic.indicators)}
                attributes.add(topic.id)
            case Indicator():
                meant = _by_attribute(portrait, _ids([topic]))
                attributes.update(meant)
            case Subset():
                meant = _by_attribute(portrait, frozenset(topic.indicators))
                attributes.update(topic.attributes or meant)
            case Guide():
                pass
            case _:
                assert_never(topic)
        for attribute, own in meant.items():
            indicators[attribute] = indicators.get(attribute, frozenset()) | own
    chosen = tuple(attribute for attribute in portrait.attributes if attribute.id in attributes)
    return chosen, indicators


def _ids(indicators: Iterable[Indicator]) -> frozenset[str]:
    return frozenset(indicator.id for indicator in walk(indicators))


def _by_attribute(portrait: Portrait, indicators: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Sort indicators by the attributes that they belong to."""
    sorted_out: dict[str, frozenset[str]] = {}
    for attribute in portrait.attributes:
        own = _ids(attribute.indicators) & indicators
        if own:
            sorted_out[attribute.id] = own
    return sorted_out


# --- the guide ---


def _guide(workspace: Workspace, request: Request, topics: Iterable[Topic]) -> Guide | None:
    """Return the guide that is named. Raises UsageError if there are several."""
    if request.guide or not workspace.portrait.guides:
        return lookup.find(workspace.portrait.guides, request.guide, "guide")
    guides = {topic.id: topic for topic in topics if isinstance(topic, Guide)}
    if len(guides) > 1:
        hint = " or ".join(command(workspace.config, "reflect", guide) for guide in guides)
        raise UsageError("a session follows one guide", hint=hint)
    return next(iter(guides.values()), None)


def _usual_guide(portrait: Portrait, *, is_for_attributes: bool) -> Guide:
    """Return the first guide for chosen attributes, or for all of them."""
    usual = (guide for guide in portrait.guides if guide.per_attribute == is_for_attributes)
    return next(usual, portrait.guides[0])


def _must_go_together(workspace: Workspace, guide: Guide, attributes: tuple[Attribute, ...]) -> None:
    """Raise UsageError for several attributes with a guide that could not say which of them it is about."""
    tells_apart = any(isinstance(step, EachAttribute | Focus) for step in guide.steps)
    if not attributes[1:] or tells_apart:
        return
    named = command(workspace.config, "reflect", attributes[0].id, guide.id)
    raise UsageError(f"{guide.id} is about one thing, so it takes one attribute at most", hint=named)
