"""The lines of an entry that a coach is to answer: chosen, checked for names, and no others."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app import export, export_selection
from portrait_cli.app.export_document import Making
from portrait_cli.app.export_privacy import read_redactions
from portrait_cli.app.export_request import Request as Export
from portrait_cli.app.export_request import scope_of
from portrait_cli.app.export_selection import Material
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.redaction import redacted_text
from portrait_cli.core.selection_lines import Line
from portrait_cli.store.index import Index

_OF_ENTRY = KINDS["entry"]


class HandedOver(Struct, frozen=True):
    """An entry, and the lines of it that leave."""

    entry: Entry
    lines: tuple[Line, ...]


def handed_over(workspace: Workspace, index: Index, asked: Export) -> HandedOver | None:
    """Let the person choose which lines of an entry leave, as `portrait export` does; None if nothing is to leave.

    A preview prints them, and nothing leaves. Raises NotFoundError if there is no such entry, or no line is left.
    """
    scope = scope_of(workspace, asked, _OF_ENTRY, index, None)
    redactions = read_redactions(asked.redact)
    making = Making(workspace, _OF_ENTRY, "html", redactions=redactions)
    material = _without_program_words(export_selection.material_of(workspace, index, _OF_ENTRY, scope))
    hint = command(workspace.config, *asked.words, "--preview")
    offered = export_selection.picked(workspace, index, material, asked.picks, hint)
    if asked.preview and offered:
        export.show(making, offered, by_number=True)
        return None
    leaves = export.settled(making, asked, material, offered) if offered else ()
    if not leaves or scope.entry is None:
        raise NotFoundError("nothing would leave", hint=f"this lists what could: {hint}")
    lines = tuple(one.line for one in leaves)
    if not export.second_look(making, asked, material.situation).passes(lines):
        return None
    with_roles = (
        replace(line, asked=redacted_text(line.asked, redactions), words=redacted_text(line.words, redactions))
        for line in _own_first(lines, scope.entry)
    )
    return HandedOver(scope.entry, tuple(with_roles))


def _without_program_words(material: Material) -> Material:
    """Leave out the titles of sessions: the program made them, and a coach answers the person's words."""
    sessions = frozenset(entry.id for entry in material.entries if entry.guide)

    def is_own(line: Line) -> bool:
        return line.kind != "title" or line.entry not in sessions

    return replace(
        material,
        lines=tuple(filter(is_own, material.lines)),
        offered=tuple(one for one in material.offered if is_own(one.line)),
    )


def _own_first(lines: Sequence[Line], entry: Entry) -> list[Line]:
    """Put lines in the order of the entry; what later entries tell of its plans comes last."""
    return sorted(lines, key=lambda line: (line.entry != entry.id, line.day, line.entry, line.number))
