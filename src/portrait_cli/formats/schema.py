"""The portrait format as a JSON Schema (draft-07), for editors that complete and explain while people write.

It is made from the annotations by which `yaml_struct` reads a file, so the two cannot drift apart.
"""

from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin

from msgspec import Meta, Struct

from portrait_cli.core.portrait import Portrait
from portrait_cli.core.text import Id
from portrait_cli.formats.struct_annotations import (
    LONGEST_ID,
    Field,
    fields_of,
    is_optional,
    is_struct,
    is_union,
    members_of,
    shorthand_of,
)

Schema = dict[str, Any]

_TEXT: Schema = {"anyOf": [{"type": "string", "pattern": r"\S"}, {"type": ["number", "boolean"]}]}
"""Text that is not blank; the loader treats every plain value as text, while an editor treats `2` as a number."""
_EMPTY: Schema = {"anyOf": [{"type": "null"}, {"type": "string", "pattern": r"^\s*$"}]}
"""A name with nothing after its colon, which counts as if it were not there."""
_ID_WORD = r"[^\u0000-,./:-`{-\u00bf\u2000-\u206f]+"
_ID: Schema = {
    "anyOf": [
        {"type": "string", "pattern": rf"^\s*{_ID_WORD}(-{_ID_WORD})*\s*$", "maxLength": LONGEST_ID},
        {"type": "integer", "minimum": 0},
        {"type": "boolean"},
    ]
}
_WHOLE_NUMBER: Schema = {
    "anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^\s*[0-9]{1,9}\s*$"}]
}
_TRUE_OR_FALSE: Schema = {
    "anyOf": [{"type": "boolean"}, {"type": "string", "pattern": r"^\s*([Tt]rue|[Yy]es|[Ff]alse|[Nn]o)\s*$"}]
}
_SCALARS: dict[object, Schema] = {str: _TEXT, Id: _ID, int: _WHOLE_NUMBER, bool: _TRUE_OR_FALSE}


def portrait_schema() -> Schema:
    """Describe a portrait file as a JSON Schema, draft-07."""
    shapes: dict[str, Schema] = {}
    root = _record(Portrait, shapes)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A portrait: what good leadership looks like here",
        **root,
        "definitions": dict(sorted(shapes.items())),
    }


def _record(shape: type[Struct], shapes: dict[str, Schema], *, word: str = "") -> Schema:
    """Describe the lines of a struct; `word` is what `do` says where one of several structs may be."""
    description = (shape.__doc__ or "").strip()
    properties: Schema = {}
    required = []
    if word:
        properties["do"] = {"const": word, "description": description}
        required.append("do")
    for field in fields_of(shape):
        properties[field.name] = _field(field, shapes)
        if field.required:
            required.append(field.name)
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(field: Field, shapes: dict[str, Schema]) -> Schema:
    """Describe the value of a field, within its limits; a field that has a default may be empty."""
    value = _limited(_value(field.type, shapes), field.limits)
    if not field.required:
        value = {"anyOf": [value, _EMPTY]}
    return {"description": field.says, **value}


def _limited(value: Schema, limits: Meta) -> Schema:
    if limits.min_length is not None or limits.max_length is not None:
        value = _bounded(value, limits.min_length or 0, limits.max_length)
    if limits.ge is not None:
        too_small = range(int(limits.ge))
        value = _but(value, [*too_small, *map(str, too_small)])
    if limits.extra:
        value = _but(value, limits.extra["taken"])
    return value


def _but(value: Schema, excluded: list[object]) -> Schema:
    return {"allOf": [value, {"not": {"enum": excluded}}]}


def _bounded(value: Schema, fewest: int, most: int | None) -> Schema:
    """Bound the number of items; one thing alone is a list of one."""
    single, many = value["anyOf"]
    bounded = {**many, "minItems": fewest}
    if most is not None:
        bounded["maxItems"] = most
    if fewest > 1:
        return bounded
    return {"anyOf": [single, bounded]}


def _value(hint: object, shapes: dict[str, Schema]) -> Schema:
    """Describe a value by its annotation."""
    origin = get_origin(hint)
    arguments = get_args(hint)
    if is_union(origin):
        return _union(arguments, shapes)
    if origin is tuple:
        item = _value(arguments[0], shapes)
        return {"anyOf": [item, {"type": "array", "items": item}]}
    if origin is Mapping:
        item = _value(arguments[1], shapes)
        return {"type": "object", **_names(arguments[0]), "additionalProperties": {"anyOf": [item, _EMPTY]}}
    if origin is Literal:
        return _choice(arguments)
    if is_struct(hint):
        return _reference(hint, shapes)
    return _SCALARS[hint]


def _names(hint: object) -> Schema:
    """Describe the names in a mapping; most are the file's own."""
    if get_origin(hint) is Literal:
        return {"propertyNames": {"enum": list(get_args(hint))}}
    return {}


def _choice(words: tuple[str, ...]) -> Schema:
    """Describe a choice of words; an editor treats `1` as a number."""
    numbers = [int(word) for word in words if word.isdigit()]
    return {"enum": [*words, *numbers]}


def _union(members: tuple[object, ...], shapes: dict[str, Schema]) -> Schema:
    """Describe a value that may be missing, or a choice of structs; those that need no other line may be a word."""
    if is_optional(members):
        return _value(members[0], shapes)

    words = []
    references = []
    for word, shape in members_of(members).items():
        references.append(_pointer(shape))
        if not any(field.required for field in fields_of(shape)):
            words.append(word)
        if shape.__name__ not in shapes:
            shapes[shape.__name__] = {}  # ends the recursion if a struct holds itself
            shapes[shape.__name__] = _record(shape, shapes, word=word)
    return {"anyOf": [{"enum": words}, *references]}


def _reference(shape: type[Struct], shapes: dict[str, Schema]) -> Schema:
    """Point to the description of a struct, and write it if there is none yet."""
    if shape.__name__ not in shapes:
        shapes[shape.__name__] = {}  # ends the recursion if a struct holds itself
        shapes[shape.__name__] = _short_or_long(shape, shapes)
    return _pointer(shape)


def _pointer(shape: type[Struct]) -> Schema:
    return {"$ref": f"#/definitions/{shape.__name__}"}


def _short_or_long(shape: type[Struct], shapes: dict[str, Schema]) -> Schema:
    """Describe the lines of a struct or, where one field says enough, that field's value alone."""
    record = _record(shape, shapes)
    shorthand = shorthand_of(shape)
    short = next((field for field in fields_of(shape) if field.name == shorthand), None)
    others = [field for field in fields_of(shape) if field.required and field.name != shorthand]
    if short is None or others:
        return record
    return {"anyOf": [_field(short, shapes), record]}
