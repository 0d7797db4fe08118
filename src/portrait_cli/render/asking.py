"""What is asked of others: items to tick, what to send, and the requests so far."""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from rich.console import Group

from portrait_cli.core.asking_words import message
from portrait_cli.core.dates import in_words
from portrait_cli.core.page_from_request import groups_in_words
from portrait_cli.core.request import Request, RequestState
from portrait_cli.core.request_groups import asks_students
from portrait_cli.core.request_steps import Asked
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import count
from portrait_cli.render.leaving import Leaving, TickWords
from portrait_cli.render.phrases import facts, wrapped
from portrait_cli.render.screen import Column, Look, Renderable, inset

_HINT = "dim"
_MAIL_COLUMNS = 72
"""How wide a message is that is copied from the screen into an e-mail."""


# --- which items ---


def rows(items: Iterable[Asked]) -> tuple[Leaving, ...]:
    """Put items into words for the list in which they are ticked."""
    return tuple(
        Leaving(
            name=item.id,
            day="",
            short_day="",
            about=item.name,
            short_about=item.name,
            code="",  # a narrow list has room for the words alone
            kind="",
            asked="",
            words=item.text,
            reason="",
        )
        for item in items
    )


def tick_lines(items: Iterable[Asked]) -> tuple[Line, ...]:
    """Return what is ticked for each item; none of them brings another along."""
    return tuple(
        Line(item.id, number, date.min, "note", item.attribute, "", item.text)
        for number, item in enumerate(items, start=1)
    )


def tick_words(most: int) -> TickWords:
    """Return the words of the list in which items are ticked."""

    def how_many(ticked: int, offered: int) -> str:
        return f"{ticked} of {offered} asked, {most} at most"

    def refused(ticked: int) -> str:
        return f"{most} at most: untick {ticked - most}" if ticked > most else ""

    return TickWords(
        suggested="Asked, unless you untick it:",
        others="Not asked, unless you tick it:",
        how_many=how_many,
        all_of_them=lambda offered: f"Tick all {count(offered, 'item')}?",
        refused=refused,
        ticked="asked.",
        unticked="not asked.",
    )


def numbered(items: Sequence[Asked], picked: Sequence[Asked] = ()) -> str:
    """List items with the numbers that name them; those that are `picked` are marked."""
    lines = (
        f"{'*' if item in picked else ' '} {number:2}  {facts(item.text, item.name)}"
        for number, item in enumerate(items, start=1)
    )
    return "\n".join(lines)


def which_were_taken(items: Sequence[Asked], picked: Sequence[Asked]) -> str:
    """Report which of many items are asked, and how to choose others."""
    return (
        f"{len(picked)} of {count(len(items), 'item')} are asked, marked with * below; to choose others: --items "
        f'"1 4 7"\n{numbered(items, picked)}'
    )


# --- what to send ---


class Receiving(Struct, frozen=True):
    """The commands that take in what comes back."""

    replies: str
    result: str
    """For what a collector hands over."""


def what_to_send(request: Request, files: Sequence[str], receive: Receiving, look: Look) -> Renderable:
    """Show the pages that were written, a message to send with them, and what happens next."""
    written = "One page is written:" if len(files) == 1 else "A page for each group is written:"
    pages = [f"{group.name}: {file}" for file, group in zip(files, request.groups, strict=True)]
    return pages_and_message(written, pages, message(request), _next(request, receive), look)


def pages_and_message(
    written: str, pages: Iterable[str], letter: Iterable[str], after: Iterable[str], look: Look
) -> Renderable:
    """Show which pages were written, a message to send with them in lines to copy, and what happens next."""
    above, mail, below = Column(), Column(), Column()
    above.line(written, "bold")
    for page in pages:
        above.unbroken_line(page)
    above.paragraph("A message to send with it, yours to change:", "bold")
    for paragraph in letter:
        mail.blank()
        for line in wrapped(paragraph, min(look.width, _MAIL_COLUMNS)):
            mail.line(line)
    below.line("What happens next", "bold")
    for sentence in after:
        below.paragraph(sentence)
    return Group(above.inset(look, top=1), mail, below.inset(look, top=1, bottom=1))


def _next(request: Request, receive: Receiving) -> Iterable[str]:
    opens = (
        f"A group opens when {request.fewest} of it have replied{_comments(request)}. Until then nothing is shown, "
        "and a smaller group is left out."
    )
    if request.collector:
        yield (
            f"Send {request.collector} a page, too: with portrait receive they take in the page first, then the "
            f"replies. {opens}"
        )
        yield (
            f"{request.collector} has the only key: this computer cannot open the replies. You get the result as a "
            f"file, and take it in: {receive.result}"
        )
    else:
        yield f"You take the replies in: {receive.replies}. {opens}"
        yield (
            "The seal keeps others out. It does not keep you out: whoever has this computer could open replies one "
            "by one. If people should be sure, let someone else receive them: --collector."
        )
    if asks_students(request):
        yield (
            "Students: follow your local rules on consent and on surveys of minors before you send it. "
            f"{request.collector} sends it and stays reachable for questions; you stay out of the room."
        )
    else:
        yield (
            "Ask people who have worked with you for two months or more, and more than five of a group, so that one "
            "who is away does not close it. Name half of them yourself, and let someone else name the others."
        )
    yield f"To take it back: portrait undo. The request is {request.id}."


def _comments(request: Request) -> str:
    return f", their words from {request.fewest_for_comments} replies on" if request.has_comments else ""


# --- the requests so far ---


class Listed(Struct, frozen=True):
    """A request with how far it got."""

    request: Request
    replies: int
    """How many files of replies are here."""
    state: RequestState
    came: tuple[tuple[str, int], ...] = ()
    """The groups by their names, and how many of each have replied; empty if that cannot be known."""
    is_for_others: bool = False
    """True if they are received here in the asker's place."""


def listing(listed: Sequence[Listed], next_step: str, today: date, look: Look) -> Renderable:
    """List the requests, newest first, and what to do next."""
    column = Column()
    for one in reversed(listed):
        request = one.request
        asks = request.by or groups_in_words(request)
        column.paragraph(facts(request.id, request.title, asks), "bold")
        column.line(facts(f"asked {in_words(request.asked_on)}", _until(request, today)), _HINT)
        if one.is_for_others:
            column.line(f"you receive the replies for {request.asker}", _HINT)
        column.line(facts(_replies(one), _standing(one)), _HINT)
        if request.after:
            column.line(f"asks the same as {request.after}", _HINT)
    column.paragraph(next_step)
    return inset(column.parts, look, bottom=1)


def _until(request: Request, today: date) -> str:
    if request.until is None:
        return ""
    return f"{'open until' if request.until >= today else 'was open until'} {in_words(request.until)}"


def _replies(one: Listed) -> str:
    if one.state == "elsewhere":
        return f"{one.request.collector} receives the replies"
    if one.state == "result":
        return ""
    if any(number for _, number in one.came):
        return "replies: " + ", ".join(f"{group} {number or 'none'}" for group, number in one.came)
    if one.replies:
        return count(one.replies, "sealed reply")
    return "no replies yet" if one.state in {"waiting", "unclear"} else ""


def _standing(one: Listed) -> str:
    if one.state == "result":
        return "the result is here, and can be read"
    if one.state == "ready":
        return "can be handed over" if one.is_for_others else "can be read"
    if one.state == "read":
        return "was looked at" if one.is_for_others else "you have read it"
    if one.state == "unclear":
        return "cannot be opened here"
    return ""
