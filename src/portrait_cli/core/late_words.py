"""Words that came late, such as from an editor that was left open: put to those that are there already."""

from msgspec.structs import replace

from portrait_cli.core.play import with_answer
from portrait_cli.core.session import Session


def with_late_words(session: Session, name: str, text: str) -> Session:
    """Add words that came late to the answer of a step, or to its line if it is being asked; none are there twice."""
    if name == session.at:
        return replace(session, typed=joined(session.begun, text))
    step = next(step for step in session.steps if step.id == name)
    return with_answer(session, step, joined(session.answers.get(name, ""), text))


def holds(session: Session, name: str, text: str) -> bool:
    """Return True if the answer of a step, or its line if it is being asked, has these words."""
    words = session.begun if name == session.at else session.answers.get(name, "")
    return contains(words, text.strip())


def joined(words: str, later: str) -> str:
    """Put words and a later form of them together; what one of them has is not there twice."""
    if contains(later, words):
        return later
    return words if contains(words, later) else f"{words}\n{later}"


def contains(text: str, part: str) -> bool:
    """Return True if a text has a part as whole lines, or begins with it at the end of a word."""
    if not part or f"\n{part}\n" in f"\n{text}\n":
        return True
    return text.startswith(part) and not text[len(part) : len(part) + 1].isalnum()
