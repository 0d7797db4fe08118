"""Asking a coach: to place what the leader places, or to answer an entry that is handed over."""

from msgspec.structs import replace

from portrait_cli.app.coach_placing import placing_steps
from portrait_cli.app.hand_entry import HandedOver
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.coach_answers import answer_steps
from portrait_cli.core.coach_steps import coach_steps, names_of
from portrait_cli.core.errors import UsageError
from portrait_cli.core.request import Request
from portrait_cli.core.text import one_line
from portrait_cli.store.index import Index


def asking_for_levels(workspace: Workspace, begun: Request, names: tuple[str, ...], index: Index) -> Request:
    """Return a request to a coach with what is named in it, to be placed.

    Raises NotFoundError for an unknown name, UsageError if there is nothing to place, or too much.
    """
    if not names:
        hint = f'portrait ask {workspace.portrait.attributes[0].id} --coach "{begun.by}"'
        raise UsageError(f"what should {begun.by} place?", hint=hint)
    steps = coach_steps(workspace.portrait, placing_steps(workspace, names, index), begun.asker)
    attributes = {step.attribute for step in steps}
    title = ", ".join(one_line(one.name) for one in workspace.portrait.attributes if one.id in attributes)
    return replace(begun, kind="coach", steps=steps, title=title)


def asking_about_entry(workspace: Workspace, begun: Request, handed: HandedOver) -> Request:
    """Return a request to a coach to answer the lines of an entry that are handed over."""
    steps = answer_steps(handed.lines, names_of(workspace.portrait), begun.asker)
    return replace(begun, kind="entry", steps=steps, entry=handed.entry.id)
