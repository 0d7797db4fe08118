"""The index's questions in SQL.

They narrow a journal down to the entries that can matter; what an entry means is up to the core. Where a query
knows a rule of the core, its description names the function whose rule it is.

Three tricks keep them fast, however long a journal gets:

- `CROSS JOIN` tells SQLite to go through the tables in the order in which they are written. Left to itself, it may
  begin with all the entries of some days, when it is better to begin with the few rows of one attribute.
- `+day` has the same value as `day`, but SQLite uses no database index for it. So it finds the few rows in question
  by their `rank`, and only then compares their days.
- A recursive query of the form "the next one after this" jumps from value to value in a database index. A `GROUP BY`
  would be shorter, but would look at every row.
"""

from portrait_cli.core.entry import AsOf

OLDEST_FIRST = "ORDER BY rank"


def number(of: str) -> str:
    """Ask for the number that the name in a value has."""
    return f"(SELECT id FROM name WHERE text = {of})"


def numbers(of: str) -> str:
    """Ask for the numbers that the names in a value, a JSON list, have."""
    return f"(SELECT id FROM name WHERE text IN (SELECT value FROM json_each({of})))"


_PORTRAIT = number(":portrait")


NEWEST_OF_EACH_TAG = f"""
    WHERE id IN (
        SELECT file FROM (SELECT tag.file, max(rank) FROM tag JOIN file ON file.id = tag.file GROUP BY tag)
    ) {OLDEST_FIRST}"""
"""The entries that have each tag in its newest spelling. (About `max`, see `GUIDES_LAST`.)"""


# --- what a session needs ---


def _newest_of_each_target(table: str, only: str = "") -> str:
    """Ask for the newest file of each target that a portrait has in a table.

    The recursive part lists the targets, jumping from each to the next; after the last one comes NULL, which ends it.
    """
    of_portrait = f"FROM {table} WHERE portrait = {_PORTRAIT} {only}"
    return f"""
        SELECT (SELECT file {of_portrait} AND target = each.target ORDER BY rank DESC LIMIT 1)
        FROM (
            WITH RECURSIVE next (target) AS (
                SELECT min(target) {of_portrait}
                UNION ALL
                SELECT (SELECT min(target) {of_portrait} AND target > next.target) FROM next WHERE target IS NOT NULL
            )
            SELECT target FROM next WHERE target IS NOT NULL
        ) AS each"""


SAID_LAST = f"""
    WHERE id IN (
        {_newest_of_each_target("response")}
        UNION {_newest_of_each_target("placement", "AND as_of = 'now'")}
        UNION {_newest_of_each_target("placement", "AND as_of = 'now' AND has_level")}
    ) {OLDEST_FIRST}"""
"""The entries with the newest words, the newest placement and the newest level of each target.

They are all that `core.earlier_entries.said_last` needs.
"""


def _guides_last(only: str = "") -> str:
    """Ask for the entries with the newest answer to each question of a guide."""
    return f"""
    WHERE id IN (
        SELECT file FROM (
            SELECT file, max(rank) FROM response
            WHERE portrait = {_PORTRAIT} AND target = {number(":guide_step")} {only} GROUP BY step
        )
    ) {OLDEST_FIRST}"""


GUIDES_LAST = _guides_last()
GUIDES_LAST_TAGGED = _guides_last(
    "AND file IN (SELECT file FROM tag WHERE tag IN (SELECT value FROM json_each(:tags)))"
)
"""Together, for a session with tags, they are all that `core.earlier_entries.recalled` needs.

Beside a `max(...)`, SQLite takes the other columns from the row that has it: so `file` is the newest one.
"""

PROMPTS_USED = f"""
    SELECT text, used
    FROM (SELECT step, count(*) AS used FROM response WHERE portrait = {_PORTRAIT} GROUP BY target, step)
    JOIN name ON name.id = step"""
"""How often each prompt was answered, as in `core.earlier_entries.prompts_used`.

A step has only one target. Grouping by both follows the database index, so nothing has to be sorted.
"""

OPEN_PLAN_IDS = """
    SELECT id FROM plan
    WHERE id NOT IN (SELECT plan FROM outcome) AND id NOT IN (SELECT id FROM plan WHERE ticked)"""
"""The plans that are open by the rule of `core.open_plans.history`: no outcome, and no box ticked by hand."""

PLAN_NUMBERS = """
    SELECT id, number
    FROM (SELECT id, number, place, min(rank) AS made FROM plan GROUP BY id)
    ORDER BY made, place"""
"""What `core.own_numbers` needs of each plan, open or closed. (About `min`, see `GUIDES_LAST`.)"""

WITH_OPEN_PLANS = f"WHERE id IN (SELECT file FROM plan WHERE id IN ({OPEN_PLAN_IDS})) {OLDEST_FIRST}"

WITH_PLANS = f"WHERE id IN (SELECT file FROM plan UNION SELECT file FROM outcome) {OLDEST_FIRST}"

_NAMED_PLANS = "(SELECT value FROM json_each(:plans))"
ABOUT_PLANS = f"""
    WHERE id IN (
        SELECT file FROM plan WHERE id IN {_NAMED_PLANS}
        UNION SELECT file FROM outcome WHERE plan IN {_NAMED_PLANS}
    ) {OLDEST_FIRST}"""

IN_THREAD = f"WHERE id IN (SELECT file FROM thread WHERE kind = :kind) {OLDEST_FIRST}"
"""The entries that tell of goals, or of evidence."""

WITH_IDS = "WHERE rank IS NOT NULL AND entry_id IN (SELECT value FROM json_each(:ids))"
"""The entries with these ids."""


# --- what the growth pictures need ---


def _placing(as_of: AsOf, which: str, names: int) -> str:
    """Ask for the files that place the target in the span of time, with a level of now or one of then.

    A target that had other names before is asked for by each of its `names`: a portrait's, and its own in it.

    The rows of one target are in order of their rank in the database index. `CROSS JOIN` keeps SQLite going by that
    index, so that a `LIMIT` in `which` ends the search early. The bounds of the ranks are a day too wide at each end,
    because of time zones: they only narrow, and the days of the entries decide.
    """
    by_name = [
        f"""
        SELECT placement.file, placement.rank
        FROM placement CROSS JOIN file ON file.id = placement.file
        WHERE portrait = {number(f":portrait{name}")} AND placement.target = {number(f":target{name}")}
            AND as_of = '{as_of}' AND day BETWEEN :since AND :until
            AND placement.rank BETWEEN :lowest_rank AND :highest_rank
        {which}"""
        for name in range(names)
    ]
    return " UNION ".join(f"SELECT * FROM ({query})" for query in by_name)


_FIRST = "ORDER BY placement.rank LIMIT 1"
_NEWEST = "ORDER BY placement.rank DESC LIMIT :most"
_ON_TARGET = f"EXISTS (SELECT 1 FROM about WHERE about.target IN {numbers(':targets')} AND about.file = plan.file)"


def growth(names: int) -> str:
    """Ask for the entries that `core.growth` needs to show one target, which entries know by so many names.

    It compares the newest levels with each other and with the first one, and puts the outcomes of plans on the target
    beside them.

    - `newest`: the newest entries that place the target, no more than `most`; a level of now and one of then both
      count.
    - `first`: the entry that places the target first; `oldest` is where what is shown begins. With the first point,
      the core also shows the outcomes before it.
    - `span`: all the entries from there on.
    - `told`, `ticked`: those that tell how plans on the target went, and those with a box ticked by hand.
    - Last, the entries in which the plans were made.

    A negative limit means all of them.
    """
    return f"""
    WHERE id IN (
        WITH newest AS (
            SELECT * FROM (
                {_placing("now", _NEWEST, names)}
                UNION {_placing("then", _NEWEST, names)}
            ) ORDER BY rank DESC LIMIT :most
        ),
        first AS (
            SELECT * FROM ({_placing("now", _FIRST, names)}) UNION SELECT * FROM ({_placing("then", _FIRST, names)})
        ),
        oldest AS (
            SELECT CASE WHEN min(rank) > (SELECT min(rank) FROM first) THEN min(rank) ELSE :lowest_rank END AS rank
            FROM newest
        ),
        span AS (
            SELECT id, rank FROM file
            WHERE +day BETWEEN :since AND :until AND rank BETWEEN (SELECT rank FROM oldest) AND :highest_rank
        ),
        told AS (
            SELECT outcome.file, outcome.plan
            FROM span
            CROSS JOIN outcome ON outcome.file = span.id
            CROSS JOIN plan ON plan.id = outcome.plan
            WHERE {_ON_TARGET} ORDER BY span.rank DESC LIMIT 4 * :most
        ),
        ticked AS (
            SELECT plan.file, plan.id AS plan
            FROM span
            CROSS JOIN plan ON plan.file = span.id
            WHERE plan.ticked AND {_ON_TARGET} ORDER BY span.rank DESC LIMIT 4 * :most
        )
        SELECT file FROM newest
        UNION SELECT file FROM first
        UNION SELECT file FROM told
        UNION SELECT file FROM ticked
        UNION SELECT file FROM plan WHERE id IN (SELECT plan FROM told UNION SELECT plan FROM ticked)
    ) {OLDEST_FIRST}"""


TARGETS = "SELECT text FROM name WHERE EXISTS (SELECT 1 FROM about WHERE target = name.id) ORDER BY text"
"""Every attribute and indicator that an entry is about, or that one places."""

PLACING = f"""
    WHERE id IN (SELECT file FROM placement WHERE portrait IN {numbers(":portraits")}) {OLDEST_FIRST}"""

_FIRST_PLACEMENT = """(
    SELECT placement.rowid FROM placement
    WHERE {}
    ORDER BY placement.portrait, placement.as_of, placement.target LIMIT 1
)"""
_NEXT_TARGET = _FIRST_PLACEMENT.format(
    "placement.portrait = this.portrait AND placement.as_of = this.as_of AND placement.target > this.target"
)
_NEXT_AS_OF = _FIRST_PLACEMENT.format("placement.portrait = this.portrait AND placement.as_of > this.as_of")
_NEXT_PORTRAIT = _FIRST_PLACEMENT.format("placement.portrait > this.portrait")

PORTRAITS_PLACED = f"""
    WITH RECURSIVE next (at) AS (
        SELECT {_FIRST_PLACEMENT.format("true")}
        UNION ALL
        SELECT coalesce({_NEXT_TARGET}, {_NEXT_AS_OF}, {_NEXT_PORTRAIT})
        FROM next JOIN placement AS this ON this.rowid = at
    )
    SELECT DISTINCT of_portrait.text, of_target.text
    FROM next
    JOIN placement ON placement.rowid = at
    JOIN name AS of_portrait ON of_portrait.id = portrait
    JOIN name AS of_target ON of_target.id = target
    ORDER BY 1, 2"""
"""Every portrait and target that was placed, jumping from each to the next in the database index."""
