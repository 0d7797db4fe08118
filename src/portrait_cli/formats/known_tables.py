"""Tables that other programs write, which always have the same headers."""

from collections.abc import Sequence

from portrait_cli.formats import canvas_outcomes, canvas_rubric, case_table, moodle_competencies
from portrait_cli.formats.rubric import Rubric
from portrait_cli.formats.sheet import Sheet

_FORMATS = (
    (case_table.recognizes, case_table.read),
    (canvas_outcomes.recognizes, canvas_outcomes.read),
    (canvas_rubric.recognizes, canvas_rubric.read),
    (moodle_competencies.recognizes, moodle_competencies.read),
)


def read(sheets: Sequence[Sheet], file: str) -> tuple[Rubric, tuple[str, ...]] | None:
    """Read the export of a program; return None for any other table.

    Raises InvalidFileError for what a portrait cannot hold.
    """
    for recognizes, read_format in _FORMATS:
        if recognizes(sheets):
            return read_format(sheets, file)
    return None
