"""Plans as an iCalendar file (RFC 5545): an all-day event for each, which a later file moves, rewords or closes.

What calendars make of such a file decided how it is written:

- The reminder comes at nine on the morning before. Outlook keeps no reminder after the beginning of an event, which
  for an all-day one is midnight (aluxnimm/outlookcaldavsynchronizer#384); it even takes the absolute value, so that
  PT9H would ring at three in the afternoon of the day before ([MS-OXCICAL] on VALARM). Apple offers the same moment
  as "1 day before (9 AM)". Google has reminders of its own for what is imported (adamgibbons/ics#124). An event at
  nine instead would have to name a time zone: Google takes a time without one for UTC (webuildsg/webuild#26).
- It stands at the end of its event, without which Outlook refuses the file (ics-py/ics-py#416).
- The end is the day after: without it Outlook shows no all-day event (timeoff-management-application#388), and some
  importers refuse the event (XiovV/calich#228).
- A calendar that has the event already takes the new one only if its SEQUENCE is higher (RFC 5546, 2.1.4;
  OpenACalendar-Web-Core#176). That number must fit into 32 bits: milliseconds made Google refuse the file
  (Shelf-nu/shelf.nu#2485).
- There is no METHOD: PUBLISH would ask for an ORGANIZER (RFC 5546, 3.2.1). So DTSTAMP is when the plan was changed
  (RFC 5545, 3.8.7.2).
- A closed plan is CANCELLED, without a reminder. Google takes it out then (hackgvl/hackgreenville-com#498), Apple
  strikes it through (w3c/calendar#90), and Outlook shows it like any other (outlookcaldavsynchronizer#105): so its
  words begin with how it went.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from msgspec import Struct

from portrait_cli.core.text import visible

REMINDER = timedelta(hours=-15)
"""When the calendar reminds, from the midnight at which the day begins, in whatever time zone it is."""

_DAY = timedelta(days=1)

_NANOSECONDS = 10**9
_QUARTER_SECOND = _NANOSECONDS // 4
_FIRST_SEQUENCE = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 4
"""SEQUENCE counts quarters of a second from 2026 on; 32 bits hold them until 2043, then DTSTAMP alone decides."""
_LAST_SEQUENCE = 2**31 - 1
_FIRST_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MOMENT = datetime(9999, 12, 31, tzinfo=UTC)

_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""What a text may not have (RFC 5545, 3.1), and half characters, which cannot be written."""


class PlanEvent(Struct, frozen=True):
    """A plan as a calendar shows it."""

    id: str
    day: date
    words: str
    is_open: bool
    changed: int
    """When it was last changed, in nanoseconds since 1970."""


def write(plans: Iterable[PlanEvent]) -> str:
    """Write an event for each plan; it keeps the plan's id, so a calendar never has it twice."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//portrait//portrait-cli//EN")
    for plan in plans:
        calendar.add_component(_event(plan))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(plan: PlanEvent) -> Event:
    words = _fit(plan.words)
    changed = _moment(plan.changed)

    event = Event()
    event.add("uid", f"{_fit(plan.id)}@portrait-cli")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", _sequence(plan.changed))
    event.add("dtstart", plan.day)
    if plan.day < date.max:
        event.add("dtend", plan.day + _DAY)
    event.add("summary", words)
    event.add("status", "CONFIRMED" if plan.is_open else "CANCELLED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # a plan does not make the day busy
    if plan.is_open:
        event.add_component(_reminder(words))
    return event


def _reminder(words: str) -> Alarm:
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", words)
    reminder.add("trigger", REMINDER)
    return reminder


def _sequence(changed: int) -> int:
    """Return the number of a plan's state: higher for a later change, the same for the same state."""
    return min(max(changed // _QUARTER_SECOND - _FIRST_SEQUENCE, 0), _LAST_SEQUENCE)


def _moment(changed: int) -> datetime:
    """Return when a plan was changed; a file may have any moment that a number can express."""
    seconds = min(max(changed // _NANOSECONDS, 0), int(_LAST_MOMENT.timestamp()))
    return _FIRST_MOMENT + timedelta(seconds=seconds)


def _fit(text: str) -> str:
    """Put a text on one line, with a sign for each character that a calendar file may not have."""
    return _UNFIT.sub(lambda found: visible(found.group()), " ".join(text.split()))
