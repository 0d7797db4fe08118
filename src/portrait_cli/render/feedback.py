"""The result of a request to colleagues: counts in words beside one's own level, and what people wrote."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rich.text import Text

from portrait_cli.core.feedback import Result
from portrait_cli.core.feedback_sections import Before, Beside, Section
from portrait_cli.core.feedback_words import (
    NOTE,
    TITLE,
    about,
    before,
    chosen,
    few_could_say,
    in_line,
    in_short,
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
    for section in page.sections:
        column.paragraph(section.title, "bold")
        if section.view == "few-could-see":
            column.line(few_could_say(result), "dim")
            for beside in section.items:
                column.line(beside.item.text, indent=0 if look.plain else 2)
            continue
        for beside in section.items:
            column.paragraph(beside.item.text)
            column.add(_rows(list(_views(page, beside)), look))
    column.add(_words(result, look))
    _add_list(column, "Not shown", not_shown(result))
    for what, command in page.hints:
        column.paragraph(what, "dim")
        column.unbroken_line(command)
    return column.inset(look, top=1, bottom=1)


class _View(Struct, frozen=True):
    """How someone sees it."""

    name: str
    said: tuple[str, ...]
    style: str = ""


def _views(page: FeedbackPage, beside: Beside) -> Iterator[_View]:
    if beside.own:
        yield _View(_YOU, (own(beside.own),))
    for group, answers in page.result.answers_to(beside.item.id):
        yield _View(group.name, chosen(beside.item, answers, page.result.language))
        for earlier in page.earlier:
            if (earlier.item, earlier.group) == (beside.item.id, group.group):
                yield _View("", (before(beside.item, earlier, page.result.language),), "dim")


def _rows(views: Sequence[_View], look: Look) -> Renderable:
    """Put names and answers beside each other; below each other where there is little room, an answer to a line."""
    if not look.stacked:
        rows = [(words(f"  {view.name}", "dim"), words(in_line(view.said), view.style)) for view in views]
        return side_by_side(rows, gap=2)
    column = Column()
    for view in views:
        first, *rest = [in_line(view.said)] if look.plain else view.said
        column.line(f"{view.name}: {first}" if view.name else first, view.style, indent=0 if look.plain else 2)
        for one in rest:
            column.line(one, view.style, indent=4)
    return column


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
