"""What coaches wrote about an entry that was handed over to them, to stand beside it; the entry never has it."""

from collections.abc import Iterable, Iterator

from portrait_cli.app.coach_replies import newest_reply
from portrait_cli.app.export_selection import known_of
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.coach_answers import BesideEntry, CoachAnswer, answers_of, beside_entry
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.former_names import former_names
from portrait_cli.core.request import Request
from portrait_cli.core.selection_lines import lines_of
from portrait_cli.store.index import Index


def words_beside(workspace: Workspace, entry: Entry, requests: Iterable[Request], index: Index) -> BesideEntry:
    """Put what was written in reply to some requests beside the lines of their entry."""
    entry = former_names(workspace.portrait).renamed(entry)
    return beside_entry(_words(workspace, requests), lines_of(entry, known_of(workspace, index)))


def _words(workspace: Workspace, requests: Iterable[Request]) -> Iterator[CoachAnswer]:
    """Go through the coaches' words; name on stderr what cannot be opened, and go on."""
    for request in requests:
        try:
            reply = newest_reply(workspace, request)
        except PortraitError as problem:
            workspace.environment.say(f"portrait: the words of {request.by} stay sealed: {problem}")
            continue
        if reply:
            yield from answers_of(request, reply)
