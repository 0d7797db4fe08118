"""The lines that Logseq keeps below a bullet for itself, such as `collapsed:: true`, and that nobody wrote."""

import re

_FENCE = re.compile(r"\s*(?:- )?\s*(```|~~~)")
_UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_BOOKKEEPING = re.compile(
    rf"(\s*)(- )?(?:collapsed:: *(?:true|false)|id:: *{_UUID}|logseq\.[\w.-]+::.*"
    r"|(?:created|updated)-at:: *[0-9]{10,}|background-color::.*|heading:: *(?:true|false|[1-6])"
    r"|hl-(?:page|color|stamp|type)::.*|ls-type:: *annotation)\s*"
)
"""Its groups: the margin, and the bullet that stands before it if the line is a block's first."""


def without_bookkeeping(words: str) -> str:
    """Leave out the lines that are Logseq's own. What a person may have written stays, and so does code."""
    if "::" not in words:
        return words
    kept: list[str] = []
    open_fence = ""
    for line in words.split("\n"):
        fence = _FENCE.match(line)
        if fence and open_fence in {"", fence[1]}:
            open_fence = "" if open_fence else fence[1]
        found = None if open_fence else _BOOKKEEPING.fullmatch(line)
        if not found:
            kept.append(line)
        elif found[2]:
            kept.append(f"{found[1]}-")
    return "\n".join(kept)
