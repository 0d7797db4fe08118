"""What `jrnl --format markdown` and `jrnl --format yaml` write: one file, or a folder with a file for each entry."""

import re
import unicodedata
from datetime import datetime

from msgspec import Struct

from portrait_cli.formats.imports.jrnl_stamps import STAMP, Stamp, days_come_first, parse_stamp
from portrait_cli.formats.imports.source import DayOrder

_JOURNAL = re.compile(rf"# [0-9]{{4}}\n+## \w+\n+### {STAMP} ", re.IGNORECASE)
_HEAD = re.compile(rf"# [0-9]{{4}}|## \w+|### (?P<stamp>{STAMP})(?: (?P<title>.*))?", re.IGNORECASE)
_ENTRY = re.compile(rf"# (?P<stamp>{STAMP}) (?P<title>.*)(?:\n|$)", re.IGNORECASE)
_YAML = re.compile(r"---\ntitle: (.*)\ndate: (.*)\nstarred: (True|False)\ntags: (.*)\n")
_FILE_NAME = re.compile(r"(?:.*/)?[0-9]{4}-[0-9]{2}-[0-9]{2}_(.+)\.md", re.DOTALL)
_NOT_IN_SLUGS, _BETWEEN_WORDS = re.compile(r"[^\w\s-]"), re.compile(r"[-\s]+")
_HEADING = re.compile(r"#+ ")


class MarkdownEntry(Struct, frozen=True):
    """An entry in a Markdown file."""

    line: int
    written: datetime
    words: str
    tags: tuple[str, ...] = ()
    starred: bool = False


class _Part(Struct):
    """The lines of an entry, before we know what day its date is."""

    line: int
    stamp: Stamp
    lines: list[str]
    tags: tuple[str, ...] = ()
    starred: bool = False


def is_export(name: str, text: str) -> bool:
    """Return True if a text is an export of jrnl's, and not one of the notes that only begin like it."""
    if _JOURNAL.match(text) or _YAML.match(text):
        return True
    file, entry = _FILE_NAME.fullmatch(name), _ENTRY.match(text)
    return bool(file and entry and _slug(entry["title"]).startswith(_slug(file[1])))


def entries(text: str, order: DayOrder) -> list[MarkdownEntry] | None:
    """Read the entries of an export. Return None if it cannot be told whether its dates begin with the day."""
    if yaml := _YAML.match(text):
        parts = _yaml_parts(yaml, text)
    elif entry := _ENTRY.match(text):
        parts = _entry_parts(entry, text)
    else:
        parts = _journal_parts(text)

    day_first = days_come_first((part.stamp for part in parts), order)
    if day_first is None:
        return None
    found: list[MarkdownEntry] = []
    for part in parts:
        written = part.stamp.moment(day_first=day_first, day=None)
        if written:
            words = "\n".join(part.lines)
            found.append(MarkdownEntry(part.line, written, words, part.tags, part.starred))
    return found


def _slug(title: str) -> str:
    """Write a title as jrnl does in the name of an entry's file."""
    plain = _NOT_IN_SLUGS.sub("", unicodedata.normalize("NFKD", title)).strip().lower()
    return _BETWEEN_WORDS.sub("-", plain)


def _journal_parts(text: str) -> list[_Part]:
    """Split a journal at the headings of its years, months and entries."""
    parts: list[_Part] = []
    for number, line in enumerate(text.split("\n"), start=1):
        head = _HEAD.fullmatch(line)
        stamp = parse_stamp(head["stamp"]) if head and head["stamp"] else None
        if head and stamp:
            parts.append(_Part(number, stamp, [head["title"] or ""]))
        elif parts and not head:
            parts[-1].lines.append(_as_typed(line, "###"))
    return parts


def _entry_parts(found: re.Match[str], text: str) -> list[_Part]:
    """Read the file of one entry."""
    lines = [_as_typed(line, "#") for line in text[found.end() :].split("\n")]
    return _one_part(found["stamp"], [found["title"], *lines])


def _yaml_parts(found: re.Match[str], text: str) -> list[_Part]:
    """Read the file of one entry that is written as YAML: its words are lines below `body:`, behind a tab."""
    title, stamp, starred, tags = found.groups()
    _, _, body = text.partition("\nbody: |")
    lines = body.removesuffix("...").split("\n")
    typed = [_as_typed(line.removeprefix("\t"), "#") for line in lines[1:]]
    return _one_part(stamp, [title, *typed], tuple(tags.split(", ")), starred=starred == "True")


def _one_part(written: str, lines: list[str], tags: tuple[str, ...] = (), *, starred: bool = False) -> list[_Part]:
    stamp = parse_stamp(written)
    if not stamp:
        return []
    return [_Part(1, stamp, lines, tags, starred)]


def _as_typed(line: str, added: str) -> str:
    """Take out the signs that jrnl added to a heading, so that it is below the heading of its entry."""
    if _HEADING.match(line) and line.startswith(f"{added}#"):
        return line.removeprefix(added)
    return line
