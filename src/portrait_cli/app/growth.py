"""Growth: the levels of attributes and indicators over time."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.goals import GoalData, goal_data, goal_pages, tracked_goals
from portrait_cli.app.growth_file import GrowthFile, write
from portrait_cli.app.which_entries import FilterOptions, open_index, read_filters
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import filters as core_filters
from portrait_cli.core import growth as core
from portrait_cli.core import lookup
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.filters import Filters
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.goals import about, open_of
from portrait_cli.core.growth import Growth, Line
from portrait_cli.core.growth_points import Scope
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.portrait import Portrait, walk
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import growth as page
from portrait_cli.render.goals import GoalPage, in_short
from portrait_cli.render.growth import Others, Topic
from portrait_cli.render.screen import Column
from portrait_cli.store import portraits
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display


class GrowthOfTarget(Struct, frozen=True):
    """How one attribute or indicator grew."""

    target: str
    """The id of the attribute or indicator."""
    name: str
    """What it is called, with its code if it has one."""
    lines: tuple[Line, ...]
    """A line for each scale, in the order in which they began."""
    earlier: bool
    """Whether there are points before those of the lines; `--all` shows them."""


class GrowthDocument(Document, frozen=True):
    """Levels over time."""

    command: ClassVar[str] = "portrait growth"
    portrait: str
    """The id of the portrait in use."""
    growth: tuple[GrowthOfTarget, ...]
    """The attributes and indicators with levels; an empty list if none has any."""
    goals: tuple[GoalData, ...]
    """The open goals; only those about the attribute or indicator, if one is named."""


class Request(Struct, frozen=True):
    """What is to be shown, and how."""

    name: str = ""
    """One attribute or indicator; all attributes unless it is named."""
    days: FilterOptions = FilterOptions()
    everything: bool = False
    as_json: bool = False
    file: GrowthFile | None = None
    """The page to write, instead of showing it here."""


def show(workspace: Workspace, request: Request) -> None:
    """Show the levels of every attribute, or of the one that is named, with its indicators.

    Raises NotFoundError for a name that means nothing, and if there is no level to show.
    """
    name, file = request.name, request.file
    if file:
        file.check()
    index = open_index(workspace)
    days = read_filters(workspace, request.days, index)
    most = core.most_points(one=bool(name), everything=request.everything)
    names = former_names(workspace.portrait)
    pairs = index.portraits_placed()
    placed = list(dict.fromkeys(names.today(target) for portrait, target in pairs if names.means(portrait)))
    targets = _targets(workspace.portrait, placed, name, index)
    reading = _Reading(workspace.portrait, names, index, placed, days, most)
    topics = [reading.topic(target) for target in targets]
    with_levels = [topic for topic in topics if topic.growth.lines]
    others = _others(workspace, {portrait for portrait, _ in pairs if not names.means(portrait)})
    missing: NotFoundError | None = None
    if not with_levels and index.newest() is None:
        missing = core_filters.nothing(Filters(), unread=len(index.problems()))
    elif not with_levels:
        topic = topics[0] if name else None
        missing = _no_levels(workspace.portrait, topic, others, in_those_days=days != Filters())
    goals = _goals(workspace, index, targets[0] if name else "")
    if request.as_json:
        document = _document(workspace.portrait, with_levels, goals)
        print_json(workspace.environment.write, document, missing=missing)
        return
    if missing:
        raise missing
    if file:
        write(workspace, with_levels, file)
        return
    display = Display(workspace.environment, workspace.plain)
    dip = workspace.portrait.wording.after_a_dip
    if name:
        shown = page.detail(with_levels, others, dip, display.look)
    else:
        unplaced = tuple(topic.name for topic in topics if not topic.growth.lines)
        in_those_days = bool(request.days.since or request.days.until)
        others = replace(others, unplaced=unplaced, in_those_days=in_those_days)
        shown = page.overview(with_levels, others, dip, display.look)
    column = Column()
    if goals:
        column.add(in_short(goals).inset(display.look))
    column.add(shown)
    display.show(column, paged=True)


def _goals(workspace: Workspace, index: Index, target: str) -> tuple[GoalPage, ...]:
    """Find the open goals, or those about an attribute or indicator and its parts."""
    found = open_of(tracked_goals(workspace, index))
    if target:
        found = about(found, target, workspace.portrait)
    return goal_pages(workspace, index, found)


def _document(portrait: Portrait, topics: Sequence[Topic], goals: Sequence[GoalPage]) -> GrowthDocument:
    grown = (
        GrowthOfTarget(topic.growth.target, topic.name, topic.growth.lines, topic.growth.earlier) for topic in topics
    )
    return GrowthDocument(portrait.id, tuple(grown), tuple(map(goal_data, goals)))


# --- which attributes and indicators ---


def _targets(portrait: Portrait, placed: Sequence[str], name: str, index: Index) -> list[str]:
    """List the ids to show: every attribute, or one of them with its indicators, or a single indicator.

    What has levels and is no longer in the portrait comes last. Raises NotFoundError for a name that means nothing.
    """
    gone = _no_longer_there(portrait, placed)
    if not name:
        return [*(attribute.id for attribute in portrait.attributes), *gone]
    target = lookup.find_target(portrait, name, index.targets())
    own = [indicator.id for of, indicator in [*portrait.indicators(), *portrait.retired()] if of.id == target]
    return [target, *(indicator for indicator in own if indicator in placed)]


def _no_longer_there(portrait: Portrait, placed: Sequence[str]) -> list[str]:
    known: set[str] = {part.id for part in portrait.parts()}
    return [target for target in placed if target not in known]


class _Reading(Struct, frozen=True):
    """What is needed to read the growth of an attribute or indicator."""

    portrait: Portrait
    names: FormerNames
    index: Index
    placed: Sequence[str]
    """The attributes and indicators that have levels."""
    days: Filters
    most: int

    def topic(self, target: str) -> Topic:
        """Return the growth of an attribute or indicator, and what it is called."""
        grown = self._growth(target)
        for place, attribute in enumerate(self.portrait.attributes):
            indicators = [*walk(attribute.indicators), *attribute.retired]
            if attribute.id == target:
                names = tuple(one.code or one.id for one in indicators if one.id in self.placed)
                return Topic(attribute.label, grown, self.portrait.scale_of(attribute), place, names)
            for indicator in indicators:
                if indicator.id == target:
                    return Topic(indicator.label, grown, self.portrait.scale_of(indicator), place)
        return Topic(target.replace("-", " ").capitalize(), grown)

    def _growth(self, target: str) -> Growth:
        """Read the entries that are needed, and no others."""
        scope = Scope(
            portrait=self.portrait.id,
            target=target,
            next_steps=core.next_steps(self.portrait),
            most=self.most,
            since=self.days.since,
            until=self.days.until,
            labels=outcome_labels(self.portrait),
        )
        return core.read_growth(scope, lambda needed: self.index.with_levels(needed, self.names))


# --- what is not shown ---


def _others(workspace: Workspace, used: set[str]) -> Others:
    """Name the other portraits that have levels."""
    others = sorted(used - {""})
    known: set[str] = set()
    if others:
        known = {portrait.id for portrait in portraits.known_portraits(workspace.config)}
    return Others(
        available=tuple(name for name in others if name in known),
        gone=tuple(name for name in others if name not in known),
    )


def _no_levels(portrait: Portrait, topic: Topic | None, others: Others, *, in_those_days: bool) -> NotFoundError:
    """Return a kind error for when there is no level to show; `topic` is what was named, if anything was."""
    if in_those_days:
        command = f"portrait growth {topic.growth.target}" if topic else "portrait growth"
        return NotFoundError("no level was chosen in that time", hint=f"`{command}` shows them all")
    if topic:
        hint = _how_to_choose(portrait, topic.growth.target)
        return NotFoundError(f"there is no level for {topic.name} yet", hint=hint)
    if others.available:
        hint = f"those of another portrait: portrait growth --portrait {others.available[0]}"
        return NotFoundError("there are no levels of this portrait yet", hint=hint)
    return NotFoundError("there is no level yet", hint="`portrait reflect` asks for one")


def _how_to_choose(portrait: Portrait, target: str) -> str:
    """Name the command that asks for a level, or that tells what to choose one for instead."""
    if any(retired.id == target for _, retired in portrait.retired()):
        return f"it is retired; `portrait show {target}` says what replaced it"
    attribute = next((of.id for of, indicator in portrait.indicators() if indicator.id == target), target)
    return f"`portrait reflect {attribute}` asks for one"
