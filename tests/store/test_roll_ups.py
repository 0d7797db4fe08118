"""The record of results that were shown: what is in it, who can read it, and what happens if it is damaged."""

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import held_elsewhere
from portrait_cli.core.errors import InvalidFileError, LockedError
from portrait_cli.core.roll_up import Beside
from portrait_cli.store import roll_ups
from portrait_cli.store.roll_ups import RollUps, roll_up_of

PEOPLE = [f"{number:032x}" for number in range(8)]


def test_the_same_result_of_the_same_people_may_be_shown_again(tmp_path: Path) -> None:
    """Showing a result again adds nothing to the record."""
    record, made = RollUps(tmp_path), roll_up_of(b"result", PEOPLE[:5])
    record.add("fall", made)
    (file,) = tmp_path.glob("*.json")
    before = file.read_bytes()
    assert record.why_not("fall", made) is None
    record.add("fall", made)
    assert file.read_bytes() == before


def test_others_of_the_same_round_may_be_shown_too(tmp_path: Path) -> None:
    """People of whom nobody was in an earlier result are no danger to it."""
    record = RollUps(tmp_path)
    record.add("fall", roll_up_of(b"result", PEOPLE[:5]))
    assert record.why_not("fall", roll_up_of(b"another", PEOPLE[5:])) is None


def test_a_result_that_shares_people_with_another_is_refused(tmp_path: Path) -> None:
    """One more person, or one fewer, would be told by the difference."""
    record = RollUps(tmp_path)
    record.add("fall", roll_up_of(b"result", PEOPLE[:6]))
    first = roll_up_of(b"result", PEOPLE[:6])
    more = record.why_not("fall", roll_up_of(b"more", PEOPLE[:7]))
    assert more == Beside(first, new=(PEOPLE[6],), unseen=1, missing=0)
    fewer = record.why_not("fall", roll_up_of(b"fewer", PEOPLE[:5]))
    assert fewer == Beside(first, new=(), unseen=0, missing=1)
    assert record.why_not("spring", roll_up_of(b"fewer", PEOPLE[:5])) == fewer


def test_another_result_of_the_same_people_is_refused(tmp_path: Path) -> None:
    """If somebody changed an answer, or the threshold is another, the same people are counted differently."""
    record = RollUps(tmp_path)
    record.add("fall", roll_up_of(b"result", PEOPLE))
    assert record.why_not("fall", roll_up_of(b"changed", PEOPLE))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_the_record_is_its_owners_alone(tmp_path: Path) -> None:
    """Nobody else can read the record, and a round's name does not stand in a file's name."""
    folder = tmp_path / "roll-ups"
    RollUps(folder).add("fall", roll_up_of(b"result", PEOPLE))
    (file,) = folder.iterdir()
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)
    assert "fall" not in file.name + file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"\xff", b'{"roll_ups":[],"format":2}', b'{"roll_ups":[{"people":[]}]}']
)
def test_a_damaged_record_refuses_and_stays(tmp_path: Path, damaged: bytes) -> None:
    """Without the record nobody knows what was shown: nothing is shown then, and the file stays as it is."""
    record, made = RollUps(tmp_path), roll_up_of(b"result", PEOPLE)
    record.add("fall", made)
    (file,) = tmp_path.glob("*.json")
    file.write_bytes(damaged)
    with pytest.raises(InvalidFileError, match="cannot be read") as refused:
        record.why_not("fall", made)
    assert "backup" in refused.value.hint
    with pytest.raises(InvalidFileError):
        record.add("fall", made)
    assert file.read_bytes() == damaged


def test_two_at_once_wait_for_each_other(tmp_path: Path) -> None:
    """Of two results with the same person that are made at once, only one is shown."""

    def make(number: int) -> bool:
        record = RollUps(tmp_path)
        made = roll_up_of(b"result %d" % number, [PEOPLE[0], PEOPLE[number]])
        with record.held():
            may = record.why_not("fall", made) is None
            if may:
                record.add("fall", made)
        return may

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(make, range(1, 7))) == 1


def test_a_lock_that_is_not_given_back_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another program holds the record for too long, nothing is shown."""
    monkeypatch.setattr(roll_ups, "_PATIENCE", 0.05)
    with (
        held_elsewhere(tmp_path / "lock"),
        pytest.raises(LockedError, match="another roll-up"),
        RollUps(tmp_path).held(),
    ):
        pytest.fail("it was not held")


def test_a_round_that_was_renamed_is_the_same_round(tmp_path: Path) -> None:
    """Ids are of one round only, so a result of another round with some of them would tell about the others."""
    record = RollUps(tmp_path)
    record.add("fall 2026", roll_up_of(b"twelve", [*"abcdefghijkl"]))
    assert record.why_not("fall 2026.", roll_up_of(b"thirteen", [*"abcdefghijklm"])) is not None
    assert record.why_not("spring 2027", roll_up_of(b"twelve", [*"nopqrstuvwxy"])) is None
