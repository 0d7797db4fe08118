"""A document in a form of one's own: Markdown, plain text, HTML or Word with placeholders for the chosen lines."""

import re
from pathlib import PurePath
from typing import Literal

from markupsafe import Markup, escape

from portrait_cli.core.document import Document
from portrait_cli.core.documents.template_data import TemplateData
from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.text import decode, visible
from portrait_cli.export import template_sandbox
from portrait_cli.export.template_sandbox import Sandbox

Format = Literal["md", "txt", "html", "docx"]
_LARGEST_TEXT = 1_000_000
_FORMATS: dict[str, Format] = {
    ".md": "md",
    ".markdown": "md",
    ".txt": "txt",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
_TAG = re.compile(r"<(?=[A-Za-z/!?])")


def format_of(file: str) -> Format:
    """Return what a template makes. Raises UsageError for a file that is none."""
    suffix = PurePath(file).suffix.lower()
    if suffix in _FORMATS:
        return _FORMATS[suffix]
    hint = "a template ends in .docx, .html, .md or .txt"
    if suffix in {".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf", ".pages"}:
        hint = "in Word choose Save as, Word document (.docx)"
    raise UsageError(f"{file} is no template that we can fill", hint=hint)


def filled(template: bytes, file: str, data: TemplateData, document: Document) -> bytes:
    """Fill a template. Raises InvalidFileError, with its line or the words there, for a broken one."""
    kind = format_of(file)
    if kind == "docx":
        from portrait_cli.export import docx_template  # what knows Word takes long to import

        return docx_template.filled(template, file, data, document)
    return _filled_text(template, file, kind, data).encode()


def _filled_text(template: bytes, file: str, kind: Format, data: TemplateData) -> str:
    if len(template) > _LARGEST_TEXT:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a template that is no Word file")
    source = decode(template, file).replace("\r\n", "\n")
    shown = {"html": _with_breaks, "md": _without_tags}.get(kind, visible)
    sandbox = Sandbox(shown, autoescape=kind == "html")
    try:
        return sandbox.from_string(source).render(template_sandbox.names_of(data))
    except template_sandbox.FAILURES as error:
        line, _, message = sandbox.explained(error)
        raise template_sandbox.invalid(file, f":{line}" if line else "", message) from None


def _with_breaks(text: str) -> Markup:
    """Escape a text for HTML; its lines stay lines."""
    return Markup("<br>\n").join(escape(line) for line in visible(text).split("\n"))


def _without_tags(text: str) -> str:
    """Make a text safe for Markdown, in which HTML would be more than words."""
    return _TAG.sub("&lt;", visible(text))
