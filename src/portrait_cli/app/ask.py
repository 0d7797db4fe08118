"""Asking colleagues: what is asked of whom, checked before anything is written, and the pages that ask it."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.ask_items import chosen_items
from portrait_cli.app.new_request import Output, new_id, send
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import day_words
from portrait_cli.core.colleague_words import complete, complete_for_students
from portrait_cli.core.errors import UsageError
from portrait_cli.core.group_words import are_students, is_one_person, may_be_students
from portrait_cli.core.page import Page
from portrait_cli.core.page_from_request import feedback_page
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.request import FEWEST, FEWEST_FOR_COMMENTS, Group, Request
from portrait_cli.core.request_groups import asks_students, groups_of
from portrait_cli.core.request_steps import MOST_ASKED, MOST_ASKED_OF_STUDENTS, steps_of
from portrait_cli.core.text import count, one_line, slug, visible
from portrait_cli.formats import request_file
from portrait_cli.render import asking
from portrait_cli.store import seal
from portrait_cli.store.requests import Requests
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display
from portrait_cli.terminal.signals import before_changes

_USUAL_DAYS = timedelta(days=10)
_SOON = 8
"""Weeks within which another round says little."""
_LONGEST_NAME, _LONGEST_WHY = 80, 500
_MOST_NAMED = 3
"""How many attributes a file's name names ..."""
_LONGEST_ABOUT = 100
"""... in how many bytes; no system takes more than 255 for all of it."""
_ADDRESS = re.compile(r"(?P<name>[^<>@]*?)\s*<?(?P<address>[^\s<>@\"'?&%]+@[^\s<>@\"'?&%]+\.[^\s<>@\"'?&%]+)>?")
_KEY = re.compile(r"\bage1(?:\s*[02-9ac-hj-np-z]){58}(?![0-9a-z])", re.IGNORECASE)
"""A key, also where an e-mail broke its line ..."""
_LIKE_A_KEY = re.compile(r"\bage1\S*", re.IGNORECASE)
"""... or something that is meant to be one."""
_AROUND_A_KEY = " ,;:=<>\"'"


class Wanted(Struct, frozen=True):
    """What a person wants to ask, as they typed it."""

    attributes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    from_items: str = ""
    """A file of items of their own."""
    has_comments: bool = True
    why: str = ""
    until: str = ""
    fewest: int | None = None
    collector: str = ""
    """The key of somebody else who receives the replies, with their name before it."""
    to: str = ""
    name: str = ""
    again: str = ""
    """The id of a request that is asked again."""


def ask(workspace: Workspace, wanted: Wanted, output: Output) -> None:
    """Write a page for each group, keep the request, and show what to send.

    Raises UsageError for what does not go together, NotFoundError, InvalidFileError or StorageError.
    """
    with before_changes(workspace.environment, "Stopped. Nothing was written."):
        request = _again(workspace, wanted) if wanted.again else _new(workspace, wanted)
    request, files = send(workspace, request, partial(_pages, footer=footer_of(workspace.portrait, request)), output)
    display = Display(workspace.environment, workspace.plain)
    receive = asking.Receiving(
        command(workspace.config, "receive", "FOLDER"), command(workspace.config, "receive", "FILE")
    )
    display.show(asking.what_to_send(request, files, receive, display.look))


def _new(workspace: Workspace, wanted: Wanted) -> Request:
    """Make a request of what was typed; in a terminal the person is asked for what is missing."""
    portrait = workspace.portrait
    if not wanted.groups:
        example = command(workspace.config, "ask", *wanted.attributes, "--of", "staff")
        raise UsageError("who is to be asked?", hint=f"name a group, or several: {example}")
    groups = groups_of(wanted.groups)
    of_students = _check_groups(workspace, groups, wanted)
    most = MOST_ASKED_OF_STUDENTS if of_students else MOST_ASKED
    request = replace(
        begin(workspace, wanted), groups=groups, has_comments=wanted.has_comments, of_students=of_students
    )
    items = chosen_items(workspace, wanted.attributes, wanted.items, wanted.from_items, most, plain=of_students)
    names = dict.fromkeys(item.name for item in items if item.name)
    words = (complete_for_students if of_students else complete)(portrait.colleagues, portrait.language)
    steps = steps_of(items, words, has_comments=wanted.has_comments)
    return replace(request, steps=steps, title=", ".join(names))


def begin(workspace: Workspace, wanted: Wanted) -> Request:
    """Return a request of what was typed that asks nothing yet. Raises UsageError for what cannot be."""
    portrait = workspace.portrait
    empty = Request(
        id=new_id(workspace),
        kind="feedback",
        asker="",
        asked_on=workspace.environment.now().date(),
        asked_at=_moment(workspace),
        steps=(),
        portrait=portrait.id,
        portrait_version=portrait.version,
        portrait_title=one_line(portrait.title),
        recipient="",
        language=portrait.language,
    )
    return _with_particulars(workspace, empty, wanted)


def _moment(workspace: Workspace) -> datetime:
    return workspace.environment.now().astimezone(UTC)


def _again(workspace: Workspace, wanted: Wanted) -> Request:
    """Make a request that asks the same as an earlier one, of the same groups."""
    if wanted.attributes or wanted.groups or wanted.items or wanted.from_items or not wanted.has_comments:
        hint = "leave out ATTRIBUTE, --of, --items, --from-items and --no-comments, or leave out --again"
        raise UsageError("--again asks the same as before, of the same groups", hint=hint)
    earlier = Requests(workspace.journal).find(wanted.again)
    if earlier.kind != "feedback":
        raise UsageError(f"{earlier.id} asks {earlier.by}, not a group", hint="portrait ask lists the requests")
    if asks_students(earlier) and not (earlier.collector or wanted.collector):
        names = [word for group in earlier.groups for word in ("--of", group.name)]
        alone = command(workspace.config, "ask", "ATTRIBUTE", *names, "--collector", "NAME KEY")
        raise UsageError("another adult receives what students answer", hint=_for_students(alone))
    _tell_what_stays(workspace, wanted, earlier)
    request = replace(
        earlier,
        id=new_id(workspace),
        asked_on=workspace.environment.now().date(),
        asked_at=_moment(workspace),
        recipient=earlier.recipient if earlier.collector else "",
        until=None,
        after=earlier.id,
    )
    return _with_particulars(workspace, request, wanted)


def _tell_what_stays(workspace: Workspace, wanted: Wanted, earlier: Request) -> None:
    """Report the reason that another round repeats, and that a change may be hard to see yet."""
    environment = workspace.environment
    weeks = (environment.now().date() - earlier.asked_on) // timedelta(weeks=1)
    if weeks < _SOON:
        ago = count(weeks, "week") if weeks > 0 else "less than a week"
        environment.report(f"You asked this {ago} ago. Ten weeks is a good time to see a change.")
    if earlier.why and not wanted.why:
        environment.report(
            f"The page gives the same reason as before: “{earlier.why}” For another: portrait undo, then --why."
        )


def _check_groups(workspace: Workspace, groups: Sequence[Group], wanted: Wanted) -> bool:
    """Return True if students are asked. Raises UsageError for one person, and for students asked like adults."""
    for group in groups:
        if is_one_person(group):
            openly = command(workspace.config, "ask", *wanted.attributes, "--coach", group.name)
            hint = f"ask them openly: {openly}"
            raise UsageError(f"{group.name} is one person, so their answers could not be unknown", hint=hint)
    students = [group for group in groups if _are_students(workspace, group)]
    if students and (len(groups) > 1 or not wanted.collector):
        alone = command(
            workspace.config, "ask", *wanted.attributes, "--of", students[0].name, "--collector", "NAME KEY"
        )
        raise UsageError(
            "students are asked by themselves, and another adult receives what they answer", hint=_for_students(alone)
        )
    return bool(students)


def _for_students(alone: str) -> str:
    return (
        "first follow your local rules on consent and on surveys of minors. Then an adult who is not the leader runs "
        f"portrait receive --key and sends you the line that it prints; with their name and that line: {alone}"
    )


def _are_students(workspace: Workspace, group: Group) -> bool:
    """Return True for students; where the group's name leaves it open the person is asked, or told."""
    if not may_be_students(group):
        return are_students(group)
    environment = workspace.environment
    if environment.can_ask:
        question = f"Are they students: {group.name}?"
        return asker_for(environment, workspace.config).confirm(question, default=True)
    environment.report(
        f"{group.name} are asked as adults. If they are students, another adult receives their answers: --of students"
    )
    return False


# --- who asks, why, until when, and who receives ---


def _with_particulars(workspace: Workspace, request: Request, wanted: Wanted) -> Request:
    fewest = request.fewest if wanted.fewest is None else wanted.fewest
    if fewest < FEWEST:
        hint = "--fewest may be higher, never lower; leave it out for 5"
        raise UsageError(f"--fewest {fewest} is too few to keep people unknown", hint=hint)
    said_name, address = _address(wanted.to) if wanted.to else ("", request.send_to)
    if wanted.collector:
        request = _collected(workspace, request, wanted.collector, said_name)
    return replace(
        request,
        asker=_asker(workspace, wanted.name or request.asker),
        why=_short(wanted.why, _LONGEST_WHY, "--why") or request.why,
        until=_until(wanted.until, request.asked_on),
        fewest=fewest,
        fewest_for_comments=max(FEWEST_FOR_COMMENTS, fewest),
        send_to=address,
    )


def _asker(workspace: Workspace, named: str) -> str:
    """Return the name that the page shows: the one in the settings unless another is given."""
    name = _short(named or workspace.config.name, _LONGEST_NAME, "--name")
    if not name and workspace.environment.can_ask:
        asker = asker_for(workspace.environment, workspace.config)
        name = _short(asker.line("Your name, as they know it:", default=""), _LONGEST_NAME, "--name")
    if not name:
        hint = '--name "Dana Reyes"; or for good, in config.toml: name = "Dana Reyes"'
        raise UsageError("whose name is the page to show?", hint=hint)
    return name


def _short(said: str, most: int, option: str) -> str:
    words = visible(one_line(said))
    if len(words) > most:
        raise UsageError(f"{option} has {len(words)} characters, and there is room for {most}", hint="say it shorter")
    return words


def _until(said: str, today: date) -> date:
    if not said:
        return today + _USUAL_DAYS
    day = day_words.ahead(said, today)
    if day is None:
        hint = "write it like 2026-12-07, friday, 2 weeks or dec 7"
        raise UsageError(f'"{said}" is not a day to come that we can read', hint=hint)
    return day


def _address(said: str) -> tuple[str, str]:
    """Read an e-mail address, with a name before it if there is one."""
    found = _ADDRESS.fullmatch(visible(one_line(said)))
    if found is None:
        raise UsageError(f'"{said}" is not an e-mail address', hint="write it like dana@school.org")
    return found["name"].strip("\"' "), found["address"]


def _collected(workspace: Workspace, request: Request, said: str, name_of_address: str) -> Request:
    """Let somebody else receive the replies. Raises UsageError without their name, InvalidFileError without a key."""
    words = visible(one_line(said))
    found = _KEY.search(words) or _LIKE_A_KEY.search(words)
    if found is None:
        hint = 'they make it with portrait receive --key, and send it to you: --collector "Sam Hall age1..."'
        raise UsageError(f'there is no key in "{said}"', hint=hint)
    key = "".join(found.group().split()).strip(_AROUND_A_KEY)
    seal.check_recipient(key)
    before, after = words[: found.start()], words[found.end() :]
    named = " ".join(filter(None, (part.strip(_AROUND_A_KEY) for part in (before, after))))
    name = _short(named or name_of_address or request.collector, _LONGEST_NAME, "--collector")
    if not name and workspace.environment.can_ask:
        asker = asker_for(workspace.environment, workspace.config)
        name = _short(asker.line("Who receives the replies? Their name:", default=""), _LONGEST_NAME, "--collector")
    if not name:
        hint = f'put their name before the key: --collector "Sam Hall {key}"'
        raise UsageError("who receives the replies? the page says it", hint=hint)
    return replace(request, collector=name, recipient=key)


# --- the pages ---


def _pages(request: Request, *, footer: tuple[str, ...]) -> Mapping[str, Page]:
    embedded = request_file.write(request)
    return {
        _file_name(request, group): feedback_page(request, group, embedded=embedded, footer=footer)
        for group in request.groups
    }


def _file_name(request: Request, group: Group) -> str:
    """Return the name of a group's page; a later round has its day in it."""
    attributes = list(dict.fromkeys(step.attribute for step in request.items if step.attribute))
    about = "-".join(attributes) if len(attributes) <= _MOST_NAMED else slug(request.portrait_title)
    if len(about.encode()) > _LONGEST_ABOUT:
        about = request.id
    round_day = request.asked_on.isoformat() if request.after else ""
    return "-".join(filter(None, ["feedback", about, group.id, round_day])) + ".html"


def footer_of(portrait: Portrait, request: Request) -> tuple[str, ...]:
    """Return who to credit, as far as the portrait in use is the one of the request."""
    named = f"{request.portrait_title}, version {request.portrait_version}"
    if portrait.id != request.portrait:
        return (named,)
    return tuple(map(one_line, filter(None, [named, portrait.attribution])))
