"""Only what was chosen is in a file of any format: its text, metadata, alternative texts and the names within it."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct, to_builtins
from msgspec.structs import replace
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject, PdfObject, TextStringObject

from any_journal import WORD, JournalWriter
from chosen_lines import COVER, all_lines, situation_of, words_in
from examples import one_in
from portrait_cli.core.document import Document, Facts, Heading, Picture, Step, Words
from portrait_cli.core.documents.kind import DocumentKind, Situation
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.documents.template_data import template_data
from portrait_cli.core.redaction import Redaction, redacted
from portrait_cli.core.selection import Chosen, chosen
from portrait_cli.export import (
    document_csv,
    document_json,
    document_markdown,
    document_text,
    docx,
    html,
    json_data,
    pdf,
)

TEXTS: Mapping[str, Callable[[Document], Iterator[str]]] = {
    "md": document_markdown.write,
    "txt": document_text.write,
    "csv": document_csv.write,
    "json": document_json.write,
    "html": lambda document: html.write(document, "letter"),
}
_OF_RECORDS = {"csv", "json"}
"""Formats of a document's rows, which need not have all that its parts say."""


class Case(Struct, frozen=True):
    """What was chosen of a journal, for one kind of document."""

    kind: DocumentKind
    seen: Chosen
    situation: Situation
    allowed: frozenset[str]
    """The words of the chosen lines."""

    def __repr__(self) -> str:
        """Show what a failed example is about, without the whole portrait."""
        return f"{self.kind.id} of {self.seen}"

    def document(self) -> Document:
        """Make the document, which can be written in several formats."""
        made = self.kind.make(self.seen, self.situation, COVER)
        records = replace(made.records, rows=tuple(made.records.rows))
        return replace(made, parts=tuple(made.parts), records=records)


def _said(document: Document) -> frozenset[str]:
    """Return the words in the parts of a document: each format of these has all of them."""
    return _words(list(document.parts))


def _words(value: object) -> frozenset[str]:
    return frozenset(WORD.findall(" ".join(words_in(to_builtins(value)))))


@st.composite
def _cases(draw: st.DrawFn) -> Case:
    entries = tuple(JournalWriter(draw(st.binary(min_size=60, max_size=160))).entries())
    subset = draw(st.integers(0, 2**32))
    situation = situation_of(entries)
    lines = all_lines(entries, situation.known)
    kept = [line for number, line in enumerate(lines) if subset >> number & 1]
    left_out = {line.entry for line in lines if line not in kept}
    tags = [entry.tags for entry in entries if entry.id not in left_out]  # they go with an entry as a whole
    return Case(
        kind=draw(st.sampled_from(sorted(KINDS.values(), key=lambda kind: kind.id))),
        seen=chosen(entries, frozenset(line.name for line in kept), situation.known),
        situation=situation,
        allowed=_words([*((line.asked, line.words) for line in kept), *tags]),
    )


@settings(max_examples=10 * settings().max_examples)
@given(_cases())
def test_no_text_has_a_word_that_was_not_chosen(case: Case) -> None:
    """Markdown, plain text, HTML, JSON and CSV have the words of the document, and those were chosen."""
    document = case.document()
    said = _said(document)
    for name, write in TEXTS.items():
        written = frozenset(WORD.findall("".join(write(document))))
        assert written <= case.allowed, name
        assert name in _OF_RECORDS or said <= written, name


@settings(max_examples=settings().max_examples)
@given(_cases())
def test_entries_as_json_have_no_word_that_was_not_chosen(case: Case) -> None:
    """Entries as data, and what a template of one's own may use, have the chosen words alone."""
    assert frozenset(WORD.findall("".join(json_data.write_entries(case.seen.entries)))) <= case.allowed
    assert _words(template_data(case.seen, case.situation, COVER, case.document())) <= case.allowed


@settings(max_examples=settings().max_examples)
@given(_cases(), st.integers(0, 100))
def test_a_replaced_name_is_in_no_text(case: Case, which: int) -> None:
    """A word that is replaced is in no file, and all the others still are."""
    document = case.document()
    said = _said(document)
    names = sorted(said)
    if not names:
        return
    name = names[which % len(names)]
    for form, write in TEXTS.items():
        written = frozenset(WORD.findall("".join(write(redacted(document, (Redaction(name, "someone"),))))))
        assert name not in written
        assert form in _OF_RECORDS or said - {name} <= written


@one_in(10)
@given(_cases())
def test_no_word_file_has_a_word_that_was_not_chosen(case: Case) -> None:
    """All parts of a Word file, their names, properties and alternative texts have the chosen words alone."""
    document = case.document()
    written = _words_of_docx(docx.write(document, "letter"))
    assert _said(document) <= written <= case.allowed


@one_in(10)
@given(_cases())
def test_no_pdf_has_a_word_that_was_not_chosen(case: Case) -> None:
    """The text, outline, tags, alternative texts and properties of a PDF have the chosen words alone."""
    document = case.document()
    written = _words_of_pdf(pdf.write(document, "letter"))
    assert _said(document) <= written <= case.allowed


def _words_of_docx(data: bytes) -> frozenset[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [
            *file.namelist(),
            file.comment.decode(),
            *(file.read(name).decode("latin-1") for name in file.namelist()),
        ]
    whole = "\n".join(parts)
    return frozenset(WORD.findall(whole) + WORD.findall(re.sub(r"<[^>]*>", "", whole)))


def _words_of_pdf(data: bytes) -> frozenset[str]:
    reader = PdfReader(io.BytesIO(data))
    numbers = {number for numbers in reader.xref.values() for number in numbers} | set(reader.xref_objStm)
    texts = [page.extract_text() for page in reader.pages]
    for number in numbers:
        texts += _texts_in(reader.get_object(number))
    return frozenset(WORD.findall("\n".join([*texts, _printed(data)])))


def _texts_in(part: PdfObject | None) -> Iterator[str]:
    """Go through the texts of a part of a PDF, without those of the parts that it only points to."""
    match part:
        case TextStringObject() | ByteStringObject():
            yield str(part)
        case DictionaryObject():
            for name, value in part.items():
                yield str(name)
                yield from _texts_in(value)
        case ArrayObject():
            for value in part:
                yield from _texts_in(value)
        case _:
            pass


def _printed(data: bytes) -> str:
    """Return what a reader copies from the pages, if there is one here."""
    if not shutil.which("pdftotext"):
        return ""
    return subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()


def test_the_readers_find_what_is_there() -> None:
    """Words in the text, properties and alternative texts of a file are seen: what is not found is not there."""
    picture = Picture("q1z", ("q2z", "q3z"), (Step(COVER.made_on, "q2z", 1),), "q4z")
    parts = (Heading("q5z"), Words("q6z"), picture, Facts((("q7z", ""),)))
    document = Document("entry", "q8z", parts, ("q9z",), COVER.made_on, author="q10z")
    there = {f"q{number}z" for number in range(1, 11)}
    assert _words_of_docx(docx.write(document, "letter")) == there - {"q2z", "q3z"}  # levels, which are drawn
    assert _words_of_pdf(pdf.write(document, "letter")) == there
