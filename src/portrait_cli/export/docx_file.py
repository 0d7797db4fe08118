"""A Word file as bytes: packed the same way each time, with the names and days that belong in it and no others."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime, time

import docx
from docx.document import Document as WordFile

from portrait_cli.core.document import Document
from portrait_cli.export.docx_words import plain

_LONGEST = 255
"""What Word allows of a title or a name."""
_PACKED = (1980, 1, 1, 0, 0, 0)
"""When each part was packed, as any archive can say: the same document is the same bytes."""


def opened(parts: Mapping[str, str]) -> WordFile:
    """Open a Word file that was put together from its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return docx.Document(packed)


def sign(file: WordFile, document: Document) -> None:
    """Write the file's properties: its title, its author and its day."""
    properties = file.core_properties
    properties.title = plain(document.title)[:_LONGEST]
    properties.author = properties.last_modified_by = plain(document.author)[:_LONGEST]
    properties.language = plain(document.language)[:_LONGEST]
    properties.created = properties.modified = datetime.combine(document.made_on, time())
    properties.comments = properties.keywords = properties.subject = ""
    properties.revision = 1


def packed(file: WordFile) -> bytes:
    """Return a file as bytes."""
    saved, result = io.BytesIO(), io.BytesIO()
    file.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _PACKED)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts.read(name))
    return result.getvalue()
