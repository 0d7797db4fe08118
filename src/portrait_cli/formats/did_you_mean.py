"""What to suggest for a name that was found where a different one was expected."""

from collections.abc import Sequence
from difflib import get_close_matches


def instead_of(found: str, names: Sequence[str]) -> str:
    """Suggest the name that is close to the one found, or list all that may be there."""
    near = get_close_matches(found, names, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"expected {one_of(names)}"


def one_of(names: Sequence[str]) -> str:
    """List the names that may be there."""
    if len(names) == 1:
        return names[0]
    return f"one of {', '.join(names)}"
