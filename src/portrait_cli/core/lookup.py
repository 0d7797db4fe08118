"""Finding a thing by what people call it."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.former_names import ids_of
from portrait_cli.core.guide import Guide
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, Role, Subset
from portrait_cli.core.text import slug


class Named(Protocol):
    """A thing with an id and a name."""

    @property
    def id(self) -> str:
        """Its name for machines."""

    @property
    def name(self) -> str:
        """Its name for people."""


@runtime_checkable
class Renamed(Protocol):
    """A thing that may have had other ids and codes before."""

    @property
    def formerly(self) -> Sequence[str]:
        """Those ids and codes."""


T = TypeVar("T", bound=Named)

Topic: TypeAlias = Attribute | Subset | Indicator | Guide
"""What a session can be asked for by: what it is about, or the guide that it follows."""
_KINDS: Mapping[type[Topic], str] = {
    Attribute: "attribute",
    Subset: "part",
    Indicator: "indicator",
    Guide: "guide",
}


def find(things: Sequence[T], said: str, noun: str) -> T:
    """Find a thing by its id, its name, one that it had before, or the beginning of the id, name or a word in it.

    Case is ignored. Raises NotFoundError with similar names if nothing fits, and with those that fit if there are
    several.
    """
    wanted = _compared(said)
    for fits in (*_EXACT, _begins, _has_word):
        near = [thing for thing in things if wanted and fits(thing, wanted)]
        if len(near) == 1:
            return near[0]
        if near:
            known = ", ".join(thing.id for thing in near)
            raise NotFoundError(f'"{said}" could be several {noun}s', hint=f"say which: {known}")
    raise NotFoundError(f'there is no {noun} "{said}"', hint=_nearest(things, wanted))


def _compared(said: str) -> str:
    """Return a name in a form in which case and spaces make no difference."""
    return " ".join(said.casefold().split())


def _nearest(things: Sequence[Named], wanted: str) -> str:
    """Suggest the ids that are spelled like what was wanted, or list all of them."""
    ids: dict[str, str] = {}
    for thing in things:
        ids[thing.id.casefold()] = thing.id
        ids[thing.name.casefold()] = thing.id
    close = dict.fromkeys(ids[label] for label in get_close_matches(wanted, ids))
    if close:
        return f"did you mean {', '.join(close)}?"
    known = ", ".join(thing.id for thing in things)
    return f"there are: {known or 'none'}"


def find_part(portrait: Portrait, said: str) -> tuple[Attribute, Indicator | None]:
    """Find an attribute as `find` does, or an indicator, with its attribute, by its whole id, code or name.

    Raises NotFoundError as `find` does.
    """
    return _exact_part(portrait, said) or (find(portrait.attributes, said, "attribute"), None)


def find_topic(portrait: Portrait, said: str, guides: Sequence[Guide]) -> Topic:
    """Find an attribute, a subset or one of some guides as `find` does, or an indicator by a whole name of its own.

    Raises NotFoundError as `find` does; what could be of several kinds is refused with each of them.
    """
    wanted = _compared(said)
    known: list[Topic] = [*portrait.attributes, *portrait.subsets, *guides]
    for fits in (*_EXACT, _begins, _has_word):
        near: list[Topic] = [thing for thing in known if wanted and fits(thing, wanted)]
        if fits in _EXACT and not any(isinstance(thing, Attribute) for thing in near):
            near += [indicator for _, indicator in portrait.indicators() if wanted and fits(indicator, wanted)]
        if len(near) == 1:
            return near[0]
        if near:
            kinds = " and ".join(dict.fromkeys(f"{_KINDS[type(thing)]}s" for thing in near))
            ways = ", ".join(_named_apart(thing, near, guides) for thing in near)
            raise NotFoundError(f'"{said}" could be several {kinds}', hint=f"say which: {ways}")
    if any(wanted and fits(retired, wanted) for fits in _EXACT for _, retired in portrait.retired()):
        raise NotFoundError(f'"{said}" is not asked about anymore', hint=f"portrait show {wanted} says why")
    noun = "attribute or guide" if guides else "attribute"
    raise NotFoundError(f'there is no {noun} "{said}"', hint=_nearest(known, wanted))


def _named_apart(thing: Topic, near: Sequence[Topic], guides: Sequence[Guide]) -> str:
    """Write what names one of several things: a guide by its option, which leaves the name itself to the others."""
    if isinstance(thing, Guide):
        return f"--guide {thing.id}"
    if any(isinstance(other, Guide) and other.id == thing.id for other in near):
        usual = next((guide for guide in guides if guide.per_attribute), guides[0])
        return f"{thing.id} --guide {usual.id}"
    return thing.id


def find_target(portrait: Portrait, said: str, in_entries: Iterable[str]) -> str:
    """Find the id of an attribute or indicator, also of one that is only in entries any more, by its whole id.

    Raises NotFoundError as `find` does.
    """
    exact = _exact_part(portrait, said)
    if exact is None:
        wanted = {_compared(said), slug(said, words=len(said))}
        for target in in_entries:
            if target.casefold() in wanted:
                return target
    attribute, indicator = exact or find_part(portrait, said)
    return indicator.id if indicator else attribute.id


def _exact_part(portrait: Portrait, said: str) -> tuple[Attribute, Indicator | None] | None:
    """Find the only part with a name: those of today come before former ones, attributes before indicators.

    Those that are retired come last.
    """
    wanted = _compared(said)
    for fits in _EXACT:
        attributes = [attribute for attribute in portrait.attributes if wanted and fits(attribute, wanted)]
        indicators = [pair for pair in portrait.indicators() if wanted and fits(pair[1], wanted)]
        if len(attributes) == 1:
            return attributes[0], None
        if not attributes and len(indicators) == 1:
            return indicators[0]
    return next((pair for pair in portrait.retired() if any(fits(pair[1], wanted) for fits in _EXACT)), None)


def find_role(roles: Sequence[Role], said: str) -> Role:
    """Find a role by its id or name, or by a title that belongs to it, such as principal.

    Raises NotFoundError as `find` does.
    """
    try:
        return find(roles, said, "role")
    except NotFoundError:
        near = [role for role in roles if _compared(said) in _titles(role)]
        if len(near) != 1:
            raise
        return near[0]


def _titles(role: Role) -> list[str]:
    return [_compared(title) for title in role.examples.split(",")]


def _has_id(thing: Named, wanted: str) -> bool:
    return wanted == thing.id.casefold()


def _has_name(thing: Named, wanted: str) -> bool:
    names = {thing.name.casefold()}
    if isinstance(thing, Attribute | Indicator):
        names.add(thing.code.casefold())
    return wanted in names


def _had_name(thing: Named, wanted: str) -> bool:
    if not isinstance(thing, Renamed):
        return False
    names: set[str] = set()
    for formerly in thing.formerly:
        names.update([_compared(formerly), *ids_of(formerly)])
    return wanted in names


_EXACT = (_has_id, _has_name, _had_name)


def _begins(thing: Named, wanted: str) -> bool:
    return thing.id.casefold().startswith(wanted) or thing.name.casefold().startswith(wanted)


def _has_word(thing: Named, wanted: str) -> bool:
    words = thing.name.casefold().replace("-", " ").split()
    return any(word.startswith(wanted) for word in words)
