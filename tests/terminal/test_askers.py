import io
import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from conftest import NOON, ROOT
from portrait_cli.core import session_from_guide
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.play import apply, play
from portrait_cli.core.session import Action, Answer, Back, Session, Skip, Step
from portrait_cli.formats import answers_file, portrait_file, yaml_writer
from portrait_cli.render.screen import Look, console
from portrait_cli.terminal import choice_list
from portrait_cli.terminal.guided import Guided, GuidedSession
from portrait_cli.terminal.line_reader import LineReader
from portrait_cli.terminal.plain import Plain, PlainSession
from portrait_cli.terminal.question_screen import QuestionScreen
from screen import ALT_ENTER, CTRL_B, CTRL_U, DOWN, ENTER, PASTE_BEGINS, PASTE_ENDS, TAB, UP

TODAY = NOON.date()
PORTRAIT, _ = portrait_file.load((ROOT / "data" / "attributes.yaml").read_bytes(), "attributes.yaml")


@dataclass(frozen=True, slots=True)
class Say:
    """The person wants to answer with these words, over what is there."""

    text: str


@dataclass(frozen=True, slots=True)
class Choose:
    """The person wants the choice with this id."""

    id: str


@dataclass(frozen=True, slots=True)
class Pass:
    """The person wants to skip."""


@dataclass(frozen=True, slots=True)
class Keep:
    """The person keeps the answer given before."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """The person wants the question before."""


@dataclass(frozen=True, slots=True)
class ChangeIt:
    """In the review, the person wants to answer a step again."""

    step: str


@dataclass(frozen=True, slots=True)
class SaveIt:
    """In the review, the person saves."""


Intention = Say | Choose | Pass | Keep | GoBack | ChangeIt | SaveIt

SCRIPT: Sequence[Intention] = (
    Say("First words."),
    Choose("growing"),
    Say('Two lines:\n\n  # and more, it\'s "so".'),
    Choose("cant-say-yet"),
    Pass(),
    Pass(),
    Say("Wrong."),
    Choose("starting"),
    GoBack(),
    GoBack(),
    Say("- right: yes"),
    Keep(),
    Say("مرحبا 你好"),
    Pass(),
    Choose("collaboration"),
    Say("When the buses have left."),
    Say("I will walk."),
    Say("2 weeks"),
    ChangeIt("human-centered.level"),
    Choose("multiplying"),
    ChangeIt("advocacy.left-out"),
    Pass(),
    SaveIt(),
)


def session_begun() -> Session:
    begin = session_from_guide.SessionStart("c0ffee", NOON, "building-leader", PORTRAIT.attributes)
    return session_from_guide.lay_out(PORTRAIT, PORTRAIT.guides[0], begin, Past())


def expected(session: Session) -> Mapping[str, str]:
    """Return what the script answers, by the purposes of the steps that it comes to."""
    words = {step.attribute: step.id for step in session.steps if step.purpose == "words"}
    return {
        words["human-centered"]: "First words.",
        "human-centered.level": "multiplying",
        words["transformation"]: 'Two lines:\n\n  # and more, it\'s "so".',
        "transformation.level": "cant-say-yet",
        words["collaboration"]: "- right: yes",
        "collaboration.level": "starting",
        "plan.attribute": "collaboration",
        "plan.when": "the buses have left",
        "plan.then": "walk",
        "plan.by": "2026-12-07",
    }


def played(ask: Callable[[Session], Action]) -> Mapping[str, str]:
    done = play(session_begun(), ask, lambda _: None, lambda: 0.0)
    assert done.saved
    return done.answers


def discard(_: Session) -> None:
    """Save nothing: what happens to half-typed words is in the tests of the terminal."""


def no_more() -> bool:
    """Return False: no line comes together with the one before."""
    return False


def guided_session(folder: Path, columns: int = 80) -> GuidedSession:
    """Make a guided asker without a screen to look at."""
    stream = io.StringIO()
    screen = QuestionScreen(console(stream, width=columns), stream, io.StringIO())
    return GuidedSession(screen, today=TODAY, editor="", scratch=lambda _: folder / "answer.md", save_partial=discard)


def plain_session(waiting: list[str], more: Callable[[], bool] = no_more) -> PlainSession:
    """Make a plain asker that reads the lines that are waiting."""
    reader = LineReader(lambda: waiting.pop(0), more)
    look = Look(80, plain=True)
    return PlainSession(console(io.StringIO(), plain=True), look, reader, today=TODAY, save_partial=discard)


def number(step: Step | None, wanted: str) -> int:
    assert step is not None
    return next(place for place, choice in enumerate(step.choices, start=1) if choice.id == wanted)


def keys(intention: Intention, session: Session) -> str:
    """Return the keys that a person presses at the guided asker."""
    match intention:
        case Say(text):
            pasted = text.replace("\n", "\r")
            return f"{CTRL_U}{PASTE_BEGINS}{pasted}{PASTE_ENDS}{ENTER}" if "\n" in text else f"{CTRL_U}{text}{ENTER}"
        case Choose(wanted):
            return f"{number(session.step, wanted)}{ENTER}"
        case Pass():
            step = session.step
            return TAB if step and step.choices else CTRL_U + ENTER
        case GoBack():
            return CTRL_B
        case ChangeIt(name):
            return f"{[step.id for step in session.active].index(name) + 1}{ENTER}"
        case Keep() | SaveIt():
            return ENTER


def lines(intention: Intention, session: Session) -> Iterator[str]:
    """Return the lines that a person sends to the plain asker."""
    known = session.step is not None and session.step.id in session.answers
    match intention:
        case Say(text) if "\n" in text:
            yield from ("+", *text.split("\n"), ".")
        case Say(text):
            yield text
        case Choose(wanted):
            yield str(number(session.step, wanted))
        case Pass():
            step = session.step
            yield "-" if known or (step and step.choices) else ""
        case GoBack():
            yield "<"
        case ChangeIt(name):
            yield str([step.id for step in session.active].index(name) + 1)
        case Keep() | SaveIt():
            yield ""


@pytest.mark.parametrize("columns", [40, 80])
def test_the_guided_asker_gives_what_is_meant(tmp_path: Path, columns: int) -> None:
    """Keys pressed at the guided questions give the answers that the person means."""
    guided = guided_session(tmp_path, columns)
    script = iter(SCRIPT)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):

        def ask(session: Session) -> Action:
            pipe.send_text(keys(next(script), session))
            return guided(session)

        assert played(ask) == expected(session_begun())
    assert not list(script)


def test_the_plain_asker_gives_what_is_meant() -> None:
    """Lines sent to the plain questions give the same answers."""
    waiting: list[str] = []
    plain = plain_session(waiting)
    script = iter(SCRIPT)

    def ask(session: Session) -> Action:
        assert waiting == []
        waiting.extend(lines(next(script), session))
        return plain(session)

    assert played(ask) == expected(session_begun())
    assert not list(script)


def test_the_answers_file_gives_what_is_meant() -> None:
    """The same answers in an answers file give the same answers."""
    session = session_begun()
    said = {**expected(session), "plan.by": "2 weeks"}
    filled = []
    for line in answers_file.template(session).split("\n"):
        name = line.strip().removesuffix(":")
        filled.append(f"{line} {yaml_writer.json_text(said[name])}" if name in said else line)
    given = answers_file.parse("\n".join(filled).encode(), "answers.yaml")
    assert (given.guide, given.role) == ("whole-portrait", "building-leader")
    assert given.attributes == tuple(attribute.id for attribute in PORTRAIT.attributes)
    assert answers_file.fill(session, given, TODAY).answers == expected(session)


def test_many_lines_can_be_typed_key_by_key(tmp_path: Path) -> None:
    """Alt-Enter at the guided questions and `+` at the plain ones give the same words."""
    guided = guided_session(tmp_path)
    waiting = ["+", "one", "", "two", "."]
    plain = plain_session(waiting)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f"one{ALT_ENTER}{ALT_ENTER}two{ENTER}")
        assert guided(session_begun()) == plain(session_begun())


def test_lines_that_come_at_once_are_one_answer() -> None:
    """Pasted lines give the same words at the plain questions as the same lines after `+`."""
    waiting = ["one", "", " two", "three"]
    pasted = plain_session(waiting, lambda: bool(waiting))(session_begun())
    waiting.extend(["+", "one", "", " two", "three", "."])
    assert pasted == plain_session(waiting)(session_begun()) == Answer("one\n\n two\nthree")
    assert waiting == []


def test_enter_places_nobody(tmp_path: Path) -> None:
    """In a list Enter keeps what is highlighted, which nothing is until the person moves or types a name."""
    guided = guided_session(tmp_path)
    asked = apply(session_begun(), Skip())
    assert asked.step
    assert asked.step.choices
    choices = [choice.id for choice in asked.step.choices]
    given = replace(asked, answers={asked.step.id: choices[2]})
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for session, pressed, action in (
            (asked, f"{ENTER}{ENTER}{TAB}", Skip()),
            (asked, f"xqsb{ENTER}{TAB}", Skip()),
            (asked, f"We are growing 2 more{ENTER}steady{ENTER}{TAB}", Skip()),
            (asked, f"xqsb{ENTER}{DOWN}{ENTER}", Answer(choices[0])),
            (asked, f"{PASTE_BEGINS}2\r{PASTE_ENDS}{ENTER}{TAB}", Skip()),
            (asked, DOWN + ENTER, Answer(choices[0])),
            (asked, UP + ENTER, Answer(choices[-1])),
            (asked, f"stea{ENTER}", Answer("steady")),
            (asked, f"ROLE{ENTER}", Answer("not-my-role")),
            (asked, f"cant say{ENTER}", Answer("cant-say-yet")),
            (asked, f"6{ENTER}", Answer(choices[5])),
            (asked, CTRL_B, Back()),
            (given, ENTER, Answer(choices[2])),
            (given, DOWN + ENTER, Answer(choices[3])),
            (given, TAB, Skip()),
            (given, CTRL_B, Back()),
        ):
            pipe.send_text(pressed)
            assert guided(session) == action, pressed


def test_what_comes_at_once_is_no_choice_on_a_slow_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pasted lines choose nothing where every key takes a second, and keys typed a second apart still choose."""
    guided = guided_session(tmp_path)
    asked = apply(session_begun(), Skip())
    monkeypatch.setattr(choice_list, "time", SimpleNamespace(monotonic=itertools.count().__next__))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f"We are growing 2 more{ENTER}steady{ENTER}{TAB}")
        assert guided(asked) == Skip()
        typing = threading.Thread(target=type_keys, args=(pipe, ["x", ENTER, "s", ENTER]))
        typing.start()
        assert guided(asked) == Answer("starting")
        typing.join()


def type_keys(pipe: PipeInput, pressed: Sequence[str]) -> None:
    """Press keys so far apart that none is read with another."""
    for key in pressed:
        time.sleep(1.0)
        pipe.send_text(key)


YES_OR_NO: Sequence[tuple[str, bool, bool]] = (
    ("y", False, True),
    ("n", True, False),
    ("Y", False, True),
    ("", True, True),
    ("", False, False),
)
"""What a person types, the default, and what is meant."""


def test_a_question_of_yes_or_no_needs_no_session() -> None:
    """Both askers take y, n, or Enter alone for the default."""
    waiting: list[str] = []
    stream = io.StringIO()
    plain = Plain(
        console(stream, plain=True), Look(80, plain=True), LineReader(lambda: waiting.pop(0), lambda: bool(waiting))
    )
    guided = Guided(QuestionScreen(console(stream, width=80), stream, io.StringIO()))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        for typed, default, meant in YES_OR_NO:
            waiting.append(typed)
            pipe.send_text(typed + ENTER)
            assert plain.confirm("Really?", default=default) is meant
            assert guided.confirm("Really?", default=default) is meant


def test_what_is_neither_yes_nor_no_is_asked_again() -> None:
    """Other words answer nothing, even with a y or an n in them; whole words are taken, in any case."""
    waiting = ["perhaps", "2", "yes"]
    stream = io.StringIO()
    plain = Plain(console(stream, plain=True), Look(80, plain=True), LineReader(lambda: waiting.pop(0), no_more))
    guided = Guided(QuestionScreen(console(stream, width=80), stream, io.StringIO()))
    assert plain.confirm("Really?", default=False)
    assert stream.getvalue().count("Type y for yes or n for no.") == 2
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f"YES{ENTER}")
        assert guided.confirm("Really?", default=False)
        pipe.send_text(f"{PASTE_BEGINS}no{PASTE_ENDS}{ENTER}")
        assert not guided.confirm("Really?", default=True)


def test_a_line_is_one_answer_even_when_several_come_at_once() -> None:
    """The plain asker leaves pasted lines to the next questions; the guided one puts them in one line."""
    waiting = [" Our Leaders ", "", "Courage"]
    stream = io.StringIO()
    reader = LineReader(lambda: waiting.pop(0), lambda: bool(waiting))
    plain = Plain(console(stream, plain=True), Look(80, plain=True), reader)
    assert [plain.line("Its name?", default="ours") for _ in range(3)] == ["Our Leaders", "ours", "Courage"]
    guided = Guided(QuestionScreen(console(stream, width=80), stream, io.StringIO()))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(f" Our {PASTE_BEGINS}Leaders\rToo{PASTE_ENDS}{ENTER}{ENTER}")
        assert guided.line("Its name?", default="ours") == "Our Leaders Too"
        assert guided.line("Its name?", default="ours") == "ours"
