"""What has been shown of the replies to a request, and a result that somebody else handed over."""

from collections.abc import Mapping

from portrait_cli.core.feedback import Result
from portrait_cli.core.opening import Opened
from portrait_cli.core.request_place import OPENED, RESULT, place
from portrait_cli.formats import opened_file, result_file
from portrait_cli.store import files
from portrait_cli.store.journal import Journal


def _read(journal: Journal, request: str, name: str) -> bytes | None:
    path = journal.folder / place(request, name)
    with files.storage_errors(path):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None


def read_opened(journal: Journal, request: str) -> dict[str, Opened] | None:
    """Return what has been shown, by group; None if nothing was yet. Raises InvalidFileError if it cannot be read."""
    data = _read(journal, request, OPENED)
    return None if data is None else opened_file.parse(data, place(request, OPENED), request)


def write_opened(journal: Journal, request: str, groups: Mapping[str, Opened]) -> None:
    """Keep in the journal what is shown; what counts is noted beside the key.

    It is no action: what was read cannot be unread. Raises StorageError, LockedError.
    """
    with journal.writing():
        path = journal.folder / place(request, OPENED)
        journal.check_inside(path)
        files.replace(path, opened_file.write(request, groups))


def result_bytes(journal: Journal, request: str) -> bytes | None:
    """Return the file of the result that was handed over; None if there is none."""
    return _read(journal, request, RESULT)


def read_result(journal: Journal, request: str) -> Result | None:
    """Return the result that was handed over, None if there is none. Raises InvalidFileError if it cannot be read."""
    data = _read(journal, request, RESULT)
    return None if data is None else result_file.parse(data, place(request, RESULT))
