import json

import pytest

from conftest import NOON
from examples import IMPORTS, ZONES, imported, only, prose
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.duplicates import only_new
from portrait_cli.formats.imports.file_format import guess_format
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import SourceFile

_JSON = json.loads((IMPORTS / "jrnl.json").read_text(encoding="utf-8"))["entries"]


def _read_folder(name: str) -> ImportResult:
    """Read a folder of files, each by its own format."""
    paths = sorted((IMPORTS / name).iterdir())
    return reader.read(None, [SourceFile(path.name, path.read_bytes(), NOON) for path in paths], ZONES)


def _ids_of_json() -> list[str]:
    return [one.id for one in imported("jrnl", (IMPORTS / "jrnl.json").read_bytes()).entries]


def test_a_markdown_export_of_jrnl_is_a_journal() -> None:
    """It has an entry below each heading, as jrnl shows it, and no entry is new to a journal with its JSON."""
    found = reader.read(None, [_file("jrnl-markdown.md")], ZONES)
    assert found.problems == ()
    assert [(one.title, prose(one)) for one in found.entries] == [(one["title"], one["body"]) for one in _JSON]
    assert only_new(found.entries, _ids_of_json()) == []


def _file(name: str) -> SourceFile:
    return SourceFile(name, (IMPORTS / name).read_bytes(), NOON)


def test_a_yaml_export_of_jrnl_is_a_journal() -> None:
    """Its files have stars and tags beside the words, and no entry is new to a journal with its JSON."""
    found = _read_folder("jrnl-yaml")
    shown = {one["title"]: one for one in _JSON}
    assert found.problems == ()
    assert [one.title for one in found.entries] == [
        "First day back.",
        "Walked three classrooms",
        "Plan for the coaching cycle",
        "Noon",
    ]
    for entry in found.entries:
        assert prose(entry) == shown[entry.title]["body"]
        assert ("starred" in entry.tags) == shown[entry.title]["starred"]
    assert only_new(found.entries, _ids_of_json()) == []


def test_a_file_for_each_entry_is_an_entry() -> None:
    """`jrnl --file FOLDER` writes such files, as JSON and as Markdown with a date and a title in their names."""
    shown = _JSON[0]
    whole = only("jrnl", json.dumps({"entries": [shown]}))
    assert only("jrnl", json.dumps(shown)) == whole

    markdown = f"# 2024-03-03 07:45:00 AM {shown['title']}\n\n{shown['body']}\n "
    file = SourceFile("out/2024-03-03_first-day-back.md", markdown.encode(), NOON)
    assert reader.read(None, [file], ZONES).entries == (whole,)


@pytest.mark.parametrize("name", ["2024-03-03_other.md", "2024-03-03.md", "visit.md"])
def test_a_note_with_a_date_in_its_heading_is_a_note(name: str) -> None:
    """Only a file whose name jrnl made of the title is jrnl's."""
    assert guess_format(SourceFile(name, b"# 2024-03-03 07:45 Visit\n\nWords.\n", NOON)) == "markdown"


def test_headings_of_an_entry_are_as_they_were_typed() -> None:
    """Jrnl makes them deeper when it exports, and that is undone; a note that only begins like an export is kept."""
    text = "# 2024\n\n## March\n\n### 2024-03-04 08:05 T\n\n#### One\n##### Two\n### x\n \n"
    text += "### 2024-03-05 08:05\n\n@gym\n"
    first, second = imported("jrnl", text, "x.md").entries
    assert (prose(first), second.title) == ("# One\n## Two\n### x", "@gym")


def test_dates_of_an_export_may_be_unclear_or_impossible() -> None:
    """They are read like those in a journal, and named if they cannot be."""
    unclear = "# 2024\n\n## March\n\n### 03/04/2024 08:05 T\n\nx\n"
    assert "may begin with the day or with the month" in imported("jrnl", unclear, "x.md").problems[0]
    for date in ("2024-13-04 08:05", "some day"):
        text = f"---\ntitle: T\ndate: {date}\nstarred: False\ntags: \nbody: |\t\t\n\tx\n..."
        assert imported("jrnl", text, "x.md").problems == ("x.md: found no date that we can read",)


def test_json_may_stand_behind_json() -> None:
    """`jrnl --format json >> jrnl.json` appends an export to another; each entry is there once."""
    january, all_of_it = (json.dumps({"entries": _JSON[:count]}, indent=2) for count in (2, 4))
    once = imported("jrnl", all_of_it).entries
    both = imported("jrnl", f"{january}\n{all_of_it}\n")
    assert (both.entries, both.problems, both.repeated) == (once, (), 2)

    damaged = imported("jrnl", f'{january}\n{{"entries": [\n1,]}}')
    line = january.count("\n") + 3
    assert [one.title for one in damaged.entries] == [one["title"] for one in _JSON[:2]]
    assert damaged.problems == (f"it:{line}: not a valid export (trailing comma in array)",)
    assert imported("jrnl", '{"entries": []}\n') == ImportResult()


def test_json_of_jrnl_needs_its_entries() -> None:
    """A file with neither a list of entries nor an entry is named."""
    assert imported("jrnl", '{"title": "T"}').problems == (
        "it: not a valid export (object missing required field `date`)",
    )
