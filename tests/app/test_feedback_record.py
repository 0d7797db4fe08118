"""What nobody can get around: `portrait feedback` knows what was asked and what has been shown."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import Run
from portrait_cli.app.feedback_round import read_round
from portrait_cli.app.workspace import open_workspace
from portrait_cli.core.errors import LockedError
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import OPENED, place
from portrait_cli.formats import request_file
from portrait_cli.store import key_notes, settings
from portrait_cli.store.key_notes import KeyNotes
from portrait_cli.terminal.environment import Environment
from rounds import REQUEST, STAFF, R, ask, files_of, receive, reply, sealed

ID = REQUEST.id
COLLECTED = replace(REQUEST, collector="Sam Hall")


def journal() -> Path:
    return settings.load(os.environ).journal


def opened() -> str:
    return (journal() / place(ID, OPENED)).read_text(encoding="utf-8")


def test_a_view_that_began_before_another_one_is_refused(run: Run) -> None:
    """While one window waits with five replies, another shows six: the first one shows nothing any more."""
    request = ask()
    receive(request, STAFF[:5])
    with ExitStack() as stack:
        waits = open_workspace(Environment(), settings.load(os.environ), stack)
        began = read_round(waits, request)
        receive(request, STAFF[5:6])
        assert run("feedback").code == 0
        kept = opened()
        with pytest.raises(LockedError, match="something else was shown meanwhile") as refused:
            began.keep_as_shown(waits)
        assert refused.value.hint == f"again: portrait feedback {ID}"
        assert opened() == kept
        read_round(waits, request).keep_as_shown(waits)


def test_one_view_at_a_time(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another window notes what it shows, nothing is shown; afterward it is."""
    monkeypatch.setattr(key_notes, "_PATIENCE", 0.0)
    receive(ask(), STAFF)
    notes = KeyNotes(settings.load(os.environ).keys / f"{ID}.txt")
    with notes.held():
        done = run("feedback")
    assert (done.code, done.out) == (5, "")
    assert done.err == "portrait: another window is showing feedback\nhint: try again in a moment\n"
    assert run("feedback").code == 0


def test_of_two_views_at_the_same_moment_only_one_is_shown(home: Path) -> None:
    """Two journals with one reply exchanged, shown at the same moment: one of them is refused."""
    request = ask()
    other = home / "other"
    receive(request, STAFF[:5])
    for name, data in {
        place(ID): (journal() / place(ID)).read_bytes(),
        **files_of(request, STAFF[1:6]),
    }.items():
        (other / name).parent.mkdir(parents=True, exist_ok=True)
        (other / name).write_bytes(data)
    command = [sys.executable, "-m", "portrait_cli", "feedback", "--json"]
    journals: tuple[list[str], ...] = ([], ["--journal", str(other)])
    both = [subprocess.Popen([*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE) for more in journals]
    said = [one.communicate() for one in both]
    assert sorted(one.returncode for one in both) in ([0, 3], [0, 5]), said


def test_what_has_been_shown_goes_with_the_key(run: Run) -> None:
    """It is in the file of the key, for its owner only, and no other file beside that holds anything of it."""
    request = ask()
    receive(request, STAFF)
    assert run("feedback").code == 0
    key = settings.load(os.environ).keys / f"{ID}.txt"
    assert "# shown k7f32m9q: {" in key.read_text(encoding="utf-8")
    assert key.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in key.parent.glob("[!.]*")] == [key.name]
    (journal() / place(ID, OPENED)).unlink()
    receive(request, [reply("staff", R)] * 3)
    assert "3 more replies came in" in " ".join(run("feedback").out.split())


def _without_choice(request: Request) -> Request:
    first = request.steps[0]
    return replace(request, steps=(replace(first, choices=first.choices[1:]), *request.steps[1:]))


def _with_choice_of_words(request: Request) -> Request:
    first, example, *others = request.steps
    return replace(request, steps=(first, replace(example, choices=first.choices), *others))


@pytest.mark.parametrize(
    "change",
    [_without_choice, _with_choice_of_words, lambda request: replace(request, fewest=6, fewest_for_comments=9)],
)
@pytest.mark.parametrize("before", [REQUEST, COLLECTED])
def test_a_request_that_was_changed_opens_nothing(
    run: Run, tmp_path: Path, change: Callable[[Request], Request], before: Request
) -> None:
    """Each change of what was asked could tell one reply: nothing is opened until its page brings it back."""
    request = ask(before)
    receive(request, STAFF[:5])
    page = tmp_path / "page.json"
    page.write_text(request_file.write(request), encoding="utf-8")
    path = journal() / place(ID)
    path.write_text(request_file.write(change(request)), encoding="utf-8")
    reply_file = tmp_path / "reply.txt"
    reply_file.write_bytes(sealed(STAFF[5], request))
    changed = "the request k7f32m9q was changed since it was made"
    done = run("feedback")
    assert (done.code, done.out) == (4, "")
    assert (
        done.err == f"portrait: {changed}\nhint: this takes in its page, as it was sent: portrait receive PAGE.html\n"
    )
    assert changed in run("receive", str(reply_file)).err
    page_changed = tmp_path / "changed.json"
    page_changed.write_bytes(path.read_bytes())
    run("receive", str(page_changed))
    assert run("feedback").code == 4
    assert run("receive", str(page)).code == 0
    assert path.read_bytes() == page.read_bytes()
    assert run("feedback").code == 0
    assert run("receive", str(reply_file)).code == 0


def test_a_request_that_is_there_without_its_page_opens_nothing(run: Run, tmp_path: Path) -> None:
    """A collector's key opens only what is asked in the page that came, which is noted once."""
    request = ask(COLLECTED)
    receive(request, STAFF[:5])
    key = settings.load(os.environ).keys / "collector.txt"
    key.write_text(key.read_text(encoding="utf-8").partition("# request")[0], encoding="utf-8")
    done = run("feedback")
    assert done.code == 4
    assert "the request k7f32m9q did not come here with its page" in done.err
    page = tmp_path / "page.json"
    page.write_text(request_file.write(request), encoding="utf-8")
    run("receive", str(page))
    assert run("feedback").code == 0


def test_an_asker_takes_in_no_request_that_is_not_noted(run: Run, tmp_path: Path) -> None:
    """Without what was asked beside the asker's own key, a page may be any."""
    request = ask()
    key = settings.load(os.environ).keys / f"{ID}.txt"
    key.write_text(key.read_text(encoding="utf-8").partition("# request")[0], encoding="utf-8")
    (journal() / place(ID)).unlink()
    page = tmp_path / "page.json"
    page.write_text(request_file.write(request), encoding="utf-8")
    done = run("receive", str(page))
    assert done.code == 4
    assert "its id is that of a request that is here, but it asks something else" in done.err


def test_asking_is_undone_and_redone_and_moves_with_its_keys(run: Run, home: Path, tmp_path: Path) -> None:
    """After undo and redo, and with the journal and the keys on another computer, the same replies are shown."""
    request = ask()
    assert run("undo", "--yes").code == 0
    assert run("redo").code == 0
    receive(request, STAFF)
    shown = run("feedback").out
    assert "Staff: 8 replies" in shown
    other = tmp_path / "other"
    shutil.copytree(home / ".config", other / ".config")
    shutil.copytree(journal(), other / "Documents/portrait-journal")
    assert run("feedback", env={"HOME": str(other)}).out == shown
