"""A session as an immutable value: what is asked, what was answered, and which question is next."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias, assert_never

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name, which_nudge
from portrait_cli.core.entry import AsOf, PlanWords
from portrait_cli.core.errors import StoppedError
from portrait_cli.core.portrait import Nudge

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
    "goal-about",
    "goal-part",
    "goal",
    "goal-shows",
    "goal-review",
    "goal-reason",
]

MOST_OPEN = 3
"""How many plans may be open before a session asks which one to let rest, to make room for another."""


class Choice(Struct, frozen=True):
    """One answer of a closed list; `height` counts levels from 1, off-scale answers have none."""

    id: str
    label: str
    statement: str = ""
    height: int | None = None


class Reminder(Struct, frozen=True):
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
    place: int = 0
    """The attribute's place in its portrait, counted from 0."""
    minutes: int = 0
    """How long the answer takes, where that is longer than usual."""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    earlier: Reminder | None = None
    examples: Mapping[str, str] = {}
    """For each attribute, an answer that shows the form."""
    target: str = ""
    """The attribute or indicator that is placed."""
    as_of: AsOf = "now"
    scale: str = ""
    levels: tuple[str, ...] = ()
    nudged: bool = False
    """Whether a thin answer gets a nudge."""
    needs: str = ""
    """The step that must have been answered before this one is asked ..."""
    needs_one_of: tuple[str, ...] = ()
    """... with one of these, or with anything if there are none."""
    prompts_after: Mapping[str, str] = {}
    """For some of these answers, how it is asked instead."""

    @property
    def numbered(self) -> bool:
        """Return True if a choice can be picked by its number; False if any of the choices is a number itself."""
        return not any(choice.id.isdecimal() or choice.label.isdecimal() for choice in self.choices)

    def choice(self, name: str) -> Choice:
        """Return the choice with this id."""
        return next(choice for choice in self.choices if choice.id == name)

    @property
    def begins_question(self) -> bool:
        """Return True if the step counts as a question, and not as a part of another one.

        A level and the comment on it are one question to a person, and so are the parts of a plan.
        """
        return not self.needs and self.purpose != "let-one-rest"


class Progress(NamedTuple):
    """The number of a question, counted from 1, among all of a session."""

    number: int
    total: int


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
    """The step being asked; empty when every question is done, for the review."""
    typed: str = ""
    """Words that were in the line when the session was stopped."""
    nudges: tuple[Nudge, ...] = ()
    """The nudges that may still be offered; none once one of them was."""
    nudge: str = ""
    """The nudge that is shown above the question right now."""
    seconds: int = 0
    saved: bool = False

    @property
    def step(self) -> Step | None:
        """The step being asked, or None for the review."""
        return next((self._as_asked(step) for step in self.steps if step.id == self.at), None)

    @property
    def progress(self) -> Progress:
        """Return where the session is; the review is at the last question.

        This is the only count there is. The total is known at the beginning, and no answer changes it.
        """
        return Progress(self.number_of(self.at), sum(step.begins_question for step in self.steps))

    def number_of(self, name: str) -> int:
        """Return the number of the question that a step belongs to."""
        number = 0
        for step in self.steps:
            number += step.begins_question
            if step.id == name:
                # Making room for a plan comes before the plan, and belongs to it.
                return number + (step.purpose == "let-one-rest")
        return number

    @property
    def begun(self) -> str:
        """Return the step's answer so far: what was in the line, after the answer that got a nudge."""
        answer = self.answers.get(self.at, "")
        if not self.typed:
            return answer
        if self.nudge and answer and not self.typed.startswith(answer):
            return f"{answer}\n{self.typed}"
        return self.typed

    @property
    def places(self) -> Mapping[str, int]:
        """Return the place of each attribute in its portrait, counted from 0."""
        return {step.attribute: step.place for step in self.steps if step.attribute}

    @property
    def active(self) -> tuple[Step, ...]:
        """List the steps that are asked, given the answers so far."""
        return tuple(self._as_asked(step) for step in self.steps if self._is_asked(step))

    def _is_asked(self, step: Step) -> bool:
        if step.purpose == "let-one-rest":
            still_open = [choice for choice in step.choices if self.is_open(choice)]
            return len(still_open) >= MOST_OPEN
        if not step.needs:
            return True
        answer = self.answers.get(step.needs, "")
        if step.needs_one_of:
            return answer in step.needs_one_of
        return bool(answer)

    def _as_asked(self, step: Step) -> Step:
        """Ask as the answers so far call for.

        Plans that have an outcome from this session are left out, except one that was chosen before.
        """
        if step.prompts_after:
            return replace(step, prompt=step.prompts_after.get(self.answers.get(step.needs, ""), step.prompt))
        if step.purpose != "let-one-rest":
            return step
        said = self.answers.get(step.id)
        offered = tuple(choice for choice in step.choices if choice.id == said or self.is_open(choice))
        return replace(step, choices=offered)

    def is_open(self, plan: Choice) -> bool:
        """Return True if a plan that is offered to rest has no outcome from this session."""
        outcome = step_name.outcome_of(step_name.plan_of(plan.id))
        return str(outcome) not in self.answers

    @property
    def listed(self) -> tuple[Step, ...]:
        """List the steps that the review shows: those that are asked, and any other that has an answer."""
        return tuple(self._as_asked(step) for step in self.steps if self._is_asked(step) or step.id in self.answers)

    @property
    def dips_asked_about(self) -> frozenset[str]:
        """Return the attributes and indicators whose level was lower than last time, and was asked about."""
        comments = [step for step in self.active if step.prompts_after]
        return frozenset(step.target for step in comments if self.answers.get(step.needs) in step.prompts_after)

    @property
    def focus(self) -> str:
        """Return the attribute that the plan is about, if one was chosen or there is only one."""
        only = ""
        if len(self.attributes) == 1:
            only = self.attributes[0]
        return self.answers.get(step_name.PLAN_ATTRIBUTE, only)

    @property
    def answered(self) -> tuple[Step, ...]:
        """List the steps that have an answer."""
        return tuple(step for step in self.steps if step.id in self.answers)


class Answer(Struct, frozen=True):
    """The person answered; `text` is as typed, or a choice's id."""

    text: str


class Skip(Struct, frozen=True):
    """The person skipped the question."""


class Back(Struct, frozen=True):
    """The person wants the question before this one; `typed` words in the line are kept as the answer."""

    typed: str = ""


class Change(Struct, frozen=True):
    """In the review, the person wants to answer a step again."""

    step: str


class Save(Struct, frozen=True):
    """In the review, the person wants to save."""


Action: TypeAlias = Answer | Skip | Back | Change | Save
Ask: TypeAlias = Callable[[Session], Action]


LONGEST_PAUSE = 600
"""Seconds after which a person who has not answered is assumed to be away."""


def play(session: Session, ask: Ask, keep: Callable[[Session], None], seconds: Callable[[], float]) -> Session:
    """Ask until everything is saved; `keep` gets the session after every action, so nothing is lost.

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
    """Take one action and move on; a new answer replaces the old one.

    In the review there is no question to answer or skip.
    """
    step = session.step
    session = replace(session, typed="", nudge="")
    match action:
        case Answer(text):
            return _answer(session, step, text) if step else session
        case Skip():
            return _skip(session, step) if step else session
        case Back(typed):
            return _back(_with_half_typed(session, step, typed))
        case Change(name):
            return replace(session, at=name)
        case Save():
            return replace(session, saved=True)
        case _:
            assert_never(action)


def _answer(session: Session, step: Step, text: str) -> Session:
    """Take an answer and move on, or stay once with a nudge if the answer is thin."""
    answered = _with_answer(session, step, text)
    nudge = which_nudge.after(text, session.nudges) if step.nudged else ""
    if nudge:
        return replace(answered, typed=text, nudge=nudge, nudges=())
    return forward(answered)


def _with_answer(session: Session, step: Step, text: str) -> Session:
    skipped = tuple(name for name in session.skipped if name != step.id)
    return replace(session, answers={**session.answers, step.id: text}, skipped=skipped)


def _skip(session: Session, step: Step) -> Session:
    answers = {name: answer for name, answer in session.answers.items() if name != step.id}
    skipped = [name for name in session.skipped if name != step.id]
    return forward(replace(session, answers=answers, skipped=(*skipped, step.id)))


def _with_half_typed(session: Session, step: Step | None, typed: str) -> Session:
    """Keep words in the line as the answer, if any words are an answer to the step."""
    if step is None or step.choices or step.purpose == "by" or not typed.strip():
        return session
    return _with_answer(session, step, typed)


def with_late_words(session: Session, name: str, text: str) -> Session:
    """Add words that came late to the answer of a step, or to its line if it is being asked; none are there twice."""
    if name == session.at:
        return replace(session, typed=joined(session.begun, text))
    step = next(step for step in session.steps if step.id == name)
    return _with_answer(session, step, joined(session.answers.get(name, ""), text))


def holds(session: Session, name: str, text: str) -> bool:
    """Return True if the answer of a step, or its line if it is being asked, has these words."""
    words = session.begun if name == session.at else session.answers.get(name, "")
    return _contains(words, text.strip())


def joined(words: str, later: str) -> str:
    """Put words and a later form of them together; what one of them has is not there twice."""
    if _contains(later, words):
        return later
    return words if _contains(words, later) else f"{words}\n{later}"


def _contains(text: str, part: str) -> bool:
    """Return True if a text has a part as whole lines, or begins with it at the end of a word."""
    if not part or f"\n{part}\n" in f"\n{text}\n":
        return True
    return text.startswith(part) and not text[len(part) : len(part) + 1].isalnum()


def forward(session: Session) -> Session:
    """Go to the next question in order, or to the review when every question is done."""
    names = [step.id for step in session.active]
    waiting = [name for name in names if name not in session.answers and name not in session.skipped]
    following = ""
    if session.at in names:
        following = next(iter(names[names.index(session.at) + 1 :]), "")
    if not waiting:  # a question that is answered again has all its parts asked again
        is_next_part = bool(following) and session.number_of(following) == session.number_of(session.at)
        return replace(session, at=following if is_next_part else "")
    return replace(session, at=following or waiting[0])


def _back(session: Session) -> Session:
    names = [step.id for step in session.active]
    here = len(names)
    if session.at in names:
        here = names.index(session.at)
    return replace(session, at=names[here - 1]) if here else session
