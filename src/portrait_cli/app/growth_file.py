"""Growth as a file to hand over or to print."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from portrait_cli.app.output_file import write_file
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.errors import UsageError
from portrait_cli.export.missing import documents_extra
from portrait_cli.render.growth import Topic
from portrait_cli.terminal import command_line


class GrowthFile(Struct, frozen=True):
    """The file that was asked for."""

    name: str
    overwrite: bool = False

    def check(self) -> None:
        """Raise UsageError if its name promises another kind of document."""
        if Path(self.name).suffix.lower() not in {".html", ".htm"}:
            hint = command_line.join(["portrait", "growth", "--html", str(Path(self.name).with_suffix(".html"))])
            raise UsageError(f"{self.name} is not the name of an HTML file", hint=hint)


def write(workspace: Workspace, topics: Sequence[Topic], file: GrowthFile) -> None:
    """Write the growth of attributes and indicators as a page.

    Raises StorageError if the file exists and may not be overwritten, PortraitError if a library is missing.
    """
    # Growth on the screen, which starts quickly, does without both; and jinja2 may not be installed.
    from portrait_cli.core.documents.growth_page import Grown, growth_page

    with documents_extra("HTML"):
        from portrait_cli.export import html

    grown = [Grown(topic.name, topic.growth, topic.scale) for topic in topics]
    document = growth_page(grown, workspace.portrait, workspace.environment.now().date())
    write_file(workspace.config, file.name, html.write(document, "letter"), overwrite=file.overwrite)
    workspace.environment.report(f"Wrote {file.name}")
