"""What git leaves in a file when it cannot merge two versions: both, between marks that are nobody's words."""


def is_in(text: str) -> bool:
    """Return True if git left two versions in a text."""
    return first_version(text) != text


def first_version(text: str) -> str:
    """Return a text with only the first version wherever git left two.

    Something of each would be wrong, such as the level of one with the words of the other.
    """
    if "<<<<<<<" not in text:
        return text

    kept: list[str] = []
    conflict: list[str] = []
    first: list[str] = []
    side = ""
    for line in text.split("\n"):
        if _is_mark(line, "<"):
            kept += conflict
            conflict, first, side = [line], [], "first"
            continue
        if not side:
            kept.append(line)
            continue

        conflict.append(line)
        if side == "second" and _is_mark(line, ">"):
            kept += first
            conflict, side = [], ""
        elif side == "first" and _is_mark(line, "|"):  # the version before both, with merge.conflictStyle diff3
            side = "before"
        elif _is_mark(line, "="):
            side = "second"
        elif side == "first":
            first.append(line)
    return "\n".join([*kept, *conflict])


def _is_mark(line: str, sign: str) -> bool:
    """Return True if a line is one of git's marks, which may name a branch."""
    mark = sign * 7
    return line.rstrip("\r") == mark or (sign != "=" and line.startswith(f"{mark} "))
