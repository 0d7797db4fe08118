import json
from pathlib import Path

import pytest

from conftest import Run


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
    assert run("export", "--all").out.count("\n# Whole portrait") == 2


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
