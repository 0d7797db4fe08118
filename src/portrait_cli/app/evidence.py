"""Evidence: the log of what shows each attribute and indicator, and dropping what no longer counts."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace, command, role_taken_lately
from portrait_cli.core import attached_file, dates, evidence, new_entry
from portrait_cli.core.entry import Block, Entry, EvidenceDropped
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.evidence import About, Missing, Piece
from portrait_cli.core.former_names import former_names
from portrait_cli.core.titles import dated
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import evidence as page
from portrait_cli.render.phrases import day
from portrait_cli.store import attachments
from portrait_cli.store.actions import actions_in
from portrait_cli.terminal.display import Display

EvidenceKind = Literal["line", "link", "file", "answer"]


# --- the log ---


class EvidenceData(Struct, frozen=True):
    """A piece of evidence."""

    id: str
    """Its id; the beginning names it on the command line."""
    kind: EvidenceKind
    """Whether it is a line, a link, an attached file, or an answer in an entry."""
    attribute: str
    """The id of the attribute that it shows, or that the indicator belongs to; empty for none."""
    target: str
    """The id of the attribute or indicator that it shows; empty for none."""
    label: str
    """The code and name of that; its id if it is not in the portrait in use."""
    day: date
    """The day it is about."""
    words: str
    """The answer that was marked, or what the person wrote; empty for a mere link or file."""
    asked: str
    """What was asked, for an answer."""
    link: str
    """The web address, or the place of the file in the journal's folder; empty for none."""
    name: str
    """The link in words: the file's name as it was, or the address."""
    entry: str
    """The id of the entry in which it was added."""
    answer_entry: str
    """The id of the entry with the answer; empty for any other evidence."""
    step: str
    """What was answered: the step's name; empty for any other evidence."""
    missing: Missing | Literal["file"]
    """What is gone: the entry with the answer, the answer in it, or the file; empty if all is there."""


class EvidenceDocument(Document, frozen=True):
    """The evidence that counts: in the portrait's order, then what is not in it any more; newest first in each."""

    command: ClassVar[str] = "portrait evidence"
    evidence: tuple[EvidenceData, ...]
    """The pieces; an empty list if there are none."""


def list_evidence(workspace: Workspace, typed: FilterOptions, *, everything: bool, as_json: bool) -> None:
    """Show the evidence that counts, by what it shows; or print it as JSON.

    Raises NotFoundError if there is none, or none that fits.
    """
    index = open_index(workspace)
    names = former_names(workspace.portrait)
    history = index.evidence(names)
    counted = evidence.counted(history)
    filters = read_filters(workspace, typed, index)
    chosen = counted
    if filters.attribute:
        chosen = evidence.about(workspace.portrait, chosen, filters.attribute)
    chosen = tuple(piece for piece in chosen if dates.is_within(piece.day, filters.since, filters.until))
    shown = evidence.by_target(workspace.portrait, chosen)
    missing = None if chosen else _none(counted)
    if as_json:
        found = tuple(_as_data(workspace, about, piece) for about in shown for piece in about.pieces)
        print_json(workspace.environment.write, EvidenceDocument(found), missing=missing)
        return
    if missing:
        raise missing
    view = page.EvidenceView(
        today=workspace.environment.now().date(),
        short=evidence.short_ids(history),
        gone=frozenset(piece.id for piece in chosen if _lost_file(workspace, piece)),
        everything=everything or bool(filters.attribute),
    )
    display = Display(workspace.environment, workspace.plain)
    display.show(page.listing(workspace.portrait, shown, view, display.look), paged=True)


def _none(counted: Sequence[Piece]) -> NotFoundError:
    if counted:
        return NotFoundError("no evidence matches", hint="`portrait evidence` shows all of it")
    hint = 'portrait evidence add "what shows it" --attribute ATTRIBUTE'
    return NotFoundError("there is no evidence yet", hint=hint)


def _lost_file(workspace: Workspace, piece: Piece) -> bool:
    link = piece.evidence.link
    return attached_file.is_place(link) and not attachments.is_there(workspace.journal, link)


def _as_data(workspace: Workspace, about: About, piece: Piece) -> EvidenceData:
    said = piece.evidence
    return EvidenceData(
        id=piece.id,
        kind=_kind(piece),
        attribute=about.attribute,
        target=piece.target,
        label=about.label,
        day=piece.day,
        words=piece.words or said.text,
        asked=piece.asked,
        link=said.link,
        name=said.name,
        entry=piece.entry,
        answer_entry=(said.entry or piece.entry) if said.step else "",
        step=said.step,
        missing="file" if _lost_file(workspace, piece) else piece.missing,
    )


def _kind(piece: Piece) -> EvidenceKind:
    if piece.evidence.step:
        return "answer"
    if not piece.evidence.link:
        return "line"
    return "file" if attached_file.is_place(piece.evidence.link) else "link"


# --- an entry about evidence ---


def entry_about(
    workspace: Workspace, title: str, attribute: str, *blocks: Block, at: datetime | None = None
) -> Entry:
    """Return an entry that holds evidence, or drops some; of now, if no other moment is named."""
    at = at or workspace.environment.now()
    about = (attribute,) if attribute else ()
    begun = new_entry.begin(kind="evidence", title=dated(title, at), at=at, attributes=about)
    return replace(
        begun,
        time_zone=workspace.environment.zone(),
        portrait=workspace.portrait.id,
        portrait_version=workspace.portrait.version,
        role=role_taken_lately(workspace),
        blocks=blocks,
    )


def drop(workspace: Workspace, name: str) -> None:
    """Write a small entry that says that a piece of evidence no longer counts; the entry that has it stays as it is.

    Raises NotFoundError if there is no such piece, UsageError if it was dropped already.
    """
    pieces = open_index(workspace).evidence(former_names(workspace.portrait))
    piece = evidence.find(pieces, name)
    if piece.is_dropped:
        message = f"this was already taken out of your evidence: {evidence.quoted(piece.sentence)}"
        raise UsageError(message, hint="nothing was changed")
    (about,) = evidence.by_target(workspace.portrait, [piece])
    title = f"No longer evidence of {about.label}" if about.label else "No longer evidence"
    dropped = EvidenceDropped(piece.id, f"{title}: {evidence.quoted(piece.sentence)}")
    entry = entry_about(workspace, title, about.attribute, dropped)
    actions_in(workspace.config).add("drop", entry, workspace.environment.now())
    environment = workspace.environment
    environment.report(f"{dropped.sentence} ({day(piece.day)})")
    environment.report(f"To take it back: {command(workspace.config, 'undo')}")
