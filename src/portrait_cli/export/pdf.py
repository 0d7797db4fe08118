"""A document as PDF: typeset, tagged, and PDF/UA-1 if every character can be drawn."""

import re
from importlib.resources import files
from typing import Literal

import typst
from msgspec import Struct

from portrait_cli.core.document import Document, Paper
from portrait_cli.export.pdf_data import data
from portrait_cli.export.typesetter import fonts

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

    The fonts of the machine are looked through only if those that come with us lack a character.
    """
    inputs = {"data": data(document, paper)}
    refusal = ""
    for of_machine in (False, True):
        try:
            return Typeset(_pdf(inputs, of_machine=of_machine, standard="ua-1"))
        except typst.TypstError as error:
            refusal = error.diagnostic
    missing = dict.fromkeys(map(_unescaped, _NOT_DRAWN.findall(refusal)))
    return Typeset(_pdf(inputs, of_machine=True), tuple(missing))


def _pdf(inputs: dict[str, str], *, of_machine: bool, standard: Literal["ua-1", "1.7"] = "1.7") -> bytes:
    template = files("portrait_cli.export").joinpath("document.typ").read_bytes()
    pdf, _warnings = typst.compile_with_warnings(
        template, font_paths=fonts(of_machine=of_machine), sys_inputs=inputs, pdf_standards=standard
    )
    return pdf


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)
