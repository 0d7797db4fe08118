import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from conftest import ROOT, TESTS, Run
from examples import damaged, one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import portrait_file, yaml_tree
from portrait_cli.formats.schema import portrait_schema
from portrait_cli.formats.struct_annotations import fields_of
from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence

FOLDER = TESTS / "portraits"
SHIPPED = ROOT / "data" / "attributes.yaml"
VALID = [SHIPPED, *sorted((FOLDER / "valid").glob("*.yaml"))]
INVALID = sorted((FOLDER / "invalid").glob("*.yaml"))
SCHEMA = portrait_schema()
EDITOR = Draft7Validator(SCHEMA)

NOT_IN_A_SCHEMA = re.compile(
    "is already on line|is here a second time|does not define|has no scale|is taken|a second time in this guide"
    '|"" for id|the former name "'
)
"""What a schema cannot say: that names differ or exist, and which names are made of others."""


def as_an_editor_sees_it(node: Node) -> object:
    """Resolve plain values by YAML's own rules (core schema), as editors do before they look at the schema."""
    match node:
        case Sequence(items=items):
            return [as_an_editor_sees_it(item) for item in items]
        case Mapping(pairs=pairs):
            return {key.text: as_an_editor_sees_it(value) for key, value in pairs}
        case Scalar(text=text, plain=False):
            return text
        case Scalar(text=text):
            if text in {"", "~", "null", "Null", "NULL"}:
                return None
            if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
                return text.lower() == "true"
            if re.fullmatch(r"[-+]?[0-9]+", text):
                return int(text)
            return float(text) if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text) else text


def editor_is_content(text: str) -> bool:
    return bool(EDITOR.is_valid(as_an_editor_sees_it(yaml_tree.parse(text))))


def refusal(text: str) -> str:
    try:
        portrait_file.load(text.encode(), "p.yaml")
    except InvalidFileError as error:
        return str(error)
    return ""


def test_the_schema_is_one() -> None:
    """The schema is a valid draft-07 schema."""
    Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("file", VALID, ids=[path.stem for path in VALID])
def test_an_editor_is_content_with_every_portrait(file: Path) -> None:
    """The schema accepts what the loader accepts."""
    tree = yaml_tree.parse(file.read_text(encoding="utf-8"))
    assert [error.message for error in EDITOR.iter_errors(as_an_editor_sees_it(tree))] == []


@pytest.mark.parametrize("file", INVALID, ids=[path.stem for path in INVALID])
def test_an_editor_refuses_what_a_schema_can(file: Path) -> None:
    """The schema refuses what the loader refuses, except for names that clash or do not exist."""
    said = file.with_suffix(".txt").read_text(encoding="utf-8")
    try:
        seen = as_an_editor_sees_it(yaml_tree.parse(file.read_text(encoding="utf-8")))
    except yaml_tree.YamlError:  # the editor's own parser refuses it, or it is more than a schema sees
        return
    beyond = all(NOT_IN_A_SCHEMA.search(line) for line in said.splitlines())
    assert beyond or not EDITOR.is_valid(seen)


@given(st.data())
@one_in(2)
def test_an_editor_never_refuses_what_is_taken(data: st.DataObject) -> None:
    """An editor underlines no file that the loader accepts, whatever was done to it."""
    file = data.draw(st.sampled_from(VALID[1:]))
    text = data.draw(damaged(file.read_text(encoding="utf-8"))).decode("utf-8", "replace")
    if not refusal(text):
        assert editor_is_content(text)


def parts(schema: object) -> Iterator[dict[str, object]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


def test_everything_is_explained() -> None:
    """An editor has an explanation for every name in a file, taken from the annotations."""
    described = 0
    for part in parts(SCHEMA):
        names = part.get("properties")
        if isinstance(names, dict) and "additionalProperties" in part:
            assert all(value["description"] for value in names.values())
            described += len(names)
    assert described > 100
    root = SCHEMA["properties"]
    assert [(name, root[name]["description"]) for name in root] == [
        (field.name, field.says) for field in fields_of(Portrait)
    ]


def test_the_command_prints_it(run: Run) -> None:
    """`portrait portraits schema` prints the schema and nothing else."""
    done = run("portraits", "schema")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == SCHEMA
