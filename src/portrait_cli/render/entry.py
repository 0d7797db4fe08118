"""What is shown of the journal: the summary of a session, an entry, a list of entries, and home."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from textwrap import wrap

from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from portrait_cli.core import growth, search
from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.past import LastSaid, YearAgo
from portrait_cli.core.plans import OpenPlan, TrackedPlan
from portrait_cli.core.portrait import Portrait, walk
from portrait_cli.core.search import Query
from portrait_cli.core.session import MOST_OPEN
from portrait_cli.core.text import visible
from portrait_cli.render.screen import Look, Renderable, color, count, day, distance, first_lines, inset, level, words

_NARROWEST = 12
"""Columns in which a title still reads."""


def _echo(echo: YearAgo) -> list[Renderable]:
    return [words(f"A year ago, {day(echo.on)}: “{first_lines(echo.words, 200)}”", "italic")]


SEVERAL = 3
"""From how many levels on something is said about all of them."""


class Afterwards(Struct, frozen=True):
    """What the summary of a session needs besides the entry."""

    today: date
    file: str
    said: Mapping[str, LastSaid]
    """What was said before this session."""
    echo: YearAgo | None
    then: str
    """One thing to do next."""
    note: str = ""
    """What is said once, after the first session."""


def summary(entry: Entry, portrait: Portrait, after: Afterwards, look: Look) -> Renderable:
    """Show a finished session: the portrait as a picture in words, the plan, and where everything is."""
    rows = [
        row
        for place, (name, finer) in enumerate(_parts_of(entry, portrait).items())
        if name in entry.attributes
        for row in _rows(entry, finer, place, after, look)
    ]
    picture = _picture(rows, look)
    heading = words(entry.title, "bold")
    parts: list[Renderable] = [Text()]
    if not rows:
        parts.append(heading)
    elif look.plain or look.narrow:  # a narrow panel would cut its title off
        parts += [heading, Text(), picture]
    else:
        from rich.panel import Panel  # of all the screens only this one has a panel

        panel = Panel(picture, title=heading, title_align="left", border_style="dim", padding=(1, 2), expand=False)
        parts.append(panel)
    remark = _remark(entry, portrait, rows)
    if remark:
        parts += [Text(), words(remark, "dim")]
    for plan in entry.plans:
        parts += [Text(), words("My plan", "bold"), *_plan(plan, after.today)]
    for told in entry.outcomes:
        parts += [Text(), words(f"{told.label}: {told.sentence}", "dim")]
    if after.echo:
        parts += [Text(), *_echo(after.echo)]
    spent = f"{count(entry.minutes, 'minute')}. " if entry.minutes else ""
    parts += [Text(), words(f"{spent}Saved in", "dim"), *_file_lines(after.file, look)]
    parts += [Text(), words(f"Next: {after.then}")]
    if after.note:
        parts += [Text(), words(after.note, "dim")]
    return inset(parts, look, bottom=1)


def _remark(entry: Entry, portrait: Portrait, rows: Sequence["_Row"]) -> str:
    """Choose what the portrait has to say about the levels as a whole."""
    heights = [(placed.height, len(placed.levels)) for placed in entry.placed_now if placed.height is not None]
    if any(row.change == "down" for row in rows):
        return portrait.wording.after_a_dip
    if len(heights) < SEVERAL:
        return ""
    if all(height >= among - 1 and height > 1 for height, among in heights):
        return portrait.wording.all_high
    return portrait.wording.all_low if all(height == 1 for height, _ in heights) else ""


class _Row(Struct, frozen=True):
    name: Text
    level: Text
    change: growth.Change
    remark: Text


def _parts_of(entry: Entry, portrait: Portrait) -> dict[str, dict[str, str]]:
    """For each attribute, name it and its indicators; of another portrait only the entry's own words are known."""
    if entry.portrait == portrait.id:
        return {
            attribute.id: {attribute.id: attribute.name, **{one.id: one.label for one in walk(attribute.indicators)}}
            for attribute in portrait.attributes
        }
    heads = {block.attribute: block.title for block in entry.blocks if isinstance(block, Heading)}
    return {name: {name: heads.get(name, name)} for name in entry.attributes}


def _rows(entry: Entry, names: Mapping[str, str], place: int, after: Afterwards, look: Look) -> Iterable[_Row]:
    """Show an attribute, the first of the names, with its level, and below it the indicators that were placed."""
    placed = [placement for placement in entry.placed_now if placement.target in names]
    if not placed:
        yield _Row(words(next(iter(names.values())), color(place)), Text("not placed today", "dim"), "other", Text())
    for now in placed:
        before = after.said[now.target].placement if now.target in after.said else None
        change = growth.change(before, now)
        was = f"was {before.label}" if before else ""
        remark = {"first": "first time", "same": "as before", "up": was, "down": was, "other": was}[change]
        for then in entry.placements:
            if (then.target, then.as_of) == (now.target, "then"):
                remark = f"then: {then.label}"
        shown = level(now.label, now.height, len(now.levels), look, color(place))
        yield _Row(words(names[now.target], color(place)), shown, change, words(remark, "dim"))


def _picture(rows: Sequence[_Row], look: Look) -> Renderable:
    if look.narrow or look.plain:
        parts: list[Renderable] = []
        for row in rows:
            second = Text("  ").append_text(row.level)
            if row.remark.plain:
                second.append("  ").append_text(row.remark)
            parts += [row.name, second]
        return Group(*parts)
    from rich.table import Table  # 4 ms that lists need not pay

    table = Table.grid(padding=(0, 3, 0, 0))
    for _ in range(2):
        table.add_column(no_wrap=True)
    for row in rows:
        table.add_row(row.name, row.level, row.remark)
    return table


def _file_lines(file: str, look: Look) -> list[Renderable]:
    """Show where a file is; where there is no room the folder and the name stand on a line each."""
    folder, slash, name = file.rpartition("/")
    lines = [folder + slash, name] if look.narrow and folder else [file]
    return [words(line) for line in lines]


def _plan(plan: Plan, today: date | None = None) -> list[Renderable]:
    """Show a plan, a part on each line; with a day to count from, also how far its date is."""
    said = plan.words
    lines = [f"{said.when} {plan.when}"] if plan.when else []
    lines.append(f"{said.then} {plan.then}")
    if plan.by:
        far = f" ({distance(plan.by, today)})" if today else ""
        lines.append(f"{said.by} {day(plan.by, weekday=True)}{far}")
    return [words(line) for line in lines]


def entry(stored: Entry, tracked_plans: Sequence[TrackedPlan], portrait: Portrait, look: Look) -> Renderable:
    """Show a whole entry, in the colors and with the role's name of the portrait if it is still that one.

    `promises` say how its plans went.
    """
    ours = portrait if stored.portrait == portrait.id else None
    names: dict[str, str] = {role.id: role.name for role in ours.roles} if ours else {}
    colors: dict[str, str] = (
        {attribute.id: color(place) for place, attribute in enumerate(ours.attributes)} if ours else {}
    )
    written = stored.written
    facts = [] if stored.short_title != stored.title else [day(written.date(), weekday=True)]
    facts += [f"{written:%H:%M}"] if written.time() != time() else []  # of a day alone no time is known
    if stored.role:
        facts.append(names.get(stored.role, stored.role))
    if stored.minutes:
        facts.append(count(stored.minutes, "minute"))
    ends = {tracked.id: tracked for tracked in tracked_plans}
    parts: list[Renderable] = [Text(), words(stored.title, "bold"), words(" · ".join(facts), "dim")]
    for block in stored.blocks:
        if isinstance(block, Plan):
            parts += [Text(), *_plan(block), words(f"{_end(ends.get(block.id))} · {block.id}", "dim")]
        else:
            parts += [Text(), *_block(block, colors, look)]
    return inset(parts, look, bottom=1)


def _end(tracked: TrackedPlan | None) -> str:
    """Say how a plan went, in the words in which it was told."""
    if tracked is None or tracked.outcome is None:
        return "open"
    told = f", {day(tracked.told)}" if tracked.told else ""
    return tracked.in_words(told)


def _block(block: Block, colors: Mapping[str, str], look: Look) -> list[Renderable]:
    match block:
        case Heading(title, attribute):
            return [words(title, f"bold {colors.get(attribute, '')}".strip())]
        case Response(prompt=prompt, text=text):
            return [words(prompt, "dim"), words(text.strip("\n"))]
        case Placement():
            chosen = level(block.label, block.height, len(block.levels), look, colors.get(block.target, ""))
            said = [words(block.statement, "italic")] if block.statement else []
            return [words(block.prompt, "dim"), chosen, *said, *([words(block.comment)] if block.comment else [])]
        case Plan():
            return _plan(block)
        case PlanOutcome(sentence=sentence, label=label, note=note):
            return [words(sentence, "dim"), words(label, "bold"), *([words(note)] if note else [])]
        case Prose(text):
            return [words(text.strip("\n"))]  # as it stands: what renders Markdown leaves words out


def listing(entries: Sequence[Entry], left: int, look: Look) -> Renderable:
    """List entries, newest first: when, what, and how it begins."""
    parts: list[Renderable] = []
    for stored in entries:
        head = _head(stored, look)
        first = next((said for said in _said(stored)), "")
        parts.append(head)
        if first:
            indent = 2 if look.narrow or look.plain else 18
            width = max(look.width - indent - 4, 20)
            parts.append(Padding(words(first_lines(first, width)), (0, 0, 0, indent)))
    if left:
        parts.append(words(f"and {left} older; -n {left + len(entries)} shows them too", "dim"))
    return Group(*parts)


def _head(stored: Entry, look: Look) -> Text:
    """Say when an entry was written, and its title without the date, with no word below the date."""
    when = f"{stored.written:%Y-%m-%d %H:%M}  "
    lines = wrap(visible(stored.short_title), max(look.width - len(when), _NARROWEST), break_on_hyphens=False)
    return Text(when, "dim").append(f"\n{' ' * len(when)}".join(lines), "bold")


def _said(stored: Entry) -> Iterable[str]:
    for block in stored.blocks:
        match block:
            case Response(text=text) | Prose(text) if text.strip():
                yield text
            case Plan():
                yield block.sentence
            case PlanOutcome(sentence=sentence):
                yield sentence
            case _:
                pass


class Hit(Struct, frozen=True):
    """An entry that was found, and the lines in which it was."""

    entry: Entry
    lines: tuple[str, ...]


def hits(found: Sequence[Hit], asked: Query, left: int, look: Look) -> Renderable:
    """List what was found: when, what, and the lines with the words that were looked for."""
    parts: list[Renderable] = []
    for hit in found:
        parts.append(_head(hit.entry, look))
        for line in hit.lines:
            shown = words(_around(line, asked, max(look.width - 8, 20)))
            for start, end in search.places(asked, shown.plain):
                shown.stylize("bold underline", start, end)
            parts.append(Padding(shown, (0, 0, 0, 2)))
    if left:
        parts.append(words(f"and {left} more; -n {left + len(found)} shows them too", "dim"))
    return Group(*parts)


def _around(line: str, asked: Query, most: int) -> str:
    """Shorten a line to what stands around the first word that was looked for."""
    first = next((start for start, _ in search.places(asked, line)), 0)
    start = max(0, min(first - most // 3, len(line) - most))
    if not start:
        return first_lines(line, most)
    return "…" + first_lines(line[start:].partition(" ")[2] or line[start:], most)


def calendar(days: Mapping[str, int], since: date | None, last: date, look: Look) -> Renderable:
    """Show months up to a last day, a line each, with a sign for every day that has an entry.

    They are the twelve last ones, unless a first day is named; no year before the first entry is shown.
    """
    parts: list[Renderable] = [Text()]
    end = last.year * 12 + last.month
    start = max(end - 12, 12)
    if since:
        first = max(since, min((date.fromisoformat(day).replace(month=1, day=1) for day in days), default=since))
        start = first.year * 12 + first.month - 1
    for index in range(start, end):
        year, month = divmod(index, 12)
        first = date(year, month + 1, 1)
        inside = [day for day in days if day.startswith(f"{first:%Y-%m}")]
        counted = count(sum(days[day] for day in inside), "entry") if inside else ""
        if look.plain:
            on = ", ".join(str(int(day[8:])) for day in inside)
            parts.append(words(f"{first:%B %Y}: {counted} on {on}" if inside else f"{first:%B %Y}: none"))
            continue
        length = monthrange(year, month + 1)[1]
        signs = "".join("●" if f"{first:%Y-%m}-{number:02d}" in days else "·" for number in range(1, length + 1))
        row = Text.assemble((f"{first:%b} ", "bold"), signs)
        if not look.narrow:
            row = Text.assemble((f"{first:%b %Y}  ", "bold"), f"{signs:<31}  ", (counted, "dim"))
        parts.append(row)
    return inset(parts, look, bottom=1)


class Standing(Struct, frozen=True):
    """What home shows: where the person stands with a portrait."""

    portrait: Portrait
    today: date
    said: Mapping[str, LastSaid]
    open_plans: tuple[OpenPlan, ...]
    draft: str
    then: str
    echo: YearAgo | None = None
    """What was said about a year ago."""
    greeting: str = ""
    """What is said to someone who was away for long."""


def welcome(portrait: Portrait, look: Look) -> Renderable:
    """Greet someone who has no entry yet, in the portrait's words, with the first command."""
    said = portrait.wording.welcome or f"This is your own notebook, built on the {portrait.title}."
    begin = Text("Begin with: ").append("portrait reflect", "bold")
    return inset([Text(), words(said), begin], look, bottom=1)


def home(standing: Standing, look: Look) -> Renderable:
    """Show each attribute as it stands, what is promised, what waits, and one thing to do next."""
    rows: list[_Row] = []
    for place, attribute in enumerate(standing.portrait.attributes):
        said = standing.said.get(attribute.id)
        name = words(attribute.name, color(place))
        if said is None:
            rows.append(_Row(name, Text("no entry yet", "dim"), "other", Text()))
            continue
        placed = said.placement
        shown = (
            level(placed.label, placed.height, len(placed.levels), look, color(place))
            if placed
            else Text("in words", "dim")
        )
        rows.append(_Row(name, shown, "other", words(distance(said.placed or said.on, standing.today), "dim")))
    parts: list[Renderable] = [Text(), words(standing.portrait.title, "bold"), Text(), _picture(rows, look)]
    if standing.greeting:
        parts = [Text(), words(standing.greeting), *parts]
    others = len(standing.open_plans) - MOST_OPEN
    for number, open_one in enumerate(standing.open_plans[-MOST_OPEN:]):
        if number == 0:
            parts += [Text(), words("My open plans", "bold")]
        due = open_one.plan.by
        when = "" if due is None or due < standing.today else f" ({distance(due, standing.today)})"
        parts.append(words(f"{open_one.plan.sentence}{when}"))
    if others > 0:
        parts.append(words(f"and {count(others, 'earlier one')}: portrait plans", "dim"))
    if standing.draft:
        parts += [Text(), words("Waiting to be finished", "bold"), words(standing.draft)]
    if standing.echo:
        parts += [Text(), *_echo(standing.echo)]
    parts += [Text(), words(f"Next: {standing.then}")]
    return inset(parts, look, bottom=1)
