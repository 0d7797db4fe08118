"""What a portrait says about each of its parts, for finding the part in another portrait or table."""

from collections.abc import Iterable

from portrait_cli.core.portrait import Attribute, Indicator
from portrait_cli.core.same_things import Item, Words, text_of


def item_of(part: Attribute | Indicator, above: str = "", *, with_id: bool = True) -> Item:
    """Return what matters of an attribute or indicator for finding it; `above` is the id of what is above it."""
    return Item(part.name, part.code, above, part.id if with_id else "", _words_of(part))


def _words_of(part: Attribute | Indicator) -> Words:
    return Words(
        statements=text_of(said for statements in part.levels.values() for said in statements),
        definition=text_of([part.definition.text if part.definition else ""]),
        look_for=text_of(part.can_do if isinstance(part, Attribute) else part.look_for.split("\n")),
        below="\n".join(_below(part.indicators)),
    )


def _below(parts: Iterable[Indicator]) -> Iterable[str]:
    for part in parts:
        words = _words_of(part)
        yield text_of([part.name])
        yield from filter(None, [*words.own, words.below])
