import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from conftest import NOON, Run, answers_file, journal_entries, write_lines
from screen import CHOICE, CTRL_C, ENTER, LINE, OFFER, Terminal

LAST_YEAR = """\
id: ours-2026
title: Our Leaders 2026
scales:
- {id: growth, levels: [Beginning, Growing, Steady]}
attributes:
- id: listening
  code: A
  name: Listening
  prompts: [Whom did I hear?]
  indicators: [{code: 1A, name: Asks first}, {code: 1B, name: Keeps asking}]
- {id: courage, name: Courage}
"""
NEXT_YEAR = """\
id: ours-2027
formerly: ours-2026
title: Our Leaders 2027
scales:
- {id: growth, levels: [{id: emerging, name: Emerging, formerly: beginning}, Growing, Steady]}
attributes:
- id: hearing
  formerly: [listening, A]
  code: B
  name: Hearing
  prompts: [Whom did I hear?]
  indicators: [{id: asks-first, code: 2A, name: Asks first, formerly: 1A}, {code: 2B, name: Keeps asking}]
- {id: heart, name: Heart}
"""


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Path:
    """Place two attributes and an indicator with last year's portrait; return a folder for files."""
    run("portraits", "use", write_lines(tmp_path / "ours.yaml", LAST_YEAR))
    _reflect(run, tmp_path, "listening", "whom-did-i-hear: The drivers.", "1a.level: steady", "level: beginning")
    _reflect(run, tmp_path, "courage", "level: growing", weeks=1)
    return tmp_path


def _reflect(run: Run, folder: Path, attribute: str, *answers: str, weeks: int = 0) -> None:
    lines = [f"{attribute}.{answer}" for answer in answers]
    if any("1a.level" in line for line in lines):
        lines.append(f"{attribute}.indicator: 1a")
    file = answers_file(folder, *lines, guide="deep-dive")
    done = run("reflect", attribute, "--answers", file, at=NOON + timedelta(weeks=weeks))
    assert done.code == 0, done.err


def test_lines_go_on_in_next_years_portrait(run: Run, journal: Path) -> None:
    """With last year's names in `formerly`, every command finds under either name what was said under the old one."""
    done = run("portraits", "use", write_lines(journal / "next.yaml", NEXT_YEAR), "--yes")
    assert "A Listening continues as B Hearing: 1 level chosen." in done.err
    _reflect(run, journal, "hearing", "level: growing", weeks=2)
    for name in ("hearing", "listening", "B", "A", "Hearing", "LISTENING"):
        (grown,) = [one for one in _growth(run, name) if one["target"] == "hearing"]
        (line,) = grown["lines"]
        assert [point["now"]["level"] for point in line["points"]] == ["emerging", "growing"]
        assert line["comparisons"][0]["change"] == "up"
    (indicator,) = _growth(run, "1A")
    assert (indicator["target"], indicator["name"]) == ("asks-first", "2A Asks first")
    assert "Asks first" in run("show", "1a").out
    for name in ("hearing", "listening", "A"):
        assert len(json.loads(run("list", "--attribute", name, "--json").out)["entries"]) == 2
        assert run("search", "drivers", "--attribute", name).code == 0
        assert "The drivers." in run("export", "--attribute", name).out
    assert "Emerging" not in run("read", "2026-11-23").out
    assert json.loads(run("--json").out)["said"]["hearing"]["words"] == "The drivers."


def _growth(run: Run, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("growth", name, "--json").out)["growth"]
    return found


def test_what_a_change_ends_is_said_before_it_is_made(run: Run, journal: Path) -> None:
    """Without a terminal, a file that ends a line is refused with the command that uses it all the same."""
    text = LAST_YEAR.replace("id: courage, name: Courage", "id: courageous, name: Courageous").replace(
        "Beginning", "Starting"
    )
    file = write_lines(journal / "ours.yaml", text)
    checked = run("portraits", "check", file)
    assert checked.out.splitlines()[1:] == [
        "Used in place of Our Leaders 2026, version 1:",
        "Courage ends: 1 level chosen.",
        "If that is Courageous now, give it the line `formerly: [courage]` in the file, and it continues.",
        "Beginning is no longer a level: chosen once.",
        "If that is Starting now, give it the line `formerly: [beginning]` in the file, and it continues.",
        "The scale has changed: 2 levels chosen before stay on a line of their own.",
        "Your entries keep all of it, and portrait growth still shows it.",
    ]
    document = json.loads(run("portraits", "check", file, "--json").out)["growth"]
    assert [line["name"] for line in document["lines"] if not line["becomes"]] == ["Courage"]
    refused = run("portraits", "use", file)
    assert (refused.code, refused.out) == (2, "")
    assert f"hint: portrait portraits use {file} --yes" in refused.err
    assert "Courageous" not in run("show").out
    assert run("portraits", "use", file, "--yes").code == 0
    assert "Courageous" in run("show").out


def test_check_says_what_use_says_while_another_portrait_is_in_use(run: Run, journal: Path) -> None:
    """An earlier copy that would be replaced counts for both, and so does the portrait in use; no level twice."""
    run("portraits", "use", "portrait-of-a-leader")
    done = run(
        "reflect", "advocacy", "--answers", answers_file(journal, "advocacy.level: growing", guide="deep-dive")
    )
    assert done.code == 0, done.err
    file = write_lines(
        journal / "ours.yaml", LAST_YEAR.replace("id: courage, name: Courage", "id: heart, name: Heart")
    )
    checked = run("portraits", "check", file).out.splitlines()
    said = [line for line in checked[1:] if not line.startswith("Used in place of ")]
    leader = "1 level chosen with Portrait of a Leader stays with it: portrait growth --portrait portrait-of-a-leader"
    assert said[:2] == [leader, "Courage ends: 1 level chosen."]
    refused = run("portraits", "use", file)
    assert refused.code == 2
    assert all(line in refused.err for line in said)
    growth = json.loads(run("portraits", "check", file, "--json").out)["growth"]
    assert (growth["apart"], [line["name"] for line in growth["lines"] if not line["becomes"]]) == (1, ["Courage"])
    next_year = write_lines(journal / "next.yaml", NEXT_YEAR.replace("heart, name: Heart", "courage, name: Courage"))
    run("portraits", "use", "ours-2026")
    run("portraits", "use", next_year, "--yes")
    checked_again = run("portraits", "check", file).out
    assert (checked_again.count("Used in place of"), checked_again.count("Courage ends: 1 level chosen.")) == (1, 1)


def test_in_a_terminal_it_asks(run: Run, journal: Path) -> None:
    """A person who says no keeps the portrait as it is; who says yes uses the new one."""
    file = write_lines(journal / "ours.yaml", LAST_YEAR.replace("id: courage", "id: heart"))
    for answer, title in (("n", "courage"), ("y", "heart")):
        with Terminal("portraits", "use", file) as terminal:
            terminal.wait_for("Courage ends: 1 level chosen.", "Use it anyway?")
            terminal.type(answer + ENTER)
            terminal.finish()
        assert title in run("show", "--json").out


def test_undo_goes_back_to_the_copy_before(run: Run, journal: Path) -> None:
    """A copy that was replaced is kept, and undo and redo change between it and the new one."""
    text = LAST_YEAR.replace("name: Courage", "name: Heart")
    file = write_lines(journal / "ours.yaml", text)
    done = run("portraits", "use", file)
    assert "Courage continues as Heart: 1 level chosen." in done.err
    assert "It is kept in " in done.err
    assert run("undo", "--yes").code == 0
    assert "Courage" in run("show").out
    assert run("redo").code == 0
    assert "Heart" in run("show").out
    run("undo", "--yes")
    assert run("portraits", "use", "ours-2026").code == 0
    assert "Heart" in run("show").out


def test_a_portrait_without_its_former_id_is_told_about_it(run: Run, journal: Path) -> None:
    """Next year's file without last year's id leaves the levels there, and says what would take them along."""
    text = LAST_YEAR.replace("id: ours-2026", "id: ours-2027")
    done = run("portraits", "use", write_lines(journal / "next.yaml", text))
    assert done.code == 0
    assert "3 levels chosen with Our Leaders 2026 stay with it: portrait growth --portrait ours-2026" in done.err
    assert "write `formerly: [ours-2026]` below its id" in done.err
    assert run("growth", "--portrait", "ours-2026").code == 0


def test_an_attribute_that_is_gone_can_be_read_everywhere(run: Run, journal: Path) -> None:
    """`growth`, `list`, `search` and `export` find what is only in entries; `show` and `reflect` say where it is."""
    text = LAST_YEAR.replace("- {id: courage, name: Courage}\n", "").replace("{code: 1A, name: Asks first}, ", "")
    run("portraits", "use", write_lines(journal / "ours.yaml", text), "--yes")
    assert run("growth", "courage").code == 0
    assert run("growth", "1a").code == 0
    for name in ("courage", "Courage", "1A"):
        assert run("list", "--attribute", name).code == 0
        assert run("export", "--attribute", name).code == 0
        assert run("search", "NOT nothing", "--attribute", name).code == 0
    for command in ("show", "reflect"):
        words = ("courage", "--template") if command == "reflect" else ("courage",)
        done = run(command, *words)
        assert done.code == 3
        assert "portrait growth courage, or portrait list --attribute courage" in done.err
    for wrong in (("growth", "nothing"), ("list", "--attribute", "nothing"), ("export", "--attribute", "nothing")):
        done = run(*wrong)
        assert (done.code, 'there is no attribute "nothing"' in done.err) == (3, True)
    exported = run("export", "--attribute", "1a").out
    assert "Steady" in exported
    assert "The drivers." not in exported


SHORT_GUIDE = """\
guides:
- {id: quick, name: Quick, minutes: 2, steps: [{do: each-attribute, steps: [ask, place]}]}
"""


def test_a_session_goes_on_after_the_portrait_changed(run: Run, home: Path, tmp_path: Path) -> None:
    """A draft of last year's portrait keeps its questions and answers, and its level is in the new part's line."""
    run("portraits", "use", write_lines(tmp_path / "ours.yaml", LAST_YEAR + SHORT_GUIDE))
    with Terminal("reflect", "listening") as terminal:
        terminal.wait_for("Whom did I hear?", *LINE)
        terminal.type("The night shift." + ENTER)
        terminal.wait_for("Saved, 1 of", *CHOICE)
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    run("portraits", "use", write_lines(tmp_path / "next.yaml", NEXT_YEAR + SHORT_GUIDE))
    with Terminal("reflect") as terminal:
        terminal.wait_for("Continue where you stopped?", *OFFER)
        terminal.type("1" + ENTER)
        terminal.wait_for("Where would I place myself", *CHOICE)
        terminal.type("1" + ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0
        assert "portrait show hearing" in terminal.words
    (entry,) = journal_entries(home)
    assert [response.text for response in entry.responses] == ["The night shift."]
    assert (entry.portrait, entry.placements[0].label) == ("ours-2026", "Beginning")
    (grown,) = _growth(run, "hearing")
    assert grown["lines"][0]["points"][0]["evidence"] == "The night shift."


def test_an_answers_file_of_last_year_still_fits(run: Run, journal: Path) -> None:
    """A template printed with last year's portrait is read with this year's names; two answers for one stay apart."""
    run("portraits", "use", write_lines(journal / "next.yaml", NEXT_YEAR), "--yes")
    file = answers_file(journal, "listening.level: growing", guide="deep-dive")
    assert run("reflect", "listening", "--answers", file, at=NOON + timedelta(weeks=3)).code == 0
    twice = answers_file(journal, "listening.level: growing", "hearing.level: steady", guide="deep-dive")
    done = run("reflect", "hearing", "--answers", twice)
    assert done.code == 4
    assert "listening.level" in done.err


def test_next_years_table_keeps_last_years_ids(run: Run, journal: Path) -> None:
    """`portraits new --from TABLE --like OLD` says what goes on, and the file that it writes ends no line."""
    rows = ["Attribute,Code,Indicator,Emerging,Growing,Steady", "Belonging,1A,Knows names,a,b,c"]
    rows += ["Listening,2A,Asks first,a,b,c", "Courage,3A,Speaks up,a,b,c"]
    table = write_lines(journal / "table.csv", *rows)
    words = ("portraits", "new", str(journal / "next.yaml"), "--from", table, "--like", "ours-2026")
    tried = run(*words, "--dry-run")
    assert not (journal / "next.yaml").exists()
    done = run(*words)
    assert done.code == 0
    for said in (
        "2A Asks first was 1A Asks first, found by its name.",
        "New: Belonging, 1A Knows names, 3A Speaks up.",
        "Gone: 1B Keeps asking.",
        "The level Emerging was Beginning, found by its place.",
        "Kept, since the table has none: prompts.",
    ):
        for told in (done.err, tried.err):
            assert said in " ".join(told.partition("Wrote ")[0].split())
    used = run("portraits", "use", str(journal / "next.yaml"))
    assert used.code == 0, used.err
    assert "1A Asks first continues as 2A Asks first: 1 level chosen." in used.err
    assert len(_growth(run, "2A")) == 1


def test_what_goes_on_is_said_before_the_question(run: Run, journal: Path) -> None:
    """Whoever is asked whether a table is read right has seen which parts of last year's portrait go on."""
    table = write_lines(journal / "table.csv", "Attribute,Beginning,Growing,Steady", "Hearing,a,b,c", "Courage,d,e,f")
    with Terminal("portraits", "new", str(journal / "next.yaml"), "--from", table, "--like", "ours-2026") as terminal:
        terminal.wait_for("Like Our Leaders 2026", "New: Hearing.", "Gone: A Listening.", "Is that right?", *OFFER)
        terminal.type("4" + ENTER)
        terminal.wait_for("Nothing was written.")
        terminal.finish()
    named = ("portraits", "new", str(journal / "next.yaml"), "--attribute", "Courage", "--like", "ours-2026")
    assert "Gone: A Listening" in run(*named, "--dry-run").err
    assert not (journal / "next.yaml").exists()


def test_a_code_that_is_used_again_can_be_joined_by_hand(run: Run, journal: Path) -> None:
    """The line that is named for a new part with an old code takes the old levels along."""
    old = LAST_YEAR.replace("  prompts:", "  definition: We hear people out.\n  prompts:")
    rows = ["Attribute,Code,Definition,Beginning,Growing", "Curiosity,A,Wonders aloud,a,b", "Courage,,Speaks up,c,d"]
    words = ("--from", write_lines(journal / "table.csv", *rows), "--like", write_lines(journal / "old.yaml", old))
    done = run("portraits", "new", str(journal / "next.yaml"), *words)
    assert "A Curiosity has the code of A Listening" in done.err
    assert "`formerly: [listening]`" in done.err
    text = (journal / "next.yaml").read_text(encoding="utf-8")
    text = text.replace("id: curiosity\n", "id: curiosity\n    formerly: [listening]\n")
    used = run("portraits", "use", write_lines(journal / "next.yaml", text), "--yes")
    assert "A Listening continues as A Curiosity: 1 level chosen." in used.err


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--like", "portrait-of-a-leader"), 2, "hint: add --from TABLE"),
        (("--attribute", "Care", "--like", "nobody"), 3, 'there is no portrait "nobody"'),
        (("--attribute", "Care", "--like", "gone.yaml"), 3, "there is no file gone.yaml"),
    ],
)
def test_last_years_portrait_must_be_there(
    run: Run, tmp_path: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    """`--like` without a table, or with a portrait that does not exist, is refused, and nothing is written."""
    done = run("portraits", "new", str(tmp_path / "next.yaml"), *words)
    assert done.code == code
    assert says in done.err
    assert not (tmp_path / "next.yaml").exists()


def test_the_portrait_that_ships_can_be_last_years(run: Run, tmp_path: Path) -> None:
    """A portrait that begins from ours has an id of its own, and takes the lines of ours along."""
    new = str(tmp_path / "next.yaml")
    words = ("--attribute", "Advocacy", "--attribute", "Joy", "--title", "Joyful", "--like", "portrait-of-a-leader")
    assert run("portraits", "new", new, *words).code == 0
    assert run("portraits", "use", new).code == 0
    portrait = json.loads(run("show", "--json").out)["portrait"]
    assert (portrait["id"], portrait["formerly"]) == ("joyful", ["portrait-of-a-leader"])
    assert [attribute["id"] for attribute in portrait["attributes"]] == ["advocacy", "joy"]


def test_a_broken_portrait_cannot_be_last_years(run: Run, tmp_path: Path, home: Path) -> None:
    """A copy that somebody broke is reported, not taken for an empty portrait."""
    folder = home / ".config" / "portrait" / "portraits"
    folder.mkdir(parents=True)
    write_lines(folder / "broken.yaml", "attributes: [")
    done = run("portraits", "new", str(tmp_path / "next.yaml"), "--attribute", "Care", "--like", "broken")
    assert done.code == 4


def test_every_copy_that_is_replaced_is_kept(run: Run, home: Path, tmp_path: Path) -> None:
    """Two changes in one second, and one of a copy that somebody broke, lose nothing."""
    folder = home / ".config" / "portrait" / "portraits"
    texts = ["id: ours\nattributes: [Care]\n", "id: ours\nattributes: [Care, Hope]\n", "broken: ["]
    file = tmp_path / "ours.yaml"
    write_lines(file, texts[0].strip())
    run("portraits", "use", str(file))
    write_lines(file, texts[1].strip())
    run("portraits", "use", str(file))
    write_lines(folder / "ours.yaml", texts[2])
    write_lines(file, texts[0].strip())
    assert run("portraits", "use", str(file)).code == 0
    kept = [path.read_text(encoding="utf-8").strip() for path in (folder / "earlier").iterdir()]
    assert sorted(kept) == sorted([texts[0].strip(), texts[2]])


def test_a_portrait_is_found_by_an_id_that_it_had(run: Run, tmp_path: Path) -> None:
    """Settings and options that still name last year's portrait mean this year's, if last year's is not there."""
    run("portraits", "use", write_lines(tmp_path / "next.yaml", NEXT_YEAR))
    assert "Our Leaders 2027" in run("show", "--portrait", "ours-2026").out + run("portraits").out
    assert run("growth", env={"PORTRAIT_PORTRAIT": "ours-2026"}).code == 3
    assert json.loads(run("show", "--json", "--portrait", "ours-2026").out)["portrait"]["id"] == "ours-2027"
    assert run("portraits", "use", "ours-2026").code == 0
