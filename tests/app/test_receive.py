"""Replies that come in: sealed, checked, counted, and never shown."""

import json
import os
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from msgspec.structs import replace
from pyrage import encrypt, x25519

from conftest import NOON, Run, held_elsewhere
from portrait_cli.app.replies import LeftOut, replies_of
from portrait_cli.app.workspace import open_workspace
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import place
from portrait_cli.formats import request_file
from portrait_cli.store import files, seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.settings import load
from portrait_cli.terminal.environment import Environment
from rounds import write_key
from screen import CTRL_C, CTRL_D, Terminal
from sealed_replies import ITEM, OTHER, answers_file, binary, key, other_key, request, sealed_reply

WORDS = "Zinnia waits, vermilion and patient, for whoever is absent."


def asked(one: Request | None = None) -> Request:
    """Put a request into the journal, with its key, as `portrait ask` does."""
    one = one or request()
    config = load({})
    actions_in(config).add_files("ask", one.title, {place(one.id): request_file.write(one).encode()}, NOON)
    if not one.collector:
        write_key(config.keys / f"{one.id}.txt", key(), one)
    return one


def files_of(folder: Path, replies: Sequence[bytes]) -> list[str]:
    """Write replies into files, as they come by e-mail."""
    folder.mkdir(exist_ok=True)
    names: list[str] = []
    for number, reply in enumerate(replies):
        path = folder / f"reply-k7f32m9q ({number}).txt"
        path.write_bytes(reply)
        names.append(str(path))
    return names


def replies(group: str, number: int, words: str = "") -> list[bytes]:
    """Seal so many replies of a group, with words of their own."""
    return [sealed_reply(group, _answers(n, f"{words} {group} {n}" if words else "")) for n in range(number)]


def _answers(number: int, words: str) -> Mapping[str, str]:
    answers = {ITEM: ("regularly", "sometimes")[number % 2], OTHER: "not-seen"}
    if words:
        answers["closing.keep"] = words
    return answers


def stored(home: Path) -> list[Path]:
    """List the sealed replies in the journal."""
    return sorted((home / "Documents/portrait-journal").glob("requests/*/replies/*"))


def test_replies_are_stored_sealed_and_counted(run: Run, home: Path, tmp_path: Path) -> None:
    """Four replies of a group are stored as they came; one more is needed, and nothing in them is shown."""
    asked()
    done = run("receive", *files_of(tmp_path / "in", replies("staff", 4, WORDS)))
    assert done.code == 0
    assert done.out == ""
    assert done.err == (
        "4 replies came in.\n"
        "\n"
        "Advocacy, asked on November 23, 2026\n"
        "  Staff: 4 of 5. One more, and they can be read.\n"
        "  Families: none yet.\n"
        "  Students: none yet.\n"
        "Replies stay sealed until a group has 5 of them.\n"
    )
    assert len(stored(home)) == 4


def test_a_second_time_nothing_is_new(run: Run, home: Path, tmp_path: Path) -> None:
    """The same files again are noticed, and change nothing."""
    asked()
    names = files_of(tmp_path / "in", replies("staff", 4))
    run("receive", *names)
    before = stored(home)
    assert run("receive", str(tmp_path / "in")).err.startswith("4 replies were here already.\n")
    assert stored(home) == before


# --- a whole round ---


def test_a_round_received_in_two_goes(run: Run, home: Path, tmp_path: Path) -> None:
    """Of twelve replies of three groups, two doubles, one damaged and one forged each good one counts once."""
    one = asked()
    staff, families = replies("staff", 5), replies("families", 4)
    again = sealed_reply("families", _answers(7, WORDS))
    students = [sealed_reply("students", _answers(n, f"{WORDS} {n}")) for n in range(2)]
    same_words = sealed_reply("students", _answers(0, f"  {WORDS.upper()} 0 "))
    first, second = tmp_path / "first", tmp_path / "second"
    files_of(first, [*staff[:4], staff[0], families[0]])
    (first / "reply-cut.txt").write_bytes(staff[4][:3000])
    done = run("receive", str(first))
    assert done.code == 0
    assert done.err == (
        f"portrait: left out: {first / 'reply-cut.txt'}: "
        "the reply in it is damaged or cut off; ask for the file that the page saved\n"
        "5 replies came in.\n"
        "1 double was left out: each reply counts once.\n"
        "\n"
        "Advocacy, asked on November 23, 2026\n"
        "  Staff: 4 of 5. One more, and they can be read.\n"
        "  Families: 1 of 5. 4 more, and they can be read.\n"
        "  Students: none yet.\n"
        "Replies stay sealed until a group has 5 of them.\n"
    )

    files_of(second, [staff[1], staff[4], *families[1:], again, *students, same_words])
    forged = seal.sealed(answers_file("staff", {ITEM: "always"}), one.recipient)
    foreign = sealed_reply("staff", {ITEM: "regularly"}, for_key=other_key())
    (second / "reply-forged.txt").write_bytes(forged)
    (second / "reply-foreign.txt").write_bytes(foreign)
    done = run("receive", str(second))
    assert done.err == (
        f"portrait: left out: {second / 'reply-foreign.txt'}: "
        "it is damaged, or sealed with a key that is not on this computer\n"
        f"portrait: left out: {second / 'reply-forged.txt'}: one of its answers is not one that was offered\n"
        "7 replies came in.\n"
        "1 reply was here already.\n"
        "1 double was left out: each reply counts once.\n"
        "\n"
        "Advocacy, asked on November 23, 2026\n"
        "  Staff: 5. What they chose can be read. To read what they wrote, too, look once 8 are here.\n"
        "  Families: 5. What they chose can be read. To read what they wrote, too, look once 8 are here.\n"
        "  Students: 2 of 5. 3 more, and they can be read.\n"
        "To read what can be read: portrait feedback k7f32m9q\n"
    )
    assert len(stored(home)) == 12


def test_the_order_of_the_files_does_not_matter(run: Run, home: Path, tmp_path: Path) -> None:
    """The same replies in another order, all at once or one by one, are the same files in the journal."""
    asked()
    several = [*replies("staff", 3), *(sealed_reply("staff", _answers(0, WORDS)) for _ in range(3))]
    names = files_of(tmp_path / "in", several)
    run("receive", *names)
    forward = stored(home)
    assert len(forward) == 4
    run("undo")
    assert stored(home) == []
    run("receive", *reversed(names))
    assert stored(home) == forward


@pytest.mark.parametrize("backwards", [False, True])
def test_whoever_saves_again_counts_once(run: Run, tmp_path: Path, backwards: bool) -> None:
    """Four people of whom one changed an answer and saved again are four, in whatever order the files come."""
    asked()
    twice = [sealed_reply("staff", _answers(n, ""), sheet="0123456789abcdef", saved=n) for n in (1, 2)]
    names = files_of(tmp_path / "in", [*replies("staff", 3), *twice])
    for name in reversed(names) if backwards else names:
        done = run("receive", name)
    assert "  Staff: 4 of 5. One more, and they can be read.\n" in done.err
    assert "0123456789abcdef" not in run("receive", *names, "--json").out
    run("receive", *files_of(tmp_path / "more", [sealed_reply("staff", _answers(3, ""))]))
    shown = run("feedback", "k7f32m9q", "--json")
    assert shown.code == 0
    assert "0123456789abcdef" not in shown.out


@pytest.mark.parametrize("backwards", [False, True])
def test_the_same_words_from_two_forms_are_of_two_people(run: Run, tmp_path: Path, backwards: bool) -> None:
    """Of one form the reply counts that was saved last, in any order; of another one its own does."""
    asked()
    files = [
        sealed_reply("staff", _answers(1, WORDS), sheet="0" * 16),
        sealed_reply("staff", _answers(1, WORDS), sheet="1" * 16),
        sealed_reply("staff", _answers(2, ""), sheet="0" * 16, saved=2),
    ]
    names = files_of(tmp_path / "in", files)
    for name in reversed(names) if backwards else names:
        done = run("receive", name)
    assert "  Staff: 2 of 5. 3 more, and they can be read.\n" in done.err


def test_no_word_of_a_sealed_reply_is_anywhere(run: Run, home: Path, tmp_path: Path) -> None:
    """After four of five were received no byte in the home folder, and nothing that was said, has what they wrote."""
    asked()
    names = files_of(tmp_path / "in", replies("staff", 4, WORDS))
    typed = tmp_path / "typed.txt"
    typed.write_text(f"request: k7f32m9q\ngroup: families\nanswers:\n  closing.keep: {WORDS}\n", encoding="utf-8")
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(sealed_reply("staff", {ITEM: "regularly", "advocacy.other": WORDS}))
    broken = tmp_path / "broken.txt"
    broken.write_bytes(seal.sealed(f"request: k7f32m9q\nanswers: [{WORDS}".encode(), key().recipient))
    said = ""
    for arguments in (
        ("receive", *names, str(typed), str(wrong), str(broken)),
        ("receive", *names, str(typed), str(wrong), str(broken), "--json"),
        ("search", "missing"),
        ("list",),
        ("undo", "--list"),
        ("undo",),
        ("redo",),
        ("list",),
    ):
        done = run(*arguments)
        said += done.out + done.err
    assert "left out" in said
    everything = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file()) + said.encode()
    assert [word for word in WORDS.lower().split() if len(word) > 3 and word.encode() in everything.lower()] == []
    assert b"not-seen" not in everything.replace(request_file.write(request()).encode(), b"")


def test_what_is_stored_says_nothing_of_when_it_came(run: Run, home: Path, tmp_path: Path) -> None:
    """All sealed replies have one and the same time, and the folder has it too, also after some came later."""
    asked()
    for number, name in enumerate(files_of(tmp_path / "in", replies("staff", 3))):
        os.utime(name, (number * 1000, number * 1000))
        run("receive", name)
    paths = [*stored(home), stored(home)[0].parent]
    assert {path.stat().st_mtime for path in paths} == {1795392000.0}


def test_undo_and_redo_say_what_they_do(run: Run, home: Path, tmp_path: Path) -> None:
    """What was received is taken back with one undo, and comes back with one redo."""
    asked()
    run("receive", *files_of(tmp_path / "in", replies("staff", 3)))
    before = stored(home)
    assert run("undo").err.startswith("Undone: you received 3 replies (today at 18:30).\nThey are kept in ")
    assert stored(home) == []
    assert run("redo").err == "Redone: you received 3 replies (today at 18:30).\n"
    assert stored(home) == before


# --- in which form replies come ---


def test_a_typed_reply_is_sealed_before_it_is_stored(run: Run, home: Path) -> None:
    """Somebody typed their answers into an e-mail; they are sealed, and counted once however often they come."""
    asked()
    typed = ("request: k7f32m9q", "group: staff", "answers:", f"  {ITEM}: Regularly", f"  closing.keep: {WORDS}")
    text = "\n".join(["Hi Dana,", "", *(f"> {line}" for line in typed), "", "Alex", ""])
    done = run("receive", stdin=text)
    assert "\nSome came unsealed. They are sealed here; what they came in can be read, so delete it.\n" in done.err
    assert "Staff: 1 of 5." in done.err
    again = run("receive", "-", stdin=text.replace("> ", "").replace("\n", "\r\n"))
    assert again.err.startswith("1 reply was here already.\n")
    (path,) = stored(home)
    assert path.read_bytes().startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert WORDS.encode() not in path.read_bytes()


def test_json_has_counts_and_reasons_and_nothing_else(run: Run, tmp_path: Path) -> None:
    """A program gets how many came in, what was left out and why, and how many are still needed."""
    asked()
    names = files_of(tmp_path / "in", replies("staff", 2))
    wrong = tmp_path / "wrong.txt"
    wrong.write_bytes(sealed_reply("board", {ITEM: "regularly"}))
    done = run("receive", *names, str(wrong), "--json")
    reason = "it is from a group that was not asked"
    assert (done.code, done.err) == (0, f"portrait: left out: {wrong}: {reason}\n")
    assert json.loads(done.out) == {
        "schema": 1,
        "new": 2,
        "already": 0,
        "doubles": 0,
        "left_out": [{"name": str(wrong), "reason": reason}],
        "requests": [
            {
                "request": "k7f32m9q",
                "title": "Advocacy",
                "groups": [
                    {"id": "staff", "name": "Staff", "shown": 0, "waiting": 2, "needed": 3},
                    {"id": "families", "name": "Families", "shown": 0, "waiting": 0, "needed": 5},
                    {"id": "students", "name": "Students", "shown": 0, "waiting": 0, "needed": 5},
                ],
                "replies": None,
            }
        ],
        "collecting": [],
        "results": [],
    }


def test_a_reply_as_a_page_or_an_email_is_the_same(run: Run, home: Path, tmp_path: Path) -> None:
    """One reply in five forms, in a folder and an archive, is stored once, as it came from the page."""
    asked()
    (sealed,) = replies("staff", 1)
    folder = tmp_path / "in"
    files_of(folder, [sealed, sealed.replace(b"\n", b"\r\n"), binary(sealed), sealed.replace(b"\n", b"\n> ")])
    (folder / "mail.eml").write_bytes(b"Subject: my answers\nFrom: a@example.org\n\n" + sealed)
    with zipfile.ZipFile(folder / "replies.zip", "w") as archive:
        archive.writestr("../../reply.txt", sealed)
    assert run("receive", str(folder)).err.startswith("1 reply came in.\n5 doubles were left out: each reply counts ")
    (path,) = stored(home)
    assert path.read_bytes() == sealed
    assert path.stat().st_mode & 0o777 == 0o600


def test_pasted_text_is_received(home: Path) -> None:
    """In a terminal the text of an e-mail can be pasted; Ctrl-C changes nothing."""
    asked()
    with Terminal("receive", columns=100) as terminal:
        terminal.wait_for("Paste the e-mail or the reply here.")
        terminal.type(CTRL_C)
        terminal.wait_for("Stopped. Nothing was changed.")
    with Terminal("receive", columns=100) as terminal:
        terminal.wait_for("Paste the e-mail or the reply here.")
        terminal.type(f"> Hi Dana,\n{replies('staff', 1)[0].decode()}\n")
        terminal.type(CTRL_D)
        terminal.wait_for("Staff: 1 of 5.")
    assert len(stored(home)) == 1


def test_nothing_to_receive_is_said(run: Run, tmp_path: Path) -> None:
    """Without words, without a reply in a folder, and for a file that is not there, it says what to do."""
    asked()
    (tmp_path / "in").mkdir()
    nothing = run("receive", stdin=" \n")
    assert (nothing.code, nothing.err) == (
        2,
        "portrait: there is nothing to receive\nhint: portrait receive FILE takes in the file that came by e-mail\n",
    )
    folder = run("receive", str(tmp_path / "in"))
    assert (folder.code, folder.err) == (
        3,
        "portrait: there is no reply there\nhint: name the files, or paste the text of the e-mail\n",
    )
    assert run("receive", "no.txt").code == 3
    plain = run("receive", stdin="Hi Dana!")
    assert plain.err.startswith("portrait: left out: what you pasted: there is no reply in it\n")
    assert plain.code == 3


def test_a_page_that_was_sent_is_no_reply(run: Run, tmp_path: Path) -> None:
    """Somebody who names the page itself, or whose folder of downloads has only that, is told what a reply is."""
    run("ask", "advocacy", "--of", "staff", "--name", "Dana", "-o", str(tmp_path))
    done = run("receive", str(tmp_path))
    assert done.code == 3
    assert done.err.startswith(
        "portrait: there is only the page itself, and no reply to it\nhint: a page saves one as reply-"
    )


def test_a_lost_key_is_said(run: Run, home: Path, tmp_path: Path) -> None:
    """On a computer without the key replies are left out, and it says where they open; nothing is changed."""
    one = asked()
    names = files_of(tmp_path / "in", replies("staff", 1))
    path = home / ".config/portrait/keys" / f"{one.id}.txt"
    secret = path.read_text(encoding="utf-8")
    for content, reason in (
        ("", f"{path} holds no key"),
        (f"{other_key().secret}\n", f"{path} is the key of another request"),
        (None, f"the key {path} is not there; replies open only where the page was made"),
    ):
        path.unlink()
        if content is not None:
            path.write_text(content, encoding="utf-8")
        done = run("receive", *names)
        assert done.code == 4
        assert done.err.startswith(
            f"portrait: left out: {names[0]}: it is damaged, or sealed with a key that is not on this computer\n"
            f"portrait: left out: {reason}\n"
            "portrait: nothing was taken in, for there is no request here that it could answer\n"
        )
        path.touch()
    path.write_text(secret, encoding="utf-8")
    assert run("receive", *names).code == 0


def test_a_reply_to_a_request_that_was_taken_back_is_called_one(run: Run, tmp_path: Path) -> None:
    """The key stays after undo, so the reason is known; for a collector it is that the page is not here."""
    asked()
    assert run("undo").code == 0
    done = run("receive", *files_of(tmp_path / "in", replies("staff", 1)))
    assert done.code == 4
    assert "which was undone, or is in another journal; its key is still here" in done.err
    keys = load({}).keys
    (keys / "k7f32m9q.txt").rename(keys / "collector.txt")
    assert "take in the page first" in run("receive", str(tmp_path / "in")).err


def test_a_reply_without_any_request_is_left_out(run: Run, tmp_path: Path) -> None:
    """When nobody was asked from this journal, a reply is left out."""
    done = run("receive", *files_of(tmp_path / "in", replies("staff", 1)))
    assert done.code == 4
    assert "it is damaged, or sealed with a key that is not on this computer" in done.err
    assert done.err.endswith("first takes in the page: portrait receive PAGE.html\n")


def test_a_reply_to_a_request_that_was_undone_is_named(run: Run, tmp_path: Path) -> None:
    """The key of a request that was undone is still there, and tells which one it was."""
    one = asked()
    assert run("undo", "--yes").code == 0
    (load({}).keys / "other.txt").write_text("no key", encoding="utf-8")
    seal.write_key(load({}).keys / "another.txt", other_key(), "opens nothing that came")
    names = files_of(tmp_path / "in", replies("staff", 1))
    done = run("receive", *names)
    assert done.code == 4
    assert done.err.startswith(
        f"portrait: left out: {names[0]}: it answers the request {one.id}, which was undone, or is in another "
        "journal; its key is still here\n"
    )


def test_a_reply_that_was_shown_and_is_gone(run: Run, tmp_path: Path) -> None:
    """Without a reply that was counted its group cannot be read, and neither command says that it can."""
    asked()
    several = replies("staff", 8)
    names = files_of(tmp_path / "in", several)
    assert run("receive", *names[:5]).code == 0
    assert run("feedback").code == 0
    assert run("undo", "--yes").code == 0
    done = run("receive", *names[3:])
    gone = "Staff: a reply that was counted is not here any more, so none of them can be read. Take it in again."
    assert gone in done.err
    assert "portrait feedback" not in done.err
    refused = run("feedback")
    assert (refused.code, "take in the same replies again: portrait receive FILES" in refused.err) == (3, True)
    assert "Staff: 5, and 3 new." in run("receive", *names[:3]).err


def test_two_requests_are_told_apart_by_their_keys(run: Run, home: Path, tmp_path: Path) -> None:
    """A reply goes to the request whose key opens it, and one that claims to answer another request is left out."""
    one = asked()
    two = replace(one, id="abcdefgh", recipient=other_key().recipient, title="Collaboration")
    config = load({})
    actions_in(config).add_files("ask", two.title, {place(two.id): request_file.write(two).encode()}, NOON)
    write_key(config.keys / f"{two.id}.txt", other_key(), two)
    mine = seal.sealed(answers_file("staff", {ITEM: "regularly"}, request_id=two.id), two.recipient)
    forged = seal.sealed(answers_file("staff", {ITEM: "regularly"}, request_id=one.id), two.recipient)
    names = files_of(tmp_path / "in", [*replies("staff", 2), mine, forged])
    done = run("receive", *names)
    assert done.err.startswith(
        f"portrait: left out: {names[3]}: it answers a request that is not in this journal\n3 replies came in.\n"
    )
    assert "Advocacy, asked on November 23, 2026\n  Staff: 2 of 5." in done.err
    assert "Collaboration, asked on November 23, 2026\n  Staff: 1 of 5." in done.err
    assert [path.parts[-3] for path in stored(home)] == ["abcdefgh", "k7f32m9q", "k7f32m9q"]


def test_what_was_shown_is_told_from_what_waits(run: Run, tmp_path: Path) -> None:
    """Replies that come after the first view wait until they are enough by themselves, and it says so."""
    asked()
    several = replies("staff", 10)
    for number, line in (
        (5, "Staff: 5. What they chose can be read. To read what they wrote, too, look once 8 are here."),
        (5, "Staff: 5, and nothing new."),
        (7, "Staff: 5, and 2 new. These wait until there are 5 of them."),
        (10, "Staff: 5, and 5 new. The new ones can be read, too."),
    ):
        done = run("receive", *files_of(tmp_path / "in", several[:number]))
        assert f"  {line}\n" in done.err
        assert run("feedback").code == 0
    key = Path.home() / ".config/portrait/keys/k7f32m9q.txt"
    lines = key.read_text(encoding="utf-8").splitlines()
    damaged = [line[:60] if line.startswith("# shown ") else line for line in lines]
    key.write_text("\n".join(damaged), encoding="utf-8")
    done = run("receive", str(tmp_path / "in"))
    assert done.code == 0
    assert "does not say what has been shown" in done.err


def test_a_group_with_enough_words_can_be_read(run: Run, tmp_path: Path) -> None:
    """From eight on everything opens; at once if nobody is asked for words."""
    asked(replace(request(), has_comments=False))
    assert "Staff: 5. They can be read.\n" in run("receive", *files_of(tmp_path / "in", replies("staff", 5))).err
    assert (
        "Families: 8. They can be read.\n" in run("receive", *files_of(tmp_path / "in", replies("families", 8))).err
    )


def test_a_coach_is_read_at_once(run: Run, tmp_path: Path) -> None:
    """The reply of a coach opens at once, and when it came is kept, for of several the newest counts."""
    asked(replace(request(), kind="coach", by="Ana Soto", groups=()))
    names = files_of(tmp_path / "in", [sealed_reply("", {ITEM: "regularly"})])
    done = run("receive", *names)
    assert done.err == (
        "1 reply came in.\n\nAdvocacy, asked on November 23, 2026\nTo read it: portrait feedback k7f32m9q\n"
    )
    (about,) = json.loads(run("receive", *names, "--json").out)["requests"]
    assert (about["groups"], about["replies"]) == ([], 1)


def test_two_windows_do_not_receive_at_once(run: Run, home: Path, tmp_path: Path) -> None:
    """While another window writes, nothing is stored, and it says to try again."""
    asked()
    names = files_of(tmp_path / "in", replies("staff", 2))
    config = load({})
    lock = config.locks / f"{files.folder_key(config.journal)}.lock"
    with held_elsewhere(lock):
        done = run("receive", *names)
        assert (done.code, stored(home)) == (5, [])
    assert run("receive", *names).code == 0


def test_a_damaged_reply_in_the_journal_stops_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    """A stored reply that was damaged since does not count, and others come in."""
    asked()
    run("receive", *files_of(tmp_path / "in", replies("staff", 2)))
    stored(home)[0].write_bytes(b"damaged")
    done = run("receive", *files_of(tmp_path / "more", replies("staff", 1)))
    assert "  Staff: 2 of 5." in done.err


def test_a_typed_reply_that_does_not_fit_is_left_out(run: Run) -> None:
    """A typed reply is checked as a sealed one is, and the same one twice in an e-mail counts once."""
    asked()
    done = run("receive", stdin=f"request: k7f32m9q\ngroup: board\nanswers:\n  closing.keep: {WORDS}\n")
    assert done.code == 4
    assert done.err.startswith("portrait: left out: what you pasted: it is from a group that was not asked\n")
    typed = f"request: k7f32m9q\ngroup: staff\nanswers:\n  {ITEM}: regularly\n\n"
    done = run("receive", stdin=f"{typed}Ana\n\n{typed}\n# a comment\nAna\n")
    assert done.err.startswith("1 reply came in.\nSome came unsealed. ")
    assert "\n1 double was left out: each reply counts once.\n" in done.err


def test_what_is_wrong_with_stored_replies_is_named_where_they_are_read(run: Run, home: Path, tmp_path: Path) -> None:
    """Whoever reads the replies gets those that count by their digests, and the others by their places."""
    one = asked()
    run("receive", *files_of(tmp_path / "in", replies("staff", 3)))
    first, second, _ = stored(home)
    first.write_bytes(b"damaged")
    second.with_name(f"{'0' * 64}.age").write_bytes(second.read_bytes())
    config = load({})
    workspace = open_workspace(Environment(), config, ExitStack())
    received = replies_of(workspace, one)
    assert len(received.replies) == 2
    assert received.problems == tuple(
        LeftOut(f"requests/{one.id}/replies/{name}", "it is not as it was stored")
        for name in (f"{'0' * 64}.age", first.name)
    )
    assert received.doubles == frozenset()


def test_a_reply_that_somebody_else_can_read_is_left_out(run: Run, home: Path, tmp_path: Path) -> None:
    """A page to which somebody added their key seals for both; such a reply is named, and what to do."""
    asked()
    keys = [x25519.Recipient.from_str(one.recipient) for one in (key(), other_key())]
    (name,) = files_of(tmp_path / "in", [encrypt(answers_file("staff", {ITEM: "regularly"}), keys, armored=True)])
    done = run("receive", name)
    assert done.code == 4
    assert done.err.startswith(
        f"portrait: left out: {name}: it is sealed for somebody else, too: its page was changed on the way; "
        "send the page again, and do not use replies from the changed one\n"
    )
    assert not stored(home)


def test_names_of_files_do_no_harm(run: Run, tmp_path: Path) -> None:
    """A file's name that would act on the terminal is shown as signs, and escaped in JSON."""
    asked()
    path = tmp_path / "reply\x1b[2J\u202e.txt"
    path.write_bytes(b"nothing")
    done = run("receive", str(path))
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    done = run("receive", str(path), "--json")
    assert json.loads(done.out)["left_out"] == [{"name": str(path), "reason": "there is no reply in it"}]
    assert "\x1b" not in done.out
