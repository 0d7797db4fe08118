"""What was rolled up on this machine: digests of the contributions in each result, so that no second one tells more.

No answer, name of a person or file, or id is kept: only digests of ids, which are chance, and of each result one
digest, the day and the threshold.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError, LockedError
from portrait_cli.core.roll_up import Beside, RollUp, beside
from portrait_cli.store import files
from portrait_cli.store.lock import locked

_PATIENCE = 10.0
"""Seconds to wait for another roll-up to be finished."""


class _Record(Struct, frozen=True):
    """All results of a round."""

    roll_ups: tuple[RollUp, ...]
    format: int = 1


def roll_up_of(result: bytes, people: Sequence[str], made: str = "", fewest: int = 0) -> RollUp:
    """Make what is recorded of a result."""
    return RollUp(hashlib.sha256(result).hexdigest(), tuple(people), made, fewest)


class RollUps(Struct, frozen=True):
    """The record of all rounds, a file for each, for its owner only."""

    folder: Path

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from rolling up meanwhile. Raises LockedError if one of them takes too long."""
        with locked(self.folder / "lock", _PATIENCE) as got:
            if not got:
                raise LockedError("another roll-up is being made right now", hint="try again when it is finished")
            yield

    def is_known(self, round_key: str, roll_up: RollUp) -> bool:
        """Return True if this very result was shown before.

        Raises InvalidFileError if the record cannot be read: nobody knows then what was shown.
        """
        return any(one.is_same(roll_up) for one in self._read(self._file(round_key)).roll_ups)

    def why_not(self, round_key: str, roll_up: RollUp) -> Beside | None:
        """Return beside which result another one may not be shown; None if it may.

        Results of all rounds count: an id is of one round only, so one that is in two is of a round that was renamed.
        Raises InvalidFileError if a record cannot be read.
        """
        return beside(roll_up, [one for file in self._files(round_key) for one in self._read(file).roll_ups])

    def add(self, round_key: str, roll_up: RollUp) -> None:
        """Record a result that is about to be shown. Raises StorageError when the system refuses."""
        record = self._read(self._file(round_key))
        if not any(one.is_same(roll_up) for one in record.roll_ups):
            files.replace(self._file(round_key), msgspec.json.encode(_Record((*record.roll_ups, roll_up))) + b"\n")

    def _file(self, round_key: str) -> Path:
        """Name a round's file, which nobody needs to be able to read."""
        return self.folder / f"{hashlib.sha256(round_key.encode()).hexdigest()[:16]}.json"

    def _files(self, round_key: str) -> list[Path]:
        """List the files of all rounds; that of this one is the first."""
        own = self._file(round_key)
        with files.storage_errors(self.folder):
            return [own, *sorted(set(self.folder.glob("*.json")) - {own})]

    def _read(self, file: Path) -> _Record:
        with files.storage_errors(file):
            try:
                data = file.read_bytes()
            except FileNotFoundError:
                return _Record(())
        try:
            record = msgspec.json.decode(data, type=_Record)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            record = _Record((), format=0)
        if record.format != 1:
            hint = "bring it back from a backup; without it, nobody knows which results were shown before"
            raise InvalidFileError(f"the record of earlier roll-ups cannot be read: {file}", hint=hint)
        return record
