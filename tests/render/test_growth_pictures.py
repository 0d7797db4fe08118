"""Growth as it is shown: two school years of a building leader, as transcripts."""

import io
import json
import os
import re
import shlex
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import TESTS, Run
from examples import one_in
from portrait_cli.core.entry import Block, Entry, Heading, Placement, Plan, PlanOutcome, Response
from portrait_cli.core.growth import over_time
from portrait_cli.core.growth_points import Scope
from portrait_cli.formats import entry_file
from portrait_cli.render.growth import Others, Topic, detail, overview
from portrait_cli.render.screen import Look, console

JUNE = datetime(2026, 6, 8, 16, tzinfo=timezone(timedelta(hours=-5)))
LEVELS = ("starting", "growing", "steady", "multiplying")
LABELS = {"cant-say-yet": "Can't say yet", "not-my-role": "Not part of my role"}
LIST = Plan(
    "plan-1", "advocacy", "I make the list for family night", "call the three families who never answer",
    date(2024, 12, 2),
)  # fmt: skip
FEE = Plan("plan-2", "advocacy", "the budget sheet comes round", "ask who pays and who cannot", date(2026, 1, 19))
TRANSCRIPTS = TESTS / "transcripts"


def said(text: str, step: str = "advocacy.left-out") -> Response:
    return Response(step, "What happened?", text)


def level(chosen: str, target: str = "advocacy", **more: str | tuple[str, ...]) -> Placement:
    label = LABELS.get(chosen, chosen.capitalize())
    placed = Placement(target, "Where would I place myself today?", chosen, label, scale="growth/1", levels=LEVELS)
    return replace(placed, **more)


def entry(day: date, *blocks: Block, version: str = "1.1", portrait: str = "portrait-of-a-leader") -> Entry:
    return Entry(
        id=day.isoformat(),
        written=datetime(day.year, day.month, day.day, 16),  # noqa: DTZ001  # local, as entries are
        utc_offset="-05:00",
        title=f"Session, {day}",
        portrait=portrait,
        portrait_version=version,
        attributes=("advocacy", "human-centered"),
        blocks=(Heading("Advocacy", "advocacy"), *blocks),
    )


def told(plan: Plan, outcome: str, label: str) -> PlanOutcome:
    return replace(PlanOutcome(plan.id, plan.sentence, "kept", label), outcome=outcome)


def care(text: str, chosen: str) -> tuple[Block, ...]:
    words = said(text, "human-centered.really-listened")
    return (Heading("Human-Centered Approaches", "human-centered"), words, level(chosen, "human-centered"))


TWO_YEARS = (
    entry(
        date(2024, 9, 16),
        said("Two families told me they heard about tutoring after every seat was taken."),
        level("starting"),
        version="1.0",
    ),
    entry(
        date(2024, 11, 11),
        said("I asked who was missing from the honors list. Nobody had counted, and nobody minded that I asked."),
        level("growing"),
        LIST,
        version="1.0",
    ),
    entry(
        date(2025, 1, 13),
        told(LIST, "kept", "Kept"),
        said("I called the three families. One father now translates for two others."),
        level("growing"),
        *care("A new teacher asked for time, and I found her an hour.", "growing"),
        version="1.0",
    ),
    entry(
        date(2025, 9, 8),
        level("cant-say-yet", comment="A new building and new neighbors. I have not seen enough here yet."),
    ),
    entry(
        date(2025, 10, 20),
        said("At the bus stop a mother told me what the activity fee means to her."),
        level("growing"),
        level("growing", "ad2", prompt="AD2"),
    ),
    entry(
        date(2025, 12, 8),
        said("A second family met the same fee, so we ended it for everyone."),
        level("steady"),
        level("steady", "ad2", prompt="AD2"),
        FEE,
    ),
    entry(
        date(2026, 3, 9),
        said("Three hard weeks. I also saw that our late bus leaves before tutoring ends."),
        level("growing"),
        *care("The office clerk did. I walked past twice before I saw it.", "growing"),
    ),
    entry(date(2026, 4, 20), told(FEE, "changed", "Changed my mind"), said("The fee is gone. The bus is next.")),
    entry(
        date(2026, 6, 8),
        level("starting", as_of="then", prompt="Where was I at the start of this year?"),
        said("Two grandparents and a student wrote the bus request with me, and the board said yes."),
        level("steady"),
    ),
    entry(
        date(2023, 5, 8),
        level("solid", scale="stages/1", levels=("new", "solid")),
        portrait="springfield",
        version="3",
    ),
)


@pytest.fixture
def journal(home: Path) -> Path:
    """Write two school years into the journal."""
    folder = home / "Documents" / "portrait-journal"
    for one in TWO_YEARS:
        write(folder, one)
    return folder


def write(folder: Path, one: Entry) -> None:
    path = folder / str(one.written.year) / f"{one.id}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(entry_file.dump(one), encoding="utf-8")


def replay(run: Run, transcript: str) -> str:
    """Run the commands of a transcript again, and return what they print."""
    pages = []
    for line in re.findall(r"^\$ .*$", transcript, re.MULTILINE):
        variables = dict(re.findall(r"(\w+)=(\d+) ", line))
        words = shlex.split(line.partition("portrait ")[2])
        done = run(*words, at=JUNE, env=variables)
        assert done.code == 0, done.err
        pages.append(f"{line}\n{done.out}")
    return "\n".join(pages)


@pytest.mark.usefixtures("journal")
@pytest.mark.parametrize("name", ["growth-two-years", "growth-narrow", "growth-plain"])
def test_two_school_years_look_like_this(run: Run, name: str) -> None:
    """What the commands of a transcript print is what stands in it, to the letter.

    After a change that is meant, WRITE_TRANSCRIPTS=1 writes them anew: read them before they are kept.
    """
    file = TRANSCRIPTS / f"{name}.txt"
    printed = replay(run, file.read_text(encoding="utf-8"))
    if os.environ.get("WRITE_TRANSCRIPTS"):
        file.write_text(printed, encoding="utf-8")
    assert printed == file.read_text(encoding="utf-8")


# --- other journals ---


def fill(home: Path, *entries: Entry) -> None:
    for one in entries:
        write(home / "Documents" / "portrait-journal", one)


def test_other_scales_are_never_in_one_picture(run: Run, home: Path) -> None:
    """Where the scale changed, each has a picture with its own words, and nothing is compared across."""
    old = {"scale": "stages/1", "levels": ("not-yet", "often")}
    fill(
        home,
        entry(date(2024, 9, 2), replace(level("often"), **old)),
        entry(date(2024, 11, 4), replace(level("not-yet", label="Not yet"), **old)),
        entry(date(2025, 9, 1), level("steady")),
    )
    assert (
        run("growth", "advocacy").out
        == """
  Advocacy
  From September 2, 2024 on, with the levels Not yet, Often:

  Often     ●────╮
  Not yet        ●
           Sep  Nov
           2024

  September 2, 2024  ●● Often

  November 4, 2024  ●○ Not yet

  Since last time, September 2, 2024: from Often to Not yet.

  From September 1, 2025 on, with the levels Starting, Growing, Steady,
  Multiplying:

  September 1, 2025  ●●●○ Steady

"""
    )


def test_a_level_without_a_scale_is_still_a_word(run: Run, home: Path) -> None:
    """Placements written by hand, without a scale, are shown by their names."""
    fill(
        home,
        entry(date(2026, 3, 2), level("brave", scale="", levels=())),
        entry(date(2026, 4, 6), level("tired", scale="", levels=())),
        entry(date(2026, 5, 4), level("steady")),
    )
    shown = run("growth", "advocacy").out
    assert "From March 2, 2026 on, without a scale:" in shown
    assert "  Brave   ●\n  Tired        ●\n" in shown


def test_a_long_level_is_cut_in_the_picture_only(run: Run, home: Path) -> None:
    """A long name leaves room for the points in the picture; the list has it in full."""
    long = "I do it whenever I am asked to do it"
    fill(
        home,
        *(entry(date(2026, month, 2), level("growing", label=long), level("growing", "ad2")) for month in (3, 4)),
    )
    shown = run("growth", "advocacy", env={"COLUMNS": "40"}).out
    assert "I do it when…   ●────●\n" in shown
    assert f"March 2, 2026  ●●○○ {long[:17]}" in shown


def test_a_step_of_several_levels_is_one_line(run: Run, home: Path) -> None:
    """The line goes from the lowest level to the highest past those between, and a gap has no line."""
    days = (date(2026, 1, 5), date(2026, 1, 19), date(2026, 2, 2), date(2026, 3, 2))
    chosen = ("starting", "multiplying", "growing", "growing")
    then = level("starting", as_of="then", prompt="Where was I at the start of this year?")
    fill(
        home, *(entry(day, level(one)) for day, one in zip(days, chosen, strict=True)), entry(date(2026, 4, 6), then)
    )
    assert run("growth", "--portrait", "portrait-of-a-leader").out.startswith("""
  Advocacy

  Multiplying        ●────╮
  Steady             │    │
  Growing            │    ●────●
  Starting      ●────╯              ○
               Jan       Feb  Mar  Apr
               2026
  ○ an earlier time, looking back that day

  April 6, 2026
    Looking back that day: “Where was I at the start of this year?” Starting
  Since last time, February 2, 2026: Growing, as before.
  Since the first time, January 5, 2026: from Starting to Growing.
""")
    looking_back = "April 6, 2026: Looking back that day: “Where was I at the start of this year?” Starting."
    assert looking_back in " ".join(run("growth", "advocacy", "--plain").out.split())


def test_more_points_than_fit_are_in_the_list(run: Run, home: Path) -> None:
    """The newest points are in the picture, more of them in the list, and all of them with --all."""
    start = date(2024, 1, 1)
    fill(home, *(entry(start + timedelta(days=20 * number), level("growing")) for number in range(30)))
    shown = run("growth", "advocacy").out
    assert (shown.count("●●○○ Growing"), "Earlier ones: portrait growth advocacy --all" in shown) == (24, True)
    assert "The picture begins on" in shown
    assert "; since the first time, January 1, 2024:\n  Growing, as before." in shown
    shown = run("growth", "advocacy", "--all").out
    assert (shown.count("●●○○ Growing"), "--all" in shown) == (30, False)
    assert "The picture begins on" not in run("growth").out


def test_what_was_long_ago_still_explains_what_is_shown(run: Run, home: Path) -> None:
    """A plan older than the points shown, and the first level of the school year, are still used."""
    days = [date(2025, 9, 1) + timedelta(days=7 * number) for number in range(30)]
    fill(home, entry(date(2024, 9, 2), level("starting"), LIST))
    fill(home, *(entry(day, level("growing" if day == days[0] else "steady")) for day in days))
    fill(home, entry(days[-2] + timedelta(days=2), told(LIST, "partly", "Partly")))
    shown = run("growth", "advocacy").out
    assert f"Partly, March 18, 2026: {LIST.sentence}" in " ".join(shown.split())
    assert "  Since the first time, September 2, 2024: from Starting to Steady.\n" in shown
    assert "  Over the school year, since September 1, 2025: from Growing to Steady.\n" in shown
    assert "September 2, 2024  ●" not in shown
    until = run("growth", "advocacy", "--until", "2026-03-17").out
    assert "Partly" not in until


def test_color_adds_nothing_but_color(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a terminal the picture has its attribute's color, and without colors it is the same."""
    fill(home, entry(date(2026, 3, 2), level("growing")), entry(date(2026, 4, 6), level("steady")))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    shown, bare = run("growth", "advocacy", tty=True).out, run("growth", "advocacy").out
    assert "\x1b[38;" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == bare


def test_a_dip_is_met_with_the_portraits_words(run: Run, home: Path) -> None:
    """A lower level gets one question, and is never called a decline."""
    for target in ("advocacy", "authenticity"):
        first, second = date(2026, 3, 2), date(2026, 4, 6)
        fill(
            home / target,
            entry(first, level("steady"), level("steady", "authenticity")),
            entry(second, level("growing"), level("growing", "authenticity")),
        )
        shown = " ".join(
            run("growth", "--journal", str(home / target / "Documents" / "portrait-journal")).out.split()
        )
        assert shown.count("A lower level can mean a harder stretch") == 1
        assert "from Steady to Growing" in shown
        assert not re.search("declin|dropp|worse|lost|fell", shown)


def test_other_portraits_are_named(run: Run, home: Path) -> None:
    """Levels of other installed portraits are named; those of a missing portrait stay in their entries."""
    portraits = home / ".config/portrait/portraits"
    portraits.mkdir(parents=True)
    (portraits / "springfield.yaml").write_text(
        "id: springfield\ntitle: Ours\nscales: [{id: stages, levels: [New, Solid]}]\n"
        "attributes: [{name: Advocacy, prompts: [Who?]}]\n",
        encoding="utf-8",
    )
    theirs = [
        entry(date(2023, month, 8), level("solid", scale="stages/1", levels=("new", "solid")), portrait="springfield")
        for month in (5, 6)
    ]
    fill(home, *theirs, entry(date(2023, 7, 1), level("solid"), level("far", "lost-one"), portrait="elsewhere"))
    done = run("growth")
    assert (done.code, done.out) == (3, "")
    assert "hint: those of another portrait: portrait growth --portrait springfield" in done.err
    fill(home, entry(date(2026, 3, 2), level("steady"), level("often", "lost-one")))
    shown = run("growth").out
    assert "Levels of springfield: portrait growth --portrait springfield\n" in shown
    assert "Levels of elsewhere, a portrait no longer here, stay in their entries.\n" in shown
    assert "\n\n  Lost one\n  March 2, 2026  Often\n" in shown
    assert "Lost one" in run("growth", "LOST-one").out
    shown = run("growth", "--portrait", "springfield").out
    assert "  Solid   ●────●\n  New\n" in shown


@pytest.mark.usefixtures("journal")
def test_growth_is_data_too(run: Run) -> None:
    """`--json` has the lines with their points, words, outcomes and changes."""
    grown = json.loads(run("growth", "advocacy", "--json", at=JUNE).out)
    assert (grown["schema"], grown["portrait"]) == (1, "portrait-of-a-leader")
    assert [topic["target"] for topic in grown["growth"]] == ["advocacy", "ad2"]
    (line,) = grown["growth"][0]["lines"]
    last = line["points"][-1]
    assert (last["day"], last["now"]["level"], last["then"]["level"]) == ("2026-06-08", "steady", "starting")
    assert [one["over"] for one in line["comparisons"]] == ["last", "first", "year"]
    assert json.loads(run("growth", "collaboration", "--json").out)["growth"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("growth",), "there is no level yet"),
        (("growth", "collaboration"), "there is no level for Collaboration yet"),
        (("growth", "CO1"), "there is no level for CO1"),
        (("growth", "--since", "2026-08-01"), "no level was chosen in that time"),
        (("growth", "nonsense"), 'there is no attribute "nonsense"'),
    ],
)
def test_without_levels_the_next_step_is_named(run: Run, home: Path, words: tuple[str, ...], says: str) -> None:
    """Without a level, one line says so, and the next says what to do."""
    done = run(*words[:1])
    assert (done.code, done.err) == (
        3,
        "portrait: there are no entries yet\nhint: `portrait reflect` writes the first one\n",
    )
    fill(home, entry(date(2026, 3, 2), said("Words alone.")))
    done = run(*words)
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 2)
    assert says in done.err


@pytest.mark.usefixtures("journal")
def test_attributes_without_a_level_in_a_span_are_named(run: Run) -> None:
    """Attributes without a level in a span of days are named, without blame."""
    shown = " ".join(run("growth", "--since", "2026-05-01").out.split())
    assert "No level in that time: Human-Centered Approaches, Transformation" in shown


labels = st.sampled_from([*LEVELS, *LABELS])
new_sessions = st.builds(
    lambda day, chosen, then, version: entry(
        day, *([level(then, as_of="then")] if then else []), level(chosen), said("Words."), version=version
    ),
    st.dates(date(2024, 8, 1), date(2026, 7, 31)), labels, st.none() | labels, st.sampled_from(["one", "two"]),
)  # fmt: skip


@one_in(5)
@given(
    st.lists(new_sessions, min_size=1, max_size=20), st.sampled_from([40, 60, 80, 100]), st.booleans(), st.booleans()
)
def test_no_digit_is_used_for_a_level(entries: list[Entry], width: int, plain: bool, close: bool) -> None:
    """A level is named in words and fits the screen, and only days and years have digits."""
    grown = over_time(entries, Scope("portrait-of-a-leader", "advocacy"))
    page = detail if close else overview
    file = io.StringIO()
    console(file, plain=plain, width=width).print(page([Topic("Advocacy", grown)], Others(), "", Look(width, plain)))
    shown = file.getvalue()
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= width
    text = re.sub(r"[A-Z][a-z]+\s+\d{1,2},\s+\d{4}", "DAY", shown)
    text = re.sub(r"^ +(\d{4} *)+$", "YEARS", text, flags=re.MULTILINE)
    assert not re.search(r"\d", text)
    newest = grown.lines[0].points[-1].now
    assert newest
    assert newest.label in " ".join(shown.split())
