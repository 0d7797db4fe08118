"""Hand over: a selection of the journal as a document, in a format."""

from collections.abc import Sequence
from itertools import chain
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import export_output, export_selection
from portrait_cli.app.export_document import CoverOptions, Making, WholeJournal, in_words
from portrait_cli.app.export_formats import Format, check_terminal, format_of, read_template
from portrait_cli.app.export_privacy import read_redactions, tell_findings
from portrait_cli.app.export_selection import Material, Picks, Scope
from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import FilterOptions, find_entry, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import lookup
from portrait_cli.core.document import Paper
from portrait_cli.core.documents.kind import DocumentKind
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.filters import Filters, nothing
from portrait_cli.core.redaction import redacted_text
from portrait_cli.core.saved_selection import SavedSelection
from portrait_cli.core.selection import Offered, names_in
from portrait_cli.core.text import count
from portrait_cli.core.ticks import Ticks
from portrait_cli.export import json_data
from portrait_cli.export.json_data import EntryData, print_json
from portrait_cli.formats import selection_file
from portrait_cli.render import leaving
from portrait_cli.render.leaving import Leaving
from portrait_cli.store.index import Index
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display

_FILTERS = ("--since", "--until", "--attribute", "--guide", "--role", "--tag")


class ExportDocument(json_data.Document, frozen=True):
    """Entries to share or to keep."""

    command: ClassVar[str] = "portrait export"
    entries: tuple[EntryData, ...]
    """The entries, newest first; an empty list if none fits."""


class Request(Struct, frozen=True):
    """What is to be exported, and how."""

    name: str = ""
    """One entry; the newest unless it is named."""
    filters: FilterOptions = FilterOptions()
    indicator: str = ""
    everything: bool = False
    document: str = ""
    """Which document; empty for the entry, or for the journal if more than one entry is meant."""
    formats: tuple[Format, ...] = ()
    """The formats that were asked for by name."""
    output: str = ""
    """The file to write; `-` or nothing for stdout."""
    overwrite: bool = False
    """Whether it may be written over if it exists."""
    picks: Picks = Picks()
    save_selection: str = ""
    """The file to keep the selection in ..."""
    overwrite_selection: bool = False
    preview: bool = False
    yes: bool = False
    """Whether nobody is asked which lines leave."""
    paper: Paper | None = None
    template: str = ""
    """The file of a form of one's own."""
    redact: tuple[str, ...] = ()
    """What to write in place of names, each as `NAME=ROLE` or as a file of them."""
    cover: CoverOptions = CoverOptions()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the command that was typed, without what it says about single lines and about the output."""
        named = {
            "--as": self.document,
            **dict(zip(_FILTERS, self.filters, strict=True)),
            "--indicator": self.indicator,
        }
        options = chain.from_iterable((option, value) for option, value in named.items() if value)
        everything = ("--all",) if self.everything else ()
        return ("export", *filter(None, (self.name,)), *everything, *options)

    @property
    def is_for_many(self) -> bool:
        """Return True if it is about more than one entry."""
        return self.everything or any((*self.filters, self.indicator, *self.picks.share_tags))


def export(workspace: Workspace, request: Request) -> None:
    """Make a document of the lines that are chosen, and write it.

    Raises UsageError for what does not go together, NotFoundError if there is no such entry or nothing would leave,
    StorageError if the file exists and may not be overwritten, StoppedError if the person stops.
    """
    of_journal = ("--journal", workspace.config.journal_option) if workspace.config.journal_option else ()
    typed = ("portrait", *request.words, *of_journal)
    template = read_template(request.template) if request.template else None
    formats = (
        (template.form, *(one for one in request.formats if one != template.form)) if template else request.formats
    )
    form = format_of(formats, request.output, typed)
    saved = export_selection.read_selection(request.picks.selection) if request.picks.selection else None
    kind = _kind(workspace, request, saved)
    redactions = read_redactions(request.redact)
    making = Making(workspace, kind, form, request.paper, request.cover, redactions, template)
    if not request.preview:
        check_terminal(form, request.output, kind.id, workspace.environment, typed)
        making.check()
        request = _with_leave_to_write(workspace, request)
    index = open_index(workspace)
    scope = _scope(workspace, request, kind, index, saved)
    if kind.id == "journal" and not _is_chosen(workspace, request):
        _write_journal(making, request, index, scope)
        return

    material = export_selection.material_of(workspace, index, kind, scope)
    if kind.without_lines:
        _write_record(making, request, index, scope, material)
        return
    hint = command(workspace.config, *request.words, "--preview")
    offered = export_selection.picked(workspace, index, material, request.picks, hint)
    if not offered:
        raise _nothing(making, request, scope, index)
    if request.preview:
        _show(making, offered)
        return
    leaves = _settled(making, request, offered)
    if not leaves:
        raise NotFoundError("nothing would leave", hint=f"this lists what could: {hint}")
    if request.save_selection:
        _keep(making, request, leaves)
    if request.output or not request.save_selection:
        cover = making.cover_on(material.situation)
        tell_findings(workspace, [one.line for one in leaves], cover, making.redactions)
        written = making.of_lines(material, leaves, scope.entry)
        what = in_words(making, material, leaves, scope.entry)
        export_output.write(workspace, request.output, written, overwrite=request.overwrite, what=lambda: what)


def _with_leave_to_write(workspace: Workspace, request: Request) -> Request:
    """Ask about files that exist, and find out now what could not be written in the end."""
    if request.save_selection and request.save_selection == request.output:
        raise UsageError(f"{request.output} cannot be both", hint="name another file with --save-selection")
    over, over_selection = request.overwrite, request.overwrite
    if not export_output.is_stdout(request.output):
        over = export_output.may_write_over(workspace, request.output, force=request.overwrite)
    if request.save_selection:
        over_selection = export_output.may_write_over(workspace, request.save_selection, force=request.overwrite)
    return replace(request, overwrite=over, overwrite_selection=over_selection)


# --- what is meant ---


def _kind(workspace: Workspace, request: Request, saved: SavedSelection | None) -> DocumentKind:
    """Return the document that is meant. Raises UsageError for one that nobody makes, or that is forbidden."""
    usual = "journal" if request.is_for_many else "entry"
    name = request.document or (saved.document if saved else "") or usual
    kind = KINDS.get(name)
    if kind is None:
        known = "\n".join(f"  {one.id}: {one.what}" for one in KINDS.values())
        raise UsageError(f'there is no document "{name}"', hint=f"choose one with --as:\n{known}")
    if kind.is_forbidden_by(workspace.portrait):
        title = kind.title_in(workspace.portrait)
        message = f"{workspace.portrait.title} is not used for evaluation, so it makes no {title}"
        raise UsageError(message, hint="portrait export --as conversation is for talking about your growth")
    if request.name and request.is_for_many:
        raise UsageError("ENTRY names one entry; --all and filters are for many", hint="use one or the other")
    if kind.id == "entry" and request.is_for_many:
        words = replace(request, document="journal").words
        hint = f"all that fits, in one document: {command(workspace.config, *words)}"
        raise UsageError("an entry is one of them; --all and filters are for many", hint=hint)
    return kind


def _scope(
    workspace: Workspace, request: Request, kind: DocumentKind, index: Index, saved: SavedSelection | None
) -> Scope:
    """Return the part of the journal that is meant."""
    filters = _filters(workspace, request, index)
    name = request.name
    if kind.id == "entry" and not name:
        name = saved.lines[0].name.partition("#")[0] if saved and saved.lines else "latest"
    return Scope(filters, find_entry(workspace, name, index).entry if name else None)


def _filters(workspace: Workspace, request: Request, index: Index) -> Filters:
    """Read the filters; an indicator belongs to the attribute that is named with it."""
    if not request.indicator:
        return read_filters(workspace, request.filters, index)
    portrait = workspace.portrait
    parts = [*portrait.indicators(), *portrait.retired()]
    indicator = lookup.find([one for _, one in parts], request.indicator, "indicator")
    if request.filters.attribute:
        attribute, _ = lookup.find_part(portrait, request.filters.attribute)
        if not any(whole.id == attribute.id and one.id == indicator.id for whole, one in parts):
            message = f"{indicator.label} is not an indicator of {attribute.name}"
            raise UsageError(message, hint="name only one of them")
    return read_filters(workspace, request.filters._replace(attribute=indicator.id), index)


def _asks(workspace: Workspace, request: Request) -> bool:
    """Return True if the person chooses the lines in the terminal: before a file is written."""
    is_file = bool(request.save_selection) or not export_output.is_stdout(request.output)
    return is_file and not request.yes and workspace.environment.can_ask


def _is_chosen(workspace: Workspace, request: Request) -> bool:
    """Return True if single lines were chosen, or will be."""
    said = request.picks != Picks() or bool(request.save_selection)
    return said or request.preview or bool(request.template) or _asks(workspace, request)


def _nothing(making: Making, request: Request, scope: Scope, index: Index) -> NotFoundError:
    """Return the error for a document without a line, after printing empty data if data was asked for."""
    missing = nothing(scope.filters, unread=len(index.problems()))
    if scope.filters == Filters() and index.newest() is not None:
        missing = NotFoundError(f"there is nothing yet for: {making.title}", hint=f"it is for {making.kind.what}")
    if making.is_data and export_output.is_stdout(request.output):  # a file is left as it is
        print_json(making.workspace.environment.write, ExportDocument(()), missing=missing)
    return missing


# --- which lines ---


def _show(making: Making, offered: Sequence[Offered]) -> None:
    """Print exactly what would leave."""
    display = Display(making.workspace.environment, making.workspace.plain)
    display.show(leaving.preview(making.title, _shown(making, offered), names_in(offered), display.look), paged=True)


def _shown(making: Making, offered: Sequence[Offered]) -> tuple[Leaving, ...]:
    """Put lines into the words in which they would leave."""
    names = making.redactions
    return tuple(
        replace(one, asked=redacted_text(one.asked, names), words=redacted_text(one.words, names))
        for one in leaving.in_words(offered, making.workspace.portrait)
    )


def _settled(making: Making, request: Request, offered: Sequence[Offered]) -> tuple[Offered, ...]:
    """Return the lines that leave: those that are in, or those that the person ticks."""
    workspace = making.workspace
    if not _asks(workspace, request):
        return tuple(one for one in offered if one.is_in)
    ticked = frozenset(place for place, one in enumerate(offered) if one.is_in)
    ticks = Ticks(tuple(one.line for one in offered), ticked)
    asker = asker_for(workspace.environment, workspace.config)
    ticks = asker.tick(f"{making.title}: what leaves", _shown(making, offered), ticks)
    return tuple(offered[place] for place in sorted(ticks.ticked))


def _keep(making: Making, request: Request, leaves: Sequence[Offered]) -> None:
    """Keep the selection for another time."""
    text = selection_file.write(making.kind.id, (one.line for one in leaves))
    write_file(making.workspace.config, request.save_selection, text, overwrite=request.overwrite_selection)
    lines = count(len(leaves), "line")
    making.workspace.environment.report(f"Kept the selection in {request.save_selection}: {lines}")


def _write_journal(making: Making, request: Request, index: Index, scope: Scope) -> None:
    """Write all that the filters let through, entry by entry."""
    entries = WholeJournal(making.workspace, index, scope, is_told=not making.is_data)
    if entries.is_empty:
        raise _nothing(making, request, scope, index)
    if not export_output.is_stdout(request.output):
        cover = making.cover_on(export_selection.situation_of(making.workspace, entries.known))
        tell_findings(making.workspace, entries.lines(), cover, making.redactions)
    written = making.of_journal(entries)
    export_output.write(
        making.workspace, request.output, written, overwrite=request.overwrite, what=lambda: entries.titles.in_words
    )


def _write_record(making: Making, request: Request, index: Index, scope: Scope, material: Material) -> None:
    """Write a document that has no lines to choose."""
    if request.picks != Picks() or request.save_selection:
        raise UsageError(f"{making.title}: it has no lines to choose", hint="narrow it with --since or --attribute")
    if request.preview:
        making = replace(making, form="txt", template=None)
    written = making.of_entries(material, scope)
    if written is None:
        raise _nothing(making, request, scope, index)
    output = "" if request.preview else request.output
    export_output.write(making.workspace, output, written, overwrite=request.overwrite, what=lambda: making.title)
