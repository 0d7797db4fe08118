"""The page of a request to a coach, who is known by name: it says so, and what happens to the answers."""

from collections.abc import Iterator

from portrait_cli.core.dates import in_words
from portrait_cli.core.minutes import minutes
from portrait_cli.core.page import Page
from portrait_cli.core.request import Request


def coach_page(request: Request, *, embedded: str, footer: tuple[str, ...]) -> Page:
    """Return the page that a coach answers; `embedded` is the request as the page carries it."""
    about = f": {request.title}" if request.title else ""
    is_entry = request.kind == "entry"
    return Page(
        title=f"What {request.asker} wrote" if is_entry else f"How you see {request.asker}{about}",
        steps=request.steps,
        header=(("request", request.id), ("by", request.by)),
        file_name=f"reply-{request.id}.txt",
        minutes=minutes(request.steps),
        language=request.language,
        intro=tuple(_of_entry(request) if is_entry else _of_levels(request)),
        how_to_return=(_how_to_return(request),),
        without_script=(_by_mail(request),),
        thanks=f"Thank you. Once your file has arrived, {request.asker} will read what you wrote.",
        until=request.until,
        late=f"The day to answer by has passed. Please ask {request.asker} whether it still helps.",
        send_to=request.send_to,
        recipient=request.recipient,
        request=embedded,
        footer=footer,
    )


def _of_levels(request: Request) -> Iterator[str]:
    """Write what is asked. A page shows three paragraphs at once: what everyone must read is among them."""
    leader = request.asker
    yield (
        f"{request.by}, {leader} asks for your view as a coach{_until(request)}, and places the same separately. "
        f"Then the two of you see both views side by side, and talk about where they differ.{_why(request)}"
    )
    yield _not_anonymous(request)
    yield (
        f"The statements are written as {leader} would say them: where one says “I”, that is {leader}. Choose the "
        "one that fits what you have seen lately. “I can't say yet” is a good answer, too."
    )
    yield _sealed(request)


def _of_entry(request: Request) -> Iterator[str]:
    leader = request.asker
    yield (
        f"{request.by}, {leader} hands you some of what they wrote, and asks for your words{_until(request)}. "
        f"There is room below each part, and at the end. Questions help more than advice. Leave anything "
        f"blank.{_why(request)}"
    )
    yield _not_anonymous(request)
    yield f"These are {leader}'s own words, and they are for you. Please don't pass this page on."
    yield _sealed(request)


def _until(request: Request) -> str:
    return f" by {in_words(request.until, weekday=True)}" if request.until else ""


def _why(request: Request) -> str:
    return f" Why, in {request.asker}'s words: “{request.why}”" if request.why else ""


def _not_anonymous(request: Request) -> str:
    return (
        f"This is not anonymous. Your name, {request.by}, is in what you send back, and {request.asker} sees "
        "each answer."
    )


def _sealed(request: Request) -> str:
    return (
        f"What you save is sealed on this device, so that only {request.asker} opens it. Nothing is sent by itself."
    )


def _how_to_return(request: Request) -> str:
    paste = "Or copy the text below and paste it into an e-mail"
    if request.send_to:
        return f"Send the saved file to {request.asker}, {request.send_to}. {paste}."
    return f"Give the saved file to {request.asker}. {paste} to them."


def _by_mail(request: Request) -> str:
    address = f" ({request.send_to})" if request.send_to else ""
    return f"You can also answer in an e-mail to {request.asker}{address}, but such an e-mail is not sealed."


def message(request: Request) -> Iterator[str]:
    """Go through the paragraphs of a message to send with the page."""
    by = f" by {in_words(request.until, year=False, weekday=True)}" if request.until else ""
    yield f"Dear {request.by},"
    if request.kind == "entry":
        yield (
            "I wrote down something I'm working through, and I'd like to hear what you make of it. The page is "
            f"attached. Would you write me a few words{by}?"
        )
    else:
        yield (
            f"I'd like to know where you see me on {request.title}. The page is attached; it takes about "
            f"{minutes(request.steps)} minutes. I place the same by myself. Would you send me yours{by}? Then let's "
            "talk about where we differ."
        )
    if request.why:
        yield f"Why I ask: {request.why}"
    yield (
        "Save the page and open it in any browser, also on a phone. It needs no account and no internet. It isn't "
        f"anonymous: your name is in it, and only I can open it. At the end, {_send(request)}. Thank you."
    )
    yield request.asker


def _send(request: Request) -> str:
    return f"save your answers and send the file to {request.send_to or 'me'}"
