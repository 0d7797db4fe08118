"""A Word form of one's own with placeholders, filled by docxtpl within our sandbox."""

import html
import io
import re
import zipfile
import zlib

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.oxml import parse_xml
from docxtpl import DocxTemplate

from portrait_cli.core.document import Document
from portrait_cli.core.documents.template_data import TemplateData
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.text import one_line, shortened, visible
from portrait_cli.export import docx_file, template_sandbox
from portrait_cli.export.docx_words import plain
from portrait_cli.export.template_sandbox import Sandbox, TemplateMistakeError

_LARGEST_UNPACKED = 60_000_000
_LARGEST_PART = 10_000_000
_MOST_PARTS = 2_000
_MOST_BRACES = 20_000
_OLD = b"\xd0\xcf\x11\xe0"
_SAVE_AS = "in Word choose Save as, Word document (.docx), and try again"
_XML_TAG = re.compile(r"<[^>]*>")
_OPENING = re.compile(r"\{[{%#]")
_PLACEHOLDER = re.compile(r"\{[{%][^{}]*\}+")
_QUOTED = re.compile(r'"([^"]+)"')
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_LONGEST_PLACEHOLDER = 1_000
_BARE = re.compile(r"\{\{(?:p|r|tr|tc)\s[^{}]{0,40}\}?\}?")
"""How docxtpl puts in what is more than text, of which we have nothing: it would be lost."""
_ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|(?:file:)?[/\\]{2}(?![/\\](?![/\\]))", re.IGNORECASE)
"""An address on another machine: with a protocol, or with two signs before a name, also behind `file:`."""
_BROKEN = (OpcError, SyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
"""What python-docx and the readers below it raise for files that are damaged, beside what a template can cause."""


def filled(template: bytes, file: str, data: TemplateData, document: Document) -> bytes:
    """Fill a form. Raises InvalidFileError for what is no Word document, and for a broken placeholder."""
    _check_archive(template, file)
    form = _opened(template, file)
    sandbox = Sandbox(plain, autoescape=True)
    context = template_sandbox.names_of(data)
    try:
        _clear_properties(form)
        _check_whole(form.build_xml(context, sandbox))
        form.render(context, sandbox, autoescape=True)
        docx_file.sign(form.docx, document)
        return docx_file.packed(form.docx)
    except template_sandbox.FAILURES as error:
        _, there, message = sandbox.explained(error)
        words = html.unescape(_XML_TAG.sub("", there))
        raise template_sandbox.invalid(file, _near(_placeholder_in(words, message)), message) from None


def _clear_properties(form: DocxTemplate) -> None:
    """Take out whose the form was; docxtpl would fill these fields as well."""
    properties = form.get_docx().core_properties
    properties.author = properties.comments = properties.identifier = ""
    properties.language = properties.subject = properties.title = ""


def _check_whole(xml: str) -> None:
    """Refuse a form whose tags begin in one place and end in another: docxtpl would drop what does not fit."""
    try:
        parse_xml(xml)
    except SyntaxError:
        message = "what stands between two tags, such as for and endfor, must be whole rows or whole paragraphs"
        raise TemplateMistakeError(message) from None


def _check_archive(template: bytes, file: str) -> None:
    """Refuse what is no Word document, and what would take all memory."""
    if template.startswith(_OLD):
        raise InvalidFileError(f"{file} is an old Word file, or locked with a password", hint=_SAVE_AS)
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            parts = archive.infolist()
    except (*_BROKEN, ValueError, OSError):
        raise InvalidFileError(f"{file} is no Word document, or a damaged one", hint=_SAVE_AS) from None
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise InvalidFileError(f"{file} is no Word document", hint=_SAVE_AS)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InvalidFileError(f"{file} has macros in it, which we never hand on", hint=_SAVE_AS)
    largest = max(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if (
        len(parts) > _MOST_PARTS
        or largest > _LARGEST_PART
        or sum(part.file_size for part in parts) > _LARGEST_UNPACKED
    ):
        raise InvalidFileError(f"{file} unpacks to more than a template can be", hint="leave out pictures, or pages")


def _opened(template: bytes, file: str) -> DocxTemplate:
    try:
        opened = docx.Document(io.BytesIO(template))
        for part in opened.part.package.iter_parts():
            _check_part(part, file)
        return DocxTemplate(io.BytesIO(template))
    except (*_BROKEN, AttributeError, LookupError, RuntimeError, ValueError):
        raise InvalidFileError(f"{file} is no Word document, or a damaged one", hint=_SAVE_AS) from None


def _check_part(part: Part, file: str) -> None:
    """Refuse what fetches something when the document is opened, and more placeholders than a form can have."""
    for relation in part.rels.values():
        fetches = relation.is_external and relation.reltype != RELATIONSHIP_TYPE.HYPERLINK
        if fetches and _ELSEWHERE.match(relation.target_ref):
            where = shortened(visible(relation.target_ref))
            raise InvalidFileError(
                f"{file} fetches something from {where} whenever it is opened", hint="put the picture itself into it"
            )
    if not part.content_type.endswith("+xml"):
        return
    if part.blob.count(b"{") > _MOST_BRACES:
        raise InvalidFileError(f"{file} has more placeholders than a template can have")
    text = html.unescape(_XML_TAG.sub("", part.blob.decode("utf-8", "replace")))
    bare = _BARE.search(text)
    if bare:
        message = "what is shown is written {{ name }}, without a letter behind the braces"
        raise template_sandbox.invalid(file, _near(bare.group()), message)
    _check_closed(text, file)


def _check_closed(text: str, file: str) -> None:
    """Refuse a placeholder that does not end, which docxtpl would look for again and again."""
    for found in _OPENING.finditer(text):
        rest = text[found.end() : found.end() + _LONGEST_PLACEHOLDER]
        following = _OPENING.search(rest)
        end = rest.find(_CLOSING[found.group()])
        if end < 0 or (following and following.start() < end):
            message = f"this does not end with {_CLOSING[found.group()]}"
            raise template_sandbox.invalid(file, _near(found.group() + rest), message)


def _placeholder_in(words: str, message: str) -> str:
    """Return the placeholder that a message quotes a name of, else what begins with the first one."""
    named = _QUOTED.search(message)
    for found in _PLACEHOLDER.finditer(words):
        if named and named[1] in found.group():
            return found.group()
    return words[max(words.find("{"), 0) :]


def _near(words: str) -> str:
    """Return where something is, by the words there."""
    return f' near "{shortened(visible(one_line(words)))}"' if words else ""
