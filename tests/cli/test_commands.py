import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from conftest import ANSWERS, NOON, Run, journal_files
from portrait_cli.__main__ import main
from portrait_cli.terminal.environment import Environment


def one(home: Path) -> Path:
    (path,) = journal_files(home)
    return path


# --- exit codes: one test each ---


def test_done_is_0(run: Run) -> None:
    """A command that did its work ends with 0."""
    assert run("paths").code == 0


def test_failed_is_1() -> None:
    """What failed in no other way ends with 1: here, completion for a shell that we do not know."""
    done = subprocess.run(
        [sys.executable, "-m", "portrait_cli"],
        env={**os.environ, "_PORTRAIT_COMPLETE": "source_tcsh"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "tcsh" in done.stderr


def test_a_nul_is_refused_by_name(run: Run, answers: Path, home: Path) -> None:
    """Words that no text file holds are refused, naming the line, and nothing is written."""
    answers.write_text('answers:\n  human-centered.needed-something: "nul \\0 here"\n', encoding="utf-8")
    done = run("reflect", "--answers", str(answers))
    assert done.code == 4
    assert f"{answers}:2:36: there is a NUL character" in done.err
    assert journal_files(home) == []


def test_usage_is_2(run: Run) -> None:
    """An unknown option is refused with one sentence and one hint."""
    done = run("list", "--sinse", "yesterday")
    assert done.code == 2
    assert done.err.startswith("portrait: no such option: --sinse")
    assert "hint: portrait list --help" in done.err
    assert done.out == ""


def test_asking_without_a_terminal_is_2(run: Run) -> None:
    """Without a terminal `reflect` says which command works without one."""
    done = run("reflect")
    assert (done.code, done.out) == (2, "")
    assert "portrait reflect --template > answers.yaml" in done.err


def test_nothing_found_is_3(run: Run) -> None:
    """An unknown attribute is refused with the nearest name."""
    done = run("show", "advocasy")
    assert done.code == 3
    assert done.err == 'portrait: there is no attribute "advocasy"\nhint: the nearest: advocacy\n'


def test_an_invalid_answers_file_is_4(run: Run, answers: Path, home: Path) -> None:
    """An unknown step is refused, naming its line, and nothing is written."""
    answers.write_text(ANSWERS.replace("advocacy.level", "advocacy.levle"), encoding="utf-8")
    done = run("reflect", "--answers", str(answers))
    assert done.code == 4
    assert f'{answers}:13:3: found the step "advocacy.levle"' in done.err
    assert "did you mean advocacy.level?" in done.err
    assert journal_files(home) == []


def test_a_locked_journal_is_5(run: Run, answers: Path, home: Path) -> None:
    """While another portrait writes, a writer waits a little, then says so; nothing is lost."""
    run("reflect", "--answers", str(answers))
    (lock,) = (home / ".local/state/portrait/locks").glob("*.lock")
    with FileLock(lock):
        done = run("reflect", "--answers", str(answers))
    assert done.code == 5
    assert "another portrait is writing" in done.err
    assert len(journal_files(home)) == 1


def test_a_refusing_disk_is_6(run: Run, answers: Path, tmp_path: Path) -> None:
    """A journal that cannot be a folder is refused with one sentence."""
    (tmp_path / "file").touch()
    done = run("reflect", "--answers", str(answers), "--journal", str(tmp_path / "file" / "journal"))
    assert done.code == 6
    assert "a file stands where a folder is needed" in done.err


def test_a_bug_is_70_and_leaves_a_report_without_words(home: Path) -> None:
    """A fault of the program gives no traceback but a report, in which none of the person's words stand."""

    def broken() -> datetime:
        raise RuntimeError("my secret words")

    calls = iter([broken])

    def now() -> datetime:
        return next(calls, lambda: NOON)()

    code = main(["list", "--since", "my secret words"], Environment(now=now))
    (report,) = (home / ".local/state/portrait/reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert code == 70
    assert "RuntimeError" in text
    assert "secret" not in text


def test_a_closed_pipe_is_quiet() -> None:
    """A reader that stops early is no fault: no message, no error."""
    portrait = [sys.executable, "-m", "portrait_cli"]
    done = subprocess.run(
        ["sh", "-c", f"{' '.join(portrait)} show advocacy | head -n 1; {' '.join(portrait)} show --json | head -c 1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""


def test_output_that_cannot_be_written_is_6() -> None:
    """A full disk behind stdout is told, not hidden."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "portrait_cli", "show", "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, "could not write the output" in done.stderr) == (6, True)
    assert "Traceback" not in done.stderr


# --- reflect ---


def test_a_filled_in_template_writes_an_entry(run: Run, tmp_path: Path) -> None:
    """The template, filled in, becomes an entry, with no terminal at all."""
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


def test_two_sittings_in_one_second_are_two_files(run: Run, answers: Path, home: Path) -> None:
    """No entry is ever written over."""
    run("reflect", "--answers", str(answers))
    first = one(home).read_bytes()
    run("reflect", "--answers", str(answers))
    names = [path.name for path in journal_files(home)]
    assert names == ["2026-11-23-183000-whole-portrait-2.md", "2026-11-23-183000-whole-portrait.md"]
    assert journal_files(home)[1].read_bytes() == first


def test_files_are_for_their_owner_only(run: Run, answers: Path, home: Path) -> None:
    """Entries are 0600, and the folders made for them 0700."""
    run("reflect", "--answers", str(answers))
    path = one(home)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in (path.parent, path.parent.parent)} == {0o700}
    assert sorted(path.parent.iterdir()) == [path]


def test_the_last_commitment_comes_back(run: Run, answers: Path, tmp_path: Path) -> None:
    """The next session begins with it, and its outcome told, it is gone; the entry that made it does not change."""
    run("reflect", "--answers", str(answers))
    later = NOON + timedelta(days=14)
    text = run("reflect", "--template", at=later).out
    assert "commitment.000001.outcome:" in text
    filled = tmp_path / "b.yaml"
    filled.write_text(
        text.replace("000001.outcome:", "000001.outcome: partly").replace(
            "000001.note:", "000001.note: two of three"
        ),
        encoding="utf-8",
    )
    before = run("read", "2026-11-23", "--raw").out
    assert run("reflect", "--answers", str(filled), at=later).code == 0
    assert "commitment." not in run("reflect", "--template", at=later).out
    assert run("read", "2026-11-23", "--raw").out == before
    assert "two of three" in run("read", "latest").out


def test_an_empty_answers_file_writes_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    """A file with nothing filled in is refused, kindly."""
    path = tmp_path / "empty.yaml"
    path.write_text("", encoding="utf-8")
    done = run("reflect", "--answers", str(path))
    assert done.code == 4
    assert journal_files(home) == []
    path.write_text(run("reflect", "--template").out, encoding="utf-8")
    assert "holds no answers" in run("reflect", "--answers", str(path)).err


def test_the_deep_dive_is_for_chosen_attributes(run: Run) -> None:
    """Named attributes, by any unambiguous beginning or word, are gone into deeper."""
    text = run("reflect", "human", "--template").out
    assert "guide: deep-dive" in text
    assert "attributes: [human-centered]" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("reflect", "--template", "--answers", "x"), "--template prints a file"),
        (("reflect", "--guide", "nonsense", "--template"), 'there is no guide "nonsense"'),
        (("reflect", "--role", "king", "--template"), 'there is no role "king"'),
        (("reflect", "a", "--template"), "could be several attributes"),
        (("reflect", "--answers", "no-such-file"), "there is no file"),
        (("reflect", "--answers", "/"), "could not use"),
        (("show", "--md", "--json"), "choose --md or --json, not both"),
        (("export", "--md", "--json"), "choose --md or --json, not both"),
        (("export", "latest", "--all"), "one entry"),
        (("export",), "there are no entries"),
        (("export", "--all"), "there are no entries yet"),
        (("list",), "there are no entries yet"),
        (("list", "--since", "last spring"), "is no date that we can read"),
        (("list", "-n", "0"), "0 is not in the range"),
        (("read", "2026-11-23"), "there are no entries"),
        (("nonsense",), "no such command"),
    ],
)
def test_every_error_is_a_sentence(run: Run, words: tuple[str, ...], says: str) -> None:
    """What cannot be done is said in one sentence on stderr, never as a traceback, and stdout stays empty."""
    done = run(*words)
    assert done.code in {2, 3, 6}
    assert says in done.err
    assert done.err.startswith("portrait: ")
    assert done.out == ""


# --- list, read, export, show, paths, home ---


@pytest.fixture
def three(run: Run, answers: Path) -> None:
    """Write three entries on three days."""
    for days in (0, 1, 40):
        run("reflect", "--answers", str(answers), at=NOON - timedelta(days=days))


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), ["2026-11-23", "2026-11-22", "2026-10-14"]),
        (("-n", "1"), ["2026-11-23"]),
        (("--since", "yesterday"), ["2026-11-23", "2026-11-22"]),
        (("--until", "yesterday"), ["2026-11-22", "2026-10-14"]),
        (("--since", "2026-10", "--until", "2026-10"), ["2026-10-14"]),
        (("--since", "last month", "--until", "last month"), ["2026-10-14"]),
        (("--since", "oct 1", "--until", "3 weeks ago"), ["2026-10-14"]),
        (
            ("--attribute", "adv", "--guide", "whole", "--role", "building"),
            ["2026-11-23", "2026-11-22", "2026-10-14"],
        ),
        (("--tag", "#Portrait/Advocacy", "-n", "1"), ["2026-11-23"]),
        (("--tag", "none"), []),
        (("--role", "coach"), []),
    ],
)
def test_filters_choose_entries(run: Run, words: tuple[str, ...], days: list[str]) -> None:
    """Entries are listed newest first, and every filter must fit."""
    found = json.loads(run("list", "--json", *words).out)
    assert found["schema"] == 1
    assert [entry["date"][:10] for entry in found["entries"]] == days


@pytest.mark.usefixtures("three")
def test_a_filter_that_fits_nothing_is_3(run: Run) -> None:
    """A list for eyes says that nothing fits."""
    done = run("list", "--tag", "none")
    assert (done.code, done.out) == (3, "")
    assert "no entry fits" in done.err


@pytest.mark.usefixtures("three")
def test_list_says_what_is_left_out(run: Run) -> None:
    """A shortened list says how to see the rest."""
    assert "and 2 older; -n 3 shows them too" in run("list", "-n", "1").out


@pytest.mark.usefixtures("three")
def test_an_entry_is_found_by_what_people_call_it(run: Run, home: Path) -> None:
    """latest, a date, an id, a beginning of one, or a file's path all name an entry."""
    path = journal_files(home)[0]
    for name in ("2026-10-14", "2026-10-14-183000-whole-portrait", "2026-10", str(path)):
        assert run("read", name, "--raw").out == path.read_text(encoding="utf-8")
    assert run("read", "latest", "--raw").out == run("read", "--raw").out
    assert "fits 2 entries" in run("read", "2026-11").err
    assert run("read", "2026-11").code == 3
    assert run("read", "1999-01-01").code == 3


@pytest.mark.usefixtures("three")
def test_a_file_that_is_no_entry_is_named_and_left_alone(run: Run, home: Path) -> None:
    """A damaged file is skipped by name, with line and reason, and stays as it is."""
    damaged = home / "Documents/portrait-journal/2026/damaged.md"
    damaged.write_bytes(b"---\nid: x\ndate: soon\n---\n")
    done = run("list")
    assert done.code == 0
    assert f'skipped {damaged}:3: found "soon" for date' in done.err
    assert damaged.read_bytes() == b"---\nid: x\ndate: soon\n---\n"


@pytest.mark.usefixtures("three")
def test_an_export_says_what_it_is(run: Run) -> None:
    """Markdown for others carries no machine marks, and ends with what it is and what it is not."""
    text = run("export", "--md").out
    assert "<!--" not in text
    assert not text.startswith("---")
    assert "Self-reported, for growth, not for evaluation." in text
    assert "KnowledgeWorks did not make it and does not endorse it" in " ".join(text.split())
    assert run("export").out == text


@pytest.mark.usefixtures("three")
def test_an_export_is_never_written_over_a_file(run: Run, tmp_path: Path) -> None:
    """`-o` writes a new file and says what is in it; a file that is there stays."""
    target = tmp_path / "out.md"
    first = run("export", "-o", str(target))
    assert (first.code, first.out) == (0, "")
    assert "Whole portrait, Monday 23 November 2026" in first.err
    before = target.read_text(encoding="utf-8")
    assert before == run("export").out
    assert run("export", "--all", "-o", str(target)).code == 6
    assert target.read_text(encoding="utf-8") == before


@pytest.mark.usefixtures("three")
def test_everything_can_be_taken_along(run: Run) -> None:
    """`--all --json` gives one object with every entry and every word."""
    data = json.loads(run("export", "--all", "--json").out)
    assert (data["schema"], len(data["entries"])) == (1, 3)
    words = [block["text"] for block in data["entries"][0]["blocks"] if block["kind"] == "response"]
    assert words == ["Two teachers asked for time. One got it.", "Families without email.\nThey heard last."]
    assert run("export", "--all").out.count("\n# Whole portrait") == 2


def test_an_attribute_is_shown_with_what_was_said(run: Run, answers: Path) -> None:
    """`show` puts the last placement and the open plan beside the attribute."""
    run("reflect", "--answers", str(answers))
    text = run("show", "advocacy").out
    assert "Championing equity, access and opportunities for all." in text
    assert "Last time, 23 November 2026: ●○○○ Starting" in text
    assert "I said: When I make the list for family night" in text


@pytest.mark.parametrize("words", [("show",), ("show", "human", "--role", "coach")])
def test_the_portrait_has_three_forms(run: Run, words: tuple[str, ...]) -> None:
    """The portrait and an attribute can be read on the screen, as Markdown and as JSON."""
    assert run(*words).out
    assert run(*words, "--md").out.startswith("# ")
    assert json.loads(run(*words, "--json").out)["schema"] == 1


def test_paths_name_every_place(run: Run, home: Path) -> None:
    """`paths` says where everything is, and what is not there yet."""
    places = json.loads(run("paths", "--json").out)["paths"]
    assert places["journal"] == str(home / "Documents/portrait-journal")
    assert set(places) == {"journal", "drafts", "settings", "portraits", "reports", "locks", "cache", "portrait"}
    assert "(not there yet)" in run("paths").out


def test_the_first_home_is_a_few_lines(run: Run) -> None:
    """Who comes for the first time gets a few lines of welcome and the first command."""
    lines = [line.strip() for line in run().out.splitlines() if line.strip()]
    assert len(lines) <= 5
    assert lines[-1] == "Begin with: portrait reflect"


def test_home_shows_where_one_stands(run: Run, answers: Path) -> None:
    """Home shows the levels, the open plan, and one thing to do next."""
    run("reflect", "--answers", str(answers))
    text = run(at=NOON + timedelta(days=3)).out
    assert "●●○○ Growing" in text
    assert "3 days ago" in text
    assert "My open plans" in text
    assert text.strip().splitlines()[-1].strip() == "Next: portrait reflect collaboration"


def test_the_journal_can_be_anywhere(run: Run, answers: Path, tmp_path: Path, home: Path) -> None:
    """An option comes before the environment, and that before the settings."""
    settings = home / ".config/portrait/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'journal = "{tmp_path}/settings"\n', encoding="utf-8")
    wanted = [((), {}, "settings"), ((), {"PORTRAIT_JOURNAL": f"{tmp_path}/env"}, "env"),
              (("--journal", f"{tmp_path}/option"), {"PORTRAIT_JOURNAL": f"{tmp_path}/env"}, "option")]  # fmt: skip
    for option, env, place in wanted:
        assert run("reflect", "--answers", str(answers), *option, env=env).code == 0
        assert len(list((tmp_path / place).rglob("*.md"))) == 1
        assert run(*option, "list", env=env).code == 0


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("journal = ", "cannot be read as settings"),
        ("jurnal = 'x'", "did you mean journal?"),
        ("color = 'x'", "the settings are journal, portrait, role, editor, plain"),
        ("plain = 'yes'", "plain should be true or false"),
        ("role = 3", "role should be text between quotation marks"),
    ],
)
def test_wrong_settings_are_named(run: Run, home: Path, text: str, says: str) -> None:
    """A settings file that cannot be understood is refused by name."""
    settings = home / ".config/portrait/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(text, encoding="utf-8")
    done = run("list")
    assert done.code == 4
    assert says in done.err


def test_the_role_is_remembered(run: Run, answers: Path) -> None:
    """The role of the newest entry holds for the next session, until another one is named or set."""
    run("reflect", "--answers", str(answers))
    assert "role: building-leader" in run("reflect", "--template").out
    assert "role: teacher-leader" in run("reflect", "--template", env={"PORTRAIT_ROLE": "teacher"}).out


def test_plain_screens_have_no_signs(run: Run, answers: Path) -> None:
    """In plain mode a level is its word, and nothing is drawn."""
    run("reflect", "--answers", str(answers))
    for words in ((), ("list",), ("read",), ("show", "advocacy"), ("show",)):
        text = run(*words, "--plain").out
        assert not set(text) & set("●○╭│╰─")
        assert run("--plain", *words).out == text


def test_a_year_ago_is_remembered(run: Run, answers: Path) -> None:
    """The summary brings back a line from this week last year."""
    run("reflect", "--answers", str(answers), at=NOON - timedelta(days=363))
    text = " ".join(run("reflect", "--answers", str(answers)).out.split())
    assert "A year ago, 25 November 2025: “Two teachers asked for time. One got it.”" in text


def test_help_is_everywhere(run: Run) -> None:
    """-h and --help work on every command."""
    for command in ((), ("reflect",), ("show",), ("list",), ("read",), ("export",), ("paths",)):
        assert run(*command, "-h").code == 0


def test_nothing_is_lost_in_a_narrow_locale(answers: Path, home: Path) -> None:
    """With an ASCII locale nothing stops, and data stays UTF-8."""
    env = {"HOME": str(home), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [sys.executable, "-m", "portrait_cli", "reflect", "--answers", str(answers)],
        env=env,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "●●○○ Growing" in done.stdout.decode("utf-8")


def test_home_is_data_too(run: Run, answers: Path) -> None:
    """`portrait --json` says where one stands, for programs."""
    run("reflect", "--answers", str(answers))
    standing = json.loads(run("--json").out)
    assert standing["next"] == "portrait reflect collaboration"
    assert standing["said"]["advocacy"]["placement"]["level"] == "starting"
    assert [one["commitment"]["then"] for one in standing["commitments"]] == [
        "call the three families who never answer"
    ]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("portrait list >&-", 3),
        ("portrait reflect <&-", 2),
        ("portrait nonsense 2>&-", 2),
        ("portrait --help >/dev/full", 6),
        ("portrait --version >/dev/full", 6),
        ("TZ=XXX-24:59:59 portrait show --json >/dev/null", 0),
        ("portrait paths --journal $(printf %05000d 0) >/dev/null", 0),
        ("portrait list --journal ~nobody-here/x", 3),
        ("portrait list --journal /dev/null", 6),
        ("COLUMNS=abc portrait show >/dev/null", 0),
    ],
)
def test_an_odd_world_is_no_bug(command: str, code: int) -> None:
    """Closed streams, full disks, impossible time zones and places end with their exit code, and no traceback."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command], env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr


def test_an_export_to_a_dash_is_data(run: Run, answers: Path) -> None:
    """`-o -` is stdout, as everywhere."""
    run("reflect", "--answers", str(answers))
    assert run("export", "-o", "-").out == run("export").out != ""


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("0", False), ("no", False), ("", False)])
def test_plain_is_on_only_when_it_is_meant(run: Run, answers: Path, value: str, plain: bool) -> None:
    """PORTRAIT_PLAIN=0 is off, and 1 is on."""
    run("reflect", "--answers", str(answers))
    assert ("●" not in run("read", env={"PORTRAIT_PLAIN": value}).out) == plain


def test_settings_that_are_too_much_are_refused(run: Run, home: Path) -> None:
    """A settings file that no parser can bear is refused by name."""
    settings = home / ".config/portrait/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("a=" + "[" * 5000, encoding="utf-8")
    assert run("list").code == 4


def test_a_role_is_found_by_its_title(run: Run) -> None:
    """`--role principal` is the building leader."""
    assert "role: building-leader" in run("reflect", "--template", "--role", "principal").out
    assert "In my role" in run("show", "advocacy", env={"PORTRAIT_ROLE": "principal"}).out
