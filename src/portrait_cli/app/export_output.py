"""Where a document goes: to stdout, or into a file that the person named."""

from collections.abc import Callable, Iterable, Iterator

from portrait_cli.app.export_formats import Written
from portrait_cli.app.output_file import check_file, exists_already, write_file
from portrait_cli.app.workspace import Workspace
from portrait_cli.render.findings import PUBLIC_RECORDS
from portrait_cli.store import files
from portrait_cli.terminal.asker import asker_for

_LARGE = 65_536
"""Characters that are written at a time."""


def is_stdout(output: str) -> bool:
    """Return True if what is made goes to stdout."""
    return output in {"", "-"}


def may_write_over(workspace: Workspace, output: str, *, force: bool) -> bool:
    """Return True if a file may be written over: with --force, or if the person says so in a terminal.

    Raises StorageError or UsageError for a file that cannot be written, before anything else is asked; StoppedError
    when the person stops.
    """
    check_file(workspace.config, output, overwrite=force)
    if force or not files.path_of(output).is_file():
        return force
    environment = workspace.environment
    if environment.can_ask:
        asker = asker_for(environment, workspace.config)
        if asker.confirm(f"{output} exists. Write over it?", default=False):
            check_file(workspace.config, output, overwrite=True)
            return True
    raise exists_already(output)


def write(workspace: Workspace, output: str, written: Written, *, overwrite: bool, what: Callable[[], str]) -> None:
    """Write what was made to where it goes, and say `what` was written into a file.

    Raises StorageError or UsageError if it cannot go there.
    """
    environment = workspace.environment
    if not is_stdout(output):
        text = written if isinstance(written, bytes) else in_large_parts(written)
        write_file(workspace.config, output, text, overwrite=overwrite)
        environment.report(f"Wrote {output}: {what()}")
        environment.report(PUBLIC_RECORDS)
    elif isinstance(written, bytes):
        environment.write_bytes(written)
    else:
        for part in in_large_parts(written):
            environment.write(part)


def in_large_parts(parts: Iterable[str]) -> Iterator[str]:
    """Put small parts of a text together, so that each is worth a call of the system."""
    waiting: list[str] = []
    length = 0
    for part in parts:
        waiting.append(part)
        length += len(part)
        if length >= _LARGE:
            yield "".join(waiting)
            waiting.clear()
            length = 0
    yield "".join(waiting)
