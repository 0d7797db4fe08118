"""How far requests have got, and which one is meant where none is named."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from conftest import Run
from portrait_cli.app.which_request import newest, state_of
from portrait_cli.app.workspace import Workspace, open_workspace
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import RESULT, place
from portrait_cli.formats import result_file
from portrait_cli.store.requests import Requests
from portrait_cli.store.settings import load
from portrait_cli.terminal.environment import Environment
from requests_for_tests import REQUEST as PLAIN
from rounds import REQUEST, ROUND, STAFF, S, ask, digests, look, receive, reply


def _workspace() -> Workspace:
    return open_workspace(Environment(), load({}), ExitStack())


def _meant() -> str:
    workspace = _workspace()
    return newest(workspace, Requests(workspace.journal).all([])).id


def test_what_can_be_shown_comes_before_what_was_just_asked(run: Run) -> None:
    """The newest request of which something can be shown is meant; without one, the newest that is opened here."""
    first = ask()
    second = ask(replace(REQUEST, id="zzzzzzz2", asked_at=datetime(2026, 11, 2, 18, tzinfo=UTC)))
    workspace = _workspace()
    assert (state_of(workspace, first), _meant()) == ("waiting", second.id)
    receive(first, STAFF[:4])
    assert (state_of(workspace, first), _meant()) == ("waiting", second.id)
    receive(first, STAFF[4:])
    assert (state_of(workspace, first), _meant()) == ("ready", first.id)
    assert run("feedback", first.id).code == 0
    assert (state_of(workspace, first), _meant()) == ("read", first.id)
    receive(second, [replace(one, request=second.id) for one in ROUND])
    assert _meant() == second.id
    assert run("feedback").code == 0
    assert (state_of(workspace, second), _meant()) == ("read", second.id)
    receive(first, [reply("staff", S, S, S, S) for _ in range(5)])
    assert (state_of(workspace, first), _meant()) == ("ready", first.id)


def test_without_a_reply_that_was_shown_nothing_is(run: Run) -> None:
    """A group of which a reply is gone cannot be shown, so another request is meant."""
    first = ask(replace(REQUEST, id="aaaaaaa1"))
    receive(first, [replace(one, request=first.id) for one in STAFF])
    assert run("feedback").code == 0
    second = ask()
    receive(second, STAFF)
    assert run("feedback", second.id).code == 0
    workspace = _workspace()
    for path in (workspace.journal.folder / "requests" / second.id / "replies").iterdir():
        path.unlink()
        break
    assert (state_of(workspace, second), _meant()) == ("waiting", first.id)


def test_what_somebody_else_opens_is_meant_last() -> None:
    """A request whose replies are opened elsewhere is meant only if there is no other."""
    ask(replace(PLAIN, collector="Sam Hall"))
    (Path(load({}).keys) / "collector.txt").unlink()
    workspace = _workspace()
    (elsewhere,) = Requests(workspace.journal).all([])
    assert (state_of(workspace, elsewhere), _meant()) == ("elsewhere", elsewhere.id)
    here = ask(replace(REQUEST, id="aaaaaaa1"))
    assert _meant() == here.id


def test_a_coachs_reply_is_ready_at_once() -> None:
    """One reply of a coach is enough."""
    request = ask(replace(REQUEST, kind="coach", groups=(), by="Ms. Ortiz"))
    workspace = _workspace()
    assert state_of(workspace, request) == "waiting"
    receive(request, [replace(STAFF[5], group="")])
    assert state_of(workspace, request) == "ready"


def test_what_cannot_be_read_is_unclear() -> None:
    """Without the key of a request, nothing is known of it."""
    request: Request = ask()
    (load({}).keys / f"{request.id}.txt").unlink()
    assert state_of(_workspace(), request) == "unclear"


def test_the_list_tells_how_far_each_request_got(run: Run) -> None:
    """Without a reply, with some of each group, with enough of one, after a look; the command it names works."""
    request = ask()
    assert "no replies yet" in run("ask").out
    receive(request, ROUND[:4])
    listed = run("ask").out
    assert "replies: Staff 4, Families none, Students none\n" in listed
    assert "portrait receive FOLDER" in listed
    receive(request, ROUND[4:])
    listed = " ".join(run("ask").out.split())
    assert "replies: Staff 8, Families 5, Students 4 · can be read" in listed
    assert f"To see what can be shown: portrait feedback {request.id}" in listed
    assert run("feedback", request.id).code == 0
    assert "Students 4 · you have read it" in run("ask").out


def test_a_collector_sees_for_whom_they_collect(run: Run) -> None:
    """The list names the asker, and how to hand over the result; with the asker, that it is here."""
    request = ask(replace(REQUEST, collector="Sam Hall"))
    assert "you receive the replies for Dana Reyes" in run("ask").out
    receive(request, ROUND)
    assert f"portrait feedback {request.id} --result result-{request.id}.json" in " ".join(run("ask").out.split())
    workspace = _workspace()
    (workspace.config.keys / "collector.txt").unlink()
    assert "Sam Hall receives the replies" in run("ask").out
    result, _ = look(digests(ROUND), request=request)
    (workspace.journal.folder / place(request.id, RESULT)).write_text(result_file.write(result), encoding="utf-8")
    assert "the result is here, and can be read" in " ".join(run("ask").out.split())


def test_requests_of_one_day_are_in_the_order_of_asking() -> None:
    """The moment of asking orders the requests of a day; those of an earlier version come first."""
    late = replace(PLAIN, id="aaaaaaa1", asked_at=datetime(2026, 11, 23, 20, tzinfo=UTC))
    early = replace(PLAIN, id="bbbbbbb2", asked_at=datetime(2026, 11, 23, 15, tzinfo=UTC))
    for one in (late, early, PLAIN):
        ask(one)
    assert [one.id for one in Requests(_workspace().journal).all([])] == [PLAIN.id, early.id, late.id]
