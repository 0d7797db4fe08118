"""Take back the last thing that was done."""

from portrait_cli.core.errors import NotFoundError
from portrait_cli.render.phrases import count
from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config
from portrait_cli.store.trash import Trash, UndoResult
from portrait_cli.terminal.environment import Environment


def undo(environment: Environment, config: Config) -> None:
    """Take back the last edit, delete, import or outcome of a plan. Raises NotFoundError if there is none.

    It does not need the portrait, which may be what is broken.
    """
    journal = Journal(config.journal, config.locks)
    undone = Trash(journal).undo(environment.now())
    if undone is None:
        hint = "undo takes back an edit, a delete, an import or how a plan went"
        raise NotFoundError("there is nothing to undo", hint=hint)
    environment.report(_in_words(undone))


def _in_words(undone: UndoResult) -> str:
    name = undone.trashed.place.stem
    if undone.trashed.action == "added":
        return _addition_in_words(undone)
    if undone.already_done:
        return f"{name} is already as it was before it was {undone.trashed.action}."
    if undone.kept:
        return f"{name} is as it was before the edit. The edited version is kept in {undone.kept}"
    if undone.path.stem == name:
        return f"{name} is back in {undone.path}"
    return f"{name} is back in {undone.path}: another file is in its old place"


def _addition_in_words(undone: UndoResult) -> str:
    if not undone.removed:
        return "It was gone already."
    what = count(undone.removed, "entry")
    if undone.removed == 1:
        what = undone.path.stem
    return f"Taken out again: {what}. Kept in {undone.kept}"
