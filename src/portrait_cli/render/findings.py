"""What could tell who someone is, said before a document is written, and what can be done about it."""

from collections.abc import Iterable, Iterator, Mapping

from portrait_cli.core.likely_names import Finding
from portrait_cli.core.selection_lines import Line


def sentences(findings: Iterable[Finding], lines: Mapping[str, Line]) -> Iterator[str]:
    """List what was found, each with its line, and say how to replace it; nothing if nothing was found.

    `lines` are those that leave, by name.
    """
    yield from ()


LAW = (
    "What you write on a district device or account may be asked for under public records law. "
    "This is not legal advice."
)
"""Said where a file is written."""
