"""Pages that people answer, in a real browser: every state of them, on a phone and on a desk."""

import json
import random
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pypdf
import pytest
from msgspec.structs import replace

import chromium
from chromium import Browser, axe, started
from documents import ARABIC, HOSTILE
from pages import answers_in, page_of, session_page, written
from portrait_cli.core import day_words
from portrait_cli.core.page import Page
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.shown import Line, Shown
from portrait_cli.core.text import one_line, visible
from portrait_cli.export import page as export_page

PHONE, DESK = (360, 640), (1000, 800)
_NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied'); }})"
_WORDS = Step("sitting.one", "words", "What happened?")
_LEVEL = Step("a.level", "choice", "How often?", choices=(Choice("often", "Often"), Choice("never", "Never")))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Start a browser."""
    with started(tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def _open(
    browser: Browser, folder: Path, page: Page, size: tuple[int, int] = PHONE, before: str = ""
) -> chromium.Page:
    """Open a page that is no other test's: each keeps a draft of its own."""
    page = replace(page, footer=(*page.footer, folder.name))
    browser.save_downloads_in(folder)
    return browser.open(written(folder, page), width=size[0], height=size[1], before=before)


def _click(page: chromium.Page, selector: str) -> None:
    page.run(f"document.querySelector({json.dumps(selector)}).click()")


def _states(page: chromium.Page) -> Iterator[str]:
    """Go through the states of the page of a session, by what is pressed and typed."""
    yield "beginning"
    page.run("document.querySelector('textarea').focus()")
    page.type("Families.")
    _click(page, "#next")
    page.press("Tab", "Space")
    _click(page, "[value='can-t-say-yet']")
    yield "level and comment"
    _click(page, "#next")
    page.press("Tab")
    page.type("They.")
    _click(page, "#next")
    yield "nudge"
    for _ in range(3):
        _click(page, "#next")
    page.press("Tab")
    page.type("it rains")
    page.press("Tab")
    page.type("stay")
    page.press("Tab")
    page.type("someday")
    page.press("Enter")
    yield "complaint about a day"
    page.run("document.activeElement.value = 'dec 7'")
    page.press("Enter")
    yield "review"
    _click(page, "#goal")
    yield "goal"
    _click(page, "#next")
    _click(page, "#next")
    page.reload()
    yield "restored"
    _click(page, "#save")
    yield "saved"
    _click(page, "#to-answers")
    _click(page, ".change")
    _click(page, "#list") if page.run("!document.getElementById('list').hidden") else None
    yield "list"


# --- for everyone ---


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("language", ["en", "ar", "sw"])
def test_a_checker_of_accessibility_finds_nothing(
    browser: Browser, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    """axe-core has nothing to say about any state, in a language of ours, from right to left, and in another one.

    It cannot tell the contrast of the dots beside a level, which are no words; they are as dark as the hints.
    """
    page = _open(browser, tmp_path, replace(session_page(language=language), send_to="dana@school.example"), size)
    script = axe()
    found = "result.violations.concat(result.incomplete)"
    but_for_dots = "rule.nodes.map(node => node.html).filter(html => !html.includes('class=\"dots\"'))"
    for state in _states(page):
        page.run("document.getElementById('moves').style.position = 'static'")  # what is below it cannot be judged
        page.run(script)
        complaints = page.run(f"axe.run().then(result => {found}.map(rule => [rule.id, ...{but_for_dots}]))")
        assert isinstance(complaints, list)
        assert [one for one in complaints if len(one) > 1] == [], state


_SMALL = """(() => {
    const seen = (one) => one.checkVisibility() && one.getClientRects().length;
    const targets = [...document.querySelectorAll('button, .choice, .mark, textarea, a, summary, ' +
        '[type=text], [type=date]')].filter(seen);
    const low = targets.filter(one => Math.min(one.getBoundingClientRect().height,
        one.getBoundingClientRect().width) < 48).map(one => one.outerHTML.slice(0, 80));
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = [];
    while (words.nextNode()) {
        const box = words.currentNode.parentElement;
        if (words.currentNode.data.trim() && seen(box) && parseFloat(getComputedStyle(box).fontSize) < 16) {
            small.push(words.currentNode.data);
        }
    }
    return [low, small, document.documentElement.scrollWidth - innerWidth];
})()"""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_targets_are_large_and_words_are_not_small(browser: Browser, tmp_path: Path, size: tuple[int, int]) -> None:
    """What is pressed is 48 pixels high and wide, words have 16, and nothing goes over the side, in every state."""
    page = _open(browser, tmp_path, session_page(), size)
    for state in _states(page):
        assert page.run(_SMALL) == [[], [], 0], state


def test_the_question_has_the_focus_and_its_number_is_said(browser: Browser, tmp_path: Path) -> None:
    """When the question changes, its heading has the focus, described by the progress, and stands at the top."""
    page = _open(browser, tmp_path, session_page())
    page.go_to("Who was left out of something this week?")
    page.type("Families.")
    page.press("Control+Enter")
    assert page.focused == "Which of these would I like to look at closely?"
    described = "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"
    assert page.run(described) == "2 of 6"
    assert page.run("[document.activeElement.tagName, scrollY]") == ["H3", 0]


@pytest.mark.parametrize(("language", "next_word"), [("ar", "تخطَّ"), ("es-MX", "Omitir"), ("sw", "Skip")])
def test_the_pages_own_words_are_in_the_portraits_language(
    browser: Browser, tmp_path: Path, language: str, next_word: str
) -> None:
    """They are English, and marked so, where we have no words of a language; the page has its direction."""
    page = _open(browser, tmp_path, session_page(language=language))
    assert page.run("document.getElementById('next').textContent") == next_word
    own = "document.getElementById('moves').closest('[lang]').lang"
    assert page.run(f"[document.documentElement.lang, {own}]") == [language, "en" if language == "sw" else language]
    assert page.run("document.querySelector('#intro p:last-of-type').closest('[lang]').lang") == page.run(own)
    assert page.run("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert "{" not in page.text


def test_what_happens_to_the_answers_is_said_before_they_are_saved(browser: Browser, tmp_path: Path) -> None:
    """On a phone, a page for a group has its first question on the first screen; the rest is one press away."""
    letter = tuple(f"Paragraph {number}. {'Words of the letter. ' * 8}" for number in range(6))
    made = replace(page_of(_WORDS), header=(("request", "k7f32m9q"), ("group", "staff")), intro=letter, request="{}")
    page = _open(browser, tmp_path, made)
    assert "Paragraph 2." in page.text
    assert "Paragraph 3." not in page.text
    _click(page, "summary")
    assert "Paragraph 5." in page.text
    _click(page, "#next")
    assert page.focused == "What happened?"
    _click(page, "#next")
    assert "What happens to my answers" in page.text
    assert "Paragraph 5." in page.text
    coach = _open(browser, tmp_path, replace(made, header=(("request", "k7f32m9q"), ("by", "Ana"))))
    assert "Paragraph 5." in coach.text
    assert "What happens to my answers" not in coach.text


def test_what_goes_on_is_within_reach_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    """The button is on the screen before a long question is read to its end; in a list it is at the end."""
    long = replace(_LEVEL, choices=tuple(Choice(f"c{n}", f"Choice {n}", "A statement. " * 9) for n in range(5)))
    page = _open(browser, tmp_path, page_of(long, _WORDS))
    bottom = "document.getElementById('next').getBoundingClientRect().bottom"
    assert page.run(f"document.body.scrollHeight > innerHeight && {bottom} <= innerHeight") is True
    _click(page, "#list")
    assert page.run(f"{bottom} > innerHeight") is True


def test_what_is_asked_begins_below_what_it_is_about(browser: Browser, tmp_path: Path) -> None:
    """Where a letter fills a phone, the button leads to the first question; once that is in sight it skips it."""
    made = replace(page_of(_WORDS, _LEVEL), intro=("Words of the letter. " * 60,))
    page = _open(browser, tmp_path, made)
    name = "document.getElementById('next').textContent"
    assert page.run(name) == "Begin"
    _click(page, "#next")
    assert page.focused == "What happened?"
    assert page.run(name) == "Skip"
    assert page.run("document.activeElement.getBoundingClientRect().top < innerHeight / 2") is True
    assert "1 of 2" in page.text
    page.go_to("Skip")
    page.press("Enter")
    assert "2 of 2" in page.text


@pytest.mark.parametrize(("until", "is_late"), [(date(2001, 1, 1), True), (date(2999, 1, 1), False), (None, False)])
def test_a_day_that_has_passed_is_said_kindly(
    browser: Browser, tmp_path: Path, until: date | None, is_late: bool
) -> None:
    """After the day the page says whom to ask, and can be answered all the same."""
    page = _open(browser, tmp_path, replace(page_of(_WORDS), until=until, late="The day has passed. Ask Dana."))
    assert ("Ask Dana" in page.text) is is_late
    page.go_to("Skip")


def test_the_review_is_short_and_is_saved_from_its_beginning(browser: Browser, tmp_path: Path) -> None:
    """What was skipped below an answer has no line, a skipped question has one, and Save comes first, too."""
    comment = Step("a.why", "comment", "Give one example.", needs="a.level")
    page = _open(browser, tmp_path, page_of(_LEVEL, comment, _WORDS))
    _click(page, "[value='often']")
    _click(page, "#next")
    _click(page, "#next")
    assert "Give one example." not in page.text
    assert page.text.count("skipped") == 1
    page.press("Tab")
    assert page.focused == "Save my answers"
    page.press("Enter")
    assert answers_in(page.downloaded(tmp_path)) == {"a.level": "often"}


def test_a_plan_without_its_second_part_is_kept_as_words(browser: Browser, tmp_path: Path) -> None:
    """The review says that a plan needs both parts; the words are in the file."""
    when = Step("plan.when", "when", "When …")
    page = _open(browser, tmp_path, page_of(when, Step("plan.then", "then", "… then I will …", needs="plan.when")))
    page.press("Tab")
    page.type("When I make the list")
    _click(page, "#next")
    assert "A plan needs both parts." in page.text
    _click(page, "#save")
    assert answers_in(page.downloaded(tmp_path)) == {"plan.when": "When I make the list"}


def test_whoever_answers_for_somebody_is_thanked(browser: Browser, tmp_path: Path) -> None:
    """Thanks come with the saved file, and no word of what was answered stays on that screen."""
    page = _open(browser, tmp_path, replace(page_of(_WORDS), request="{}", thanks="Thank you. Dana will read it."))
    page.press("Tab")
    page.type("A bus came.")
    page.press("Control+Enter")
    assert "Thank you" not in page.text
    _click(page, "#save")
    assert "Thank you. Dana will read it." in page.text
    assert "A bus came." not in page.text
    assert "What happened?" in _on_paper(page, tmp_path)


def test_ones_own_answers_can_be_read_and_printed_once_saved(browser: Browser, tmp_path: Path) -> None:
    """After a session the answers stand below, and are what is printed, without the form and its buttons."""
    page = _open(browser, tmp_path, page_of(_LEVEL, _WORDS))
    _click(page, "[value='often']")
    _click(page, "#next")
    page.press("Tab")
    page.type("A bus came.")
    page.press("Control+Enter")
    _click(page, "#save")
    assert "A bus came." in page.text
    assert "Change" not in page.text
    paper = _on_paper(page, tmp_path)
    assert "How often?" in paper
    assert "Often" in paper
    assert "A bus came." in paper
    assert "Never" not in paper
    assert "Copy" not in paper
    _click(page, "#to-answers")
    assert "Change" in page.text


# --- drafts ---


def _pause(page: chromium.Page) -> None:
    """Wait as long as a person does between two keys that belong to different words."""
    late = time.monotonic() + chromium.PATIENCE
    while not page.run("Object.values({...localStorage}).some(draft => draft.includes('Half a'))"):
        assert time.monotonic() < late, "no draft was kept"


def test_half_typed_words_are_there_after_a_reload(browser: Browser, tmp_path: Path) -> None:
    """Words are kept after a pause, come back with the question, and are gone after starting over."""
    page = _open(browser, tmp_path, page_of(_LEVEL, _WORDS))
    _click(page, "[value='never']")
    _click(page, "#next")
    page.press("Tab")
    page.type("Half a word")
    _pause(page)
    page.reload()
    assert "Your answers are still here. If they are not yours:" in page.text
    assert "2 of 2" in page.text
    assert page.run("document.querySelector('textarea').value") == "Half a word"
    assert page.run("document.querySelector('[value=never]').checked") is True
    start_over = "document.querySelector('.start-over').click()"
    page.says_yes(lambda: page.run(f"void setTimeout(() => {start_over})"))
    assert "1 of 2" in page.text
    page.reload()
    assert "still here" not in page.text
    assert page.run("document.querySelector('textarea').value") == ""


def test_a_draft_is_gone_once_it_is_saved(browser: Browser, tmp_path: Path) -> None:
    """After saving, the browser holds nothing of it, and the page begins anew."""
    page = _open(browser, tmp_path, page_of(_WORDS))
    page.press("Tab")
    page.type("Half a word")
    page.press("Control+Enter")
    _click(page, "#save")
    assert answers_in(page.downloaded(tmp_path)) == {"sitting.one": "Half a word"}
    kept = "Object.values({...localStorage}).filter(draft => draft.includes('Half a')).length"
    assert page.run(kept) == 0
    _click(page, "#to-answers")
    assert page.run(kept) == 0
    _click(page, ".change")
    page.press("Tab")
    page.type(", and more")
    _pause(page)
    _click(page, "#next")
    _click(page, "#save")
    assert page.run(kept) == 0
    page.reload()
    assert page.run("document.querySelector('textarea').value") == ""


def test_two_pages_do_not_mix(browser: Browser, tmp_path: Path) -> None:
    """A draft belongs to the page with the same words, wherever its file is."""
    one = _open(browser, tmp_path, page_of(_WORDS))
    one.press("Tab")
    one.type("Half a word")
    _pause(one)
    other = _open(browser, tmp_path, page_of(replace(_WORDS, prompt="What else happened?")))
    assert other.run("document.querySelector('textarea').value") == ""
    again = _open(browser, tmp_path, page_of(_WORDS))
    assert again.run("document.querySelector('textarea').value") == "Half a word"
    again.run("localStorage.clear()")


def test_a_browser_that_keeps_nothing_is_enough(browser: Browser, tmp_path: Path) -> None:
    """Where localStorage throws, the page says so, and goes on up to the saved file."""
    page = _open(browser, tmp_path, page_of(_WORDS), before=_NO_STORAGE)
    assert "This browser keeps no drafts" in page.text
    page.press("Tab")
    page.type("Kept in a file.")
    page.press("Control+Enter")
    _click(page, "#save")
    assert answers_in(page.downloaded(tmp_path)) == {"sitting.one": "Kept in a file."}


def test_a_damaged_draft_is_as_good_as_none(browser: Browser, tmp_path: Path) -> None:
    """What is in the browser's memory and no draft is passed over."""
    made = replace(page_of(_WORDS), footer=(tmp_path.name,))
    for damage in ("{", "null", "[]", '{"state": null, "fields": 3}'):
        page = browser.open(written(tmp_path, made), before=f"localStorage.setItem({_name(made)}, {damage!r})")
        assert "1 of 1" in page.text
        assert "still here" not in page.text


def _name(made: Page) -> str:
    """Return the name of a page's draft, as a script has it."""
    key = re.search('"key":"(.*?)"', export_page.write(made))
    assert key
    return f"'portrait {key[1]}'"


# --- as a list ---


def test_all_questions_can_be_answered_at_once(browser: Browser, tmp_path: Path) -> None:
    """A list has every question that is asked, goes straight to the review, and changes go to their place in it."""
    comment = Step("a.why", "comment", "Why?", needs="a.level", needs_one_of=("never",))
    page = _open(browser, tmp_path, page_of(_LEVEL, comment, _WORDS, replace(_WORDS, id="sitting.two")))
    page.go_to("All questions at once")
    page.press("Space")
    assert "3 of 3" in page.text
    assert "Why?" not in page.text
    _click(page, "[value='never']")
    assert "Why?" in page.text
    page.reload()
    assert "3 of 3" in page.text
    page.go_to("What happened?")
    page.type("A bus came.")
    page.press("Control+Enter")
    assert page.focused == "Looking back"
    page.run("[...document.querySelectorAll('.change')].at(-1).click()")
    assert page.run("document.activeElement.id") == "prompt-3"
    assert page.run("document.activeElement.getBoundingClientRect().top < innerHeight") is True
    _click(page, "#list")
    assert "1 of 3" in page.text
    assert "3 of 3" not in page.text


# --- saving ---


def test_what_is_saved_is_there_to_copy(browser: Browser, tmp_path: Path) -> None:
    """The text below is that of the file; a button copies it, and an address is there to write to."""
    page = _open(browser, tmp_path, replace(page_of(_WORDS), send_to="dana+1@school.example"))
    page.send("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    page.press("Tab")
    page.type("Señal مرحبا 👩🏽‍🏫")
    page.press("Control+Enter")
    _click(page, "#save")
    text = page.downloaded(tmp_path).read_text("utf-8")
    assert page.run("document.getElementById('text').value") == text
    _click(page, "#copy")
    late = time.monotonic() + chromium.PATIENCE
    while "Copied" not in page.text:
        assert time.monotonic() < late
    assert page.run("document.querySelector('a').href") == "mailto:dana%2B1@school.example?subject=Some%20questions"


def test_nothing_answered_is_nothing_to_save(browser: Browser, tmp_path: Path) -> None:
    """A page that was skipped through offers no file; after a goal was asked for it still goes back."""
    page = _open(browser, tmp_path, page_of(_WORDS))
    _click(page, "#next")
    assert "Nothing is answered yet" in page.text
    assert "Save my answers" not in page.text
    assert "Set a goal" not in page.text
    _click(page, "#last")
    assert "1 of 1" in page.text


def test_a_choice_can_be_taken_back(browser: Browser, tmp_path: Path) -> None:
    """The button below the choices clears them, and what was asked after them is gone again."""
    comment = Step("a.why", "comment", "Why?", needs="a.level", needs_one_of=("never",))
    page = _open(browser, tmp_path, page_of(_LEVEL, comment))
    assert "Clear my choice" not in page.text
    _click(page, "[value='never']")
    assert "Why?" in page.text
    _click(page, ".clear")
    assert "Why?" not in page.text
    assert "Skip" in page.text


def test_the_lines_above_a_question_have_the_words_of_the_session(browser: Browser, tmp_path: Path) -> None:
    """What a question shows comes from an earlier answer; lines without words are left out, and so is their title."""
    shown = Shown("My goal", (Line("", step="sitting.one"), Line("", "What would show it: ", "a.level")))
    page = _open(browser, tmp_path, page_of(_WORDS, replace(_WORDS, id="sitting.two", shown=shown)))
    _click(page, "#next")
    assert "My goal" not in page.text
    _click(page, "#back")
    page.press("Tab")
    page.type("Ask who\nis missing.")
    _click(page, "#next")
    assert "My goal" in page.text
    assert "Ask who is missing." in page.text
    assert "What would show it" not in page.text


# --- without its script, and on paper ---


def _on_paper(page: chromium.Page, folder: Path) -> str:
    reader = pypdf.PdfReader(page.printed(folder / "page.pdf"))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


@pytest.mark.parametrize("scripts", [True, False])
def test_everything_is_there_without_a_script_and_on_paper(browser: Browser, tmp_path: Path, scripts: bool) -> None:
    """Every question, choice and statement can be read, also those that are asked only after some answers."""
    by_mail = "You can also answer in an e-mail."
    made = replace(session_page(), without_script=(by_mail,))
    page = browser.open(written(tmp_path, made), scripts=scripts)
    text = _on_paper(page, tmp_path)
    for step in made.steps:
        assert " ".join(step.prompt.split()) in text
        for choice in step.choices:
            assert choice.label in text
            assert choice.statement in text
    assert "Only after: Can't say yet" in text
    assert ("open it in a browser such as Chrome" in page.text) is not scripts
    assert (by_mail in page.text) is not scripts
    assert "Keep the file" not in page.text


def test_line_ends_may_change_on_the_way(browser: Browser, tmp_path: Path) -> None:
    """With the line ends of Windows, as some mail programs make them, the page is as it was."""
    file = written(tmp_path, page_of(_WORDS))
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    page = browser.open(file)
    assert "1 of 1" in page.text
    assert page.complaints == []


def test_a_script_that_was_changed_on_its_way_does_not_run(browser: Browser, tmp_path: Path) -> None:
    """A mail program that adds to a script takes it away; the page says so, and shows everything."""
    file = written(tmp_path, session_page())
    file.write_text(file.read_text("utf-8").replace("</script>", " </script>"), encoding="utf-8")
    page = browser.open(file)
    assert "save this page and open it in a browser" in page.text
    assert "Where would I place myself today?" in page.text
    assert page.run(
        "[...document.querySelectorAll('textarea')].every(one => one.matches(':disabled') || one.readOnly)"
    )


# --- hostile words ---

_PIECES = (
    *HOSTILE.split("\n"),
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "</textarea>",
    '"><b>',
    "'`${1}`",
    "&amp;&#60;",
    "{answers}",
    "{number}",
    "{{ 7*7 }}",
    "\\u003c",
    "\\",
    '"',
    "# no comment",
    ": ",
    "- ",
    "|",
    "%YAML",
    "\u2028",
    "\u2029",
    "\x85",
    "\x7f",
    "\x1b[2J",
    "\u202egnp",
    "\ufeff",
    "\ufffe",
    "\U0001fffe",
    "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    ARABIC,
    "👩🏽‍🏫",
    "e\u0301",
    "\t",
    "  ",
    "__proto__",
    "constructor",
    "null",
    "~",
)


def _hostile_texts(number: int, *, joined: str) -> list[str]:
    dice = random.Random(14)  # noqa: S311  # the same each time
    return [f"{at} {joined.join(dice.choices(_PIECES, k=dice.randint(1, 4)))}x" for at in range(number)]


def test_a_thousand_hostile_words_of_a_portrait_stay_words(browser: Browser, tmp_path: Path) -> None:
    """Prompts, hints, headings, choices and statements are shown as they are written, and nothing of them runs."""
    texts = iter(_hostile_texts(1000, joined=" "))
    steps = tuple(
        Step(
            f"s{number}.level",
            "choice",
            next(texts),
            heading=next(texts),
            meaning=next(texts),
            hint=next(texts),
            choices=(Choice("a", next(texts), next(texts)), Choice("b", next(texts), next(texts))),
            examples={"a": next(texts)},
            prompts_after={"b": next(texts)},
        )
        for number in range(98)
    )
    made = replace(
        page_of(*steps),
        title=next(texts),
        header=(("request", "k7f32m9q"), ("group", "staff")),
        intro=(next(texts), next(texts), next(texts), next(texts)),
        how_to_return=(next(texts),),
        footer=(next(texts),),
        request=json.dumps({"words": "\n".join(_hostile_texts(1000, joined=""))}, ensure_ascii=False),
        file_name=f"{next(texts)[:20]}.txt",
    )
    page = _open(browser, tmp_path, made)
    for selector, words in {
        ".prompt": [step.prompt for step in steps],
        "h2.heading": [step.heading for step in steps],
        ".meaning": [step.meaning for step in steps],
        ".hint p:first-child": [step.hint for step in steps],
        ".name": [choice.label for step in steps for choice in step.choices],
        ".statement": [choice.statement for step in steps for choice in step.choices],
        "#intro [dir=auto]": list(made.intro),
        "h1": [made.title],
    }.items():
        shown = page.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(one => one.textContent)")
        assert shown == [visible(word) for word in words], selector
    assert page.run("document.querySelectorAll('script, img, a, b, [onerror], [style]').length") == 6
    assert (
        page.run("document.getElementById('request').textContent.length") == len(made.request)
        or page.run("JSON.parse(document.getElementById('request').textContent).words")
        == json.loads(made.request)["words"]
    )
    assert page.requests == []
    assert page.complaints == []


def test_names_that_mean_something_to_scripts_are_only_names(browser: Browser, tmp_path: Path) -> None:
    """A level called Constructor, and what is asked after it, are as any other."""
    level = replace(_LEVEL, choices=(Choice("constructor", "Constructor"), Choice("__proto__", "Proto")))
    comment = Step("a.why", "comment", "Why?", needs="a.level", prompts_after={"never": "Why not?"})
    page = _open(browser, tmp_path, page_of(level, comment))
    for choice in level.choices:
        _click(page, f"[value='{choice.id}']")
        assert page.run("document.getElementById('prompt-1').textContent") == "Why?"


def test_a_thousand_hostile_answers_come_back_character_for_character(browser: Browser, tmp_path: Path) -> None:
    """What is typed is in the review and in the file as it was, through a draft and a reload."""
    texts = [text.strip() for text in _hostile_texts(1000, joined="\n")]
    steps = tuple(Step(f"sitting.q{number}", "words", f"Question {number}?") for number in range(len(texts)))
    draft = json.dumps({"state": {"at": "review", "passed": [], "marked": [], "nudged": False}, "fields": texts})
    made = replace(page_of(*steps), footer=(tmp_path.name,))
    browser.save_downloads_in(tmp_path)
    before = f"localStorage.setItem({_name(made)}, {json.dumps(draft)})"
    page = browser.open(written(tmp_path, made), before=before)
    assert page.run("[...document.querySelectorAll('.said')].map(one => one.textContent)") == texts
    _click(page, "#save")
    assert answers_in(page.downloaded(tmp_path)) == {step.id: text for step, text in zip(steps, texts, strict=True)}
    assert page.complaints == []


# --- days ---

_DAYS = (
    "today", "Tomorrow", "friday", "monday", "Tuesday ", "2 weeks", "in 2 weeks", "in a week", "1 month", "3 months",
    "10 days", "two weeks", "an day", "dec 7", "december 7", "7 dec", "nov 1", "feb 29", "feb 30", "2026-12-07",
    "2026-1-5", "2027-02-29", "2026-11-22", "2026-11-23", "someday", "", "0 days", "12 months", "may 5", "six weeks",
    "sept 3", "14 months",
)  # fmt: skip


def test_the_page_reads_days_as_the_program_does(browser: Browser, tmp_path: Path) -> None:
    """Whatever day the page understands, the program understands as the same one, on any day of a year."""
    page = _open(browser, tmp_path, page_of(_WORDS))
    understood = set()
    for ahead in range(0, 430, 7):
        today = date(2026, 11, 23) + timedelta(days=ahead)
        at = f"new Date({today.year}, {today.month - 1}, {today.day})"
        read = page.run(f"{json.dumps(_DAYS)}.map(words => dayIn(words, {at}))")
        assert isinstance(read, list)
        for words, day in zip(_DAYS, read, strict=True):
            meant = day_words.ahead(one_line(words), today)
            assert day in {"", meant and meant.isoformat()}, (words, today)
            understood.add(words) if day else None
    assert {"today", "Tomorrow", "friday", "2 weeks", "in 2 weeks", "dec 7", "1 month", "two weeks"} <= understood
