"""Journals of every shape as values; each of their words is one of its own, such as `q12z`."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from examples import PORTRAIT
from portrait_cli.core.entry import (
    GOAL_OUTCOMES,
    OUTCOMES,
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)

T = TypeVar("T")
WORD = re.compile(r"q\d+z")
_FIRST_DAY = datetime.fromisoformat("2026-03-02T17:30:00")
_TARGETS = ("advocacy", "ad2", "collaboration", "co1", "", "of-another-portrait")
_STEPS = (
    "advocacy.left-out",
    "collaboration.others",
    "sitting.week",
    "note",
    "ad2.level",
    "commitment.p1.outcome",
    "commitment.p1.then",
    "my-goal.g1.shows",
    "my-goal.text",
)
_LEVELS = ("starting", "growing", "steady", "multiplying")


class JournalWriter:
    """Writes a journal as some bytes say; each word in it is another one."""

    def __init__(self, choices: bytes) -> None:
        self._choices = iter(choices)
        self._written = 0
        self._named: dict[str, str] = {}

    def pick(self, options: Sequence[T]) -> T:
        """Choose one of some options."""
        return options[next(self._choices, 0) % len(options)]

    def word(self) -> str:
        """Return a word that is nowhere else."""
        self._written += 1
        return f"q{self._written}z"

    def some_words(self) -> str:
        """Return such a word, or nothing."""
        return self.pick(("", self.word()))

    def entries(self) -> Iterator[Entry]:
        """Go through the entries of the journal."""
        for number in range(self.pick((1, 2, 3, 4))):
            written = _FIRST_DAY + timedelta(days=100 * number)
            guide = self.pick(("", "check-in", "goal"))
            title = self.pick((self.word(), f"Check-in, {self.word()}", "Note"))
            yield Entry(
                id=f"e{number}",
                written=written,
                utc_offset="-06:00",
                title=title,
                portrait=self.pick((PORTRAIT.id, "another")),
                portrait_version="1",
                guide=guide,
                role=self.pick(("", "building-leader")),
                attributes=self.pick(((), ("advocacy",), ("advocacy", "collaboration"))),
                tags=("portrait/advocacy", self.word()),
                minutes=self.pick((None, 12)),
                extra=(f"aliases: {self.word()}",),
                blocks=tuple(self.block(number) for _ in range(self.pick(range(6)))),
            )

    def block(self, number: int) -> Block:
        """Return a block of an entry, of any kind."""
        target, which = self.pick(_TARGETS), self.pick(("1", "2"))
        kinds: tuple[Callable[[], Block], ...] = (
            lambda: Heading("A part", target),
            lambda: Response(self.pick(_STEPS), self.word(), self.word()),
            lambda: self.placement(target),
            lambda: self.plan(target, f"p{which}"),
            lambda: self.outcome(f"p{which}"),
            lambda: Goal(f"g{which}", target, "My goal", self.words_of(f"g{which}", self.word())),
            lambda: self.review(f"g{which}"),
            lambda: self.evidence(number, target, f"v{which}"),
            lambda: EvidenceDropped(f"v{which}", self.word()),
            lambda: Prose(self.word()),
        )
        return self.pick(kinds)()

    def words_of(self, name: str, words: str = "") -> str:
        """Keep the words of what has a name, or return those it had last."""
        """Return the words of a plan or goal, which what is told of it repeats."""
        if words:
            self._named[name] = words
        return self._named.get(name, "") or self.word()

    def plan(self, target: str, name: str) -> Plan:
        """Return a plan, with a name that others may have too."""
        by = self.pick((None, date(2026, 9, 1)))
        then = self.words_of(name, self.word())
        return Plan(name, target, self.some_words(), then, by, ticked=self.pick((False, True)))

    def outcome(self, name: str) -> PlanOutcome:
        """Return how a plan went, with its words."""
        return PlanOutcome(name, self.words_of(name), self.pick(OUTCOMES), self.word(), self.some_words())

    def review(self, name: str) -> GoalReview:
        """Return a decision about a goal, with its words."""
        return GoalReview(name, self.words_of(name), self.pick(GOAL_OUTCOMES), self.word(), self.some_words())

    def placement(self, target: str) -> Placement:
        """Return a level that was chosen."""
        return Placement(
            target=target,
            prompt=self.word(),
            level=self.pick((*_LEVELS, "cant-say-yet")),
            label=self.word(),
            statement=self.some_words(),
            comment=self.some_words(),
            scale=self.pick(("growth/1", "growth/2", "")),
            levels=self.pick((_LEVELS, ())),
            as_of=self.pick(("now", "then")),
        )

    def evidence(self, number: int, target: str, name: str) -> Evidence:
        """Return evidence, perhaps an answer of the entry before."""
        step = self.pick(("", *_STEPS))
        return Evidence(
            id=name,
            target=target,
            heading=self.word(),
            text=self.some_words(),
            link=self.some_words(),
            name=self.some_words(),
            step=step,
            entry=self.pick(("", f"e{max(number - 1, 0)}")) if step else "",
        )
