"""Which lines leave: what a document offers, narrowed, brought in and left out as the person said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.existing_file import read_existing
from portrait_cli.app.which_entries import find_entry
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import evidence
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.evidence import Piece
from portrait_cli.core.filters import Filters, same_tag
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.saved_selection import FoundAgain, SavedSelection, found_again
from portrait_cli.core.selection import Offered, taken_out
from portrait_cli.core.selection_lines import Known, Line, known_from, lines_of
from portrait_cli.core.selection_names import KINDS, lines_named
from portrait_cli.core.text import visible
from portrait_cli.formats import selection_file
from portrait_cli.formats.problems import MAX_BYTES
from portrait_cli.render.phrases import first_lines
from portrait_cli.store.index import Index
from portrait_cli.terminal.progress import progress


class Picks(Struct, frozen=True):
    """What the person said about single lines."""

    share_tags: tuple[str, ...] = ()
    """Only the lines of entries with one of these tags are in."""
    include: tuple[str, ...] = ()
    """Names of what is in besides ..."""
    exclude: tuple[str, ...] = ()
    """... and of what is not."""
    selection: str = ""
    """The file of a selection that was kept: exactly its lines are in."""


class Scope(Struct, frozen=True):
    """The part of the journal that a document is made from."""

    filters: Filters = Filters()
    entry: Entry | None = None
    """The only entry, if one was named."""
    year_begins: date = date.min
    """The first day of the school year that is meant."""
    time: str = ""
    """The time that is meant, in words."""

    def is_about(self, line: Line) -> bool:
        """Return True for a line that is about what was asked for."""
        return not self.filters.attribute or line.target in self.filters.names


class Material(Struct, frozen=True):
    """What was read of a journal to make a document from."""

    entries: tuple[Entry, ...]
    situation: Situation
    lines: tuple[Line, ...]
    """All lines of these entries."""
    offered: tuple[Offered, ...]
    """Those that the document has a place for."""


def situation_of(workspace: Workspace, known: Known, scope: Scope) -> Situation:
    """Return what decides which lines a document offers."""
    return Situation(workspace.portrait, known, workspace.environment.now().date(), scope.year_begins)


def known_of(workspace: Workspace, index: Index) -> Known:
    """Return what all entries say about plans, goals and evidence."""
    names = former_names(workspace.portrait)
    plans = history(map(names.renamed, index.with_plans()), outcome_labels(workspace.portrait))
    goals = goal_history(map(names.renamed, index.with_goals()))
    return known_from(plans, goals, index.evidence(names))


def evidence_of(workspace: Workspace, index: Index) -> Known:
    """Return what all entries say about evidence alone, which takes less time."""
    return known_from((), (), index.evidence(former_names(workspace.portrait)))


def material_of(workspace: Workspace, index: Index, kind: DocumentKind, scope: Scope) -> Material:
    """Read what a document offers of a part of the journal."""
    if scope.entry is None:
        known, entries = known_of(workspace, index), _all_entries(workspace, index)
    else:
        known, entries = _around(workspace, index, scope.entry)
    lines = tuple(chain.from_iterable(lines_of(entry, known) for entry in entries))
    within = _lines_within(lines, entries, scope)
    situation = situation_of(workspace, known, scope)
    return Material(entries, situation, lines, kind.offer(within, situation))


def _all_entries(workspace: Workspace, index: Index) -> tuple[Entry, ...]:
    """Read the entries, oldest first."""
    names = former_names(workspace.portrait)
    with progress(workspace.environment, "Reading the entries", plain=workspace.plain) as tell:
        found = []
        total = index.count(Filters())
        for entry in index.each(Filters()):
            found.append(names.renamed(entry))
            tell(len(found), total)
    return tuple(sorted(found, key=lambda entry: (entry.seconds, entry.id)))


def _around(workspace: Workspace, index: Index, entry: Entry) -> tuple[Known, tuple[Entry, ...]]:
    """Read one entry, those that tell of its plans, and what all say of its plans, goals and evidence."""
    names = former_names(workspace.portrait)
    telling = {one.id: one for one in (*index.telling_of(entry), entry)}
    entries = tuple(sorted(map(names.renamed, telling.values()), key=lambda one: (one.seconds, one.id)))
    numbers = index.plan_numbers()
    plans = history(entries, outcome_labels(workspace.portrait))
    numbered = (replace(plan, number=numbers.get(plan.id, plan.number)) for plan in plans)
    goals = goal_history(map(names.renamed, (*index.with_goals(), entry)))
    return known_from(numbered, goals, _pieces(index, names, entry)), entries


def _pieces(index: Index, names: FormerNames, entry: Entry) -> tuple[Piece, ...]:
    """List the evidence, also of an entry that is no part of the journal."""
    known = index.evidence(names)
    others = {piece.id for piece in known}
    own = evidence.history([names.renamed(entry)], [names.renamed(entry)])
    return (*known, *(piece for piece in own if piece.id not in others))


def _lines_within(lines: Sequence[Line], entries: Iterable[Entry], scope: Scope) -> tuple[Line, ...]:
    """Keep the lines that the filters let through; of one entry, its lines and those that tell how its plans went."""
    if scope.entry is not None:
        own = [line for line in lines if line.entry == scope.entry.id]
        plans = frozenset(key for line in own for key in line.holds if line.kind == "plan")
        return tuple(line for line in lines if line.entry == scope.entry.id or _tells_of(line, plans))
    of_entries = replace(scope.filters, attribute="")
    fitting = frozenset(entry.id for entry in entries if of_entries.fits(entry))
    return tuple(line for line in lines if line.entry in fitting and scope.is_about(line))


def _tells_of(line: Line, plans: frozenset[str]) -> bool:
    """Return True for a line that tells how one of these plans went, or changes it."""
    return line.kind in {"plan", "outcome", "comment"} and bool((line.holds | line.repeats) & plans)


# --- what the person said about single lines ---


def picked(workspace: Workspace, index: Index, material: Material, picks: Picks, hint: str) -> tuple[Offered, ...]:
    """Decide for each line that is offered whether it is in; `hint` is the command that lists them with their names.

    Raises NotFoundError for a name that means none of the lines.
    """
    offered = material.offered
    if picks.share_tags:
        offered = _shared(offered, material.entries, picks.share_tags)
    if picks.selection:
        offered = _kept(workspace, material, offered, read_selection(picks.selection), picks.selection)
    offered = tuple(sorted(offered, key=lambda one: not one.is_in))  # as a preview numbers them
    find = _finder(workspace, index, material.situation.known, hint)
    numbered = [one.line for one in offered]
    for said in picks.include:
        names = _by_number(numbered, said) or find(numbered, said)
        offered = tuple(
            replace(one, is_in=True, reason="you included it") if one.line.name in names else one for one in offered
        )
    out = frozenset[str]().union(
        *(_by_number(numbered, said) or find(material.lines, said) for said in picks.exclude)
    )
    return taken_out(offered, out, material.lines) if out else offered


def _by_number(numbered: Sequence[Line], said: str) -> frozenset[str]:
    """Return the name of the line that has a number in the preview of the same command; none without such a line."""
    if said.isdecimal() and len(said) <= _LONGEST_NUMBER and 1 <= int(said) <= len(numbered):
        return frozenset({numbered[int(said) - 1].name})
    return frozenset()


_LONGEST_NUMBER = 6


def _shared(offered: Iterable[Offered], entries: Iterable[Entry], tags: Sequence[str]) -> tuple[Offered, ...]:
    """Take in the lines of entries with one of some tags, and no others."""
    wanted = {same_tag(tag): tag.removeprefix("#") for tag in tags}
    if not all(wanted):
        raise UsageError("a tag has letters, digits, - and _", hint="portrait export --share-tag share")
    tagged = {
        entry.id: f"tagged {wanted[same_tag(tag)]}"
        for entry in entries
        for tag in entry.tags
        if same_tag(tag) in wanted
    }
    return tuple(
        replace(one, is_in=one.line.entry in tagged, reason=tagged.get(one.line.entry, one.reason)) for one in offered
    )


def read_selection(name: str) -> SavedSelection:
    """Read a selection that was kept. Raises NotFoundError, StorageError or InvalidFileError."""
    return selection_file.parse(read_existing(name, MAX_BYTES), name)


def _kept(
    workspace: Workspace, material: Material, offered: Sequence[Offered], saved: SavedSelection, file: str
) -> tuple[Offered, ...]:
    """Take in exactly the lines of a selection that was kept, and tell which of them are gone."""
    found = found_again(material.lines, saved)
    here = {one.line.name for one in offered}
    for sentence in _gone(material.lines, found):
        workspace.environment.say(f"portrait: {sentence}")
    if found.gone:
        everything = ("--all",) if saved.document == "journal" else ()
        again = command(workspace.config, "export", "--as", saved.document, *everything, "--preview")
        workspace.environment.say(f"hint: look at what is there now, and choose again: {again}")
    for line in material.lines:
        if line.name in found.names - here:
            said = f"{_quoted(line)} has no place in this document, so it stays with you"
            workspace.environment.say(f"portrait: {said}")
    return tuple(
        replace(one, is_in=True, reason=f"in {file}") if one.line.name in found.names else replace(one, is_in=False)
        for one in offered
    )


def _gone(lines: Iterable[Line], found: FoundAgain) -> Iterator[str]:
    """Report what became of each line of a kept selection that is no longer there."""
    today = {line.name: line for line in lines if line.name not in found.names}
    for name in found.gone:
        if name in today:
            yield f"{_quoted(today[name])} was changed since you chose it, so it stays with you"
        else:
            yield f"a line that you chose is not there any more: {name}"


def _quoted(line: Line) -> str:
    return f"“{first_lines(visible(line.words), _LONGEST_QUOTATION)}”"


_LONGEST_QUOTATION = 48


def _finder(
    workspace: Workspace, index: Index, known: Known, hint: str
) -> Callable[[Sequence[Line], str], frozenset[str]]:
    """Return what finds the lines that a name means; an entry may be named as in any other command."""

    def find(lines: Sequence[Line], said: str) -> frozenset[str]:
        found = lines_named(lines, said, known)
        if found or said.strip().casefold() in KINDS:
            return found
        entry, sign, number = said.partition("#")
        try:
            named = find_entry(workspace, entry.strip(), index).entry.id
        except NotFoundError:
            named = ""
        found = lines_named(lines, f"{named}{sign}{number}", known) if named else frozenset()
        if not found:
            raise NotFoundError(
                f'none of these lines is called "{said}"', hint=f"this lists them with their names: {hint}"
            )
        return found

    return find
