"""Entries out of other journals: jrnl, Day One, and folders of Markdown.

An entry brought along is named after what it says, so that whoever brings it again brings the same one.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, TypeVar, assert_never, get_args
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from portrait_cli import entryfile, yamltree
from portrait_cli.errors import InvalidFileError
from portrait_cli.model.entry import Entry, Prose
from portrait_cli.plaintext import decode
from portrait_cli.yamltree import Mapping, Node, Scalar, Sequence, plain_or_quoted

Format = Literal["jrnl", "dayone", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
ATTACHMENT = "Attachment, left where it was: "

T = TypeVar("T")


class Page(Struct, frozen=True):
    """One file of a source."""

    name: str
    """Its path in the source, with `/` between the parts."""
    data: bytes
    changed: datetime
    """When it was changed last, with an offset."""


class Zones(Struct, frozen=True):
    """The time zones of the world, and the one we are in."""

    local: tzinfo
    named: Callable[[str], tzinfo | None]


class Brought(Struct, frozen=True):
    """What a source holds."""

    entries: tuple[Entry, ...] = ()
    """In the order of the source."""
    problems: tuple[str, ...] = ()
    """What could not be read, each by its place."""
    attachments: int = 0
    undated: int = 0
    """How many entries have no date but that of their file."""


class _Found(Struct, frozen=True, kw_only=True):
    """An entry before it has a name."""

    at: str
    written: datetime
    offset: timedelta
    title: str
    text: str
    same: str
    """What stays the same whenever this entry is brought."""
    zone: str = ""
    source: str = ""
    """What its source calls it."""
    tags: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    undated: bool = False


class _Problem(Struct, frozen=True):
    """What could not be read."""

    said: str


_Read = _Found | Entry | _Problem


def guess(page: Page) -> Format | None:
    """Say what a file looks like; None when it looks like nothing that we know."""
    if is_markdown(page.name):
        return "markdown"
    start = page.data[:4096].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return "dayone" if b'"creationDate"' in page.data or b'"metadata"' in page.data else "jrnl"
    return "jrnl" if _HEAD.search(start) else None


def is_markdown(name: str) -> bool:
    """Say whether a file's name is one of a Markdown file."""
    return name.lower().endswith((".md", ".markdown"))


def read(kind: Format, pages: Iterable[Page], zones: Zones) -> Brought:
    """Read the files of a source; whatever cannot be read is named, and hides nothing else."""
    found: list[_Found | Entry] = []
    problems: list[str] = []
    for page in pages:
        for one in _page(kind, page, zones):
            if isinstance(one, _Problem):
                problems.append(one.said)
            else:
                found.append(one)
    named = list(_named(kind, found))
    entries: dict[str, Entry] = {}
    for at, entry in named:
        trouble = _trouble(entry)
        before = entries.setdefault(entry.id, entry) if not trouble else entry
        if trouble or before != entry:
            problems.append(f"{at}: {trouble or 'another entry of this source has the same id'}")
    kept = [one for one, (_, entry) in zip(found, named, strict=True) if entries.get(entry.id) is entry]
    return Brought(
        entries=tuple(entries.values()),
        problems=tuple(problems),
        attachments=sum(len(one.attachments) for one in kept if isinstance(one, _Found)),
        undated=sum(one.undated for one in kept if isinstance(one, _Found)),
    )


def fresh(entries: Iterable[Entry], known: Iterable[str]) -> list[Entry]:
    """Keep the entries that are not among those known by their ids, whatever was done to those since."""
    there = {_lasting(name) for name in known}
    return [entry for entry in entries if _lasting(entry.id) not in there]


_BROUGHT = re.compile(r"-((?:jrnl|dayone|markdown)-)(?:[0-9]{3,}-)?([0-9a-f]{12})$")


def _lasting(name: str) -> str:
    """Cut from the id of an entry brought along what depends on where and with what it was brought."""
    found = _BROUGHT.search(name)
    return "".join(found.groups()) if found else name


def _page(kind: Format, page: Page, zones: Zones) -> Iterator[_Read]:
    try:
        text = decode(page.data, page.name).replace("\r\n", "\n").replace("\r", "\n")
    except InvalidFileError as error:
        return iter([_Problem(str(error))])
    match kind:
        case "jrnl" if text.lstrip().startswith("{"):
            return _jrnl_json(page.name, text, zones)
        case "jrnl":
            return _jrnl_text(page.name, text, zones)
        case "dayone":
            return _day_one(page.name, text, zones)
        case "markdown":
            return iter([_markdown(page, text, zones)])
        case _:
            assert_never(kind)


def _named(kind: Format, found: Iterable[_Found | Entry]) -> Iterator[tuple[str, Entry]]:
    """Name every entry after its moment and what it says; of two that say the same each keeps its own name."""
    found = list(found)
    sharing = Counter(one.written for one in found if isinstance(one, _Found))
    at_moment: Counter[datetime] = Counter()
    equal: Counter[str] = Counter()
    names: dict[str, str] = {}
    for one in found:
        if isinstance(one, Entry):
            yield one.id, one
            continue
        order = 0 if one.source else equal[one.same]  # what its source names is one entry, however often it comes
        equal[one.same] += 1
        digest = hashlib.sha256(f"{one.same}\0{order}".encode("utf-8", "replace")).hexdigest()[:12]
        if digest not in names:
            at_moment[one.written] += 1
            # Entries of one second stand in the order of their names.
            number = f"-{at_moment[one.written]:03d}" if sharing[one.written] > 1 else ""
            names[digest] = f"{one.written.date()}-{one.written:%H%M%S}-{kind}{number}-{digest}"
        yield one.at, _entry(kind, one, names[digest])


def _entry(kind: Format, found: _Found, name: str) -> Entry:
    day = found.written.date()
    text = "\n\n".join([*([found.text] if found.text else []), *(ATTACHMENT + one for one in found.attachments)])
    source = [f"source_id: {plain_or_quoted(found.source)}"] if found.source else []
    return Entry(
        id=name,
        written=found.written,
        utc_offset=_offset(found.offset),
        title=found.title or f"Note, {day.day} {day:%B} {day.year}",
        time_zone=found.zone,
        tags=found.tags,
        extra=(f"imported_from: {kind}", *source, *found.extra),
        blocks=(Prose(text),) if text else (),
    )


def _trouble(entry: Entry) -> str:
    """Say why an entry cannot be kept as it is; nothing when it can."""
    text = entryfile.dump(entry)
    if "\0" in text:
        return "there is a NUL character in it, which no text file holds"
    if not re.fullmatch(r'[^\x00-\x1f/\\:*?"<>|.][^\x00-\x1f/\\:*?"<>|]{0,99}', entry.id):
        return "its id is not fit to name a file"
    try:
        same = entryfile.parse(text.encode().decode(), "it") == entry
    except (InvalidFileError, UnicodeEncodeError):
        same = False
    return "" if same else "its properties cannot be kept as they are"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


# --- words, moments and tags ---


_MOMENT = (
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[T ]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)? ?([AaPp][Mm])?)? ?"
)
_HEAD = re.compile(rf"^\[{_MOMENT}\] ", re.MULTILINE)
_SAID_MOMENT = re.compile(rf"{_MOMENT}(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?")


def _moment(parts: Iterable[str | None]) -> datetime | None:
    """Make a moment of year, month, day, hour, minute, second and AM or PM."""
    *numbers, half = parts
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    if half and 1 <= hour <= 12:  # noqa: PLR2004  # the hours of a clock
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # local, as the source has it
    except ValueError:
        return None


def _local(written: datetime, zones: Zones) -> timedelta:
    """Say the offset at a local time; one that the clocks leave out is as before it."""
    return written.replace(tzinfo=zones.local).utcoffset() or timedelta()


def _tidy(text: str) -> str:
    """Leave out empty lines before the words and blanks behind them."""
    return re.sub(r"\A(?:[ \t]*\n)+", "", text).rstrip()


def _tags(said: Iterable[str]) -> tuple[str, ...]:
    """Write tags as Obsidian takes them, each once."""
    found: dict[str, str] = {}
    for tag in said:
        fit = re.sub(r"[^\w/-]+", "-", tag.lstrip("@#")).strip("-/")
        if fit:
            found.setdefault(fit.casefold(), f"tag-{fit}" if fit.isdigit() else fit)
    return tuple(found.values())


def _heading(line: str) -> str:
    """Find the words of a Markdown heading; nothing when the line is none."""
    found = re.match(r"#{1,6}[ \t]+(.*)", line)
    return re.sub(r"(?:^|[ \t])#+$", "", found.group(1).rstrip()).strip() if found else ""


def _titled(text: str, said: str = "", otherwise: str = "") -> tuple[str, str]:
    """Find the title of a text: what is said to be it, a heading on top (which leaves the text), any heading."""
    first, _, rest = text.partition("\n")
    on_top = _heading(first) if first.startswith("# ") else ""
    if on_top and said in {"", on_top}:
        return on_top, _tidy(rest)
    headings = (_heading(line) for line in _outside_fences(text) if line.startswith("#"))
    return said or otherwise or next(filter(None, headings), ""), text


def _outside_fences(text: str) -> Iterator[str]:
    fence = ""
    for line in text.split("\n"):
        opening = re.match(r" {0,3}(```|~~~)", line)
        if opening and fence in {"", opening.group(1)}:
            fence = "" if fence else opening.group(1)
        elif not fence:
            yield line


# --- jrnl ---


class _JrnlEntry(Struct):
    date: str
    time: str = ""
    title: str = ""
    body: str = ""
    tags: list[str] = []
    starred: bool = False


class _Export(Struct):
    """What the JSON of jrnl and of Day One has in common."""

    entries: list[msgspec.Raw]


def _jrnl_json(name: str, text: str, zones: Zones) -> Iterator[_Read]:
    for at, entry in _json_entries(name, text, _JrnlEntry):
        if isinstance(entry, _Problem):
            yield entry
            continue
        said = _SAID_MOMENT.fullmatch(f"{entry.date} {entry.time}".strip())
        written = _moment(said.groups()[:7]) if said else None
        if written is None:
            yield _Problem(f"{at}: found no date that we can read")
        else:
            words = f"{entry.title.strip()}\n{entry.body}"
            yield _jrnl_entry(at, written, words, [*entry.tags, *(["starred"] if entry.starred else [])], zones)


def _jrnl_text(name: str, text: str, zones: Zones) -> Iterator[_Read]:
    """Read a jrnl journal's own text; what stands in brackets and is no date is words, as it is for jrnl."""
    heads = [(head, written) for head in _HEAD.finditer(text) if (written := _moment(head.groups()))]
    if not heads:
        yield _Problem(f"{name}: no line begins an entry, as [2026-11-23 18:30] does")
        return
    if text[: heads[0][0].start()].strip():
        yield _Problem(f"{name}:1: words before the first entry, which have no date")
    ends = [head.start() for head, _ in heads[1:]]
    line, counted = 1, 0
    for (head, written), end in zip(heads, [*ends, len(text)], strict=True):
        line, counted = line + text.count("\n", counted, head.start()), head.start()
        words = text[head.end() : end]
        tags = re.findall(r"(?<!\S)[@#][-+*#/\w]+", words)
        first, _, rest = words.partition("\n")
        if first.strip().endswith("*"):
            words, tags = f"{first.strip(' *')}\n{rest}", [*tags, "starred"]
        yield _jrnl_entry(f"{name}:{line}", written, words, tags, zones)


def _jrnl_entry(at: str, written: datetime, words: str, tags: Iterable[str], zones: Zones) -> _Found:
    title, _, text = words.lstrip().partition("\n")
    return _Found(
        at=at,
        written=written,
        offset=_local(written, zones),
        title=title.strip(),
        text=_tidy(text),
        # In its JSON jrnl leaves out the seconds, and in its text the tags are anew in every export.
        same=f"{written.isoformat(timespec='minutes')} {' '.join(words.split())}",
        tags=_tags(tags),
    )


def _json_entries(name: str, text: str, kind: type[T]) -> Iterator[tuple[str, T | _Problem]]:
    """Read the entries of a JSON export one by one, so that a damaged one hides no other."""
    data = text.encode()
    try:
        export = msgspec.json.decode(data, type=_Export)
    except (msgspec.MsgspecError, RecursionError) as error:
        yield name, _Problem(f"{name}{_place(data, error)}")
        return
    for number, raw in enumerate(export.entries, start=1):
        at = f"{name}, entry {number}"
        try:
            yield at, msgspec.json.decode(raw, type=kind)
        except (msgspec.MsgspecError, RecursionError) as error:
            yield at, _Problem(f"{at}{_place(b'', error)}")


def _place(data: bytes, error: Exception) -> str:
    """Say what is wrong with a JSON file, and in which line."""
    if isinstance(error, RecursionError):
        return ": nested too deep to be a journal"
    reason, _, byte = str(error).partition(" (byte ")
    line = data.count(b"\n", 0, int(byte.rstrip(")"))) + 1 if byte and data else 0
    if reason == "Input data was truncated":
        return ": the file ends too early"
    reason = reason.removeprefix("JSON is malformed: ")
    return f"{f':{line}' if line else ''}: not as an export is written ({reason[:1].lower()}{reason[1:]})"


# --- Day One ---


class _Media(Struct):
    md5: str | None = ""
    identifier: str | None = ""
    type: str | None = ""
    format: str | None = ""


class _DayOneEntry(Struct, rename="camel"):
    creation_date: str
    uuid: str | None = ""
    text: str | None = ""
    rich_text: str | None = ""
    time_zone: str | None = ""
    tags: list[str] | None = None
    starred: bool | None = False
    photos: list[_Media] | None = None
    videos: list[_Media] | None = None
    audios: list[_Media] | None = None
    pdf_attachments: list[_Media] | None = None


def _day_one(name: str, text: str, zones: Zones) -> Iterator[_Read]:
    for at, entry in _json_entries(name, text, _DayOneEntry):
        yield entry if isinstance(entry, _Problem) else _day_one_entry(at, entry, zones)


def _day_one_entry(at: str, entry: _DayOneEntry, zones: Zones) -> _Read:
    if entry.rich_text and not entry.text:
        return _Problem(f"{at}: its words are only there as rich text; export it again from a newer Day One")
    zone = zones.named(entry.time_zone) if entry.time_zone else None
    try:
        moment = datetime.fromisoformat(entry.creation_date)
        local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone or zones.local)
    except (ValueError, OverflowError):
        return _Problem(f"{at}: found no date that we can read")
    whole = (entry.text or "").replace("\r\n", "\n").replace("\r", "\n")
    title, text = _titled(_tidy(whole))
    return _Found(
        at=at,
        written=local.replace(tzinfo=None, microsecond=0, fold=0),
        offset=local.utcoffset() or timedelta(),
        zone=entry.time_zone or "" if zone else "",
        title=re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", title),  # Day One puts a backslash before every sign
        text=text,
        same=entry.uuid or f"{entry.creation_date} {' '.join(whole.split())}",
        source=entry.uuid or "",
        tags=_tags([*(entry.tags or ()), *(["starred"] if entry.starred else [])]),
        attachments=tuple(_media(entry)),
    )


def _media(entry: _DayOneEntry) -> Iterator[str]:
    """Name the files of an entry as Day One lays them beside its JSON."""
    for folder, kept, usual in (
        ("photos", entry.photos, "jpeg"),
        ("videos", entry.videos, "mov"),
        ("audios", entry.audios, "m4a"),
        ("pdfs", entry.pdf_attachments, "pdf"),
    ):
        for one in kept or ():
            said = f"{folder}/{one.md5 or one.identifier or 'without a name'}.{one.type or one.format or usual}"
            yield " ".join(said.split())


# --- Markdown ---


_FRONT = re.compile(r"---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|$)", re.DOTALL)
_OWN = {"id", "date", "utc_offset", "format"}
# Names of properties that would be read as ours.
_TAKEN = re.compile(
    r"id|date|utc_offset|time_zone|portrait|portrait_version|guide|role|attributes|tags|minutes|format|imported_from"
    r"|source_.*|scale|(?:level|scale|scale_levels)_.*|scale_levels",
    re.DOTALL,
)
_DATES = ("date", "created", "created_at", "date created", "creation date", "datetime")
_NAME_MOMENT = re.compile(
    r"(?<![0-9])([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])"
    r"(?:[ T_-]+([0-9]{2})[-.:h]?([0-9]{2})(?:[-.:m]?([0-9]{2}))?(?![0-9]))?"
)
_LINK = re.compile(r"(!?)\[(?:\[([^\[\]|#^\n]{1,500})|[^\[\]\n]{0,500}\]\((?:<([^<>\n]{1,500})>|([^()\s]{1,500})))")
_FILES = re.compile(
    r"csv|docx?|gif|heic|jpe?g|key|m4a|mov|mp[34]|numbers|od[pst]|pages|pdf|png|pptx?|rtf|svg|txt|wav|webp|xlsx?|zip"
)


def _markdown(page: Page, text: str, zones: Zones) -> _Read:
    front = _FRONT.match(text)
    try:
        tree = yamltree.parse("\n" + (front.group(1) or "")) if front else None  # it begins in the second line
    except yamltree.YamlError as error:
        problem = error.problems[0]
        return _Problem(f"{page.name}:{problem.at.line}: {problem.message}")
    if front and isinstance(tree, Scalar) and tree.empty:
        return _markdown_entry(page, _Front(), text[front.end() :], zones)
    if not front or not isinstance(tree, Mapping):
        return _markdown_entry(page, _Front(), text, zones)
    properties = {key.text: value for key, value in tree.pairs}
    if properties.keys() >= _OWN:
        try:
            return entryfile.parse(text, page.name)
        except InvalidFileError as error:
            return _Problem(str(error))
    lines = re.split("(?<=[\n\x85\u2028\u2029])", f"\n{front.group(1)}\n")  # as YAML counts them
    starts = [key.at.line - 1 for key, _ in tree.pairs]
    ends = [*starts[1:], len(lines)]
    said = {
        key.text: "".join(lines[start:end]).removesuffix("\n")
        for (key, _), start, end in zip(tree.pairs, starts, ends, strict=True)
    }
    return _markdown_entry(page, _Front(properties, said), text[front.end() :], zones)


class _Front(Struct, frozen=True):
    """The front matter of somebody's file: values, and the lines they stand in."""

    properties: dict[str, Node] = {}
    lines: dict[str, str] = {}

    def texts(self, name: str) -> list[str]:
        """List the texts that stand behind a name."""
        match self.properties.get(name):
            case Scalar() as one if not one.empty:
                return [one.text]
            case Sequence(items):
                return [item.text for item in items if isinstance(item, Scalar)]
            case _:
                return []

    def tags(self) -> Iterator[str]:
        """Go through the tags, of which people write several into one text."""
        for name in ("tags", "tag", "keywords"):
            listed = isinstance(self.properties.get(name), Sequence)
            for text in self.texts(name):
                yield from [text] if listed else re.split(r"[,\s]+", text)

    def moment(self) -> tuple[str, datetime, str | None] | None:
        """Find the first property that is a moment: its name, the moment, and its offset if it has one."""
        known = {name.casefold(): name for name in self.properties}
        for name in (known[wanted] for wanted in _DATES if wanted in known):
            for text in self.texts(name):
                said = _SAID_MOMENT.fullmatch(text.strip(" \"'[]"))
                if said and (written := _moment(said.groups()[:7])):
                    return name, written, said.group(8)
        return None

    def others(self, used: Iterable[str]) -> Iterator[str]:
        """Go through the lines of the properties that were not used, under names that are not ours."""
        for name, lines in self.lines.items():
            if name not in used:
                taken = _TAKEN.fullmatch(name)
                yield re.sub(rf"""^(["']?){re.escape(name)}""", rf"\1source_{name}", lines) if taken else lines


def _markdown_entry(page: Page, front: _Front, body: str, zones: Zones) -> _Read:
    folder, _, file = page.name.rpartition("/")
    stem = file.rpartition(".")[0]
    whole = _tidy(body)
    if not whole and not front.lines:
        return _Problem(f"{page.name}: it is empty")
    dated = front.moment()
    in_name = next(((found, when) for found in _NAME_MOMENT.finditer(stem) if (when := _name_moment(found))), None)
    changed = page.changed.replace(tzinfo=None, microsecond=0, fold=0)
    written = dated[1] if dated else in_name[1] if in_name else changed
    words = (stem[: in_name[0].start()] + stem[in_name[0].end() :]) if in_name else stem
    said = front.texts("title")[:1] if isinstance(front.properties.get("title"), Scalar) else []
    title, text = _titled(whole, " ".join("".join(said).split()), words.strip(" -_,."))
    tags = _tags([*front.tags(), *_tags_in(whole)])
    used = {dated[0]} if dated else set()
    used |= {"title"} if said else set()
    used |= {"tags"} if set(front.texts("tags")) <= set(tags) else set()  # a tag spelled otherwise is kept beside
    return _Found(
        at=page.name,
        written=written,
        offset=_given(dated[2]) if dated and dated[2] else _local(written, zones),
        title=title,
        text=text,
        same=f"{written if dated or in_name else ''} {title} {' '.join(whole.split())}",
        tags=tags,
        attachments=tuple(dict.fromkeys(_linked(folder, whole))),
        extra=(f"source_file: {plain_or_quoted(page.name)}", *front.others(used)),
        undated=not dated and not in_name,
    )


def _name_moment(found: re.Match[str]) -> datetime | None:
    """Read the moment in a file's name; digits behind the day that are no time leave it a day."""
    return _moment([*found.groups(), None]) or _moment([*found.groups()[:3], *[None] * 4])


def _given(offset: str) -> timedelta:
    if offset == "Z":
        return timedelta()
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return -size if offset[0] == "-" else size


def _tags_in(text: str) -> Iterator[str]:
    for line in _outside_fences(text):
        yield from (tag for tag in re.findall(r"(?<!\S)#([\w/-]+)", line) if not tag.isdigit())


def _linked(folder: str, text: str) -> Iterator[str]:
    """Name the files that a text shows or links to, from the source's own folder on."""
    for line in _outside_fences(text):
        for embedded, wiki, angled, plain in _LINK.findall(line):
            path = wiki.strip() or unquote(angled or plain)
            ending = re.search(r"\.([A-Za-z0-9]{1,8})$", path)
            is_file = ending and (_FILES.fullmatch(ending[1].lower()) or (embedded and not is_markdown(path)))
            if is_file and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|www\.", path):
                yield " ".join((path if wiki else _joined(folder, path)).split())


def _joined(folder: str, path: str) -> str:
    parts: list[str] = [] if path.startswith("/") else folder.split("/")
    for part in path.split("/"):
        if part == ".." and any(parts) and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(filter(None, parts))
