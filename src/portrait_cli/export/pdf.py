"""A document as PDF: typeset, tagged, and PDF/UA-1 if every character can be drawn."""

import re
from importlib.resources import files
from typing import Literal

import typst
from msgspec import Struct

from portrait_cli.core.document import Document, Paper
from portrait_cli.export import typesetter
from portrait_cli.export.pdf_data import data

_NOT_DRAWN = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")


class Typeset(Struct, frozen=True):
    """A PDF, and what cannot be read in it."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    """Each character that no font has, once."""


def write(document: Document, paper: Paper) -> bytes:
    """Typeset a document for either paper."""
    return typeset(document, paper).pdf


def typeset(document: Document, paper: Paper) -> Typeset:
    """Typeset a document, and say which characters no font here has: they are boxes in it.

    The fonts of the machine are looked through only if a character is in none of those that come with us.
    """
    words = data(document, paper)
    fonts = typesetter.fonts(of_machine=False)
    missing = _missing(words, fonts)
    if missing:
        fonts = typesetter.fonts(of_machine=True)
        missing = _missing(words, fonts)
    template = files("portrait_cli.export").joinpath("document.typ").read_bytes()
    if not missing:
        try:
            return Typeset(_compiled(template, words, fonts, "ua-1"))
        except typst.TypstError:
            pass  # such as a title that is empty
    return Typeset(_compiled(template, words, fonts, "1.7"), missing)


_EACH_CHARACTER = b"""\
#set document(title: "Each character")
#set text(font: ("Libertinus Serif", "Noto Naskh Arabic"))
#sys.inputs.data
"""


def _missing(words: str, fonts: typst.Fonts) -> tuple[str, ...]:
    """Return the characters that are in none of the fonts."""
    try:
        _compiled(_EACH_CHARACTER, " ".join(sorted(set(words))), fonts, "ua-1")
    except typst.TypstError as error:
        return tuple(dict.fromkeys(map(_unescaped, _NOT_DRAWN.findall(error.diagnostic))))
    return ()


def _compiled(template: bytes, words: str, fonts: typst.Fonts, standard: Literal["ua-1", "1.7"]) -> bytes:
    pdf, _warnings = typst.compile_with_warnings(
        template, font_paths=fonts, sys_inputs={"data": words}, pdf_standards=standard
    )
    return pdf


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
