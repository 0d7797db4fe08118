"""Which entries of the index fit a search and its filters, and in which order: the best ones first."""

from collections.abc import Iterable
from datetime import date

import msgspec
from msgspec import Struct

from portrait_cli.core.filters import Filters, same_tag
from portrait_cli.core.search import Phrase, Query
from portrait_cli.store.index_queries import number, numbers


class Choice(Struct, frozen=True):
    """Some entries in the order wanted: the parts of a query on the table `file`, with its values by name."""

    where: str
    values: dict[str, str]
    order: str = "rank DESC"
    joined: str = ""
    """What is joined to the table `file`, with a comma before it."""


_CLAUSES = {
    "since": "day >= :since",
    "until": "day <= :until",
    "attribute": f"file.id IN (SELECT file FROM about WHERE target IN {numbers(':attribute')})",
    "guide": f"guide = {number(':guide')}",
    "role": f"role = {number(':role')}",
    "tag": "file.id IN (SELECT file FROM tag WHERE tag = :tag)",
    "without_records": "NOT is_record",
}


def by_filters(filters: Filters) -> Choice:
    """Choose the entries that fit the filters, newest first: those for which `core.filters.Filters.fits` is true."""
    wanted = {
        "since": _iso(filters.since),
        "until": _iso(filters.until),
        "attribute": _json(filters.names) if filters.attribute else "",
        "guide": filters.guide,
        "role": filters.role,
        "tag": same_tag(filters.tag),
        "without_records": "yes" if filters.without_records else "",
    }
    values = {name: value for name, value in wanted.items() if value}
    clauses = ["rank IS NOT NULL"]  # only entries have a rank
    clauses += [_CLAUSES[name] for name in values]
    return Choice(" AND ".join(clauses), values)


def _json(texts: Iterable[str]) -> str:
    return msgspec.json.encode(list(texts)).decode()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def by_words(query: Query, filters: Filters) -> Choice:
    """Choose the entries that fit the filters and a search, the best ones first, and then the newest.

    A word in the title counts as much as four in the text.
    """
    fitting = by_filters(filters)
    where, values = fitting.where, dict(fitting.values)
    if query.unwanted:
        where += " AND file.id NOT IN (SELECT rowid FROM words WHERE words MATCH :unwanted)"
        values["unwanted"] = " OR ".join(map(_match, query.unwanted))
    if not query.alternatives:
        return Choice(where, values)

    hits = "(SELECT rowid, bm25(words, 4.0, 1.0) AS worth FROM words WHERE words MATCH :wanted)"
    values["wanted"] = " OR ".join(f"({' AND '.join(map(_match, phrases))})" for phrases in query.alternatives)
    return Choice(
        where=f"file.id = hit.rowid AND {where}",
        values=values,
        order="hit.worth, rank DESC",  # the better an entry fits, the lower is its bm25
        joined=f", {hits} AS hit",
    )


def _match(phrase: Phrase) -> str:
    """Write a phrase for SQLite: words without signs, the last one a beginning."""
    return f'"{" ".join(phrase)}"*'
