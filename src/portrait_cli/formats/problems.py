"""What is wrong in a file that people write: each problem with its place, all of them in one error."""

from collections.abc import Iterable

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError

MAX_BYTES = 1_000_000
"""The largest portrait or answers file we read."""

MOST_SHOWN = 20
"""The most problems that one error lists; it only counts the others."""


class At(Struct, frozen=True, order=True):
    """A place in a text, counted from 1."""

    line: int
    column: int


class Problem(Struct, frozen=True):
    """What is wrong at one place, and what would be right."""

    at: At
    message: str


def invalid(file: str, problems: Iterable[Problem]) -> InvalidFileError:
    """Make one error of all problems in a file, in the order of their places."""
    in_order = sorted(problems, key=lambda problem: problem.at)
    lines = [placed(file, problem) for problem in in_order[:MOST_SHOWN]]

    more = len(in_order) - MOST_SHOWN
    if more > 0:
        lines.append(f"and {more} more")

    return InvalidFileError("\n".join(lines))


def placed(file: str, problem: Problem) -> str:
    """Return a problem as one line that names its file, line and column."""
    return f"{file}:{problem.at.line}:{problem.at.column}: {problem.message}"
