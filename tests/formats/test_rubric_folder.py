"""Whole tables of every kind that schools have, in `tests/rubrics`, each read as it was meant."""

import pytest

from portrait_cli.formats import portrait_file, starter
from rubric_tables import FOLDER, TABLES, data_of, read, written


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_read_as_it_was_meant(name: str) -> None:
    """What is read of a table in `tests/rubrics` is what stands in the `.reading` beside it, and makes a portrait."""
    found = read(data_of(name), name)
    assert written(found) == (FOLDER / f"{name}.reading").read_text(encoding="utf-8")
    portrait, _ = portrait_file.load(starter.write(found.rubric).encode(), "p.yaml")
    assert [attribute.name for attribute in portrait.attributes] == [part.name for part in found.rubric.attributes]
