import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("there are no pseudo-terminals")
assert sys.platform != "win32"


def test_a_session_killed_at_any_moment_keeps_what_it_confirmed(tmp_path: Path) -> None:
    """However a session in a terminal ends, every answer that it said was saved is on the disk."""
    from sessions import attack  # noqa: PLC0415  # it opens terminals, which Windows has none of

    done = attack(tmp_path, 6)
    assert done.wrong == []
    assert len(done.confirmed) > 6
