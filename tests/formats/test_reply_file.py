"""A reply is checked against its request; nothing in it is believed, and nothing of it is repeated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.request import Reply, Request
from portrait_cli.core.text import visible
from portrait_cli.formats import reply_file
from sealed_replies import ITEM, OTHER, answers_file, request


def _read(data: bytes, one: Request | None = None) -> Reply:
    return reply_file.reply_to(one or request(), reply_file.parse(data))


def test_a_reply_of_a_page_is_read() -> None:
    """Choices by their ids and words as they were written, in the order of the request; blank ones are left out."""
    answers = {
        "closing.keep": "Mañana sí.\nمرحبا 👩‍👩‍👧",
        ITEM: "regularly",
        f"{ITEM}.example": " \n",
        OTHER: "not-seen",
    }
    assert _read(answers_file("staff", answers)) == Reply(
        "k7f32m9q",
        {ITEM: "regularly", OTHER: "not-seen", "closing.keep": "Mañana sí.\nمرحبا 👩‍👩‍👧"},
        "staff",
    )
    assert list(_read(answers_file("staff", answers)).answers) == [ITEM, OTHER, "closing.keep"]


def test_a_reply_that_somebody_typed_is_read() -> None:
    """Labels and beginnings of them mean the choices."""
    typed = f"request: k7f32m9q\ngroup: staff\nanswers:\n  {ITEM}: Sometimes\n  {OTHER}: not y\n".encode()
    assert _read(typed).answers == {ITEM: "sometimes", OTHER: "not-yet"}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is not a reply that portrait can read"),
        (b"\xff\xfe\xff", "it is not a reply that portrait can read"),
        (b"- Zinnia", "it is not a reply that portrait can read"),
        (b"answers: [Zinnia", "it is not a reply that portrait can read"),
        (b"request: " + b"[" * 5000, "it is not a reply that portrait can read"),
        (b"Zinnia: 1\nanswers:\n", "it is not a reply that portrait can read"),
        (b"request: k7f32m9q\ngroup: staff\nanswers:\n  a: " + b"Zinnia " * 2_000_000, "it is not a reply that "),
        (b"guide: whole-portrait\nanswers:\n  a: Zinnia\n", "it answers no request"),
        (answers_file("staff", {ITEM: "regularly"}, request_id="abcdefgh"), "it answers another request"),
        (answers_file("Zinnia", {ITEM: "regularly"}), "it is from a group that was not asked"),
        (answers_file("", {ITEM: "regularly"}), "it is from a group that was not asked"),
        (answers_file("staff", {"advocacy.zinnia": "regularly"}), "it answers something that was not asked"),
        (answers_file("staff", {ITEM: "Zinnia"}), "one of its answers is not one that was offered"),
        (answers_file("staff", {}), "it has no answers"),
        (answers_file("staff", {"closing.keep": " \u200b\u3164 "}), "it has no answers"),
        (
            b"request: k7f32m9q\ngroup: staff\nanswers:\n  closing.keep:\n    - Zinnia\n",
            "one of its answers is not words",
        ),
        (answers_file("staff", {"closing.keep": "Zinnia " * 3000}), "one of its answers is longer than 20,000 cha"),
    ],
)
def test_what_is_no_reply_is_refused_in_our_own_words(data: bytes, reason: str) -> None:
    """Each reason is a sentence of ours, and no word of the reply is in it."""
    with pytest.raises(InvalidFileError) as refused:
        _read(data)
    assert str(refused.value).startswith(reason)
    assert "innia" not in str(refused.value)
    assert not refused.value.hint
    assert refused.value.__cause__ is None


def test_only_a_coach_has_a_name() -> None:
    """A name, or anything else that tells people apart, is left out of the reply of a colleague, not of a coach's."""
    data = b"role: cook\ntags: [x]\nby: Ana \x1b[31mSoto\n" + answers_file("staff", {ITEM: "regularly"})
    data = data.replace(b"\x1b", b"")
    assert _read(data) == Reply("k7f32m9q", {ITEM: "regularly"}, "staff")
    coach = replace(request(), kind="coach", by="Ana")
    assert _read(data, coach) == Reply("k7f32m9q", {ITEM: "regularly"}, by="Ana [31mSoto")


def test_words_that_act_or_hide_become_plain_ones() -> None:
    """Characters that act on a screen become signs, those that nobody sees go, heaps of marks and lines are cut."""
    words = "a\u202eb\u200bc\U000e0041d\u2066e\ufefff" + "o" + "\u0301" * 50 + "\n" * 90 + "end\u3164"
    given = _read(answers_file("staff", {"closing.keep": words})).answers["closing.keep"]
    assert given == "a\ufffdbcd\ufffdef\u00f3\u0301\u0301\u0301\n\nend"


def test_the_form_it_was_saved_from_is_known() -> None:
    """A page writes which form in a browser it was, and the how many-th answers these are."""
    reply = _read(answers_file("staff", {ITEM: "regularly"}, sheet="0123456789abcdef", saved="12"))
    assert (reply.sheet, reply.saved) == ("0123456789abcdef", 12)


@pytest.mark.parametrize(
    ("sheet", "saved"),
    [("", ""), ("0123", "1"), ("0123456789ABCDEF", "1"), ("0" * 17, "1"), ("0" * 16, "0"), ("0" * 16, "1" * 10)],
)
def test_what_no_page_writes_is_no_form(sheet: str, saved: str) -> None:
    """A line that somebody typed or damaged is passed over: the answers count as those of a form of their own."""
    reply = _read(answers_file("staff", {ITEM: "regularly"}, sheet=sheet, saved=saved))
    assert (reply.sheet, reply.saved) == ("", 0)


@given(st.text(max_size=300))
def test_any_words_come_through_or_are_refused(words: str) -> None:
    """Whatever somebody writes is read as visible words, or not at all; ordinary words are read as they are."""
    kept = _read_words(words)
    if words.isascii() and words.isprintable():
        assert kept == words.strip()
    if kept is not None:
        assert visible(kept) == kept
        assert "\n\n\n" not in kept


def _read_words(words: str) -> str | None:
    answers = {ITEM: "regularly", "closing.keep": words}
    try:
        return _read(answers_file("staff", answers)).answers.get("closing.keep", "")
    except InvalidFileError:
        return None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_reply_or_refused(data: bytes) -> None:
    """Nothing that comes raises another error."""
    with pytest.raises(InvalidFileError):
        _read(data)
