"""What `portrait reflect --page` writes, and what becomes of the file that such a page saved."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, SHORT, TESTS, Run, journal_entries, write_lines
from portrait_cli.core.entry import Response
from screen import shell

PAGE = str(TESTS / "portraits" / "page.yaml")
WORDS = "Families without e-mail heard last."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of one's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _saved(*answers: str, attributes: str = '["advocacy"]', day: str = "2026-11-23", portrait: str = "page") -> str:
    """Write what a page saves."""
    head = (f'portrait: "{portrait}"', 'guide: "closely"', f"attributes: {attributes}", f'date: "{day}"', "answers:")
    return "".join(f"{line}\n" for line in (*head, *(f"  {answer}" for answer in answers)))


def _data(page: str) -> dict[str, object]:
    _, _, rest = page.partition('<script type="application/json" id="page">')
    data = json.loads(rest.partition("</script>")[0])
    assert isinstance(data, dict)
    return data


# --- the page ---


def test_the_page_is_written_where_the_person_is(run: Run, folder: Path) -> None:
    """Its name is that of what it asks about; two sentences say what to do with it."""
    done = run("reflect", "advocacy", "--page", "--portrait", PAGE)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Wrote reflect-advocacy.html: A close look: Advocacy, about 4 minutes, for any browser.\n"
        "Open it or send it; portrait reflect --answers answers-advocacy.txt "
        "reads what is saved there into a journal.\n"
    )
    assert [file.name for file in folder.iterdir()] == ["reflect-advocacy.html"]
    assert run("reflect", "--page", "--portrait", PAGE).code == 0
    assert (folder / "reflect-everything.html").is_file()


def test_a_page_is_never_written_over_unasked(run: Run, folder: Path) -> None:
    """A second time it is refused, unless that is forced; - writes it to stdout."""
    file = folder / "mine.html"
    file.write_text("mine", encoding="utf-8")
    command = ("reflect", "advocacy", "--page", "--portrait", PAGE)
    refused = run(*command, "-o", "mine.html")
    assert refused.code == 6
    assert "mine.html already exists" in refused.err
    assert file.read_text("utf-8") == "mine"
    assert run(*command, "-o", "mine.html", "--force").code == 0
    assert file.read_text("utf-8") == run(*command, "-o", "-").out


def test_a_page_holds_no_word_of_the_journal(run: Run) -> None:
    """Neither words, levels, plans and goals nor the role of whoever makes it are on the page."""
    clean = run("reflect", "--page", "-o", "-").out
    answers = "guide: whole-portrait\nrole: building-leader\nanswers:\n"
    answers += f"  advocacy.left-out: {WORDS}\n  advocacy.level: growing\n  plan.when: it rains\n  plan.then: stay\n"
    assert run("reflect", "--answers", "-", stdin=answers).code == 0
    assert run("goal", "set", "Ask who is missing.", "--about", "advocacy").code == 0
    assert run("reflect", "--page", "-o", "-").out == clean
    assert run("reflect", "start-of-year", "--page", "-o", "-").code == 0


def test_role_and_tags_are_in_the_page_if_they_are_named(run: Run) -> None:
    """What is named with the command stands in the file that the page saves."""
    page = run("reflect", "advocacy", "--page", "-o", "-", "--portrait", PAGE, "--role", "coach", "--tag", "retreat")
    assert _data(page.out)["header"] == [
        ["portrait", "page"],
        ["guide", "closely"],
        ["role", "coach"],
        ["attributes", ["advocacy"]],
        ["tags", ["retreat"]],
    ]


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (["mine.html"], "mine.html is the name of a file", "portrait reflect --page -o mine.html"),
        (
            ["closely"],
            "closely is about one attribute, and a page cannot ask which",
            "portrait reflect advocacy closely --page",
        ),
        (["--template"], "--page makes a page, for which --template means nothing", "leave --template out"),
        (["--answers", "x"], "--page makes a page, for which --answers means nothing", "leave --answers out"),
        (["--new"], "--page makes a page, for which --new means nothing", "leave --new out"),
        (["--date", "today"], "--page makes a page, for which --date means nothing", "leave --date out"),
    ],
)
def test_what_means_nothing_for_a_page_is_refused(
    run: Run, folder: Path, words: list[str], said: str, hint: str
) -> None:
    """The sentence says what is wrong, and the hint what works."""
    refused = run("reflect", "--page", "--portrait", PAGE, *words)
    assert (refused.code, refused.err) == (2, f"portrait: {said}\nhint: {hint}\n")
    assert [*folder.iterdir()] == []


def test_a_file_to_write_is_refused_without_a_page(run: Run) -> None:
    """A session writes into the journal, and nowhere else."""
    refused = run("reflect", "-o", "x.html")
    assert (refused.code, refused.err) == (
        2,
        "portrait: a session writes into your journal\nhint: -o and --force go with --page\n",
    )


def test_a_guide_that_would_ask_nothing_makes_no_page(run: Run, folder: Path) -> None:
    """A page begins without a past, so a guide that only looks back on plans is refused by name."""
    text = "title: Plans\nattributes: [Care]\nguides:\n  - {id: back, name: Back, steps: [follow-up]}\n"
    portrait = write_lines(folder / "plans.yaml", text)
    refused = run("reflect", "--page", "--portrait", portrait)
    said = "portrait: back asks nothing of someone who has no plans or goals yet\n"
    assert (refused.code, refused.err) == (2, f"{said}hint: portrait guides lists the others\n")


def test_without_its_library_a_page_says_what_to_install(tmp_path: Path) -> None:
    """Without jinja2 there is one sentence and a hint, and no file."""
    (tmp_path / "lib").mkdir()
    write_lines(tmp_path / "lib" / "jinja2.py", "raise ModuleNotFoundError('No module named', name=__name__)")
    done = shell("portrait reflect --page", PYTHONPATH=str(tmp_path / "lib"))
    assert done.returncode == 1
    assert done.stderr == (
        "portrait: a page needs the colleagues extra\n"
        "hint: in the folder you cloned: .venv/bin/pip install '.[colleagues]'\n"
    )
    assert list(tmp_path.glob("*.html")) == []


# --- what it saved ---


def test_an_answered_indicator_is_read_back(run: Run, home: Path) -> None:
    """A page about one indicator names it, so that its level is read without choosing it."""
    page = run("reflect", "AD2", "--page", "-o", "-", "--portrait", PAGE)
    header = dict(_data(page.out)["header"])  # type: ignore[call-overload]  # pairs, as the page has them
    assert header["attributes"] == ["ad2"]
    saved = _saved('advocacy.ad2.level: "growing"', attributes=json.dumps(header["attributes"]))
    done = run("reflect", "--answers", "-", "--portrait", PAGE, stdin=saved)
    assert done.code == 0, done.err
    (entry,) = journal_entries(home)
    assert [placement.target for placement in entry.placements] == ["ad2"]


def test_a_page_of_another_portrait_is_refused(run: Run, home: Path) -> None:
    """The sentence names both portraits, and nothing is written."""
    refused = run("reflect", "--answers", "-", "--portrait", SHORT, stdin=_saved(f'advocacy.x: "{WORDS}"'))
    assert refused.code == 4
    assert "stdin answers a page of the portrait page, and you use short" in refused.err
    assert "hint: add --portrait, with that portrait's file or name" in refused.err
    assert journal_entries(home) == []


def test_an_entry_has_the_day_on_which_the_page_was_answered(run: Run, home: Path) -> None:
    """A file that is read a month later is an entry of its own day, with a plan whose day has passed by now."""
    answers = (
        f'advocacy.who-was-left-out-of-something: "{WORDS}"',
        'plan.when: "it rains"',
        'plan.then: "stay"',
        'plan.by: "2026-12-07"',
    )
    late = NOON + timedelta(days=30)
    done = run("reflect", "--answers", "-", "--portrait", PAGE, stdin=_saved(*answers), at=late)
    assert done.code == 0, done.err
    (entry,) = journal_entries(home)
    assert entry.written.date() == NOON.date()
    assert [plan.by.isoformat() for plan in entry.plans if plan.by] == ["2026-12-07"]
    again = run("reflect", "--answers", "-", "--portrait", PAGE, stdin=_saved(*answers), at=late)
    assert again.code == 2
    assert "these answers are already saved" in again.err


@pytest.mark.parametrize("day", ["2026-11-24", "someday", ""])
def test_a_day_to_come_or_none_is_today(run: Run, home: Path, day: str) -> None:
    """A clock that is ahead, or a line that was changed by hand, costs nothing."""
    saved = _saved(f'advocacy.who-was-left-out-of-something: "{WORDS}"', day=day)
    done = run("reflect", "--answers", "-", "--portrait", PAGE, stdin=saved)
    assert done.code == 0, done.err
    assert journal_entries(home)[0].written.date() == NOON.date()


def test_answers_fit_a_journal_that_has_other_sessions(run: Run, home: Path) -> None:
    """The page's questions are those of a first session, and are read also where others would come next."""
    for day in (3, 2, 1):
        saved = _saved(f'advocacy.who-was-left-out-of-something: "{WORDS} {day}"')
        done = run("reflect", "--answers", "-", "--portrait", PAGE, stdin=saved, at=NOON + timedelta(days=day))
        assert done.code == 0, done.err
    words = [block.text for entry in journal_entries(home) for block in entry.blocks if isinstance(block, Response)]
    assert len(words) == 3
