"""The formats a document can be written in: which one is meant, and what writes it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from msgspec import Struct

from portrait_cli.app.existing_file import existing_file, read_existing
from portrait_cli.core.document import Document, Paper
from portrait_cli.core.documents.template_data import TemplateData
from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.export.missing import documents_extra
from portrait_cli.store.files import path_of, storage_errors
from portrait_cli.terminal import command_line
from portrait_cli.terminal.environment import Environment

Format = Literal["md", "html", "docx", "pdf", "csv", "txt", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)
Written: TypeAlias = bytes | Iterator[str]
_LARGEST_TEMPLATE = 20_000_000
"""Bytes: a Word form has a logo or two in it."""

Say: TypeAlias = Callable[[str], None]
Writer: TypeAlias = Callable[[Document, Paper, Say], Written]
"""Writes a document for a paper, and says what cannot be read in it."""

_NAMES: Mapping[Format, str] = {
    "md": "Markdown",
    "html": "HTML",
    "docx": "Word",
    "pdf": "PDF",
    "csv": "CSV",
    "txt": "plain text",
    "json": "JSON",
}
_SUFFIXES: Mapping[str, Format] = {
    **{f".{name}": name for name in FORMATS},
    ".markdown": "md",
    ".htm": "html",
    ".text": "txt",
}
_BYTES = frozenset({"docx", "pdf"})
"""The formats that are no text, so that no terminal shows them."""


def format_of(flags: Sequence[Format], output: str, command: Sequence[str]) -> Format:
    """Return the format that the flags or the end of the file's name ask for; Markdown without either.

    Raises UsageError if they contradict each other, or if the name ends as none of ours does. `command` is what the
    person typed, without these, for a hint.
    """
    if len(flags) > 1:
        raise UsageError(f"choose {' or '.join(f'--{name}' for name in flags)}, not both")
    if output in {"", "-"} or (flags and not Path(output).suffix) or _is_no_file(output):
        return flags[0] if flags else "md"  # a folder is refused where files are looked at
    ending = Path(output).suffix.lower()
    meant = _SUFFIXES.get(ending)
    if meant is None and not ending:
        known = ", ".join(f".{name}" for name in FORMATS)
        hint = command_line.join([*command, "-o", f"{output}.docx"])
        raise UsageError(f"the end of a file's name says what to make, and {output} has none of {known}", hint=hint)
    if meant is None:
        right = Path(output).with_suffix(f".{flags[0] if flags else 'docx'}")
        known = ", ".join(f".{name}" for name in FORMATS)
        hint = command_line.join([*command, "-o", str(right)])
        raise UsageError(f"portrait makes no {ending} files; it makes {known}", hint=hint)
    if flags and flags[0] != meant:
        hint = command_line.join([*command, "-o", output])
        raise UsageError(
            f"{output} is to be {_NAMES[meant]}, and --{flags[0]} asks for {_NAMES[flags[0]]}", hint=hint
        )
    return meant


def _is_no_file(name: str) -> bool:
    """Return True for a folder, a pipe or a device, whose name says nothing of what is in it."""
    path = path_of(name)
    with storage_errors(path):
        return name.endswith("/") or name.startswith("/dev/") or (path.exists() and not path.is_file())


def form_of_template(form: Format, flags: Sequence[Format], output: str, command: Sequence[str]) -> Format:
    """Return the format that a template makes. Raises UsageError if another one is asked for."""
    ending = "" if output == "-" else Path(output).suffix.lower()
    if any(flag != form for flag in flags) or (ending and _SUFFIXES.get(ending) != form):
        right = Path(output).with_suffix(f".{form}") if ending else output
        hint = command_line.join([*command, *(("-o", str(right)) if output else ())])
        raise UsageError(f"a {_NAMES[form]} form comes out as {_NAMES[form]}", hint=hint)
    return form


def check_suffix(form: Format, name: str) -> None:
    """Raise UsageError if a file's name promises another format than the one that is written into it."""
    if _SUFFIXES.get(Path(name).suffix.lower()) != form:
        right = Path(name).with_suffix(f".{form}")
        raise UsageError(f"{_NAMES[form]} goes into a file that ends in .{form}, not {name}", hint=f"call it {right}")


def check_terminal(
    form: Format, output: str, document: str, environment: Environment, command: Sequence[str]
) -> None:
    """Raise UsageError if what is no text would go to a terminal."""
    if output in {"", "-"} and form in _BYTES and environment.stdout.isatty():
        hint = command_line.join([*command, "-o", f"{document}.{form}"])
        raise UsageError(f"a terminal cannot show {_NAMES[form]}", hint=hint)


def writer_of(form: Format) -> Writer:
    """Return what writes a format; only now is its library imported.

    Raises PortraitError if that is not installed.
    """
    with documents_extra(_NAMES[form]):
        match form:
            case "html":
                from portrait_cli.export import html

                return lambda document, paper, _: html.write(document, paper)
            case "docx":
                from portrait_cli.export import docx

                return lambda document, paper, _: docx.write(document, paper)
            case "pdf":
                return _pdf_writer()
            case "md":
                from portrait_cli.export import document_markdown

                return lambda document, _, __: document_markdown.write(document)
            case "txt":
                from portrait_cli.export import document_text

                return lambda document, _, __: document_text.write(document)
            case "csv":
                from portrait_cli.export import document_csv

                return lambda document, _, __: document_csv.write(document)
            case "json":
                from portrait_cli.export import document_json

                return lambda document, _, __: document_json.write(document)


def _pdf_writer() -> Writer:
    from portrait_cli.export import missing_glyphs, pdf

    def write(document: Document, paper: Paper, say: Say) -> bytes:
        typeset = pdf.typeset(document, paper)
        if typeset.missing:
            say(missing_glyphs.sentence(typeset.missing))
        return typeset.pdf

    return write


Fill: TypeAlias = Callable[[TemplateData, Document], Written]


class Template(Struct, frozen=True):
    """A form of one's own, and what it makes."""

    form: Format
    fill: Fill


def read_template(name: str) -> Template:
    """Read a template. Raises NotFoundError, StorageError or UsageError for a file that is none."""
    existing_file(name)
    with documents_extra("a template"):
        from portrait_cli.export import templates

        form = templates.format_of(name)
        if form == "docx":
            from portrait_cli.export import docx_template  # noqa: F401  # to know now that it can be used
    read = read_existing(name, _LARGEST_TEMPLATE)
    if len(read) > _LARGEST_TEMPLATE:
        raise InvalidFileError(f"{name} is larger than 20 MB, too large for a template")

    def fill(data: TemplateData, document: Document) -> Written:
        made = templates.filled(read, name, data, document)
        return made if form in _BYTES else iter([made.decode()])

    return Template(form, fill)
