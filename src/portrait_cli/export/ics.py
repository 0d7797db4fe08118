"""Plans as an iCalendar file: the day of each, with a reminder in the morning."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from portrait_cli.core.entry import Entry
from portrait_cli.core.open_plans import TrackedPlan
from portrait_cli.core.text import visible

MORNING = timedelta(hours=9)
"""How long after midnight the calendar reminds, in whatever time zone it is."""


def write(tracked_plans: Iterable[TrackedPlan]) -> str:
    """Write an event for each plan that has a day; it keeps the plan's id, so a calendar never has it twice."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//portrait//portrait-cli//EN")
    for tracked in tracked_plans:
        if tracked.plan.by:
            calendar.add_component(_event(tracked))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(tracked: TrackedPlan) -> Event:
    sentence = visible(tracked.plan.sentence)

    event = Event()
    event.add("uid", f"{visible(tracked.id)}@portrait-cli")
    event.add("dtstamp", _moment(tracked.entry))
    event.add("dtstart", tracked.plan.by)
    event.add("summary", sentence)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a plan does not make the day busy
    event.add_component(_reminder(sentence))
    return event


def _reminder(sentence: str) -> Alarm:
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", sentence)
    reminder.add("trigger", MORNING)
    return reminder


def _moment(entry: Entry) -> datetime:
    try:
        return entry.moment.astimezone(UTC)
    except OverflowError:  # in the first or the last hours that a date can have
        return entry.written.replace(tzinfo=UTC)
