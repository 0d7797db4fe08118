"""Day One's rich text, written as Markdown: the form in which some of its exports have all the words.

RichTextJSON, version 1, as Day One describes it with its command line program.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from portrait_cli.core.text import one_line

_FENCE = "```"
_DEEPEST_HEADER = 6
_MOST_INDENTED = 20


class _Line(Struct, rename="camel", frozen=True):
    """How a line looks."""

    header: int = 0
    indent_level: int = 0
    list_style: str = ""
    checked: bool = False
    list_index: int = 0
    quote: bool = False
    code_block: bool = False


class _Style(Struct, rename="camel", frozen=True):
    """How a few words look, and the line that they stand in."""

    bold: bool = False
    italic: bool = False
    strikethrough: bool = False
    inline_code: bool = False
    link_url: str = msgspec.field(default="", name="linkURL")
    line: _Line = _Line()

    def marks(self) -> Iterator[str]:
        """List Markdown's signs for it, from the inside."""
        if self.inline_code:
            yield "`"
        if self.italic:
            yield "*"
        if self.bold:
            yield "**"
        if self.strikethrough:
            yield "~~"


class _Object(Struct, rename="camel", frozen=True):
    """Something between the lines: a picture, a rule, a table, a song."""

    type: str = ""
    identifier: str = ""
    url: str = ""
    contents: str = ""
    markdown: str = ""
    name: str = ""
    place_name: str = ""
    city: str = ""
    show: str = ""
    episode: str = ""
    song: str = ""
    title: str = ""
    artist: str = ""
    album: str = ""
    display_name: str = ""
    kind_display_name: str = ""
    valence_classification_display_name: str = ""
    labels_display_names: tuple[str, ...] = ()
    rows: tuple[tuple["_Cell", ...], ...] = ()


class _Node(Struct, rename="camel", frozen=True):
    """Words, or what stands between them."""

    text: str = ""
    attributes: _Style = _Style()
    embedded_objects: tuple[_Object, ...] = ()


class _Cell(Struct, frozen=True):
    """A cell of a table."""

    content: tuple[_Node, ...] = ()


class _RichText(Struct, frozen=True):
    """A whole rich text. What an export calls `contents` is called `nodes` elsewhere."""

    contents: tuple[_Node, ...] = ()
    nodes: tuple[_Node, ...] = ()


def as_markdown(rich_text: msgspec.Raw) -> str | None:
    """Write a rich text as Markdown: its JSON, or a text that holds it. Return None if it cannot be read."""
    try:
        match msgspec.json.decode(rich_text):
            case None | "":
                return ""
            case str() as packed:
                found = msgspec.json.decode(packed, type=_RichText)
            case _:
                found = msgspec.json.decode(rich_text, type=_RichText)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return "\n".join(_lines(found.contents or found.nodes))


class _Words(Struct, frozen=True):
    """A line of words, and how it looks."""

    line: _Line
    text: str


def _lines(nodes: tuple[_Node, ...]) -> Iterator[str]:
    number = 0
    in_code = False
    for item in _words_and_objects(nodes):
        is_code = isinstance(item, _Words) and item.line.code_block
        if is_code != in_code:
            yield _FENCE
            in_code = is_code
        if isinstance(item, _Object):
            yield from _object_lines(item)
            number = 0
            continue
        number = _next_number(item.line, number)
        yield _beginning(item.line, number) + item.text
    if in_code:
        yield _FENCE


def _next_number(line: _Line, number: int) -> int:
    if line.list_style != "numbered":
        return 0
    return line.list_index or number + 1


def _words_and_objects(nodes: tuple[_Node, ...]) -> Iterator[_Words | _Object]:
    """Split the nodes into lines; the first words of a line decide how it looks."""
    line: _Line | None = None
    text = ""
    for node in nodes:
        if node.embedded_objects:
            if line:
                yield _Words(line, text)
            line, text = None, ""
            yield from node.embedded_objects
            continue
        first, *others = node.text.split("\n")
        line = line or node.attributes.line
        text += _marked(first, node.attributes, line)
        for words in others:
            yield _Words(line, text)
            line = node.attributes.line
            text = _marked(words, node.attributes, line)
        if others and not text:  # the next node begins the line
            line = None
    if line:
        yield _Words(line, text)


def _marked(text: str, style: _Style, line: _Line) -> str:
    """Put Markdown's signs around words."""
    words = text.strip()
    if not words or line.code_block:
        return text
    marked = words
    for sign in style.marks():
        marked = f"{sign}{marked}{sign}"
    if style.link_url:
        marked = f"[{marked}]({style.link_url})"
    return text.replace(words, marked, 1)


def _beginning(line: _Line, number: int) -> str:
    """Return the signs at the beginning of a line."""
    if 1 <= line.header <= _DEEPEST_HEADER:
        return "#" * line.header + " "
    indented = "  " * min(max(line.indent_level - 1, 0), _MOST_INDENTED)
    match line.list_style:
        case "bulleted":
            return f"{indented}- "
        case "numbered":
            return f"{indented}{number}. "
        case "checkbox":
            box = "[x]" if line.checked else "[ ]"
            return f"{indented}- {box} "
    if line.quote:
        return "> "
    return ""


# --- what stands between the lines ---


def _object_lines(found: _Object) -> Iterator[str]:
    match found.type:
        case "photo" | "video" | "audio" | "pdfAttachment":
            yield f"![](dayone-moment:/{found.type}/{found.identifier})"
        case "horizontalLineRule" | "horizontalRuleLine":
            yield "---"
        case "table" if not found.markdown:
            yield from map(_row, found.rows)
        case _:
            yield _description(found)


def _row(cells: tuple[_Cell, ...]) -> str:
    texts = ["".join(node.text for node in cell.content) for cell in cells]
    return f"| {' | '.join(texts)} |"


def _description(found: _Object) -> str:
    """Return the words that an object has, or else its type, so that nothing is missing in silence."""
    details = (
        found.name,
        found.place_name,
        found.city,
        found.show,
        found.episode,
        found.song,
        found.title,
        found.artist,
        found.album,
        found.display_name,
        found.kind_display_name,
        found.valence_classification_display_name,
        *found.labels_display_names,
    )
    words = found.markdown or found.contents or ", ".join(filter(None, details)) or found.url
    if words:
        return words
    return f"({one_line(found.type) or 'something'} from Day One)"
