from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import TESTS
from portrait_cli.core.portrait import Definition, Level, OffScale, Portrait, Prompt
from portrait_cli.formats import portrait_file, starter
from portrait_cli.formats.last_year import last_year
from portrait_cli.formats.rubric import Part, Rubric
from portrait_cli.formats.rubric_likeness import Match, ReusedCode, like

OLD = """\
id: ours-2026
title: Our Leaders
version: {version}
language: es
summary: Last year's.
sources:
- {id: board, title: The board's paper}
scales:
- id: steps
  version: 1
  question: Where am I?
  levels:
  - {id: low, name: Beginning, meaning: Now and then., sign: Once.}
  - {id: mid, name: Growing}
  - {id: high, name: Steady}
  off_scale: [{id: unsure, name: Can't say}]
- id: yes-no
  levels: [No, Yes]
roles:
- {name: Coach, start_with: [asks, gone]}
subsets:
- {name: First, attributes: [listening], indicators: [gone]}
- {name: Later, indicators: [gone]}
attributes:
- id: listening
  code: A
  formerly: [hearing, Z]
  name: Listening
  definition: {text: We hear., source: board}
  watch_out: Hears all, does nothing.
  prompts: [Whom did I hear?]
  practices: [Ask one person.]
  indicators:
  - {id: asks, code: 1A, name: Asks first, look_for: Asks., roles: [coach], levels: {low: Late., mid: Early.}}
  - {id: gone, code: 1B, name: Family engagement}
  - {id: counts, code: 1C, name: Counts, scale: yes-no}
- id: courage
  code: B
  name: Courage
"""


def _old(version: str = "1") -> Portrait:
    return portrait_file.load(OLD.replace("{version}", version).encode(), "old.yaml")[0]


def _next(rubric: Rubric, old: Portrait) -> Portrait:
    """Write next year's file as `portraits new --like` does, and read it without any warning."""
    renewed, _ = like(rubric, old)
    portrait, _ = portrait_file.load(starter.write(renewed, kept=last_year(old, renewed)).encode(), "next.yaml")
    return portrait


LEVELS = (Level("Emerging"), Level("Growing"), Level("Steady"))
RUBRIC = Rubric(
    attributes=(
        Part("Belonging", code="A", parts=(Part("Knows names", code="1A"), Part("Digital tools", code="1B"))),
        Part(
            "Listening",
            code="B",
            definition="We hear.",
            parts=(
                Part("Asks first", code="2A", statements=(("Too late.",), (), ("Always.",))),
                Part("Counts", code="2C"),
            ),
        ),
        Part("Couragee", code="C"),
    ),
    levels=LEVELS,
    title="Next year",
)


def test_what_is_the_same_keeps_its_id() -> None:
    """Renumbered, renamed and moved parts keep their ids; what is new gets none that entries know."""
    portrait = _next(RUBRIC, _old())
    assert [(part.id, part.label) for part in portrait.parts()] == [
        ("belonging", "A Belonging"),
        ("listening", "B Listening"),
        ("courage", "C Couragee"),
        ("1a", "1A Knows names"),
        ("1b", "1B Digital tools"),
        ("asks", "2A Asks first"),
        ("counts", "2C Counts"),
    ]
    assert [part.formerly for part in portrait.parts()] == [(), ("hearing", "Z"), (), (), (), (), ()]
    assert (portrait.id, portrait.title, portrait.version) == ("ours-2026", "Next year", "2")


def test_what_happened_is_said() -> None:
    """Each part that goes on is named with how it was found, and so is what is new, gone, or has another's code."""
    _, likeness = like(RUBRIC, _old())
    assert likeness.parts == (
        Match("listening", "B Listening", "A Listening", "its name"),
        Match("courage", "C Couragee", "B Courage", "a near name"),
        Match("asks", "2A Asks first", "1A Asks first", "its name"),
        Match("counts", "2C Counts", "1C Counts", "its name"),
    )
    assert likeness.new == ("A Belonging", "1A Knows names", "1B Digital tools")
    assert likeness.gone == ("1B Family engagement",)
    assert likeness.reused == (ReusedCode("1B Digital tools", "1B Family engagement", "gone"),)
    assert likeness.levels[0] == Match("low", "Emerging", "Beginning", "its place")


def test_what_a_table_lacks_is_kept() -> None:
    """Prompts, practices, roles and the words of levels stay; what refers to a part that is gone does not."""
    portrait = _next(RUBRIC, _old())
    _, listening, _ = portrait.attributes
    assert [prompt.text for prompt in listening.prompts] == ["Whom did I hear?"]
    assert [practice.text for practice in listening.practices] == ["Ask one person."]
    assert listening.definition is not None
    assert listening.definition.source == "board"
    assert (listening.watch_out, portrait.summary, portrait.language) == (
        "Hears all, does nothing.",
        "Last year's.",
        "es",
    )
    (coach,) = portrait.roles
    assert coach.start_with == ("asks",)
    (first,) = portrait.subsets
    assert (first.attributes, first.indicators) == (("listening",), ())
    asks, counts = listening.indicators
    assert (asks.look_for, asks.roles, asks.levels) == (
        "Asks.",
        ("coach",),
        {"low": ("Too late.",), "high": ("Always.",)},
    )
    assert counts.scale == "yes-no"
    scale, other = portrait.scales
    assert (scale.reference, scale.question, other.id) == ("steps/1", "Where am I?", "yes-no")
    assert (scale.levels[0].name, scale.levels[0].meaning, scale.levels[0].sign) == (
        "Emerging",
        "Now and then.",
        "Once.",
    )
    assert [answer.id for answer in scale.off_scale] == ["unsure"]


def test_what_is_retired_and_asked_of_colleagues_is_kept() -> None:
    """What is retired and colleague sets stay, without what they say of indicators that are gone."""
    kept = (
        "  retired_prompts: [Whom did I hear last?]\n"
        "  retired: [{id: notes, name: Takes notes, instead: gone, levels: {low: Few., high: Many.}}]\n"
        "  colleague_set: [{id: asks, text: Asks me., indicator: asks}, {id: calls, text: Calls., indicator: gone}]\n"
    )
    old = OLD.replace("{version}", "1").replace(
        "  practices: [Ask one person.]\n", f"  practices: [Ask one person.]\n{kept}"
    )
    portrait = _next(RUBRIC, portrait_file.load(old.encode(), "old.yaml")[0])
    _, listening, _ = portrait.attributes
    assert [prompt.text for prompt in listening.retired_prompts] == ["Whom did I hear last?"]
    (notes,) = listening.retired
    assert (notes.name, notes.instead, notes.scale) == ("Takes notes", "", "steps")
    assert [(item.id, item.indicator) for item in listening.colleague_set] == [("asks", "asks"), ("calls", "")]


def test_what_a_table_has_takes_the_place_of_last_years_words() -> None:
    """New words, prompts and answers replace the old ones."""
    part = Part("Listening", definition="We listen.", look_for="I can.", prompts=(Prompt("New?"),))
    below = Part("Asks first", look_for="Seen.", definition="We ask.", aligned_to=("PSEL 2",))
    rubric = Rubric((replace(part, parts=(below,)),), LEVELS, off_scale=(OffScale("Not mine"),), language="fr")
    portrait = _next(rubric, _old("2026"))
    (listening,) = portrait.attributes
    assert (listening.meaning, listening.can_do) == ("We listen.", ("I can.",))
    assert [prompt.text for prompt in listening.prompts] == ["New?"]
    (asks,) = listening.indicators
    assert (asks.look_for, asks.definition, asks.aligned_to) == ("Seen.", Definition("We ask."), ("PSEL 2",))
    assert [answer.id for answer in portrait.scales[0].off_scale] == ["unsure"]
    assert (portrait.language, portrait.version) == ("fr", "2027")
    described = replace(rubric, version="7", publisher="A state")
    assert (_next(described, _old("2026")).version, _next(described, _old()).publisher) == ("7", "A state")


def test_other_levels_are_another_version_of_the_scale() -> None:
    """A level more makes another version, so that old and new levels are on lines of their own; the same keep ids."""
    rubric = replace(RUBRIC, levels=(Level("Beginning"), Level("Becoming"), Level("Growing"), Level("Steady")))
    scale = _next(rubric, _old()).scales[0]
    assert [level.id for level in scale.levels] == ["low", "becoming", "mid", "high"]
    assert scale.version == "2"
    _, likeness = like(rubric, _old())
    assert (likeness.new_levels, likeness.gone_levels) == (("Becoming",), ())


def test_a_table_without_levels_keeps_last_years() -> None:
    """Where a table says nothing of levels, the scales and all statements stay."""
    portrait = _next(Rubric((Part("Listening", parts=(Part("Asks first"),)),)), _old("v1.9"))
    assert [scale.id for scale in portrait.scales] == ["steps", "yes-no"]
    assert portrait.attributes[0].indicators[0].levels == {"low": ("Late.",), "mid": ("Early.",)}
    assert portrait.version == "v1.10"
    _, likeness = like(Rubric((Part("Listening"),)), _old())
    assert (likeness.levels, likeness.gone_levels) == ((), ())


def test_a_table_of_attributes_alone_keeps_their_indicators() -> None:
    """Where a table has no indicators at all, those of the attributes that go on stay, and are not gone."""
    rubric = Rubric((Part("Listening"), Part("Hope")), (Level("Beginning"), Level("Steady")))
    portrait = _next(rubric, _old("first"))
    assert [indicator.id for _, indicator in portrait.indicators()] == ["asks", "gone", "counts"]
    assert portrait.attributes[0].indicators[0].levels == {"low": ("Late.",)}
    assert portrait.roles[0].start_with == ("asks", "gone")
    assert portrait.version == "first+"
    _, likeness = like(rubric, _old())
    assert likeness.gone == ("B Courage",)


def test_a_portrait_without_levels_can_be_last_years() -> None:
    """A portrait that has no scale has no levels to find."""
    old, _ = portrait_file.load(b"attributes: [Listening]\n", "old.yaml")
    portrait = _next(RUBRIC, old)
    assert [level.id for level in portrait.scales[0].levels] == ["emerging", "growing", "steady"]


def test_an_indicator_may_become_an_attribute() -> None:
    """What moves to another depth is found by its name."""
    portrait = _next(Rubric((Part("Asks first", parts=(Part("Listening"),)),), LEVELS), _old())
    assert [part.id for part in portrait.parts()] == ["asks", "listening"]
    _, likeness = like(Rubric((Part("Asks first", parts=(Part("Listening"),)),), LEVELS), _old())
    assert {match.by for match in likeness.parts} == {"its name, at another depth"}


def test_former_ids_stay_unless_a_source_gives_them_to_another_part() -> None:
    """Entries may know a part by each id that it had; a code that is someone else's now takes none of them away."""
    renewed, _ = like(Rubric((Part("Listening"), Part("Zeal", code="Z"), Part("New", id="hearing"))), _old())
    assert [part.formerly for part in renewed.attributes] == [("Z",), (), ()]
    assert [part.id for part in _next(renewed, _old()).attributes] == ["listening", "zeal", "hearing"]


def test_only_what_a_table_lacks_is_named() -> None:
    """A definition that is still the same keeps its source, and is not said to be missing from the table."""
    kept = last_year(_old(), like(RUBRIC, _old())[0])
    assert "source" in str(kept.parts["listening"]["definition"])
    assert {"prompts", "practices", "look_for"} <= set(kept.lacking)
    assert "definition" not in kept.lacking
    assert "definition" in last_year(_old(), like(Rubric((Part("Listening"),)), _old())[0]).lacking


FILES = sorted((TESTS / "portraits" / "valid").glob("*.yaml"))
names = st.sampled_from(["Care", "Cares", "Hope", "Courage", "關懷", "Plan", "Asks first, before a decision", "!"])
codes = st.sampled_from(["", "A", "1.1", "1.2", "B", "plan"])
leaves = st.builds(Part, names, code=codes)
parts = st.builds(
    lambda name, code, below: Part(name, code=code, parts=tuple(below)), names, codes, st.lists(leaves, max_size=3)
)
rubrics = st.builds(
    lambda attributes, levels: Rubric(tuple(attributes), tuple(map(Level, levels))),
    st.lists(parts, min_size=1, max_size=4),
    st.lists(st.sampled_from(["Low", "Mid", "High", "Top"]), min_size=2, max_size=4) | st.just([]),
)


_NAMELESS = Part("Care", parts=(Part("!"), Part("!")))


@given(rubrics, rubrics)
@example(Rubric((_NAMELESS, _NAMELESS, Part("Cares"))), Rubric((Part("Cares"), _NAMELESS)))
def test_next_years_file_can_be_used(before: Rubric, after: Rubric) -> None:
    """Whatever both tables are, the file that comes of them is a portrait; the same table again keeps every id."""
    old, _ = portrait_file.load(starter.write(before).encode(), "old.yaml")
    portrait = _next(after, old)
    assert len(portrait.attributes) == len(after.attributes)
    names = [part.name for part in old.parts()]
    if len(set(names)) == len(names):
        assert [part.id for part in _next(before, old).parts()] == [part.id for part in old.parts()]


@given(st.sampled_from(FILES), rubrics)
def test_any_portrait_can_be_last_years(file: Path, after: Rubric) -> None:
    """Whatever a portrait holds, what is kept of it can be read again."""
    old, _ = portrait_file.load(file.read_bytes(), file.name)
    assert _next(after, old).id == old.id


def test_a_source_with_ids_is_found_by_them() -> None:
    """An id that a source gives is the surest sign; `formerly` finds what a part replaces."""
    rubric = Rubric(
        (
            Part("Hearing", id="listening"),
            Part("Heart", id="heart-uuid", formerly=("courage",)),
            Part("Joy", id="A1B2-C3"),
        ),
        LEVELS,
    )
    portrait = _next(rubric, _old())
    assert [part.id for part in portrait.attributes] == ["listening", "courage", "a1b2-c3"]
    _, likeness = like(rubric, _old())
    assert [match.by for match in likeness.parts] == ["its id", "its id"]


def test_what_a_rubric_says_of_itself_comes_first() -> None:
    """A version, a publisher and cumulative levels of the new rubric take the place of last year's."""
    rubric = replace(RUBRIC, version="3", publisher="The state", cumulative=True)
    portrait = _next(rubric, _old())
    assert (portrait.version, portrait.publisher, portrait.scales[0].cumulative) == ("3", "The state", True)


def test_an_attribute_is_found_by_its_indicators() -> None:
    """In a translation, an attribute without a code is the one whose indicators it has, if there is only one."""
    parts = (Part("Escucha primero", code="1A"), Part("Cuenta", code="1C"))
    _, likeness = like(Rubric((Part("Escuchar", parts=parts), Part("Valor")), LEVELS), _old())
    assert likeness.parts[0] == Match("listening", "Escuchar", "A Listening", "its indicators")
    split = Rubric((Part("Uno", parts=parts[:1]), Part("Dos", parts=parts[1:])), LEVELS)
    assert [match.id for match in like(split, _old())[1].parts] == ["asks", "counts"]


RENUMBERED = """\
scales:
- {id: steps, levels: [Low, High]}
attributes:
- {id: teaching, code: "1", name: Teaching, definition: We plan lessons together., levels: {low: Alone, high: Often}}
- id: culture
  code: "2"
  name: Culture & Families
  definition: Families are partners in what their children learn.
  levels: {low: Meets families when there is trouble., high: Families shape the plans of the school.}
- id: operations
  code: "3"
  name: Operations
  definition: The building is safe and the budget is open to all.
  levels: {low: Fixes what breaks., high: Plans for repairs before they are needed.}
"""
TEACHING = Part("Teaching", code="1", definition="We plan lessons together.", statements=(("Alone.",), ("Often.",)))
SAFETY = Part(
    "Operations and Safety",
    code="2",
    definition="The building is safe and the budget is open to all.",
    statements=(("Fixes what breaks.",), ("Plans for repairs before they are needed.",)),
)
LOW_HIGH = (Level("Low"), Level("High"))


def _renumbered() -> Portrait:
    return portrait_file.load(RENUMBERED.encode(), "old.yaml")[0]


def test_words_are_surer_than_a_code() -> None:
    """A standard that took another one's number is found by its definition and statements, also if a word changed."""
    changed = replace(SAFETY, definition="The building is safe, and the budget is open to everybody.")
    for part, by in ((SAFETY, "its words"), (changed, "its words")):
        renewed, likeness = like(Rubric((TEACHING, part), LOW_HIGH), _renumbered())
        assert [one.id for one in renewed.attributes] == ["teaching", "operations"]
        assert likeness.parts[1] == Match("operations", "2 Operations and Safety", "3 Operations", by)
        assert (likeness.gone, likeness.reused) == (("2 Culture & Families",), ())
    nearly = replace(
        changed, statements=(("Fixes what breaks.",), ("Plans for the repairs before they are needed.",))
    )
    nearly = replace(nearly, name="Safety", definition="The building is safe and the budget is open to us all.")
    assert like(Rubric((nearly,), LOW_HIGH), _renumbered())[1].parts[0].by == "nearly its words"


def test_a_code_with_other_words_is_a_new_part() -> None:
    """Where nobody has the words, a number that is used again starts a line of its own; how to join them is named."""
    tools = Part("Tools", code="2", definition="Screens help us to see one another.", statements=(("x",), ("y",)))
    renewed, likeness = like(Rubric((TEACHING, tools, replace(SAFETY, code="3")), LOW_HIGH), _renumbered())
    assert [one.id for one in renewed.attributes] == ["teaching", "", "operations"]
    assert likeness.reused == (ReusedCode("2 Tools", "2 Culture & Families", "culture"),)


def test_a_part_that_another_part_is_about_is_not_found_by_its_code() -> None:
    """Words that two parts have now, one of them under its name of before, find nothing; nor does the code."""
    rubric = Rubric((TEACHING, SAFETY, replace(SAFETY, code="3", name="Operations")), LOW_HIGH)
    assert [one.id for one in like(rubric, _renumbered())[0].attributes] == ["teaching", "", "operations"]


def test_a_translation_is_found_by_its_codes() -> None:
    """Where nothing at all has a name or words of before, and the levels have not either, the codes count."""
    rubric = Rubric(
        (
            Part("Enseñanza", code="1", definition="Planeamos juntos las clases."),
            Part("Cultura y familias", code="2", definition="Las familias son socias."),
            Part("Operaciones", code="3", definition="El edificio es seguro."),
        ),
        (Level("Bajo"), Level("Alto")),
    )
    assert [one.id for one in like(rubric, _renumbered())[0].attributes] == ["teaching", "culture", "operations"]


def test_a_renamed_row_is_found_by_its_other_cells() -> None:
    """The same statements, definition or look-for find a part that has no code; what several have does not."""
    text = (
        "scales:\n- {id: steps, levels: [Low, High]}\nattributes:\n"
        "- {name: Courage, definition: Says it., levels: {low: Later., high: At once.}}\n"
        "- {name: Candor, definition: Shared by two.}\n- {name: Hope, definition: Shared by two.}\n"
        "- {name: Joy, can_do: [Laughs first.]}\n- {name: Grit, levels: {low: Stops., high: Goes on.}}\n"
    )
    old, _ = portrait_file.load(text.encode(), "old.yaml")
    rubric = Rubric(
        (
            Part("Brave Talk", definition="Says it.", statements=(("Later.",), ("At once.",))),
            Part("Zeal", definition="Shared by two."),
            Part("Mirth", look_for="laughs  first"),
            Part("Tenacity", definition="New.", statements=(("Goes on.",), ("Stops.",))),
        ),
        LOW_HIGH,
    )
    renewed, likeness = like(rubric, old)
    assert [one.id for one in renewed.attributes] == ["courage", "", "joy", "grit"]
    assert likeness.parts[0] == Match("courage", "Brave Talk", "Courage", "its words")


def test_a_heading_is_found_by_what_is_below_it() -> None:
    """A standard without words of its own goes on where its indicators are, not where its number is."""
    text = (
        "attributes:\n- {id: culture, code: '2', name: Culture, indicators: [{code: '2.1', name: Meets families}]}\n"
        "- {id: operations, code: '3', name: Operations, indicators: [{code: '3.1', name: Opens the budget}]}\n"
    )
    old, _ = portrait_file.load(text.encode(), "old.yaml")
    rubric = Rubric((Part("Safety", code="2", parts=(Part("Opens the budget", code="2.1"),)),))
    renewed, likeness = like(rubric, old)
    assert (renewed.attributes[0].id, renewed.attributes[0].parts[0].id) == ("operations", "3-1")
    assert likeness.parts[0].by == "the words below it"


def test_words_are_found_at_another_depth() -> None:
    """An indicator that became an attribute with another name is found by its statements."""
    text = "scales:\n- {id: steps, levels: [Low, High]}\nattributes:\n- name: Care\n  indicators:\n"
    text += "  - {id: asks, name: Asks, levels: {low: Later., high: At once.}}\n"
    old, _ = portrait_file.load(text.encode(), "old.yaml")
    part = Part("Inquiry", statements=(("Later.",), ("At once.",)), parts=(Part("New"),))
    _, likeness = like(Rubric((Part("Care"), part), LOW_HIGH), old)
    assert likeness.parts[1] == Match("asks", "Inquiry", "Asks", "its words, at another depth")
