"""Each document in each format, made by the command from two years of a journal, and read by other programs."""

import calendar
import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest
from pypdf import PdfReader

import two_years
from conftest import ROOT, Run, journal_entries
from markdown_readers import Page, as_html, letters
from portrait_cli.core import evidence
from portrait_cli.core.document import Words
from portrait_cli.core.documents.kinds import KINDS
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.selection_lines import Line, known_from, lines_of
from portrait_cli.formats import selection_file
from portrait_cli.formats.rich_words import rich

FORMATS = ("md", "txt", "json", "csv", "html", "docx", "pdf")
_SAYS: Mapping[str, tuple[str, ...]] = {
    "entry": ("A substitute had a better question than mine.",),
    "journal": (
        two_years.GOAL_MET,
        two_years.CHINESE,
        "Ashamed, mostly.",
        "the minutes (https://example.org/minutes_of_may)",
    ),
    "growth-plan": (two_years.GOAL_OPEN, "Kept the goal", "Dates discussed", "Comments and signatures"),
    "conversation": ("Two aides rewrote the lunch line", "What I'd like you to ask me next time"),
    "evidence": ("The aides timed the lunch line.", two_years.LINK, "October 16, 2026", two_years.FORMULA),
    "year": (two_years.GOAL_OPEN, "Changed my mind on March 20, 2027", "Most recently"),
    "portfolio": (two_years.GOAL_OPEN, "At first, September", "Most recently, June 11, 2027"),
    "completion": ("What was written stays private.", "June 11, 2027", "sessions"),
    "progress": (two_years.GOAL_OPEN,),
}
"""What is in each document, among other words."""
_WORD = re.compile(r"[^\W\d_]{4,}")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the journal of two years, once for all tests of this file."""
    made = tmp_path_factory.mktemp("two-years")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("XDG_", "PORTRAIT_"))]:
            patch.delenv(name)
        patch.setenv("HOME", str(made))
        patch.setenv("TZ", "America/Chicago")
        two_years.write_two_years(made)
    return made


_WHOLE = {"journal": ("--all",), "completion": ("--all",)}
"""What both years need to be in a document."""


class Exports:
    """Makes documents of the journal, and reads them back."""

    def __init__(self, run: Run, journal: Path, folder: Path) -> None:
        self._run = run
        self._folder = folder
        entries = journal_entries(journal)
        known = known_from(history(entries), goal_history(entries), evidence.log(entries, entries))
        self.lines = {line.name: line for entry in entries for line in lines_of(entry, known)}

    def write(self, kind: str, form: str, *options: str) -> Path:
        """Write a document in a format."""
        file = self._folder / f"{kind}.{form}"
        who = "--name", two_years.NAME, "--school", two_years.SCHOOL
        words = "export", "--as", kind, *_WHOLE.get(kind, ()), *who, *options, "-o", str(file), "--force", "--yes"
        done = self._run(*words, at=two_years.TODAY)
        assert done.code == 0, done.err
        return file

    def leaving(self, kind: str, *options: str) -> dict[str, Line]:
        """Return the lines that a document has."""
        file = self._folder / "selection.yaml"
        words = (
            "export",
            "--as",
            kind,
            *_WHOLE.get(kind, ()),
            *options,
            "--save-selection",
            str(file),
            "--force",
            "--yes",
        )
        assert self._run(*words, at=two_years.TODAY).code == 0
        kept = selection_file.parse(file.read_bytes(), file.name)
        return {one.name: self.lines[one.name] for one in kept.lines}


@pytest.fixture
def exports(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Exports:
    """Use the journal of two years."""
    monkeypatch.setenv("HOME", str(folder))
    return Exports(run, folder, tmp_path)


# --- what other programs read ---


def _read(file: Path) -> str:
    """Return all words of a document, as another program finds them, those that are not seen too."""
    match file.suffix:
        case ".md":
            return "\n".join(Page(as_html("markdown-it", file.read_text(encoding="utf-8"))).sections)
        case ".json":
            return "\n".join(_texts(json.loads(file.read_text(encoding="utf-8"))))
        case ".csv":
            text = file.read_bytes().decode("utf-8-sig")
            return "\n".join(cell for row in csv.reader(io.StringIO(text, newline=""), strict=True) for cell in row)
        case ".html":
            return _Everything(file.read_text(encoding="utf-8")).text
        case ".docx":
            with zipfile.ZipFile(file) as parts:
                texts = [parts.read(name) for name in parts.namelist() if name.endswith((".xml", ".rels"))]
            return "\n".join(word for text in texts for word in _xml_texts(fromstring(text)))  # noqa: S314  # we wrote it
        case ".pdf":
            return _pdf_text(file)
        case _:
            return file.read_text(encoding="utf-8")


def _texts(value: object) -> Iterator[str]:
    """Go through the texts in JSON, those that are Markdown without its marks."""
    match value:
        case str():
            yield value
        case {"part": "words", "text": str(text), "is_markdown": is_markdown}:
            yield from (block.text for block in rich(Words(text, is_markdown=bool(is_markdown))))
        case dict():
            yield from (text for one in value.values() for text in _texts(one))
        case list():
            yield from (text for one in value for text in _texts(one))
        case _:
            pass


class _Everything(HTMLParser):
    """All that is in a page: letters, and what attributes say."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._is_style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read what is said beside the letters."""
        self._is_style = tag == "style"
        said = (value or "" for name, value in attrs if name in {"alt", "title", "content", "aria-label", "href"})
        self.text += "\n".join(["", *said])

    def handle_endtag(self, tag: str) -> None:
        """Part what is in different elements."""
        self._is_style = self._is_style and tag != "style"
        if tag not in {"tspan", "span", "em", "strong", "s", "code", "bdi"}:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        """Read letters."""
        self.text += "" if self._is_style else data


def _xml_texts(element: Element) -> Iterator[str]:
    for one in element.iter():
        yield from (value for name, value in one.attrib.items() if name in {"descr", "title", "Target"})
        if one.tag.endswith("}p"):
            yield "".join(part.text or "" for part in one.iter() if part.tag.endswith(("}t", "}delText")))
        elif one.text and not one.tag.endswith("}t"):
            yield one.text


def _pdf_text(file: Path) -> str:
    reader = PdfReader(file)
    said = [str(value) for value in (reader.metadata or {}).values()]
    text = "\n".join(page.extract_text() for page in reader.pages)  # cell by cell, as it was written
    if shutil.which("pdftotext"):  # line by line, as it is seen
        command = ["pdftotext", "-enc", "UTF-8", str(file), "-"]
        text += subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    return "\n".join([text, *said])


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.casefold()))


# --- what must be there, and what must not ---


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_document_has_its_words_in_each_format(exports: Exports, kind: str, form: str) -> None:
    """What the document says is what another program reads, whichever format it is in."""
    seen = letters(_read(exports.write(kind, form)).replace("\N{SOFT HYPHEN}", ""))
    expected = _SAYS[kind]
    if form == "csv":
        lines = exports.leaving(kind).values() if kind != "completion" else ()
        first = (line.words.split("\n\n")[0] for line in lines if line.kind in {"answer", "goal", "note", "evidence"})
        expected = tuple(first)
    elif form == "json" and kind in {"entry", "journal"}:
        expected = tuple(text.replace("the minutes (", "[the minutes](") for text in expected)
    elif form == "pdf":
        said = " ".join(expected).replace(two_years.CHINESE, "")  # whose font is not everywhere
        expected = tuple(said.split())  # a reader goes through the cells of a row line by line
    if form != "csv" and kind not in {"entry", "journal"}:
        expected = (*expected, two_years.NAME, *([two_years.SCHOOL] if kind != "conversation" else []))
    assert [text for text in expected if letters(text) not in seen] == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_was_chosen_leaves(exports: Exports, kind: str) -> None:
    """With every third line left out, no word that only other lines have is in any format, seen or unseen."""
    kept: Mapping[str, Line] = {}
    left_out: tuple[str, ...] = ()
    if KINDS[kind].without_lines is None:
        names = list(exports.leaving(kind))
        left_out = tuple(word for name in names[1::3] for word in ("--exclude", name))
        if len(names) > 1:
            kept = exports.leaving(kind, *left_out)
            assert len(kept) < len(names)
    said = [text for line in kept.values() for text in (line.words, line.asked)]
    others = [line.words for name, line in exports.lines.items() if name not in kept]
    if not kept and KINDS[kind].without_lines is None:
        pytest.skip("it has one line")
    forbidden = _words(*others) - _words(*said, *_ours())
    assert len(forbidden) > 10
    for form in FORMATS:
        seen = _words(_read(exports.write(kind, form, *left_out)))
        assert forbidden & seen == frozenset(), form


def _ours() -> Iterator[str]:
    """Go through the texts that have the words of the portrait and of the program, and those of the command."""
    yield from (two_years.NAME, two_years.SCHOOL, *calendar.month_name, *calendar.day_name)
    core = ROOT / "src" / "portrait_cli" / "core"
    names = (core / "titles.py", core / "outcome_words.py", ROOT / "data" / "attributes.yaml")
    yield from (path.read_text(encoding="utf-8") for path in (*names, *(core / "documents").glob("*.py")))
