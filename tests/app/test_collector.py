"""Somebody receives the replies in the asker's place, and hands over only the result."""

import json
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from conftest import Run
from portrait_cli.core.feedback import result_of
from portrait_cli.core.request import Request
from portrait_cli.formats import incoming, request_file, result_file
from portrait_cli.store import seal
from screen import CTRL_C, Terminal
from sealed_replies import answers_file, key

WORDS = "Zinnia waits, vermilion and patient, for whoever is absent."


class People:
    """The homes of an asker and of a collector, and what they send each other."""

    def __init__(self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.run = run
        self.folder = folder
        self.monkeypatch = monkeypatch

    def at(self, person: str) -> Path:
        """Be at a person's computer; return their home folder."""
        home = self.folder / person
        home.mkdir(exist_ok=True)
        self.monkeypatch.setenv("HOME", str(home))
        return home

    def asked(self) -> Request:
        """Let the asker ask with the collector's key; return the request that is in the pages."""
        self.at("pat")
        made = self.run("receive", "--key")
        self.at("dana")
        pages = self.folder / "pages"
        pages.mkdir()
        collector = f"Pat Kim {made.out.strip()}"
        asking = ("ask", "advocacy", "--of", "staff", "--of", "families", "--name", "Dana Reyes")
        assert self.run(*asking, "--collector", collector, "-o", str(pages)).code == 0
        (data,) = incoming.look_into((pages / "feedback-advocacy-staff.html").read_bytes()).requests
        return request_file.parse(data, "it")


@pytest.fixture
def people(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> People:
    """Return an asker and a collector."""
    return People(run, tmp_path, monkeypatch)


def _replies(people: People, request: Request, number: int, words: str = "") -> list[str]:
    item = next(request.items)
    names: list[str] = []
    for one in range(number):
        answers = {item.id: item.choices[one % 2].id}
        if words:
            answers[f"{item.id}.example"] = f"{words} {one}"
        data = answers_file("staff", answers, request_id=request.id)
        path = people.folder / f"reply {one}.txt"
        path.write_bytes(seal.sealed(data, request.recipient))
        names.append(str(path))
    return names


def test_the_key_of_a_collector_is_made_once(run: Run, home: Path) -> None:
    """The first time a key is made; what is printed is its public half alone, and the file is for its owner only."""
    made = run("receive", "--key")
    assert made.code == 0
    assert made.out.startswith("age1")
    path = home / ".config/portrait/keys/collector.txt"
    assert str(path) in made.err
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.read_text(encoding="utf-8").splitlines()[1] == f"# public key: {made.out.strip()}"
    assert run("receive", "--key").out == made.out
    assert "AGE-SECRET-KEY" not in made.out + made.err


def test_a_collector_receives_and_hands_over_only_the_result(people: People) -> None:
    """The page makes somebody a collector; the replies stay with them, and the asker takes in what they hand over."""
    request = people.asked()
    names = _replies(people, request, 5, WORDS)
    dana = people.at("dana")
    refused = people.run("receive", names[0])
    assert refused.code == 4
    assert refused.err.startswith(
        f"portrait: left out: {names[0]}: it does not open here; it may be for Pat Kim: hand it over unopened\n"
        "portrait: nothing was taken in"
    )

    people.at("pat")
    early = people.run("receive", *names)
    assert early.code == 4
    assert early.err == (
        "portrait: nothing was taken in: 5 replies came to a page that is not here yet\n"
        "hint: take in the page first, then the replies again: portrait receive PAGE.html\n"
    )
    page = str(people.folder / "pages" / "feedback-advocacy-staff.html")
    assert people.run("receive", page).err == "You now receive the replies for Dana Reyes: Advocacy.\n"
    assert people.run("undo", "--list").out == " 1  you received a request: Advocacy (today at 18:30)\n"
    assert people.run("receive", page).code == 3
    done = people.run("receive", *names)
    assert (
        "  Staff: 5. What they chose can be read. To read what they wrote, too, look once 8 are here.\n" in done.err
    )
    result = people.folder / f"result-{request.id}.json"
    assert f"To hand over the result, and nothing else: portrait feedback {request.id} --result" in done.err
    assert people.run("feedback", request.id, "--result", str(result)).code == 0
    assert people.run("receive", str(result)).err.startswith(
        f"portrait: left out: {result}: it is the result that you hand over to Dana Reyes\n"
    )

    people.at("dana")
    done = people.run("receive", str(result))
    assert done.err == f"The result of Advocacy came in. To read it: portrait feedback {request.id}\n"
    assert people.run("feedback", request.id).code == 0
    everything = b"".join(path.read_bytes() for path in dana.rglob("*") if path.is_file())
    assert b"Zinnia" not in everything
    assert people.run("undo").err.startswith("Undone: you received the result of Advocacy (today at 18:30).\n")
    assert people.run("feedback", request.id).code == 3


def test_a_later_result_takes_the_place_of_the_first(people: People) -> None:
    """When more replies were shown the collector hands over another result; the one before is in the trash."""
    request = people.asked()
    people.at("pat")
    people.run("receive", str(people.folder / "pages"))
    results = [people.folder / "first.json", people.folder / "second.json"]
    for number, result in zip((5, 10), results, strict=True):
        people.run("receive", *_replies(people, request, number))
        assert people.run("feedback", request.id, "--result", str(result)).code == 0
    dana = people.at("dana")
    for result in (results[0], results[0]):
        assert people.run("receive", str(result)).code == 0
    stored = dana / "Documents/portrait-journal/requests" / request.id / "result.json"
    for answer, kept, said in (
        ("n", results[0], "left out: " + str(results[1]) + ": you kept the result that was here"),
        (CTRL_C, results[0], "Stopped. The result that was here was kept."),
        ("y", results[1], "The result of Advocacy came in."),
    ):
        with Terminal("receive", str(results[1]), columns=200) as terminal:
            terminal.wait_for(f"Replace it only if Pat Kim sent you {results[1]}.")
            terminal.wait_for("Put the new one in its place?")
            terminal.type(answer if answer == CTRL_C else f"{answer}\r")
            terminal.wait_for(said)
            terminal.finish()
        assert stored.read_bytes() == kept.read_bytes()
    assert people.run("undo").code == 0
    assert stored.read_bytes() == results[0].read_bytes()


def test_a_result_comes_only_in_a_file_that_is_named(people: People) -> None:
    """Whoever has the page could make a result up, and send it as a reply: it does not come with others."""
    request = people.asked()
    people.at("pat")
    people.run("receive", str(people.folder / "pages"))
    people.run("receive", *_replies(people, request, 5))
    true, made_up = people.folder / "result.json", people.folder / "mails" / "reply-x.json"
    people.run("feedback", request.id, "--result", str(true))
    made_up.parent.mkdir()
    forged = (
        true.read_text(encoding="utf-8").replace('"people": 3', '"people": 4').replace('"people": 2', '"people": 1')
    )
    made_up.write_text(forged, encoding="utf-8")
    archive, mail = people.folder / "mails.zip", people.folder / "mail.eml"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(made_up, "reply-x.json")
    mail.write_text(f"From: a@example.org\nContent-Type: application/json\n\n{forged}", encoding="utf-8")
    dana = people.at("dana")
    reason = "it is a result, which is taken in only from a file of its own that you name yourself"
    for name, what in ((made_up.parent, made_up), (archive, f"{archive}: reply-x.json"), (mail, mail)):
        done = people.run("receive", str(name))
        assert (done.code, done.err.splitlines()[0]) == (4, f"portrait: left out: {what}: {reason}")
    done = people.run("receive", "-", stdin=forged)
    assert (done.code, done.err.splitlines()[0]) == (4, f"portrait: left out: what you pasted: {reason}")
    assert not list(dana.rglob("result.json"))
    assert people.run("receive", str(true)).code == 0
    before = true.read_bytes()
    true.write_text(true.read_text(encoding="utf-8").replace('"not_seen": 0', '"not_seen": 0 '), encoding="utf-8")
    assert people.run("receive", str(true)).code == 0  # it says the same
    later = json.loads(before)
    later["result"]["paraphrased"] = True
    true.write_text(json.dumps(later), encoding="utf-8")
    done = people.run("receive", str(true))
    reason = "a result of Advocacy is here already; in a terminal you are asked which of them to keep"
    assert (done.code, done.err.splitlines()[0]) == (4, f"portrait: left out: {true}: {reason}")
    (stored,) = dana.rglob("result.json")
    assert stored.read_bytes() == before


def test_a_result_that_does_not_belong_here_is_left_out(people: People) -> None:
    """A result is taken in only for a request that somebody else receives for the asker, and if it fits that."""
    request = people.asked()
    people.at("pat")
    people.run("receive", str(people.folder / "pages"))
    people.run("receive", *_replies(people, request, 5))
    result = people.folder / "result.json"
    people.run("feedback", request.id, "--result", str(result))
    text = result.read_text(encoding="utf-8")
    people.at("dana")
    for changed, reason in (
        (text.replace(request.id, "abcdefgh"), "it is the result of a request that is not in this journal"),
        (text.replace(f"{next(request.items).id}", "another.thing"), "it is the result of another request"),
        (text.replace('"Staff"', '"Somebody"'), "it is the result of another request"),
        (text.replace('"Dana Reyes"', '"Somebody"'), "it is the result of another request"),
        ('{"result": {}}', "it is not a result: "),
    ):
        result.write_text(changed, encoding="utf-8")
        done = people.run("receive", str(result))
        assert done.code == 4
        assert done.err.startswith(f"portrait: left out: {result}: {reason}")
        assert "PAGE.html" not in done.err


def test_a_result_is_not_for_those_who_receive_themselves(run: Run, home: Path, tmp_path: Path) -> None:
    """Who receives the replies to a request takes in no result of it: somebody may have made it up."""
    run("ask", "advocacy", "--of", "staff", "--name", "Dana Reyes", "-o", str(tmp_path))
    (stored,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    one = request_file.parse(stored.read_bytes(), "it")
    made_up = tmp_path / "result.json"
    made_up.write_text(result_file.write(result_of(one, {}, {})), encoding="utf-8")
    done = run("receive", str(made_up))
    assert done.code == 4
    reason = "it is the result of a request whose replies you receive yourself"
    unchanged = "portrait: nothing was taken in\nhint: nothing was changed, and the files are as they were\n"
    assert done.err == f"portrait: left out: {made_up}: {reason}\n{unchanged}"


def test_the_asker_keeps_their_own_request(people: People) -> None:
    """Who asked with the key of somebody else takes in no other request of that id; their own is there already."""
    request = people.asked()
    page = people.folder / "page.json"
    page.write_text(request_file.write(request), encoding="utf-8")
    assert people.run("receive", str(page)).code == 3
    page.write_text(request_file.write(replace(request, asker="Somebody else")), encoding="utf-8")
    done = people.run("receive", str(page))
    assert done.code == 4
    assert "its id is that of a request that is here, but it asks something else" in done.err


def test_who_asks_with_their_own_key_has_the_request_at_once(people: People) -> None:
    """A collector who asks needs not take in the page, and takes in no other one."""
    people.at("pat")
    key = people.run("receive", "--key").out.strip()
    pages = people.folder / "pages"
    pages.mkdir()
    asking = ("ask", "advocacy", "--of", "staff", "--name", "Pat Kim")
    assert people.run(*asking, "--collector", f"Pat Kim {key}", "-o", str(pages)).code == 0
    (data,) = incoming.look_into((pages / "feedback-advocacy-staff.html").read_bytes()).requests
    request = request_file.parse(data, "it")
    assert people.run("receive", *_replies(people, request, 5)).code == 0
    assert people.run("feedback").code == 0
    page = people.folder / "page.json"
    page.write_text(request_file.write(replace(request, fewest=6)), encoding="utf-8")
    assert people.run("receive", str(page)).code == 4


def test_a_page_whose_replies_cannot_be_opened_here_is_left_out(people: People) -> None:
    """Whoever has not the key is told so, and a page that is not one of ours, or has another request, too."""
    request = people.asked()
    people.at("lee")
    page = people.folder / "pages" / "feedback-advocacy-staff.html"
    done = people.run("receive", str(page))
    assert done.code == 4
    reason = "its replies are sealed with a key that is not on this computer"
    assert done.err.startswith(f"portrait: left out: {page}: {reason}\n")
    people.at("pat")
    people.run("receive", str(page))
    for changed, reason in (
        (replace(request, asker="Somebody else"), "its id is that of a request that is here, but it asks something "),
        (replace(request, id="../../ab"), "it is not a page that portrait made to ask others"),
        (replace(request, fewest=1), "it is not a page that portrait made to ask others"),
        (replace(request, why="why " * 300_000), "it is too large for a page that portrait made to ask others"),
        (replace(request, recipient="age1"), "it is not a page that portrait made to ask others"),
    ):
        page.write_text(request_file.write(changed), encoding="utf-8")
        done = people.run("receive", str(page))
        assert done.err.startswith(f"portrait: left out: {page}: {reason}")


def test_an_asker_whose_journal_is_gone_gets_the_request_back(run: Run, home: Path, tmp_path: Path) -> None:
    """With the key and the page the request comes back, and the replies are received as before."""
    run("ask", "advocacy", "--of", "staff", "--name", "Dana Reyes", "-o", str(tmp_path))
    (stored,) = (home / "Documents/portrait-journal/requests").glob("*/request.json")
    before = stored.read_bytes()
    stored.unlink()
    done = run("receive", str(tmp_path))
    assert (done.code, done.err) == (0, "Your request is back: Advocacy.\n")
    assert stored.read_bytes() == before
    stored.write_bytes(b"damaged")
    assert run("receive", str(tmp_path)).err == "Your request is back: Advocacy.\n"
    assert stored.read_bytes() == before
    assert run("undo").code == 0
    assert stored.read_bytes() == b"damaged"


def test_a_key_and_files_do_not_go_together(run: Run) -> None:
    """The key is shown by itself."""
    for arguments in (("reply.txt",), ("--json",)):
        done = run("receive", "--key", *arguments)
        assert done.code == 2
        assert "hint: portrait receive --key" in done.err
    assert key().recipient.startswith("age1")
