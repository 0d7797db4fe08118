"""Replies that come in: sealed, checked, counted, and never shown."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from conftest import NOON, Run
from portrait_cli.core.request import Request
from portrait_cli.core.request_place import place
from portrait_cli.formats import request_file
from portrait_cli.store import seal
from portrait_cli.store.actions import actions_in
from portrait_cli.store.settings import load
from sealed_replies import ITEM, OTHER, answers_file, key, other_key, request, sealed_reply

WORDS = "Zinnia waits, vermilion and patient, for whoever is absent."


def asked(one: Request | None = None) -> Request:
    """Put a request into the journal, with its key, as `portrait ask` does."""
    one = one or request()
    config = load({})
    actions_in(config).add_files("ask", one.title, {place(one.id): request_file.write(one).encode()}, NOON)
    if not one.collector:
        seal.write_key(config.keys / f"{one.id}.txt", key(), "opens the replies to a request")
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
        "  Staff: 5. What they chose can be read; what they wrote, from 8 on.\n"
        "  Families: 5. What they chose can be read; what they wrote, from 8 on.\n"
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
    assert {path.stat().st_mtime for path in paths} == {1795435200.0}


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
    assert "Staff: 1 of 5." in run("receive", stdin=text).err
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
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == {
        "schema": 1,
        "new": 2,
        "already": 0,
        "doubles": 0,
        "left_out": [{"name": str(wrong), "reason": "it is from a group that was not asked"}],
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
