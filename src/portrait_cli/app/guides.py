"""The guides: all of them with their minutes, and one with its questions as they would be asked."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Wanted, lay_out
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import lookup
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.guide import Guide
from portrait_cli.core.minutes import surely_asked
from portrait_cli.core.portrait import Attribute
from portrait_cli.core.session import Session
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import guide as page
from portrait_cli.render.portrait import guides
from portrait_cli.terminal.display import Display


class GuidesDocument(Document, frozen=True):
    """The guides of the portrait in use."""

    command: ClassVar[str] = "portrait guides"
    guides: tuple[Guide, ...]
    """The guides, in the portrait's order; the minutes of each are counted from what it asks."""


class GuideQuestion(Struct, frozen=True):
    """One thing that a guide asks."""

    number: int
    """Which question it is, or is a part of, counted from 1."""
    prompt: str
    """What is asked."""
    attribute: str
    """The id of the attribute it is about; empty if it is about none."""
    hint: str
    """One short sentence of help, if there is one."""
    choices: tuple[str, ...]
    """The answers to choose from; none if the answer is in words."""


class GuideDocument(Document, frozen=True):
    """A guide with its questions as they would be asked today."""

    command: ClassVar[str] = "portrait guides GUIDE"
    guide: Guide
    """The guide; its minutes are counted from what it asks."""
    questions: tuple[GuideQuestion, ...]
    """What it asks, in order, whatever is answered."""
    begin: str
    """The command that begins it."""


def list_guides(workspace: Workspace, *, as_json: bool) -> None:
    """List the guides of the portrait in use."""
    found = [(guide, _minutes(workspace, guide)) for guide in workspace.portrait.guides]
    if as_json:
        counted = tuple(replace(guide, minutes=most) for guide, (_, most) in found)
        print_json(workspace.environment.write, GuidesDocument(counted))
        return
    display = Display(workspace.environment, workspace.plain)
    display.show(guides([(guide, _in_words(guide, *minutes)) for guide, minutes in found], display.look))


def show_guide(workspace: Workspace, name: str, *, as_json: bool) -> None:
    """Show what a guide asks. Raises NotFoundError if there is no such guide."""
    guide = lookup.find(workspace.portrait.guides, name, "guide")
    session = _session(workspace, guide, (), _past(workspace))
    begin = _how_to_begin(workspace, guide)
    if as_json:
        document = GuideDocument(replace(guide, minutes=session.minutes), tuple(_questions(session)), begin)
        print_json(workspace.environment.write, document)
        return
    display = Display(workspace.environment, workspace.plain)
    display.show(page.guide(guide, session, begin, display.look), paged=True)


def _session(workspace: Workspace, guide: Guide, attributes: tuple[Attribute, ...], past: Past) -> Session:
    return lay_out(workspace, Wanted(guide, workspace.environment.now(), role_of(workspace, ""), attributes), past)


def _past(workspace: Workspace) -> Past:
    if workspace.journal.is_empty:
        return Past()
    return open_index(workspace).past(former_names(workspace.portrait))


def _questions(session: Session) -> Iterator[GuideQuestion]:
    for step in surely_asked(session):
        labels = tuple(choice.label for choice in step.choices)
        yield GuideQuestion(session.number_of(step.id), step.prompt, step.attribute, step.hint, labels)


def _how_to_begin(workspace: Workspace, guide: Guide) -> str:
    """Write the command that begins a guide: by its name alone, unless that could mean something else, too."""
    try:
        lookup.find_topic(workspace.portrait, guide.id, workspace.portrait.guides)
    except NotFoundError:
        return command(workspace.config, "reflect", "--guide", guide.id)
    return command(workspace.config, "reflect", guide.id)


# --- minutes ---


def _minutes(workspace: Workspace, guide: Guide) -> tuple[int, int]:
    """Return how long a guide takes at least and at most; one for chosen attributes may depend on which one it is."""
    sessions = [_session(workspace, guide, (), Past())]
    if guide.per_attribute:
        sessions = [_session(workspace, guide, (one,), Past()) for one in workspace.portrait.attributes]
    minutes = [session.minutes for session in sessions]
    return min(minutes), max(minutes)


def _in_words(guide: Guide, least: int, most: int) -> str:
    span = f"{least} min" if least == most else f"{least} to {most} min"
    return f"{span} each" if guide.per_attribute else span
