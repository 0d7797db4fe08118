import json
import os
import re
import shlex
import signal
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import NOON, TESTS, Run, journal_files
from conftest import Terminal as Stream
from portrait_cli.__main__ import main
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.formats import draft_file, entry_file, portrait_file
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.progress import progress
from screen import CTRL_B, CTRL_C, CTRL_O, ENTER, PORTRAIT, Terminal

SHORT = TESTS / "portraits" / "short.yaml"
STATE = TESTS / "portraits" / "valid" / "state-rubric.yaml"
LINE = "Ctrl-C stops", "›"
CHOICE = "Enter · Ctrl-B back", "›"
PLAIN_LINE = "Control C stops, all is kept."


@pytest.fixture
def nudging(tmp_path: Path) -> str:
    """Write a portrait that nudges after the word `they`."""
    mine = tmp_path / "nudging.yaml"
    text = SHORT.read_text(encoding="utf-8").replace("nobody-says-this", "they")
    mine.write_text(text.replace("id: short", "id: nudging"), encoding="utf-8")
    return str(mine)


@pytest.fixture
def settings(home: Path) -> Path:
    """Name the settings file, in a folder that is there."""
    path = home / ".config" / "portrait" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def file_of(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def answers(folder: Path, *lines: str, guide: str = "") -> str:
    head = [f"guide: {guide}"] if guide else []
    return file_of(folder / "answers.yaml", *head, "answers:", *(f"  {line}" for line in lines))


def said(home: Path) -> Sequence[str]:
    """List the answers in the newest draft."""
    path = max((home / ".local" / "state" / "portrait" / "drafts").glob("*.json"), key=os.path.getmtime)
    return list(draft_file.parse(path.read_text(encoding="utf-8"), path.name).answers.values())


def kept(home: Path, number: int = 0) -> dict[str, str]:
    """List the answers to questions in the first entry, or another one."""
    path = journal_files(home)[number]
    entry = entry_file.parse(path.read_text(encoding="utf-8"), path.name)
    return {response.prompt: response.text for response in entry.responses}


# --- a session ---


def test_going_back_from_a_deep_question_shows_the_one_before_clean(home: Path, nudging: str) -> None:
    """Ctrl-B with words in the line keeps them for their own question; no nudge comes, and no word moves."""
    with Terminal("reflect", "advocacy", "--portrait", nudging) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("First words." + ENTER)
        terminal.wait_for("Saved, 1 of 6", *LINE)
        terminal.type("as they say")
        terminal.wait_on_screen("› as they say")
        terminal.type(CTRL_B)
        terminal.wait_for("Who was left out", "› First words.")
        assert "as they say" not in terminal.display.rsplit("Who was left out", 1)[1]
        assert "Which ones?" not in terminal.words
        terminal.type(ENTER)
        terminal.wait_for("2 of 6", "› as they say")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert said(home) == ["First words.", "as they say"]


def test_a_nudged_answer_is_written_on_guided(home: Path, nudging: str) -> None:
    """After a nudge the line holds the answer and a blank, ready for more; what is left so stays as it was."""
    for more, becomes in (("The fifth graders.", "I speak for they The fifth graders."), ("", "I speak for they")):
        with Terminal("reflect", "advocacy", "--portrait", nudging, "--new") as terminal:
            terminal.wait_for(*LINE)
            terminal.type(ENTER)
            terminal.wait_for("Skipped, 1 of 6", *LINE)
            terminal.type("I speak for they" + ENTER)
            terminal.wait_for("Which ones?", "› I speak for they")
            terminal.type(more + ENTER)
            terminal.wait_for("Saved, 2 of 6", *LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
        assert said(home) == [becomes]


def test_a_nudged_answer_is_written_on_plainly(home: Path, nudging: str) -> None:
    """Line by line, what is written after a nudge comes below the first answer, and nothing leaves it so."""
    for more, becomes in (("The fifth graders.", "I speak for they\nThe fifth graders."), ("", "I speak for they")):
        with Terminal(
            "reflect", "advocacy", "--portrait", nudging, "--new", "--plain", variables={"INPUTRC": "/dev/null"}
        ) as terminal:
            terminal.wait_for(PLAIN_LINE)
            terminal.type(ENTER)
            terminal.wait_for("Skipped, 1 of 6", PLAIN_LINE)
            terminal.type("I speak for they" + ENTER)
            terminal.wait_for("Which ones?", "So far: I speak for they", "Write more, or nothing to leave it so.")
            terminal.type(more + ENTER)
            terminal.wait_for("Saved, 2 of 6", PLAIN_LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
        assert said(home) == [becomes]


def test_a_list_has_no_editor(home: Path, nudging: str) -> None:
    """Ctrl-O at a choice does nothing: the list stays, and the choice after it counts."""
    with Terminal("reflect", "advocacy", "--portrait", nudging) as terminal:
        for done in range(4):
            terminal.wait_for(*([f"{done} of 6"] if done else []), *LINE)
            terminal.type(ENTER)
        terminal.wait_for("4 of 6", *CHOICE)
        terminal.type(CTRL_O + "2" + ENTER)
        terminal.wait_for("Saved, 5 of 6", *LINE)
        assert "rror" not in terminal.raw
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert said(home) == ["growing"]


def test_a_resumed_sitting_belongs_to_its_own_portrait(run: Run, tmp_path: Path) -> None:
    """A draft of one portrait, finished while another is in use, compares and names as its own portrait does."""
    files = []
    for name, attribute, level in (("one", "Speaking Up", "low"), ("two", "Something Else", "high")):
        scale = "scales: {id: s, levels: [Low, Mid, High]}"
        guide = "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [ask, place]}]}"
        part = f"attributes: [{{name: {attribute}, id: care, prompts: [What now?]}}]"
        files.append(file_of(tmp_path / f"{name}.yaml", f"id: {name}", scale, part, guide))
        path = answers(tmp_path, f"care.level: {level}")
        assert run("reflect", "--portrait", files[-1], "--answers", path, at=NOON - timedelta(days=9)).code == 0
    with Terminal("reflect", "--portrait", files[0]) as terminal:
        terminal.wait_for(*LINE)
        terminal.type("Now this." + ENTER)
        terminal.wait_for("1 of 2", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    with Terminal("reflect", "--portrait", files[1]) as terminal:
        terminal.wait_for("Go on where you stopped?", "›")
        terminal.type("1" + ENTER)
        terminal.wait_for("Speaking Up", "Last time", "Low", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        summary = terminal.words.rsplit("Looking back", 1)[1]
        assert "Mid was Low" in summary
        assert "Speaking Up" in summary
        assert "Something Else" not in summary


def test_a_sitting_without_attributes_has_no_empty_box(run: Run, tmp_path: Path) -> None:
    """A guide of questions alone ends with its title, the file and what is next, and nothing is drawn."""
    mine = file_of(
        tmp_path / "p.yaml",
        "attributes: [Care]",
        "guides: {id: ask, name: Only asked, steps: [{do: question, id: q, text: What now?}]}",
    )
    done = run("reflect", "--portrait", mine, "--answers", answers(tmp_path, "sitting.q: Rest."))
    assert done.code == 0
    assert "Only asked, Monday 23 November 2026" in done.out
    assert not set(done.out) & set("╭╮╰╯│─")
    assert "Care" not in done.out


def test_the_summary_lists_the_indicators_placed(run: Run, tmp_path: Path) -> None:
    """An indicator that was placed stands in the summary under its own name, and the next one compares with it."""
    for level in ("starting", "growing"):
        path = answers(tmp_path, "advocacy.indicator: ad2", f"advocacy.ad2.level: {level}")
        done = run("reflect", "advocacy", "--answers", path)
        assert done.code == 0
    (shown,) = [line for line in done.out.splitlines() if "Growing" in line]
    assert "AD2 " in shown
    assert "was Starting" in shown
    assert "not placed today" not in done.out


# --- entries ---

LEVELS = "[{id: developing, name: Emerging}, {id: proficient, name: Developing}, {id: advanced, name: Advanced}]"


def test_a_level_may_have_the_name_of_another_ones_id(run: Run, home: Path, tmp_path: Path) -> None:
    """The level chosen comes back whatever its name is, and a change of the name in the file counts all the same."""
    mine = file_of(tmp_path / "p.yaml", "id: ours", f"scales: {{id: s, levels: {LEVELS}}}", "attributes: [Care]")
    for chosen, label in (("proficient", "Developing"), ("developing", "Emerging"), ("advanced", "Advanced")):
        path = answers(tmp_path, f"care.level: {chosen}")
        assert run("reflect", "--portrait", mine, "--guide", "whole", "--answers", path).code == 0
        (block,) = _placements(run)
        assert (block["level"], block["label"]) == (chosen, label)
    (text,) = [text for text in map(_text, journal_files(home)) if "**Developing**" in text]
    changed = entry_file.parse(text.replace("**Developing**", "**Advanced**"), "changed.md")
    assert all(
        entry_file.dump(entry_file.parse(_text(file), file.name)) == _text(file) for file in journal_files(home)
    )
    assert [(placed.level, placed.label) for placed in changed.placements] == [("advanced", "Advanced")]


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _placements(run: Run) -> list[dict[str, str]]:
    blocks = json.loads(run("read", "--json").out)["entry"]["blocks"]
    return [block for block in blocks if block["kind"] == "placement"]


def test_a_level_then_that_is_changed_by_hand_counts(run: Run, home: Path, tmp_path: Path) -> None:
    """How it was then can be changed in the front matter like today's level, and the two stay apart."""
    mine = file_of(
        tmp_path / "p.yaml",
        "scales: {id: s, levels: [Low, Mid, High]}",
        "attributes: [Care]",
        "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [place, {do: place, as_of: then}]}]}",
    )
    path = answers(tmp_path, "care.level: high", "care.then.level: low")
    assert run("reflect", "--portrait", mine, "--answers", path).code == 0
    (file,) = journal_files(home)
    text = file.read_text(encoding="utf-8")
    assert [(block["as_of"], block["level"]) for block in _placements(run)] == [("now", "high"), ("then", "low")]
    assert "level_then_care: low" in text
    file.write_text(text.replace("level_then_care: low", "level_then_care: mid"), encoding="utf-8")
    assert [(block["as_of"], block["label"]) for block in _placements(run)] == [("now", "High"), ("then", "Mid")]


def test_a_plan_in_words_with_line_breaks(run: Run, home: Path, tmp_path: Path) -> None:
    """A guide's name and a plan's words that go over several lines are one line in the entry, and read back."""
    mine = file_of(
        tmp_path / "p.yaml",
        "attributes: [Care]",
        "guides:",
        "  id: g",
        "  name: |",
        "    Two",
        "    lines",
        "  steps:",
        "    - do: plan",
        "      when: |",
        "        As soon",
        "        as",
        "      then: |",
        "        I",
        "        shall",
        "      by: |",
        "        not after",
        "        the",
    )
    path = answers(tmp_path, "plan.when: it rains", "plan.then: stay", "plan.by: 2 weeks")
    assert run("reflect", "--portrait", mine, "--answers", path).code == 0
    (file,) = journal_files(home)
    text = file.read_text(encoding="utf-8")
    assert "# Two lines, Monday 23 November 2026\n" in text
    (plan,) = entry_file.parse(text, file.name).plans
    assert (plan.words.when, plan.words.then, plan.words.by) == ("As soon as", "I shall", "not after the")
    assert (plan.when, plan.then, str(plan.by)) == ("it rains", "stay", "2026-12-07")
    assert run("show", "care", "--portrait", mine).code == 0


def test_notes_are_a_guide_to_choose_by(run: Run, tmp_path: Path) -> None:
    """`list --guide note` chooses the notes, of which no portrait has a guide."""
    assert run("reflect", "--answers", answers(tmp_path, "advocacy.level: growing")).code == 0
    assert json.loads(run("list", "--guide", "note", "--json").out)["entries"] == []
    assert run("list", "--guide", "note").code == 3
    assert run("list", "--guide", "nonsense").code == 3


# --- the pager ---


def _last_words(run: Run) -> str:
    return " ".join(run("show").out.split())[-60:]


def _script(path: Path, *lines: str, mode: int = 0o755) -> str:
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", encoding="utf-8")
    path.chmod(mode)
    return shlex.quote(str(path))


@pytest.mark.parametrize("pager", ["less '", "false", "{folder}/locked", "{folder}/garbage", "", "no-such-pager"])
def test_a_pager_that_is_none_leaves_the_text_on_the_screen(run: Run, tmp_path: Path, pager: str) -> None:
    """Where the pager cannot be understood, started or relied on, the text comes as it would without one."""
    _script(tmp_path / "locked", mode=0o644)
    (tmp_path / "garbage").write_bytes(b"\0\1\2")
    (tmp_path / "garbage").chmod(0o755)
    with Terminal("show", variables={"PAGER": pager.format(folder=tmp_path)}) as terminal:
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) in terminal.words
        assert "rror" not in terminal.raw


def test_ctrl_c_in_a_pager_that_ends_shows_the_text(run: Run, tmp_path: Path) -> None:
    """A pager that dies of Ctrl-C takes nothing with it: the text stands on the screen, and the terminal is right."""
    pager = _script(
        tmp_path / "pager", "stty -echo", "echo waiting", "trap 'stty echo; exit 1' INT", "sleep 30 & wait"
    )
    with Terminal("show", variables={"PAGER": pager}) as terminal:
        terminal.wait_for("waiting")
        terminal.type(CTRL_C)
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) in terminal.words


def test_ctrl_c_in_less_is_its_own(run: Run) -> None:
    """The usual pager lives on after Ctrl-C, `q` ends it, and the text is not printed a second time."""
    head = "Portrait of a Leader"
    with Terminal("show", variables={"PAGER": "less", "LESS": "-RX"}) as terminal:
        terminal.wait_for(head)
        terminal.type(CTRL_C)
        terminal.pause(0.3)
        terminal.type("q")
        assert terminal.finish() == 0
        assert terminal.settings_after == terminal.settings_before
        assert _last_words(run) not in terminal.words


@pytest.mark.parametrize(
    ("arguments", "rows", "paged"),
    [
        pytest.param(["show"], 24, True, id="long"),
        pytest.param(["show"], 300, False, id="short"),
        pytest.param(["show", "--plain"], 24, False, id="plain"),
    ],
)
def test_only_what_is_too_long_is_paged(
    run: Run, tmp_path: Path, arguments: list[str], rows: int, *, paged: bool
) -> None:
    """A text that fits on the screen comes without a pager, and so does every plain one."""
    pager = _script(tmp_path / "pager", f"cat > {shlex.quote(str(tmp_path / 'paged'))}")
    with Terminal(*arguments, rows=rows, variables={"PAGER": pager}) as terminal:
        assert terminal.finish() == 0
        assert (_last_words(run) not in terminal.words) == paged
    assert (tmp_path / "paged").exists() == paged


def test_a_pipe_is_never_paged(run: Run, tmp_path: Path) -> None:
    """What goes to another program goes there whole."""
    pager = _script(tmp_path / "pager", f"cat > {shlex.quote(str(tmp_path / 'paged'))}")
    command = f"{shlex.join([*PORTRAIT, 'show'])} | cat"
    with Terminal(program=("bash", "-c", command), variables={"PAGER": pager}) as terminal:
        assert terminal.finish() == 0
        assert _last_words(run) in terminal.words
    assert not (tmp_path / "paged").exists()


# --- settings, and portraits at hand ---


def test_a_role_of_another_portrait_is_passed_over(run: Run, settings: Path) -> None:
    """A role in the settings that this portrait does not have counts for nothing; one in an option is an error."""
    settings.write_text('role = "instructional-coach"\n', encoding="utf-8")
    for words in (("reflect", "--template"), ("show", "advocacy"), ()):
        assert run(*words).code == 0
        assert run(*words, "--portrait", str(SHORT)).code == 0
    assert "role: instructional-coach" in run("reflect", "--template").out
    assert "role: instructional-coach" not in run("reflect", "--template", "--portrait", str(SHORT)).out
    for words in (("reflect", "--template"), ("show", "advocacy")):
        done = run(*words, "--portrait", str(SHORT), "--role", "instructional-coach")
        assert (done.code, done.out) == (3, "")
        assert 'there is no role "instructional-coach"' in done.err


def test_a_portrait_can_come_through_a_pipe(run: Run, home: Path) -> None:
    """`use` reads what it checks and copies once, so that a pipe is copied whole."""
    command = f"portrait portraits use <(cat {shlex.quote(str(STATE))})"
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    with Terminal(program=("bash", "-c", command), variables={"PATH": path}) as terminal:
        assert terminal.finish() == 0
        assert "A copy was made." in terminal.words
    (copy,) = (home / ".config" / "portrait" / "portraits").iterdir()
    assert copy.read_bytes() == STATE.read_bytes()
    assert run("show").code == 0


def test_names_that_are_gone_are_told(run: Run, tmp_path: Path) -> None:
    """When a new version lacks an attribute, an indicator or a level, `use` names it; of what is new it is silent."""
    scale = "scales: {id: s, levels: [%s]}"
    mine = tmp_path / "ours.yaml"
    before = "[{name: Care, indicators: [{name: Listens}]}, Courage]"
    file_of(mine, "id: ours", scale % "Low, Mid", f"attributes: {before}")
    assert "No longer in it" not in run("portraits", "use", str(mine)).err
    file_of(mine, "id: ours", scale % "Low, High", "attributes: [Care, Patience]")
    assert (
        "No longer in it: courage, listens, s: mid. Entries keep what they say of them."
        in run("portraits", "use", str(mine)).err
    )


def test_a_copy_broken_by_hand_is_replaced(run: Run, home: Path, tmp_path: Path) -> None:
    """A copy that cannot be read any more does not stand in the way of a good one."""
    mine = file_of(tmp_path / "ours.yaml", "id: ours", "attributes: [Care]")
    run("portraits", "use", mine)
    copy = home / ".config" / "portrait" / "portraits" / "ours.yaml"
    copy.write_text("attributes: [", encoding="utf-8")
    file_of(tmp_path / "ours.yaml", "id: ours", "attributes: [Care, Courage]")
    assert run("portraits", "use", mine).code == 0
    assert "Courage" in run("show").out


def test_settings_that_are_a_link_stay_one(run: Run, settings: Path, tmp_path: Path) -> None:
    """Who keeps config.toml elsewhere, behind a link, finds the choice there, and the link where it was."""
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text('# mine\nrole = "coach"\n', encoding="utf-8")
    settings.symlink_to(elsewhere)
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert settings.is_symlink()
    text = elsewhere.read_text(encoding="utf-8")
    assert tomllib.loads(text) == {"role": "coach", "portrait": "portrait-of-a-leader"}
    assert text.startswith("# mine\n")


def test_a_portrait_in_the_folder_is_known_by_its_id(run: Run, settings: Path) -> None:
    """A file put into the folder under any name is used by the id in it."""
    folder = settings.parent / "portraits"
    folder.mkdir()
    file_of(folder / "rubric-final-v2.yaml", "id: riverside", "title: Riverside", "attributes: [Care]")
    assert run("portraits", "use", "riverside").code == 0
    assert tomllib.loads(settings.read_text(encoding="utf-8")) == {"portrait": "riverside"}
    assert "Riverside" in run("show").out
    (used,) = [row for row in json.loads(run("portraits", "list", "--json").out)["portraits"] if row["in_use"]]
    assert (used["id"], Path(used["file"]).name) == ("riverside", "rubric-final-v2.yaml")


def test_a_copy_of_ours_put_into_the_folder_is_told(run: Run, settings: Path) -> None:
    """A file in the folder that claims to be the portrait that ships is listed with that problem."""
    folder = settings.parent / "portraits"
    folder.mkdir()
    file_of(folder / "copy.yaml", "id: portrait-of-a-leader", "attributes: [Care]")
    assert "cannot be read: it has the id of the portrait that comes with the program" in run("portraits").out
    assert "Advocacy" in run("show").out


def test_a_choice_that_is_overruled_is_told(run: Run) -> None:
    """Where a variable of the window names another portrait, `use` says that it still holds."""
    done = run("portraits", "use", "portrait-of-a-leader", env={"PORTRAIT_PORTRAIT": str(SHORT)})
    assert done.code == 0
    assert f"In this window PORTRAIT_PORTRAIT still says {SHORT}." in done.err
    assert "PORTRAIT_PORTRAIT" not in run("portraits", "use", "portrait-of-a-leader").err


def test_a_spoilt_cache_is_no_fault(run: Run, home: Path, tmp_path: Path) -> None:
    """A cached portrait that names a role nobody knows is shown with the name as it stands."""
    mine = file_of(
        tmp_path / "p.yaml",
        "roles: [Coach]",
        "scales: {id: s, levels: [Low, High]}",
        "attributes: [{name: Care, indicators: [{name: Listens, roles: coach}]}]",
    )
    assert "Coach" in run("show", "care", "listens", "--portrait", mine).out
    (cached,) = (home / ".cache" / "portrait").glob("p-*.json")
    text = cached.read_text(encoding="utf-8")
    assert '"roles":["coach"]' in text
    cached.write_text(text.replace('"roles":["coach"]', '"roles":["boss"]'), encoding="utf-8")
    done = run("show", "care", "listens", "--portrait", mine)
    assert (done.code, done.err) == (0, "")
    assert "boss" in done.out


# --- reading the portrait ---


def test_a_role_has_a_page_of_each_attribute(run: Run) -> None:
    """`--role` shows what an attribute is in that role, and no other role's part."""
    text = run("show", "advocacy", "--role", "coach").out
    assert "In my role" in text
    assert "Instructional coach" in text
    assert "Building leader" not in text


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("show", "AD1", "AD2"), 3, 'there is no attribute "AD1"'),
        (("show", "advocacy", "AD2", "--prompts"), 2, "hint: portrait show advocacy AD2"),
        (("show", "AD2", "--practices"), 2, "hint: portrait show AD2\n"),
        (("show", "advocacy", "AD2", "--role", "coach"), 2, "an indicator has one page"),
        (("show", "--role", "nobody"), 3, 'there is no role "nobody"'),
        (("show", "advocacy", "--role", "nobody"), 3, 'there is no role "nobody"'),
        (("show", "AD2", "--role", "nobody"), 3, 'there is no role "nobody"'),
    ],
)
def test_what_cannot_be_shown_is_told(run: Run, words: tuple[str, ...], code: int, says: str) -> None:
    """Names and wishes that do not fit together end with a sentence, and nothing on stdout."""
    done = run(*words)
    assert (done.code, done.out) == (code, "")
    assert says in done.err


def test_an_indicators_code_may_stand_alone(run: Run) -> None:
    """`show AD2` is the indicator's page, as is `show advocacy AD2`."""
    assert run("show", "ad2").out == run("show", "advocacy", "AD2").out != ""


# --- large and odd files ---


def test_thousands_of_wrong_names_are_told_in_no_time() -> None:
    """Three thousand misspelt roles are refused in two seconds of the machine's time, the first twenty by name."""
    roles = ", ".join(f"role number {number}" for number in range(300))
    prompts = "\n".join(f"      - {{text: Question {n}?, roles: rolle-number-{n}}}" for n in range(3000))
    text = f"roles: [{roles}]\nattributes:\n  - name: Care\n    prompts:\n{prompts}\n"
    began = time.process_time()
    with pytest.raises(InvalidFileError) as caught:
        portrait_file.load(text.encode(), "p.yaml")
    spent = time.process_time() - began
    lines = str(caught.value).split("\n")
    assert "did you mean role-number-0?" in lines[0]
    assert (len(lines), lines[-1]) == (21, "and 2980 more")
    assert spent < 2


def test_a_column_of_notes_is_no_level(run: Run, tmp_path: Path) -> None:
    """Notes for evaluators, and the one column without a number among numbered levels, are left out with a word."""
    table, mine = tmp_path / "rubric.csv", tmp_path / "ours.yaml"
    table.write_text(
        "Standard,1 - Low,2 - Mid,3 - High,Remarks of ours,Notes for evaluators\n"
        "Care,Asks.,Asks early.,Others ask.,Look at page 3,Ask for proof\n",
        encoding="utf-8",
    )
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 0
    for name in ("Remarks of ours", "Notes for evaluators"):
        assert f'"{name}"' in done.err
    assert done.err.count("is left out; a portrait has no place for it") == 2
    assert "Levels, lowest first: Low, Mid, High." in done.err
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [level.name for level in portrait.scales[0].levels] == ["Low", "Mid", "High"]
    assert "page 3" not in mine.read_text(encoding="utf-8")


# --- a journal that remembers ---

ODD = "I told <the new teacher> no; 2*3*4\n![p](x.jpg) then # one more\n\n    and this"


@pytest.mark.parametrize("options", [[], ["--plain"]])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_read_shows_every_word_of_a_note(run: Run, options: list[str], columns: str) -> None:
    """A note is shown as it stands: no sign in it is taken for markup, and no line is joined to another."""
    run("note", "-", stdin=ODD)
    shown = run("read", *options, env={"COLUMNS": columns}).out
    assert " ".join(ODD.split()) in " ".join(shown.split())
    assert not any("teacher" in line and "![p]" in line for line in shown.splitlines())


def test_what_was_brought_along_is_shown_with_its_day(run: Run, tmp_path: Path) -> None:
    """An entry whose title has no date says its day; a time that its source did not have is not made up."""
    (tmp_path / "in").mkdir()
    file_of(tmp_path / "in" / "2024-03-04 Hall duty.md", "Words.")
    run("import", str(tmp_path / "in"), "--yes")
    shown = run("read").out
    assert "Hall duty\n" in shown
    assert "Monday 4 March 2024\n" in shown
    assert "00:00" not in shown


def test_the_newest_plans_are_asked_about(run: Run, home: Path, tmp_path: Path) -> None:
    """Of more than three open plans a session asks about the three made last."""
    for number in range(4):
        plan = answers(tmp_path, f"plan.when: it is day {number}", "plan.then: go", guide="whole-portrait")
        run("reflect", "--answers", plan, at=NOON + timedelta(days=number))
    asked = run("reflect", "--template", at=NOON + timedelta(days=5)).out
    assert [f"# When it is day {number}," in asked for number in range(4)] == [False, True, True, True]
    assert len(journal_files(home)) == 4


def test_a_choice_of_an_indicator_is_not_quoted_as_words(run: Run, tmp_path: Path) -> None:
    """Last time's words are those that the person wrote, not the name of the indicator that was chosen."""
    mine = answers(tmp_path, "advocacy.left-out: They moved the date.", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", mine, at=NOON - timedelta(days=1))
    mine = answers(tmp_path, "advocacy.indicator: ad2", guide="deep-dive")
    assert run("reflect", "advocacy", "--answers", mine).code == 0
    assert json.loads(run("--json").out)["said"]["advocacy"]["words"] == "They moved the date."


def test_a_deep_dive_is_named_after_what_it_goes_into(run: Run, tmp_path: Path) -> None:
    """In lists and files a session on one attribute or two says which."""
    mine = answers(tmp_path, "advocacy.level: growing", guide="deep-dive")
    run("reflect", "advocacy", "--answers", mine)
    assert "Deep dive: Advocacy\n" in run("list").out
    assert "Deep dive: Advocacy, Monday 23 November 2026" in run("read").out


def test_a_hint_about_an_indicator_works(run: Run) -> None:
    """Where an indicator has no level yet, the hint names the attribute that asks for it."""
    run("note", "Words.")
    done = run("growth", "AD2")
    assert done.code == 3
    assert "hint: `portrait reflect advocacy` asks for one" in done.err


@pytest.mark.parametrize(
    ("when", "then", "sentence"),
    [
        ("When the board meets,", "say so,", "When the board meets, then I will say so"),
        ("the board meets", "I'd rather be asked", "When the board meets, then I will I'd rather be asked"),
        ("the bell rings;", "I’ll go home", "When the bell rings, then I will go home"),
        ("I'm late", "then I'll call", "When I'm late, then I will call"),
    ],
)
def test_a_plan_reads_as_one_sentence(run: Run, tmp_path: Path, when: str, then: str, sentence: str) -> None:
    """Commas at the end and the ways people write `I will` do not stand in the plan twice."""
    mine = answers(tmp_path, f'plan.when: "{when}"', f'plan.then: "{then}"', guide="whole-portrait")
    run("reflect", "--answers", mine)
    assert [row["sentence"] for row in json.loads(run("plans", "--json").out)["commitments"]] == [sentence]


def test_the_review_shows_all_of_an_answer(home: Path) -> None:
    """Before anything is saved, every line of a long answer is there to be looked over."""
    words = [f"line{number} has some words in it" for number in range(30)]
    with Terminal("reflect", "advocacy", "--guide", "whole-portrait", "--plain", rows=200) as terminal:
        terminal.wait_for(PLAIN_LINE)
        terminal.type("+\r")
        terminal.wait_for("only a dot ends")
        terminal.type("".join(f"{line}\r" for line in words) + ".\r")
        terminal.wait_for("Where would I place myself")
        terminal.type("\r")
        terminal.wait_for("When …")
        terminal.type("\r")
        terminal.wait_for("Looking back", *words)
    assert len(journal_files(home)) == 0


@pytest.mark.parametrize("columns", [40, 80])
def test_a_long_choice_is_printed_in_full(columns: int) -> None:
    """Choices that are cut in the menu stand in full above it, with no line begun at the edge in the middle."""
    with Terminal("reflect", "authenticity", "--guide", "deep-dive", columns=columns, rows=60) as terminal:
        terminal.wait_for(*LINE)
        for _ in range(5):
            terminal.type(ENTER)
            terminal.wait_for("Skipped")
        terminal.wait_for(*CHOICE)
        assert "AU1 Matches words and choices" in terminal.words


def test_ctrl_c_at_a_question_with_yes_or_no_says_so(run: Run) -> None:
    """Stopping there ends the line and says that nothing was changed."""
    run("note", "Words.")
    with Terminal("delete", "latest") as terminal:
        terminal.wait_for("Move it to the trash?", "›")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
        assert "Stopped. Nothing was changed." in terminal.display


# --- what an attacker found ---


def shell(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a line as a shell does, with `portrait` for the program."""
    program = shlex.join(PORTRAIT)
    return subprocess.run(
        ["bash", "-c", f'portrait() {{ {program} "$@"; }}\n{command}'],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def broken(home: Path) -> Path:
    """Put a file that is no entry into the journal."""
    path = home / "Documents" / "portrait-journal" / "2026" / "broken.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("broken", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("printf precious | portrait note - 2>&1 >/dev/null | true", 2),
        ("portrait note precious 2>&1 >/dev/null | true", 2),
        ('echo "[2026-01-01 10:00] Hi." > x; portrait import x --format jrnl --yes 2>&1 >/dev/null | true', 2),
    ],
)
def test_nothing_is_lost_when_nobody_reads_the_messages(home: Path, tmp_path: Path, command: str, files: int) -> None:
    """Where stderr is closed the messages go nowhere, and what was asked for is done all the same."""
    broken(home)
    for _ in range(3):  # whoever reads the pipe may be gone sooner or later
        shell(f"cd {tmp_path}; {command}")
    assert len(journal_files(home)) >= files


def test_a_plan_changed_by_hand_writes_nowhere_else(run: Run, home: Path, tmp_path: Path) -> None:
    """What stands in a mark cannot lead out of the journal, whatever it is."""
    plan = answers(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    (made,) = journal_files(home)
    text = made.read_text(encoding="utf-8")
    made.write_text(re.sub(r"(<!-- commitment: \w+) advocacy", r"\1 x/../../../../pwned", text), encoding="utf-8")
    assert run("plans", "kept", "1").code == 0
    assert {path.name for path in journal_files(home)} == {made.name, "2026-11-23-183000-outcome-x-pwned.md"}
    assert not list(home.rglob("pwned*"))
    assert run("plans", "--json").out.count('"id"') == 0


@pytest.mark.parametrize(
    "command",
    [
        "portrait note precious --tag $'\\xff'",
        "portrait list --tag $'\\xff'",
        "portrait read $'\\xff'",
        "portrait delete $'\\xff' --yes",
        "portrait note precious --journal \"$HOME\"/$'j\\xff'",
        "portrait undo --journal \"$HOME\"/$'j\\xff'",
        "TZ=CET-1CEST portrait list --since yesterday",
        "TZ=Foo portrait note precious --date yesterday",
        "TZ=EST5EDT,M3.2.0,M11.1.0 portrait search x --since '2 weeks ago'",
        "portrait list -n 9223372036854775808",
        "portrait search x -n 9223372036854775808",
        "ln -s loop loop; portrait --journal $PWD/loop",
        "ln -s loop loop; portrait note precious --journal $PWD/loop",
        "portrait list --tag '#'",
        "portrait import '' --yes",
    ],
)
def test_odd_words_and_places_are_answered(tmp_path: Path, command: str) -> None:
    """Bytes that are no text, odd time zones, large numbers and circles of links are no bugs of ours."""
    done = shell(f"cd {tmp_path}; portrait note first; {command}")
    assert done.returncode in {0, 2, 3, 6}, done.stderr
    assert "Traceback" not in done.stderr
    assert "something broke" not in done.stderr


def test_words_in_a_locale_without_letters_are_kept(run: Run) -> None:
    """In a locale that knows only ASCII a tag and a line about a plan are what was typed."""
    shell("portrait note precious --tag élan", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert json.loads(run("list", "--json").out)["entries"][0]["tags"] == ["élan"]


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root's right to open everything away for a while")
def test_a_file_that_opens_again_is_read_again(run: Run, home: Path) -> None:
    """A file or folder that could not be opened is named, and is there again as soon as it opens."""
    run("note", "Hidden for a while.")
    (path,) = journal_files(home)
    os.utime(path, (10**9, 10**9))
    without = "setpriv --bounding-set=-all --inh-caps=-all --ambient-caps=-all"
    for what in (path, path.parent):
        mode = what.stat().st_mode
        what.chmod(0)
        done = shell(f"sleep 2.1; {without} {shlex.join(PORTRAIT)} list")
        what.chmod(mode)
        assert f"skipped could not use {what}: you may not use it" in done.stderr
        assert "Hidden" in run("list").out


def test_what_is_no_file_of_words_is_named(run: Run, home: Path) -> None:
    """A pipe, and a file larger than any entry, are named with what is wrong, and keep nobody waiting."""
    folder = broken(home).parent
    os.mkfifo(folder / "pipe.md")
    with (folder / "huge.md").open("wb") as huge:
        huge.truncate(3 * 1024**3)
    done = run("read", str(folder / "pipe.md"))
    assert (done.code, "is not a text file" in done.err) == (4, True)
    assert "huge.md is larger than 100 MB" in run("list").err


def test_the_exact_name_of_an_entry_wins(run: Run, home: Path) -> None:
    """Of two files with one id, as programs that sync leave them, each is found by its own name."""
    run("note", "One.")
    (path,) = journal_files(home)
    path.with_name(f"{path.stem}-2.md").write_bytes(path.read_bytes().replace(b"One.", b"Two."))
    assert "One." in run("read", path.stem).out
    assert "Two." in run("read", f"{path.stem}-2").out


def test_rot_in_the_index_is_not_believed(run: Run, home: Path) -> None:
    """Bytes of the index that went bad, with its size and times kept, are read from the files again."""
    run("note", "Words of mine.")
    os.utime(journal_files(home)[0], (10**9, 10**9))
    run("list")
    (file,) = (home / ".cache").rglob("*.sqlite")
    state = file.stat()
    with sqlite3.connect(file) as database:
        database.execute("UPDATE file SET entry = x'c1c1c1'")
    database.close()
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert file.stat().st_size == state.st_size
    assert "Words of mine." in run("list").out


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_no_half_of_a_file_stays_when_it_is_told_to_end(home: Path, tmp_path: Path, number: int) -> None:
    """A program that is ended while it writes leaves whole entries, and nothing else, in the journal."""
    text = "".join(f"[2026-01-{1 + at // 24:02d} {at % 24:02d}:00] Entry {at}.\n\n" for at in range(600))
    source = file_of(tmp_path / "x.txt", text)
    process = subprocess.Popen([*PORTRAIT, "import", source, "--format", "jrnl", "--yes"], stderr=subprocess.PIPE)
    while len(journal_files(home)) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate()
    assert process.returncode == 128 + number
    assert b"The same command brings the rest." in said
    assert not list((home / "Documents").rglob(".portrait-*"))


def test_an_import_goes_round_what_stands_in_the_way(run: Run, home: Path, tmp_path: Path) -> None:
    """An id that no disk takes is named, and so is what stands where an entry belongs; the others come."""
    (tmp_path / "in").mkdir()
    run("note", "Mine.")
    (mine,) = journal_files(home)
    text = mine.read_text(encoding="utf-8")
    mine.unlink()
    for name in ("字" * 100, "in-the-way", "fine"):
        changed = text.replace(f"id: {json.dumps(mine.stem)}", f"id: {name}")
        (tmp_path / "in" / f"{len(name)}.md").write_text(changed, encoding="utf-8")
    (mine.parent / "in-the-way.md").mkdir()
    done = run("import", str(tmp_path / "in"), "--yes")
    assert done.code == 0
    assert "its id cannot be the name of a file" in done.err
    assert "skipped in-the-way: something else is in its place" in done.err
    assert "Brought in: 1 entry." in done.err
    assert [path.stem for path in journal_files(home) if path.is_file()] == ["fine"]


def test_a_deleted_entry_comes_back_beside_a_folder(run: Run, home: Path) -> None:
    """Where a folder stands in the old place, undo finds a free name."""
    run("note", "Words.")
    (path,) = journal_files(home)
    run("delete", "latest", "--yes")
    path.mkdir()
    assert run("undo").code == 0
    assert path.with_name(f"{path.stem}-2.md").is_file()


def test_an_underscore_is_no_word(run: Run) -> None:
    """What holds no letter and no digit is passed over in a search."""
    run("note", "The families came.")
    assert "The families came." in run("search", "families", "_").out


def test_the_line_about_a_plan_is_shown_when_it_cannot_be_saved(run: Run, home: Path, tmp_path: Path) -> None:
    """Where the outcome of a plan cannot be written, its words are on the screen."""
    plan = answers(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    (lock,) = (home / ".local" / "state" / "portrait" / "locks").glob("*.lock")
    with FileLock(lock):
        done = run("plans", "kept", "1", "--note", "The list helped.")
    assert (done.code, "your words: The list helped." in done.err) == (5, True)


@pytest.mark.parametrize(
    ("columns", "plain", "shown"),
    [
        ("80", False, "\rReading  ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌  500 of 2,000"),
        ("40", False, "\rReading  500 of 2,000"),
        ("80", True, "Reading, 2,000 in all.\n"),
    ],
)
def test_what_takes_long_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, columns: str, plain: bool, shown: str
) -> None:
    """After a second there is a bar, which is gone at the end; in plain mode one sentence, drawn once."""
    monkeypatch.setenv("COLUMNS", columns)
    clock = [0.0]
    screen = Stream()
    environment = Environment(stderr=screen, seconds=lambda: clock[0])
    with progress(environment, "Reading", plain=plain) as tell:
        for done in range(1, 500):
            tell(done, 2000)
        assert screen.getvalue() == ""
        clock[0] = 1.5
        for done in range(500, 601):
            tell(done, 2000)
        said = screen.getvalue()
    assert said.startswith(shown)
    assert said.count("2,000") == (1 if plain else 3)
    assert screen.getvalue().endswith("\n" if plain else "\r\x1b[K")


@pytest.mark.parametrize(
    ("options", "shown"), [([], "\rReading the journal  "), (["--plain"], "Reading the journal, ")]
)
def test_a_journal_that_is_read_anew_says_how_far_it_is(run: Run, options: list[str], shown: str) -> None:
    """Any command that has to read the journal for more than a second says how far it is."""
    for number in range(3):
        run("note", f"Words {number}.", at=NOON + timedelta(minutes=number))
    ticks = iter(range(1000))
    screen = Stream()
    world = Environment(stdout=Stream(), stderr=screen, seconds=lambda: float(next(ticks)), now=lambda: NOON)
    assert main(["list", *options], world) == 0
    assert screen.getvalue().startswith(shown)


# --- what a reader of the change found ---


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_it_ends_when_it_is_told_to_whatever_it_does(home: Path, number: int) -> None:
    """A stop in the middle of making the index ends the program; the next time all is there."""
    folder = home / "Documents" / "portrait-journal" / "2026"
    folder.mkdir(parents=True)
    text = "---\nid: {0}\ndate: 2026-11-23T18:30:00\n---\n\n# Note\n\n" + "### a <!-- prompt: a.b -->\n\nb\n\n" * 1500
    for name in range(100):
        (folder / f"n{name}.md").write_text(text.format(f"n{name}"), encoding="utf-8")
    process = subprocess.Popen([*PORTRAIT, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not list((home / ".cache").rglob("*.lock")):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (128 + number, b"", b"")
    assert shell("portrait list").returncode == 0


def test_what_was_told_not_to_hear_of_a_hang_up_goes_on(home: Path, tmp_path: Path) -> None:
    """Under `nohup` a hang-up does not end what is being done."""
    text = "".join(f"[2026-01-01 {at // 60:02d}:{at % 60:02d}] A.\n" for at in range(300))
    source = file_of(tmp_path / "x.txt", text)
    process = subprocess.Popen(
        ["nohup", *PORTRAIT, "import", source, "--format", "jrnl", "--yes"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while len(journal_files(home)) < 5:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGHUP)
    _, said = process.communicate()
    assert (process.returncode, b"Brought in: 300 entries" in said) == (0, True)


@pytest.mark.parametrize("said", ["2026-11-23 03:33", "11:30"])
def test_a_moment_without_an_entry_means_none(run: Run, said: str) -> None:
    """A minute at which nothing was written is no other entry of that day."""
    run("note", "Words.")
    assert run("delete", said, "--yes").code == 3
    assert run("list").code == 0


def test_a_title_of_ones_own_is_found(run: Run, tmp_path: Path) -> None:
    """A title that the person gave is found, whatever it begins with, and no empty line stands below it."""
    (tmp_path / "in").mkdir()
    file_of(tmp_path / "in" / "2026-03-04.md", "# Notes from the zeppelin board", "", "Words.")
    run("import", str(tmp_path / "in"), "--yes")
    found = json.loads(run("search", "zeppelin", "--json").out)["entries"]
    assert [(one["title"], one["lines"]) for one in found] == [("Notes from the zeppelin board", [])]


def test_an_outcome_that_cannot_be_taken_back_is_written_all_the_same(run: Run, home: Path, tmp_path: Path) -> None:
    """Where the trash cannot be used, what counts is written, and nothing is said to have failed."""
    plan = answers(tmp_path, "plan.when: it rains", "plan.then: stay", guide="whole-portrait")
    run("reflect", "advocacy", "--answers", plan)
    (home / "Documents" / "portrait-journal" / ".trash").write_text("a file", encoding="utf-8")
    done = run("plans", "kept", "1")
    assert (done.code, "Written down." in done.err, "portrait undo" in done.err) == (0, True, False)


def test_an_import_of_nothing_uses_up_no_undo(run: Run, home: Path, tmp_path: Path) -> None:
    """An import that is stopped before its first entry leaves the undo of what was done before."""
    run("note", "Words.")
    run("delete", "latest", "--yes")
    source = file_of(tmp_path / "x.txt", "[2026-01-01 10:00] A.")
    (lock,) = (home / ".local" / "state" / "portrait" / "locks").glob("*.lock")
    with FileLock(lock):
        assert run("import", source, "--format", "jrnl", "--yes").code == 5
    assert "is back in" in run("undo").err


def test_an_export_written_over_keeps_its_link_and_mode(run: Run, tmp_path: Path) -> None:
    """--force writes through a link, and a file that others may read stays one."""
    run("note", "Words.")
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o644)
    link.symlink_to(real)
    assert run("export", "-o", str(link)).code == 6
    assert run("export", "-o", str(link), "--force").code == 0
    assert (link.is_symlink(), "Words." in real.read_text(encoding="utf-8")) == (True, True)
    assert real.stat().st_mode & 0o777 == 0o644


def test_a_calendar_begins_where_there_is_something(run: Run) -> None:
    """A first day long ago makes no calendar of empty centuries, and one to come is told."""
    run("note", "Words.")
    assert len(run("list", "--calendar", "--since", "1700-01-01").out.strip().splitlines()) == 11
    assert run("list", "--calendar", "--since", "2027-01-01").code == 3
