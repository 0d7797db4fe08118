"""A file of names and the roles to write in their place: `Maria Lopez = a teacher`, one a line, `#` for remarks."""

from portrait_cli.core.errors import UsageError
from portrait_cli.core.redaction import Redaction, conflict, parse_redaction
from portrait_cli.core.text import decode
from portrait_cli.formats.problems import At, Problem, invalid


def parse(data: bytes, file: str) -> tuple[Redaction, ...]:
    """Read the names and their roles.

    Raises InvalidFileError with each line that is wrong.
    """
    redactions: list[Redaction] = []
    problems: list[Problem] = []
    for number, line in enumerate(decode(data, file).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            one = parse_redaction(line)
        except UsageError as error:
            problems.append(Problem(At(number, 1), f"{error}; {error.hint}" if error.hint else str(error)))
            continue
        problem = conflict(one, redactions)
        if problem:
            problems.append(Problem(At(number, 1), problem))
        redactions.append(one)
    if problems:
        raise invalid(file, problems)
    return tuple(redactions)
