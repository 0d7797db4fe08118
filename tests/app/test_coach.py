"""A coach: asked by name, both place separately, then the two views stand side by side."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from coach_requests import COACH, LEADER, coach_answers_file
from conftest import NOON, ROOT, SHORT, Result, Run, answers_file
from portrait_cli.core.request import Request
from portrait_cli.formats import request_file
from portrait_cli.store import seal

THEIRS = {
    "advocacy.ad1.level": "steady",
    "advocacy.ad1.comment": "You asked who rides the late bus.",
    "advocacy.ad2.level": "starting",
    "advocacy.ad2.comment": "The fee is still there.",
    "closing.keep": "You wait after you ask.",
    "closing.ask": "What would it take to drop the fee?",
}
MINE = ("advocacy.ad1.level: steady", "advocacy.ad1.comment: I asked.", "advocacy.ad2.level: steady")
ASK = ("ask", "AD1", "AD2", "--coach", COACH, "--name", LEADER)
PLACE = "portrait reflect ad1 ad2 --guide indicators"


@pytest.fixture
def asked(run: Run, home: Path, tmp_path: Path) -> Request:
    """Ask a coach to place two indicators."""
    result = run(*ASK, "-o", str(tmp_path))
    assert result.code == 0, result.err
    return request_in(home)


def request_in(home: Path) -> Request:
    """Read the only request in the journal."""
    (path,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    return request_file.parse(path.read_bytes(), path.name)


def reply(run: Run, folder: Path, request: Request, answers: Mapping[str, str], **at: object) -> Result:
    """Take in a coach's reply, as the page saves it."""
    file = folder / f"reply-{request.id}.txt"
    file.write_bytes(seal.sealed(coach_answers_file(request, answers), request.recipient))
    return run("receive", str(file), **at)


def place(run: Run, folder: Path, *lines: str, days: int = 0) -> None:
    """Place what the coach places too, some days after the request."""
    file = answers_file(folder, *(lines or MINE), guide="indicators")
    result = run("reflect", "ad1", "ad2", "--answers", file, at=NOON + timedelta(days=days))
    assert result.code == 0, result.err


# --- asking ---


def test_the_page_is_written_and_the_request_is_kept(run: Run, home: Path, tmp_path: Path) -> None:
    """The coach's page has its own name; what to send with it and what to do meanwhile is shown."""
    result = run(*ASK, "--why", "I help people around rules.", "-o", str(tmp_path))
    assert result.code == 0, result.err
    request = request_in(home)
    assert (request.kind, request.by, request.title) == ("coach", COACH, "Advocacy")
    page = tmp_path / f"coach-ms-ortiz-{request.id}.html"
    assert str(page) in result.out
    for words in (f"Dear {COACH},", "I help people around rules.", f"portrait feedback {request.id} asks you"):
        assert words in " ".join(result.out.split())
    text = page.read_text(encoding="utf-8")
    for words in (
        f"This is not anonymous. Your name, {COACH}, is in what you send back, and {LEADER} sees each answer.",
        f"The statements are written as {LEADER} would say them",
        "I can&#39;t say yet",
    ):
        assert words in text


def test_undo_takes_the_request_back(run: Run, home: Path, asked: Request) -> None:
    """The request goes to the trash of the journal."""
    assert run("undo").code == 0
    assert not (home / f"Documents/portrait-journal/requests/{asked.id}/request.json").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--coach", COACH), "what is Ms. Ortiz to place?"),
        (("advocacy", "collaboration", "--coach", COACH), "that is 12 to place, and a coach places 10 at most"),
        (("advocacy", "--coach", COACH, "--of", "staff"), "--of is for colleagues, and a coach answers by name"),
        (("advocacy", "--coach", COACH, "--entry", "latest"), "a coach places attributes or answers an entry"),
        (("--entry", "latest"), "which coach?"),
        (("advocacy", "--coach", "x" * 81), "which coach?"),
        (("advocacy", "--coach", " "), "which coach?"),
        (("advocacy", "--of", "staff", "--preview"), "--exclude, --redact, --preview and --yes go with an entry"),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, home: Path, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    """Nothing is written, and the hint says what works."""
    result = run("ask", *words, "--name", LEADER, "-o", str(tmp_path))
    assert result.code == 2
    assert message in result.err
    assert "hint: " in result.err
    assert not list((home / "Documents/portrait-journal").rglob("request.json"))
    assert not list(tmp_path.glob("*.html"))


def test_the_list_of_requests_has_it(run: Run, asked: Request) -> None:
    """Who was asked about what is listed, on the screen and as JSON."""
    assert f"{asked.id} · Advocacy · {COACH}" in run("ask").out
    (told,) = json.loads(run("ask", "--json").out)["requests"]
    assert (told["kind"], told["by"]) == ("coach", COACH)
    assert told["items"][0] == f"AD1 Looks for who is left out: where do you see {LEADER}?"


# --- both views ---


def test_the_coachs_view_is_not_shown_before_the_leaders_own(run: Run, tmp_path: Path, asked: Request) -> None:
    """Until the leader has placed the same, not a word of the coach's is told, in no form."""
    assert reply(run, tmp_path, asked, THEIRS).code == 0
    file = tmp_path / "sheet.html"
    for more in ((), ("--json",), ("--html", str(file))):
        result = run("feedback", asked.id, *more)
        assert result.code == 2
        assert "AD1 Looks for who is left out, AD2 Removes the barrier" in result.err
        assert f"hint: {PLACE}" in result.err
        assert not any(words in result.out + result.err for words in THEIRS.values())
    assert not file.exists()


def test_a_part_that_is_placed_is_not_enough(run: Run, tmp_path: Path, asked: Request) -> None:
    """Only what is missing still is named."""
    reply(run, tmp_path, asked, THEIRS)
    place(run, tmp_path, "advocacy.ad2.level: steady")
    result = run("feedback", asked.id)
    assert result.code == 2
    assert "once you have placed the same: AD1 Looks for who is left out\n" in result.err


def test_both_views_stand_side_by_side(run: Run, tmp_path: Path, asked: Request) -> None:
    """Differences come first, then agreement, then the coach's words and what to do with them; no number is shown."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    result = run("feedback", asked.id, "--plain")
    assert result.code == 0, result.err
    shown = " ".join(result.out.split())
    order = (
        "You and Ms. Ortiz, side by side",
        "Where you see it differently AD2 Removes the barrier You: Steady",
        "Ms. Ortiz: Starting",
        "“The fee is still there.” You see more here than Ms. Ortiz does.",
        "Where you agree AD1 Looks for who is left out You: Steady",
        "“I asked.” Ms. Ortiz: Steady “You asked who rides the late bus.”",
        "Something to keep You wait after you ask.",
        "A question to talk about What would it take to drop the fee?",
        "Start with AD2 Removes the barrier.",
    )
    places = [shown.find(words) for words in order]
    assert places == sorted(places)
    assert -1 not in places
    assert "portrait reflect advocacy --guide agreement" in result.err


def test_without_a_name_it_is_the_newest_request(run: Run, tmp_path: Path, asked: Request) -> None:
    """A leader who asked only a coach needs no id."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    assert "side by side" in run("feedback").out


def test_what_the_leader_placed_shortly_before_counts(run: Run, home: Path, tmp_path: Path) -> None:
    """A level of last week need not be chosen again; one of three months ago must be."""
    place(run, tmp_path, days=-7)
    assert run(*ASK, "-o", str(tmp_path)).code == 0
    reply(run, tmp_path, request_in(home), THEIRS)
    assert run("feedback").code == 0


def test_an_old_level_has_to_be_chosen_again(run: Run, home: Path, tmp_path: Path) -> None:
    """What was true three months ago is not put beside what the coach sees today."""
    place(run, tmp_path, days=-90)
    assert run(*ASK, "-o", str(tmp_path)).code == 0
    reply(run, tmp_path, request_in(home), THEIRS)
    assert run("feedback").code == 2


def test_a_level_that_is_chosen_afterward_changes_nothing(run: Run, tmp_path: Path, asked: Request) -> None:
    """Who has read the coach's view cannot move their own beside it."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    before = run("feedback", asked.id).out
    place(run, tmp_path, "advocacy.ad1.level: starting", "advocacy.ad2.level: starting", days=3)
    assert run("feedback", asked.id, at=NOON + timedelta(days=4)).out == before


def test_another_portrait_does_not_open_the_coachs_view(run: Run, tmp_path: Path, asked: Request) -> None:
    """Until all is placed, the portrait that was asked with is needed; afterward any portrait will do."""
    reply(run, tmp_path, asked, THEIRS)
    result = run("feedback", asked.id, "--portrait", SHORT)
    assert result.code == 2
    assert "Ms. Ortiz was asked with another portrait: Portrait of a Leader" in result.err
    assert "The fee is still there." not in result.out + result.err
    place(run, tmp_path)
    assert "The fee is still there." in run("feedback", asked.id, "--portrait", SHORT).out


def test_what_the_portrait_has_no_longer_is_not_asked_for(run: Run, tmp_path: Path, asked: Request) -> None:
    """An indicator that was retired since cannot be placed any more, so it does not keep the view closed."""
    reply(run, tmp_path, asked, THEIRS)
    data = (ROOT / "data" / "attributes.yaml").read_text(encoding="utf-8")
    for code in ("ad1", "ad2"):
        data = re.sub(rf"\b{code}\b", f"new-{code}", data)
    newer = tmp_path / "newer.yaml"
    newer.write_text(data, encoding="utf-8")
    shown = run("feedback", asked.id, "--portrait", str(newer))
    assert shown.code == 0, shown.err
    assert "left blank" in shown.out


def test_without_a_reply_there_is_nothing_to_show(run: Run, tmp_path: Path, asked: Request) -> None:
    """Once the leader has placed the same, only the reply is missing."""
    place(run, tmp_path)
    result = run("feedback", asked.id)
    assert result.code == 3
    assert "there is no reply from Ms. Ortiz yet" in result.err
    assert "hint: once you have the file: portrait receive FILE" in result.err


def test_the_newest_reply_counts(run: Run, tmp_path: Path, asked: Request) -> None:
    """A coach who sends a better one is shown with that."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    assert reply(run, tmp_path, asked, {**THEIRS, "advocacy.ad2.comment": "You asked me to write again."}).code == 0
    shown = run("feedback", asked.id).out
    assert "You asked me to write again." in shown
    assert "The fee is still there." not in shown


@pytest.mark.parametrize(
    "answers",
    [
        {"advocacy.ad1.level": "cant-say-yet"},
        {"advocacy.ad1.level": "9"},
        {"advocacy.ad3.level": "steady"},
        {"closing.keep": "x" * 20_001},
        {},
    ],
)
def test_a_reply_that_no_page_saves_is_left_out(
    run: Run, tmp_path: Path, asked: Request, answers: dict[str, str]
) -> None:
    """What was not offered, not asked or is far too long is not taken in, and nothing is shown of it."""
    place(run, tmp_path)
    assert reply(run, tmp_path, asked, answers).code == 4
    assert run("feedback", asked.id).code == 3


def test_hostile_words_are_words(run: Run, tmp_path: Path, asked: Request) -> None:
    """Control characters do not act, and markup is shown as it was typed."""
    place(run, tmp_path)
    hostile = "\x1b]0;owned\x07[red]x[/red] <script>alert(1)</script> \u202etxt"
    reply(run, tmp_path, asked, {**THEIRS, "closing.ask": hostile})
    shown = run("feedback", asked.id).out
    assert "[red]x[/red] <script>alert(1)</script>" in shown
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_without_the_key_the_reply_stays_sealed(run: Run, home: Path, tmp_path: Path, asked: Request) -> None:
    """On another computer the journal has the reply, and nobody there opens it."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    (home / f".config/portrait/keys/{asked.id}.txt").unlink()
    result = run("feedback", asked.id)
    assert result.code == 3
    assert "is not there" in result.err


def test_a_coachs_answers_have_no_sheet_for_a_third_person(run: Run, tmp_path: Path, asked: Request) -> None:
    """What guards many who are not named is refused for one who is."""
    result = run("feedback", asked.id, "--sheet", str(tmp_path / "sheet.yaml"))
    assert result.code == 2
    assert "Ms. Ortiz answers by name" in result.err


def test_both_views_as_json(run: Run, tmp_path: Path, asked: Request) -> None:
    """The same parts, in the same order, as the schema says."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    told = json.loads(run("feedback", asked.id, "--json").out)
    schema = json.loads((ROOT / "docs" / "output.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator({"$ref": "#/$defs/feedback-of-a-coach", "$defs": schema["$defs"]}).validate(told)
    both = told["both"]
    assert (told["request"], both["coach"], told["answers"]) == (asked.id, COACH, [])
    assert [pair["target"] for pair in both["differ"]] == ["ad2"]
    assert [pair["target"] for pair in both["agree"]] == ["ad1"]
    assert both["unsaid"] == []


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_both_views_as_a_sheet(run: Run, tmp_path: Path, asked: Request, form: str) -> None:
    """A sheet for the talk has both views and room for one agreement."""
    place(run, tmp_path)
    reply(run, tmp_path, asked, THEIRS)
    file = tmp_path / f"sheet.{form}"
    result = run("feedback", asked.id, f"--{form}", str(file))
    assert result.code == 0, result.err
    assert file.stat().st_size > 1000
    if form == "html":
        text = file.read_text(encoding="utf-8")
        for words in ("Where we see it differently", "The fee is still there.", "When ..., then I will ..."):
            assert words in text
