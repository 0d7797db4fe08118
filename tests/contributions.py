"""Contributions for tests: what leaders send, made without a journal."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

from portrait_cli.core.contribution import CONSENT, Contribution, Placed
from portrait_cli.formats import contribution_file

ATTRIBUTES = ("advocacy", "authenticity", "collaboration", "human-centered", "transformation")
LEVELS = ("starting", "growing", "steady", "multiplying")
SCALE = "growth/1"
FALL = Contribution(
    id="0" * 16,
    version=1,
    round="Fall 2026",
    month="2026-11",
    portrait="portrait-of-a-leader",
    portrait_version="1.1",
    placements=(),
    consent=CONSENT,
    role="building-leader",
)


def placed(**answers: str) -> tuple[Placed, ...]:
    """Place attributes by their names as keywords, in the order of their ids."""
    named = sorted((name.replace("_", "-"), answer) for name, answer in answers.items())
    return tuple(Placed(name, SCALE, answer) for name, answer in named)


def contribution(number: int, like: Contribution = FALL, **answers: str) -> Contribution:
    """Make the contribution of one leader."""
    return replace(like, id=f"{number:016d}", placements=placed(**answers))


def leaders(answers: Sequence[str], like: Contribution = FALL, first: int = 0) -> list[Contribution]:
    """Make a contribution for each answer about Advocacy."""
    return [contribution(number, like, advocacy=answer) for number, answer in enumerate(answers, start=first)]


def write_each(folder: Path, contributions: Iterable[Contribution]) -> list[str]:
    """Write a file for each contribution; return their names."""
    folder.mkdir(exist_ok=True)
    names: list[str] = []
    for number, one in enumerate(contributions):
        path = folder / f"contribution-{number:03}.json"
        path.write_text(contribution_file.write(one), encoding="utf-8")
        names.append(str(path))
    return names


def write_lines(path: Path, contributions: Iterable[Contribution]) -> str:
    """Write all contributions into one file, one on each line; return its name."""
    path.write_bytes(b"".join(map(contribution_file.line, contributions)))
    return str(path)
