"""Read one entry."""

from typing import ClassVar

from msgspec.structs import replace

from portrait_cli.app.which_entries import find_entry, open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.coach_answers import BesideEntry
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.goals import TrackedGoal, goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.export.json_data import Document, EntryData, entry_data, print_json
from portrait_cli.export.missing import colleagues_extra
from portrait_cli.render import entry as page
from portrait_cli.store.index import Index
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.display import Display


class ReadDocument(Document, frozen=True):
    """One entry."""

    command: ClassVar[str] = "portrait read"
    entry: EntryData
    """The entry that was named, or the newest."""


def read(workspace: Workspace, name: str, *, raw: bool, as_json: bool) -> None:
    """Show an entry with how its plans and goals went; print its file as it is; or print it as JSON."""
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
    told = page.Told(plans, _goals(stored.entry, index), _of_coaches(workspace, stored.entry, index))
    display.show(page.entry(stored.entry, told, workspace.portrait, display.look))


def _goals(entry: Entry, index: Index) -> tuple[TrackedGoal, ...]:
    """Find what became of the goals, if the entry sets any; in the entry's own words, wherever its file is."""
    if not entry.goals:
        return ()
    others = [other for other in index.with_goals() if other.id != entry.id]
    return goal_history([entry, *others])


def _of_coaches(workspace: Workspace, entry: Entry, index: Index) -> BesideEntry:
    """Find what coaches wrote about the entry, if it was handed over to any."""
    requests = [one for one in Requests(workspace.journal).all([]) if one.entry == entry.id and not one.collector]
    if not requests:
        return BesideEntry()
    try:
        with colleagues_extra("reading a coach's words"):
            from portrait_cli.app.coach_words import words_beside  # pyrage, which may be missing, and takes time
    except PortraitError as error:
        workspace.environment.say(f"portrait: {error}\nhint: {error.hint}")
        return BesideEntry()
    return words_beside(workspace, entry, requests, index)
