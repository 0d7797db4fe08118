from pathlib import Path

import pytest

from conftest import NOTE_ID, Run, journal_files


@pytest.fixture
def path(run: Run, home: Path) -> Path:
    """Write a note, and return its file."""
    run("note", "The bus came late.")
    return journal_files(home)[0]


@pytest.mark.parametrize(
    "name",
    [
        f"{NOTE_ID} (conflicted copy 2026-11-24).md",
        f"{NOTE_ID} (Ana's conflicted copy 2026-11-24).md",
        f"{NOTE_ID}-LAPTOP-7.md",
        f"{NOTE_ID} 2.md",
        f"{NOTE_ID}.sync-conflict-20261124-120000-ABCDEFG.md",
        "0 first of all.md",
    ],
)
def test_a_copy_that_a_sync_program_made_counts_once_and_is_named(run: Run, path: Path, name: str) -> None:
    """Of several files with one id the one named after it counts, everywhere; the others are named."""
    copy = path.with_name(name)
    copy.write_bytes(path.read_bytes().replace(b"late", b"early"))
    listed = run("list", "--json")
    assert listed.out.count(f'"id": "{NOTE_ID}"') == 1
    assert f"skipped {copy}: it has the same id as {path}" in listed.err
    assert run("search", "early", "--json").code == 3
    assert run("export", "--all").out.count("The bus came") == 1
    assert "early" in run("read", str(copy)).out
    assert run("delete", "2026-11-23", "--yes").code == 0
    assert not path.exists()
    done = run("list")
    assert "The bus came early." in done.out
    assert "has the same id as" not in done.err


def test_a_copy_that_came_first_gives_way(run: Run, path: Path) -> None:
    """A copy counts while it is alone, and no longer once the entry of that name is back."""
    copy = path.with_name("0 copy.md")
    path.rename(copy)
    assert "The bus came late." in run("list").out
    path.write_bytes(copy.read_bytes().replace(b"late", b"on time"))
    done = run("list")
    assert "The bus came on time." in done.out
    assert "late" not in done.out
    assert f"skipped {copy}: it has the same id as {path}" in done.err


def test_what_is_nearly_an_entry_is_named(run: Run, path: Path) -> None:
    """A stand-in of iCloud and other endings of Markdown are named, with what to do."""
    for name in (".2026-11-20-note.md.icloud", "B.MD", "c.markdown", "other.txt"):
        path.with_name(name).touch()
    said = run("list").err
    assert f"{path.with_name('2026-11-20-note.md')}: it is only in iCloud" in said
    assert f"{path.with_name('B.MD')}: an entry's name ends in .md" in said
    assert f"{path.with_name('c.markdown')}: an entry's name ends in .md" in said
    assert "other.txt" not in said


def test_gits_marks_are_named(run: Run, path: Path) -> None:
    """Two versions between the marks of git are pointed out: in words, which are shown, and in front matter."""
    text = path.read_text(encoding="utf-8")
    both = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"
    words = "The bus came late."
    path.write_text(text.replace(words, both.format(words, "It was early.")), encoding="utf-8")
    done = run("list")
    assert f"check {path}: git left two versions in it" in done.err
    assert words in run("read").out
    assert not {"HEAD", "early"} & set(run("export").out.split())
    assert run("search", "HEAD").code == 3
    path.write_text(text.replace("format: 1\n", both.format("format: 1", "format: 1")), encoding="utf-8")
    done = run("list")
    assert f"skipped {path}: git left two versions in it" in done.err
    assert "no entry could be read" in done.err
