"""One question of a session, and what is around it: the opening, the progress, a draft that waits."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from portrait_cli.core.session import Reminder, Session, Step
from portrait_cli.render.phrases import count, day, distance, facts, first_lines
from portrait_cli.render.screen import Column, Look, Renderable, color, inset, words
from portrait_cli.render.shown import above_question

# --- the question ---


def question(session: Session, step: Step, look: Look) -> Renderable:
    """Show what is asked and what was said before.

    What can be chosen is below it: here in plain mode, else in a list of its own.
    """
    if session.nudge:
        return inset([Text(), words(session.nudge, "italic")], look)

    column = Column()
    column.blank()
    if step.heading:
        column.add(_heading(session, step))
    if step.earlier:
        column.add(_earlier(step, step.earlier, look))
    if step.shown:
        column.add(above_question(step.shown, look))

    column.line(step.prompt, "bold")
    column.optional_line(step.hint, "dim")
    column.optional_line(_example(session, step), "dim")
    if step.choices:
        column.blank()
        if look.plain:
            column.add(_choices(step))
    return column.inset(look)


def heading_style(session: Session, step: Step) -> str:
    """Return the style of a step's heading: an attribute's is in its color."""
    if step.attribute not in session.attributes:
        return "bold"
    place = session.places.get(step.attribute, 0)
    return f"bold {color(place)}"


def _heading(session: Session, step: Step) -> Column:
    title = Text()
    title.append_text(words(step.heading, heading_style(session, step)))
    number, total = session.progress
    if total > 1:
        title.append(f"  {number} of {total}", "dim")

    column = Column()
    column.add(title)
    if _is_first_of_heading(session, step):
        column.optional_line(step.meaning, "italic")
    if not (step.choices and step.earlier):  # every line counts above a list
        column.blank()
    return column


def _is_first_of_heading(session: Session, step: Step) -> bool:
    """Return True if the step is the first one asked under its heading."""
    first = next((known for known in session.active if known.heading == step.heading), None)
    return first is not None and first.id == step.id


def _earlier(step: Step, said: Reminder, look: Look) -> Column:
    column = Column()
    if step.purpose == "outcome":
        column.line(f"From {day(said.on)}:", "dim")
        return column

    column.line(_last_time(said), "dim")
    column.optional_line(said.prompt, "dim")
    if said.words:
        most = _one_line(look) if step.choices and not look.plain else 220
        column.line(f"“{first_lines(said.words, most)}”", "dim")
    column.blank()
    return column


def _one_line(look: Look) -> int:
    """Return the columns of words that fit in one line with quotation marks around them."""
    left = 0 if look.stacked else 2
    return look.width - left - 2


def _last_time(said: Reminder) -> str:
    """Write when it was and which level was chosen, with the level's own day if that differs."""
    if not said.level:
        return f"Last time, {day(said.on)}"
    line = f"Last time, {day(said.on)}: {said.level}"
    if said.placed and said.placed != said.on:
        line = f"You wrote on {day(said.on)}; {said.level} on {day(said.placed)}"
    return f"{line}; last answer: {said.off_scale}" if said.off_scale else line


def _example(session: Session, step: Step) -> str:
    """Give an example of an answer, where it fits: the plan is about an attribute that has one."""
    example = step.examples.get(session.focus)
    return f"For example: {example}" if example else ""


def _choices(step: Step) -> Column:
    """List the choices with their statements, for a screen without a list that can be moved in."""
    column = Column()
    for number, choice in enumerate(step.choices, start=1):
        name = f"{number} {choice.label}" if step.numbered else choice.label
        column.line(name, "bold")
        column.optional_line(choice.statement, indent=2)
    return column


# --- answers ---


def answer_words(step: Step, answer: str) -> str:
    """Return an answer as the person knows it: a day or a choice in words."""
    if step.purpose == "by" and answer:
        return day(date.fromisoformat(answer), weekday=True)
    labels = {choice.id: choice.label for choice in step.choices}
    return labels.get(answer, answer)


def day_understood(answer: str, today: date) -> str:
    """Name the day that an answer was understood as."""
    when = date.fromisoformat(answer)
    return f"That is {day(when, weekday=True)}, {distance(when, today)}."


# --- the session around it ---


def opening(session: Session, today: date, look: Look) -> Renderable:
    """Show what is coming and how long it takes, and which day it is about if that is not today."""
    about = [
        session.title,
        count(session.progress.total, "question"),
        f"about {count(session.minutes, 'minute')}",
    ]

    column = Column()
    column.line(facts(*about), "bold")
    if session.started.date() != today:
        column.line(f"About {day(session.started.date(), weekday=True)}.")
    column.line("Only for you. Skip anything. Use roles, not names.", "dim")
    return column.inset(look, top=1)


def kept(before: Session, now: Session, look: Look) -> Renderable | None:
    """Show quietly that the answer is saved, and to which question; None after going back."""
    names = [step.id for step in now.active]
    if not before.at or now.at == before.at or _went_back(names, before.at, now.at):
        return None
    word = "Skipped" if before.at in now.skipped else "Saved"
    number, total = before.progress
    return inset([words(f"{word}, {number} of {total}", "dim")], look)


def _went_back(names: Sequence[str], before: str, now: str) -> bool:
    if before not in names or now not in names:
        return False
    return names.index(now) < names.index(before)


def waiting(session: Session, look: Look) -> Renderable:
    """Show which session waits to be finished, and the words that were being typed."""
    column = Column()
    column.paragraph(draft_line(session))
    if session.typed.strip():
        column.line(f"You were writing: “{first_lines(session.typed, 200)}”", "italic")
    return column.inset(look)


def late_words(asked: str, text: str, look: Look) -> Renderable:
    """Show words that an editor saved after a question was answered; `asked` is nothing if its session has ended."""
    column = Column()
    column.paragraph(f"Your editor saved more words for: {asked}" if asked else "Your editor saved these words:")
    column.line(f"“{first_lines(text, 400)}”", "italic")
    return column.inset(look)


def draft_line(session: Session) -> str:
    """Return one line about a session that waits to be finished."""
    begun = f"{day(session.started.date())} at {session.started:%H:%M}"
    kept = count(len(session.answered), "answer")
    if session.typed.strip():
        kept += " and some half-typed words"
    return f"{session.title}, started {begun}: {kept}"
