"""Damage to every file that the program keeps: bits, bytes, blocks and moments mixed up, with the times kept.

`python tests/faults/damage.py N` does N of each kind, with `--index` of the index alone. After a damage to the index
every answer is as it was. After any other no command hangs or breaks, and none changes a file that it did not
understand.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

assert sys.platform != "win32", "it cannot fork"

from steps import ANSWERS, EDITOR, JRNL, JRNL_NAME, PORTRAIT
from world import Done, World

READING: tuple[tuple[str, ...], ...] = (
    ("list", "--json"),
    ("search", "words", "OR", "body", "--json"),
    ("growth", "--json"),
    ("plans", "--all", "--json"),
    ("goal", "--all", "--json"),
    ("export", "--all", "--json"),
    ("--json",),
    ("undo", "--list"),
    ("reflect", "--template"),
    ("paths",),
    ("read",),
    ("portraits", "--json"),
)
OF_INDEX = READING[:6]
BREAKS = {70, 99}
BLOCK = 4096
_NASTY = (b"\0", b"\xff", b"\n", b"---\n", b"\x1b]0;x\x07", "\u202e".encode(), b"[" * 200, b'"', b"{", b"9" * 400)


@dataclass(slots=True)
class Tried:
    """What was tried, and what went wrong."""

    damages: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counted = ", ".join(f"{number} of {kind}" for kind, number in self.damages.items())
        return "\n".join([f"damages: {counted}; {len(self.wrong)} wrong", *self.wrong])


def attack(folder: Path, number: int, *, index_only: bool = False, seed: int = 1) -> Tried:
    """Damage each kind of file so many times, or the index alone."""
    tried = Tried()
    chance = random.Random(seed)  # noqa: S311  # which damage comes next is no secret
    world = World(folder / "world")
    old = _lived_in(world, folder)
    right = {words: world.run(words, minute=50) for words in READING}
    whole = folder / "whole"
    world.save(whole)
    for words, done in right.items():
        assert done.code in {0, 3}, (words, done)

    (index,) = (world.home / ".cache").rglob("index-*.sqlite")
    for kind, damage in OF_DATABASE.items():
        for count in range(number):
            damage(index, chance, old)
            words = OF_INDEX[count % len(OF_INDEX)]
            done = _finished(world, words)
            if (done.code, done.out) != (right[words].code, right[words].out):
                tried.wrong.append(f"index, {kind}: {words} ends with {done.code}: {done.err}")
            shutil.copy2(whole / index.relative_to(world.home), index)
            seal = index.with_suffix(".seal")
            shutil.copy2(whole / seal.relative_to(world.home), seal)
        tried.damages[f"the index ({kind})"] = number

    world.restore(whole)
    files = {} if index_only else FILES
    for kind, pattern in files.items():
        paths = sorted(path for path in world.home.glob(pattern) if path.stat().st_size)
        assert paths, kind
        for count in range(number):
            path = chance.choice(paths)
            data = _mutated(path.read_bytes(), chance)
            path.write_bytes(data)
            words = READING[count % len(READING)]
            done = _finished(world, words)
            if done.code in BREAKS or done.code < 0:
                tried.wrong.append(f"{kind} {path.name}: {words} ends with {done.code}: {done.err}")
            if kind == OF_CACHE:  # what is there only to be quick is made anew, and never believed
                if (done.code, done.out) != (right[words].code, right[words].out):
                    tried.wrong.append(f"{kind} {path.name}: {words} ends with {done.code}: {done.err}")
            elif data not in world.everything():
                tried.wrong.append(f"{kind} {path.name}: {words} changed it")
            world.restore(whole)
        tried.damages[kind] = number
    return tried


OF_CACHE = "the portrait in the cache"
FILES = {
    "entries": "Documents/portrait-journal/2*/*.md",
    "the trash": "Documents/portrait-journal/.trash/*/*/*",
    "the log": ".local/state/portrait/undo/*",
    "drafts": ".local/state/portrait/drafts/*",
    "settings": ".config/portrait/config.toml",
    "portraits": ".config/portrait/portraits/*",
    OF_CACHE: ".cache/portrait/*.json",
}


def _finished(world: World, words: Sequence[str]) -> Done:
    try:
        return world.run(words, minute=50)
    except AssertionError:
        return Done(-1, "", "it hangs", 0)


def _lived_in(world: World, folder: Path) -> Path:
    """Fill a home with something of every kind; return the index of an earlier moment."""
    (world.home / JRNL_NAME).write_text(JRNL, encoding="utf-8")
    variables = {"EDITOR": EDITOR}
    before: tuple[tuple[tuple[str, ...], str], ...] = (
        (("note", "First words."), ""),
        (("reflect", "--answers", "-"), ANSWERS),
        (("edit", "2026-11-23-183100-note"), ""),
        (("portraits", "use", str(PORTRAIT)), ""),
        (("list",), ""),
    )
    after: tuple[tuple[tuple[str, ...], str], ...] = (
        (("import", str(world.home / JRNL_NAME), "--format", "jrnl", "--yes"), ""),
        (("plans", "kept", "1", "--note", "More words."), ""),
        (("note", "Words to take back."), ""),
        (("undo",), ""),
        (("note", "Words to delete."), ""),
        (("delete", "latest", "--yes"), ""),
        (("list",), ""),
        (("list",), ""),
    )
    minute = 0
    for words, stdin in before:
        minute += 1
        assert world.run(words, minute=minute, stdin=stdin, variables=variables).code == 0, words
    (index,) = (world.home / ".cache").rglob("index-*.sqlite")
    old = folder / "old.sqlite"
    shutil.copy2(index, old)
    for words, stdin in after:
        minute += 1
        assert world.run(words, minute=minute, stdin=stdin, variables=variables).code == 0, words
    _settle(world)
    assert world.run(("list",), minute=40).code == 0
    drafts = world.home / ".local" / "state" / "portrait" / "drafts"
    form = Path(__file__).parent.parent / "forms" / "0.1" / "drafts"
    shutil.copytree(form, drafts, dirs_exist_ok=True)
    return old


def _settle(world: World) -> None:
    """Make every entry old enough for its stamp to be believed."""
    for path in (world.home / "Documents").rglob("*.md"):
        os.utime(path, (10**9, 10**9))


# --- kinds of damage ---


def _keeping_times(path: Path, change: Callable[[bytearray], None]) -> None:
    state = path.stat()
    data = bytearray(path.read_bytes())
    change(data)
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def flip_bit(path: Path, chance: random.Random, _old: Path) -> None:
    """Flip one bit."""

    def change(data: bytearray) -> None:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)

    _keeping_times(path, change)


def change_bytes(path: Path, chance: random.Random, _old: Path) -> None:
    """Give some bytes any value."""

    def change(data: bytearray) -> None:
        at = chance.randrange(len(data))
        length = min(chance.choice((1, 2, 8, 100)), len(data) - at)
        new = chance.randbytes(length)
        data[at : at + length] = new if new != data[at : at + length] else bytes(255 - byte for byte in new)

    _keeping_times(path, change)


def lose_block(path: Path, chance: random.Random, _old: Path) -> None:
    """Fill a block with zeros, or with another one."""

    def change(data: bytearray) -> None:
        blocks = len(data) // BLOCK
        to, other = chance.randrange(blocks), chance.randrange(blocks)
        here, there = (slice(one * BLOCK, (one + 1) * BLOCK) for one in (to, other))
        new = bytes(BLOCK) if data[here] == data[there] else bytes(data[there])
        data[here] = new if new != data[here] else b"\1" * BLOCK

    _keeping_times(path, change)


def mix_moments(path: Path, chance: random.Random, old: Path) -> None:
    """Put blocks of an earlier moment among the others, as a power cut may."""
    earlier = old.read_bytes()

    def change(data: bytearray) -> None:
        before = bytes(data)
        blocks = min(len(data), len(earlier)) // BLOCK
        for at in chance.sample(range(blocks), chance.randrange(1, blocks + 1)):
            data[at * BLOCK : (at + 1) * BLOCK] = earlier[at * BLOCK : (at + 1) * BLOCK]
        if data == before:
            data[0] ^= 1

    _keeping_times(path, change)


OF_DATABASE: dict[str, Callable[[Path, random.Random, Path], None]] = {
    "a bit": flip_bit,
    "bytes": change_bytes,
    "a block": lose_block,
    "moments mixed": mix_moments,
}


def _mutated(data: bytes, chance: random.Random) -> bytes:
    """Change a text as a slip of the hand, a program or a disk does."""
    at = chance.randrange(len(data) + 1)
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + chance.choice(_NASTY) + data[at:]
        case 2:
            end = min(len(data), at + chance.randrange(1, 60))
            return data[:at] + data[end:]
        case 3:
            lines = data.split(b"\n")
            chance.shuffle(lines)
            return b"\n".join(lines)
        case _:
            return bytes(byte ^ (chance.random() < 0.01) for byte in data)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("number", type=int)
    options.add_argument("--index", action="store_true", help="damage the index alone")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        result = attack(Path(place), asked.number, index_only=asked.index)
    sys.stdout.write(f"{result}\n")
    sys.exit(bool(result.wrong))
