"""The page of a request: who asks and why, what happens to the answers, and the questions."""

from collections.abc import Iterator, Mapping

from portrait_cli.core.group_words import are_students
from portrait_cli.core.page import Page
from portrait_cli.core.request import Group, Request
from portrait_cli.core.request_words import words_for
from portrait_cli.core.request_words_english import RequestWords

_SHORT = 4
"""Up to so many items, it takes half as long."""


def feedback_page(request: Request, group: Group, *, embedded: str, footer: tuple[str, ...]) -> Page:
    """Return the page that a group answers; `embedded` is the request as the page carries it."""
    words = words_for(request.language)
    intro = _to_students if request.of_students or are_students(group) else _to_adults
    values = _values(request, group, words)
    title = words.title.format(**values)
    if request.title:
        title = f"{title}: {request.title}"
    return Page(
        title=title,
        steps=request.steps,
        header=(("request", request.id), ("group", group.id)),
        file_name=f"reply-{request.id}.txt",
        minutes=minutes_of(request),
        language=request.language,
        intro=tuple(paragraph.format(**values) for paragraph in intro(request, words)),
        how_to_return=tuple(paragraph.format(**values) for paragraph in _how_to_return(request, words)),
        without_script=(words.open_mail.format(**values),),
        thanks=words.thanks.format(**values),
        until=request.until,
        late=words.late.format(**values),
        send_to=request.send_to,
        recipient=request.recipient,
        request=embedded,
        footer=footer,
    )


def minutes_of(request: Request) -> int:
    """Return about how long the page takes."""
    return 6 if len(tuple(request.items)) > _SHORT else 3


def groups_in_words(request: Request) -> str:
    """List the groups that are asked."""
    return ", ".join(group.name for group in request.groups)


def _values(request: Request, group: Group, words: RequestWords) -> Mapping[str, str]:
    """Return what the words are filled with."""
    who = request.collector or request.asker
    return {
        "asker": request.asker,
        "collector": request.collector,
        "who": who,
        "to": f"{who} ({request.send_to})" if request.send_to else who,
        "why": request.why,
        "day": words.in_words(request.until) if request.until else "",
        "group": group.name,
        "address": request.send_to,
        "fewest": str(request.fewest),
        "fewest_for_comments": str(request.fewest_for_comments),
    }


# --- paragraphs, of which a phone shows the first three, and the others when they are wanted ---


def _to_adults(request: Request, words: RequestWords) -> Iterator[str]:
    yield _together(words.who, words.again if request.after else "", words.why if request.why else "")
    yield _together(words.until if request.until else "", words.free)
    if request.has_comments:
        yield words.small_place
    yield words.group
    if request.has_comments:
        yield words.comments
    yield words.mail
    yield words.collector if request.collector else words.seal


def _to_students(request: Request, words: RequestWords) -> Iterator[str]:
    yield _together(words.student_who, words.again if request.after else "", words.why if request.why else "")
    yield _together(words.until if request.until else "", words.student_free)
    yield _together(words.student_opens, words.student_guess if request.has_comments else "")
    yield words.student_counts
    if request.has_comments:
        yield words.student_comments
    yield words.student_mail


def _how_to_return(request: Request, words: RequestWords) -> Iterator[str]:
    yield words.send if request.send_to else words.hand_over
    yield words.keep_both


def _together(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
