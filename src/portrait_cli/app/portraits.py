"""Portraits: which can be chosen, which is in use, and how to make your own."""

import contextlib
import json
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.existing_file import existing_file
from portrait_cli.app.what_changes import compare_with_journal
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.portrait_change import PortraitChange, together
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.formats.schema import portrait_schema
from portrait_cli.render.phrases import count
from portrait_cli.render.portrait import shelf
from portrait_cli.render.portrait_change import sentences
from portrait_cli.store import portraits
from portrait_cli.store.portrait_copies import copy_of
from portrait_cli.store.settings import Config
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment

# --- which there are, and which is in use ---


class PortraitData(Struct, frozen=True):
    """A portrait that can be chosen."""

    id: str
    """The id by which it is chosen; the file's name if the file cannot be read."""
    title: str
    """Its title; its id if its file cannot be read."""
    version: str
    """Its version; empty if its file cannot be read."""
    file: str
    """The full path of its file."""
    in_use: bool
    """Whether it is the one in use."""
    problem: str
    """Why it cannot be used; empty if it can."""


class PortraitsDocument(Document, frozen=True):
    """The portraits to choose from."""

    command: ClassVar[str] = "portrait portraits"
    portraits: tuple[PortraitData, ...]
    """The portraits, the one that comes with the program first."""


class CheckDocument(Document, frozen=True):
    """A portrait file that can be used. For one with mistakes there is no document; stderr names every mistake."""

    command: ClassVar[str] = "portrait portraits check"
    file: str
    """The path of the file."""
    portrait: str
    """The id of the portrait."""
    warnings: tuple[str, ...]
    """What may not be meant, each with its line."""
    growth: PortraitChange
    """What using it in place of the one in use would do to the journal's lines of growth."""


def list_portraits(environment: Environment, config: Config, *, as_json: bool) -> None:
    """List the portraits that can be chosen, with a star next to the one in use; or print them as JSON."""
    found = list(portraits.known_portraits(config))
    used: Path | None = None
    with contextlib.suppress(NotFoundError):  # still list the others if the chosen one is missing
        used = portraits.file_in_use(config)
    if as_json:
        rows = tuple(_as_data(portrait, used) for portrait in found)
        print_json(environment.write, PortraitsDocument(rows))
        return
    display = Display(environment, config.plain)
    display.show(shelf(found, used, display.look))


def _as_data(known: portraits.KnownPortrait, used: Path | None) -> PortraitData:
    version = known.portrait.version if known.portrait else ""
    return PortraitData(
        id=known.id,
        title=known.name,
        version=version,
        file=str(known.file),
        in_use=known.file == used,
        problem=known.problem,
    )


def check(environment: Environment, config: Config, name: str, closing: ExitStack, *, as_json: bool) -> None:
    """Check a portrait file, the one in use if none is named, and say what using it would do to lines of growth.

    It is compared with the one in use, and with the earlier copy that `use` would replace.
    Raises InvalidFileError with every problem in it.
    """
    path = existing_file(name) if name else portraits.file_in_use(config)
    portrait, warnings = portraits.check(path, name or path.name)
    compared = compare_with_journal(environment, config, copy_of(portrait, config), portrait, closing)
    if as_json:
        growth = together([one.change for one in compared])
        print_json(environment.write, CheckDocument(str(path), portrait.id, warnings, growth))
        return
    for warning in warnings:
        environment.write(f"{warning}\n")
    environment.write(f"{_in_words(portrait)}\n")
    for one in compared:
        changes = list(sentences(one.change, one.before, one.after))
        if changes:
            environment.write(f"Used in place of {one.before.title}, version {one.before.version}:\n")
        for sentence in changes:
            environment.write(f"{sentence}\n")


def _in_words(portrait: Portrait) -> str:
    """Count what is in a portrait, and name what it borrows from the one that ships."""
    numbers = {
        "attribute": len(portrait.attributes),
        "indicator": len(list(portrait.indicators())),
        "prompt": len(portrait.prompts) + sum(len(attribute.prompts) for attribute in portrait.attributes),
        "guide": len(portrait.guides),
    }
    contents = ", ".join(count(number, noun) for noun, number in numbers.items() if number)
    borrowed = [f"{noun}s" for noun in ("prompt", "guide") if not numbers[noun]]
    said = f"{portrait.title}, version {portrait.version}: {contents}. It can be used."
    if borrowed:
        said += f" It uses the {' and '.join(borrowed)} from the Portrait of a Leader."
    return said


def schema() -> str:
    """Write the format of portrait files as a JSON Schema."""
    return json.dumps(portrait_schema(), ensure_ascii=False, indent=2) + "\n"
