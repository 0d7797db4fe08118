"""What could tell who someone is, said before a document leaves, and what can be done about it."""

from collections.abc import Iterable, Iterator

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


def sentences(found: Iterable[tuple[Finding, Line]], portrait: Portrait) -> Iterator[str]:
    """List what was found, each once with the first line that it is in, and say how to put a role in its place.

    Nothing if nothing was found.
    """
    places: dict[tuple[str, str], list[str]] = {}
    labels: dict[str, str] = {part.id: part.label for part in portrait.parts()}
    for finding, line in found:
        lines = places.setdefault((finding.kind, finding.text), [])
        lines.append("" if lines else _where(line, labels.get(line.target, "")))  # only the first one is shown
    if not places:
        return
    yield f"Before this leaves, a second look: {count(len(places), 'thing')} may tell who someone is."
    for (kind, text), lines in list(places.items())[:MOST_SHOWN]:
        what = first_lines(visible(text), _LONGEST)
        if kind != "name":
            what = f"{what}, {_KINDS[kind]}"
        more = f", and in {count(len(lines) - 1, 'other line')}" if len(lines) > 1 else ""
        yield f"- {what}: {lines[0]}{more}"
    if len(places) > MOST_SHOWN:
        yield f"- and {len(places) - MOST_SHOWN} more"
    yield 'To write a role in place of a name, add --redact "NAME=a teacher".'


_KINDS = {
    "email address": "an email address",
    "phone number": "a phone number",
    "student id": "perhaps a student id",
    "Social Security number": "perhaps a Social Security number",
    "birth date": "a birth date",
}


def _where(line: Line, about: str) -> str:
    """Name a line by its day, what it is about, and its first words."""
    return facts(dates.in_words(line.day), about, f"“{first_lines(visible(line.words), _LONGEST_QUOTATION)}”")
