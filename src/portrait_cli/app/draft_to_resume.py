"""Choosing the unfinished session to offer, and asking what to do with it."""

from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.session import Session
from portrait_cli.render import question
from portrait_cli.store.drafts import Drafts
from portrait_cli.terminal.asker import Asker


def find_draft(workspace: Workspace, drafts: Drafts) -> Session | None:
    """Find the draft to offer: the session that began last, holds words, and is not open in another window.

    Drafts that cannot be read are named on stderr.
    """
    draft, problems = newest_with_words(drafts)
    for problem in problems:
        workspace.environment.say(f"portrait: {problem}")
    return draft


def newest_with_words(drafts: Drafts) -> tuple[Session | None, list[PortraitError]]:
    """Find the draft to offer, and what is wrong with those that cannot be read; they stay where they are."""
    sessions, problems = drafts.sessions()
    found = [session for session in sessions if _holds_words(session) and not drafts.is_open(session)]
    return max(found, key=lambda session: session.started, default=None), problems


def _holds_words(session: Session) -> bool:
    return bool(session.answered or session.typed.strip())


def offer_draft(workspace: Workspace, drafts: Drafts, ask: Asker) -> Session | None:
    """Offer the newest draft; return it if the person wants to continue with it."""
    draft = find_draft(workspace, drafts)
    if draft is None:
        return None
    ask.show(question.waiting(draft, ask.look))
    ways = [
        ("resume", "Continue with it"),
        ("new", "Begin a new one"),
        ("aside", "Keep it, but stop asking"),
    ]
    answer = ask.offer("Continue where you stopped?", ways)
    if answer == "aside":
        place = drafts.set_aside(draft)
        workspace.environment.say(f"It is kept in {place}")
    return draft if answer == "resume" else None
