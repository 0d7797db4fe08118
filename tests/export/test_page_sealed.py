"""A colleague's whole way on a phone, offline, in Chromium and in Firefox: what leaves is sealed, and opens whole."""

import time
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from msgspec.structs import replace

import chromium
import firefox
from chromium import PATIENCE, Browser
from firefox import Firefox
from pages import answers_in, page_of, written
from portrait_cli.core.doubles import doubles_among
from portrait_cli.core.page import Page
from portrait_cli.core.request import Group
from portrait_cli.core.session import Choice, Step
from portrait_cli.formats import answers_file, reply_file
from requests_for_tests import REQUEST

KEY = pyrage.x25519.Identity.generate()
OFTEN = (Choice("regularly", "Regularly"), Choice("not-seen", "I wasn't in a position to see"))
STEPS = (
    Step("advocacy.who", "choice", "Asks who is missing.", heading="Advocacy", attribute="advocacy", choices=OFTEN),
    Step("advocacy.who.example", "comment", "Give one example.", needs="advocacy.who", needs_one_of=("regularly",)),
    Step("closing.keep", "words", "Please keep doing ..."),
)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser | Firefox]:
    """Start each browser that there is."""
    with firefox.this_or_chromium(request.param, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _page(name: str) -> Page:
    return replace(
        page_of(*STEPS),
        title="Feedback for Dana Reyes",
        header=(("request", "k7f32m9q"), ("group", "staff")),
        file_name="reply-k7f32m9q.txt",
        recipient=str(KEY.to_public()),
        request="{}",
        footer=(name,),
    )


def _open(browser: Browser | Firefox, folder: Path) -> chromium.Page | Firefox:
    browser.save_downloads_in(folder)
    page = browser.open(written(folder, _page(folder.name)), width=360, height=640)
    if isinstance(page, chromium.Page):
        page.send(
            "Network.emulateNetworkConditions", offline=True, latency=0, downloadThroughput=0, uploadThroughput=0
        )
    return page


def test_a_colleague_answers_on_a_phone_without_a_network(browser: Browser | Firefox, tmp_path: Path) -> None:
    """By keys alone, through a reload, to a sealed file, in which every character is as it was typed."""
    page = _open(browser, tmp_path)
    page.go_to("Regularly")
    page.press("Space")
    page.go_to("Give one example.")
    page.type("She asked Señora Núñez. مرحبا 👩🏽‍🏫")
    page.press("Control+Enter", "Tab")
    page.type("asking us.")
    page.press("Control+Enter")
    assert page.focused == "Looking back"
    assert "Mark as evidence" not in page.text
    page.reload()
    assert "Your answers are still here." in page.text
    page.go_to("Save my answers")
    page.press("Enter")
    saved = page.downloaded(tmp_path)
    assert saved.name == "reply-k7f32m9q.txt"
    sealed = saved.read_bytes()
    assert sealed.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert b"asking" not in sealed

    opened = tmp_path / "opened.yaml"
    opened.write_bytes(pyrage.decrypt(sealed, [KEY]))
    assert answers_in(opened) == {
        "advocacy.who": "regularly",
        "advocacy.who.example": "She asked Señora Núñez. مرحبا 👩🏽‍🏫",
        "closing.keep": "asking us.",
    }
    parsed = answers_file.parse(opened.read_bytes(), "opened.yaml")
    assert (parsed.request, parsed.group, parsed.date, parsed.portrait) == ("k7f32m9q", "staff", "", "")
    assert b"Asks who" not in opened.read_bytes()
    assert opened.stat().st_size % 16384 == 0
    assert page.run("performance.getEntriesByType('resource').length") == 0
    if isinstance(page, chromium.Page):
        assert page.requests == []
        assert page.complaints == []


def test_the_same_answers_are_sealed_once(browser: Browser | Firefox, tmp_path: Path) -> None:
    """A second save gives the same bytes until an answer changes; then what was withdrawn is not in it."""
    page = _open(browser, tmp_path)
    saved: list[bytes] = []

    def save() -> None:
        saved.append(_save(page))

    page.go_to("Regularly")
    page.press("Space")
    page.go_to("Give one example.")
    page.type("Here.")
    page.press("Control+Enter")
    page.go_to("Skip")
    page.press("Enter")
    save()
    page.go_to("Back to my answers")
    page.press("Enter")
    save()
    page.go_to("Back to my answers")
    page.press("Enter")
    page.go_to("Change")
    page.press("Enter", "Tab", "ArrowDown")
    assert page.focused == "I wasn't in a position to see"
    page.press("Enter")
    save()
    assert saved[0] == saved[1] != saved[2]
    opened = tmp_path / "opened.yaml"
    opened.write_bytes(pyrage.decrypt(saved[2], [KEY]))
    assert answers_in(opened) == {"advocacy.who": "not-seen"}


def _answer(page: chromium.Page | Firefox) -> None:
    """Choose an answer, and skip the last question."""
    page.go_to("Regularly")
    page.press("Space", "Enter")
    page.go_to("Skip")
    page.press("Enter")


def _save(page: chromium.Page | Firefox) -> bytes:
    """Save from the review, and return what is there to copy."""
    page.go_to("Save my answers")
    page.press("Enter")
    late = time.monotonic() + PATIENCE
    while page.focused != "Saved as reply-k7f32m9q.txt":  # sealing takes a moment
        assert time.monotonic() < late, page.text
    return str(page.run("document.getElementById('text').value")).encode()


def test_whoever_saves_again_counts_once(browser: Browser | Firefox, tmp_path: Path) -> None:
    """Of two files from one form, also with a reload between them, the later counts; a form begun anew is another."""
    page = _open(browser, tmp_path)
    page.run("localStorage.clear()")
    number = "JSON.parse(Object.values(localStorage)[0]).state.sheet"
    _answer(page)
    saved = [_save(page)]
    assert "It replaces the one you saved before." not in page.text
    page.go_to("Back to my answers")
    page.press("Enter")
    page.go_to("Change")
    page.press("Enter", "Tab", "ArrowDown")
    kept = str(page.run(f"dispatchEvent(new Event('pagehide')), {number}"))
    page.reload()
    page.go_to("Next")
    page.press("Enter")
    saved.append(_save(page))
    assert "It replaces the one you saved before." in page.text
    assert kept not in str(page.run("document.body.outerHTML"))
    page.run("window.confirm = () => true, document.querySelector('#saved .start-over').click()")
    _answer(page)
    saved.append(_save(page))

    request = replace(REQUEST, steps=STEPS, groups=(Group("staff", "Staff"),))
    replies = [reply_file.reply_to(request, reply_file.parse(pyrage.decrypt(one, [KEY]))) for one in saved]
    assert [one.saved for one in replies] == [1, 2, 1]
    assert [one.answers["advocacy.who"] for one in replies] == ["regularly", "not-seen", "regularly"]
    assert kept == replies[0].sheet == replies[1].sheet != replies[2].sheet
    assert doubles_among(request, dict(zip("abc", replies, strict=True))) == {"a"}
