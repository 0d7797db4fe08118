"""What could tell who someone is, said before a document leaves, and what can be done about it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from portrait_cli.core import dates
from portrait_cli.core.likely_names import Finding
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import count, visible
from portrait_cli.render.phrases import facts, first_lines

MOST_SHOWN = 12
"""The most that are listed: a longer list is not read."""
_LONGEST_QUOTATION = 48
_LONGEST = 60

PUBLIC_RECORDS = (
    "What you write on a district device or account may be a public record that others can ask to see. "
    "This is not legal advice."
)
"""Said where a file is written."""


def sentences(
    found: Iterable[tuple[Finding, Line]], portrait: Portrait, *, is_written: bool = False
) -> Iterator[str]:
    """List what was found with the first line that it is in, and say how to write a role in place of a name.

    `is_written` says whether it is written no matter what is found. Nothing if nothing was found.
    """
    texts: set[str] = set()
    shown: list[tuple[Finding, Line]] = []
    for finding, line in found:
        if finding.text not in texts and len(texts) < MOST_SHOWN:
            shown.append((finding, line))
        texts.add(finding.text)
    if not texts:
        return
    where = "In the file" if is_written else "Before this leaves, a second look"
    yield f"{where}: {count(len(texts), 'thing')} may tell who someone is."
    labels: dict[str, str] = {part.id: part.label for part in portrait.parts()}
    for line, group in groupby(shown, key=itemgetter(1)):
        of = facts(dates.in_words(line.day), labels.get(line.target, ""))
        words = first_lines(visible(line.words), _LONGEST_QUOTATION)
        yield f"- {of}, “{words}”: {', '.join(_what(finding) for finding, _ in group)}"
    if len(texts) > len(shown):
        yield f"- and {len(texts) - len(shown)} more"
    yield 'To write a role in place of a name, add --redact "NAME=a teacher".'


def _what(finding: Finding) -> str:
    text = first_lines(visible(finding.text), _LONGEST)
    return text if finding.kind == "name" else f"{text} ({finding.kind})"
