"""The small entries in which a plan is made or changed, or its outcome is told; the plans they are about."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, role_of
from portrait_cli.core import new_entry
from portrait_cli.core.entry import Block, Entry
from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.core.find_plan import find
from portrait_cli.core.open_plans import TrackedPlan, history, open_of, with_numbers
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.core.session import MOST_OPEN
from portrait_cli.core.titles import dated
from portrait_cli.render.phrases import day
from portrait_cli.store.action_log import Kind
from portrait_cli.store.actions import actions_in
from portrait_cli.store.index import Index

TITLES: dict[Kind, str] = {
    "plan": "A plan made",
    "plan-move": "A plan moved",
    "plan-reword": "A plan in new words",
}


class Plans(Struct, frozen=True):
    """The journal's plans."""

    workspace: Workspace
    index: Index
    entries: tuple[Entry, ...]
    """The entries that hold them or tell how they went."""

    @property
    def tracked(self) -> tuple[TrackedPlan, ...]:
        """List them all, in the order in which they were made."""
        return history(self.entries, outcome_labels(self.workspace.portrait))

    def open_one(self, name: str) -> TrackedPlan:
        """Find an open plan. Raises NotFoundError if there is no such plan, UsageError if it is closed already."""
        tracked = find(self.tracked, name)
        if tracked.outcome:
            told = f", recorded on {day(tracked.told)}" if tracked.told else ""
            message = f"plan {tracked.number} is already closed: {tracked.in_words(told)}"
            raise UsageError(message, hint="nothing was changed; portrait plans --all shows it")
        return tracked

    def save(
        self, kind: Kind, blocks: Sequence[Block], *, attribute: str, like: Entry | None = None, title: str = ""
    ) -> "Plans":
        """Write a small entry now, with the portrait of an earlier entry if it is `like` one.

        Return the plans as they are then.

        If that fails, the hint has the words that would be lost.
        """
        environment, portrait = self.workspace.environment, self.workspace.portrait
        now = environment.now()
        begun = new_entry.begin(
            kind="outcome" if kind == "outcome" else "plan",
            title=dated(title or TITLES[kind], now),
            at=now,
            attributes=(attribute,) if attribute else (),
        )
        entry = replace(
            begun,
            time_zone=environment.zone(),
            portrait=like.portrait if like else portrait.id,
            portrait_version=like.portrait_version if like else portrait.version,
            role=role_of(self.workspace, "") or self.index.newest_role(role.id for role in portrait.roles),
            blocks=tuple(blocks),
        )
        if kind in {"plan", "outcome"}:
            entry = with_numbers(entry, (tracked.number for tracked in self.tracked))
        try:
            stored = actions_in(self.workspace.config).add(kind, entry, now)
        except PortraitError as error:
            words = " ".join(filter(None, entry.own_words))
            if words:
                error.hint = f"{error.hint}; your words: {words}"
            raise
        return replace(self, entries=(*self.entries, stored.entry))

    def say_what_is_open(self) -> None:
        """List the newest plans that are still open with their numbers."""
        still_open = open_of(self.tracked)
        report = self.workspace.environment.report
        if still_open:
            report("Still open:")
        for tracked in still_open[:MOST_OPEN]:
            report(f"{tracked.number} {tracked.plan.sentence}")
        if len(still_open) > MOST_OPEN:
            report(f"and {len(still_open) - MOST_OPEN} more: portrait plans")


def with_plan_numbers(workspace: Workspace, entry: Entry) -> Entry:
    """Give numbers to the plans of an entry that is about to be saved; other windows may have made some meanwhile."""
    if not entry.plans:
        return entry
    return with_numbers(entry, open_index(workspace).plan_numbers().values())


def open_plans(workspace: Workspace) -> Plans:
    """Read the journal's plans."""
    index = open_index(workspace)
    return Plans(workspace, index, tuple(index.with_plans()))
