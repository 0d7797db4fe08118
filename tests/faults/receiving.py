"""Receiving, killed before each of its operations and refused each of them: nothing is lost, and again it works."""

import sys
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from world import KILLED, REASONS, World, kill_at, refuse_at

from portrait_cli.core.request_place import place
from portrait_cli.formats import request_file
from rounds import write_key
from sealed_replies import ITEM, key, request, sealed_reply

_CODES = {0, 1, 3, 5, 6, KILLED}
WORDS = "Zinnia waits, vermilion and patient, for whoever is absent."


def attack(folder: Path, *, every: int) -> tuple[int, list[str]]:
    """Kill and refuse a command that receives four replies; return how often, and what was wrong afterward."""
    world = World(folder / "home")
    for path, data in (
        (world.journal / place(request().id), request_file.write(request()).encode()),
        (world.home / "in" / "wrong.txt", sealed_reply("board", {"closing.keep": WORDS})),
        *((world.home / "in" / f"{n}.txt", sealed_reply("staff", {ITEM: "regularly"})) for n in range(3)),
        (world.home / "in" / "words.txt", sealed_reply("staff", {"closing.keep": WORDS})),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write_key(world.home / ".config/portrait/keys" / f"{request().id}.txt", key(), request())
    world.run(["paths"])
    world.save(folder / "before")
    faults = 0
    wrong: list[str] = []
    number = 1
    while True:
        world.restore(folder / "before")
        killed = world.run(["receive", "in"], fault=kill_at(number))
        if killed.code != KILLED:
            return faults, wrong
        faults += 1
        wrong += _wrong(world, f"killed at {number}")
        world.restore(folder / "before")
        refused = world.run(
            ["receive", "in"], fault=refuse_at(number, REASONS[number % 4], from_then_on=number % 2 == 0)
        )
        faults += 1
        if refused.code not in _CODES or "Traceback" in refused.err:
            wrong.append(f"refused at {number}: {refused.code} {refused.err}")
        wrong += _wrong(world, f"refused at {number}")
        number += every


def _wrong(world: World, when: str) -> list[str]:
    """Run the command again; say what is wrong then."""
    wrong: list[str] = []
    done = world.run(["receive", "in"], minute=1)
    stored = sorted(world.journal.glob("requests/*/replies/*"))
    sealed = [path.read_bytes() for path in stored if path.suffix == ".age"]
    if done.code or "Staff: 4 of 5." not in done.err or len(set(sealed)) != 4:
        wrong.append(f"{when}: {done.code} {done.err} {stored}")
    if any(b"Zinnia" in data for data in world.everything()):
        wrong.append(f"{when}: words are readable")
    for minute in (2, 3):
        world.run(["undo", "--yes"], minute=minute)
    if list(world.journal.glob("requests/*/replies/*.age")):
        wrong.append(f"{when}: undo left something")
    return wrong


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as _folder:
        print(attack(Path(_folder), every=1))  # noqa: T201  # a script
