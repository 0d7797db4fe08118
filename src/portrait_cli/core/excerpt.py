"""The part of an entry that is about one attribute: what is handed out when that attribute alone is asked for."""

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
)
from portrait_cli.core.filters import same_tag
from portrait_cli.core.new_entry import attribute_tag


def about(entry: Entry, names: Collection[str]) -> Entry:
    """Return an entry with the words about an attribute, known by these names, and no others.

    They are those in the attribute's part, and the plans for it. An entry about that attribute alone stays as it is.
    Of an indicator, they are its levels.
    """
    attributes = tuple(attribute for attribute in entry.attributes if attribute in names)
    if attributes and attributes == entry.attributes:
        return entry
    others = {same_tag(attribute_tag(other)) for other in entry.attributes if other not in names}
    return replace(
        entry,
        attributes=attributes,
        tags=tuple(tag for tag in entry.tags if same_tag(tag) not in others),
        extra=(),  # nobody knows what it is about
        blocks=tuple(_blocks_about(entry, names)),
    )


def _blocks_about(entry: Entry, names: Collection[str]) -> Iterator[Block]:
    inside = False
    for block in entry.blocks:
        match block:
            case Heading():
                inside = block.attribute in names
                if inside:
                    yield block
            case Plan():
                if block.attribute in names:
                    yield block
            case PlanOutcome() | GoalReview() | EvidenceDropped():  # an earlier entry says what that was about
                pass
            case Goal() | Evidence():
                if block.target in names:
                    yield block
            case Placement() if block.target in names:
                yield block
            case _ if inside:
                yield block
            case _:
                pass
