"""The debrief: predict first, then read what came back, then make one plan."""

from collections.abc import Iterator

from msgspec.structs import replace

from portrait_cli.app import reflect
from portrait_cli.app.which_session import Request, lay_out, past_of, which_session
from portrait_cli.app.workspace import Workspace
from portrait_cli.core import step_name
from portrait_cli.core.feedback_sections import in_lines
from portrait_cli.core.former_names import former_names
from portrait_cli.core.guide import Guide, Question
from portrait_cli.core.session import Session
from portrait_cli.render import question
from portrait_cli.render.feedback import FeedbackPage, arrived, feedback
from portrait_cli.terminal.asker import asker_for
from portrait_cli.terminal.display import Display

GUIDE = "debrief"
"""The guide in which it happens."""
_PREDICT, _READ = "predict", "read"


def guide_of(workspace: Workspace) -> Guide | None:
    """Return the portrait's guide for it, None if it has none."""
    return next((guide for guide in workspace.portrait.guides if guide.id == GUIDE), None)


def is_wanted(workspace: Workspace, page: FeedbackPage) -> bool:
    """Offer to predict before reading, if someone is there to be asked; return True if the person wants to.

    Raises StoppedError when they stop: then nothing has been shown.
    """
    environment, guide = workspace.environment, guide_of(workspace)
    if guide is None or not environment.can_ask or not environment.stdout.isatty():
        return False
    ask = asker_for(environment, workspace.config)
    ask.show(arrived(page.result, ask.look))
    choices = ((_PREDICT, f"Guess first, then read it (about {guide.minutes} minutes)"), (_READ, "Just read it"))
    return ask.offer("How would you like to read it?", choices, default=_PREDICT) == _PREDICT


def play(workspace: Workspace, page: FeedbackPage) -> None:
    """Play the debrief, with the result in its place. Raises the errors of a session."""
    window = reflect.open_window(workspace)
    request = Request(guide=GUIDE)
    wanted = which_session(workspace, request, window.index)
    past = past_of(window.index, request, wanted, former_names(workspace.portrait))
    past = replace(past, feedback=in_lines(page.sections))
    session = lay_out(workspace, wanted, past)
    shows = _Shows(workspace, _where_it_is_read(wanted.guide), page)
    window.ask.show(question.opening(session, workspace.environment.now().date(), window.ask.look))
    replace(window, before=shows).play(session, past, is_draft=False)


def _where_it_is_read(guide: Guide) -> frozenset[str]:
    """Return the steps with what others see above them: before the first of these, all of it is shown."""
    questions = (step for step in guide.steps if isinstance(step, Question))
    return frozenset(step_name.named(step_name.GUIDE, step.id) for step in questions if step.shows == "feedback")


class _Shows:
    """Shows the result once, before the first question that is about it."""

    def __init__(self, workspace: Workspace, where_it_is_read: frozenset[str], page: FeedbackPage) -> None:
        self._display = Display(workspace.environment, workspace.plain)
        self._where = where_it_is_read
        self._page = replace(page, hints=())

    def __call__(self, session: Session) -> None:
        if session.at in self._where:
            self._where = frozenset()
            page = replace(self._page, guesses=tuple(_guesses(session)))
            self._display.show(feedback(page, self._display.look), paged=True)


def _guesses(session: Session) -> Iterator[tuple[str, str]]:
    """Go through what was answered before the result is read."""
    for step in session.steps:
        if step.id == session.at:
            return
        if step.id in session.answers:
            yield step.prompt, session.answers[step.id]
