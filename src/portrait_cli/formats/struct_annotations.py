"""What the annotations of a struct allow; reading a file and describing its format both use them."""

import types
import typing
from functools import cache
from typing import Annotated, TypeGuard, get_args, get_origin

from msgspec import Meta, Struct, structs

LONGEST_ID = 80
"""The most characters of an id: people type it, and it is part of the names of an entry's properties."""


class Field(Struct, frozen=True):
    """One name a mapping may have; `limits` bound its value or its number of items."""

    name: str
    type: object
    says: str
    required: bool
    limits: Meta = Meta()


@cache
def fields_of(shape: type[Struct]) -> tuple[Field, ...]:
    """List what a struct's annotations allow, in order, with what they say about it."""
    hints = typing.get_type_hints(shape, include_extras=True)
    return tuple(_field(field, hints[field.name]) for field in structs.fields(shape))


def _field(field: structs.FieldInfo, hint: object) -> Field:
    if get_origin(hint) is not Annotated:
        return Field(field.name, hint, "", field.required)
    plain, says, *limits = get_args(hint)
    return Field(field.name, plain, says, field.required, *limits)


def shorthand_of(shape: type[Struct]) -> str:
    """Return the field that a single text fills, such as `name` in `roles: [Coach]`; "" if a text is not enough."""
    return str(getattr(shape, "shorthand", ""))


def members_of(members: tuple[object, ...]) -> dict[str, type[Struct]]:
    """Find the structs among a union's members by the word that tells them apart.

    A union of one struct and None has no such word, and its struct is found by "".
    """
    return {str(member.__struct_config__.tag or ""): member for member in members if is_struct(member)}


def is_optional(members: tuple[object, ...]) -> bool:
    """Return True if a union is a value that may be missing, not a choice between structs."""
    return set(members_of(members)) <= {""}


def is_union(origin: object) -> bool:
    """Return True if an annotation's origin is a choice between types."""
    return origin in {types.UnionType, typing.Union}


def is_struct(hint: object) -> TypeGuard[type[Struct]]:
    """Return True if an annotation names a struct."""
    return isinstance(hint, type) and issubclass(hint, Struct)
