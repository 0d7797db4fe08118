"""A session as an immutable value: what is asked, what was answered, and where it is."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.entry import AsOf, PlanWords
from portrait_cli.core.goals import ENDS, MOST_GOALS
from portrait_cli.core.portrait import Nudge
from portrait_cli.core.shown import Shown, with_answers

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
    "goal-about-now",
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
    off_scale: str = ""
    """An answer since then that was not a level."""
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
    default: str = ""
    """The choice that Enter alone takes; empty for none."""
    earlier: Reminder | None = None
    examples: Mapping[str, str] = {}
    """For each attribute, an answer that shows the form."""
    target: str = ""
    """The attribute or indicator that is placed, or that a goal is about."""
    target_name: str = ""
    """What a goal's target is called."""
    moment: str = ""
    """The moment of the plan whose rest it asks for."""
    words: PlanWords = PlanWords()
    """The words that hold that plan together."""
    as_of: AsOf = "now"
    scale: str = ""
    levels: tuple[str, ...] = ()
    nudged: bool = False
    """Whether a thin answer gets a nudge."""
    needs: str = ""
    """The step that must have been answered before this one is asked ..."""
    needs_one_of: tuple[str, ...] = ()
    """... with one of these, or with anything if there are none."""
    shown: Shown | None = None
    """What the question is about, such as the open goals."""
    new_goal: Literal["asked", "on-request", ""] = ""
    """Whether it is about a goal to set, which is asked at once, or in the review if the person wants to."""
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
    tags: tuple[str, ...] = ()
    """Those that the person gave it."""
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
    open_goals: int = 0
    """How many goals were open when it began."""
    goal_target: str = ""
    """The attribute or indicator that the only open goal was about when it began; empty for none or several."""
    goal_label: str = ""
    """What that is called."""
    evidence: tuple[str, ...] = ()
    """The steps whose answers are marked as evidence."""
    marked_last: str = ""
    """The step that was marked or unmarked just now; empty after any other action."""
    wants_goal: bool = False
    """True once the person wants to set a goal, in the review."""

    @property
    def step(self) -> Step | None:
        """The step being asked, or None for the review."""
        return next((self.as_asked(step) for step in self.steps if step.id == self.at), None)

    @property
    def progress(self) -> Progress:
        """Return where the session is; the review is at the last question.

        This is the only count there is. The total is known at the beginning, and no answer changes it.
        """
        return Progress(self.number_of(self.at), sum(map(self._counts, self.steps)))

    def number_of(self, name: str) -> int:
        """Return the number of the question that a step belongs to."""
        number = 0
        for step in self.steps:
            number += self._counts(step)
            if step.id == name:
                # Making room for a plan comes before the plan, and belongs to it.
                return number + (step.purpose == "let-one-rest")
        return number

    def _counts(self, step: Step) -> bool:
        """Return True if a step counts as a question."""
        return step.begins_question and self.is_expected(step)

    def is_expected(self, step: Step) -> bool:
        """Return True unless a step is about a goal for which there is no room, or that nobody asked for."""
        if step.new_goal == "on-request":
            return self.wants_goal
        return not step.new_goal or self.open_goals < MOST_GOALS

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
        return tuple(self.as_asked(step) for step in self.steps if self._is_asked(step))

    def _is_asked(self, step: Step) -> bool:
        if step.purpose == "let-one-rest":
            still_open = [choice for choice in step.choices if self.is_open(choice)]
            return len(still_open) >= MOST_OPEN
        if step.new_goal and not self._asks_for_goal(step):
            return False
        if not step.needs:
            return True
        answer = self.answers.get(step.needs, "")
        if step.needs_one_of:
            return answer in step.needs_one_of
        return bool(answer)

    def _asks_for_goal(self, step: Step) -> bool:
        return self.has_room_for_goal and (self.wants_goal or step.new_goal == "asked")

    @property
    def goals_left(self) -> int:
        """Return how many goals are open after what was decided in this session."""
        return self.open_goals - sum(decision in ENDS for decision in self._goal_decisions)

    @property
    def _goal_decisions(self) -> list[str]:
        return [self.answers.get(step.id, "") for step in self.steps if step.purpose == "goal-review"]

    @property
    def has_room_for_goal(self) -> bool:
        """Return True if fewer goals are open than a person can work on."""
        return self.goals_left < MOST_GOALS

    @property
    def offers_goal(self) -> bool:
        """Return True if the person can ask to set a goal, in the review: not after one was met or set just now."""
        can_be_asked = any(step.new_goal == "on-request" for step in self.steps)
        has_done_one = self.wants_goal or not {"met", "change"}.isdisjoint(self._goal_decisions)
        return can_be_asked and self.has_room_for_goal and not has_done_one

    def as_asked(self, step: Step) -> Step:
        """Show a step as it is after the answers of this session.

        What is above it has their words. Plans that have an outcome are left out, except one that was chosen before.
        """
        if step.shown:
            asked = {one.id for one in self.steps if self._is_asked(one)}
            given = {name: answer for name, answer in self.answers.items() if name in asked}
            step = replace(step, shown=with_answers(step.shown, given))
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
        return tuple(self.as_asked(step) for step in self.steps if self._is_asked(step) or step.id in self.answers)

    @property
    def dips_asked_about(self) -> frozenset[str]:
        """Return the attributes and indicators whose level was lower than last time, and was asked about."""
        comments = [step for step in self.active if step.purpose == "comment" and step.prompts_after]
        return frozenset(step.target for step in comments if self.answers.get(step.needs) in step.prompts_after)

    @property
    def focus(self) -> str:
        """Return the attribute that the plan is about: the one chosen for it or for a goal, or the only one."""
        only = ""
        if len(self.attributes) == 1:
            only = self.attributes[0]
        of_goal = self.answers.get(step_name.GOAL_ABOUT, only)
        return self.answers.get(step_name.PLAN_ATTRIBUTE, of_goal)

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


class Mark(Struct, frozen=True):
    """In the review, the person wants an answer to be evidence, or no longer to be."""

    step: str


class BeginGoal(Struct, frozen=True):
    """In the review, the person wants to set a goal."""


class Save(Struct, frozen=True):
    """In the review, the person wants to save."""


Action: TypeAlias = Answer | Skip | Back | Change | Mark | BeginGoal | Save
Ask: TypeAlias = Callable[[Session], Action]
