"""Write the page for `man` from the help of the commands.

    python docs/man_page.py

It writes docs/portrait.1, which is installed with the program.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from portrait_cli import __version__
from portrait_cli.cli.app import COMMANDS, app, load

PAGE = Path(__file__).with_name("portrait.1")
EXIT_STATUS = {
    "0": "All went well.",
    "1": "Something failed that has no code of its own.",
    "2": "The options or words of the command conflict.",
    "3": "Nothing has that name, or several have it, or nothing was found.",
    "4": "A portrait, answers, entry or settings file has mistakes in it.",
    "5": "Another window is writing right now.",
    "6": "The disk or its permissions refused.",
    "70": "A bug; there is a report that holds none of your words.",
    "128+N": "Stopped by signal N: 130 after Ctrl-C.",
}
VARIABLES = {
    "PORTRAIT_JOURNAL": "The folder of entries.",
    "PORTRAIT_PORTRAIT": "The portrait to reflect on.",
    "PORTRAIT_ROLE": "Your role.",
    "PORTRAIT_PLAIN": "Everything line by line.",
    "PORTRAIT_EDITOR, VISUAL, EDITOR": "Your editor.",
    "PAGER": "Your pager.",
    "NO_COLOR": "No colors.",
}


def write() -> str:
    """Return the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    root: Any = get_command(app)
    yield f'.TH PORTRAIT 1 "" "portrait {__version__}" "User commands"'
    yield from (".SH NAME", r"portrait \- structured reflection for education leaders")
    yield from (".SH SYNOPSIS", r".B portrait", r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGS\fR]...")
    yield from (".SH DESCRIPTION", _text(root.help), ".PP", _text(root.epilog))
    yield ".SH OPTIONS"
    yield from _options(root, _context(root, "portrait"))
    yield ".SH COMMANDS"
    for name in COMMANDS:
        yield from _command(load(name), f"portrait {name}")
    yield from _table("EXIT STATUS", EXIT_STATUS)
    yield from _table("ENVIRONMENT", VARIABLES)
    yield from (".SH FILES", r".B portrait paths", "shows where the journal, drafts, settings and portraits are.")


def _command(command: Any, name: str) -> Iterator[str]:  # noqa: ANN401  # a class that Typer keeps to itself
    """Describe a command, and then the commands in it."""
    context = _context(command, name)
    yield f".SS {_text(' '.join([name, *command.collect_usage_pieces(context)]))}"
    words, _, examples = command.help.partition("For example:")
    for paragraph in words.strip().split("\n\n"):
        yield from (".PP", _text(" ".join(paragraph.split())))
    yield from _options(command, context)
    yield from (".PP", "For example:", ".PP", ".nf", ".RS")
    yield from (_text(line.strip()) for line in examples.splitlines() if line.strip(" \b"))
    yield from (".RE", ".fi")
    for inner in getattr(command, "commands", {}).values():
        yield from _command(inner, f"{name} {inner.name}")


def _context(command: Any, name: str) -> typer.Context:  # noqa: ANN401  # a class that Typer keeps to itself
    return typer.Context(command, info_name=name, help_option_names=["-h", "--help"])


def _options(command: Any, context: typer.Context) -> Iterator[str]:  # noqa: ANN401  # likewise
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            names, meaning = record
            yield from (".TP", rf"\fB{_text(names)}\fR", _text(meaning))


def _table(title: str, rows: dict[str, str]) -> Iterator[str]:
    yield f".SH {title}"
    for name, meaning in rows.items():
        yield from (".TP", rf"\fB{_text(name)}\fR", _text(meaning))


def _text(text: str) -> str:
    """Write a text so that it means nothing else to `man`."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    return re.sub(r"^\.", r"\\&.", escaped)


if __name__ == "__main__":
    PAGE.write_text(write(), encoding="utf-8")
