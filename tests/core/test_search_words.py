import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import any_script
from portrait_cli.core import search, search_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "Straße"),
        ("STRAẞE", "straße"),
        ("finance", "ﬁnance"),
        ("ＡＢＣ１２３", "abc123"),
        ("ﾊﾝｶｸ ｶﾞｷﾞｸﾞ", "ハンカク ガギグ"),
        ("Café", "cafe"),
        ("Ngô Đình", "ngo dinh"),
        ("Łódź Søren Æble", "lodz soren aeble"),
        ("İstanbul ISPARTA", "istanbul ısparta"),
        ("ёлка", "елка"),
        ("ΆΛΦΑΣ", "αλφας"),
        ("كِتَابٌ", "كتاب"),
        ("كتـــاب", "كتاب"),
        ("أحمد إبراهيم", "احمد ابراهيم"),
        ("مدرسة على", "مدرسه علي"),
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("שָׁלוֹם", "שלום"),
        ("٢٠٢٦ २०२६", "2026 2026"),
        ("bud\u00adget bud\u200bget \ufeffbudget", "budget budget budget"),
        ("❤️ 👩🏽‍🏫 👍🏿", "❤ 👩🏫 👍"),
        ("1️⃣", "1"),
    ],
)
def test_words_that_mean_the_same_are_the_same(one: str, other: str) -> None:
    """However a word is written, it is compared as one and the same."""
    assert search_words.words(one) == search_words.words(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("かき", "かぎ"),
        ("ハ", "パ"),
        ("가", "각"),
        ("कमल", "कोमल"),
        ("ครู", "คริ"),
        ("👍", "👎"),
        ("e", "é clair"),
        ("Brand™", "Brandtm"),
    ],
)
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    """A mark that makes another word of it counts, and so do signs between words."""
    assert search_words.words(one) != search_words.words(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Women’s bus-list, 2nd_time", ["the", "women", "s", "bus", "list", "2nd", "time"]),
        ("東京の学校", ["東", "京", "の", "学", "校"]),
        ("重跑gen后50条", ["重", "跑", "gen", "后", "50", "条"]),
        ("초등학교", ["초", "등", "학", "교"]),
        ("มหา", ["ม", "ห", "า"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("🚌🎉bus", ["🚌", "🎉", "bus"]),
        ("Brand™ 5°", ["brand", "5"]),
        ("½ x²", ["1", "2", "x2"]),
        ("\x00\u2028\ud800", []),
    ],
)
def test_a_text_is_a_list_of_words(text: str, words: list[str]) -> None:
    """Words are between blanks and signs; where there are none, each character is a word."""
    assert search_words.words(text) == words


@given(any_script)
def test_places_are_those_of_the_words(text: str) -> None:
    """The words with places are the words, in order, each where its letters are."""
    placed = search_words.placed_words(text)
    assert [word for word, _, _ in placed] == search_words.words(text)
    for word, start, end in placed:
        assert 0 <= start < end <= len(text)
        assert word in "".join(search_words.words(text[start:end]))
    assert sorted(placed, key=lambda one: one[1:]) == placed


@given(any_script)
def test_a_folded_text_has_the_same_words(text: str) -> None:
    """Folding twice changes nothing, nor does the Unicode form in which a text is typed."""
    words = search_words.words(text)
    assert search_words.words(search_words.folded(text)) == words
    assert search_words.words(" ".join(words)) == words
    for form in ("NFC", "NFD"):
        assert search_words.words(unicodedata.normalize(form, text)) == words


@given(any_script, st.data())
def test_what_is_cut_from_a_text_at_the_borders_of_words_is_found(text: str, data: st.DataObject) -> None:
    """Any words that follow each other in a text are found there, and marked where they are."""
    placed = search_words.placed_words(text)
    borders = [at for at, (_, start, _) in enumerate(placed) if at == 0 or placed[at - 1][2] <= start]
    if not borders:
        return
    first = data.draw(st.sampled_from(borders))
    last = data.draw(st.sampled_from([*borders[borders.index(first) + 1 :], len(placed)])) - 1
    start, end = placed[first][1], placed[last][2]
    query = search.parse(f'"{text[start:end].replace(chr(34), " ")}"')
    assert any(found <= start and end <= until for found, until in search.places(query, text))
