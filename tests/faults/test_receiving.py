"""Receiving replies under kills and errors: `python tests/faults/receiving.py` does all of them, this test some."""

import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"


def test_a_kill_or_an_error_while_receiving_loses_and_shows_nothing(tmp_path: Path) -> None:
    """Wherever it is killed or refused, receiving again has all replies, no word is readable, and undo works."""
    from receiving import attack  # noqa: PLC0415  # it forks, which Windows cannot

    faults, wrong = attack(tmp_path, every=60)
    assert wrong == []
    assert faults > 4
