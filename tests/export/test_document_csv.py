import csv
import io
import json
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import TESTS
from documents import ARABIC, FOOTER
from examples import any_script
from portrait_cli.core.document import Document, Records
from portrait_cli.core.text import visible
from portrait_cli.export import document_csv

_HEADER = ("date", "about", "words")
_FORMULAS = ("=1+1", '=HYPERLINK("http://x.org","press")', "+1", "-2", "@SUM(1)", "\t=1", "\n=1", "\uff1d1")
_READER = """
const { parse } = require("csv-parse/sync");
const rows = parse(require("fs").readFileSync(0), { bom: true, record_delimiter: "\\r\\n" });
process.stdout.write(JSON.stringify(rows));
"""


def _written(*rows: tuple[str, ...]) -> str:
    document = Document(
        "evidence", "Evidence log", (), FOOTER, date(2026, 11, 26), records=Records(_HEADER, iter(rows))
    )
    return "".join(document_csv.write(document))


def _read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))


def test_records_are_rows_below_their_header() -> None:
    """Each record is a row; signs that mean something in CSV, and lines within a cell, are words."""
    rows = [("2026-11-26", 'She said: "Ask, then decide."', f"One line\nand another; {ARABIC} ñ 🎉"), ("", " x ", "")]
    text = _written(*map(tuple, rows))
    assert _read(text) == [list(row) for row in (_HEADER, *rows)]
    assert text.endswith('\r\n," x ",\r\n')


@pytest.mark.parametrize("typed", _FORMULAS)
def test_a_spreadsheet_runs_nothing(typed: str) -> None:
    """What would be a formula has an apostrophe before it, and is otherwise as it was typed."""
    _, (first, _, last) = _read(_written((typed, "a", f"b {typed}")))
    assert (first, last) == (f"'{typed}", f"b {typed}")


def test_what_acts_on_a_terminal_is_a_sign() -> None:
    """Control characters are visible, and a carriage return is not part of a line."""
    assert _read(_written(("\x1b[2J", "a\r\nb", "\rc")))[1] == ["\u241b[2J", "a\nb", "c"]


@given(st.lists(st.tuples(any_script, st.text(), st.sampled_from(_FORMULAS)), max_size=5))
def test_any_words_come_back(rows: list[tuple[str, str, str]]) -> None:
    """A strict reader finds every cell as it was, but for the apostrophe before a formula."""
    read = _read(_written(*rows))[1:]
    for row, cells in zip(rows, read, strict=True):
        for typed, seen in zip(row, cells, strict=True):
            assert seen.removeprefix("'") == visible(typed).removeprefix("'")
            assert not seen.startswith(("=", "+", "-", "@", "\t", "\n"))


def test_another_program_reads_the_same() -> None:
    """A reader of another language finds the same rows."""
    if not (TESTS / "browser" / "node_modules" / "csv-parse").is_dir():
        pytest.skip("`npm ci` in tests/browser brings csv-parse")
    text = _written(*((typed, 'a "b", c', f"{ARABIC}\r\n\n{typed}") for typed in _FORMULAS))
    done = subprocess.run(
        ["node", "-e", _READER], input=text.encode(), capture_output=True, check=True, cwd=TESTS / "browser"
    )
    assert json.loads(done.stdout) == _read(text)
