"""A clock that can be set: libfaketime moves the time that a program sees, so that a school year takes a minute."""

from collections.abc import Mapping
from pathlib import Path

import pytest

_LIBRARY = "libfaketime.so.1"
_FOLDERS = ("/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime")
_SHARED = Path("/dev/shm")  # noqa: S108  # where the library keeps its memory


def clock_at(moment: str) -> Mapping[str, str]:
    """Return the variables that start a program's clock at a local moment, such as `2026-08-20 17:30:00`.

    Skips the test on a machine without libfaketime (on Debian and Ubuntu, the package `faketime`).
    """
    _clear()
    for folder in _FOLDERS:
        library = Path(folder, _LIBRARY)
        if library.exists():
            return {"LD_PRELOAD": str(library), "FAKETIME": f"@{moment}", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    pytest.skip("libfaketime is not here")


def _clear() -> None:
    """Delete what the library leaves behind of each process: one with the same number could not begin."""
    for left in _SHARED.glob("*faketime_*"):
        process = left.name.rpartition("_")[2]
        if process.isdecimal() and not Path("/proc", process).exists():
            left.unlink(missing_ok=True)
