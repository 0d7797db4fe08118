"""A contribution as JSON: what is read, and what is not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.contribution import Contribution, Placed
from portrait_cli.core.errors import InvalidFileError, NewerFormatError
from portrait_cli.formats import contribution_file

ONE = Contribution(
    id="0123456789abcdef",
    version=1,
    round="Otoño 2026",
    month="2026-11",
    portrait="portrait-of-a-leader",
    portrait_version="1.1",
    placements=(Placed("advocacy", "growth/1", "steady"), Placed("hc1", "growth/1", "cant-say-yet")),
    consent="I agree.",
    role="building-leader",
    plans_kept=2,
)


def _changed(**changes: object) -> bytes:
    known: dict[str, Any] = json.loads(contribution_file.write(ONE))
    return json.dumps({**known, **changes}).encode()


def test_a_contribution_is_read_as_it_was_written() -> None:
    """A file of its own and a line of many say the same, with or without the mark of UTF-8."""
    text = contribution_file.write(ONE)
    assert contribution_file.parse(text.encode("utf-8-sig"), "a.json") == ONE
    problems: list[contribution_file.Problem] = []
    lines = [contribution_file.line(ONE), b"\n", contribution_file.line(replace(ONE, role=""))]
    assert list(contribution_file.parse_lines(lines, "all.jsonl", problems)) == [ONE, replace(ONE, role="")]
    assert problems == []


def test_a_damaged_line_is_named_and_the_others_are_read() -> None:
    """What is wrong with a line is told with its number."""
    problems: list[contribution_file.Problem] = []
    lines = [contribution_file.line(ONE), b'{"id": \n', contribution_file.line(ONE)]
    assert len(list(contribution_file.parse_lines(lines, "all.jsonl", problems))) == 2
    ((name, problem),) = problems
    assert name == "all.jsonl:2"
    assert str(problem).startswith("all.jsonl:2: is not a contribution")


PLACED = {"what": "advocacy", "scale": "growth/1", "answer": "steady"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        _changed(name="Maria Lopez"),
        _changed(placements=[{**PLACED, "comment": "Maria said so."}]),
        _changed(placements=[PLACED, PLACED]),
        _changed(placements=[{**PLACED, "what": f"a{number}"} for number in range(5001)]),
        _changed(placements=[{**PLACED, "what": "<script>"}]),
        _changed(placements=[{**PLACED, "scale": "growth"}]),
        _changed(placements=[{**PLACED, "answer": "I am Maria"}]),
        _changed(placements=[{**PLACED, "answer": "Steady"}]),
        _changed(placements=[{**PLACED, "answer": "-"}]),
        _changed(placements="advocacy"),
        _changed(id="0123456789ABCDEF"),
        _changed(id="1"),
        _changed(version=0),
        _changed(version=10**30),
        _changed(version=1.5),
        _changed(version=True),
        _changed(plans_kept=-1),
        _changed(plans_kept=4),
        _changed(plans_kept=float("nan")),
        _changed(month="2026-13"),
        _changed(month="2026-11-23"),
        _changed(round=""),
        _changed(round="a\x1b[2J"),
        _changed(round="x" * 61),
        _changed(round=" "),
        _changed(consent=""),
        _changed(portrait_version="1\n2"),
        _changed(portrait=""),
        _changed(role="Building leader"),
        _changed(consent="x" * 1_000_001),
        _changed(format=0),
        _changed(format="one"),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    """A file with another field, words, an id that is none, or a number that cannot be is no contribution."""
    with pytest.raises(InvalidFileError):
        contribution_file.parse(data, "a.json")


@pytest.mark.parametrize("changes", [{"format": 2}, {"format": 2, "mood": "good"}])
def test_a_later_format_is_told(changes: dict[str, object]) -> None:
    """Whoever has an older program learns to update it."""
    with pytest.raises(NewerFormatError, match="newer portrait"):
        contribution_file.parse(_changed(**changes), "a.json")


def test_a_contribution_that_is_only_made_again_says_the_same() -> None:
    """Its digest depends on what it says, not on the version and the month."""
    assert contribution_file.digest(replace(ONE, version=7, month="2026-12")) == contribution_file.digest(ONE)
    assert contribution_file.digest(replace(ONE, plans_kept=3)) != contribution_file.digest(ONE)


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(
        lambda value: json.dumps(value).encode()
    )
)
def test_no_input_breaks_the_reader(data: bytes) -> None:
    """Whatever is in a file, it is a contribution or an error that says so."""
    with pytest.raises(InvalidFileError):
        contribution_file.parse(data, "a.json")
