"""The day in an entry's title: adding it, and taking it out again."""

from datetime import date

from portrait_cli.core import dates


def dated(title: str, day: date, *, weekday: bool = True) -> str:
    """Return a title with the day after it: `Note, Monday, November 23, 2026`."""
    return f"{title}, {dates.in_words(day, weekday=weekday)}"


def undated(title: str, day: date) -> str:
    """Return a title without the day that `dated` put after it; a title that is only a day stays as it is."""
    if not title.endswith(str(day.year)):  # both forms end in the year
        return title
    for suffix in (dated("", day), _as_before_1_0(day)):
        if title.endswith(suffix):
            return title.removesuffix(suffix) or title
    return title


def _as_before_1_0(day: date) -> str:
    """Return the day as the first versions put it after a title: `, Monday 23 November 2026`."""
    return f", {dates.WEEKDAYS[day.weekday()]} {day.day} {dates.MONTHS[day.month - 1]} {day.year}"
