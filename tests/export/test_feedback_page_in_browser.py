"""A colleague's whole way through the page of a request, in a real browser: on a phone, offline, with keys alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import chromium
from chromium import Browser, axe, started
from portrait_cli.core.colleague_set import ColleagueWords
from portrait_cli.core.colleague_words import complete
from portrait_cli.core.page_from_request import feedback_page
from portrait_cli.core.request import Group, Request
from portrait_cli.core.request_steps import Asked, steps_of
from portrait_cli.export import page as export_page
from portrait_cli.formats import answers_file, request_file
from portrait_cli.formats.yaml_tree import Scalar
from portrait_cli.store import seal
from requests_for_tests import REQUEST

WIDTH, HEIGHT = 360, 640
KEY = seal.new_key()
_BEGUN = "Browser.downloadWillBegin"
WORDS = complete(ColleagueWords(), "en")
STAFF, STUDENTS = REQUEST.groups[0], Group("students", "Students")
ITEMS = [Asked("Asks who is missing.", "asks", "advocacy", "Advocacy"), Asked("Speaks up.", "speaks", "advocacy")]
ANSWERED = {
    "advocacy.asks": "regularly",
    "advocacy.asks.example": 'At "open house": niños, أطفال 🙂',
    "advocacy.speaks": "not-seen",
    "closing.keep": "Ask\n\nus # first.",
}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser."""
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _request(folder: Path) -> Request:
    """Return a request that is no other test's: each page keeps a draft of its own."""
    return replace(
        REQUEST,
        title="Advocacy",
        why=f"We begin anew, {folder.name}.",
        steps=steps_of(ITEMS, WORDS, has_comments=True),
        recipient=KEY.recipient,
        send_to="dana@school.org",
    )


def _open(browser: Browser, folder: Path, request: Request, group: Group = STAFF) -> chromium.Page:
    page = feedback_page(request, group, embedded=request_file.write(request), footer=("Portrait of a Leader",))
    file = folder / f"feedback-{group.id}.html"
    file.write_text(export_page.write(page), encoding="utf-8")
    browser.save_downloads_in(folder)
    opened = browser.open(file, width=WIDTH, height=HEIGHT)
    opened.send("Page.bringToFront")
    opened.send("Emulation.setFocusEmulationEnabled", enabled=True)
    nothing = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
    opened.send("Network.emulateNetworkConditions", offline=True, **nothing)
    return opened


def _answer(page: chromium.Page) -> None:
    """Answer the page with keys alone, and load it again in the middle."""
    page.go_to("Regularly")
    page.press("Space")
    page.go_to("Give one example if you can.")
    page.type(ANSWERED["advocacy.asks.example"])
    page.press("Control+Enter")
    page.reload()
    page.go_to("Regularly")
    page.press("ArrowUp")  # from the first answer to the last
    page.go_to("Next")
    page.press("Enter", "Tab")  # from the question, which has the focus first, to the line for it
    page.type(ANSWERED["closing.keep"])
    page.press("Control+Enter")
    page.go_to("Skip")
    page.press("Enter")


def _saved(browser: Browser, page: chromium.Page, folder: Path) -> Path:
    before = browser.happened(_BEGUN, "")
    page.go_to("Save my answers")
    page.press("Enter")
    browser.wait(lambda: browser.happened(_BEGUN, "") != before)
    return page.downloaded(folder)


def test_a_colleague_answers_and_sends_a_sealed_reply(browser: Browser, tmp_path: Path) -> None:
    """On a phone, offline and with keys alone a page is answered, loaded again and saved; only the key opens it."""
    request = _request(tmp_path)
    page = _open(browser, tmp_path, request)
    assert page.run("document.documentElement.scrollWidth") == WIDTH
    _answer(page)
    reply = _saved(browser, page, tmp_path)

    assert reply.name == f"reply-{request.id}.txt"
    assert page.run("document.getElementById('text').value") == reply.read_text("utf-8")
    assert "regularly" not in reply.read_text("utf-8")
    words = seal.opened(reply.read_bytes(), KEY)
    assert len(words) % 16384 == 0
    read = answers_file.parse(words, reply.name)
    assert (read.request, read.group, read.by) == (request.id, "staff", "")
    said = {name: node.text for name, (_, node) in read.answers.items() if isinstance(node, Scalar)}
    assert said == ANSWERED
    assert [one for one in page.requests if '"type": "Document"' not in one] == []  # it was loaded twice
    assert page.complaints == []


def test_replies_differ_in_nothing_but_the_seal(browser: Browser, tmp_path: Path) -> None:
    """Three people who answer the same send files of one name, one size, and the same words within the seal.

    Each has the number of its form, which is within the seal, too.
    """
    request = _request(tmp_path)
    replies = []
    for person in "abc":
        folder = tmp_path / person
        folder.mkdir()
        page = _open(browser, folder, request)
        _answer(page)
        replies.append(_saved(browser, page, folder))
    sealed = [reply.read_bytes() for reply in replies]
    assert len({reply.name for reply in replies}) == 1
    assert len({len(data) for data in sealed}) == 1
    assert len(set(sealed)) == 3
    opened = [seal.opened(data, KEY) for data in sealed]
    numbers = [line for data in opened for line in data.splitlines() if line.startswith(b"sheet: ")]
    assert len(set(numbers)) == 3
    assert len({data.replace(number, b"") for data, number in zip(opened, numbers, strict=True)}) == 1


def test_a_reply_that_is_saved_twice_is_the_same(browser: Browser, tmp_path: Path) -> None:
    """Who saves twice without another answer has two files with the same bytes."""
    page = _open(browser, tmp_path, _request(tmp_path))
    _answer(page)
    first = _saved(browser, page, tmp_path).read_bytes()
    page.go_to("Back to my answers")
    page.press("Enter")
    page.go_to("Save my answers")
    page.press("Enter")
    assert str(page.run("document.getElementById('text').value")).encode() == first


@pytest.mark.parametrize("group", [STAFF, STUDENTS])
def test_a_checker_of_accessibility_finds_nothing(browser: Browser, tmp_path: Path, group: Group) -> None:
    """axe-core has nothing to say about the page of a request: before the first answer, in the review, once saved."""
    request = replace(_request(tmp_path), groups=(group,), collector="Sam Hall")
    page = _open(browser, tmp_path, request, group)
    script = axe()
    _check(page, script)
    _answer(page)
    _check(page, script)
    _saved(browser, page, tmp_path)
    _check(page, script)


def _check(page: chromium.Page, script: str) -> None:
    page.run("document.getElementById('moves').style.position = 'static'")  # what is below it cannot be judged
    page.run(script)
    found = "result.violations.concat(result.incomplete).map(rule => [rule.id, rule.nodes.map(node => node.html)])"
    assert page.run(f"axe.run().then(result => {found})") == []
