"""The text in the writing line, in rows as they are seen: the cursor moves by them, and a long text scrolls."""

from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.filters import has_selection
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout.controls import BufferControl, GetLinePrefixCallable, UIContent
from prompt_toolkit.utils import get_cwidth

from portrait_cli.core.line_wrap import Rows, rewrap, wrap
from portrait_cli.core.text import visible
from portrait_cli.render.screen import WIDEST

_TAB = " " * 4
_FEWEST_CELLS = 2
"""A wide letter needs so many."""


def _shown(text: str) -> str:
    """Return a part of a line as it is drawn, with signs for what would act on the terminal."""
    return visible(text.replace("\t", _TAB).replace("\r", "\u240d"))


def _cells(text: str) -> int:
    """Count the cells of a part of a line as prompt_toolkit does, which draws it."""
    if text.isascii() and text.isprintable():
        return len(text)
    return get_cwidth(_shown(text))


class WrappedText(Buffer):
    """A text that is being written."""

    def __init__(self, text: str, accept: Callable[[str], None]) -> None:
        def accepted(_buffer: Buffer) -> bool:
            accept(self.text)
            return True

        super().__init__(document=Document(text), accept_handler=accepted, multiline=False)
        self.height = 1
        """How many rows are seen at once."""
        self._rows = wrap("", 80, _cells)

    @property
    def rows(self) -> Rows:
        """The text in rows."""
        if self._rows.text != self.text:
            self._rows = rewrap(self._rows, self.text)
        return self._rows

    def fit(self, width: int) -> None:
        """Lay the text out in rows of this many cells."""
        if self._rows.width != width:
            self._rows = wrap(self.text, width, _cells)

    def auto_up(self, count: int = 1, go_to_start_of_line_if_history_changes: bool = False) -> None:
        """Move the cursor up; prompt_toolkit calls this for each key that does."""
        self._move_by_rows(-count)

    def auto_down(self, count: int = 1, go_to_start_of_line_if_history_changes: bool = False) -> None:
        """Move the cursor down; prompt_toolkit calls this for each key that does."""
        self._move_by_rows(count)

    def _move_by_rows(self, count: int) -> None:
        """Move the cursor up or down, in the column in which the first of several such moves began."""
        rows = self.rows
        number, column = rows.place(self.cursor_position)
        if self.preferred_column is not None:
            column = self.preferred_column
        number = min(max(number + count, 0), len(rows.starts) - 1)
        self.cursor_position = rows.position(number, column)
        self.preferred_column = column

    def keys(self) -> KeyBindings:
        """Make the keys that move the cursor by what is seen."""
        keys = KeyBindings()

        @keys.add("home", filter=~has_selection)
        def _home(_event: KeyPressEvent) -> None:
            self.cursor_position = self.rows.starts[self.rows.number(self.cursor_position)]

        @keys.add("end", filter=~has_selection)
        def _end(_event: KeyPressEvent) -> None:
            self.cursor_position = self.rows.last(self.rows.number(self.cursor_position))

        @keys.add("left", filter=~has_selection)
        def _left(_event: KeyPressEvent) -> None:
            self.cursor_position = self.rows.before(self.cursor_position)

        @keys.add("right", filter=~has_selection)
        def _right(_event: KeyPressEvent) -> None:
            self.cursor_position = self.rows.after(self.cursor_position)

        @keys.add("pageup", filter=~has_selection)
        def _page_up(_event: KeyPressEvent) -> None:
            self._move_by_rows(-self.height)

        @keys.add("pagedown", filter=~has_selection)
        def _page_down(_event: KeyPressEvent) -> None:
            self._move_by_rows(self.height)

        return keys


class WrappedTextControl(BufferControl):
    """Draws a text behind a pointer; continuation rows stand under its first letter.

    If the text has more rows than there is room for, arrows in place of the pointer show where it goes on.
    """

    def __init__(self, text: WrappedText, pointer: Callable[[], str]) -> None:
        super().__init__(text, key_bindings=text.keys())
        self.room = 1
        """How many rows it may have."""
        self._text = text
        self._pointer = pointer
        self._top = 0
        """The first row that is seen."""

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,
        get_line_prefix: GetLinePrefixCallable | None,
    ) -> int:
        """Return how many rows of the screen are needed."""
        self._fit(width)
        return min(len(self._text.rows.starts), self.room, max_available_height)

    def create_content(self, width: int, height: int, preview_search: bool = False) -> UIContent:
        """Return the rows that are seen, and where in them the cursor is."""
        self._fit(width)
        text, pointer = self._text, self._pointer()
        text.height = height
        rows = text.rows

        number = rows.number(text.cursor_position)
        self._scroll_to(number, height)
        seen = min(len(rows.starts) - self._top, height)
        before = text.text[rows.starts[number] : min(text.cursor_position, rows.last(number))]

        def line(row: int) -> StyleAndTextTuples:
            return [("", self._gutter(row, seen)), *self._styled(self._top + row), ("", " ")]

        return UIContent(
            get_line=line,
            line_count=seen,
            cursor_position=Point(x=len(pointer) + len(_shown(before)), y=number - self._top),
        )

    def _fit(self, width: int) -> None:
        """Lay the text out for a screen of this many columns, of which it takes no more than are easy to read."""
        self._text.fit(max(min(width, WIDEST) - len(self._pointer()), _FEWEST_CELLS))

    def _scroll_to(self, number: int, height: int) -> None:
        """Bring a row into sight, and leave no room empty that the text could fill."""
        self._top = min(self._top, number, max(len(self._text.rows.starts) - height, 0))
        self._top = max(self._top, number - height + 1)

    def _gutter(self, row: int, seen: int) -> str:
        """Return what is in front of a row: the pointer, an arrow where the text goes on out of sight, or blanks."""
        pointer = self._pointer()
        if row == 0 and self._top > 0:
            return pointer.replace("›", "↑")
        if row == 0:
            return pointer
        if row == seen - 1 and self._top + seen < len(self._text.rows.starts):
            return pointer.replace("›", "↓")
        return " " * len(pointer)

    def _styled(self, number: int) -> StyleAndTextTuples:
        """Return a row's text, with what is selected in reverse."""
        rows, (begin, end) = self._text.rows, self._text.document.selection_range()
        row, start = rows.row(number), rows.starts[number]
        begin, end = (min(max(position - start, 0), len(row)) for position in (begin, end))
        return [
            ("", _shown(row[:begin])),
            ("reverse", _shown(row[begin:end])),
            ("", _shown(row[end:])),
        ]
