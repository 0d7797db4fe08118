"""The words for how a plan went."""

from collections.abc import Mapping
from types import MappingProxyType

from portrait_cli.core.entry import OUTCOMES, Outcome
from portrait_cli.core.guide import FollowUp
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import one_line


def labels_of(follow_up: FollowUp) -> dict[Outcome, str]:
    """Return the words for each outcome, as a guide asks for them."""
    labels = (follow_up.kept, follow_up.partly, follow_up.missed, follow_up.changed)
    return dict(zip(OUTCOMES, map(one_line, labels), strict=True))


def outcome_labels(portrait: Portrait) -> dict[Outcome, str]:
    """Return a portrait's own words for each outcome."""
    return labels_of(portrait.follow_up)


PLAIN_LABELS: Mapping[Outcome, str] = MappingProxyType(labels_of(FollowUp()))
"""The words of a portrait that has none of its own."""


def in_words(label: str, told: str, *, ticked: bool) -> str:
    """Return how a plan went: `Kept, ticked by hand`, or the label and `told`, such as ` on November 3`."""
    return f"{label}, ticked by hand" if ticked else f"{label}{told}"
