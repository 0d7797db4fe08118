"""Asking colleagues, killed before each of its operations and refused each: whoever has a page can be read."""

import sys
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from world import KILLED, REASONS, World, kill_at, refuse_at

from portrait_cli.core.errors import PortraitError
from portrait_cli.formats import incoming, request_file
from portrait_cli.store import seal

_CODES = {0, 1, 5, 6, KILLED}
ASK = ("ask", "advocacy", "--of", "staff", "--of", "families", "--name", "Dana Reyes", "-o", "pages")


def attack(folder: Path, *, every: int) -> tuple[int, list[str]]:
    """Kill and refuse a command that asks two groups; return how often, and what was wrong afterward."""
    world = World(folder / "home")
    (world.home / "pages").mkdir(parents=True)
    world.run(["note", "The bus came."])
    world.save(folder / "before")
    faults = 0
    wrong: list[str] = []
    number = 1
    while True:
        world.restore(folder / "before")
        killed = world.run(ASK, fault=kill_at(number))
        if killed.code != KILLED:
            return faults, wrong
        faults += 1
        wrong += _wrong(world, f"killed at {number}")
        world.restore(folder / "before")
        refused = world.run(ASK, fault=refuse_at(number, REASONS[number % 4], from_then_on=False))
        faults += 1
        if refused.code not in _CODES or "Traceback" in refused.err:
            wrong.append(f"refused at {number}: {refused.code} {refused.err}")
        if refused.code and _left(world):
            wrong.append(f"refused at {number}: {_left(world)} are left\n{refused.err}")
        wrong += _wrong(world, f"refused at {number}")
        number += every


def _left(world: World) -> list[str]:
    """List what is there of a request."""
    keys = world.home / ".config/portrait/keys"
    found = [*world.home.glob("pages/*"), *world.journal.glob("requests/*/*"), *keys.glob("[!.]*")]
    return [str(path.relative_to(world.home)) for path in found if not path.name.startswith(".")]


def _wrong(world: World, when: str) -> list[str]:
    """Check what is there, and ask again elsewhere; say what is wrong."""
    wrong: list[str] = []
    pages = list(world.home.glob("pages/[!.]*"))
    for page in pages:
        carried = next(iter(incoming.look_into(page.read_bytes()).requests), b"")
        try:
            request = request_file.parse(carried, page.name)
            if (
                seal.read_key(world.home / ".config/portrait/keys" / f"{request.id}.txt").recipient
                != request.recipient
            ):
                wrong.append(f"{when}: {page.name} has another key")
        except PortraitError as error:
            wrong.append(f"{when}: {page.name}: {error}")
    kept = list(world.journal.glob("requests/*/request.json"))
    if kept and len(pages) != 2:
        wrong.append(f"{when}: a request without pages")
    again = world.run([*ASK, "--force"], minute=1)
    if again.code or len(list(world.home.glob("pages/[!.]*"))) != 2:
        wrong.append(f"{when}: again: {again.code} {again.err}")
    if world.run(["undo", "--yes"], minute=2).code:
        wrong.append(f"{when}: undo does not work")
    if list(world.journal.glob("requests/*/request.json")) != kept:
        wrong.append(f"{when}: undo left something")
    return wrong


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as _folder:
        print(attack(Path(_folder), every=1))  # noqa: T201  # a script
