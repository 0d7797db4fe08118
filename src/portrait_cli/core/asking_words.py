"""What a leader sends with a page: a short message to paste into an e-mail, in the language of the page."""

from collections.abc import Iterator, Mapping

from portrait_cli.core.asking_words_english import ENGLISH, AskingWords
from portrait_cli.core.asking_words_translated import ARABIC, FRENCH, GERMAN, JAPANESE, PORTUGUESE, SPANISH
from portrait_cli.core.dates import in_words
from portrait_cli.core.page_from_request import minutes_of
from portrait_cli.core.request import Request
from portrait_cli.core.request_groups import asks_students
from portrait_cli.core.request_words import words_for

_KNOWN: Mapping[str, AskingWords] = {
    words.language: words for words in (ENGLISH, SPANISH, FRENCH, GERMAN, PORTUGUESE, ARABIC, JAPANESE)
}


def message(request: Request) -> tuple[str, ...]:
    """Return the paragraphs of the message."""
    words = _KNOWN[words_for(request.language).language]
    values = _values(request, words)
    paragraphs = _for_students(request, words) if asks_students(request) else _for_adults(request, words)
    signed_by = request.collector if asks_students(request) else request.asker
    return (*(" ".join(filter(None, sentences)).format(**values) for sentences in paragraphs), signed_by)


def _for_adults(request: Request, words: AskingWords) -> Iterator[tuple[str, ...]]:
    """Go through the paragraphs, each as its sentences; an empty one is left out."""
    yield (words.hello,)
    if request.after:
        yield (words.again,)
    yield (
        words.about if request.title else words.about_leading,
        words.minutes_until if request.until else words.minutes,
        words.page,
    )
    if request.why:
        yield (words.why,)
    yield (
        words.counts_and_comments if request.has_comments else words.counts,
        words.collector if request.collector else words.seal,
        words.free,
    )
    yield (words.send if request.send_to or request.collector else words.send_to_me, words.thanks)


def _for_students(request: Request, words: AskingWords) -> Iterator[tuple[str, ...]]:
    """Do the same for students, whom the adult writes to who receives their answers."""
    yield (words.hello,)
    if request.after:
        yield (words_for(words.language).again,)  # as on the page
    yield (words.student_ask_until if request.until else words.student_ask,)
    yield (words.student_counts_and_comments if request.has_comments else words.student_counts,)
    yield (words.student_send if request.send_to else words.student_send_to_me, words.student_thanks)


def _values(request: Request, words: AskingWords) -> Mapping[str, str]:
    """Return what the sentences are filled with."""
    return {
        "asker": request.asker,
        "collector": request.collector,
        "who": request.send_to or request.collector,
        "why": request.why,
        "title": _listed(request.title, words.joined_by),
        "minutes": str(minutes_of(request)),
        "day": _day(request, words),
        "fewest": str(request.fewest),
        "fewest_for_comments": str(request.fewest_for_comments),
    }


def _day(request: Request, words: AskingWords) -> str:
    if not request.until:
        return ""
    if words is ENGLISH:
        return in_words(request.until, year=False, weekday=True)
    return words_for(words.language).in_words(request.until)


def _listed(title: str, joined_by: str) -> str:
    """Write the names in a title as people say them: `Collaboration and Advocacy`."""
    *names, last = title.split(", ")
    return joined_by.join(filter(None, [", ".join(names), last]))
