"""Which entries a command is about: the filters that every command on entries understands."""

import re
from datetime import date

from msgspec import Struct

from portrait_cli.core import dates, day_words
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError, UsageError

ENDS_A_TAG = r"[\u2000-\u206f\u2e00-\u2e7f'\"!#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s\x00-\x1f\x7f-\x9f]"
"""The characters that end a tag in Obsidian."""


class Filters(Struct, frozen=True):
    """What an entry must match; an empty filter lets every entry pass."""

    since: date | None = None
    until: date | None = None
    attribute: str = ""
    """An attribute or an indicator ..."""
    formerly: tuple[str, ...] = ()
    """... and its indicators, and the ids that they had before."""
    guide: str = ""
    role: str = ""
    tag: str = ""
    without_records: bool = False
    """Whether the entries that only record a plan, a goal or evidence are left out."""

    def fits(self, entry: Entry) -> bool:
        """Return True if an entry passes every filter."""
        return (
            dates.is_within(entry.written.date(), self.since, self.until)
            and self._fits_attribute(entry)
            and self.guide in {"", entry.guide or "note"}
            and self.role in {"", entry.role}
            and self._fits_tags(entry)
            and not (self.without_records and entry.is_record)
        )

    @property
    def names(self) -> tuple[str, ...]:
        """List the ids that entries may know the attribute by."""
        return (self.attribute, *self.formerly)

    @property
    def in_words(self) -> str:
        """Write which entries pass: `from March 1 to March 31, 2026, about advocacy, with the tag #bus`."""
        said = [_span_in_words(self.since, self.until)]
        if self.attribute:
            said.append(f"about {self.attribute}")
        if self.guide:
            said.append("in notes" if self.guide == "note" else f"with the guide {self.guide}")
        if self.role:
            said.append(f"in the role {self.role}")
        if self.tag:
            said.append(f"with the tag #{self.tag.removeprefix('#')}")
        return ", ".join(filter(None, said))

    def _fits_attribute(self, entry: Entry) -> bool:
        return not self.attribute or not entry.targets.isdisjoint(self.names)

    def _fits_tags(self, entry: Entry) -> bool:
        if not self.tag:
            return True
        return same_tag(self.tag) in map(same_tag, entry.tags)


def same_tag(tag: str) -> str:
    """Return a tag in a form that is the same for all tags that mean the same.

    A tag is saved with a hyphen for blanks, and for the signs that tags of other programs may have.
    """
    return re.sub(f"{ENDS_A_TAG}+", "-", tag).strip("-/").casefold()


def _span_in_words(since: date | None, until: date | None) -> str:
    if since and until:
        if since == until:
            return f"on {dates.in_words(since)}"
        first = dates.in_words(since, year=since.year != until.year)
        return f"from {first} to {dates.in_words(until)}"
    if since:
        return f"from {dates.in_words(since)} on"
    return f"up to {dates.in_words(until)}" if until else ""


def first_day(said: str, today: date) -> date:
    """Read the first day of a span of entries. Raises UsageError if it is not a date."""
    return _span(said, today)[0]


def last_day(said: str, today: date) -> date:
    """Read the last day of a span of entries. Raises UsageError if it is not a date."""
    return _span(said, today)[1]


def _span(said: str, today: date) -> tuple[date, date]:
    span = day_words.back(said, today)
    if span is None:
        hint = "write it like 2026-11-23, 2026-09, yesterday, last week, 2 weeks ago or sep 1"
        raise UsageError(f'"{said}" is not a date that we can read', hint=hint)
    return span


def nothing(filters: Filters, *, unread: int) -> NotFoundError:
    """Return the error for filters that no entry passes; `unread` files could not be read as entries."""
    if filters == Filters() and unread:
        return NotFoundError("no entry could be read", hint="see the problems above")
    if filters == Filters():
        return NotFoundError("there are no entries yet", hint="`portrait reflect` writes the first one")
    return NotFoundError(f"no entry matches: none is {filters.in_words}", hint="`portrait list` shows them all")
