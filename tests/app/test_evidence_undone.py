"""Whatever is done with evidence and taken back, the log and the attached files are what was done in the end."""

import json
import random
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_entries
from portrait_cli.core.attached_file import attached_to

_CONTENTS = (b"one", b"two", b"three")


@pytest.mark.parametrize("seed", range(6))
def test_the_log_is_what_was_done_in_the_end(run: Run, home: Path, tmp_path: Path, seed: int) -> None:
    """Adding lines and files, marking, dropping, deleting entries, undoing and redoing in any order loses nothing."""
    chance = random.Random(seed)  # noqa: S311  # what comes next is no secret
    journal = home / "Documents" / "portrait-journal"
    for number, content in enumerate(_CONTENTS):
        (tmp_path / f"{number}.txt").write_bytes(content)
    assert run("note", "The buses came.", "--attribute", "advocacy").code == 0

    past: list[list[str]] = [_log(run)]
    undone: list[list[str]] = []
    for number in range(1, 26):
        at = NOON + timedelta(minutes=number)
        act = chance.choice(["line", "file", "file", "mark", "drop", "delete", "undo", "undo", "redo"])
        if act == "undo":
            if len(past) > 1:
                assert run("undo", at=at).code == 0
                undone.append(past.pop())
        elif act == "redo":
            if undone:
                assert run("redo", at=at).code == 0
                past.append(undone.pop())
        elif _done(run, act, number, chance, tmp_path):
            past.append(_log(run))
            undone.clear()
        assert _log(run) == past[-1], (number, act)
        linked = {place for entry in journal_entries(home) for place in attached_to(entry)}
        kept = {f"files/{path.name}" for path in journal.glob("files/*")}
        assert kept == linked, (number, act)


def _log(run: Run) -> list[str]:
    pieces = json.loads(run("evidence", "--json").out)["evidence"]
    return sorted(f"{piece['kind']} {piece['words']} {piece['name']} {piece['missing']}" for piece in pieces)


def _done(run: Run, act: str, number: int, chance: random.Random, folder: Path) -> bool:
    at = NOON + timedelta(minutes=number)
    match act:
        case "line":
            return run("evidence", "add", f"Line {number}.", "--attribute", "AD2", at=at).code == 0
        case "file":
            file = folder / f"{chance.randrange(len(_CONTENTS))}.txt"
            return run("evidence", "add", f"F {number}.", "--attribute", "AD1", "--file", str(file), at=at).code == 0
        case "mark":
            return run("evidence", "add", "2026-11-23-183000-note-advocacy", "--attribute", "AD2", at=at).code == 0
        case "drop":
            pieces = json.loads(run("evidence", "--json").out)["evidence"]
            return bool(pieces) and run("evidence", "drop", chance.choice(pieces)["id"], at=at).code == 0
        case _:
            pieces = json.loads(run("evidence", "--json").out)["evidence"]
            return bool(pieces) and run("delete", chance.choice(pieces)["entry"], "--yes", at=at).code == 0
