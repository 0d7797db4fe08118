"""Files that earlier versions wrote are read for ever: one sample of each form, in `tests/forms`."""

import json
import re
import shutil
from pathlib import Path

import pytest

from conftest import TESTS, Run
from portrait_cli.formats import entry_file
from portrait_cli.store import files, settings

FORMS = sorted(path for path in (TESTS / "forms").iterdir() if path.is_dir())


@pytest.fixture(params=FORMS, ids=[form.name for form in FORMS])
def form(request: pytest.FixtureRequest, home: Path) -> Path:
    """Put the journal, the settings and the index of an earlier version into a home folder."""
    form: Path = request.param
    journal = home / "Documents" / "portrait-journal"
    shutil.copytree(form / "journal", journal)
    (home / ".config" / "portrait").mkdir(parents=True)
    shutil.copy(form / "config.toml", home / ".config" / "portrait" / "config.toml")
    cache = home / ".cache" / "portrait"
    cache.mkdir(parents=True)
    for file in ("index.sqlite", "index.seal"):
        shutil.copy(form / "cache" / file, cache / f"index-{files.folder_key(journal)}{Path(file).suffix}")
    return form


def test_every_entry_is_read_and_written_back_unchanged(form: Path) -> None:
    """Each entry of an earlier version becomes the same text again, with an empty line before each statement."""
    entries = [path for path in sorted((form / "journal").rglob("*.md")) if ".trash" not in path.parts]
    assert entries
    for path in entries:
        text = path.read_text(encoding="utf-8")
        entry = entry_file.parse(text, path.name)
        assert entry_file.dump(entry) == re.sub(r"(?<=\*\*\n)>", "\n>", text)
        assert entry_file.parse(entry_file.dump(entry), path.name) == entry


def test_an_old_index_hides_nothing(run: Run, form: Path) -> None:
    """With the index of an earlier version in the cache, the list shows every entry of the journal."""
    files_there = [path for path in (form / "journal").rglob("*.md") if ".trash" not in path.parts]
    listed = json.loads(run("list", "--json", "-n", "100").out)["entries"]
    assert sorted(entry["id"] for entry in listed) == sorted(path.stem for path in files_there)


def test_old_settings_are_read(form: Path, home: Path) -> None:
    """The settings of an earlier version mean what they meant."""
    assert (form / "config.toml").is_file()
    config = settings.load({"HOME": str(home)})
    assert (config.role, config.editor, config.portrait) == ("coach", "nano -w", "portrait-of-a-leader")


def test_what_an_earlier_version_put_into_the_trash_comes_back(run: Run, form: Path, home: Path) -> None:
    """Undo takes back the edit, the delete, the import and the outcome of an earlier version, newest first."""
    journal = home / "Documents" / "portrait-journal"
    edited = form / "journal" / ".trash" / "2026-10-17T130000.000000Z-edited" / "2026" / "2026-10-17-073000-note.md"
    assert run("undo", "--yes").code == 0
    assert (journal / "2026" / "2026-10-17-073000-note.md").read_bytes() == edited.read_bytes()
    assert run("undo", "--yes").code == 0
    assert (journal / "2026" / "2026-10-16-073000-note.md").is_file()
    assert "5 entries" in run("undo", "--yes").err
    assert "2026-10-14-073000-outcome-advocacy" in run("undo", "--yes").err
    assert run("undo").code == 3
