"""Which lines a person means by a name: a line, an entry, a plan, a goal, a piece of evidence, or a kind of them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from portrait_cli.core import find_plan
from portrait_cli.core.errors import NotFoundError
from portrait_cli.core.selection_lines import Kind, Known, Line

KINDS: Mapping[str, frozenset[Kind]] = {
    "titles": frozenset({"title"}),
    "answers": frozenset({"answer"}),
    "levels": frozenset({"level"}),
    "plans": frozenset({"plan", "outcome"}),
    "outcomes": frozenset({"outcome"}),
    "goals": frozenset({"goal", "decision"}),
    "decisions": frozenset({"decision"}),
    "comments": frozenset({"comment"}),
    "evidence": frozenset({"evidence"}),
    "notes": frozenset({"note"}),
}
"""The kinds of lines by the words that name all of one kind."""
_MOST_NAMED = 4
_PLAN_OR_GOAL = re.compile(r"(plan|goal)[ -]+#?(\S+)", re.IGNORECASE)


def lines_named(lines: Sequence[Line], said: str, known: Known) -> frozenset[str]:
    """Return the names of the lines that a name means; none if it means no line of these.

    An entry is named by its id or the beginning of it. Raises NotFoundError for what could be several.
    """
    wanted = said.strip()
    kinds = KINDS.get(wanted.casefold())
    if kinds:
        return frozenset(line.name for line in lines if line.kind in kinds)
    thread = _PLAN_OR_GOAL.fullmatch(wanted)
    if thread:
        return _about(lines, _plan_or_goal(thread.group(1).casefold(), thread.group(2), known))
    piece = _evidence(wanted, known)
    if piece:
        return _about(lines, f"evidence:{piece}")
    return _in_entry(lines, wanted)


def _about(lines: Iterable[Line], thread: str) -> frozenset[str]:
    """Find the lines with the words of a plan, a goal or a piece of evidence, or about it, without comments on it."""
    return frozenset(line.name for line in lines if thread in line.holds | line.repeats and line.kind != "comment")


def _plan_or_goal(kind: str, said: str, known: Known) -> str:
    """Return what the lines of a plan or goal know it by. Raises NotFoundError if there is none."""
    if kind == "plan":
        return f"plan:{find_plan.find(tuple(known.plans.values()), said).id}"
    for goal in known.goals.values():
        if said in {str(goal.number), goal.id}:
            return f"goal:{goal.id}"
    raise NotFoundError(f'there is no goal "{said}"', hint="portrait goal shows them")


def _evidence(said: str, known: Known) -> str:
    """Return the id of the only evidence that is named; an empty text if there is none."""
    near = [one for one in known.pieces if len(said) >= find_plan.SHORTEST and one.startswith(said)]
    return near[0] if len(near) == 1 else ""


def _in_entry(lines: Iterable[Line], said: str) -> frozenset[str]:
    entry, sign, number = said.partition("#")
    if not entry:
        return frozenset()
    near = [line for line in lines if line.entry.startswith(entry) and (not sign or str(line.number) == number)]
    exact = [line for line in near if line.entry == entry]
    found = exact or near
    several = sorted({line.entry for line in found})
    if len(several) > 1:
        hint = f"type more of the id: {', '.join(several[:_MOST_NAMED])}"
        raise NotFoundError(f'"{said}" could be in several entries', hint=hint)
    return frozenset(line.name for line in found)
