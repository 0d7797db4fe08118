"""The parts of a note: its words, and its properties in YAML, TOML, Joplin's lines below, or others."""

import json
import re
import tomllib
from collections.abc import Iterable
from datetime import date, time

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.formats.front_matter import tree as parse_front_matter
from portrait_cli.formats.imports.properties import Properties
from portrait_cli.formats.yaml_tree import Mapping, Scalar, YamlError
from portrait_cli.formats.yaml_writer import json_text, plain_or_quoted

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?:(.*?)\n)??(---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(?:(.*?)\n)??\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_JSON = re.compile(r"\{[ \t]*\n.*?\n\}[ \t]*(?:\n|\Z)", re.DOTALL)
_JOPLIN = re.compile(r"(?:^|\n\n)(id: [0-9a-f]{32}\n(?:[a-z_]+:(?: .*)?\n)*type_: ([0-9]+))\s*\Z")
_YAML_LINE_END = re.compile("(?<=[\n\x85\u2028\u2029])")
_MARGIN = re.compile(r"^[ \t]+", re.MULTILINE)
_PAIR = re.compile(r"([^\W\d][\w -]{0,60}):[ \t]+(\S.*)")
_FENCE = re.compile("`{3,}")


class Note(Struct, frozen=True):
    """A note as its program sees it."""

    properties: Properties
    words: str
    yaml: bool = True
    """Whether the properties, if there are any, are YAML between two lines of hyphens."""
    comments: tuple[str, ...] = ()
    """Comments that belong to no property."""
    problem: str = ""
    """What is wrong with the front matter, whose lines are then kept above the words."""
    joplin_type: str = ""
    """The number of what Joplin stored in the file, if it is one of its own: a note is 1."""


def split_note(text: str) -> Note:
    """Split the text of a note into its parts."""
    if found := _FRONT_MATTER.match(text):
        note = _with_yaml(text, found[1] or "", text[found.end() :])
        return note if found[2] == "---" else replace(note, yaml=False)
    if found := _TOML.match(text):
        return _with_toml(text, found[1] or "", text[found.end() :])
    if found := _JSON.match(text):
        return _with_json(text, found[0], text[found.end() :])
    if found := _JOPLIN.search(text):
        return _from_joplin(text, found)
    return Note(Properties(), text)


# --- YAML ---


def _with_yaml(text: str, front_matter: str, words: str) -> Note:
    try:
        node = parse_front_matter(front_matter)
    except YamlError as error:
        return _with_bad_yaml(text, front_matter, words, error)
    match node:
        case Mapping() as mapping:
            return Note(_properties(mapping, front_matter), words, comments=_comments_on_top(mapping, front_matter))
        case Scalar() as value if value.empty:
            return Note(Properties(), words)
        case _:  # a line of hyphens above and below some words
            return Note(Properties(), text)


def _with_bad_yaml(text: str, front_matter: str, words: str, error: YamlError) -> Note:
    """Read front matter with tabs, which other programs accept, or keep its lines above the words."""
    without_tabs = _MARGIN.sub(lambda margin: margin[0].replace("\t", "  "), front_matter)
    try:
        node = parse_front_matter(without_tabs)
    except YamlError:
        problem = error.problems[0]
        reason = f"its properties are not YAML (line {problem.at.line}: {problem.message})"
        return _unreadable(text, front_matter, words, reason)
    if isinstance(node, Mapping):
        return Note(_properties(node, without_tabs), words, yaml=False)
    return Note(Properties(), text, yaml=False)


def _properties(mapping: Mapping, front_matter: str) -> Properties:
    values = {key.text: value for key, value in mapping.pairs}

    lines = _YAML_LINE_END.split(f"\n{front_matter}\n")
    starts = [key.at.line - 1 for key, _ in mapping.pairs]
    ends = [*starts[1:], len(lines)][: len(starts)]  # `{}` has none
    texts: dict[str, str] = {}
    for name, start, end in zip(values, starts, ends, strict=True):  # the parser refuses a name given twice
        texts[name] = "".join(lines[start:end]).removesuffix("\n")
    return Properties(values, texts)


def _comments_on_top(mapping: Mapping, front_matter: str) -> tuple[str, ...]:
    first = next((key.at.line for key, _ in mapping.pairs), 2)  # the line of the mark above is 1
    lines = front_matter.split("\n")[: first - 2]
    return tuple(line for line in lines if line.startswith("#"))


# --- other forms ---


def _with_toml(text: str, front_matter: str, words: str) -> Note:
    try:
        table = tomllib.loads(front_matter)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _unreadable(text, front_matter, words, f"its properties are not TOML ({error})")
    taxonomies = table.pop("taxonomies", {})
    if isinstance(taxonomies, dict):
        table = taxonomies | table
    comments = (f"# {line.lstrip('# ')}" for line in front_matter.split("\n") if "#" in line)
    properties = _from_pairs(table.items())
    if properties is None:
        return _unreadable(text, front_matter, words, "its properties cannot be kept as they are")
    return Note(properties, words, yaml=False, comments=tuple(comments))


def _with_json(text: str, front_matter: str, words: str) -> Note:
    """Read front matter as Hugo also writes it. Braces around anything else are words."""
    try:
        properties = _from_pairs(json.loads(front_matter).items())
    except (ValueError, RecursionError):
        properties = None
    if properties is None:
        return Note(Properties(), text)
    return Note(properties, words, yaml=False)


def _from_joplin(text: str, found: re.Match[str]) -> Note:
    """Read a file of Joplin's RAW export: a title, the words, and lines of which most have no value."""
    title, _, words = text[: found.start()].partition("\n")
    pairs = [("title", title)]
    for line in found[1].splitlines():
        name, _, value = line.partition(": ")
        if value.strip("0."):
            pairs.append((name, value))
    properties = _from_pairs(pairs)
    if properties is None:
        return Note(Properties(), text)
    return Note(properties, words, yaml=False, joplin_type=found[2])


def _unreadable(text: str, front_matter: str, words: str, problem: str) -> Note:
    """Keep the lines of front matter above the words, and take the names and values from them that are plain.

    If there are none, they are words, and the marks above and below are lines across the page.
    """
    pairs: dict[str, str] = {}
    for line in front_matter.split("\n"):
        if found := _PAIR.fullmatch(line):
            pairs.setdefault(found[1], found[2].strip().strip("\"'"))
    properties = _from_pairs(pairs.items())
    if not properties or not pairs:
        return Note(Properties(), text, yaml=False)

    fence = max(["```", *_FENCE.findall(front_matter)], key=len)
    if fence in front_matter:
        fence += "`"
    return Note(
        Properties(properties.values), f"{fence}\n{front_matter}\n{fence}\n\n{words}", yaml=False, problem=problem
    )


def _from_pairs(pairs: Iterable[tuple[str, object]]) -> Properties | None:
    """Write names and values as YAML, and read that. Return None if they cannot be kept as YAML."""
    lines = "\n".join(f"{plain_or_quoted(name)}: {json_text(_without_moments(value))}" for name, value in pairs)
    try:
        node = parse_front_matter(lines)
    except YamlError:
        return None
    return _properties(node, lines) if isinstance(node, Mapping) else Properties()


def _without_moments(value: object) -> object:
    match value:
        case date() | time():  # a datetime is a date
            return value.isoformat()
        case dict():
            return {name: _without_moments(inner) for name, inner in value.items()}
        case list():
            return [_without_moments(inner) for inner in value]
        case _:
            return value
