"""Large files of contributions: DuckDB reads them as `contribution_file` does, or leaves them to it."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from contributions import contribution, leaders, placed
from examples import one_in
from portrait_cli.core.cohort import Count
from portrait_cli.core.cohort_answers import PLANS, known_answers
from portrait_cli.core.contribution import Contribution, Placed
from portrait_cli.formats import contribution_file
from portrait_cli.store import cohort_engine, portraits
from portrait_cli.store.contribution_tables import ContributionTables
from portrait_cli.store.settings import load


def empty() -> ContributionTables:
    """Make tables for the portrait that comes with the program."""
    return ContributionTables(known_answers(portraits.portrait_in_use(load({}))))


def counted(tables: ContributionTables) -> tuple[tuple[Count, ...], list[str], int]:
    """Count all that the tables have; with it the digests of who is in them, and how many doubles there were."""
    doubles = tables.keep_newest()
    rounds = {one.round: "all" for one in tables.rounds()}
    tables.choose(rounds)
    result = cohort_engine.count(tables, cohort_engine.question()), tables.people("all"), doubles
    tables.close()
    return result


def by_the_engine(folder: Path, lines: Sequence[bytes]) -> tuple[tuple[Count, ...], list[str], int] | None:
    """Let DuckDB read lines from a file; None if it leaves them to us."""
    path = folder / f"{next(_NUMBERS)}.jsonl"
    path.write_bytes(b"".join(lines))
    tables = empty()
    if tables.add_files({0: path}):
        tables.close()
        return None
    return counted(tables)


def by_our_rules(lines: Sequence[bytes]) -> tuple[tuple[Count, ...], list[str], int] | None:
    """Read the same lines by our own rules; None if any line is none."""
    problems: list[contribution_file.Problem] = []
    found = list(contribution_file.parse_lines(lines, "lines", problems))
    if problems:
        return None
    tables = empty()
    tables.add([(0, one) for one in found])
    return counted(tables)


_NUMBERS = count()
_WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
_NAMES = st.sampled_from(["advocacy", "collaboration", "ad1", "ad2", "tr1", "gone", "ñandú"])
_ANSWERS = st.sampled_from(["starting", "growing", "steady", "multiplying", "cant-say-yet", "gone"])
_PLACED = st.builds(Placed, _NAMES, st.sampled_from(["growth/1", "growth/2", "other/1"]), _ANSWERS)
_CONTRIBUTIONS = st.builds(
    Contribution,
    id=st.sampled_from([f"{number:016d}" for number in range(6)]),
    version=st.integers(1, 3),
    round=st.sampled_from(["Fall 2026", "fall  2026", 'A "round" \\ of ñ', '"placements":[', '],"consent":']),
    month=st.sampled_from(["2026-11", "2027-04"]),
    portrait=st.sampled_from(["portrait-of-a-leader", "another"]),
    portrait_version=st.just("1.1"),
    placements=st.lists(_PLACED, max_size=4).map(tuple),
    consent=st.sampled_from(["Yes.", 'I say "yes": [ok], {all}']),
    role=st.sampled_from(["", "building-leader", "gone"]),
    plans_kept=st.integers(0, 3),
)
_LINES = st.lists(_CONTRIBUTIONS.map(contribution_file.line), min_size=1, max_size=8)


@one_in(10)
@given(lines=_LINES)
def test_the_engine_reads_what_our_rules_read(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    """What DuckDB takes in is what our rules read, doubles and all; it takes in nothing that they refuse."""
    read = by_the_engine(tmp_path_factory.getbasetemp(), lines)
    if read is not None:
        assert read == by_our_rules(lines)


@st.composite
def damaged(draw: st.DrawFn) -> list[bytes]:
    """Damage one of some lines: a part is replaced, doubled, or taken out."""
    lines = draw(_LINES)
    number = draw(st.integers(0, len(lines) - 1))
    line = lines[number]
    begins = draw(st.integers(0, len(line)))
    ends = draw(st.integers(begins, min(len(line), begins + 60)))
    parts = [b"", line[begins:ends] * 2, b'"', b"\\", b"{", b"}", b"},{", b"\xff", b"\x00", b" ", b"\r", b"\n"]
    fields = [b'"id":"0000000000000001",', b'"placements":[],', b'"name":"Maria",', b'"role":1,', b"1e2", b"null"]
    lines[number] = line[:begins] + draw(st.sampled_from([*parts, *fields])) + line[ends:]
    return b"".join(lines).splitlines(keepends=True)


@one_in(10)
@given(lines=damaged())
def test_the_engine_takes_in_nothing_damaged(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    """A file with a damaged line is left to our rules, unless they would read it just the same."""
    read = by_the_engine(tmp_path_factory.getbasetemp(), lines)
    if read is not None:
        assert read == by_our_rules(lines)


HEAD, TAIL = contribution_file.line(contribution(1, advocacy="steady")).split(b'"placements":[', 1)
ONE = b'{"what":"advocacy","scale":"growth/1","answer":"steady"}'


@pytest.mark.parametrize(
    "line",
    [
        HEAD + b'"placements":[' + ONE + b"," + ONE + b'],"consent":"Yes."}\n',
        HEAD + b'"placements":[' + ONE + b'],"consent":"Yes.","placements":[]}\n',
        HEAD + b'"id":"0000000000000002","placements":[' + ONE + b'],"consent":"Yes."}\n',
        HEAD + b'"placements":[' + ONE + b'],"consent":"Yes.","id":"0000000000000002"}\n',
        HEAD + b'"placements":[{}],"consent":"Yes."}\n',
        HEAD + b'"placements":[{' + ONE + b'}],"consent":"Yes."}\n',
        HEAD + b'"placements":[' + ONE + b'],"consent":"Yes.","words":"She cried."}\n',
        HEAD.replace(b"0000000000000001", b"000000000000000A") + b'"placements":[' + TAIL,
        b"\n",
        b"\xef\xbb\xbf" + HEAD + b'"placements":[' + TAIL,
        HEAD + b'"placements":[' + TAIL.rstrip() + b"x" * 1_100_000 + b"\n",
        b"\xff\xfe\n",
        b"[" * 100_000 + b"\n",
        b"{}\n",
    ],
)
def test_a_line_that_is_not_as_we_write_it(tmp_path: Path, line: bytes) -> None:
    """A hostile line is read as our rules read it, or the whole file is left to them."""
    read = by_the_engine(tmp_path, [*map(contribution_file.line, leaders(["steady"] * 3, first=5)), line])
    if read is not None:
        assert read == by_our_rules([*map(contribution_file.line, leaders(["steady"] * 3, first=5)), line])


def test_what_we_write_is_read_by_the_engine(tmp_path: Path) -> None:
    """A file that we wrote is not left to the slow way, with text of any script in it."""
    made = [
        replace(contribution(1, advocacy="steady"), round="Otoño “26”"),
        contribution(2),
        contribution(3, ad1="x"),
    ]
    assert by_the_engine(tmp_path, list(map(contribution_file.line, made))) is not None


def test_only_the_file_with_a_strange_line_is_left(tmp_path: Path) -> None:
    """Of several files that are read together, only the one with a line that is none is left to our rules."""
    paths: dict[int, Path] = {}
    for number in range(3):
        paths[number] = tmp_path / f"it's {number}.jsonl"
        lines = map(contribution_file.line, leaders(["steady"] * 5, first=number * 5))
        paths[number].write_bytes(b"".join(lines) + (b"{}\n" if number == 1 else b""))
    tables = empty()
    assert tables.add_files(paths) == [1]
    found, people, _ = counted(tables)
    assert sum(one.leaders for one in found if one.target == "advocacy") == len(people) == 10


def test_a_file_with_endless_kinds_of_lines_is_left(tmp_path: Path) -> None:
    """A file in which no two lines have anything in common is left to our rules, not learned by heart."""
    lines = [contribution_file.line(replace(contribution(number), round=f"r{number}")) for number in range(10_050)]
    assert by_the_engine(tmp_path, lines) is None


def test_the_newest_of_one_id_counts() -> None:
    """Of several contributions with one id the one with the highest version counts, in whatever order they come."""
    first = contribution(1, advocacy="starting")
    again = replace(contribution(1, advocacy="steady"), version=2)
    for order in ([first, again], [again, first], [first, again, again]):
        tables = empty()
        tables.add(list(enumerate(order)))
        found, people, doubles = counted(tables)
        assert [one.answer for one in found if one.target == "advocacy"] == ["steady"]
        assert (len(people), doubles) == (1, len(order) - 1)


def test_another_portrait_is_named_by_its_file() -> None:
    """What is of another portrait does not count, and it is known which file it came in."""
    tables = empty()
    tables.add([(7, contribution(1, advocacy="steady")), (8, replace(contribution(2), portrait="districts-own"))])
    assert tables.of_other_portraits() == [(8, "districts-own")]
    assert len(counted(tables)[1]) == 1


def test_scales_are_never_mixed() -> None:
    """What is on another version of a scale does not count, though the contribution does."""
    other = replace(contribution(1), placements=(Placed("advocacy", "growth/2", "steady"),))
    tables = empty()
    tables.add([(0, other)])
    found, people, _ = counted(tables)
    assert ([one.target for one in found], len(people)) == ([PLANS], 1)


def test_files_of_another_portrait_read_together_are_named(tmp_path: Path) -> None:
    """Of several large files the one that is of another portrait is still known."""
    paths = {number: tmp_path / f"{number}.jsonl" for number in (3, 4)}
    paths[3].write_bytes(contribution_file.line(contribution(1)))
    paths[4].write_bytes(contribution_file.line(replace(contribution(2), portrait="districts-own")))
    tables = empty()
    assert tables.add_files(paths) == []
    assert tables.of_other_portraits() == [(4, "districts-own")]
    tables.close()


def test_what_is_placed_has_the_names_of_today() -> None:
    """Every answer that counts is one of today's."""
    known = known_answers(portraits.portrait_in_use(load({})))
    assert known.answers[placed(advocacy="steady")[0]] == placed(advocacy="steady")[0]
