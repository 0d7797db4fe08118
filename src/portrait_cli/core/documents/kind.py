"""What every document has: a name, what it offers to hand over, and how it is made from what was chosen."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Part, Records
from portrait_cli.core.document_words import DocumentName
from portrait_cli.core.entry import Entry
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Known, Line

GROWTH = "Self-reported, for growth, not for evaluation."


class Situation(Struct, frozen=True):
    """What decides which lines a document offers."""

    portrait: Portrait
    known: Known
    today: date
    year_begins: date
    """The first day of the school year."""


class DocumentKind(Struct, frozen=True):
    """One of the documents that can be made."""

    id: DocumentName
    title: str
    what: str
    """What it is for, in a few words."""
    offer: Callable[[Sequence[Line], Situation], tuple[Offered, ...]]
    """Decide for each line of those given whether the document has a place for it, and whether it is in."""
    make: Callable[[Chosen, Situation, Cover], Document]
    """Make it from the chosen lines, which are all that it sees of the journal."""
    is_evaluative: bool = False
    """Whether a supervisor may judge by it: a portrait may forbid such documents."""
    without_lines: Callable[[Iterable[Entry]], Chosen] | None = None
    """For a document without any words of the person: what it sees of the entries that were named."""

    def title_in(self, portrait: Portrait) -> str:
        """Return what the document is called with a portrait."""
        return portrait.documents.titles.get(self.id, self.title)

    def document(self, situation: Situation, cover: Cover, parts: Iterable[Part], rows: Records) -> Document:
        """Put parts and rows together with what every document says: whose it is, of which portrait, made when."""
        portrait = situation.portrait
        return Document(
            kind=self.id,
            title=self.title_in(portrait),
            subtitle=", ".join(filter(None, [cover.name, cover.year])),
            parts=parts,
            footer=footer(portrait, dates.in_words(cover.made_on)),
            made_on=cover.made_on,
            author=cover.name,
            language=portrait.language,
            records=rows,
        )

    def is_forbidden_by(self, portrait: Portrait) -> bool:
        """Return True if a portrait forbids it."""
        return self.is_evaluative and portrait.documents.not_for_evaluation


def footer(portrait: Portrait, made_on: str) -> tuple[str, ...]:
    """Write what a document is and where it is from: `made_on` is the day in words."""
    of = f"{portrait.title}, version {portrait.version}. Made with portrait on {made_on}."
    return tuple(filter(None, [portrait.wording.footer or GROWTH, of, portrait.attribution]))
