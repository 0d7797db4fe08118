import shlex
from pathlib import Path

import pytest

from conftest import Run, shell_script
from screen import CTRL_C, PORTRAIT, Terminal


def _last_words(run: Run) -> str:
    return " ".join(run("show").out.split())[-60:]


@pytest.mark.parametrize("pager", ["less '", "false", "{folder}/locked", "{folder}/garbage", "", "no-such-pager"])
def test_a_pager_that_does_not_work_is_not_needed(run: Run, tmp_path: Path, pager: str) -> None:
    """When the pager is invalid, missing or fails, the text is printed without one."""
    shell_script(tmp_path / "locked", mode=0o644)
    (tmp_path / "garbage").write_bytes(b"\0\1\2")
    (tmp_path / "garbage").chmod(0o755)
    with Terminal("show", variables={"PAGER": pager.format(folder=tmp_path)}) as terminal:
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) in terminal.words
        assert "rror" not in terminal.raw


def test_ctrl_c_in_a_pager_that_ends_shows_the_text(run: Run, tmp_path: Path) -> None:
    """When a pager dies of Ctrl-C, the text is printed, and the terminal's settings are restored."""
    pager = shell_script(
        tmp_path / "pager", "stty -echo", "echo waiting", "trap 'stty echo; exit 1' INT", "sleep 30 & wait"
    )
    with Terminal("show", variables={"PAGER": pager}) as terminal:
        terminal.wait_for("waiting")
        terminal.type(CTRL_C)
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) in terminal.words


def test_ctrl_c_in_less_goes_to_less(run: Run) -> None:
    """`less` survives Ctrl-C, `q` ends it, and the text is not printed a second time."""
    head = "Portrait of a Leader"
    with Terminal("show", variables={"PAGER": "less", "LESS": "-RX"}) as terminal:
        terminal.wait_for(head)
        terminal.type(CTRL_C)
        terminal.pause(0.3)
        terminal.type("q")
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) not in terminal.words


@pytest.mark.parametrize(
    ("arguments", "rows", "paged"),
    [
        pytest.param(["show"], 24, True, id="long"),
        pytest.param(["show"], 300, False, id="short"),
        pytest.param(["show", "--plain"], 24, False, id="plain"),
    ],
)
def test_only_what_is_too_long_is_paged(
    run: Run, tmp_path: Path, arguments: list[str], rows: int, *, paged: bool
) -> None:
    """A text that fits on the screen, or is plain, comes without a pager."""
    pager = shell_script(tmp_path / "pager", f"cat > {shlex.quote(str(tmp_path / 'paged'))}")
    with Terminal(*arguments, rows=rows, variables={"PAGER": pager}) as terminal:
        assert terminal.finish() == 0
        assert (_last_words(run) not in terminal.words) == paged
    assert (tmp_path / "paged").exists() == paged


def test_a_pipe_is_never_paged(run: Run, tmp_path: Path) -> None:
    """Output to another program is never paged."""
    pager = shell_script(tmp_path / "pager", f"cat > {shlex.quote(str(tmp_path / 'paged'))}")
    command = f"{shlex.join([*PORTRAIT, 'show'])} | cat"
    with Terminal(program=("bash", "-c", command), variables={"PAGER": pager}) as terminal:
        assert terminal.finish() == 0
        assert _last_words(run) in terminal.words
    assert not (tmp_path / "paged").exists()
