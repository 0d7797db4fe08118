"""As a script: an import that is killed before each of its file operations, in a journal of its own each time."""

import io
import os
import signal
import sys
from itertools import count
from pathlib import Path

from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment

_FILE_OPERATIONS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.chmod", "os.listdir", "os.scandir"}

if sys.platform != "win32":  # which cannot fork

    def survives(source: str, journal: Path, number: int) -> bool:
        """Import in a process that is killed before its numbered file operation; return True if it was not."""
        child = os.fork()
        if not child:
            seen = count(1)

            def kill(event: str, details: tuple[object, ...]) -> None:
                ours = any(str(journal.parent) in str(detail) for detail in details)
                if event in _FILE_OPERATIONS and ours and next(seen) == number:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(kill)
            environment = Environment(stdout=io.StringIO(), stderr=io.StringIO())
            os._exit(main(["import", source, "--yes", "--journal", str(journal)], environment))
        return os.waitpid(child, 0)[1] == 0

    if __name__ == "__main__":
        for number in count(1):
            if survives(sys.argv[1], Path(sys.argv[2], str(number), "journal"), number):
                break
