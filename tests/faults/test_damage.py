import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"


def test_damage_to_any_file_is_noticed_or_harmless(tmp_path: Path) -> None:
    """Whatever becomes of the index, every answer is right; other damage breaks no command and stays."""
    from damage import attack  # noqa: PLC0415  # it forks, which Windows cannot

    done = attack(tmp_path, 30)
    assert done.wrong == []
    assert sum(done.damages.values()) == 11 * 30
