"""The evidence log on a screen, and a piece of it in a few words."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from portrait_cli.core import attached_file
from portrait_cli.core.evidence import About, Piece
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import count
from portrait_cli.render.phrases import day, facts, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, color, indented, side_by_side, words

_MOST_OF_EACH = 5
"""How many pieces of each attribute or indicator are shown unless more are asked for."""
_LONGEST_QUOTATION = 70
_INDENT, _GAP = 2, 2
_NO_LONGER = "no longer in this portrait"
_LOST = {"entry": "the entry it was in is gone", "answer": "its answer is gone from the entry", "": ""}


class EvidenceView(Struct, frozen=True):
    """What is known beside the evidence itself."""

    today: date
    short: Mapping[str, str]
    """For each piece, the beginning of its id that no other piece has."""
    gone: AbstractSet[str]
    """The ids of those whose file is not in its place any more."""
    everything: bool
    """Whether all pieces are shown, and not only the newest of each attribute and indicator."""


def listing(portrait: Portrait, shown: Sequence[About], view: EvidenceView, look: Look) -> Renderable:
    """List evidence below what it shows, with the newest first."""
    column = Column()
    column.paragraph("My evidence", "bold")
    places: dict[str, int] = {attribute.id: place for place, attribute in enumerate(portrait.attributes)}
    for about in shown:
        column.blank()
        column.line(_title(about), f"bold {color(places[about.attribute])}" if about.attribute else "bold")
        _add_pieces(column, about, view, look)
    some = view.short[shown[0].pieces[0].id]
    column.paragraph('To add some: portrait evidence add "what shows it"', "dim")
    column.line(f"To take one out: portrait evidence drop {some}", "dim")
    return column.inset(look, bottom=1)


def _title(about: About) -> str:
    if not about.label:
        return "Not about any attribute"
    return about.label if about.in_portrait else f"{about.label} ({_NO_LONGER})"


def _add_pieces(column: Column, about: About, view: EvidenceView, look: Look) -> None:
    newest = about.pieces if view.everything else about.pieces[:_MOST_OF_EACH]
    earlier = len(about.pieces) - len(newest)
    days = max(cell_len(_day(piece, view)) for piece in newest)
    names = max(len(view.short[piece.id]) for piece in newest)
    room = look.width - 2 if look.stacked else look.width - 2 * _INDENT - days - names - 2 * _GAP
    for piece in newest:
        shown, unbroken = _piece(piece, view, room)
        when, name = words(_day(piece, view), "dim"), words(view.short[piece.id], "dim")
        if look.stacked:
            column.add(Text.assemble(when, "  ", name), indented(shown))
        else:
            when.pad_right(days - when.cell_len)
            name.pad_right(names - name.cell_len)
            column.add(indented(side_by_side([(when, name, shown)], gap=_GAP, unwrapped=2), _INDENT))
        if unbroken:
            column.unbroken_line(unbroken)
    if earlier:
        column.add(indented(words(f"and {earlier} earlier: portrait evidence --attribute {about.target}", "dim")))


def _day(piece: Piece, view: EvidenceView) -> str:
    return day(piece.day, year=piece.day.year != view.today.year)


def _piece(piece: Piece, view: EvidenceView, room: int) -> tuple[Column, str]:
    """Return what is shown of a piece, and apart from it an address that there is no room for in one line."""
    column = Column()
    column.line(first_lines(piece.sentence))
    said = piece.evidence
    lost = f"the file is gone: {said.link}" if piece.id in view.gone else _LOST[piece.missing]
    where = said.link if attached_file.is_place(said.link) else ""
    link = said.name if piece.sentence != said.name else ""
    unbroken = link if " " not in link and cell_len(link) > room else ""
    column.optional_line(facts(piece.asked, link if not unbroken else "", lost or where), "dim")
    return column, unbroken


def how_many(pieces: Sequence[Piece]) -> str:
    """Return how many pieces there are: `1 piece of evidence`."""
    return f"{count(len(pieces), 'piece')} of evidence"
