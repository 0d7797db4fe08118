"""Finding a thing by what people call it."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Protocol, TypeVar

from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.portrait import Attribute, Indicator, Role


class Named(Protocol):
    """A thing with an id and a name."""

    @property
    def id(self) -> str:
        """Its name for machines."""

    @property
    def name(self) -> str:
        """Its name for people."""


T = TypeVar("T", bound=Named)


def find(things: Sequence[T], said: str, noun: str) -> T:
    """Find the thing meant by its id, its name, a beginning of them or of a word in the name, in any case.

    Raises NotFoundError with the nearest names when none is meant, and with those meant when there are several.
    """
    wanted = " ".join(said.casefold().split())
    for fits in (_is_id, _is, _begins, _has_word):
        near = [thing for thing in things if wanted and fits(thing, wanted)]
        if len(near) == 1:
            return near[0]
        if near:
            known = ", ".join(thing.id for thing in near)
            raise NotFoundError(f'"{said}" could be several {noun}s', hint=f"say which: {known}")
    names = {label.casefold(): thing for thing in things for label in (thing.id, thing.name)}
    close = list(dict.fromkeys(names[label].id for label in get_close_matches(wanted, names)))
    known = ", ".join(close or [thing.id for thing in things]) or "none"
    raise NotFoundError(f'there is no {noun} "{said}"', hint=f"{'the nearest: ' if close else 'there are: '}{known}")


def find_role(roles: Sequence[Role], said: str) -> Role:
    """Find a role by its id or name, or by a title that belongs to it, such as principal.

    Raises NotFoundError as `find` does.
    """
    try:
        return find(roles, said, "role")
    except NotFoundError:
        titles = [role for role in roles if " ".join(said.casefold().split()) in _titles(role)]
        if len(titles) != 1:
            raise
        return titles[0]


def _titles(role: Role) -> list[str]:
    return [" ".join(title.casefold().split()) for title in role.examples.split(",")]


def _is_id(thing: Named, wanted: str) -> bool:
    return wanted == thing.id.casefold()


def _is(thing: Named, wanted: str) -> bool:
    code = thing.code if isinstance(thing, Attribute | Indicator) else ""
    return wanted in {thing.name.casefold(), code.casefold()}


def _begins(thing: Named, wanted: str) -> bool:
    return thing.id.casefold().startswith(wanted) or thing.name.casefold().startswith(wanted)


def _has_word(thing: Named, wanted: str) -> bool:
    return any(word.startswith(wanted) for word in thing.name.casefold().replace("-", " ").split())
