"""Setting a goal, and saying where one stands: each is a small entry of its own, and no earlier file is changed."""

from collections.abc import Sequence

from portrait_cli.app.goals import tracked_goals
from portrait_cli.app.play_session import Playing, saved_entry, saved_or_kept
from portrait_cli.app.which_entries import open_index
from portrait_cli.app.workspace import Workspace, command, role_of
from portrait_cli.core import goal_session, lookup
from portrait_cli.core.answers import tidy
from portrait_cli.core.entry import GoalOutcome
from portrait_cli.core.errors import PortraitError, UsageError
from portrait_cli.core.find_goal import find, in_short
from portrait_cli.core.goal_session import Given
from portrait_cli.core.goals import MOST_GOALS, TrackedGoal, open_of
from portrait_cli.core.session import Choice, Session
from portrait_cli.core.session_from_guide import SessionStart
from portrait_cli.core.text import one_line
from portrait_cli.render.goals import DECIDED
from portrait_cli.render.phrases import day
from portrait_cli.store import files
from portrait_cli.store.drafts import Drafts
from portrait_cli.store.index import Index
from portrait_cli.store.journal import Stored
from portrait_cli.terminal.asker import session_asker_for

_AN_EXAMPLE = "what I want to get better at"


def set_goal(workspace: Workspace, words: str, *, about: str, shows: str) -> None:
    """Set a goal; in a terminal ask for what is missing.

    Raises UsageError if there are no words and nobody to ask, if the goal is open already or if enough goals are
    open; NotFoundError for an unknown attribute.
    """
    index = open_index(workspace)
    still_open = open_of(tracked_goals(workspace, index))
    given = Given(_tidy(words), _tidy(shows), about=_about(workspace, about) if about else None)
    _check_new(workspace, given.text, still_open)
    if not given.text and not workspace.environment.can_ask:
        hint = command(workspace.config, "goal", "set", _AN_EXAMPLE)
        raise UsageError("there is no terminal to ask for the goal in", hint=hint)
    session = goal_session.new_goal(workspace.portrait, _start(workspace, index), given)
    stored = _written(workspace, session)
    if stored:
        sentence = _sentence_in(stored)
        _say(workspace, f"My goal: {sentence}" if sentence else "No goal was set, but what you said is kept.")


def _about(workspace: Workspace, name: str) -> Choice:
    """Find the attribute or indicator that a goal is about. Raises NotFoundError if the portrait has none such."""
    attribute, indicator = lookup.find_part(workspace.portrait, name)
    part = indicator or attribute
    return Choice(part.id, one_line(part.label))


def _check_new(workspace: Workspace, words: str, still_open: Sequence[TrackedGoal]) -> None:
    same = [one for one in still_open if words and one.sentence.casefold() == one_line(words).casefold()]
    for tracked in same:
        hint = f"to reword it: {command(workspace.config, 'goal', 'change', str(tracked.number))}"
        raise UsageError(f"you already have this goal, since {day(tracked.set_on)}", hint=hint)
    if len(still_open) >= MOST_GOALS:
        first = command(workspace.config, "goal", "let-go", str(still_open[0].number))
        message = f"{len(still_open)} goals are already open, and each one needs your attention"
        raise UsageError(message, hint=f"{first} lets one go to make room; {in_short(still_open)}")


def decide(workspace: Workspace, outcome: GoalOutcome, name: str, given: Given, about: str = "") -> None:
    """Write down what becomes of a goal; for its new words ask in a terminal, unless only what it is `about` changes.

    Raises NotFoundError if there is no such goal or attribute; UsageError if it has ended, if it is not clear which
    one is meant, or if there are no new words and nobody to ask.
    """
    index = open_index(workspace)
    tracked = find(tracked_goals(workspace, index), name)
    if tracked.ended:
        raise _ended_already(workspace, tracked)
    now_about = _about(workspace, about) if about else None
    is_about_another = now_about is not None and now_about.id != tracked.goal.target
    given = Given(_tidy(given.text), _tidy(given.shows), _tidy(given.reason), now_about)
    needs_words = outcome == "change" and not (given.text or is_about_another)
    if not is_about_another and (now_about or given.text) and one_line(given.text) in {"", tracked.sentence}:
        hint = command(workspace.config, "goal", "keep", str(tracked.number))
        raise UsageError("the goal already says that", hint=hint)
    if needs_words and not given.shows and not workspace.environment.can_ask:
        hint = command(workspace.config, "goal", "change", str(tracked.number), "the goal in new words")
        raise UsageError("there is no terminal to ask for the new words in", hint=hint)
    session = goal_session.review(workspace.portrait, _start(workspace, index), tracked, outcome, given)
    stored = _written(workspace, session) if needs_words else saved(workspace, session)
    if stored:
        _say(workspace, f"{_capitalized(DECIDED[outcome])}: {_sentence_in(stored) or tracked.sentence}")


def _ended_already(workspace: Workspace, tracked: TrackedGoal) -> UsageError:
    newest = tracked.decisions[-1]
    message = f"this goal was {DECIDED[newest.review.outcome]} on {day(newest.on)}: {tracked.sentence}"
    again = command(workspace.config, "goal", "set", tracked.sentence)
    return UsageError(message, hint=f"nothing was changed; to set it again: {again}")


def meant_goal_and_words(workspace: Workspace, said: Sequence[str]) -> tuple[str, str]:
    """Tell the name of a goal and its new words apart, either of which may be left out.

    One that is no goal is taken for the new words if it is more than one word. Raises UsageError for too many.
    """
    if len(said) > 2:  # noqa: PLR2004  # a goal and its words
        hint = command(workspace.config, "goal", "change", said[0], " ".join(said[1:]))
        raise UsageError("put the new words of a goal in quotation marks", hint=hint)
    if len(said) != 1:
        return (said[0], said[1]) if said else ("", "")
    (only,) = said
    return ("", only) if len(only.split()) > 1 else (only, "")


# --- writing it down ---


def _start(workspace: Workspace, index: Index) -> SessionStart:
    return SessionStart(
        id=workspace.environment.token(),
        at=workspace.environment.now(),
        role=role_of(workspace, "") or index.newest_role(role.id for role in workspace.portrait.roles),
        attributes=workspace.portrait.attributes,
    )


def _written(workspace: Workspace, session: Session) -> Stored | None:
    """Write a goal down, after asking in a terminal for what is missing; None if nothing was said."""
    is_missing = len(session.answered) < len(session.steps)
    if not (is_missing and workspace.environment.can_ask):
        return saved(workspace, session)
    files.make_folder(workspace.journal.folder)  # better to fail now than after the last question
    drafts = Drafts(workspace.config.drafts)
    ask = session_asker_for(workspace.environment, workspace.config, scratch=drafts.editing, save_partial=drafts.keep)
    with drafts.hold(session):
        session = Playing(workspace, drafts, ask, session).play()
        stored = saved_or_kept(workspace, drafts, session)
    drafts.drop(session)
    if stored is None:
        workspace.environment.say("Nothing was answered, so nothing was saved.")
    return stored


def saved(workspace: Workspace, session: Session) -> Stored:
    """Write the entry of a session about a goal; if that fails, the error has the person's words."""
    try:
        return saved_entry(workspace, session)
    except PortraitError as error:
        said = [session.answers[step.id] for step in session.answered if not step.choices]
        if said:
            error.hint = f"{error.hint}; your words: {' / '.join(said)}"
        raise


def _sentence_in(stored: Stored) -> str:
    """Return the words of the goal that an entry sets or changes; an empty text for any other."""
    return next((one_line(goal.text) for goal in stored.entry.goals), "")


def _say(workspace: Workspace, what: str) -> None:
    workspace.environment.report(f"Recorded. {what}")
    undo, goals = command(workspace.config, "undo"), command(workspace.config, "goal")
    workspace.environment.report(f"To take it back: {undo}. To see your goal: {goals}")


def _tidy(words: str) -> str:
    return tidy(words) if words.strip() else ""


def _capitalized(words: str) -> str:
    return words[0].upper() + words[1:]
