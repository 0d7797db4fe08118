"""The moment that an entry is about, where the person names its day."""

from datetime import datetime

from portrait_cli.app.time_zones import local_zone
from portrait_cli.core import day_words
from portrait_cli.core.errors import UsageError
from portrait_cli.core.time_words import split_time
from portrait_cli.terminal.environment import Environment


def which_moment(environment: Environment, said: str | None) -> datetime:
    """Return the moment on a day: at the time that is named with it, else at the time that it is now; None is now.

    Raises UsageError if the text is not a day, or is in the future.
    """
    now = environment.now()
    if said is None:
        return now
    _, at = split_time(said)
    span = day_words.back(said, now.date())
    if span is None or span[0] != span[1]:
        hint = "write it like 2026-11-23, yesterday, last friday, sep 1 or yesterday 5pm"
        raise UsageError(f'"{said}" is not a day that we can read', hint=hint)

    then = datetime.combine(span[0], at or now.time())
    moment = then.replace(tzinfo=local_zone(environment))  # daylight saving time may have begun or ended since
    if moment > now:
        raise UsageError(f'"{said}" is in the future', hint="give today or an earlier day")
    return moment
