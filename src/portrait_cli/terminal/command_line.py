"""Command lines as the person's own system reads and writes them."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

ON_WINDOWS = sys.platform == "win32"

_NEEDS_NO_QUOTES = re.compile(r"[\w+=:./\\-]+")
"""Words that mean themselves in cmd and in PowerShell."""


def split(command: str, *, windows: bool = ON_WINDOWS, find: Callable[[str], str | None] = shutil.which) -> list[str]:
    """Split the command of an editor or a pager into words; `find` finds a program's file, as Windows needs it.

    Raises ValueError for a quotation mark that is not closed.
    """
    if not windows:
        return shlex.split(command)
    return _with_program(_words_on_windows(command), find)


def join(words: Sequence[str], *, windows: bool = ON_WINDOWS) -> str:
    """Write a command that a person can paste into their shell: sh, or both cmd and PowerShell."""
    if not windows:
        return shlex.join(words)
    return " ".join(map(_quoted_on_windows, words))


def about_journal(journal: str, *words: str) -> str:
    """Write a command of portrait about a journal that was named; about the one in use if `journal` is empty."""
    about = ["--journal", journal] if journal else []
    return join(["portrait", *words, *about])


def quote(word: str, *, windows: bool = ON_WINDOWS) -> str:
    """Write one word of such a command."""
    return join([word], windows=windows)


def _words_on_windows(command: str) -> list[str]:
    """Split at spaces outside of quotation marks; a backslash is a part of a path, not a sign before another one."""
    reader = shlex.shlex(command, posix=True)
    reader.whitespace_split = True
    reader.commenters = ""
    reader.escape = ""
    if not command.lstrip().startswith("'"):  # as people write it for Git; elsewhere it may be a part of a name
        reader.quotes = '"'
    return list(reader)


def _with_program(words: list[str], find: Callable[[str], str | None]) -> list[str]:
    """Replace the first words by the program's file, whose path may have spaces and no quotation marks around it.

    Without its full name Windows does not start a program such as `code`, which is a file `code.cmd`.
    """
    for end in range(1, len(words) + 1):
        found = find(" ".join(words[:end]))
        if found:
            return [found, *words[end:]]
    return words


def _quoted_on_windows(word: str) -> str:
    if _NEEDS_NO_QUOTES.fullmatch(word):
        return word
    # Python quotes only for spaces, but cmd and PowerShell give a meaning to many other signs.
    quoted = subprocess.list2cmdline([f" {word}"])
    return quoted.replace('" ', '"', 1)
