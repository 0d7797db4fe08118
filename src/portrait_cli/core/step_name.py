"""The names of steps, as answers, entries and answers files use them: putting them together, taking them apart.

advocacy.whose-needs         a prompt of an attribute
advocacy.level               the attribute's level today; `.comment` is the comment on it
advocacy.then.level          its level at an earlier time
advocacy.indicator           which of its indicators is chosen
advocacy.ad2.level           the level of an indicator
advocacy.lens.learner        a lens question, asked about the attribute
advocacy.disposition.know    a question about what a leader knows, can do or believes, or should watch out for
advocacy.sitting.week        a question of the guide, asked about the attribute
sitting.week                 a question of the guide
commitment.3f2a.outcome      how an earlier plan went; `.note` is the line about it
commitment.3f2a.then         the rest of that plan, carried on as a new one; `.by` is its day
plan.when                    a part of the new plan
plan.asked.then              a new plan that is the answer to one question; `.by` is its day
my-goal.text                 a part of a new goal
my-goal.advocacy.indicator   which of an attribute's indicators a new goal is about
my-goal.3f2a.review          what becomes of an earlier goal; `.reason` is why, `.text` its new words
my-goal.3f2a.shows           what would show a goal
"""

from msgspec import Struct
from msgspec.structs import replace

GUIDE = "sitting"
"""In place of an attribute: the step belongs to the guide itself."""
NEW_PLAN = "plan"
"""In place of an attribute: the step is about the plan that is made in this session."""
EARLIER_PLAN = "commitment"
"""In place of an attribute: the step is about a plan made in an earlier session."""
GOAL = "my-goal"
"""In place of an attribute: the step is about a goal."""

THEN = "then"
LENS = "lens"
DISPOSITION = "disposition"
LEVEL = "level"
COMMENT = "comment"
INDICATOR = "indicator"
OUTCOME = "outcome"
NOTE = "note"
REASON = "reason"

ATTRIBUTES_TAKEN = frozenset({EARLIER_PLAN, GOAL, "levels", NEW_PLAN, GUIDE})
"""Names that no attribute may have: an entry's `scale_levels`, and steps that belong to no attribute."""
INDICATORS_TAKEN = frozenset({LENS, "levels", GUIDE, THEN})
PROMPTS_TAKEN = frozenset({COMMENT, INDICATOR, LEVEL, NOTE})
"""Names of an attribute's other steps."""


class StepName(Struct, frozen=True):
    """A name in its parts: `owner.part` or `owner.subject.part`."""

    owner: str
    """An attribute, or what is in its place."""
    subject: str | None = None
    """What of the owner the step is about: an indicator, an earlier plan, or one of the words above."""
    part: str | None = None
    """What is asked: a prompt, a level, an outcome. Only a name without a dot has none."""

    def __str__(self) -> str:
        parts = [self.owner]
        if self.subject is not None:
            parts.append(self.subject)
        if self.part is not None:
            parts.append(self.part)
        return ".".join(parts)

    def beside(self, part: str) -> str:
        """Return the name of another step about the same thing, such as the comment on a level."""
        return str(replace(self, part=part))


def parse(text: str) -> StepName:
    """Take a name apart; any text is a name, and `str` gives it back as it was."""
    owner, dot, rest = text.partition(".")
    if not dot:
        return StepName(owner)
    subject, dot, part = rest.rpartition(".")
    if not dot:
        return StepName(owner, part=part)
    return StepName(owner, subject, part)


def named(owner: str, part: str) -> str:
    """Put together a name of two parts."""
    return str(StepName(owner, part=part))


# Ten thousand entries have a hundred thousand responses: these two look at a name without taking it apart.


def owner_of(text: str) -> str:
    """Return the owner alone."""
    return text.partition(".")[0]


def chooses_indicator(text: str) -> bool:
    """Return True if the step asks which indicator to look at."""
    return text.endswith("." + INDICATOR)


# --- plans ---

PLAN_ATTRIBUTE = named(NEW_PLAN, "attribute")
PLAN_ROOM = named(NEW_PLAN, "room")
WHEN = "when"
THEN_I_WILL = "then"
BY = "by"
PLAN_WHEN = named(NEW_PLAN, WHEN)
PLAN_THEN = named(NEW_PLAN, THEN_I_WILL)
PLAN_BY = named(NEW_PLAN, BY)
ASKED_PLAN = StepName(NEW_PLAN, "asked", THEN_I_WILL)
"""Asks for a plan in one question."""


def earlier_plan(plan: str) -> str:
    """Return the name of an earlier plan as a choice among them."""
    return named(EARLIER_PLAN, plan)


def plan_of(choice: str) -> str:
    """Return the id of the plan that `earlier_plan` named."""
    return choice.removeprefix(earlier_plan(""))


def outcome_of(plan: str) -> StepName:
    """Return the name of the step that asks how an earlier plan went."""
    return StepName(EARLIER_PLAN, plan, OUTCOME)


# --- goals ---

GOAL_ABOUT = named(GOAL, "about")
GOAL_TEXT = named(GOAL, "text")
GOAL_SHOWS = named(GOAL, "shows")


def goal_review(goal: str) -> StepName:
    """Return the name of the step that asks what becomes of an earlier goal."""
    return StepName(GOAL, goal, "review")


def goal_text(goal: str) -> str:
    """Return the name of the step that asks for the new words of an earlier goal."""
    return str(StepName(GOAL, goal, "text"))


def goal_about(goal: str) -> str:
    """Return the name of the step that asks what an earlier goal is about now."""
    return str(StepName(GOAL, goal, "about"))


def goal_shows(goal: str) -> str:
    """Return the name of the step that asks what would show a goal."""
    return str(StepName(GOAL, goal, "shows"))


def goal_that_is_shown(step: str) -> str:
    """Return the id of the goal that `goal_shows` named; an empty text for any other step."""
    name = parse(step)
    return name.subject or "" if (name.owner, name.part) == (GOAL, "shows") else ""
