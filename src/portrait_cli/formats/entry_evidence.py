"""Evidence in an entry's file: what it shows is in its mark, and a link or a file is an ordinary Markdown link.

Formatters write the same link in other ways: without the angle brackets, over several lines, or as the bare address
where it has no words of its own. https://spec.commonmark.org/0.31.2/#links
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from portrait_cli.core import attached_file
from portrait_cli.core.entry import Evidence

_ANSWER = "answer"
_LINK = "link"
_NO_TARGET = "-"
_UP = re.compile(r"(?:\.\.?/)*")
"""From an entry's folder to the journal's; people move their entries to other folders."""
_SIGN = r"[^][\\]|\\."
_IN_BRACKETS = rf"\[(?:{_SIGN}|\[(?:{_SIGN})*\])*\]"
"""Brackets in a name that are closed again need no escape, and some formatters leave them without one."""
_NAME = rf"!?\[((?:{_SIGN}|{_IN_BRACKETS})*)\]"
_TITLE = r"""(?:[ \t]+(?:"[^"]*"|'[^']*'))?"""
_WRITTEN_LINK = rf"[ \t]*{_NAME}\((?:<((?:[^<>\\]|\\.)*)>|([^\s<>]*)){_TITLE}\)[ \t]*"
_BARE_LINK = r"[ \t]*(?:<([A-Za-z][\w+.-]*:[^\s<>]*)>|([A-Za-z][\w+.-]*://[^\s<>]*))[ \t]*"
_SIGN_IN_NAME = r"[][<>*`~^$\\]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)"
"""What Markdown, or a program that adds to it, reads as more than the sign itself."""
_SIGN_IN_ADDRESS = r"[<>\\]|&(?=#?\w+;)"
_ESCAPED = r"\\([!-/:-@\[-`{-~])|(&\w+;)"
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&nbsp;": "\u00a0"}
"""What some formatters write for a sign."""
_SPLITS_MARK = re.compile(r"[%<>\s]|-(?=-)")
"""What would end a word of a mark, or the mark."""
_ENCODED = re.compile(r"%([0-9a-f]{1,5});")


# --- writing ---


def mark_of(evidence: Evidence) -> list[str]:
    """Return the words of its mark: its id, the target, and which answer it is if it is one."""
    words = [evidence.id, evidence.target or _NO_TARGET]
    if evidence.step:
        words += [_ANSWER, _encoded(evidence.step)]
        if evidence.entry:
            words.append(_encoded(evidence.entry))
    elif evidence.link:
        words.append(_LINK)
    return words


def link_line(evidence: Evidence) -> str:
    """Write the link as Markdown. A file is named as seen from an entry, which is in the folder of its year."""
    address = f"../{evidence.link}" if is_file(evidence.link) else evidence.link
    escaped = _escape(address, _SIGN_IN_ADDRESS)
    if evidence.name == address == escaped and re.fullmatch(_BARE_LINK, f"<{address}>"):
        return f"<{address}>"
    if address != escaped or re.search(r"[\s()]", address):
        escaped = f"<{escaped}>"
    return f"[{_escape(evidence.name, _SIGN_IN_NAME)}]({escaped})"


def is_file(link: str) -> bool:
    """Return True if a link is the place of an attached file."""
    return link.startswith(f"{attached_file.FOLDER}/")


def _escape(text: str, signs: str) -> str:
    return re.sub(signs, r"\\\g<0>", text)


def _encoded(word: str) -> str:
    """Write an id as one word: people may give an entry any id by hand."""
    return _SPLITS_MARK.sub(lambda found: f"%{ord(found[0]):x};", word)


# --- reading ---


def parse(words: Sequence[str], heading: str, below: Sequence[str]) -> tuple[Evidence, Sequence[str]] | None:
    """Read evidence from the words of its mark and its heading; return also the lines below with the person's words.

    None if the mark is not one that we write.
    """
    match words:
        case [name, target, "answer", step, *entry] if len(entry) <= 1:
            marked = Evidence(name, _target(target), heading, step=_decoded(step), entry=_decoded("".join(entry)))
            return marked, below
        case [name, target, "link"]:
            return _with_link(Evidence(name, _target(target), heading), below)
        case [name, target]:
            return Evidence(name, _target(target), heading), below
        case _:
            return None


def _target(word: str) -> str:
    return "" if word == _NO_TARGET else word


def _decoded(word: str) -> str:
    return _ENCODED.sub(_character, word)


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if _SPLITS_MARK.match(f"{character}-") else found[0]


def _with_link(evidence: Evidence, below: Sequence[str]) -> tuple[Evidence, Sequence[str]]:
    """Read the link that the first lines are; if it was deleted by hand, the evidence is the words that are left."""
    for number, line in enumerate(below, start=1):
        if not line.strip():
            break
        found = _link(" ".join(part.strip() for part in below[:number]))
        if found:
            name, address = found
            below_it = _UP.sub("", address, count=1)
            link = below_it if is_file(below_it) else address
            return replace(evidence, name=name, link=link), below[number:]
    return evidence, below


def _link(text: str) -> tuple[str, str] | None:
    """Return a link's words and its address; None if a text is no link."""
    if written := re.fullmatch(_WRITTEN_LINK, text):
        name, in_signs, bare = written.groups()
        return _unescape(name), _unescape(bare if in_signs is None else in_signs)
    if found := re.fullmatch(_BARE_LINK, text):
        address = found[1] or found[2]
        return address, address
    return None


def _unescape(text: str) -> str:
    return re.sub(_ESCAPED, lambda found: found[1] or _ENTITIES.get(found[2], found[2]), text)
