"""Hand over: a selection of the journal as a document, in a format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import export_output, export_selection
from portrait_cli.app.export_formats import Format, Written, check_terminal, format_of, writer_of
from portrait_cli.app.export_selection import Material, Picks, Scope
from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import FilterOptions, find_entry, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import lookup
from portrait_cli.core.document import Cover, Paper
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.filters import Filters, nothing
from portrait_cli.core.former_names import former_names
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.paper import paper_of
from portrait_cli.core.saved_selection import SavedSelection
from portrait_cli.core.selection import Chosen, Offered, chosen, names_in, only_chosen
from portrait_cli.core.selection_lines import lines_of
from portrait_cli.core.text import count
from portrait_cli.core.ticks import Ticks
from portrait_cli.export import json_data
from portrait_cli.export.json_data import EntryData, print_json
from portrait_cli.formats import selection_file
from portrait_cli.render import leaving
from portrait_cli.store.index import Index
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.progress import progress

_TITLES_NAMED = 5
_OF_ENTRIES = frozenset({"entry", "journal"})
"""The documents that are entries, as they were written."""


class ExportDocument(json_data.Document, frozen=True):
    """Entries to share or to keep."""

    command: ClassVar[str] = "portrait export"
    entries: tuple[EntryData, ...]
    """The entries, newest first; an empty list if none fits."""


class CoverOptions(Struct, frozen=True):
    """Who hands it over, as far as it was said with the command."""

    name: str = ""
    school: str = ""
    year: str = ""


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
    picks: Picks = Picks()
    save_selection: str = ""
    """The file to keep the selection in."""
    preview: bool = False
    yes: bool = False
    """Whether nobody is asked which lines leave."""
    paper: Paper | None = None
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


_FILTERS = ("--since", "--until", "--attribute", "--guide", "--role", "--tag")


def export(workspace: Workspace, request: Request) -> None:
    """Make a document of the lines that are chosen, and write it.

    Raises UsageError for what does not go together, NotFoundError if there is no such entry or nothing would leave,
    StorageError if the file exists and may not be overwritten, StoppedError if the person stops.
    """
    environment, typed = workspace.environment, ("portrait", *request.words)
    form = format_of(request.formats, request.output, typed)
    saved = export_selection.read_selection(request.picks.selection) if request.picks.selection else None
    kind = _kind(workspace, request, saved)
    if not request.preview:
        check_terminal(form, request.output, kind.id, environment, typed)
    making = _Making(workspace, request, kind, form)
    making.check()
    index = open_index(workspace)
    scope = _scope(workspace, request, kind, index, saved)
    if making.is_whole_journal:
        making.write_whole(index, scope)
        return
    material = export_selection.material_of(workspace, index, kind, scope)
    hint = command(workspace.config, *request.words, "--preview")
    offered = export_selection.picked(workspace, index, material, request.picks, hint)
    if not offered:
        raise making.nothing(scope, index)
    if request.preview:
        making.show(offered)
        return
    making.write(material, making.settled(offered))


def _kind(workspace: Workspace, request: Request, saved: SavedSelection | None) -> DocumentKind:
    """Return the document that is meant. Raises UsageError for one that nobody makes, or that is forbidden."""
    several = request.everything or any((*request.filters, request.indicator, *request.picks.share_tags))
    name = request.document or (saved.document if saved else "") or ("journal" if several else "entry")
    kind = KINDS.get(name)
    if kind is None:
        known = "; ".join(f"{one.id}, {one.what}" for one in KINDS.values())
        raise UsageError(f'there is no document "{name}"', hint=f"choose one with --as: {known}")
    if kind.is_forbidden_by(workspace.portrait):
        title = kind.title_in(workspace.portrait)
        raise UsageError(
            f"{workspace.portrait.title} is not used for evaluation, so it makes no {title}",
            hint="portrait export --as conversation is for talking about your growth",
        )
    if request.name and several:
        raise UsageError("ENTRY names one entry; --all and filters are for many", hint="use one or the other")
    return kind


def _scope(
    workspace: Workspace, request: Request, kind: DocumentKind, index: Index, saved: SavedSelection | None
) -> Scope:
    """Return the part of the journal that is meant."""
    filters = _filters(workspace, request, index)
    if request.name:
        return Scope(filters, find_entry(workspace, request.name, index).entry)
    if kind.id == "entry" and saved and saved.lines:
        return Scope(filters, find_entry(workspace, saved.lines[0].name.partition("#")[0], index).entry)
    if kind.id == "entry":
        return Scope(filters, find_entry(workspace, "latest", index).entry)
    return Scope(filters)


def _filters(workspace: Workspace, request: Request, index: Index) -> Filters:
    """Read the filters; an indicator belongs to the attribute that is named with it."""
    if not request.indicator:
        return read_filters(workspace, request.filters, index)
    known = [indicator for _, indicator in (*workspace.portrait.indicators(), *workspace.portrait.retired())]
    indicator = lookup.find(known, request.indicator, "indicator").id
    if request.filters.attribute:
        attribute, _ = lookup.find_part(workspace.portrait, request.filters.attribute)
        of = {one.id for whole, one in workspace.portrait.indicators() if whole.id == attribute.id}
        if indicator not in of:
            raise UsageError(
                f"{request.indicator} is not an indicator of {attribute.name}", hint="leave one of them out"
            )
    return read_filters(workspace, request.filters._replace(attribute=indicator), index)


class _Making(Struct, frozen=True):
    """One document that is being made."""

    workspace: Workspace
    request: Request
    kind: DocumentKind
    form: Format

    def check(self) -> None:
        """Raise an error now if it could not be written in the end."""
        if not (self.is_data or self.request.preview):
            writer_of(self.form)

    @property
    def is_data(self) -> bool:
        """Return True for entries as JSON, which have a form of their own."""
        return self.form == "json" and self.kind.id in _OF_ENTRIES

    @property
    def asks(self) -> bool:
        """Return True if the person chooses the lines in the terminal: before a file is written."""
        output, keeps = self.request.output, self.request.save_selection
        is_file = bool(keeps) or not export_output.is_stdout(output)
        return is_file and not self.request.yes and self.workspace.environment.can_ask

    @property
    def is_whole_journal(self) -> bool:
        """Return True if no single line was chosen or will be: then entries go through one by one."""
        request = self.request
        is_chosen = request.picks != Picks() or request.preview or request.save_selection or self.asks
        return self.kind.id == "journal" and self.is_data and not is_chosen

    def nothing(self, scope: Scope, index: Index) -> NotFoundError:
        """Return the error for a document without a line, after printing empty data if data was asked for."""
        missing = nothing(scope.filters, unread=len(index.problems()))
        if scope.filters == Filters() and index.newest() is not None:
            title = self.kind.title_in(self.workspace.portrait)
            missing = NotFoundError(f"there is nothing yet for: {title}", hint=f"it is for {self.kind.what}")
        if self.is_data and export_output.is_stdout(self.request.output):  # a file is left as it is
            print_json(self.workspace.environment.write, ExportDocument(()), missing=missing)
        return missing

    # --- which lines ---

    def show(self, offered: Sequence[Offered]) -> None:
        """Print exactly what would leave."""
        title = self.kind.title_in(self.workspace.portrait)
        shown = leaving.in_words(offered, self.workspace.portrait)
        display = Display(self.workspace.environment, self.workspace.plain)
        display.show(leaving.preview(title, shown, names_in(offered), display.look), paged=True)

    def settled(self, offered: Sequence[Offered]) -> tuple[Offered, ...]:
        """Return the lines that leave: those that are in, or those that the person ticks."""
        lines = tuple(one.line for one in offered)
        ticks = Ticks(lines, frozenset(place for place, one in enumerate(offered) if one.is_in))
        if self.asks:
            title = self.kind.title_in(self.workspace.portrait)
            shown = leaving.in_words(offered, self.workspace.portrait)
            ticks = asker_for(self.workspace.environment, self.workspace.config).tick(
                f"{title}: what leaves", shown, ticks
            )
        return tuple(offered[place] for place in sorted(ticks.ticked))

    # --- writing ---

    def write(self, material: Material, leaves: Sequence[Offered]) -> None:
        """Write the document that is made of some lines, and keep the selection if that was asked for."""
        request, environment = self.request, self.workspace.environment
        if not leaves:
            hint = f"this lists what could: {command(self.workspace.config, *request.words, '--preview')}"
            raise NotFoundError("nothing would leave", hint=hint)
        if request.save_selection:
            text = selection_file.write(self.kind.id, (one.line for one in leaves))
            write_file(self.workspace.config, request.save_selection, text, overwrite=request.overwrite)
            environment.report(f"Kept the selection in {request.save_selection}: {count(len(leaves), 'line')}")
            if not request.output:
                return
        names = frozenset(one.line.name for one in leaves)
        labels = outcome_labels(self.workspace.portrait)
        seen = chosen(material.entries, names, material.situation.known, labels)
        titles = _Titles()
        by_id = {entry.id: entry for entry in material.entries}
        for entry in reversed(seen.entries):
            titles.add(by_id[entry.id])
        said = titles.in_words
        if self.kind.id not in _OF_ENTRIES:
            said = f"{self.kind.title_in(self.workspace.portrait)}, {count(len(leaves), 'line')}"
        self._output(self._written(seen, material.situation), lambda: said)

    def write_whole(self, index: Index, scope: Scope) -> None:
        """Write the entries that the filters let through, with only some of them in memory at any time."""
        titles = _Titles()
        entries = titles.told(self._each(index, scope))
        first = next(entries, None)
        if first is None:
            raise self.nothing(scope, index)
        self._output(json_data.write_entries(chain([first], entries)), lambda: titles.in_words)

    def _each(self, index: Index, scope: Scope) -> Iterator[Entry]:
        """Go through the entries, newest first, with the lines that are asked for."""
        known = export_selection.known_of(self.workspace, index)
        names = former_names(self.workspace.portrait)
        of_entries = replace(scope.filters, attribute="", formerly=())
        total = index.count(of_entries)
        with progress(self.workspace.environment, "Writing the entries", plain=self.workspace.plain) as tell:
            for number, entry in enumerate(index.each(of_entries), start=1):
                tell(number, total)
                own = frozenset([entry.id])
                lines = lines_of(names.renamed(entry), known)
                yield from only_chosen([entry], {line.name for line in lines if scope.holds(line, own)}, known)

    def _written(self, seen: Chosen, situation: Situation) -> Written:
        if self.is_data:
            return json_data.write_entries(reversed(seen.entries))
        document = self.kind.make(seen, situation, self._cover(situation))
        return writer_of(self.form)(document, self.request.paper or paper_of(self.workspace.environment.variables))

    def _cover(self, situation: Situation) -> Cover:
        config, said, portrait = self.workspace.config, self.request.cover, self.workspace.portrait
        begins = situation.year_begins.year
        year = "" if self.kind.id in _OF_ENTRIES or self.request.filters.since else f"{begins}–{begins + 1}"
        return Cover(
            made_on=situation.today,
            name=said.name or config.name,
            role=portrait.role_name(role_of(self.workspace, ""), portrait.id),
            place=said.school or config.school,
            year=said.year or year,
        )

    def _output(self, written: Written, said: Callable[[], str]) -> None:
        request = self.request
        export_output.write(self.workspace, request.output, written, overwrite=request.overwrite)
        if not export_output.is_stdout(request.output):
            self.workspace.environment.report(f"Wrote {request.output}: {said()}")


class _Titles:
    """The titles of the first entries that leave, to say what was written."""

    def __init__(self) -> None:
        self._titles: list[str] = []

    @property
    def in_words(self) -> str:
        """Name the first entries."""
        titles = "; ".join(self._titles[:_TITLES_NAMED])
        return f"{titles} …" if len(self._titles) > _TITLES_NAMED else titles

    def add(self, entry: Entry) -> None:
        """Count an entry that leaves."""
        if len(self._titles) <= _TITLES_NAMED:
            self._titles.append(entry.title)

    def told(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Go through entries that leave."""
        for entry in entries:
            self.add(entry)
            yield entry
