"""From what was typed at a question, or below the review, to what it means."""

import re
from datetime import date

from portrait_cli.core import day_words
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.evidence_from_session import can_be_evidence
from portrait_cli.core.find_choice import found
from portrait_cli.core.session import Action, BeginGoal, Change, Choice, Mark, Save, Session, Step
from portrait_cli.core.text import replace_surrogates

GOAL_WORD = "goal"
"""What a person types in the review to set a goal."""
EVIDENCE_SIGN = "e"
"""What a person types in the review before the number of an answer that is evidence."""
_MOST_DIGITS = 9
"""A number with more digits is too large for any list."""
_LEAST_OF_A_WORD = 3
"""Letters of a word in a label that mean it: nothing should be chosen by a slip of a finger."""


class AnswerError(PortraitError):
    """An answer that the step cannot take."""


def answer_to(step: Step, text: str, today: date) -> str:
    """Turn what was typed at a step into its answer: a choice's id, an ISO date, or the words.

    Raises AnswerError when the step cannot take it.
    """
    if step.choices:
        return choose(step, text).id
    if step.purpose == "by":
        return _day(text, today)
    if step.purpose in {"when", "then"}:
        return _fragment(step.prompt, tidy(text))
    return tidy(text)


def choose(step: Step, text: str) -> Choice:
    """Find a choice by its number, its id, its label, or the beginning of its label or of a word in it.

    Raises AnswerError if no choice fits, or several do.
    """
    said = text.strip().casefold()
    if said:
        for number, choice in enumerate(step.choices, start=1):
            is_number = step.numbered and said == str(number)
            if is_number or said in {choice.id.casefold(), choice.label.casefold()}:
                return choice
        labels = [choice.label for choice in step.choices]
        near = found(said, labels, numbered=step.numbered, of_a_word=_LEAST_OF_A_WORD)
        if len(near) == 1:
            return step.choices[near[0]]
    known = ", ".join(choice.id for choice in step.choices)
    raise AnswerError(f'"{text.strip()}" is not one of the choices', hint=f"choose one of {known}")


def _day(text: str, today: date) -> str:
    day = day_words.ahead(text, today)
    if day is None:
        is_past = day_words.back(text, today) is not None
        problem = "is not today or a later day" if is_past else "was not understood as a day"
        message = f'"{text.strip()}" {problem}'
        raise AnswerError(message, hint="give one such as friday, 2 weeks, dec 7 or 2026-12-07")
    return day.isoformat()


def tidy(text: str) -> str:
    """Clean typed or pasted words for a file: line ends become line feeds, half characters are replaced.

    Raises AnswerError for a NUL, which does not belong in a text file.
    """
    if "\0" in text:
        raise AnswerError("there is a NUL character in these words", hint="paste them again as plain text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return replace_surrogates(text)


def _fragment(prompt: str, text: str) -> str:
    """Remove from a part of a plan what its form supplies: "When the bell rings," becomes "the bell rings"."""
    lead = prompt.strip("… ").split() if prompt.endswith("…") else []  # without it, a question
    said = _without_lead(lead, text.strip())
    if said.endswith(".."):
        return said
    return said.rstrip(",;:").removesuffix(".")


def _without_lead(lead: list[str], said: str) -> str:
    """Remove the words of the form, or the last of them: "then I will", "I will", "will"."""
    for start in range(len(lead)):
        words = re.escape(" ".join(lead[start:]))
        all_but_last = re.escape(" ".join(lead[start:-1]))
        found = re.match(rf"(?:{words}|{all_but_last}['’]ll) ", said, re.IGNORECASE)  # "I'll" is "I will"
        if found:
            return said[found.end() :].lstrip()
    return said


def review_action(session: Session, typed: str) -> Action | None:
    """Return what a line below the review means; None if it means nothing.

    An empty line saves, the number of an answer changes it, the same behind an `e` marks it as evidence, and `goal`
    begins a goal if one can be set. Raises AnswerError for an answer that cannot be evidence.
    """
    text = typed.strip()
    if not text:
        return Save()
    if session.offers_goal and text.casefold() == GOAL_WORD:
        return BeginGoal()
    marking, named = _listed(session, text)
    if not named:
        return None
    if not marking:
        return Change(named[0].id)
    answered = [step for step in named if step.id in session.answers]
    if not answered:
        raise AnswerError("this question was skipped", hint="answer it first: type its number")
    words = [step for step in answered if can_be_evidence(step)]
    if not words:
        raise AnswerError("this is a choice, and evidence is what you said or did", hint="mark another answer")
    return Mark(words[0].id)


def _listed(session: Session, text: str) -> tuple[bool, list[Step]]:
    """List the steps with a number in the review; return also whether the sign of evidence is before the number."""
    found = re.fullmatch(rf"({EVIDENCE_SIGN}? *)([0-9]{{1,{_MOST_DIGITS}}})", text.casefold())
    if found is None:
        return False, []
    return bool(found[1].strip()), [step for step in session.listed if session.number_of(step.id) == int(found[2])]
