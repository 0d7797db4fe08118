"""Growth as a file to hand over or to print."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from portrait_cli.app.output_file import check_file, write_file
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.document import Cover
from portrait_cli.core.errors import UsageError
from portrait_cli.core.redaction import redacted
from portrait_cli.core.selection_lines import Line
from portrait_cli.export.missing import documents_extra
from portrait_cli.render.findings import PUBLIC_RECORDS
from portrait_cli.render.growth import Topic
from portrait_cli.terminal import command_line


class GrowthFile(Struct, frozen=True):
    """The file that was asked for."""

    name: str
    overwrite: bool = False
    words: bool = False
    """Whether the person's own words are on it."""
    yes: bool = False
    """Whether nobody is asked about names in them."""
    redact: tuple[str, ...] = ()
    """Roles in place of names in them, as `--redact` takes them."""

    def check(self) -> None:
        """Raise UsageError if its name promises another kind of document."""
        if Path(self.name).suffix.lower() not in {".html", ".htm"}:
            hint = command_line.join(["portrait", "growth", "--html", str(Path(self.name).with_suffix(".html"))])
            raise UsageError(f"{self.name} is not the name of an HTML file", hint=hint)


def write(workspace: Workspace, topics: Sequence[Topic], file: GrowthFile) -> None:
    """Write the growth of attributes and indicators as a page.

    Raises StorageError if the file exists and may not be overwritten, PortraitError if a library is missing.
    """
    # Growth on the screen, which starts quickly, does without these; and jinja2 may not be installed.
    from portrait_cli.app.export_privacy import SecondLook, read_redactions
    from portrait_cli.core.documents.growth_page import Grown, growth_page, words_of

    with documents_extra("HTML"):
        from portrait_cli.export import html

    environment = workspace.environment
    grown = [Grown(topic.name, topic.growth, topic.scale) for topic in topics]
    today = environment.now().date()
    redactions = read_redactions(file.redact)
    if file.words:
        check_file(workspace.config, file.name, overwrite=file.overwrite)
        asks = environment.can_ask and not file.yes
        look = SecondLook(workspace, Cover(today), redactions, is_file=True, asks=asks)
        said = (Line("", 0, day, "level", "", "", words) for day, words in words_of(grown))
        if not look.passes(said):
            return
    document = redacted(growth_page(grown, workspace.portrait, today, words=file.words), redactions)
    write_file(workspace.config, file.name, html.write(document, "letter"), overwrite=file.overwrite)
    environment.report(f"Wrote {file.name}")
    environment.report(PUBLIC_RECORDS)
