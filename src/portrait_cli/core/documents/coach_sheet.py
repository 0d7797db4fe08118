"""The sheet for the talk with a coach: both views side by side, and room for what the two agree on."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from portrait_cli.core.coach_answers import CoachAnswer
from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Document, Facts, Heading, Paragraph, Part, Records, Room, Table, Words
from portrait_cli.core.request import Request
from portrait_cli.core.side_by_side import Pair, SideBySide, View
from portrait_cli.core.text import one_line

_WIDTHS = (3, 5, 5)
_HEADER = ("Asked", "Who", "Answer", "Words")
_FOR_GROWTH = "What two people see, for growth, not for evaluation."
_BLANK = "Left blank"


def coach_sheet(shown: SideBySide, request: Request, attribution: str, made_on: date) -> Document:
    """Make the sheet of both views; `attribution` says where the words of the portrait are from."""
    return replace(
        _empty(request, attribution, made_on),
        title="Side by side",
        subtitle=", ".join(filter(None, [shown.leader, request.title])),
        parts=tuple(_parts(shown)),
        records=Records(_HEADER, tuple(_rows(shown))),
    )


def answers_sheet(request: Request, answers: Sequence[CoachAnswer], attribution: str, made_on: date) -> Document:
    """Make the sheet of a coach's words to an entry, with the words that were handed over."""
    rows = tuple((answer.asked, answer.coach, answer.about, answer.words) for answer in answers)
    return replace(
        _empty(request, attribution, made_on),
        title=f"{request.by}'s words",
        subtitle=request.asker,
        parts=tuple(_answers(request, answers)),
        records=Records(("Asked", "Who", "About", "Words"), rows),
    )


def _empty(request: Request, attribution: str, made_on: date) -> Document:
    of = f"{request.portrait_title}, version {request.portrait_version}. Made with portrait on {in_words(made_on)}."
    return Document(
        kind="feedback",
        title="",
        parts=(),
        footer=tuple(filter(None, [_FOR_GROWTH, of, attribution])),
        made_on=made_on,
        author=request.asker,
        language=request.language,
    )


def _parts(shown: SideBySide) -> Iterator[Part]:
    yield Facts((("With", shown.coach), ("Asked on", in_words(shown.asked_on)), ("We talk on", "")))
    for title, pairs in (
        ("Where we see it differently", shown.differ),
        ("Where we agree", shown.agree),
        ("What one of us couldn't say", shown.unsaid),
    ):
        if pairs:
            rows = tuple(_row(pair) for pair in pairs)
            yield Heading(title)
            yield Table(title, ("", shown.leader, shown.coach), rows, widths=_WIDTHS)
    for asked, said in ((f"{shown.coach} hopes this will stay", shown.keep), (f"{shown.coach} asks", shown.ask)):
        if said:
            yield Heading(asked, level=3)
            yield Words(said)
    yield Heading("One agreement")
    yield Room("One thing we both see", 1)
    yield Room("What we agree to do about it", 2)
    yield Room("When ..., then I will ...", 2)
    yield Room("We talk next on", 1)


def _row(pair: Pair) -> tuple[str, ...]:
    return pair.name, _cell(pair.mine), _cell(pair.theirs)


def _cell(view: View) -> str:
    said = f"“{one_line(view.words)}”" if view.words else ""
    return "\n".join(filter(None, [view.label or _BLANK, said]))


def _rows(shown: SideBySide) -> Iterator[tuple[str, ...]]:
    for pair in (*shown.differ, *shown.agree, *shown.unsaid):
        yield pair.name, shown.leader, pair.mine.label or _BLANK, pair.mine.words
        yield pair.name, shown.coach, pair.theirs.label or _BLANK, pair.theirs.words


def _answers(request: Request, answers: Iterable[CoachAnswer]) -> Iterator[Part]:
    yield Facts((("From", request.by), ("Handed over on", in_words(request.asked_on))))
    for answer in answers:
        yield Heading(answer.asked or "To all of it", level=3)
        if answer.about:
            yield Words(answer.about)
        yield Paragraph(f"{answer.coach}:", is_quiet=True)
        yield Words(answer.words)
