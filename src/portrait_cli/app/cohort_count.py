"""Counting what leaders contributed: large files are read by the engine, all others one by one.

It is imported only when a cohort is counted: the engine takes half a second, and may not be installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import json

from portrait_cli.app.cohort import Wanted
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.cohort import Cohort, Count, cohort
from portrait_cli.core.cohort_answers import known_answers
from portrait_cli.core.cohort_rounds import Rounds, Span, key_of, named, rounds_of
from portrait_cli.core.contribution import Contribution
from portrait_cli.core.errors import InvalidFileError, NotFoundError, PortraitError
from portrait_cli.core.roll_up import Overlap
from portrait_cli.core.text import count, visible
from portrait_cli.store import cohort_engine, contribution_files
from portrait_cli.store.contribution_files import ContributionFile, Found
from portrait_cli.store.contribution_tables import ContributionTables
from portrait_cli.store.roll_ups import RollUp, RollUps, roll_up_of
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import Tell, progress

_BYTES_AT_ONCE = 64_000_000
"""How much of large files the engine reads in one go."""
_CONTRIBUTIONS_AT_ONCE = 5_000
_MOST_NAMED = 10
"""How many of the files that are left out are named one by one."""


def count_cohort(workspace: Workspace, wanted: Wanted) -> Cohort:
    """Read and count contributions, and record the result before anybody sees it; no rounds if there are too few.

    Raises NotFoundError if there are no files, PortraitError if the result, beside an earlier one, would expose
    somebody.
    """
    cohort_engine.check(wanted.engine)
    found = contribution_files.find(wanted.names)
    if not found.files:
        named = ", ".join(wanted.names)
        raise NotFoundError(f"there is no contribution in {named}", hint="contributions are .json and .jsonl files")
    with cohort_engine.engine_errors():
        return _count(workspace, wanted, found)


def _count(workspace: Workspace, wanted: Wanted, found: Found) -> Cohort:
    tables = ContributionTables(known_answers(workspace.portrait))
    workspace.closing.callback(tables.close)
    _read(workspace, found.files, tables)
    again = tables.keep_newest()
    _tell_of_others(workspace.environment, tables, found, again)
    rounds = rounds_of(tables.rounds())
    spans = _chosen(rounds, wanted, workspace.environment)
    if not spans:
        return Cohort((), wanted.fewest)
    names = {span.name for span in spans}
    tables.choose({called: name for called, name in rounds.names.items() if name in names})
    counts = cohort_engine.count(tables, wanted.engine)
    _record(workspace, {span.name: _roll_up(span, counts, tables, wanted.fewest) for span in spans}, wanted.fewest)
    return cohort(workspace.portrait, spans, counts, wanted.fewest)


# --- reading ---


def _read(workspace: Workspace, found: Sequence[ContributionFile], tables: ContributionTables) -> None:
    """Read the files into the tables, and say which of them, or of their lines, are left out, and why."""
    environment = workspace.environment
    problems: list[InvalidFileError] = []
    with progress(environment, "Reading contributions", plain=workspace.plain) as tell:
        one_by_one = _read_large(found, tables, tell)
        waiting: list[tuple[int, Contribution]] = []
        for done, number in enumerate(one_by_one, start=len(found) - len(one_by_one)):
            tell(done, len(found))
            for contribution in found[number].contributions(problems):
                waiting.append((number, contribution))
                if len(waiting) == _CONTRIBUTIONS_AT_ONCE:
                    tables.add(waiting)
                    waiting = []
        tables.add(waiting)
    _tell_of_left_out(environment, [str(problem) for problem in problems])


def _read_large(found: Sequence[ContributionFile], tables: ContributionTables, tell: Tell) -> list[int]:
    """Let the engine read what it reads faster; return the numbers of all other files, in order."""
    others = [number for number, file in enumerate(found) if not file.is_large]
    done = 0
    for paths in _in_batches(found):
        tell(done, len(found))
        others += tables.add_files(paths)
        done += len(paths)
    return sorted(others)


def _in_batches(found: Sequence[ContributionFile]) -> Iterator[Mapping[int, Path]]:
    """Put large files together until they are enough for the engine."""
    batch: dict[int, Path] = {}
    size = 0
    for number, file in enumerate(found):
        if file.is_large:
            batch[number] = file.path
            size += file.size
        if size >= _BYTES_AT_ONCE:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _tell_of_others(environment: Environment, tables: ContributionTables, found: Found, again: int) -> None:
    """Report what does not count, though nothing is wrong with it."""
    elsewhere = [
        f"{found.files[number].name} is of another portrait, {portrait}"
        for number, portrait in tables.of_other_portraits()
    ]
    _tell_of_left_out(environment, elsewhere)
    if again:
        environment.report(_of_doubles(again))
    if found.others:
        others = count(found.others, "other file")
        environment.report(f"Not looked at: {others}. Contributions are .json and .jsonl files.")


def _of_doubles(again: int) -> str:
    if again == 1:
        return "One contribution came twice, or was made again; the newest counts."
    return f"{again} contributions came more than once, or were made again; the newest of each counts."


def _tell_of_left_out(environment: Environment, left_out: Sequence[str]) -> None:
    for reason in left_out[:_MOST_NAMED]:
        environment.say(f"Left out: {visible(reason)}")
    more = len(left_out) - _MOST_NAMED
    if more > 0:
        environment.say(f"Left out: {more} more, likewise")


# --- what is shown ---


def _chosen(rounds: Rounds, wanted: Wanted, environment: Environment) -> tuple[Span, ...]:
    """Return the rounds to which enough leaders contributed. Raises NotFoundError if another one is named."""
    spans = list(rounds.spans)
    if wanted.round:
        spans = named(rounds, wanted.round)
        if len(spans) != 1:
            known = ", ".join(span.name for span in rounds.spans) or "none"
            said = f"{wanted.round} could be any of several rounds" if spans else f"there is no round {wanted.round}"
            raise NotFoundError(said, hint=f"the rounds in these files: {known}")
    enough = tuple(span for span in spans if rounds.leaders[span.name] >= wanted.fewest)
    for span in spans if enough else ():
        if span not in enough:
            environment.say(
                f"Left out: {visible(span.name)}, to which fewer than {wanted.fewest} leaders contributed"
            )
    return enough


def _roll_up(span: Span, counts: Sequence[Count], tables: ContributionTables, fewest: int) -> RollUp:
    of_round = [one for one in counts if one.round == span.name]
    return roll_up_of(json.encode((fewest, of_round)), tables.people(span.name))


def _record(workspace: Workspace, made: Mapping[str, RollUp], fewest: int) -> None:
    """Record results, unless one would expose somebody beside an earlier one; then none is recorded."""
    record = RollUps(workspace.config.roll_ups)
    with record.held():
        for name, roll_up in made.items():
            why_not = record.why_not(key_of(name), roll_up)
            if why_not:
                raise _refused(name, why_not, fewest)
        for name, roll_up in made.items():
            record.add(key_of(name), roll_up)


def _refused(name: str, why: Overlap, fewest: int) -> PortraitError:
    """Explain why a result would expose somebody, and what can be done instead."""
    if why.new:
        said = (
            f"{why.before} of these {why.before + why.new} contributions to {name} were in an earlier result; "
            "beside that one, this one would tell what the others answered"
        )
        return PortraitError(said, hint=_instead(why.new, fewest))
    said = (
        f"these contributions to {name} were in an earlier result, and something is different now; "
        "beside that one, this one would tell what a few of them answered"
    )
    hint = "name the same files as before, with the same --fewest and portrait: that result can be shown again"
    return PortraitError(said, hint=hint)


def _instead(new: int, fewest: int) -> str:
    if new >= fewest:
        return "name only the files that are new, or only those of the earlier result"
    return f"name the same files as before; those that are new can be counted by themselves once they are {fewest}"
