"""The names of notes' files: which ones are notes, and the moment and the title in a name and its folders."""

import re
from datetime import datetime, time

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.dates import WEEKDAYS, in_words
from portrait_cli.formats.imports.folder_days import day_in_path
from portrait_cli.formats.imports.source import UNCLEAR_ORDER, Numbers
from portrait_cli.formats.imports.written_days import WrittenDay, days_in, plain_signs, time_in_name

_ENDINGS = (".md", ".markdown", ".mdown", ".mkd")
_HASH = re.compile(
    r"(?<![^\W_])(?:(?=[0-9]*[a-f])[0-9a-f]{16,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![^\W_])"
)
"""What programs put behind a title so that no two files have one name. Its digits may look like any day."""
_ANY_ORDER = Numbers()
_BUNDLES = re.compile(r"(?:^|/)([^/]+)\.textbundle/text$", re.IGNORECASE)
_IN_ITS_FOLDER = re.compile(r"(?:^|/)([^/]+)/index$", re.IGNORECASE)


def is_markdown(name: str) -> bool:
    """Return True if a file with this name is a Markdown file."""
    return name.lower().endswith(_ENDINGS)


class FileName(Struct, frozen=True):
    """What a file's name says."""

    written: datetime | None
    title: str
    is_utc: bool = False
    doubt: str = ""
    """Why we do not know the day, if there are numbers that look like one."""


def parse_file_name(name: str, numbers: Numbers = _ANY_ORDER, above: str = "") -> FileName:
    """Read a path such as `School/2024-03-04 Staff meeting.md`, with the folders above it."""
    path, _, _ = name.rpartition(".")
    if "/" not in path:  # the source may be a bundle itself
        path = _BUNDLES.sub(r"/\1", f"{above.rpartition('/')[2]}/{path}").rpartition("/")[2]
    for in_folder in (_BUNDLES, _IN_ITS_FOLDER):
        path = in_folder.sub(r"/\1", path)
    path = _HASH.sub("", plain_signs(path))
    _, _, stem = path.rpartition("/")

    in_stem = days_in(stem, numbers)
    possible = sorted((day for day in in_stem if day.days), key=lambda day: len(day.days))
    if possible and len(possible[0].days) == 1:
        return _read(stem, possible[0], in_stem)

    in_path = day_in_path(above, path, numbers)
    if possible:
        day = possible[0]
        if in_path and len(in_path.days) == 1 and in_path.days[0] in day.days:  # its folder says which of the two
            day = replace(day, days=in_path.days)
        return _read(stem, day, in_stem)

    if in_path and in_path.days:
        starts = max(in_path.end - len(path) + len(stem), 0)
        return _read(stem, WrittenDay(0, starts, in_path.days), [])
    doubt = in_path.doubt if in_path else ""
    if in_stem:
        doubt = f"there is no day {stem[in_stem[0].start : in_stem[0].end]}"
    return FileName(None, _trim(stem), doubt=doubt)


def _read(stem: str, day: WrittenDay, others: list[WrittenDay]) -> FileName:
    if len(day.days) > 1:
        return FileName(None, _trim(stem), doubt=two_readings(stem[day.start : day.end], day))
    (written,) = day.days
    end, at = day.end, time()
    following = time_in_name(stem, end)
    if following and stem[end : following[1]].strip(" -_") != str(written.year):  # the year once more, in the title
        at, end = following

    is_utc = following is not None and stem[end : end + 1] == "Z"
    words = stem[: day.start] + stem[end + is_utc :]
    for other in others:
        if other.start >= end and other.days == day.days:  # the day once more, in words
            words = words.replace(stem[other.start : other.end], "")
    title = _trim(words)
    weekday = WEEKDAYS[written.weekday()].casefold()
    if title.casefold() in {weekday, weekday[:3]}:
        title = ""
    return FileName(datetime.combine(written, at), title, is_utc)


def two_readings(text: str, day: WrittenDay) -> str:
    """Explain that a text may mean two days."""
    with_year = len({one.year for one in day.days}) > 1
    readings = " or ".join(in_words(one, year=with_year) for one in day.days)
    return f"{text} could be {readings}; {UNCLEAR_ORDER}"


def _trim(words: str) -> str:
    """Make a title of the words in a name, with the slashes that Logseq cannot have in it."""
    return " ".join(words.replace("___", "/").split()).strip(" -_,.")
