"""Entries as Hypothesis makes them: any text a person can type or paste, where a sitting puts it."""

from datetime import date, datetime

from hypothesis import strategies as st

from portrait_cli.model.entry import (
    OUTCOMES,
    Block,
    Commitment,
    Entry,
    Heading,
    Placement,
    PlanWords,
    Prose,
    Response,
    Told,
)

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
)
_commitments = st.builds(
    Commitment,
    id=ids,
    attribute=st.one_of(st.just(""), ids),
    when=st.one_of(st.just(""), texts),
    then=_answers,
    by=st.one_of(st.none(), st.dates(min_value=date(1000, 1, 1))),
    words=st.one_of(st.just(PlanWords()), st.just(PlanWords("Cuando *", "entonces\\", "antes del"))),
    ticked=st.booleans(),
).map(lambda made: made if made.by else _without_by(made))


def _without_by(made: Commitment) -> Commitment:
    """Without a date the word before it is not written."""
    words = PlanWords(made.words.when, made.words.then)
    return Commitment(made.id, made.attribute, made.when, made.then, None, words, made.ticked)


_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, title=one_line, attribute=st.one_of(st.just(""), ids)),
    st.builds(Response, step=st.tuples(ids, ids).map(".".join), prompt=one_line, text=_answers),
    _placements,
    _commitments,
    st.builds(
        Told,
        commitment=ids,
        sentence=one_line,
        outcome=st.sampled_from(OUTCOMES),
        label=one_line,
        note=st.one_of(st.just(""), texts),
    ),
)


def _different_targets(blocks: list[Block]) -> bool:
    targets = [block.target for block in blocks if isinstance(block, Placement)]
    return len(targets) == len(set(targets)) and "levels" not in targets


_sitting = st.lists(_blocks, max_size=6).filter(_different_targets).map(tuple)
_note = texts.filter(lambda text: text.strip() != "").map(lambda text: (Prose(text),))

entries = st.builds(
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
    extra=st.sampled_from([(), ("cssclasses: wide",), ("aliases:\n  - one\n  - two", "mood: 'fine'")]),
    blocks=st.one_of(_sitting, _note),
)
