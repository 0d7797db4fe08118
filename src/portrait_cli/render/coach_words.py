"""The words of a coach beside those of an entry, clearly as the coach's."""

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions
from rich.text import Text

from portrait_cli.core.coach_answers import Beside, BesideEntry, CoachAnswer
from portrait_cli.core.request import Request
from portrait_cli.render.phrases import day, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, indented, words

_BAR = "│ "


def whose(coach: BesideEntry) -> Iterator[Renderable]:
    """Explain whose words stand beside the entry's own."""
    handed = dict.fromkeys((answer.coach, answer.handed_on) for answer in coach.all)
    for name, on in handed:
        yield words(f"With {name}'s words, to what you handed over on {day(on)}", "dim")


def beside(answers: Iterable[Beside], look: Look) -> Iterator[Renderable]:
    """Show what coaches wrote about one line, below it; if its words are others by now, with what they answered."""
    for one in answers:
        if one.has_changed:
            yield _as_handed_over(one.answer)
        yield _said(one.answer.coach, one.answer.words, look)


def at_the_end(coach: BesideEntry, look: Look) -> Iterator[Renderable]:
    """Show what was written about all of it, and about lines that are gone."""
    for answer in coach.of_all:
        yield Text()
        yield _said(f"{answer.coach}, to all of it", answer.words, look)
    for answer in coach.of_earlier:
        yield Text()
        yield _as_handed_over(answer)
        yield _said(answer.coach, answer.words, look)


def _as_handed_over(answer: CoachAnswer) -> Renderable:
    return indented(words(f"As you handed it over: “{first_lines(answer.about)}”", "dim"))


def page(request: Request, answers: Iterable[CoachAnswer], look: Look) -> Renderable:
    """Show all that a coach wrote about an entry, with the words that were handed over."""
    column = Column()
    column.paragraph(f"{request.by}'s words to what you handed over on {day(request.asked_on)}", "bold")
    heading = ""
    for answer in answers:
        if answer.heading != heading:
            column.optional_paragraph(answer.heading, "bold")
        heading = answer.heading
        column.blank()
        column.optional_line(answer.asked, "dim")
        column.optional_line(answer.about)
        who = request.by if answer.about else f"{request.by}, to all of it"
        column.add(_said(who, answer.words, look))
    return column.inset(look, bottom=1)


def _said(who: str, said: str, look: Look) -> Renderable:
    text = words(f"{who}: ", "bold").append_text(words(said, "italic"))
    return indented(text if look.plain else _Barred(text))


class _Barred:
    """A text with a bar at its left, which says that somebody else wrote it."""

    def __init__(self, text: Text) -> None:
        self._text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in self._text.wrap(console, options.max_width - len(_BAR)):
            yield Text(_BAR, "dim").append_text(line)
