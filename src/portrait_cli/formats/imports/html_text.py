"""The words of an HTML text, written as Markdown."""

import re
from html.parser import HTMLParser

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~", "code": "`"}
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "figure", "figcaption", "table", "pre", "ul", "ol"}
_BLOCKS |= {"blockquote", *_HEADINGS}
_NOT_WORDS = {"script", "style", "template"}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MANY_EMPTY_LINES = re.compile(r"\n{3,}")
_END_OF_BLOCK = re.compile(r"</(?:p|div|ul|ol|li|h[1-6]|blockquote)>", re.IGNORECASE)
_ANY_TAG = re.compile("<[^<>]*>")
_NO_TAG = re.compile(r"<(?![A-Za-z/!][^<>]*>)")
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_DEEPEST = 20
"""Lists in lists that are indented more than the one around them."""
_TAG = re.compile(
    r"</?(?:p|div|br|span|ul|ol|li|h[1-6]|b|strong|i|em|u|a|img|blockquote)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)


def looks_like_html(text: str) -> bool:
    """Return True if a text is HTML, and not Markdown or plain words with a tag or a sign such as `<` in them."""
    if "\n" in text:
        return _END_OF_BLOCK.search(text) is not None
    return _TAG.search(text) is not None


def html_to_markdown(text: str) -> str:
    """Write an HTML text as Markdown. Whatever is wrong with its tags, its words are kept."""
    reader = _Reader()
    try:
        reader.feed(_with_whole_tags(text))
        reader.close()
    except AssertionError:  # what html.parser raises for some damaged declarations
        return _ANY_TAG.sub(" ", text).strip()
    return reader.markdown()


def _with_whole_tags(text: str) -> str:
    """Take out comments, and write every `<` that begins no tag as a sign: html.parser takes very long for those."""
    end = text.rfind("-->") + len("-->")
    without_comments = _COMMENT.sub("", text[:end]) + text[end:]
    return _NO_TAG.sub("&lt;", without_comments)


class _Reader(HTMLParser):
    """Collects lines of Markdown while it goes through the tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._open_marks: list[tuple[str, int]] = []
        """Marks such as `**` that are open, each with its place in the line."""
        self._links: list[tuple[str, int]] = []
        self._items: list[int | None] = []
        """The lists that are open: the number of the last item, or None if the items have no numbers."""
        self._quotes = 0
        self._silent = 0
        self._exact = 0

    def markdown(self) -> str:
        """Return the lines, without more than one empty line between two of them."""
        self._end_line()
        return _MANY_EMPTY_LINES.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def handle_data(self, data: str) -> None:
        """Add words to the line."""
        if self._silent:
            return
        if self._exact:
            first, *others = data.split("\n")
            self._line += first
            for line in others:
                self._end_line()
                self._line = line
            return
        words = _BLANKS.sub(" ", data).replace("\u00a0", " ")
        if not self._line.strip():
            words = words.lstrip()
        self._line += words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins."""
        if tag in _BLOCKS:
            self._end_paragraph()
            self._line += _HEADINGS.get(tag, "")
        if tag in _MARKS:
            self._open_marks.append((_MARKS[tag], len(self._line)))
        if tag in _NOT_WORDS:
            self._silent += 1
        self._begin_structure(tag)
        self._begin_inline(tag, dict(attrs))

    def _begin_structure(self, tag: str) -> None:
        """Begin a list, a quotation, or another part that has lines."""
        match tag:
            case "ul":
                self._items.append(None)
            case "ol":
                self._items.append(0)
            case "li":
                self._begin_item()
            case "blockquote":
                self._quotes += 1
            case "pre":
                self._exact += 1
            case "hr":
                self._end_paragraph()
                self._lines += ["---", ""]

    def _begin_inline(self, tag: str, values: dict[str, str | None]) -> None:
        """Begin what stands in a line."""
        match tag:
            case "br" | "tr":
                self._end_line()
            case "td" | "th" if self._line:
                self._line += " | "
            case "input" if values.get("type") == "checkbox":
                self._line += "[x] " if "checked" in values else "[ ] "
            case "a":
                self._links.append((values.get("href") or "", len(self._line)))
            case "img":
                self._line += values.get("alt") or values.get("src") or ""

    def handle_endtag(self, tag: str) -> None:
        """End what a tag began."""
        if tag in _MARKS and self._open_marks:
            self._close_mark(*self._open_marks.pop())
        if tag == "a" and self._links:
            self._close_link(*self._links.pop())
        if tag in _BLOCKS:
            self._end_paragraph()
        if tag in {"ul", "ol"} and self._items:
            self._items.pop()
            if not self._items:
                self._lines.append("")
        if tag == "blockquote":
            self._quotes = max(self._quotes - 1, 0)
        if tag == "pre":
            self._exact = max(self._exact - 1, 0)
        if tag in _NOT_WORDS:
            self._silent = max(self._silent - 1, 0)

    # --- lines ---

    def _end_line(self) -> None:
        for mark, place in reversed(self._open_marks):
            self._close_mark(mark, place)
        self._open_marks = [(mark, 0) for mark, _ in self._open_marks]
        self._links = [(address, 0) for address, _ in self._links]
        line = self._line.rstrip()
        if self._quotes and line:
            line = f"{'> ' * self._quotes}{line}"
        self._lines.append(line)
        self._line = ""

    def _end_paragraph(self) -> None:
        """End a line that has words, and leave an empty one below it, unless it is in a list."""
        if self._is_empty():
            return
        self._end_line()
        if not self._items:
            self._lines.append("")

    def _is_empty(self) -> bool:
        """Return True if the line has no words yet, or only what begins an item."""
        return not self._line.strip() or self._line.strip() == self._item_sign()

    def _begin_item(self) -> None:
        if self._line.strip():
            self._end_line()
        if self._items and self._items[-1] is not None:
            self._items[-1] += 1
        indented = "  " * min(max(len(self._items) - 1, 0), _DEEPEST)
        self._line = f"{indented}{self._item_sign()} "

    def _item_sign(self) -> str:
        if not self._items or self._items[-1] is None:
            return "-"
        return f"{self._items[-1]}."

    def _close_mark(self, mark: str, place: int) -> None:
        """Put a mark around the words since its place, but not around the blanks before and after them."""
        words = self._line[place:].strip()
        if words:
            self._line = self._line[:place] + self._line[place:].replace(words, f"{mark}{words}{mark}", 1)

    def _close_link(self, address: str, place: int) -> None:
        words = self._line[place:].strip()
        if words and address and address != words:
            self._line = self._line[:place] + self._line[place:].replace(words, f"[{words}]({address})", 1)
