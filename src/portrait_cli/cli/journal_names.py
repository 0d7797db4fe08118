"""The names in the journal, for the shell to complete: read when the Tab key is pressed, and not before."""

from typing import Literal, TypeAlias, assert_never

from portrait_cli.store.journal import Journal
from portrait_cli.store.settings import Config

Kind: TypeAlias = Literal["entry", "tag", "plan", "number of a plan"]
NameAndMeaning: TypeAlias = tuple[str, str]


def names(kind: Kind, config: Config) -> list[NameAndMeaning]:
    """List the names of a kind. Raises PortraitError if they cannot be read, or not quickly."""
    journal = Journal(config.journal, config.locks)
    match kind:
        case "entry":
            return _entries(journal)
        case "tag":
            return _tags(journal, config)
        case "plan":
            return list(_open_plans(journal, config).items())
        case "number of a plan":
            sentences = _open_plans(journal, config).values()
            return [(str(number), sentence) for number, sentence in enumerate(sentences, start=1)]
        case _:
            assert_never(kind)


def _entries(journal: Journal) -> list[NameAndMeaning]:
    """List the entries, the newest first."""
    files = journal.files()
    if not files:
        return []
    return [("latest", ""), *((path.stem, "") for path in reversed(files))]


def _tags(journal: Journal, config: Config) -> list[NameAndMeaning]:
    from portrait_cli.store.index_glance import glance  # SQLite, 10 ms, which entries do without

    with glance(journal, config.cache) as index:
        return [(tag, "") for tag in index.tags()]


def _open_plans(journal: Journal, config: Config) -> dict[str, str]:
    """Return the sentences of the open plans by their short ids, in the order of `portrait plans`."""
    from portrait_cli.core.find_plan import short_ids
    from portrait_cli.core.open_plans import history, open_of
    from portrait_cli.store.index_glance import glance

    with glance(journal, config.cache) as index:
        tracked_plans = history(index.with_plans())
    short = short_ids(tracked_plans)
    return {short[tracked.id]: tracked.plan.sentence for tracked in open_of(tracked_plans)}
