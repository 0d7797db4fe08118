"""The guides of a portrait file as values: what a session asks, in order.

As in `portrait.py`, the annotations are the format, and what is written there is for the people who write the file.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from portrait_cli.core.entry import AsOf
from portrait_cli.core.text import Id

Depth = Literal["check-in", "deep", "next-step"]
Shows = Literal["goals", "evidence", "plans", "feedback", ""]
Season = Literal["start", "middle", "end"]


class FollowUp(Struct, frozen=True, tag_field="do", tag="follow-up"):
    """Ask how the open plans went."""

    heading: Annotated[str, "The heading above it."] = "A plan I made"
    text: Annotated[str, "How the outcome is asked for."] = "How did it go?"
    note: Annotated[str, "How a line about it is asked for."] = "What helped or got in the way?"
    note_changed: Annotated[str, "How a line is asked for after a change of mind."] = "What changed?"
    kept: Annotated[str, "The answer for a plan that was kept."] = "Kept"
    partly: Annotated[str, "The answer for a plan that was kept in part."] = "Partly"
    missed: Annotated[str, "The answer for a plan that was not kept."] = "Not this time"
    changed: Annotated[str, "The answer for a plan that is no longer wanted."] = "Changed my mind"
    rest: Annotated[str, "How the rest of a plan that was kept in part is asked for: it is a new plan."] = (
        "What's left to do?"
    )
    rest_by: Annotated[str, "How the day of that plan is asked for."] = "By when?"


class AskPrompts(Struct, frozen=True, tag_field="do", tag="ask"):
    """Ask prompts of one depth, those least used first."""

    depth: Annotated[Depth, "check-in, deep or next-step."] = "check-in"
    count: Annotated[int, "How many prompts.", Meta(ge=1)] = 1
    minutes: Annotated[int, "How long each answer takes, in minutes; leave it out for the usual one."] = 0


class AskLens(Struct, frozen=True, tag_field="do", tag="lens"):
    """Ask one of the portrait's lens questions, which look at the same thing through someone else's eyes."""


class AskDisposition(Struct, frozen=True, tag_field="do", tag="disposition"):
    """Show what a leader knows, can do or believes, or what to watch out for, and ask about it: one a session."""

    know: Annotated[str, "How it is asked below what a leader knows."] = "What do I still need to know here?"
    can_do: Annotated[str, "How it is asked below what a leader can do."] = "What do I want to get better at here?"
    believe: Annotated[str, "How it is asked below what a leader believes."] = (
        "Which belief here is hardest for me to act on?"
    )
    watch_out: Annotated[str, "How it is asked below what to watch out for."] = "Where might I be overdoing this?"


class Question(Struct, frozen=True, tag_field="do", tag="question"):
    """Ask one question that belongs to the guide itself."""

    id: Annotated[Id, "The question's name for machines."]
    text: Annotated[str, "The question as it is asked."]
    hint: Annotated[str, "One short sentence of help."] = ""
    recalls: Annotated[Id, "An earlier guide's question; its last answer is shown above this one."] = Id("")
    minutes: Annotated[int, "How long the answer takes, in minutes; leave it out for the usual one."] = 0
    shows: Annotated[
        Shows,
        "What is shown above it: goals (the open ones), evidence (this school year's), plans (the open ones), or "
        "feedback (what colleagues answered, once it is read).",
    ] = ""


class Choose(Struct, frozen=True, tag_field="do", tag="choose"):
    """Ask for one of the attributes."""

    id: Annotated[Id, "The question's name for machines."]
    text: Annotated[str, "The question as it is asked."]


class Place(Struct, frozen=True, tag_field="do", tag="place"):
    """Ask for a level of the attribute, or of every indicator; of the indicators where only they have statements."""

    of: Annotated[
        Literal["attribute", "every-indicator"], "attribute, or every-indicator: what a level is asked for."
    ] = "attribute"
    as_of: Annotated[AsOf, "now, or then: how it was at an earlier time, as seen from today."] = "now"
    text: Annotated[str, "How it is asked; leave it out for the scale's own question."] = ""
    example: Annotated[str, "How an example is asked for after a level; leave it out for none."] = ""


class PlaceIndicator(Struct, frozen=True, tag_field="do", tag="place-indicator"):
    """Let the person choose an indicator of the attribute, and ask for its level."""

    text: Annotated[str, "How the indicator is asked for."] = "Which of these would I like to look at closely?"


class EachAttribute(Struct, frozen=True, tag_field="do", tag="each-attribute"):
    """Go through the session's attributes, one after the other."""

    steps: Annotated[
        tuple[AskPrompts | AskLens | AskDisposition | Question | Place | PlaceIndicator, ...],
        "What is done for each attribute.",
        Meta(min_length=1),
    ]


class Focus(Struct, frozen=True, tag_field="do", tag="focus"):
    """Ask which attribute needs attention next."""

    heading: Annotated[str, "The heading above it."] = "Next step"
    text: Annotated[str, "How it is asked."] = "Where is my attention needed next?"


class AskPlan(Struct, frozen=True, tag_field="do", tag="plan"):
    """Ask for one if-then plan."""

    heading: Annotated[str, "The heading above it."] = "Next step"
    when: Annotated[str, "The word before the moment."] = "When"
    then: Annotated[str, "The words before the action."] = "then I will"
    by: Annotated[str, "The word before the date."] = "by"
    moment: Annotated[str, "A hint for the moment."] = (
        "One small plan. First the moment: a time or place that is easy to recognize."
    )
    deed: Annotated[str, "A hint for the action."] = "Something another person could see you do."
    room: Annotated[str, "How the person is asked which open plan to set aside, before one too many."] = (
        "Which open plan can I set aside to make room for a new one?"
    )
    room_hint: Annotated[str, "A hint for that."] = "Three at a time is plenty. Skip this to keep them all open."
    day: Annotated[str, "A hint for the date."] = "A day to look back on it: 2 weeks, friday, dec 7."
    ask: Annotated[
        str,
        "One question in place of the moment and the action; its answer is the plan. Leave it out to ask for both.",
    ] = ""
    ask_by: Annotated[str, "How the day is asked for after that question."] = "By when?"


class SetGoal(Struct, frozen=True, tag_field="do", tag="goal"):
    """Ask for a goal: what it is about, the goal in the person's words, and what would show it."""

    heading: Annotated[str, "The heading above it."] = "My goal"
    about: Annotated[str, "How the attribute is asked for."] = "Which attribute is this goal about?"
    part: Annotated[str, "How the indicator is asked for."] = "Which part of it, if any?"
    text: Annotated[str, "How the goal is asked for."] = "What do I want to get better at this year?"
    hint: Annotated[str, "A hint for the goal."] = "One or two sentences, in your own words."
    shows: Annotated[str, "How the person is asked what would show it."] = (
        "What would people see or hear if I got there?"
    )


class ReviewGoal(Struct, frozen=True, tag_field="do", tag="review-goal"):
    """Ask of each open goal whether to keep it, change it or let it go."""

    heading: Annotated[str, "The heading above it."] = "My goal"
    text: Annotated[str, "How the decision is asked for."] = "Where does this goal stand?"
    keep: Annotated[str, "The answer for a goal to keep working on."] = "Keep it"
    change: Annotated[str, "The answer for a goal that gets new words."] = "Change it"
    met: Annotated[str, "The answer for a goal that was met."] = "I met it"
    let_go: Annotated[str, "The answer for a goal that no longer fits."] = "Let it go"
    reason: Annotated[str, "How the reason is asked for."] = "Why?"
    about: Annotated[str, "How the attribute of a changed goal is asked for."] = "Which attribute is it about now?"
    new_words: Annotated[str, "How the new words of a changed goal are asked for."] = "How would I put it now?"
    shows: Annotated[str, "How the person is asked what would show a changed goal."] = "What would show it?"


GuideStep = FollowUp | Question | Choose | EachAttribute | Focus | AskPlan | SetGoal | ReviewGoal


class Guide(Struct, frozen=True):
    """An ordered plan for a session."""

    id: Annotated[Id, "How the guide is asked for: `portrait reflect --guide ID`."]
    name: Annotated[str, "Its name."]
    steps: Annotated[tuple[GuideStep, ...], "What is done, in order.", Meta(min_length=1)]
    summary: Annotated[str, "What it is good for, one line."] = ""
    minutes: Annotated[
        int, "How long it takes, in minutes, if that is longer than its questions suggest; otherwise leave it out."
    ] = 0
    season: Annotated[
        Season | Literal[""],
        "The season of the school year in which home suggests it: start, middle or end; leave it out for none.",
    ] = ""
    per_attribute: Annotated[
        bool, "Whether it is for chosen attributes, and takes that long for each of them: true or false."
    ] = False

    give_back: Annotated[
        bool, "Whether the end of the session gives back a sentence of the person's own words: true or false."
    ] = True
    ending: Annotated[str, "What the session ends with, in place of a command to run next."] = ""

    def minutes_for(self, attributes: int) -> int:
        """Return about how many minutes a session on this many attributes takes by the file; 0 if it does not say."""
        if self.per_attribute:
            return self.minutes * attributes
        return self.minutes
