"""The result of a request to colleagues: counts in words beside one's own level, and what people wrote."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from portrait_cli.core.feedback import Result
from portrait_cli.core.feedback_sections import TITLES, Before, Beside, Section, by_attribute
from portrait_cli.core.feedback_words import (
    BETWEEN,
    NOT_PLACED,
    NOTE,
    TITLE,
    about,
    chosen,
    digits_of,
    few_could_say,
    in_short,
    month_of,
    not_shown,
    own,
    written,
)
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words

_YOU = "You"


class FeedbackPage(Struct, frozen=True):
    """What is shown of a result."""

    result: Result
    sections: Sequence[Section]
    earlier: Sequence[Before] = ()
    """What the same groups answered to the same things in an earlier round."""
    to_place: str = ""
    """The command with which the leader places themselves where they have not; empty if there is none."""
    guesses: Sequence[tuple[str, str]] = ()
    """What the leader guessed before reading, each with what was asked."""
    hints: Sequence[tuple[str, str]] = ()
    """What can be done next, each with its command."""

    @property
    def is_of_someone_else(self) -> bool:
        """Return True if the replies are received here in the asker's place."""
        return any(section.view == "answers" for section in self.sections)


def feedback(page: FeedbackPage, look: Look) -> Renderable:
    """Show what was asked by how the views go together, then what people wrote, then what is not shown."""
    result = page.result
    column = Column()
    column.line(TITLE, "bold")
    column.line(about(result), "dim")
    if not page.is_of_someone_else:
        column.paragraph(NOTE)
    if page.guesses:
        column.paragraph("What you guessed", "bold")
    for asked, guess in page.guesses:
        column.line(asked, "dim")
        column.line(guess, indent=0 if look.plain else 2)
    for section in page.sections:
        column.paragraph(section.title, "bold")
        if section.view == "unplaced" and page.to_place:
            lead = "To place yourself" if section.title == TITLES["unplaced"] else NOT_PLACED
            column.line(f"{lead}: {page.to_place}", "dim")
        if section.view == "few-could-see":
            column.line(few_could_say(result), "dim")
        for heading, items in by_attribute(section, result):
            column.optional_paragraph(heading, "underline")
            for beside in items:
                _add_item(column, page, section, beside, look)
    column.add(_words(result, look))
    _add_list(column, "Not shown", not_shown(result))
    return column.inset(look, top=1, bottom=0 if page.hints else 1)


def hints(page: FeedbackPage, look: Look) -> Renderable:
    """Show what can be done next, each with its command."""
    column = Column()
    for what, command in page.hints:
        column.paragraph(what, "dim")
        column.unbroken_line(command)
    return column.inset(look, bottom=1)


def _add_item(column: Column, page: FeedbackPage, section: Section, beside: Beside, look: Look) -> None:
    if section.view == "few-could-see":
        column.line(beside.item.text, indent=0 if look.plain else 2)
        return
    column.paragraph(beside.item.text)
    column.add(_rows(list(_views(page, beside, look)), look))


class _View(Struct, frozen=True):
    """How someone sees it."""

    name: str
    said: str
    before: str = ""
    """The month, if it is what the group answered in an earlier round."""

    @property
    def style(self) -> str:
        """Return how it is set."""
        return "dim" if self.before else ""


def _views(page: FeedbackPage, beside: Beside, look: Look) -> Iterator[_View]:
    language = page.result.language
    digits = 0 if look.stacked else digits_of(page.result)
    if beside.own:
        yield _View(_YOU, own(beside.own))
    for group, answers in page.result.answers_to(beside.item.id):
        yield _View(group.name, chosen(beside.item, answers, language, pad=" ", digits=digits))
        for earlier in page.earlier:
            if (earlier.item, earlier.group) == (beside.item.id, group.group):
                said = chosen(beside.item, earlier.answers, language, pad=" ", digits=digits)
                yield _View(group.name, said, month_of(earlier))


def _rows(views: Sequence[_View], look: Look) -> Renderable:
    """Put names and answers beside each other; below each other where there is little room."""
    if not look.stacked:
        rows = [
            (words(f"    {one.before}" if one.before else f"  {one.name}", "dim"), words(one.said, one.style))
            for one in views
        ]
        return side_by_side(rows, gap=2)
    column = Column()
    for one in views:
        name = ", ".join(filter(None, [one.name, one.before]))
        if look.plain:
            column.line(f"{name}: {one.said}")
        else:
            column.line(name, "dim", indent=2)
            for line in _lines(one.said, look.width - 4):
                column.line(line, one.style, indent=4)
    return column


def _lines(said: str, width: int) -> Iterator[str]:
    """Break between the words that were chosen, and not within one."""
    line, *others = said.split(BETWEEN)
    for one in others:
        if cell_len(f"{line}{BETWEEN}{one}{BETWEEN}".rstrip()) > width:
            yield f"{line}{BETWEEN}".rstrip()
            line = one
        else:
            line = f"{line}{BETWEEN}{one}"
    yield line


def _words(result: Result, look: Look) -> Renderable:
    """Show what people wrote: each comment alone, below what it is about."""
    column = Column()
    for group in result.shown:
        for asked, comments in written(result, group):
            if not column.parts:
                _add_title(column, result)
            column.paragraph(f"{group.name}: {asked}", "dim")
            for one in comments:
                column.add(_quoted(one, look))
    return column


def _add_title(column: Column, result: Result) -> None:
    column.paragraph("In other words" if result.paraphrased else "In their words", "bold")
    if result.paraphrased:
        column.line("A third person put these into other words, so that nobody can be known by theirs.", "dim")


def _quoted(comment: str, look: Look) -> Renderable:
    text: Text = words(f"“{comment}”")
    column = Column()
    column.add(text)
    return column if look.plain else column.inset(look)


def _add_list(column: Column, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    column.paragraph(title, "bold")
    for line in lines:
        column.line(line)


def arrived(result: Result, look: Look) -> Renderable:
    """Show that answers are in, and what was asked, but none of them."""
    column = Column()
    column.line(f"Answers are in from {in_short(result)}.", "bold")
    column.paragraph("You asked them about this:")
    for item in result.items:
        column.line(item.text, indent=2)
    column.paragraph("A guess before you read makes it easier to see what's new.", "dim")
    return column.inset(look, top=1, bottom=1)
