"""Words that came late, such as from an editor that was left open: put to those that are there already."""


def joined(words: str, later: str) -> str:
    """Put words and a later form of them together; what one of them has is not there twice."""
    if contains(later, words):
        return later
    return words if contains(words, later) else f"{words}\n{later}"


def contains(text: str, part: str) -> bool:
    """Return True if a text has a part as whole lines, or begins with it at the end of a word."""
    if not part or f"\n{part}\n" in f"\n{text}\n":
        return True
    return text.startswith(part) and not text[len(part) : len(part) + 1].isalnum()
