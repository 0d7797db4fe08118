"""The days of the plans, as a file for a calendar."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core.dates import WEEK
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.open_plans import TrackedPlan, history, open_of
from portrait_cli.core.outcome_words import outcome_labels
from portrait_cli.export import ics
from portrait_cli.export.ics import PlanEvent
from portrait_cli.render.phrases import count
from portrait_cli.store.plan_changes import PlanChanges, plan_changes
from portrait_cli.store.trash import Trash

_STAYS = timedelta(days=366)
"""How long after its day a closed plan is still written, so that an import once in a school year closes it, too.

Without an end the closed ones would pile up in calendars that show them, as in w3c/calendar#90.
"""


def write_calendar(workspace: Workspace, *, output: str, overwrite: bool) -> None:
    """Write the plans that have a day as a calendar file, to stdout or into a file.

    Closed and deleted plans, and those that lost their day, are in it, too, marked as canceled: an earlier file may
    have put them into a calendar.
    Raises NotFoundError if there is no plan to write, for a calendar with nothing in it is not valid (RFC 5545, 3.4;
    collective/icalendar#251). Raises StorageError if the file exists and may not be overwritten.
    """
    environment = workspace.environment
    stored = open_index(workspace).files_with_plans()
    plans = history([one.entry for one in stored], outcome_labels(workspace.portrait))
    changes = plan_changes(stored, Trash(workspace.journal))
    events = list(_events(plans, changes, environment.now().date() - _STAYS))
    still_open = open_of(plans)
    if not events:
        raise _nothing(workspace, still_open)

    text = ics.write(events)
    if output in {"", "-"}:
        environment.write(text)
    else:
        write_file(workspace.config, output, text, overwrite=overwrite)
        environment.report(f"Wrote {output}: {_in_words(events)}. Open it with your calendar.")
    for tracked in still_open:
        if not tracked.plan.by:
            environment.say(f"Left out, because it has no day: {tracked.plan.sentence}")
    environment.report("It holds the words of your plans: a shared calendar shows them to others.")


def _nothing(workspace: Workspace, still_open: Sequence[TrackedPlan]) -> NotFoundError:
    """Return the error for a journal without anything for a calendar."""
    if not still_open:
        message = "no plan is open, and none was closed in the past year, so there is nothing for a calendar"
        return NotFoundError(message, hint="portrait reflect asks for a plan")
    newest = still_open[-1]
    edit = command(workspace.config, "edit", newest.entry.id)
    day = workspace.environment.now().date() + 2 * WEEK
    how = f"{edit} opens one; before its <!--, write **{newest.plan.words.by}** {day}"
    return NotFoundError(
        "no open plan has a day, so there is nothing for a calendar", hint=f"a plan needs a day: {how}"
    )


def _events(plans: Sequence[TrackedPlan], changes: PlanChanges, earliest: date) -> Iterator[PlanEvent]:
    """Go through the events; those that are not open begin on the earliest day or later."""
    for tracked in plans:
        plan = tracked.plan
        changed = changes.changed[plan.id]
        day = plan.by or changes.without_day.get(plan.id)
        if plan.by and tracked.outcome is None:
            yield PlanEvent(plan.id, plan.by, plan.sentence, is_open=True, changed=changed)
        elif day and day >= earliest:
            words = f"{_why_it_is_closed(tracked)}: {plan.sentence}"
            yield PlanEvent(plan.id, day, words, is_open=False, changed=changed)

    for plan in changes.deleted:
        if plan.by and plan.by >= earliest:  # its words are not written: they were deleted
            changed = changes.changed[plan.id]
            yield PlanEvent(plan.id, plan.by, "A plan that was deleted", is_open=False, changed=changed)


def _why_it_is_closed(tracked: TrackedPlan) -> str:
    if tracked.outcome is None:
        return "Without a day"
    return tracked.label or "Closed"


def _in_words(events: Sequence[PlanEvent]) -> str:
    still_open = sum(event.is_open for event in events)
    closed = len(events) - still_open
    said = count(still_open, "plan") if still_open else "no open plan with a day"
    if closed:
        said += f", and {closed} to remove from your calendar"
    return said
