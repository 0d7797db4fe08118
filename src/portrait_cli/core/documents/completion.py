"""The completion record: when its owner reflected, how long and on what, with not a word of what was said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.document import Cover, Document, Paragraph, Part, Records, Signatures, Table
from portrait_cli.core.documents.gathered import about_whom, filled
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.entry import GOAL_GUIDE, Entry, PlanOutcome
from portrait_cli.core.goals import attribute_of
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import count, one_line

_HEADER = ("Date", "Minutes", "What it was about", "Plans closed")
_COLUMNS = ("date", "minutes", "about", "plans_closed")
_NO_CONTENT = "This record says that reflection took place. What was written stays private."


def only_sessions(entries: Iterable[Entry]) -> Chosen:
    """Return the sessions among some entries, oldest first, without a word: this is all that the document sees.

    The last session of a day has the plans that were closed beside it on that day.
    """
    ordered = sorted(entries, key=lambda entry: (entry.seconds, entry.id))
    sessions = [entry for entry in ordered if entry.guide not in {"", GOAL_GUIDE}]
    last_of = {entry.written.date(): entry.id for entry in sessions}
    beside: dict[str, list[PlanOutcome]] = defaultdict(list)
    for entry in ordered:
        if entry.guide in {"", GOAL_GUIDE}:
            beside[last_of.get(entry.written.date(), "")] += entry.outcomes
    seen = (_without_words(session, (*session.outcomes, *beside[session.id])) for session in sessions)
    return Chosen(entries=tuple(seen), plans=(), goals=(), pieces=())


def _without_words(entry: Entry, outcomes: Iterable[PlanOutcome]) -> Entry:
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
        blocks=tuple(replace(told, sentence="", label="", note="") for told in outcomes),
    )


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:  # noqa: ARG001  # as all offers
    return ()


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    sessions = only_sessions(chosen.entries).entries  # whatever else was given, it is not looked at
    parts = tuple(_parts(sessions, situation.portrait, cover))
    return COMPLETION.document(situation, cover, parts, _records(sessions, situation.portrait, cover))


def _parts(sessions: Sequence[Entry], portrait: Portrait, cover: Cover) -> Iterator[Part]:
    yield about_whom(cover)
    yield Paragraph(_NO_CONTENT)
    rows = ((dates.in_words(one.written.date()), *_facts(one, portrait)) for one in sessions)
    yield filled(Table("Sessions", _HEADER, tuple(rows), widths=(3, 2, 6, 2)))
    yield Paragraph(_how_long(sessions))
    yield Signatures(("Leader", "Received by"))


def _how_long(sessions: Sequence[Entry]) -> str:
    """Report how many sessions there were, and how many minutes they took as far as that is known.

    This is the only sum in any document: it is a count of time, for whoever grants hours.
    """
    known = [one.minutes for one in sessions if one.minutes]
    how_many = count(len(sessions), "session")
    if not known:
        return f"{how_many}."
    if len(known) == len(sessions):
        return f"{how_many}, {count(sum(known), 'minute')}."
    return f"{how_many}; minutes known for {len(known)} of them: {sum(known)}."


def _records(sessions: Sequence[Entry], portrait: Portrait, cover: Cover) -> Records:
    """Return the same for a spreadsheet, each row with the name and the school if they are known."""
    whose = {name: said for name, said in (("name", cover.name), ("school", cover.place)) if said}
    rows = ((one.written.date().isoformat(), *_facts(one, portrait), *whose.values()) for one in sessions)
    return Records((*_COLUMNS, *whose), tuple(rows))


def _facts(session: Entry, portrait: Portrait) -> tuple[str, str, str]:
    """Return its minutes, its attributes, and how many plans were closed; blank if there are none.

    Its guide is not named: that someone had a hard moment is theirs to say.
    """
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
