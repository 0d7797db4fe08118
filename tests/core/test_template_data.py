import re
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.document import Cover, Document
from portrait_cli.core.documents import template_data as names
from portrait_cli.core.documents.kind import Situation
from portrait_cli.core.documents.template_data import TemplateData, template_data
from portrait_cli.core.entry import (
    Entry,
    Evidence,
    Goal,
    GoalReview,
    Heading,
    Placement,
    Plan,
    PlanOutcome,
    Prose,
    Response,
)
from portrait_cli.core.evidence import log
from portrait_cli.core.goals import goal_history
from portrait_cli.core.open_plans import history
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.selection import chosen
from portrait_cli.core.selection_lines import known_from, lines_of
from portrait_cli.core.text import Id

DOCS = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")
PORTRAIT = Portrait(
    attributes=(
        Attribute(
            "Advocacy",
            id=Id("advocacy"),
            plain="Speaks up.",
            indicators=(Indicator("Ask first", id=Id("ad2"), code="AD2", aligned_to=("PSEL 3",)),),
        ),
        Attribute("Collaboration", id=Id("collaboration")),
    ),
)
MADE = Entry(
    id="2026-11-02-170000-check-in",
    written=datetime.fromisoformat("2026-11-02T17:00:00"),
    utc_offset="-06:00",
    title="Check-in, Monday, November 2, 2026",
    guide="check-in",
    attributes=("advocacy", "collaboration"),
    blocks=(
        Heading("Advocacy", "advocacy"),
        Response("advocacy.indicator", "Which one?", "AD2 Ask first"),
        Response("advocacy.left-out", "Who was left out?", "The east side."),
        Placement("ad2", "Where am I?", "growing", "Growing", "I ask.", "Mostly."),
        Heading("Collaboration", "collaboration"),
        Prose("By hand.\n"),
        Prose("\n"),
        Heading("My plan"),
        Plan("p1", "advocacy", "it is Monday", "call a family", date(2026, 12, 7)),
        Plan("p2", "gone", "", "Rest."),
    ),
)
LATER = Entry(
    id="2026-11-23-183000-note",
    written=datetime.fromisoformat("2026-11-23T18:30:00"),
    utc_offset="-06:00",
    title="Where I am heading",
    blocks=(
        PlanOutcome("p1", "When it is Monday, then I will call a family", "kept", "Kept", "She was glad."),
        Goal("g1", "ad2", "My goal", "Every family hears first."),
        Response("my-goal.g1.shows", "What would show it?", "Fewer calls."),
        Evidence("e1", "ad2", "Evidence", step="advocacy.left-out", entry=MADE.id),
        Evidence("e2", "", "Evidence", link="https://example.org/a", name="The agenda"),
        GoalReview("g1", "Every family hears first.", "keep", "Keep it", "Not yet there."),
        Goal("g2", "", "My goal", "Sleep."),
    ),
)
ENTRIES = (MADE, LATER)
KNOWN = known_from(history(ENTRIES), goal_history(ENTRIES), log(ENTRIES, ENTRIES))
COVER = Cover(date(2026, 11, 26), "Ana Ruiz", "Principal", "Lincoln", "2026–27")
DOCUMENT = Document(
    "growth-plan",
    "Growth plan",
    (),
    ("For growth. Not for evaluation.", "Made today."),
    COVER.made_on,
    subtitle="Ana Ruiz",
)


def data_of(*left_out: str) -> TemplateData:
    """Return what a template may use of all lines but some."""
    lines = [line.name for entry in ENTRIES for line in lines_of(entry, KNOWN)]
    seen = chosen(ENTRIES, [name for name in lines if name not in left_out], KNOWN)
    return template_data(seen, Situation(PORTRAIT, KNOWN, COVER.made_on, date(2026, 8, 1)), COVER, DOCUMENT)


def test_a_template_has_the_cover_and_the_document() -> None:
    """Who hands it over, when, and what it is come by plain names."""
    data = data_of()
    assert (data.name, data.role, data.school, data.year) == ("Ana Ruiz", "Principal", "Lincoln", "2026–27")
    assert (data.date, data.title, data.subtitle) == ("November 26, 2026", "Growth plan", "Ana Ruiz")
    assert (data.footer, data.footer_short) == (("For growth. Not for evaluation.", "Made today."), "For growth.")
    bare = replace(DOCUMENT, footer=())
    seen = chosen((), (), KNOWN)
    assert (
        template_data(seen, Situation(PORTRAIT, KNOWN, COVER.made_on, COVER.made_on), COVER, bare).footer_short == ""
    )


def test_a_goal_has_what_belongs_to_it() -> None:
    """A goal comes with its code and alignment, plans, evidence and decisions; another may have none."""
    goal, other = data_of().goals
    assert (goal.words, goal.about, goal.code) == ("Every family hears first.", "Ask first", "AD2")
    assert (goal.aligned_to, goal.shows) == (("PSEL 3",), "Fewer calls.")
    assert [(plan.step, plan.when, plan.then, plan.by) for plan in goal.plans] == [
        ("When it is Monday, then I will call a family", "it is Monday", "call a family", "December 7, 2026")
    ]
    assert [(plan.outcome, plan.note) for plan in goal.plans] == [("Kept", "She was glad.")]
    assert [piece.words for piece in goal.evidence] == ["The east side."]
    assert [(one.decision, one.reason) for one in goal.decisions] == [("Kept the goal", "Not yet there.")]
    assert (other.about, other.code, other.aligned_to, other.plans) == ("", "", (), ())


def test_answers_levels_and_notes_say_what_they_are_about() -> None:
    """Each has its day; what only names an indicator, or shows a goal, is no answer of its own."""
    data = data_of()
    assert [(one.asked, one.words, one.about) for one in data.answers] == [
        ("Who was left out?", "The east side.", "Advocacy"),
        ("", "By hand.", "Collaboration"),
    ]
    assert [(one.level, one.statement, one.comment, one.about, one.code) for one in data.levels] == [
        ("Growing", "I ask.", "Mostly.", "Ask first", "AD2")
    ]
    assert [(one.words, one.link, one.about, one.code) for one in data.evidence] == [
        ("The east side.", "", "Ask first", "AD2"),
        ("The agenda", "https://example.org/a", "", ""),
    ]
    assert [plan.about for plan in data.plans] == ["Advocacy", "gone"]
    assert data.plans[1].by == ""


@pytest.mark.parametrize(
    ("link", "is_kept"),
    [("https://example.org/a", True), ("attachments/2026/a:b.pdf", True), (" java\tscript:alert(1)", False)],
)
def test_a_link_that_runs_something_is_words(link: str, *, is_kept: bool) -> None:
    """A template may put a link where a browser follows it, so only pages and files are links."""
    entry = replace(LATER, blocks=(Evidence("e1", "", "Evidence", link=link),))
    known = known_from((), (), log([entry]))
    seen = chosen([entry], [f"{entry.id}#1"], known)
    data = template_data(seen, Situation(PORTRAIT, known, COVER.made_on, COVER.made_on), COVER, DOCUMENT)
    assert [(piece.words, piece.link) for piece in data.evidence] == [(link, link if is_kept else "")]


def test_an_attribute_has_what_is_about_it() -> None:
    """All attributes are there, each with what is about it or about its indicators."""
    advocacy, collaboration = data_of().attributes
    assert (advocacy.name, advocacy.meaning) == ("Advocacy", "Speaks up.")
    assert [len(some) for some in (advocacy.goals, advocacy.plans, advocacy.evidence, advocacy.levels)] == [
        1,
        1,
        1,
        1,
    ]
    assert [one.words for one in advocacy.answers] == ["The east side."]
    assert [one.words for one in collaboration.answers] == ["By hand."]
    assert collaboration.goals == ()


def test_nothing_is_there_that_was_not_chosen() -> None:
    """A line that was left out is in no name."""
    held = msgspec.json.encode(data_of(f"{MADE.id}#2", f"{LATER.id}#5")).decode()
    assert "The east side." in msgspec.json.encode(data_of()).decode()
    assert "The east side." not in held


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("for the whole document", names.TemplateData),
        ("for each of `attributes`", names.AttributeData),
        ("for each of `goals`", names.GoalData),
        ("for each of `decisions`", names.DecisionData),
        ("for each of `plans`", names.PlanData),
        ("for each of `evidence`", names.EvidenceData),
        ("for each of `levels`", names.LevelData),
        ("for each of `answers`", names.AnswerData),
    ],
)
def test_the_page_about_templates_has_every_name(title: str, kind: type[Struct]) -> None:
    """docs/templates.md lists the names that there are and no others, in their order."""
    section = DOCS.split(f"## Names {title}\n")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == kind.__struct_fields__
