from datetime import date, datetime

from msgspec.structs import replace

from portrait_cli.core.earlier_entries import (
    EarlierAnswer,
    LastSaid,
    YearAgo,
    a_year_ago,
    looked_at,
    prompts_used,
    recalled,
    said_last,
)
from portrait_cli.core.entry import Block, Entry, Heading, Placement, Response
from portrait_cli.core.portrait import Attribute
from portrait_cli.core.text import Id

LEVELS = ("starting", "growing", "steady")
TODAY = date(2026, 11, 23)


def _entry(day: date, *blocks: Block) -> Entry:
    written = datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001  # local, as entries are
    return Entry(id=day.isoformat(), written=written, utc_offset="-06:00", title="T", blocks=blocks)


def _placed(level: str, scale: str = "growth/1", levels: tuple[str, ...] = LEVELS) -> Placement:
    return Placement("advocacy", "Where?", level, level.capitalize(), scale=scale, levels=levels)


def test_a_prompt_counts_each_time_it_was_answered() -> None:
    """The answers to each prompt are counted in all entries."""
    one, two = Response("advocacy.a", "A?", "x"), Response("advocacy.b", "B?", "y")
    assert prompts_used([_entry(TODAY, one, two), _entry(TODAY, one)]) == {"advocacy.a": 2, "advocacy.b": 1}


def test_what_was_said_last_is_the_newest_of_each_kind() -> None:
    """The newest words and the newest level may come from different days, and each keeps its own."""
    first = _entry(date(2026, 9, 1), Heading("Advocacy", "advocacy"), Response("advocacy.a", "A?", "old"))
    second = _entry(date(2026, 10, 1), _placed("growing"), Response("care.b", "B?", "other"))
    third = _entry(date(2026, 11, 1), Response("advocacy.a", "A?", "new"))
    assert said_last([first, second, third]) == {
        "advocacy": LastSaid(date(2026, 11, 1), "new", _placed("growing"), date(2026, 10, 1)),
        "care": LastSaid(date(2026, 10, 1), "other"),
    }


def test_a_level_stays_when_the_last_answer_is_none() -> None:
    """An answer such as "Can't say yet" stands beside the level before it, until another level is chosen."""
    growing = _entry(date(2026, 9, 1), Response("advocacy.a", "A?", "old"), _placed("growing"))
    unsure = _entry(date(2026, 10, 1), _placed("unsure"))
    steady = _entry(date(2026, 11, 1), _placed("steady"))
    known = LastSaid(date(2026, 9, 1), "old", _placed("growing"), date(2026, 9, 1))
    beside = replace(known, off_scale="Unsure", off_scale_on=date(2026, 10, 1))
    assert said_last([growing, unsure]) == {"advocacy": beside}
    newer = replace(known, placement=_placed("steady"), placed=date(2026, 11, 1))
    assert said_last([growing, unsure, steady]) == {"advocacy": newer}
    alone = LastSaid(date(2026, 10, 1), placement=_placed("unsure"), placed=date(2026, 10, 1))
    assert said_last([unsure]) == {"advocacy": alone}
    attribute = Attribute("Advocacy", id=Id("advocacy"))
    assert looked_at(attribute, {"advocacy": beside}) == date(2026, 10, 1)


def test_what_a_guide_recalls_has_the_same_tag() -> None:
    """Of two coaching cycles at once, a question recalls the one with its tag; without one, the newest."""
    fractions = replace(_entry(date(2026, 9, 1), Response("sitting.goal", "Goal?", "fractions")), tags=("Math",))
    essays = replace(_entry(date(2026, 9, 8), Response("sitting.goal", "Goal?", "essays")), tags=("ela",))
    of_math = EarlierAnswer(date(2026, 9, 1), "Goal?", "fractions")
    newest = EarlierAnswer(date(2026, 9, 8), "Goal?", "essays")
    assert recalled([fractions, essays], ["#math"]) == {"sitting.goal": of_math}
    assert recalled([fractions, essays], ["science"]) == {"sitting.goal": newest}
    assert recalled([fractions, essays]) == {"sitting.goal": newest}


def test_a_year_ago_is_the_nearest_day_within_a_week() -> None:
    """Something said within a week of this day last year comes back, the nearest day first."""
    near, nearer = date(2025, 11, 18), date(2025, 11, 25)
    entries = [
        _entry(near, Response("a.b", "A?", "near")),
        _entry(nearer, _placed("growing"), Response("a.b", "A?", "nearer"), Response("a.c", "C?", "second")),
        _entry(date(2025, 11, 23), _placed("growing")),
        _entry(date(2025, 11, 1), Response("a.b", "A?", "far")),
    ]
    assert a_year_ago(entries, TODAY) == YearAgo(nearer, "A?", "nearer")


def test_there_may_be_no_year_ago() -> None:
    """Without words from about a year ago, nothing comes back."""
    assert a_year_ago([], TODAY) is None
    assert a_year_ago([_entry(date(2026, 11, 22), Response("a.b", "A?", "x"))], TODAY) is None
    assert a_year_ago([_entry(date(2025, 11, 15), Response("a.b", "A?", "a day too early"))], TODAY) is None


# --- lines ---
