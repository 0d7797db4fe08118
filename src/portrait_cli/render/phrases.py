"""Days, distances in time, counts and long texts, as people say them."""

from datetime import date

from portrait_cli.core import dates, text

day = dates.in_words


def distance(when: date, today: date) -> str:
    """Write how far away a day is: `tomorrow`, `3 weeks ago`."""
    days = (when - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
    span = _span(abs(days))
    if days > 0:
        return f"in {span}"
    return f"{span} ago"


def _span(days: int) -> str:
    weeks = round(days / 7)
    if weeks > 1:
        return f"{weeks} weeks"
    return f"{days} days"


count = text.count


def first_lines(words: str, most: int = 160) -> str:
    """Shorten a text to its beginning, on one line."""
    line = " ".join(words.split())
    if len(line) <= most:
        return line
    return line[: most - 1].rstrip() + "…"


def facts(*said: str) -> str:
    """Join short facts to one line, without the empty ones."""
    return " · ".join(filter(None, said))


def year_ago(on: date, said: str) -> str:
    """Quote what was said about a year ago."""
    return f"A year ago, {day(on)}: “{first_lines(said, 200)}”"
