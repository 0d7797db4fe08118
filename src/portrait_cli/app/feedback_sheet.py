"""The comments on a sheet for a third person, who puts them into other words before anyone else reads them."""

from pathlib import Path

from msgspec import Struct

from portrait_cli.app import export_output
from portrait_cli.app.existing_file import read_existing
from portrait_cli.app.export_formats import format_of, writer_of
from portrait_cli.app.feedback_file import attribution_of
from portrait_cli.app.output_file import write_file
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.documents.feedback_page import comments_page
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.feedback import Result, comments, paraphrased
from portrait_cli.core.paper import paper_of
from portrait_cli.core.text import count
from portrait_cli.formats import paraphrase_file
from portrait_cli.formats.problems import MAX_BYTES

_TO_FILL_IN = {"", ".yaml", ".yml"}
"""How the names of sheets end that are read back; any other is a document to print."""


class SheetFiles(Struct, frozen=True):
    """The sheet to write, and the one that comes back."""

    sheet: str = ""
    paraphrased: str = ""
    overwrite: bool = False

    @property
    def is_asked(self) -> bool:
        """Return True if a sheet is to be written."""
        return bool(self.sheet)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of a command with the same sheet."""
        return ("--paraphrased", self.paraphrased) if self.paraphrased else ()


def write_sheet(workspace: Workspace, result: Result, files: SheetFiles) -> None:
    """Write the comments of a result on a sheet: to fill in on a computer, or to print.

    Raises NotFoundError if there are none, UsageError or StorageError if the file cannot be written.
    """
    said = list(comments(result))
    if not said:
        raise NotFoundError("there are no comments to put into other words yet")
    environment = workspace.environment
    if Path(files.sheet).suffix.lower() in _TO_FILL_IN:
        text: str | bytes = paraphrase_file.write(result.request, said)
    else:
        form = format_of((), files.sheet, ("portrait", "feedback"))
        page = comments_page(result, said, attribution_of(workspace, result.portrait), environment.now().date())
        made = writer_of(form)(page, paper_of(environment.variables), environment.say)
        text = made if isinstance(made, bytes) else "".join(made)
    if export_output.is_stdout(files.sheet) and isinstance(text, str):
        environment.write(text)
        return
    over = export_output.may_write_over(workspace, files.sheet, force=files.overwrite)
    write_file(workspace.config, files.sheet, text, overwrite=over)
    environment.report(f"Wrote {files.sheet}: {count(len(said), 'comment')}")


def with_other_words(result: Result, files: SheetFiles) -> Result:
    """Put the other words of a sheet in the place of the comments, if one came back.

    Raises NotFoundError if it is not there, InvalidFileError with every problem in it.
    """
    if not files.paraphrased:
        return result
    data = read_existing(files.paraphrased, MAX_BYTES)
    given = paraphrase_file.parse(data, files.paraphrased, result.request, list(comments(result)))
    return paraphrased(result, given)
