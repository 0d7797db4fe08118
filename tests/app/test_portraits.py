import json
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import NOON, SHORT, TESTS, Run, journal_files, write_lines
from portrait_cli.formats import portrait_file
from screen import Terminal

VALID = TESTS / "portraits" / "valid"


CHECKLIST = VALID / "checklist.yaml"


def test_the_installed_portraits_are_listed(run: Run) -> None:
    """The portrait that ships is listed, and is in use, from the beginning."""
    (ours,) = json.loads(run("portraits", "list", "--json").out)["portraits"]
    assert (ours["id"], ours["in_use"], ours["problem"]) == ("portrait-of-a-leader", True, "")
    assert "* portrait-of-a-leader  Portrait of a Leader, version" in run("portraits").out


def test_a_file_is_copied_and_used(run: Run, settings_file: Path, tmp_path: Path) -> None:
    """After `use FILE` every command uses that portrait, even when the file is gone; `use NAME` goes back."""
    mine = tmp_path / "ours.yaml"
    shutil.copy(CHECKLIST, mine)
    name = portrait_file.load(mine.read_bytes(), "ours.yaml", name="ours")[0].id
    done = run("portraits", "use", str(mine))
    assert (done.code, done.out) == (0, "")
    assert "A copy was made." in done.err
    assert "In use now:" in done.err
    mine.unlink()
    assert [
        row["id"] for row in json.loads(run("portraits", "list", "--json").out)["portraits"] if row["in_use"]
    ] == [name]
    assert json.loads(run("show", "--json").out)["portrait"]["id"] == name
    assert tomllib.loads(settings_file.read_text(encoding="utf-8")) == {"portrait": name}
    assert run("portraits", "use", "portrait-of").code == 0
    assert json.loads(run("show", "--json").out)["portrait"]["id"] == "portrait-of-a-leader"


def test_a_changed_file_replaces_its_copy(run: Run, tmp_path: Path) -> None:
    """After a change, `use FILE` replaces the copy, and says that it did."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("id: ours\nattributes: [Courage]\n", encoding="utf-8")
    run("portraits", "use", str(mine))
    mine.write_text("id: ours\nattributes: [Courage, Care]\n", encoding="utf-8")
    assert "The copy made before was replaced." in run("portraits", "use", str(mine)).err
    assert "Care" in run("show").out
    assert "A copy was made." in run("portraits", "use", str(mine)).err


def test_a_copy_of_ours_needs_a_name_of_its_own(run: Run, tmp_path: Path) -> None:
    """A changed copy of the portrait that ships needs another id, because their levels would mix."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("id: portrait-of-a-leader\nattributes: [Courage]\n", encoding="utf-8")
    done = run("portraits", "use", str(mine))
    assert done.code == 2
    assert "has the id of the portrait that comes with the program" in done.err
    assert "hint: give it an id of its own" in done.err


def test_unknown_portraits_are_reported(run: Run, tmp_path: Path) -> None:
    """An unknown portrait or a missing file is exit 3, with what to do next."""
    for words in (("portraits", "use", "nobody"), ("show", "--portrait", "nobody")):
        done = run(*words)
        assert (done.code, done.out) == (3, "")
        assert 'there is no portrait "nobody"' in done.err
    gone = str(tmp_path / "gone.yaml")
    for words in (("portraits", "use", gone), ("portraits", "check", gone)):
        assert run(*words).code == 3
    done = run("show", "--portrait", gone)
    assert done.code == 3
    assert "portrait portraits list shows those you can choose" in done.err


def test_a_broken_copy_hides_no_other(run: Run, home: Path) -> None:
    """An installed portrait that cannot be read is listed with its problem, beside those that can."""
    folder = home / ".config" / "portrait" / "portraits"
    folder.mkdir(parents=True)
    (folder / "broken.yaml").write_text("attributes: [", encoding="utf-8")
    listed = run("portraits", "list")
    assert listed.code == 0
    assert "broken" in listed.out
    assert "cannot be read: broken.yaml:2:1:" in listed.out
    for words in (("portraits", "use", "broken"), ("show", "--portrait", "broken"), ("portraits", "use", "brok")):
        done = run(*words)
        assert done.code == 4
        assert "broken.yaml:2:1:" in done.err


def test_a_file_is_checked(run: Run, tmp_path: Path) -> None:
    """`check` lists what a portrait contains, warns of what it lacks, and lists every problem of a broken one."""
    done = run("portraits", "check", str(CHECKLIST))
    assert (done.code, done.err) == (0, "")
    assert "7 attributes" in done.out
    assert done.out.endswith("It can be used.\n")
    warned = json.loads(run("portraits", "check", str(VALID / "state-rubric.yaml"), "--json").out)
    assert len(warned["warnings"]) == 1
    mine = tmp_path / "broken.yaml"
    mine.write_text("atributes: [A]\nscales: {id: s, levels: [One]}\n", encoding="utf-8")
    done = run("portraits", "check", str(mine))
    assert done.code == 4
    assert len(re.findall(r"broken\.yaml:\d+:\d+: ", done.err)) == 3
    assert "Portrait of a Leader, version 1.1: 5 attributes" in run("portraits", "check").out


def test_two_portraits_share_a_journal_and_never_a_level(run: Run, tmp_path: Path) -> None:
    """Home shows only the levels of the portrait in use, while the journal lists the entries of both."""
    for number, level in ((1, "growing"), (2, "steady")):
        mine = tmp_path / f"p{number}.yaml"
        mine.write_text(
            f"id: p{number}\nscales: {{id: growth, levels: [Starting, Growing, Steady]}}\nattributes: [Advocacy]\n",
            encoding="utf-8",
        )
        answers = tmp_path / "answers.yaml"
        answers.write_text(f"answers:\n  advocacy.level: {level}\n", encoding="utf-8")
        assert run("reflect", "--portrait", str(mine), "--answers", str(answers), at=NOON).code == 0
    said = [
        json.loads(run("--portrait", str(tmp_path / f"p{number}.yaml"), "--json").out)["said"]["advocacy"]
        for number in (1, 2)
    ]
    assert [one["placement"]["label"] for one in said] == ["Growing", "Steady"]
    assert len(json.loads(run("list", "--json").out)["entries"]) == 2


def test_entries_outlive_their_portrait(run: Run, home: Path, tmp_path: Path) -> None:
    """An entry whose portrait is gone or has changed still reads, lists and exports as before."""
    mine, answers = tmp_path / "gone.yaml", tmp_path / "answers.yaml"
    mine.write_text(
        "id: gone\nversion: 1\nscales: {id: g, levels: [Low, High]}\n"
        "attributes: [{name: Courage, levels: {high: I ask.}}]\n",
        encoding="utf-8",
    )
    answers.write_text("answers:\n  courage.level: high\n", encoding="utf-8")
    run("reflect", "--portrait", str(mine), "--answers", str(answers))
    before = [run(*words).out for words in (("read",), ("list",), ("export", "--md"), ("export", "--json"))]
    mine.write_text("id: gone\nversion: 2\nattributes: [Other]\n", encoding="utf-8")
    for option in ([], ["--portrait", str(mine)]):
        after = [
            run(*words, *option).out for words in (("read",), ("list",), ("export", "--md"), ("export", "--json"))
        ]
        assert [re.sub(r"(?s)\n\*?---.*|\n\*This is.*", "", text) for text in after] == [
            re.sub(r"(?s)\n\*?---.*|\n\*This is.*", "", text) for text in before
        ]
    assert "I ask." in before[0]
    assert len(journal_files(home)) == 1


STATE = TESTS / "portraits" / "valid" / "state-rubric.yaml"


def test_a_portrait_can_come_through_a_pipe(run: Run, home: Path) -> None:
    """`use` reads a file only once, so that a pipe is copied completely."""
    command = f"portrait portraits use <(cat {shlex.quote(str(STATE))})"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with Terminal(program=("bash", "-c", command), variables={"PATH": path}) as terminal:
        assert terminal.finish() == 0
        assert "A copy was made." in terminal.words
    (copy,) = (home / ".config" / "portrait" / "portraits").iterdir()
    assert copy.read_bytes() == STATE.read_bytes()
    assert run("show").code == 0


def test_names_that_are_gone_are_listed(run: Run, tmp_path: Path) -> None:
    """When a new version lacks an attribute, an indicator or a level, `use` names it, and does not name new ones."""
    scale = "scales: {id: s, levels: [%s]}"
    mine = tmp_path / "ours.yaml"
    before = "[{name: Care, indicators: [{name: Listens}]}, Courage]"
    write_lines(mine, "id: ours", scale % "Low, Mid", f"attributes: {before}")
    assert "No longer in it" not in run("portraits", "use", str(mine)).err
    write_lines(mine, "id: ours", scale % "Low, High", "attributes: [Care, Patience]")
    assert (
        "No longer in it: courage, listens, s: mid. Entries keep what they say about them."
        in run("portraits", "use", str(mine)).err
    )


def test_a_copy_broken_by_hand_is_replaced(run: Run, home: Path, tmp_path: Path) -> None:
    """A copy that can no longer be read does not keep a good one from replacing it."""
    mine = write_lines(tmp_path / "ours.yaml", "id: ours", "attributes: [Care]")
    run("portraits", "use", mine)
    copy = home / ".config" / "portrait" / "portraits" / "ours.yaml"
    copy.write_text("attributes: [", encoding="utf-8")
    write_lines(tmp_path / "ours.yaml", "id: ours", "attributes: [Care, Courage]")
    assert run("portraits", "use", mine).code == 0
    assert "Courage" in run("show").out


def test_a_portrait_in_the_folder_is_known_by_its_id(run: Run, settings_file: Path) -> None:
    """A file put into the folder under any name is used by the id in it."""
    folder = settings_file.parent / "portraits"
    folder.mkdir()
    write_lines(folder / "rubric-final-v2.yaml", "id: riverside", "title: Riverside", "attributes: [Care]")
    assert run("portraits", "use", "riverside").code == 0
    assert tomllib.loads(settings_file.read_text(encoding="utf-8")) == {"portrait": "riverside"}
    assert "Riverside" in run("show").out
    (used,) = [row for row in json.loads(run("portraits", "list", "--json").out)["portraits"] if row["in_use"]]
    assert (used["id"], Path(used["file"]).name) == ("riverside", "rubric-final-v2.yaml")


def test_a_copy_of_ours_put_into_the_folder_is_reported(run: Run, settings_file: Path) -> None:
    """A file in the folder with the id of the portrait that ships is listed with that problem."""
    folder = settings_file.parent / "portraits"
    folder.mkdir()
    write_lines(folder / "copy.yaml", "id: portrait-of-a-leader", "attributes: [Care]")
    assert "cannot be read: it has the id of the portrait that comes with the program" in run("portraits").out
    assert "Advocacy" in run("show").out


def test_a_choice_that_is_overruled_is_reported(run: Run) -> None:
    """When an environment variable names another portrait, `use` says that it still counts."""
    done = run("portraits", "use", "portrait-of-a-leader", env={"PORTRAIT_PORTRAIT": SHORT})
    assert done.code == 0
    assert f"In this window PORTRAIT_PORTRAIT still says {SHORT}." in done.err
    assert "PORTRAIT_PORTRAIT" not in run("portraits", "use", "portrait-of-a-leader").err


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda copy: copy.write_bytes(b"attributes: [")], ids=["gone", "broken"]
)
def test_entries_are_there_without_their_portrait(run: Run, home: Path, damage: Callable[[Path], object]) -> None:
    """When the chosen portrait cannot be read, entries are listed, read, searched and exported all the same."""
    run("note", "First words.", "--attribute", "advocacy")
    run("portraits", "use", str(SHORT))
    (copy,) = (home / ".config" / "portrait" / "portraits").iterdir()
    damage(copy)
    for command in (["list"], ["read"], ["search", "words"], ["export"], ["list", "--attribute", "advocacy"]):
        done = run(*command)
        assert (done.code, "First words." in done.out) == (0, True), command
        assert "Your entries are still here." in done.err
        assert "hint: to choose a portrait: portrait portraits use" in done.err
    assert run("note", "More words.").code == 0
    for command in ([], ["growth"], ["show"]):
        done = run(*command)
        assert (done.code != 0, "hint: to choose a portrait: portrait portraits use" in done.err) == (True, True)
    assert run("portraits", "use", str(SHORT)).code == 0
    assert run("list").err == ""


def test_a_portrait_that_is_named_must_be_there(run: Run) -> None:
    """A portrait named with the command is not passed over in silence."""
    run("note", "First words.")
    done = run("list", "--portrait", "nope")
    assert (done.code, done.out) == (3, "")
