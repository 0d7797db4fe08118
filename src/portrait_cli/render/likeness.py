"""What next year's portrait has of last year's, in sentences."""

from collections.abc import Iterable, Iterator

from portrait_cli.core.portrait import Portrait
from portrait_cli.formats.last_year import LastYear
from portrait_cli.formats.rubric_likeness import Likeness, Match
from portrait_cli.render.phrases import count


def sentences(likeness: Likeness, old: Portrait, kept: LastYear) -> Iterator[str]:
    """Name what goes on and how it was found, what is new, what is gone, and what is kept."""
    same = [match for match in likeness.parts if match.name == match.was]
    yield f"Like {old.title}, version {old.version}: {count(len(same), 'part')} with the same code and name."
    yield from _renamed(likeness.parts, "")
    yield from _listed("New", likeness.new)
    yield from _listed("Gone", likeness.gone)
    for reused in likeness.reused:
        yield (
            f"{reused.name} has the code of {reused.gone}, and starts a line of its own. "
            f"If it is the same, give it the line `formerly: [{reused.id}]` in the file."
        )
    yield from _renamed(likeness.levels, "The level ")
    yield from _listed("New levels", likeness.new_levels)
    yield from _listed("Levels that are gone", likeness.gone_levels)
    yield from _listed("Kept, since the table has none", (name.replace("_", " ") for name in kept.lacking))
    if likeness.parts:
        yield "Each part that continues keeps its earlier id. If one is not the same, give it another id in the file."


def _renamed(matches: Iterable[Match], noun: str) -> Iterator[str]:
    for match in matches:
        if match.name != match.was:
            yield f"{noun}{match.name} was {match.was}, found by {match.by}."


def _listed(title: str, names: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(names)
    if listed:
        yield f"{title}: {listed}."
