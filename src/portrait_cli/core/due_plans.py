"""When a plan is due: which plans come first in a list, and which a session asks about."""

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from portrait_cli.core.dates import WEEK
from portrait_cli.core.open_plans import OpenPlan

Due = Literal["overdue", "soon", "later", "no-day"]
DUES: tuple[Due, ...] = get_args(Due)
"""In the order in which plans are listed."""


def due(by: date | None, today: date) -> Due:
    """Return when a plan with this day is due; soon is today or within a week."""
    if by is None:
        return "no-day"
    if by < today:
        return "overdue"
    return "soon" if by - today < WEEK else "later"


def due_first(plans: Iterable[OpenPlan]) -> list[OpenPlan]:
    """Put plans in the order of their days, those without a day last; of one day, the oldest first."""
    return sorted(plans, key=lambda one: (one.plan.by or date.max, one.plan.by is None, one.number))


def to_ask_about(plans: Iterable[OpenPlan], today: date, most: int) -> list[OpenPlan]:
    """Choose the plans that a session of a day asks about, no more than `most`, the most overdue first.

    They are those whose day has come and, without a day, those that are a week old; none was made on the same day.
    """
    reached: list[tuple[date, int, OpenPlan]] = []
    for one in plans:
        looked_at = one.plan.by or one.made + WEEK
        if one.made < today and looked_at <= today:
            reached.append((looked_at, one.number, one))
    return [one for *_, one in sorted(reached, key=lambda found: found[:2])[:most]]
