"""What the terminal says before a document leaves."""

from datetime import date

from portrait_cli.core.likely_names import Finding, Kind
from portrait_cli.core.portrait import Attribute, Portrait
from portrait_cli.core.selection_lines import Line
from portrait_cli.core.text import Id
from portrait_cli.render.findings import sentences

PORTRAIT = Portrait((Attribute(id=Id("advocacy"), name="Advocacy"),))
LAST = 'To write a role in place of a name, add --redact "NAME=a teacher".'


def _found(*texts: tuple[Kind, str, Line]) -> list[str]:
    return list(sentences(((Finding(kind, text, line.name), line) for kind, text, line in texts), PORTRAIT))


def _line(words: str, target: str = "advocacy") -> Line:
    return Line("2026-11-23-183000-note", 1, date(2026, 11, 23), "answer", target, "Who?", words)


def test_nothing_is_said_about_nothing() -> None:
    """Who has nothing to look at is not told so."""
    assert _found() == []


def test_each_is_listed_with_its_line() -> None:
    """Below the day of a line, what it is about and its first words; once, however many lines have it."""
    long = _line("I met Maria Lopez at the door with Omar, and we talked about the bus and the rain for a while.")
    assert _found(
        ("name", "Maria Lopez", long),
        ("name", "Omar", long),
        ("phone number", "555-0147", _line("Call 555-0147\x1b", target="")),
        ("name", "Maria Lopez", _line("Maria Lopez")),
    ) == [
        "Before this leaves, a second look: 3 things may tell who someone is.",
        "- November 23, 2026 · Advocacy, “I met Maria Lopez at the door with Omar, and we…”: Maria Lopez, Omar",
        "- November 23, 2026, “Call 555-0147␛”: 555-0147 (phone number)",
        LAST,
    ]
    assert _found(("name", "Omar", _line("x"))) == [
        "Before this leaves, a second look: 1 thing may tell who someone is.",
        "- November 23, 2026 · Advocacy, “x”: Omar",
        LAST,
    ]


def test_a_long_list_is_cut() -> None:
    """Twelve are listed; the others are counted."""
    said = _found(*(("name", f"Omar {letter}", _line(letter)) for letter in "abcdefghijklmn"))
    assert said[0] == "Before this leaves, a second look: 14 things may tell who someone is."
    assert [line[-6:] for line in said[1:13]] == [f"Omar {letter}" for letter in "abcdefghijkl"]
    assert said[13:] == ["- and 2 more", LAST]
