"""The evidence log: what shows each attribute and indicator, with its day and where it is kept."""

from collections.abc import Iterator, Sequence

from portrait_cli.core import dates
from portrait_cli.core.attached_file import is_place
from portrait_cli.core.document import Cover, Document, Heading, Part, Table
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import about_whom
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.phrases import shown_by
from portrait_cli.core.entry import Evidence
from portrait_cli.core.entry_answers import NOTE
from portrait_cli.core.evidence import Piece, by_target
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_HEADER = ("Date", "What it is", "What it shows", "Where it is kept", "Student data?")
_WIDTHS = (3, 3, 7, 5, 3)


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    since = situation.year_begins
    return tuple(
        Offered(line, "evidence of this school year" if line.day >= since else "older evidence", line.day >= since)
        for line in lines
        if line.kind == "evidence"
    )


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    return EVIDENCE_LOG.document(situation, cover, parts, records.of_chosen(chosen, situation))


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    yield about_whom(cover)
    for about in by_target(situation.portrait, chosen.pieces):
        label = about.label or "About my work as a whole"
        yield Heading(label)
        yield Table(label, _HEADER, tuple(map(_row, about.pieces)), _WIDTHS)


def _row(piece: Piece) -> tuple[str, ...]:
    """Write a piece in a row; whether there is student data in it is for its owner to say."""
    return dates.in_words(piece.day), _what(piece.evidence), shown_by(piece), piece.kept, ""


def _what(evidence: Evidence) -> str:
    """Return what it is, without what was asked: that is between the portrait and the person."""
    if evidence.link:
        return "File" if is_place(evidence.link) else "Link"
    return "Answer" if evidence.step and evidence.step != NOTE else "Note"


EVIDENCE_LOG = DocumentKind("evidence", "Evidence log", "what shows each attribute, by date", _offer, _make)
