"""From the lines that leave to what is written: the document, with its cover, in its format."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.export_formats import Format, Template, Written, writer_of
from portrait_cli.app.export_selection import Material, Scope, evidence_of, known_of, situation_of
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.document import Cover, Document, Paper
from portrait_cli.core.documents.journal import journal_document
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.template_data import template_data
from portrait_cli.core.entry import Entry
from portrait_cli.core.former_names import former_names
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.paper import paper_of
from portrait_cli.core.redaction import Redaction, redacted
from portrait_cli.core.selection import Chosen, Offered, chosen, only_chosen
from portrait_cli.core.selection_lines import Known, Line, lines_of
from portrait_cli.core.text import count
from portrait_cli.export import json_data
from portrait_cli.store.index import Index
from portrait_cli.terminal.progress import progress

OF_ENTRIES = frozenset({"entry", "journal"})
"""The documents that are entries, as they were written."""


class CoverOptions(Struct, frozen=True):
    """Who hands it over, as far as it was said with the command."""

    name: str = ""
    school: str = ""
    title: str = ""
    """The person's own words for their role."""
    supervisor: str = ""
    role: str = ""
    """The id of the role that they have without words of their own."""
    time: str = ""
    """The school year, or another span of time, in words."""


class Making(Struct, frozen=True):
    """How a document is made."""

    workspace: Workspace
    kind: DocumentKind
    form: Format
    paper: Paper | None = None
    cover: CoverOptions = CoverOptions()
    redactions: tuple[Redaction, ...] = ()
    """What is written in place of names."""
    template: Template | None = None

    @property
    def title(self) -> str:
        """Return what the document is called."""
        return self.kind.title_in(self.workspace.portrait)

    @property
    def is_data(self) -> bool:
        """Return True for entries as JSON, which have a form of their own."""
        return self.form == "json" and self.kind.id in OF_ENTRIES and self.template is None

    def check(self) -> None:
        """Raise PortraitError now if what the format needs is not installed."""
        if not self.is_data and self.template is None:
            writer_of(self.form)

    def of_lines(self, material: Material, leaves: Sequence[Offered], entry: Entry | None) -> Written:
        """Write a document of some lines; of one entry, what others tell of it is told in it."""
        names = frozenset(one.line.name for one in leaves)
        seen = chosen(material.entries, names, material.situation.known, outcome_labels(self.workspace.portrait))
        if self.kind.id in OF_ENTRIES:
            newest_first = tuple(reversed(seen.entries))
            seen = replace(seen, entries=tuple(one for one in newest_first if entry is None or one.id == entry.id))
        if self.is_data:
            return json_data.write_entries(redacted(one, self.redactions) for one in seen.entries)
        return self._of_chosen(seen, material.situation)

    def of_entries(self, material: Material, scope: Scope) -> Written | None:
        """Write a document without lines of the entries that the filters let through; None if there is none."""
        entries = [one for one in material.entries if scope.filters.fits(one)]
        if scope.entry is not None:
            entries = [one for one in entries if one.id == scope.entry.id]
        if scope.filters.attribute:
            names = frozenset(line.name for line in material.lines if line.target in scope.filters.names)
            entries = list(only_chosen(entries, names, material.situation.known))
        seen = self.kind.without_lines(entries) if self.kind.without_lines else None
        return self._of_chosen(seen, material.situation) if seen and seen.entries else None

    def of_journal(self, entries: "WholeJournal") -> Written:
        """Write the document of entries that go through one by one."""
        if self.is_data:
            return json_data.write_entries(redacted(one, self.redactions) for one in entries)
        situation = situation_of(self.workspace, entries.known, entries.scope)
        plans = {plan.id: plan for plan in history(entries.with_plans(), outcome_labels(self.workspace.portrait))}
        return self._written(journal_document(entries, plans, situation, self.cover_on(situation)))

    def _of_chosen(self, seen: Chosen, situation: Situation) -> Written:
        cover = self.cover_on(situation)
        document = self.kind.make(seen, situation, cover)
        if self.template is None:
            return self._written(document)
        data = template_data(seen, situation, cover, document)
        return self.template.fill(redacted(data, self.redactions), redacted(document, self.redactions))

    def _written(self, document: Document) -> Written:
        environment = self.workspace.environment
        paper = self.paper or paper_of(environment.variables)
        return writer_of(self.form)(redacted(document, self.redactions), paper, environment.say)

    def cover_on(self, situation: Situation) -> Cover:
        """Return who hands it over and when."""
        config, said, portrait = self.workspace.config, self.cover, self.workspace.portrait
        return Cover(
            made_on=situation.today,
            name=said.name or config.name,
            role=said.title or portrait.role_name(said.role, portrait.id),
            place=said.school or config.school,
            year=said.time if self.kind.id not in OF_ENTRIES else "",
            supervisor=said.supervisor,
        )


class _EveryLine(frozenset[str]):
    """The names of all lines there are, which need not be counted."""

    def __contains__(self, _name: object) -> bool:
        """Return True: every line is chosen."""
        return True


class WholeJournal:
    """The entries that the filters let through, newest first, with only some of them in memory at any time."""

    def __init__(self, workspace: Workspace, index: Index, scope: Scope, *, is_told: bool) -> None:
        """Prepare to go through them; `is_told` says whether how plans went and what goals became is needed."""
        needs_threads = is_told or bool(scope.filters.attribute)
        self.known: Known = known_of(workspace, index) if needs_threads else evidence_of(workspace, index)
        self.written = 0
        """How many went by, from the beginning of the last time."""
        self.scope = scope
        self._workspace = workspace
        self._index = index
        self._names = former_names(workspace.portrait)
        self._filters = replace(scope.filters, attribute="", formerly=())

    def __iter__(self) -> Iterator[Entry]:
        """Go through them, and tell in the terminal how far along that is."""
        total = self._index.count(self._filters)
        self.written = 0
        with progress(self._workspace.environment, "Writing the entries", plain=self._workspace.plain) as tell:
            for number, entry in enumerate(self._index.each(self._filters), start=1):
                tell(number, total)
                for part in self._chosen([entry]):
                    self.written += 1
                    yield part

    @property
    def is_empty(self) -> bool:
        """Return True if no line fits."""
        return next(self._chosen(self._index.each(self._filters)), None) is None

    def lines(self) -> Iterator[Line]:
        """Go through the lines that leave, before they are written."""
        total = self._index.count(self._filters)
        with progress(
            self._workspace.environment, "Looking through the entries", plain=self._workspace.plain
        ) as tell:
            for number, entry in enumerate(map(self._names.renamed, self._index.each(self._filters)), start=1):
                tell(number, total)
                yield from filter(self.scope.is_about, lines_of(entry, self.known))

    def with_plans(self) -> Iterator[Entry]:
        """Go through those in which a plan is made or told of."""
        return self._chosen(entry for entry in self._index.with_plans() if self._filters.fits(entry))

    def _chosen(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        renamed = map(self._names.renamed, entries)
        if not self.scope.filters.attribute:
            yield from only_chosen(renamed, _EveryLine(), self.known)
            return
        for entry in renamed:
            names = frozenset(line.name for line in lines_of(entry, self.known) if self.scope.is_about(line))
            yield from only_chosen([entry], names, self.known)


def in_words(making: Making, leaves: Sequence[Offered], entry: Entry | None) -> str:
    """Describe what a document of some lines has in it."""
    if entry is not None and making.kind.id in OF_ENTRIES:
        return entry.title
    number = len({one.line.entry for one in leaves})
    entries = number if making.kind.id in OF_ENTRIES else 0
    return f"{making.title}, {count(entries, 'entry') if entries else count(len(leaves), 'line')}"
