"""What a leader and a coach placed separately, in words: where they differ first. No number says how far."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Group
from rich.text import Text

from portrait_cli.core.side_by_side import Pair, SideBySide, View
from portrait_cli.core.text import one_line
from portrait_cli.render import levels
from portrait_cli.render.phrases import day, facts
from portrait_cli.render.screen import Column, Look, Renderable, color, indented, side_by_side, words


def page(shown: SideBySide, title: str, look: Look) -> Renderable:
    """Show both views of all that was placed, then what the coach wrote at the end."""
    drawing = _Drawing(shown.coach, look)
    column = Column()
    column.paragraph(f"You and {shown.coach}, side by side", "bold")
    column.line(facts(title, f"asked on {day(shown.asked_on)}"), "dim")
    column.line("Each statement is written as you would say it.", "dim")
    drawing.part(column, "Where you see it differently", shown.differ)
    drawing.part(column, "Where you agree", shown.agree)
    drawing.part(column, "What one of you couldn't say", shown.unsaid)
    if shown.keep or shown.ask:
        column.paragraph(f"In {shown.coach}'s words", "bold")
    for asked, said in (("Something to keep", shown.keep), ("A question to talk about", shown.ask)):
        if said:
            column.paragraph(asked, "dim")
            column.line(said)
    column.paragraph(_start_with(shown), "dim")
    return column.inset(look, bottom=1)


def to_place_first(coach: str, names: Sequence[str], look: Look, *, has_replied: bool) -> Renderable:
    """Explain why the coach's view is not shown yet, and list what has to be placed before."""
    column = Column()
    if has_replied:
        column.paragraph(f"{coach} has answered. Your own view comes first, so that both of you see for yourselves.")
    else:
        column.paragraph(f"{coach} hasn't answered yet. You can place the same now, before you know how they see it.")
    column.blank()
    for name in names:
        column.line(name, indent=2)
    return column.inset(look, bottom=1)


def _start_with(shown: SideBySide) -> str:
    if shown.differ:
        return f"Start with {one_line(shown.differ[0].name)}. Ask for the example before you explain yours."
    return "Start with one example each, and listen to it to the end."


class _Drawing(Struct, frozen=True):
    """Draws pairs of views."""

    coach: str
    look: Look

    def part(self, column: Column, title: str, pairs: Sequence[Pair]) -> None:
        """Add the pairs below a title, or nothing without any."""
        if pairs:
            column.paragraph(title, "bold")
        for pair in pairs:
            column.blank()
            column.add(self.pair(pair))

    def pair(self, pair: Pair) -> Column:
        """Show what is placed, how each of the two sees it, and who sees more."""
        column = Column()
        column.line(pair.name, color(pair.place))
        theirs = pair.theirs
        if theirs.label == pair.mine.label:
            theirs = replace(theirs, statement="")  # it is there already
        both = [("You", pair.mine), (self.coach, theirs)]
        if self.look.stacked:
            for who, view in both:
                column.add(words(f"{who}: ", "dim").append_text(self.level(view, pair)), indented(_said(view)))
        else:
            rows = [(words(who, "dim"), Group(self.level(view, pair), _said(view))) for who, view in both]
            column.add(side_by_side(rows, gap=2))
        column.optional_line(self.who_sees_more(pair), "dim")
        return column

    def level(self, view: View, pair: Pair) -> Text:
        """Show a level, or that there is none."""
        if not view.label:
            return words("left blank", "dim")
        return levels.level(view.label, view.height, pair.levels, self.look, color(pair.place))

    def who_sees_more(self, pair: Pair) -> str:
        """Return in words whose level is the higher one; an empty text if neither is."""
        if not pair.is_comparable or not pair.apart:
            return ""
        if pair.apart > 0:
            return f"{self.coach} sees more here than you do."
        return f"You see more here than {self.coach} does."


def _said(view: View) -> Column:
    """Show what a level looks like, and the words beside it."""
    column = Column()
    if view.height is not None:
        column.optional_line(one_line(view.statement), "italic")
    if view.words:
        column.line(f"“{view.words}”")
    return column
