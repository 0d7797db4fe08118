"""A coach's whole way: the page on a phone without a network, the saved file, and both views in a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import Browser, Page, axe, started
from coach_requests import COACH, LEADER
from conftest import Run, journal_entries
from screen import CHOICE, ENTER, LINE, Terminal

ASK = ("ask", "--coach", COACH, "--name", LEADER)
HEARD = 'It was <b>"loud"</b>: ñ مرحبا 🎈'


@pytest.fixture
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser, which knows of no other download."""
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _asked(run: Run, browser: Browser, folder: Path, *words: str) -> Page:
    """Ask a coach, and open the page on a phone without a network."""
    result = run(*ASK, *words, "-o", str(folder))
    assert result.code == 0, result.err
    browser.save_downloads_in(folder)
    (file,) = folder.glob("coach-*.html")
    page = browser.open(file, width=360, height=640)
    page.send("Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0)
    return page


def _save(page: Page, folder: Path) -> str:
    page.go_to("Save my answers")
    page.press("Enter")
    saved = page.downloaded(folder)
    assert saved.name.startswith("reply-")
    assert "AGE ENCRYPTED FILE" in saved.read_text(encoding="utf-8")
    assert page.requests == []
    assert page.complaints == []
    return str(saved)


def _accessible(page: Page) -> None:
    page.run(axe())
    found = "axe.run().then(result => result.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)]))"
    assert page.run(found) == []
    assert page.run("document.documentElement.scrollWidth") == 360


def _place_on_page(page: Page, level: int, words: str) -> None:
    """Choose a level, counted from 1, with the keys, and give an example."""
    page.go_to("Starting")
    page.press("Space", *["ArrowDown"] * (level - 1))
    page.go_to("What is one example of what you saw?")
    page.type(words)
    page.press("Control+Enter")


def _answer(terminal: Terminal, question: str, words: str = "") -> None:
    terminal.wait_for(question, *LINE)
    terminal.type(words + ENTER)


def _save_session(terminal: Terminal) -> None:
    terminal.wait_for("Enter saves")
    terminal.type(ENTER)


def _answer_by_page(page: Page) -> None:
    """Place two, and finish both lines."""
    for words in ("This is not anonymous.", f"The statements are written as {LEADER} would say them"):
        assert words in page.text
    _accessible(page)
    _place_on_page(page, 3, HEARD)
    _place_on_page(page, 1, "The fee is still there.")
    for words in ("You wait.", "What would it take?"):
        page.press("Tab")
        page.type(words)
        page.press("Control+Enter")
    _accessible(page)


def test_from_the_page_to_one_agreement(run: Run, home: Path, browser: Browser, tmp_path: Path) -> None:
    """The coach places two on a phone; the leader does in the terminal, sees both views, and makes a plan."""
    page = _asked(run, browser, tmp_path, "AD1", "AD2")
    _answer_by_page(page)
    assert run("receive", _save(page, tmp_path)).code == 0

    with Terminal("feedback") as terminal:
        terminal.wait_for(f"{COACH} has answered.", "AD2 Removes the barrier", "Place them now?", "›")
        terminal.type(ENTER)
        for name, level in (("AD1", "3"), ("AD2", "4")):
            terminal.wait_for(name, *CHOICE)
            terminal.type(level + ENTER)
            _answer(terminal, "What is one example?", f"Mine of {name}")
        _answer(terminal, "place me differently?")
        assert "loud" not in terminal.words
        _save_session(terminal)
        terminal.wait_for("AD2 Removes the barrier", "Space continues")
        terminal.type(" ")
        terminal.wait_for("one agreement now?", "›")
        terminal.type("y" + ENTER)
        _answer(terminal, "What is one thing we both see?", "The fee.")
        _answer(terminal, "agree to do about it?", "I ask the board.")
        _answer(terminal, "When …", "the agenda comes,")
        _answer(terminal, "then I will", "put the fee on it")
        _answer(terminal, "by …", "2 weeks")
        _answer(terminal, "When do we talk next?", "On the 9th.")
        _save_session(terminal)
        assert terminal.finish() == 0

    agreed, placed = sorted(journal_entries(home), key=lambda entry: entry.guide)
    assert [(one.target, one.comment) for one in placed.placements] == [
        ("ad1", "Mine of AD1"),
        ("ad2", "Mine of AD2"),
    ]
    assert [plan.then for plan in agreed.plans] == ["put the fee on it"]
    shown = run("feedback").out
    assert HEARD in shown
    assert "You see more here than Ms. Ortiz does." in " ".join(shown.split())


def test_an_entry_goes_to_a_coach_and_the_words_come_back(run: Run, browser: Browser, tmp_path: Path) -> None:
    """The page shows the note with a box below it; what is saved is read beside the note."""
    run("note", "The bus came late.\n\nNobody told the families.")
    page = _asked(run, browser, tmp_path, "--entry", "latest")
    assert f"{LEADER} wrote:" in page.text
    assert "The bus came late.\n\nNobody told the families." in page.text
    _accessible(page)
    page.go_to("A note")
    page.type("Who could\nhave told them?")
    page.press("Control+Enter", "Tab")
    page.type(HEARD)
    page.press("Control+Enter")
    _accessible(page)
    assert run("receive", _save(page, tmp_path)).code == 0
    shown = run("read").out
    assert "│ Ms. Ortiz: Who could\n" in shown
    assert HEARD in shown
