"""Parts of a portrait as trees to write as YAML, without what is left to its default."""

from collections.abc import Collection, Mapping

from msgspec import NODEFAULT, Struct, structs

from portrait_cli.formats.yaml_writer import YamlTree


def tree(value: object) -> YamlTree:
    """Return a value of a portrait as it stands in its file."""
    match value:
        case Struct():
            return _lines(value)
        case Mapping():
            return {str(name): tree(item) for name, item in value.items()}
        case tuple():
            return [tree(item) for item in value]
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _lines(value: Struct) -> dict[str, YamlTree]:
    lines: dict[str, YamlTree] = {}
    tag = value.__struct_config__.tag
    if tag is not None:
        lines["do"] = str(tag)
    for field in structs.fields(value):
        item = getattr(value, field.name)
        default = field.default
        if default is NODEFAULT and field.default_factory is not NODEFAULT:
            default = field.default_factory()
        if item is not None and item != default:
            lines[field.name] = tree(item)
    return lines


def some_lines(value: Struct, names: Collection[str]) -> dict[str, YamlTree]:
    """Return only some of a part's lines."""
    return {name: line for name, line in _lines(value).items() if name in names}
