"""What `--json` prints, in journals of all kinds, is what the published schema says; and its exit code."""

import json
import runpy
import shutil
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from typer.main import get_command

import contributions
from conftest import (
    ANSWERS,
    NOON,
    ROOT,
    SHORT,
    TESTS,
    Run,
    add_broken_file,
    answers_file,
    journal_files,
    make_four_plans,
    write_lines,
)
from examples import entries
from portrait_cli.__main__ import BUG
from portrait_cli.app.read import ReadDocument
from portrait_cli.cli.app import COMMANDS, app
from portrait_cli.core.entry import Entry
from portrait_cli.core.errors import PortraitError
from portrait_cli.export import json_data
from rounds import write_round

SCHEMA = json.loads((ROOT / "docs" / "output.schema.json").read_text(encoding="utf-8"))
DEFINITIONS = SCHEMA["$defs"]
COMMAND_NAMES = [name for name in DEFINITIONS if name[0].islower()]
RUBRIC = str(TESTS / "portraits" / "valid" / "state-rubric.yaml")

NOTHING = ""
"""In place of a definition: one thing was named that is not there, and there is no document."""
DOCUMENTS = {
    "": {"home": [""]},
    "show": {
        "show": ["", "--role ROLE"],
        "show-attribute": ["ATTRIBUTE", "ATTRIBUTE --prompts", "ATTRIBUTE --practices"],
        "show-attribute-indicator": ["INDICATOR", "ATTRIBUTE INDICATOR"],
        NOTHING: ["nonsense"],
    },
    "guides": {"guides": [""], "guides-guide": ["GUIDE", "GUIDE-OF-ONE"], NOTHING: ["nonsense"]},
    "list": {
        "list": ["", "-n 1", "--tag portrait/advocacy", "--guide note", "--since 2035", "--tag nonsense"],
        "list-calendar": ["--calendar", "--calendar --since 2035", "--calendar --tag nonsense"],
    },
    "read": {"read": [""], NOTHING: ["nonsense"]},
    "export": {
        "export": ["", "--all", "--guide note", "--tag nonsense"],
        "export-as": ["--as year", "--as evidence", "--as completion"],
        NOTHING: ["nonsense"],
    },
    "paths": {"paths": ["", "--journal elsewhere"]},
    "search": {"search": ["e", "e -n 1", "bus OR families", "advocacy", "zebra"]},
    "growth": {"growth": ["", "--all", "ATTRIBUTE", "INDICATOR", "--since 2026-11", "--since 2035"]},
    "goal": {"goal": ["", "--all"]},
    "plans": {"plans": ["", "--all"]},
    "evidence": {"evidence": ["", "--all", "--attribute ATTRIBUTE", "--since 2035"]},
    "drafts": {"drafts": [""]},
    "cohort": {
        "cohort": ["SENT --yes", "SENT --by role --yes", "SENT --fewest 20"],
        NOTHING: ["nowhere", "SENT --round 1999"],
    },
    "ask": {"ask": [""]},
    "feedback": {"feedback": [""], "feedback-of-a-coach": [], NOTHING: ["nonsense"]},  # test_coach.py has the second
    "undo": {"undo-list": ["--list"]},
    "receive": {"receive": [".", "FILE"]},
    "portraits": {"portraits": [""]},
    "portraits list": {"portraits": [""]},
    "portraits check": {"portraits-check": ["", "FILE"], NOTHING: ["nonsense.yaml"]},
}
"""For each command that prints JSON, the definitions of what it prints, and words after it that lead to each."""
ONE_THING = {"read", "export"}
"""Commands that, without any words after them, name the newest entry, which an empty journal does not have."""


def _commands(command: Any, *path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  # classes that Typer keeps to itself
    yield " ".join(path), command
    for name, below in getattr(command, "commands", {}).items():
        if not path:
            module, _ = COMMANDS.get(name, ("", ""))
            if not module:
                continue  # a name of an earlier version
            yield from _commands(get_command(import_module(f"portrait_cli.cli.{module}").app), name)
        else:
            yield from _commands(below, *path, name)


def test_every_command_with_json_is_here() -> None:
    """The table of this file has every command that takes --json, and every definition of the schema."""
    found = {
        path
        for path, command in _commands(get_command(app))
        if any("--json" in option.opts for option in command.params)
    }
    assert found == set(DOCUMENTS)
    printed = {name for documents in DOCUMENTS.values() for name in documents}
    assert printed - {NOTHING} == set(COMMAND_NAMES)


# --- the schema ---


def test_the_published_schema_is_that_of_this_version() -> None:
    """The file in the repository is what `python docs/output_schema.py` writes."""
    made = runpy.run_path(str(ROOT / "docs" / "output_schema.py"))["written"]()
    assert made == (ROOT / "docs" / "output.schema.json").read_text(encoding="utf-8")


def test_the_schema_is_one() -> None:
    """The schema is a valid schema of draft 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_field_is_described(name: str) -> None:
    """Each definition, and each field in it, says what it is; a field that is not there is refused."""
    shape = DEFINITIONS[name]
    assert shape["description"]
    assert [field for field, value in shape["properties"].items() if not value.get("description")] == []
    assert shape["additionalProperties"] is False


def mistakes(name: str, text: str) -> list[str]:
    """List what a schema says against a document; `name` is the definition of its command."""
    schema = {"$schema": SCHEMA["$schema"], "$ref": f"#/$defs/{name}", "$defs": DEFINITIONS}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message[:300]}" for error in validator.iter_errors(json.loads(text))]


def test_a_field_that_is_not_described_is_refused() -> None:
    """The schema finds a field too many, one that is missing, and a day that is none."""
    calendar = {"schema": 1, "days": {"2026-11-23": 1}}
    assert mistakes("list-calendar", json.dumps(calendar)) == []
    assert mistakes("list-calendar", json.dumps({**calendar, "more": 1}))
    assert mistakes("list-calendar", json.dumps({"days": {}}))
    assert mistakes("list-calendar", json.dumps({**calendar, "schema": 2}))
    assert mistakes("home", json.dumps({"schema": 1, "said": {"x": {"on": "soon"}}}))


@given(entries)
def test_any_entry_is_as_the_schema_says(entry: Entry) -> None:
    """Whatever is in an entry, its document is as the schema says."""
    assert mistakes("read", json_data.write(ReadDocument(json_data.entry_data(entry)))) == []


# --- what is written about it ---


def _rows(heading: str) -> list[list[str]]:
    """Read the rows of the table that begins with a heading, in the page for people who write scripts."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    table = page.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.splitlines()[2:]]


def test_the_page_has_every_field() -> None:
    """The page names each command that prints JSON, its definition, and its fields in their order."""
    described = {name.strip("`"): fields for _, name, fields in _rows("command | definition")}
    assert described == {
        name: ", ".join(f"`{field}`" for field in list(DEFINITIONS[name]["properties"])[1:]) for name in COMMAND_NAMES
    }
    commands = {name.strip("`"): command.strip("`") for command, name, _ in _rows("command | definition")}
    assert {name: f"{command} --json" for name, command in commands.items()} == {
        name: DEFINITIONS[name]["title"] for name in COMMAND_NAMES
    }


def test_the_page_has_every_exit_code() -> None:
    """The page names each exit code that an error can have."""
    codes = {int(code) for row in _rows("code") for code in row[0].split(", ")}
    errors: list[type[PortraitError]] = [PortraitError, *PortraitError.__subclasses__()]
    signals = {128 + getattr(signal, name) for name in ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM")}
    assert codes == {0, BUG, *signals, *(error.exit_code for error in errors)}


# --- what the commands print ---


def _rich(run: Run, tmp_path: Path, home: Path) -> None:
    """Make entries of every kind: levels of now and then, notes, plans open, told and ticked by hand; and a draft."""
    run("reflect", "--answers", "-", stdin=ANSWERS, at=NOON - timedelta(days=40))
    run("reflect", "--answers", "-", stdin=ANSWERS, at=NOON - timedelta(days=20))
    lines = ["human-centered.then.level: starting", "human-centered.level: steady", "advocacy.level: growing"]
    assert run("reflect", "--answers", answers_file(tmp_path, *lines, guide="end-of-year")).code == 0
    make_four_plans(run)
    for number, outcome, words in (("1", "kept", "The list helped."), ("2", "changed", "")):
        assert run("plans", outcome, number, "--note", words).code == 0
    ticked = next(path for path in journal_files(home)[::-1] if "- [ ]" in path.read_text(encoding="utf-8"))
    ticked.write_text(ticked.read_text(encoding="utf-8").replace("- [ ]", "- [x]"), encoding="utf-8")
    run("note", "The bus \x1b[2J\u202e came e\u0301 👩🏽‍🏫.", "--tag", "bus", "--attribute", "advocacy")
    run("note", "Of a day to come.", at=NOON + timedelta(days=700))
    write_lines(tmp_path / "agenda.txt", "1. The buses.")
    for given_ in (["The families spoke first.", "--file", str(tmp_path / "agenda.txt")], ["latest"]):
        assert run("evidence", "add", *given_, "--attribute", "AD2").code == 0
    add_broken_file(home)
    write_round(home)


def _earlier_version(_run: Run, _tmp_path: Path, home: Path) -> None:
    """Put the journal and the drafts of an earlier version in place."""
    shutil.copytree(TESTS / "forms" / "0.1" / "journal", home / "Documents" / "portrait-journal")
    shutil.copytree(TESTS / "forms" / "0.1" / "drafts", home / ".local" / "state" / "portrait" / "drafts")


def _several_portraits(run: Run, tmp_path: Path, home: Path) -> None:
    """Choose two portraits, the last one a state's, and break the file of a third."""
    _rich(run, tmp_path, home)
    for portrait in (SHORT, RUBRIC):
        assert run("portraits", "use", portrait).code == 0
    write_lines(home / ".config" / "portrait" / "portraits" / "broken.yaml", "title: [")
    assert run("note", "With the portrait of the state.").code == 0


def _missing_portrait(run: Run, tmp_path: Path, home: Path) -> None:
    """Name a portrait in the settings that does not exist."""
    _rich(run, tmp_path, home)
    (home / ".config" / "portrait").mkdir(parents=True, exist_ok=True)
    write_lines(home / ".config" / "portrait" / "config.toml", 'portrait = "gone"')


def _empty(_run: Run, _tmp_path: Path, _home: Path) -> None:
    """Make nothing."""


JOURNALS: dict[str, Callable[[Run, Path, Path], None]] = {
    "empty": _empty,
    "rich": _rich,
    "earlier version": _earlier_version,
    "several portraits": _several_portraits,
    "missing portrait": _missing_portrait,
}


OF_LEADER = {
    "ATTRIBUTE": "advocacy",
    "INDICATOR": "AD2",
    "ROLE": "coach",
    "FILE": RUBRIC,
    "GUIDE": "hard-moment",
    "GUIDE-OF-ONE": "check-in",
}
OF_RUBRIC = {
    "ATTRIBUTE": "shared-direction",
    "INDICATOR": "1.A.1",
    "ROLE": "principal",
    "FILE": RUBRIC,
    "GUIDE": "mid-year",
    "GUIDE-OF-ONE": "one-standard",
}


def _sent(folder: Path) -> str:
    """Write what six leaders contributed."""
    return contributions.write_lines(folder / "sent.jsonl", contributions.leaders(["growing"] * 6))


def _invocations(names: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Go through all the table's commands, with the definition of what each prints."""
    for command, documents in DOCUMENTS.items():
        for name, all_words in documents.items():
            for words in all_words:
                yield name, [names.get(word, word) for word in f"{command} {words}".split()]


@pytest.mark.parametrize("journal", JOURNALS)
def test_what_is_printed_is_what_the_schema_says(
    run: Run, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, journal: str
) -> None:
    """Every command prints a document as the schema says, with the exit code that it has without --json.

    It prints none if one thing was named that is not there, or if something is wrong: then stderr says what.
    """
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)  # what is received from here does not depend on where the tests are run
    JOURNALS[journal](run, tmp_path, home)
    names = {**(OF_RUBRIC if journal == "several portraits" else OF_LEADER), "SENT": _sent(tmp_path)}
    for name, words in _invocations(names):
        done, for_people = run(*words, "--json"), run(*words)
        assert done.code == for_people.code, words
        if done.out:
            assert mistakes(name, done.out) == [], words
        is_empty = (journal == "empty" and words in [[one] for one in ONE_THING]) or (
            name == "export-as" and done.code == 3  # there is nothing yet that such a document is about
        )
        has_none = name == NOTHING or is_empty
        if journal != "missing portrait":
            assert (done.out == "") is has_none, words
            assert done.code in {0, 3}, (words, done.err)
        if done.code:
            assert done.err == for_people.err, words
            assert for_people.out == "", words


def test_the_table_leads_to_everything(run: Run, tmp_path: Path, home: Path) -> None:
    """In a rich journal the documents are not empty: plans, levels of then and now, outcomes, matching lines."""
    _rich(run, tmp_path, home)
    printed = "".join(run(*words, "--json").out for _, words in _invocations({**OF_LEADER, "SENT": _sent(tmp_path)}))
    for part in ('"kind": "told"', '"as_of": "then"', '"ticked": true', '"then": {', '"change": "up"', '"lines": ['):
        assert part in printed, part


# --- an empty result ---


@pytest.mark.parametrize(
    ("words", "document"),
    [
        ("list --tag nonsense", {"entries": []}),
        ("list --calendar --tag nonsense", {"days": {}}),
        ("search zebra", {"entries": [], "more": 0}),
        ("growth --since 2035", {"portrait": "portrait-of-a-leader", "growth": [], "goals": []}),
        ("growth AD2", {"portrait": "portrait-of-a-leader", "growth": [], "goals": []}),
        ("export --tag nonsense", {"entries": []}),
    ],
)
def test_nothing_found_is_3_with_an_empty_document(
    run: Run, answers: Path, words: str, document: dict[str, object]
) -> None:
    """A command that finds nothing ends with 3 and says so; with --json it prints an empty document too."""
    run("reflect", "--answers", str(answers))
    done = run(*words.split(), "--json")
    assert (done.code, json.loads(done.out)) == (3, {"schema": 1, **document})
    assert "portrait: " in done.err
    assert (run(*words.split()).code, run(*words.split()).out) == (3, "")


@pytest.mark.parametrize("words", ["list", "list --calendar", "growth", "growth advocacy", "export --all"])
def test_a_journal_without_entries_is_3(run: Run, words: str) -> None:
    """Where there are no entries yet, what lists them ends with 3 and names the command that writes the first."""
    done = run(*words.split(), "--json")
    assert (done.code, run(*words.split()).code) == (3, 3)
    assert done.err == "portrait: there are no entries yet\nhint: `portrait reflect` writes the first one\n"


@pytest.mark.parametrize("words", ["", "plans", "plans --all", "drafts", "portraits", "guides", "paths"])
def test_what_says_how_things_are_is_0(run: Run, words: str) -> None:
    """Home, the plans and the like say how things are: that there is nothing yet is an answer too."""
    assert (run(*words.split(), "--json").code, run(*words.split()).code) == (0, 0)


def test_an_empty_export_writes_no_file(run: Run, tmp_path: Path) -> None:
    """When no entry fits, an export into a file leaves the file of before as it is."""
    before = tmp_path / "all.json"
    before.write_text("before", encoding="utf-8")
    done = run("export", "--all", "--json", "-o", str(before), "--force")
    assert (done.code, done.out) == (3, "")
    assert before.read_text(encoding="utf-8") == "before"


def test_a_calendar_of_days_to_come(run: Run) -> None:
    """A calendar that begins after today shows the entries of that time, with and without --json."""
    assert run("note", "Of a day to come.", at=NOON + timedelta(days=100)).code == 0
    words = ("list", "--calendar", "--since", "2027-01-01")
    assert json.loads(run(*words, "--json").out)["days"] == {"2027-03-03": 1}
    assert run(*words).code == 0
    assert "Mar 2027" in run(*words).out
