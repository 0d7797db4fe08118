"""What a changed portrait does to the lines of growth, in sentences."""

from collections.abc import Iterator

from portrait_cli.core.portrait import Portrait
from portrait_cli.core.portrait_change import PortraitChange, seems_next
from portrait_cli.render.phrases import count


def sentences(change: PortraitChange, before: Portrait, after: Portrait) -> Iterator[str]:
    """Name each line that ends or goes on under another name, and each level that is gone, with how much is in it."""
    if change.apart:
        command = f"portrait growth --portrait {before.id}"
        stay = "stays" if change.apart == 1 else "stay"
        yield f"{_levels(change.apart)} with {before.title} {stay} with it: {command}"
        if seems_next(before, after):
            yield f"If this is its next version, write `formerly: [{before.id}]` below its id: then they continue."
    for line in change.lines:
        if line.is_renamed:
            yield f"{line.name} continues as {line.becomes_name}: {_levels(line.chosen)}."
    for line in change.ended:
        yield f"{line.name} ends: {_levels(line.chosen)}."
        if line.perhaps:
            yield _how_to_go_on(line.perhaps, line.target)
    for level in change.levels:
        yield f"{level.label} is no longer a level: chosen {_times(level.chosen)}."
        if level.perhaps:
            yield _how_to_go_on(level.perhaps, level.level)
    if change.beside:
        stay = "stays on a line of its" if change.beside == 1 else "stay on a line of their"
        yield f"The scale has changed: {_levels(change.beside)} before {stay} own."
    if change.breaks_lines:
        yield "Your entries keep all of it, and portrait growth still shows it."


def _how_to_go_on(name: str, former: str) -> str:
    return f"If that is {name} now, give it the line `formerly: [{former}]` in the file, and it continues."


def _levels(number: int) -> str:
    return f"{count(number, 'level')} chosen"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
