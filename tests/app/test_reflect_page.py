"""`portrait reflect --page`: a session on a page, and back into a journal."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

import chromium
import firefox
from chromium import Browser
from conftest import TESTS
from firefox import Firefox
from portrait_cli.core.entry import Block, Entry, Evidence, Goal, Placement, Plan, Response
from portrait_cli.formats import entry_file
from screen import CHOICE, ENTER, LINE, Terminal, shell

PORTRAIT = str(TESTS / "portraits" / "page.yaml")


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser | Firefox]:
    """Start each browser that there is."""
    with firefox.this_or_chromium(request.param, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _blocks(entry: Entry) -> Sequence[Block]:
    """Return the blocks of an entry but for the ids that come from its moment."""
    return [_without_id(block) for block in entry.blocks]


def _without_id(block: Block) -> Block:
    if isinstance(block, Plan | Goal | Evidence):
        return replace(block, id="")
    if isinstance(block, Response):
        return replace(block, step=re.sub(r"\.[0-9a-f]{8}\.", ".", block.step))
    return block


def _only_entry(journal: Path) -> Entry:
    (file,) = (path for path in journal.rglob("*.md") if ".trash" not in path.parts)
    return entry_file.parse(file.read_text(encoding="utf-8"), file.name)


def _on_page(page: chromium.Page | Firefox) -> None:
    """Answer all of the guide with keys, as in the terminal."""
    assert "about 4 minutes" in page.text
    assert "1 of 6" in page.text
    page.go_to("Who was left out of something this week?")
    page.type("Families without e-mail. 🎈 ñ مرحبا")
    page.press("Control+Enter")
    assert page.focused == "Which of these would I like to look at closely?"
    page.press("Tab", "Space", "ArrowDown")
    assert page.focused == "AD2 Changes the rule"
    page.go_to("Starting")
    page.press(*["ArrowDown"] * 4)
    assert page.focused == "Can't say yet"
    page.go_to("What makes that the honest answer?")
    page.type("I was away.")
    page.press("Control+Enter", "Tab")
    page.type("The one they tell.")
    page.press("Control+Enter")
    assert "Which ones?" in page.text
    page.type(" The fifth graders'.")
    page.press("Control+Enter", "Tab", "ArrowDown", "ArrowDown")
    assert page.focused == "Steady"
    page.press("Enter")
    assert page.focused == "What was easiest?"
    page.go_to("Skip")
    page.press("Enter")
    page.go_to("Back")
    page.press("Enter", "Tab", "Space", "Enter")
    assert "For example: When a list of chosen students is shared, then I will ask who is not on it" in page.text
    _plan_and_save_on_page(page)


def _plan_and_save_on_page(page: chromium.Page | Firefox) -> None:
    page.press("Tab")
    page.type("When I make the list,")
    page.go_to("… then I will …")
    page.type("then I'll call the three families.")
    page.go_to("… by …")
    page.type("someday")
    page.press("Enter")
    assert "That isn't a day to come" in page.text
    page.run("document.activeElement.select()")
    page.type("2 weeks")
    page.press("Enter")
    assert page.focused == "Looking back"
    page.go_to("Mark as evidence")
    page.press("Space")
    page.go_to("Set a goal for the year")
    page.press("Enter")
    page.press("Tab", "Space", "Enter", "Tab")
    page.type("Ask who is missing.")
    page.go_to("What would people see or hear if I got there?")
    page.type("They ask it\nbefore I do.")
    page.press("Control+Enter")
    page.go_to("Save my answers")
    page.press("Enter")
    assert page.focused == "Saved as answers-advocacy.txt"


def _in_terminal(journal: str) -> None:
    """Answer all of the guide in the terminal."""
    with Terminal("reflect", "advocacy", "--portrait", PORTRAIT, "--journal", journal, rows=60) as terminal:
        terminal.wait_for("about 4 minutes", "1 of 6", *LINE)
        terminal.type("Families without e-mail. 🎈 ñ مرحبا" + ENTER)
        terminal.wait_for("Which of these", *CHOICE)
        terminal.type("2" + ENTER)
        terminal.wait_for("Changes the rule:", *CHOICE)
        terminal.type("5" + ENTER)
        terminal.wait_for("honest answer?", *LINE)
        terminal.type("I was away." + ENTER)
        terminal.wait_for("3 of 6", *LINE)
        terminal.type("The one they tell." + ENTER)
        terminal.wait_for("Which ones?", "›")
        terminal.type("The fifth graders'." + ENTER)
        terminal.wait_for("4 of 6", *CHOICE)
        terminal.type("3" + ENTER)
        terminal.wait_for("What was easiest?", *CHOICE)
        terminal.type("1" + ENTER)
        terminal.wait_for("When …", *LINE)
        terminal.type("When I make the list," + ENTER)
        terminal.wait_for("then I will …", *LINE)
        terminal.type("then I'll call the three families." + ENTER)
        terminal.wait_for("by …", *LINE)
        terminal.type("2 weeks" + ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type("e 1" + ENTER)
        terminal.wait_for("is evidence now", *LINE)
        terminal.type("goal" + ENTER)
        terminal.wait_for("Which attribute is this goal about?", *CHOICE)
        terminal.type("1" + ENTER)
        terminal.wait_for("get better at", *LINE)
        terminal.type("Ask who is missing." + ENTER)
        terminal.wait_for("What would people see", *LINE)
        terminal.type("They ask it\x1b\rbefore I do." + ENTER)
        terminal.wait_for("Looking back", *LINE)
        terminal.type(ENTER)
        assert terminal.finish() == 0


def test_a_session_by_page_leaves_the_entry_of_the_terminal(browser: Browser | Firefox, tmp_path: Path) -> None:
    """The same answers, by keys in a real browser on a phone and in a real terminal, make the same blocks."""
    made = shell(f"cd {tmp_path}; portrait reflect advocacy --page --portrait {PORTRAIT}")
    assert made.returncode == 0, made.stderr
    browser.save_downloads_in(tmp_path)
    page = browser.open(tmp_path / "reflect-advocacy.html", width=360, height=640)
    if isinstance(page, chromium.Page):
        page.go_offline()
    _on_page(page)
    answers = page.downloaded(tmp_path)
    assert answers.name == "answers-advocacy.txt"
    read = shell(f"portrait reflect --answers {answers} --portrait {PORTRAIT} --journal {tmp_path / 'by-page'}")
    assert read.returncode == 0, read.stderr
    _in_terminal(str(tmp_path / "in-terminal"))

    by_page, in_terminal = _only_entry(tmp_path / "by-page"), _only_entry(tmp_path / "in-terminal")
    assert _blocks(by_page) == _blocks(in_terminal)
    kinds = {type(block) for block in by_page.blocks}
    assert {Response, Placement, Plan, Goal, Evidence} <= kinds
    assert (by_page.guide, by_page.title, by_page.attributes) == (
        in_terminal.guide,
        in_terminal.title,
        in_terminal.attributes,
    )
    assert page.run("performance.getEntriesByType('resource').length") == 0
    if isinstance(page, chromium.Page):
        assert page.requests == []
        assert page.complaints == []
