"""Rounds of feedback in a journal, for tests: a request to three groups, its key, and sealed replies to it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import yaml
from msgspec.structs import replace

from portrait_cli.core.feedback import Result, of_group, result_of
from portrait_cli.core.opening import Opened, opened
from portrait_cli.core.request import Group, Reply, Request
from portrait_cli.core.request_place import place, reply_place
from portrait_cli.core.session import Choice, Step
from portrait_cli.formats import request_file, yaml_writer
from portrait_cli.store import seal, settings
from portrait_cli.store.actions import actions_in
from portrait_cli.store.key_notes import KeyNotes
from portrait_cli.store.seal import Key

ASKED_ON = date(2026, 11, 2)
GROUPS = (Group("staff", "Staff"), Group("families", "Families"), Group("students", "Students"))
WORDS = (
    Choice("regularly", "Regularly"),
    Choice("sometimes", "Sometimes"),
    Choice("not-yet", "Not yet"),
    Choice("not-seen", "I wasn't in a position to see"),
)
ITEMS = (
    ("advocacy.asks-who", "Asks who is missing before we start.", "ad1"),
    ("advocacy.fixes-the-rule", "Fixes the rule rather than the one case.", "ad2"),
    ("advocacy.speaks-up", "Speaks up to people who can decide.", "ad3"),
    ("advocacy.reports-back", "Reports back on promises.", ""),
)
KEEP, HELP = "closing.keep", "closing.would-help"


def steps(items: Iterable[tuple[str, str, str]] = ITEMS, words: Sequence[Choice] = WORDS) -> tuple[Step, ...]:
    """Return the steps of a request: each item with its example, and two lines to finish."""
    made: list[Step] = []
    for name, text, indicator in items:
        asked = Step(
            name, "choice", text, attribute="advocacy", heading="Advocacy", choices=tuple(words), target=indicator
        )
        could_see = tuple(choice.id for choice in words[:-1])
        example = Step(f"{name}.example", "comment", "Give one example.", needs=name, needs_one_of=could_see)
        made += [asked, example]
    return (
        *made,
        Step(KEEP, "words", "Please keep doing ..."),
        Step(HELP, "words", "It would help students or me if you ..."),
    )


REQUEST = Request(
    id="k7f32m9q",
    kind="feedback",
    asker="Dana Reyes",
    asked_on=ASKED_ON,
    steps=steps(),
    portrait="portrait-of-a-leader",
    portrait_version="1.1",
    portrait_title="Portrait of a Leader",
    recipient="",
    title="Advocacy",
    groups=GROUPS,
)


def reply(group: str, *chosen: str, request: Request = REQUEST, **words: str) -> Reply:
    """Return a reply: an answer for each item in turn, empty for none, and words for steps by their last names.

    `asks_who` stands for the example of the item of that name, `keep` and `would_help` for the lines to finish.
    """
    items = [item.id for item in request.items]
    answers = {name: answer for name, answer in zip(items, chosen, strict=False) if answer}
    for step in request.steps:
        said = words.get(step.id.removesuffix(".example").rpartition(".")[2].replace("-", "_"))
        if said and not step.choices:
            answers[step.id] = said
    return Reply(request.id, answers, group)


def digests(replies: Sequence[Reply]) -> dict[str, Reply]:
    """Name replies by digests that are made up."""
    return {sha256(str(number).encode()).hexdigest(): one for number, one in enumerate(replies)}


def look(
    replies: Mapping[str, Reply], before: Mapping[str, Opened] | None = None, request: Request = REQUEST
) -> tuple[Result, dict[str, Opened]]:
    """Open what may be shown, and count it."""
    now = {
        group.id: opened(
            of_group(replies, group.id),
            (before or {}).get(group.id, Opened()),
            request.fewest,
        )
        for group in request.groups
    }
    return result_of(request, replies, now), now


R, S, N, X = "regularly", "sometimes", "not-yet", "not-seen"
STAFF = (
    reply("staff", R, S, N, R, keep="Standing at the door in the morning. It matters."),
    reply("staff", R, S, N, R, asks_who="In September she asked why nobody from the night crew was in the room."),
    reply("staff", R, N, S, S, would_help="told us sooner what came of the schedule survey."),
    reply("staff", R, S, X, R, asks_who="At data meetings: “Who isn't here?”", keep="asking before deciding"),
    reply("staff", S, S, X, R, keep="Saying thank you by name."),
    reply("staff", R, N, X, ""),
    reply("staff", R, S, X, R, would_help="said no to the district once in a while"),
    reply("staff", S, R, X, S, asks_who="The bus routes meeting."),
)
FAMILIES = (
    reply("families", R, R, X, N),
    reply("families", R, S, X, N, keep="the phone calls home in Spanish"),
    reply("families", R, R, X, N),
    reply("families", S, R, X, S),
    reply("families", R, R, X, N),
)
STUDENTS = tuple(reply("students", N, N, N, N, keep="being in the hallway") for _ in range(4))
ROUND = (*STAFF, *FAMILIES, *STUDENTS)


# --- in a journal ---


def words_of(one: Reply) -> bytes:
    """Write a reply as a page saves it, before it is sealed."""
    lines = [yaml_writer.pair("request", one.request)]
    if one.group:
        lines.append(yaml_writer.pair("group", one.group))
    text = yaml.safe_dump({"answers": dict(one.answers)}, allow_unicode=True, width=10_000)
    return "\n".join([*lines, text]).encode()


def sealed(one: Reply, request: Request) -> bytes:
    """Seal a reply for a request."""
    return seal.sealed(words_of(one), request.recipient)


def with_key(request: Request = REQUEST) -> tuple[Request, Key]:
    """Return a request with a new key."""
    key: Key = seal.new_key()
    return replace(request, recipient=key.recipient), key


def files_of(request: Request, replies: Iterable[Reply]) -> dict[str, bytes]:
    """Return the places and the bytes of sealed replies."""
    all_sealed = [sealed(one, request) for one in replies]
    return {reply_place(request.id, sha256(one).hexdigest()): one for one in all_sealed}


def ask(request: Request = REQUEST) -> Request:
    """Put a request with a new key into the journal in use; return it as it was asked."""
    request, key = with_key(request)
    config = settings.load(os.environ)
    name = "collector" if request.collector else request.id
    write_key(config.keys / f"{name}.txt", key, request)
    day = request.asked_on
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    actions_in(config).add_files("ask", request.title, {place(request.id): request_file.write(request).encode()}, at)
    return request


def write_key(file: Path, key: Key, request: Request) -> None:
    """Write a key with what was asked, as `portrait ask` does; add a request to a key that is there."""
    seal.write_key(file, key, "opens replies")
    KeyNotes(file).note_request(request)


def receive(request: Request, replies: Iterable[Reply]) -> None:
    """Seal replies and put them into the journal in use, as one action."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    actions_in(settings.load(os.environ)).add_files("receive", "replies", files_of(request, replies), at)


def write_round(home: Path) -> None:
    """Write a whole round and its key into a home folder."""
    request, key = with_key()
    write_key(home / ".config" / "portrait" / "keys" / f"{request.id}.txt", key, request)
    for name, data in {place(request.id): request_file.write(request).encode(), **files_of(request, ROUND)}.items():
        path = home / "Documents" / "portrait-journal" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
