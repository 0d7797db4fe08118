"""The portrait format as a JSON Schema (draft-07), for editors that complete and explain as one writes.

It is made from the annotations by which `shape` reads a file, so the two cannot drift apart.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from msgspec import Struct

from portrait_cli.core.portrait import Id, Portrait
from portrait_cli.formats.yaml_struct import LONGEST_ID, Field, fields_of, is_struct, is_union, members_of

Schema = dict[str, Any]

_SAID = {"pattern": r"\S"}
"""What a text must hold to say something: one character that is no blank."""
_TEXT: Schema = {"anyOf": [{"type": "string", **_SAID}, {"type": ["number", "boolean"]}]}
"""The loader takes every plain value for text, while an editor takes `2` for a number."""
_EMPTY: Schema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""Nothing behind the colon is as good as no line at all."""
_ID = r"^\s*[^\u0000-,./:-`{-\u00bf\u2000-\u206f]+(-[^\u0000-,./:-`{-\u00bf\u2000-\u206f]+)*\s*$"
_SCALARS: dict[object, Schema] = {
    str: _TEXT,
    Id: {
        "anyOf": [
            {"type": "string", "pattern": _ID, "maxLength": LONGEST_ID},
            {"type": "integer", "minimum": 0},
            {"type": "boolean"},
        ]
    },
    int: {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\s*[0-9]{1,9}\s*$"}]},
    bool: {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": r"^\s*([Tt]rue|[Yy]es|[Ff]alse|[Nn]o)\s*$"}]},
}


def portrait_schema() -> Schema:
    """Describe a portrait file as a JSON Schema, draft-07."""
    shapes: dict[str, Schema] = {}
    root = _record(Portrait, shapes, word="")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A portrait: what good leadership looks like here",
        **root,
        "definitions": dict(sorted(shapes.items())),
    }


def _record(shape: type[Struct], shapes: dict[str, Schema], *, word: str) -> Schema:
    """Describe the lines of one thing; `word` is what `do` says where several things may stand."""
    fields = fields_of(shape)
    properties = {field.name: _field(field, shapes) for field in fields}
    required = [field.name for field in fields if field.required]
    if word:
        properties = {"do": {"const": word, "description": (shape.__doc__ or "").strip()}, **properties}
        required = ["do", *required]
    return {
        "type": "object",
        "description": (shape.__doc__ or "").strip(),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(field: Field, shapes: dict[str, Schema]) -> Schema:
    value = _value(field.type, shapes)
    limits = field.limits
    if limits.min_length is not None or limits.max_length is not None:
        value = _listed(value, limits.min_length or 0, limits.max_length)
    if limits.ge is not None:
        value = {"allOf": [value, {"not": {"enum": [*range(int(limits.ge)), *map(str, range(int(limits.ge)))]}}]}
    if limits.extra:
        value = {"allOf": [value, {"not": {"enum": limits.extra["taken"]}}]}
    if not field.required:
        value = {"anyOf": [value, _EMPTY]}
    return {"description": field.says, **value} if field.says else value


def _listed(value: Schema, fewest: int, most: int | None) -> Schema:
    """Bound the number of items; one thing alone is a list of one."""
    single, many = value["anyOf"]
    bounded = {**many, "minItems": fewest, **({"maxItems": most} if most is not None else {})}
    return {"anyOf": [single, bounded]} if fewest <= 1 else bounded


def _value(hint: object, shapes: dict[str, Schema]) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if is_union(origin):
        return _union(arguments, shapes)
    if origin is tuple:
        item = _value(arguments[0], shapes)
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": {"anyOf": [_value(arguments[1], shapes), _EMPTY]}}
    if origin is Literal:
        return {"enum": [*arguments, *(int(word) for word in arguments if word.isdigit())]}
    if is_struct(hint):
        return _reference(hint, shapes)
    return _SCALARS[hint]


def _union(members: tuple[object, ...], shapes: dict[str, Schema]) -> Schema:
    """Describe things of which one may stand there; a word alone is enough for one that needs nothing else."""
    by_word = members_of(members)
    if set(by_word) <= {""}:
        return _value(members[0], shapes)
    alone = [word for word, shape in by_word.items() if not any(field.required for field in fields_of(shape))]
    for word, shape in by_word.items():
        name = f"{shape.__name__}"
        if name not in shapes:
            shapes[name] = {}
            shapes[name] = _record(shape, shapes, word=word)
    ways = [{"$ref": f"#/definitions/{shape.__name__}"} for shape in by_word.values()]
    return {"anyOf": [{"enum": alone}, *ways]}


def _reference(shape: type[Struct], shapes: dict[str, Schema]) -> Schema:
    name = shape.__name__
    if name not in shapes:
        shapes[name] = {}  # so that a shape that holds itself ends
        record = _record(shape, shapes, word="")
        shorthand = getattr(shape, "shorthand", "")
        short = next((field for field in fields_of(shape) if field.name == shorthand), None)
        others = [field for field in fields_of(shape) if field.required and field.name != shorthand]
        shapes[name] = {"anyOf": [_field(short, shapes), record]} if short and not others else record
    return {"$ref": f"#/definitions/{name}"}
