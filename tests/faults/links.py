"""Links and paths that lead out of the journal, planted wherever the program reads: nothing outside is written.

`python tests/faults/links.py N` plants N times.
"""

import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from steps import ANSWERS, EDITOR, JRNL, JRNL_NAME
from world import World

_BREAKS = {70, 99}
_COMMANDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("undo",), ""),
    (("redo",), ""),
    (("note", "More words."), ""),
    (("edit", "latest"), ""),
    (("delete", "latest", "--yes"), ""),
    (("plans", "kept", "1"), ""),
    (("reflect", "--answers", "-"), ANSWERS),
    (("import", JRNL_NAME, "--format", "jrnl", "--yes"), ""),
    (("list",), ""),
    (("search", "words"), ""),
    (("export", "--all", "-o", "out.md", "--force"), ""),
    (("undo", "--list"), ""),
)


@dataclass(slots=True)
class Tried:
    """What was tried, and what went wrong."""

    planted: int = 0
    commands: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = f"{self.planted} links and paths planted, {self.commands} commands, {len(self.wrong)} wrong"
        return "\n".join([said, *self.wrong])


def attack(folder: Path, number: int, seed: int = 1) -> Tried:
    """Plant so many times, and run some commands after each."""
    tried = Tried()
    chance = random.Random(seed)  # noqa: S311  # what comes next is no secret
    world = World(folder / "home")
    whole, outside = _lived_in(world, folder), folder / "outside"
    for _ in range(number):
        _fill(outside)
        before = _contents(outside)
        planted: list[str] = []
        for _ in range(chance.randrange(1, 4)):
            plant = chance.choice(_WAYS)
            planted.append(plant.__name__)
            plant(world, outside, chance)
            tried.planted += 1
        for minute in range(20, 20 + chance.randrange(1, 5)):
            words, stdin = chance.choice(_COMMANDS)
            planted.append(" ".join(words))
            tried.commands += 1
            try:
                done = world.run(words, minute=minute, stdin=stdin, variables={"EDITOR": EDITOR})
            except AssertionError:
                tried.wrong.append(f"{planted}: it hangs")
                break
            if done.code in _BREAKS or done.code < 0:
                tried.wrong.append(f"{planted}: it ends with {done.code}: {done.err}")
        changed = set(_contents(outside).items()) ^ set(before.items())
        if changed:
            tried.wrong.append(f"{planted}: changed outside: {sorted({path for path, _ in changed})}")
        world.restore(whole)
    return tried


def _lived_in(world: World, folder: Path) -> Path:
    """Fill a home with actions to undo and to redo; return its copy."""
    (world.home / JRNL_NAME).write_text(JRNL, encoding="utf-8")
    commands: tuple[tuple[str, ...], ...] = (
        ("note", "First words."),
        ("reflect", "--answers", "-"),
        ("edit", "2026-11-23-183100-note"),
        ("note", "Words to delete."),
        ("delete", "latest", "--yes"),
        ("note", "Words to take back."),
        ("undo",),
    )
    for minute, words in enumerate(commands, start=1):
        done = world.run(words, minute=minute, stdin=ANSWERS, variables={"EDITOR": EDITOR})
        assert done.code == 0, (words, done)
    whole = folder / "whole"
    world.save(whole)
    return whole


def _fill(outside: Path) -> None:
    """Make the files that must not be written, as they look to someone who wants them to be taken for ours."""
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    for name in ("2026-11-23-183100-note.md", "2026-11-24-080000-note.md", "secret.txt"):
        (outside / name).write_text(f"Not yours: {name}.\n", encoding="utf-8")


def _contents(outside: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in outside.rglob("*") if path.is_file()}


# --- ways ---


def entry_leads_outside(world: World, outside: Path, chance: random.Random) -> None:
    """Put a link in the place of an entry."""
    _lead(chance.choice(_files(world.journal, "*.md")), chance.choice(_files(outside, "*")))


def folder_leads_outside(world: World, outside: Path, chance: random.Random) -> None:
    """Put a link in the place of a folder of the journal, the trash included."""
    folders = [path for path in world.journal.rglob("*") if path.is_dir() and not path.is_symlink()]
    if folders:
        _lead(chance.choice(folders), outside)


def trash_leads_outside(world: World, outside: Path, chance: random.Random) -> None:
    """Put a link in the place of a file in the trash."""
    files = _files(world.journal / ".trash", "*")
    if files:
        _lead(chance.choice(files), chance.choice(_files(outside, "*")))


def loop(world: World, _outside: Path, chance: random.Random) -> None:
    """Put a link upward, to itself, or to where nothing is."""
    link = world.journal / chance.choice(("2026", ".trash", "")) / f"link-{chance.randrange(99)}.md"
    if link.parent.is_dir() and not link.exists() and not link.is_symlink():
        link.symlink_to(chance.choice((link, world.journal, Path("/dev/zero"), Path("nowhere"), Path("/dev/tty"))))


def pipe(world: World, _outside: Path, chance: random.Random) -> None:
    """Put a pipe, on which a reader waits for ever, in the place of a file."""
    path = chance.choice(_files(world.journal, "*.md"))
    path.unlink()
    os.mkfifo(path)


def path_in_log(world: World, outside: Path, chance: random.Random) -> None:
    """Change a path in the record of actions into one that leads outside."""
    (log,) = (world.home / ".local" / "state" / "portrait" / "undo").iterdir()
    text = log.read_text(encoding="utf-8")
    places = sorted({part for part in text.split('"') if part.endswith(".md")})
    if places:
        there = chance.choice(_files(outside, "*"))
        new = chance.choice((str(there), os.path.relpath(there, world.journal), f"2026/../../../{there.name}"))
        log.write_text(text.replace(chance.choice(places), new), encoding="utf-8")


def path_in_trash(world: World, outside: Path, chance: random.Random) -> None:
    """Change a path within a file of the trash into one that leads outside."""
    for file in _files(world.journal / ".trash", "*"):
        text = file.read_text(encoding="utf-8", errors="surrogateescape")
        there = os.path.relpath(chance.choice(_files(outside, "*")), world.journal)
        file.write_text(text.replace("2026/2026-", f"{there}/../2026-"), encoding="utf-8", errors="surrogateescape")


_WAYS: tuple[Callable[[World, Path, random.Random], None], ...] = (
    entry_leads_outside,
    folder_leads_outside,
    trash_leads_outside,
    loop,
    pipe,
    path_in_log,
    path_in_trash,
)


def _files(folder: Path, pattern: str) -> list[Path]:
    inside = folder.parent.resolve()
    found = sorted(path for path in folder.rglob(pattern) if path.is_file() and not path.is_symlink())
    found = [path for path in found if path.resolve().is_relative_to(inside)]  # not behind a link planted before
    if not found and pattern == "*.md":  # other links have taken all of them
        found = [folder / "2027-01-01-000000-note.md"]
        found[0].write_text("", encoding="utf-8")
    return found


def _lead(path: Path, to: Path) -> None:
    """Put a link in the place of a file or a folder."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    path.symlink_to(to)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        result = attack(Path(place), int(sys.argv[1]))
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.wrong))
