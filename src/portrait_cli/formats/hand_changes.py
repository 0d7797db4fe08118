"""What a person changed in an entry by hand that is not understood: it is kept, and should be pointed out."""

from collections.abc import Iterator

from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import entry_plan
from portrait_cli.formats.did_you_mean import instead_of

_LONGEST_SHOWN = 40


def not_understood(entry: Entry, portrait: Portrait) -> Iterator[str]:
    """Go through what is not understood in an entry, each as a sentence that says how to write it."""
    off_scale = {answer.id for scale in portrait.scales for answer in scale.off_scale}
    for placement in former_names(portrait).renamed(entry).placements:
        if placement.levels and placement.level not in {*placement.levels, *off_scale}:
            yield _level(placement, portrait)
    for plan in entry.plans:
        said = entry_plan.day_not_understood(plan)
        if said:
            yield f'"{_shown(said)}" is not understood as the day of a plan; write it like 2026-12-04 or dec 4'


def _level(placement: Placement, portrait: Portrait) -> str:
    names: dict[str, str] = {attribute.id: attribute.name for attribute in portrait.attributes}
    of = names.get(placement.target, placement.target)
    return f'"{_shown(placement.label)}" is not a level of {of}; {instead_of(placement.level, placement.levels)}'


def _shown(said: str) -> str:
    """Show words on one line, and not too many of them."""
    line = " ".join(said.split())
    if len(line) <= _LONGEST_SHOWN:
        return line
    return line[: _LONGEST_SHOWN - 1] + "…"
