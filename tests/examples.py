"""Entries and sessions as Hypothesis makes them: any text a person can type or paste, where a session puts it."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from portrait_cli.core.earlier_entries import LastSaid, Past
from portrait_cli.core.entry import (
    GOAL_OUTCOMES,
    OUTCOMES,
    Block,
    Entry,
    Evidence,
    EvidenceDropped,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    PlanWords,
    Prose,
    Response,
)
from portrait_cli.core.open_plans import OpenPlan
from portrait_cli.core.play import apply, forward
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Action, Answer, Back, Change, Save, Session, Skip, Step
from portrait_cli.core.session_from_guide import SessionStart, lay_out
from portrait_cli.formats import portrait_file
from portrait_cli.formats.imports import reader
from portrait_cli.formats.imports.file_format import FileFormat
from portrait_cli.formats.imports.reader import ImportResult
from portrait_cli.formats.imports.source import SourceFile, Zones


def one_in(number: int) -> settings:
    """Use a fraction of the profile's examples, for a test that takes longer than most."""
    return settings(max_examples=settings().max_examples // number)


_TRICKY = (
    "---",
    "# title",
    "## heading",
    "### asked <!-- prompt: a.b -->",
    "```",
    "~~~ python",
    "===",
    "<!-- attribute: advocacy -->",
    "<!-- note -->",
    "-->",
    "\\<!-- level: a b -->",
    "\\\\## x",
    "\\",
    "- [ ] **When** x **then I will** y <!-- commitment: c a -->",
    "- [x] done",
    "> quoted",
    "> # quoted heading",
    "- # in a list",
    "1. ```",
    "**bold**",
    "***",
    "…",
    "\\…",
    "[link]: http://example.org",
    "<script>",
    "<div>",
    "    indented",
    "\tindented",
    "trailing  ",
    "",
    "id: x",
    "%%",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "\u202etxt",
    "\u2028",
    "\x85",
    "\x0b\x0c",
    "\ufeff",
    "[/red]",
    "[link=https://example.org]x[/link]",
    "e\u0301 مرحبا 你好 👩🏽‍🏫",
    "x" * 5000,
)

_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")
_lines = st.one_of(st.sampled_from(_TRICKY), st.text(_characters), st.text("#-=`~<>!*\\[]: \txX.1>…", max_size=8))

texts = st.lists(_lines, min_size=1, max_size=6).map("\n".join)
"""What a person can type or paste, with line ends as the program keeps them."""

one_line = st.one_of(st.text(_characters), st.sampled_from(_TRICKY)).map(lambda text: text.replace("\n", " "))
ids = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,2}", fullmatch=True)
_answers = texts.filter(bool)

_placements = st.builds(
    Placement,
    target=ids,
    prompt=one_line,
    level=ids,
    label=one_line,
    statement=st.one_of(st.just(""), texts),
    comment=st.one_of(st.just(""), texts),
    scale=st.sampled_from(["growth/1", "stages/2"]),
    levels=st.sampled_from([("starting", "growing"), ("no", "yes"), ()]),
    as_of=st.sampled_from(["now", "then"]),
)
_plans = st.builds(
    Plan,
    id=ids,
    attribute=st.one_of(st.just(""), ids),
    when=st.one_of(st.just(""), texts),
    then=_answers,
    by=st.one_of(st.none(), st.dates(min_value=date(1000, 1, 1))),
    words=st.one_of(st.just(PlanWords()), st.just(PlanWords("Cuando *", "entonces\\", "antes del"))),
).flatmap(lambda made: st.sampled_from([made, replace(made, ticked=True), replace(made, let_go=True)]))
_plans = _plans.map(lambda made: made if made.by else replace(made, words=replace(made.words, by="by")))
_free = _plans.map(
    lambda made: replace(made, when="", then=made.then.strip() or "x", words=PlanWords(then="", by=made.words.by))
)


_evidence = st.one_of(
    st.builds(Evidence, id=ids, target=st.one_of(st.just(""), ids), heading=one_line, text=_answers),
    st.builds(
        Evidence,
        id=ids,
        target=st.one_of(st.just(""), ids),
        heading=one_line,
        text=st.one_of(st.just(""), texts),
        link=one_line.filter(bool).filter(lambda link: not link.startswith((".", "/"))),
        name=one_line,
    ),
    st.builds(
        Evidence,
        id=ids,
        target=st.one_of(st.just(""), ids),
        heading=one_line,
        text=st.one_of(st.just(""), texts),
        step=st.one_of(st.tuples(ids, ids).map(".".join), one_line.filter(bool)),
        entry=st.one_of(st.just(""), one_line),
    ),
)
_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, title=one_line, attribute=st.one_of(st.just(""), ids)),
    st.builds(Response, step=st.tuples(ids, ids).map(".".join), prompt=one_line, text=_answers),
    _placements,
    _plans,
    _free,
    st.builds(
        PlanOutcome,
        plan=ids,
        sentence=one_line,
        outcome=st.sampled_from(OUTCOMES),
        label=one_line,
        note=st.one_of(st.just(""), texts),
    ),
    st.builds(
        Goal,
        id=ids,
        target=st.one_of(st.just(""), ids),
        heading=one_line,
        text=_answers,
        number=st.integers(0, 999),
    ),
    st.builds(
        GoalReview,
        goal=ids,
        sentence=one_line,
        outcome=st.sampled_from(GOAL_OUTCOMES),
        label=one_line,
        reason=st.one_of(st.just(""), texts),
    ),
    _evidence,
    st.builds(EvidenceDropped, evidence=ids, sentence=one_line),
)


def _different_targets(blocks: list[Block]) -> bool:
    targets = [(block.target, block.as_of) for block in blocks if isinstance(block, Placement)]
    return len(targets) == len(set(targets)) and not any(target == "levels" for target, _ in targets)


_session_blocks: st.SearchStrategy[tuple[Block, ...]] = (
    st.lists(_blocks, max_size=6).filter(_different_targets).map(tuple)
)
_note: st.SearchStrategy[tuple[Block, ...]] = texts.filter(lambda text: text.strip() != "").map(
    lambda text: (Prose(text),)
)


def _entries(blocks: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Entry]:
    return st.builds(
        Entry,
        id=one_line,
        written=st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),  # noqa: DTZ001  # local
        utc_offset=st.sampled_from(["+00:00", "-06:00", "+05:45", "+14:00"]),
        title=one_line,
        time_zone=st.sampled_from(["", "America/Chicago", "Etc/GMT+5"]),
        portrait=one_line,
        portrait_version=one_line,
        guide=st.one_of(st.just(""), ids),
        role=st.one_of(st.just(""), ids),
        attributes=st.lists(one_line, max_size=3).map(tuple),
        tags=st.lists(one_line, max_size=3).map(tuple),
        minutes=st.one_of(st.none(), st.integers(0, 999)),
        extra=st.sampled_from([(), ("cssclasses: wide",), ("aliases:\n  - one\n  - two", "mood: 'a\u2028b'")]),
        blocks=blocks,
    )


entries = _entries(st.one_of(_session_blocks, _note))
"""Any entry."""
session_entries = _entries(_session_blocks)
"""Any entry that a session left."""


# ---- Sessions ----

_HERE = Path(__file__).parent
PORTRAIT, _ = portrait_file.load((_HERE.parent / "data" / "attributes.yaml").read_bytes(), "attributes.yaml")
DISTRICT, _ = portrait_file.load((_HERE / "portraits" / "district.yaml").read_bytes(), "district.yaml")
NOON = datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=-6)))
TODAY = NOON.date()
OPEN = OpenPlan(1, date(2026, 11, 2), Plan("c1", "advocacy", "I plan", "call home", date(2026, 11, 16)))
FOUR = tuple(
    OpenPlan(day, date(2026, 11, day), Plan(f"c{day}", "advocacy", "I plan", f"call {day}")) for day in range(1, 5)
)
_OCTOBER = date(2026, 10, 5)
SAID = LastSaid(_OCTOBER, "words from October", Placement("advocacy", "Where?", "growing", "Growing"), _OCTOBER)


def begin(portrait: Portrait = PORTRAIT, *attributes: str, role: str = "", named: Iterable[str] = ()) -> SessionStart:
    """Begin a session on some of a portrait's attributes, or on all of them."""
    chosen = tuple(one for one in portrait.attributes if not attributes or one.id in attributes)
    return SessionStart("s1", NOON, role, chosen, named=frozenset(named))


def new_session(
    portrait: Portrait = PORTRAIT, guide: int = 0, *attributes: str, role: str = "", past: Past | None = None
) -> Session:
    """Lay out a session."""
    return lay_out(portrait, portrait.guides[guide], begin(portrait, *attributes, role=role), past or Past())


def answer(session: Session, **said: str) -> Session:
    """Answer steps by id, with `__` for the dot and `_` for the hyphen, and go to the review."""
    named = {name.replace("__", ".").replace("_", "-"): text for name, text in said.items()}
    assert set(named) <= {step.id for step in session.steps}
    return replace(session, answers={step.id: named[step.id] for step in session.steps if step.id in named}, at="")


def large_session() -> Session:
    """Lay out a session of a thousand steps, nearly all answered, with a megabyte of words."""
    session = new_session()
    models = [step for step in session.steps if step.purpose in {"words", "level"}]
    steps = tuple(replace(models[at % len(models)], id=f"{models[at % len(models)].id}-{at}") for at in range(1000))
    words = "Two teachers asked for “time”, and one got it.\n" * 45
    answers = {step.id: step.choices[0].id if step.choices else words for step in steps[:-2]}
    return forward(replace(session, steps=steps, answers=answers))


@st.composite
def new_sessions(draw: st.DrawFn) -> Session:
    """Draw a session that has just begun: any portrait, guide, role, attributes and past."""
    portrait = draw(st.sampled_from([PORTRAIT, DISTRICT]))
    names = [attribute.id for attribute in portrait.attributes]
    chosen = draw(st.lists(st.sampled_from(names), unique=True))
    role = draw(st.sampled_from(["", *(role.id for role in portrait.roles)]))
    past = Past(said={"advocacy": SAID}, open_plans=draw(st.sampled_from([(), (OPEN,), FOUR])))
    return new_session(portrait, draw(st.integers(0, len(portrait.guides) - 1)), *chosen, role=role, past=past)


def answers_to(step: Step) -> st.SearchStrategy[str]:
    """Draw a valid answer to a step."""
    if step.choices:
        return st.sampled_from([choice.id for choice in step.choices])
    if step.purpose == "by":
        return st.dates(TODAY).map(date.isoformat)
    return texts.filter(bool)


@st.composite
def plays(draw: st.DrawFn) -> list[tuple[Session, Action, Session]]:
    """Draw a session and what a person does in it: each action with the session before and after."""
    session = draw(new_sessions())
    moves: list[tuple[Session, Action, Session]] = []
    for _ in range(draw(st.integers(0, 25))):
        action = draw(_action(session))
        after = apply(session, action)
        moves.append((session, action, after))
        session = after
    return moves


def _action(session: Session) -> st.SearchStrategy[Action]:
    if session.step is None:
        changes = [Change(step.id) for step in session.active]
        return st.sampled_from([Save(), Back(), Answer("into the air"), Skip(), *changes])
    answered = answers_to(session.step).map(Answer)
    return st.one_of(answered, answered, answered, st.just(Skip()), st.just(Back()))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Draw a session with any of its steps answered, and words half typed."""
    session = draw(new_sessions())
    answered = draw(st.sets(st.sampled_from(range(len(session.steps) or 1)), max_size=8))
    said = {
        step.id: draw(answers_to(step))
        for index, step in enumerate(session.steps)
        if index in answered and step.new_goal != "on-request"
    }
    return forward(replace(session, answers=said, seconds=draw(st.integers(0, 9999))))


# ---- Files, as accidents and other programs leave them ----

_DAMAGE = (
    "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "---", "...", "\t", "\x00", "\x07", "- ", ": x", "x: [", "x: {",
    '"', "'", "&a b", "*a", "!!binary x", "<<: {}", "format: 2", "format: [1]", "date: soon", "date: [a]",
    "id: {a: b}", "attributes: {a: b}", "attributes: [[a]]", "minutes: many", "utc_offset: noon", "tags: {}",
    "level_a: [b]", "scale_levels: x", "%YAML 9.9", "\ufeff", "\ufffe", "\x85", "é: ß", "x: |", "? a", "## by hand",
    "<!-- level: a -->", "- [ ] **When** <!-- commitment: c -->", "### q <!-- prompt: a.b -->", "",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, text: str) -> bytes:
    """Draw a copy of a text file after a few accidents."""
    lines = text.split("\n")
    for _ in range(draw(st.integers(1, 4))):
        here, there = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "insert", "replace", "indent", "cut"])):
            case "delete" if len(lines) > 1:
                del lines[here]
            case "double":
                lines.insert(here, lines[there])
            case "swap":
                lines[here], lines[there] = lines[there], lines[here]
            case "insert":
                lines.insert(here, draw(st.sampled_from(_DAMAGE)))
            case "replace":
                lines[here] = draw(st.sampled_from(_DAMAGE))
            case "indent":
                lines[here] = " " * draw(st.integers(1, 9)) + lines[here]
            case _:
                lines[here:] = [lines[here][: draw(st.integers(0, 40))]]
    found = "\n".join(lines)
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    encoding = draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "latin-1"]))
    return found.replace("\n", end).encode(encoding, "replace")[: draw(st.sampled_from([None, None, -1, 300]))]


_plain_words = st.text("abcdefghijklmnopqrstuvwxyzäéñABCمرحبا你好", min_size=1, max_size=8)
_sentences = st.lists(_plain_words, min_size=1, max_size=8).map(lambda found: " ".join(found) + "?")
paragraphs = st.lists(st.lists(_sentences, min_size=1, max_size=3).map("\n".join), min_size=1, max_size=3)
"""Words without Markdown's signs, as most people type them; one text for each paragraph."""


_scripts = st.one_of(
    st.text("abcÄéßİıøŁ’ -_\u0301\u0307\u0308\u00ad\u200b\u200d", max_size=10),
    st.text("ｶﾞｷカキガかがゔ々学校東京ーｰ゛\u3099\u309a", max_size=10),
    st.text("학교가각ㄱㅏㄴ\u1100\u1161\u11a8\u1112", max_size=10),
    st.text("มหาวิทยาลัครูน้ำຄູສິດဆရာမគ្រូ្\u0e4d\u0e32", max_size=10),
    st.text("كتابأإآةىیک\u064b\u0651\u0640\u200cשלום\u05b0\u05bcहिन्दीড়", max_size=10),
    st.text("👩🏽\u200d🏫❤\ufe0f🇺🇸1\u20e3™①½⑴ﷺ㎏", max_size=10),
)
any_script = st.lists(_scripts | st.text(max_size=10), max_size=4).map("".join)
"""Texts in many scripts, with what is between and upon their letters."""


def open_plans(number: int) -> tuple[OpenPlan, ...]:
    """Make plans that are open, one a day from the first of the month on."""
    return tuple(
        OpenPlan(day, date(2026, 11, day), Plan(f"c{day}", "care", "it rains", f"stay {day}"))
        for day in range(1, number + 1)
    )


# ---- What other programs export ----

IMPORTS = _HERE / "imports"


# ---- What other programs export ----

IMPORTS = _HERE / "imports"
ZONES = Zones(ZoneInfo("America/Chicago"), {"Asia/Tokyo": ZoneInfo("Asia/Tokyo")}.get, today=date(2026, 11, 23))
_CHANGED = datetime(2026, 11, 23, 18, 30, tzinfo=timezone(timedelta(hours=-6)))


def imported(kind: FileFormat, text: str | bytes, name: str = "it", zones: Zones = ZONES) -> ImportResult:
    """Read one file of another program."""
    data = text.encode() if isinstance(text, str) else text
    return reader.read(kind, [SourceFile(name, data, _CHANGED)], zones)


def only(kind: FileFormat, text: str | bytes, name: str = "it") -> Entry:
    """Read a file of another program that holds one entry."""
    found = imported(kind, text, name)
    assert found.problems == ()
    (entry,) = found.entries
    return entry


def prose(entry: Entry) -> str:
    """Return the words of an entry of another program."""
    return "\n".join(block.text for block in entry.blocks if isinstance(block, Prose))


def jrnl(*entries: dict[str, object]) -> str:
    """Write an export of jrnl."""
    return json.dumps({"tags": {}, "entries": entries})


def day_one(**values: object) -> str:
    """Write an export of Day One with one entry."""
    return json.dumps(
        {"metadata": {"version": "1.0"}, "entries": [{"creationDate": "2024-03-04T14:05:10Z", **values}]}
    )
