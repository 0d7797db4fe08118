"""A session answered in a file: the template to fill in, and the way back."""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from textwrap import wrap

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.answers import AnswerError, answer_to, choose
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.session import MOST_OPEN, Session, Step
from portrait_cli.core.text import decode, slug
from portrait_cli.formats import yaml_struct, yaml_tree, yaml_writer
from portrait_cli.formats.problems import MAX_BYTES, At, Problem, invalid
from portrait_cli.formats.yaml_tree import Node, Scalar


class _Header(Struct, frozen=True):
    """The lines of an answers file that say which session it is."""

    guide: str = ""
    role: str = ""
    attributes: tuple[str, ...] = ()


class AnswersFile(Struct, frozen=True):
    """What an answers file says, before the session it belongs to is laid out."""

    file: str
    guide: str
    role: str
    attributes: tuple[str, ...]
    answers: Mapping[str, tuple[At, Node]]


def template(session: Session) -> str:
    """Write the file to fill in: every step with its question and choices above it."""
    lines = [
        f"# {session.title}, about {_minutes(session.minutes)}. Write behind the colons; leave empty what you like.",
        "# Put words that contain a colon or a # between quotation marks. For more than one line write | behind",
        "# the colon, and your lines below it, each with four spaces before it.",
        f"guide: {yaml_writer.plain_or_quoted(session.guide)}",
        f"role: {yaml_writer.plain_or_quoted(session.role) if session.role else ''}".rstrip(),
        f"attributes: [{', '.join(yaml_writer.plain_or_quoted(name) for name in session.attributes)}]",
        "",
        "answers:",
    ]
    heading = ""
    for step in session.steps:
        if step.heading and step.heading != heading:
            lines += _comment(f"--- {step.heading} ---")
            lines += _comment(step.meaning)
            heading = step.heading
        lines += [*_question(step), f"  {step.id}:", ""]
    return "\n".join(lines)


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"


def _question(step: Step) -> list[str]:
    lines = _comment(step.prompt)
    if step.hint:
        lines += _comment(step.hint)
    for choice in step.choices:
        label = "" if choice.statement and slug(choice.label) == choice.id else choice.label
        said = " · ".join(filter(None, [label, " ".join(choice.statement.split())]))
        lines += _comment(f"{choice.id}: {said}", indent="  ")
    return lines


def _comment(text: str, *, indent: str = "") -> list[str]:
    return [f"  # {line}" for line in wrap(text, 96, initial_indent=indent, subsequent_indent=indent * 2)]


def parse(data: bytes, file: str) -> AnswersFile:
    """Read an answers file. Raises InvalidFileError with every problem and its line."""
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for an answers file")
    try:
        tree = yaml_tree.parse(decode(data, file))
    except yaml_tree.YamlError as error:
        raise invalid(file, error.problems) from None
    if not isinstance(tree, yaml_tree.Mapping):
        problem = Problem(tree.at, "expected the lines of an answers file; `portrait reflect --template` prints one")
        raise invalid(file, [problem])
    header = yaml_tree.Mapping(tuple(pair for pair in tree.pairs if pair[0].text != "answers"), tree.at)
    problems: list[Problem] = []
    try:
        read, _ = yaml_struct.read(_Header, header)
    except yaml_struct.ShapeError as error:
        read, problems = _Header(), list(error.problems)
    answers = tree.get("answers")
    if answers is None or (isinstance(answers, Scalar) and answers.empty):
        answers = yaml_tree.Mapping((), tree.at)
    if not isinstance(answers, yaml_tree.Mapping):
        problems.append(Problem(answers.at, "expected a line for each step below `answers`"))
    if problems or not isinstance(answers, yaml_tree.Mapping):
        raise invalid(file, problems)
    found = {
        key.text: (key.at, value)
        for key, value in answers.pairs
        if not (isinstance(value, Scalar) and (value.empty or not value.text.strip()))
    }
    return AnswersFile(file, read.guide, read.role, read.attributes, found)


def fill(session: Session, given: AnswersFile, today: date) -> Session:
    """Answer the steps of a session from the file, and skip the others.

    Raises InvalidFileError with every unknown step, level or date, naming its line.
    """
    problems: list[Problem] = []
    steps = {step.id: step for step in session.steps}
    read: dict[str, str] = {}
    for name, (at, node) in given.answers.items():
        if name not in steps:
            near = get_close_matches(name, steps, n=1)
            better = f"did you mean {near[0]}?" if near else "`portrait reflect --template` prints those there are"
            problems.append(Problem(at, f'found the step "{name}", which this session does not have; {better}'))
        elif not isinstance(node, Scalar):
            problems.append(Problem(node.at, f"found a list or group for {name}; expected words"))
        else:
            try:
                read[name] = answer_to(steps[name], node.text.removesuffix("\n"), today)
            except AnswerError as error:
                hint = f"; {error.hint}" if error.hint else ""
                problems.append(Problem(node.at, f"{error}{hint}"))
    problems += [
        Problem(given.answers[name][0], f"{name} goes with {steps[name].needs}, which is empty")
        for name in read
        if steps[name].needs and steps[name].needs not in read
    ]
    answers = {step.id: read[step.id] for step in session.steps if step.id in read}
    filled = replace(session, answers=answers, at="")
    problems += [Problem(given.answers[name][0], message) for name, message in _without_need(filled)]
    if problems:
        raise invalid(given.file, problems)
    return filled


def _without_need(filled: Session) -> Iterator[tuple[str, str]]:
    """Find a plan that is to rest though its outcome is told, or though there is room without that."""
    for step in filled.answered:
        if step.purpose != "let-one-rest":
            continue
        if not filled.is_open(choose(step, filled.answers[step.id])):
            yield step.id, f"{step.id} names a plan whose outcome is told above; keep one of the two"
        elif step.id not in {asked.id for asked in filled.active}:
            yield step.id, f"{step.id} is for when {MOST_OPEN} plans stay open; leave it empty, there is room"
