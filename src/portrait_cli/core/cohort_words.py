"""The words in which many leaders together are shown, on the screen and on paper: numbers of people, no others."""

from collections.abc import Iterator, Sequence

from portrait_cli.core.cohort import Answers, Cohort, Option, Round, Row, Shown
from portrait_cli.core.cohort_rounds import Span
from portrait_cli.core.dates import MONTHS
from portrait_cli.core.text import count

HIDDEN_WORD = "hidden"
NOBODY = "nobody"


def number(shown: Shown) -> str:
    """Write how many leaders gave an answer."""
    if shown is None:
        return HIDDEN_WORD
    return str(shown) if shown else NOBODY


def answers(row: Row, options: Sequence[Option]) -> str:
    """Write how many of some leaders gave each answer: `Growing: 9 of 31 · the rest (Starting, Steady): hidden`.

    Answers beside the scale are answers like the levels, and hidden or shown like them.
    """
    said: list[str] = []
    hidden: list[str] = []
    whole = f" of {row.leaders}" if row.leaders else ""
    for option, leaders in zip(options, row.answers, strict=True):
        if leaders is None:
            hidden.append(option.name)
        elif leaders:
            said.append(f"{option.name}: {leaders}{whole}")
            whole = ""
        else:
            said.append(f"{option.name}: {NOBODY}")
    if not said:
        return HIDDEN_WORD
    if hidden:
        which = hidden[0] if len(hidden) == 1 else f"the rest ({', '.join(hidden)})"
        said.append(f"{which}: {HIDDEN_WORD}")
    return " · ".join(said)


def heading(one: Round) -> str:
    """Write which round it is, when it was, and how many took part: `Fall 2026 · November 2026 · 31 leaders`."""
    months = _months(one.span)
    leaders = count(one.plans.every.leaders, "leader") if one.plans.every.leaders else ""
    return " · ".join(filter(None, [one.span.name, "" if months == one.span.name else months, leaders]))


def _months(span: Span) -> str:
    first, last = _month(span.first), _month(span.last)
    return first if first == last else f"{first} to {last}"


def _month(month: str) -> str:
    year, _, number_of = month.partition("-")
    return f"{MONTHS[int(number_of) - 1]} {int(year)}"


def roles_shown(answers: Answers) -> Iterator[Row]:
    """Go through the roles of which anything is shown; of the others there may be a few people, or nobody at all."""
    return (row for row in answers.by_role if row.leaders is not None or any(row.answers))


def plans(one: Round) -> str:
    """Write how many leaders kept a plan; empty if that is hidden."""
    kept, _ = one.plans.every.answers
    if not kept or one.plans.every.leaders is None:
        return ""
    return f"Plans: {kept} of {one.plans.every.leaders} kept at least one."


def too_few(one: Round, fewest: int) -> str:
    """Name what fewer leaders placed than may be shown; empty if there is nothing."""
    if not one.too_few:
        return ""
    return f"Fewer than {fewest} placed themselves on: {', '.join(one.too_few)}."


def explanation(cohort: Cohort) -> str:
    """Explain what is hidden, and the word that stands for it."""
    has_roles = any(answers.by_role for one in cohort.rounds for answers in one.answers)
    roles = " A role that is not listed is hidden as a whole." if has_roles else ""
    return (
        f"“{HIDDEN_WORD}” stands for a number below {cohort.fewest}, or for one from which such a number could be "
        f"worked out.{roles} Nobody's own answer can be told from what is shown."
    )


SELF_REPORTED = "Leaders placed themselves, for their own growth. This is no ranking, and not for evaluation."
