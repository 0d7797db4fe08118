"""The keys of the questions: what each one does, and the line that names them."""

import signal
import sys
from collections.abc import Callable

from msgspec import Struct
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from portrait_cli.core.session import Back, Skip
from portrait_cli.core.text import replace_surrogates

# --- the lines that name them ---

# Some terminals keep keys for themselves: tmux Ctrl-B, GNU screen Ctrl-A, Windows Terminal Alt-Enter. A key that is
# named here reaches us in all of them; Ctrl-B and Alt-Enter work as before where they do.

IN_WORDS = "Enter saves · empty skips · Shift-Tab back · Ctrl-O editor · Ctrl-C stops"
IN_REVIEW = "Enter saves · a number changes that answer · Shift-Tab back · Ctrl-C stops"
IN_EMPTY_REVIEW = "Enter leaves without saving · a number answers that question · Ctrl-C stops"
IN_TICK_LIST = "Space ticks · a suggested or none · A all · Enter writes · Esc writes nothing"


def in_yes_or_no(empty_means: str) -> str:
    """Name the keys of a question of yes or no."""
    return f"y or n, then Enter · empty means {empty_means} · Ctrl-C stops"


def in_line(default: str) -> str:
    """Name the keys of a line for a few words."""
    if default:
        return f"Enter continues · empty means {default} · Ctrl-C stops"
    return "Enter continues · Ctrl-C stops"


def in_list(number: int, *, numbered: bool, in_session: bool, narrow: bool) -> str:
    """Name the keys of a list of this many choices; no line ends within a name."""
    hints = ["Number, name, or ↑ ↓, then Enter" if numbered and not narrow else "Name or ↑ ↓, then Enter"]
    if number == 1 and not in_session:
        hints = ["Enter"]
    if in_session:
        hints += ["Tab skips", "Shift-Tab back"]
    hints.append("Ctrl-C stops")
    return " · ".join(hint.replace(" ", "\N{NO-BREAK SPACE}") for hint in hints)


# --- what they do ---


class OpenEditor(Struct, frozen=True):
    """The person wants to continue with this text in their editor."""

    text: str


def leaving_keys() -> KeyBindings:
    """Make the keys that leave any question: Ctrl-C, Ctrl-D, Ctrl-Backslash stop, Ctrl-Z waits for `fg`."""
    keys = KeyBindings()
    keys.add(Keys.ControlC, eager=True)(_leave_with(KeyboardInterrupt))
    keys.add(Keys.SIGINT, eager=True)(_leave_with(KeyboardInterrupt))
    keys.add(Keys.ControlD, eager=True)(_leave_with(EOFError))
    keys.add(Keys.ControlZ, eager=True)(_pause)
    keys.add(Keys.ControlBackslash, eager=True)(_quit)
    return keys


def _quit(_event: KeyPressEvent) -> None:
    """Do what Ctrl-Backslash does where a terminal makes a signal of it, which it does not while we read keys."""
    if sys.platform != "win32":
        signal.raise_signal(signal.SIGQUIT)


def _leave_with(error: type[BaseException]) -> Callable[[KeyPressEvent], None]:
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=error)

    return leave


def _pause(event: KeyPressEvent) -> None:
    """Give the terminal back to the shell, where the system can."""
    event.app.suspend_to_background()


def writing_keys() -> KeyBindings:
    """Make the keys of the line that a person writes in: Shift-Tab back, Ctrl-O editor, Ctrl-N begins a new line."""
    keys = leaving_keys()
    keys.add(Keys.BackTab, eager=True)(_go_back_with_words)
    keys.add(Keys.ControlB, eager=True)(_go_back_with_words)
    keys.add(Keys.ControlO, eager=True)(_open_editor)
    keys.add(Keys.ControlN, eager=True)(_begin_line)
    keys.add(Keys.Escape, Keys.Enter, eager=True)(_begin_line)
    return keys


def list_keys(*, in_session: bool) -> KeyBindings:
    """Make the keys of a list: in a session Tab skips and Shift-Tab goes back; pasting and the editor do nothing."""
    keys = leaving_keys()
    if in_session:
        keys.add(Keys.Tab, eager=True)(_skip)
        keys.add(Keys.BackTab, eager=True)(_go_back)
        keys.add(Keys.ControlB, eager=True)(_go_back)
    keys.add(Keys.BracketedPaste, eager=True)(_ignore)
    keys.add(Keys.ControlO, eager=True)(_ignore)
    return keys


def _go_back_with_words(event: KeyPressEvent) -> None:
    event.app.exit(result=Back(replace_surrogates(event.current_buffer.text)))


def _skip(event: KeyPressEvent) -> None:
    event.app.exit(result=Skip())


def _go_back(event: KeyPressEvent) -> None:
    event.app.exit(result=Back())


def _ignore(_event: KeyPressEvent) -> None:
    pass


def _open_editor(event: KeyPressEvent) -> None:
    event.app.exit(result=OpenEditor(replace_surrogates(event.current_buffer.text)))


def _begin_line(event: KeyPressEvent) -> None:
    event.current_buffer.newline(copy_margin=False)
