"""Every guide of several portraits, answered on its page and in a session: the entries are the same."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chromium import Browser, started
from conftest import NOON, TESTS
from examples import DISTRICT, PORTRAIT
from pages import PORTRAIT as PAGES
from portrait_cli.core.answers import answer_to
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.entry_from_session import entry_from_session
from portrait_cli.core.guide import Guide
from portrait_cli.core.page_from_session import page_from_session
from portrait_cli.core.play import apply
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Answer, BeginGoal, Mark, Session, Step
from portrait_cli.core.session_from_guide import SessionStart, lay_out
from portrait_cli.export import page as export_page
from portrait_cli.formats import answers_file, portrait_file

YEAR, _ = portrait_file.load((TESTS / "portraits" / "year.yaml").read_bytes(), "year.yaml")
GUIDES = [(portrait, guide) for portrait in (PORTRAIT, DISTRICT, YEAR, PAGES) for guide in portrait.guides]

_ANSWER_ALL = """(async () => {
    document.getElementById('list').click();
    const page = JSON.parse(document.getElementById('page').textContent);
    const answers = %s;
    const fill = () => page.steps.forEach((step, number) => {
        const box = document.getElementById('step-' + number);
        if (!box.checkVisibility()) return;
        const radios = box.querySelectorAll('[type=radio]');
        if (radios.length) radios[answers[step.id] %% radios.length].checked = true;
        else box.querySelector('textarea, [type=text]').value = answers[step.id];
        box.dispatchEvent(new Event('input', {bubbles: true}));
    });
    fill();
    document.getElementById('next').click();
    const goal = document.getElementById('goal');
    if (goal.checkVisibility()) {
        goal.click();
        fill();
        document.getElementById('next').click();
    }
    const marks = [...document.querySelectorAll('.mark')].filter(mark => mark.checkVisibility());
    for (const mark of marks) mark.querySelector('input').click();
    document.getElementById('save').click();
    await new Promise(done => setTimeout(done));
    return document.getElementById('text').value;
})()"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser."""
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _session(portrait: Portrait, guide: Guide, named: frozenset[str] = frozenset()) -> Session:
    attributes = portrait.attributes[:2] if guide.per_attribute else portrait.attributes
    return lay_out(portrait, guide, SessionStart("a1", NOON, "", attributes, named=named), Past())


def _typed(session: Session, number: int) -> dict[str, str | int]:
    """Return what is given to each step: words, a day, or which choice."""
    typed: dict[str, str | int] = {}
    for place, step in enumerate(session.steps):
        typed[step.id] = f"When I say “{place}”, it's long enough for anyone here. ñ\n- مرحبا "
        if step.purpose == "by":
            typed[step.id] = "2099-12-07"
        if step.choices:
            typed[step.id] = place + number
    return typed


def _played(session: Session, typed: dict[str, str | int]) -> Session:
    """Answer all that a session asks, a goal at its end too, and mark what can be evidence."""

    def answered(session: Session) -> Session:
        while session.step:
            session = apply(session, Answer(_answer(session.step, typed[session.step.id])))
        return session

    session = answered(session)
    if session.offers_goal:
        session = answered(apply(session, BeginGoal()))
    for step in session.listed:
        if step.purpose in {"words", "comment"}:
            session = apply(session, Mark(step.id))
    return session


def _answer(step: Step, typed: str | int) -> str:
    text = step.choices[typed % len(step.choices)].id if isinstance(typed, int) else typed
    return answer_to(step, text, NOON.date())


@pytest.mark.parametrize("number", range(len(GUIDES)))
def test_a_page_leaves_what_the_session_leaves(browser: Browser, tmp_path: Path, number: int) -> None:
    """Whichever choices are made, the saved file gives the entry of the session, block for block."""
    portrait, guide = GUIDES[number]
    session = _session(portrait, guide)
    typed = _typed(session, number)
    file = tmp_path / "page.html"
    file.write_text(export_page.write(page_from_session(session, portrait)), encoding="utf-8")
    browser.save_downloads_in(tmp_path)
    page = browser.open(file)
    saved = str(page.run(_ANSWER_ALL % json.dumps(typed)))
    given = answers_file.parse(saved.encode(), "saved.txt")
    filled = answers_file.fill(_session(portrait, guide, frozenset(given.answers)), given, NOON.date())
    played = _played(session, typed)
    assert filled.answers == played.answers
    assert len(played.answers) > 2
    assert entry_from_session(filled) == entry_from_session(played)
    assert page.complaints == []
