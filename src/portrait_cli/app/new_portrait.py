"""A new portrait file: from a rubric that somebody has, from names, or from the answers to three questions."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.existing_file import existing_file
from portrait_cli.app.like_last_year import like_last_year, read_last_year
from portrait_cli.app.portraits import schema
from portrait_cli.core.errors import StorageError, UsageError
from portrait_cli.core.portrait import Portrait
from portrait_cli.formats import case_package, rubric_table, starter
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.rubric_columns import Kind
from portrait_cli.formats.rubric_reading import KINDS_IN_WORDS, Order, Reading, Wishes, column_wish
from portrait_cli.render.rubric_reading import reading as reading_page
from portrait_cli.render.screen import Look
from portrait_cli.store import files, table_file
from portrait_cli.store.settings import Config
from portrait_cli.terminal import command_line
from portrait_cli.terminal.asker import Asker, asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import before_changes

SCHEMA_FILE = "portrait.schema.json"
_STDIN = "-"


class NewPortrait(Struct, frozen=True):
    """What a new portrait file is to begin with."""

    file: str
    table: str = ""
    """A rubric table to begin from, or `-` for stdin."""
    title: str = ""
    attributes: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    """How the table is to be read."""
    like: str = ""
    """Last year's portrait, whose parts keep their ids."""
    yes: bool = False
    """Whether to write without asking."""
    dry_run: bool = False


def order_of(*, lowest_first: bool, highest_first: bool) -> Order:
    """Return which level of a table comes first, as the options say. Raises UsageError if both do."""
    if lowest_first and highest_first:
        raise UsageError("choose --lowest-first or --highest-first, not both", hint="leave one of them out")
    if lowest_first:
        return "lowest first"
    return "highest first" if highest_first else ""


def wishes(*, levels: str, order: Order, columns: Iterable[str], sheets: Iterable[str], language: str) -> Wishes:
    """Put together what a person says about a table. Raises UsageError for a column whose meaning is not known."""
    return Wishes(
        tuple(names_in(levels)),
        order=order,
        columns=dict(map(column_wish, columns)),
        sheets=tuple(sheets),
        language=language.strip().casefold(),
    )


def new(environment: Environment, read_settings: Callable[[], Config], wanted: NewPortrait) -> None:
    """Write a portrait file to begin from, and the schema beside it.

    The settings are read only to ask questions and to draw the reading of a table. Raises UsageError for options that
    do not go together, StorageError if the file exists.
    """
    path = _new_file(wanted)
    read_settings = cache(read_settings)  # what is wrong in them is said once
    old = read_last_year(read_settings(), wanted.like) if wanted.like else None
    rubric = _rubric(environment, read_settings, wanted, path.stem, old)
    if rubric is None:
        environment.report("Nothing was written.")
        return
    renewed = like_last_year(rubric, old)
    if not files.write_new(path, starter.write(renewed.rubric, schema=SCHEMA_FILE, kept=renewed.kept)):
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
    if files.exists(path) and not wanted.dry_run:
        raise _exists_already(wanted.file)
    if wanted.table and wanted.attributes:
        raise UsageError("--from takes the attributes from the table", hint="leave --attribute out")
    if wanted.like and not (wanted.table or wanted.attributes):
        raise UsageError("--like compares a new table with a portrait", hint="add --from TABLE")
    if not wanted.table and wanted.wishes != Wishes():
        hint = "name the table with --from, or leave the options for tables out"
        raise UsageError("there is no table to read", hint=hint)
    return path


def _exists_already(file: str) -> StorageError:
    return StorageError(f"{file} already exists", hint="choose another name; nothing was overwritten")


def _rubric(
    environment: Environment,
    read_settings: Callable[[], Config],
    wanted: NewPortrait,
    stem: str,
    old: Portrait | None,
) -> Rubric | None:
    """Begin with a table, with names from the options, or with the answers to three questions.

    What it has of the `old` portrait is shown. Return None if the person wants nothing to be written.
    """
    usual_title = old.title if old else ""
    if wanted.table:
        found = _from_table(environment, read_settings(), wanted, old)
        usual_title = usual_title or (found.title if found else "") or _stem(wanted.table) or stem
        return found and replace(found, title=wanted.title or usual_title)
    has_names = wanted.title or wanted.attributes or wanted.levels
    if not has_names and environment.can_ask and not wanted.dry_run:
        return _asked(environment, read_settings(), stem)
    named = starter.rubric(wanted.title or usual_title or stem, wanted.attributes, wanted.levels)
    if old:
        environment.report("\n".join(like_last_year(named, old).said))
    return None if wanted.dry_run else named


# --- from a table ---


class _Table(Struct, frozen=True):
    """A table that was read from the disk once, and can be understood in different ways."""

    name: str
    data: bytes

    def read(self, wishes: Wishes) -> Reading:
        """Understand the table. Raises InvalidFileError with every problem in it."""
        if case_package.recognizes(self.data):
            return rubric_table.fitting(*case_package.read(self.data, self.name), self.name)
        sheets = table_file.sheets_in(self.data, self.name)
        return rubric_table.read(sheets, self.name, table_file.words(), wishes)


def _from_table(environment: Environment, config: Config, wanted: NewPortrait, old: Portrait | None) -> Rubric | None:
    table = _open(environment, wanted.table)
    wishes = replace(wanted.wishes, levels=wanted.wishes.levels or wanted.levels)
    found = table.read(wishes)
    asks = environment.can_ask and not wanted.yes and not wanted.dry_run and wanted.table != _STDIN
    if asks:
        with before_changes(environment):
            agreed = _agreed(asker_for(environment, config), table, found, wishes, old)
        if agreed is None:
            return None
        found = agreed
    else:
        _show(environment, config, found, table.name, old)
    return None if wanted.dry_run else found.rubric


def _stem(table: str) -> str:
    return "" if table == _STDIN else Path(table).stem


def _open(environment: Environment, name: str) -> _Table:
    if name == _STDIN:
        data = environment.read_stdin()
        table_file.check_size(data, "stdin")
        return _Table("stdin", data)
    return _Table(name, table_file.contents(existing_file(name), name))


def _show(environment: Environment, config: Config, found: Reading, name: str, old: Portrait | None) -> None:
    """Show on stderr how a table was read, and what it has of last year's portrait."""
    if environment.quiet:
        return
    display = Display(environment, config.plain)
    width = display.console(environment.stderr).width
    said = like_last_year(found.rubric, old).said
    page = reading_page(found, Path(name).name, Look(width, config.plain), said)
    environment.say(display.text(page, environment.stderr))


def _agreed(ask: Asker, table: _Table, found: Reading, wishes: Wishes, old: Portrait | None) -> Reading | None:
    """Show how a table is read until the person agrees, with what the person changes; None if it is not wanted."""
    while True:
        said = like_last_year(found.rubric, old).said
        ask.show(reading_page(found, Path(table.name).name, ask.look, said))
        choices = [("write", "Yes, write it"), ("column", "A column means something else")]
        if found.rubric.levels:
            choices.append(("turn", "The levels are the other way around"))
        choices.append(("stop", "No, write nothing"))
        match ask.offer("Is that right?", choices):
            case "write":
                return found
            case "column":
                wishes = _with_column(ask, found, wishes)
            case "turn":
                wishes = _turned(found, wishes)
            case _:
                return None
        found = table.read(wishes)


def _with_column(ask: Asker, found: Reading, wishes: Wishes) -> Wishes:
    """Ask for a column and for what it means."""
    columns = [(column.header, f"{column.place}  {column.header}: {column.meaning}") for column in found.columns]
    header = ask.offer("Which column?", columns)
    kinds: list[tuple[str, str]] = [(kind, words) for kind, words in KINDS_IN_WORDS.items()]
    kind = ask.offer(f"What is in {header}?", kinds)
    wanted: dict[str, Kind] = {known: known for known in KINDS_IN_WORDS}
    return replace(wishes, columns={**wishes.columns, header.casefold(): wanted[kind]})


def _turned(found: Reading, wishes: Wishes) -> Wishes:
    """Turn the levels round, in the order in which they are now."""
    return replace(wishes, levels=tuple(level.name for level in reversed(found.rubric.levels)))


# --- from answers ---


def _asked(environment: Environment, config: Config, stem: str) -> Rubric:
    """Ask three questions; Enter alone is an answer to each."""
    with before_changes(environment):
        ask = asker_for(environment, config)
        title = ask.line("What is your portrait called?", default=stem)
        attributes = ask.line("Its attributes, separated by commas (Enter for three examples)", default="")
        levels = ask.line(
            "Its levels, lowest first, separated by commas (Enter for Starting, Growing, Steady, Multiplying)",
            default="",
        )
    return starter.rubric(title, names_in(attributes), names_in(levels))


def names_in(typed: str) -> Sequence[str]:
    """Split names at commas, Arabic and Japanese ones too."""
    for comma in "،、，":
        typed = typed.replace(comma, ",")
    names = (name.strip() for name in typed.split(","))
    return [name for name in names if name]
