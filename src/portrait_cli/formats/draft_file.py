"""A session and its draft file, each made from the other without loss."""

import re

from msgspec import to_builtins
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.session import Session
from portrait_cli.formats import yaml_struct, yaml_tree, yaml_writer


def dump(session: Session) -> str:
    """Write a session as JSON."""
    return yaml_writer.json_text(to_builtins(session)) + "\n"


def parse(text: str, file: str) -> Session:
    """Read a session back. Raises InvalidFileError, naming the file, when it is no draft of ours."""
    try:
        session, _ = yaml_struct.read(Session, yaml_tree.parse(text), exact=True)
    except (yaml_tree.YamlError, yaml_struct.ShapeError) as error:
        raise InvalidFileError(f"{file} is not a draft that can be read: {error.problems[0].message}") from None
    if not re.fullmatch(r"[+-](?:0\d|1\d|2[0-3]):[0-5]\d", session.utc_offset):
        raise InvalidFileError(f"{file} is not a draft that can be read: its time is wrong")
    known = {step.id for step in session.steps}
    answers = {name: answer for name, answer in session.answers.items() if name in known}
    return replace(session, answers=answers, at=session.at if session.at in known else "")
