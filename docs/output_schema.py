"""Write the JSON Schema of everything that `--json` prints.

    python docs/output_schema.py

It writes docs/output.schema.json: a definition for each command's document, and for everything in it, from the
structs that are printed. What the schema says of a field is what the struct says: in its annotation, or below it.
"""

import ast
import inspect
import json
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec
from msgspec import Struct

import portrait_cli.app
import portrait_cli.export.document_json
from portrait_cli.export.json_data import SCHEMA, Document
from portrait_cli.formats.struct_annotations import fields_of, is_struct

Schema = dict[str, Any]

FILE = Path(__file__).parent / "output.schema.json"
_REFERENCE = "#/$defs/{name}"
_SAME_NAMES = {
    "portrait_cli.core.entry.Heading": "Heading",
    "portrait_cli.core.document.Heading": "DocumentHeading",
    "portrait_cli.core.feedback.Line": "FeedbackLine",
    "portrait_cli.core.growth.Line": "Line",
}
"""What structs of the same name are called, by the names that the library tells them apart by."""


def output_schema() -> Schema:
    """Describe what every command prints with `--json`."""
    documents = {name_of(document): document for document in _documents()}
    _, shapes = msgspec.json.schema_components(documents.values(), ref_template=_REFERENCE)
    structs: dict[str, type[Struct]] = {}
    for document in documents.values():
        _add_structs(document, structs)

    described = {}
    for name, struct in structs.items():
        if not issubclass(struct, Document):
            described[_SAME_NAMES.get(name, name)] = _described(shapes[name], struct)
    commands = {name: _document(shapes[document.__name__], document) for name, document in documents.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What `portrait` prints with --json",
        "description": "One object for each command. The definitions in lower case are those of the commands.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in commands],
        "$defs": {**commands, **dict(sorted(described.items()))},
    }


def name_of(document: type[Document]) -> str:
    """Return the name of a command's definition: `list-calendar` for `portrait list --calendar`."""
    words = re.findall("[a-z]+", document.command.lower())
    return "-".join(words[1:]) or "home"


def _documents() -> list[type[Document]]:
    """Find what the commands print, in the order of the commands' names."""
    for module in pkgutil.iter_modules(portrait_cli.app.__path__):
        import_module(f"portrait_cli.app.{module.name}")
    return sorted(Document.__subclasses__(), key=lambda document: document.command)


def _add_structs(hint: object, known: dict[str, type[Struct]]) -> None:
    """Collect by their names the structs that a value with this annotation can hold."""
    for part in get_args(hint):
        _add_structs(part, known)
    if is_struct(hint) and _name_in_library(hint) not in known:
        known[_name_in_library(hint)] = hint
        for field in fields_of(hint):
            _add_structs(field.type, known)


def _name_in_library(struct: type[Struct]) -> str:
    full_name = f"{struct.__module__}.{struct.__name__}"
    return full_name if full_name in _SAME_NAMES else struct.__name__


def _document(shape: Schema, document: type[Document]) -> Schema:
    """Describe a command's document, with the schema's number before its fields."""
    described = _described(shape, document)
    number = {"description": "The number of this schema.", "const": SCHEMA}
    described["title"] = f"{document.command} --json"
    described["properties"] = {"schema": number, **described["properties"]}
    described["required"] = ["schema", *described["required"]]
    return described


def _described(shape: Schema, struct: type[Struct]) -> Schema:
    """Say what each field is for, and that there are no others.

    Fields with a default are printed too, unless the struct leaves defaults out.
    """
    required = list(shape["required"])
    says = _what_fields_say(struct)
    properties: Schema = {}
    for name, value in shape["properties"].items():
        properties[name] = {**_described_field(says, name), **_plain(value)}
        is_printed = "default" in value and not struct.__struct_config__.omit_defaults
        if is_printed and name not in required:
            required.append(name)
    return {
        "title": struct.__name__,
        "description": shape["description"],
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name in required],
        "additionalProperties": False,
    }


def _described_field(says: dict[str, str], name: str) -> Schema:
    return {"description": says[name]} if name in says else {}


def _plain(value: Any) -> Any:  # noqa: ANN401  # any part of a schema
    """Leave out what is about reading values, and what JSON Schema does not know."""
    match value:
        case {"$ref": str(reference)}:
            name = reference.removeprefix(_REFERENCE.format(name=""))
            return {"$ref": _REFERENCE.format(name=_SAME_NAMES.get(name, name))}
        case dict():
            return {key: _plain(part) for key, part in value.items() if key not in {"default", "discriminator"}}
        case list():
            # Null comes last, whatever the order that the library has them in.
            return sorted((_plain(part) for part in value), key=lambda part: part == {"type": "null"})
        case _:
            return value


def _what_fields_say(struct: type[Struct]) -> dict[str, str]:
    """Find what a struct says of its fields, by the names they have in JSON."""
    below: dict[str, str] = {}
    for shape in reversed(struct.__mro__):
        if shape.__module__.startswith("portrait_cli."):
            below.update(_texts_below_fields(shape))
    config = struct.__struct_config__
    says = {config.tag_field or "": "Which sort it is."}
    names = zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True)
    printed_as = dict(names)
    for field in fields_of(struct):
        text = field.says or below.get(field.name, "")
        if text:
            says[printed_as[field.name]] = text
    return says


def _texts_below_fields(shape: type[object]) -> Iterator[tuple[str, str]]:
    """Go through the fields of a class that have a text below them."""
    tree = ast.parse(inspect.getsource(shape))
    lines = next(part.body for part in tree.body if isinstance(part, ast.ClassDef))
    for line, after in pairwise(lines):
        match line, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())


def written() -> str:
    """Write the schema as a text."""
    return json.dumps(output_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
