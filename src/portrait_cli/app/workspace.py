"""What lies on the desk of a command: settings, the portrait, the journal and its index."""

import contextlib
import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from portrait_cli.core import lookup
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.portrait import Portrait
from portrait_cli.store import files
from portrait_cli.store.config import Config
from portrait_cli.store.journal import Journal, Stored
from portrait_cli.terminal.environment import Environment

if TYPE_CHECKING:
    from portrait_cli.store.index import Index


_LATELY = 10
"""How many of the newest entries are read where only they matter."""


class Workspace(Struct, frozen=True):
    """All that a command needs around it."""

    environment: Environment
    config: Config
    portrait: Portrait
    journal: Journal

    def index(self) -> "Index":
        """Open the journal's index, up to date, and name on stderr the files that are no entries."""
        from portrait_cli.store.index import Index  # with its database 15 ms, which some commands need not pay

        with self.environment.progress("Reading the journal", plain=self.config.plain) as tell:
            index = Index(self.journal, self.config.cache, tell)
        for problem in index.problems():
            self.environment.say(f"portrait: skipped {problem}")
        return index

    def find(self, name: str, index: "Index") -> Stored:
        """Find an entry: `latest`, a day (the last of it) or a moment, an id or a beginning of one, or a path.

        Raises NotFoundError when none is meant, or more than one.
        """
        if name.endswith(".md") and files.exists(path := files.path_of(name)):
            return self.journal.read(path)
        newest = index.newest()
        if newest is None:
            hint = "`portrait reflect` writes the first one"
            raise NotFoundError(f"there are no entries in {self.journal.folder} yet", hint=hint)
        if name == "latest":
            return newest
        near = index.of_day(date.fromisoformat(name))[-1:] if is_day(name) else _at_moment(name, index)
        near = near or index.named(name) or self._of_day_in_words(name, index)
        if len(near) == 1:
            return near[0]
        if near:
            some = ", ".join(stored.path.stem for stored in near[:4])
            raise NotFoundError(f'"{name}" fits {len(near)} entries', hint=f"say more of the id, such as {some}")
        hint = "name it by its day, or by day and time as `portrait list` shows them: 2026-11-23 18:30"
        raise NotFoundError(f'there is no entry "{name}"', hint=hint)

    def _of_day_in_words(self, name: str, index: "Index") -> list[Stored]:
        """Find the last entry of a day as people say it, such as `yesterday` or `nov 23`."""
        from portrait_cli.core import dates

        if re.search(r"\d:\d", name):  # a moment, and there was nothing at it
            return []
        first, last = dates.back(name, self.environment.now().date()) or (date.max, date.min)
        return index.of_day(first)[-1:] if first == last else []


def _at_moment(said: str, index: "Index") -> list[Stored]:
    """Find the entries of a moment, said as a list shows it: `2026-11-23 18:30`."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)", said.strip())
    days = index.of_day(date.fromisoformat(found.group(1))) if found and is_day(found.group(1)) else []
    return [stored for stored in days if found and f"{stored.entry.written:%H:%M}" == found.group(2)]


def is_day(said: str) -> bool:
    """Say whether a text is a day as `2026-11-23`."""
    try:
        return date.fromisoformat(said).isoformat() == said
    except ValueError:
        return False


def role_of(workspace: Workspace, said: str, index: "Index | None" = None) -> str:
    """Find the role: the one named, else the settings', else the one taken last, if there is an index to ask."""
    if said:
        return lookup.find_role(workspace.portrait.roles, said).id
    with contextlib.suppress(NotFoundError):  # a role in the settings may be another portrait's
        return lookup.find_role(workspace.portrait.roles, workspace.config.role).id
    return index.newest_role(role.id for role in workspace.portrait.roles) if index else ""


def role_taken_lately(workspace: Workspace) -> str:
    """Find the role of the newest entries without an index: a note is written at once, however many there are."""
    known = {role.id for role in workspace.portrait.roles}
    return next((entry.role for entry in workspace.journal.lately(_LATELY) if entry.role in known), "")
