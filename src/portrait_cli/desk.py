"""What lies on the desk of a command: settings, the portrait, the journal."""

from collections.abc import Sequence

from msgspec import Struct

from portrait_cli import commitments, growth, naming
from portrait_cli.config import Config
from portrait_cli.environment import Environment
from portrait_cli.journal import Journal, Stored
from portrait_cli.model.entry import Entry, Past
from portrait_cli.model.portrait import Portrait
from portrait_cli.selection import Selection


class Desk(Struct, frozen=True):
    """All that a command needs around it."""

    environment: Environment
    config: Config
    portrait: Portrait
    journal: Journal

    def entries(self) -> list[Stored]:
        """Read every entry, oldest first, and name on stderr the files that are none."""
        entries, problems = self.journal.entries()
        for problem in problems:
            self.environment.say(f"portrait: skipped {problem}")
        return entries

    def selected(self, selection: Selection) -> list[Entry]:
        """Read the entries meant, newest first."""
        return [stored.entry for stored in reversed(self.entries()) if selection.fits(stored.entry)]

    def past(self, entries: Sequence[Stored]) -> Past:
        """Say what a journal's entries know of this portrait."""
        ours = [stored.entry for stored in entries if stored.entry.portrait == self.portrait.id]
        return Past(
            used=growth.prompts_used(ours),
            said=growth.said_last(ours),
            recalled=growth.recalled(ours),
            commitments=commitments.still_open(stored.entry for stored in entries),
        )


def role_of(desk: Desk, said: str, entries: Sequence[Entry]) -> str:
    """Find the role: the one named, else the settings', else the one of the newest entry."""
    said = said or desk.config.role
    if said:
        return naming.find_role(desk.portrait.roles, said).id
    known = {role.id for role in desk.portrait.roles}
    return next((entry.role for entry in reversed(entries) if entry.role in known), "")
