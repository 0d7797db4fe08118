"""What a portrait and its parts were called before: old entries are read as if they had today's names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import Block, Entry, Evidence, Goal, Heading, Placement, Plan, Response
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import slug

_TAKEN = step_name.ATTRIBUTES_TAKEN | step_name.INDICATORS_TAKEN


class _Part(Protocol):
    """A part of a portrait that may have had other names before."""

    @property
    def id(self) -> str:
        """Its name for machines."""

    @property
    def formerly(self) -> Sequence[str]:
        """The ids and codes that it had before."""


def ids_of(formerly: str) -> Iterator[str]:
    """List the ids that a former id or code may stand for: itself, and those that are made of such a text."""
    yield formerly.strip()
    yield slug(formerly)
    yield slug(formerly, words=len(formerly))


class FormerNames(Struct, frozen=True):
    """The former ids of a portrait, of its attributes and indicators, and of its levels."""

    portrait: str
    """The portrait's id today."""
    portraits: tuple[str, ...] = ()
    """Ids that it had before."""
    parts: Mapping[str, str] = {}
    """For each former id of an attribute or indicator, its id today."""
    levels: Mapping[str, Mapping[str, str]] = {}
    """For each scale, the same for its levels and other answers."""

    @property
    def all_portraits(self) -> tuple[str, ...]:
        """List the ids that entries may know the portrait by, today's first."""
        return (self.portrait, *self.portraits)

    def means(self, portrait: str) -> bool:
        """Return True if the portrait has this id, or had it."""
        return portrait in self.all_portraits

    def all_of(self, part: str) -> tuple[str, ...]:
        """List the ids that entries may know an attribute or indicator by, today's first."""
        return (part, *(former for former, today in self.parts.items() if today == part))

    def today(self, part: str) -> str:
        """Return the id that an attribute or indicator has today."""
        return self.parts.get(part, part)

    def renamed(self, entry: Entry) -> Entry:
        """Return an entry of the portrait as if it was written with today's names; any other entry as it is."""
        if not (self.portraits or self.parts or self.levels) or not self.means(entry.portrait):
            return entry
        return replace(
            entry,
            portrait=self.portrait,
            attributes=tuple(dict.fromkeys(map(self.today, entry.attributes))),
            blocks=tuple(map(self._block, entry.blocks)),
        )

    def step(self, name: str) -> str:
        """Return the name that a step has today."""
        if not self.parts:
            return name
        known = step_name.parse(name)
        subject = known.subject
        if subject is not None and known.owner not in _TAKEN:
            subject = self.today(subject)
        return str(replace(known, owner=self.today(known.owner), subject=subject))

    def placed(self, placement: Placement) -> Placement:
        """Return a placement with today's names for its target and its levels."""
        scale, _, _ = placement.scale.rpartition("/")
        today = self.levels.get(scale, {})
        levels = tuple(today.get(level, level) for level in placement.levels)
        if len(set(levels)) < len(levels):  # several levels became one, so their order is not today's
            today, levels = {}, placement.levels
        level = today.get(placement.level, placement.level)
        return replace(placement, target=self.today(placement.target), level=level, levels=levels)

    def _block(self, block: Block) -> Block:
        match block:
            case Placement():
                return self.placed(block)
            case Heading() | Plan():
                return replace(block, attribute=self.today(block.attribute))
            case Goal():
                return replace(block, target=self.today(block.target))
            case Evidence():
                return replace(block, target=self.today(block.target), step=self.step(block.step))
            case Response():
                return replace(block, step=self.step(block.step))
            case _:
                return block


def former_names(portrait: Portrait) -> FormerNames:
    """Collect the former names in a portrait; what a part is called today is never another's former name."""
    parts: list[_Part] = list(portrait.parts())
    levels = {scale.id: _today([*scale.levels, *scale.off_scale]) for scale in portrait.scales}
    of_portrait = dict.fromkeys(one for former in portrait.formerly for one in ids_of(former))
    return FormerNames(
        portrait=portrait.id,
        portraits=tuple(one for one in of_portrait if one not in {"", portrait.id}),
        parts={former: today for former, today in _today(parts).items() if former not in _TAKEN},
        levels={scale: today for scale, today in levels.items() if today},
    )


def _today(parts: Iterable[_Part]) -> dict[str, str]:
    """Return, for each former id, the id of its part today; the first part that claims it has it."""
    present = {part.id for part in parts}
    today: dict[str, str] = {}
    for part in parts:
        for formerly in part.formerly:
            for former in ids_of(formerly):
                if former and former not in present:
                    today.setdefault(former, part.id)
    return today
