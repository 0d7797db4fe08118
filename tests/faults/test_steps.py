import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"


def test_a_kill_or_an_error_loses_nothing_and_undo_goes_back_through_all_of_it(tmp_path: Path) -> None:
    """Wherever a command is killed or refused, nothing is lost, it says what is true, and undo brings it back."""
    from steps import attack  # noqa: PLC0415  # it forks, which Windows cannot

    done = attack(tmp_path, every=40)
    assert done.wrong == []
    assert done.kills > 20
    assert done.undone > 100
