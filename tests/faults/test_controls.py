import sys
from pathlib import Path

from conftest import skip_on_windows

skip_on_windows("it cannot fork")
assert sys.platform != "win32"


def test_controls_in_any_field_reach_no_screen(tmp_path: Path) -> None:
    """Whatever is given to any argument or option of any command, no command breaks, and no screen gets a control."""
    from controls import attack  # noqa: PLC0415  # it forks, which Windows cannot

    done = attack(tmp_path, 2)
    assert done.wrong == []
    assert done.fields > 90
