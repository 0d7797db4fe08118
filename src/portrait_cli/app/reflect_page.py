"""A session as a page for someone without a terminal: it holds no word of the journal."""

from msgspec.structs import replace

from portrait_cli.app import export_output
from portrait_cli.app.output_file import write_file
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request, Wanted, lay_out, which_session
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.errors import UsageError
from portrait_cli.core.page_from_session import name_of, page_from_session
from portrait_cli.core.portrait import walk
from portrait_cli.core.text import count
from portrait_cli.export.missing import colleagues_extra


def write_page(workspace: Workspace, request: Request, output: str, *, force: bool) -> None:
    """Write the page of a session into a file, or to stdout for `-`.

    Raises UsageError for names that do not go together, StorageError if the file exists and may not be overwritten.
    """
    with colleagues_extra("a page"):
        from portrait_cli.export import page

    _check_names(workspace, request)
    wanted = which_session(workspace, request, open_index(workspace))
    # The journal's newest role is that of whoever makes the page, and not of those who answer it.
    wanted = replace(wanted, role=role_of(workspace, request.role) if request.role else "")
    if wanted.lacks_attribute and len(workspace.portrait.attributes) > 1:
        first = workspace.portrait.attributes[0].id
        hint = command(workspace.config, "reflect", first, wanted.guide.id, "--page")
        raise UsageError(f"{wanted.guide.id} is about one attribute, and a page cannot ask which", hint=hint)

    session = lay_out(workspace, wanted, Past())
    if not session.active:
        hint = f"{command(workspace.config, 'guides')} lists the others"
        raise UsageError(f"{wanted.guide.id} asks nothing of someone who has no plans or goals yet", hint=hint)
    made = page_from_session(session, workspace.portrait, _about(wanted))
    text = page.write(made)
    if output == "-":
        workspace.environment.write(text)
        return
    output = output or f"reflect-{name_of(session)}.html"
    overwrite = export_output.may_write_over(workspace, output, force=force)
    write_file(workspace.config, output, text, overwrite=overwrite)
    read_back = command(workspace.config, "reflect", "--answers", made.file_name)
    workspace.environment.report(
        f"Wrote {output}: {made.title}, about {count(made.minutes, 'minute')}, for any browser."
    )
    workspace.environment.report(f"Open it or send it; {read_back} reads what is saved there into a journal.")


def _check_names(workspace: Workspace, request: Request) -> None:
    """Raise UsageError for the name of a file where one of an attribute is expected."""
    for name in request.names:
        if name.lower().endswith((".html", ".htm")):
            others = (other for other in request.names if other != name)
            hint = command(workspace.config, "reflect", *others, "--page", "-o", name)
            raise UsageError(f"{name} is the name of a file", hint=hint)


def _about(wanted: Wanted) -> tuple[str, ...]:
    """Name the attributes of a session and, of an attribute of which only some indicators are meant, those."""
    about: list[str] = []
    for attribute in wanted.attributes:
        meant = wanted.indicators.get(attribute.id, frozenset())
        known = [indicator.id for indicator in walk(attribute.indicators)]
        is_whole = meant.issuperset(known)
        about += [attribute.id] if is_whole else [name for name in known if name in meant]
    return tuple(about)
