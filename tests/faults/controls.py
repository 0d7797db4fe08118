"""Controls in every argument and option of every command: nothing of them reaches a screen, and no command breaks.

`python tests/faults/controls.py N` tries N words in each.
"""

import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from typer.core import TyperArgument, TyperOption
from typer.main import get_command
from world import World

from portrait_cli.cli import app as cli
from portrait_cli.cli.options import AnyCommand

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BREAKS = {70, 99}
_PIECES = (  # no NUL, which no argument can hold
    "\x1b]0;x\x07", "\x1b]52;c;aGk=\x07", "\x1b[2J", "\x9b2J", "\x08\x08", "\r", "\n", "\t", "\x7f", "\x85",
    "\u202e", "\u2066", "\u2028", "\ufeff", "\u200e", "\u200f", "\u061c", "\udcff", "[/red]", "[link=x]", "a", " ",
    "1", "é", "e\u0301" * 3, "👩\u200d🏫", "مرحبا", "'", '"', "\\", "$(x)", "-", "--", "/dev/null/",
    "../", "{}", "%s", ":", "0" * 400,
)  # fmt: skip
_PLAIN = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "80"}
"""With these the program itself has no reason to write a control character."""


@dataclass(slots=True)
class Tried:
    """What was tried, and what went wrong."""

    fields: int = 0
    words: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "\n".join([f"{self.words} words in {self.fields} fields, {len(self.wrong)} wrong", *self.wrong])


def attack(folder: Path, number: int, seed: int = 1) -> Tried:
    """Try so many words in each field."""
    tried = Tried()
    chance = random.Random(seed)  # noqa: S311  # which word comes next is no secret
    world = World(folder / "home", terminal=True)
    assert world.run(("note", "First words.")).code == 0
    whole = folder / "whole"
    world.save(whole)
    for before, command in _commands():
        for parameter in command.params:
            if getattr(parameter, "is_flag", False):
                continue
            tried.fields += 1
            for _ in range(number):
                tried.words += 1
                nasty = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 8)))
                words = [*before, *_given(command, parameter, nasty)]
                try:
                    done = world.run(words, minute=5, variables=_PLAIN)
                except AssertionError:
                    tried.wrong.append(f"{words!r} hangs")
                    continue
                found = _ACTING.search(done.out + done.err)
                if done.code in _BREAKS or done.code < 0 or "Traceback" in done.err:
                    tried.wrong.append(f"{words!r} ends with {done.code}: {done.err!r}")
                elif found:
                    tried.wrong.append(f"{words!r} shows {found.group()!r}: {done.out + done.err!r}")
        world.restore(whole)
    return tried


def _commands() -> Iterator[tuple[Sequence[str], AnyCommand]]:
    """Go through every command, with the words that name it."""
    yield (), get_command(cli.app)
    for name in cli.COMMANDS:
        command = cli.load(name)
        yield (name,), command
        for inner, its in getattr(command, "commands", {}).items():
            yield (name, inner), its


def _given(command: AnyCommand, parameter: AnyCommand, nasty: str) -> Iterator[str]:
    """Give one field a word, and every other argument that must be there something ordinary."""
    if isinstance(parameter, TyperOption):
        yield f"{parameter.opts[0]}={nasty}" if parameter.opts[0].startswith("--") else f"{parameter.opts[0]}{nasty}"
    for other in command.params:
        if other is parameter:
            if isinstance(parameter, TyperArgument):
                yield from ("--", nasty)
        elif isinstance(other, TyperArgument) and other.required:
            yield "1"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        result = attack(Path(place), int(sys.argv[1]))
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.wrong))
