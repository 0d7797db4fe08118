"""The completion record: when its owner reflected, how long and on what, with not a word of what was said."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Paragraph, Part, Records, Signatures, Table
from portrait_cli.core.documents.gathered import about_whom
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.entry import GOAL_GUIDE, Entry
from portrait_cli.core.goals import attribute_of
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import one_line

_HEADER = ("Date", "Minutes", "Attributes visited", "Plans closed")
_COLUMNS = ("date", "minutes", "attributes", "plans_closed")
_NO_CONTENT = "This record says that reflection took place. What was written stays private."


def only_sessions(entries: Iterable[Entry]) -> Chosen:
    """Return the sessions among some entries, oldest first, without a word: this is all that the document sees."""
    sessions = (entry for entry in entries if entry.guide not in {"", GOAL_GUIDE})
    ordered = sorted(sessions, key=lambda entry: (entry.seconds, entry.id))
    return Chosen(entries=tuple(map(_without_words, ordered)), plans=(), goals=(), pieces=())


def _without_words(entry: Entry) -> Entry:
    """Keep the day, the minutes, what it is about, and of each outcome which plan it closes."""
    return Entry(
        id=entry.id,
        written=entry.written,
        utc_offset=entry.utc_offset,
        title="",
        portrait=entry.portrait,
        guide=entry.guide,
        attributes=tuple(sorted(entry.targets)),
        minutes=entry.minutes,
        blocks=tuple(replace(told, sentence="", label="", note="") for told in entry.outcomes),
    )


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:  # noqa: ARG001  # as all offers
    return ()


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    sessions = only_sessions(chosen.entries).entries  # whatever else was given, it is not looked at
    rows = tuple((one.written.date().isoformat(), *_facts(one, situation.portrait)) for one in sessions)
    parts = tuple(_parts(sessions, situation.portrait, cover))
    return COMPLETION.document(situation, cover, parts, Records(_COLUMNS, rows))


def _parts(sessions: Sequence[Entry], portrait: Portrait, cover: Cover) -> Iterator[Part]:
    yield about_whom(cover)
    yield Paragraph(_NO_CONTENT)
    rows = ((dates.in_words(one.written.date()), *_facts(one, portrait)) for one in sessions)
    yield Table("Sessions", _HEADER, tuple(rows), widths=(3, 2, 6, 2))
    yield Signatures(("Leader", "Received by"))


def _facts(session: Entry, portrait: Portrait) -> tuple[str, str, str]:
    """Return its minutes, the names of its attributes, and how many plans it closed; blank if there are none."""
    minutes = str(session.minutes) if session.minutes else ""
    closed = {told.plan for told in session.outcomes}
    return minutes, ", ".join(_attributes(session, portrait)), str(len(closed)) if closed else ""


def _attributes(session: Entry, portrait: Portrait) -> Iterator[str]:
    """Go through the names of its attributes as the portrait has them: any other name could be the person's word."""
    if session.portrait != portrait.id:
        return
    visited = {attribute_of(target, portrait) for target in session.attributes}
    for attribute in portrait.attributes:
        if attribute.id in visited:
            yield one_line(attribute.name)


COMPLETION = DocumentKind(
    id="completion",
    title="Completion record",
    what="dates, minutes and attributes, without a word of what you wrote",
    offer=_offer,
    make=_make,
    without_lines=only_sessions,
)
