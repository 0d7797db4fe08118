"""Growth: level words over time, with a small picture, and the words behind each point."""

from collections.abc import Sequence

from msgspec import Struct
from rich.text import Text

from portrait_cli.core.growth import Growth, Line
from portrait_cli.core.growth_points import Point
from portrait_cli.core.growth_words import changes, chosen, from_then_on, looking_back, outcome
from portrait_cli.core.portrait import Scale
from portrait_cli.core.which_remark import dipped
from portrait_cli.render.growth_picture import picture
from portrait_cli.render.levels import level
from portrait_cli.render.phrases import day, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, color, words


class Topic(Struct, frozen=True):
    """An attribute or indicator whose growth is shown."""

    name: str
    growth: Growth
    scale: Scale | None = None
    """The scale that it has today."""
    place: int | None = None
    """Its attribute's place in the portrait; None when the portrait does not have it any more."""
    finer: tuple[str, ...] = ()
    """The names of its indicators that have levels, as they are typed."""

    @property
    def style(self) -> str:
        """Return its attribute's color."""
        if self.place is None:
            return ""
        return color(self.place)


class Others(Struct, frozen=True):
    """What is not shown: attributes without a level, and portraits that are not in use."""

    unplaced: tuple[str, ...] = ()
    in_those_days: bool = False
    """True if only some days were asked for."""
    available: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


# --- several topics in short ---


def overview(topics: Sequence[Topic], others: Others, dip: str, look: Look) -> Renderable:
    """Show each topic's picture, the newest point and what changed; `dip` is said once where a level is lower."""
    first_dip = _first_dip(topics)

    column = Column()
    for topic in topics:
        column.add(_heading(topic))
        for line in topic.growth.lines:
            column.add(_line_in_short(line, topic, look))
        if topic is first_dip:
            column.optional_line(dip, "italic")
        if topic.finer:
            column.line(f"Its indicators too: portrait growth {' | '.join(topic.finer)}", "dim")

    column.optional_paragraph(_unplaced(others), "dim")
    column.paragraph(f"The words behind each point: portrait growth {topics[0].growth.target}", "dim")
    column.add(_other_portraits(others))
    return column.inset(look, bottom=1)


def _first_dip(topics: Sequence[Topic]) -> Topic | None:
    """Find the first topic whose newest level is lower than the one before."""
    return next((topic for topic in topics if dipped(topic.growth)), None)


def _heading(topic: Topic) -> Column:
    style = f"bold {topic.style}"
    column = Column()
    column.paragraph(topic.name, style.strip())
    return column


def _line_in_short(line: Line, topic: Topic, look: Look) -> Column:
    """Show a line's newest point below its picture; without pictures, the earlier points are named instead."""
    *earlier, newest = line.points
    drawn = picture(line, topic.scale, topic.style, look)

    column = Column()
    column.add(_caption(line, topic, look), drawn)
    if drawn.parts:
        column.blank()
    if look.plain:
        for point in earlier:
            column.line(_sentences(point)[0])
    column.add(_point(newest, topic.style, look))
    for sentence in changes(line):
        column.line(sentence)
    return column


def _unplaced(others: Others) -> str:
    if not others.unplaced:
        return ""
    when = "in that time" if others.in_those_days else "yet"
    return f"No level {when}: {', '.join(others.unplaced)}."


def _other_portraits(others: Others) -> Column:
    column = Column()
    for name in others.available:
        column.line(f"Levels of {name}: portrait growth --portrait {name}", "dim")
    for name in others.gone:
        column.line(f"Levels of {name}, a portrait no longer here, stay in their entries.", "dim")
    return column


# --- every point ---


def detail(topics: Sequence[Topic], others: Others, dip: str, look: Look) -> Renderable:
    """Show topics with every point and the words behind it; `dip` is said once where a level is lower."""
    first_dip = _first_dip(topics)

    column = Column()
    for topic in topics:
        column.add(_heading(topic))
        for line in topic.growth.lines:
            column.add(_line_in_full(line, topic, look))
        if topic is first_dip:
            column.optional_line(dip, "italic")
        if topic.growth.earlier:
            column.paragraph(f"Earlier ones: portrait growth {topic.growth.target} --all", "dim")

    more = _other_portraits(others)
    if more.parts:
        column.blank()
        column.add(more)
    return column.inset(look, bottom=1)


def _line_in_full(line: Line, topic: Topic, look: Look) -> Column:
    column = Column()
    column.add(_caption(line, topic, look))
    column.add(picture(line, topic.scale, topic.style, look))

    version = line.points[0].portrait_version
    for point in line.points:
        if not look.plain:
            column.blank()
        if point.portrait_version != version:
            version = point.portrait_version
            column.line(f"From here on, version {version} of the portrait.", "dim")
        column.add(_point(point, topic.style, look))

    sentences = changes(line)
    if sentences:
        column.blank()
    for sentence in sentences:
        column.line(sentence)
    return column


def _caption(line: Line, topic: Topic, look: Look) -> Column:
    """If the scale changed, show which levels each line has, and from when on."""
    column = Column()
    lines = topic.growth.lines
    if len(lines) == 1:
        return column

    if look.plain or line is not lines[0]:
        column.blank()
    column.line(from_then_on(line, topic.scale), "dim")
    return column


# --- a point ---


def _point(point: Point, style: str, look: Look) -> Column:
    """Show a day and its level, with the words behind it and the outcomes of plans."""
    column = Column()
    if look.plain:
        for sentence in _sentences(point):
            column.line(sentence)
        return column

    column.add(_day_and_level(point, style, look))
    if point.then:
        column.line(looking_back(point.then), "dim", indent=2)
    if point.evidence:
        column.line(f"“{first_lines(point.evidence)}”", indent=2)
    for told in point.told:
        column.line(outcome(told, point), "dim", indent=2)
    return column


def _day_and_level(point: Point, style: str, look: Look) -> Text:
    shown = words(f"{day(point.day)}  ")
    now = point.now
    if now:
        shown.append_text(level(now.label, now.height, len(now.levels), look, style))
    return shown


def _sentences(point: Point) -> list[str]:
    """Put a point in sentences; the first has the day and what was chosen."""
    sentences = [f"{day(point.day)}: {chosen(point)}."]
    if point.evidence:
        sentences.append(f"“{first_lines(point.evidence)}”")
    sentences += [f"{outcome(told, point)}." for told in point.told]
    return sentences
