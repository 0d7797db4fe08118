"""A request that is sent: its key, its pages and the request itself are written, all of them or none."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.output_file import check_file, exists_already, write_file
from portrait_cli.app.replies import note_request
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import PortraitError, StoppedError
from portrait_cli.core.page import Page
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import place
from portrait_cli.export import page as page_file
from portrait_cli.formats import request_file
from portrait_cli.store import files, seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.key_notes import KeyNotes
from portrait_cli.store.settings import Config


class Output(Struct, frozen=True):
    """Where pages are written."""

    folder: str = ""
    """Empty for the folder the person is in."""
    overwrite: bool = False

    def place(self, name: str) -> str:
        """Return a file's name in the folder."""
        return str(Path(self.folder) / name) if self.folder else name


def new_id(workspace: Workspace) -> str:
    """Return an id that no request has."""
    while True:
        made = workspace.environment.token().zfill(8)
        taken = (key_file(workspace.config, made), workspace.journal.folder / place(made))
        if not any(map(files.exists, taken)):
            return made


def key_file(config: Config, request: str) -> Path:
    """Return where the key of a request is kept."""
    return config.keys / f"{request}.txt"


def send(
    workspace: Workspace, request: Request, pages_of: Callable[[Request], Mapping[str, Page]], output: Output
) -> tuple[Request, list[str]]:
    """Make the key, unless somebody else has it, and write it, the pages and the request.

    Return the request with its key, and the files of the pages. If it fails, nothing of it is left.
    Raises StorageError when the system refuses, or if a page is there already.
    """
    key = None
    if not request.recipient:
        key = seal.new_key()
        request = replace(request, recipient=key.recipient)
    pages = {output.place(name): page_file.write(page) for name, page in pages_of(request).items()}
    for name in pages:
        check_file(workspace.config, name, overwrite=output.overwrite)
        if files.exists(files.path_of(name)) and not output.overwrite:
            raise exists_already(name)

    with _all_or_none() as written:
        if key:
            path = key_file(workspace.config, request.id)
            seal.write_key(path, key, f"portrait: the key for the replies to the request {request.id}")
            written.append(path)
            KeyNotes(path).note_request(request)
        for name, text in pages.items():
            is_new = not files.exists(files.path_of(name))
            write_file(workspace.config, name, text, overwrite=output.overwrite)
            if is_new:
                written.append(files.path_of(name))
        if not key:
            note_request(workspace.config, request)
        contents = {place(request.id): request_file.write(request).encode()}
        title = ", ".join(filter(None, [request.title, request.by, *(group.name for group in request.groups)]))
        actions_in(workspace.config).add_files("ask", title, contents, workspace.environment.now())
    return request, list(pages)


@contextmanager
def _all_or_none() -> Iterator[list[Path]]:
    """Take away what was written if the rest of it fails or is stopped."""
    written: list[Path] = []
    try:
        yield written
    except (PortraitError, StoppedError, KeyboardInterrupt):
        for path in written:
            files.discard(path)
        raise
