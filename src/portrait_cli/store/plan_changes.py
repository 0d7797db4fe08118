"""When each plan was last changed, as the files of the journal and of its trash tell.

A plan is moved, reworded, ticked, closed or reopened by writing, changing or removing a file: the one in which it was
made, or one that tells how it went. The system records when each file was last written or moved, and the trash keeps
the files that were removed. On a copy of the journal, such as a clone, all these moments are later, never earlier.
"""

import contextlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from portrait_cli.core.entry import Entry, Plan
from portrait_cli.core.errors import InvalidFileError, StorageError
from portrait_cli.formats import entry_file
from portrait_cli.store.journal import Stored
from portrait_cli.store.trash import Trash


class PlanChanges(Struct, frozen=True):
    """What was changed about plans."""

    changed: Mapping[str, int]
    """When each plan was last changed, in nanoseconds since 1970, by its id."""
    deleted: tuple[Plan, ...]
    """The plans that are only in the trash, except for those that were soon taken back."""
    without_day: Mapping[str, date]
    """Where a calendar may have each plan whose day was taken away: the day it had, or else the day it was made.

    Earlier entries know the day of a plan that was moved, and the trash what `portrait edit` changed. A file that
    something else wrote again may have had a day, too.
    """


_SOON = timedelta(hours=1)
"""How long after it was made a plan is taken back or finished, not changed: nobody has put it into a calendar."""


def plan_changes(journal: Iterable[Stored], trash: Trash) -> PlanChanges:
    """Find out when the plans in the entries of a journal were last changed, and which were deleted from it."""
    changed: dict[str, int] = {}
    kept: set[str] = set()
    dayless: dict[str, Stored] = {}
    days: dict[str, date] = {}
    for stored in journal:
        _note(changed, stored.entry, _last_written(stored.path))
        kept.update(plan.id for plan in stored.entry.plans)
        dayless |= {plan.id: stored for plan in stored.entry.plans if not plan.by}
        days |= {plan.id: plan.by for plan in stored.entry.plans if plan.by}

    deleted: dict[str, Plan] = {}
    with contextlib.suppress(StorageError):  # a trash that cannot be opened costs no open plan its place
        for at, file in trash.files():
            entry = _entry_about_plans(trash, file)
            if entry is None:
                continue
            _note(changed, entry, max(_nanoseconds(at), _last_written(file)))
            if at - entry.moment > _SOON:
                deleted |= {plan.id: plan for plan in entry.plans if plan.id not in kept}
            days |= {plan.id: plan.by for plan in entry.plans if plan.by}

    without_day: dict[str, date] = {}
    for name, stored in dayless.items():
        if name in days or _was_rewritten(stored):
            without_day[name] = days.get(name, stored.entry.written.date())
    return PlanChanges(changed, tuple(deleted.values()), without_day)


def _note(changed: dict[str, int], entry: Entry, at: int) -> None:
    """Note a change to the plans that an entry makes, and to those whose outcome it tells."""
    names = [plan.id for plan in entry.plans] + [outcome.plan for outcome in entry.outcomes]
    for name in names:
        changed[name] = max(at, changed.get(name, 0))


def _was_rewritten(stored: Stored) -> bool:
    """Return True if an entry's file was written again, later than a session ends."""
    try:
        written = stored.path.stat().st_mtime_ns
    except OSError:
        return False
    return written > _nanoseconds(stored.entry.moment + _SOON)


def _entry_about_plans(trash: Trash, file: Path) -> Entry | None:
    """Read a file in the trash if it may be about plans; None for any other, and for one that cannot be read."""
    with contextlib.suppress(InvalidFileError, StorageError):
        text = trash.journal.raw(file)
        if entry_file.may_tell_of_plans(text):
            return entry_file.parse(text, str(file))
    return None


def _last_written(path: Path) -> int:
    """Return when a file was last written or moved; 0 if it is no longer there."""
    try:
        state = path.stat()
    except OSError:
        return 0
    return max(state.st_mtime_ns, state.st_ctime_ns)


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 10**9
