from datetime import date, datetime

from portrait_cli.commitments import still_open
from portrait_cli.model.entry import Block, Commitment, Entry, OpenCommitment, Told

FIRST, SECOND = Commitment("c1", "care", "it rains", "stay"), Commitment("c2", "care", "it snows", "go")
TICKED = Commitment("c1", "care", "it rains", "stay", ticked=True)


def _entry(hour: int, *blocks: Block, utc_offset: str = "-06:00") -> Entry:
    written = datetime(2026, 11, 23, hour)  # noqa: DTZ001  # local, as entries are
    return Entry(id=str(hour), written=written, utc_offset=utc_offset, title="T", blocks=blocks)


def test_a_commitment_is_open_until_its_outcome_is_told() -> None:
    """Whatever the outcome, telling it in any entry closes the commitment; the others stay."""
    told = Told("c1", FIRST.sentence, "not", "Not this time")
    assert still_open([_entry(9, FIRST), _entry(10, SECOND), _entry(11, told)]) == (
        OpenCommitment(date(2026, 11, 23), SECOND),
    )


def test_a_ticked_box_closes_a_commitment() -> None:
    """A box ticked by hand counts as kept."""
    assert still_open([_entry(9, TICKED)]) == ()


def test_open_commitments_come_oldest_first() -> None:
    """The order is that of the moments, not of the files, nor of local clocks."""
    evening_in_india = _entry(20, FIRST, utc_offset="+05:30")
    morning_in_chicago = _entry(9, SECOND)
    found = still_open([morning_in_chicago, evening_in_india])
    assert [open_one.commitment.id for open_one in found] == ["c1", "c2"]


def test_an_outcome_may_stand_before_its_commitment() -> None:
    """A clock that was set back does not open again what was told."""
    told = Told("c1", FIRST.sentence, "kept", "Kept")
    assert still_open([_entry(8, told), _entry(9, FIRST)]) == ()
