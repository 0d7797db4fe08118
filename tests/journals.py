"""Journals in folders of their own, and what is done to them."""

from datetime import UTC, datetime

from portrait_cli.core.entry import Entry
from portrait_cli.store import settings, undo
from portrait_cli.store.action_log import Action, ActionLog
from portrait_cli.store.actions import Actions
from portrait_cli.store.journal import Journal, Stored
from portrait_cli.store.undo import Result

AT = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def actions_on(journal: Journal) -> Actions:
    """Return what can be done to a journal; the log is beside the locks."""
    return Actions(settings.without_settings({}), journal, ActionLog(journal.locks.with_name("undo.jsonl")))


def add(journal: Journal, entry: Entry) -> Stored:
    """Add a note to a journal."""
    return actions_on(journal).add("note", entry, AT)


def last(actions: Actions) -> Action | None:
    """Return what an undo would take back."""
    return next(undo.read(actions).last_first(), None)


def take_back(actions: Actions, at: datetime = AT) -> Result | None:
    """Take back the last thing that was done; None if there is nothing."""
    action = last(actions)
    return undo.take_back(actions, action, at, no_setting) if action else None


def do_again(actions: Actions, at: datetime = AT) -> Result | None:
    """Do again what was taken back last; None if there is nothing."""
    action = undo.read(actions).to_redo()
    return undo.do_again(actions, action, at, no_setting) if action else None


def no_setting(name: str, value: str) -> None:
    """Refuse to change a setting, which these journals have none of."""
    raise AssertionError((name, value))
