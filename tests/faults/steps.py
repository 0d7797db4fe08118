"""Every writing command, killed before each of its operations, and refused each of them; and undone afterward.

`python tests/faults/steps.py` does all of it, and prints what it counted; `--every N` only every N-th operation.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from world import KILLED, REASONS, Done, Fault, World, kill_at, refuse_at

WORDS = "Words that nobody wants to lose."
JRNL_NAME = "journal.txt"
JRNL = "".join(f"[2024-0{month}-02 08:00:00 AM] Imported {month}\nBody {month}.\n\n" for month in (1, 2, 3))
ANSWERS = f"""\
guide: whole-portrait
role: building-leader
attributes: [advocacy]
answers:
  advocacy.left-out: {WORDS}
  advocacy.level: starting
  plan.when: I make the list
  plan.then: call two families
"""
PORTRAIT = Path(__file__).parent.parent / "portraits" / "short.yaml"
NOTHING = 3
"""The exit code of an undo when nothing is left to undo."""
EDITOR = 'sh -c \'printf "More words.\\n" >> "$0"\''

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("note", WORDS),
    ("reflect", "--answers", "-"),
    ("plans", "add", WORDS, "--by", "friday"),
    ("plans", "move", "2", "dec 31"),
    ("plans", "kept", "1", "--note", WORDS),
    ("edit", "2026-11-23-183000-note"),
    ("undo",),
    ("redo",),
    ("delete", "2026-11-23-183000-note", "--yes"),
    ("undo",),
    ("redo",),
    ("import", JRNL_NAME, "--format", "jrnl", "--yes"),
    ("undo",),
    ("redo",),
    ("evidence", "add", WORDS, "--attribute", "AD2", "--file", JRNL_NAME),
    ("undo",),
    ("redo",),
    ("evidence", "add", "More evidence.", "--attribute", "AD1", "--file", str(PORTRAIT)),
    ("delete", "2026-11-23-184700-evidence-advocacy", "--yes"),
    ("undo",),
    ("portraits", "use", str(PORTRAIT)),
    ("undo",),
    ("redo",),
    ("goal", "set", WORDS),
    ("undo",),
    ("redo",),
    ("goal", "let-go", "1", "--why", WORDS),
    ("undo",),
    ("plans", "partly", "2", "--carry-on", WORDS),
    ("undo",),
    ("note", "-"),
    ("undo",),
    ("undo",),
)

State = tuple[dict[str, bytes], bytes]
"""What a person sees: the entries, and the settings."""


@dataclass(slots=True)
class Counted:
    """What was tried, and what went wrong."""

    kills: int = 0
    errors: int = 0
    undone: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"{self.kills} kills, {self.errors} errors, {self.undone} undone after them, {len(self.wrong)} wrong"
        return "\n".join([said, *self.wrong])


@dataclass(frozen=True, slots=True)
class Attempt:
    """A command that is to be killed or refused."""

    world: World
    number: int
    before: State
    after: State
    stack: list[State]
    """What undo goes back through once the command is done, the end of it last."""

    @property
    def is_of_many(self) -> bool:
        """Return True if it changes several files, and may be done in part."""
        return len(self.before[0].items() ^ self.after[0].items()) > 1 and self.number > 0

    def killed(self, place: int, counted: Counted) -> Iterator[str]:
        """Kill the command at one of its operations; return what is wrong afterward."""
        done = run(self.world, self.number, kill_at(place))
        counted.kills += done.code == KILLED
        now = state(self.world)
        if not self._is_between(now):
            yield "neither as before nor as after"
        yield from self._lost()
        yield from self._undone(now, counted)

    def refused(self, place: int, counted: Counted) -> Iterator[str]:
        """Let one of its operations fail, and half of the times all that write after it."""
        reason = REASONS[place % len(REASONS)]
        done = run(self.world, self.number, refuse_at(place, reason, from_then_on=place % 2 == 0))
        counted.errors += 1
        now = state(self.world)
        if done.code in {70, 99}:
            yield f"exit {done.code}: {done.err}"
        if done.code == 0 and now != self.after:
            yield f"said to be done, and is not: {done.err}"
        in_part = self.is_of_many and self._is_between(now) and "the rest" in done.err
        if done.code and now != self.before and not in_part:
            yield f"said to have failed, and is done: {done.err}"
        yield from self._lost()
        words = COMMANDS[self.number]
        if done.code and (WORDS in words or "-" in words) and not self._has_words(done):
            yield f"the words are nowhere: {done.err}"

    def _is_between(self, now: State) -> bool:
        """Return True if each file is as it was before or as it is after."""
        files = now[0].keys() | self.before[0].keys() | self.after[0].keys()
        whole = all(now[0].get(file) in {self.before[0].get(file), self.after[0].get(file)} for file in files)
        return whole and now[1] in {self.before[1], self.after[1]}

    def _lost(self) -> Iterator[str]:
        kept = self.world.everything()
        for file, data in self.before[0].items():
            if data not in kept:
                yield f"{file} is lost"

    def _has_words(self, done: Done) -> bool:
        said = " ".join(done.err.split())
        return WORDS in said or any(WORDS.encode() in data for data in self.world.everything())

    def _undone(self, now: State, counted: Counted) -> Iterator[str]:
        """Undo everything, and compare what comes with what was there, in reverse order of time."""
        seen = [now]
        for _ in range(len(COMMANDS) + 2):
            done = self.world.run(["undo", "--yes"], minute=99)
            if done.code:
                break
            counted.undone += 1
            if state(self.world) != seen[-1]:
                seen.append(state(self.world))
        if done.code != NOTHING:
            yield f"undo ends with {done.code}: {done.err}"

        way = list(self.stack)
        if COMMANDS[self.number][0] == "undo":
            way.append(self.before)  # if it was stopped, undo begins there
        if seen[-1] != way[0]:
            yield "undo does not reach the beginning"
        if any(one not in way for one in seen[1:]):
            yield "undo passes through what never was"
        back = reversed(way)
        if not all(one in back for one in seen if one in way):  # in this order: a state may come twice
            yield f"undo goes back and forth: {[way.index(one) for one in seen if one in way]}"


def state(world: World) -> State:
    """Return what a person sees."""
    return world.entries(), world.settings()


def run(world: World, number: int, fault: Fault | None = None) -> Done:
    """Run a command of the list."""
    words = COMMANDS[number]
    stdin = {"reflect": ANSWERS, "note": WORDS}.get(words[0], "")
    placed = [str(world.home / word) if word == JRNL_NAME else word for word in words]
    return world.run(placed, minute=number, stdin=stdin, variables={"EDITOR": EDITOR}, fault=fault)


def attack(folder: Path, every: int) -> Counted:
    """Go through the commands: each is killed and refused at every n-th of its operations before it is done."""
    counted = Counted()
    world = World(folder / "world")
    (world.home / JRNL_NAME).write_text(JRNL, encoding="utf-8")
    stack = [state(world)]
    ahead: list[State] = []
    for number, words in enumerate(COMMANDS):
        before, after = folder / f"before-{number}", folder / f"after-{number}"
        present = state(world)
        world.save(before)
        done = run(world, number)
        assert done.code == 0, (words, done)
        _move(stack, ahead, words[0], state(world))
        attempt = Attempt(world, number, present, state(world), stack)
        world.save(after)
        for place in range(1 + number % every, done.operations + 1, every):
            for what in (attempt.killed, attempt.refused):
                world.restore(before)
                wrong = [f"{number} {words[0]} {what.__name__} at {place}: {said}" for said in what(place, counted)]
                counted.wrong += wrong
        world.restore(after)
    return counted


def _move(stack: list[State], ahead: list[State], command: str, after: State) -> None:
    """Keep count of what undo and redo go to."""
    match command:
        case "undo":
            ahead.append(stack.pop())
            assert stack[-1] == after, "undo did not bring back every byte"
        case "redo":
            stack.append(ahead.pop())
            assert stack[-1] == after, "redo did not bring back every byte"
        case _:
            stack.append(after)
            ahead.clear()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    with tempfile.TemporaryDirectory() as place_:
        result = attack(Path(place_), parser.parse_args().every)
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.wrong))
