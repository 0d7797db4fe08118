"""What a cohort is counted by: each answer that the portrait in use has a word for, by the names it has in files."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from portrait_cli.core.contribution import Placed
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.portrait import Portrait

PLANS = "plans kept"
"""In place of an attribute, with a space, which no id has: whether somebody kept a plan.

Everybody has one of the two answers.
"""
KEPT, NONE_KEPT = "kept", "none"


class KnownAnswers(Struct, frozen=True):
    """What counts of a contribution to a cohort with a portrait."""

    portraits: frozenset[str]
    """The ids that the portrait has or had. What is of another portrait is left out."""
    roles: frozenset[str]
    """The ids of its roles; any other counts as none."""
    answers: Mapping[Placed, Placed]
    """Each answer as it may stand in a contribution, with the names that it has today.

    What is on another scale, or on another version of one, is not among them: scales are never mixed.
    """


def known_answers(portrait: Portrait) -> KnownAnswers:
    """List what counts in a cohort with a portrait."""
    names = former_names(portrait)
    return KnownAnswers(
        portraits=frozenset(names.all_portraits),
        roles=frozenset(role.id for role in portrait.roles),
        answers=dict(_known(portrait, names)),
    )


def _known(portrait: Portrait, names: FormerNames) -> Iterator[tuple[Placed, Placed]]:
    for part in portrait.parts():
        scale = portrait.scale_of(part)
        if scale is None:
            continue
        answers = dict(names.levels.get(scale.id, {}))
        answers.update((level.id, level.id) for level in scale.levels)
        answers.update((answer.id, answer.id) for answer in scale.off_scale)
        for what in names.all_of(part.id):
            for answer, now in answers.items():
                yield Placed(what, scale.reference, answer), Placed(part.id, scale.reference, now)
