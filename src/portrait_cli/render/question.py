"""What stands around a question, and the review before saving."""

from datetime import date

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from portrait_cli.core.session import Action, Change, Save, Session, Step
from portrait_cli.render.screen import Look, Renderable, color, count, day, distance, dots, first_lines, inset, words

_WIDEST_NAME = 24
"""Characters of a choice's name up to which its statement stands beside it, and not below."""
_LONGEST_SHOWN = 5_000
"""Characters of an answer that the review shows: nobody looks over more."""


def opening(session: Session, look: Look) -> Renderable:
    """Say what is coming and how long it takes, in two lines."""
    about = count(len(session.attributes), "attribute") if len(session.attributes) > 1 else ""
    facts = " · ".join(filter(None, [session.title, about, f"about {count(session.minutes, 'minute')}"]))
    ease = "Only for you. Skip what you like. Write roles, not names."
    return inset([words(facts, "bold"), words(ease, "dim")], look, top=1)


def question(session: Session, step: Step, look: Look) -> Renderable:
    """Show what is asked and what was said before, with the statements of the levels in full."""
    parts: list[Renderable] = [Text()]
    if step.heading:
        parts += _head(session, step)
    if step.earlier and step.purpose != "outcome":
        parts += _earlier(step)
    if step.purpose == "outcome" and step.earlier:
        parts.append(words(f"From {day(step.earlier.on)}:", "dim"))
    if session.nudge:
        return inset([Text(), words(session.nudge, "italic")], look)
    parts.append(words(step.prompt, "bold"))
    if step.hint:
        parts.append(words(step.hint, "dim"))
    if step.examples:
        example = step.examples.get(session.focus) or next(iter(step.examples.values()))
        parts.append(words(f"Such as: {example}", "dim"))
    if any(choice.statement or len(choice.label) > room(step, look) for choice in step.choices):
        parts.append(statements(step, look))
    return inset(parts, look)


def room(step: Step, look: Look) -> int:
    """Say how many characters of a choice's label fit behind its number and its dots."""
    return max(look.width - 12 - len(step.levels), 12) if not look.plain else _LONGEST_SHOWN


def _head(session: Session, step: Step) -> list[Renderable]:
    title = Text()
    title.append_text(words(step.heading, _style(session, step)))
    if step.part:
        title.append(f"  {step.part}", "dim")
    if not _opens(session, step):
        return [title, Text()]
    return [title, *([words(step.meaning, "italic")] if step.meaning else []), Text()]


def _style(session: Session, step: Step) -> str:
    if step.attribute not in session.attributes:
        return "bold"
    return f"bold {color(session.places.get(step.attribute, 0))}"


def _opens(session: Session, step: Step) -> bool:
    """Say whether the step is the first one asked under its heading."""
    before = [known for known in session.active if known.heading == step.heading]
    return bool(before) and before[0].id == step.id


def _earlier(step: Step) -> list[Renderable]:
    said = step.earlier
    if said is None:
        return []
    line = f"Last time, {day(said.on)}"
    if said.level:
        line += f": {said.level}" if said.placed in {None, said.on} else f" ({said.level} on {day(said.placed)})"
    lines: list[Renderable] = [words(line, "dim"), *([words(said.prompt, "dim")] if said.prompt else [])]
    if said.words:
        lines.append(words(f"“{first_lines(said.words, 220)}”", "dim italic"))
    return [*lines, Text()]


def statements(step: Step, look: Look) -> Renderable:
    """Print every level's statement in full, numbered as the choices below."""
    from rich.table import Table  # 4 ms that the first question need not pay

    total = len(step.levels)
    if look.narrow or look.plain or any(len(choice.label) > _WIDEST_NAME for choice in step.choices):
        parts: list[Renderable] = [Text()]
        for number, choice in enumerate(step.choices, start=1):
            sign = f"{number}" if step.numbered else ""
            head = " ".join(filter(None, [dots(choice.height, total, look), choice.label]))
            if look.plain or not sign:
                parts.append(words(f"{sign} {head}".strip(), "bold"))
            else:
                row = Table.grid(padding=(0, 1, 0, 0))
                row.add_row(Text(sign, "bold"), words(head, "bold"))
                parts.append(row)
            if choice.statement:
                parts.append(Padding(words(choice.statement), (0, 0, 0, 2)))
        return Group(*parts)
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_row("", "")
    for number, choice in enumerate(step.choices, start=1):
        name = Text(f"{number}  " if step.numbered else "", "dim")
        name.append(f"{dots(choice.height, total, look):<{total}} ")
        name.append_text(words(choice.label, "bold"))
        table.add_row(name, words(choice.statement))
    return table


def answer_words(step: Step, answer: str) -> str:
    """Say an answer as the person knows it."""
    if step.purpose == "by" and answer:
        return day(date.fromisoformat(answer), weekday=True)
    return next((choice.label for choice in step.choices if choice.id == answer), answer)


def review(session: Session, look: Look) -> Renderable:
    """List every question that was asked with its answer, numbered, before it is saved."""
    from rich.table import Table  # likewise

    parts: list[Renderable] = [Text(), words("Looking back", "bold"), Text()]
    heading = ""
    for number, step in enumerate(session.listed, start=1):
        if step.heading and step.heading != heading:
            if heading:
                parts.append(Text())
            parts.append(words(step.heading, _style(session, step)))
            heading = step.heading
        answer = session.answers.get(step.id)
        said = words(_shown(answer_words(step, answer))) if answer else words("skipped", "dim")
        row = Table.grid(padding=(0, 1 if look.plain else 2, 0, 0))
        row.add_column(no_wrap=True)
        row.add_column(ratio=1)
        sign = f"{number}." if look.plain else f"{number:>2}"
        plainly = step.purpose == "level" and step.target == step.attribute and step.as_of == "now"
        asked = [] if plainly else [words(step.prompt, "dim")]
        row.add_row(Text(sign, "dim"), Group(*asked, said))
        parts.append(row)
    return inset(parts, look, bottom=1)


def _shown(answer: str) -> str:
    whole = answer.strip("\n")
    return whole if len(whole) <= _LONGEST_SHOWN else whole[:_LONGEST_SHOWN].rstrip() + "…"


def reviewed(session: Session, said: str) -> Action | None:
    """Understand what was typed below the review: nothing saves, a number changes that answer; None for the rest."""
    text = said.strip()
    if not text:
        return Save()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(session.listed):
        return Change(session.listed[int(text) - 1].id)
    return None


def progress(before: Session, now: Session, look: Look) -> Renderable | None:
    """Say quietly that the answer is on the disk, and how far the session is; nothing after going back."""
    names = [step.id for step in now.active]
    if (
        not before.at
        or now.at == before.at
        or (now.at in names and before.at in names and names.index(now.at) < names.index(before.at))
    ):
        return None
    done = len([name for name in names if name in now.answers or name in now.skipped])
    word = "Skipped" if before.at in now.skipped else "Saved"
    return inset([words(f"{word}, {done} of {len(names)}", "dim")], look)


def waiting(session: Session, look: Look) -> Renderable:
    """Say which session waits to be finished, and the words that stood in its line."""
    parts: list[Renderable] = [Text(), words(draft_line(session))]
    if session.typed.strip():
        parts.append(words(f"You were writing: “{first_lines(session.typed, 200)}”", "italic"))
    return inset(parts, look)


def draft_line(session: Session) -> str:
    """Say which session waits to be finished."""
    known = count(len(session.answered), "answer")
    typed = " and some half-typed words" if session.typed.strip() else ""
    return f"{session.title}, begun {day(session.started.date())} at {session.started:%H:%M}: {known}{typed}"


def meant(answer: str, today: date) -> str:
    """Say which day was understood."""
    when = date.fromisoformat(answer)
    return f"That is {day(when, weekday=True)}, {distance(when, today)}."
