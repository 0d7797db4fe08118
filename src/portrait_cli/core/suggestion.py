"""The one thing to do next, and why: for a plan that is due, the season, the goal, or an attribute that waited."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from portrait_cli.core.dates import SCHOOL_YEAR, school_year
from portrait_cli.core.earlier_entries import LastSaid, Past, longest_ago, looked_at
from portrait_cli.core.guide import Guide, Season
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.portrait import Attribute, Portrait, walk

Why = Literal["draft", "plan", "first", "start", "middle", "end", "goal", "longest", "all"]
"""Unfinished, due, nothing said yet, a season of the school year, the goal's, waited longest, all done lately."""

A_WHILE = timedelta(weeks=3)
"""How long after it was looked at the attribute of a goal is suggested again."""
JUST_NOW = timedelta(days=3)
"""How long an attribute that was looked at is not suggested for having waited longest."""
FIRST_TIME = "first-time"
"""The id of the guide for someone who has not reflected yet, in a portrait that has one."""

_SEASONS: Mapping[int, Season] = {0: "start", 1: "start", 5: "middle", 6: "middle", 9: "end", 10: "end"}
"""The seasons by the months since the school year began: after August, January and February are its middle."""


class Suggestion(Struct, frozen=True):
    """One thing to do next."""

    why: Why
    command: tuple[str, ...]
    """The words of the command after `portrait`."""
    about: str = ""
    """What is suggested, as it is called: an attribute, a guide, the number of a plan."""
    since: date | None = None
    """The day a plan was due, or on which an attribute was last looked at."""


def about_plan(plans: Sequence[OpenPlan], today: date) -> Suggestion | None:
    """Suggest to say how the first plan went whose day has come; None if there is none."""
    for one in plans:
        if one.plan.by and one.plan.by <= today:
            number = str(one.number)
            return Suggestion("plan", ("plans", "kept", number), number, one.plan.by)
    return None


def about_session(portrait: Portrait, past: Past, today: date, seasonal: Guide | None) -> Suggestion:
    """Suggest a session; `seasonal` is the guide that the season calls for, if it was not followed yet."""
    if _is_new(portrait, past):
        return first_session(portrait)
    if seasonal and seasonal.season:
        return Suggestion(seasonal.season, ("reflect", seasonal.id), seasonal.name)
    for goal in past.goals:
        attribute = _attribute_of(portrait, goal.goal.target)
        if attribute and _is_before(attribute, past.said, today - A_WHILE):
            return Suggestion("goal", ("reflect", attribute.id), attribute.name, looked_at(attribute, past.said))
    waiting = longest_ago(portrait.attributes, past.said)
    if _is_before(waiting, past.said, today - JUST_NOW):
        return Suggestion("longest", ("reflect", waiting.id), waiting.name, looked_at(waiting, past.said))
    return Suggestion("all", ("growth",))


def first_session(portrait: Portrait) -> Suggestion:
    """Suggest the first session: with the guide for the first time if there is one."""
    for guide in portrait.guides:
        if guide.id == FIRST_TIME:
            return Suggestion("first", ("reflect", guide.id), guide.name)
    return Suggestion("first", ("reflect",))


def _is_new(portrait: Portrait, past: Past) -> bool:
    """Return True for someone who has not looked at an attribute, answered a guide's question or set a goal."""
    has_looked = any(looked_at(attribute, past.said) for attribute in portrait.attributes)
    return not (has_looked or past.recalled or past.goals)


def _is_before(attribute: Attribute, said: Mapping[str, LastSaid], day: date) -> bool:
    """Return True if an attribute was looked at last on or before a day, or never."""
    last = looked_at(attribute, said)
    return last is None or last <= day


def _attribute_of(portrait: Portrait, target: str) -> Attribute | None:
    """Return the attribute that a goal is about, also if it is about one of its indicators."""
    for attribute in portrait.attributes:
        if target in {attribute.id, *(indicator.id for indicator in walk(attribute.indicators))}:
            return attribute
    return None


# --- the seasons of a school year ---


def seasonal_guide(portrait: Portrait, past: Past, today: date) -> Guide | None:
    """Return the guide that the season calls for; that of the start is not needed by someone who has a goal."""
    season = _SEASONS.get((today.month - SCHOOL_YEAR[0]) % 12)
    if season is None or (season == "start" and past.goals):
        return None
    return next((guide for guide in portrait.guides if guide.season == season), None)


def season_began(today: date) -> date:
    """Return the first day of a season: a guide that was followed since then is not suggested again."""
    months = (today.month - SCHOOL_YEAR[0]) % 12
    first = today.replace(day=1)
    if _SEASONS.get(months) == _SEASONS.get(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    return max(first, school_year(today))


# --- for someone who is here for the first time ---


class Offer(Struct, frozen=True):
    """A session that is offered to someone who is here for the first time."""

    command: tuple[str, ...]
    """The words of the command after `portrait`."""
    name: str


def first_offers(portrait: Portrait) -> tuple[Offer, ...]:
    """List the first session, then the usual ones: for all attributes, and for one of them."""
    first = first_session(portrait)
    offers = {first.command: Offer(first.command, first.about)}
    for guide in portrait.guides:
        command: tuple[str, ...] = ("reflect",)
        name = guide.name
        if guide.per_attribute:
            command = ("reflect", portrait.attributes[0].id)
            name = f"{guide.name}: one attribute, in depth"
        if not offers.get(command, Offer(command, "")).name:
            offers[command] = Offer(command, name)
    return tuple(offers.values())
