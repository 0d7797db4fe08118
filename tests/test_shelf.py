import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import NOON, TESTS, Run, journal_files
from portrait_cli.formats import portrait_file
from screen import ENTER, Terminal

VALID = TESTS / "portraits" / "valid"
CHECKLIST = VALID / "checklist.yaml"
RUBRIC = """\
Standard;Indicator;Code;Developing;Applying;Leading
Learning first;;1;Plans for learning.;Plans with teachers.;Teachers plan together.
;Visits classrooms;1.1;Now and then.;Every week.;"Every week, and
others do too."
Fair chances;;2;Sees gaps.;Closes gaps.;Others close gaps.
"""


@pytest.fixture
def settings(home: Path) -> Path:
    """Name the settings file."""
    return home / ".config" / "portrait" / "config.toml"


def test_the_portraits_at_hand_are_listed(run: Run) -> None:
    """The one that ships is at hand from the beginning, and in use."""
    (ours,) = json.loads(run("portraits", "list", "--json").out)["portraits"]
    assert (ours["id"], ours["in_use"], ours["problem"]) == ("portrait-of-a-leader", True, "")
    assert "* portrait-of-a-leader  Portrait of a Leader, version" in run("portraits").out


def test_a_file_is_copied_and_used(run: Run, settings: Path, tmp_path: Path) -> None:
    """After `use FILE` every command is about that portrait, also when the file is gone; `use NAME` goes back."""
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
    assert tomllib.loads(settings.read_text(encoding="utf-8")) == {"portrait": name}
    assert run("portraits", "use", "portrait-of").code == 0
    assert json.loads(run("show", "--json").out)["portrait"]["id"] == "portrait-of-a-leader"


def test_other_settings_stay(run: Run, settings: Path) -> None:
    """Choosing a portrait leaves the rest of the settings file as it stands, comments included."""
    settings.parent.mkdir(parents=True)
    settings.write_text('# mine\nrole = "instructional-coach"  # for now\n', encoding="utf-8")
    run("portraits", "use", str(CHECKLIST))
    text = settings.read_text(encoding="utf-8")
    assert text.startswith('# mine\nrole = "instructional-coach"  # for now\n')
    assert "portrait" in tomllib.loads(text)


def test_a_changed_file_takes_the_place_of_its_copy(run: Run, tmp_path: Path) -> None:
    """After an edit `use FILE` takes the new words, and says that it did."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("id: ours\nattributes: [Courage]\n", encoding="utf-8")
    run("portraits", "use", str(mine))
    mine.write_text("id: ours\nattributes: [Courage, Care]\n", encoding="utf-8")
    assert "The copy made before was replaced." in run("portraits", "use", str(mine)).err
    assert "Care" in run("show").out
    assert "A copy was made." in run("portraits", "use", str(mine)).err


def test_a_copy_of_ours_needs_a_name_of_its_own(run: Run, tmp_path: Path) -> None:
    """A changed copy of the portrait that ships cannot pass for it: their levels would mix."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("id: portrait-of-a-leader\nattributes: [Courage]\n", encoding="utf-8")
    done = run("portraits", "use", str(mine))
    assert done.code == 2
    assert "has the id of the portrait that comes with the program" in done.err
    assert "hint: give it an id of its own" in done.err


def test_names_that_nothing_has_are_told(run: Run, tmp_path: Path) -> None:
    """A portrait that is not at hand, and a file that is not there, are exit 3 with a way on."""
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


def test_a_setting_that_leads_nowhere_is_told(run: Run, settings: Path) -> None:
    """When the portrait in use is gone, reading says so, `paths` still works, and `use` mends it."""
    settings.parent.mkdir(parents=True)
    settings.write_text('portrait = "lost"\n', encoding="utf-8")
    assert run("show").code == 3
    assert run("paths").code == 0
    assert run("portraits", "use", "portrait-of-a-leader").code == 0
    assert run("show").code == 0


def test_a_broken_copy_hides_no_other(run: Run, home: Path) -> None:
    """An installed portrait that cannot be read is named with its problem, beside those that can."""
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
    """`check` says what a portrait holds, warns of what it does without, and names every problem of a broken one."""
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
    assert "Portrait of a Leader, version 1.0: 5 attributes" in run("portraits", "check").out


def test_a_starter_file_can_be_used_as_it_is(run: Run, tmp_path: Path) -> None:
    """`new` without questions writes a file that passes the check, with the schema beside it for editors."""
    mine = tmp_path / "ours.yaml"
    done = run("portraits", "new", str(mine))
    assert done.code == 0
    assert mine.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=portrait.schema.json\n")
    schema = (tmp_path / "portrait.schema.json").read_text(encoding="utf-8")
    assert schema == run("portraits", "schema").out
    assert run("portraits", "check", str(mine)).code == 0
    assert run("reflect", "--portrait", str(mine), "--template").code == 0


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    """`new` refuses a name that is taken or does not end in .yaml, and leaves a schema that is there."""
    mine = tmp_path / "ours.yaml"
    mine.write_text("mine", encoding="utf-8")
    done = run("portraits", "new", str(mine))
    assert done.code == 6
    assert mine.read_text(encoding="utf-8") == "mine"
    done = run("portraits", "new", str(tmp_path / "ours.txt"))
    assert done.code == 2
    assert "hint: portrait portraits new ours.yaml" in done.err
    (tmp_path / "portrait.schema.json").write_text("mine", encoding="utf-8")
    assert run("portraits", "new", str(tmp_path / "other.yaml")).code == 0
    assert (tmp_path / "portrait.schema.json").read_text(encoding="utf-8") == "mine"


def test_names_given_are_taken(run: Run, tmp_path: Path) -> None:
    """Title, attributes and levels can be given in the command, in any script."""
    mine = tmp_path / "ours.yaml"
    words = [
        "--title",
        "Our Leaders",
        "--attribute",
        "Courage",
        "--attribute",
        "Ánimo",
        "--level",
        "No",
        "--level",
        "Yes",
    ]
    assert run("portraits", "new", str(mine), *words).code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert portrait.title == "Our Leaders"
    assert [attribute.name for attribute in portrait.attributes] == ["Courage", "Ánimo"]
    assert [level.name for level in portrait.scales[0].levels] == ["No", "Yes"]
    done = run("portraits", "new", str(tmp_path / "b.yaml"), "--level", "Only")
    assert done.code == 2
    assert "expected two to nine" in done.err


def test_a_rubric_comes_from_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    """A table saved as CSV becomes a portrait that one can reflect on at once."""
    table, mine = tmp_path / "our rubric.csv", tmp_path / "ours.yaml"
    table.write_text(RUBRIC, encoding="utf-8-sig")
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 0
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert portrait.title == "our rubric"
    assert [attribute.name for attribute in portrait.attributes] == ["Learning first", "Fair chances"]
    assert [level.name for level in portrait.scales[0].levels] == ["Developing", "Applying", "Leading"]
    (visits,) = portrait.attributes[0].indicators
    assert (visits.code, visits.name) == ("1.1", "Visits classrooms")
    assert "Teachers plan together." in run("show", "learning", "--portrait", str(mine)).out


def test_a_table_that_cannot_be_read_is_told_with_its_row(run: Run, tmp_path: Path) -> None:
    """What cannot be placed is named by row, and no file is written."""
    table, mine = tmp_path / "rubric.csv", tmp_path / "ours.yaml"
    table.write_text("Name,Other\nA,B\n", encoding="utf-8")
    done = run("portraits", "new", str(mine), "--from", str(table))
    assert done.code == 4
    assert "rubric.csv" in done.err
    assert not mine.exists()
    assert run("portraits", "new", str(mine), "--from", str(tmp_path / "gone.csv")).code == 3


def test_three_questions_make_a_portrait(home: Path, run: Run) -> None:
    """In a terminal `new` asks for the title, the attributes and the levels; Ctrl-C leaves nothing behind."""
    mine = home / "ours.yaml"
    with Terminal("portraits", "new", str(mine)) as terminal:
        terminal.wait_for("What is your portrait called?", "empty means ours", "›")
        terminal.type("Our Leaders" + ENTER)
        terminal.wait_for("attributes", "›")
        terminal.type("Courage, Care" + ENTER)
        terminal.wait_for("levels", "›")
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "portrait portraits check" in terminal.words
    portrait, _ = portrait_file.load(mine.read_bytes(), "ours.yaml")
    assert [attribute.name for attribute in portrait.attributes] == ["Courage", "Care"]
    assert len(portrait.scales[0].levels) == 4
    other = home / "other.yaml"
    with Terminal("portraits", "new", str(other)) as terminal:
        terminal.wait_for("What is your portrait called?", "›")
        terminal.type("\x03")
        assert terminal.finish() == 130
    assert not other.exists()
    assert run("show", "--portrait", str(mine)).code == 0


def test_two_portraits_share_a_journal_and_never_a_level(run: Run, tmp_path: Path) -> None:
    """Home of one portrait knows nothing of the other's levels, while the journal lists both entries."""
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
    """An entry whose portrait is gone, or was changed since, reads, lists and exports as before."""
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


BOMB = "a: &a [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1 or ''}, *a{n - 1 or ''}]\n" for n in range(1, 60))
MEASURED = """
import atexit, pathlib, re, sys, time

def measure():
    print(time.process_time(), file=sys.stderr)
    print(re.search("VmHWM:\\s*([0-9]+)", pathlib.Path("/proc/self/status").read_text())[1], file=sys.stderr)

atexit.register(measure)
from portrait_cli.start import run
run()
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a program's memory so")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep", "attributes:\n  " + "[" * 20_000),
        ("huge", "attributes: [A]\n" + "# filler\n" * 1_200_000),
        ("bomb", BOMB),
        ("wide", "attributes: [" + "A, " * 300_000 + "]"),
        ("keys", "".join(f"k{number}: 1\n" for number in range(90_000))),
    ],
)
def test_a_trap_costs_little(tmp_path: Path, name: str, text: str) -> None:
    """A file made to hurt is refused in half a second of the machine's time and 100 MB, with a message."""
    mine = tmp_path / f"{name}.yaml"
    mine.write_text(text, encoding="utf-8")
    bare = {name: said for name, said in os.environ.items() if not name.startswith("COV")}  # measuring takes time
    command = [sys.executable, "-c", MEASURED, "portraits", "check", str(mine)]
    process = subprocess.run(command, capture_output=True, text=True, check=False, env=bare)
    *words, seconds, kilobytes = process.stderr.splitlines()
    assert process.returncode == 4
    assert words[0].startswith("portrait: ")
    assert not any("Traceback" in line for line in words)
    assert float(seconds) < 0.5
    assert int(kilobytes) < 100_000
