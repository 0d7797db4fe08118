"""What a person may type below the review of a session."""

from portrait_cli.core.session import Action, Change, Save, Session


def review_action(session: Session, typed: str) -> Action | None:
    """Return the action that was meant: nothing saves, a number changes that answer; None for anything else."""
    text = typed.strip()
    if not text:
        return Save()
    if not text.isascii() or not text.isdigit():
        return None
    number = int(text)
    if 1 <= number <= len(session.listed):
        return Change(session.listed[number - 1].id)
    return None
