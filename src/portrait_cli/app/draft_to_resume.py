"""Choosing the unfinished session to offer, and asking what to do with it."""

import contextlib
from collections.abc import Iterator

from portrait_cli.app.which_session import Wanted
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import LockedError, PortraitError
from portrait_cli.core.session import Session
from portrait_cli.core.session_from_guide import title
from portrait_cli.render import question
from portrait_cli.store.actions import actions_in
from portrait_cli.store.drafts import Drafts, KeptDraft
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


def offer_draft(workspace: Workspace, drafts: Drafts, ask: Asker, wanted: Wanted) -> Session | None:
    """Offer the newest draft; return it if the person wants to continue with it rather than begin what is wanted."""
    draft = find_draft(workspace, drafts)
    if draft is None:
        return None
    ask.show(question.waiting(draft, ask.look))
    ways = [
        ("resume", "Continue it"),
        ("new", f"Start a new one: {title(wanted.guide, wanted.attributes)}"),
        ("aside", "Keep it, but stop asking"),
        ("drop", "Throw it away (to the trash)"),
    ]
    answer = ask.offer("Continue where you stopped?", ways)
    if answer == "aside":
        place = drafts.set_aside(draft)
        how = command(workspace.config, "drafts")
        workspace.environment.say(f"It is kept in {place}\nTo come back to it: {how}")
    if answer == "drop":
        throw_away(workspace, drafts, KeptDraft(draft.id, drafts.path(draft), draft))
    return draft if answer == "resume" else None


def throw_away(workspace: Workspace, drafts: Drafts, kept: KeptDraft) -> None:
    """Move a draft to the trash, and say how to bring it back.

    Raises LockedError if it is open in another window, and the errors of `Actions.drop_draft`.
    """
    with _held(drafts, kept) as free:
        if not free:
            raise LockedError("this session is open in another window", hint="close it there first")
        now = workspace.environment.now()
        moved = actions_in(workspace.config).drop_draft(kept.path, kept.title, now)
    what = question.draft_line(kept.session) if kept.session else kept.title
    how = command(workspace.config, "undo")
    workspace.environment.report(f"In the trash now: {what}\n{moved}\nTo bring it back: {how}")


@contextlib.contextmanager
def _held(drafts: Drafts, kept: KeptDraft) -> Iterator[bool]:
    """Keep other windows away from a draft, as `Drafts.hold` does, if one could have it."""
    if kept.session is None or kept.is_aside:
        yield True
        return
    with drafts.hold(kept.session) as free:
        yield free
