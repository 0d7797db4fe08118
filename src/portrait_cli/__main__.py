"""The entry point of the program, and the only place that prints an error."""

import atexit
import contextlib
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from typing import NoReturn

from portrait_cli import __version__
from portrait_cli.core.errors import PortraitError, StoppedError, StorageError, UnsettledWarning
from portrait_cli.terminal import signals
from portrait_cli.terminal.environment import Environment, PipeClosedError, discard_output

BUG = 70


def main(argv: Sequence[str], environment: Environment) -> int:
    """Run one command; return its exit code."""
    try:
        with _warnings_said(environment):
            return _run(argv, environment)
    except StoppedError as stopped:
        return stopped.exit_code
    except PortraitError as error:
        _print_error(environment, str(error), error.hint)
        return error.exit_code
    except PipeClosedError:
        discard_output(environment.stdout)
        return 0
    except OSError as error:  # Typer prints help and the version itself
        _print_error(environment, _output_error(error), "")
        return StorageError.exit_code
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001  # a bug: write a report instead of showing a traceback
        return _report_bug(environment, error)


@contextlib.contextmanager
def _warnings_said(environment: Environment) -> Iterator[None]:
    """Report at the end what is done, but may not be safe."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UnsettledWarning)
        try:
            yield
        finally:
            for message in dict.fromkeys(str(one.message) for one in caught if one.category is UnsettledWarning):
                _print_error(environment, message, "")


def _run(argv: Sequence[str], environment: Environment) -> int:
    """Run one command. Raises UsageError for words that no command understands."""
    if list(argv) == ["--version"]:  # answered without loading Typer
        environment.write(f"portrait {__version__}\n")
        return 0
    if not argv and not environment.tab_key:
        return _show_home(environment)
    from portrait_cli.cli.app import run  # Typer, 40 ms, which the version and home do without

    return run(argv, environment)


def _show_home(environment: Environment) -> int:
    """Show where the person stands: what `portrait` does alone, and does most often."""
    from portrait_cli.app import home, workspace  # rich and the index, 60 ms, which help does without
    from portrait_cli.store import settings

    with contextlib.ExitStack() as closing:
        config = settings.load(environment.variables)
        home.show(workspace.open_workspace(environment, config, closing), as_json=False)
    return 0


def _output_error(error: OSError) -> str:
    action = "write the output"
    if error.filename:
        action = f"use {error.filename}"
    reason = (error.strerror or "the system refused").lower()
    return f"could not {action}: {reason}"


def _print_error(environment: Environment, message: str, hint: str) -> None:
    with contextlib.suppress(PortraitError):
        environment.say(f"portrait: {message}")
        if hint:
            environment.say(f"hint: {hint}")


def _report_bug(environment: Environment, error: Exception) -> int:
    """Write a report of a bug, without any of the person's words, and say where it is."""
    hint = "please report it"
    with contextlib.suppress(Exception):  # even if this fails, print the message below
        report = _written_report(environment, error)
        hint = f"please report it with {report}, which holds none of your words"
    message = "something broke in portrait, not in what you did; your entries and drafts are untouched"
    _print_error(environment, message, hint)
    return BUG


def _written_report(environment: Environment, error: Exception) -> str:
    """Write where in the program the bug is; return the report's file."""
    import platform  # needed only for a bug report
    import traceback

    from portrait_cli.store import files, settings

    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"portrait {__version__}, Python {platform.python_version()}, {platform.system()}",
        type(error).__qualname__,
    ]
    lines.extend(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)
    reports = settings.load(environment.variables).reports
    report = reports / f"{environment.now():%Y%m%d-%H%M%S}.txt"
    files.replace(report, "\n".join(lines) + "\n")
    return str(report)


def start() -> None:
    """Run with the arguments of the command line, in the real environment."""
    environment = Environment()
    environment.tolerate_bad_encodings()
    signals.end_on_signals()
    try:
        code = main(sys.argv[1:], environment)
        signals.ignore()
    except (StoppedError, KeyboardInterrupt) as stopped:  # it came when the work had ended
        signals.ignore()
        code = stopped.exit_code if isinstance(stopped, StoppedError) else 130
    _leave(code, environment)


def _leave(code: int, environment: Environment) -> NoReturn:
    """End the program, without the tenth of a command's time that taking the interpreter apart would cost."""
    atexit._run_exitfuncs()  # noqa: SLF001  # it has no public name, and libraries count on it
    for stream in (environment.stdout, environment.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    start()
