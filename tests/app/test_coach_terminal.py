"""A leader in a real terminal: placing before the coach is read, putting it off, and other portraits."""

from pathlib import Path

from coach_requests import COACH, LEADER, coach_answers_file
from conftest import SHORT, TESTS, Run, journal_entries, write_lines
from portrait_cli.formats import request_file
from portrait_cli.store import seal
from screen import CHOICE, ENTER, LINE, Terminal

DISTRICT = str(TESTS / "portraits" / "district.yaml")


def _asked(run: Run, home: Path, folder: Path, *words: str) -> str:
    """Ask a coach; return the id of the request."""
    result = run("ask", *words, "--coach", COACH, "--name", LEADER, "-o", str(folder))
    assert result.code == 0, result.err
    (path,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    return path.parent.name


def _reply(run: Run, home: Path, folder: Path, **answers: str) -> None:
    (path,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    request = request_file.parse(path.read_bytes(), path.name)
    said = {name.replace("__", "."): answer for name, answer in answers.items()}
    file = folder / "reply.txt"
    file.write_bytes(seal.sealed(coach_answers_file(request, said), request.recipient))
    assert run("receive", str(file)).code == 0


def test_placing_can_be_put_off(run: Run, home: Path, tmp_path: Path) -> None:
    """Before the reply is there, too; the command that does it later is named."""
    name = _asked(run, home, tmp_path, "AD1")
    for columns in (80, 40):
        with Terminal("feedback", name, columns=columns) as terminal:
            terminal.wait_for(
                f"{COACH} hasn't answered yet.", "AD1 Looks for who is left out", "Place them now?", "›"
            )
            terminal.type("n" + ENTER)
            terminal.wait_for("Later: portrait reflect ad1 --guide indicators")
            assert terminal.finish() == 0
    assert journal_entries(home) == []


def test_who_places_nothing_reads_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    """A skipped level is not an answer; "Can't say yet" is one."""
    name = _asked(run, home, tmp_path, "AD1")
    _reply(run, home, tmp_path, advocacy__ad1__level="growing", closing__keep="You wait.")
    with Terminal("feedback", name) as terminal:
        terminal.wait_for("has answered", "Place them now?", "›")
        terminal.type(ENTER)
        terminal.wait_for("AD1", *CHOICE)
        terminal.type("\t")
        terminal.wait_for("place me differently?", *LINE)
        terminal.type(ENTER)
        terminal.wait_for("Enter leaves without saving")
        terminal.type(ENTER)
        terminal.wait_for("opens once you have placed the same: AD1")
        assert terminal.finish() == 2
        assert "You wait." not in terminal.words


def test_the_agreement_can_be_put_off(run: Run, home: Path, tmp_path: Path) -> None:
    """The two views are shown, and the command for one agreement is named."""
    name = _asked(run, home, tmp_path, "AD1")
    _reply(run, home, tmp_path, advocacy__ad1__level="growing", closing__keep="You wait.")
    with Terminal("feedback", name, "--plain") as terminal:
        terminal.wait_for("Place them now?")
        terminal.type(ENTER)
        terminal.wait_for("AD1", "Control C")
        terminal.type("5" + ENTER)
        terminal.wait_for("place me differently?", "Control C")
        terminal.type(ENTER)
        terminal.wait_for("save")
        terminal.type(ENTER)
        terminal.wait_for("What one of you couldn't say", "You: Can't say yet", "You wait.", "one agreement now?")
        terminal.type(ENTER)
        terminal.wait_for("Whenever you're ready: portrait reflect advocacy --guide agreement")
        assert terminal.finish() == 0


def test_a_portrait_without_such_guides_works_too(run: Run, home: Path, tmp_path: Path) -> None:
    """It is placed in the terminal by a guide of ours, and no agreement is offered that it has no guide for."""
    settings = home / ".config" / "portrait" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    write_lines(settings, f'portrait = "{DISTRICT}"')
    name = _asked(run, home, tmp_path, "courage")
    hint = run("feedback", name).err
    assert f"portrait feedback {name} in a terminal asks for them" in hint
    with Terminal("feedback", name) as terminal:
        terminal.wait_for("Place them now?", "›")
        terminal.type(ENTER)
        terminal.wait_for("Where", *CHOICE)
        terminal.type("1" + ENTER)
        terminal.wait_for("What is one example?", *LINE)
        terminal.type("One." + ENTER)
        terminal.wait_for("Enter saves")
        terminal.type(ENTER)
        terminal.wait_for(f"there is no reply from {COACH} yet")
        assert terminal.finish() == 3


def test_a_portrait_without_indicators_is_placed_by_its_attributes(run: Run, home: Path, tmp_path: Path) -> None:
    """The attribute itself is on the coach's page."""
    settings = home / ".config" / "portrait" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    write_lines(settings, f'portrait = "{SHORT}"')
    name = _asked(run, home, tmp_path, "advocacy")
    request = request_file.parse(
        (home / f"Documents/portrait-journal/requests/{name}/request.json").read_bytes(), "request.json"
    )
    assert [step.target for step in request.steps if step.purpose == "level"] == ["advocacy"]
