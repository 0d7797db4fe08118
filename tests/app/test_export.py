import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_files
from screen import PATIENCE


@pytest.mark.usefixtures("three_entries")
def test_an_export_says_what_it_is(run: Run) -> None:
    """An export for other people has no marks for machines, and ends with what it is and is not."""
    text = run("export", "--md").out
    assert "<!--" not in text
    assert not text.startswith("---")
    assert "Self-reported, for growth, not for evaluation." in text
    assert "KnowledgeWorks did not make it and does not endorse it" in " ".join(text.split())
    assert run("export").out == text


@pytest.mark.usefixtures("three_entries")
def test_an_export_is_never_written_over_a_file(run: Run, tmp_path: Path) -> None:
    """`-o` writes a new file and says what is in it; an existing file is left alone."""
    target = tmp_path / "out.md"
    first = run("export", "-o", str(target))
    assert (first.code, first.out) == (0, "")
    assert "Whole portrait, Monday, November 23, 2026" in first.err
    before = target.read_text(encoding="utf-8")
    assert before == run("export").out
    assert run("export", "--all", "-o", str(target)).code == 6
    assert target.read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("three_entries")
def test_everything_can_be_taken_along(run: Run) -> None:
    """`--all --json` gives one object with every entry and every word."""
    data = json.loads(run("export", "--all", "--json").out)
    assert (data["schema"], len(data["entries"])) == (1, 3)
    words = [block["text"] for block in data["entries"][0]["blocks"] if block["kind"] == "response"]
    assert words == ["Two teachers asked for time. One got it.", "Families without email.\nThey heard last."]
    assert run("export", "--all").out.count("\n## Whole portrait") == 3


def test_an_export_to_a_dash_is_data(run: Run, answers: Path) -> None:
    """`-o -` is stdout, as everywhere."""
    run("reflect", "--answers", str(answers))
    assert run("export", "-o", "-").out == run("export").out != ""


def test_an_export_over_a_file_keeps_its_link_and_mode(run: Run, tmp_path: Path) -> None:
    """--force writes through a link, and a file that others may read stays readable."""
    run("note", "Words.")
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o644)
    link.symlink_to(real)
    assert run("export", "-o", str(link)).code == 6
    assert run("export", "-o", str(link), "--force").code == 0
    assert (link.is_symlink(), "Words." in real.read_text(encoding="utf-8")) == (True, True)
    assert real.stat().st_mode & 0o777 == 0o644


def test_an_attributes_export_has_that_attributes_words_and_no_others(run: Run, answers: Path) -> None:
    """`export --attribute` leaves out what was said about other attributes, as Markdown and as JSON."""
    run("reflect", "--answers", str(answers))
    for words in ((), ("--json",)):
        done = run("export", "--attribute", "advocacy", *words)
        assert "Families without email." in done.out
        assert "Two teachers asked for time." not in done.out
        assert "human-centered" not in done.out


@pytest.mark.parametrize("ending", ["odt", "PAGES", "v2"])
def test_a_document_of_another_kind_is_refused(run: Run, tmp_path: Path, ending: str) -> None:
    """A file that says it is of a kind that nobody here makes is not written; the hint names one that is made."""
    run("note", "Words.")
    done = run("export", "-o", str(tmp_path / f"coach.{ending}"))
    assert (done.code, f"-o {tmp_path / 'coach.docx'}" in done.err) == (2, True)
    assert f"portrait makes no .{ending.lower()} files; it makes .md, .html, .docx" in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_export_replaces_no_entry(run: Run, home: Path) -> None:
    """Neither an entry, a place among the entries nor another place of ours is written to, with --force neither."""
    run("note", "Words.")
    (path,) = journal_files(home)
    before = path.read_bytes()
    for name in (path, path.with_name("new.md"), home / ".config" / "portrait" / "portraits" / "new.md"):
        done = run("export", "-o", str(name), "--force")
        assert (done.code, "is where portrait keeps your" in done.err) == (2, True)
    assert journal_files(home) == [path]
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such pipes")
def test_an_export_into_a_pipe_leaves_it_a_pipe(run: Run, tmp_path: Path) -> None:
    """What is written into a pipe comes out of it, and the pipe stays what it is."""
    run("note", "Words.")
    pipe = tmp_path / "pipe"
    if sys.platform != "win32":  # which the type checker wants to hear again
        os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True)
    assert run("export", "-o", str(pipe), "--md", "--force").code == 0
    said, _ = reader.communicate(timeout=PATIENCE)
    assert "Words." in said
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    ("change", "below"),
    [
        ((), ""),
        (("kept", "1", "--note", "They called."), "*Kept, November 24, 2026*\n\nThey called."),
        (("not", "1"), "*Not this time, November 24, 2026*"),
        (("move", "1", "dec 7"), "*moved to December 7, 2026*"),
    ],
)
def test_an_exported_plan_says_how_it_went(run: Run, home: Path, change: tuple[str, ...], below: str) -> None:
    """A line below it says how it went or was changed; the entry's file stays as it was."""
    run("plans", "add", "call three families")
    (path,) = journal_files(home)
    before = path.read_bytes()
    later = NOON + timedelta(days=1)
    if change:
        assert run("plans", *change, at=later).code == 0
    for options in (("2026-11-23",), ("--all",)):
        exported = run("export", *options, at=later).out
        assert f"\nCall three families\n\n{below or '---'}" in exported
    assert path.read_bytes() == before
