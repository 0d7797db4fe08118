"""What a person asks to be handed over: which document, of which part of the journal, of which time."""

from collections.abc import Mapping
from datetime import date
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import contribute
from portrait_cli.app.export_document import CoverOptions
from portrait_cli.app.export_formats import Format
from portrait_cli.app.export_selection import Picks, Scope
from portrait_cli.app.which_entries import FilterOptions, find_entry, read_filters
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import dates, lookup, school_years
from portrait_cli.core.document import Paper
from portrait_cli.core.documents.kind import DocumentKind
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.errors import UsageError
from portrait_cli.core.filters import Filters
from portrait_cli.core.saved_selection import SavedSelection
from portrait_cli.store.index import Index

_FILTERS = ("--since", "--until", "--attribute", "--guide", "--role", "--tag")
_COMPLETION = "completion"


class Request(Struct, frozen=True):
    """What is to be exported, and how."""

    name: str = ""
    """One entry; the newest unless it is named."""
    filters: FilterOptions = FilterOptions()
    indicator: str = ""
    year: str = ""
    """A school year."""
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
        named: Mapping[str, str] = {
            "--as": self.document,
            **dict(zip(_FILTERS, self.filters, strict=True)),
            "--indicator": self.indicator,
            "--year": self.year,
        }
        options = chain.from_iterable((option, value) for option, value in named.items() if value)
        everything = ("--all",) if self.everything else ()
        return ("export", *filter(None, (self.name,)), *everything, *options)

    @property
    def is_for_many(self) -> bool:
        """Return True if it is about more than one entry."""
        return self.everything or any((*self.filters, self.indicator, self.year, *self.picks.share_tags))


def kind_of(workspace: Workspace, request: Request, saved: SavedSelection | None) -> DocumentKind:
    """Return the document that is meant.

    Raises UsageError for one that nobody makes or that is forbidden, and for a journal of which no part is named.
    """
    usual = "journal" if request.is_for_many else "entry"
    name = request.document or (saved.document if saved else "")
    if request.template and not name:
        raise UsageError(f"which document is {request.template} a form for?", hint=_with_as())
    kind = KINDS.get(name or usual)
    if kind is None:
        raise UsageError(f'there is no document "{name}"', hint=_with_as())
    if kind.is_forbidden_by(workspace.portrait):
        title = kind.title_in(workspace.portrait)
        message = f"{workspace.portrait.title} is not used for evaluation, so it makes no {title}"
        raise UsageError(message, hint="portrait export --as conversation is for talking about your growth")
    if request.name and request.is_for_many:
        raise UsageError("ENTRY names one entry; --all and filters are for many", hint="use one or the other")
    if kind.id == "entry" and request.is_for_many:
        hint = f"all that fits: {command(workspace.config, *replace(request, document='journal').words)}"
        raise UsageError("an entry is one of them; --all and filters are for many", hint=hint)
    if kind.id == "journal" and not (request.name or request.is_for_many or saved):
        output = ("-o", request.output) if request.output else ()
        part = command(workspace.config, *request.words, "--since", "this school year", *output)
        hint = f"{part}\nor, for every entry you have, --all in place of --since"
        raise UsageError("which entries? name a time, a tag or an attribute", hint=hint)
    return kind


def _with_as() -> str:
    known = "\n".join(f"  {one.id}: {one.what}" for one in KINDS.values())
    known += f"\n  {contribute.DOCUMENT}: {contribute.WHAT}"
    return f"choose one with --as:\n{known}"


def scope_of(
    workspace: Workspace, request: Request, kind: DocumentKind, index: Index, saved: SavedSelection | None
) -> Scope:
    """Return the part of the journal that is meant, and which time that is in words."""
    filters = _filters(workspace, request, index)
    name = request.name
    if kind.id == "entry" and not name:
        name = saved.lines[0].name.partition("#")[0] if saved and saved.lines else "latest"
    entry = find_entry(workspace, name, index).entry if name else None
    return _of_time(Scope(filters, entry), request, kind, workspace.environment.now().date())


def _of_time(scope: Scope, request: Request, kind: DocumentKind, today: date) -> Scope:
    """Set the school year that is meant, and the time that the cover names."""
    filters, this_year = scope.filters, dates.school_year(today)
    if request.year:
        begins = school_years.begun(request.year)
        if filters.since or filters.until:
            raise UsageError("--year is a time already", hint="leave out --since and --until, or --year")
        since = begins if kind.id in {_COMPLETION, "journal"} else None
        filters = replace(filters, since=since, until=school_years.last_day(begins))
        return replace(scope, filters=filters, year_begins=begins, time=school_years.name_of(begins))
    if filters.since or filters.until:
        begins = filters.since or dates.school_year(filters.until or today)
        time = school_years.in_words(filters.since, filters.until, this_year)
        return replace(scope, year_begins=begins, time=time)
    if request.everything:
        return replace(scope, year_begins=date.min)
    if kind.id == _COMPLETION:
        filters = replace(filters, since=this_year)
    return replace(scope, filters=filters, year_begins=this_year, time=school_years.name_of(this_year))


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
