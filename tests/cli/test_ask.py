"""`portrait ask`: pages for groups, the request that is kept, and what is refused."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import NOON, SHORT, Result, Run
from portrait_cli.core.request import Group, Request
from portrait_cli.formats import incoming, request_file
from portrait_cli.store import seal
from requests_for_tests import REQUEST
from sealed_replies import sealed_reply

pytest.importorskip("pyrage", reason="the extra colleagues is not installed")
STAFF = ("ask", "advocacy", "--of", "staff", "--name", "Dana Reyes")
KEY = "age1nhr2eh9n6suawungetwwdmywm70cx79m6gdc7dl3fgll5l7v25lqg23w85"
COLLECTOR = f"Sam Hall {KEY}"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in an empty folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def _requests(home: Path) -> list[Request]:
    """Read the requests in the journal."""
    files = sorted((home / "Documents/portrait-journal/requests").glob("*/request.json"))
    return [request_file.parse(file.read_bytes(), file.name) for file in files]


def _keys(home: Path) -> list[str]:
    return sorted(path.name for path in (home / ".config/portrait/keys").glob("*"))


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _fails(result: Result, code: int, home: Path) -> str:
    """Check that a command failed with nothing written, and return what it said."""
    assert result.code == code, result.err
    assert result.out == ""
    assert "Traceback" not in result.err
    assert (_names(Path.cwd()), _requests(home), _keys(home)) == ([], [], [])
    return result.err


# --- what is written ---


def test_each_group_gets_a_page(run: Run, home: Path, here: Path) -> None:
    """A page for each group, the request in the journal and its key; for the same items the same steps."""
    result = run(*STAFF, "--of", "families", "--why", "A new team.", "--to", "Dana <dana@school.org>")
    assert result.code == 0, result.err
    assert _names(here) == ["feedback-advocacy-families.html", "feedback-advocacy-staff.html"]
    (request,) = _requests(home)
    assert request.groups == (Group("staff", "Staff"), Group("families", "Families"))
    assert (request.asker, request.why, request.title) == ("Dana Reyes", "A new team.", "Advocacy")
    assert (request.asked_on, request.until) == (date(2026, 11, 23), date(2026, 12, 3))
    assert request.send_to == "dana@school.org"
    assert len(list(request.items)) == 7
    assert _keys(home) == [f"{request.id}.txt"]
    assert seal.read_key(home / ".config/portrait/keys" / f"{request.id}.txt").recipient == request.recipient


def test_the_page_carries_the_request(run: Run, home: Path, here: Path) -> None:
    """From the page alone the request can be read again; the page has the public half of the key only."""
    run(*STAFF)
    text = (here / "feedback-advocacy-staff.html").read_text("utf-8")
    (request,) = _requests(home)
    (carried,) = incoming.look_into(text.encode()).requests
    assert request_file.parse(carried, "page") == request
    assert "AGE-SECRET-KEY" not in text


def test_what_to_send_is_shown(run: Run) -> None:
    """The screen has the files, a message, when a group opens, what the seal is not, and how to take it back."""
    out = run(*STAFF).out
    for words in (
        "Staff: feedback-advocacy-staff.html",
        "Hello,",
        "6 minutes by Thursday, December 3?",
        "portrait receive FOLDER",
        "opens when 5 of it",
        "It does not keep you out",
        "--collector",
        "portrait undo",
    ):
        assert words in " ".join(out.split())


def test_undo_takes_the_request_back(run: Run, home: Path) -> None:
    """Undo takes the request out of the journal and names its pages; redo brings it back; the key stays."""
    Path("feedback-of-others.html").write_text("a page of another request", "utf-8")
    run(*STAFF)
    before = _requests(home)
    undone = run("undo")
    assert "you asked others: Advocacy, Staff" in undone.err
    assert "of no use now" in undone.err
    assert "Still in this folder: feedback-advocacy-staff.html\n" in undone.err
    assert _requests(home) == []
    assert run("redo").code == 0
    assert _requests(home) == before
    assert len(_keys(home)) == 1


def test_nothing_is_overwritten_silently(run: Run, home: Path, here: Path) -> None:
    """A page that is there stays, and nothing else is written; with --force it is replaced."""
    (here / "feedback-advocacy-staff.html").write_text("mine", "utf-8")
    result = run(*STAFF, "--of", "families")
    assert result.code == 6
    assert "already exists" in result.err
    assert (_names(here), _requests(home), _keys(home)) == (["feedback-advocacy-staff.html"], [], [])
    assert run(*STAFF, "--force").code == 0
    assert "Dana Reyes" in (here / "feedback-advocacy-staff.html").read_text("utf-8")


def test_a_folder_can_be_named(run: Run, home: Path, here: Path) -> None:
    """Pages are written into the folder that is named; one that is not there, or is ours, is refused."""
    assert run(*STAFF, "-o", "pages").code == 6
    assert run(*STAFF, "-o", str(home / ".config/portrait/keys")).code == 2
    (here / "pages").mkdir()
    assert run(*STAFF, "-o", "pages").code == 0
    assert _names(here / "pages") == ["feedback-advocacy-staff.html"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_half_of_it_is_never_left(run: Run, home: Path) -> None:
    """If the journal cannot be written, neither the pages nor the key stay."""
    (home / "Documents").mkdir()
    (home / "Documents").chmod(0o500)
    _fails(run(*STAFF), 6, home)


def test_nothing_is_left_if_the_journal_is_no_folder(run: Run, home: Path, here: Path) -> None:
    """If there is a file in the place of the journal, neither the pages nor the key stay."""
    (home / "Documents").mkdir()
    (home / "Documents/portrait-journal").write_text("no folder", "utf-8")
    result = run(*STAFF)
    assert result.code == 6
    assert (_names(here), _keys(home)) == ([], [])


# --- which items ---


def test_ten_are_spread_over_several_attributes(run: Run, home: Path) -> None:
    """Without a terminal each of several attributes gets its share of ten, and the command says which were taken."""
    result = run("ask", "advocacy", "collaboration", "authenticity", "--of", "staff", "--name", "D")
    (request,) = _requests(home)
    shares = [step.attribute for step in request.items]
    assert sorted(shares.count(name) for name in set(shares)) == [3, 3, 4]
    assert '10 of 21 items are asked, marked with * below; to choose others: --items "1 4 7"' in result.err
    assert "* 1 Does what they say they'll do. · Authenticity" in " ".join(result.err.split())
    assert request.title == "Authenticity, Collaboration, Advocacy"


def test_many_attributes_are_named_by_the_portrait(run: Run, here: Path) -> None:
    """A page about all attributes is called after the portrait."""
    everything = ("advocacy", "collaboration", "authenticity", "transformation", "human-centered")
    assert run("ask", *everything, "--of", "staff", "--name", "D").code == 0
    assert _names(here) == ["feedback-portrait-of-a-leader-staff.html"]


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (("1 3",), ["advocacy.asks-who-is-missing", "advocacy.speaks-up"]),
        (("speaks-up", "AD1"), ["advocacy.asks-who-is-missing", "advocacy.speaks-up"]),
        (("advocacy.speaks-up,ad4",), ["advocacy.speaks-up", "advocacy.brings-people-in"]),
    ],
)
def test_items_can_be_picked(run: Run, home: Path, codes: tuple[str, ...], names: list[str]) -> None:
    """Items are picked by number, id or indicator, and asked in the portrait's order."""
    options = [word for code in codes for word in ("--items", code)]
    assert run(*STAFF, *options).code == 0
    assert [step.id for step in _requests(home)[0].items] == names


def test_a_long_name_is_no_file_name(run: Run, home: Path, here: Path) -> None:
    """An attribute whose name is longer than a file's may be is named by the request in the page's name."""
    (here / "p.yaml").write_text(f"attributes:\n  - name: {'ž' * 70}\n    colleague_set: Asks.\n", "utf-8")
    assert run("ask", "ž", "--of", "معلمون " * 5, "--name", "D", "--portrait", "p.yaml").code == 0
    (request,) = _requests(home)
    assert any(request.id in name for name in _names(here))


def test_an_indicator_is_asked_about_alone(run: Run, home: Path) -> None:
    """An indicator in the place of an attribute asks what shows it."""
    assert run("ask", "AD1", "--of", "staff", "--name", "D").code == 0
    assert [step.target for step in _requests(home)[0].items] == ["ad1"]


def test_items_of_ones_own(run: Run, home: Path, here: Path) -> None:
    """Own items, one a line, are asked as they are, with a remark on what would be easier to answer."""
    (here / "mine.txt").write_text("Asks who is missing.\nIs fair.\n", "utf-8")
    result = run("ask", "--from-items", "mine.txt", "--of", "peers", "--name", "D", "--no-comments")
    assert result.code == 0, result.err
    assert "“Is fair.” is hard to see" in result.err
    (request,) = _requests(home)
    assert [(step.id, step.prompt) for step in request.steps] == [
        ("own.asks-who-is-missing", "Asks who is missing."),
        ("own.is-fair", "Is fair."),
    ]
    assert not request.has_comments
    assert "feedback-peers.html" in _names(here)


def test_own_items_belong_to_what_they_show(run: Run, home: Path, here: Path) -> None:
    """An own item belongs to the attribute that is named, or to that of its indicator."""
    (here / "mine.yaml").write_text("- text: Says who decides.\n  indicator: co1\n- Asks who is missing.\n", "utf-8")
    assert run("ask", "advocacy", "--from-items", "mine.yaml", "--of", "peers", "--name", "D").code == 0
    found = [(step.id, step.target) for step in _requests(home)[0].items]
    assert found == [("collaboration.says-who-decides", "co1"), ("advocacy.asks-who-is-missing", "")]


def test_an_indicator_that_is_not_there_is_refused(run: Run, home: Path, here: Path) -> None:
    """An own item that shows what the portrait does not have is refused."""
    (here.parent / "mine.yaml").write_text("- text: Says who decides.\n  indicator: zz9\n", "utf-8")
    err = _fails(run("ask", "--from-items", "../mine.yaml", "--of", "peers", "--name", "D"), 3, home)
    assert "names the indicator zz9" in err


def test_own_items_can_be_piped(run: Run, home: Path) -> None:
    """A dash reads own items from stdin."""
    assert run("ask", "--from-items", "-", "--of", "peers", "--name", "D", stdin="Says who decides.\n").code == 0
    assert len(list(_requests(home)[0].items)) == 1


# --- students, and a collector ---


def test_students_are_asked_four_plain_things_by_another_adult(run: Run, home: Path, here: Path) -> None:
    """Students get the four plainest items; another adult has the key, and this computer has none."""
    result = run("ask", "advocacy", "--of", "students", "--name", "Dana Reyes", "--collector", COLLECTOR)
    assert result.code == 0, result.err
    (request,) = _requests(home)
    assert len(list(request.items)) == 4
    assert (request.collector, request.recipient) == ("Sam Hall", KEY)
    assert _keys(home) == []
    shown = " ".join(result.out.split())
    assert "local rules on consent" in shown
    assert "Send Sam Hall a page, too" in shown
    assert "take it in: portrait receive FILE" in shown
    assert "result that you were given: portrait receive FILE" in " ".join(run("ask").out.split())
    assert "This is not a test" in (here / "feedback-advocacy-students.html").read_text("utf-8")


def test_the_collectors_name_can_stand_with_their_address(run: Run, home: Path) -> None:
    """A key alone is enough if the address has the collector's name."""
    assert run(*STAFF, "--collector", KEY, "--to", "Sam Hall <sam@school.org>").code == 0
    (request,) = _requests(home)
    assert (request.collector, request.send_to) == ("Sam Hall", "sam@school.org")


@pytest.mark.parametrize(
    "said", [f"Sam Hall\n{KEY}\n", f"Sam  Hall: {KEY}", f"{KEY} Sam Hall", f"Sam Hall <{KEY[:40]}\n  {KEY[40:]}>"]
)
def test_a_key_is_found_where_people_put_it(run: Run, home: Path, said: str) -> None:
    """Line breaks, spaces and brackets around a key or in it, and its place, make no difference."""
    assert run(*STAFF, "--collector", said).code == 0
    (request,) = _requests(home)
    assert (request.collector, request.recipient) == ("Sam Hall", KEY)


def test_a_group_that_may_be_students_is_pointed_out(run: Run, home: Path) -> None:
    """Without a terminal a class is asked as adults are, and one line says what to do if they are students."""
    result = run("ask", "advocacy", "--of", "Grade 8", "--name", "D")
    assert result.code == 0
    assert (
        "Grade 8 are asked as adults. If they are students, another adult receives their answers: --of students"
        in result.err
    )
    assert not _requests(home)[0].of_students


# --- another round ---


def test_the_same_is_asked_again(run: Run, home: Path, here: Path) -> None:
    """Another round asks the same of the same groups, with a key, a day and a page of its own."""
    run(*STAFF, "--why", "A new team.", "--fewest", "6")
    (first,) = _requests(home)
    later = NOON + timedelta(weeks=10)
    result = run("ask", "--again", first.id[:4], at=later, env={"PORTRAIT_PORTRAIT": SHORT})
    assert result.code == 0, result.err
    second = next(one for one in _requests(home) if one.id != first.id)
    assert second.after == first.id
    assert (second.steps, second.groups, second.asker, second.why) == (
        first.steps,
        first.groups,
        first.asker,
        first.why,
    )
    assert (second.fewest, second.portrait) == (6, "portrait-of-a-leader")
    assert second.recipient != first.recipient
    assert second.until == date(2027, 2, 11)
    assert "feedback-advocacy-staff-2027-02-01.html" in _names(here)


def test_another_round_tells_what_it_repeats(run: Run, home: Path, here: Path) -> None:
    """Soon after, a line says how soon; the reason that is repeated is named, unless there is a new one."""
    run(*STAFF, "--why", "A new team.")
    (first,) = _requests(home)
    soon = run("ask", "--again", first.id, at=NOON + timedelta(weeks=3))
    assert (soon.code, soon.err.count("\n")) == (0, 2)
    assert "You asked this 3 weeks ago. Ten weeks is a good time to see a change." in soon.err
    assert "same reason as before: “A new team.”" in soon.err
    assert "asking you this again" in soon.out
    later = run("ask", "--again", first.id, "--why", "One year on.", at=NOON + timedelta(weeks=8))
    assert (later.code, later.err) == (0, "")
    assert any("asks this again" in page.read_text("utf-8") for page in here.iterdir())


def test_another_round_of_students_has_a_collector(run: Run, home: Path) -> None:
    """A request that an earlier version took for one of adults is not repeated without a collector."""
    request = replace(REQUEST, groups=(Group("scholars", "Scholars"),))
    folder = home / "Documents/portrait-journal/requests" / request.id
    folder.mkdir(parents=True)
    (folder / "request.json").write_text(request_file.write(request), "utf-8")
    result = run("ask", "--again", request.id)
    assert result.code == 2
    assert "--of Scholars --collector 'NAME KEY'" in result.err
    assert run("ask", "--again", request.id, "--collector", COLLECTOR).code == 0


def test_another_round_goes_to_the_same_collector(run: Run, home: Path) -> None:
    """A collector's key stays in another round, as nobody else can make one."""
    run(*STAFF, "--collector", COLLECTOR)
    (first,) = _requests(home)
    assert run("ask", "--again", first.id).code == 0
    assert {(one.collector, one.recipient) for one in _requests(home)} == {("Sam Hall", KEY)}
    assert _keys(home) == []


# --- what is refused ---


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("ask", "advocacy"), 2, "portrait ask advocacy --of staff"),
        (("ask", "--of", "staff", "--name", "D"), 2, "what is it about?"),
        (("ask", "advocacy", "--of", "staff"), 2, "whose name is the page to show?"),
        (("ask", "nothing", "--of", "staff", "--name", "D"), 3, 'there is no attribute "nothing"'),
        (("ask", "AD7", "--of", "staff", "--name", "D"), 3, "AD7"),
        ((*STAFF, "--of", "Staff!"), 2, "are the same group"),
        ((*STAFF, "--of", "supervisor"), 2, "--coach"),
        ((*STAFF, "--of", "students"), 2, "--of Students --collector 'NAME KEY'"),
        (("ask", "advocacy", "--of", "students", "--name", "D"), 2, "surveys of minors"),
        ((*STAFF, "--until", "2026-11-01"), 2, "not a day to come"),
        ((*STAFF, "--until", "soon"), 2, "not a day to come"),
        ((*STAFF, "--fewest", "4"), 2, "too few to keep people unknown"),
        ((*STAFF, "--fewest", "0"), 2, "too few to keep people unknown"),
        ((*STAFF, "--to", "dana"), 2, "is not an e-mail address"),
        ((*STAFF, "--collector", "Sam Hall"), 2, "there is no key in"),
        ((*STAFF, "--collector", "Sam age1xyz"), 4, "is not a key"),
        ((*STAFF, "--collector", KEY), 2, "put their name before the key"),
        ((*STAFF, "--why", "x" * 501), 2, "--why has 501 characters"),
        ((*STAFF, "--items", "nothing"), 3, 'there is no item "nothing"'),
        ((*STAFF, "--items", ","), 2, "--items names nothing"),
        ((*STAFF, "--items", "1", "--from-items", "x"), 2, "use one of them"),
        ((*STAFF, "--from-items", "x"), 3, "there is no file x"),
        ((*STAFF, "--json"), 2, "--json goes with the list"),
        (("ask", "--again", "zzzz"), 3, "there is no request zzzz\nhint: portrait ask lists the requests"),
        (("ask", "advocacy", "--again", "zzzz"), 2, "--again asks the same as before"),
        (("ask", "advocacy", "collaboration", "--of", "s", "--name", "D", "--items", "ad1 advocacy collaboration"), 2,
         "10 is the most"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(
    run: Run, home: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    """Whatever cannot be asked so is refused with what would work, and nothing is written."""
    assert said in _fails(run(*words), code, home)


def test_a_portrait_without_items_says_what_else_works(run: Run, home: Path) -> None:
    """An attribute that has nothing to ask is refused with the way to own items."""
    err = _fails(run("ask", "1", "--of", "staff", "--name", "D", "--portrait", SHORT), 3, home)
    assert "there is no attribute" in err or "--from-items" in err


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(st.text(max_size=60), st.text(max_size=200), st.text(min_size=1, max_size=30))
def test_any_name_and_reason_is_shown_as_words(run: Run, here: Path, name: str, why: str, group: str) -> None:
    """Whatever name, reason and group are typed, there is a page without markup of theirs, or a sentence."""
    result = run("ask", "advocacy", "--of", group, f"--name=<script>{name}", f"--why={why}", "--force")
    assert result.code in {0, 2}, result.err
    assert "Traceback" not in result.err
    for page in here.iterdir():
        assert "<script>" + name.strip()[:1] not in page.read_text("utf-8").split("<script", 1)[0]
        page.unlink()


# --- the list ---


def test_the_requests_are_listed(run: Run, home: Path, here: Path) -> None:
    """Alone, the command lists the requests, the newest first, with how many replies are there."""
    run(*STAFF)
    run(*STAFF, "--collector", COLLECTOR, "-o", str(here.parent), at=NOON + timedelta(days=1))
    first, second = _by_day(home)
    replies = home / "Documents/portrait-journal/requests" / first.id / "replies"
    replies.mkdir()
    one = sealed_reply("staff", {})
    (replies / f"{sha256(one).hexdigest()}.age").write_bytes(one)
    listed = " ".join(run("ask").out.split())
    assert listed.index(second.id) < listed.index(first.id)
    assert f"{first.id} · Advocacy · Staff" in listed
    assert "open until December 3, 2026 1 sealed reply" in listed
    assert "Sam Hall receives the replies" in listed
    assert "portrait receive FOLDER" in listed
    assert "was open until December 3, 2026" in run("ask", at=NOON + timedelta(days=30)).out


def _by_day(home: Path) -> list[Request]:
    return sorted(_requests(home), key=lambda one: one.asked_on)


def test_the_list_as_json(run: Run, home: Path) -> None:
    """With --json the list is data; without requests it is empty."""
    assert json.loads(run("ask", "--json").out) == {"schema": 1, "requests": []}
    assert "You have asked nobody yet." in run("ask").err
    run(*STAFF)
    (one,) = json.loads(run("ask", "--json").out)["requests"]
    assert one["id"] == _requests(home)[0].id
    assert one["groups"] == [{"id": "staff", "name": "Staff"}]
    assert (one["replies"], one["state"]) == (0, "waiting")
    assert one["items"][0] == "Asks who is missing before we start."
    assert "portrait receive FOLDER" in run("ask").out


@pytest.mark.parametrize("library", ["jinja2", "pyrage"])
def test_what_is_not_installed_is_said_plainly(here: Path, library: str) -> None:
    """Without a library of the extra there is an error with the command that installs it, and no page."""
    script = f"import sys; sys.modules['{library}'] = None; from portrait_cli.start import run; run()"
    done = subprocess.run([sys.executable, "-c", script, *STAFF], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "portrait: asking others needs the colleagues extra\nhint: " in done.stderr
    assert ".venv/bin/pip install '.[colleagues]'" in done.stderr
    assert _names(here) == []


def test_a_request_that_cannot_be_read_is_named(run: Run, home: Path) -> None:
    """A damaged request is named, and the others are listed."""
    run(*STAFF)
    folder = home / "Documents/portrait-journal/requests/damaged0"
    folder.mkdir()
    (folder / "request.json").write_text("{", "utf-8")
    result = run("ask")
    assert result.code == 0
    assert "damaged0" in result.err
    assert _requests_in(result) == 1


def _requests_in(result: Result) -> int:
    return result.out.count("no replies yet")
