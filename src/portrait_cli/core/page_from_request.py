"""The page of a request: who asks and why, what happens to the answers, and the questions."""

from collections.abc import Iterator

from portrait_cli.core.dates import in_words
from portrait_cli.core.page import Page
from portrait_cli.core.request import Group, Request
from portrait_cli.core.request_groups import are_students
from portrait_cli.core.text import count

_SHORT = 4
"""Up to so many items, it takes half as long."""


def feedback_page(request: Request, group: Group, *, embedded: str, footer: tuple[str, ...]) -> Page:
    """Return the page that a group answers; `embedded` is the request as the page carries it."""
    intro = _to_students if are_students(group) else _to_adults
    return Page(
        title=_title(request),
        steps=request.steps,
        header=(("request", request.id), ("group", group.id)),
        file_name=f"reply-{request.id}.txt",
        minutes=minutes_of(request),
        language=request.language,
        intro=tuple(intro(request, group)),
        how_to_return=tuple(_how_to_return(request)),
        send_to=request.send_to,
        recipient=request.recipient,
        request=embedded,
        footer=footer,
    )


def minutes_of(request: Request) -> int:
    """Return about how long the page takes."""
    return 6 if len(tuple(request.items)) > _SHORT else 3


def _title(request: Request) -> str:
    about = f": {request.title}" if request.title else ""
    return f"Feedback for {request.asker}{about}"


def _to_adults(request: Request, group: Group) -> Iterator[str]:
    """Go through the paragraphs; a phone shows the first three, and the others when they are wanted."""
    asker = request.asker
    why = f" Why, in {asker}'s words: “{request.why}”" if request.why else ""
    yield (
        f"{asker} wants to grow as a leader, and asks what you see. It is not an evaluation of {asker}, or of you.{why}"
    )
    yield (
        f"{_until(request)}Skip what you like. If you weren't in a position to see something, say so: that is a good "
        "answer. Before you choose, think of two or three things that you saw or heard yourself. All of us see some "
        "leaders in a kinder light than others, often without knowing it."
    )
    if request.has_comments:
        yield (
            "In a small place, people know each other's words. Write only what you would be content to have guessed."
        )
    yield (
        f"You answer as one of this group: {group.name}. What you save is sealed, and has no name, number or time in "
        f"it. How many chose each answer is shown only once {request.fewest} people of the group have replied. "
        "A group with fewer is left out."
    )
    if request.has_comments:
        yield (
            f"What people write is shown only from {request.fewest_for_comments} replies of a group on, each line by "
            "itself, shuffled."
        )
    yield _who_opens(request)


def _to_students(request: Request, _group: Group) -> Iterator[str]:
    """Do the same in plainer words."""
    asker = request.asker
    why = f" Why, in {asker}'s words: “{request.why}”" if request.why else ""
    yield (
        f"{asker} works for your school and wants to do it better. You can help: say what you see. This is not a "
        f"test, and it has nothing to do with your grades.{why}"
    )
    yield f"{_until(request)}You don't have to do it. You can skip any question, and stop when you want."
    opens = f"{request.collector} opens the answers, not {asker}. Your name is not in them."
    if request.has_comments:
        yield (
            f"{opens} Someone may still guess that words are yours. So write only what is okay for them to guess, and "
            "leave out names."
        )
    else:
        yield opens
    yield (
        f"{asker} only gets to see how many students chose each answer, and only if {request.fewest} or more have "
        "answered."
    )
    if request.has_comments:
        yield (
            f"What students write is shown only if {request.fewest_for_comments} or more have answered, in mixed "
            "order."
        )


def _until(request: Request) -> str:
    return f"Please answer by {in_words(request.until, weekday=True)}. " if request.until else ""


def _who_opens(request: Request) -> str:
    asker, collector = request.asker, request.collector
    if collector:
        return (
            f"{collector} receives the replies, and has the only key. {asker} does not see them: {collector} hands "
            f"over only the result that is described here."
        )
    return (
        f"To be plain: the seal keeps others out. It does not keep {asker} out, whose computer has the key and could "
        "open replies one by one. The program never shows them so."
    )


def _how_to_return(request: Request) -> Iterator[str]:
    who = request.collector or request.asker
    if request.send_to:
        yield f"Send the saved file to {who}, {request.send_to}, or paste the copied text into an e-mail."
    else:
        yield f"Give the saved file to {who}, or paste the copied text into an e-mail to them."
    yield (
        "An e-mail shows who it is from, though not what the sealed file says. If you would rather not show that, "
        "put the file where others put theirs, such as a shared folder: all of them have the same name."
    )


def groups_in_words(request: Request) -> str:
    """List the groups that are asked."""
    return ", ".join(group.name for group in request.groups) or count(0, "group")
