"""Counting what leaders contributed: large files are read by the engine, all others one by one.

It is imported only when a cohort is counted: the engine takes half a second, and may not be installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import date
from math import ceil
from pathlib import Path

from msgspec import json

from portrait_cli.app.cohort import NOTHING_COUNTED, Counted, Request, Wanted
from portrait_cli.app.workspace import Workspace
from portrait_cli.core.cohort import Cohort, Count, cohort
from portrait_cli.core.cohort_answers import known_answers
from portrait_cli.core.cohort_changes import together
from portrait_cli.core.cohort_found import CohortFound, RoundFound, not_counted, rounds_found
from portrait_cli.core.cohort_refusal import ONLY_HERE, Difference, refusal
from portrait_cli.core.cohort_rounds import Rounds, Span, key_of, named, rounds_of
from portrait_cli.core.contribution import Contribution
from portrait_cli.core.errors import NewerFormatError, NotFoundError, PortraitError, UsageError
from portrait_cli.core.roll_up import Beside, RollUp
from portrait_cli.core.suppression import FEWEST
from portrait_cli.core.text import count, visible
from portrait_cli.formats import contribution_file
from portrait_cli.store import cohort_engine, contribution_files
from portrait_cli.store.contribution_files import ContributionFile, Found
from portrait_cli.store.contribution_tables import ContributionTables
from portrait_cli.store.roll_ups import RollUps, roll_up_of
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import Tell, progress
from portrait_cli.terminal.signals import before_changes

_BYTES_AT_FIRST = 8_000_000
"""How much of large files the engine reads in one go: little at first, as what is new to it is looked at twice ..."""
_BYTES_AT_ONCE = 170_000_000
"""... then about this much, in equal portions, which two processors share: it hands each of them 122,880 lines."""
_CONTRIBUTIONS_AT_ONCE = 5_000
_BESIDE = 2
"""Threads beside the one that reads and counts: for the question, then for who was counted."""
_FEW = 10
"""Up to so many contributions the files of a round are looked up: if they are too few, they are named."""
_QUESTION = "Count {} now? Who is missing cannot be added later. --fewest is decided now, too."


def count_cohort(workspace: Workspace, request: Request) -> Counted:
    """Read and count contributions, and record the result before anybody sees it.

    What was found is said first. In a terminal the person is asked before a result is made for the first time.
    Raises NotFoundError if there are no files, UsageError if nobody agrees to a first result.
    """
    wanted = request.wanted
    cohort_engine.check(wanted.engine)
    files = contribution_files.find(wanted.names)
    if not files.files:
        named = ", ".join(wanted.names)
        environment = workspace.environment
        for line in not_counted(CohortFound(others=files.others), wanted.fewest):
            environment.say(f"Not counted: {line}.")
        raise NotFoundError(f"there is no contribution in {named}", hint="contributions are .json and .jsonl files")
    with ThreadPoolExecutor(_BESIDE) as beside, cohort_engine.engine_errors():
        return _count(workspace, request, files, beside)


def _count(workspace: Workspace, request: Request, files: Found, beside: Executor) -> Counted:
    wanted, environment = request.wanted, workspace.environment
    question = beside.submit(cohort_engine.question, wanted.engine)
    tables = ContributionTables(known_answers(workspace.portrait))
    workspace.closing.callback(tables.close)
    problems: list[contribution_file.Problem] = []
    _read(workspace, files.files, tables, problems)
    doubles = tables.keep_newest()
    rounds = rounds_of(tables.rounds())
    found = _found(files, tables, rounds, problems, doubles)
    _tell(environment, found, request)
    nothing = Cohort((), wanted.fewest)
    spans = _chosen(rounds, wanted)
    if request.check:
        return Counted(found, nothing, is_stopped=True)
    enough = [span for span in spans if rounds.leaders[span.name] >= wanted.fewest]
    if not enough:
        return Counted(found, nothing, missing=_too_few(spans, rounds, wanted.fewest))
    names = {span.name for span in enough}
    tables.choose({called: name for called, name in rounds.names.items() if name in names})
    people = beside.map(tables.people, [span.name for span in enough])
    counts = cohort_engine.count(tables, question.result())
    made = {
        span: _roll_up(workspace, span, counts, who, wanted.fewest) for span, who in zip(enough, people, strict=True)
    }
    record = RollUps(workspace.config.roll_ups)
    if not _agrees(workspace, request, record, made):
        return Counted(found, nothing, is_stopped=True)
    refused = _record(record, made, tables, files, wanted.fewest)
    shown = [span for span in enough if span.name not in refused]
    return Counted(
        found,
        cohort(workspace.portrait, shown, counts, wanted.fewest) if shown else nothing,
        refused=tuple(refused.values()),
    )


# --- reading ---


def _read(
    workspace: Workspace,
    found: Sequence[ContributionFile],
    tables: ContributionTables,
    problems: list[contribution_file.Problem],
) -> None:
    """Read the files into the tables; which of them, or of their lines, are none is added to `problems`."""
    with progress(workspace.environment, "Reading contributions", plain=workspace.plain) as tell:
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
    size, enough = 0, float(_BYTES_AT_FIRST)
    left = sum(file.size for file in found if file.is_large)
    for number, file in enumerate(found):
        if file.is_large:
            batch[number] = file.path
            size += file.size
            left -= file.size
        if size >= enough:
            yield batch
            batch, size, enough = {}, 0, left / max(1, ceil(left / _BYTES_AT_ONCE))
    if batch:
        yield batch


# --- what was found ---


def _found(
    files: Found,
    tables: ContributionTables,
    rounds: Rounds,
    problems: Sequence[contribution_file.Problem],
    doubles: int,
) -> CohortFound:
    """List what is there, and what does not count."""
    name_of = [file.name for file in files.files]
    return CohortFound(
        rounds=tuple(
            RoundFound(span.name, rounds.leaders[span.name], _files_of_few(span, tables, rounds, name_of))
            for span in rounds.spans
        ),
        damaged=tuple(name for name, problem in problems if not isinstance(problem, NewerFormatError)),
        newer=tuple(name for name, problem in problems if isinstance(problem, NewerFormatError)),
        elsewhere=tuple((name_of[number], portrait) for number, portrait in tables.of_other_portraits()),
        again=tuple(tuple(name_of[file] for file in again) for again in tables.files_again()) if doubles else (),
        doubles=doubles,
        others=files.others,
    )


def _files_of_few(span: Span, tables: ContributionTables, rounds: Rounds, names: Sequence[str]) -> tuple[str, ...]:
    """Return the files of a round that so few contributed to that somebody has to look at them."""
    if rounds.leaders[span.name] > _FEW:
        return ()
    called = [one for one, name in rounds.names.items() if name == span.name]
    return tuple(names[file] for one in called for file in tables.files_of_round(one))


def _tell(environment: Environment, found: CohortFound, request: Request) -> None:
    """Report what was found: on stdout if that was all that is asked for."""
    first = visible(rounds_found(found))
    others = [f"Not counted: {visible(line)}." for line in not_counted(found, request.wanted.fewest)]
    if request.check:
        environment.write("\n".join([first, *others]) + "\n")
        return
    environment.report(first)
    for line in others:
        environment.say(line)


# --- what is shown ---


def _chosen(rounds: Rounds, wanted: Wanted) -> list[Span]:
    """Return the rounds that are wanted. Raises NotFoundError if there is no such round."""
    if not wanted.round:
        return list(rounds.spans)
    spans = named(rounds, wanted.round)
    if len(spans) != 1:
        known = ", ".join(span.name for span in rounds.spans) or "none"
        said = f"{wanted.round} could be any of several rounds" if spans else f"there is no round {wanted.round}"
        raise NotFoundError(said, hint=f"the rounds in these files: {known}")
    return spans


def _too_few(spans: Sequence[Span], rounds: Rounds, fewest: int) -> NotFoundError:
    """Explain that no round has enough, each with how many it has."""
    if not spans:
        return NotFoundError(
            "none of these files has a contribution with this portrait", hint="portrait cohort FILES --check says why"
        )
    have = ", ".join(f"{count(rounds.leaders[span.name], 'leader')} contributed to {span.name}" for span in spans)
    hint = "with so few, a number could be somebody's own; it works as soon as there are enough"
    if fewest > FEWEST:
        hint = f"leave --fewest out for {FEWEST}; what is chosen for the first count of a round has to stay"
    return NotFoundError(f"{have}, and nothing is shown of fewer than {fewest}", hint=hint)


def _roll_up(workspace: Workspace, span: Span, counts: Sequence[Count], people: Sequence[str], fewest: int) -> RollUp:
    of_round = [one for one in counts if one.round == span.name]
    today = workspace.environment.now().date().isoformat()
    return roll_up_of(json.encode((fewest, of_round)), people, today, fewest)


def _agrees(workspace: Workspace, request: Request, record: RollUps, made: Mapping[Span, RollUp]) -> bool:
    """Ask before a result that was not shown before, which is the only one there will be of these people.

    Raises UsageError if there is nobody to ask.
    """
    environment = workspace.environment
    if request.yes:
        return True
    new = [
        f"{count(len(one.people), 'leader')} of {span.name}"
        for span, one in made.items()
        if not record.is_known(key_of(span.name), one) and record.why_not(key_of(span.name), one) is None
    ]
    if not new:
        return True
    if not environment.can_ask:
        said = "a round is counted once: who is missing cannot be added later"
        raise UsageError(said, hint=f"if all are there: {request.agreeing}")
    with before_changes(environment, NOTHING_COUNTED):
        asker = asker_for(environment, workspace.config)
        return asker.confirm(f"{_QUESTION.format(together(new))} {ONLY_HERE}", default=False)


def _record(
    record: RollUps, made: Mapping[Span, RollUp], tables: ContributionTables, files: Found, fewest: int
) -> dict[str, PortraitError]:
    """Record results; return by the names of their rounds why some would expose somebody beside an earlier one."""
    refused: dict[str, PortraitError] = {}
    with record.held():
        # Only with earlier results: nobody is in two rounds of one, as one contribution of each id counts.
        why_not = [record.why_not(key_of(span.name), roll_up) for span, roll_up in made.items()]
        for (span, roll_up), beside in zip(made.items(), why_not, strict=True):
            if beside:
                new = [files.files[number].name for number in tables.files_of(span.name, beside.new)]
                refused[span.name] = refusal(span.name, _difference(beside, new), fewest)
            else:
                record.add(key_of(span.name), roll_up)
    return refused


def _difference(beside: Beside, new: Sequence[str]) -> Difference:
    earlier = beside.earlier
    return Difference(
        made=date.fromisoformat(earlier.made) if earlier.made else None,
        fewest=earlier.fewest,
        leaders=len(earlier.people),
        new=len(beside.new),
        unseen=beside.unseen,
        missing=beside.missing,
        files=new,
    )
