"""The text of a table file, in whichever encoding a spreadsheet saved it."""

import re
from typing import NamedTuple

from portrait_cli.core.errors import InvalidFileError

SAVE_AS = "in the spreadsheet choose Save as, CSV (UTF-8), and try again"

_KINDS = (
    (b"%PDF", "a PDF file", "copy its table into a spreadsheet, and save that as CSV (UTF-8)"),
    (b"\x89PNG", "a picture", "type its table into a spreadsheet, and save that as CSV (UTF-8)"),
    (b"\xff\xd8\xff", "a picture", "type its table into a spreadsheet, and save that as CSV (UTF-8)"),
    (b"{\\rtf", "a Rich Text document", "copy its table into a spreadsheet, and save that as CSV (UTF-8)"),
    (b"<!doctype html", "a web page", "open it in a spreadsheet, and save it as CSV (UTF-8)"),
    (b"<html", "a web page", "open it in a spreadsheet, and save it as CSV (UTF-8)"),
    (b"<?xml", "an XML file", "open it in the program that made it, and save it as CSV (UTF-8)"),
    (b"# yaml-language-server", "already a portrait", "check it with: portrait portraits check FILE"),
    (b"format: ", "already a portrait", "check it with: portrait portraits check FILE"),
    (b'{"doc_id"', "only a link to a Google Sheet", "open it, choose File > Download > CSV, and name that file"),
    (b'{"url"', "only a link to a Google Sheet", "open it, choose File > Download > CSV, and name that file"),
    (b"{", "JSON, but not a CASE package", "export a CASE package, or save the table as CSV (UTF-8)"),
)
"""How files begin that are no tables of text, what they are, and what helps."""

_MOST_STRANGE = 0.2
"""How much of what is not ASCII may look wrong before we say that the encoding is not known."""


class _Encoding(NamedTuple):
    """An encoding, and what its usual texts are made of where they are not ASCII."""

    name: str
    usual: str


_LATIN = "àâäáãåæçèéêëìíîïñòóôöõøœùúûüýÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ\u00a0“”‘’„«»–—…•·¿¡€£°ºª™©®½¼§→"
_ENCODINGS = (
    _Encoding("cp1252", f"[{_LATIN}]"),
    _Encoding("mac_roman", f"[{_LATIN}]"),
    _Encoding("cp932", "[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]"),
    _Encoding("euc_jp", "[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff5e]"),
    _Encoding("cp1256", "[\u0621-\u0652\u060c\u061b\u061f\u00a0“”«»–—…•]"),
    _Encoding("cp1251", "[А-яЁё\u00a0“”«»–—…•№]"),
)
"""What spreadsheets save where they do not save UTF-8: Windows, older Macs, and systems in Japanese, Arabic, Russian.
They are tried in this order, and the one whose text looks most like writing is taken."""
_JAPANESE = {"cp932", "euc_jp"}


def read_text(data: bytes, file: str) -> str:
    """Read the bytes of a file as text, with line feeds between the lines.

    Raises InvalidFileError if it is empty or not a text in an encoding that we know.
    """
    start = data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for beginning, what, hint in _KINDS:
        if start.startswith(beginning.lower()):
            raise InvalidFileError(f"{file} is {what}, not a table", hint=hint)
    text = _decoded(data)
    if text is None or "\0" in text:
        raise InvalidFileError(f"{file} is not a table that we can read", hint=SAVE_AS)
    if not text.strip("\ufeff \t\r\n"):
        raise InvalidFileError(f"{file} is empty")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(data, "utf-16")
    zeros = (data[::2].count(0), data[1::2].count(0))
    if max(zeros):  # commas and line ends have a byte that is nothing: UTF-16 without its mark
        return _decode(data, "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le")
    text = _decode(data, "utf-8-sig")
    return text if text is not None else _guessed(data)


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> str | None:
    """Decode bytes in the encoding whose text has the fewest signs that are strange in it."""
    best, least = None, _MOST_STRANGE
    for encoding in _ENCODINGS:
        text = _decode(data, encoding.name)
        if text is not None:
            strange = _strangeness(text, encoding)
            if strange < least:
                best, least = text, strange
    return best


def _strangeness(text: str, encoding: _Encoding) -> float:
    """Return how much of what is not ASCII in a text is strange there, from 0 to 1."""
    others = re.findall(r"[^\x00-\x7f]", text)
    usual = len(re.findall(encoding.usual, text))
    if encoding.name in _JAPANESE and not re.search("[\u3041-\u30ff]", text):
        return 1  # Chinese and Korean have the same bytes, and no kana
    if encoding.name in _JAPANESE:
        odd = len(re.findall(r"(?<=[a-z])[\u4e00-\u9fff]|[\u4e00-\u9fff](?=[a-z])", text))
    else:
        # A capital or a sign inside a word, and letters with accents one after the other.
        odd = len(re.findall(r"(?<=[a-zß-ÿ])[À-ÞŒ“„«¿¡°ºª™©®½¼§€£·]+(?=[a-zß-ÿ])", text))
        odd += len(re.findall(r"[à-ÿ]{3,}|[À-Þ]{2,}[à-ÿ]|(?<![^\W\d_])[à-ÿ]?[À-Þ][À-Þ]+(?=[a-z])", text))
        odd += len(re.findall(r"(?<=\w)[“„«¿¡](?=\w)|(?<=[a-z])[À-Þ](?![a-z])(?=[\W_]|$)", text))
    return (len(others) - usual + odd) / max(len(others), 1)
