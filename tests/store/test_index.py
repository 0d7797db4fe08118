import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import DISTRICT, any_script, entries, one_in
from journals import add
from portrait_cli.core import open_plans, search
from portrait_cli.core.earlier_entries import a_year_ago, prompts_used, recalled, said_last
from portrait_cli.core.entry import Block, Entry, Placement, Plan, PlanOutcome, Prose, Response
from portrait_cli.core.filters import Filters
from portrait_cli.core.former_names import FormerNames
from portrait_cli.core.growth import Needed, read_growth
from portrait_cli.core.growth_points import Scope
from portrait_cli.formats import entry_file
from portrait_cli.store import index as index_module
from portrait_cli.store.index import Index
from portrait_cli.store.index_database import Tell
from portrait_cli.store.index_tables import VERSION
from portrait_cli.store.journal import Journal, Stored

Answer = TypeVar("Answer")
NOON = datetime(2026, 11, 23, 12)  # noqa: DTZ001  # an entry's date is local
PORTRAITS = ("portrait-of-a-leader", "district")


def silent(_done: int, _among: int) -> None:
    """Ignore the progress."""


@contextmanager
def place() -> Iterator[tuple[Journal, Path]]:
    """Make a journal and a cache of their own."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "journal").mkdir()
        yield Journal(root / "journal", root / "locks"), root / "cache"


def asked(journal: Journal, cache: Path, question: Callable[[Index], Answer], tell: Tell = silent) -> Answer:
    """Open an index, ask it something, and close it."""
    with closing(Index(journal, cache, tell)) as index:
        return question(index)


def entries_of(journal: Journal, cache: Path) -> list[Stored]:
    """List all the entries that an index knows."""
    return asked(journal, cache, lambda index: index.entries(Filters()).entries)


def everything(index: Index) -> list[Any]:
    """Return everything in an index, except for row numbers and what only saves reading."""
    found: list[Any] = [(stored.path, stored.entry) for stored in index.entries(Filters()).entries]
    found += [sorted(str(problem) for problem in index.problems()), index.days(Filters()), index.portraits_placed()]
    found += [index.past(FormerNames(portrait)) for portrait in PORTRAITS]
    found += [index.with_levels(Needed(portrait, target)) for portrait, target in index.portraits_placed()]
    return [*found, index.with_plans(), index.newest(), index.a_year_before(date(2027, 11, 23))]


steps = st.sampled_from(["care.a", "courage.b", "sitting.goal"])
said = st.builds(Response, steps, st.just("What?"), st.sampled_from(["Listening.", "Röad"]))
targets, levels = st.sampled_from(["care", "courage"]), ("low", "high")
placed = st.builds(
    Placement,
    targets,
    st.just("Where?"),
    st.sampled_from(levels),
    st.just("Level"),
    levels=st.just(levels),
    as_of=st.sampled_from(["now", "then"]),
)
plan_ids, ticks = st.sampled_from(["p", "q", "r"]), st.booleans()
planned = st.builds(Plan, plan_ids, st.just("care"), st.just("now"), st.just("go"), ticked=ticks).flatmap(
    lambda plan: st.sampled_from([plan, replace(plan, ticked=False, let_go=True)])
)
told = st.builds(PlanOutcome, plan_ids, st.just("When"), st.sampled_from(["kept", "not"]), st.just("Kept"))
small = st.builds(
    Entry,
    id=st.sampled_from(["a", "b", "c%_\\", "2026-11-23-120000-note"]),
    written=st.datetimes(datetime(2026, 11, 20), datetime(2026, 11, 26)).map(lambda at: at.replace(microsecond=0)),  # noqa: DTZ001
    utc_offset=st.sampled_from(["+00:00", "-06:00", "+14:00"]),
    title=st.just("A title"),
    portrait=st.sampled_from(PORTRAITS),
    guide=st.sampled_from(["", "deep-dive"]),
    role=st.sampled_from(["", "coach"]),
    attributes=st.lists(st.sampled_from(["care", "courage"]), unique=True).map(tuple),
    tags=st.lists(st.sampled_from(["Work", "#work", "home"]), max_size=2).map(tuple),
    blocks=st.lists(st.one_of(said, placed, planned, told), max_size=4).map(tuple),
)


def written(journal: Journal, names: list[str], made: list[Entry]) -> list[Entry]:
    """Write entries under file names; return them as they are read, oldest first."""
    for name, entry in zip(names, made, strict=True):
        path = journal.folder / f"{name}.md"
        path.write_text(entry_file.dump(entry), encoding="utf-8")
    return [stored.entry for stored in journal.entries()[0]]


some = st.lists(small, max_size=7).flatmap(
    lambda made: st.tuples(
        st.just(made), st.lists(st.sampled_from("abcdefghij"), min_size=len(made), max_size=len(made), unique=True)
    )
)


@given(some)
@one_in(3)
def test_the_index_says_what_the_entries_say(drawn: tuple[list[Entry], list[str]]) -> None:
    """Whatever is asked of the index, the answer is that of the core over all the entries."""
    with place() as (journal, cache):
        known = written(journal, drawn[1], drawn[0])
        with closing(Index(journal, cache, silent)) as index:
            assert [stored.entry for stored in index.entries(Filters()).entries] == known[::-1]
            for portrait in PORTRAITS:
                ours = [entry for entry in known if entry.portrait == portrait]
                past = index.past(FormerNames(portrait))
                assert dict(past.used) == dict(prompts_used(ours))
                assert past.said == said_last(ours)
                assert past.recalled == recalled(ours)
                tagged = index.past(FormerNames(portrait), tags=["WORK", "#home"])
                assert tagged.recalled == recalled(ours, ["work", "home"])
                assert past.open_plans == open_plans.still_open(known)
                assert past.plans_made == len({plan.id for entry in known for plan in entry.plans})
                for day in {entry.written.date() for entry in known}:
                    before = index.past(FormerNames(portrait), before=day)
                    earlier = [entry for entry in ours if entry.written.date() < day]
                    assert dict(before.used) == dict(prompts_used(earlier))
                    assert before.said == said_last(earlier)
                    assert before.recalled == recalled(earlier)
                    tagged = index.past(FormerNames(portrait), before=day, tags=["WORK"])
                    assert tagged.recalled == recalled(earlier, ["work"])
                    assert before.open_plans == tuple(one for one in past.open_plans if one.made < day)
                    assert before.goals == tuple(one for one in past.goals if one.set_on < day)
            today = date(2027, 11, 23)
            assert index.a_year_before(today) == a_year_ago(known, today)
            assert index.newest_role(["coach"]) == ("coach" if any(entry.role for entry in known) else "")


@given(some, st.data())
@one_in(3)
def test_a_filter_means_the_same_everywhere(drawn: tuple[list[Entry], list[str]], data: st.DataObject) -> None:
    """The index finds by a filter what the filter says of each entry, newest first, and counts it."""
    days = st.none() | st.dates(date(2026, 11, 19), date(2026, 11, 27))
    chosen = Filters(
        since=data.draw(days),
        until=data.draw(days),
        attribute=data.draw(st.sampled_from(["", "care", "none"])),
        guide=data.draw(st.sampled_from(["", "note", "deep-dive"])),
        role=data.draw(st.sampled_from(["", "coach"])),
        tag=data.draw(st.sampled_from(["", "WORK", "#home"])),
    )
    with place() as (journal, cache):
        known = [entry for entry in written(journal, drawn[1], drawn[0]) if chosen.fits(entry)]
        found = asked(journal, cache, lambda index: index.entries(chosen, 2))
        assert [stored.entry for stored in found.entries] == known[::-1][:2]
        assert found.more == max(len(known) - 2, 0)


class Life:
    """A journal in which things happen."""

    def __init__(self, journal: Journal, cache: Path, data: st.DataObject) -> None:
        self.journal, self.cache, self.data = journal, cache, data

    def step(self) -> None:
        """Do one random thing."""
        happen = [self.write, self.damage, self.delete, self.move, self.clock, self.spoil]
        self.data.draw(st.sampled_from(happen), label="what happens")()

    def _file(self) -> Path:
        return self.journal.folder / self.data.draw(st.sampled_from(["a.md", "b.md", "year/a.md", "year/.hidden.md"]))

    def write(self) -> None:
        """Write or rewrite an entry by hand."""
        path = self._file()
        path.parent.mkdir(exist_ok=True)
        path.write_text(entry_file.dump(self.data.draw(small)), encoding="utf-8")

    def damage(self) -> None:
        """Make a file that is not an entry."""
        path = self._file()
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.data.draw(st.sampled_from([b"", b"\xff", b"---\nid: a\n---\n", b"no front matter"])))

    def delete(self) -> None:
        """Delete a file, or a whole folder."""
        path = self._file()
        path.unlink(missing_ok=True)
        if self.data.draw(st.booleans()) and path.parent != self.journal.folder:
            shutil.rmtree(path.parent, ignore_errors=True)

    def move(self) -> None:
        """Move a file over another name, with its old times."""
        source, target = self._file(), self._file()
        if source.exists():
            target.parent.mkdir(exist_ok=True)
            source.replace(target)

    def clock(self) -> None:
        """Set a file's time to the distant past or future, as copying programs do."""
        path = self._file()
        if path.exists():
            moment = self.data.draw(st.sampled_from([0, 10**9, 4 * 10**9]))
            os.utime(path, (moment, moment))

    def spoil(self) -> None:
        """Damage the index itself."""
        for path in sorted(self.cache.glob("index-*"))[:: self.data.draw(st.sampled_from([1, -1]))][:1]:
            if path.suffix == ".lock":
                continue
            held = bytearray(path.read_bytes())
            match self.data.draw(st.sampled_from(["gone", "short", "noise", "empty", "text"])):
                case "gone":
                    path.unlink()
                case "short":
                    path.write_bytes(held[: len(held) // 2])
                case "noise":
                    start = self.data.draw(st.integers(0, max(len(held) - 1, 0)))
                    held[start : start + 40] = os.urandom(40)
                    path.write_bytes(held)
                case "empty":
                    path.write_bytes(b"")
                case _:
                    path.write_text("this is no database", encoding="utf-8")


@given(st.data())
@one_in(3)
def test_an_updated_index_is_the_same_as_a_new_one(data: st.DataObject) -> None:
    """After any writes, edits, deletes, moves, damage and clock changes, an updated index equals a new one."""
    with place() as (journal, cache):
        life = Life(journal, cache, data)
        for _ in range(data.draw(st.integers(1, 5))):
            for _ in range(data.draw(st.integers(1, 3))):
                life.step()
            kept = asked(journal, cache, everything)
            assert kept == asked(journal, cache.with_name("another"), everything)
            shutil.rmtree(cache.with_name("another"), ignore_errors=True)  # of an empty journal nothing is kept


_terms = st.one_of(any_script, st.sampled_from(["AND", "OR", "NOT", '"', "-", "school", "校", "ครู", "🚌"]))


@given(st.lists(st.tuples(any_script, any_script, any_script), min_size=1, max_size=4), st.data())
@one_in(3)
def test_a_search_finds_in_every_script_what_fits_it(drawn: list[tuple[str, str, str]], data: st.DataObject) -> None:
    """The index finds by a search the entries that the core says fit it, whatever script they are in."""
    made = [
        Entry(
            str(at), NOON, "+00:00", "Note", tags=(tag,), blocks=(Prose(f"{first}\n"), Response("a.b", "What?", last))
        )
        for at, (tag, first, last) in enumerate(drawn)
    ]
    of_entries = st.sampled_from([text for texts in drawn for text in texts])
    cut = st.tuples(of_entries, st.integers(0, 8), st.integers(1, 8)).map(lambda draw: draw[0][draw[1] :][: draw[2]])
    query = search.parse(" ".join(data.draw(st.lists(_terms | cut, max_size=5))))
    with place() as (journal, cache):
        known = written(journal, [entry.id for entry in made], made)
        found = asked(journal, cache, lambda index: index.search(query, Filters()))
        fitting = [entry.id for entry in known if query.fits(entry)]
        assert sorted(stored.entry.id for stored in found.entries) == sorted(fitting)


@given(entries, st.text(max_size=30))
@one_in(3)
def test_any_entry_is_held_as_it_was_read(entry: Entry, words: str) -> None:
    """The index holds any entry without loss, and any words can be searched."""
    with place() as (journal, cache):
        stored = add(journal, replace(entry, id="an-entry"))
        with closing(Index(journal, cache, silent)) as index:
            assert index.entries(Filters()).entries == [journal.read(stored.path)]
            index.search(search.parse(words), Filters())


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Make a journal with three entries."""
    made = Journal(tmp_path / "journal", tmp_path / "locks")
    for number, words in enumerate(["We moved the bus.", "I listened to Ms. R. and the bus driver.", "Nothing."]):
        add(
            made,
            Entry(
                id=f"e{number}",
                written=NOON + timedelta(days=number),
                utc_offset="+00:00",
                title="A session",
                attributes=("care",),
                blocks=(Response("care.what", "Which bus?", words), Prose("Écoute bien")),
            ),
        )
    return made


def test_nothing_is_read_twice(journal: Journal, tmp_path: Path) -> None:
    """A file that did not change is read at most twice: again only while it is new."""
    seen: list[int] = []

    def look() -> list[int]:
        seen.clear()
        Index(journal, tmp_path / "cache", lambda done, _: seen.append(done)).close()
        return list(seen)

    assert look() == [1, 2, 3]
    assert look() == [1, 2, 3]  # a stamp of the last two seconds is not believed
    time.sleep(2.1)
    assert look() == [1, 2, 3]
    assert look() == []
    journal.files()[1].write_text("no entry", encoding="utf-8")
    assert look() == [1]
    time.sleep(2.1)
    assert look() == [1]
    assert look() == []


def test_an_index_made_by_another_rule_is_made_anew(journal: Journal, tmp_path: Path) -> None:
    """An index whose seal has another version, as after a change of what words are, is read anew from the files."""
    seen: list[int] = []

    def look() -> list[int]:
        seen.clear()
        Index(journal, tmp_path / "cache", lambda done, _: seen.append(done)).close()
        return list(seen)

    time.sleep(2.1)  # stamps of the last two seconds are not believed
    assert look() == [1, 2, 3]
    assert look() == []
    (seal,) = (tmp_path / "cache").glob("*.seal")
    seal.write_text(seal.read_text(encoding="utf-8").replace(str(VERSION), str(VERSION + 1)), encoding="utf-8")
    assert look() == [1, 2, 3]
    assert look() == []


@pytest.mark.parametrize("page", [1, 2, 3, 4])
def test_many_entries_come_in_order_however_many_are_read_at_a_time(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    """Going through the entries gives each of those that fit once, newest first, whatever the size of a page."""
    monkeypatch.setattr(index_module, "_PAGE", page)
    with closing(Index(journal, tmp_path / "cache", silent)) as index:
        assert [entry.id for entry in index.each(Filters())] == ["e2", "e1", "e0"]
        assert [entry.id for entry in index.each(Filters(until=NOON.date()))] == ["e0"]
        assert list(index.each(Filters(attribute="none"))) == []


def test_a_change_meanwhile_cuts_no_export_short(
    journal: Journal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that another window deletes or changes on the way leaves the others where they are."""
    monkeypatch.setattr(index_module, "_PAGE", 1)
    newest = journal.folder / "2026" / "e2.md"
    with closing(Index(journal, tmp_path / "cache", silent)) as index:
        going = index.each(Filters())
        assert next(going).id == "e2"
        newest.unlink()
        oldest = journal.folder / "2026" / "e0.md"
        oldest.write_text(oldest.read_text(encoding="utf-8").replace("2026-11-23", "2026-11-28"), encoding="utf-8")
        entries_of(journal, tmp_path / "cache")
        assert [entry.id for entry in going] == ["e1", "e0"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("bus", ["e1", "e0"]),
        ("BUS moved", ["e0"]),
        ("moved OR listened", ["e1", "e0"]),
        ("bus NOT driver", ["e0"]),
        ("bus -driver", ["e0"]),
        ("NOT bus", ["e2"]),
        ('"bus driver"', ["e1"]),
        ('"driver bus"', []),
        ("listen", ["e1"]),
        ("ecoute", ["e2", "e1", "e0"]),
        ("which", []),
        ("care AND nothing", ["e2"]),
        ("", ["e2", "e1", "e0"]),
        ("!!! ''", ["e2", "e1", "e0"]),
        ("AND OR NOT", ["e2", "e1", "e0"]),
    ],
)
def test_words_find_entries(journal: Journal, tmp_path: Path, words: str, found: list[str]) -> None:
    """Words, beginnings of words, phrases, AND, OR and NOT find what the person wrote, not what was asked."""
    query = search.parse(words)
    with closing(Index(journal, tmp_path / "cache", silent)) as index:
        assert sorted(stored.entry.id for stored in index.search(query, Filters()).entries) == sorted(found)
        hit = index.search(query, Filters(), 1)
    assert len(hit.entries) + hit.more == len(found)


def test_the_cache_is_private(journal: Journal, tmp_path: Path) -> None:
    """The index contains the person's words, so it is for its owner only."""
    Index(journal, tmp_path / "cache", silent).close()
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "cache").iterdir():
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_without_a_writable_cache_everything_works(journal: Journal, tmp_path: Path) -> None:
    """When the cache folder is not writable, everything works from memory."""
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o500)
    assert len(entries_of(journal, cache)) == 3
    assert list(cache.iterdir()) == []


def test_with_a_file_in_place_of_the_cache_everything_works(journal: Journal, tmp_path: Path) -> None:
    """When a file is in the cache folder's place, everything works from memory."""
    (tmp_path / "file").touch()
    assert len(entries_of(journal, tmp_path / "file" / "cache")) == 3


def test_damage_to_an_open_index_is_survived(journal: Journal, tmp_path: Path) -> None:
    """An index that is damaged after it was opened is replaced by reading the files."""
    with closing(Index(journal, tmp_path / "cache", silent)) as index:
        file = next((tmp_path / "cache").glob("*.sqlite"))
        file.write_bytes(b"\0" * file.stat().st_size)
        assert len(index.entries(Filters()).entries) == 3
    assert len(entries_of(journal, tmp_path / "cache")) == 3


def test_two_at_once_are_safe(journal: Journal, tmp_path: Path) -> None:
    """Processes that make the same index at once all find every entry."""
    for number in range(200):
        (journal.folder / f"n{number}.md").write_text(
            entry_file.dump(Entry(f"n{number}", NOON, "+00:00", "Note")), encoding="utf-8"
        )
    code = (
        "import sys; from pathlib import Path; from portrait_cli.store.index import Index;"
        "from portrait_cli.store.journal import Journal; from portrait_cli.core.filters import Filters;"
        "j = Journal(Path(sys.argv[1]), Path(sys.argv[2]));"
        "from contextlib import closing\n"
        "for _ in range(5):\n"
        "    with closing(Index(j, Path(sys.argv[3]), lambda a, b: None)) as index:\n"
        "        print(len(index.entries(Filters()).entries))"
    )
    places = [str(journal.folder), str(journal.locks), str(tmp_path / "cache")]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, *places], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in running:
        out, err = process.communicate()
        assert (out.split(), err) == (["203"] * 5, "")


def test_a_plan_closed_elsewhere_stays_closed_beside_an_open_one(tmp_path: Path) -> None:
    """An open plan in the same entry does not reopen a plan that was closed in another entry."""
    journal = Journal(tmp_path / "plans", tmp_path / "locks")
    journal.folder.mkdir()
    first, other = (Plan(name, "care", "now", "go") for name in ("first", "other"))
    blocks: dict[str, tuple[Block, ...]] = {
        "a": (first, other),
        "b": (replace(first, ticked=True), Plan("third", "care", "now", "go")),
        "c": (PlanOutcome("third", "When", "kept", "Kept"),),
    }
    made = [Entry(name, NOON, "+00:00", "T", blocks=held) for name, held in blocks.items()]
    known = written(journal, list(blocks), made)
    past = asked(journal, tmp_path / "cache", lambda index: index.past(FormerNames("")))
    assert [one.plan.id for one in past.open_plans] == ["other"]
    assert past.open_plans == open_plans.still_open(known)


def test_another_portrait_of_the_same_journal_is_apart(journal: Journal, tmp_path: Path) -> None:
    """What was said in one portrait does not count in another."""
    with closing(Index(journal, tmp_path / "cache", silent)) as index:
        assert index.past(FormerNames("")).said["care"].words.startswith("Nothing.")
        assert index.past(FormerNames(DISTRICT.id)).said == {}


@given(some, st.sampled_from([-1, 0, 1, 2]))
@one_in(3)
def test_former_names_are_read_as_todays(drawn: tuple[list[Entry], list[str]], most: int) -> None:
    """What the index says of a portrait and a part with former names is what the core says of the renamed entries."""
    names = FormerNames("next", ("district", "next"), {"courage": "care"})
    with place() as (journal, cache):
        known = [names.renamed(entry) for entry in written(journal, drawn[1], drawn[0])]
        with closing(Index(journal, cache, silent)) as index:
            ours = [entry for entry in known if entry.portrait == "next"]
            past = index.past(names)
            assert past.said == said_last(ours)
            assert dict(past.used) == dict(prompts_used(ours))
            assert past.open_plans == open_plans.still_open(known)
            scope = Scope("next", "care", most=most)
            assert read_growth(scope, lambda needed: index.with_levels(needed, names)).lines == (
                read_growth(scope, lambda _: known).lines
            )
            found = index.entries(Filters(attribute="care", formerly=("courage",))).entries
            assert len(found) == len([entry for entry in known if not entry.targets.isdisjoint({"care", "courage"})])
            placed_in = {target for entry in known for target in entry.targets}
            assert {names.today(target) for target in index.targets()} == {names.today(one) for one in placed_in}
            assert [names.renamed(one) for one in index.placing(["district"])] == [
                entry for entry in ours if entry.placements
            ]
