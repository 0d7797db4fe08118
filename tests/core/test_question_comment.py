"""The question in an editor: there when it opens, gone when it is closed, and no word with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portrait_cli.core.question_comment import with_plain_question, with_question, without_question

QUESTION = "Who was left out of something this week, and what could I do about it?"
LEAVE_VI = "<!-- To save and come back: press Esc, type :wq, press Enter. -->"
BELOW = "<!-- Write below. These lines are taken out again. -->"
QUESTIONS = st.one_of(
    st.text(max_size=200), st.just(QUESTION), st.just("a -- b --> c <!-- d"), st.sampled_from([BELOW, LEAVE_VI])
)
ANSWERS = st.one_of(
    st.text(),
    st.lists(st.sampled_from([f"<!-- {QUESTION} -->", BELOW, LEAVE_VI, "Words.", "-->", ""]), max_size=6).map(
        "\n".join
    ),
)


def test_the_question_is_above_the_answer() -> None:
    """Each line of the question is a comment of its own, and short enough for any editor."""
    question = "What is one moment from this week that shows how students own their learning, and who saw it?"
    assert with_question(question, "Words.\n").split("\n") == [
        "<!-- What is one moment from this week that shows how students own their -->",
        "<!-- learning, and who saw it? -->",
        "<!-- Write below. These lines are taken out again. -->",
        "",
        "Words.",
        "",
    ]


def test_how_to_leave_vi_is_below_the_question() -> None:
    """A comment in vi tells how to save and leave, and leaves no trace in the answer or in a note."""
    text = with_question("Who?", "Words.", leave_vi=True)
    assert text.split("\n") == ["<!-- Who? -->", LEAVE_VI, BELOW, "", "Words."]
    assert without_question("Who?", text) == "Words."
    assert with_plain_question(text) == "Who?\n\nWords."


@given(QUESTIONS, ANSWERS, st.booleans())
def test_the_answer_comes_back(question: str, answer: str, leave_vi: bool) -> None:
    """Any answer to any question comes back as it was, even if it has the lines of the question."""
    text = with_question(question, answer, leave_vi=leave_vi)
    assert without_question(question, text, before=answer) == answer


@given(QUESTIONS, ANSWERS, st.booleans(), st.data())
def test_no_word_is_lost(question: str, answer: str, leave_vi: bool, data: st.DataObject) -> None:
    """Words written anywhere, even within the question, are in the answer."""
    text = with_question(question, answer, leave_vi=leave_vi)
    position = data.draw(st.integers(0, len(text)))
    changed = f"{text[:position]}WORDS{text[position:]}"
    assert "WORDS" in without_question(question, changed, before=answer)


@pytest.mark.parametrize(
    ("came_back", "answer"),
    [
        (f"Mine.<!-- {QUESTION} -->\n{BELOW}\n\nYours.", "Mine.\nYours."),
        (f"Mine.\n<!-- {QUESTION} -->\n{BELOW}\nYours.", "Mine.\nYours."),
        (f"<!-- {QUESTION} -->\n{BELOW}Yours.", "Yours."),
        (f"<!-- {QUESTION} -->Mine.\n{BELOW}\n\nYours.", "Mine.\nYours."),
        (f"{BELOW}\n\nYours.", "Yours."),
        ("Yours.", "Yours."),
        ("", ""),
        (f"<!-- Who? {QUESTION} -->\n{BELOW}\n\nYours.", f"<!-- Who? {QUESTION} -->\nYours."),
        (f"<!-- {QUESTION} -->\n{BELOW}", ""),
    ],
)
def test_a_changed_question(came_back: str, answer: str) -> None:
    """Lines that were deleted are not missed, words around them stay apart, and a changed line is kept."""
    assert without_question(QUESTION, came_back) == answer


def test_a_deleted_question_takes_no_line_of_the_answer() -> None:
    """If the person deletes the question, the same line in their own answer stays."""
    answer = f"They asked me:\n<!-- {QUESTION} -->"
    assert without_question(QUESTION, answer, before=answer) == answer


def test_an_unknown_question_becomes_plain_words() -> None:
    """Words whose session is gone keep what was asked, without its signs."""
    text = with_question(QUESTION, "Words.\n<!-- Mine. -->")
    assert with_plain_question(text) == f"{QUESTION}\n\nWords.\n<!-- Mine. -->"
    assert with_plain_question(f"<!-- {QUESTION} -->\n{BELOW}") == QUESTION
    assert with_plain_question("Words.\n<!-- Mine. -->") == "Words.\n<!-- Mine. -->"
