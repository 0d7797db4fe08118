"""A coach answers an entry that is handed over: only what is chosen leaves, and the words stand beside it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from coach_requests import COACH, LEADER, coach_answers_file
from conftest import Result, Run, journal_files, write_lines
from portrait_cli.core.request import Request
from portrait_cli.formats import request_file
from portrait_cli.store import seal

ASK = ("ask", "--coach", COACH, "--name", LEADER, "--entry", "latest")
LEFT_OUT = "Families without email."


def _request_in(home: Path) -> Request:
    (path,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    return request_file.parse(path.read_bytes(), path.name)


@pytest.fixture
def handed(run: Run, home: Path, tmp_path: Path, answers: Path) -> Request:
    """Hand a session over to a coach."""
    assert run("reflect", "--answers", str(answers)).code == 0
    result = run(*ASK, "-o", str(tmp_path))
    assert result.code == 0, result.err
    return _request_in(home)


def _step(request: Request, words: str) -> str:
    """Return the step that is about these words."""
    return next(step.id for step in request.steps if step.shown and step.shown.lines[0].text.startswith(words))


def _reply(run: Run, folder: Path, request: Request, answers: Mapping[str, str]) -> Result:
    file = folder / f"reply-{request.id}.txt"
    file.write_bytes(seal.sealed(coach_answers_file(request, answers), request.recipient))
    return run("receive", str(file))


def _answered(run: Run, folder: Path, request: Request) -> None:
    words = {_step(request, LEFT_OUT): "Which families?\nAsk one.", "closing.words": "Thank you for this."}
    assert _reply(run, folder, request, words).code == 0


def test_the_page_has_the_lines_that_an_export_has(run: Run, handed: Request, tmp_path: Path) -> None:
    """Each line of the entry is on the page with a box below it, and there is one for all of it."""
    exported = run("export").out
    shown = [step.shown for step in handed.steps if step.shown]
    for words in (line for one in shown for line in one.lines[0].text.split("\n")):
        assert words[:40] in " ".join(exported.split())
    (page,) = tmp_path.glob("coach-*.html")
    text = page.read_text(encoding="utf-8")
    for words in (LEFT_OUT, "They heard last.", f"{LEADER} wrote:", "This is not anonymous.", "To all of it"):
        assert words in text


def test_who_deletes_the_entry_hears_where_its_words_are_still(run: Run, handed: Request, home: Path) -> None:
    """What was handed to a coach is a copy: it stays, and the folder to delete is named; a note has none."""
    folder = home / "Documents/portrait-journal/requests" / handed.id
    done = run("delete", handed.entry, "--yes")
    last = f"What you handed of it to {COACH} stays in {folder}: delete that folder, too, if you like."
    assert (done.code, done.err.splitlines()[-1]) == (0, last)
    assert LEFT_OUT in (folder / "request.json").read_text(encoding="utf-8")
    run("note", "Words.")
    assert "stays in" not in run("delete", "latest", "--yes").err


def test_what_is_excluded_does_not_leave(run: Run, home: Path, answers: Path, tmp_path: Path) -> None:
    """A line that is left out is nowhere on the page, nor in what the page carries along."""
    run("reflect", "--answers", str(answers))
    preview = run(*ASK, "--exclude", "levels", "--preview")
    assert preview.code == 0, preview.err
    assert LEFT_OUT in preview.out
    assert not list(tmp_path.glob("coach-*"))
    assert not (home / "Documents/portrait-journal/requests").exists()

    assert run(*ASK, "--exclude", "levels", "--exclude", "plans", "-o", str(tmp_path)).code == 0
    (page,) = tmp_path.glob("coach-*.html")
    text = page.read_text(encoding="utf-8")
    assert LEFT_OUT in text
    assert "call the three families" not in text
    assert "Growing" not in text


def test_the_title_of_a_session_is_no_word_of_the_person(run: Run, home: Path, tmp_path: Path) -> None:
    """The name of a guide stays; what was answered leaves, and so does the title of a note."""
    lines = ("guide: indicators", "attributes: [advocacy]", "answers:", "  advocacy.ad1.level: growing")
    assert run("reflect", "--answers", write_lines(tmp_path / "a.yaml", *lines)).code == 0
    preview = run(*ASK, "--preview")
    assert "Growing" in preview.out
    assert "Its title" not in preview.out
    assert run(*ASK, "-o", str(tmp_path)).code == 0
    first = _request_in(home).steps[0]
    assert first.shown
    assert first.shown.lines[0].text.startswith("Growing")


def test_a_preview_names_lines_by_their_numbers(run: Run, answers: Path) -> None:
    """The names that machines give lines are not shown; a number leaves a line out."""
    run("reflect", "--answers", str(answers))
    preview = run(*ASK, "--preview").out
    assert "take these numbers" in preview
    assert not re.search(r"#\d", preview)
    assert LEFT_OUT in preview
    number = next(
        line for line in preview[: preview.index(LEFT_OUT)].split("\n")[::-1] if re.match(r" *\d+\. ", line)
    )
    assert (
        LEFT_OUT
        not in run(*ASK, "--preview", "--exclude", number.strip().partition(".")[0]).out.partition("stays")[0]
    )


def test_likely_names_are_pointed_out(run: Run, tmp_path: Path) -> None:
    """As before any hand-over, what could tell who someone is comes with its line."""
    run("note", "I met with Marisol Garcia about the late bus.")
    result = run(*ASK, "-o", str(tmp_path))
    assert result.code == 0
    assert "Marisol" in result.err


def test_a_role_can_stand_for_a_name(run: Run, home: Path, tmp_path: Path) -> None:
    """The name is nowhere on the page, and the coach's words find the note all the same."""
    run("note", "I met with Marisol Garcia about the late bus.")
    result = run(*ASK, "-o", str(tmp_path), "--redact", "Marisol Garcia=a parent")
    assert result.code == 0, result.err
    (page,) = tmp_path.glob("coach-*.html")
    text = page.read_text(encoding="utf-8")
    assert "I met with a parent about the late bus." in text
    assert "Marisol" not in text
    _reply(run, tmp_path, _request_in(home), {"line.1": "What did they ask for?"})
    shown = " ".join(run("read", "--plain").out.split())
    handed = "As you handed it over: “I met with a parent about the late bus.”"
    assert f"about the late bus. {handed} Ms. Ortiz: What did they ask for?" in shown


def test_the_words_stand_below_the_answer_that_they_are_about(run: Run, tmp_path: Path, handed: Request) -> None:
    """They are clearly the coach's, in order, with the day on which it was handed over."""
    _answered(run, tmp_path, handed)
    shown = " ".join(run("read", "--plain").out.split())
    assert "With Ms. Ortiz's words, to what you handed over on November 23, 2026" in shown
    assert "They heard last. Ms. Ortiz: Which families? Ask one." in shown
    assert "Ms. Ortiz, to all of it: Thank you for this." in shown
    wide = run("read").out
    assert "│ Ms. Ortiz: Which families?\n" in wide
    assert "│ Ask one.\n" in wide


def test_the_entry_itself_never_has_them(run: Run, home: Path, tmp_path: Path, handed: Request) -> None:
    """The file is as it was, and what is exported or printed as data has none of the coach's words."""
    (file,) = journal_files(home)
    before = file.read_bytes()
    _answered(run, tmp_path, handed)
    run("read")
    assert file.read_bytes() == before
    for command in (("read", "--raw"), ("read", "--json"), ("export",), ("export", "--all"), ("search", "families")):
        assert "Which families?" not in run(*command).out


def test_after_an_edit_the_words_stand_with_what_they_answered(
    run: Run, home: Path, tmp_path: Path, handed: Request
) -> None:
    """The line was changed since, so the coach's words come with the line as it was."""
    _answered(run, tmp_path, handed)
    (file,) = journal_files(home)
    file.write_text(file.read_text(encoding="utf-8").replace(LEFT_OUT, "Some families."), encoding="utf-8")
    shown = " ".join(run("read", "--plain").out.split())
    before = "As you handed it over: “Families without email. They heard last.”"
    assert f"Some families. They heard last. {before} Ms. Ortiz: Which families? Ask one." in shown


def test_when_the_entry_is_deleted_the_words_are_still_there(run: Run, tmp_path: Path, handed: Request) -> None:
    """The request has what was handed over, so the words can be read with that."""
    _answered(run, tmp_path, handed)
    assert run("delete", "latest", "--yes").code == 0
    shown = " ".join(run("feedback", handed.id, "--plain").out.split())
    assert "Ms. Ortiz's words to what you handed over on November 23, 2026" in shown
    assert "Families without email. They heard last. Ms. Ortiz: Which families? Ask one." in shown


def test_before_the_reply_there_is_nothing_beside_the_entry(run: Run, handed: Request) -> None:
    """The entry is read as ever; the request says that no reply is there."""
    result = run("read")
    assert (result.code, COACH in result.out + result.err) == (0, False)
    assert run("feedback", handed.id).code == 3


def test_without_the_key_the_entry_is_read_all_the_same(
    run: Run, home: Path, tmp_path: Path, handed: Request
) -> None:
    """The words stay sealed, and that is said."""
    _answered(run, tmp_path, handed)
    (home / f".config/portrait/keys/{handed.id}.txt").unlink()
    result = run("read")
    assert result.code == 0
    assert LEFT_OUT in result.out
    assert "the words of Ms. Ortiz stay sealed" in result.err


def test_a_damaged_reply_is_named(run: Run, home: Path, tmp_path: Path, handed: Request) -> None:
    """What sync or a disk broke is left out with its reason, and the entry is read."""
    _answered(run, tmp_path, handed)
    (reply,) = (home / "Documents/portrait-journal").glob("requests/*/replies/*")
    reply.write_bytes(reply.read_bytes()[:200])
    result = run("read")
    assert (result.code, "left out requests/" in result.err) == (0, True)


def test_the_words_as_json_and_as_a_sheet(run: Run, tmp_path: Path, handed: Request) -> None:
    """They are told with the words that they are about."""
    _answered(run, tmp_path, handed)
    told = json.loads(run("feedback", handed.id, "--json").out)
    assert told["both"] is None
    assert [answer["words"] for answer in told["answers"]] == ["Which families?\nAsk one.", "Thank you for this."]
    file = tmp_path / "words.html"
    assert run("feedback", handed.id, "--html", str(file)).code == 0
    text = file.read_text(encoding="utf-8")
    assert "Families without email." in text
    assert "Which families?" in text


def test_hostile_words_beside_an_entry_are_words(run: Run, tmp_path: Path, handed: Request) -> None:
    """Nothing that a coach sends acts on the screen."""
    assert _reply(run, tmp_path, handed, {"closing.words": "\x1b[2J[link=x]y[/link] \u202e"}).code == 0
    shown = run("read").out
    assert "[link=x]y[/link]" in shown
    assert not {"\x1b", "\u202e"} & set(shown)


def test_an_entry_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    """Nothing is written."""
    run("note", "Words.")
    result = run("ask", "--coach", COACH, "--name", LEADER, "--entry", "2020-01-01", "-o", str(tmp_path))
    assert result.code == 3
    assert not list(tmp_path.glob("coach-*"))
