import io
from datetime import date, timedelta

from msgspec.structs import replace

from examples import DISTRICT, PORTRAIT, TODAY, new_session
from portrait_cli.core.session import Session
from portrait_cli.render import question
from portrait_cli.render.screen import Look, console


def shown(session: Session, at: str) -> str:
    """Show a question of a session."""
    screen = io.StringIO()
    asked = replace(session, at=at)
    assert asked.step
    console(screen, width=80).print(question.question(asked, asked.step, Look(80, plain=False)))
    return screen.getvalue()


def opening(session: Session, today: date) -> str:
    """Show the beginning of a session."""
    screen = io.StringIO()
    console(screen, width=80).print(question.opening(session, today, Look(80, plain=False)))
    return screen.getvalue()


def test_the_day_of_a_session_is_named_if_it_is_not_today() -> None:
    """A session about an earlier day says which day that is."""
    session = new_session(PORTRAIT, 0)
    assert "About Monday, November 23, 2026." in opening(session, TODAY + timedelta(days=1))
    assert "About" not in opening(session, TODAY)


def test_the_same_count_is_on_every_screen() -> None:
    """The opening says how many questions there are, and each question which of them it is."""
    session = new_session(PORTRAIT, 0)
    assert "12 questions" in opening(session, TODAY)
    assert "Advocacy  10 of 12" in shown(session, "advocacy.level")
    assert "Next step  12 of 12" in shown(session, "plan.by")


def test_a_session_of_one_question_has_no_count() -> None:
    """Where there is only one question it needs no number."""
    assert " of 1" not in shown(new_session(DISTRICT, 1, "courage"), "courage.what-did-i-dare")


def test_an_example_is_shown_where_it_fits() -> None:
    """The example of a plan is that of the attribute the plan is about; a plan about none has none."""
    assert "For example: When " in shown(new_session(PORTRAIT, 0, "advocacy"), "plan.when")
    assert "Such as" not in shown(new_session(PORTRAIT, 0), "plan.when")
    assert "Such as" not in shown(new_session(DISTRICT, 0, "care"), "plan.when")
