"""The part of an entry that is about one attribute: what is handed out when that attribute alone is asked for."""

from collections.abc import Iterator

from msgspec.structs import replace

from portrait_cli.core.entry import Block, Entry, Heading, Plan, PlanOutcome
from portrait_cli.core.filters import same_tag
from portrait_cli.core.new_entry import attribute_tag


def about(entry: Entry, attribute: str) -> Entry:
    """Return an entry with the words about an attribute, and no others.

    They are those in the attribute's part, and the plans for it. An entry about that attribute alone stays as it is.
    """
    if entry.attributes == (attribute,):
        return entry
    others = {same_tag(attribute_tag(other)) for other in entry.attributes if other != attribute}
    return replace(
        entry,
        attributes=(attribute,),
        tags=tuple(tag for tag in entry.tags if same_tag(tag) not in others),
        extra=(),  # nobody knows what it is about
        blocks=tuple(_blocks_about(entry, attribute)),
    )


def _blocks_about(entry: Entry, attribute: str) -> Iterator[Block]:
    inside = False
    for block in entry.blocks:
        match block:
            case Heading():
                inside = block.attribute == attribute
                if inside:
                    yield block
            case Plan():
                if block.attribute == attribute:
                    yield block
            case PlanOutcome():  # an earlier entry says what that plan was for
                pass
            case _ if inside:
                yield block
            case _:
                pass
