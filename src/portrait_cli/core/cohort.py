"""Many leaders together: for each attribute and indicator how many chose each word, as far as it exposes nobody.

What is hidden is decided for the full table of roles and answers, also if only the row of all leaders is shown: two
views of the same leaders agree.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.cohort_answers import KEPT, NONE_KEPT, PLANS
from portrait_cli.core.cohort_rounds import Span
from portrait_cli.core.portrait import Attribute, Indicator, Portrait, walk
from portrait_cli.core.suppression import Picture, suppressed

HIDDEN = None
"""In place of a number that is not shown."""
Shown = int | None


class Count(Struct, frozen=True, order=True):
    """How many leaders of one role gave one answer in one round: what the engine counts."""

    round: str
    target: str
    scale: str
    role: str
    answer: str
    leaders: int


class Option(Struct, frozen=True):
    """An answer that could be given."""

    id: str
    """The id of the level, or of the answer beside the scale."""
    name: str
    """What it is called."""
    is_level: bool
    """False for an answer beside the scale."""


class Row(Struct, frozen=True):
    """How many of some leaders gave each answer."""

    role: str
    """The id of their role; empty for all of them, or for those without one, see `is_all`."""
    name: str
    """What the role is called."""
    leaders: Shown
    """How many of them gave any answer."""
    answers: tuple[Shown, ...]
    """How many gave each, in the order of the options."""
    is_all: bool = False
    """True for all roles together."""


class Answers(Struct, frozen=True):
    """What leaders answered about one attribute or indicator."""

    target: str
    """The id of the attribute or indicator."""
    name: str
    """What it is called, with its code if it has one."""
    scale: str
    """The scale and its version, such as growth/1."""
    options: tuple[Option, ...]
    """The answers that its scale offers: the levels, lowest first, then those beside it."""
    every: Row
    """All roles together."""
    by_role: tuple[Row, ...]
    """Each role by itself; empty unless that was asked for."""
    place: int = 0
    """Its attribute's place in the portrait."""
    is_indicator: bool = False
    """True for an indicator, False for an attribute."""


class Round(Struct, frozen=True):
    """What the leaders of one round answered."""

    span: Span
    """What the round is called, and when it was."""
    plans: Answers
    """How many kept a plan. Everybody has one of the two answers, so all of them are the leaders of the round."""
    answers: tuple[Answers, ...]
    """The attributes and indicators that enough leaders placed, in the portrait's order."""
    too_few: tuple[str, ...]
    """The names of the attributes and indicators that fewer leaders placed than may be shown."""


class Cohort(Struct, frozen=True):
    """Leaders of one portrait together, in the rounds in which they took part, oldest first."""

    rounds: tuple[Round, ...]
    fewest: int


def cohort(portrait: Portrait, spans: Sequence[Span], counts: Iterable[Count], fewest: int) -> Cohort:
    """Make the tables of each round from what was counted."""
    of_round: dict[str, list[Count]] = {span.name: [] for span in spans}
    for count in counts:
        if count.round in of_round:
            of_round[count.round].append(count)
    in_order = sorted(spans, key=lambda span: (span.first, span.last, span.name))
    return Cohort(tuple(_round(portrait, span, of_round[span.name], fewest) for span in in_order), fewest)


def _round(portrait: Portrait, span: Span, counts: Sequence[Count], fewest: int) -> Round:
    of_target: dict[str, dict[tuple[str, str], int]] = {}
    for count in counts:
        of_target.setdefault(count.target, {})[count.role, count.answer] = count.leaders
    roles = _roles(portrait)
    plans = replace(_answers(_PLANS, roles, of_target.get(PLANS, {}), fewest), by_role=())
    answers: list[Answers] = []
    too_few: list[str] = []
    for topic in topics(portrait):
        numbers = of_target.get(topic.target, {})
        if not numbers:
            continue
        made = _answers(topic, roles, numbers, fewest)
        if made.every.leaders is HIDDEN:
            too_few.append(topic.name)
        else:
            answers.append(made)
    return Round(span, plans, tuple(answers), tuple(too_few))


# --- what is placed ---


class Topic(Struct, frozen=True):
    """An attribute or indicator with the answers that its scale offers."""

    target: str
    name: str
    scale: str
    options: tuple[Option, ...]
    place: int = 0
    is_indicator: bool = False


_PLANS = Topic(
    PLANS, "Plans", "", (Option(KEPT, "kept one", is_level=False), Option(NONE_KEPT, "none", is_level=False))
)


def topics(portrait: Portrait) -> Iterator[Topic]:
    """Go through what leaders place, in the portrait's order; retired indicators after the attribute's others."""
    for place, attribute in enumerate(portrait.attributes):
        parts: list[Attribute | Indicator] = [attribute, *walk(attribute.indicators), *attribute.retired]
        for part in parts:
            scale = portrait.scale_of(part)
            if scale is None:
                continue
            options = (
                *(Option(level.id, level.name, is_level=True) for level in scale.levels),
                *(Option(answer.id, answer.name, is_level=False) for answer in scale.off_scale),
            )
            yield Topic(part.id, part.label, scale.reference, options, place, is_indicator=part is not attribute)


def _roles(portrait: Portrait) -> Mapping[str, str]:
    """Return the names of the roles, and of having none that the portrait knows."""
    return {**{role.id: role.name for role in portrait.roles}, "": "No role given"}


# --- what is shown of it ---


def _answers(topic: Topic, roles: Mapping[str, str], numbers: Mapping[tuple[str, str], int], fewest: int) -> Answers:
    """Make the table of one topic, without what has to be hidden."""
    ids = [option.id for option in topic.options]
    table: dict[str, dict[str, int]] = {}
    for (role, answer), leaders in numbers.items():
        table.setdefault(role, dict.fromkeys(ids, 0))[answer] = leaders
    shown = suppressed(table, fewest)
    return Answers(
        target=topic.target,
        name=topic.name,
        scale=topic.scale,
        options=topic.options,
        every=Row("", "All", shown.total, _in_order(shown.columns, shown.column_totals, ids), is_all=True),
        by_role=tuple(_rows(shown, roles, ids)),
        place=topic.place,
        is_indicator=topic.is_indicator,
    )


def _rows(shown: Picture, roles: Mapping[str, str], ids: Sequence[str]) -> Iterator[Row]:
    """Go through the roles of the portrait; one that nobody has looks the same as one that is hidden."""
    for role, name in roles.items():
        if role in shown.rows:
            at = shown.rows.index(role)
            yield Row(role, name, shown.row_totals[at], _in_order(shown.columns, shown.cells[at], ids))
        else:
            yield Row(role, name, HIDDEN, (HIDDEN,) * len(ids))


def _in_order(columns: Sequence[str], numbers: Sequence[Shown], ids: Sequence[str]) -> tuple[Shown, ...]:
    """Put numbers into the order of the options; without any leader there are no columns."""
    of_column = dict(zip(columns, numbers, strict=True))
    return tuple(of_column.get(one, HIDDEN) for one in ids)
