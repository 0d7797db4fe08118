"""Undo the last thing that was done, or redo what was undone."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.workspace import command
from portrait_cli.core.dates import in_words
from portrait_cli.core.errors import NotFoundError, PortraitError, StorageError, UsageError
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render.phrases import count
from portrait_cli.render.screen import Column, side_by_side, words
from portrait_cli.store import portraits
from portrait_cli.store import undo as history
from portrait_cli.store.action_log import Action, Kind
from portrait_cli.store.actions import actions_in
from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config, save_setting
from portrait_cli.store.undo import Result
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import before_changes

_ALREADY = "It has already been changed back, or its file was moved."
_CHANGED = "Its file was changed or moved since then, and stays as it is."
_RECENT = timedelta(hours=1)
_MOST_LISTED = 20
_PAGES_IN, _PAGES = Path(), ("feedback-", "coach-")
"""Where pages that ask others are written unless a folder is named, and how their names begin."""
_OF_PLANS: frozenset[Kind] = frozenset({"plan", "plan-move", "plan-reword", "outcome"})
_DONE: dict[Kind, str] = {
    "note": "you wrote {}",
    "session": "you wrote {}",
    "plan": "you made a plan: {}",
    "plan-move": "you moved a plan: {}",
    "plan-reword": "you reworded a plan: {}",
    "outcome": "you recorded how a plan went: {}",
    "goal": "you wrote about a goal: {}",
    "evidence": "you added {}",
    "drop": "you wrote {}",
    "import": "you imported {}",
    "edit": "you edited {}",
    "delete": "you deleted {}",
    "draft": "you threw away an unfinished session: {}",
    "portrait": "you chose the portrait {}",
    "ask": "you asked others: {}",
    "receive": "you received {}",
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
    """What can be undone, the most recent first, no more than 20; and what can be redone, if anything."""

    command: ClassVar[str] = "portrait undo --list"
    undo: tuple[ActionData, ...]
    """What can be undone; an empty list if there is nothing."""
    redo: ActionData | None
    """What `portrait redo` would redo; null if there is nothing."""


def undo(environment: Environment, config: Config, *, without_asking: str) -> None:
    """Undo the last thing that was done. Raises NotFoundError if there is nothing.

    Anything older than an hour is undone only if the person agrees. `without_asking` is the command that does not
    ask; it is empty if this is that command. The portrait is not needed, because it may be what is broken.
    """
    actions = actions_in(config)
    record = history.read(actions)
    action = next(record.last_first(), None)
    _say_problems(environment, record.problems)
    if action is None:
        hint = "undo works for whatever you write, edit, delete or import, for goals, plans, drafts and your portrait"
        raise NotFoundError("there is nothing to undo", hint=hint)

    what = _in_words(action, environment, config)
    is_old = environment.now() - action.at > _RECENT
    if without_asking and is_old and not _agrees(environment, config, what, without_asking):
        environment.say("Nothing was changed.")
        return
    if action.setting:
        _check_portrait(config, action.setting.before)
    with _rest_named(command(config, "undo")):
        done = history.take_back(actions, action, environment.now(), partial(save_setting, config))
    if done.already_done:
        environment.report(f"Nothing to undo: {what}.\n{_ALREADY}")
    else:
        environment.report(f"Undone: {what}.\n{_after_undo(done, config)}")
    if not done.is_recorded:
        environment.say(f"portrait: {actions.log.file} could not be written, so portrait redo will not know about it")


def redo(environment: Environment, config: Config) -> None:
    """Redo what was undone last. Raises NotFoundError if there is nothing."""
    actions = actions_in(config)
    record = history.read(actions)
    action = record.to_redo()
    _say_problems(environment, record.problems)
    if action is None:
        raise NotFoundError("there is nothing to redo", hint="redo repeats what you have just undone")
    if action.setting:
        _check_portrait(config, action.setting.after)
    with _rest_named(command(config, "redo")):
        done = history.do_again(actions, action, environment.now(), partial(save_setting, config))

    if done.already_done:
        environment.report(f"Nothing to redo: {_in_words(action, environment, config)}.\n{_CHANGED}")
        return
    if action.kind == "import":  # some of the files may have gone
        action = replace(action, changes=action.changes[: len(done.paths)])
    what = _in_words(action, environment, config)
    environment.report(f"Redone: {what}.")
    if len(done.paths) == 1 and action.kind != "delete":
        environment.report(str(done.paths[0]))


@contextlib.contextmanager
def _rest_named(how: str) -> Iterator[None]:
    """Add a hint to an error: an undo or redo that stopped halfway can be finished."""
    try:
        yield
    except StorageError as error:
        error.hint = f"once this is fixed, {how} does the rest; nothing is lost"
        raise


def list_actions(environment: Environment, config: Config, *, as_json: bool) -> None:
    """List what can be undone, the most recent first. Raises NotFoundError if there is nothing."""
    record = history.read(actions_in(config))
    found = list(islice(record.last_first(), _MOST_LISTED))
    again = record.to_redo()
    _say_problems(environment, record.problems)
    missing = None if found or again else NotFoundError("there is nothing to undo")
    if as_json:
        redo_data = None
        if again:
            redo_data = _as_data(again)
        document = UndoDocument(tuple(map(_as_data, found)), redo_data)
        print_json(environment.write, document, missing=missing)
        return
    if missing:
        raise missing
    display = Display(environment, config.plain)
    rows = [
        (words(f"{number:2}"), words(_in_words(action, environment, config)))
        for number, action in enumerate(found, start=1)
    ]
    column = Column()
    if rows:
        column.add(side_by_side(rows, gap=2))
    if again:
        column.line(f"To redo: {_in_words(again, environment, config)}")
    display.show(column)


def _as_data(action: Action) -> ActionData:
    at = f"{action.at:%Y-%m-%dT%H:%M:%SZ}"
    return ActionData(at, action.kind, action.title, tuple(change.place for change in action.changes))


def _check_portrait(config: Config, portrait: str) -> None:
    """Raise NotFoundError if a portrait that is about to be used again no longer exists."""
    if portrait:
        portraits.file_in_use(replace(config, portrait=portrait))


def _say_problems(environment: Environment, problems: Sequence[PortraitError]) -> None:
    for problem in problems:
        environment.say(f"portrait: undo skipped a record: {problem}")


def _agrees(environment: Environment, config: Config, what: str, without_asking: str) -> bool:
    """Ask whether to undo something old. Raises UsageError if there is nobody to ask."""
    if not environment.can_ask:
        raise UsageError(f"that was more than an hour ago: {what}", hint=without_asking)
    with before_changes(environment):
        return asker_for(environment, config).confirm(f"Undo this: {what}?", default=False)


def _in_words(action: Action, environment: Environment, config: Config) -> str:
    """Describe an action with its time: `you deleted Note, Monday, November 23, 2026 (today at 18:30)`."""
    now = environment.now()
    at = action.at.astimezone(now.tzinfo)
    days = (now.date() - at.date()).days
    day = {0: "today", 1: "yesterday"}.get(days, f"on {in_words(at.date())}")
    what = action.title
    if action.kind in _OF_PLANS:
        what = _plan_of(action, config) or what
    if action.kind == "import":
        what = count(len(action.changes), "entry")
    return f"{_DONE[action.kind].format(what)} ({day} at {at:%H:%M})"


def _plan_of(action: Action, config: Config) -> str:
    """Return the plan that an action was about, in the words of its file, as long as that is in the journal."""
    journal = Journal(config.journal, config.locks)
    with contextlib.suppress(PortraitError):
        entry = journal.read(journal.folder / action.changes[0].place).entry
        for told in entry.outcomes:
            return f"{told.label}: {told.sentence}"
        for plan in entry.plans:
            return plan.sentence
    return ""


def _after_undo(done: Result, config: Config) -> str:
    """Describe what changed, and where the rest is kept."""
    action = done.action
    if action.setting:
        portrait = action.setting.before or "the portrait that comes with portrait"
        return f"In use again: {portrait}"
    path = done.paths[0]
    if action.draft:
        return f"It is back in {path}\nTo see your unfinished sessions: {command(config, 'drafts')}"
    if action.kind == "edit" and done.kept:
        return f"The edited version is kept in {done.kept}"
    if action.kind in {"edit", "delete"}:
        return _back(path, action)
    pages = f"\n{_about_pages(action)}" if action.kind == "ask" else ""
    kept = f"It is kept in {done.kept}." if len(done.paths) == 1 else f"They are kept in {done.kept}."
    if not done.is_recorded:
        return f"{kept}{pages}"
    return f"{kept} To bring {'it' if len(done.paths) == 1 else 'them'} back: {command(config, 'redo')}{pages}"


def _about_pages(action: Action) -> str:
    """Report what becomes of the pages of a request, and which of them are in the folder the person is in."""
    request = Path(action.changes[0].place).parent.name.encode()
    here = sorted(
        path.name for path in _PAGES_IN.glob("*.html") if path.name.startswith(_PAGES) and _has(path, request)
    )
    sentence = "Its pages are of no use now: replies to them are not taken in. Tell those who have one."
    return f"{sentence} Still in this folder: {', '.join(here)}" if here else sentence


def _has(page: Path, request: bytes) -> bool:
    """Return True if a page is that of a request; one that cannot be read is left alone."""
    with contextlib.suppress(OSError):
        return page.is_file() and request in page.read_bytes()
    return False


def _back(path: Path, action: Action) -> str:
    if path.name == Path(action.changes[0].place).name:
        return f"It is back in {path}"
    return f"It is back in {path}, because another file has its old name"
