"""Where an imported entry comes from, and what it said there: how a later version of the same entry is known."""

import hashlib
import re
from collections.abc import Iterator

from portrait_cli.core.entry import Entry

WORDS_LINE = "source_words"
"""The name of the line that keeps what an entry said when it was imported, in a few digits."""
_WORD = re.compile(r"[^\W_]+|[^\x00-\x7f\s]")
"""A word, or a sign such as an emoji. How a program writes its Markdown makes no difference."""
_FILE = "Attachment, left where it was: "
_PICTURE = re.compile(rf"!\[[^\]\n]*\]\([^)\n]*\)|\({_FILE}[^()\n]*(?:\([^()\n]*\))?\)|{_FILE}.*")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s")
_DIGITS = 12

Origin = tuple[str, ...]


def origin(entry: Entry) -> Origin:
    """Return what all versions of an imported entry have in common; nothing if it was not imported.

    It is the id that its program gave it or, in a folder of notes, its file. jrnl has neither: there it is the minute
    and the first sentence of the title, which is all of the title that every export of jrnl's has.
    """
    program = kept(entry, "imported_from")
    if not program:
        return ()
    if source_id := kept(entry, "source_id"):
        return program, source_id
    if program == "markdown":
        return program, kept(entry, "source_file") or entry.id
    return program, entry.written.isoformat(timespec="minutes"), _SENTENCE_END.split(entry.title)[0]


def kept(entry: Entry, name: str) -> str:
    """Return what a line of an entry's front matter keeps under a name, or nothing."""
    start = f"{name}: "
    for item in entry.extra:
        for line in item.split("\n"):
            if line.startswith(start):
                return line.removeprefix(start).strip("\"' ")
    return ""


def words_line(title: str, text: str) -> str:
    """Write the line that keeps what an entry says, so that a change of it is noticed in its source, not here."""
    said = " ".join(_words(f"{title}\n{text}"))
    digits = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
    return f'{WORDS_LINE}: "{digits}"'


def says_nothing_new(in_source: Entry, here: Entry) -> bool:
    """Return True if an entry says what it said when it was imported.

    Earlier versions did not keep that. Then it says nothing new if all its words are here, in their order: more words
    may have been added here by hand.
    """
    then, now = kept(here, WORDS_LINE), kept(in_source, WORDS_LINE)
    if then and now:
        return then == now
    words_here = _words_of(here)
    return all(word in words_here for word in _words_of(in_source))  # each is searched for behind the last one


def _words_of(entry: Entry) -> Iterator[str]:
    return _words("\n".join((entry.own_title, *entry.own_words)))


def _words(text: str) -> Iterator[str]:
    """List the words of a text, without the names of its pictures."""
    return (found[0] for found in _WORD.finditer(_PICTURE.sub("", text)))
