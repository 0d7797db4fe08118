"""The portrait, an attribute or an indicator as a file to hand out."""

from collections.abc import Mapping

from msgspec import Struct

from portrait_cli.app import export_output
from portrait_cli.app.export_formats import check_suffix, writer_of
from portrait_cli.app.output_file import write_file
from portrait_cli.app.show import FileFormat
from portrait_cli.app.workspace import Workspace, role_of
from portrait_cli.core.document import Document
from portrait_cli.core.documents import portrait_page
from portrait_cli.core.paper import paper_of
from portrait_cli.core.portrait import Attribute, Indicator
from portrait_cli.core.portrait_outline import Layer


class Handout(Struct, frozen=True):
    """What is handed out."""

    attribute: Attribute | None = None
    indicator: Indicator | None = None
    role: str = ""
    layers: tuple[Layer, ...] = ()
    """None for all of them."""


def write(workspace: Workspace, handout: Handout, named: Mapping[FileFormat, str], *, force: bool) -> None:
    """Write a handout into each file that was named for a format.

    Raises UsageError for a name that ends as another format does, PortraitError if a library is missing, StorageError
    if a file exists and may not be overwritten.
    """
    for form, name in named.items():
        check_suffix(form, name)
        writer_of(form)
    over = {name: export_output.may_write_over(workspace, name, force=force) for name in named.values()}
    environment = workspace.environment
    for form, name in named.items():
        made = writer_of(form)(_document(workspace, handout), paper_of(environment.variables), environment.say)
        write_file(workspace.config, name, made, overwrite=over[name])
        environment.report(f"Wrote {name}")


def _document(workspace: Workspace, handout: Handout) -> Document:
    portrait, made_on = workspace.portrait, workspace.environment.now().date()
    if handout.attribute is None:
        return portrait_page.of_portrait(portrait, made_on, role_of(workspace, handout.role))
    if handout.indicator is not None:
        return portrait_page.of_indicator(portrait, handout.attribute, handout.indicator, made_on)
    role = role_of(workspace, handout.role)
    if handout.layers:
        return portrait_page.of_attribute(portrait, handout.attribute, made_on, role, handout.layers)
    return portrait_page.of_attribute(portrait, handout.attribute, made_on, role)
