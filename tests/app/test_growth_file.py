"""`portrait growth --html`."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import NOON, Run, answers_file
from portrait_cli.export.missing import HINT
from portrait_cli.render.findings import PUBLIC_RECORDS
from screen import ENTER, Terminal


@pytest.fixture
def two_sessions(run: Run, answers: Path) -> None:
    """Write two sessions with levels."""
    run("reflect", "--answers", str(answers), at=NOON.replace(month=9))
    run("reflect", "--answers", str(answers))


@pytest.mark.usefixtures("two_sessions")
def test_it_writes_the_same_scope_as_a_page(run: Run, tmp_path: Path) -> None:
    """All attributes that have levels are on the page, or the one that is named, with pictures and words."""
    file = tmp_path / "growth.html"
    done = run("growth", "--html", str(file), "--words")
    assert (done.code, done.out, f"Wrote {file}\n" in done.err) == (0, "", True)
    page = file.read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    assert "Families without email." in page
    assert run("growth", "advocacy", "--html", str(file), "--words", "--force").code == 0
    page = file.read_text(encoding="utf-8")
    assert page.count("<svg") == 1
    assert "Families without email." in page
    assert "Two teachers asked for time." not in page


@pytest.mark.usefixtures("two_sessions")
def test_a_persons_words_leave_only_if_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    """Without --words the page has pictures, levels and changes; a page is a record like any other file."""
    file = tmp_path / "growth.html"
    done = run("growth", "--html", str(file))
    assert (done.code, done.err.splitlines()) == (0, [f"Wrote {file}", PUBLIC_RECORDS])
    page = file.read_text(encoding="utf-8")
    assert page.count("<svg") == 4
    assert "Starting" in page
    assert not any(words in page for words in ("Families without email.", "Two teachers asked", "three families"))
    assert run("growth", "--words").code == 2


def test_names_in_words_on_the_page_are_pointed_out(run: Run, tmp_path: Path) -> None:
    """With --words there is the same second look as before any document; in a terminal it is asked about."""
    lines = "advocacy.level: growing", "advocacy.left-out: Maria Lopez called."
    answers = answers_file(tmp_path, *lines, guide="deep-dive")
    assert run("reflect", "advocacy", "--answers", answers).code == 0
    file = tmp_path / "growth.html"
    assert "Maria" not in run("growth", "--html", str(file)).err
    done = run("growth", "--html", str(file), "--words", "--force")
    assert (done.code, "In the file: 1 thing may tell who someone is." in done.err) == (0, True)
    assert "Maria Lopez" in file.read_text(encoding="utf-8")
    with Terminal("growth", "--html", str(tmp_path / "other.html"), "--words") as terminal:
        terminal.wait_for("Write it as it is?", "Ctrl-C stops")
        terminal.type(ENTER)
        assert terminal.finish() == 0
    assert not (tmp_path / "other.html").exists()


def test_a_role_stands_in_place_of_a_name(run: Run, tmp_path: Path) -> None:
    """What the second look suggests works here, too; without words on the page there is nothing to replace."""
    lines = "advocacy.level: growing", "advocacy.left-out: Maria Lopez called."
    run("reflect", "advocacy", "--answers", answers_file(tmp_path, *lines, guide="deep-dive"))
    file = tmp_path / "growth.html"
    done = run("growth", "--html", str(file), "--words", "--redact", "Maria Lopez=a parent")
    assert (done.code, "may tell who someone is" in done.err) == (0, False)
    page = file.read_text(encoding="utf-8")
    assert ("Maria" in page, "A parent called." in page) == (False, True)
    done = run("growth", "--html", str(file), "--force", "--redact", "Maria Lopez=a parent")
    assert (done.code, "hint: add --html FILE --words" in done.err) == (2, True)


@pytest.mark.usefixtures("two_sessions")
def test_a_file_that_is_there_is_kept(run: Run, tmp_path: Path) -> None:
    """Without --force an existing file stays as it is."""
    file = tmp_path / "growth.htm"
    file.write_text("mine", encoding="utf-8")
    done = run("growth", "--html", str(file))
    assert (done.code, file.read_text(encoding="utf-8")) == (6, "mine")
    assert "--force" in done.err


@pytest.mark.usefixtures("two_sessions")
@pytest.mark.parametrize(("name", "better"), [("growth.docx", "growth.html"), ("growth", "growth.html")])
def test_another_kind_of_file_is_refused_by_name(run: Run, name: str, better: str) -> None:
    """The name of the file must say that it is HTML; the hint has one that does."""
    done = run("growth", "--html", name)
    assert done.code == 2
    assert f"{name} is not the name of an HTML file\nhint: portrait growth --html {better}" in done.err


def test_without_a_level_nothing_is_written(run: Run, tmp_path: Path) -> None:
    """There is no page of nothing."""
    file = tmp_path / "growth.html"
    assert run("growth", "--html", str(file)).code == 3
    assert not file.exists()


@pytest.mark.usefixtures("two_sessions")
def test_it_is_a_page_or_json(run: Run) -> None:
    """Two kinds of output at once are refused."""
    done = run("growth", "--json", "--html", "growth.html")
    assert done.code == 2
    assert "choose --html or --json, not both" in done.err


@pytest.mark.usefixtures("two_sessions")
def test_what_is_not_installed_is_said_plainly(tmp_path: Path) -> None:
    """Without jinja2 there is an error with the command that installs it, and no file."""
    file = tmp_path / "growth.html"
    script = "import sys; sys.modules['jinja2'] = None; from portrait_cli.start import run; run()"
    command = [sys.executable, "-c", script, "growth", "--html", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"portrait: HTML needs the documents extra\nhint: {HINT}\n"
    assert not file.exists()


@pytest.mark.usefixtures("two_sessions")
def test_the_screen_does_without_what_pages_need() -> None:
    """Growth on the screen opens no library of the extra."""
    script = "import sys; sys.modules['jinja2'] = None; from portrait_cli.start import run; run()"
    done = subprocess.run([sys.executable, "-c", script, "growth"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
