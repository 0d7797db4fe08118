"""The names in the journal, for the shell to complete: read when the Tab key is pressed, and not before."""

from typing import TypeAlias, assert_never

from portrait_cli.cli.completion import JournalKind, Options
from portrait_cli.core.evidence import counted, short_ids
from portrait_cli.core.goals import open_goals
from portrait_cli.store.index_glance import glance
from portrait_cli.store.journal import Journal
from portrait_cli.store.requests import Requests
from portrait_cli.store.settings import Config, load
from portrait_cli.terminal.environment import Environment

NameAndMeaning: TypeAlias = tuple[str, str]


def names(kind: JournalKind, options: Options) -> list[NameAndMeaning]:
    """List the names of a kind. Raises PortraitError if they cannot be read, or not quickly."""
    config = load(Environment().variables, journal=options.journal, portrait=options.portrait)
    journal = Journal(config.journal, config.locks)
    match kind:
        case "entry":
            return _entries(journal)
        case "tag":
            return _tags(journal, config)
        case "plan":
            return _plans(journal, config)
        case "goal":
            return _goals(journal, config)
        case "evidence":
            return _evidence(journal, config)
        case "attribute":
            return _attributes(journal, config)
        case "request":
            return _requests(journal)
        case _:
            assert_never(kind)


def _entries(journal: Journal) -> list[NameAndMeaning]:
    """List the entries, the newest first."""
    files = journal.files()
    if not files:
        return []
    return [("latest", ""), *((path.stem, "") for path in reversed(files))]


def _tags(journal: Journal, config: Config) -> list[NameAndMeaning]:
    with glance(journal, config.cache) as index:
        return [(tag, "") for tag in index.tags()]


def _attributes(journal: Journal, config: Config) -> list[NameAndMeaning]:
    with glance(journal, config.cache) as index:
        return [(target, "") for target in index.targets()]


def _plans(journal: Journal, config: Config) -> list[NameAndMeaning]:
    """List the open plans by their numbers, with their sentences."""
    with glance(journal, config.cache) as index:
        return [(str(one.number), one.plan.sentence) for one in index.open_plans()]


def _evidence(journal: Journal, config: Config) -> list[NameAndMeaning]:
    """List the evidence by its short ids, the newest first."""
    with glance(journal, config.cache) as index:
        history = index.evidence()
    short = short_ids(history)
    return [(short[piece.id], piece.sentence) for piece in counted(history)]


def _goals(journal: Journal, config: Config) -> list[NameAndMeaning]:
    """List the open goals by their numbers, with their words."""
    with glance(journal, config.cache) as index:
        return [(str(tracked.number), tracked.sentence) for tracked in open_goals(index.with_goals())]


def _requests(journal: Journal) -> list[NameAndMeaning]:
    """List the requests to others by their ids, the newest first, with what they are about."""
    found = reversed(Requests(journal).all([]))
    return [
        (one.id, ", ".join(filter(None, [one.title, one.by, *(group.name for group in one.groups)]))) for one in found
    ]
