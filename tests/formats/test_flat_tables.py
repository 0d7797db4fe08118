"""Plain tables, written in every way a spreadsheet can write them, are read back the same."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from examples import one_in
from portrait_cli.formats.rubric import Part
from rubric_tables import read

_WORDS = ["Asks families", "Plans the year", "Sees gaps", "Écoute", "Says it, early", "Thanks; often", "Niño"]
_names = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5, unique=True)
_levels = st.sampled_from([["Starting", "Growing", "Steady"], ["Never", "Sometimes", "Often", "Always"]])
_delimiters = st.sampled_from([",", ";", "\t", "|"])
_encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])


@given(_names, _levels, _delimiters, _encodings, st.booleans())
@one_in(2)
def test_a_flat_table_is_read_back_the_same(
    names: list[str], levels: list[str], delimiter: str, encoding: str, down: bool
) -> None:
    """Whatever is between the cells and however letters are stored, all stays what it is."""
    order = levels[::-1] if down else levels
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    headers = [f"{levels.index(level) + 1} - {level}" for level in order]
    writer.writerows([["Standard", "Indicator", *headers]])
    writer.writerows([["Care", name, *(f"{name} {level}" for level in order)] for name in names])
    rubric = read(stream.getvalue().encode(encoding)).rubric
    (care,) = rubric.attributes
    assert [level.name for level in rubric.levels] == levels
    assert care.parts == tuple(
        Part(name, statements=tuple((f"{name} {level}",) for level in levels)) for name in names
    )
