"""Who could be known by what leaves: names replaced by roles, and what needs a second look."""

from collections.abc import Iterable, Iterator
from itertools import chain

from portrait_cli.app.existing_file import read_existing
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.document import Cover
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.known_words import known_words
from portrait_cli.core.likely_names import Finding, findings
from portrait_cli.core.redaction import Redaction, parse_redaction, parts_of_names, redacted, together
from portrait_cli.core.selection_lines import Line
from portrait_cli.formats import redaction_file
from portrait_cli.formats.problems import MAX_BYTES
from portrait_cli.render.findings import sentences


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


def tell_findings(
    workspace: Workspace, lines: Iterable[Line], cover: Cover, redactions: tuple[Redaction, ...]
) -> None:
    """Say on stderr what in these lines could tell who someone is; they may come one by one."""
    found = _found(lines, known_words(workspace.portrait, cover), redactions)
    for sentence in sentences(found, workspace.portrait):
        workspace.environment.say(sentence)


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
