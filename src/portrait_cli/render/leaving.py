"""What would leave, line by line: as a list to tick, and as a preview."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from portrait_cli.core import dates
from portrait_cli.core.attached_file import is_place
from portrait_cli.core.portrait import Portrait, walk
from portrait_cli.core.selection import Offered
from portrait_cli.core.selection_lines import Kind, Line
from portrait_cli.core.text import count, one_line, visible
from portrait_cli.render.choice_lines import POINTER, ListSize
from portrait_cli.render.choice_lines import Line as DrawnLine
from portrait_cli.render.phrases import facts, first_lines, wrapped
from portrait_cli.render.screen import NARROW, Column, Look, Renderable, inset

_KINDS: Mapping[Kind, str] = {
    "title": "title",
    "answer": "answer",
    "level": "level",
    "plan": "plan",
    "outcome": "how it went",
    "goal": "goal",
    "decision": "decision",
    "comment": "what I said about it",
    "evidence": "evidence",
    "note": "note",
}
_LONGEST_NAME = 24
"""Columns up to which an attribute's name stands in the list, and not its code."""
_NARROW_NAME = 12
"""Columns of that in a narrow list."""
_USUAL = frozenset({"answer", "note"})
"""Kinds that most lines are of, which a narrow list need not say."""
_PARAGRAPHS, _BETWEEN = "\n\n", " · "
_WITHOUT_LIST = 3
"""The fewest lines that the words below the list have."""
_HINT = "dim"
READ_ON = "→ reads on"
_NUMBERS = (
    "--include and --exclude take these numbers with the same command, as long as nothing is added to your journal."
)


class Leaving(Struct, frozen=True):
    """A line that may leave, in words."""

    name: str
    day: str
    """Its day in words."""
    short_day: str
    about: str
    """What the attribute or indicator is called; empty for none."""
    short_about: str
    code: str
    """The shortest word for it."""
    kind: str
    asked: str
    words: str
    reason: str
    names: str = ""
    """What in it could tell who someone is; empty if nothing was found."""

    @property
    def what(self) -> str:
        """Return its kind; the reason why it is in if that says the kind already, as `a plan for your goal` does."""
        return self.reason if self.kind in self.reason.split() else self.kind

    @property
    def also(self) -> str:
        """Return the reason why it is in, unless that was said."""
        return "" if self.what == self.reason else self.reason


def in_words(offered: Sequence[Offered], portrait: Portrait) -> tuple[Leaving, ...]:
    """Put lines into words, as a person sees them before they leave."""
    labels = _labels(portrait)
    one_year = len({one.line.day.year for one in offered}) == 1
    return tuple(_in_words(one, labels, one_year=one_year) for one in offered)


def _in_words(one: Offered, labels: Mapping[str, tuple[str, str, str]], *, one_year: bool) -> Leaving:
    line: Line = one.line
    label, short, code = labels.get(line.target, (line.target,) * 3)
    month = dates.MONTHS[line.day.month - 1][:3]
    return Leaving(
        name=line.name,
        day=dates.in_words(line.day),
        short_day=f"{month} {line.day.day}" if one_year else f"{month} {line.day.day}, {line.day.year}",
        about=visible(label),
        short_about=visible(short),
        code=visible(code),
        kind=_KINDS[line.kind],
        asked=visible(one_line(line.asked)),
        words=visible(_without_places(line)),
        reason=visible(one.reason),
    )


def _without_places(line: Line) -> str:
    """Return the words of a line; a file that is attached has its name, and not the place where it is kept."""
    if line.kind != "evidence":
        return line.words
    kept = [words for words in line.words.split(_PARAGRAPHS) if not is_place(words)]
    return _PARAGRAPHS.join(kept) or "an attached file"


def _labels(portrait: Portrait) -> dict[str, tuple[str, str, str]]:
    """Return what each attribute and indicator is called, in full, in short, and by its code."""
    found: dict[str, tuple[str, str, str]] = {}
    for attribute in portrait.attributes:
        code = attribute.code or attribute.name
        found[attribute.id] = (
            attribute.label,
            attribute.name if len(attribute.name) <= _LONGEST_NAME else code,
            code,
        )
        for indicator in [*walk(attribute.indicators), *attribute.retired]:
            code = indicator.code or indicator.name
            found[indicator.id] = (indicator.label, code, code)
    return found


def how_many(leaving: int, offered: int) -> str:
    """Report how many lines leave, of those that could."""
    leaves = f"{count(leaving, 'line')} {'leaves' if leaving == 1 else 'leave'}"
    stays = offered - leaving
    return f"{leaves}, {stays} {'stays' if stays == 1 else 'stay'} with you" if stays else leaves


def went_along(number: int, *, is_ticked: bool) -> str:
    """Report how many other lines a line brought along, or took along."""
    lines = count(number, "other line")
    if is_ticked:
        return f"With it {'leaves' if number == 1 else 'leave'} {lines} that it tells of"
    return f"With it {'stays' if number == 1 else 'stay'} {lines} that {'tells' if number == 1 else 'tell'} of it"


def all_of_them(offered: int) -> str:
    """Ask whether everything that is offered is to leave."""
    return f"Take in all {count(offered, 'line')}, with what you kept to yourself?"


def told(one: Leaving) -> str:
    """Report what in a line could tell who someone is; nothing if there is nothing."""
    return f"May tell who someone is: {visible(one.names)}" if one.names else ""


class TickWords(Struct, frozen=True):
    """What the list says, where it is not about lines that leave."""

    suggested: str = "Leaves, unless you untick it:"
    """Above the lines that are ticked unless the person says otherwise ..."""
    others: str = "Stays with you, unless you tick it:"
    """... and above the others."""
    how_many: Callable[[int, int], str] = how_many
    all_of_them: Callable[[int], str] = all_of_them
    refused: Callable[[int], str] = lambda _ticked: ""
    """Why so many cannot be ticked; empty if they can."""
    ticked: str = "leaves."
    """Before a line that is ticked, where the list is read aloud ..."""
    unticked: str = "stays."
    """... and before one that is not."""


LEAVES = TickWords()


# --- the list ---


class ListState(Struct, frozen=True):
    """What of the list is to be drawn."""

    ticked: frozenset[int]
    at: int
    passed: int = 0
    """Lines of the highlighted words that were passed in reading."""
    suggested: int = 0
    """How many of the first lines leave unless the person says otherwise."""
    said: TickWords = LEAVES


def list_lines(shown: Sequence[Leaving], state: ListState, size: ListSize) -> list[DrawnLine]:
    """Draw the list around the highlighted line, and below it that line in full, as far as there is room."""
    below = list(_in_full(shown[state.at], size.columns))
    room = max(size.rows // 2, _WITHOUT_LIST)
    rows = max(size.rows - min(len(below), room) - 1, 1)
    entries = list(_with_headings(len(shown), state))
    at = entries.index(state.at)
    first = min(max(at - rows // 2, 0), max(len(entries) - rows, 0))
    if first + rows <= at:
        first = at
    drawn = [
        _line(one, "class:instruction") if isinstance(one, str) else _row(shown[one], one, state, size.columns)
        for one in entries[first : first + rows]
    ]
    left = size.rows - len(drawn) - 1
    more = _more(entries[:first], entries[first + rows :])
    return [*drawn, _line(more, "class:instruction"), *_part(below, state.passed, left)]


def _more(above: Sequence[int | str], below: Sequence[int | str]) -> str:
    """Report how many lines there is no room for."""
    numbers = [sum(isinstance(one, int) for one in cut) for cut in (above, below)]
    return facts(
        *(f"{number} more {where}" for number, where in zip(numbers, ("above", "below"), strict=True) if number)
    )


def _with_headings(number: int, state: ListState) -> Iterator[int | str]:
    """Go through the places of the lines, with a heading above those that leave and above those that stay."""
    for place in range(number):
        if place == 0 and state.suggested:
            yield state.said.suggested
        if place == state.suggested:
            yield state.said.others
        yield place


def _row(one: Leaving, place: int, state: ListState, columns: int) -> DrawnLine:
    is_at = place == state.at
    sign = f"{POINTER} " if is_at else "  "
    box = "[x] " if place in state.ticked else "[ ] "
    mark = "name?" if one.names else ""
    what = facts(one.short_day, one.short_about, one.kind, mark)
    if columns < NARROW:
        about = first_lines(one.code, _NARROW_NAME)
        what = " ".join(filter(None, (one.short_day, about, one.kind if one.kind not in _USUAL else "", mark)))
    said = ": ".join(filter(None, (what, one.words.replace(_PARAGRAPHS, _BETWEEN))))
    return _line(sign + box + first_lines(said, columns - len(sign + box)), "bold" if is_at else "")


def _in_full(one: Leaving, columns: int) -> Iterator[DrawnLine]:
    """Draw all that would leave with a line, and why."""
    for text in wrapped(facts(one.day, one.about, one.what), columns):
        yield _line(text, "bold")
    for text in wrapped(one.asked, columns) if one.asked else ():
        yield _line(text, "class:instruction")
    for text in wrapped(one.words, columns):
        yield _line(text)
    for text in filter(None, (told(one), facts(one.also, one.name))):
        for part in wrapped(text, columns):
            yield _line(part, "class:instruction")


def _part(lines: list[DrawnLine], passed: int, rows: int) -> list[DrawnLine]:
    """Keep as many lines as there is room for, and name the key that reads on."""
    if len(lines) <= rows:
        return lines
    first = min(passed, len(lines) - rows)
    seen = lines[first : first + rows]
    if first + rows < len(lines):
        seen[-1] = _line(f"⋮ {READ_ON}", "class:instruction")
    return seen


def _line(text: str, style: str = "") -> DrawnLine:
    return ((style, text),)


# --- a preview ---


def preview(
    title: str, offered: Sequence[Leaving], leaving: frozenset[str], look: Look, *, by_number: bool = False
) -> Renderable:
    """Show all that leaves, each line with its name and why it is in, and below it what is offered and stays.

    The names are left out where lines are named by their numbers.
    """
    column = Column()
    column.line(f"{title}: what leaves", "bold")
    numbered = list(enumerate(offered, start=1))
    goes = [(number, one) for number, one in numbered if one.name in leaving]
    stays = [(number, one) for number, one in numbered if one.name not in leaving]
    for number, one in goes:
        column.paragraph(f"{number}. {facts(one.day, one.about, one.what)}", "bold")
        if one.asked:
            column.line(one.asked, _HINT)
        column.line(one.words)
        column.line(facts(one.also, "" if by_number else one.name), _HINT)
    if not goes:
        column.paragraph("Nothing.")
    if stays:
        column.paragraph("Offered, and stays with you", "bold")
        for number, one in stays:
            said = f"{number}. {facts(one.day, one.about, one.what)}: {first_lines(one.words, look.width)}"
            column.paragraph(said)
            column.line(facts(one.also, "" if by_number else one.name), _HINT)
    column.paragraph(f"{how_many(len(goes), len(offered))}. Nothing was written.", _HINT)
    column.line(_NUMBERS, _HINT)
    return inset([column], look)
