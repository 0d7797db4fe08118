"""Plans as an iCalendar file: the day of each, with a reminder in the morning."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from portrait_cli.commitments import Promise
from portrait_cli.model.entry import Entry
from portrait_cli.visible import visible

MORNING = timedelta(hours=9)
"""How long after midnight, wherever the calendar is, it reminds."""


def write(promises: Iterable[Promise]) -> str:
    """Write the day of each plan that has one; its name there is that of the plan, so none ever comes twice."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//portrait//portrait-cli//EN")
    for promise in promises:
        if promise.commitment.by:
            calendar.add_component(_event(promise))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(promise: Promise) -> Event:
    sentence = visible(promise.commitment.sentence)
    event = Event()
    event.add("uid", f"{visible(promise.id)}@portrait-cli")
    event.add("dtstamp", _moment(promise.entry))
    event.add("dtstart", promise.commitment.by)
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
