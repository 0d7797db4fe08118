"""Evidence in an entry's file: what it shows is in its mark, and a link or a file is an ordinary Markdown link."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from portrait_cli.core.entry import Evidence

FILES = "files"
"""The folder of attached files in the journal's folder."""
_ANSWER = "answer"
_UP = re.compile(r"(?:\.\.?/)*")
"""From an entry's folder to the journal's; people move their entries to other folders."""
_LINK = r"\[((?:[^][\\]|\\.)*)\]\((?:<((?:[^<>\\]|\\.)*)>|(\S*))\)[ \t]*"
_SIGNS = r"[][()<>*_`~!&#|\\]"
_ESCAPED = rf"\\({_SIGNS})"


# --- writing ---


def mark_of(evidence: Evidence) -> list[str]:
    """Return the words of its mark: its id, the target, and which answer it is if it is one."""
    words = [evidence.id, evidence.target or "-"]
    if evidence.step:
        words += [_ANSWER, evidence.step]
        if evidence.entry:
            words.append(evidence.entry)
    elif evidence.link:
        words.append("link")
    return words


def link_line(evidence: Evidence) -> str:
    """Write the link as Markdown. A file is named as seen from an entry, which is in the folder of its year."""
    address = f"../{evidence.link}" if _is_file(evidence.link) else evidence.link
    return f"[{_escape(evidence.name)}](<{_escape(address)}>)"


def _is_file(link: str) -> bool:
    return link.startswith(f"{FILES}/")


def _escape(text: str) -> str:
    return re.sub(_SIGNS, r"\\\g<0>", text)


# --- reading ---


def parse(words: Sequence[str], heading: str, below: Sequence[str]) -> tuple[Evidence, Sequence[str]] | None:
    """Read evidence from the words of its mark and its heading; return also the lines below with the person's words.

    None if the mark is not one that we write.
    """
    match words:
        case [name, target, "answer", step, *entry] if len(entry) <= 1:
            return Evidence(name, _target(target), heading, step=step, entry="".join(entry)), below
        case [name, target, "link"]:
            return _with_link(Evidence(name, _target(target), heading), below)
        case [name, target]:
            return Evidence(name, _target(target), heading), below
        case _:
            return None


def _target(word: str) -> str:
    return "" if word == "-" else word


def _with_link(evidence: Evidence, below: Sequence[str]) -> tuple[Evidence, Sequence[str]]:
    """Read the link in the first line; if it was deleted by hand, the evidence is the words that are left."""
    found = re.fullmatch(_LINK, below[0]) if below else None
    if not found:
        return evidence, below
    name, in_signs, bare = found.groups()
    address = _unescape(bare if in_signs is None else in_signs)
    below_it = _UP.sub("", address, count=1)
    link = below_it if _is_file(below_it) else address
    return replace(evidence, name=_unescape(name), link=link), below[1:]


def _unescape(text: str) -> str:
    return re.sub(_ESCAPED, r"\1", text)
