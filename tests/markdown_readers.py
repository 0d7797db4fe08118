"""What other programs make of Markdown: the letters they show below each heading, and the elements they make."""

import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from conftest import TESTS

_BROWSER = TESTS / "browser"
_COMMONMARK = """
const { Parser, HtmlRenderer } = require("commonmark");
const text = require("fs").readFileSync(0, "utf8");
process.stdout.write(new HtmlRenderer().render(new Parser().parse(text)));
"""
READERS = ("markdown-it", "commonmark.js", "pandoc markdown-smart", "pandoc gfm", "pandoc commonmark")


def as_html(reader: str, text: str) -> str:
    """Let a program read Markdown and write HTML; skip the test if it is not here."""
    name, _, form = reader.partition(" ")
    if name == "markdown-it":
        return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))
    if name == "pandoc":
        return _run(["pandoc", "-f", form, "-t", "html", "--wrap=none"], text)
    if not (_BROWSER / "node_modules" / "commonmark").is_dir():
        pytest.skip("`npm ci` in tests/browser brings commonmark.js")
    return _run(["node", "-e", _COMMONMARK], text)


def _run(command: list[str], text: str) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not on the PATH")
    done = subprocess.run(
        command,
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=_BROWSER if _BROWSER.is_dir() else TESTS,
    )
    return done.stdout


class Page(HTMLParser):
    """An HTML page as its elements and its letters, cut before each heading of level 2."""

    def __init__(self, page: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.addresses: set[str] = set()
        self.sections = [""]
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and what it would fetch or open."""
        self.elements.add(tag)
        self.addresses.update(value or "" for name, value in attrs if name in {"href", "src"})
        if tag == "h2":
            self.sections.append("")

    def handle_data(self, data: str) -> None:
        """Note letters."""
        self.sections[-1] += data


def letters(text: str) -> str:
    """Leave out the room between words, which readers change."""
    return "".join(text.split())
