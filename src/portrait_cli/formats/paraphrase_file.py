"""The sheet on which a third person puts comments into other words: an answers file, and the way back."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.feedback import Comment
from portrait_cli.core.text import visible
from portrait_cli.formats import answers_file, yaml_writer
from portrait_cli.formats.problems import Problem, invalid
from portrait_cli.formats.yaml_tree import Scalar

_WIDEST_COMMENT = 96
_ABOUT = (
    "Comments to put into other words, so that nobody can be known by theirs.",
    "Keep what each one says. Leave out names, places and turns of phrase.",
    "Write your words after the colon. A comment that you leave blank is left out.",
)


def write(request: str, comments: Sequence[Comment]) -> str:
    """Write the sheet for the comments on a request."""
    lines = [*(f"# {line}" for line in _ABOUT), yaml_writer.pair("request", request), "", "answers:"]
    about = ""
    for one in comments:
        heading = f"{one.group}: {one.about}"
        if heading != about:
            lines += _comment(f"--- {heading} ---")
            about = heading
        lines += [*_comment(f"“{one.words}”"), f"  {one.name}:", ""]
    return visible("\n".join(lines).rstrip("\n") + "\n")


def _comment(text: str) -> Iterator[str]:
    return (f"  # {line}" for line in wrap(text, _WIDEST_COMMENT))


def parse(data: bytes, file: str, request: str, comments: Sequence[Comment]) -> dict[str, str]:
    """Read the sheet for the comments on a request: the other words for each, by its name.

    Raises InvalidFileError with every problem and its line.
    """
    read = answers_file.parse(data, file)
    if read.request != request:
        raise InvalidFileError(f"{file} is not the sheet of request {request}")
    names = {one.name for one in comments}
    problems: list[Problem] = []
    given: dict[str, str] = {}
    for name, (at, node) in read.answers.items():
        if name not in names:
            problems.append(Problem(at, f"found {name}, which is none of the comments; --sheet writes them anew"))
        elif not isinstance(node, Scalar):
            problems.append(Problem(node.at, f"found a list or group for {name}; expected words"))
        else:
            given[name] = node.text
    if problems:
        raise invalid(file, problems)
    return given
