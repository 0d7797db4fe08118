import json
from datetime import datetime, timedelta
from pathlib import Path

from conftest import ANSWERS, NOON, Run, answers_file, journal_files, read_drafts, write_lines
from portrait_cli.formats import entry_file
from screen import CTRL_C, ENTER, PLAIN_LINE, Terminal


def one(home: Path) -> Path:
    (path,) = journal_files(home)
    return path


def test_a_nul_is_refused_by_name(run: Run, answers: Path, home: Path) -> None:
    """A NUL character in the answers is refused with its line, and nothing is written."""
    answers.write_text('answers:\n  human-centered.really-listened: "nul \\0 here"\n', encoding="utf-8")
    done = run("reflect", "--answers", str(answers))
    assert done.code == 4
    assert f"{answers}:2:35: there is a NUL character" in done.err
    assert journal_files(home) == []


def test_a_filled_in_template_writes_an_entry(run: Run, tmp_path: Path) -> None:
    """A filled-in template becomes an entry without a terminal."""
    text = run("reflect", "--template", "--role", "coach").out
    path = tmp_path / "filled.yaml"
    filled = {
        "collaboration.level": "Steady",
        "plan.when": "it is Friday",
        "plan.then": "thank two",
        "plan.by": "3 days",
    }
    for step, answer in filled.items():
        text = text.replace(f"  {step}:", f"  {step}: {answer}")
    path.write_text(text, encoding="utf-8")
    done = run("reflect", "--answers", str(path))
    assert (done.code, done.err) == (0, "")
    entry = json.loads(run("read", "--json").out)["entry"]
    assert entry["role"] == "instructional-coach"
    kinds = [block["kind"] for block in entry["blocks"]]
    assert kinds == ["heading", "placement", "heading", "commitment"]
    assert entry["blocks"][-1]["by"] == "2026-11-26"


def test_answers_come_from_stdin_too(run: Run, home: Path) -> None:
    """`--answers -` reads the file from stdin."""
    assert run("reflect", "--answers", "-", stdin=ANSWERS).code == 0
    assert one(home).name == "2026-11-23-183000-whole-portrait.md"


def test_two_sessions_in_one_second_are_two_files(run: Run, answers: Path, home: Path) -> None:
    """No entry is ever overwritten."""
    run("reflect", "--answers", str(answers))
    first = one(home).read_bytes()
    answers.write_text(answers.read_text(encoding="utf-8").replace("One got it.", "Both got it."), encoding="utf-8")
    run("reflect", "--answers", str(answers))
    names = [path.name for path in journal_files(home)]
    assert names == ["2026-11-23-183000-whole-portrait-2.md", "2026-11-23-183000-whole-portrait.md"]
    assert journal_files(home)[1].read_bytes() == first


def test_the_same_answers_twice_are_noticed(run: Run, answers: Path, home: Path) -> None:
    """A file that was saved is not saved again that day, and the entry is named; on another day it may be meant."""
    run("reflect", "--answers", str(answers))
    done = run("reflect", "--answers", str(answers), at=NOON + timedelta(hours=2))
    assert (done.code, f"these answers are already saved, in {one(home)}" in done.err) == (2, True)
    assert len(journal_files(home)) == 1
    assert run("reflect", "--answers", str(answers), at=NOON + timedelta(days=30)).code == 0


def test_an_empty_answers_file_writes_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    """A file with nothing filled in is refused."""
    path = tmp_path / "empty.yaml"
    path.write_text("", encoding="utf-8")
    done = run("reflect", "--answers", str(path))
    assert done.code == 4
    assert journal_files(home) == []
    path.write_text(run("reflect", "--template").out, encoding="utf-8")
    assert "holds no answers" in run("reflect", "--answers", str(path)).err


def test_the_deep_dive_is_for_chosen_attributes(run: Run) -> None:
    """Naming attributes, by any unambiguous beginning or word, chooses the deep dive."""
    text = run("reflect", "human", "--template").out
    assert "guide: deep-dive" in text
    assert "attributes: [human-centered]" in text


def test_the_role_is_remembered(run: Run, answers: Path) -> None:
    """The role of the newest entry is used for the next session, until another one is named or set."""
    run("reflect", "--answers", str(answers))
    assert "role: building-leader" in run("reflect", "--template").out
    assert "role: teacher-leader" in run("reflect", "--template", env={"PORTRAIT_ROLE": "teacher"}).out


LEVELS = "[{id: developing, name: Emerging}, {id: proficient, name: Developing}, {id: advanced, name: Advanced}]"


def test_a_level_may_be_named_like_the_id_of_another(run: Run, home: Path, tmp_path: Path) -> None:
    """The chosen level is read back whatever its name is, and its name in the file can still be changed."""
    mine = write_lines(tmp_path / "p.yaml", "id: ours", f"scales: {{id: s, levels: {LEVELS}}}", "attributes: [Care]")
    for chosen, label in (("proficient", "Developing"), ("developing", "Emerging"), ("advanced", "Advanced")):
        path = answers_file(tmp_path, f"care.level: {chosen}")
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
    """The level of an earlier time can be changed in the front matter without changing today's."""
    mine = write_lines(
        tmp_path / "p.yaml",
        "scales: {id: s, levels: [Low, Mid, High]}",
        "attributes: [Care]",
        "guides: {id: g, name: G, steps: [{do: each-attribute, steps: [place, {do: place, as_of: then}]}]}",
    )
    path = answers_file(tmp_path, "care.level: high", "care.then.level: low")
    assert run("reflect", "--portrait", mine, "--answers", path).code == 0
    (file,) = journal_files(home)
    text = file.read_text(encoding="utf-8")
    assert [(block["as_of"], block["level"]) for block in _placements(run)] == [("now", "high"), ("then", "low")]
    assert "level_then_care: low" in text
    file.write_text(text.replace("level_then_care: low", "level_then_care: mid"), encoding="utf-8")
    assert [(block["as_of"], block["label"]) for block in _placements(run)] == [("now", "High"), ("then", "Mid")]


def test_a_plan_in_words_with_line_breaks(run: Run, home: Path, tmp_path: Path) -> None:
    """A guide's name and a plan's words that span several lines are one line in the entry, and are read back."""
    mine = write_lines(
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
    path = answers_file(tmp_path, "plan.when: it rains", "plan.then: stay", "plan.by: 2 weeks")
    assert run("reflect", "--portrait", mine, "--answers", path).code == 0
    (file,) = journal_files(home)
    text = file.read_text(encoding="utf-8")
    assert "# Two lines, Monday, November 23, 2026\n" in text
    (plan,) = entry_file.parse(text, file.name).plans
    assert (plan.words.when, plan.words.then, plan.words.by) == ("As soon as", "I shall", "not after the")
    assert (plan.when, plan.then, str(plan.by)) == ("it rains", "stay", "2026-12-07")
    assert run("show", "care", "--portrait", mine).code == 0


def test_a_deep_dive_is_named_after_its_attributes(run: Run, tmp_path: Path) -> None:
    """Lists and files name the attributes of a session on one or two of them."""
    mine = answers_file(tmp_path, "advocacy.level: growing", guide="deep-dive")
    run("reflect", "advocacy", "--answers", mine)
    assert "Deep dive: Advocacy\n" in run("list").out
    assert "Deep dive: Advocacy, Monday, November 23, 2026" in run("read").out


# --- tags ---


def _open_cycle(run: Run, tmp_path: Path, tag: str, will_show: str, at: datetime) -> None:
    """Open a coaching cycle."""
    file = tmp_path / f"{tag}.yaml"
    file.write_text(f"answers:\n  sitting.students-will-show: {will_show}\n", encoding="utf-8")
    assert run("reflect", "coaching-cycle", "--tag", tag, "--answers", str(file), at=at).code == 0


def test_two_coaching_cycles_are_kept_apart(run: Run, tmp_path: Path, home: Path) -> None:
    """A session with a tag recalls what was said with the same tag, not what was said last, and its draft has it."""
    _open_cycle(run, tmp_path, "math", "Pictures of fractions.", NOON)
    _open_cycle(run, tmp_path, "ela", "Two drafts of an essay.", NOON + timedelta(days=1))
    for options, recalled in ((["--tag", "#Math"], "Pictures of fractions."), ([], "Two drafts of an essay.")):
        with Terminal("reflect", "coaching-cycle-middle", "--new", "--plain", *options) as terminal:
            terminal.wait_for("Last time", recalled, PLAIN_LINE)
            terminal.type("They draw them." + ENTER)
            terminal.wait_for("Saved, 1 of", PLAIN_LINE)
            terminal.type(CTRL_C)
            assert terminal.finish() == 130
    assert sorted(draft.tags for draft in read_drafts(home)) == [(), ("Math",)]


def test_an_answers_file_keeps_its_tags(run: Run, tmp_path: Path, home: Path) -> None:
    """The template names the tags that were asked for, and the entry of the filled-in file has them."""
    template = run("reflect", "coaching-cycle", "--tag", "#Math", "--tag", "Grade 4", "--template").out
    assert "\ntags: [Math, Grade-4]\n" in template
    assert "\ntags:" not in run("reflect", "coaching-cycle", "--template").out

    file = tmp_path / "answers.yaml"
    file.write_text(template.replace("agreement:", "agreement: We meet on Fridays."), encoding="utf-8")
    assert run("reflect", "--answers", str(file)).code == 0
    assert entry_file.parse(one(home).read_text(encoding="utf-8"), "x").tags == ("Math", "Grade-4")


def test_a_tag_of_a_session_must_be_one(run: Run) -> None:
    """What cannot be a tag is refused before anything is asked."""
    done = run("reflect", "coaching-cycle", "--tag", "12", "--template")
    assert (done.code, '"12" cannot be a tag' in done.err) == (2, True)
