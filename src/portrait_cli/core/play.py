"""Playing a session: asking until everything is saved, and what each action changes."""

from collections.abc import Callable
from typing import assert_never

from msgspec.structs import replace

from portrait_cli.core import which_nudge
from portrait_cli.core.errors import StoppedError
from portrait_cli.core.session import (
    Action,
    Answer,
    Ask,
    Back,
    BeginGoal,
    Change,
    Mark,
    Save,
    Session,
    Skip,
    Step,
)

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
    session = replace(session, typed="", nudge="", marked_last="")
    match action:
        case Answer(text):
            return _answer(session, step, text) if step else session
        case Skip():
            return _skip(session, step) if step else session
        case Back(typed):
            return _back(_with_half_typed(session, step, typed))
        case Change(name):
            return replace(session, at=name)
        case Mark(name):
            return _mark(session, name)
        case BeginGoal():
            return _begin_goal(session)
        case Save():
            return replace(session, saved=True)
        case _:
            assert_never(action)


def _answer(session: Session, step: Step, text: str) -> Session:
    """Take an answer and move on, or stay once with a nudge if the answer is thin."""
    answered = with_answer(session, step, text)
    nudge = which_nudge.after(text, session.nudges) if step.nudged else ""
    if nudge:
        return replace(answered, typed=text, nudge=nudge, nudges=())
    return forward(answered)


def _mark(session: Session, name: str) -> Session:
    others = tuple(other for other in session.evidence if other != name)
    marked = others if name in session.evidence else (*others, name)
    return replace(session, evidence=marked, marked_last=name)


def _begin_goal(session: Session) -> Session:
    wanted = replace(session, wants_goal=True)
    return replace(wanted, at=next((step.id for step in wanted.active if step.new_goal), ""))


def with_answer(session: Session, step: Step, text: str) -> Session:
    """Return a session with the answer to a step, in place of an earlier one."""
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
    return with_answer(session, step, typed)


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
