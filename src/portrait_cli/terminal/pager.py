"""The person's pager, for pages that are longer than the screen."""

import shutil
import signal
import subprocess
from collections.abc import Mapping

from portrait_cli.terminal import command_line

_OPTIONS_OF_LESS = "-RXE -PsSpace continues, q quits"
"""Colors are shown, and the text stays on the screen afterward, as with git."""


def show(text: str, variables: Mapping[str, str]) -> bool:
    """Show a text in the pager that PAGER names, else in less; return False if it cannot be shown there."""
    command = _command(variables.get("PAGER", "less"))
    if not command:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603  # the person chose this command
            command,
            stdin=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            env={"LESS": _OPTIONS_OF_LESS, **variables},
        )
    except OSError:  # the file exists but cannot run
        return False
    # Ctrl-C belongs to the pager, which has to restore the terminal.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        process.communicate(text)
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode == 0


def _command(pager: str) -> list[str]:
    """Split a pager's command into words; none if it is not installed."""
    try:
        words = command_line.split(pager)
    except ValueError:  # a quotation mark that is not closed
        return []
    if not words or not shutil.which(words[0]):
        return []
    return words
