"""The index: what the journal's files say, in a database that may be deleted at any time.

It is updated from the files at each use, and never trusted over them. It says which entries to look at, and
holds them as they were read; what they mean is up to the core.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core import evidence, open_plans, step_name
from portrait_cli.core.earlier_entries import (
    NEAR,
    YEAR,
    Past,
    YearAgo,
    a_year_ago,
    prompts_used,
    recalled,
    said_last,
)
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import InvalidFileError, PortraitError
from portrait_cli.core.evidence import Piece
from portrait_cli.core.filters import Filters, same_tag
from portrait_cli.core.former_names import FormerNames
from portrait_cli.core.goals import open_goals
from portrait_cli.core.growth import Needed
from portrait_cli.core.new_entry import attribute_tag
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.own_numbers import own_numbers
from portrait_cli.core.search import Query
from portrait_cli.store import index_queries as queries
from portrait_cli.store import index_search
from portrait_cli.store.index_database import NO_VALUES, IndexDatabase, Tell, Values
from portrait_cli.store.index_queries import OLDEST_FIRST
from portrait_cli.store.index_tables import EVIDENCE, GOALS, rank_bounds
from portrait_cli.store.journal import Journal, Stored

NO_NAMES = FormerNames("")
_PAGE = 500
"""How many entries are read at a time when there may be very many."""


class Found(Struct, frozen=True):
    """Entries, and how many more there are like them."""

    entries: list[Stored]
    more: int = 0


class Index:
    """A journal's entries, found without reading every file."""

    def __init__(
        self, journal: Journal, cache: Path, tell: Tell, database: type[IndexDatabase] = IndexDatabase
    ) -> None:
        """Bring the index up to date; if it cannot be kept in the cache, make it in memory.

        Raises StorageError when the journal's folder cannot be opened.
        """
        self._database = database(journal, cache, tell)

    def close(self) -> None:
        """Close its database; nothing can be asked afterward."""
        self._database.close()

    # --- which entries ---

    def entries(self, filters: Filters, most: int = -1) -> Found:
        """Find the entries that fit, newest first, no more than `most`; all of them when it is below zero."""
        return self._found(index_search.by_filters(filters), most)

    def count(self, filters: Filters) -> int:
        """Count the entries that fit."""
        choice = index_search.by_filters(filters)
        [(total,)] = self._database.rows(f"SELECT count(*) FROM file WHERE {choice.where}", choice.values)
        return int(total)

    def each(self, filters: Filters) -> Iterator[Entry]:
        """Go through the entries that fit, newest first, with only some of them in memory at any time."""
        choice = index_search.by_filters(filters)
        query = f"SELECT path FROM file WHERE {choice.where} ORDER BY {choice.order}"
        # Another window may change the journal meanwhile: which entries there are is settled at the beginning.
        paths = [path for (path,) in self._database.rows(query, choice.values)]
        for start in range(0, len(paths), _PAGE):
            page = {f"path{number}": path for number, path in enumerate(paths[start : start + _PAGE])}
            found = self._stored(f"WHERE path IN ({', '.join(f':{name}' for name in page)})", page)
            by_path = {os.fsencode(stored.path): stored.entry for stored in found}
            yield from (by_path[path] for path in page.values() if path in by_path)

    def search(self, query: Query, filters: Filters, most: int = -1) -> Found:
        """Find the entries that fit and have the query's words in them, the best first, no more than `most`."""
        return self._found(index_search.by_words(query, filters), most)

    def _found(self, choice: index_search.Choice, most: int) -> Found:
        chosen = f"{choice.joined} WHERE {choice.where}"
        found = self._stored(f"{chosen} ORDER BY {choice.order} LIMIT :most", {**choice.values, "most": most})
        if most < 0 or len(found) < most:
            return Found(found)
        [(total,)] = self._database.rows(f"SELECT count(*) FROM file{chosen}", choice.values)
        return Found(found, total - len(found))

    def newest(self) -> Stored | None:
        """Find the newest entry."""
        found = self._stored("WHERE rank IS NOT NULL ORDER BY rank DESC LIMIT 1")
        return next(iter(found), None)

    def newest_reflection(self) -> Stored | None:
        """Find the newest session or note: the newest entry that is no mere record of a change."""
        found = self._stored("WHERE rank IS NOT NULL AND NOT is_record ORDER BY rank DESC LIMIT 1")
        return next(iter(found), None)

    def newest_role(self, known: Iterable[str]) -> str:
        """Return the role of the newest entry with one of the known roles, or an empty text if there is none."""
        query = """
            SELECT text FROM file JOIN name ON name.id = role
            WHERE role IN (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(:roles)))
            ORDER BY rank DESC LIMIT 1"""
        rows = self._database.rows(query, {"roles": _json(known)})
        return str(rows[0][0]) if rows else ""

    def of_day(self, day: date) -> list[Stored]:
        """Find the entries of a day, oldest first."""
        return self._stored(f"WHERE day = :day {OLDEST_FIRST}", {"day": day.isoformat()})

    def between(self, first: date, last: date) -> list[Stored]:
        """Find the entries from one day to another, oldest first."""
        days = {"first": first.isoformat(), "last": last.isoformat()}
        return self._stored(f"WHERE day BETWEEN :first AND :last {OLDEST_FIRST}", days)

    def named(self, name: str) -> list[Stored]:
        """Find the entries with this file name, else with this id, else with ids that begin with it; oldest first."""
        if not name:
            return []
        same_stem, same_id = "coalesce(stem, entry_id) = :name", "entry_id = :name"
        for same in (same_stem, same_id, "substr(entry_id, 1, length(:name)) = :name"):
            found = self._stored(f"WHERE {same} {OLDEST_FIRST}", {"name": name})
            if found:
                return found
        return []

    def left_out(self, name: str) -> Path | None:
        """Find a file with this name that is left out because another one has its id."""
        rows = self._database.rows("SELECT path FROM file WHERE stem = :name AND rank IS NULL", {"name": name})
        return Path(os.fsdecode(rows[0][0])) if rows else None

    def days(self, filters: Filters) -> dict[str, int]:
        """Count the entries that fit by day."""
        choice = index_search.by_filters(filters)
        query = f"SELECT day, count(*) FROM file WHERE {choice.where} GROUP BY day ORDER BY day"
        return dict(self._database.rows(query, choice.values))

    def tags(self) -> list[str]:
        """List the tags, each as the newest entry spells it: the most used first, those of attributes last."""
        spelled: dict[str, str] = {}
        for entry in self._read(queries.NEWEST_OF_EACH_TAG):
            spelled.update((same_tag(tag), tag.removeprefix("#")) for tag in entry.tags)
        counted = self._database.rows("SELECT tag FROM tag GROUP BY tag ORDER BY count(*) DESC, tag")
        most_used_first = [spelled.get(tag, tag) for (tag,) in counted]
        return sorted(most_used_first, key=lambda tag: tag.startswith(attribute_tag("")))

    def problems(self) -> list[PortraitError]:
        """List what is wrong with the folders that cannot be opened and the files that are not entries."""
        wrong = "SELECT problem, hint FROM file WHERE problem IS NOT NULL AND rank IS NULL ORDER BY path"
        of_files = [InvalidFileError(problem, hint=hint) for problem, hint in self._database.rows(wrong)]
        return [*self._database.closed_folders, *of_files]

    def warnings(self) -> list[str]:
        """List problems with files that can still be read as entries."""
        odd = "SELECT problem FROM file WHERE problem IS NOT NULL AND rank IS NOT NULL ORDER BY path"
        return [problem for (problem,) in self._database.rows(odd)]

    # --- what a session and the pictures need ---

    def past(self, names: FormerNames, *, before: date | None = None, tags: Sequence[str] = ()) -> Past:
        """Return what a session with a portrait, which entries may know by other names, needs to know of them all.

        A session about an earlier day needs to know of those `before` that day, which takes longer to find out. One
        with tags recalls what was said in those with the same tags.
        """
        if before:
            return self._past_before(before, names, tags)
        said: list[Entry] = []
        of_guides: list[Entry] = []
        used: Counter[str] = Counter()
        for portrait in names.all_portraits:
            of_portrait = {"portrait": portrait}
            said += self._read(queries.SAID_LAST, of_portrait)
            of_guides += self._read(queries.GUIDES_LAST, {**of_portrait, "guide_step": step_name.GUIDE})
            if tags:
                tagged = {"guide_step": step_name.GUIDE, "tags": _json(map(same_tag, tags))}
                of_guides += self._read(queries.GUIDES_LAST_TAGGED, {**of_portrait, **tagged})
            for step, times in self._database.rows(queries.PROMPTS_USED, of_portrait):
                used[names.step(step)] += times
        return Past(
            used=dict(used),
            said=said_last(_oldest_first(map(names.renamed, said))),
            recalled=recalled(_oldest_first(of_guides), tags),
            open_plans=self.open_plans(names),
            plans_made=self.plans_made(),
            goals=open_goals(map(names.renamed, self.with_goals())),
            evidence=evidence.counted(self.evidence(names)),
        )

    def _past_before(self, day: date, names: FormerNames, tags: Sequence[str]) -> Past:
        """Return what the entries of earlier days say; a plan or goal that was closed later stays closed."""
        earlier = _oldest_first(self.each(Filters(until=day - timedelta(days=1))))
        of_portrait = [entry for entry in earlier if names.means(entry.portrait)]
        renamed = list(map(names.renamed, of_portrait))
        return Past(
            used=prompts_used(renamed),
            said=said_last(renamed),
            recalled=recalled(of_portrait, tags),
            open_plans=tuple(one for one in self.open_plans(names) if one.made < day),
            plans_made=self.plans_made(),
            goals=tuple(one for one in open_goals(map(names.renamed, self.with_goals())) if one.set_on < day),
        )

    def open_plans(self, names: FormerNames = NO_NAMES) -> tuple[OpenPlan, ...]:
        """List the open plans, oldest first, as `core.open_plans.still_open` does over all the entries.

        An entry with an open plan may hold closed ones too, whose outcomes are in entries that are not read here; and
        the plans before it are counted without reading theirs.
        """
        ids = {plan for (plan,) in self._database.rows(queries.OPEN_PLAN_IDS)}
        if not ids:
            return ()
        numbers = self.plan_numbers()
        seem_open = open_plans.still_open(map(names.renamed, self._read(queries.WITH_OPEN_PLANS)))
        return tuple(replace(one, number=numbers[one.plan.id]) for one in seem_open if one.plan.id in ids)

    def plans_made(self) -> int:
        """Count the plans, open or closed."""
        [(made,)] = self._database.rows("SELECT count(DISTINCT id) FROM plan")
        return int(made)

    def plan_numbers(self) -> dict[str, int]:
        """Return the number of each plan, open or closed, by its id."""
        return own_numbers(self._database.rows(queries.PLAN_NUMBERS))

    def with_plans(self) -> list[Entry]:
        """Find the entries in which a plan is made or has its outcome, oldest first."""
        return [stored.entry for stored in self.files_with_plans()]

    def files_with_plans(self) -> list[Stored]:
        """Find the same entries, each with its file."""
        return self._stored(queries.WITH_PLANS)

    def telling_of(self, entry: Entry) -> list[Entry]:
        """Find the entries with the plans that an entry makes or tells of, or with their outcomes, oldest first."""
        plans = {*(plan.id for plan in entry.plans), *(told.plan for told in entry.outcomes)}
        return self._read(queries.ABOUT_PLANS, {"plans": _json(plans)})

    def with_goals(self) -> list[Entry]:
        """Find the entries in which a goal is set or reviewed, oldest first."""
        return self._read(queries.IN_THREAD, {"kind": GOALS})

    def with_evidence(self) -> list[Entry]:
        """Find the entries in which evidence is added or dropped, oldest first."""
        return self._read(queries.IN_THREAD, {"kind": EVIDENCE})

    def evidence(self, names: FormerNames = NO_NAMES) -> tuple[Piece, ...]:
        """List all evidence, newest day first, with the answers that are marked; dropped pieces too."""
        adding = self.with_evidence()
        marked = self._read(queries.WITH_IDS, {"ids": _json(evidence.marked_entries(adding))})
        return evidence.history(map(names.renamed, adding), map(names.renamed, marked))

    def with_levels(self, needed: Needed, names: FormerNames = NO_NAMES) -> list[Entry]:
        """Find what `core.growth` needs to show a target: the newest entries that place it, and the first one.

        Entries that know it by another of its names are among them, with today's names.

        Also return the entries of that time with outcomes of plans for the target, and those in which these plans
        were made, all in order, oldest first.
        """
        lowest_rank, highest_rank = rank_bounds(needed.since, needed.until)
        targets = names.all_of(needed.target)
        pairs = [(needed.portrait, needed.target)]
        if needed.portrait == names.portrait:
            wanted = set(product(names.all_portraits, targets))
            pairs = [pair for pair in self.portraits_placed() if pair in wanted]
        if not pairs:
            return []
        values: dict[str, str | int] = {
            "targets": _json(targets),
            "most": needed.newest,
            "since": needed.since.isoformat(),
            "until": needed.until.isoformat(),
            "lowest_rank": lowest_rank,
            "highest_rank": highest_rank,
        }
        for number, (portrait, target) in enumerate(pairs):
            values[f"portrait{number}"], values[f"target{number}"] = portrait, target
        return [names.renamed(entry) for entry in self._read(queries.growth(len(pairs)), values)]

    def targets(self) -> list[str]:
        """List every attribute and indicator that an entry is about, or that one places."""
        return [target for (target,) in self._database.rows(queries.TARGETS)]

    def placing(self, portraits: Iterable[str]) -> list[Entry]:
        """Find the entries of some portraits in which a level was chosen, oldest first."""
        return self._read(queries.PLACING, {"portraits": _json(portraits)})

    def portraits_placed(self) -> list[tuple[str, str]]:
        """List every portrait with every attribute and indicator that was placed in it."""
        return self._database.rows(queries.PORTRAITS_PLACED)

    def a_year_before(self, today: date) -> YearAgo | None:
        """Find something said about a year before a day; `core.earlier_entries` says what that is."""
        day = today - YEAR
        near = self.between(day - NEAR, day + NEAR)
        return a_year_ago([stored.entry for stored in near], today)

    # --- reading rows ---

    def _stored(self, rest: str, values: Values = NO_VALUES) -> list[Stored]:
        return self._database.stored(rest, values)

    def _read(self, rest: str, values: Values = NO_VALUES) -> list[Entry]:
        return [stored.entry for stored in self._database.stored(rest, values)]


def _oldest_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.seconds, entry.id))


def _json(texts: Iterable[str]) -> str:
    """Write texts as one value, which `json_each` takes apart again in a query."""
    return msgspec.json.encode(list(texts)).decode()
