"""The days of the open plans, as a file for a calendar."""

from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.open_plans import history, open_of
from portrait_cli.export import ics
from portrait_cli.render.phrases import count


def write_calendar(workspace: Workspace, *, output: str, overwrite: bool) -> None:
    """Write the open plans that have a day as a calendar file, to stdout or into a file.

    Raises NotFoundError if there is none, StorageError if the file exists and may not be overwritten.
    """
    environment = workspace.environment
    still_open = open_of(history(open_index(workspace).with_plans()))
    dated = [tracked for tracked in still_open if tracked.plan.by]
    if not dated:
        missing = "no open plan has a day" if still_open else "no plan is open"
        message = f"{missing}, so there is nothing for a calendar"
        raise NotFoundError(message, hint="portrait reflect asks for a plan")
    text = ics.write(dated)
    if output in {"", "-"}:
        environment.write(text)
    else:
        write_file(workspace.config, output, text, overwrite=overwrite)
        environment.report(f"Wrote {output}: {count(len(dated), 'plan')}. Open it with your calendar.")
    for tracked in still_open:
        if not tracked.plan.by:
            environment.say(f"Left out, because it has no day: {tracked.plan.sentence}")
    environment.report("It holds the words of your plans: a shared calendar shows them to others.")
