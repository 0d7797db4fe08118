"""The evidence log, adding to it, and dropping."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from conftest import NOON, Run, journal_entries, journal_files
from portrait_cli.core.entry import Entry, Evidence, EvidenceDropped, Heading, Response
from portrait_cli.formats import entry_file
from screen import ENTER, OFFER, Terminal

LINE = "Three families spoke first."
_ADVOCACY = "evidence", "add", LINE, "--attribute"


@pytest.fixture
def session(home: Path) -> Path:
    """Write an entry with two answers, whatever the portrait in use asks."""
    written = NOON.replace(tzinfo=None)
    blocks = (
        Heading("Human-Centered", "human-centered"),
        Response("human-centered.asked", "Who asked?", "Two teachers asked for time. One got it."),
        Heading("Advocacy", "advocacy"),
        Response("advocacy.missing", "Who was missing?", "Families without email.\nThey heard last."),
    )
    name = "2026-11-23-183000-whole-portrait"
    entry = Entry(name, written, "-06:00", "Whole portrait", portrait="portrait-of-a-leader", blocks=blocks)
    path = home / "Documents" / "portrait-journal" / "2026" / f"{name}.md"
    path.parent.mkdir(parents=True)
    path.write_text(entry_file.dump(entry), encoding="utf-8")
    return path


def _pieces(run: Run, *options: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(run("evidence", "--json", *options).out)["evidence"]
    return found


def test_a_line_becomes_evidence(run: Run, home: Path) -> None:
    """A line has its own small entry; what was done is said, with the way back."""
    done = run(*_ADVOCACY, "AD2")
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        "Added to your evidence of AD2 Removes the barrier: “Three families spoke first.”\n"
        "That makes 1 piece of evidence: portrait evidence --attribute ad2. To take it back: portrait undo\n"
    )
    (entry,) = journal_entries(home)
    assert entry.blocks == (Evidence("000001", "ad2", "AD2 Removes the barrier", LINE),)
    assert (entry.title, entry.attributes) == (
        "Evidence of AD2 Removes the barrier, Monday, November 23, 2026",
        ("advocacy",),
    )


@pytest.mark.parametrize("named", ["AD2", "ad2", "removes the barrier", "advo", "Advocacy"])
def test_what_it_shows_is_named_as_people_name_it(run: Run, named: str) -> None:
    """An attribute or an indicator, by id, code, name, or the beginning of an attribute."""
    assert run(*_ADVOCACY, named).code == 0
    (piece,) = _pieces(run)
    assert piece["attribute"] == "advocacy"


def test_without_an_attribute_the_hint_works(run: Run) -> None:
    """Nobody can be asked, so the command that works is named."""
    done = run("evidence", "add", LINE)
    assert done.code == 2
    assert done.err.startswith(
        "portrait: say which attribute or indicator this shows\n"
        f"hint: portrait evidence add '{LINE}' --attribute human-centered; there are: human-centered,"
    )
    assert run("evidence", "add", LINE, "--attribute", "human-centered").code == 0


def test_the_log_is_in_the_order_of_the_portrait(run: Run) -> None:
    """Below each attribute and indicator the newest is first, with its day, its id and its words."""
    run("evidence", "add", "Old.", "--attribute", "advocacy", "--date", "2025-11-20")
    run("evidence", "add", "New.", "--attribute", "advocacy", "--date", "nov 20")
    run(*_ADVOCACY, "AD2")
    run("evidence", "add", "With an agenda.", "--attribute", "collaboration", "--link", "https://example.org/a")
    assert (
        run("evidence").out
        == """
  My evidence

  Collaboration
    November 23  000004  With an agenda.
                         https://example.org/a

  Advocacy
    November 20        000002  New.
    November 20, 2025  000001  Old.

  AD2 Removes the barrier
    November 23  000003  Three families spoke first.

  To add some: portrait evidence add "what shows it"
  To take one out: portrait evidence drop 000004

"""
    )
    plain = run("evidence", "--plain").out.split("\n")
    assert plain[3:7] == ["Collaboration", "November 23  000004", "  With an agenda.", "  https://example.org/a"]


def test_only_a_part_of_the_log(run: Run) -> None:
    """An attribute has its indicators' evidence too; a day and another attribute leave the others out."""
    run(*_ADVOCACY, "AD2")
    run("evidence", "add", "Old.", "--attribute", "advocacy", "--date", "2025-11-20")
    run("evidence", "add", "Other.", "--attribute", "collaboration")
    assert [piece["words"] for piece in _pieces(run, "--attribute", "advocacy")] == ["Old.", LINE]
    assert [piece["words"] for piece in _pieces(run, "--attribute", "AD2")] == [LINE]
    assert [piece["words"] for piece in _pieces(run, "--since", "2026-01-01")] == ["Other.", LINE]
    assert [piece["words"] for piece in _pieces(run, "--until", "2026-01-01")] == ["Old."]
    done = run("evidence", "--attribute", "authenticity")
    assert (done.code, done.err) == (
        3,
        "portrait: no evidence matches\nhint: `portrait evidence` shows all of it\n",
    )


def test_hundreds_of_pieces_stay_readable(run: Run) -> None:
    """The newest of each are shown, and how many others there are, with the command that shows them."""
    for number in range(8):
        run("evidence", "add", f"Line {number}.", "--attribute", "AD2", at=NOON + timedelta(minutes=number))
    shown = run("evidence").out
    assert shown.count("Line ") == 5
    assert "and 3 earlier: portrait evidence --attribute ad2" in shown
    assert run("evidence", "--attribute", "ad2").out.count("Line ") == 8
    assert run("evidence", "--all").out.count("Line ") == 8


def test_an_empty_log_says_how_to_begin(run: Run) -> None:
    """Nothing is there yet, and the exit code says so with and without JSON."""
    done = run("evidence")
    assert (done.code, done.err) == (
        3,
        'portrait: there is no evidence yet\nhint: portrait evidence add "what shows it" --attribute ATTRIBUTE\n',
    )
    done = run("evidence", "--json")
    assert (done.code, json.loads(done.out)) == (3, {"schema": 1, "evidence": []})


def test_what_is_gone_from_the_portrait_comes_last(run: Run, home: Path) -> None:
    """Evidence for an attribute that the portrait does not have any more is still there, and found by its id."""
    run(*_ADVOCACY, "AD2")
    run("evidence", "add", "Other.", "--attribute", "collaboration")
    for path in journal_files(home):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(" ad2 ", " bravery ").replace(" ad2", " bravery"), encoding="utf-8")
    shown = run("evidence").out
    assert shown.index("Collaboration") < shown.index("bravery (no longer in this portrait)")
    assert run("evidence", "--attribute", "bravery").code == 0


def test_the_same_twice_is_noticed(run: Run) -> None:
    """A line that is there already is not added again; on another day, or for another attribute, it is."""
    run(*_ADVOCACY, "AD2")
    done = run(*_ADVOCACY, "AD2")
    assert done.code == 2
    assert done.err == (
        "portrait: this is already in your evidence: “Three families spoke first.”\n"
        "hint: portrait evidence lists it; nothing was changed\n"
    )
    assert run(*_ADVOCACY, "AD1").code == 0
    assert run(*_ADVOCACY, "AD2", "--date", "yesterday").code == 0


@pytest.mark.parametrize(
    ("link", "message", "hint"),
    [
        ("example.org/a", '"example.org/a" is not a full web address', "--link https://example.org/a"),
        ("javascript:alert(1)", '"javascript:alert(1)" is not a web address', "paste it whole"),
        ("the drive", '"the drive" is not a web address', "paste it whole"),
        ("https://", '"https://" is not a web address', "paste it whole"),
    ],
)
def test_a_link_is_a_web_address(run: Run, link: str, message: str, hint: str) -> None:
    """What is not one is refused with what would be, and the words that came with it are kept."""
    done = run("evidence", "add", "See there.", "--attribute", "AD2", "--link", link)
    assert done.code == 2
    assert done.err.startswith(f"portrait: {message}\nhint: {hint}")
    assert "your words are kept in" in done.err


def test_a_link_keeps_its_characters(run: Run, home: Path) -> None:
    """What an address cannot have becomes its code, so that no other program changes it."""
    run("evidence", "add", "--attribute", "AD2", "--link", "https://example.org/a_(b)/é?q=x&y=<z>")
    (path,) = journal_files(home)
    assert "\n<https://example.org/a_(b)/%C3%A9?q=x&y=%3Cz%3E>\n" in path.read_text(encoding="utf-8")


def test_nothing_is_not_evidence(run: Run) -> None:
    """Without words, a link or a file there is nothing to add."""
    for words in ([], [" "]):
        done = run("evidence", "add", *words, "--attribute", "AD2")
        assert (done.code, "there is nothing to add" in done.err) == (2, True)


def test_a_day_to_come_is_refused(run: Run) -> None:
    """Evidence is about today or an earlier day."""
    done = run(*_ADVOCACY, "AD2", "--date", "2027-01-01")
    assert (done.code, '"2027-01-01" is in the future' in done.err) == (2, True)


# --- an entry or a line ---


def test_an_answer_of_the_newest_entry_is_marked(run: Run, entry: Path) -> None:
    """The only answer needs no number; the entry itself stays as it is, and the log has its words and its day."""
    before = entry.read_bytes()
    run("evidence", "add", "latest", "--attribute", "AD2", at=NOON + timedelta(days=9))
    assert entry.read_bytes() == before
    (piece,) = _pieces(run)
    assert (piece["kind"], piece["day"], piece["answer_entry"], piece["step"]) == (
        "answer",
        "2026-11-23",
        entry.stem,
        "note",
    )
    assert piece["words"] in before.decode()


def test_latest_is_the_newest_entry_with_answers(run: Run, session: Path) -> None:
    """Entries about evidence have none, so they are passed over; a day is treated the same."""
    assert session.exists()
    run(*_ADVOCACY, "AD2")
    assert run("evidence", "add", "latest", "2").code == 0
    assert run("evidence", "add", "2026-11-23", "1").code == 0
    assert run("evidence", "add", "today", "human-centered.asked", "--attribute", "AD2").code == 0
    assert len(_pieces(run)) == 4


def test_an_answer_knows_what_it_shows(run: Run, session: Path) -> None:
    """Without an attribute, it is that of the answer."""
    assert session.exists()
    run("evidence", "add", "latest", "2")
    (piece,) = _pieces(run)
    assert (piece["target"], piece["words"]) == ("advocacy", "Families without email.\nThey heard last.")
    assert piece["asked"]


def test_an_entry_with_several_answers_asks_which(run: Run, session: Path) -> None:
    """Nobody can be asked, so they are listed with their numbers and the command that works."""
    assert session.exists()
    done = run("evidence", "add", "latest")
    assert done.code == 2
    assert done.err == (
        "portrait: 2026-11-23-183000-whole-portrait has 2 answers; which one is evidence?\n"
        "1 Two teachers asked for time. One got it.\n"
        "2 Families without email. They heard last.\n"
        "hint: portrait evidence add 2026-11-23-183000-whole-portrait 1\n"
    )
    assert run("evidence", "add", "2026-11-23-183000-whole-portrait", "1").code == 0


def test_an_answer_that_is_not_there_is_refused(run: Run, session: Path) -> None:
    """A number too high, or another word, is no answer; it is not taken for a line either."""
    assert session.exists()
    done = run("evidence", "add", "latest", "news", "--attribute", "AD2")
    assert done.code == 3
    assert 'there is no answer "news" in 2026-11-23-183000-whole-portrait:\n1 Two teachers' in done.err
    assert "as a line of your own: portrait evidence add --text 'latest news'" in done.err
    assert run("evidence", "add", "--text", "latest news", "--attribute", "AD2").code == 0
    assert [piece["words"] for piece in _pieces(run)] == ["latest news"]


@pytest.mark.parametrize("name", ["latest", "yesterday", "2026-01-01", "2026-01-01-090000-note", "notes.md", "nov 2"])
def test_the_name_of_an_entry_is_never_a_line(run: Run, entry: Path, name: str) -> None:
    """A text that names an entry means it, even if there is none; `--text` makes it a line."""
    assert entry.exists()
    done = run("evidence", "add", name, "--attribute", "AD2")
    if name == "latest":
        assert done.code == 0
    else:
        assert (done.code, "as a line of your own: portrait evidence add --text" in done.err) == (3, True)
    run("evidence", "add", "--text", name, "--attribute", "AD2")
    assert name in [piece["words"] for piece in _pieces(run)]


@pytest.mark.parametrize(
    "words",
    [
        ["latest", "is", "not"],
        ["yesterday we met"],
        ["2026"],
        ["this week"],
        ["2026-11-20 they came"],
        ["The .md file"],
    ],
)
def test_any_other_words_are_a_line(run: Run, entry: Path, words: list[str]) -> None:
    """More than an entry's name, and a span of days, are a person's own words."""
    assert entry.exists()
    assert run("evidence", "add", *words, "--attribute", "AD2").code == 0
    (piece,) = _pieces(run)
    assert (piece["kind"], piece["words"]) == ("line", " ".join(words))


def test_an_entry_may_be_named_by_its_file(run: Run, entry: Path) -> None:
    """A path names an entry, and so does an id that was given by hand."""
    assert run("evidence", "add", str(entry), "--attribute", "AD2").code == 0
    text = entry.read_text(encoding="utf-8")
    other = entry.with_name("mine.md")
    other.write_text(text.replace(entry.stem, "mine"), encoding="utf-8")
    assert run("evidence", "add", "mine", "--attribute", "AD2").code == 0
    assert {piece["answer_entry"] for piece in _pieces(run)} == {entry.stem, "mine"}


def test_an_entry_without_answers_cannot_be_marked(run: Run) -> None:
    """There is nothing in it that was said."""
    run(*_ADVOCACY, "AD2")
    done = run("evidence", "add", "today")
    assert (done.code, "there are no answers in 2026-11-23-183000-evidence-advocacy" in done.err) == (2, True)


def test_an_answer_is_marked_once(run: Run, entry: Path) -> None:
    """For another indicator it can be marked again."""
    assert entry.exists()
    run("evidence", "add", "latest", "--attribute", "AD2")
    done = run("evidence", "add", "latest", "--attribute", "AD2")
    assert (done.code, "this is already in your evidence" in done.err) == (2, True)
    assert run("evidence", "add", "latest", "--attribute", "AD1").code == 0


@pytest.mark.parametrize("option", [["--link", "https://example.org"], ["--date", "today"], ["--text", "x"]])
def test_an_answer_goes_without_words_of_ones_own(run: Run, entry: Path, option: list[str]) -> None:
    """What else is given would be lost, so nothing is done."""
    assert entry.exists()
    done = run("evidence", "add", "latest", "--attribute", "AD2", *option)
    assert (done.code, '"latest" names an entry' in done.err) == (2, True)
    assert run("evidence").code == 3


def test_an_answer_that_is_gone_keeps_its_place(run: Run, entry: Path) -> None:
    """The log says what is gone, and shows how the answer began."""
    run("evidence", "add", "latest", "--attribute", "AD2", at=NOON + timedelta(days=1))
    text = entry.read_text(encoding="utf-8")
    entry.write_text(text.split("\n# ")[0] + "\n# Empty\n", encoding="utf-8")
    assert [piece["missing"] for piece in _pieces(run)] == ["answer"]
    assert "its answer is gone from the entry" in run("evidence").out
    run("delete", entry.stem, "--yes")
    assert [piece["missing"] for piece in _pieces(run)] == ["entry"]
    shown = run("evidence").out
    assert "the entry it was in is gone" in shown
    assert "Evidence of AD2 Removes the barrier: “" in shown


def test_in_a_terminal_what_is_missing_is_asked(session: Path) -> None:
    """Which answer, which attribute and which part of it are chosen from lists."""
    assert session.exists()
    with Terminal("evidence", "add", "latest") as terminal:
        terminal.wait_for("Which answer is evidence?", *OFFER)
        terminal.type("2" + ENTER)
        terminal.wait_for("Added to your evidence of Advocacy")
        assert terminal.finish() == 0
    with Terminal("evidence", "add", LINE, "--plain") as terminal:
        terminal.wait_for("What does it show?", "5 Advocacy")
        terminal.type("5" + ENTER)
        terminal.wait_for("Which part of it?", "1 Advocacy as a whole")
        terminal.type("3" + ENTER)
        terminal.wait_for("Added to your evidence of AD2")
        assert terminal.finish() == 0


# --- dropping ---


def test_what_is_dropped_is_no_longer_in_the_log(run: Run, home: Path) -> None:
    """The entry that has it stays; undo brings it back, and redo takes it out again."""
    run(*_ADVOCACY, "AD2")
    done = run("evidence", "drop", "000001", at=NOON + timedelta(minutes=1))
    assert done.err == (
        "No longer evidence of AD2 Removes the barrier: “Three families spoke first.” (November 23, 2026)\n"
        "To take it back: portrait undo\n"
    )
    dropped = EvidenceDropped(
        "000001", "No longer evidence of AD2 Removes the barrier: “Three families spoke first.”"
    )
    assert [entry.blocks for entry in journal_entries(home)][1] == (dropped,)
    assert run("evidence").code == 3
    run("undo")
    assert len(_pieces(run)) == 1
    run("redo")
    assert run("evidence").code == 3
    done = run("evidence", "drop", "000001")
    assert (done.code, "this was already taken out of your evidence" in done.err) == (2, True)


def test_dropping_what_is_not_there(run: Run) -> None:
    """The hint says how to find the id."""
    assert run("evidence", "drop", "x").code == 3


# --- elsewhere ---


def test_evidence_is_found_by_its_attribute_and_its_words(run: Run) -> None:
    """The list of an attribute or indicator has it, and a search finds its words and its link."""
    run("evidence", "add", LINE, "--attribute", "AD2", "--link", "https://example.org/minutes")
    for found in (["list", "--attribute", "AD2"], ["list", "--attribute", "advocacy"], ["search", "families"]):
        assert "Three families" in run(*found).out
    assert run("search", "minutes").code == 0


def test_an_attribute_says_how_much_evidence_there_is(run: Run) -> None:
    """Its page, and that of an indicator, lead to the log."""
    run(*_ADVOCACY, "AD2")
    run("evidence", "add", "Other.", "--attribute", "advocacy")
    assert "2 pieces of evidence: portrait evidence --attribute advocacy" in run("show", "advocacy").out
    assert "1 piece of evidence: portrait evidence --attribute ad2" in run("show", "AD2").out
    assert "of evidence:" not in run("show", "AD1").out


def test_an_entry_shows_its_evidence(run: Run, entry: Path) -> None:
    """Reading it shows what was marked, and what it links to."""
    later = NOON + timedelta(minutes=1)
    assert entry.exists()
    run("evidence", "add", LINE, "--attribute", "AD2", "--link", "https://example.org/minutes", at=later)
    assert run("read", "today").out.endswith(
        "  AD2 Removes the barrier\n  https://example.org/minutes\n  Three families spoke first.\n\n"
    )
    run("evidence", "add", "2026-11-23", "--attribute", "AD2", at=NOON + timedelta(hours=1))
    assert "Evidence of AD2 Removes the barrier: “" in run("read", "today").out
    run("evidence", "drop", "000001", at=NOON + timedelta(hours=2))
    assert "No longer evidence of AD2 Removes the barrier: “Three" in run("read", "today").out


@pytest.mark.parametrize("option", ["--all", "--json", "--attribute=AD2", "--since=today", "--until=today"])
def test_what_is_for_the_list_goes_with_the_list(run: Run, option: str) -> None:
    """It would be ignored before a command."""
    done = run("evidence", option, "drop", "x")
    assert (done.code, "portrait evidence drop --help shows what it takes" in done.err) == (2, True)
