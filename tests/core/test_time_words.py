from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.time_words import split_time


@pytest.mark.parametrize(
    ("said", "words", "at"),
    [
        ("yesterday 5pm", "yesterday", time(17)),
        ("yesterday at 5:30 p.m.", "yesterday", time(17, 30)),
        ("today 12am", "today", time(0)),
        ("friday noon", "friday", time(12)),
        ("2026-11-23 18:30", "2026-11-23", time(18, 30)),
        ("2026-11-23T18:30:59", "2026-11-23", time(18, 30)),
        ("dec 7 2026", "dec 7 2026", None),
        ("monday 5", "monday 5", None),
        ("monday 13pm", "monday 13pm", None),
        ("monday 24:00", "monday 24:00", None),
    ],
)
def test_a_time_of_day_stands_behind_a_day(said: str, words: str, at: time | None) -> None:
    """A time of day is read apart from its day; what cannot be one stays where it is."""
    assert split_time(said) == (words, at)


@given(st.text(max_size=70))
def test_any_text_is_parted(said: str) -> None:
    """No text makes it fail, and its words come back in lower case with single spaces."""
    words, _ = split_time(said)
    assert words == " ".join(words.lower().split())


@given(
    st.times().map(lambda at: at.replace(second=0, microsecond=0)), st.sampled_from(["friday", "2026-11-23", "7 dec"])
)
def test_every_time_is_read_as_it_is_written(at: time, said: str) -> None:
    """A time on either clock is the same time behind any day."""
    twelve = f"{at.hour % 12 or 12}:{at:%M} {'pm' if at.hour > 11 else 'am'}"
    assert split_time(f"{said} {at:%H:%M}") == split_time(f"{said} at {twelve}") == (said, at)
