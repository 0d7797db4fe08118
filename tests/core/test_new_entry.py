from datetime import datetime, timedelta, timezone

import pytest

from portrait_cli.core.entry import Entry
from portrait_cli.core.entry_file_name import entry_id
from portrait_cli.core.new_entry import begin

CHICAGO = timezone(timedelta(hours=-6))
MONDAY = datetime(2026, 11, 23, 18, 30, tzinfo=CHICAGO)


@pytest.mark.parametrize(
    ("kind", "attributes", "name"),
    [
        ("whole-portrait", ("a", "b"), "2026-11-23-183000-whole-portrait"),
        ("deep-dive", ("advocacy",), "2026-11-23-183000-deep-dive-advocacy"),
        ("deep-dive", ("قيادة" * 10,), "2026-11-23-183000-deep-dive-" + "قيادة" * 5),
    ],
)
def test_an_id_says_when_and_what(kind: str, attributes: tuple[str, ...], name: str) -> None:
    """An entry's id is its moment, its guide and its attribute if there is one, short enough for any disk."""
    assert entry_id(MONDAY, kind, attributes) == name


def test_a_new_entry_keeps_local_time_and_its_attributes_are_tags() -> None:
    """It begins with the local time to the second, its distance from UTC, and a tag for each attribute."""
    at = MONDAY.replace(microsecond=7)
    begun = begin(kind="note", title="Note", at=at, attributes=("care", "courage"), tags=("bus",))
    assert begun == Entry(
        id="2026-11-23-183000-note",
        written=MONDAY.replace(tzinfo=None),
        utc_offset="-06:00",
        title="Note",
        attributes=("care", "courage"),
        tags=("portrait/care", "portrait/courage", "bus"),
    )


def test_tags_that_mean_the_same_are_there_once() -> None:
    """Of tags that differ in case only, or are an attribute's own, the first one is kept."""
    begun = begin(kind="note", title="Note", at=MONDAY, attributes=("care",), tags=("Bus", "bus", "portrait/Care"))
    assert begun.tags == ("portrait/care", "Bus")
