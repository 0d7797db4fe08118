"""Growth in a document: the line of the newest scale as a picture, and the same in words."""

from collections.abc import Sequence

from portrait_cli.core import dates
from portrait_cli.core.document import Picture, Step
from portrait_cli.core.documents.gathered import Level
from portrait_cli.core.entry import Placement
from portrait_cli.core.portrait import Portrait


def picture(title: str, levels: Sequence[Level], portrait: Portrait) -> Picture | None:
    """Return the picture of levels, the oldest first; None for fewer than two on the newest scale."""
    now = [level for level in levels if level.placement.as_of == "now" and level.placement.levels]
    if not now:
        return None
    newest = now[-1].placement
    scale = newest.scale, newest.levels
    shown = [level for level in now if (level.placement.scale, level.placement.levels) == scale]
    if len(shown) == 1:
        return None
    steps = tuple(Step(level.day, level.placement.label, level.placement.height) for level in shown)
    return Picture(
        title=title,
        levels=_names(newest, shown, portrait),
        steps=steps,
        in_words="; ".join(f"{dates.in_words(step.day)}: {step.level}" for step in steps),
    )


def _names(newest: Placement, shown: Sequence[Level], portrait: Portrait) -> tuple[str, ...]:
    """Name the levels, lowest first, in the newest words."""
    names: dict[str, str] = {}
    for scale in portrait.scales:
        if scale.reference == newest.scale:
            names.update((level.id, level.name) for level in scale.levels)
    names.update((level.placement.level, level.placement.label) for level in shown)
    return tuple(names.get(level, level.replace("-", " ").capitalize()) for level in newest.levels)
