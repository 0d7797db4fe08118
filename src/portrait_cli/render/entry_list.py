"""Lists of entries: the newest ones, and those that a search found."""

from collections.abc import Sequence
from datetime import time

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from portrait_cli.core import search
from portrait_cli.core.entry import Entry, Evidence, Goal, GoalReview, Heading, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.new_entry import attribute_tag
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.search import Query
from portrait_cli.render.phrases import day, facts, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, indented, side_by_side, words


def listing(entries: Sequence[Entry], portrait: Portrait, left: int, small: int, look: Look) -> Renderable:
    """List entries, newest first: when, what, what about, and how it begins.

    `left` older entries are not shown, nor are `small` ones. The entries have today's names; those of another
    portrait keep theirs.
    """
    column = Column()
    for stored in entries:
        column.add(_head(stored, look))
        column.optional_line(_about(stored, portrait), "dim", indent=2)
        column.optional_line(first_lines(_begins(stored), _room(look)), indent=2)
    if left:
        column.line(f"and {left} older; -n {left + len(entries)} shows them too", "dim")
    if small:
        number, them = (f"{small} small entries", "them") if small > 1 else ("one small entry", "it")
        column.line(f"and {number} about plans, goals and evidence; --all shows {them} too", "dim")
    return column


def _room(look: Look) -> int:
    """Return how many columns a line has below an entry's title."""
    return max(look.width - 4, 20)


def _head(stored: Entry, look: Look) -> Renderable:
    """Show when an entry was written, and its title without the day."""
    when, title = words(_when(stored), "dim"), words(stored.short_title, "bold")
    longest_word = max(map(cell_len, title.plain.split()), default=0)
    if look.stacked or when.cell_len + 2 + longest_word > look.width:
        column = Column()
        column.add(when, title)
        return column
    return side_by_side([(when, title)], gap=2)


def _when(stored: Entry) -> str:
    """Write the day and the time; midnight means that only the day is known."""
    written = stored.written
    if written.time() == time():
        return day(written.date())
    return f"{day(written.date())} at {written:%H:%M}"


def _about(stored: Entry, portrait: Portrait) -> str:
    """Name the attributes that the title does not name, and the tags."""
    tags = [tag for tag in stored.tags if not tag.startswith(attribute_tag(""))]
    return facts(_attributes(stored, portrait), " ".join(f"#{tag.removeprefix('#')}" for tag in tags))


def _attributes(stored: Entry, portrait: Portrait) -> str:
    """Name an entry's attributes as they are called today, or as the entry does; all of them need no names."""
    if stored.portrait == portrait.id and len(stored.attributes) == len(portrait.attributes) > 1:
        return f"all {len(portrait.attributes)} attributes"
    known: dict[str, str] = {block.attribute: block.title for block in stored.blocks if isinstance(block, Heading)}
    if stored.portrait in {"", portrait.id}:
        known.update((attribute.id, attribute.name) for attribute in portrait.attributes)
    names = [known.get(name, name) for name in stored.attributes]
    return ", ".join(name for name in names if name not in stored.short_title)


def _begins(stored: Entry) -> str:
    """Return how an entry begins: the first words that were written; with plans alone, the first of these."""
    plans: list[str] = []
    for block in stored.blocks:
        match block:
            case Response() if block.is_label:
                pass
            case Response(text=text) | Prose(text) | Goal(text=text) if text.strip():
                return text
            case Evidence():
                return block.text.strip() or block.name or block.heading
            case Plan() | PlanOutcome():
                plans.append(block.sentence)
            case GoalReview(outcome=outcome) if outcome != "change":  # whose new words come next
                return block.sentence
            case _:
                pass
    return plans[0] if plans else ""


def to_import(entries: Sequence[tuple[Entry, str]], look: Look) -> Renderable:
    """List entries that an import would write, with the place where each was found."""
    column = Column()
    for entry, place in entries:
        column.add(_head(entry, look))
        column.line(place, "dim", indent=2)
    return column


# --- what a search found ---


class Hit(Struct, frozen=True):
    """An entry that was found, and the lines with the words that were looked for."""

    entry: Entry
    lines: tuple[str, ...]


def hits(found: Sequence[Hit], portrait: Portrait, asked: Query, left: int, look: Look) -> Renderable:
    """List what was found as `listing` does, with the lines that match; `left` hits are not shown."""
    width = _room(look)

    column = Column()
    for hit in found:
        column.add(_head(hit.entry, look))
        column.optional_line(_about(hit.entry, portrait), "dim", indent=2)
        for line in hit.lines:
            column.add(indented(_marked(line, asked, width)))
    if left:
        column.line(f"and {left} more; -n {left + len(found)} shows them too", "dim")
    return column


def _marked(line: str, asked: Query, width: int) -> Text:
    """Underline the words that were looked for."""
    shown = words(_around(line, asked, width))
    for start, end in search.places(asked, shown.plain):
        shown.stylize("bold underline", start, end)
    return shown


def _around(line: str, asked: Query, most: int) -> str:
    """Shorten a line to what is around the first word that was looked for."""
    first, _ = next(iter(search.places(asked, line)), (0, 0))
    start = max(0, min(first - most // 3, len(line) - most))
    if start == 0:
        return first_lines(line, most)
    rest = line[start:]
    blank = rest.find(" ", 0, first - start)  # behind a word that is cut off, if it ends before what was found
    return "…" + first_lines(rest[blank + 1 :], most)
