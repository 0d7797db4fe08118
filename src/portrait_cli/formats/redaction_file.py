"""A file of names and the roles to write in their place: `Maria Lopez = a teacher`, one a line, `#` for remarks."""

from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.redaction import Redaction, conflicts, parse_redaction
from portrait_cli.core.text import decode
from portrait_cli.formats.problems import MAX_BYTES, At, Problem, invalid

_HINT = "write it like this: Maria Lopez = a teacher"


def parse(data: bytes, file: str) -> tuple[Redaction, ...]:
    """Read the names and their roles.

    Raises InvalidFileError with each line that is wrong.
    """
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for a list of names")
    redactions: dict[int, Redaction] = {}
    problems: list[Problem] = []
    for number, line in enumerate(decode(data, file).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            redactions[number] = parse_redaction(line)
        except UsageError as error:
            problems.append(Problem(At(number, 1), f"{error}; {_HINT}"))
    numbers, read = tuple(redactions), tuple(redactions.values())
    problems += (Problem(At(numbers[place], 1), problem) for place, problem in conflicts(read))
    if problems:
        raise invalid(file, problems)
    return read
