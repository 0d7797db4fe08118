"""A reply that somebody typed is sealed as one of a page is, and is known again."""

from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.request import Reply
from portrait_cli.formats import reply_file
from portrait_cli.formats.typed_reply import as_page_saves_it, was_typed
from sealed_replies import ITEM, answers_file, request


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp", "Co", "Cn", "Mn")), max_size=9_000
    )
)
def test_what_is_sealed_says_the_same_in_whole_blocks(words: str) -> None:
    """It is read as the same reply, it says that it was typed, and its size is that of whole blocks."""
    reply = Reply("k7f32m9q", {ITEM: "regularly", "closing.keep": f"a{words}b"}, "staff")
    reply = reply_file.reply_to(request(), reply_file.parse(as_page_saves_it(reply)))
    data = as_page_saves_it(reply)
    assert reply_file.reply_to(request(), reply_file.parse(data)) == reply
    assert was_typed(data)
    assert len(data) % 16384 == 0


def test_a_reply_of_a_page_was_not_typed() -> None:
    """What a page saves does not say so."""
    assert not was_typed(answers_file("staff", {ITEM: "regularly"}))


def test_the_form_that_it_was_saved_from_stays_known() -> None:
    """A reply that was opened before it came still says which form it is from."""
    reply = Reply("k7f32m9q", {ITEM: "regularly"}, "staff", sheet="0123456789abcdef", saved=2)
    assert reply_file.reply_to(request(), reply_file.parse(as_page_saves_it(reply))) == reply
