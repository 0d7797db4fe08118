"""Move an entry to the journal's trash."""

from collections.abc import Iterator
from pathlib import Path

from portrait_cli.app.edit import find_file
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.attached_file import attached_to
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import UsageError
from portrait_cli.core.request_place import place as place_of_request
from portrait_cli.core.text import one_line
from portrait_cli.render.phrases import first_lines
from portrait_cli.store.actions import actions_in
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.signals import before_changes

_LONGEST_QUOTATION = 70


def delete(workspace: Workspace, name: str, *, without_asking: str) -> None:
    """Move an entry to the trash, after asking unless this is the command that does without.

    `without_asking` is that command, or empty. Raises NotFoundError if there is no such entry.
    """
    environment = workspace.environment
    place, entry = find_file(workspace, name)
    if name == "latest":
        _check_latest(workspace, place)
    title = place.stem
    if entry and entry.title:
        title = entry.title
    if without_asking:
        if not environment.can_ask:
            raise UsageError("there is no terminal to ask in", hint=without_asking)
        environment.say("\n".join([title, *_first_words(entry), str(place)]))
        if not _confirmed(workspace, _kind(entry)):
            environment.say("Nothing was deleted.")
            return
    attached = attached_to(entry) if entry else {}
    gone = actions_in(workspace.config).delete(place, title, environment.now(), attached)
    how = command(workspace.config, "undo")
    with_files = "".join(f", with the file {attached[file]}" for file in gone)
    environment.report(f"In the trash now: {title} ({place.stem}){with_files}. To bring it back: {how}")
    if entry:
        for line in _handed_over(workspace, entry):
            environment.say(line)


def _handed_over(workspace: Workspace, entry: Entry) -> Iterator[str]:
    """Name the requests in which a coach was given words of the entry: they stay, as the coach has them too."""
    for request in Requests(workspace.journal).all([]):
        if request.entry == entry.id:
            folder = workspace.journal.folder / Path(place_of_request(request.id)).parent
            coach = one_line(request.by)
            yield f"What you handed of it to {coach} stays in {folder}: delete that folder, too, if you like."


def _check_latest(workspace: Workspace, place: Path) -> None:
    """Raise UsageError if the newest file cannot be read: the newest entry may be another than the one found."""
    problem = workspace.journal.newest_unreadable(place.name)
    if problem:
        hint = command(workspace.config, "delete", place.stem)
        message = f"nothing was deleted, because the newest file cannot be read: {problem}"
        raise UsageError(message, hint=f"{hint} deletes the newest entry that can be read")


def _kind(entry: Entry | None) -> str:
    """Return what kind of file is deleted; deleting the record of a change undoes the change."""
    if entry is None:
        return "file"
    if entry.is_record:
        return "record of a change"
    return "session" if entry.guide else "note"


def _confirmed(workspace: Workspace, kind: str) -> bool:
    with before_changes(workspace.environment):
        ask = asker_for(workspace.environment, workspace.config)
        return ask.confirm(f"Move this {kind} to the trash?", default=False)


def _first_words(entry: Entry | None) -> Iterator[str]:
    """Quote the first line that the person wrote."""
    if entry is None:
        return
    for text in entry.own_words:
        for line in text.split("\n"):
            words = first_lines(line, _LONGEST_QUOTATION)
            if words:
                yield f"“{words}”"
                return
