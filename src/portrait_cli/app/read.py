"""Read one entry."""

from typing import ClassVar

from msgspec.structs import replace

from portrait_cli.app.which_entries import find_entry, open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.export.json_data import Document, EntryData, entry_data, print_json
from portrait_cli.render import entry as page
from portrait_cli.terminal.display import Display


class ReadDocument(Document, frozen=True):
    """One entry."""

    command: ClassVar[str] = "portrait read"
    entry: EntryData
    """The entry that was named, or the newest."""


def read(workspace: Workspace, name: str, *, raw: bool, as_json: bool) -> None:
    """Show an entry with how its plans went; print its file as it is; or print it as JSON."""
    index = open_index(workspace)
    stored = find_entry(workspace, name, index)
    if raw:
        workspace.environment.write(workspace.journal.raw(stored.path))
        return
    if as_json:
        print_json(workspace.environment.write, ReadDocument(entry_data(stored.entry)))
        return
    # The entry itself comes first: its file may be outside the journal, where the index has not seen it.
    entries = [stored.entry, *index.telling_of(stored.entry)]
    numbers = index.plan_numbers() if stored.entry.plans else {}
    plans = [
        replace(tracked, number=numbers.get(tracked.id, 0))
        for tracked in history(entries, outcome_labels(workspace.portrait))
    ]
    display = Display(workspace.environment, workspace.plain)
    display.show(page.entry(stored.entry, plans, workspace.portrait, display.look))
