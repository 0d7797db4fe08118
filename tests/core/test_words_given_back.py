"""Which words the end of a session gives back."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.entry import Block, Entry, Response
from portrait_cli.core.guide import FollowUp, Guide
from portrait_cli.core.portrait import Attribute, Portrait, Prompt
from portrait_cli.core.text import Id, one_line
from portrait_cli.core.words_given_back import first_sentence, given_back

PORTRAIT = Portrait(
    attributes=(
        Attribute(
            "Care",
            id=Id("care"),
            prompts=(Prompt("Who?", id=Id("who")), Prompt("Why?", id=Id("why"), depth="deep")),
        ),
    )
)


def entry(*blocks: Block) -> Entry:
    return Entry(
        id="e",
        written=datetime(2026, 11, 23, 18, 30),  # noqa: DTZ001  # local, as entries are
        utc_offset="-06:00",
        title="T",
        blocks=blocks,
    )


WHO, WHY = Response("care.who", "Who?", "The bus driver, and many others who were there."), "care.why"
LENS = Response("care.lens.learner", "A learner?", "He would say that I was late again, and he would be right.")
TIRED = "I was tired, and nobody else was there."
LONG = "the clipboard, and with the list of rooms that nobody has seen since August."


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((), ""),
        ((Response("care.indicator", "Which?", "CA1 Listens"),), ""),
        ((Response("care.who", "Who?", " \n"),), ""),
        ((WHO,), WHO.text),
        ((Response("care.who", "Who?", "The bus driver and the cook."),), ""),
        ((WHO, Response("plan.when", "When …", f"I walk the halls with {LONG}")), WHO.text),
        ((Response("care.sitting.x", "What did this show me?", LONG),), ""),
        ((Response("sitting.x", "What is next?", LONG),), ""),
        ((WHO, Response(WHY, "Why?", TIRED)), TIRED),
        ((WHO, Response(WHY, "Why?", "I was tired.")), WHO.text),
        ((Response(WHY, "Why?", TIRED), LENS, WHO), LENS.text),
    ],
)
def test_the_longest_thought_is_given_back(blocks: tuple[Block, ...], words: str) -> None:
    """A full sentence about an attribute is given back: from a deep question or a lens, else from a check-in."""
    assert given_back(entry(*blocks), PORTRAIT) == words


def test_a_guide_can_give_nothing_back() -> None:
    """A session ends without the person's own words if its guide says so, in the portrait in use."""
    quiet = replace(PORTRAIT, guides=(Guide(Id("walk-out"), "Walk out", (FollowUp(),), give_back=False),))
    walked_out = replace(entry(WHO), guide="walk-out")
    assert given_back(walked_out, quiet) == ""
    assert given_back(replace(walked_out, portrait="theirs"), quiet) == WHO.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("They heard last and nobody told me. I asked why.", "They heard last and nobody told me."),
        ("Yes. I let it go again, as I did before. Why?", "Yes. I let it go again, as I did before."),
        ("He said “I will not do that again.” Then he left.", "He said “I will not do that again.”"),
        ("They heard last\nand nobody\ttold me", "They heard last and nobody told me"),
        (
            "他们说学校的通知总是太晚，所以他们的孩子错过了报名。我答应下周之前给他们一个答复。",
            "他们说学校的通知总是太晚，所以他们的孩子错过了报名。",
        ),
        (
            "About 3.5 hours went into the plan for Ms. A. in all. Why?",
            "About 3.5 hours went into the plan for Ms. A. in all.",
        ),
        ("", ""),
    ],
)
def test_one_sentence_is_enough(text: str, sentence: str) -> None:
    """The first sentence is given back; one that says too little by itself comes with the next."""
    assert first_sentence(text) == sentence


@given(st.text())
def test_a_sentence_begins_as_the_text_does(text: str) -> None:
    """Any text has a first sentence, and it is how the text begins, on one line."""
    assert one_line(text).startswith(first_sentence(text))
