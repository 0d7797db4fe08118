"""The one door, and the one place that prints an error."""

import contextlib
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import NoReturn

from portrait_cli import __version__
from portrait_cli.core.errors import PortraitError, StoppedError, StorageError, UsageError
from portrait_cli.terminal.environment import Environment, PipeClosedError, discard_output

BUG = 70


def main(argv: Sequence[str], environment: Environment) -> int:
    """Run one command; return its exit code."""
    try:
        return _run(argv, environment)
    except StoppedError as stopped:
        return stopped.exit_code
    except PortraitError as error:
        _complain(environment, str(error), error.hint)
        return error.exit_code
    except PipeClosedError:
        discard_output(environment.stdout)
        return 0
    except OSError as error:  # typer prints help and version by itself
        what = f"use {error.filename}" if error.filename else "write the output"
        _complain(environment, f"could not {what}: {(error.strerror or 'the system refused').lower()}", "")
        return StorageError.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # a bug: no traceback, but a report that helps to mend it
        return _report(environment, error)


def _run(argv: Sequence[str], environment: Environment) -> int:
    """Run one command. Raises UsageError for words that no command understands."""
    if list(argv) == ["--version"]:  # whoever asks for no more need not wait for the commands
        environment.write(f"portrait {__version__}\n")
        return 0
    from typer.exceptions import Abort, TyperException
    from typer.main import get_command

    from portrait_cli.cli.app import only

    try:
        code = get_command(only(argv[0] if argv else "")).main(
            list(argv), prog_name="portrait", standalone_mode=False, obj=environment
        )
    except Abort:  # of a question with yes or no, before anything was done
        environment.say("\nStopped. Nothing was changed.")
        return 130
    except TyperException as error:
        path = getattr(getattr(error, "ctx", None), "command_path", "portrait")
        message = error.format_message().rstrip(".")
        message = message[:1].lower() + message[1:]
        raise UsageError(message, hint=f"{path} --help shows what it takes") from None
    return code if isinstance(code, int) else 0


def _complain(environment: Environment, message: str, hint: str) -> None:
    with contextlib.suppress(PortraitError):
        environment.say(f"portrait: {message}")
        if hint:
            environment.say(f"hint: {hint}")


def _report(environment: Environment, error: Exception) -> int:
    """Write down where the bug is, without any of the person's words, and say where that stands."""
    import platform
    import traceback

    from portrait_cli.store import config, files

    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"portrait {__version__}, Python {platform.python_version()}, {platform.system()}",
        type(error).__qualname__,
        *(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames),
    ]
    hint = "please report it"
    with contextlib.suppress(Exception):  # whatever is broken, the message still comes
        place = config.load(environment.variables).reports / f"{environment.now():%Y%m%d-%H%M%S}.txt"
        files.replace(place, "\n".join(lines) + "\n")
        hint = f"please report it with {place}, which holds none of your words"
    _complain(
        environment, "something broke in portrait, not in what you did; your entries and drafts are untouched", hint
    )
    return BUG


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    """End as Ctrl-C does, so that no file is left half done."""
    raise StoppedError(number)


def start() -> None:
    """Run with the words of the command line, in the world as it is."""
    environment = Environment()
    environment.tolerate_bad_encodings()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(number, _stop)
    code = main(sys.argv[1:], environment)
    for stream in (environment.stdout, environment.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody reads it any more, and the interpreter would fail on it with 120
            discard_output(stream)
    sys.exit(code)


if __name__ == "__main__":
    start()
