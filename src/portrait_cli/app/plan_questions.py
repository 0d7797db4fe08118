"""The parts of a plan, from the command line or asked for in a terminal."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.app.workspace import Workspace
from portrait_cli.core import dates
from portrait_cli.core.answers import AnswerError, answer_to
from portrait_cli.core.errors import StoppedError, UsageError
from portrait_cli.core.play import apply
from portrait_cli.core.session import Back, Session, Step
from portrait_cli.core.text import replace_surrogates
from portrait_cli.store.drafts import Drafts
from portrait_cli.terminal.asker import session_asker_for


def part(workspace: Workspace, step: Step, said: str) -> str:
    """Read what the command line says for a step. Raises UsageError for a day that is not one, or is past."""
    try:
        return answer_to(step, replace_surrogates(said), workspace.environment.now().date())
    except AnswerError as error:
        raise UsageError(str(error), hint=error.hint) from None


def asked(workspace: Workspace, steps: Sequence[Step], so_far: Mapping[str, str]) -> Mapping[str, str]:
    """Ask for each step, with what is said so far in the line; return the answers by step.

    When the person stops, nothing is written, and what they said is shown again.
    """
    environment, config = workspace.environment, workspace.config
    drafts = Drafts(config.drafts)
    ask = session_asker_for(environment, config, scratch=drafts.editing, save_partial=lambda _: None)
    now = environment.now()
    session = Session(
        id=environment.token(),
        started=now.replace(tzinfo=None, microsecond=0),
        utc_offset=dates.utc_offset(now),
        portrait=workspace.portrait.id,
        portrait_version=workspace.portrait.version,
        guide="plan",
        title="A plan",
        minutes=1,
        steps=tuple(steps),
        answers=so_far,
    )
    place = 0
    try:
        while place < len(steps):
            session = replace(session, at=steps[place].id)
            action = ask(session)
            session = apply(session, action)
            place = max(place - 1, 0) if isinstance(action, Back) else place + 1
    except StoppedError as stopped:
        said = [session.answers[step.id] for step in steps if session.answers.get(step.id) != so_far.get(step.id)]
        words = "; ".join(filter(None, [*said, stopped.typed]))
        environment.say(f"\nStopped. Nothing was saved.{f' Your words: {words}' if words else ''}")
        raise
    finally:
        drafts.drop(session)
    return session.answers
