"""A journal in which plans are made, changed and closed, and the last thing is taken back, beside a simple model."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.entry import OUTCOMES, Block, Entry, Outcome, Plan, PlanOutcome, PlanWords
from portrait_cli.core.find_plan import find
from portrait_cli.core.open_plans import history, with_numbers
from portrait_cli.formats import entry_file

FREE = PlanWords(then="")
Doing: TypeAlias = tuple[str, int, int]
"""What is done, to which of the plans, and with which words, day or outcome."""

_doings = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "reword", "close", "carry-on", "undo", "late session"]),
        st.integers(0, 9),
        st.integers(0, 3),
    ),
    max_size=12,
)


class _Model:
    """What a person would say of their plans: their words, their day, and how they went, by number."""

    def __init__(self) -> None:
        self.plans: dict[int, tuple[str, date | None, Outcome | None]] = {}

    def open_one(self, which: int) -> int | None:
        still_open = [number for number, (_, _, outcome) in self.plans.items() if outcome is None]
        return still_open[which % len(still_open)] if still_open else None

    def add(self, words: str, by: date | None) -> None:
        self.plans[max(self.plans, default=0) + 1] = (words, by, None)


def _do(doing: Doing, model: _Model, entries: list[Entry], now: datetime) -> Entry | None:
    """Do one thing in the model, and return the entry that says so; None if nothing can be done."""
    what, which, with_what = doing
    tracked = {one.number: one for one in history(entries)}
    fresh = Plan(f"{now:%d%H%M}", "", "", f"word {with_what}", words=FREE)
    entry = Entry(f"{now:%Y-%m-%d-%H%M%S}-plan", now, "-06:00", "A plan")
    if what in {"add", "late session"}:
        begun = now - timedelta(days=40) if what == "late session" else now
        model.add(fresh.then, None)
        return with_numbers(replace(entry, written=begun, blocks=(fresh,)), tracked)

    number = model.open_one(which)
    if number is None:
        return None
    words, by, _ = model.plans[number]
    plan = find(list(tracked.values()), str(number)).plan
    blocks: tuple[Block, ...] = ()
    if what == "move":
        by = now.date() + timedelta(days=with_what) if with_what else None
        model.plans[number] = (words, by, None)
        blocks = (replace(plan, by=by),)
    elif what == "reword":
        model.plans[number] = (fresh.then, by, None)
        blocks = (replace(plan, then=fresh.then),)
    else:
        outcome = "partly" if what == "carry-on" else OUTCOMES[with_what]
        model.plans[number] = (words, by, outcome)
        blocks = (PlanOutcome(plan.id, plan.sentence, outcome, outcome),)
        if what == "carry-on":
            model.add(fresh.then, None)
            entry = with_numbers(replace(entry, blocks=(fresh,)), tracked)
    return replace(entry, blocks=(*blocks, *entry.blocks))


def _as_told(entries: list[Entry]) -> Mapping[int, tuple[str, date | None, Outcome | None]]:
    read = [entry_file.parse(entry_file.dump(entry), "entry.md") for entry in entries]
    return {one.number: (one.plan.then, one.plan.by, one.outcome) for one in history(read)}


@given(_doings)
def test_the_history_is_what_a_person_would_say(doings: list[Doing]) -> None:
    """Whatever is done or taken back, each number has the words, the day and the outcome it should have."""
    model = _Model()
    entries: list[Entry] = []
    before: list[dict[int, tuple[str, date | None, Outcome | None]]] = []
    for minute, doing in enumerate(doings):
        if doing[0] == "undo":
            if entries:
                entries.pop()
                model.plans = before.pop()
        else:
            at = datetime(2026, 11, 23, 9) + timedelta(minutes=minute)  # noqa: DTZ001  # local, as entries are
            state = dict(model.plans)
            entry = _do(doing, model, entries, at)
            if entry:
                entries.append(entry)
                before.append(state)
        assert _as_told(entries) == model.plans
