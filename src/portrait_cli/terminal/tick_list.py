"""The list in which a person ticks what leaves: every line on a row, and the words of the highlighted one below."""

from collections.abc import Callable, Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl

from portrait_cli.core.ticks import Ticks
from portrait_cli.render.choice_lines import ListSize
from portrait_cli.render.leaving import Leaving, ListState, TickWords, list_lines, went_along
from portrait_cli.render.phrases import facts, wrapped
from portrait_cli.render.screen import WIDEST
from portrait_cli.terminal import keys
from portrait_cli.terminal.below_question import Above, BelowQuestion
from portrait_cli.terminal.question_screen import QuestionScreen
from portrait_cli.terminal.questions import ask, forget_keys_left_over

_LEAST_ROWS, _LEAST_COLUMNS = 8, 20
"""How large the list is drawn at least, however small the terminal."""
_PAGE = 10
_READ = 3
"""Lines that one key goes on in words that are too long for the screen."""
_NOTHING = "Nothing is chosen yet"
_HINT = "class:instruction"


def tick(screen: QuestionScreen, above: Above, shown: Sequence[Leaving], start: Ticks, wording: TickWords) -> Ticks:
    """Let the person tick lines, and return what is ticked. Raises StoppedError when they stop."""
    forget_keys_left_over()
    try:
        return ask(screen, _TickList(screen, above, shown, start, wording))
    finally:
        forget_keys_left_over()


class _TickList(BelowQuestion[Ticks]):
    """The list on the screen: what is ticked and highlighted now."""

    def __init__(
        self, screen: QuestionScreen, above: Above, shown: Sequence[Leaving], start: Ticks, wording: TickWords
    ) -> None:
        self._shown = shown
        self._wording = wording
        self._ticks = start
        self._passed = 0
        """Lines that were passed in reading the highlighted words."""
        self._said = ""
        self._asks_for_all = False
        """Whether the person was asked if everything is to leave."""
        super().__init__(screen, above, FormattedTextControl(self._drawn), self._keys())

    def _drawn(self) -> StyleAndTextTuples:
        if self.is_done:
            return []
        columns = min(max(self.output.get_size().columns - 1, _LEAST_COLUMNS), WIDEST)
        said = facts(self._said, self._wording.how_many(len(self._ticks.ticked), len(self._shown)))
        below = [("", line) for line in wrapped(said, columns)]
        below += [(_HINT, line) for line in wrapped(keys.IN_TICK_LIST, columns)]
        size = ListSize(columns, max(self.rows_left - len(below) - 1, _LEAST_ROWS))
        state = ListState(self._ticks.ticked, self._ticks.at, self._passed, len(self._ticks.suggested), self._wording)
        text: StyleAndTextTuples = []
        for line in [*list_lines(self._shown, state, size), (("", ""),), *((part,) for part in below)]:
            text += [*line, ("", "\n")]
        return text[:-1]

    def _keys(self) -> KeyBindings:
        bindings = keys.list_keys(in_session=False)
        last = len(self._shown)
        for key, by in (
            (Keys.Up, -1),
            (Keys.Down, 1),
            (Keys.PageUp, -_PAGE),
            (Keys.PageDown, _PAGE),
            (Keys.Home, -last),
            (Keys.End, last),
        ):
            bindings.add(key, eager=True)(self._go(by))
        bindings.add(Keys.Right, eager=True)(self._read_on)
        bindings.add(Keys.Left, eager=True)(self._read_again)
        bindings.add(" ")(self._toggle)
        bindings.add("a")(self._suggested_or_none)
        bindings.add("A")(self._ask_for_all)
        bindings.add("y")(self._yes)
        bindings.add(Keys.Escape)(_stop)
        bindings.add(Keys.Enter, eager=True)(self._enter)
        return bindings

    def _go(self, by: int) -> Callable[[KeyPressEvent], None]:
        def go(_event: KeyPressEvent) -> None:
            self._ticks = self._ticks.moved(by)
            self._passed = 0
            self._say("")

        return go

    def _read_on(self, _event: KeyPressEvent) -> None:
        self._passed += _READ

    def _read_again(self, _event: KeyPressEvent) -> None:
        self._passed = 0

    def _toggle(self, _event: KeyPressEvent) -> None:
        before, self._ticks = self._ticks, self._ticks.toggled(self._ticks.at)
        along = len(before.ticked ^ self._ticks.ticked) - 1
        self._say(went_along(along, is_ticked=self._ticks.at in self._ticks.ticked) if along else "")

    def _suggested_or_none(self, _event: KeyPressEvent) -> None:
        self._ticks = self._ticks.suggested_or_none()
        self._say("")

    def _ask_for_all(self, _event: KeyPressEvent) -> None:
        self._say(self._wording.all_of_them(len(self._shown)) + " y means yes, any other key no")
        self._asks_for_all = True

    def _yes(self, _event: KeyPressEvent) -> None:
        if self._asks_for_all:
            self._ticks = self._ticks.everything()
            self._say("")

    def _enter(self, event: KeyPressEvent) -> None:
        if self._asks_for_all:
            self._say("")
        elif not self._ticks.ticked:
            self._say(_NOTHING)
        elif refused := self._wording.refused(len(self._ticks.ticked)):
            self._say(refused)
        else:
            event.app.exit(result=self._ticks)

    def _say(self, said: str) -> None:
        """Show a sentence below the list; a question that was there is answered with no."""
        self._said = said
        self._asks_for_all = False


def _stop(event: KeyPressEvent) -> None:
    event.app.exit(exception=KeyboardInterrupt)
