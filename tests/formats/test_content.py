import re
from collections.abc import Iterator
from itertools import groupby

import msgspec
import pytest
import textstat  # type: ignore[import-untyped]  # it ships no types
from msgspec.structs import replace

from conftest import ROOT, TESTS
from examples import PORTRAIT, begin
from portrait_cli.core.earlier_entries import Past
from portrait_cli.core.guide import (
    AskDisposition,
    AskLens,
    AskPlan,
    AskPrompts,
    Choose,
    EachAttribute,
    Focus,
    FollowUp,
    Guide,
    GuideStep,
    Place,
    PlaceIndicator,
    Question,
    ReviewGoal,
    SetGoal,
)
from portrait_cli.core.portrait import Attribute, Definition, Indicator, Source
from portrait_cli.core.session_from_guide import lay_out
from portrait_cli.core.text import Id
from portrait_cli.formats import portrait_file

DATA = ROOT / "data" / "attributes.yaml"
OFFICIAL = {
    "Human-Centered Approaches": "Centering people and relationships in all decisions.",
    "Transformation": "Inspiring bold action to drive positive, impactful change.",
    "Authenticity": "Leading with integrity, purpose and vision.",
    "Collaboration": "Working together to create systemic, sustainable solutions.",
    "Advocacy": "Championing equity, access and opportunities for all.",
}
"""Quoted from https://knowledgeworks.org/?p=83136, the only words that are not this project's own."""
BANNED = re.compile(
    r"\b(leverag\w+|driv(e|en|er|es|ing)|stakeholder\w*|fidelity|buy[- ]in|best[- ]practice\w*)\b"
    r"|\b(empower\w*|impactful)\b",
    re.IGNORECASE,
)
TRANSLATED = re.compile(
    r"\b(timetables?|seldom|frank|afterwards|under strain|arrangements?|at the moment|put(s|ting)? right|this term)\b"
    r"|\b(in another way|newcomers?|hard talks?|coaching talks?|listening talks?|buil?d up|wish to|for whom)\b",
    re.IGNORECASE,
)
"""Words that no principal in the United States would say: signs of a text that reads as if it was translated."""
SELF_WHY = re.compile(r"\bwhy\b[^?.]*\b(I|me|my|am|myself)\b", re.IGNORECASE)
SECOND_QUESTION = re.compile(
    r"\?.*\?|, (and|or) (what|who|whom|whose|which|how|when|where|do|does|did|is|are|was|were|will)\b(?!,)",
    re.IGNORECASE,
)
"""Two questions in one: people answer the easier of the two."""
STILL = "I still do this, and "
GUIDES = [
    "whole-portrait",
    "deep-dive",
    "check-in",
    "joy-note",
    "walk-out",
    "first-time",
    "entry-plan",
    "entry-plan-30",
    "entry-plan-60",
    "entry-plan-90",
    "hard-moment",
    "hard-conversation",
    "after-crisis",
    "barrier-map",
    "critical-friend",
    "indicators",
    "agreement",
    "debrief",
    "coaching-cycle",
    "coaching-cycle-middle",
    "coaching-cycle-close",
    "after-observation",
    "team",
    "after-board-meeting",
    "supervisor-conference",
    "start-of-year",
    "quarter-check",
    "mid-year",
    "end-of-year",
    "handover",
]
BY_THE_CLOCK = {"critical-friend", "team"}
"""Guides for several people, whose hints say how many minutes each part takes."""
each_attribute = pytest.mark.parametrize("attribute", PORTRAIT.attributes, ids=lambda attribute: attribute.id)
each_guide = pytest.mark.parametrize("guide", PORTRAIT.guides, ids=lambda guide: guide.id)


def _ours(attribute: Attribute) -> Iterator[str]:
    """List the words on an attribute that are this project's own."""
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
    yield from (item.text for item in attribute.colleague_set)


def _texts(value: object) -> Iterator[str]:
    """List every text of the file that is this project's own, with the ids that texts refer to."""
    match value:
        case str() if value not in OFFICIAL.values():
            yield value
        case dict():
            for name, part in value.items():
                if name not in {"id", "recalls", "retired", "retired_prompts"}:
                    yield from _texts(part)
        case list() | tuple():
            for part in value:
                yield from _texts(part)
        case _:
            pass


def _steps(guide: Guide) -> Iterator[GuideStep | AskPrompts | AskLens | AskDisposition | Place | PlaceIndicator]:
    """List the steps of a guide, including those for each attribute."""
    for step in guide.steps:
        yield step
        if isinstance(step, EachAttribute):
            yield from step.steps


def _questions(guide: Guide) -> Iterator[str]:
    """List what a guide asks in its own words."""
    for step in _steps(guide):
        match step:
            case Question() | Choose() | Focus() | PlaceIndicator() | Place():
                yield from filter(None, [step.text])
            case FollowUp():
                yield from (step.text, step.note)
            case AskPlan() if step.ask:
                yield step.ask
            case AskDisposition():
                yield from (step.know, step.can_do, step.believe, step.watch_out)
            case SetGoal():
                yield from (step.about, step.part, step.text, step.shows)
            case ReviewGoal():
                yield from (step.text, step.reason, step.new_words, step.shows)
            case _:
                pass


def _asked() -> Iterator[str]:
    """List every question of the file."""
    yield from (scale.question for scale in PORTRAIT.scales)
    yield from (role.question for role in PORTRAIT.roles)
    yield from (prompt.text for attribute in PORTRAIT.attributes for prompt in attribute.prompts)
    yield from (prompt.text for prompt in PORTRAIT.prompts)
    yield from (lens.text for lens in PORTRAIT.lenses)
    yield from (nudge.text for nudge in PORTRAIT.nudges)
    yield from (text for guide in PORTRAIT.guides for text in _questions(guide))


def _grade(texts: Iterator[str]) -> float:
    """Measure the school grade for which texts are easy enough, by two formulas; the harder one counts.

    Both count letters. The formulas of textstat that count syllables, Flesch-Kincaid's among them, would load a
    dictionary from the network; by it, every text here is one or two grades easier still.
    """
    whole = " ".join(text if text.endswith((".", "?", '"')) else f"{text}." for text in texts)
    return max(float(textstat.automated_readability_index(whole)), float(textstat.coleman_liau_index(whole)))


def test_the_file_has_no_warnings() -> None:
    """The portrait that ships is complete."""
    assert portrait_file.load(DATA.read_bytes(), "attributes.yaml")[1] == ()


def test_the_attributes_are_the_official_five_in_order() -> None:
    """Names, order and definitions are quoted exactly, and marked as quotes with their source."""
    quoted = {attribute.name: attribute.definition for attribute in PORTRAIT.attributes}
    assert quoted == {name: Definition(text, Id("knowledgeworks-2025")) for name, text in OFFICIAL.items()}
    assert list(quoted) == list(OFFICIAL)


def test_the_source_is_named() -> None:
    """The quoted words name who published them, when and where, and the file says what it is not."""
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
def test_six_or_seven_indicators_each_with_a_descriptor_for_every_level(attribute: Attribute) -> None:
    """Each attribute has six or seven observable indicators, with exactly one distinct descriptor for each level."""
    levels = [level.id for level in PORTRAIT.scales[0].levels]
    assert len(attribute.indicators) in {6, 7}
    for indicator in attribute.indicators:
        assert list(indicator.levels) == levels
        assert all(len(lines) == 1 for lines in indicator.levels.values())
        assert indicator.code == indicator.id.upper()
        assert indicator.look_for
        assert indicator.seen_by
    parts: list[Attribute | Indicator] = [attribute, *attribute.indicators]
    descriptors = [lines for part in parts for lines in part.levels.values()]
    assert len(set(descriptors)) == len(descriptors) == len(parts) * len(levels)


def test_the_highest_level_is_the_one_below_and_more() -> None:
    """Whoever is at the top still does it, and others do too; few say that they do it "without me"."""
    described = [part.levels for part in PORTRAIT.attributes]
    described += [indicator.levels for _, indicator in PORTRAIT.indicators()]
    highest = [line for levels in described for line in levels[Id("multiplying")]]
    highest.append(PORTRAIT.scales[0].levels[-1].meaning)
    assert not [line for line in highest if not line.startswith(STILL)]
    assert len([line for line in highest if "without me" in line]) <= 4


def test_what_was_retired_says_what_came_in_its_place() -> None:
    """An indicator of version 1.0 is still one, or it is retired with its version and what to look at now."""
    first, _ = portrait_file.load((TESTS / "forms" / "portrait-1.0.yaml").read_bytes(), "portrait-1.0.yaml")
    today = {indicator.id for _, indicator in PORTRAIT.indicators()}
    retired = {one.id: one for _, one in PORTRAIT.retired()}
    gone = {indicator.id: indicator.name for _, indicator in first.indicators() if indicator.id not in today}
    assert gone == {one.id: one.name for one in retired.values()} != {}
    assert {one.since for one in retired.values()} == {"1.1"}
    assert {one.instead for one in retired.values()} <= today
    assert PORTRAIT.version == "1.1"
    assert [scale.reference for scale in PORTRAIT.scales] == [scale.reference for scale in first.scales]


def test_every_prompt_of_the_first_version_is_known() -> None:
    """A prompt of version 1.0 is asked today, or it is retired in the words in which it was asked."""
    first, _ = portrait_file.load((TESTS / "forms" / "portrait-1.0.yaml").read_bytes(), "portrait-1.0.yaml")
    for before, today in zip(first.attributes, PORTRAIT.attributes, strict=True):
        asked = {prompt.id for prompt in today.prompts}
        assert today.retired_prompts == tuple(prompt for prompt in before.prompts if prompt.id not in asked)


@each_attribute
def test_every_depth_has_prompts_for_everyone(attribute: Attribute) -> None:
    """At least four prompts of each depth are for any role, and each role has two or more of its own."""
    for depth in ("check-in", "deep", "next-step"):
        assert len([prompt for prompt in attribute.prompts if prompt.depth == depth and not prompt.roles]) >= 4
    for role in PORTRAIT.roles:
        assert len([prompt for prompt in attribute.prompts if role.id in prompt.roles]) >= 2


@pytest.mark.parametrize(
    "word",
    ["student", "redo", "mastered", "AI", "crisis", "board", "budget", "union", "disabilities", "race", "remotely"],
)
def test_prompts_speak_of_what_leaders_meet(word: str) -> None:
    """There is a prompt about each of these: learners and how they learn, and what fills a leader's year."""
    prompts = [prompt.text for attribute in PORTRAIT.attributes for prompt in attribute.prompts]
    assert [text for text in prompts if re.search(rf"\b{word}\b", text)]


def test_whatever_is_asked_is_short_and_open() -> None:
    """A question has fewer than 35 words, ends as one, and never asks a person why they are as they are."""
    asked = list(_asked())
    assert len(asked) > 200
    assert not [text for text in asked if len(text.split()) >= 35]
    assert not [text for text in asked if not text.endswith("?")]
    assert not [text for text in asked if SELF_WHY.search(text)]


@pytest.mark.parametrize("text", ["Why did I do that?", "What happened, and why am I so?", "Why do I stay silent?"])
def test_a_why_about_oneself_is_noticed(text: str) -> None:
    """The pattern that rejects such questions would find them."""
    assert SELF_WHY.search(text)


def test_one_question_is_asked_at_a_time() -> None:
    """No question has a second one behind it, and each has one question mark."""
    asked = [*_asked(), *(wording for wording in (PORTRAIT.wording.all_high, PORTRAIT.wording.all_low))]
    assert not [text for text in asked if SECOND_QUESTION.search(text)]


@each_guide
def test_a_hint_is_no_second_question(guide: Guide) -> None:
    """What stands below a question helps to answer it, and asks nothing but in words to say to others."""
    hints = [step.hint for step in _steps(guide) if isinstance(step, Question)]
    assert not [hint for hint in hints if "?" in re.sub(r'"[^"]*"', "", hint)]


@pytest.mark.parametrize("text", ["What is it? Who says so?", "Who was there, and what did they say?"])
def test_a_second_question_is_noticed(text: str) -> None:
    """The pattern that rejects such questions would find them, and it lets lists pass."""
    assert SECOND_QUESTION.search(text)
    assert not SECOND_QUESTION.search("Which rule, fee, form or habit will I change, or take to someone who can?")


def test_questions_are_easy_to_read() -> None:
    """Prompts, and all questions, are at an eighth-grade level at most; questions are short, so they measure low."""
    prompts = (prompt.text for attribute in PORTRAIT.attributes for prompt in attribute.prompts)
    assert 5 <= _grade(prompts) <= 8
    assert _grade(_asked()) <= 8


@each_attribute
def test_all_words_on_an_attribute_are_for_busy_adults(attribute: Attribute) -> None:
    """Levels, practices and stories read at a sixth- to eighth-grade level: plain, and not clipped."""
    assert 6 <= _grade(_ours(attribute)) <= 8


@each_attribute
def test_every_role_finds_itself(attribute: Attribute) -> None:
    """Each of the five roles has a line on what the attribute looks like, and evidence nearby."""
    assert list(attribute.in_role) == [role.id for role in PORTRAIT.roles]
    assert all(role.looks_like and role.evidence for role in attribute.in_role.values())


def test_the_words_are_plain() -> None:
    """Words that make tired people stop reading are only in the quoted definitions."""
    texts = list(_texts(msgspec.to_builtins(PORTRAIT)))
    assert len(texts) > 1000
    assert not [text for text in texts if BANNED.search(text)]
    assert BANNED.search("We drive impactful change.")


def test_the_words_are_those_of_a_principal() -> None:
    """No text has the words by which a translation is known."""
    texts = list(_texts(msgspec.to_builtins(PORTRAIT)))
    assert not [text for text in texts if " " in text and TRANSLATED.search(text)]
    assert TRANSLATED.search("We seldom put things right afterwards.")


@each_attribute
def test_stories_name_nobody(attribute: Attribute) -> None:
    """In a story, only sentences, months and abbreviations begin with a capital letter."""
    inside = re.findall(r"(?<![.?!\"]) \"?([A-Z][\w']*)", attribute.vignette)
    assert set(inside) <= {"I", "ID", "March"}


@each_attribute
def test_there_is_something_to_try(attribute: Attribute) -> None:
    """Each attribute has practices, a short story, what goes wrong when overdone, and examples of a plan."""
    assert len(attribute.practices) >= 4
    assert attribute.vignette
    assert attribute.watch_out
    assert len(attribute.plan_examples) >= 2
    assert not any(example.when.lower().startswith("when ") for example in attribute.plan_examples)


def test_every_role_has_a_place_to_begin() -> None:
    """Each of the five roles has two indicators of different attributes to start with, and a question."""
    homes = {indicator.id: attribute.id for attribute, indicator in PORTRAIT.indicators()}
    assert len(PORTRAIT.roles) == 5
    for role in PORTRAIT.roles:
        assert len({homes[name] for name in role.start_with}) == len(role.start_with) == 2
        assert role.examples
        assert role.question
    starts = [name for role in PORTRAIT.roles for name in role.start_with]
    assert len(set(starts)) == len(starts)


def test_no_two_questions_are_the_same() -> None:
    """Every question, descriptor and indicator has its own words and name."""
    own = [*PORTRAIT.prompts, *(prompt for attribute in PORTRAIT.attributes for prompt in attribute.prompts)]
    for texts in ([prompt.text for prompt in own], [prompt.id for prompt in own]):
        assert len(set(texts)) == len(texts)
    indicators = [indicator.id for _, indicator in PORTRAIT.indicators()]
    assert len(set(indicators)) == len(indicators) == 32
    levels = [attribute.levels for attribute in PORTRAIT.attributes]
    levels += [indicator.levels for _, indicator in PORTRAIT.indicators()]
    descriptors = [lines for statements in levels for lines in statements.values()]
    assert len(set(descriptors)) == len(descriptors) == 37 * 4


@pytest.mark.parametrize("depth", ["check-in", "deep", "next-step"])
def test_an_attribute_without_prompts_can_be_asked_about(depth: str) -> None:
    """Three questions of each depth fit any attribute and any role."""
    fit = [prompt for prompt in PORTRAIT.prompts if prompt.depth == depth]
    assert len(fit) >= 3
    assert not any(prompt.roles for prompt in fit)


def test_an_answer_can_be_looked_at_through_seven_lenses() -> None:
    """There are lenses of six people and the wider view, in this order."""
    names = ["learner", "family", "colleague", "newcomer", "successor", "evidence", "wider-view"]
    assert [lens.id for lens in PORTRAIT.lenses] == names
    assert all(lens.name for lens in PORTRAIT.lenses)


def test_a_lens_fits_whether_something_happened_or_not() -> None:
    """A prompt may be about a habit or a plan: no lens asks about an event."""
    assert not [lens.text for lens in PORTRAIT.lenses if "happen" in lens.text]


@each_attribute
def test_colleagues_can_be_asked_about_each_attribute(attribute: Attribute) -> None:
    """Seven short things that a colleague could see, most of them of one of its own indicators."""
    assert len(attribute.colleague_set) == 7
    own = {indicator.id for indicator in attribute.indicators}
    named = [item.indicator for item in attribute.colleague_set if item.indicator]
    assert set(named) <= own
    assert len(named) >= 5
    assert not [item.text for item in attribute.colleague_set if not item.text.endswith((".", '."'))]
    assert max(len(item.text.split()) for item in attribute.colleague_set) <= 11


@each_attribute
def test_students_are_asked_in_words_that_a_child_reads(attribute: Attribute) -> None:
    """Four items of each attribute have short words for students, which a sixth grader reads."""
    words = [item.students for item in attribute.colleague_set if item.students]
    assert len(words) == 4
    assert all(text.endswith(".") and len(text.split()) <= 9 for text in words)
    assert _grade(iter(words)) <= 6
    students = PORTRAIT.colleagues.students
    assert [answer.id for answer in students.answers] == [answer.id for answer in PORTRAIT.colleagues.answers]
    assert not any("comes across" in line.text for line in students.closing)


def test_colleagues_answer_in_words() -> None:
    """There are three words for how often, one for not having been there, and three lines to finish."""
    words = PORTRAIT.colleagues
    assert [answer.name for answer in words.answers] == ["Regularly", "Sometimes", "Not yet"]
    assert words.not_seen == "I wasn't in a position to see"
    assert words.question
    assert words.example
    assert len(words.closing) == 3


def test_nudges_go_from_the_particular_to_the_general() -> None:
    """Nudges for a word come first and quote it; the last is for short answers."""
    *particular, general = PORTRAIT.nudges
    for nudge in particular:
        assert nudge.fewer_than in {0, 15}
        assert f'"{nudge.words[0]}"' in nudge.text
    assert (general.words, general.fewer_than) == ((), 6)


def test_every_moment_has_its_words() -> None:
    """Each moment has short words, and those that a person must know about privacy and purpose."""
    said = PORTRAIT.wording
    assert all(msgspec.structs.asdict(said).values())
    assert len(said.welcome.split()) <= 45
    assert "names" in said.welcome
    assert "school records" in said.records
    assert "not legal advice" in said.records
    assert "not for evaluation" in said.footer
    assert "KnowledgeWorks did not make it and does not endorse it" in said.footer
    assert "https://knowledgeworks.org/?p=83136" in said.footer
    assert "missed" not in said.after_a_gap


def test_the_guides_are_the_expected_ones() -> None:
    """`reflect` alone is the whole portrait, with attributes the deep dive; there are many more."""
    assert [guide.id for guide in PORTRAIT.guides] == GUIDES
    assert [guide.id for guide in PORTRAIT.guides if guide.per_attribute] == ["deep-dive", "check-in", "indicators"]


@each_guide
def test_a_guide_says_what_it_is_for(guide: Guide) -> None:
    """Each guide has a name, one line on what it is good for, and steps."""
    assert guide.name
    assert guide.summary.endswith(".")
    assert len(guide.summary) < 118
    assert len(guide.steps) >= 3


@each_guide
def test_the_minutes_of_a_guide_are_honest(guide: Guide) -> None:
    """Where a guide gives minutes, they are those of its questions or not many more; a team goes by the clock."""
    if guide.id in BY_THE_CLOCK:
        hints = " ".join(step.hint for step in guide.steps if isinstance(step, Question))
        hints += " ".join(step.moment for step in guide.steps if isinstance(step, AskPlan))
        spoken = [
            int(number)
            for number in re.findall(r"(\d+) minutes|For (\d+)|next (\d+)", hints)
            for number in number
            if number
        ]
        assert sum(spoken) <= guide.minutes
    elif guide.minutes:
        counted = lay_out(PORTRAIT, replace(guide, minutes=0), begin(), Past()).minutes
        assert counted <= guide.minutes <= 2 * counted + 2


@each_guide
def test_a_guide_comes_to_a_plan(guide: Guide) -> None:
    """Every guide asks for one plan; a hard moment and a debrief ask for two.

    These are what to make right and what to do the next time; one thing to do, and what to ask again.
    """
    plans = [step for step in guide.steps if isinstance(step, AskPlan)]
    assert len(plans) == (2 if guide.id in {"hard-moment", "debrief"} else 1)


@pytest.mark.parametrize("guide", PORTRAIT.guides, ids=lambda guide: guide.id)
def test_no_heading_comes_back_after_another(guide: Guide) -> None:
    """The headings of a session do not flip: only the guide's own may come back, after a part with another one."""
    steps = lay_out(PORTRAIT, guide, begin(), Past()).steps
    in_a_row = [heading for heading, _ in groupby(step.heading for step in steps) if heading != guide.name]
    assert sorted(in_a_row) == sorted(set(in_a_row))


def test_what_is_promised_becomes_a_plan() -> None:
    """What is mine to make right, to do this week, to ask again, and owed after a board meeting are plans."""
    asked = {guide.id for guide in PORTRAIT.guides for step in guide.steps if isinstance(step, AskPlan) and step.ask}
    assert asked == {"debrief", "hard-moment", "joy-note", "walk-out", "after-crisis", "after-board-meeting"}


def test_the_goal_and_its_evidence_go_through_the_year() -> None:
    """A goal is made in August, reviewed three times, and evidence is shown where it is asked about."""
    made = {guide.id for guide in PORTRAIT.guides if any(isinstance(step, SetGoal) for step in guide.steps)}
    reviewed = {guide.id for guide in PORTRAIT.guides if any(isinstance(step, ReviewGoal) for step in guide.steps)}
    shown = {
        guide.id
        for guide in PORTRAIT.guides
        for step in guide.steps
        if isinstance(step, Question) and step.shows == "evidence"
    }
    assert made == {"start-of-year"}
    assert reviewed == {"start-of-year", "quarter-check", "mid-year", "end-of-year"}
    assert shown == {"quarter-check", "mid-year", "end-of-year", "supervisor-conference"}


@each_guide
def test_a_question_recalls_one_from_an_earlier_guide(guide: Guide) -> None:
    """A recalled question was asked in an earlier guide."""
    before = PORTRAIT.guides[: PORTRAIT.guides.index(guide)]
    known = {step.id for one in before for step in _steps(one) if isinstance(step, Question)}
    recalled = {step.recalls for step in _steps(guide) if isinstance(step, Question) and step.recalls}
    assert recalled <= known


def test_a_question_is_known_by_its_id_in_every_guide() -> None:
    """No two questions of the guides share an id or their words."""
    questions = [step for guide in PORTRAIT.guides for step in _steps(guide) if isinstance(step, Question | Choose)]
    assert len({question.id for question in questions}) == len(questions)
    assert len({question.text for question in questions}) == len(questions)


def test_the_deep_dive_looks_before_it_places() -> None:
    """A moment comes first, then the indicator to look at; the attribute's level comes last."""
    guide = next(guide for guide in PORTRAIT.guides if guide.id == "deep-dive")
    follow_up, each, plan = guide.steps
    assert (follow_up, plan) == (FollowUp(), AskPlan())
    assert isinstance(each, EachAttribute)
    assert [type(step) for step in each.steps] == [
        AskPrompts,
        PlaceIndicator,
        AskPrompts,
        AskLens,
        AskDisposition,
        AskPrompts,
        Place,
    ]
    assert [step.depth for step in each.steps if isinstance(step, AskPrompts)] == ["check-in", "deep", "next-step"]


def test_the_end_of_the_year_asks_for_then_before_now() -> None:
    """The level at the start of the year, as seen today, is asked before today's."""
    guide = next(guide for guide in PORTRAIT.guides if guide.id == "end-of-year")
    assert [step.as_of for step in _steps(guide) if isinstance(step, Place)] == ["then", "now"]
