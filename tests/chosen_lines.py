"""A school year as values, with lines of every kind, and documents made from some of its lines."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import chain

from examples import PORTRAIT
from portrait_cli.core import evidence
from portrait_cli.core.document import Cover, Document
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.portrait import Level, OffScale
from portrait_cli.core.selection import chosen, names_in, taken_out
from portrait_cli.core.selection_lines import Known, Line, known_from, lines_of

COVER = Cover(
    made_on=date(2027, 5, 14),
    name="Dana Whitfield",
    role="Building leader",
    place="Lincoln Elementary",
    year="2026-27",
)
_SCALE = PORTRAIT.scales[0]


def placed(target: str, level: str, comment: str = "") -> Placement:
    """Return a level on the portrait's scale, as it is offered."""
    choices: list[Level | OffScale] = [*_SCALE.levels, *_SCALE.off_scale]
    known = {str(one.id): one for one in choices}
    return Placement(
        target=target,
        prompt=_SCALE.question,
        level=level,
        label=known[level].name,
        statement=known[level].meaning,
        comment=comment,
        scale="growth/1",
        levels=tuple(one.id for one in _SCALE.levels),
    )


def entry(day: str, guide: str, title: str, *blocks: Block, attributes: tuple[str, ...] = ()) -> Entry:
    """Return an entry of half past five on a day."""
    return Entry(
        id=f"{day}-173000-{guide or 'note'}",
        written=datetime.fromisoformat(f"{day}T17:30:00"),
        utc_offset="-06:00",
        title=title,
        portrait=PORTRAIT.id,
        portrait_version=PORTRAIT.version,
        guide=guide,
        role="building-leader" if guide else "",
        attributes=attributes,
        tags=tuple(f"portrait/{one}" for one in attributes),
        minutes=25 if guide else None,
        blocks=blocks,
    )


START = entry(
    "2026-08-12",
    "start-of-year",
    "Start of year, Wednesday, August 12, 2026",
    Response("sitting.hopes", "What do I hope for this year?", "One adult for every child who notices."),
    Heading("Advocacy", "advocacy"),
    Response(
        "advocacy.left-out",
        "Who was left out?",
        "Families without email.\n\nThey heard last:\n- the flyer\n- the bus",
    ),
    placed("advocacy", "starting", "I can name two families."),
    placed("ad2", "growing"),
    Heading("My goal"),
    Goal("g1", "ad2", "AD2", "Families who don't use email get our news on the same day as everyone else.", 1),
    Response("my-goal.g1.shows", "What would show it?", "Fewer calls to the front office on Mondays."),
    Heading("My plan"),
    Plan("p1", "advocacy", "I unlock my office on Monday", "call one family we haven't reached", date(2026, 8, 31)),
    Evidence("e1", "ad2", "Evidence of AD2: “Families without email.”", step="advocacy.left-out"),
    attributes=("advocacy",),
)
AUTUMN = entry(
    "2026-10-20",
    "whole-portrait",
    "Whole portrait, Tuesday, October 20, 2026",
    PlanOutcome("p1", START.plans[0].sentence, "kept", "Kept", "She told me about the night shift."),
    Heading("Collaboration", "collaboration"),
    Response("collaboration.others-made-better", "Who made it better?", "Two aides rewrote the lunch line."),
    placed("collaboration", "growing", "Most weeks."),
    Heading("Advocacy", "advocacy"),
    placed("advocacy", "growing", "The east side asked me."),
    Heading("My plan"),
    Plan("p2", "collaboration", "the agenda is set", "give the first ten minutes to the aides", date(2026, 11, 16)),
    attributes=("collaboration", "advocacy"),
)
NOTE = entry(
    "2026-11-23",
    "",
    "The east side meeting",
    Prose("## What they said\n\nThe **gym** was full. <b>Nobody</b> left early."),
    Evidence("e2", "ad2", "Evidence of AD2", "Call log for August", "files/3f2a3f2a3f2a3f2a.pdf", "call log.pdf"),
    Evidence("e3", "collaboration", "Evidence of Collaboration", "", "https://example.org/board", "Board minutes"),
    Evidence("e4", "", "Evidence", "A thank-you card on my desk."),
    attributes=("advocacy",),
)
RECORD = entry(
    "2027-01-19",
    "",
    "Plans, Tuesday, January 19, 2027",
    PlanOutcome("p2", AUTUMN.plans[0].sentence, "changed", "Changed my mind", "They asked for the last ten."),
    GoalReview("g1", START.goals[0].text, "change", "Change it", "Texts reach more of them."),
    Goal("g1", "ad2", "AD2", "Every family hears by text on the same day."),
    EvidenceDropped("e9", "Something I dropped"),
)
SPRING = entry(
    "2027-05-10",
    "end-of-year",
    "End of year, Monday, May 10, 2027",
    Heading("Advocacy", "advocacy"),
    placed("advocacy", "steady", "It holds in a hard week."),
    placed("ad2", "cant-say-yet"),
    Heading("Collaboration", "collaboration"),
    placed("collaboration", "growing"),
    Heading("My goal"),
    GoalReview("g1", "Every family hears by text on the same day.", "met", "I met it", "The calls stopped."),
    Plan("p3", "", "August comes", "ask the new families first", date(2027, 8, 20)),
    attributes=("advocacy", "collaboration"),
)
ENTRIES = (START, AUTUMN, NOTE, RECORD, SPRING)


def known_of(entries: Iterable[Entry]) -> Known:
    """Return what entries say about their plans, goals and evidence."""
    entries = tuple(entries)
    return known_from(history(entries), goal_history(entries), evidence.log(entries, entries))


def situation_of(entries: Iterable[Entry]) -> Situation:
    """Return the situation in which documents are made from entries, on the day of the cover."""
    return Situation(PORTRAIT, known_of(entries), COVER.made_on, year_begins=date(2026, 8, 1))


SITUATION = situation_of(ENTRIES)


def all_lines(entries: Iterable[Entry] = ENTRIES, known: Known = SITUATION.known) -> tuple[Line, ...]:
    """List the lines of entries."""
    return tuple(chain.from_iterable(lines_of(one, known) for one in entries))


def made(kind: DocumentKind, names: Collection[str]) -> Document:
    """Make a document of the year from the named lines."""
    return kind.make(chosen(ENTRIES, names, SITUATION.known), SITUATION, COVER)


def made_by_default(kind: DocumentKind, *left_out: str) -> Document:
    """Make a document of the year as it is offered, without some lines."""
    offered = kind.offer(all_lines(), SITUATION)
    return made(kind, names_in(taken_out(offered, left_out)))


def words_in(value: object) -> Iterator[str]:
    """Go through all words of a document, wherever they are."""
    match value:
        case str():
            yield value
        case dict():
            yield from words_in(list(value.values()))
        case list() | tuple():
            for one in value:
                yield from words_in(one)
        case _:
            pass
