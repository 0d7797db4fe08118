"""The journal's entries: the index, finding an entry, the filters."""

import contextlib
import re
from datetime import date
from typing import NamedTuple

from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import day_words, filters, lookup
from portrait_cli.core.errors import NotFoundError, UsageError
from portrait_cli.core.filters import Filters
from portrait_cli.core.former_names import former_names
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.time_words import split_time
from portrait_cli.store import files
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Stored
from portrait_cli.terminal.progress import progress

_DAY_AND_TIME = r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)"  # compiled when it is needed, which takes time


def open_index(workspace: Workspace) -> Index:
    """Open the journal's index, up to date, and name on stderr the files that cannot be read as entries."""
    with progress(workspace.environment, "Reading the journal", plain=workspace.plain) as tell:
        index = Index(workspace.journal, workspace.config.cache, tell)
    workspace.closing.callback(index.close)
    for problem in index.problems():
        workspace.environment.say(f"portrait: skipped {problem}")
    for warning in index.warnings():
        workspace.environment.say(f"portrait: check {warning}")
    return index


def find_entry(workspace: Workspace, name: str, index: Index) -> Stored:
    """Find an entry: `latest`, a day (its last entry), a day and time, an id or its beginning, or a path.

    `latest` is the newest session or note. Raises NotFoundError if there is no such entry, or more than one.
    """
    if is_entry_file(name):
        return workspace.journal.read(files.path_of(name))
    is_empty = index.newest() is None
    unread = len(index.problems())
    if is_empty and unread:
        raise filters.nothing(Filters(), unread=unread)
    if is_empty:
        hint = "`portrait reflect` writes the first one"
        raise NotFoundError(f"there are no entries in {workspace.journal.folder} yet", hint=hint)
    if name == "latest":
        return _latest(workspace, index)
    found = _of_day_or_moment(name, index) or index.named(name) or _of_day_in_words(workspace, name, index)
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(stored.path.stem for stored in found[:4])
        raise NotFoundError(f'"{name}" matches {len(found)} entries', hint=f"type more of the id, such as {some}")
    twin = index.left_out(name)
    if twin:
        return workspace.journal.read(twin)
    hint = "name it by its day, or by day and time as `portrait list` shows them: November 23, 2026 at 18:30"
    raise NotFoundError(f'there is no entry "{name}"', hint=hint)


def _latest(workspace: Workspace, index: Index) -> Stored:
    """Find the newest session or note. Raises NotFoundError if there are only records of changes."""
    newest = index.newest_reflection()
    if newest is None:
        hint = f"{command(workspace.config, 'list')} shows the records of your plans, goals and evidence"
        raise NotFoundError(f"there is no session or note in {workspace.journal.folder} yet", hint=hint)
    return newest


def is_entry_file(name: str) -> bool:
    """Return True if a name is the path of a Markdown file that exists."""
    return name.endswith(".md") and files.exists(files.path_of(name))


def _of_day_or_moment(name: str, index: Index) -> list[Stored]:
    """Find the last entry of a day, or the entries of a moment, written as a list shows them."""
    if _is_day(name):
        return index.of_day(date.fromisoformat(name))[-1:]
    moment = re.fullmatch(_DAY_AND_TIME, name.strip())
    if moment is None or not _is_day(moment.group(1)):
        return []
    day = index.of_day(date.fromisoformat(moment.group(1)))
    return [stored for stored in day if f"{stored.entry.written:%H:%M}" == moment.group(2)]


def _of_day_in_words(workspace: Workspace, name: str, index: Index) -> list[Stored]:
    """Find the last entry of a day as people say it, such as `yesterday`; with a time, the entries of that moment."""
    words, at = split_time(name)
    span = day_words.back(words if at else name, workspace.environment.now().date())
    if span is None or span[0] != span[1]:
        return []
    of_day = index.of_day(span[0])
    if at is None:
        return of_day[-1:]
    return [stored for stored in of_day if stored.entry.written.time().replace(second=0) == at]


def _is_day(text: str) -> bool:
    """Return True if a text is a day such as `2026-11-23`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


class FilterOptions(NamedTuple):
    """The filters of `list` as they were typed."""

    since: str = ""
    until: str = ""
    attribute: str = ""
    guide: str = ""
    role: str = ""
    tag: str = ""


def read_filters(workspace: Workspace, typed: FilterOptions, index: Index) -> Filters:
    """Read the filters of `list`. Raises NotFoundError for an unknown name, UsageError for an unclear day.

    An attribute may be one that is only in entries.
    """
    portrait = workspace.portrait
    if typed.tag and not filters.same_tag(typed.tag):
        raise UsageError(f'"{typed.tag}" is not a tag', hint="a tag has letters, digits, - and _")
    since, until = _days(workspace, typed)
    attribute, guide, role = "", typed.guide, ""
    formerly: tuple[str, ...] = ()
    if typed.attribute:
        attribute = _target(workspace, typed.attribute, index)
        formerly = _other_names(portrait, attribute)
    if guide not in {"", "note"}:
        guide = lookup.find(portrait.guides, guide, "guide").id
    if typed.role:
        role = lookup.find_role(portrait.roles, typed.role).id
    return Filters(
        since=since, until=until, attribute=attribute, formerly=formerly, guide=guide, role=role, tag=typed.tag
    )


def _other_names(portrait: Portrait, target: str) -> tuple[str, ...]:
    """List the ids of an attribute's indicators, and the ids that they and the target had before."""
    names = former_names(portrait)
    parts: list[str] = [indicator.id for attribute, indicator in portrait.indicators() if attribute.id == target]
    _, *others = [name for part in (target, *parts) for name in names.all_of(part)]
    return tuple(others)


def _target(workspace: Workspace, name: str, index: Index) -> str:
    """Find an attribute's or indicator's id by a name for it; if the portrait could not be read, by the id."""
    try:
        return lookup.find_target(workspace.portrait, name, index.targets())
    except NotFoundError:
        if workspace.portrait.attributes:
            raise
        return name


def tell_where_it_is(workspace: Workspace, error: NotFoundError, name: str, index: Index) -> None:
    """Put into the hint of an error where an attribute is read that is not in the portrait any more, if it is one."""
    with contextlib.suppress(NotFoundError):
        target = lookup.find_target(Portrait(attributes=()), name, index.targets())
        growth = command(workspace.config, "growth", target)
        entries = command(workspace.config, "list", "--attribute", target)
        error.hint = f"now it is only in your entries: {growth}, or {entries}"


def _days(workspace: Workspace, typed: FilterOptions) -> tuple[date | None, date | None]:
    today = workspace.environment.now().date()
    since = filters.first_day(typed.since, today) if typed.since else None
    until = filters.last_day(typed.until, today) if typed.until else None
    if since and until and since > until:
        message = f"--since {typed.since} comes after --until {typed.until}"
        raise UsageError(message, hint="give the earlier day with --since")
    return since, until
