"""What another portrait, or another version of one, would do to the lines of growth that there are."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from portrait_cli.core.entry import Entry, Placement
from portrait_cli.core.former_names import former_names
from portrait_cli.core.part_words import item_of
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait, Scale
from portrait_cli.core.same_things import Item, Pairs
from portrait_cli.core.text import Id


class LineChange(Struct, frozen=True):
    """What becomes of the levels that were chosen for an attribute or indicator."""

    target: str
    """Its id in the portrait before."""
    name: str
    """What it was called."""
    chosen: int
    """How many levels were chosen for it."""
    becomes: str
    """The id under which its line goes on; empty if the line ends."""
    becomes_name: str
    """What it is called then."""
    perhaps: str = ""
    """If it ends: the name of a new attribute or indicator that it may have become."""

    @property
    def ends(self) -> bool:
        """Return True if nothing can be added to the line any more."""
        return not self.becomes

    @property
    def is_renamed(self) -> bool:
        """Return True if the line goes on under another name."""
        return not self.ends and self.name != self.becomes_name


class LevelChange(Struct, frozen=True):
    """A level or other answer that the portrait does not have any more."""

    level: str
    """Its id."""
    label: str
    """What it was called when it was chosen."""
    chosen: int
    """How often it was chosen."""
    perhaps: str = ""
    """The name of a new level that it may have become."""


class PortraitChange(Struct, frozen=True):
    """What becomes of all the levels that were chosen with a portrait."""

    lines: tuple[LineChange, ...] = ()
    """The attributes and indicators with levels, those that stay the same too."""
    levels: tuple[LevelChange, ...] = ()
    """The levels that are gone."""
    beside: int = 0
    """How many levels were chosen on a scale that is another one now; they stay on a line of their own."""
    apart: int = 0
    """How many levels were chosen with a portrait that this one does not go on from; they stay with that portrait."""

    @property
    def ended(self) -> tuple[LineChange, ...]:
        """List the lines that end."""
        return tuple(line for line in self.lines if line.ends)

    @property
    def breaks_lines(self) -> bool:
        """Return True if a line ends, or begins anew on another scale."""
        return bool(self.ended or self.levels or self.beside)


def together(changes: Sequence[PortraitChange]) -> PortraitChange:
    """Return what several changes do, if each is about other entries."""
    return PortraitChange(
        lines=tuple(line for change in changes for line in change.lines),
        levels=tuple(level for change in changes for level in change.levels),
        beside=sum(change.beside for change in changes),
        apart=sum(change.apart for change in changes),
    )


class _Parts(Struct, frozen=True):
    """The attributes and indicators of a portrait, by their ids."""

    portrait: Portrait
    by_id: dict[str, Attribute | Indicator]

    def name(self, part: str) -> str:
        """Return what people call a part; its id in words if the portrait does not have it."""
        known = self.by_id.get(part)
        return known.label if known else part.replace("-", " ").capitalize()

    def scale_at(self, part: str) -> Scale:
        """Return the scale of a part; one without any levels, if it has none."""
        known = self.by_id.get(part)
        scale = self.portrait.scale_of(known) if known else None
        return scale or _NO_SCALE

    def is_on_scale(self, placement: Placement) -> bool:
        """Return True if a level was chosen on the scale that its target has here."""
        scale = self.scale_at(placement.target)
        return (placement.scale, placement.levels) == (scale.reference, tuple(level.id for level in scale.levels))

    def has_answer(self, placement: Placement) -> bool:
        """Return True if the level that was chosen can still be chosen."""
        return any(placement.level == answer.id for answer in _answers(self.scale_at(placement.target)))


_NO_SCALE = Scale(Id(""), ())


def _answers(scale: Scale) -> list[Level | OffScale]:
    return [*scale.levels, *scale.off_scale]


def compare(before: Portrait, after: Portrait, entries: Iterable[Entry]) -> PortraitChange:
    """Return what using `after` in place of `before` does to the levels that were chosen in some entries.

    A line goes on where `core.growth` would show its levels for an attribute or indicator of the portrait after.
    """
    known, will_be = former_names(before), former_names(after)
    old, new = _parts_of(before), _parts_of(after)
    lines: Counter[tuple[str, str]] = Counter()
    times: Counter[tuple[str, str]] = Counter()
    scales: dict[str, tuple[Scale, Scale]] = {}
    beside = 0
    placements, apart = _distinct(before, after, entries)
    for placement, chosen in placements.items():
        earlier, later = known.placed(placement), will_be.placed(placement)
        becomes = later.target if later.target in new.by_id else ""
        lines[earlier.target, becomes] += chosen
        if becomes and old.has_answer(earlier) and not new.has_answer(later):
            times[earlier.level, placement.label] += chosen
            scales.setdefault(earlier.level, (old.scale_at(earlier.target), new.scale_at(later.target)))
        if becomes and old.is_on_scale(earlier) and not new.is_on_scale(later):
            beside += chosen
    return PortraitChange(
        lines=tuple(_line_changes(old, new, lines)),
        levels=tuple(
            LevelChange(level, label, chosen, _perhaps_level(level, *scales[level]))
            for (level, label), chosen in times.items()
        ),
        beside=beside,
        apart=apart,
    )


def _distinct(before: Portrait, after: Portrait, entries: Iterable[Entry]) -> tuple[Counter[Placement], int]:
    """Count the different levels that were chosen, and, in all, those that stay with the portrait before.

    A journal has the same few again and again, and so each has to be looked at only once.
    """
    known, will_be = former_names(before), former_names(after)
    facts: Counter[tuple[str, str, str, str, tuple[str, ...]]] = Counter()
    apart = 0
    for entry in entries:
        if known.means(entry.portrait) and not will_be.means(entry.portrait):
            apart += len(entry.placements)
        elif known.means(entry.portrait):
            facts.update((one.target, one.level, one.label, one.scale, one.levels) for one in entry.placements)
    placements: Counter[Placement] = Counter()
    for (target, level, label, scale, levels), chosen in facts.items():
        placements[Placement(target, "", level, label, scale=scale, levels=levels)] = chosen
    return placements, apart


def _perhaps_level(level: str, before: Scale, after: Scale) -> str:
    """Find a new level that has the name or the place of one that is gone."""
    pairs = Pairs([Item(one.name) for one in after.levels], [Item(one.name) for one in before.levels])
    pairs.by_code_and_name()
    pairs.by_place()
    known = {one.id for one in before.levels}
    for number, (one, _) in pairs.found.items():
        if before.levels[one].id == level and after.levels[number].id not in known:
            return after.levels[number].name
    return ""


def _line_changes(old: _Parts, new: _Parts, lines: Counter[tuple[str, str]]) -> Iterator[LineChange]:
    """Go through the lines in the order of the portrait before; one that was gone there already is not news."""
    places = {target: place for place, target in enumerate(old.by_id)}
    perhaps = _perhaps(old, new, {target for target, becomes in lines if not becomes})
    for target, becomes in sorted(lines, key=lambda line: (places.get(line[0], len(places)), line)):
        if becomes:
            yield LineChange(target, old.name(target), lines[target, becomes], becomes, new.name(becomes))
        elif target in old.by_id:
            yield LineChange(target, old.name(target), lines[target, ""], "", "", perhaps.get(target, ""))


def _perhaps(old: _Parts, new: _Parts, ended: Collection[str]) -> dict[str, str]:
    """Find new parts that have the name, the words or the code of one that ended, or nearly."""
    gone = [part for part in old.by_id.values() if part.id in ended]
    begun = [part for part in new.by_id.values() if part.id not in old.by_id]
    pairs = Pairs(
        [item_of(part, with_id=False) for part in gone],
        [item_of(part, with_id=False) for part in begun],
        same_language=old.portrait.language == new.portrait.language,
    )
    pairs.by_code_and_name()
    return {gone[number].id: begun[one].label for number, (one, _) in pairs.found.items()}


def _parts_of(portrait: Portrait) -> _Parts:
    return _Parts(portrait, {part.id: part for part in portrait.parts()})


def seems_next(before: Portrait, after: Portrait) -> bool:
    """Return True if half of the attributes are in both, by id or by name: one may be the other's next version."""
    known = {attribute.id for attribute in before.attributes} | {_same(one.name) for one in before.attributes}
    kept = [one for one in after.attributes if one.id in known or _same(one.name) in known]
    return 2 * len(kept) >= len(before.attributes)


def _same(name: str) -> str:
    return " ".join(name.casefold().split())
