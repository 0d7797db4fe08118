"""Entries from Markdown files, with front matter or without."""

from collections.abc import Iterator
from datetime import datetime

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports.file_name import FileName, parse_file_name
from portrait_cli.formats.imports.links import linked_files
from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.moments import local_offset
from portrait_cli.formats.imports.properties import DateProperty, Properties, split_note
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, SourceFile, Zones
from portrait_cli.formats.imports.tags import hashtags, obsidian_tags
from portrait_cli.formats.yaml_tree import YamlError
from portrait_cli.formats.yaml_writer import plain_or_quoted


def entry(file: SourceFile, text: str, zones: Zones) -> ReadResult:
    """Read a Markdown file as one entry. An entry that `portrait` wrote stays as it is."""
    try:
        properties, words = split_note(text)
    except YamlError as error:
        problem = error.problems[0]
        return Problem(f"{file.name}:{problem.at.line}: {problem.message}")

    if properties.are_ours:
        return _our_entry(file, text)
    return _note(file, properties, tidy(words), zones)


def _our_entry(file: SourceFile, text: str) -> ReadResult:
    try:
        return entry_file.parse(text, file.name)
    except InvalidFileError as error:
        return Problem(str(error))


def _note(file: SourceFile, properties: Properties, words: str, zones: Zones) -> ReadResult:
    """Make an entry of a note that another program wrote."""
    if not words and not properties.lines:
        return Problem(f"{file.name}: it is empty")

    folder, _, name_and_ending = file.name.rpartition("/")
    stem, _, _ = name_and_ending.rpartition(".")
    file_name = parse_file_name(stem)
    date_property = properties.date()
    if date_property and not date_property.has_possible_offset:
        return Problem(f"{file.name}: its date has a UTC offset that is not possible")

    stated = _stated_moment(date_property, file_name)
    written = stated or file.changed.replace(tzinfo=None, microsecond=0, fold=0)
    offset = local_offset(written, zones)
    if date_property and date_property.offset is not None:
        offset = date_property.offset

    title, text = title_and_text(words, properties.title() or "", file_name.title)
    tags = obsidian_tags([*properties.tags(), *hashtags(words)])
    used = set(_used_properties(properties, date_property, tags))
    one_line = " ".join(words.split())
    return FoundEntry(
        place=file.name,
        written=written,
        offset=offset,
        title=title,
        text=text,
        identity=f"{stated or ''} {title} {one_line}",
        tags=tags,
        attachments=tuple(dict.fromkeys(linked_files(folder, words))),
        extra=(f"source_file: {plain_or_quoted(file.name)}", *properties.unused_lines(used)),
        undated=stated is None,
    )


def _stated_moment(date_property: DateProperty | None, file_name: FileName) -> datetime | None:
    """Return when a note says that it was written, in its properties or in its file's name."""
    if date_property:
        return date_property.written
    return file_name.written


def _used_properties(
    properties: Properties, date_property: DateProperty | None, tags: tuple[str, ...]
) -> Iterator[str]:
    """Name the properties that the entry holds in full, so that their lines need not be kept."""
    if date_property:
        yield date_property.name
    if properties.title() is not None:
        yield "title"
    if set(properties.texts("tags")) <= set(tags):  # else a tag was changed, and the line shows how it was
        yield "tags"
