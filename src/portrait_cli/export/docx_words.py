"""Letters of any script in a Word file, which must be told where the direction or the kind of font changes."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from portrait_cli.core.text import visible
from portrait_cli.export.docx_blank import id_of
from portrait_cli.formats.rich_words import Span

_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Hebrew, Arabic and the other scripts that are written from the right."""
_LEFT = f"(?![{_RIGHT}])[^\\W\\d_]"
_EAST = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
"""Chinese, Japanese and Korean, with their punctuation."""
_FIRST_LETTER = re.compile(f"(?P<right>[{_RIGHT}])|{_LEFT}")
_STRETCH = {
    False: re.compile(f"[{_RIGHT}](?:(?:(?!{_LEFT}).)*[{_RIGHT}])?", re.DOTALL),
    True: re.compile(f"{_LEFT}(?:[^{_RIGHT}]*(?:{_LEFT}|[0-9]))?", re.DOTALL),
}
"""What runs against the direction of its paragraph, by that direction: letters, and all between them."""
_EASTERN = re.compile(f"[{_EAST}]+")
_NO_XML = re.compile("[\ufffe\uffff]")
_LANGUAGES = (
    ("[\u0590-\u05ff\ufb1d-\ufb4f]", "he-IL"),
    ("[\u3040-\u30ff]", "ja-JP"),
    ("[\u1100-\u11ff\uac00-\ud7ff]", "ko-KR"),
)
"""The languages other than Arabic and Chinese, by letters that only they have."""
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})
_REGIONS = {"en": "en-US", "es": "es-US", "ar": "ar-SA", "he": "he-IL", "fr": "fr-FR", "zh": "zh-CN", "pt": "pt-BR"}
"""Word knows a language by its place."""

Script = Literal["", "right", "east"]


def plain(text: str) -> str:
    """Make a text safe for XML, which has no control characters: they become signs."""
    return _NO_XML.sub("\ufffd", visible(text))


def is_from_right(language: str) -> bool:
    """Return True if a language is written from the right."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


def with_place(language: str) -> str:
    """Return a language as Word knows it."""
    return _REGIONS.get(language, plain(language)) or "en-US"


def add(paragraph: Paragraph, spans: Iterable[Span], *, from_right: bool = False) -> None:
    """Add letters to an empty paragraph, and turn it the way they are read; `from_right` is the document's way."""
    written = [(span, plain(span.text)) for span in spans]
    first = _FIRST_LETTER.search("".join(text for _, text in written))
    turned = bool(first["right"]) if first else from_right
    if turned != from_right:
        direction = OxmlElement("w:bidi")
        direction.set(qn("w:val"), "1" if turned else "0")
        paragraph._p.get_or_add_pPr().append(direction)
    for span, text in written:
        for part, script in _scripts(text, from_right=turned):
            _write(paragraph.add_run(part), span, script)


def _scripts(text: str, *, from_right: bool) -> Iterator[tuple[str, Script]]:
    """Take a text apart where its direction or kind of font changes."""
    end = 0
    for found in _STRETCH[from_right].finditer(text):
        yield from _same_way(text[end : found.start()], from_right=from_right)
        yield from _same_way(found.group(), from_right=not from_right)
        end = found.end()
    yield from _same_way(text[end:], from_right=from_right)


def _same_way(text: str, *, from_right: bool) -> Iterator[tuple[str, Script]]:
    if from_right:
        if text:
            yield text, "right"
        return
    end = 0
    for found in _EASTERN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), "east"
        end = found.end()
    if text[end:]:
        yield text[end:], ""


def _write(run: Run, span: Span, script: Script) -> None:
    """Give a run its look, by styles where there is one, and say which script it is in."""
    style = _style_of(span)
    if style:
        run._r.style = id_of(style)
    if span.struck:
        run.font.strike = True
    if not script:
        return
    properties = run._r.get_or_add_rPr()
    if script == "right":
        run.font.rtl = True
    else:
        properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi" if script == "right" else "w:eastAsia"), _language_of(run.text, script))
    properties.append(language)


def _style_of(span: Span) -> str:
    if span.code:
        return "Code Letters"
    if span.bold:
        return "Intense Emphasis" if span.italic else "Strong"
    return "Emphasis" if span.italic else ""


def _language_of(text: str, script: Script) -> str:
    found = (language for letters, language in _LANGUAGES if re.search(letters, text))
    return next(found, "ar-SA" if script == "right" else "zh-CN")
