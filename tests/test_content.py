import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examples import PORTRAIT
from portrait_cli import definitions
from portrait_cli.model.portrait import Attribute, Definition, Id, Source

DATA = Path(__file__).parent.parent / "data" / "attributes.yaml"
OFFICIAL = {
    "Human-Centered Approaches": "Centering people and relationships in all decisions.",
    "Transformation": "Inspiring bold action to drive positive, impactful change.",
    "Authenticity": "Leading with integrity, purpose and vision.",
    "Collaboration": "Working together to create systemic, sustainable solutions.",
    "Advocacy": "Championing equity, access and opportunities for all.",
}
"""Quoted from https://knowledgeworks.org/?p=83136, the only words that are not this project's own."""
BANNED = ("leverage", "drive", "stakeholder", "fidelity", "buy-in", "best practice", "empower", "impactful")
each_attribute = pytest.mark.parametrize("attribute", PORTRAIT.attributes, ids=lambda attribute: attribute.id)


def _ours(attribute: Attribute) -> Iterator[str]:
    """Go through the words on an attribute that are this project's own."""
    yield from (attribute.plain, attribute.watch_out, attribute.vignette)
    yield from (*attribute.know, *attribute.can_do, *attribute.believe)
    yield from (prompt.text for prompt in attribute.prompts)
    yield from (practice.text for practice in attribute.practices)
    for levels in (attribute.levels, *(indicator.levels for indicator in attribute.indicators)):
        yield from (line for lines in levels.values() for line in lines)
    yield from (indicator.look_for for indicator in attribute.indicators)
    for role in attribute.in_role.values():
        yield from (role.looks_like, *role.evidence)
    for example in attribute.plan_examples:
        yield from (example.when, example.then)


def test_the_file_has_no_warnings() -> None:
    """The portrait that ships is complete."""
    assert definitions.load(DATA.read_bytes(), "attributes.yaml")[1] == ()


def test_the_attributes_are_the_official_five_in_order() -> None:
    """Names, order and definitions are quoted to the letter, and marked as quotes with their source."""
    quoted = {attribute.name: attribute.definition for attribute in PORTRAIT.attributes}
    assert quoted == {name: Definition(text, Id("knowledgeworks-2025")) for name, text in OFFICIAL.items()}
    assert list(quoted) == list(OFFICIAL)


def test_the_source_is_named() -> None:
    """The quoted words lead to who published them, when and where; the file says what else it is not."""
    source = PORTRAIT.source_of(Definition("", Id("knowledgeworks-2025")))
    assert isinstance(source, Source)
    assert (source.title, source.publisher) == ("Portrait of a Leader", "KnowledgeWorks, Lead for Learners")
    assert (source.date, source.url) == ("2025-02-18", "https://knowledgeworks.org/?p=83136")
    assert "KnowledgeWorks did not make it and does not endorse it" in PORTRAIT.disclaimer


def test_the_levels_are_words() -> None:
    """Four levels, each with a meaning and a sign, and two honest answers beside them."""
    scale = PORTRAIT.scales[0]
    assert [level.name for level in scale.levels] == ["Starting", "Growing", "Steady", "Multiplying"]
    assert all(level.meaning and level.sign for level in scale.levels)
    assert [other.name for other in scale.off_scale] == ["Can't say yet", "Not part of my role"]


@each_attribute
def test_six_indicators_each_with_a_descriptor_for_every_level(attribute: Attribute) -> None:
    """Six observable things, each seen by somebody, with exactly one descriptor for each level, all distinct."""
    levels = [level.id for level in PORTRAIT.scales[0].levels]
    assert len(attribute.indicators) == 6
    for indicator in attribute.indicators:
        assert list(indicator.levels) == levels
        assert all(len(lines) == 1 for lines in indicator.levels.values())
        assert indicator.code == indicator.id.upper()
        assert indicator.look_for
        assert indicator.seen_by
    parts = (attribute, *attribute.indicators)
    descriptors = [lines for part in parts for lines in part.levels.values()]
    assert len(set(descriptors)) == len(descriptors) == 7 * len(levels)


@each_attribute
def test_every_depth_has_prompts_for_everyone(attribute: Attribute) -> None:
    """At least four prompts of each depth are for any role, and each role has two of its own."""
    for depth in ("check-in", "deep", "next-step"):
        assert len([prompt for prompt in attribute.prompts if prompt.depth == depth and not prompt.roles]) >= 4
    for role in PORTRAIT.roles:
        assert len([prompt for prompt in attribute.prompts if role.id in prompt.roles]) == 2


@each_attribute
def test_prompts_are_short_open_questions(attribute: Attribute) -> None:
    """A prompt has fewer than 35 words, ends as a question, and never asks a person why they are as they are."""
    for prompt in attribute.prompts:
        assert len(prompt.text.split()) < 35
        assert prompt.text.endswith("?")
        assert not re.search(r"\bwhy\b[^?.]*\b(I|me|my|am)\b", prompt.text, re.IGNORECASE), prompt.text


@each_attribute
def test_every_role_finds_itself(attribute: Attribute) -> None:
    """Each of the five roles has a line on what the attribute looks like, and evidence close at hand."""
    assert list(attribute.in_role) == [role.id for role in PORTRAIT.roles]
    assert len(PORTRAIT.roles) == 5
    assert all(role.looks_like and role.evidence for role in attribute.in_role.values())


@each_attribute
def test_the_words_are_plain(attribute: Attribute) -> None:
    """The words that make tired people stop reading are nowhere in what is this project's own."""
    for text in _ours(attribute):
        for word in BANNED:
            assert not re.search(rf"\b{word}(s|d|rs|ed|ing)?\b", text, re.IGNORECASE), text


@each_attribute
def test_there_is_something_to_try(attribute: Attribute) -> None:
    """Each attribute has practices, a short story, what goes wrong when overdone, and examples of a plan."""
    assert len(attribute.practices) >= 4
    assert attribute.vignette
    assert attribute.watch_out
    assert len(attribute.plan_examples) >= 2
    assert not any(example.when.lower().startswith("when ") for example in attribute.plan_examples)


def test_no_two_questions_are_the_same() -> None:
    """Every prompt, practice and indicator of the portrait has words and a name of its own."""
    prompts = [prompt.text for attribute in PORTRAIT.attributes for prompt in attribute.prompts]
    assert len(set(prompts)) == len(prompts)
    indicators = [indicator.id for _, indicator in PORTRAIT.indicators()]
    assert len(set(indicators)) == len(indicators) == 30


def test_the_guides_are_the_two_that_the_commands_name() -> None:
    """`reflect` alone is the whole portrait, with attributes the deep dive."""
    assert [guide.id for guide in PORTRAIT.guides][:2] == ["whole-portrait", "deep-dive"]
    assert all(guide.summary and guide.minutes for guide in PORTRAIT.guides)
