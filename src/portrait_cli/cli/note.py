"""Writing down whatever one likes, without questions."""

import contextlib
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from portrait_cli.app import edit_copies
from portrait_cli.app.edit_copies import OWN_WINDOW, tidy
from portrait_cli.cli import completion
from portrait_cli.cli.options import (
    JournalOption,
    PlainOption,
    PortraitOption,
    RoleOption,
    command_app,
    shared,
)
from portrait_cli.core.errors import InvalidFileError, PortraitError, UsageError

if TYPE_CHECKING:
    from portrait_cli.app.workspace import Workspace
    from portrait_cli.core.entry import Entry
    from portrait_cli.terminal.environment import Environment

_IN_NO_TAG = r"[\u2000-\u206f\u2e00-\u2e7f'\"!#$%&()*+,.:;<=>?@^`{|}~\[\]\\\s\x00-\x1f\x7f-\x9f]"
"""What Obsidian takes for a tag's end."""


app = command_app()


@app.command()
def note(
    context: typer.Context,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Your words; - for stdin; none for your editor.")
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(
            "--attribute",
            metavar="ATTRIBUTE",
            autocompletion=completion.attributes,
            help="What it is about; give it again for more.",
        ),
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="A tag; give it again for more.")
    ] = None,
    day: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The day it is about: yesterday, 2026-11-20.")
    ] = "",
    role: RoleOption = "",
    journal: JournalOption = "",
    portrait: PortraitOption = "",
    plain: PlainOption = False,
) -> None:
    """Write down whatever you like, without questions.

    For example:

    \b
        portrait note "The bus families came, all of them."
        portrait note --attribute advocacy --tag family-night
        portrait note --date yesterday < minutes.txt
    """
    given = shared(context, journal=journal, portrait=portrait, plain=plain)
    environment, workspace = given.environment, given.workspace()
    blank = _blank(workspace, attribute or [], tag or [], day, role)
    if text and text != ["-"]:
        from portrait_cli.core.text import replace_surrogates

        _write_down(workspace, blank, tidy(replace_surrogates(" ".join(text)), "the note"))
    elif text or not environment.stdin.isatty():
        from portrait_cli.core.text import decode

        said = decode(environment.read_stdin(), "stdin")
        _write_down(workspace, blank, tidy(said, "stdin").removesuffix("\n"))
    elif environment.can_ask:
        _note_in_editor(workspace, blank)
    else:
        raise UsageError("there is no terminal to write in", hint='portrait note "what happened"')


def _blank(workspace: "Workspace", attributes: list[str], tags: list[str], day: str, role: str) -> "Entry":
    """Make a note without words. Raises UsageError or NotFoundError for what cannot be meant."""
    from msgspec.structs import replace

    from portrait_cli.app.workspace import role_of, role_taken_lately
    from portrait_cli.core import lookup, new_entry
    from portrait_cli.core.titles import dated

    at = _moment(workspace.environment, day)
    found = [lookup.find(workspace.portrait.attributes, said, "attribute").id for said in attributes]
    begun = new_entry.begin(
        kind="note",
        title=dated("Note", at),
        at=at,
        attributes=tuple(dict.fromkeys(found)),
        tags=tuple(_tag(said) for said in tags),
    )
    return replace(
        begun,
        time_zone=workspace.environment.zone(),
        portrait=workspace.portrait.id,
        portrait_version=workspace.portrait.version,
        role=role_of(workspace, role) or role_taken_lately(workspace),
    )


def _moment(environment: "Environment", said: str) -> datetime:
    """Read the day that a note is about, at the time of day that it is now. Raises UsageError when it is none."""
    now = environment.now()
    if not said:
        return now
    from zoneinfo import ZoneInfo

    day = _day(said, now.date())
    then = datetime.combine(day, now.time())
    with contextlib.suppress(KeyError, ValueError, OSError):  # a zone that this system does not know
        return then.replace(tzinfo=ZoneInfo(environment.zone()))  # summer time may have come or gone since
    return then.replace(tzinfo=now.tzinfo or UTC)


def _day(said: str, today: date) -> date:
    from portrait_cli.core import dates

    first, last = dates.back(said, today) or (date.min, date.max)
    if first != last:
        raise UsageError(f'"{said}" is no day that we can read', hint="write it like 2026-11-23, yesterday or sep 1")
    if first > today:
        raise UsageError(f'"{said}" is still to come', hint="a note is about today, or a day before")
    return first


def _tag(said: str) -> str:
    """Read a tag so that Obsidian reads it too. Raises UsageError when it is none."""
    from portrait_cli.core.text import replace_surrogates

    tag = "-".join(replace_surrogates(said).removeprefix("#").split()).strip("/")
    if re.search(_IN_NO_TAG, tag) or not tag.strip("0123456789/"):
        raise UsageError(
            f'"{said}" cannot be a tag', hint="a tag has letters, digits, - and _, and is more than a number"
        )
    return tag


def _write_down(workspace: "Workspace", blank: "Entry", text: str, copy: Path | None = None) -> None:
    """Save a note and say where; when it cannot be saved, its words are kept and it is said where."""
    from msgspec.structs import replace

    from portrait_cli.core.entry import Prose

    if not text.strip():
        raise UsageError("there are no words to write down", hint='portrait note "what happened"')
    try:
        stored = workspace.journal.add(replace(blank, blocks=(Prose(text),)))
    except PortraitError as error:
        error.hint = _kept_note(workspace, text, copy)
        raise
    workspace.environment.say(f"Saved in {stored.path}")


def _kept_note(workspace: "Workspace", text: str, copy: Path | None) -> str:
    """Keep the words of a note that could not be saved, on the screen if nowhere else, and say so."""
    from portrait_cli.store import files

    if copy is None:
        copy = workspace.config.drafts / f"note-{workspace.environment.token()}.md"
        try:
            files.replace(copy, text)
        except PortraitError:
            return f"your words could not be kept either; copy them from here:\n\n{text}"
    return f"your words are kept in {copy}; once this is mended, portrait note opens them"


def _note_in_editor(workspace: "Workspace", blank: "Entry") -> None:
    from portrait_cli.core.text import decode
    from portrait_cli.store import files

    files.make_folder(workspace.journal.folder)  # better told now than when all is written
    environment = workspace.environment
    with _note_copy(workspace) as copy:
        if not files.write_new(copy, "") and (edit_copies.read(copy) or b"").strip():
            environment.say("Words of an earlier note were kept. Here they are again.")
        quick = edit_copies.edit(workspace, copy, b"", "portrait note")
        try:
            said = decode(edit_copies.read(copy) or b"", str(copy))
            text = tidy(said, str(copy)).removesuffix("\n")
        except InvalidFileError as problem:
            problem.hint = "save it as plain text in UTF-8: portrait note opens it again"
            raise
        if text.strip():
            _write_down(workspace, blank, text, copy)
            copy.unlink(missing_ok=True)
            return
        environment.say("Nothing was written.")
        if quick:
            environment.say(OWN_WINDOW.format("portrait note"))
        else:
            copy.unlink(missing_ok=True)


@contextlib.contextmanager
def _note_copy(workspace: "Workspace") -> Iterator[Path]:
    """Choose the file to write a note in: one that was left with words in it, else a new one."""
    new = workspace.config.drafts / f"note-{workspace.environment.token()}.md"
    for copy in [*sorted(workspace.config.drafts.glob("note-*.md")), new]:
        with edit_copies.held(workspace, copy) as free:
            if free:
                yield copy
                return
