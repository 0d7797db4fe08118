"""Placements and words over time, from the entries of a journal."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.model.entry import SITTING, Entry, Placement, Recalled, Response, Said
from portrait_cli.model.portrait import ATTRIBUTES_TAKEN

Change = Literal["first", "same", "up", "down", "other"]


def prompts_used(entries: Iterable[Entry]) -> Counter[str]:
    """Count how often each prompt was answered."""
    return Counter(response.step for entry in entries for response in entry.responses)


def said_last(entries: Sequence[Entry]) -> dict[str, Said]:
    """Find for each attribute what was said last: its newest words and its newest placement.

    `entries` are of one portrait, oldest first.
    """
    said: dict[str, Said] = {}
    for entry in entries:
        day = entry.written.date()
        for block in entry.blocks:
            match block:
                case Response() if block.attribute not in ATTRIBUTES_TAKEN:
                    known = said.get(block.attribute, Said(day))
                    said[block.attribute] = replace(known, on=day, words=block.text)
                case Placement(as_of="now"):
                    known = said.get(block.target, Said(day))
                    on = known.on if known.words else day
                    said[block.target] = replace(known, on=on, placement=block, placed=day)
                case _:
                    pass
    return said


def longest_ago(attributes: Sequence[str], said: Mapping[str, Said]) -> str:
    """Name the attribute that was not spoken of for longest; the first of those never spoken of."""
    return min(attributes, key=lambda name: said[name].on if name in said else date.min)


def recalled(entries: Iterable[Entry]) -> dict[str, Recalled]:
    """Find the last answer to each question that belongs to a guide; `entries` are oldest first."""
    return {
        response.step: Recalled(entry.written.date(), response.prompt, response.text)
        for entry in entries
        for response in entry.responses
        if response.attribute == SITTING
    }


def change(before: Placement | None, now: Placement) -> Change:
    """Say how a placement compares with the one before it.

    Placements from different scales, and off-scale answers, are never compared: `other`.
    """
    if before is None:
        return "first"
    if before.level == now.level and before.scale == now.scale:
        return "same"
    if before.scale != now.scale or before.levels != now.levels or before.height is None or now.height is None:
        return "other"
    return "up" if now.height > before.height else "down"


YEAR = timedelta(days=365)
NEAR = timedelta(days=7)
"""How far from the day itself "a year ago" may be."""


class Echo(Struct, frozen=True):
    """Words from about a year ago."""

    on: date
    prompt: str
    words: str


def a_year_ago(entries: Iterable[Entry], today: date) -> Echo | None:
    """Find something said within a week of this day last year, the nearest day first."""
    then = today - YEAR
    near = [
        (abs(entry.written.date() - then), entry.written, response)
        for entry in entries
        if abs(entry.written.date() - then) <= NEAR
        for response in entry.responses[:1]
    ]
    if not near:
        return None
    _, written, response = min(near, key=lambda found: found[:2])
    return Echo(written.date(), response.prompt, response.text)
