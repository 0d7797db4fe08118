"""The names in the journal, for the shell to complete: read when the Tab key is pressed, and not before."""

from typing import TypeAlias, assert_never

from portrait_cli.cli.completion import JournalKind, Options
from portrait_cli.core.evidence import counted, short_ids
from portrait_cli.core.find_plan import shortened_ids
from portrait_cli.core.goals import goal_history, open_of
from portrait_cli.store.index_glance import glance
from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config, load
from portrait_cli.terminal.environment import Environment

NameAndMeaning: TypeAlias = tuple[str, str]


def names(kind: JournalKind, options: Options, typed: str) -> list[NameAndMeaning]:
    """List the names of a kind. Raises PortraitError if they cannot be read, or not quickly."""
    config = load(Environment().variables, journal=options.journal, portrait=options.portrait)
    journal = Journal(config.journal, config.locks)
    match kind:
        case "entry":
            return _entries(journal)
        case "tag":
            return _tags(journal, config)
        case "plan":
            return _plans(journal, config, typed)
        case "goal":
            return _goals(journal, config, typed)
        case "evidence":
            return _evidence(journal, config)
        case "attribute":
            return _attributes(journal, config)
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


def _plans(journal: Journal, config: Config, typed: str) -> list[NameAndMeaning]:
    """List the open plans with their sentences: by their short ids, and once a digit is typed by their numbers too.

    A number belongs to another plan as soon as one is closed, so it is not what is suggested.
    """
    with glance(journal, config.cache) as index:
        open_plans, ids = index.open_plans(), index.plan_ids()
    short = shortened_ids(ids)
    by_id = [(short[each.plan.id], each.plan.sentence) for each in open_plans]
    if not typed.isdigit():
        return by_id
    return by_id + [(str(number), each.plan.sentence) for number, each in enumerate(open_plans, start=1)]


def _evidence(journal: Journal, config: Config) -> list[NameAndMeaning]:
    with glance(journal, config.cache) as index:
        history = index.evidence()
    short = short_ids(history)
    return [(short[piece.id], piece.sentence) for piece in counted(history)]


def _goals(journal: Journal, config: Config, typed: str) -> list[NameAndMeaning]:
    """List the open goals with their words: by their numbers, and once something is typed by their short ids too."""
    with glance(journal, config.cache) as index:
        history = goal_history(index.with_goals())
    by_number = [(str(tracked.number), tracked.sentence) for tracked in open_of(history)]
    if not typed:
        return by_number
    short = shortened_ids(tracked.id for tracked in history)
    return by_number + [(short[tracked.id], tracked.sentence) for tracked in open_of(history)]
