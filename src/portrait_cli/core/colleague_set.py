"""What colleagues can be asked about a leader: what they could have seen, and the words they answer in.

As in `portrait.py`, the annotations are the format, and what is written there is for the people who write the file.
"""

from typing import Annotated, ClassVar

from msgspec import Struct

from portrait_cli.core.text import Id

MOST_ITEMS = 8
"""How many things colleagues can be asked about one attribute: more is not answered with care."""


class ColleagueItem(Struct, frozen=True):
    """One thing that a colleague could have seen the leader do."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "What the leader does, as a colleague would say it."]
    id: Annotated[Id, "The item's name for machines; made from the text when missing."] = Id("")
    indicator: Annotated[Id, "The indicator it shows; leave it out where none fits."] = Id("")
    students: Annotated[
        str, "The same in words for students. Where some items have such words, students are asked only those."
    ] = ""


class ColleagueAnswer(Struct, frozen=True):
    """One of the words in which colleagues answer."""

    shorthand: ClassVar[str] = "name"
    name: Annotated[str, "The answer as it is offered."]
    id: Annotated[Id, "The answer's name for machines; made from the name when missing."] = Id("")


class ClosingLine(Struct, frozen=True):
    """A line at the end that colleagues finish in their own words."""

    shorthand: ClassVar[str] = "text"
    text: Annotated[str, "The beginning of the line."]
    id: Annotated[Id, "The line's name for machines; made from the text when missing."] = Id("")


class AnswerWords(Struct, frozen=True):
    """The words around the items: how they are answered, and what can be added."""

    question: Annotated[str, "How they are asked about the items."] = ""
    answers: Annotated[tuple[ColleagueAnswer, ...], "The answers, the most often first."] = ()
    not_seen: Annotated[str, "The answer of someone who could not have seen it."] = ""
    example: Annotated[str, "What stands below each item."] = ""
    closing: Annotated[tuple[ClosingLine, ...], "Lines that they can finish in their own words."] = ()


class ColleagueWords(AnswerWords, frozen=True):
    """The words around the items: how colleagues answer, and what they can add."""

    students: Annotated[AnswerWords, "The same in words for students, as far as theirs are others."] = AnswerWords()
