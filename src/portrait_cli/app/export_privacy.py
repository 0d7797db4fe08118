"""Who could be known by what leaves: names replaced by roles, and what needs a second look."""

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from portrait_cli.app.existing_file import read_existing
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.document import Cover
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.known_words import known_words
from portrait_cli.core.likely_names import Finding, findings
from portrait_cli.core.redaction import Redaction, parse_redaction, parts_of_names, redacted, redacted_text, together
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import visible
from portrait_cli.formats import redaction_file
from portrait_cli.formats.problems import MAX_BYTES
from portrait_cli.render.findings import sentences
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.signals import before_changes

NOTHING_WRITTEN = "Nothing was written."


def read_redactions(said: Iterable[str]) -> tuple[Redaction, ...]:
    """Read what is written in place of names: each as `NAME=ROLE`, or a file of them.

    Raises UsageError or InvalidFileError for one that cannot be read or that contradicts another, NotFoundError if
    there is no such file.
    """
    read = ((parse_redaction(one),) if "=" in one or not one else _in_file(one) for one in said)
    return together(chain.from_iterable(read))


def _in_file(name: str) -> tuple[Redaction, ...]:
    try:
        data = read_existing(name, MAX_BYTES)
    except NotFoundError as error:
        raise NotFoundError(str(error), hint='a name needs its role: --redact "NAME=a teacher"') from None
    return redaction_file.parse(data, name)


def names_told(
    workspace: Workspace, lines: Iterable[Line], cover: Cover, redactions: tuple[Redaction, ...]
) -> dict[str, str]:
    """Return what in lines could tell who someone is, by the names of the lines."""
    told: dict[str, list[str]] = {}
    for finding, line in _found(lines, known_words(workspace.portrait, cover), redactions):
        told.setdefault(line.name, []).append(finding.text)
    return {name: ", ".join(texts) for name, texts in told.items()}


class SecondLook(Struct, frozen=True):
    """Looks at what leaves, before it is written."""

    workspace: Workspace
    cover: Cover
    redactions: tuple[Redaction, ...] = ()
    is_file: bool = False
    asks: bool = False
    """Whether the person is asked about what is found."""

    def passes(self, lines: Iterable[Line]) -> bool:
        """Report on stderr what could tell who someone is, and which names to replace are not there.

        The lines may come one by one. Return False if the person is asked and does not want it to leave so. Raises
        StoppedError when they stop.
        """
        environment = self.workspace.environment
        missing = set(self.redactions)
        known = known_words(self.workspace.portrait, self.cover)
        found = _found(_noting(lines, self.cover, missing), known, self.redactions)
        said = list(sentences(found, self.workspace.portrait, is_written=self.is_file and not self.asks))
        said += [f"“{visible(one.name)}” is not in this document." for one in self.redactions if one in missing]
        for sentence in said:
            environment.say(sentence)
        if not said or not self.asks:
            return True
        with before_changes(environment, NOTHING_WRITTEN):
            asker = asker_for(environment, self.workspace.config)
            agrees = asker.confirm("Write it as it is?", default=False)
        if not agrees:
            environment.say(NOTHING_WRITTEN)
        return agrees


def _noting(lines: Iterable[Line], cover: Cover, missing: set[Redaction]) -> Iterator[Line]:
    """Go through lines, and note which names are in them or on the cover: what is left in `missing` is in none."""
    _note(f"{cover.name}\n\n{cover.place}\n\n{cover.role}\n\n{cover.supervisor}", missing)
    for line in lines:
        _note(f"{line.asked}\n\n{line.words}", missing)
        yield line


def _note(text: str, missing: set[Redaction]) -> None:
    missing -= {one for one in missing if redacted_text(text, (one,)) != text}


def _found(
    lines: Iterable[Line], known: frozenset[str], redactions: tuple[Redaction, ...]
) -> Iterator[tuple[Finding, Line]]:
    """Go through what is found in the lines as they leave; what was asked may be in their own words too."""
    watched = parts_of_names(redactions)
    for line in lines:
        leaving = redacted(line, redactions)
        said = f"{leaving.asked}\n\n{leaving.words}"
        for finding in findings([(line.name, said)], known, watched):
            yield finding, leaving
