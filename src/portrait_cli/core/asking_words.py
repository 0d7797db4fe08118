"""What a leader sends with a page: a short message to paste into an e-mail."""

from collections.abc import Iterator

from portrait_cli.core.dates import in_words
from portrait_cli.core.page_from_request import minutes_of
from portrait_cli.core.request import Request
from portrait_cli.core.request_groups import asks_students


def message(request: Request) -> tuple[str, ...]:
    """Return the paragraphs of the message."""
    if asks_students(request):
        return tuple(_for_students(request))
    return tuple(_for_adults(request))


def _for_adults(request: Request) -> Iterator[str]:
    about = f"on {_listed(request.title)} " if request.title else ""
    yield "Hello,"
    if request.after:
        yield (
            "I'm asking you this again, to see what has changed since the last time. Thank you to everyone who "
            "answered then."
        )
    yield (
        f"I'm working {about}as a leader, and you see what I can't. Would you give me {minutes_of(request)} minutes"
        f"{_by(request)}? The page is attached. Save it and open it in any browser, also on a phone. It needs no "
        "account and no internet."
    )
    if request.why:
        yield f"Why I ask: {request.why}"
    yield (
        f"Nobody's name is in it. I get to see how many chose each answer once {request.fewest} of a group have "
        f"replied{_words_of(request)}. {_seal(request)} This is not an evaluation, and you are free to leave it."
    )
    yield f"{_return(request, request.collector or 'me')} Thank you for helping me learn."
    yield request.asker


def _for_students(request: Request) -> Iterator[str]:
    yield "Hello,"
    if request.after:
        yield (
            f"{request.asker} is asking this again, to see what has changed. Thank you to everyone who answered "
            "before."
        )
    yield (
        f"{request.asker} would like to know what you see, to do the job better. Please answer a few short questions"
        f"{_by(request)}. It takes about {minutes_of(request)} minutes. You don't have to, and it has nothing to do "
        "with your grades."
    )
    words = (
        f", and what you wrote if {request.fewest_for_comments} or more do. Someone may still guess that words are "
        "yours."
    )
    yield (
        f"Your name is not in it. I open the answers. {request.asker} gets to see how many of you chose each one if "
        f"{request.fewest} or more answer{words if request.has_comments else '.'}"
    )
    yield f"{_return(request, 'me')} Thank you."
    yield request.collector


def _words_of(request: Request) -> str:
    if not request.has_comments:
        return ""
    return f", and what people wrote, each line by itself, once {request.fewest_for_comments} have"


def _seal(request: Request) -> str:
    """Return how far the seal goes, as the page has it."""
    if request.collector:
        return f"{request.collector} receives the replies and has the only key; I get that result, and no reply."
    return (
        "The seal keeps everyone else out, but not me: the key is on my computer, and a single reply could be opened "
        "there. The program never shows one."
    )


def _listed(title: str) -> str:
    """Write the names in a title as people say them: `Collaboration and Advocacy`."""
    *names, last = title.split(", ")
    return " and ".join(filter(None, [", ".join(names), last]))


def _by(request: Request) -> str:
    return f" by {in_words(request.until, year=False, weekday=True)}" if request.until else ""


def _return(request: Request, who: str) -> str:
    return f"At the end, save your answers and send the file to {request.send_to or who}."
