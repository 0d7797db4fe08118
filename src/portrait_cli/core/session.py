"""A session as an immutable value: what is asked, what was answered, and where it stands."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import dates
from portrait_cli.core.entry import AsOf, PlanWords
from portrait_cli.core.errors import PortraitError, StoppedError
from portrait_cli.core.portrait import Nudge
from portrait_cli.core.text import replace_surrogates

Purpose = Literal[
    "outcome",
    "outcome-note",
    "words",
    "level",
    "comment",
    "choice",
    "indicator",
    "focus",
    "let-one-rest",
    "when",
    "then",
    "by",
]

MOST_OPEN = 3
"""How many plans may be open before a session asks which one may rest, to make room for another."""


_PUNCTUATION = ".,;:!?…\"'()“”‘’"


class AnswerError(PortraitError):
    """An answer that the step cannot take."""


class Choice(Struct, frozen=True):
    """One answer of a closed list; `height` counts levels from 1, off-scale answers have none."""

    id: str
    label: str
    statement: str = ""
    height: int | None = None


class Earlier(Struct, frozen=True):
    """What was said last time, shown above the question."""

    on: date
    words: str = ""
    level: str = ""
    placed: date | None = None
    """The day of the level."""
    prompt: str = ""
    """What was asked, where it was something else."""


class Step(Struct, frozen=True):
    """One thing that is asked, with all that is needed to ask it and to write it down."""

    id: str
    purpose: Purpose
    prompt: str
    attribute: str = ""
    heading: str = ""
    meaning: str = ""
    part: str = ""
    """Where the session stands, as `2 of 5`."""
    place: int = 0
    """The attribute's place in its portrait, counted from 0."""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    earlier: Earlier | None = None
    examples: Mapping[str, str] = {}
    """For each attribute, an answer that shows the form."""
    target: str = ""
    """The attribute or indicator that is placed."""
    as_of: AsOf = "now"
    scale: str = ""
    levels: tuple[str, ...] = ()
    nudged: bool = False
    """Whether a thin answer is met with a nudge."""
    needs: str = ""
    """The step that must have been answered before this one is asked ..."""
    needs_one_of: tuple[str, ...] = ()
    """... with one of these, or with anything if there are none."""

    @property
    def numbered(self) -> bool:
        """Say whether a choice may be named by its number: not where names are numbers themselves."""
        return not any(choice.id.isdecimal() or choice.label.isdecimal() for choice in self.choices)


class Session(Struct, frozen=True):
    """A session while it happens."""

    id: str
    started: datetime
    utc_offset: str
    portrait: str
    portrait_version: str
    guide: str
    title: str
    minutes: int
    steps: tuple[Step, ...]
    time_zone: str = ""
    role: str = ""
    attributes: tuple[str, ...] = ()
    words: PlanWords = PlanWords()
    answers: Mapping[str, str] = {}
    skipped: tuple[str, ...] = ()
    at: str = ""
    """The step being asked; empty means that everything is dealt with and under review."""
    typed: str = ""
    """Words that stood in the line when the session was stopped."""
    nudges: tuple[Nudge, ...] = ()
    """The nudges still to be offered; after one of them there are none."""
    nudge: str = ""
    """The nudge that stands above the question just now."""
    seconds: int = 0
    saved: bool = False

    @property
    def step(self) -> Step | None:
        """The step being asked, or None for the review."""
        return next((self._as_asked(step) for step in self.steps if step.id == self.at), None)

    @property
    def begun(self) -> str:
        """Say what the step's answer is so far: what stood in the line, behind the answer that a nudge met."""
        answer = self.answers.get(self.at, "")
        if self.nudge and answer and self.typed and not self.typed.startswith(answer):
            return f"{answer}\n{self.typed}"
        return self.typed or answer

    @property
    def places(self) -> Mapping[str, int]:
        """Say which place each attribute has in its portrait, counted from 0."""
        return {step.attribute: step.place for step in self.steps if step.attribute}

    @property
    def active(self) -> tuple[Step, ...]:
        """List the steps that are asked, given the answers so far."""
        return tuple(self._as_asked(step) for step in self.steps if self._is_asked(step))

    def _is_asked(self, step: Step) -> bool:
        if step.purpose == "let-one-rest":
            return len([choice for choice in step.choices if self.is_open(choice)]) >= MOST_OPEN
        if not step.needs:
            return True
        answer = self.answers.get(step.needs, "")
        return answer in step.needs_one_of if step.needs_one_of else bool(answer)

    def _as_asked(self, step: Step) -> Step:
        """Leave out the plans that this session has told of, but for one that was chosen before."""
        if step.purpose != "let-one-rest":
            return step
        said = self.answers.get(step.id)
        return replace(step, choices=tuple(one for one in step.choices if one.id == said or self.is_open(one)))

    def is_open(self, plan: Choice) -> bool:
        """Say whether a plan, offered to rest, was not told of in this session."""
        return f"{plan.id}.outcome" not in self.answers

    @property
    def listed(self) -> tuple[Step, ...]:
        """List the steps that the review shows: those that are asked, and any other that has an answer."""
        return tuple(self._as_asked(step) for step in self.steps if self._is_asked(step) or step.id in self.answers)

    @property
    def focus(self) -> str:
        """Name the attribute that the plan is about, if one was chosen or there is only one."""
        only = self.attributes[0] if len(self.attributes) == 1 else ""
        return self.answers.get("plan.attribute", only)

    @property
    def answered(self) -> tuple[Step, ...]:
        """List the steps that have an answer."""
        return tuple(step for step in self.steps if step.id in self.answers)


class Answer(Struct, frozen=True):
    """The person answered; `text` is as typed, or a choice's id."""

    text: str


class Skip(Struct, frozen=True):
    """The person passed over the question."""


class Back(Struct, frozen=True):
    """The person wants the question before this one; `typed` words in the line are kept as the answer."""

    typed: str = ""


class Change(Struct, frozen=True):
    """In the review, the person wants to answer a step again."""

    step: str


class Save(Struct, frozen=True):
    """In the review, the person is content."""


Action: TypeAlias = Answer | Skip | Back | Change | Save
Ask: TypeAlias = Callable[[Session], Action]


LONGEST_PAUSE = 600
"""Seconds after which a person who has not answered is taken to have left the desk."""


def play(session: Session, ask: Ask, keep: Callable[[Session], None], seconds: Callable[[], float]) -> Session:
    """Ask until everything is saved; `keep` gets the session after every action, so that nothing is lost.

    `seconds` is a clock that only runs forward. Raises StoppedError when the asker does, after the half-typed
    words are kept as well.
    """
    while not session.saved:
        began = seconds()
        try:
            action = ask(session)
        except StoppedError as stopped:
            keep(replace(session, typed=stopped.typed))
            raise
        spent = min(round(seconds() - began), LONGEST_PAUSE)
        session = replace(apply(session, action), seconds=session.seconds + spent)
        keep(session)
    return session


def apply(session: Session, action: Action) -> Session:
    """Take one action and move on; a new answer replaces the old one."""
    step = session.step
    session = replace(session, typed="", nudge="")
    skipped = tuple(name for name in session.skipped if name != session.at)
    match action:
        case Answer(text) if step:
            answered = replace(session, answers={**session.answers, step.id: text}, skipped=skipped)
            nudge = _nudge(session, step, text)
            return replace(answered, typed=text, nudge=nudge, nudges=()) if nudge else forward(answered)
        case Skip() if step:
            answers = {name: answer for name, answer in session.answers.items() if name != step.id}
            return forward(replace(session, answers=answers, skipped=(*skipped, step.id)))
        case Back(typed):
            if step and not step.choices and step.purpose != "by" and typed.strip():
                session = replace(session, answers={**session.answers, step.id: typed}, skipped=skipped)
            return _back(session)
        case Change(name):
            return replace(session, at=name)
        case Save():
            return replace(session, saved=True)
        case Answer() | Skip():  # there is no question to answer in the review
            return session
        case _:
            assert_never(action)


def _nudge(session: Session, step: Step, text: str) -> str:
    """Choose the nudge that a thin answer calls for, if one is left in this session."""
    if not step.nudged:
        return ""
    said = [word.strip(_PUNCTUATION).casefold() for word in text.split()]
    for nudge in session.nudges:
        short = len(said) < nudge.fewer_than or not nudge.fewer_than
        named = {word.casefold() for word in nudge.words}
        if short and (named & set(said) or (nudge.fewer_than and not named)):
            return nudge.text
    return ""


def forward(session: Session) -> Session:
    """Go to the next question in order, or to the review when every question is dealt with."""
    names = [step.id for step in session.active]
    waiting = [name for name in names if name not in session.answers and name not in session.skipped]
    later = names[names.index(session.at) + 1 :] if session.at in names else waiting
    return replace(session, at=(later or waiting)[0] if waiting else "")


def _back(session: Session) -> Session:
    names = [step.id for step in session.active]
    here = names.index(session.at) if session.at in names else len(names)
    return replace(session, at=names[here - 1]) if here else session


def tidy(text: str) -> str:
    """Make typed or pasted words fit for a file: line ends become line feeds, halves of characters are replaced.

    Raises AnswerError for a NUL, which no text file holds.
    """
    if "\0" in text:
        raise AnswerError("there is a NUL character in these words", hint="paste them again as plain text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return replace_surrogates(text)


def choose(step: Step, text: str) -> Choice:
    """Find the choice meant by its number, id, label or a beginning of the label.

    Raises AnswerError when none or several are meant.
    """
    said = text.strip().casefold()
    for number, choice in enumerate(step.choices, start=1):
        if said in {choice.id.casefold(), choice.label.casefold(), str(number) if step.numbered else ""} - {""}:
            return choice
    near = [choice for choice in step.choices if said and choice.label.casefold().startswith(said)]
    if len(near) == 1:
        return near[0]
    known = ", ".join(choice.id for choice in step.choices)
    raise AnswerError(f'"{text.strip()}" is none of the choices', hint=f"choose one of {known}")


def answer_to(step: Step, text: str, today: date) -> str:
    """Turn what was typed at a step into its answer: a choice's id, an ISO date, or the words.

    Raises AnswerError when the step cannot take it.
    """
    if step.choices:
        return choose(step, text).id
    if step.purpose == "by":
        day = dates.ahead(text, today)
        if day is None:
            message = f'"{text.strip()}" is not a day from today on'
            raise AnswerError(message, hint="give one such as friday, 2 weeks, dec 7 or 2026-12-07")
        return day.isoformat()
    if step.purpose in {"when", "then"}:
        return _fragment(step.prompt, tidy(text))
    return tidy(text)


def _fragment(prompt: str, text: str) -> str:
    """Take a part of a plan without what its form supplies: "When the bell rings," is "the bell rings"."""
    said, lead = text.strip(), prompt.strip("… ").split()
    for start in range(len(lead)):
        whole, short = (re.escape(" ".join(lead[start:end])) for end in (None, -1))
        found = re.match(rf"(?:{whole}|{short}['’]ll) ", said, re.IGNORECASE)  # "I'll" is "I will"
        if found:
            said = said[found.end() :].lstrip()
            break
    return said if said.endswith("..") else said.rstrip(",;:").removesuffix(".")
