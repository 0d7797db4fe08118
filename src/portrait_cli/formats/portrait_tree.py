"""Parts of a portrait as trees to write as YAML, without what is left to its default."""

from collections.abc import Collection, Mapping

from msgspec import Struct, structs

from portrait_cli.formats.yaml_writer import YamlTree


def tree(value: object) -> YamlTree:
    """Return a value of a portrait as it stands in its file."""
    match value:
        case Struct():
            return lines_of(value, value.__struct_fields__)
        case Mapping():
            return {str(name): tree(item) for name, item in value.items()}
        case tuple():
            return [tree(item) for item in value]
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def lines_of(value: Struct, names: Collection[str]) -> dict[str, YamlTree]:
    """Return some of the lines of a part of a portrait, in their order."""
    lines: dict[str, YamlTree] = {}
    tag = value.__struct_config__.tag
    if tag is not None:
        lines["do"] = str(tag)
    for field in structs.fields(value):
        item = getattr(value, field.name)
        if field.name in names and item and item != field.default:
            lines[field.name] = tree(item)
    return lines
