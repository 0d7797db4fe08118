"""Choosing a portrait, after saying what that does to the lines of growth that there are."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from portrait_cli.app.existing_file import existing_file
from portrait_cli.app.what_changes import Compared, compare_with_journal
from portrait_cli.core import lookup
from portrait_cli.core.errors import InvalidFileError, UsageError
from portrait_cli.core.path_name import is_file_name
from portrait_cli.core.portrait import Portrait
from portrait_cli.render.portrait_change import sentences
from portrait_cli.store import portrait_copies, portraits
from portrait_cli.store.actions import actions_in
from portrait_cli.store.portrait_copies import NewCopy
from portrait_cli.store.portraits import KnownPortrait
from portrait_cli.store.settings import Config
from portrait_cli.terminal import command_line
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import before_changes


def use(environment: Environment, config: Config, name: str, closing: ExitStack, *, without_asking: str) -> None:
    """Reflect on this portrait from now on; a file is copied beside the settings.

    If lines of growth would end, it asks first; `without_asking` is the command that does not, or empty.
    Raises NotFoundError if there is no such portrait, InvalidFileError if its file is not a portrait, UsageError if
    there is no terminal to ask in.
    """
    copy = portrait_copies.new_copy(existing_file(name), config) if is_file_name(name) else None
    portrait = copy.portrait if copy else _named(config, name)
    before = copy.before if copy else None
    compared = compare_with_journal(environment, config, before, portrait, closing)
    for one in compared:
        _tell(environment, one)
    breaks_lines = any(one.change.breaks_lines for one in compared)
    if breaks_lines and without_asking and not _confirmed(environment, config, without_asking):
        environment.say("Nothing was changed.")
        return
    kept = _copied(environment, copy, name) if copy else None
    actions_in(config).choose_portrait(portrait.id, portrait.title, environment.now(), kept=str(kept or ""))
    environment.report(f"In use now: {portrait.title}. Read it with: portrait show")
    variable = environment.variables.get("PORTRAIT_PORTRAIT")
    if variable:
        environment.say(f"In this window PORTRAIT_PORTRAIT still says {variable}.")


def _named(config: Config, name: str) -> Portrait:
    by_id: dict[str, KnownPortrait] = {}
    for known in portraits.known_portraits(config):
        by_id.setdefault(known.id, known)  # after an undo, an earlier copy is in use that has the id of the newest
    found = lookup.find(list(by_id.values()), name, "portrait")
    if found.portrait is None:
        command = command_line.join(["portrait", "portraits", "check", str(found.file)])
        raise InvalidFileError(found.problem, hint=command)
    return found.portrait


def _tell(environment: Environment, compared: Compared) -> None:
    """Report what happens to lines of growth, even with --quiet if one would end."""
    said = "\n".join(sentences(compared.change, compared.before, compared.after))
    if said and compared.change.breaks_lines:
        environment.say(said)
    elif said:
        environment.report(said)


def _confirmed(environment: Environment, config: Config, without_asking: str) -> bool:
    if not environment.can_ask:
        raise UsageError("there is no terminal to ask in, and lines of growth would end", hint=without_asking)
    with before_changes(environment):
        ask = asker_for(environment, config)
        return ask.confirm("Use it anyway?", default=False)


def _copied(environment: Environment, copy: NewCopy, name: str) -> Path | None:
    """Write the copy, and say so; return where the one before is kept."""
    kept = portrait_copies.write_copy(copy, environment.now())
    copied = f"The copy made before was replaced. It is kept in {kept}" if kept else "A copy was made."
    environment.report(f"{copied}\nWhenever you change {name}, run this command again.")
    if copy.before:
        gone = list(_no_longer_in(copy.before, copy.portrait))
        if gone:
            environment.say(f"No longer in it: {', '.join(gone)}. Entries keep what they say about them.")
    return kept


def _no_longer_in(before: Portrait, after: Portrait) -> Iterable[str]:
    return sorted(_ids_in(before) - _ids_in(after))


def _ids_in(portrait: Portrait) -> set[str]:
    """Return the ids by which entries know a portrait's attributes, indicators and levels, also the former ones."""
    ids: set[str] = set()
    for part in portrait.parts():
        ids.update([part.id, *part.formerly])
    for scale in portrait.scales:
        for level in scale.levels:
            ids.update(f"{scale.id}: {name}" for name in [level.id, *level.formerly])
    return ids
