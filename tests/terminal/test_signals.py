import signal
import subprocess
import sys

import pytest

from conftest import skip_on_windows

skip_on_windows("about the signals of POSIX")
assert sys.platform != "win32"

PROGRAM = """
import os, signal, time
from portrait_cli.core.errors import StoppedError
from portrait_cli.terminal.signals import end_on_signals

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), {number})

end_on_signals()
try:
    Finalized()
    time.sleep(20)
except StoppedError as stopped:
    raise SystemExit(stopped.exit_code)
except KeyboardInterrupt:
    raise SystemExit(130)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_within_a_finalizer_ends_the_program(number: int) -> None:
    """A signal that comes while Python finalizes an object, where exceptions are dropped, ends the program too."""
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(number=int(number))], capture_output=True, check=False
    )
    assert (process.returncode, process.stdout, process.stderr) == (128 + number, b"", b"")


def test_other_errors_within_a_finalizer_are_printed_as_ever() -> None:
    """An error within a finalizer that is not a signal is shown by Python, and the program goes on."""
    program = PROGRAM.format(number=0).replace("os.kill(os.getpid(), 0)", "1 / 0").replace("time.sleep(20)", "")
    process = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert process.returncode == 0
    assert b"ZeroDivisionError" in process.stderr
