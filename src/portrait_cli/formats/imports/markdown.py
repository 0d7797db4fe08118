"""Entries out of Markdown files, with front matter or without."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from urllib.parse import unquote

from msgspec import Struct

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import entry_file, front_matter, yaml_tree
from portrait_cli.formats.imports.source import (
    SAID_MOMENT,
    Found,
    Page,
    Problem,
    Read,
    Zones,
    is_markdown,
    local,
    moment,
    outside_fences,
    tags_of,
    tidy,
    titled,
)
from portrait_cli.formats.yaml_tree import Mapping, Node, Scalar, Sequence
from portrait_cli.formats.yaml_writer import plain_or_quoted

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


def entry(page: Page, text: str, zones: Zones) -> Read:
    """Read a Markdown file as one entry; our own entries stay as they are."""
    front = _FRONT.match(text)
    try:
        tree = front_matter.tree(front.group(1) or "") if front else None
    except yaml_tree.YamlError as error:
        problem = error.problems[0]
        return Problem(f"{page.name}:{problem.at.line}: {problem.message}")
    if front and isinstance(tree, Scalar) and tree.empty:
        return _entry(page, _Front(), text[front.end() :], zones)
    if not front or not isinstance(tree, Mapping):
        return _entry(page, _Front(), text, zones)
    properties = {key.text: value for key, value in tree.pairs}
    if properties.keys() >= _OWN:
        try:
            return entry_file.parse(text, page.name)
        except InvalidFileError as error:
            return Problem(str(error))
    lines = re.split("(?<=[\n\x85\u2028\u2029])", f"\n{front.group(1)}\n")  # as YAML counts them
    starts = [key.at.line - 1 for key, _ in tree.pairs]
    ends = [*starts[1:], len(lines)]
    said = {
        key.text: "".join(lines[start:end]).removesuffix("\n")
        for (key, _), start, end in zip(tree.pairs, starts, ends, strict=True)
    }
    return _entry(page, _Front(properties, said), text[front.end() :], zones)


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
                said = SAID_MOMENT.fullmatch(text.strip(" \"'[]"))
                if said and (written := moment(said.groups()[:7])):
                    return name, written, said.group(8)
        return None

    def others(self, used: Iterable[str]) -> Iterator[str]:
        """Go through the lines of the properties that were not used, under names that are not ours."""
        for name, lines in self.lines.items():
            if name not in used:
                taken = _TAKEN.fullmatch(name)
                yield re.sub(rf"""^(["']?){re.escape(name)}""", rf"\1source_{name}", lines) if taken else lines


def _entry(page: Page, front: _Front, body: str, zones: Zones) -> Read:
    folder, _, file = page.name.rpartition("/")
    stem = file.rpartition(".")[0]
    whole = tidy(body)
    if not whole and not front.lines:
        return Problem(f"{page.name}: it is empty")
    dated = front.moment()
    in_name = next(((found, when) for found in _NAME_MOMENT.finditer(stem) if (when := _name_moment(found))), None)
    changed = page.changed.replace(tzinfo=None, microsecond=0, fold=0)
    written = dated[1] if dated else in_name[1] if in_name else changed
    words = (stem[: in_name[0].start()] + stem[in_name[0].end() :]) if in_name else stem
    said = front.texts("title")[:1] if isinstance(front.properties.get("title"), Scalar) else []
    title, text = titled(whole, " ".join("".join(said).split()), words.strip(" -_,."))
    tags = tags_of([*front.tags(), *_tags_in(whole)])
    used = {dated[0]} if dated else set()
    used |= {"title"} if said else set()
    used |= {"tags"} if set(front.texts("tags")) <= set(tags) else set()  # a tag spelled otherwise is kept beside
    return Found(
        at=page.name,
        written=written,
        offset=_given(dated[2]) if dated and dated[2] else local(written, zones),
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
    return moment([*found.groups(), None]) or moment([*found.groups()[:3], *[None] * 4])


def _given(offset: str) -> timedelta:
    if offset == "Z":
        return timedelta()
    size = timedelta(hours=int(offset[1:3]), minutes=int(offset[-2:]))
    return -size if offset[0] == "-" else size


def _tags_in(text: str) -> Iterator[str]:
    for line in outside_fences(text):
        yield from (tag for tag in re.findall(r"(?<!\S)#([\w/-]+)", line) if not tag.isdigit())


def _linked(folder: str, text: str) -> Iterator[str]:
    """Name the files that a text shows or links to, from the source's own folder on."""
    for line in outside_fences(text):
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
