"""Entries from Markdown files, with front matter or without."""

from collections.abc import Iterator
from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file
from portrait_cli.formats.imports.file_name import FileName, parse_file_name
from portrait_cli.formats.imports.first_identity import first_identity
from portrait_cli.formats.imports.first_lines import REMARK_LATER, day_in_first_lines
from portrait_cli.formats.imports.left_out import why_left_out
from portrait_cli.formats.imports.links import linked_files
from portrait_cli.formats.imports.logseq_lines import without_bookkeeping
from portrait_cli.formats.imports.markdown_text import tidy, title_and_text
from portrait_cli.formats.imports.moments import local_offset
from portrait_cli.formats.imports.note_parts import Note, split_note
from portrait_cli.formats.imports.properties import Properties
from portrait_cli.formats.imports.source import FoundEntry, Problem, ReadResult, SourceFile, Zones
from portrait_cli.formats.imports.stated_moment import StatedMoment, at_time, instant, parse_stated
from portrait_cli.formats.imports.tags import hashtags, obsidian_tags
from portrait_cli.formats.imports.text_bundle import created_in_bear, why_not_here
from portrait_cli.formats.imports.top_lines import properties_on_top
from portrait_cli.formats.imports.written_days import plain_signs, weekday_fits
from portrait_cli.formats.yaml_writer import plain_or_quoted


def entry(file: SourceFile, text: str, zones: Zones) -> ReadResult:
    """Read a Markdown file as one entry. An entry that `portrait` wrote stays as it is."""
    note = split_note(text)
    if note.properties.are_ours:
        return _our_entry(file, text)
    reason = why_left_out(file.name, text, note) or why_not_here(file.about)
    if reason:
        return Problem(f"{file.name}: {reason}")
    if not tidy(note.words) and not note.properties.values:
        return Problem(f"{file.name}: it is empty")
    return _note(file, text, note, zones)


def _our_entry(file: SourceFile, text: str) -> ReadResult:
    try:
        return entry_file.parse(text, file.name)
    except InvalidFileError as error:
        return Problem(str(error))


class _Day(Struct, frozen=True):
    """When a note was written, and the name of the property that says so, if one does."""

    moment: StatedMoment
    property_name: str = ""
    remark: str = ""
    """Where we found it, if that is not where a program writes it."""
    unknown: str = ""
    """Why we do not know the day, so that the moment is that of the last change."""


def _note(file: SourceFile, text: str, note: Note, zones: Zones) -> ReadResult:
    """Make an entry of a note that another program wrote."""
    words = tidy(without_bookkeeping(note.words))
    on_top = properties_on_top(words)
    file_name = parse_file_name(file.name, zones.numbers, file.above)
    day = _day(file, note.properties, words, file_name, zones)

    if not day.unknown:
        moment = at_time(day.moment, note.properties.time(), zones, note.properties.zone())
        day = replace(day, moment=moment)

    title_property, given = note.properties.title() or ("", "")
    title, rest = title_and_text(words, given or on_top.title_text(), file_name.title)
    tags = obsidian_tags([*note.properties.tags(), *on_top.tags(), *hashtags(words)])
    used = {day.property_name, title_property, *note.properties.held_by(tags)}
    folder, _, _ = file.name.rpartition("/")
    source_file = "\n".join([f"source_file: {plain_or_quoted(file.name)}", *note.comments])
    return FoundEntry(
        place=file.name,
        written=day.moment.written,
        offset=day.moment.offset,
        zone=day.moment.zone,
        title=title,
        text=rest,
        identity=first_identity(file.name, text, note),
        tags=tags,
        attachments=tuple(dict.fromkeys(linked_files(folder, words))),
        extra=(source_file, *note.properties.unused_lines(used)),
        undated=day.unknown,
        remarks=tuple(_remarks(note, day)),
    )


def _remarks(note: Note, day: _Day) -> Iterator[str]:
    if note.problem:
        yield f"{note.problem}; its lines are kept above the text"
    if day.remark:
        yield day.remark
    yield from day.moment.remarks


def _day(file: SourceFile, properties: Properties, words: str, name: FileName, zones: Zones) -> _Day:
    """Find the day of a note in its properties, in its name and folders, or in the first lines of its words."""
    doubts: list[str] = []
    zone = properties.zone()
    for property_name, text in properties.dates():
        found = parse_stated(text, zones, zone)
        if isinstance(found, StatedMoment):
            return _Day(found, property_name if found.is_all else "")
        doubts.append(found)

    in_bear = parse_stated(created_in_bear(file.about), zones)
    if isinstance(in_bear, StatedMoment):
        return _Day(in_bear)
    if name.written and name.is_utc:
        return _Day(instant(name.written.replace(tzinfo=UTC), zones))
    if name.written:
        return _Day(_local(name.written, zones))
    doubts.append(name.doubt)
    for _, text in properties_on_top(words).dates():
        found = parse_stated(text, zones, zone)
        if isinstance(found, StatedMoment) and weekday_fits(plain_signs(text), found.written.date()):
            return _Day(found, remark=REMARK_LATER)
        doubts.append(found if isinstance(found, str) else "")
    if not any(doubts):
        in_first_lines = day_in_first_lines(words, zones)
        if not isinstance(in_first_lines, str):
            moment, remark = in_first_lines
            return _Day(moment, remark=remark)
        doubts.append(in_first_lines)
    return _Day(_last_change(file, properties, zones), unknown="; ".join(filter(None, doubts)) or "no date found")


def _last_change(file: SourceFile, properties: Properties, zones: Zones) -> StatedMoment:
    """Return when a note was last changed, as it says itself or as its file does."""
    for text in properties.last_changes():
        found = parse_stated(text, zones, properties.zone())
        if isinstance(found, StatedMoment):
            return found
    return _local(file.changed.replace(tzinfo=None, microsecond=0, fold=0), zones)


def _local(written: datetime, zones: Zones) -> StatedMoment:
    return StatedMoment(written, local_offset(written, zones))
