"""Asking colleagues under kills and errors: `python tests/faults/asking.py` does all of them, this test some."""

import sys
from pathlib import Path

import pytest

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"
pytest.importorskip("pyrage", reason="the extra colleagues is not installed")


def test_whoever_has_a_page_can_be_read(tmp_path: Path) -> None:
    """Wherever it is killed or refused, each page there has its key, a failure leaves nothing, and undo works."""
    from asking import attack  # noqa: PLC0415  # it forks, which Windows cannot

    faults, wrong = attack(tmp_path, every=40)
    assert wrong == []
    assert faults > 4
