"""From what was typed at a question, or below the review, to what it means."""

import re
from datetime import date

from portrait_cli.core import day_words
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.session import Action, Change, Choice, Save, Session, Step
from portrait_cli.core.text import replace_surrogates

_MOST_DIGITS = 9
"""A number with more digits is too large for any list."""


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
    """Find a choice by its number, its id, its label or the beginning of its label.

    Raises AnswerError if no choice fits, or several do.
    """
    said = text.strip().casefold()
    if said:
        for number, choice in enumerate(step.choices, start=1):
            is_number = step.numbered and said == str(number)
            if is_number or said in {choice.id.casefold(), choice.label.casefold()}:
                return choice
        near = [choice for choice in step.choices if choice.label.casefold().startswith(said)]
        if len(near) == 1:
            return near[0]
    known = ", ".join(choice.id for choice in step.choices)
    raise AnswerError(f'"{text.strip()}" is not one of the choices', hint=f"choose one of {known}")


def _day(text: str, today: date) -> str:
    day = day_words.ahead(text, today)
    if day is None:
        message = f'"{text.strip()}" is not today or a later day'
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
    """Return Save for an empty line, Change for the number of a question, and None for anything else."""
    text = typed.strip()
    if not text:
        return Save()
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        return None
    named = (step for step in session.listed if session.number_of(step.id) == int(text))
    first = next(named, None)
    return Change(first.id) if first else None
