"""The portfolio: a school year by attribute, with how it grew in words, what shows it, and chosen answers."""

from collections.abc import Iterator, Sequence

from portrait_cli.core import dates, portrait_outline
from portrait_cli.core.document import Cover, Document, Facts, Heading, Paragraph, Part, Table
from portrait_cli.core.documents import records
from portrait_cli.core.documents.gathered import (
    Gathered,
    Level,
    about_whom,
    filled,
    gather,
    goal_parts,
    labels,
    plans_table,
    quotations,
)
from portrait_cli.core.documents.growth_picture import picture
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.offering import (
    ABOUT_NONE,
    about_none,
    goal_of,
    is_goal_of_year,
    is_looking_back,
    is_of_year,
    plan_of,
    that_fit,
    with_what_is_said_about,
)
from portrait_cli.core.documents.phrases import shown_by
from portrait_cli.core.evidence import Piece
from portrait_cli.core.goals import attribute_of
from portrait_cli.core.portrait import Attribute, Portrait
from portrait_cli.core.selection import Chosen, Offered
from portrait_cli.core.selection_lines import Line

_IN_WORDS = "My year in words"


# --- what it offers ---


def _offer(lines: Sequence[Line], situation: Situation) -> tuple[Offered, ...]:
    fitting = that_fit(lines)
    turning_points = _turning_points(fitting, situation)
    free = about_none(fitting)
    found = (
        Offered(line, f"a plan {ABOUT_NONE}", is_in=False)
        if line in free
        else _offered(line, turning_points, situation)
        for line in fitting
        if line.kind not in {"title", "comment"}
    )
    return with_what_is_said_about(found, fitting)


def _turning_points(lines: Sequence[Line], situation: Situation) -> dict[str, str]:
    """Find the first, the middle and the last level of each target this year, and say which it is."""
    of_each: dict[str, list[str]] = {}
    for line in lines:
        if line.kind == "level" and line.day >= situation.year_begins and not is_looking_back(line):
            of_each.setdefault(line.target, []).append(line.name)
    found: dict[str, str] = {}
    for names in of_each.values():
        found[names[len(names) // 2]] = "a level in the middle of the year"
        found[names[0]] = "the first level of the year"
        found[names[-1]] = "the newest level"
    return found


def _offered(line: Line, turning_points: dict[str, str], situation: Situation) -> Offered:
    """Offer a line: what is of this school year is in, except for answers and for levels in between."""
    since = situation.year_begins
    match line.kind:
        case "level":
            in_between = "a level in between" if line.day >= since else "a level of an earlier year"
            return Offered(line, turning_points.get(line.name, in_between), line.name in turning_points)
        case "evidence":
            return _if_of_year(line, "evidence", is_in=line.day >= since)
        case "plan" | "outcome":
            plan = plan_of(line, situation.known)
            what = "a plan" if line.kind == "plan" else "how a plan went"
            return _if_of_year(line, what, is_in=plan is not None and is_of_year(plan, since))
        case "goal" | "decision":
            goal = goal_of(line, situation.known)
            return _if_of_year(line, "your goal", is_in=goal is not None and is_goal_of_year(goal, since))
        case _:
            return Offered(line, "your words", is_in=False)


def _if_of_year(line: Line, what: str, *, is_in: bool) -> Offered:
    return Offered(line, f"{what}, this school year" if is_in else f"{what}, an earlier year", is_in)


# --- how it is made ---


def _make(chosen: Chosen, situation: Situation, cover: Cover) -> Document:
    parts = tuple(_parts(chosen, situation, cover))
    return PORTFOLIO.document(situation, cover, parts, records.of_chosen(chosen, situation))


def _parts(chosen: Chosen, situation: Situation, cover: Cover) -> Iterator[Part]:
    portrait = situation.portrait
    yield Facts((*about_whom(cover).pairs, ("Portrait", portrait.title), ("Date", dates.in_words(cover.made_on))))
    if chosen.goals:
        yield Heading("My goals" if len(chosen.goals) > 1 else "My goal")
        yield from goal_parts(chosen.goals, portrait)
    of_each = gather(chosen, situation, lambda target: attribute_of(target, portrait))
    for attribute in portrait.attributes:
        if attribute.id in of_each:
            yield Heading(attribute.label)
            yield from _meaning(attribute, portrait)
            yield from _about(of_each[attribute.id], portrait, attribute.id)
    if "" in of_each:
        yield Heading("More from my year")
        yield from _about(of_each[""], portrait, "")


def _meaning(attribute: Attribute, portrait: Portrait) -> Iterator[Part]:
    if attribute.meaning:
        source = portrait_outline.source_line(portrait, attribute.definition)
        meaning = portrait_outline.quoted(attribute.definition) or attribute.plain
        yield Paragraph(" ".join(filter(None, [meaning, f"({source})" if source else ""])), is_quiet=True)


def _about(gathered: Gathered, portrait: Portrait, attribute: str) -> Iterator[Part]:
    """Write what was chosen about an attribute and its indicators."""
    label = labels(portrait)
    if gathered.levels:
        yield Heading(_IN_WORDS, 3)
    for target in dict.fromkeys(level.placement.target for level in gathered.levels):
        name = label.get(target, target)
        if target != attribute:
            yield Heading(name, 4)
        levels = [level for level in gathered.levels if level.placement.target == target]
        yield _levels(_IN_WORDS if target == attribute else name, levels)
        drawn = picture(name, levels, portrait)
        if drawn:
            yield drawn
    if gathered.words:
        yield Heading("In my own words", 3)
        yield from quotations(gathered.words)
    if gathered.pieces:
        yield Heading("Evidence", 3)
        yield _evidence(gathered.pieces, label)
    if gathered.plans:
        yield Heading("Plans", 3)
        yield plans_table(gathered.plans)


def _levels(caption: str, levels: Sequence[Level]) -> Table:
    """Return a table of levels: which was the first, which came along the way, and which is the newest."""
    rows: list[tuple[str, ...]] = []
    for place, level in enumerate(levels):
        placed = level.placement
        day = dates.in_words(level.day)
        rows.append((f"{_when(place, levels)}, {day}", placed.label, placed.statement, placed.comment))
    header = ("When", "Level", "What it looks like", "In my words")
    return filled(Table(caption, header, tuple(rows), widths=(3, 2, 5, 5)))


def _when(place: int, levels: Sequence[Level]) -> str:
    if levels[place].placement.as_of == "then":
        return "Looking back"
    if place == 0:
        return "At first"
    return "Most recently" if place == len(levels) - 1 else "Along the way"


def _evidence(pieces: Sequence[Piece], label: dict[str, str]) -> Table:
    rows: list[tuple[str, ...]] = []
    for piece in pieces:
        about = label.get(piece.target, piece.target)
        rows.append((dates.in_words(piece.day), about, shown_by(piece), piece.kept))
    header = ("Date", "About", "What shows it", "Where it is kept")
    return filled(Table("Evidence", header, tuple(rows), widths=(2, 3, 6, 3)))


PORTFOLIO = DocumentKind("portfolio", "Portfolio", "your year by attribute, with what shows it", _offer, _make)
