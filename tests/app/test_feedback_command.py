"""`portrait feedback`: what colleagues answered."""

import json
import os
import re
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import NOON, SHORT, Run, answers_file, write_lines
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import OPENED, RESULT, place
from portrait_cli.store import settings
from rounds import FAMILIES, REQUEST, ROUND, STAFF, R, S, ask, files_of, receive, reply
from screen import CTRL_C, ENTER, LINE, OFFER, SHIFT_TAB, Terminal

ID = REQUEST.id


def journal() -> Path:
    return settings.load(os.environ).journal


def opened() -> str:
    path = journal() / place(ID, OPENED)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def placed(run: Run, folder: Path, indicator: str, level: str) -> None:
    """Place an indicator of Advocacy."""
    lines = [f"advocacy.indicator: {indicator}", f"advocacy.{indicator}.level: {level}"]
    file = write_lines(
        folder / "placed.yaml",
        "guide: deep-dive",
        "attributes: [advocacy]",
        "answers:",
        *(f"  {one}" for one in lines),
    )
    assert run("reflect", "--answers", file, at=NOON - timedelta(days=40)).code == 0


# --- what is shown ---


def test_a_round_beside_my_own_levels(run: Run, tmp_path: Path) -> None:
    """Counts stand beside my newest levels, group by group, in sections; then words; then what is not shown."""
    receive(ask(), ROUND)
    placed(run, tmp_path, "ad1", "growing")
    placed(run, tmp_path, "ad2", "multiplying")
    done = run("feedback")
    assert (done.code, done.err) == (0, "")
    for line in (
        "Where others see more than you do",
        "You       Growing, October 14, 2026",
        "Staff     6 regularly · 2 sometimes · 0 not yet",
        "Families  4 regularly · 1 sometimes · 0 not yet",
        "Where the groups see different things",
        "“The bus routes meeting.”",
        "Families: what they wrote is shown once ten have replied.",
        "Students: fewer than five replies came in; they are not shown, and not added",
        "portrait reflect debrief",
    ):
        assert line in done.out
    assert not re.search(r"%|average|mean|total|score|rank", done.out)


def test_nothing_is_shown_before_the_fifth(run: Run) -> None:
    """Four replies are not shown, nor kept as shown; with the fifth they all are."""
    request = ask()
    receive(request, STAFF[:4])
    done = run("feedback")
    assert (done.code, done.out, opened()) == (3, "", "")
    assert done.err.startswith("portrait: nothing can be shown yet: a group is shown once 5 have replied\nhint: ")
    assert json.loads(run("feedback", "--json").out)["result"]["groups"][0]["items"] == []
    receive(request, STAFF[4:5])
    assert "4 regularly · " in run("feedback").out
    assert "staff" in opened()


def test_later_replies_wait_for_five(run: Run) -> None:
    """Replies that come after the first look change nothing until five of them are there."""
    request = ask()
    receive(request, STAFF[:5])
    before = run("feedback").out
    receive(request, STAFF[5:])
    after = run("feedback").out
    assert "3 more replies came in and wait until 2 more are there" in " ".join(after.split())
    counts = [[line for line in shown.splitlines() if " regularly · " in line] for shown in (before, after)]
    assert counts[0] == counts[1] != []


def test_a_reply_that_is_undone_after_it_was_shown(run: Run) -> None:
    """Undo takes replies back, but not what was read: the group is shown with all of them, or not at all."""
    request = ask()
    receive(request, FAMILIES)
    receive(request, STAFF[:7])
    receive(request, STAFF[7:])
    before, kept = run("feedback").out, opened()
    assert "Staff: 8 replies" in before
    assert run("undo", "--yes").code == 0
    shown = " ".join(run("feedback").out.split())
    assert "Families: 5 replies" in shown
    assert "Staff: a reply that was counted is not here any more" in shown
    assert opened() == kept
    assert run("redo").code == 0
    assert run("feedback").out == before


def test_a_request_is_found_by_its_beginning(run: Run) -> None:
    """Unless one is named, the newest that can be shown is; an unknown one is refused."""
    receive(ask(replace(REQUEST, asked_on=date(2026, 10, 1))), STAFF)
    other = ask(replace(REQUEST, id="zz000001"))
    assert run("feedback", "k7").code == 0
    assert run("feedback").code == 0
    assert run("feedback", other.id).code == 3
    assert "there is no request x" in run("feedback", "x").err


def test_without_a_request(run: Run) -> None:
    """Where nobody was asked, the hint says how to ask."""
    done = run("feedback")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        "portrait: you haven't asked any colleagues yet\nhint: this asks them: portrait ask ATTRIBUTE --of staff\n"
    )


@pytest.mark.parametrize("words", [("--plain",), ()])
def test_what_is_drawn_without_color(run: Run, words: Sequence[str]) -> None:
    """Piped, plain and at 40 columns there are no escapes, and every line fits."""
    receive(ask(), ROUND)
    out = run("feedback", *words, env={"COLUMNS": "40"}).out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 40
    assert "6 regularly · 2 sometimes · 0 not yet" in " ".join(out.split())


def test_at_forty_columns_an_earlier_round_is_its_groups(run: Run) -> None:
    """In a narrow window each line of counts has its group above it, with the month of an earlier round."""
    second_round()
    lines = [line.strip() for line in run("feedback", env={"COLUMNS": "40"}).out.splitlines()]
    at = lines.index("Staff, April 2026")
    assert lines[at - 3 : at + 3] == [
        "Staff",
        "6 regularly · 4 sometimes ·",
        "0 not yet",
        "Staff, April 2026",
        "6 regularly · 2 sometimes ·",
        "0 not yet",
    ]


def test_whoever_has_no_level_reads_it_once(run: Run) -> None:
    """Without any level of mine the answers are shown plainly, with the command that places me."""
    receive(ask(), STAFF)
    out = run("feedback").out
    assert "  What they answered\n  You have not placed yourself on these: portrait reflect advocacy\n" in out
    assert "haven't placed" not in out


def test_words_that_act_on_a_terminal_are_only_words(run: Run) -> None:
    """What a hostile reply holds comes through as words."""
    hostile = reply("staff", R, R, R, R, keep="\x1b[2J[red]no[/] <script>\u202e x")
    receive(ask(), [*STAFF[:7], hostile])
    out = run("feedback").out
    assert "\x1b" not in out
    assert "[red]no[/] <script>" in out


def test_a_request_that_is_damaged_is_named(run: Run) -> None:
    """A request that cannot be read is named, and the others are still shown."""
    receive(ask(), STAFF)
    path = journal() / place("aa000001")
    path.parent.mkdir()
    path.write_text("{", encoding="utf-8")
    done = run("feedback")
    assert done.code == 0
    assert "portrait: skipped" in done.err


@pytest.mark.parametrize("text", ["{", '{"request": "other123", "groups": {}, "format": 1}'])
def test_what_has_been_shown_must_be_known(run: Run, text: str) -> None:
    """If it cannot be read what has been shown, nothing is: what is new could be told from it."""
    receive(ask(), STAFF)
    assert run("feedback").code == 0
    key = settings.load(os.environ).keys / f"{ID}.txt"
    first_half, _, _ = key.read_text(encoding="utf-8").partition(f"# shown {ID}: ")
    key.write_text(f"{first_half}# shown {ID}: {text}\n", encoding="utf-8")
    done = run("feedback")
    assert (done.code, done.out) == (4, "")
    assert f"{key} " in done.err
    key.write_text(first_half, encoding="utf-8")
    (journal() / place(ID, OPENED)).write_text(text, encoding="utf-8")
    done = run("feedback")
    assert (done.code, done.out) == (4, "")
    assert "opened.json" in done.err


def test_another_journal_shows_no_other_five(run: Run, home: Path) -> None:
    """With a reply exchanged in a copy of the journal nothing is shown: two views would tell of both people."""
    request = ask()
    receive(request, STAFF[:5])
    assert run("feedback").code == 0
    other = home / "other"
    for name, data in {
        place(ID): (journal() / place(ID)).read_bytes(),
        **files_of(request, [*STAFF[1:4], STAFF[5], STAFF[6]]),
    }.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(data)
    done = run("feedback", "--journal", str(other))
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("portrait: Staff: a reply that was counted is not here any more")


def test_without_the_key_nothing_opens(run: Run) -> None:
    """Where the key is gone, the replies stay closed."""
    receive(ask(), STAFF)
    (settings.load(os.environ).keys / f"{ID}.txt").unlink()
    done = run("feedback")
    assert (done.code, done.out) == (3, "")
    assert "key" in done.err


# --- as JSON ---


def test_feedback_as_json(run: Run, tmp_path: Path) -> None:
    """The document has the result by group, and the sections by what was asked; no totals."""
    receive(ask(), ROUND)
    placed(run, tmp_path, "ad1", "growing")
    read = json.loads(run("feedback", "--json").out)
    assert list(read) == ["schema", "result", "sections", "earlier"]
    assert [group["replies"] for group in read["result"]["groups"]] == [8, 5, 0]
    assert read["sections"][0]["view"] == "others-more"
    assert read["sections"][0]["items"] == [
        {
            "item": "advocacy.asks-who",
            "own": {"label": "Growing", "on": "2026-10-14", "of": "", "height": 2, "levels": 4},
        }
    ]


# --- someone else receives ---

COLLECTED = replace(REQUEST, collector="Sam Hall")


def test_a_collector_hands_over_only_the_result(run: Run, tmp_path: Path, home: Path) -> None:
    """The collector sees no levels, and writes the result; the leader sees it beside their own."""
    receive(ask(COLLECTED), ROUND)
    placed(run, tmp_path, "ad1", "growing")
    shown = run("feedback").out
    assert "What they answered" in shown
    assert "Growing" not in shown
    assert f"portrait feedback {ID} --result result-{ID}.json" in shown
    file = tmp_path / "result.json"
    done = run("feedback", "--result", str(file))
    assert (done.code, done.out) == (0, "")
    assert "none of the replies" in done.err

    (home / ".config/portrait/keys/collector.txt").unlink()
    done = run("feedback")
    assert done.code == 3
    assert "Sam Hall" in done.err
    (journal() / place(ID, RESULT)).write_bytes(file.read_bytes())
    shown = run("feedback").out
    assert "Growing, October 14, 2026" in shown
    assert "6 regularly" in shown


def test_a_result_of_another_request_is_not_taken_for_this_one(run: Run, tmp_path: Path) -> None:
    """A result in the wrong folder is not shown."""
    receive(ask(), STAFF)
    file = tmp_path / "result.json"
    assert run("feedback", "--result", str(file)).code == 0
    other = ask(replace(COLLECTED, id="zz000001"))
    (journal() / place(other.id, RESULT)).write_bytes(file.read_bytes())
    assert run("feedback", other.id).code == 3


def test_comments_in_other_words(run: Run, tmp_path: Path) -> None:
    """A third person fills in the sheet; then only their words are shown and handed over."""
    receive(ask(COLLECTED), ROUND)
    sheet = tmp_path / "comments.yaml"
    done = run("feedback", "--sheet", str(sheet))
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("8 comments\n")
    text = sheet.read_text(encoding="utf-8")
    assert "6 of 8" not in text
    assert run("feedback", "--sheet", "-").out == text
    filled = re.sub(r"“The bus routes meeting.”\n  (\w+):", r"…\n  \1: At a meeting about buses.", text)
    sheet.write_text(filled, encoding="utf-8")

    file = tmp_path / "result.json"
    assert run("feedback", "--paraphrased", str(sheet), "--result", str(file)).code == 0
    handed_over = file.read_text(encoding="utf-8")
    assert "At a meeting about buses." in handed_over
    assert "bus routes" not in handed_over
    shown = run("feedback", "--paraphrased", str(sheet)).out
    assert "In other words" in shown
    assert "Saying thank you" not in shown
    assert f"portrait feedback {ID} --paraphrased {sheet} --result result-{ID}.json" in shown


def test_a_sheet_to_print(run: Run, tmp_path: Path) -> None:
    """As a document the sheet has each comment and room to write, and no counts."""
    receive(ask(), ROUND)
    for name in ("comments.html", "comments.docx", "comments.md"):
        assert run("feedback", "--sheet", str(tmp_path / name)).code == 0
    text = (tmp_path / "comments.html").read_text(encoding="utf-8")
    assert "The bus routes meeting." in text
    assert "In other words" in text
    assert "regularly" not in text
    done = run("feedback", "--sheet", str(tmp_path / "comments.html"))
    assert (done.code, "already exists" in done.err) == (6, True)


def test_without_comments_there_is_no_sheet(run: Run, tmp_path: Path) -> None:
    """Where nothing was written, or nobody replied, there is nothing to put into other words."""
    request = ask()
    assert run("feedback", "--sheet", str(tmp_path / "sheet.yaml")).code == 3
    receive(request, FAMILIES)
    done = run("feedback", "--sheet", str(tmp_path / "sheet.yaml"))
    assert (done.code, "no comments" in done.err) == (3, True)
    assert run("feedback", "--paraphrased", str(tmp_path / "none.yaml")).code == 3


# --- as a document ---


def test_feedback_as_documents(run: Run, tmp_path: Path) -> None:
    """The result is written as a page, for Word, as PDF, and by the end of a file's name."""
    receive(ask(), ROUND)
    names = {one: str(tmp_path / f"feedback.{one}") for one in ("html", "docx", "pdf")}
    assert run("feedback", *(word for one, name in names.items() for word in (f"--{one}", name))).code == 0
    page = (tmp_path / "feedback.html").read_text(encoding="utf-8")
    assert "6 regularly · 2 sometimes · 0 not yet" in page
    assert "What few could see" in page
    assert (tmp_path / "feedback.pdf").read_bytes().startswith(b"%PDF")
    assert run("feedback", "-o", str(tmp_path / "feedback.csv")).code == 0
    table = (tmp_path / "feedback.csv").read_text(encoding="utf-8-sig")
    assert "Asks who is missing before we start.,Staff,Regularly,6" in table
    assert "Speaks up" not in table


def test_names_in_what_people_wrote(run: Run, tmp_path: Path) -> None:
    """A name in a comment is pointed out when it is written, and a role can be written in its place."""
    receive(ask(), [*STAFF[:7], reply("staff", R, keep="Listening, as Maria Lopez said.")])
    file = str(tmp_path / "result.json")
    done = run("feedback", "--result", file)
    assert (done.code, "Maria Lopez" in done.err) == (0, True)
    done = run("feedback", "--result", file, "--force", "--redact", "Maria Lopez=a colleague")
    assert (done.code, "Maria" in done.err) == (0, False)
    written = Path(file).read_text(encoding="utf-8")
    assert "Listening, as a colleague said." in written
    assert "Maria" not in written
    with Terminal("feedback", "--html", str(tmp_path / "page.html")) as terminal:
        terminal.wait_for("Write it as it is?")
        terminal.type(f"n{ENTER}")
        terminal.wait_for("Nothing was written.")
        assert terminal.finish() == 0


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("--html", "a.pdf"), "HTML goes into a file that ends in .html"),
        (("-o", "feedback"), "the end of a file's name says what to make"),
        (("--json", "--html", "a.html"), "choose --json or a file, not both"),
        (("--sheet", "a.yaml", "--result", "b.json"), "choose --result or --sheet, not both"),
        (("--sheet", "a.yaml", "--paraphrased", "b.yaml"), "choose --sheet, which is to be filled in"),
    ],
)
def test_what_does_not_go_together_is_refused(run: Run, words: Sequence[str], wrong: str) -> None:
    """Contradicting options end with 2, and nothing is written or kept as shown."""
    receive(ask(), STAFF)
    done = run("feedback", *words)
    assert (done.code, done.out, opened()) == (2, "", "")
    assert wrong in done.err


# --- a second round ---

FIRST = replace(REQUEST, id="first001", asked_on=date(2026, 4, 3))


def second_round() -> Request:
    first, second = ask(FIRST), ask(replace(REQUEST, after=FIRST.id))
    receive(first, [replace(one, request=first.id) for one in (*STAFF, *FAMILIES[:4])])
    receive(second, [*ROUND, *(reply("staff", S, S, S, S) for _ in range(2))])
    return second


def test_two_rounds_side_by_side(run: Run) -> None:
    """Below what a group answers now is what it answered before, where it was shown then, too."""
    second_round()
    shown = " ".join(run("feedback").out.split())
    assert "6 regularly · 4 sometimes · 0 not yet April 2026 6 regularly · 2 sometimes · 0 not yet" in shown
    families = next(line for line in run("feedback", "--plain").out.splitlines() if line.startswith("Families: 4"))
    assert "April" not in families
    assert len(json.loads(run("feedback", "--json").out)["earlier"]) == 3


def test_a_first_round_that_is_gone_is_left_out(run: Run) -> None:
    """If the first round cannot be read, the second is shown alone, and it is told."""
    second_round()
    (journal() / place(FIRST.id)).unlink()
    done = run("feedback")
    assert done.code == 0
    assert "the round before is left out: there is no request first001" in done.err
    assert "April" not in done.out


# --- another portrait, a coach ---


def test_of_another_portrait(run: Run, tmp_path: Path) -> None:
    """With another portrait in use, levels of the one that was asked about are found; there is no debrief."""
    receive(ask(), STAFF)
    placed(run, tmp_path, "ad1", "growing")
    done = run("feedback", "--portrait", SHORT)
    assert "Growing, October 14, 2026" in done.out
    assert "debrief" not in done.out


def test_a_coach_is_not_a_group(run: Run) -> None:
    """A coach answers by name, so there is no sheet and no result to hand over."""
    ask(replace(REQUEST, id="coach001", kind="coach", by="Ms. Ortiz", groups=()))
    for words in (("--result", "r.json"), ("--sheet", "s.yaml"), ("--paraphrased", "s.yaml")):
        done = run("feedback", "coach001", *words)
        assert (done.code, "Ms. Ortiz answers by name" in done.err) == (2, True)
    assert run("feedback", "coach001").code == 3


# --- the debrief ---


def test_before_reading_one_can_guess() -> None:
    """The first time there is something to read, the terminal offers to guess first; the result comes after that."""
    receive(ask(), ROUND)
    with Terminal("feedback", rows=60) as terminal:
        terminal.wait_for("How would you like to read it?", *OFFER)
        assert opened() == ""
        terminal.type(ENTER)
        terminal.wait_for("1 of 8", *LINE)
        terminal.type("They see me ask." + ENTER)
        terminal.wait_for("2 of 8", *LINE)
        assert "6 regularly" not in terminal.words
        terminal.type(ENTER)
        terminal.wait_for(
            "What you guessed",
            "They see me ask.",
            "6 regularly",
            "What others see",
            "what one thing pleased me?",
            *LINE,
        )
        assert "portrait reflect debrief" not in terminal.words
        terminal.type(SHIFT_TAB)
        terminal.wait_for("2 of 8", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("3 of 8", *LINE)
        assert terminal.words.count("6 regularly") == 1
        terminal.type(CTRL_C)
        terminal.wait_for("Stopped. Kept: 1 answer")
        assert terminal.finish() == 130
    with Terminal("feedback", rows=80) as terminal:
        terminal.wait_for("6 regularly", "portrait reflect debrief")
        assert terminal.finish() == 0


def test_one_can_just_read() -> None:
    """Whoever just wants to read, reads; whoever stops at the offer has read nothing."""
    receive(ask(), ROUND)
    with Terminal("feedback", "--plain", rows=80) as terminal:
        terminal.wait_for("How would you like to read it?")
        terminal.type(CTRL_C)
        assert terminal.finish() == 130
    assert opened() == ""
    with Terminal("feedback", "--plain", rows=80) as terminal:
        terminal.wait_for("How would you like to read it?")
        terminal.type(f"2{ENTER}")
        terminal.wait_for("6 regularly")
        assert terminal.finish() == 0


def test_the_debrief_works_by_itself(run: Run, tmp_path: Path) -> None:
    """Without a round the guide asks the same, and ends in two plans."""
    lines = [
        "sitting.feedback-surprise: They see more.",
        "plan.when: I open an item",
        "plan.then: say who decides",
        "plan.by: 2 weeks",
        "plan.asked.then: Ask Staff again",
        "plan.asked.by: 10 weeks",
    ]
    assert run("reflect", "--answers", answers_file(tmp_path, *lines, guide="debrief")).code == 0
    assert "Ask Staff again" in run("plans").out
