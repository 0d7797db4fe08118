"""Feedback as a file: a printable document, or the result that a collector hands over."""

from collections.abc import Mapping

from msgspec import Struct

from portrait_cli.app import export_output
from portrait_cli.app.export_formats import Format, check_suffix, writer_of
from portrait_cli.app.export_privacy import SecondLook
from portrait_cli.app.output_file import write_file
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.document import Cover, Document
from portrait_cli.core.documents.feedback_page import Seen, feedback_page
from portrait_cli.core.feedback import comments
from portrait_cli.core.paper import paper_of
from portrait_cli.core.selection_lines import Line
from portrait_cli.formats import result_file
from portrait_cli.render.feedback import FeedbackPage
from portrait_cli.render.findings import PUBLIC_RECORDS


class Files(Struct, frozen=True):
    """The files that were asked for."""

    documents: Mapping[Format, str] = {}
    """For each format, the file that it goes into."""
    result: str = ""
    """The file for the result, to be shown elsewhere."""
    overwrite: bool = False
    yes: bool = False
    """Whether nobody is asked about names in what people wrote."""

    @property
    def are_asked(self) -> bool:
        """Return True if anything is to be written."""
        return bool(self.documents or self.result)

    def check(self) -> None:
        """Raise UsageError for a name that ends as another format does, PortraitError if a library is missing."""
        for form, name in self.documents.items():
            check_suffix(form, name)
            writer_of(form)


def write(workspace: Workspace, shown: FeedbackPage, files: Files) -> None:
    """Write each file, after pointing out what in people's words could tell who someone is.

    Raises UsageError or StorageError if one cannot be written, before any is.
    """
    result = shown.result
    over = _leave_to_write(workspace, files)
    asks = workspace.environment.can_ask and not files.yes
    look = SecondLook(workspace, Cover(result.asked_on), is_file=True, asks=asks)
    if not look.passes(Line("", 0, result.asked_on, "comment", "", "", one.words) for one in comments(result)):
        return
    seen = Seen(result, shown.sections, shown.earlier)
    page = feedback_page(seen, attribution_of(workspace, result.portrait), workspace.environment.now().date())
    _write_pages(workspace, page, files, over)
    if files.result:
        write_file(workspace.config, files.result, result_file.write(result), overwrite=over[files.result])
        workspace.environment.report(f"Wrote {files.result}: only what is shown here, and none of the replies")


def write_page(workspace: Workspace, page: Document, files: Files) -> None:
    """Write a page into each file. Raises UsageError or StorageError if one cannot be written, before any is."""
    _write_pages(workspace, page, files, _leave_to_write(workspace, files))


def attribution_of(workspace: Workspace, portrait: str) -> str:
    """Return who to credit, as far as the portrait in use is the one that is meant."""
    return workspace.portrait.attribution if workspace.portrait.id == portrait else ""


def _leave_to_write(workspace: Workspace, files: Files) -> Mapping[str, bool]:
    names = [*files.documents.values(), *filter(None, [files.result])]
    return {name: export_output.may_write_over(workspace, name, force=files.overwrite) for name in names}


def _write_pages(workspace: Workspace, page: Document, files: Files, over: Mapping[str, bool]) -> None:
    environment = workspace.environment
    for form, name in files.documents.items():
        made = writer_of(form)(page, paper_of(environment.variables), environment.say)
        write_file(workspace.config, name, made, overwrite=over[name])
        environment.report(f"Wrote {name}")
    if files.documents:
        environment.report(PUBLIC_RECORDS)
