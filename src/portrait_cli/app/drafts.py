"""Unfinished sessions: which there are, continuing one, and throwing one away."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.draft_to_resume import throw_away
from portrait_cli.app.reflect import continue_draft
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.find_plan import shortened_ids
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import drafts as page
from portrait_cli.render.drafts import ShownDraft
from portrait_cli.store.drafts import Drafts, KeptDraft
from portrait_cli.terminal.display import Display


class DraftData(Struct, frozen=True):
    """An unfinished session."""

    id: str
    """Its id; the beginning names it on the command line."""
    title: str
    """What it is called; the name of its file if it cannot be read."""
    guide: str
    """The id of the guide that asks."""
    attributes: tuple[str, ...]
    """The ids of the attributes it is about."""
    started: datetime | None
    """When it was begun, in local time; null if it cannot be read."""
    answers: int
    """How many answers are in it."""
    typed: str
    """Words that were in the line when it was stopped."""
    set_aside: bool
    """Whether it was set aside: it is kept, but not offered."""
    open: bool
    """Whether it is open in another window."""
    file: str
    """Its file."""
    problem: str
    """Why it cannot be read; empty if it can."""


class DraftsDocument(Document, frozen=True):
    """The unfinished sessions, oldest first."""

    command: ClassVar[str] = "portrait drafts"
    drafts: tuple[DraftData, ...]
    """The sessions; an empty list if there is none."""


def list_drafts(workspace: Workspace, *, as_json: bool) -> None:
    """List the unfinished sessions, on the screen or as JSON."""
    drafts = Drafts(workspace.config.drafts)
    kept = drafts.kept()
    environment = workspace.environment
    if as_json:
        print_json(environment.write, DraftsDocument(tuple(_as_data(drafts, one) for one in kept)))
        return
    if not kept:
        environment.report("There are no unfinished sessions.")
        return
    short = _short_names(kept)
    shown = [
        ShownDraft(
            name=short[one.name],
            session=one.session,
            problem=str(one.problem or ""),
            remark=_remark(drafts, one),
        )
        for one in kept
    ]
    commands = {
        "To continue one": command(workspace.config, "drafts", "resume", "ID"),
        "To throw one away": command(workspace.config, "drafts", "drop", "ID"),
    }
    display = Display(environment, workspace.plain)
    display.show(page.listing(shown, commands, display.look))


def _as_data(drafts: Drafts, kept: KeptDraft) -> DraftData:
    session = kept.session
    return DraftData(
        id=kept.name,
        title=kept.title,
        guide=session.guide if session else "",
        attributes=session.attributes if session else (),
        started=session.started if session else None,
        answers=len(session.answered) if session else 0,
        typed=session.typed if session else "",
        set_aside=kept.is_aside,
        open=_is_open(drafts, kept),
        file=str(kept.path),
        problem=str(kept.problem or ""),
    )


def _remark(drafts: Drafts, kept: KeptDraft) -> str:
    if kept.is_aside:
        return "set aside"
    return "open in another window" if _is_open(drafts, kept) else ""


def _is_open(drafts: Drafts, kept: KeptDraft) -> bool:
    if kept.session is None or kept.is_aside:
        return False
    return drafts.is_open(kept.session)


# --- one of them ---


def resume(workspace: Workspace, name: str) -> None:
    """Continue an unfinished session. Raises NotFoundError if there is none with this name, or more than one."""
    drafts = Drafts(workspace.config.drafts)
    continue_draft(workspace, _find(workspace, drafts, name))


def drop(workspace: Workspace, name: str) -> None:
    """Throw an unfinished session away. Raises the errors of `resume`, and LockedError if it is open."""
    drafts = Drafts(workspace.config.drafts)
    throw_away(workspace, drafts, _find(workspace, drafts, name))


def _find(workspace: Workspace, drafts: Drafts, name: str) -> KeptDraft:
    """Find a draft by its id or the beginning of it, or by the name of its file."""
    kept = drafts.kept()
    exact = [one for one in kept if name in {one.name, one.path.name, str(one.path)}]
    near = exact or [one for one in kept if name and one.name.startswith(name)]
    if len(near) == 1:
        return near[0]
    how = command(workspace.config, "drafts")
    if near:
        known = ", ".join(str(one.path) if exact else one.name for one in near)
        raise NotFoundError(f'"{name}" could be several unfinished sessions', hint=f"name one of these: {known}")
    if not kept:
        raise NotFoundError("there are no unfinished sessions", hint="portrait reflect starts one")
    known = ", ".join(_short_names(kept).values())
    raise NotFoundError(f'there is no unfinished session "{name}"', hint=f"there are {known}; {how} lists them")


def _short_names(kept: Sequence[KeptDraft]) -> dict[str, str]:
    return shortened_ids({one.name for one in kept})
