"""Portraits: which can be chosen, which is in use, and how to make your own."""

import contextlib
import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.existing_file import existing_file
from portrait_cli.app.like_last_year import like_last_year
from portrait_cli.app.what_changes import compare_with_journal
from portrait_cli.core.errors import NotFoundError, StorageError, UsageError
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.portrait_change import PortraitChange
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.formats import case_package, rubric_table, starter
from portrait_cli.formats.last_year import NOTHING
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.schema import portrait_schema
from portrait_cli.render.phrases import count
from portrait_cli.render.portrait import shelf
from portrait_cli.render.portrait_change import sentences
from portrait_cli.store import files, portraits
from portrait_cli.store.settings import Config
from portrait_cli.terminal import command_line
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import before_changes

SCHEMA_FILE = "portrait.schema.json"


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

    Raises InvalidFileError with every problem in it.
    """
    path = existing_file(name) if name else portraits.file_in_use(config)
    portrait, warnings = portraits.check(path, name or path.name)
    compared = compare_with_journal(environment, config, None, portrait, closing)
    if as_json:
        print_json(environment.write, CheckDocument(str(path), portrait.id, warnings, compared.change))
        return
    for warning in warnings:
        environment.write(f"{warning}\n")
    environment.write(f"{_in_words(portrait)}\n")
    changes = list(sentences(compared.change, compared.before, compared.after))
    if changes:
        environment.write(f"Used in place of {compared.before.title}, version {compared.before.version}:\n")
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
        said += f" It uses the {' and '.join(borrowed)} of the Portrait of a Leader."
    return said


# --- a new one ---


class NewPortrait(Struct, frozen=True):
    """What a new portrait file is to begin with."""

    file: str
    table: str = ""
    """A rubric table to begin from."""
    title: str = ""
    attributes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    like: str = ""
    """Last year's portrait, whose parts keep their ids."""


def schema() -> str:
    """Write the format of portrait files as a JSON Schema."""
    return json.dumps(portrait_schema(), ensure_ascii=False, indent=2) + "\n"


def new(environment: Environment, read_settings: Callable[[], Config], wanted: NewPortrait) -> None:
    """Write a portrait file to begin from, and the schema beside it.

    The settings are read only to ask questions. Raises UsageError for options that do not go together,
    StorageError if the file exists.
    """
    path = _new_file(wanted)
    rubric = _rubric(environment, read_settings, wanted, path.stem)
    kept = NOTHING
    if wanted.like:
        config, has_title = read_settings(), bool(wanted.title)
        rubric, kept = like_last_year(environment, config, rubric, wanted.like, has_title=has_title)
    if not files.write_new(path, starter.write(rubric, schema=SCHEMA_FILE, kept=kept)):
        raise _exists_already(wanted.file)
    with_schema = ""
    if files.write_new(path.parent / SCHEMA_FILE, schema()):
        with_schema = f", and {SCHEMA_FILE} beside it for editors that know YAML"
    quoted = command_line.quote(wanted.file)
    environment.report(
        f"Wrote {wanted.file}{with_schema}.\n"
        f"Open it in any editor, then: portrait portraits check {quoted}\n"
        f"Try it: portrait reflect --portrait {quoted}"
    )


def _new_file(wanted: NewPortrait) -> Path:
    path = files.path_of(wanted.file)
    if path.suffix.lower() not in {".yaml", ".yml"}:
        command = command_line.join(["portrait", "portraits", "new", f"{path.stem or 'ours'}.yaml"])
        raise UsageError(f"{wanted.file} should end in .yaml", hint=command)
    if files.exists(path):
        raise _exists_already(wanted.file)
    if wanted.table and (wanted.attributes or wanted.levels):
        hint = "leave --attribute and --level out"
        raise UsageError("--from takes attributes and levels from the table", hint=hint)
    if wanted.like and not (wanted.table or wanted.attributes):
        raise UsageError("--like compares a new table with a portrait", hint="add --from TABLE")
    return path


def _exists_already(file: str) -> StorageError:
    return StorageError(f"{file} already exists", hint="choose another name; nothing was overwritten")


def _rubric(environment: Environment, read_settings: Callable[[], Config], wanted: NewPortrait, stem: str) -> Rubric:
    """Begin with a table, with names from the options, or with the answers to three questions."""
    if wanted.table:
        return _from_table(environment, wanted.table, wanted.title)
    has_names = wanted.title or wanted.attributes or wanted.levels
    if has_names or not environment.can_ask:
        return starter.rubric(wanted.title or stem, wanted.attributes, wanted.levels)
    return _asked(environment, read_settings(), stem)


def _from_table(environment: Environment, name: str, title: str) -> Rubric:
    path = existing_file(name)
    with files.storage_errors(path), path.open("rb") as opened:
        data = opened.read(case_package.MAX_BYTES + 1)  # enough to see that a file is too large
    rubric, warnings = rubric_table.read(data, name)
    for warning in warnings:
        environment.say(f"portrait: {warning}")
    if rubric.levels:
        names = ", ".join(level.name for level in rubric.levels)
        environment.report(f"Levels, lowest first: {names}. If that is wrong, change their order in the file.")
    return replace(rubric, title=title or rubric.title or Path(name).stem)


def _asked(environment: Environment, config: Config, stem: str) -> Rubric:
    """Ask three questions; Enter alone is an answer to each."""
    with before_changes(environment):
        ask = asker_for(environment, config)
        title = ask.line("What is your portrait called?", default=stem)
        attributes = ask.line("Its attributes, with commas between them (Enter for three examples)", default="")
        levels = ask.line(
            "Its levels, lowest first, with commas (Enter for Starting, Growing, Steady, Multiplying)", default=""
        )
    return starter.rubric(title, _names(attributes), _names(levels))


def _names(typed: str) -> Sequence[str]:
    """Split names at commas, Arabic ones too."""
    names = (name.strip() for name in typed.replace("،", ",").split(","))
    return [name for name in names if name]
