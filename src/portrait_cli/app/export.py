"""Copy out entries, to share or to keep."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import FilterOptions, find_entry, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import excerpt
from portrait_cli.core.entry import Block, Entry, Outcome, Plan, Prose
from portrait_cli.core.errors import UsageError
from portrait_cli.core.filters import Filters, nothing
from portrait_cli.core.open_plans import TrackedPlan, history, since
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.text import one_line
from portrait_cli.export import json_data, markdown
from portrait_cli.export.json_data import Document, EntryData, print_json
from portrait_cli.formats.entry_escapes import escape_line
from portrait_cli.render.phrases import facts
from portrait_cli.store.index import Index
from portrait_cli.terminal import command_line

_TITLES_NAMED = 5
_OTHER_DOCUMENTS = frozenset(
    {
        ".csv", ".doc", ".docx", ".epub", ".htm", ".html", ".odt",
        ".pages", ".pdf", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx",
    }
)  # fmt: skip
"""Endings of documents that people hand over and that `export` does not make."""
_LARGE = 65_536
"""Characters that are written at a time."""


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
    index = open_index(workspace)
    filters = read_filters(workspace, request.filters, index)
    several = request.everything or filters != Filters()
    if request.name and several:
        raise UsageError("ENTRY names one entry; --all and filters are for many", hint="use one or the other")
    entries = _Told(_entries(index, filters) if several else iter([_entry(workspace, request.name, index)]))
    to_stdout = request.output in {"", "-"}
    _check_name(request)
    if entries.is_empty:
        missing = nothing(filters, unread=len(index.problems()))
        if request.as_json and to_stdout:  # a file is left as it is
            print_json(workspace.environment.write, ExportDocument(()), missing=missing)
        raise missing
    parts = _in_large_parts(_document(workspace, entries, index, as_json=request.as_json))
    if to_stdout:
        for part in parts:
            workspace.environment.write(part)
        return
    write_file(workspace.config, request.output, parts, overwrite=request.overwrite)
    workspace.environment.report(f"Wrote {request.output}: {entries.titles}")


def _check_name(request: Request) -> None:
    """Raise UsageError if the file's name promises another kind of document than what is written."""
    name = Path(request.output)
    ending = name.suffix.lower()
    if ending not in _OTHER_DOCUMENTS:
        return
    kind, right = "Markdown", ".md"
    if request.as_json:
        kind, right = "JSON", ".json"
    hint = command_line.join(["portrait", "export", "-o", str(name.with_suffix(right))])
    raise UsageError(f"portrait export writes {kind}, not {ending} files", hint=hint)


class _Told:
    """Entries to go through once, and afterward the titles of the first ones."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self._entries = entries
        self._first = next(entries, None)
        self._titles: list[str] = []

    @property
    def is_empty(self) -> bool:
        """Return True if there is no entry."""
        return self._first is None

    @property
    def titles(self) -> str:
        """Name the first entries of those that were gone through."""
        titles = "; ".join(self._titles[:_TITLES_NAMED])
        return f"{titles} …" if len(self._titles) > _TITLES_NAMED else titles

    def __iter__(self) -> Iterator[Entry]:
        """Go through the entries."""
        for entry in chain([self._first] if self._first else [], self._entries):
            if len(self._titles) <= _TITLES_NAMED:
                self._titles.append(entry.title)
            yield entry


def _entry(workspace: Workspace, name: str, index: Index) -> Entry:
    return find_entry(workspace, name or "latest", index).entry


def _entries(index: Index, filters: Filters) -> Iterator[Entry]:
    """Go through the entries that fit; of those with an attribute's words, what is about that attribute."""
    found = index.each(filters)
    if not filters.attribute:
        return found
    return (excerpt.about(entry, filters.names) for entry in found)


def _document(workspace: Workspace, entries: Iterable[Entry], index: Index, *, as_json: bool) -> Iterator[str]:
    if as_json:
        return json_data.write_entries(entries)
    labels = outcome_labels(workspace.portrait)
    return markdown.write(_with_plans_as_they_went(entries, index, labels), workspace.portrait)


def _with_plans_as_they_went(
    entries: Iterable[Entry], index: Index, labels: Mapping[Outcome, str]
) -> Iterator[Entry]:
    """Show with each plan how it went, which later entries tell; the journal's files are not changed."""
    tracked: dict[str, TrackedPlan] = {}
    for entry in entries:
        if entry.plans and not tracked.keys() >= {plan.id for plan in entry.plans}:
            told = {entry.id: entry, **{other.id: other for other in index.with_plans()}}
            tracked = {one.id: one for one in history(told.values(), labels)}
        blocks = chain.from_iterable(_as_it_went(block, tracked) for block in entry.blocks)
        yield replace(entry, blocks=tuple(blocks))


def _as_it_went(block: Block, tracked: Mapping[str, TrackedPlan]) -> Iterator[Block]:
    """Close the box of a plan that is closed, and say below it how it went or how it was changed."""
    if not isinstance(block, Plan):
        yield block
        return
    plan = tracked[block.id]
    yield replace(block, ticked=plan.outcome == "kept", let_go=plan.outcome not in {None, "kept"})
    said = [*since(block, plan), one_line(plan.note)]
    if any(said):
        yield Prose(escape_line(facts(*said)))


def _in_large_parts(parts: Iterable[str]) -> Iterator[str]:
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
