"""Every kind of screen as a person sees it: at 80 and at 40 columns, and line by line, as transcripts.

After a change that is meant, WRITE_TRANSCRIPTS=1 writes them anew: read them before they are kept.
"""

import os
import re
import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from conftest import ROOT, TESTS, Run, journal_files
from half_year import TODAY, write_half_year
from screen import flat
from walks import Question, Seen, Size, Walk, Walker

TRANSCRIPTS = TESTS / "transcripts"
SIZES = (Size(80), Size(40), Size(80, plain=True))
each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: size.name)


def choice(text: str, answer: str = "", name: str = "", above: str = "") -> Question:
    return Question(text, answer, name, "choice", above)


LEVEL = "Where would I place myself today?"
GOAL = "Where does this goal stand?"
MIDDLE = Walk(
    ("reflect", "mid-year"),
    (
        choice("How did it go?", "2", "how a plan went", "have two families read it first"),
        Question("What helped or got in the way?", "One of them read it. She changed two words.", "what helped"),
        Question("What's left to do?", "", "what is left of a plan"),
        choice("How did it go?", "3", "", "call the father back"),
        Question("What helped or got in the way?"),
        choice("How did it go?", "1", "", "says they have been waiting"),
        Question("What helped or got in the way?"),
        Question("Which of my hopes", "Families hear from us first. I said it in August.", "words, with last time's"),
        Question("Which of the things I planned"),
        Question(
            "What has surprised me so far", "How much the clerk already knew, and that nobody had asked.", "words"
        ),
        Question("What do I still want to have evidence of?", "A family's own words.", "evidence above a question"),
        choice(LEVEL, "steady", "a level", "Human-Centered Approaches"),
        choice(LEVEL, "cant", "", "Transformation"),
        choice(LEVEL, "", "", "Authenticity"),
        choice(LEVEL, "", "", "Collaboration"),
        choice(LEVEL, "growing", "", "Advocacy"),
        Question("A lower level can mean", "A sharper eye.", "a level lower than last time"),
        Question("How does my goal read to me now?", "Still true, and too small.", "the goal above a question"),
        choice(GOAL, "1", "a goal kept, changed or let go"),
        Question("What makes that the right call?", "The calls are down by half.", "why"),
        Question("When", "the clerk hands me the call log", "a plan's moment"),
        Question("then I will", "call one family on it before I go home", "a plan's deed"),
        Question("by", "feb 12", "a plan's day"),
        Question("Looking back", "", "looking back", "review"),
    ),
    end="the summary",
)
DEEP = Walk(
    ("reflect", "advocacy"),
    (
        choice("How did it go?", "", "", "ask the bus company"),
        Question("Whose needs never came up this week?", "The night custodian's."),
        choice("Which of these do I want to look at closely?", "2", "an indicator"),
        choice(LEVEL, "steady", "an indicator's level", "AD2 Removes the barrier"),
        Question("When and where do students here get into trouble most often?", "By the late bus."),
        Question("That's a start. Which one moment shows it?", "On Friday two boys waited an hour.", "a nudge"),
        Question("?"),
    ),
)
START = Walk(
    ("reflect", "start-of-year", "--new"),
    (
        Question("What do I hope"),
        Question("Which strength of mine"),
        choice(GOAL),
        choice("Which one do I want to grow this year?", "2", "the attribute of a goal"),
        choice("Which part of it, if any?", "", "a part of it"),
        Question("What is my goal for this year", "Teams try one small thing each month.", "a goal"),
        Question("What would people see or hear", "", "what would show a goal"),
        choice("Which one will get less of my attention", "3", "an attribute to set aside"),
        Question("Whom will I ask", "", "words, with last time's, and who will ask"),
    ),
)
PLACES = [
    step
    for name in ("Human-Centered Approaches", "Transformation", "Authenticity", "Collaboration", "Advocacy")
    for step in (Question("?", above=name), choice(LEVEL, above=name))
]
WHOLE = Walk(
    ("reflect", "--new"),
    (
        choice("How did it go?", above="ask the bus company"),
        *PLACES,
        choice("Where is my attention needed next?", "5", "the attribute of a plan"),
        choice("Which open plan can I set aside", "", "a plan to set aside"),
    ),
)
WHICH = "Which attribute would you like to look at?"
CHECK_IN = Walk(
    ("reflect", "check-in", "--new"), (Question(WHICH, "5", "which attribute", "offer"), choice("How did it go?"))
)
RESUME = Walk(
    ("reflect",), (Question("Continue where you stopped?", "1", "a draft that waits", "offer"), Question("?"))
)
WALKS = (MIDDLE, DEEP, RESUME, START, WHOLE, CHECK_IN)


PAGES = (
    "portrait",
    "portrait plans --all",
    "portrait goal",
    "portrait evidence",
    "portrait growth",
    "portrait growth advocacy",
    "portrait list",
    "portrait search families",
    "portrait guides",
    "portrait guides hard-moment",
    "portrait show advocacy",
    "portrait show AD2",
    "portrait read latest",
)
DRAFTS = "portrait drafts"


@pytest.fixture
def walker(run: Run, home: Path, tmp_path: Path, size: Size) -> Walker:
    """Write the half year, and stand before it with a screen of a size."""
    write_half_year(run, tmp_path)
    return Walker(size, TODAY, home)


def compare(name: str, seen: Sequence[Seen]) -> None:
    """Compare what was seen with a transcript."""
    file = TRANSCRIPTS / f"{name}.txt"
    drawn = "\n".join(f"== {one.name}\n{one.text}\n" for one in seen)
    drawn = re.sub(r"\d+ minutes?\. (?=Saved in)", "", drawn)  # how long it took depends on the machine
    if os.environ.get("WRITE_TRANSCRIPTS"):
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")


def page(walker: Walker, command: str) -> Seen:
    return Seen(f"$ {command}", walker.page(*shlex.split(command)[1:]))


@each_size
def test_pages_look_like_this(walker: Walker, home: Path, tmp_path: Path, size: Size) -> None:
    """Home, plans, goal, evidence, growth, lists, guides and the portrait are as in the transcript, word by word."""
    seen = [page(walker, command) for command in PAGES]
    welcome = Walker(size, TODAY, tmp_path).page()
    seen.insert(0, Seen("$ portrait, before the first session", welcome))
    compare(f"pages-{size.name}", seen)
    assert list(too_wide(seen, size)) == []
    assert list(broken(seen, known_words(home))) == []
    assert list(with_several_panels(seen)) == []


@each_size
def test_sessions_look_like_this(walker: Walker, home: Path, size: Size) -> None:
    """Every kind of question is as in the transcript; it is on the screen as a whole, and its count goes only on."""
    seen: list[Seen] = []
    for walk in WALKS:
        screens, raw = walker.session(walk)
        seen += screens
        counts = [int(number) for number in re.findall(r"\b(\d+) of \d+\b", flat(raw))]
        assert counts == sorted(counts)
    seen.append(page(walker, DRAFTS))
    compare(f"sessions-{size.name}", seen)
    assert [one.name for one in seen if one.question not in " ".join(one.text.split())] == []
    assert list(too_wide(seen, size)) == []
    assert list(broken(seen, known_words(home))) == []
    assert list(with_several_panels(seen)) == []


def known_words(home: Path) -> set[str]:
    """Return the words of all that can be on a screen: the portrait, the entries, and the program's sentences."""
    files = [ROOT / "data/attributes.yaml", Path(__file__), *journal_files(home), *(ROOT / "src").rglob("*.py")]
    return {word for file in files for word in words_of(file.read_text(encoding="utf-8"))}


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’-]\w+)*", text)


def broken(seen: Sequence[Seen], known: set[str]) -> Iterator[tuple[str, str]]:
    """Find words that are in two pieces, at the end of a line and at the beginning of the next."""
    for one in seen:
        for above, below in pairwise(one.text.split("\n")):
            ends, begins = re.search(r"\w+$", above), re.match(r" *(\w+)", below)
            if ends and begins:
                pieces = {ends[0], begins[1]}
                if ends[0] + begins[1] in known and not pieces <= known:
                    yield one.name, f"{ends[0]}|{begins[1]}"


def too_wide(seen: Sequence[Seen], size: Size) -> Iterator[tuple[str, str]]:
    """Find lines that are wider than the screen; a path or an address, which cannot be broken, may be."""
    for one in seen:
        for line in one.text.split("\n"):
            if len(line) > size.columns and " " in line:
                yield one.name, line


def with_several_panels(seen: Sequence[Seen]) -> Iterator[str]:
    for one in seen:
        if len(re.findall("╭─ ", one.text)) > 1:
            yield one.name
