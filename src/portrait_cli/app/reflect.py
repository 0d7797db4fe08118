"""The session from the first question to the file: who is asked, what is kept, what is shown at the end."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.app.workspace import Workspace, role_of
from portrait_cli.core import growth, layout, lookup
from portrait_cli.core.entry import Entry, Past
from portrait_cli.core.errors import (
    InvalidFileError,
    LockedError,
    PortraitError,
    StoppedError,
    StorageError,
    UsageError,
)
from portrait_cli.core.portrait import Attribute, Guide, Portrait, Subset, walk
from portrait_cli.core.session import Session, play
from portrait_cli.core.text import visible
from portrait_cli.render import question
from portrait_cli.render.screen import count
from portrait_cli.store import files
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Stored, entry_id
from portrait_cli.terminal.asker import Asker, asker_for
from portrait_cli.terminal.environment import Environment
from portrait_cli.terminal.signals import on_signals


class Wish(Struct, frozen=True):
    """What the person asked for: everything may be left open."""

    attributes: tuple[str, ...] = ()
    guide: str = ""
    role: str = ""


def lay_out(
    workspace: Workspace, wish: Wish, past: Past, index: Index, named: frozenset[str] = frozenset()
) -> Session:
    """Make the session that was wished for. Raises NotFoundError for a name that the portrait does not have."""
    portrait = workspace.portrait
    chosen, indicators = _named(portrait, wish.attributes)
    guide = _guide(portrait, wish.guide, chosen)
    if guide.per_attribute and not chosen:  # all of them would take an evening
        oldest = growth.longest_ago([attribute.id for attribute in portrait.attributes], past.said)
        chosen = tuple(attribute for attribute in portrait.attributes if attribute.id == oldest)
    begin = layout.SessionStart(
        id=workspace.environment.token(),
        at=workspace.environment.now(),
        role=role_of(workspace, wish.role, index),
        attributes=chosen or portrait.attributes,
        indicators=indicators,
        named=named,
    )
    return layout.start(portrait, guide, begin, past)


def _named(portrait: Portrait, said: Sequence[str]) -> tuple[tuple[Attribute, ...], Mapping[str, frozenset[str]]]:
    """Find the attributes named, in the portrait's order, and for each the indicators meant where not all are."""
    known: list[Attribute | Subset] = [*portrait.attributes, *portrait.subsets]
    attributes: set[str] = set()
    limits: dict[str, frozenset[str]] = {}
    for name in said:
        found = lookup.find(known, name, "attribute")
        if isinstance(found, Attribute):
            attributes.add(found.id)
            limits[found.id] = frozenset(indicator.id for indicator in walk(found.indicators))
        else:
            holding = [of.id for of, indicator in portrait.indicators() if indicator.id in found.indicators]
            attributes.update(found.attributes or holding)
            for of in holding:
                limits[of] = limits.get(of, frozenset()) | frozenset(found.indicators)
    chosen = tuple(attribute for attribute in portrait.attributes if attribute.id in attributes)
    return chosen, limits


def _guide(portrait: Portrait, said: str, chosen: Sequence[Attribute]) -> Guide:
    """Find the guide: the one named, else the first for chosen attributes, or the first for all of them."""
    if said or not portrait.guides:
        return lookup.find(portrait.guides, said, "guide")
    fit = [guide for guide in portrait.guides if guide.per_attribute == bool(chosen)]
    return (fit or list(portrait.guides))[0]


def template(workspace: Workspace, wish: Wish) -> str:
    """Write the answers file for a session."""
    from portrait_cli.formats import answers_file

    index = workspace.index()
    past = index.past(workspace.portrait.id)
    return visible(
        answers_file.template(lay_out(workspace, wish, past, index))
    )  # its comments quote the person's words


def from_answers(workspace: Workspace, wish: Wish, data: bytes, file: str) -> None:
    """Write an entry from a filled-in answers file and show its summary; options overrule the file's header."""
    from portrait_cli.formats import answers_file

    given = answers_file.parse(data, file)
    index = workspace.index()
    past = index.past(workspace.portrait.id)
    wish = Wish(wish.attributes or given.attributes, wish.guide or given.guide, wish.role or given.role)
    session = lay_out(workspace, wish, past, index, frozenset(given.answers))
    session = answers_file.fill(session, given, workspace.environment.now().date())
    if not session.answered:
        raise InvalidFileError(f"{file} holds no answers", hint="write something behind the colons")
    show_summary(workspace, _save(workspace, session), index, past, session.focus)


def at_the_terminal(workspace: Workspace, wish: Wish, *, new: bool) -> None:
    """Ask the person, keeping a draft after every answer, and write the entry."""
    environment = workspace.environment
    if not environment.can_ask:
        message = "there is no terminal to ask questions in"
        raise UsageError(
            message,
            hint="portrait reflect --template > answers.yaml, fill it in, portrait reflect --answers answers.yaml",
        )
    files.make_folder(workspace.journal.folder)  # better told now than after the last question
    ask = asker_for(environment, workspace.config, _drafts(workspace).editing, _drafts(workspace).keep)
    index = workspace.index()
    past = index.past(workspace.portrait.id)
    session = None if new else _resumed(workspace, ask)
    resumed = session is not None
    if session is not None:
        past = index.past(session.portrait)  # it may be of another portrait than the one in use now
    if session is None:
        session = lay_out(workspace, wish, past, index)
        ask.show(question.opening(session, ask.look))
    with _drafts(workspace).hold(session) as free:
        if not free:
            raise LockedError("this session is open in another window", hint="portrait reflect --new begins another")
        if resumed:
            session = _drafts(workspace).again(session)
            if session is None:
                raise LockedError(
                    "this session was finished in another window", hint="portrait reflect begins another"
                )
        session = _played(workspace, ask, session)
        try:
            stored = _save(workspace, session) if session.answered else None
        except PortraitError as error:
            try:
                _drafts(workspace).keep(session)
                error.hint = "your answers are safe; once this is mended, portrait reflect goes on and saves them"
            except StorageError:
                environment.say(_last_resort(session, ""))
            raise error from None
    _drafts(workspace).drop(session)
    if stored:
        show_summary(workspace, stored, index, past, session.focus)
    else:
        environment.say("Nothing was answered, so nothing is written.")


def _played(workspace: Workspace, ask: Asker, session: Session) -> Session:
    """Play a session to its end; when it is stopped, say what is kept and how to go on."""
    latest, kept = session, True

    def keep(now: Session) -> None:
        nonlocal latest, kept
        before, latest = latest, now
        try:
            _drafts(workspace).keep(_in_its_zone(workspace, now))
            kept = True
        except StorageError as error:
            kept = False
            workspace.environment.say(
                f"portrait: {error}\nhint: your answers are safe in this window; make room before it closes"
            )
        told = question.progress(before, now, ask.look)
        if told and kept:
            ask.show(told)

    _drafts(workspace).keep(session)
    _drafts(workspace).editing(session).unlink(missing_ok=True)  # its words are the session's now
    try:
        # Between two questions a signal waits until what was just said is on the disk.
        with on_signals(ask.waiting.append):
            return play(session, ask, keep, workspace.environment.seconds)
    except StoppedError as stopped:
        if latest.answered or stopped.typed.strip():
            typed = " and the words you were typing" if stopped.typed.strip() else ""
            said = f"Stopped. Kept: {count(len(latest.answered), 'answer')}{typed}. To go on: portrait reflect"
        else:
            _drafts(workspace).drop(latest)
            said = "Stopped. Nothing was written yet."
        with contextlib.suppress(StorageError):  # the terminal may be gone
            workspace.environment.say(f"\n{said}" if kept else f"\n{_last_resort(latest, stopped.typed)}")
        raise


def _last_resort(session: Session, typed: str) -> str:
    """Put every answer on the screen: the draft could not be written."""
    lines = [f"{step.prompt}\n{question.answer_words(step, session.answers[step.id])}" for step in session.answered]
    return "\n\n".join(["The draft could not be written. Copy your words from here:", *lines, typed])


def _drafts(workspace: Workspace) -> Drafts:
    return Drafts(workspace.config.drafts)


def _resumed(workspace: Workspace, ask: Asker) -> Session | None:
    draft, problems = _drafts(workspace).newest()
    for problem in problems:
        workspace.environment.say(f"portrait: {problem}")
    if draft is None:
        return None
    ways = [
        ("resume", "Go on with it"),
        ("new", "Begin a new one"),
        ("aside", "Keep it, but stop asking"),
    ]
    ask.show(question.waiting(draft, ask.look))
    match ask.offer("Go on where you stopped?", ways):
        case "resume":
            return draft
        case "aside":
            place = _drafts(workspace).set_aside(draft)
            workspace.environment.say(f"It is kept in {place}")
    return None


def _in_its_zone(workspace: Workspace, session: Session) -> Session:
    """Add the name of the time zone: to find it takes 10 ms, which the first question need not wait for."""
    return session if session.time_zone else replace(session, time_zone=workspace.environment.zone())


def _save(workspace: Workspace, session: Session) -> Stored:
    name = entry_id(session.started, session.guide, session.attributes)
    return workspace.journal.add(layout.entry_of(_in_its_zone(workspace, session), name))


def show_summary(workspace: Workspace, stored: Stored, index: Index, past: Past, focus: str) -> None:
    """Show what a session came to; `focus` is the attribute that needs attention next, if one was named."""
    from portrait_cli.render import entry as shown

    environment = workspace.environment
    today, first = environment.now().date(), index.newest() is None
    after = shown.Afterwards(
        today=today,
        file=_short(stored.path, environment),
        said=past.said,
        echo=index.a_year_before(today),
        then=_next(workspace.portrait, stored.entry, focus, first=first),
        note=workspace.portrait.wording.records if first else "",
    )
    look = environment.look(plain=workspace.config.plain)
    environment.show(shown.summary(stored.entry, workspace.portrait, after, look), plain=workspace.config.plain)


def _short(path: Path, environment: Environment) -> str:
    """Name a file as people do: from their home folder on."""
    home = environment.variables.get("HOME", "")
    return f"~/{path.relative_to(home)}" if home and path.is_relative_to(home) else str(path)


def _next(portrait: Portrait, entry: Entry, focus: str, *, first: bool) -> str:
    """Choose one thing to do next."""
    about = focus or (entry.attributes or (portrait.attributes[0].id,))[0]
    if first and not entry.role and portrait.roles:
        return f"portrait reflect {about} --role ROLE asks what fits your work; portrait show lists the roles"
    tried = any(attribute.practices for attribute in portrait.attributes if attribute.id == about)
    return f"portrait show {about} --practices for small things to try" if tried else f"portrait show {about}"
