"""Lists of unfinished sessions."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from portrait_cli.core.session import Session
from portrait_cli.render.phrases import first_lines
from portrait_cli.render.question import draft_line
from portrait_cli.render.screen import Column, Look, Renderable, side_by_side, words


class ShownDraft(Struct, frozen=True):
    """An unfinished session in a list."""

    name: str
    """What it is called on the command line."""
    session: Session | None
    problem: str = ""
    """Why it cannot be read."""
    remark: str = ""
    """That it is open in another window, or was set aside."""


def listing(drafts: Sequence[ShownDraft], commands: Mapping[str, str], look: Look) -> Renderable:
    """List unfinished sessions, each with the name to type; `commands` are those to use on them, by what they do."""
    column = Column()
    for draft in drafts:
        column.blank()
        if look.stacked:
            column.add(words(draft.name, "bold"), _about(draft))
        else:
            column.add(side_by_side([(words(draft.name, "bold"), _about(draft))], gap=2))
    column.blank()
    for purpose, command in commands.items():
        column.line(f"{purpose}: {command}", "dim")
    return column.inset(look, bottom=1)


def _about(draft: ShownDraft) -> Column:
    column = Column()
    if draft.session is None:
        column.line(draft.problem)
    else:
        column.line(draft_line(draft.session))
        column.optional_line(_newest_words(draft.session), "italic")
    column.optional_line(draft.remark, "dim")
    return column


def _newest_words(session: Session) -> str:
    """Quote what the person wrote last."""
    written = [session.answers[step.id] for step in session.answered if not step.choices and step.purpose != "by"]
    newest = session.typed.strip() or (written[-1] if written else "")
    return f"“{first_lines(newest, 120)}”" if newest else ""
