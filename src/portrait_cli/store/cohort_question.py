"""The one question about a cohort, as an Ibis expression, and in the SQL of each engine.

Only here is Ibis imported, which takes most of a second.
"""

import ibis

from portrait_cli.store.contribution_tables import TABLES


def counts_expression() -> ibis.Table:
    """Return the one question that every engine answers: how many leaders gave each answer, by round and role."""
    people, placements, answers = (ibis.table(columns, name=name) for name, columns in TABLES.items())
    given = placements.join(people, "person").join(answers, "answer_number")
    by = ["round", "target", "scale", "role", "answer"]
    return given.group_by(by).agg(leaders=given.count())


def sql(dialect: str) -> str:
    """Write the question in the SQL that an engine speaks, such as duckdb, postgres or pyspark."""
    return str(ibis.to_sql(counts_expression(), dialect=dialect))
