"""The page of a request: who asks, what happens to the answers, and in words that everyone understands."""

import re
from datetime import date

import pytest
import textstat  # type: ignore[import-untyped]  # it ships no types
from msgspec.structs import replace

from portrait_cli.core.asking_words import message
from portrait_cli.core.colleague_set import ColleagueWords
from portrait_cli.core.colleague_words import complete
from portrait_cli.core.page import Page
from portrait_cli.core.page_from_request import feedback_page, groups_in_words, minutes_of
from portrait_cli.core.request import Group, Request
from portrait_cli.core.request_steps import Asked, steps_of
from requests_for_tests import REQUEST

WORDS = complete(ColleagueWords(), "en")
STAFF, STUDENTS = REQUEST.groups[0], Group("students", "Students")
FULL = replace(
    REQUEST,
    title="Advocacy",
    why="We start a new team.",
    until=date(2026, 12, 3),
    steps=steps_of([Asked(f"Asks {n}.", str(n), "advocacy") for n in range(7)], WORDS, has_comments=True),
)
COLLECTED = replace(FULL, collector="Sam Hall", send_to="sam@school.org")
OF_STUDENTS = replace(COLLECTED, groups=(STUDENTS,), steps=FULL.steps[:8])


def _page(request: Request, group: Group = STAFF) -> Page:
    return feedback_page(request, group, embedded="{}", footer=("Portrait of a Leader, version 1",))


def _intro(request: Request, group: Group = STAFF) -> str:
    return "\n".join(_page(request, group).intro)


def _grade(text: str) -> float:
    """Return the school grade in which a text is read, by two formulas that count letters."""
    return max(float(textstat.automated_readability_index(text)), float(textstat.coleman_liau_index(text)))


def test_a_page_asks_what_the_request_asks() -> None:
    """The page has the request's questions and key, and saves which request and group it was."""
    page = _page(FULL)
    assert page.title == "Feedback for Dana Reyes: Advocacy"
    assert page.steps == FULL.steps
    assert page.header == (("request", "k7f32m9q"), ("group", "staff"))
    assert page.file_name == "reply-k7f32m9q.txt"
    assert page.recipient == FULL.recipient
    assert page.request == "{}"
    assert page.footer == ("Portrait of a Leader, version 1",)
    assert _page(replace(FULL, title="")).title == "Feedback for Dana Reyes"


def test_a_page_says_all_that_someone_should_know_before_they_answer() -> None:
    """Who asks and why, until when, which group, the thresholds, the seal, small places and fairness."""
    intro = _intro(FULL)
    for words in (
        "Dana Reyes wants to grow",
        "not an evaluation",
        "“We start a new team.”",
        "Thursday, December 3, 2026",
        "this group: Staff",
        "once 5 people of the group have replied",
        "from 8 replies",
        "content to have guessed",
        "It does not keep Dana Reyes out",
        "in a kinder light",
    ):
        assert words in intro


@pytest.mark.parametrize(("request_", "group"), [(FULL, STAFF), (OF_STUDENTS, STUDENTS)])
def test_another_round_is_called_one(request_: Request, group: Group) -> None:
    """The page and the message of another round say so, and thank for the one before; those of the first do not."""
    again = replace(request_, after="first001")
    assert "Dana Reyes asks this again" in _page(again, group).intro[0]
    assert "again, to see what has changed" in message(again)[1]
    assert "Thank you to everyone who answered" in message(again)[1]
    assert "again" not in " ".join([*_page(request_, group).intro, *message(request_)])


def test_a_page_says_nothing_that_is_not_so() -> None:
    """Without a reason, a date or comments, the page has no words about them."""
    intro = _intro(replace(FULL, why="", until=None, has_comments=False))
    assert not any(words in intro for words in ("Why", "answer by", "write", "Write"))


@pytest.mark.parametrize(("request_", "group"), [(FULL, STAFF), (OF_STUDENTS, STUDENTS)])
def test_a_phone_shows_first_what_must_be_known_before_writing(request_: Request, group: Group) -> None:
    """The first three paragraphs, which nobody has to unfold, say that words may be guessed."""
    assert "guess" in " ".join(_page(request_, group).intro[:3])


def test_a_page_says_what_an_e_mail_shows_before_anyone_answers() -> None:
    """What an e-mail tells whoever receives it stands among what happens to the answers, for students too."""
    assert "An e-mail shows Dana Reyes that you replied" in "\n".join(_page(FULL).intro[3:])
    assert "An e-mail shows Sam Hall that you replied" in _intro(COLLECTED)
    assert "Sam Hall can see that it is from you" in _intro(OF_STUDENTS, STUDENTS)


def test_a_number_by_chance_is_told() -> None:
    """The page says that what is saved has a number from the browser, and what it is for."""
    assert "a number that your browser makes by chance, so that you count once" in _intro(FULL)


def test_thanks_and_the_way_back_name_who_it_is() -> None:
    """Thanks name the asker; a day that has passed, and a browser without script, whom to ask and write to."""
    page = _page(COLLECTED)
    assert page.thanks.endswith("and 5 of you have replied, Dana Reyes sees what your group says together.")
    assert page.until == date(2026, 12, 3)
    assert page.late == "The day to answer by has passed. Please ask Sam Hall whether replies still count."
    assert "an e-mail to Sam Hall (sam@school.org), but then your answers are neither" in page.without_script[0]
    assert "an e-mail to Dana Reyes, but" in _page(FULL).without_script[0]
    assert "keep both" in page.how_to_return[1]


def test_a_collector_is_named() -> None:
    """With a collector the page says who has the key, and where replies go; the asker cannot open them."""
    page = _page(COLLECTED)
    assert "Sam Hall receives the replies, and has the only key." in "\n".join(page.intro)
    assert "keep Dana Reyes out" not in "\n".join(page.intro)
    assert page.send_to == "sam@school.org"
    assert page.how_to_return[0].startswith("Send the saved file to Sam Hall, sam@school.org")


@pytest.mark.parametrize("has_comments", [True, False])
def test_students_hear_it_in_plain_words(has_comments: bool) -> None:
    """A student reads that nothing has to be answered, who opens it, and that it is no test, in sixth-grade words."""
    request = replace(OF_STUDENTS, has_comments=has_comments)
    intro = _intro(request, STUDENTS)
    assert "not a test" in intro
    assert "You don't have to do it." in intro
    assert "Sam Hall opens the answers, not Dana Reyes." in intro
    assert ("guess" in intro) is has_comments
    assert "evaluation" not in intro
    assert _grade(intro) <= 6


def test_everyone_can_read_it() -> None:
    """What adults read before they answer is no harder than a newspaper for everyone."""
    assert _grade(_intro(FULL)) <= 9


@pytest.mark.parametrize("language", ["en", "es", "fr", "de", "pt", "ar", "ja"])
def test_a_page_is_in_the_language_of_the_portrait(language: str) -> None:
    """In each language that we have words for, adults and students hear all of it, with every brace filled."""
    for request, group in ((FULL, STAFF), (COLLECTED, STAFF), (OF_STUDENTS, STUDENTS)):
        page = _page(replace(request, language=language), group)
        english = _page(request, group)
        assert len(page.intro) == len(english.intro)
        words = "\n".join(
            [page.title, *page.intro, *page.how_to_return, *page.without_script, page.thanks, page.late]
        )
        assert "{" not in words
        assert all(said in words for said in ("Dana Reyes", "2026", "5", "8", "We start a new team."))
        assert (page.intro == english.intro) is (language == "en")


def test_another_language_hears_it_in_english() -> None:
    """Where we have no words for a language, the page has the English ones."""
    assert _page(replace(FULL, language="sw-KE")).intro == _page(FULL).intro
    assert "3 de diciembre de 2026" in _intro(replace(FULL, language="es-MX"))


def test_braces_in_a_name_are_words() -> None:
    """What a person typed is never read as a place to be filled."""
    assert "{why} {0}" in _intro(replace(FULL, asker="{why} {0}"))


def test_few_items_take_half_as_long() -> None:
    """A page for students takes about three minutes, another about six."""
    assert minutes_of(OF_STUDENTS) == 3
    assert minutes_of(FULL) == 6


def test_the_message_says_what_the_page_says() -> None:
    """The message names the minutes, the day and the way back; with a collector, theirs."""
    words = "\n".join(message(FULL))
    assert "working on Advocacy as a leader" in words
    assert "on A, B and C as" in "\n".join(message(replace(FULL, title="A, B, C")))
    assert "6 minutes by Thursday, December 3?" in words
    assert "Why I ask: We start a new team." in words
    assert "once 5 of a group have replied" in words
    assert "send the file to me." in words
    assert "send the file to sam@school.org." in "\n".join(message(COLLECTED))
    assert "6 minutes?" in "\n".join(message(replace(FULL, until=None, title="")))


def test_the_message_says_what_is_shown_and_how_far_the_seal_goes() -> None:
    """Counts, words if they are asked for, and who has the key are in every message as they are on the page."""
    own = "\n".join(message(FULL))
    assert "what people wrote, each line by itself, once 8 have" in own
    assert "The seal keeps everyone else out, but not me" in own
    collected = "\n".join(message(COLLECTED))
    assert "Sam Hall receives the replies and has the only key" in collected
    assert "on my computer" not in collected
    for request in (FULL, COLLECTED, OF_STUDENTS):
        assert "wrote" not in "\n".join(message(replace(request, has_comments=False)))
    students = "\n".join(message(OF_STUDENTS))
    assert "chose each one if 5 or more answer, and what you wrote if 8 or more do" in students


def test_the_message_to_students_comes_from_the_collector() -> None:
    """Students are written to by the adult who receives their answers."""
    paragraphs = message(OF_STUDENTS)
    assert paragraphs[-1] == "Sam Hall"
    assert "You don't have to" in paragraphs[1]
    assert "send the file to me." in "\n".join(message(replace(OF_STUDENTS, send_to="")))


@pytest.mark.parametrize("language", ["es", "fr-CA", "de", "pt", "ar", "ja"])
@pytest.mark.parametrize(
    "request_", [FULL, COLLECTED, OF_STUDENTS, replace(FULL, send_to="", until=None, title="", why="")]
)
def test_the_message_is_in_the_language_of_its_page(request_: Request, language: str) -> None:
    """It has as many paragraphs as in English, with all that is filled in, and none of the English sentences."""
    one = replace(request_, language=language, after="first001")
    english, translated = message(replace(one, language="en")), message(one)
    assert len(translated) == len(english)
    assert translated[-1] == english[-1]
    assert not set(english[:-1]) & set(translated)
    text = "\n".join(translated)
    assert re.search(r"[{}]", text) is None
    filled = [one.send_to, "5", "8", str(minutes_of(one)), *(["2026"] if one.until else [])]
    is_for_adults = one is not OF_STUDENTS and "students" not in [group.id for group in one.groups]
    filled += [one.why, *one.title.split(", ")] if is_for_adults else [one.asker]
    assert all(part in text for part in filled)


def test_braces_in_what_a_leader_writes_stay() -> None:
    """A reason with braces, which the sentences use for what is filled in, stays as it is."""
    assert "Why I ask: {who} decides {}?" in message(replace(FULL, why="{who} decides {}?"))


def test_groups_are_listed() -> None:
    """The groups of a request are listed by their names."""
    assert groups_in_words(replace(FULL, groups=(STAFF, STUDENTS))) == "Staff, Students"
