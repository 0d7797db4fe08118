import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"


def test_links_and_paths_that_lead_outside_change_nothing_there(tmp_path: Path) -> None:
    """Whatever links and paths are planted, nothing outside is written, and nothing hangs."""
    from links import attack  # noqa: PLC0415  # it forks, which Windows cannot

    done = attack(tmp_path, 25)
    assert done.wrong == []
    assert done.planted > 25
