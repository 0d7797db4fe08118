"""The sitting from the first question to the file: who is asked, what is kept, what is shown at the end."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli import durable, growth, naming, sitting
from portrait_cli.desk import Desk, role_of
from portrait_cli.drafts import Drafts
from portrait_cli.environment import Environment
from portrait_cli.errors import InvalidFileError, LockedError, PortraitError, StoppedError, StorageError, UsageError
from portrait_cli.index import Index
from portrait_cli.journal import Stored, entry_id
from portrait_cli.model.entry import Entry, Past
from portrait_cli.model.portrait import Attribute, Guide, Portrait, Subset, walk
from portrait_cli.render import asking
from portrait_cli.render.look import count
from portrait_cli.session import Session, play
from portrait_cli.terminal.asker import Asker, asker_for
from portrait_cli.terminal.stopping import on_signals
from portrait_cli.visible import visible


class Wish(Struct, frozen=True):
    """What the person asked for: everything may be left open."""

    attributes: tuple[str, ...] = ()
    guide: str = ""
    role: str = ""


def lay_out(desk: Desk, wish: Wish, past: Past, index: Index, named: frozenset[str] = frozenset()) -> Session:
    """Make the session that was wished for. Raises NotFoundError for a name that the portrait does not have."""
    portrait = desk.portrait
    chosen, indicators = _named(portrait, wish.attributes)
    guide = _guide(portrait, wish.guide, chosen)
    if guide.per_attribute and not chosen:  # all of them would take an evening
        oldest = growth.longest_ago([attribute.id for attribute in portrait.attributes], past.said)
        chosen = tuple(attribute for attribute in portrait.attributes if attribute.id == oldest)
    begin = sitting.Begin(
        id=desk.environment.token(),
        at=desk.environment.now(),
        role=role_of(desk, wish.role, index),
        attributes=chosen or portrait.attributes,
        indicators=indicators,
        named=named,
    )
    return sitting.start(portrait, guide, begin, past)


def _named(portrait: Portrait, said: Sequence[str]) -> tuple[tuple[Attribute, ...], Mapping[str, frozenset[str]]]:
    """Find the attributes named, in the portrait's order, and for each the indicators meant where not all are."""
    known: list[Attribute | Subset] = [*portrait.attributes, *portrait.subsets]
    attributes: set[str] = set()
    limits: dict[str, frozenset[str]] = {}
    for name in said:
        found = naming.find(known, name, "attribute")
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
        return naming.find(portrait.guides, said, "guide")
    fit = [guide for guide in portrait.guides if guide.per_attribute == bool(chosen)]
    return (fit or list(portrait.guides))[0]


def template(desk: Desk, wish: Wish) -> str:
    """Write the answers file for a sitting."""
    from portrait_cli import answersfile

    index = desk.index()
    past = index.past(desk.portrait.id)
    return visible(answersfile.template(lay_out(desk, wish, past, index)))  # its comments quote the person's words


def from_answers(desk: Desk, wish: Wish, data: bytes, file: str) -> None:
    """Write an entry from a filled-in answers file and show its summary; options overrule the file's header."""
    from portrait_cli import answersfile

    given = answersfile.parse(data, file)
    index = desk.index()
    past = index.past(desk.portrait.id)
    wish = Wish(wish.attributes or given.attributes, wish.guide or given.guide, wish.role or given.role)
    session = lay_out(desk, wish, past, index, frozenset(given.answers))
    session = answersfile.fill(session, given, desk.environment.now().date())
    if not session.answered:
        raise InvalidFileError(f"{file} holds no answers", hint="write something behind the colons")
    show_summary(desk, _save(desk, session), index, past, session.focus)


def at_the_terminal(desk: Desk, wish: Wish, *, new: bool) -> None:
    """Ask the person, keeping a draft after every answer, and write the entry."""
    environment = desk.environment
    if not environment.can_ask:
        message = "there is no terminal to ask questions in"
        raise UsageError(
            message,
            hint="portrait reflect --template > answers.yaml, fill it in, portrait reflect --answers answers.yaml",
        )
    durable.make_folder(desk.journal.folder)  # better told now than after the last question
    ask = asker_for(environment, desk.config, _drafts(desk).editing, _drafts(desk).keep)
    index = desk.index()
    past = index.past(desk.portrait.id)
    session = None if new else _resumed(desk, ask)
    resumed = session is not None
    if session is not None:
        past = index.past(session.portrait)  # it may be of another portrait than the one in use now
    if session is None:
        session = lay_out(desk, wish, past, index)
        ask.show(asking.opening(session, ask.look))
    with _drafts(desk).hold(session) as free:
        if not free:
            raise LockedError("this sitting is open in another window", hint="portrait reflect --new begins another")
        if resumed:
            session = _drafts(desk).again(session)
            if session is None:
                raise LockedError(
                    "this sitting was finished in another window", hint="portrait reflect begins another"
                )
        session = _played(desk, ask, session)
        try:
            stored = _save(desk, session) if session.answered else None
        except PortraitError as error:
            try:
                _drafts(desk).keep(session)
                error.hint = "your answers are safe; once this is mended, portrait reflect goes on and saves them"
            except StorageError:
                environment.say(_last_resort(session, ""))
            raise error from None
    _drafts(desk).drop(session)
    if stored:
        show_summary(desk, stored, index, past, session.focus)
    else:
        environment.say("Nothing was answered, so nothing is written.")


def _played(desk: Desk, ask: Asker, session: Session) -> Session:
    """Play a session to its end; when it is stopped, say what is kept and how to go on."""
    latest, kept = session, True

    def keep(now: Session) -> None:
        nonlocal latest, kept
        before, latest = latest, now
        try:
            _drafts(desk).keep(_in_its_zone(desk, now))
            kept = True
        except StorageError as error:
            kept = False
            desk.environment.say(
                f"portrait: {error}\nhint: your answers are safe in this window; make room before it closes"
            )
        told = asking.progress(before, now, ask.look)
        if told and kept:
            ask.show(told)

    _drafts(desk).keep(session)
    _drafts(desk).editing(session).unlink(missing_ok=True)  # its words are the session's now
    try:
        # Between two questions a signal waits until what was just said is on the disk.
        with on_signals(ask.waiting.append):
            return play(session, ask, keep, desk.environment.seconds)
    except StoppedError as stopped:
        if latest.answered or stopped.typed.strip():
            typed = " and the words you were typing" if stopped.typed.strip() else ""
            said = f"Stopped. Kept: {count(len(latest.answered), 'answer')}{typed}. To go on: portrait reflect"
        else:
            _drafts(desk).drop(latest)
            said = "Stopped. Nothing was written yet."
        with contextlib.suppress(StorageError):  # the terminal may be gone
            desk.environment.say(f"\n{said}" if kept else f"\n{_last_resort(latest, stopped.typed)}")
        raise


def _last_resort(session: Session, typed: str) -> str:
    """Put every answer on the screen: the draft could not be written."""
    lines = [f"{step.prompt}\n{asking.answer_words(step, session.answers[step.id])}" for step in session.answered]
    return "\n\n".join(["The draft could not be written. Copy your words from here:", *lines, typed])


def _drafts(desk: Desk) -> Drafts:
    return Drafts(desk.config.drafts)


def _resumed(desk: Desk, ask: Asker) -> Session | None:
    draft, problems = _drafts(desk).newest()
    for problem in problems:
        desk.environment.say(f"portrait: {problem}")
    if draft is None:
        return None
    ways = [
        ("resume", "Go on with it"),
        ("new", "Begin a new one"),
        ("aside", "Keep it, but stop asking"),
    ]
    ask.show(asking.waiting(draft, ask.look))
    match ask.offer("Go on where you stopped?", ways):
        case "resume":
            return draft
        case "aside":
            place = _drafts(desk).set_aside(draft)
            desk.environment.say(f"It is kept in {place}")
    return None


def _in_its_zone(desk: Desk, session: Session) -> Session:
    """Add the name of the time zone: to find it takes 10 ms, which the first question need not wait for."""
    return session if session.time_zone else replace(session, time_zone=desk.environment.zone())


def _save(desk: Desk, session: Session) -> Stored:
    name = entry_id(session.started, session.guide, session.attributes)
    return desk.journal.add(sitting.entry_of(_in_its_zone(desk, session), name))


def show_summary(desk: Desk, stored: Stored, index: Index, past: Past, focus: str) -> None:
    """Show what a sitting came to; `focus` is the attribute that needs attention next, if one was named."""
    from portrait_cli.render import journal as shown

    environment = desk.environment
    today, first = environment.now().date(), index.newest() is None
    after = shown.Afterwards(
        today=today,
        file=_short(stored.path, environment),
        said=past.said,
        echo=index.a_year_before(today),
        then=_next(desk.portrait, stored.entry, focus, first=first),
        note=desk.portrait.wording.records if first else "",
    )
    look = environment.look(plain=desk.config.plain)
    environment.show(shown.summary(stored.entry, desk.portrait, after, look), plain=desk.config.plain)


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
