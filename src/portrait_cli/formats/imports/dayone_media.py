"""The pictures, videos, recordings and PDF files of a Day One entry, and where they stand in its text."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator

from msgspec import Struct

from portrait_cli.core.text import one_line
from portrait_cli.formats.imports.source import attachment_sentence

_FOLDERS = {"photo": "photos", "video": "videos", "audio": "audios", "pdfAttachment": "pdfs"}
_WORDS = {"photo": "a photo", "video": "a video", "audio": "a recording", "pdfAttachment": "a PDF file"}
_USUAL_ENDINGS = {"photo": "jpeg", "video": "mov", "audio": "m4a", "pdfAttachment": "pdf"}
_REFERENCE = re.compile(
    r"!?\[(?P<alt>[^\[\]]{0,500})\]\(\s*(?P<linked>dayone-(?:moment|external|photo|video|audio|pdf):/[^()\s]{1,2000})\s*\)"
    r"|(?P<bare>dayone-(?:moment|photo|video|audio|pdf):/[\w/-]{1,200})"
)
"""A place in a text where a medium stands."""
_SCHEME = "dayone-"


class Medium(Struct, rename="camel"):
    """One file of an entry, as the JSON describes it."""

    md5: str | None = ""
    identifier: str | None = ""
    type: str | None = ""
    title: str | None = ""
    pdf_name: str | None = ""


class Media(Struct, frozen=True):
    """The files of an entry by their kind and identifier."""

    names: dict[tuple[str, str], str]

    def name_of(self, kind: str, identifier: str) -> str:
        """Return the name of a file. Return nothing if the entry has no such file."""
        wanted = identifier.casefold()
        if kind:
            return self.names.get((kind, wanted), "")
        for known in _FOLDERS:
            if (known, wanted) in self.names:
                return self.names[known, wanted]
        return ""

    def all_names(self) -> tuple[str, ...]:
        """List the names of all files, each once."""
        return tuple(dict.fromkeys(self.names.values()))


def media(groups: Iterable[tuple[str, list[Medium] | None]]) -> Media:
    """Name the files of an entry, in groups of a kind, as they are called in Day One's archive."""
    names: dict[tuple[str, str], str] = {}
    for kind, found in groups:
        for number, medium in enumerate(found or ()):
            identifier = medium.identifier or medium.md5 or f"#{number}"
            names[kind, identifier.casefold()] = _name(kind, medium)
    return Media(names)


def _name(kind: str, medium: Medium) -> str:
    caption = medium.title or medium.pdf_name or ""
    if medium.md5:
        name = f"{_FOLDERS[kind]}/{medium.md5}.{_ending(kind, medium)}"
    else:  # Day One had not loaded the file when it exported the entry
        name = _missing(_WORDS[kind], medium.identifier or "")
    if caption:
        name = f"{name} ({caption})"
    return one_line(name)


def _missing(what: str, identifier: str) -> str:
    """Name a file that Day One has, and that its export does not contain."""
    if not identifier:
        return f"{what} that the export does not contain"
    return f"{what} that the export does not contain (Day One's id for it: {identifier})"


def _ending(kind: str, medium: Medium) -> str:
    """Return the ending of a file. A recording is an `.m4a`, whatever Day One says that its format is."""
    if kind == "audio":
        return _USUAL_ENDINGS[kind]
    return (medium.type or "").lower() or _USUAL_ENDINGS[kind]


# --- where they stand ---


def name_at_places(line: str, found: Media) -> str:
    """Put the names of files where a line of text refers to them."""
    references = list(_references(line))
    if not references:
        return line
    if _REFERENCE.sub("", line).strip():  # words stand beside them
        return _REFERENCE.sub(lambda reference: f"({_sentence(reference, found)})", line)
    return "\n".join(_sentence(reference, found) for reference in references)


def names_placed(text: str, found: Media) -> Iterator[str]:
    """List the names of the files that a text refers to."""
    for reference in _references(text):
        name = found.name_of(*_target(reference))
        if name:
            yield name


def _references(text: str) -> Iterator[re.Match[str]]:
    if _SCHEME in text:
        yield from _REFERENCE.finditer(text)


def _sentence(reference: re.Match[str], found: Media) -> str:
    address = reference["linked"] or ""
    if address.startswith("dayone-external:"):
        return _web_address(address)
    kind, identifier = _target(reference)
    name = found.name_of(kind, identifier) or _missing(_WORDS.get(kind, "a photo or another file"), identifier)
    if reference["alt"]:
        name = f"{name} ({one_line(reference['alt'])})"
    return attachment_sentence(name)


def _target(reference: re.Match[str]) -> tuple[str, str]:
    """Return the kind, if the reference says it, and the identifier of a file."""
    address: str = reference["linked"] or reference["bare"]
    scheme, _, path = address.partition(":")
    kind, _, identifier = path.strip("/").rpartition("/")
    kind = kind or scheme.removeprefix("dayone-").replace("pdf", "pdfAttachment")
    if kind not in _FOLDERS:
        kind = ""
    return kind, identifier


def _web_address(address: str) -> str:
    """Return the address of a video or song on the web, which Day One writes in Base64."""
    _, _, encoded = address.rpartition("/")
    padding = "=" * (-len(encoded) % 4)
    try:
        return one_line(b64decode(encoded + padding, altchars=b"-_", validate=True).decode())
    except (binascii.Error, ValueError):
        return address
