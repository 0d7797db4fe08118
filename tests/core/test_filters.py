from collections.abc import Callable
from datetime import date, datetime

import pytest
from msgspec.structs import replace

from portrait_cli.core.entry import Block, Entry, Goal, Heading, Plan, Prose, Response
from portrait_cli.core.errors import UsageError
from portrait_cli.core.filters import Filters, first_day, last_day

TODAY = date(2026, 11, 23)
ENTRY = Entry(
    id="x",
    written=datetime(2026, 11, 23, 23, 59),  # noqa: DTZ001  # local, as entries are
    utc_offset="-06:00",
    title="T",
    guide="deep-dive",
    role="coach",
    attributes=("care", "courage"),
    tags=("portrait/care", "Family Night"),
)
NOTE = Entry(id="y", written=ENTRY.written, utc_offset="-06:00", title="T")


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(), True),
        (Filters(without_records=True), True),
        (Filters(since=TODAY, until=TODAY), True),
        (Filters(since=date(2026, 11, 24)), False),
        (Filters(until=date(2026, 11, 22)), False),
        (Filters(attribute="courage"), True),
        (Filters(attribute="advocacy"), False),
        (Filters(guide="deep-dive"), True),
        (Filters(guide="note"), False),
        (Filters(role="coach"), True),
        (Filters(role="principal"), False),
        (Filters(tag="#family night"), True),
        (Filters(tag="Family  Night"), True),
        (Filters(tag="family-night"), True),
        (Filters(tag="Family & Night!"), True),
        (Filters(tag="familynight"), False),
        (Filters(tag="family"), False),
        (Filters(attribute="care", role="principal"), False),
    ],
)
def test_an_entry_fits_when_every_filter_does(filters: Filters, *, fits: bool) -> None:
    """All filters must match; an empty one matches everything."""
    assert filters.fits(ENTRY) is fits


def test_a_note_is_found_as_a_note() -> None:
    """An entry without a guide is a note."""
    assert Filters(guide="note").fits(NOTE)
    assert not Filters(role="coach").fits(NOTE)


def test_a_span_has_a_first_and_a_last_day() -> None:
    """`since` a month means its first day, `until` a month its last."""
    assert (first_day("last month", TODAY), last_day("last month", TODAY)) == (date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize("read", [first_day, last_day])
def test_words_that_are_no_date_are_refused(read: Callable[[str, date], date]) -> None:
    """A date that cannot be read is a usage error that shows how to write one."""
    with pytest.raises(UsageError) as caught:
        read("the other day", TODAY)
    assert str(caught.value) == '"the other day" is not a date that we can read'
    assert caught.value.hint == "write it like 2026-11-23, 2026-09, yesterday, last week, 2 weeks ago or sep 1"


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        (Filters(), ""),
        (Filters(since=TODAY), "from November 23, 2026 on"),
        (Filters(until=TODAY), "up to November 23, 2026"),
        (Filters(since=TODAY, until=TODAY), "on November 23, 2026"),
        (Filters(since=date(2026, 3, 1), until=date(2026, 3, 31)), "from March 1 to March 31, 2026"),
        (Filters(since=date(2025, 3, 1), until=date(2026, 3, 31)), "from March 1, 2025 to March 31, 2026"),
        (Filters(guide="note"), "in notes"),
        (
            Filters(attribute="courage", guide="deep-dive", role="coach", tag="#bus"),
            "about courage, with the guide deep-dive, in the role coach, with the tag #bus",
        ),
    ],
)
def test_filters_are_put_into_words(filters: Filters, said: str) -> None:
    """What the filters let pass can be said in words."""
    assert filters.in_words == said


@pytest.mark.parametrize(
    ("blocks", "is_record"),
    [
        ((), False),
        ((Prose("It rained."),), False),
        ((Plan("p", "", "it rains", "stay"),), True),
        ((Heading("Next step"), Plan("p", "", "it rains", "stay")), True),
        ((Goal("g", "", "My goal", "Listen."), Response("my-goal.g.shows", "What would show it?", "One no.")), True),
        ((Goal("g", "", "My goal", "Listen."), Response("care.who", "Who?", "The cook.")), False),
        ((Plan("p", "", "it rains", "stay"), Prose("It rained.")), False),
    ],
)
def test_what_only_records_a_change_is_a_record(blocks: tuple[Block, ...], is_record: bool) -> None:
    """An entry about nothing but a plan, a goal or evidence is a record; a session or a note is not."""
    entry = replace(NOTE, blocks=blocks)
    assert entry.is_record is is_record
    assert Filters(without_records=True).fits(entry) is not is_record
    assert not replace(entry, guide="deep-dive").is_record
