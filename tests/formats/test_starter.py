import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from examples import one_in, texts
from examples import one_line as one_line_texts
from portrait_cli.core.errors import UsageError
from portrait_cli.core.portrait import Attribute, Indicator, Level, OffScale, Portrait, Prompt
from portrait_cli.core.step_name import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN
from portrait_cli.formats import portrait_file, starter
from portrait_cli.formats.rubric import Part, Rubric, clean, one_line
from portrait_cli.formats.starter import EXAMPLE, NO_NAME

_IDEA = re.compile(r"^#(?=\S|  )", re.MULTILINE)
_TAKEN = sorted(
    ATTRIBUTES_TAKEN | INDICATORS_TAKEN | PROMPTS_TAKEN | {"closer-look", "null", "No", "<<", "7", "2.1b"}
)

_words = st.one_of(
    st.text(),
    texts,
    one_line_texts,
    st.sampled_from(_TAKEN),
    st.sampled_from(
        ["Listens: who?", "- dash", "# sign", "'single'", '"double"', "a  b" * 60, "word " * 60, "a\n \n\tb"]
    ),
)
_prompts = st.builds(Prompt, _words, depth=st.sampled_from(["check-in", "deep", "next-step"]))


def _parts(finer: st.SearchStrategy[Part] | None = None) -> st.SearchStrategy[Part]:
    return st.builds(
        Part,
        name=_words,
        code=_words,
        definition=_words,
        look_for=_words,
        aligned_to=st.lists(_words, max_size=2).map(tuple),
        statements=st.lists(st.lists(_words, max_size=3).map(tuple), max_size=4).map(tuple),
        prompts=st.lists(_prompts, max_size=2).map(tuple),
        parts=st.lists(finer, max_size=3).map(tuple) if finer is not None else st.just(()),
    )


_rubrics = st.builds(
    Rubric,
    attributes=st.lists(_parts(_parts(_parts())), min_size=1, max_size=3).map(tuple),
    levels=st.one_of(
        st.just(()), st.lists(st.builds(Level, _words, meaning=_words), min_size=2, max_size=9).map(tuple)
    ),
    off_scale=st.lists(st.builds(OffScale, _words, meaning=_words, needs_comment=st.booleans()), max_size=3).map(
        tuple
    ),
    title=_words,
    language=_words,
    summary=_words,
)


def _load(text: str) -> Portrait:
    return portrait_file.load(text.encode(), "p.yaml")[0]


def _named(text: str) -> str:
    return clean(text) or NO_NAME


def _said(rubric: Rubric, part: Part) -> list[tuple[str, ...]]:
    """List what a part says for each level of its rubric, as a file can hold it."""
    said = [tuple(filter(None, map(clean, statements))) for statements in part.statements]
    return (said + [()] * len(rubric.levels))[: len(rubric.levels)]


def _definition(part: Indicator) -> str:
    return part.definition.text if part.definition else ""


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, texts)))


def _levels(portrait: Portrait, part: Attribute | Indicator) -> list[tuple[str, ...]]:
    return [part.levels.get(level.id, ()) for scale in portrait.scales for level in scale.levels]


def _same_indicators(
    portrait: Portrait, rubric: Rubric, found: tuple[Indicator, ...], parts: tuple[Part, ...]
) -> None:
    for indicator, part in zip(found, parts, strict=True):
        assert (indicator.name, indicator.code) == (_named(part.name), clean(part.code))
        assert (_definition(indicator), indicator.look_for) == (clean(part.definition), clean(part.look_for))
        assert indicator.aligned_to == _lines(part.aligned_to)
        assert _levels(portrait, indicator) == _said(rubric, part)
        _same_indicators(portrait, rubric, indicator.indicators, part.parts)


@given(_rubrics)
@one_in(4)
def test_every_text_survives(rubric: Rubric) -> None:
    """Whatever a rubric says, in any script and with any signs, the portrait file says too, and loads."""
    portrait = _load(starter.write(rubric))
    assert (portrait.title, portrait.language, portrait.summary) == (
        clean(rubric.title) or EXAMPLE.title,
        clean(rubric.language) or "en",
        clean(rubric.summary),
    )
    for scale in portrait.scales:
        assert [(level.name, level.meaning) for level in scale.levels] == [
            (_named(level.name), clean(level.meaning)) for level in rubric.levels
        ]
        assert [(answer.name, answer.meaning, answer.needs_comment) for answer in scale.off_scale] == [
            (_named(answer.name), clean(answer.meaning), answer.needs_comment) for answer in rubric.off_scale
        ]
    for attribute, part in zip(portrait.attributes, rubric.attributes, strict=True):
        assert (attribute.name, attribute.code) == (_named(part.name), clean(part.code))
        assert attribute.meaning == clean(part.definition)
        assert attribute.aligned_to == _lines(part.aligned_to)
        assert attribute.can_do == tuple(filter(None, map(str.strip, clean(part.look_for).split("\n"))))
        assert _levels(portrait, attribute) == _said(rubric, part)
        assert [(prompt.text, prompt.depth) for prompt in attribute.prompts] == [
            (clean(prompt.text), prompt.depth) for prompt in part.prompts if clean(prompt.text)
        ]
        _same_indicators(portrait, rubric, attribute.indicators, part.parts)


def test_a_starter_needs_no_change_to_be_used() -> None:
    """Without options the result is a small portrait without a problem or a warning."""
    portrait, warnings = portrait_file.load(starter.write().encode(), "p.yaml")
    assert warnings == ()
    assert [level.name for level in portrait.scales[0].levels] == ["Starting", "Growing", "Steady", "Multiplying"]
    assert [attribute.name for attribute in portrait.attributes] == [part.name for part in EXAMPLE.attributes]
    assert (portrait.guides, portrait.prompts) == ((), ())


@pytest.mark.parametrize("levels", [EXAMPLE.levels, ()])
def test_an_idea_counts_when_its_sign_is_taken_away(levels: tuple[Level, ...]) -> None:
    """Removing the # of the ideas adds roles, guides, subsets and the missing parts of the scale."""
    text = _IDEA.sub("", starter.write(replace(EXAMPLE, levels=levels)))
    portrait = _load(text)
    assert [role.name for role in portrait.roles] == ["Principal", "Coach"]
    assert [guide.id for guide in portrait.guides] == ["check-in"]
    assert [prompt.id for prompt in portrait.prompts] == ["lately", "seen-otherwise"]
    assert [subset.attributes for subset in portrait.subsets] == [("puts-people-first",)]
    names = [scale.off_scale or scale.levels for scale in portrait.scales]
    assert [[part.name for part in parts] for parts in names] == [
        ["Can't say yet", "Not part of my role"] if levels else ["Not yet", "Sometimes", "Always"]
    ]


def test_names_alone_are_enough() -> None:
    """Names of attributes and levels make a portrait, with the example for what is not given."""
    portrait = _load(starter.write(starter.rubric("Ours", ["Courage", "Care"], ["No", "Yes"])))
    assert portrait.title == "Ours"
    assert [attribute.name for attribute in portrait.attributes] == ["Courage", "Care"]
    assert [level.name for level in portrait.scales[0].levels] == ["No", "Yes"]
    assert starter.rubric() == EXAMPLE


def test_the_examples_statements_belong_to_its_own_levels() -> None:
    """With other levels, the example's indicator is kept without statements."""
    _, indicator = next(_load(starter.write(starter.rubric(levels=["No", "Yes"]))).indicators())
    assert (indicator.name, indicator.levels) == ("Listens before deciding", {})


@pytest.mark.parametrize(("levels", "found"), [(["One"], "1 level"), ([*"ABCDEFGHIJ"], "10 levels")])
def test_too_few_or_too_many_levels_are_refused(levels: list[str], found: str) -> None:
    """A scale has two to nine levels."""
    with pytest.raises(UsageError, match=f"^found {found}; expected two to nine$"):
        starter.rubric(levels=levels)


def test_the_first_line_names_the_schema() -> None:
    """The first line tells editors where the schema is, if there is one."""
    lines = starter.write(schema="portrait.schema.json\n").split("\n")
    assert lines[0] == "# yaml-language-server: $schema=portrait.schema.json"
    assert lines[1:] == starter.write().split("\n")


def test_each_part_may_have_its_own_scale() -> None:
    """A part names its scale where it is not that of the part above; other answers belong to each scale."""
    rubric = Rubric(
        levels=(Level("No"), Level("Yes")),
        other_scales=((Level("Red"), Level("Green"), Level("Blue")),),
        off_scale=(OffScale("Not here"),),
        attributes=(
            Part(
                "Care",
                scale=1,
                parts=(
                    Part("Listens", scale=1, statements=((), ("Nods.",), ("Asks.",))),
                    Part("Leads", statements=(("Never.",),)),
                ),
            ),
            Part("Courage"),
        ),
    )
    portrait = _load(starter.write(rubric))
    care, courage = portrait.attributes
    listens, leads = care.indicators
    assert [scale.id for scale in portrait.scales] == ["growth", "growth-2"]
    assert [part.scale for part in (care, listens, leads, courage)] == ["growth-2", "growth-2", "growth", "growth"]
    assert (listens.levels, leads.levels) == ({"green": ("Nods.",), "blue": ("Asks.",)}, {"no": ("Never.",)})
    assert [answer.name for scale in portrait.scales for answer in scale.off_scale] == ["Not here", "Not here"]


def test_ids_differ_and_avoid_what_is_taken() -> None:
    """A repeated code or name gets an id with what is above it; one that the program needs itself, a number."""
    rubric = Rubric(
        (
            Part("Plan", parts=(Part("Then", code="1"), Part("Listens", code="1"), Part("Plan 2"))),
            Part("Care", prompts=(Prompt("Note?"), Prompt("Why?"), Prompt("Why?")), parts=(Part("Listens"),)),
            Part("Care"),
            Part("!"),
            Part("关怀"),
        )
    )
    portrait = _load(starter.write(rubric))
    assert [attribute.id for attribute in portrait.attributes] == ["plan-2", "care", "care-2", "attribute", "关怀"]
    assert [indicator.id for _, indicator in portrait.indicators()] == [
        "plan-then",
        "plan-listens",
        "plan-plan-2",
        "care-listens",
    ]
    assert [prompt.id for prompt in portrait.attributes[1].prompts] == ["note-2", "why", "why-2"]


def test_an_id_that_means_something_else_is_not_kept() -> None:
    """An id of a framework that a step of a session has is made anew."""
    rubric = Rubric((Part("Care", id="plan", parts=(Part("Listens", id="then"), Part("Asks", id="a-1"))),))
    portrait = _load(starter.write(rubric))
    assert [part.id for part in portrait.parts()] == ["care", "listens", "a-1"]


def test_the_file_reads_well() -> None:
    """Short words are plain, a colon needs quotation marks, long texts are wrapped, and lists stay lists."""
    statement = "I ask those who feel it most, early enough for the plan to change, and I say what came of it. " * 2
    part = Part("Care: for all", definition="We care.", statements=(("I try.",), (statement, "One\ntwo")))
    text = starter.write(Rubric((part,), (Level("Not yet"), Level("Always"))))
    assert (
        text[text.index("attributes:") : text.index("\n# Questions")]
        == """\
attributes:
  - id: care-for-all
    name: "Care: for all"
    definition: We care.
    levels:
      not-yet: I try.
      always:
        - >-
          I ask those who feel it most, early enough for the plan to change, and I say what came of it. I ask
          those who feel it most, early enough for the plan to change, and I say what came of it.
        - |-
          One
          two
"""
    )
