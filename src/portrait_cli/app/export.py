"""Copy out entries, to share or to keep."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import FilterOptions, find_entry, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import UsageError
from portrait_cli.core.filters import Filters, nothing
from portrait_cli.export import json_data, markdown
from portrait_cli.export.json_data import Document, EntryData, print_json

_TITLES_NAMED = 5


class ExportDocument(Document, frozen=True):
    """Entries to share or to keep."""

    command: ClassVar[str] = "portrait export"
    entries: tuple[EntryData, ...]
    """The entries, newest first; an empty list if none fits."""


class Request(Struct, frozen=True):
    """What is to be exported, and how."""

    name: str = ""
    """One entry; the newest unless it is named."""
    filters: FilterOptions = FilterOptions()
    everything: bool = False
    as_json: bool = False
    output: str = ""
    """The file to write; `-` or nothing for stdout."""
    overwrite: bool = False


def export(workspace: Workspace, request: Request) -> None:
    """Write one entry, or all that the filters let through, as Markdown or JSON.

    Raises UsageError if both an entry and filters are named, NotFoundError if there is no such entry or none fits,
    StorageError if the file exists and may not be overwritten.
    """
    filters = read_filters(workspace, request.filters)
    several = request.everything or filters != Filters()
    if request.name and several:
        raise UsageError("ENTRY names one entry; --all and filters are for many", hint="use one or the other")
    entries = _entries(workspace, filters) if several else [_entry(workspace, request.name)]
    to_stdout = request.output in {"", "-"}
    if not entries:
        missing = nothing(filters)
        if request.as_json and to_stdout:  # a file is left as it is
            print_json(workspace.environment.write, ExportDocument(()), missing=missing)
        raise missing
    text = _document(workspace, entries, as_json=request.as_json)
    if to_stdout:
        workspace.environment.write(text)
        return
    write_file(request.output, text, overwrite=request.overwrite)
    workspace.environment.report(f"Wrote {request.output}: {_titles(entries)}")


def _entry(workspace: Workspace, name: str) -> Entry:
    return find_entry(workspace, name or "latest", open_index(workspace)).entry


def _entries(workspace: Workspace, filters: Filters) -> list[Entry]:
    return [stored.entry for stored in open_index(workspace).entries(filters).entries]


def _document(workspace: Workspace, entries: Sequence[Entry], *, as_json: bool) -> str:
    if as_json:
        return json_data.write(ExportDocument(json_data.entries(entries)))
    return markdown.write(entries, workspace.portrait)


def _titles(entries: Sequence[Entry]) -> str:
    titles = "; ".join(entry.title for entry in entries[:_TITLES_NAMED])
    return f"{titles} …" if len(entries) > _TITLES_NAMED else titles
