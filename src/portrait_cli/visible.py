"""Other people's words made safe for a terminal: nothing in them can act, all of it can be seen."""

import re

_ACTING = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # C0 but for tab and line feed
    "\x80-\x9f"  # C1
    "\u2028\u2029"  # line ends of another kind
    "\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # halves of characters, which no terminal can be sent
    "]"
)


def visible(text: str) -> str:
    """Show every character that would act on a terminal as a sign for it."""
    return _ACTING.sub(_sign, text)


def _sign(found: re.Match[str]) -> str:
    character = found.group()
    if character == "\r":
        return ""
    if character < " ":
        return chr(0x2400 + ord(character))
    return "\u2421" if character == "\x7f" else "\ufffd"


def visible_json(text: str) -> str:
    """Do the same for JSON, where such a character has an escape and nothing is lost."""
    return _ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
