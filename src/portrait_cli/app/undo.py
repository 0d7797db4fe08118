"""Take back the last thing that was done, or do again what was taken back."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.dates import in_words
from portrait_cli.core.errors import NotFoundError, PortraitError, StorageError, UsageError
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.phrases import count
from portrait_cli.render.screen import Column, side_by_side, words
from portrait_cli.store import portraits
from portrait_cli.store import undo as history
from portrait_cli.store.action_log import Action, Kind
from portrait_cli.store.actions import actions_in
from portrait_cli.store.settings import Config, save_setting
from portrait_cli.store.undo import Result
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import before_changes

_RECENT = timedelta(hours=1)
_MOST_LISTED = 20
_DONE: dict[Kind, str] = {
    "note": "you wrote {}",
    "session": "you wrote {}",
    "outcome": "you said how a plan went: {}",
    "import": "you imported {}",
    "edit": "you edited {}",
    "delete": "you deleted {}",
    "portrait": "you chose the portrait {}",
}


class ActionData(Struct, frozen=True):
    """One thing that was done."""

    at: str
    """When, in UTC: 2026-11-23T23:30:00Z."""
    kind: Kind
    """What was done."""
    title: str
    """The title of the entry or of the portrait; empty for several entries."""
    files: tuple[str, ...]
    """The entries' files, relative to the journal's folder."""


class UndoDocument(Document, frozen=True):
    """What can be taken back, the last thing first, no more than 20; and what can be done again, if anything."""

    command: ClassVar[str] = "portrait undo --list"
    undo: tuple[ActionData, ...]
    """What can be taken back; an empty list if there is nothing."""
    redo: ActionData | None
    """What `portrait redo` would do again; null if there is nothing."""


def undo(environment: Environment, config: Config, *, without_asking: str) -> None:
    """Take back the last thing that was done. Raises NotFoundError if there is nothing.

    What is older than an hour is taken back only once the person agrees; `without_asking` is the command that does
    without, or empty if this is it. It does not need the
    portrait, which may be what is broken.
    """
    actions = actions_in(config)
    record = history.read(actions)
    action = next(record.last_first(), None)
    _say_problems(environment, record.problems)
    if action is None:
        hint = "undo takes back what you write, edit, delete or import, how a plan went, and the choice of a portrait"
        raise NotFoundError("there is nothing to undo", hint=hint)

    what = _in_words(action, environment)
    is_old = environment.now() - action.at > _RECENT
    if without_asking and is_old and not _agrees(environment, config, what, without_asking):
        environment.say("Nothing was changed.")
        return
    _check_setting(config, action.setting.before if action.setting else "")
    with _rest_named("undo"):
        done = history.take_back(actions, action, environment.now(), _set(config))
    begin = "Passed over" if done.already_done else "Taken back"
    environment.report(f"{begin}: {what}.\n{_undone(done)}")


def redo(environment: Environment, config: Config) -> None:
    """Do again what was taken back last. Raises NotFoundError if there is nothing."""
    actions = actions_in(config)
    record = history.read(actions)
    action = record.to_redo()
    _say_problems(environment, record.problems)
    if action is None:
        raise NotFoundError("there is nothing to do again", hint="redo does again what undo took back just before")
    _check_setting(config, action.setting.after if action.setting else "")
    with _rest_named("redo"):
        done = history.do_again(actions, action, environment.now(), _set(config))
    where = f"\n{done.paths[0]}" if len(done.paths) == 1 and action.kind != "delete" else ""
    environment.report(f"Done again: {_in_words(action, environment)}.{where}")


@contextlib.contextmanager
def _rest_named(command: str) -> Iterator[None]:
    """Say that an undo or redo that failed halfway can be finished."""
    try:
        yield
    except StorageError as error:
        error.hint = f"once this is fixed, portrait {command} does the rest; nothing is lost"
        raise


def list_actions(environment: Environment, config: Config, *, as_json: bool) -> None:
    """List what can be taken back, the last thing first. Raises NotFoundError if there is nothing."""
    record = history.read(actions_in(config))
    found = list(islice(record.last_first(), _MOST_LISTED))
    again = record.to_redo()
    _say_problems(environment, record.problems)
    missing = None if found or again else NotFoundError("there is nothing to undo")
    if as_json:
        document = UndoDocument(tuple(map(_as_data, found)), _as_data(again) if again else None)
        print_json(environment.write, document, missing=missing)
        return
    if missing:
        raise missing
    display = Display(environment, config.plain)
    rows = [
        (words(f"{number:2}"), words(_in_words(action, environment))) for number, action in enumerate(found, start=1)
    ]
    column = Column()
    if rows:
        column.add(side_by_side(rows, gap=2))
    if again:
        column.line(f"portrait redo does again: {_in_words(again, environment)}")
    display.show(column)


def _as_data(action: Action) -> ActionData:
    at = f"{action.at:%Y-%m-%dT%H:%M:%SZ}"
    return ActionData(at, action.kind, action.title, tuple(change.place for change in action.changes))


def _check_setting(config: Config, portrait: str) -> None:
    """Raise NotFoundError if a portrait that would be in use again is no longer there."""
    if portrait:
        portraits.file_in_use(replace(config, portrait=portrait))


def _set(config: Config) -> Callable[[str, str], None]:
    return lambda name, value: save_setting(config, name, value)


def _say_problems(environment: Environment, problems: Sequence[PortraitError]) -> None:
    for problem in problems:
        environment.say(f"portrait: passed over: {problem}")


def _agrees(environment: Environment, config: Config, what: str, without_asking: str) -> bool:
    """Ask whether to take back what is not recent. Raises UsageError if nobody can be asked."""
    if not environment.can_ask:
        raise UsageError(f"that is more than an hour ago: {what}", hint=without_asking)
    with before_changes(environment):
        return asker_for(environment, config).confirm(f"Take it back: {what}?", default=False)


def _in_words(action: Action, environment: Environment) -> str:
    """Say what was done, and when: `you deleted Note, Monday, November 23, 2026 (today at 18:30)`."""
    now = environment.now()
    at = action.at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"on {in_words(at.date())}")
    what = action.title
    if action.kind == "import":
        what = count(len(action.changes), "entry")
    return f"{_DONE[action.kind].format(what)} ({day} at {at:%H:%M})"


def _undone(done: Result) -> str:
    """Say how things are after an undo."""
    action = done.action
    if action.setting:
        return f"In use again: {action.setting.before or 'the portrait that comes with portrait'}"
    if done.already_done:
        return "Nothing was left to do: what it changed is as it was before, or is no longer in its place."
    path = done.paths[0]
    if action.kind == "edit":
        return f"The edited version is kept in {done.kept}" if done.kept else f"It is back in {path}"
    if action.kind == "delete":
        return _back(path, action)
    return f"Kept in {done.kept}. To have it again: portrait redo"


def _back(path: Path, action: Action) -> str:
    if path.name == Path(action.changes[0].place).name:
        return f"It is back in {path}"
    return f"It is back in {path}: another file is in its old place"
