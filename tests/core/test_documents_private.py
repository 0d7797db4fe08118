"""Only what was chosen is in a document: journals of every shape, each of their words told from all others."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import to_builtins

from chosen_lines import COVER, all_lines, situation_of, words_in
from examples import PORTRAIT
from portrait_cli.core.document import Document
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.kinds import KINDS
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
from portrait_cli.core.selection import chosen, names_in, taken_out
from portrait_cli.core.selection_lines import Line

T = TypeVar("T")
_WORD = re.compile(r"q\d+z")
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


class _Writer:
    """Writes a journal as some bytes say; each word in it is another one."""

    def __init__(self, choices: bytes) -> None:
        self._choices = iter(choices)
        self._written = 0
        self._named: dict[str, str] = {}

    def pick(self, options: Sequence[T]) -> T:
        return options[next(self._choices, 0) % len(options)]

    def word(self) -> str:
        self._written += 1
        return f"q{self._written}z"

    def some_words(self) -> str:
        return self.pick(("", self.word()))

    def entries(self) -> Iterator[Entry]:
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
        """Return the words of a plan or goal, which what is told of it repeats."""
        if words:
            self._named[name] = words
        return self._named.get(name, "") or self.word()

    def plan(self, target: str, name: str) -> Plan:
        by = self.pick((None, date(2026, 9, 1)))
        then = self.words_of(name, self.word())
        return Plan(name, target, self.some_words(), then, by, ticked=self.pick((False, True)))

    def outcome(self, name: str) -> PlanOutcome:
        return PlanOutcome(name, self.words_of(name), self.pick(OUTCOMES), self.word(), self.some_words())

    def review(self, name: str) -> GoalReview:
        return GoalReview(name, self.words_of(name), self.pick(GOAL_OUTCOMES), self.word(), self.some_words())

    def placement(self, target: str) -> Placement:
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


_choices = st.binary(min_size=60, max_size=160)


def _words(value: object) -> set[str]:
    """Return the words of the journal in a value, wherever they are."""
    return set(_WORD.findall(" ".join(words_in(to_builtins(value)))))


def _said_in(document: Document) -> set[str]:
    """Return the words of the journal in a document: in its parts, its rows and everything around them."""
    parts, rows = tuple(document.parts), tuple(document.records.rows)
    around = (document.title, document.subtitle, document.author, *document.footer, *document.records.header)
    return _words((parts, rows, around))


def _documents(entries: Sequence[Entry], names: Iterable[str], situation: Situation) -> Iterator[Document]:
    seen = chosen(entries, frozenset(names), situation.known)
    return (kind.make(seen, situation, COVER) for kind in KINDS.values())


@settings(max_examples=10 * settings().max_examples)
@given(_choices, st.integers(0, 2**32))
def test_no_document_has_a_word_that_was_not_chosen(choices: bytes, subset: int) -> None:
    """Whatever lines are chosen, every word in any document is one of theirs; tags go with an entry as a whole."""
    entries = tuple(_Writer(choices).entries())
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    kept = [line for number, line in enumerate(lines) if subset >> number & 1]
    allowed = _words([(line.asked, line.words) for line in kept])
    left_out = {line.entry for line in lines if line not in kept}
    for entry in entries:
        if entry.id not in left_out:
            allowed |= _words(entry.tags)
    for document in _documents(entries, [line.name for line in kept], situation):
        assert _said_in(document) <= allowed, document.kind


@settings(max_examples=settings().max_examples)
@given(_choices, st.integers(0, 2**32))
def test_what_is_taken_out_of_an_offer_is_in_no_document(choices: bytes, subset: int) -> None:
    """A line that its owner leaves out takes its words along, wherever else they are repeated."""
    entries = tuple(_Writer(choices).entries())
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    left_out = [line for number, line in enumerate(lines) if subset >> number & 1]
    for kind in KINDS.values():
        offered = taken_out(kind.offer(lines, situation), [line.name for line in left_out], lines)
        names = names_in(offered)
        kept = [line for line in lines if line.name in names]
        document = kind.make(chosen(entries, names, situation.known), situation, COVER)
        assert _said_in(document).isdisjoint(_words_of(left_out) - _words_of(kept)), kind.id


def _words_of(lines: Iterable[Line]) -> set[str]:
    return _words([line.words for line in lines])


@settings(max_examples=settings().max_examples)
@given(_choices)
def test_a_completion_record_has_not_a_word_of_the_journal(choices: bytes) -> None:
    """Even when it is given whole entries, the record has the names of the portrait and nothing else."""
    entries = tuple(_Writer(choices).entries())
    situation = situation_of(entries)
    kind = KINDS["completion"]
    assert kind.without_lines is not None
    sees = kind.without_lines(entries)
    assert not _words(sees.entries)
    everything = chosen(entries, {line.name for line in all_lines(entries, situation.known)}, situation.known)
    for seen in (sees, everything):
        assert not _said_in(kind.make(seen, situation, COVER))
