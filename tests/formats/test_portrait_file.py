import codecs
import json
import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import ROOT, TESTS
from examples import damaged, one_in
from portrait_cli.core.errors import InvalidFileError
from portrait_cli.core.guide import AskPlan, AskPrompts, EachAttribute, Focus, FollowUp, Guide, Place, Question
from portrait_cli.core.portrait import (
    Attribute,
    Definition,
    Indicator,
    InRole,
    Level,
    OffScale,
    PlanExample,
    Portrait,
    Practice,
    Prompt,
    Role,
    Scale,
    Source,
)
from portrait_cli.core.text import Id
from portrait_cli.formats import portrait_file

DATA = ROOT / "data" / "attributes.yaml"
SHIPPED = DATA.read_text(encoding="utf-8")
BROKEN = sorted((TESTS / "portraits" / "invalid").glob("*.yaml"))
"""Portrait files with something wrong; beside each, in a file of the same name, what is said about it."""
NOT_ALLOWED = "a character that YAML does not allow (control characters are not allowed)"
SMALL = """\
title: Ours
scales: {id: s, levels: [Low, High], off_scale: No idea}
roles: [Coach]
sources: {id: kw, title: A work}
attributes:
  - name: Care
    definition: {text: We care., source: kw}
    levels: {low: I try., high: [I do., We do.]}
    prompts:
      - Who needed me?
      - {text: Whom did I miss?, depth: deep, roles: coach}
    indicators: {code: C1, name: Listens}
guides: {id: g, name: G, steps: [follow-up, {do: each-attribute, steps: [ask, place]}, plan]}
"""


def _load(text: str | bytes) -> Portrait:
    data = text if isinstance(text, bytes) else text.encode()
    return portrait_file.load(data, "p.yaml", name="our-file")[0]


def _refusal(text: str | bytes) -> str:
    with pytest.raises(InvalidFileError) as caught:
        _load(text)
    return str(caught.value)


def _read_or_refuse(data: bytes) -> None:
    try:
        _, warnings = portrait_file.load(data, "p.yaml")
        lines = list(warnings)
    except InvalidFileError as error:
        lines = str(error).split("\n")
    for line in lines:
        assert re.match(r"p\.yaml:\d+:\d+: .+|and \d+ more$|p\.yaml is (not text|larger)", line)


@given(st.binary() | st.text().map(str.encode) | st.text().map(lambda text: f"attributes:\n - {text}".encode()))
def test_any_file_is_a_portrait_or_refused(data: bytes) -> None:
    """Any bytes are a portrait, or problems that each name their line and column."""
    _read_or_refuse(data)


@given(st.data())
@one_in(2)
def test_a_damaged_portrait_is_read_or_refused(data: st.DataObject) -> None:
    """A damaged portrait file is a portrait, or problems that each name their line and column."""
    _read_or_refuse(data.draw(damaged(SMALL)))


@given(st.data())
@one_in(40)
def test_a_damaged_copy_of_ours_is_read_or_refused(data: st.DataObject) -> None:
    """A damaged copy of the portrait that ships is one, or problems with their line and column."""
    _read_or_refuse(data.draw(damaged(SHIPPED)))


@pytest.mark.parametrize("broken", BROKEN, ids=[path.stem for path in BROKEN])
def test_a_problem_is_reported_with_its_place(broken: Path) -> None:
    """A problem says in everyday words where it is, what was found and what was expected."""
    with pytest.raises(InvalidFileError) as caught:
        portrait_file.load(broken.read_bytes(), broken.name)
    assert f"{caught.value}\n" == broken.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "p.yaml:1:1: found nothing as the whole file; expected lines with attributes"),
        (
            "title: caf\x07\n",
            "p.yaml:1:11: a character that YAML does not allow (control characters are not allowed)",
        ),
        (
            "title: x\ny: \ufffe\n",
            "p.yaml:2:4: a character that YAML does not allow (control characters are not allowed)",
        ),
    ],
)
def test_odd_files_are_reported_with_their_place(text: str, message: str) -> None:
    """An empty file and one with forbidden characters are reported in the same way."""
    assert _refusal(text) == message


def test_all_problems_of_a_portrait_are_reported_at_once() -> None:
    """All problems are reported at once, in the order of the lines."""
    text = "titel: x\nattributes:\n  - name: A\n    minutes: 3\n  - prompts: [{text: Q?, minutes: x, depth: y}]\n"
    assert _refusal(text).split("\n") == [
        'p.yaml:1:1: found the unknown name "titel"; did you mean title?',
        'p.yaml:4:5: found the unknown name "minutes" in attribute; expected one of '
        + ", ".join(Attribute.__struct_fields__),
        "p.yaml:5:5: name is missing in this attribute; expected the attribute's name",
        'p.yaml:5:35: found "x" for minutes; expected a whole number',
        'p.yaml:5:45: found "y" for depth; expected one of check-in, deep, next-step',
    ]


def test_names_that_do_not_exist_are_reported_at_once() -> None:
    """All names that clash or do not exist are reported at once, too."""
    text = SMALL.replace("roles: coach", "roles: boss").replace("source: kw", "source: kv").replace("low:", "lo:")
    assert _refusal(text).split("\n") == [
        'p.yaml:7:42: found the source "kv", which this file does not define; expected kw',
        'p.yaml:8:18: found the level "lo", which this file does not define; did you mean low?',
        'p.yaml:11:54: found the role "boss", which this file does not define; expected coach',
    ]


def test_many_problems_are_counted() -> None:
    """After twenty problems the rest are counted."""
    lines = _refusal("attributes: [A]\n" + "".join(f"zz{number}: x\n" for number in range(25))).split("\n")
    assert len(lines) == 21
    assert lines[-1] == "and 5 more"


def test_near_names_are_looked_for_while_they_are_shown() -> None:
    """After twenty problems no more near names are looked for, as that takes long and nobody sees them."""
    listed = "".join(f"  - {{name: A{number}, in_role: {{coch: x}}}}\n" for number in range(21))
    lines = _refusal(f"roles: [Coach, Principal]\nattributes:\n{listed}").split("\n")
    assert {line.split(": ", 1)[1] for line in lines[:20]} == {
        'found the role "coch", which this file does not define; did you mean coach?'
    }
    assert lines[20:] == ["and 1 more"]


def test_a_small_portrait_is_a_whole_one() -> None:
    """A single thing may be given for a list, a text for a group, and ids are made from names."""
    assert _load(SMALL) == Portrait(
        id=Id("our-file"),
        title="Ours",
        sources=(Source(Id("kw"), "A work"),),
        scales=(
            Scale(
                Id("s"),
                (Level("Low", Id("low")), Level("High", Id("high"))),
                off_scale=(OffScale("No idea", Id("no-idea")),),
            ),
        ),
        roles=(Role("Coach", Id("coach")),),
        attributes=(
            Attribute(
                "Care",
                Id("care"),
                definition=Definition("We care.", Id("kw")),
                scale=Id("s"),
                levels={Id("low"): ("I try.",), Id("high"): ("I do.", "We do.")},
                prompts=(
                    Prompt("Who needed me?", Id("who-needed-me")),
                    Prompt("Whom did I miss?", Id("whom-did-i-miss"), "deep", (Id("coach"),)),
                ),
                indicators=(Indicator("Listens", Id("c1"), "C1", scale=Id("s")),),
            ),
        ),
        guides=(
            Guide(
                Id("g"),
                "G",
                (
                    FollowUp(),
                    EachAttribute((AskPrompts(), Place())),
                    AskPlan(),
                ),
            ),
        ),
    )


def test_the_least_that_a_portrait_needs() -> None:
    """A list of names is a portrait; its id and title come from the file's name."""
    expected = Portrait((Attribute("Care", Id("care")), Attribute("Courage", Id("courage"))), id=Id("our-file"))
    assert _load("attributes: [Care, Courage]\n") == replace(expected, title="our-file")
    assert portrait_file.load(b"attributes: A", "p.yaml", name="!!")[0].id == "portrait"


def test_a_text_is_the_most_important_line() -> None:
    """Parts of an attribute may be given as one text: its definition, a practice, a role's line, a step."""
    text = """\
roles: Coach
attributes:
  - name: Care
    definition: We care.
    practices: [Ask one person., {name: The dot check, text: Count.}]
    in_role: {coach: Listens first.}
    plan_examples: {when: it rains, then: stay}
guides:
  id: g
  name: G
  steps: [{do: question, id: q, text: What for?}, {do: focus, text: Where?}, follow-up]
"""
    portrait = _load(text)
    assert portrait.attributes[0] == Attribute(
        "Care",
        Id("care"),
        definition=Definition("We care."),
        practices=(
            Practice("Ask one person.", id=Id("ask-one-person")),
            Practice("Count.", "The dot check", Id("the-dot-check")),
        ),
        in_role={Id("coach"): InRole("Listens first.")},
        plan_examples=(PlanExample("it rains", "stay"),),
    )
    assert portrait.guides[0].steps == (
        Question(Id("q"), "What for?"),
        Focus(text="Where?"),
        FollowUp(),
    )


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Human-Centered Approaches", "human-centered-approaches"),
        ("القيادة المدرسية", "القيادة-المدرسية"),
        ("Équité & Accès!", "équité-accès"),
        ("领导力", "领导力"),
        ("One two three four five six seven", "one-two-three-four-five-six"),
        ('"?!"', "item-1"),
    ],
)
def test_an_id_is_made_from_a_name(name: str, made: str) -> None:
    """A name in any script makes an id: small letters, digits and hyphens, at most six words."""
    assert [attribute.id for attribute in _load(f"attributes:\n  - {name}\n").attributes] == [made]


def test_a_made_id_is_cut() -> None:
    """A long word or code makes an id of at most 80 characters, without a hyphen at its end."""
    names = ["a" * 99, f"{'b' * 79} cc"]
    text = f"attributes: [{names[0]}, {{name: {names[1]}, indicators: {{name: I, code: {'C' * 99}}}}}]"
    portrait = _load(text)
    assert [attribute.id for attribute in portrait.attributes] == ["a" * 80, "b" * 79]
    assert [indicator.id for _, indicator in portrait.indicators()] == ["c" * 80]


def test_a_given_id_is_not_cut() -> None:
    """An id over 80 characters is refused, not shortened: entries would not find it again."""
    assert _load(f"attributes: {{name: A, id: {'a' * 80}}}").attributes[0].id == "a" * 80
    assert _refusal(f"attributes: {{name: A, id: {'a' * 81}}}") == (
        "p.yaml:1:27: found 81 characters for id; expected at most 80"
    )


@pytest.mark.parametrize(
    "word", ["no", "on", "1:30", "010", "2026-01-01", "1e3", ".inf", "0x1f", "yes", "Off", "=", "1_000"]
)
def test_a_word_stays_a_word(word: str) -> None:
    """What looks like a boolean, a number, a time or a date is the text that was written."""
    portrait = _load(f"title: {word}\nversion: {word}\nattributes: [{word}]\n")
    assert (portrait.title, portrait.version, portrait.attributes[0].name) == (word, word, word)


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "''", "' '"])
def test_nothing_is_nothing(nothing: str) -> None:
    """A name without a value counts as no name at all."""
    assert _load(f"attributes: [A]\ntitle: {nothing}\nguides: {nothing}\nid: {nothing}\n") == _load("attributes: [A]")


def test_a_quoted_null_is_a_word() -> None:
    """Between quotation marks every word means itself."""
    assert _load("attributes: ['null', \"~\"]").attributes[0].name == "null"


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + SMALL.encode(),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("\n", "\r").encode(),
        SMALL.encode("utf-16"),
        codecs.BOM_UTF16_BE + SMALL.encode("utf-16-be"),
        ("---\n" + SMALL).encode(),
        (SMALL + "...\n").encode(),
    ],
)
def test_files_of_other_systems_are_read(data: bytes) -> None:
    """A file saved by Windows' editor, or with YAML's document marks, is the same portrait."""
    assert _load(data) == _load(SMALL)


@pytest.mark.parametrize("data", ["café".encode("latin-1"), codecs.BOM_UTF16_LE + b"x", b"\xff\xfe\x00\xd8"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A file that is not UTF-8 is refused with what to do."""
    with pytest.raises(InvalidFileError) as caught:
        _load(data)
    assert (str(caught.value), caught.value.hint) == (
        "p.yaml is not text that we can read",
        "save it again as plain text in UTF-8",
    )


@pytest.mark.parametrize("deep", ["[" * 20_000, "- " * 20_000, "{a: " * 20_000, "? " * 20_000])
def test_deep_nesting_is_refused_at_once(deep: str) -> None:
    """Twenty thousand brackets neither crash the program nor keep it busy."""
    began = time.process_time()
    message = _refusal(f"attributes: \n  {deep}\n")
    assert time.process_time() - began < 0.5
    assert re.fullmatch(r"p\.yaml:2:\d+: nested more than 20 levels deep", message)


def test_a_huge_file_is_refused() -> None:
    """A file over 1 MB is not a portrait, and is not even parsed."""
    assert _refusal(b"#" * 1_000_001) == "p.yaml is larger than 1 MB, too large for a portrait"
    assert _load(b"attributes: A\n" + b"#" * 999_986).attributes[0].name == "A"


def test_a_missing_statement_is_a_warning() -> None:
    """A level without a statement is only a warning: the general meaning is shown."""
    text = "scales: {id: s, levels: [Low, Mid, High]}\nattributes:\n  - {name: B, levels: {low: x}}\n  - A\n"
    portrait, warnings = portrait_file.load(text.encode(), "p.yaml")
    assert len(portrait.attributes) == 2
    assert warnings == ("p.yaml:3:23: B has no statement for Mid, High; the level's name alone is shown",)


def test_a_missing_statement_has_the_general_meaning() -> None:
    """When every level has a general meaning, the warning says that it is shown instead."""
    text = """\
scales: {id: s, levels: [{name: Low, meaning: Not yet.}, {name: High, meaning: All the time.}]}
attributes: [{name: B, levels: {low: I try.}}]
"""
    portrait, warnings = portrait_file.load(text.encode(), "p.yaml")
    assert warnings == ("p.yaml:2:32: B has no statement for High; the general meaning is shown",)
    assert [said for _, said in portrait.scales[0].statements(portrait.attributes[0].levels)] == [
        "I try.",
        "All the time.",
    ]


def test_a_guide_may_end_as_it_began() -> None:
    """A guide may go through the attributes twice."""
    steps = "[follow-up, {do: each-attribute, steps: ask}, {do: each-attribute, steps: place}, focus, plan]"
    assert len(_load(f"guides: {{id: g, name: G, steps: {steps}}}\nattributes: [A]\n").guides[0].steps) == 5


def test_an_indicator_has_the_scale_of_its_parent() -> None:
    """A scale counts for everything below it, down to the finer indicators, until another one is named."""
    text = """\
scales: [{id: s, levels: [Low, High]}, {id: t, levels: [No, Yes]}]
attributes:
  - name: A
    scale: t
    indicators:
      - {name: B, levels: {no: x, yes: y}, indicators: [{name: C, levels: {no: x, yes: y}}]}
      - {name: D, scale: s, levels: {low: x, high: y}, indicators: {name: E, levels: {low: x, high: y}}}
"""
    portrait, warnings = portrait_file.load(text.encode(), "p.yaml")
    assert warnings == ()
    assert [indicator.name for _, indicator in portrait.indicators()] == ["B", "C", "D", "E"]


def test_a_guide_may_ask_its_own_questions() -> None:
    """Two different questions of a guide are fine, wherever they are."""
    text = "guides: {id: g, name: G, steps: [{do: question, id: a, text: A?}, plan, {do: question, id: b, text: B?}]}"
    assert len(_load(f"{text}\nattributes: [A]\n").guides[0].steps) == 3


def test_where_a_definition_comes_from() -> None:
    """A quoted definition names its source, one's own words do not, and plain words replace a missing one."""
    portrait = _load("sources: {id: kw, title: W}\nattributes: [{name: A, definition: {text: x, source: kw}}, B]\n")
    quoted, bare = portrait.attributes
    assert quoted.definition is not None
    assert portrait.source_of(quoted.definition) == Source(Id("kw"), "W")
    assert portrait.source_of(Definition("x")) is None
    assert (quoted.meaning, bare.meaning, replace(bare, plain="y").meaning) == ("x", "", "y")


def test_a_portrait_may_be_json() -> None:
    """The shipped portrait as a script writes it in JSON, with tabs and pairs of escapes, is the same portrait."""
    content = yaml.load(SHIPPED, Loader=yaml.BaseLoader)  # noqa: S506  # which makes texts alone
    content["title"] = "Leaders 😍"
    read, _ = portrait_file.load(json.dumps(content, indent="\t").encode(), "ours.json")
    shipped, _ = portrait_file.load(SHIPPED.encode(), "attributes.yaml")
    assert read == replace(shipped, title="Leaders 😍")
