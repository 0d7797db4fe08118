"""One entry as a section of a document: everything that was chosen of it, in order."""

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates, titles
from portrait_cli.core.attached_file import is_place
from portrait_cli.core.document import Heading, Paragraph, Part, Words
from portrait_cli.core.documents.phrases import capital, decided
from portrait_cli.core.entry import (
    Block,
    Entry,
    Evidence,
    Goal,
    GoalReview,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.entry import Heading as EntryHeading
from portrait_cli.core.entry_answers import answer_to
from portrait_cli.core.evidence import Piece
from portrait_cli.core.open_plans import TrackedPlan, since
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import count, one_line

_BETWEEN = " · "


class Told(Struct, frozen=True):
    """What is said of an entry's parts elsewhere; all of it was chosen."""

    portrait: Portrait
    labels: Mapping[str, str]
    """What each attribute and indicator is called."""
    plans: Mapping[str, TrackedPlan]
    """The plans by their ids, with how they went."""
    pieces: Mapping[str, Piece]
    """The evidence by its id."""


def heading(entry: Entry, portrait: Portrait) -> str:
    """Return the title of an entry with its day."""
    name = title(entry, portrait)
    day = dates.in_words(entry.written.date())
    return name if day in name else titles.dated(name, entry.written.date())


def title(entry: Entry, portrait: Portrait) -> str:
    """Return the title of an entry without the program's day; if it has none, what was done."""
    if entry.short_title:
        return entry.short_title
    guide = portrait.guide_of(entry.guide, entry.portrait)
    if guide:
        return one_line(guide.name)
    return "Note" if any(isinstance(block, Prose) for block in entry.blocks) else "Entry"


def parts(entry: Entry, told: Told, level: int) -> Iterator[Part]:
    """Go through all of an entry below its heading; `level` is that of the headings within it."""
    facts = _facts(entry, told.portrait)
    if facts:
        yield Paragraph(facts, is_quiet=True)
    about = ""
    for block in entry.blocks:
        if isinstance(block, EntryHeading):
            about = block.attribute
            is_of_portrait = entry.portrait == told.portrait.id
            yield Heading(told.labels.get(about, block.title) if is_of_portrait else block.title, level)
        else:
            yield from _block(entry, block, told, about)


def _facts(entry: Entry, portrait: Portrait) -> str:
    """List in which role it was written, how long it took, with which portrait, and its own tags."""
    name = portrait.title if entry.portrait == portrait.id else entry.portrait
    of = f"{name}, version {entry.portrait_version}" if name and entry.portrait_version else name
    said = [
        portrait.role_name(entry.role, entry.portrait),
        count(entry.minutes, "minute") if entry.minutes else "",
        of,
        *(f"#{tag}" for tag in entry.tags if not tag.startswith("portrait/")),
    ]
    return _BETWEEN.join(filter(None, said))


def _block(entry: Entry, block: Block, told: Told, about: str) -> Iterator[Part]:
    """Write a block; `about` is the attribute whose heading is above it."""
    match block:
        case Response():
            yield Paragraph(block.prompt, is_quiet=True)
            yield Words(block.text)
        case Placement():
            label = told.labels.get(block.target, block.target)
            is_said = label in block.prompt or block.target == about
            yield Paragraph(block.prompt if is_said else f"{label}{_BETWEEN}{block.prompt}", is_quiet=True)
            yield Paragraph(": ".join(filter(None, [block.label, block.statement])))
            yield from _words(block.comment)
        case Plan():
            yield from _plan(block, told)
        case PlanOutcome():
            yield Paragraph(capital(block.sentence), is_quiet=True)
            yield Paragraph(block.label)
            yield from _words(block.note)
        case Goal():
            label = told.labels.get(block.target, block.heading)
            yield Paragraph(_BETWEEN.join(filter(None, ["My goal", label])), is_quiet=True)
            yield Words(block.text)
        case GoalReview():
            yield Paragraph(block.sentence, is_quiet=True)
            yield Paragraph(decided(block))
            yield from _words(block.reason)
        case Evidence():
            yield from _evidence(entry, block, told)
        case Prose():
            yield Words(block.text, is_markdown=True)
        case _:  # what was dropped is no line, so it never leaves
            pass


def _words(text: str) -> Iterator[Words]:
    if text.strip():
        yield Words(text)


def _plan(plan: Plan, told: Told) -> Iterator[Part]:
    """Write a plan, what it is about, and how it went."""
    yield Words(capital(plan.sentence))
    facts = [told.labels.get(plan.attribute, "")]
    tracked = told.plans.get(plan.id)
    if tracked:
        facts += since(plan, tracked)
    said = _BETWEEN.join(filter(None, facts))
    if said:
        yield Paragraph(said, is_quiet=True)
    if tracked:
        yield from _words(tracked.note)


def _evidence(entry: Entry, block: Evidence, told: Told) -> Iterator[Part]:
    """Write what is evidence of what; an answer that stands above is named and not written twice."""
    said = replace(told.pieces[block.id], evidence=block).said
    asked = answer_to(entry, block.step) if block.step and not block.entry else None
    label = told.labels.get(block.target, block.target)
    what = f"Evidence of {label}" if label else "Evidence"
    if asked:
        above = f"what I said about “{one_line(asked.prompt)}”" if asked.prompt else "what I wrote above"
        yield Paragraph(f"{what}: {above}", is_quiet=True)
        yield from _words(block.text)
        return
    yield Paragraph(what, is_quiet=True)
    yield from _words(said)
    if is_place(block.link):  # the copy stays in the journal
        yield Paragraph(f"{block.name} (attached file)", is_quiet=True)
        return
    place = _BETWEEN.join(filter(None, [block.name, block.link if block.link != block.name else ""]))
    if place:
        yield Paragraph(place, is_quiet=True)
