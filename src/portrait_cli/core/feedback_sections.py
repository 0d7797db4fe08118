"""What others see beside what I see: where it is near each other, where they see more, where I do.

The rule is plain, looks at each group by itself, and makes no score. In all of it, the others are those of a group
who could see it, and the words are those that they chose from:

- Others see more than I do where I am in the lower half of my levels and at least half of them chose the first word,
  or where I am on the lowest level and more than half chose a word above the last.
- I see more than they do where I am in the upper half and at least half of them chose the last word, or fewer than a
  third the first.
- Anything else is much the same, and so is everything beside the level in the middle.

Where that is not the same of every group, the groups see different things, and the heading says so.

Its limits: the levels that I choose from and the words of the others are different scales, and the rule does not
pretend that one can be turned into the other. It says where it may be worth asking, and never who is right: people in
the same building see different things. A group that is not shown, or of which too few could see something, has no
part in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from portrait_cli.core.earlier_entries import LastSaid
from portrait_cli.core.feedback import Item, ItemAnswers, Result

OfGroup = Literal["near", "others-more", "self-more"]
"""How what a group sees goes together with what I see."""
View = Literal["answers", "near", "others-more", "self-more", "groups-differ", "unplaced", "few-could-see"]
"""What a section is about; `unplaced` is where I have no level.

All that was asked is in `answers` for someone who receives replies for others, and has no part in it.
"""

TITLES: Mapping[View, str] = {
    "answers": "What they answered",
    "near": "Where you see much the same",
    "others-more": "Where others see more than you do",
    "self-more": "Where you see more than others do",
    "groups-differ": "Where the groups see different things",
    "unplaced": "Where you haven't placed yourself yet",
    "few-could-see": "What few could see",
}
"""The sections in their order; each of them is information, and none is bad news."""


class Own(Struct, frozen=True):
    """Where I placed myself."""

    label: str
    """The level, or the answer that was none, in the words in which it was offered."""
    on: date
    """The day on which I chose it."""
    of: str = ""
    """What I placed, if that was the attribute and not the indicator."""
    height: int | None = None
    """Which level it is, counted from 1; null for an answer that is no level."""
    levels: int = 0
    """How many levels there are."""


class Beside(Struct, frozen=True):
    """One thing that was asked, with what I chose and what each group that is shown did."""

    item: Item
    own: Own | None
    """The newest level I chose; null if there is none."""


class Section(Struct, frozen=True):
    """Some of what was asked, sorted by how the two views go together."""

    view: View
    """What it is about."""
    title: str
    """The same in words."""
    items: tuple[Beside, ...]
    """What was asked, in the order of the request."""


def sections(result: Result, own: Mapping[str, Own] | None) -> tuple[Section, ...]:
    """Sort what was asked; `own` has where I placed myself for some items, None if it is about someone else."""
    sorted_out: dict[View, list[Beside]] = {view: [] for view in TITLES}
    if not any(group.is_shown for group in result.groups):
        return ()
    if own is None:
        every = tuple(Beside(item, None) for item in result.items)
        return (Section("answers", TITLES["answers"], every),)
    for item in result.items:
        mine = own.get(item.id)
        sorted_out[_view(item, tuple(answers for _, answers in result.answers_to(item.id)), mine)].append(
            Beside(item, mine)
        )
    titles = dict(TITLES)
    if all(view in {"unplaced", "few-could-see"} for view, items in sorted_out.items() if items):
        titles["unplaced"] = TITLES["answers"]  # with nothing beside it, it is all there is
    return tuple(Section(view, titles[view], tuple(items)) for view, items in sorted_out.items() if items)


def _view(item: Item, of_groups: tuple[ItemAnswers, ...], own: Own | None) -> View:
    could_see = [answers for answers in of_groups if answers.chosen]
    if not could_see:
        return "few-could-see"
    if own is None or own.height is None:
        return "unplaced"
    views = {of_group(item, answers, own.height, own.levels) for answers in could_see}
    return views.pop() if len(views) == 1 else "groups-differ"


def of_group(item: Item, answers: ItemAnswers, height: int, levels: int) -> OfGroup:
    """Return how a group's answers go together with a level of mine."""
    people = answers.could_say
    chose = {one.word: one.people for one in answers.chosen}
    first, last = chose[item.words[0].id], chose[item.words[-1].id]
    if 2 * height < levels + 1 and (2 * first >= people or (height == 1 and 2 * (people - last) > people)):
        return "others-more"
    if 2 * height > levels + 1 and (2 * last >= people or 3 * first < people):
        return "self-more"
    return "near"


def by_attribute(asked: Section, result: Result) -> list[tuple[str, list[Beside]]]:
    """Put what was asked under its attributes' names; under none if only one attribute was asked about."""
    several = len({item.attribute for item in result.items}) > 1
    groups: dict[str, list[Beside]] = {}
    for beside in asked.items:
        groups.setdefault(beside.item.heading if several else "", []).append(beside)
    return list(groups.items())


def in_lines(sorted_out: Sequence[Section]) -> tuple[str, ...]:
    """Write in a line each where the views differ, without a number; if they do nowhere, what there is."""
    differing = [one for one in sorted_out if one.view in {"others-more", "self-more", "groups-differ"}]
    return tuple(_in_line(one) for one in differing or sorted_out[:1])


def _in_line(one: Section) -> str:
    first, *others = one.items
    more = f" (and {len(others)} more)" if others else ""
    return f"{one.title}: {first.item.text}{more}"


def own_placements(result: Result, said: Mapping[str, LastSaid]) -> dict[str, Own]:
    """Find where I placed myself for each item: the newest level of its indicator, or else of its attribute."""
    found: dict[str, Own] = {}
    for item in result.items:
        for target, of in ((item.target, ""), (item.attribute, item.heading or item.attribute)):
            mine = _own(said[target], of) if target and target in said else None
            if mine:
                found[item.id] = mine
                break
    return found


def _own(said: LastSaid, of: str) -> Own | None:
    if said.off_scale and said.off_scale_on:
        return Own(said.off_scale, said.off_scale_on, of)
    placed = said.placement
    if placed is None or said.placed is None:
        return None
    return Own(placed.label, said.placed, of, placed.height, len(placed.levels))


# --- an earlier round ---


class Before(Struct, frozen=True):
    """What a group answered to the same thing in an earlier round."""

    item: str
    """The id of what was asked."""
    group: str
    """The id of the group."""
    asked_on: date
    """The day on which it was asked then."""
    answers: ItemAnswers
    """What they answered then."""


def rounds_side_by_side(now: Result, earlier: Result) -> Iterator[Before]:
    """Go through what the same groups answered before to the same things in the same words, where both are shown."""
    if now.portrait != earlier.portrait:
        return
    known = {item.id: item for item in earlier.items}
    for item in now.items:
        same = known.get(item.id)
        if same is None or (same.text, same.words) != (item.text, item.words):
            continue
        before = {group.group: answers for group, answers in earlier.answers_to(item.id) if answers.chosen}
        for group, answers in now.answers_to(item.id):
            if answers.chosen and group.group in before:
                yield Before(item.id, group.group, earlier.asked_on, before[group.group])
