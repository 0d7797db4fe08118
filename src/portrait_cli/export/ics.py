"""Plans as an iCalendar file: the day of each, with a reminder in the morning."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from portrait_cli.core.entry import Entry
from portrait_cli.core.plans import TrackedPlan
from portrait_cli.core.text import visible

MORNING = timedelta(hours=9)
"""How long after midnight, wherever the calendar is, it reminds."""


def write(tracked_plans: Iterable[TrackedPlan]) -> str:
    """Write the day of each plan that has one; its name there is that of the plan, so none ever comes twice."""
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
    event.add("transp", "TRANSPARENT")  # a plan keeps no day busy
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", sentence)
    reminder.add("trigger", MORNING)
    event.add_component(reminder)
    return event


def _moment(entry: Entry) -> datetime:
    try:
        return entry.moment.astimezone(UTC)
    except OverflowError:  # at the ends of time
        return entry.written.replace(tzinfo=UTC)
