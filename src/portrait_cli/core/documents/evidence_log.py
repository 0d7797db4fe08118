"""The evidence log: what shows each attribute and indicator, with its day and where it is kept."""

from collections.abc import Iterator, Sequence

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Heading, Part, Records, Table
from portrait_cli.core.documents.kind import DocumentKind, Situation, footer
from portrait_cli.core.evidence import by_target
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_HEADER = ("Date", "What shows it", "Where it is kept")


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    since = situation.year_begins
    return tuple(
        Offered(line, "evidence of this school year" if line.day >= since else "older evidence", line.day >= since)
        for line in lines
        if line.kind == "evidence"
    )


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    return Document(
        kind=EVIDENCE_LOG.id,
        title=EVIDENCE_LOG.title_in(situation.portrait),
        parts=tuple(_parts(chosen, situation)),
        footer=footer(situation.portrait, dates.in_words(cover.made_on)),
        made_on=cover.made_on,
        author=cover.name,
        language=situation.portrait.language,
        records=Records(("date", "about", "words", "link"), tuple(_records(chosen, situation))),
    )


def _parts(chosen: Chosen, situation: Situation) -> Iterator[Part]:
    for about in by_target(situation.portrait, chosen.pieces):
        yield Heading(about.label or "About the whole")
        rows = ((dates.in_words(one.day), one.words or one.evidence.name, one.evidence.link) for one in about.pieces)
        yield Table(about.label, _HEADER, tuple(rows), widths=(2, 6, 3))


def _records(chosen: Chosen, situation: Situation) -> Iterator[tuple[str, ...]]:
    for about in by_target(situation.portrait, chosen.pieces):
        for one in about.pieces:
            yield one.day.isoformat(), about.label, one.words or one.evidence.name, one.evidence.link


EVIDENCE_LOG = DocumentKind("evidence", "Evidence log", "what shows each attribute, by date", _offer, _make)
