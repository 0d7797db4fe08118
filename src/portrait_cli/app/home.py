"""Home: where the person stands, and one thing to do next."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from portrait_cli.app.draft_to_resume import find_draft
from portrait_cli.app.late_words import waiting
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.which_session import Request, lay_out, which_session
from portrait_cli.app.workspace import Workspace, command
from portrait_cli.core import suggestion
from portrait_cli.core.due_plans import due, due_first
from portrait_cli.core.earlier_entries import LastSaid, Past
from portrait_cli.core.errors import PortraitError
from portrait_cli.core.evidence import Piece
from portrait_cli.core.filters import Filters
from portrait_cli.core.find_plan import shortened_ids
from portrait_cli.core.former_names import FormerNames, former_names
from portrait_cli.core.goals import gathers
from portrait_cli.core.guide import Guide
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.request_place import FOLDER
from portrait_cli.core.session import Session
from portrait_cli.core.suggestion import Suggestion
from portrait_cli.export.json_data import Document, print_json
from portrait_cli.render import home as page
from portrait_cli.render import question
from portrait_cli.render.home import OfferedSession, ShownGoal, WaitingDraft
from portrait_cli.render.phrases import count
from portrait_cli.render.suggestion import reason
from portrait_cli.store import files
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.terminal.display import Display

AWAY = timedelta(weeks=6)
"""Someone whose newest entry is older than this is greeted as someone who was away."""


class GoalAtHome(Struct, frozen=True):
    """An open goal, as home shows it."""

    number: int
    """Its number, which never means another goal."""
    id: str
    """Its id; the beginning names it on the command line."""
    target: str
    """The id of the attribute or indicator it is about; empty for none."""
    text: str
    """The goal in the person's words."""
    set_on: date
    """The day on which it was set."""
    newest_evidence: str
    """The newest evidence for what it is about, in one line; empty if there is none."""


class SuggestionData(Struct, frozen=True):
    """One thing to do next, and why."""

    command: str
    """The command to run."""
    reason: str
    """Why, in a sentence."""


class HomeDocument(Document, frozen=True):
    """Where the person stands, and one thing to do next."""

    command: ClassVar[str] = "portrait"
    said: Mapping[str, LastSaid]
    """For each attribute or indicator by its id, what was said last about it; only those with something said."""
    commitments: tuple[OpenPlan, ...]
    """The open plans, oldest first."""
    due: tuple[int, ...]
    """The numbers of the plans that are overdue or due within a week, the most overdue first."""
    goals: tuple[GoalAtHome, ...]
    """The open goals, oldest first."""
    draft_waits: bool
    """Whether there is an unfinished session to continue."""
    next: str
    """The command to run next; after a comma, what for."""
    suggestion: SuggestionData
    """The same, with the reason."""


def show(workspace: Workspace, *, as_json: bool) -> None:
    """Show where the person stands, or greet a person who is here for the first time; or print it as JSON."""
    index = open_index(workspace)
    names = former_names(workspace.portrait)
    past = index.past(names)
    drafts = Drafts(workspace.config.drafts)
    draft = find_draft(workspace, drafts)
    today = workspace.environment.now().date()
    session = suggestion.about_session(
        workspace.portrait, past, today, _seasonal_guide(workspace, index, past, today)
    )
    goals = _goals(workspace, index, past, names)
    if as_json:
        print_json(workspace.environment.write, _document(workspace, past, goals, draft, session))
        return
    for line in waiting(workspace, drafts, index):
        workspace.environment.say(line)
    display = Display(workspace.environment, workspace.plain)
    rounds = _rounds(workspace, index, today)
    if index.newest() is None and draft is None and not rounds:
        display.show(page.welcome(workspace.portrait, _first_offers(workspace, index, past), display.look))
        return
    shown = page.Home(
        portrait=workspace.portrait,
        today=today,
        said=past.said,
        open_plans=past.open_plans,
        goals=goals,
        draft=_waiting_draft(workspace, drafts, draft) if draft else None,
        next_step="" if draft else command(workspace.config, *session.command),  # the draft is what to do next
        reason=reason(session, today),
        echo=index.a_year_before(today),
        rounds=rounds,
        greeting=_greeting(workspace, index, workspace.environment.now()),
    )
    display.show(page.home(shown, display.look))


def _document(
    workspace: Workspace, past: Past, goals: Sequence[ShownGoal], draft: Session | None, session: Suggestion
) -> HomeDocument:
    today = workspace.environment.now().date()
    in_order = due_first(past.open_plans)
    if draft:
        first, next_step = Suggestion("draft", ("reflect",)), "portrait reflect, to continue where you stopped"
    else:
        first = suggestion.about_plan(in_order, today) or session
        next_step = command(workspace.config, *first.command)
    return HomeDocument(
        said=past.said,
        commitments=past.open_plans,
        due=tuple(one.number for one in in_order if due(one.plan.by, today) in {"overdue", "soon"}),
        goals=tuple(_as_data(goal) for goal in goals),
        draft_waits=draft is not None,
        next=next_step,
        suggestion=SuggestionData(command(workspace.config, *first.command), reason(first, today)),
    )


def _as_data(shown: ShownGoal) -> GoalAtHome:
    tracked = shown.goal
    newest = shown.evidence.sentence if shown.evidence else ""
    return GoalAtHome(tracked.number, tracked.id, tracked.goal.target, tracked.goal.text, tracked.set_on, newest)


def _goals(workspace: Workspace, index: Index, past: Past, names: FormerNames) -> list[ShownGoal]:
    """Put beside each open goal the newest evidence for what it is about."""
    pieces: Sequence[Piece] = ()
    if past.goals:
        pieces = [piece for piece in index.evidence(names) if not piece.is_dropped]
    shown: list[ShownGoal] = []
    for tracked in past.goals:
        parts = gathers(tracked.goal, workspace.portrait)
        shown.append(ShownGoal(tracked, next((piece for piece in pieces if piece.target in parts), None)))
    return shown


def _seasonal_guide(workspace: Workspace, index: Index, past: Past, today: date) -> Guide | None:
    """Return the guide that the season calls for, unless it was followed already."""
    guide = suggestion.seasonal_guide(workspace.portrait, past, today)
    if guide is None:
        return None
    followed = index.entries(Filters(since=suggestion.season_began(today), guide=guide.id), 1)
    return None if followed.entries else guide


def _rounds(workspace: Workspace, index: Index, today: date) -> Sequence[tuple[str, str]]:
    """List what there is to say of rounds of feedback; that costs a look at the disk where nobody was asked."""
    if not files.exists(workspace.journal.folder / FOLDER):
        return ()
    from portrait_cli.export.missing import colleagues_extra

    try:
        with colleagues_extra("Feedback"):
            from portrait_cli.app.rounds_at_home import rounds
    except PortraitError:  # without the extra there is nothing to say, and the commands tell what is missing
        return ()
    return rounds(workspace, index, today)


def _first_offers(workspace: Workspace, index: Index, past: Past) -> list[OfferedSession]:
    """List the sessions for someone who is here for the first time, each with its minutes."""
    offers: list[OfferedSession] = []
    for offer in suggestion.first_offers(workspace.portrait):
        _, *names = offer.command
        session = lay_out(workspace, which_session(workspace, Request(tuple(names)), index), past)
        about = f"{offer.name}, about {count(session.minutes, 'minute')}"
        offers.append(OfferedSession(command(workspace.config, *offer.command), about))
    return offers


def _waiting_draft(workspace: Workspace, drafts: Drafts, draft: Session) -> WaitingDraft:
    short = shortened_ids(kept.name for kept in drafts.kept())[draft.id]
    return WaitingDraft(
        line=question.draft_line(draft),
        resume=command(workspace.config, "drafts", "resume", short),
        drop=command(workspace.config, "drafts", "drop", short),
    )


def _greeting(workspace: Workspace, index: Index, now: datetime) -> str:
    newest = index.newest()
    if newest is None or now - newest.entry.moment <= AWAY:
        return ""
    return workspace.portrait.wording.after_a_gap
