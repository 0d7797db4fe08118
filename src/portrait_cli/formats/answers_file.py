"""A session answered in a file: the template to fill in, and the way back."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from textwrap import wrap

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.answers import AnswerError, answer_to, choose
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.evidence_from_session import can_be_evidence
from portrait_cli.core.goals import MOST_GOALS
from portrait_cli.core.session import MOST_OPEN, Choice, Session, Step
from portrait_cli.core.shown import Shown
from portrait_cli.core.text import count, decode, slug
from portrait_cli.formats import yaml_struct, yaml_tree, yaml_writer
from portrait_cli.formats.problems import MAX_BYTES, At, Problem, invalid
from portrait_cli.formats.yaml_tree import Node, Scalar

_WIDEST_COMMENT = 96
_STEP = r"( +[^\s:#\"']+):[ \t]+(.*)"
_DOUBLY_QUOTED = r'"(?:[^"\\]|\\.)*"'
_ESCAPE = r"\\(u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\."
"""A pair of escapes for one character, or any other escape."""
_SINGLY_QUOTED = r"'(?:[^']|'')*'"
_KEEPS_MEANING = rf"{_DOUBLY_QUOTED}|{_SINGLY_QUOTED}|[|>][+-]?\d?|~|[Nn]ull|NULL"
"""What words after a colon are when they mean what they mean to YAML: a quotation, lines below, nothing."""


# --- the template ---


def template(session: Session) -> str:
    """Write the file to fill in: every step with its question and choices above it."""
    about = f"{session.title}, about {count(session.minutes, 'minute')}"
    role = "role:"
    if session.role:
        role = yaml_writer.pair("role", session.role)
    lines = [
        f"# {about}. Type your answers after the colons. Leave anything blank.",
        "# For more than one line write | after the colon, and your lines below it, each indented by four spaces.",
        yaml_writer.pair("guide", session.guide),
        role,
        yaml_writer.list_beside("attributes", session.attributes),
        *_tags(session),
        *_about_evidence(session),
        "",
        "answers:",
    ]

    heading = ""
    for step in _can_be_asked(session):
        if step.heading and step.heading != heading:
            lines += _comment(f"--- {step.heading}{_if_wanted(step)} ---")
            lines += _comment(step.meaning)
            heading = step.heading
        lines += _question(step)
        lines += [f"  {step.id}:", ""]
    return "\n".join(lines)


def _if_wanted(step: Step) -> str:
    return ", if I want to set one" if step.new_goal == "on-request" else ""


def _can_be_asked(session: Session) -> Iterator[Step]:
    """Leave out the questions about a new goal if no answer to the others can make room for one."""
    reviews = any(step.purpose == "goal-review" for step in session.steps)
    has_room = session.has_room_for_goal or reviews
    return (session.as_asked(step) for step in session.steps if has_room or not step.new_goal)


def _tags(session: Session) -> Iterator[str]:
    if session.tags:
        yield yaml_writer.list_beside("tags", session.tags)


def _about_evidence(session: Session) -> Iterator[str]:
    example = next((step.id for step in session.steps if step.purpose == "words"), None)
    if example:
        yield f"# To mark answers as evidence, list their names: evidence: [{example}]"


def _question(step: Step) -> Iterator[str]:
    if step.shown:
        yield from _shown(step.shown)
    yield from _comment(step.prompt)
    yield from _comment(step.hint)
    if step.purpose == "then" and step.needs_one_of:
        yield from _comment(f"Only if {step.needs} is {' or '.join(step.needs_one_of)}.")
    for choice in step.choices:
        yield from _comment(f"{choice.id}: {_meaning(choice)}", indent="  ")


def _shown(shown: Shown) -> Iterator[str]:
    yield from _comment(shown.title)
    for line in shown.lines:
        yield from _comment(f"- {line.text}", indent="  ")
    if shown.left:
        yield from _comment(f"and {shown.left} more: {shown.command}", indent="  ")


def _meaning(choice: Choice) -> str:
    """Return a choice's label and statement, without a label that only repeats the id."""
    statement = " ".join(choice.statement.split())
    if not statement:
        return choice.label
    if slug(choice.label) in {choice.id, ""}:
        return statement
    return f"{choice.label} · {statement}"


def _comment(text: str, *, indent: str = "") -> Iterator[str]:
    for line in wrap(text, _WIDEST_COMMENT, initial_indent=indent, subsequent_indent=indent * 2):
        yield f"  # {line}"


# --- the file ---


class AnswersFile(Struct, frozen=True):
    """What an answers file says, before the session it belongs to is laid out."""

    file: str
    guide: str
    role: str
    attributes: tuple[str, ...]
    answers: Mapping[str, tuple[At, Node]]
    evidence: tuple[str, ...] = ()
    """The steps whose answers are evidence ..."""
    evidence_at: At = At(1, 1)
    """... and where the file lists them."""
    tags: tuple[str, ...] = ()
    request: str = ""
    """The id of the request that it answers; empty for a session of one's own ..."""
    group: str = ""
    """... and the group of the person who answers ..."""
    by: str = ""
    """... or their name, if they are a coach."""
    portrait: str = ""
    """The portrait of the page that it was saved from ..."""
    date: str = ""
    """... and the day; empty for a file that was filled in by hand."""
    sheet: str = ""
    """For a request, the form in a browser that it was saved from; see `core.request.Reply` ..."""
    saved: str = ""
    """... and the how many-th answers of that form they are."""


class _Header(Struct, frozen=True):
    """The lines of an answers file that say which session it is."""

    guide: str = ""
    role: str = ""
    attributes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    request: str = ""
    group: str = ""
    by: str = ""
    portrait: str = ""
    date: str = ""
    sheet: str = ""
    saved: str = ""


def parse(data: bytes, file: str) -> AnswersFile:
    """Read an answers file. Raises InvalidFileError with every problem and its line."""
    tree = _tree(data, file)
    problems: list[Problem] = []
    header = _header(tree, problems)
    answers = _answers(tree, problems)
    if problems:
        raise invalid(file, problems)
    evidence = tree.get("evidence")
    return AnswersFile(
        file=file,
        guide=header.guide,
        role=header.role,
        attributes=header.attributes,
        answers=answers,
        evidence=header.evidence,
        evidence_at=evidence.at if evidence else tree.at,
        tags=header.tags,
        request=header.request,
        group=header.group,
        by=header.by,
        portrait=header.portrait,
        date=header.date,
        sheet=header.sheet,
        saved=header.saved,
    )


def _tree(data: bytes, file: str) -> yaml_tree.Mapping:
    if len(data) > MAX_BYTES:
        raise InvalidFileError(f"{file} is larger than 1 MB, too large for an answers file")
    try:
        tree = yaml_tree.parse(_as_typed(decode(data, file)))
    except yaml_tree.YamlError as error:
        raise invalid(file, error.problems) from None

    if not isinstance(tree, yaml_tree.Mapping):
        expected = "expected the lines of an answers file; `portrait reflect --template` prints one"
        raise invalid(file, [Problem(tree.at, expected)])
    return tree


def _as_typed(text: str) -> str:
    """Put what is written after each step's colon between quotation marks, so that every character of it counts.

    To YAML a `#` would begin a comment, and a colon, a star or a bracket something else. What is between quotation
    marks already, or after a sign for lines below, is left as it is; other lines below go on in the same words.
    """
    lines = text.split("\n")
    begin = next((number for number, line in enumerate(lines, start=1) if line.rstrip() == "answers:"), len(lines))
    written = (line for line in lines[begin:] if line.strip() and not line.lstrip().startswith("#"))
    indent = _indent(next(written, ""))
    at = begin
    while at < len(lines):
        end = at + 1
        while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > indent):
            end += 1
        step = re.fullmatch(_STEP, lines[at].rstrip() + " ")
        if step and indent and _indent(lines[at]) == indent:
            name, said = step[1], step[2].rstrip()
            if re.fullmatch(_DOUBLY_QUOTED, said):
                lines[at] = f"{name}: {_with_whole_characters(said)}"
            below = [line.strip() for line in lines[at + 1 : end]]
            if _is_plain(said, below):
                words = "\n".join([said, *below]).strip()
                folded = re.sub(r"(?<!\n)\n(?!\n)", " ", words)
                lines[at:end] = [f"{name}: {json.dumps(folded, ensure_ascii=False)}", *[""] * len(below)]
        at = end
    return "\n".join(lines)


def _with_whole_characters(quoted: str) -> str:
    """Replace the pairs of escapes that JSON has for a character, and YAML does not (yaml/libyaml#110)."""
    return re.sub(_ESCAPE, lambda found: json.loads(f'"{found.group()}"') if found[1] else found[0], quoted)


def _is_plain(said: str, below: list[str]) -> bool:
    """Return True for words that YAML may take for something else."""
    begun = next(filter(None, [said, *below]), "")
    if not begun or re.fullmatch(_KEEPS_MEANING, said):
        return False
    if not said and re.match(r"-(?: |$)|[^\s:]+:(?: |$)", begun):  # a list or a group, which is refused by its line
        return False
    return said[:1] not in {'"', "'"} or not any(below)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _header(tree: yaml_tree.Mapping, problems: list[Problem]) -> _Header:
    lines = tuple(pair for pair in tree.pairs if pair[0].text != "answers")
    try:
        header, _ = yaml_struct.read(_Header, yaml_tree.Mapping(lines, tree.at))
    except yaml_struct.ShapeError as error:
        problems += error.problems
        return _Header()
    return header


def _answers(tree: yaml_tree.Mapping, problems: list[Problem]) -> Mapping[str, tuple[At, Node]]:
    """Return the answers that were written, by the step's name, each with the place of that name."""
    answers = tree.get("answers")
    if answers is None or _is_blank(answers):
        return {}
    if not isinstance(answers, yaml_tree.Mapping):
        problems.append(Problem(answers.at, "expected a line for each step below `answers`"))
        return {}
    return {key.text: (key.at, value) for key, value in answers.pairs if not _is_blank(value)}


def _is_blank(node: Node) -> bool:
    """Return True if nothing was written, or only spaces."""
    return isinstance(node, Scalar) and (node.empty or not node.text.strip())


# --- the session ---


def fill(session: Session, given: AnswersFile, today: date) -> Session:
    """Answer the steps of a session from the file, and skip the others.

    Raises InvalidFileError with every unknown step, level or date, naming its line.
    """
    steps = {step.id: step for step in session.steps}
    problems: list[Problem] = []
    read: dict[str, str] = {}
    for name, (at, node) in given.answers.items():
        answer = _answer(steps, name, at, node, today)
        if isinstance(answer, Problem):
            problems.append(answer)
        else:
            read[name] = answer

    answers = {name: read[name] for name in steps if name in read}
    filled = replace(session, answers=answers, at="", evidence=given.evidence)
    for name, message in _not_asked(filled):
        at, _ = given.answers[name]
        problems.append(Problem(at, message))
    problems += [Problem(given.evidence_at, message) for message in _not_evidence(filled, given.answers)]

    if problems:
        raise invalid(given.file, problems)
    return filled


def _not_evidence(filled: Session, given: Collection[str]) -> Iterator[str]:
    """Go through the steps that are listed as evidence and cannot be, and say why not."""
    steps = {step.id: step for step in filled.answered}
    for name in filled.evidence:
        if name in steps and not can_be_evidence(steps[name]):
            yield f"evidence lists {name}, which is a choice; evidence is what you said or did"
        elif name not in given:
            yield f"evidence lists {name}, which has no answer in this file"


def _answer(steps: Mapping[str, Step], name: str, at: At, node: Node, today: date) -> str | Problem:
    """Return the answer written for a step, or what is wrong with it."""
    if name not in steps:
        return Problem(at, _unknown_step(name, steps))
    if not isinstance(node, Scalar):
        return Problem(node.at, f"found a list or group for {name}; expected words")
    try:
        return answer_to(steps[name], node.text.removesuffix("\n"), today)
    except AnswerError as error:
        hint = f"; {error.hint}" if error.hint else ""
        return Problem(node.at, f"{error}{hint}")


def _unknown_step(name: str, steps: Mapping[str, Step]) -> str:
    near = get_close_matches(name, steps, n=1)
    better = f"did you mean {near[0]}?" if near else "`portrait reflect --template` prints the steps there are"
    return f'found the step "{name}", which this session does not have; {better}'


def _not_asked(filled: Session) -> Iterator[tuple[str, str]]:
    """Go through the answers to steps that a session would not ask after the other answers, and say why not."""
    asked = {step.id for step in filled.active}
    for step in filled.answered:
        if step.needs and step.needs not in filled.answers:
            yield step.id, f"{step.id} goes with {step.needs}, which is empty"
        elif step.purpose == "then" and step.id not in asked:
            yield step.id, f"{step.id} is for when {step.needs} is {' or '.join(step.needs_one_of)}; leave it empty"
        if step.purpose == "let-one-rest":
            chosen = choose(step, filled.answers[step.id])
            if not filled.is_open(chosen):
                yield step.id, f"{step.id} names a plan whose outcome is given above; keep one of the two"
            elif step.id not in asked:
                yield step.id, f"{step.id} is for when {MOST_OPEN} plans stay open; leave it empty"
        if step.new_goal and not filled.has_room_for_goal:
            yield step.id, f"{step.id} would be one goal too many: {MOST_GOALS} are open; `portrait goal` shows them"
