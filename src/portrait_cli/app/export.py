"""Hand over: a selection of the journal as a document, in a format."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec.structs import replace

from portrait_cli.app import export_output, export_selection
from portrait_cli.app.export_document import Making, WholeJournal, in_words
from portrait_cli.app.export_formats import check_terminal, form_of_template, format_of, read_template
from portrait_cli.app.export_privacy import NOTHING_WRITTEN, SecondLook, names_told, read_redactions
from portrait_cli.app.export_request import Request, kind_of, scope_of
from portrait_cli.app.export_selection import Material, Picks, Scope
from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core.document_words import DocumentName
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.filters import Filters, nothing
from portrait_cli.core.redaction import redacted_text
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
from portrait_cli.terminal.signals import before_changes


class ExportDocument(json_data.Document, frozen=True):
    """Entries to share or to keep."""

    command: ClassVar[str] = "portrait export"
    entries: tuple[EntryData, ...]
    """The entries, newest first; an empty list if none fits."""


def export(workspace: Workspace, request: Request) -> None:
    """Make a document of the lines that are chosen, and write it.

    Raises UsageError for what does not go together, NotFoundError if there is no such entry or nothing would leave,
    StorageError if the file exists and may not be overwritten, StoppedError if the person stops.
    """
    of_journal = ("--journal", workspace.config.journal_option) if workspace.config.journal_option else ()
    typed = ("portrait", *request.words, *of_journal)
    saved = export_selection.read_selection(request.picks.selection) if request.picks.selection else None
    kind = kind_of(workspace, request, saved)
    template = read_template(request.template) if request.template else None
    if template:
        with_form = (*typed, "--template", request.template)
        form = form_of_template(template.form, request.formats, request.output, with_form)
    else:
        form = format_of(request.formats, request.output, typed)
    redactions = read_redactions(request.redact)
    making = Making(workspace, kind, form, request.paper, request.cover, redactions, template)
    if not request.preview:
        check_terminal(form, request.output, kind.id, workspace.environment, typed)
        making.check()
        request = _with_leave_to_write(workspace, request)
    index = open_index(workspace)
    scope = scope_of(workspace, request, kind, index, saved)
    role = role_of(workspace, "") or index.newest_role(one.id for one in workspace.portrait.roles)
    making = replace(making, cover=replace(request.cover, role=role, time=scope.time))
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
        show(making, offered)
        return
    leaves = settled(making, request, material, offered)
    if not leaves:
        raise NotFoundError("nothing would leave", hint=f"this lists what could: {hint}")
    is_written = bool(request.output) or not request.save_selection
    look = second_look(making, request, material.situation)
    if is_written and not look.passes([one.line for one in leaves]):
        return
    if request.save_selection:
        _keep(making, request, leaves)
    if is_written:
        written = making.of_lines(material, leaves, scope.entry)
        what = in_words(making, leaves, scope.entry)
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
    if index.newest() is not None and (scope.filters == Filters() or making.kind.id in _NEEDS):
        missing = _nothing_yet(making, scope)
    if making.is_data and export_output.is_stdout(request.output):  # a file is left as it is
        print_json(making.workspace.environment.write, ExportDocument(()), missing=missing)
    return missing


_NEEDS: Mapping[DocumentName, tuple[str, tuple[str, ...]]] = {
    "growth-plan": ("open goals", ("goal", "set", "what you want to get better at")),
    "conversation": ("levels or words", ("reflect",)),
    "evidence": ("evidence", ("evidence", "add", "what shows it")),
    "year": ("levels, goals, plans or evidence", ("reflect",)),
    "portfolio": ("levels, plans or evidence", ("reflect",)),
    "completion": ("sessions", ("reflect",)),
    "progress": ("words about your goals", ("reflect",)),
}
"""What a document is made of, and the command that brings some."""


def _nothing_yet(making: Making, scope: Scope) -> NotFoundError:
    """Explain what there is none of, in that part of the journal, and which command brings some."""
    if making.kind.id not in _NEEDS:
        return NotFoundError(f"there is nothing yet for: {making.title}", hint="`portrait reflect` writes some")
    of_what, words = _NEEDS[making.kind.id]
    filters = scope.filters
    target = filters.attribute
    labels: dict[str, str] = {part.id: part.label for part in making.workspace.portrait.parts()}
    rest = replace(filters, attribute="", formerly=()).in_words
    about = f"about {labels.get(target, target)}" if target else ""
    hint = f"{command(making.workspace.config, *words, *_about(words, target))} brings some"
    where = ", ".join(filter(None, [about, rest]))
    return NotFoundError(f"you have no {of_what} {where or 'yet'}", hint=hint)


def _about(words: Sequence[str], target: str) -> tuple[str, ...]:
    """Return what a command needs to be about an attribute or indicator."""
    if not target:
        return ()
    match words[0]:
        case "goal":
            return "--about", target
        case "evidence":
            return "--attribute", target
        case _:
            return (target,)


# --- which lines ---


def show(making: Making, offered: Sequence[Offered], *, by_number: bool = False) -> None:
    """Print exactly what would leave; with the names of the lines, unless numbers are enough to name them."""
    display = Display(making.workspace.environment, making.workspace.plain)
    shown, names = _shown(making, offered), names_in(offered)
    display.show(leaving.preview(making.title, shown, names, display.look, by_number=by_number), paged=True)


def _shown(making: Making, offered: Sequence[Offered]) -> tuple[Leaving, ...]:
    """Put lines into the words in which they would leave."""
    names = making.redactions
    return tuple(
        replace(one, asked=redacted_text(one.asked, names), words=redacted_text(one.words, names))
        for one in leaving.in_words(offered, making.workspace.portrait)
    )


def settled(making: Making, request: Request, material: Material, offered: Sequence[Offered]) -> tuple[Offered, ...]:
    """Return the lines that leave: those that are in, or those that the person ticks."""
    workspace = making.workspace
    if not _asks(workspace, request):
        return tuple(one for one in offered if one.is_in)
    offered = tuple(sorted(offered, key=lambda one: not one.is_in))
    ticked = frozenset(place for place, one in enumerate(offered) if one.is_in)
    ticks = Ticks(tuple(one.line for one in offered), ticked, suggested=ticked)
    told = names_told(workspace, ticks.lines, making.cover_on(material.situation), making.redactions)
    shown = tuple(replace(one, names=told.get(one.name, "")) for one in _shown(making, offered))
    with before_changes(workspace.environment, NOTHING_WRITTEN):
        asker = asker_for(workspace.environment, workspace.config)
        ticks = asker.tick(f"{making.title}: what leaves", shown, ticks)
    return tuple(offered[place] for place in sorted(ticks.ticked))


def second_look(making: Making, request: Request, situation: Situation) -> SecondLook:
    """Return what looks for names in what leaves."""
    return SecondLook(
        making.workspace,
        making.cover_on(situation),
        making.redactions,
        is_file=not export_output.is_stdout(request.output),
        asks=_asks(making.workspace, request),
    )


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
    if making.redactions or not export_output.is_stdout(request.output):
        situation = export_selection.situation_of(making.workspace, entries.known, scope)
        second_look(making, request, situation).passes(entries.lines())
    written = making.of_journal(entries)
    export_output.write(
        making.workspace,
        request.output,
        written,
        overwrite=request.overwrite,
        what=lambda: f"{making.title}, {count(entries.written, 'entry')}",
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
    second_look(making, request, material.situation).passes(())
    output = "" if request.preview else request.output
    export_output.write(making.workspace, output, written, overwrite=request.overwrite, what=lambda: making.title)
