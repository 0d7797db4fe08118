"""The page of a result: what colleagues answered beside one's own level, and the sheet of their comments."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from portrait_cli.core.dates import in_words
from portrait_cli.core.document import Bullets, Document, Facts, Heading, Paragraph, Part, Records, Room
from portrait_cli.core.feedback import Comment, Item, Result
from portrait_cli.core.feedback_sections import TITLES, Before, Beside, Section, by_attribute
from portrait_cli.core.feedback_words import (
    NOT_PLACED,
    NOTE,
    TITLE,
    about,
    chosen,
    digits_of,
    few_could_say,
    month_of,
    not_shown,
    own,
    sentence,
    written,
)

_FOR_GROWTH = "What colleagues said when they were asked, for growth, not for evaluation."
_HEADER = ("Asked", "Who", "Answer", "People")
_DIGIT_WIDE = "\u2007"
"""The space that is as wide as a digit."""
_NOT_SEEN, _BLANK = "Wasn't in a position to see", "Left it blank"


class Seen(Struct, frozen=True):
    """What is on the page."""

    result: Result
    sections: Sequence[Section]
    earlier: Sequence[Before] = ()


def feedback_page(seen: Seen, attribution: str, made_on: date) -> Document:
    """Make the page of a result; `attribution` says where the words of the portrait are from."""
    result = seen.result
    return Document(
        kind="feedback",
        title=TITLE,
        subtitle=", ".join(filter(None, [result.asker, result.title])),
        parts=tuple(_parts(seen)),
        footer=_footer(result, attribution, made_on),
        made_on=made_on,
        author=result.asker,
        language=result.language,
        records=Records(_HEADER, tuple(_rows(result))),
    )


def _footer(result: Result, attribution: str, made_on: date) -> tuple[str, ...]:
    of = f"{result.portrait_title}, version {result.portrait_version}. Made with portrait on {in_words(made_on)}."
    return tuple(filter(None, [_FOR_GROWTH, of, attribution]))


def _parts(seen: Seen) -> Iterator[Part]:
    result = seen.result
    yield Paragraph(about(result), is_quiet=True)
    if all(section.view != "answers" for section in seen.sections):
        yield Paragraph(NOTE)
    for section in seen.sections:
        yield Heading(section.title)
        if section.view == "unplaced" and section.title != TITLES["unplaced"]:
            yield Paragraph(sentence(NOT_PLACED), is_quiet=True)
        if section.view == "few-could-see":
            yield Paragraph(few_could_say(result), is_quiet=True)
        for heading, items in by_attribute(section, result):
            if heading:
                yield Heading(heading, level=3)
            yield from _items(seen, section, items, level=4 if heading else 3)
    headings = ["In other words" if result.paraphrased else "In their words"]
    for group in result.shown:
        for asked, comments in written(result, group):
            yield from (Heading(headings.pop()) for _ in headings[:1])
            yield Heading(f"{group.name}: {asked}", level=3)
            yield Bullets(tuple(f"“{one}”" for one in comments))
    left_out = tuple(not_shown(result))
    if left_out:
        yield Heading("Not shown")
        yield Bullets(left_out)


def _items(seen: Seen, section: Section, items: Sequence[Beside], level: int) -> Iterator[Part]:
    if section.view == "few-could-see":
        yield Bullets(tuple(beside.item.text for beside in items))
        return
    for beside in items:
        mine = (("You", own(beside.own)),) if beside.own else ()
        yield Heading(beside.item.text, level=level)
        yield Facts((*mine, *_of_groups(seen, beside.item)))


def _of_groups(seen: Seen, item: Item) -> Iterator[tuple[str, str]]:
    result = seen.result
    digits = digits_of(result)
    for group, answers in result.answers_to(item.id):
        yield group.name, chosen(item, answers, result.language, pad=_DIGIT_WIDE, digits=digits)
        for earlier in seen.earlier:
            if (earlier.item, earlier.group) == (item.id, group.group):
                said = chosen(item, earlier.answers, result.language, pad=_DIGIT_WIDE, digits=digits)
                yield f"{group.name}, {month_of(earlier)}", said


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    for item in result.items:
        names = {word.id: word.name for word in item.words}
        for group, answers in result.answers_to(item.id):
            for one in answers.chosen:
                yield item.text, group.name, names[one.word], str(one.people)
            if answers.chosen:
                yield item.text, group.name, _NOT_SEEN, str(answers.not_seen)
                yield item.text, group.name, _BLANK, str(answers.blank)


# --- the sheet of a third person ---


def comments_page(result: Result, comments: Sequence[Comment], attribution: str, made_on: date) -> Document:
    """Make a sheet with the comments alone, and room to put each into other words."""
    return Document(
        kind="comments",
        title="Comments to paraphrase",
        subtitle=", ".join(filter(None, [result.asker, result.title])),
        parts=tuple(_comments(comments)),
        footer=_footer(result, attribution, made_on),
        made_on=made_on,
        language=result.language,
    )


def _comments(comments: Sequence[Comment]) -> Iterator[Part]:
    yield Paragraph("Keep what each comment says, and leave out who says it: names, places, turns of phrase.")
    about_what = ""
    for one in comments:
        heading = f"{one.group}: {one.about}"
        if heading != about_what:
            yield Heading(heading)
            about_what = heading
        yield Paragraph(f"“{one.words}”")
        yield Room(f"In other words ({one.name})")
