import pytest
from msgspec.structs import replace

from portrait_cli.core import portrait_outline
from portrait_cli.core.portrait import Definition, Indicator
from portrait_cli.core.portrait_outline import Item, Layer, Part
from portrait_cli.core.text import Id
from portrait_cli.formats import portrait_file

TEXT = """\
title: Ours
summary: What we ask of ourselves.
sources:
  - {id: kw, title: A work, publisher: A press, date: 2024-05-01}
  - {id: st, title: The standards, date: Spring 2024}
scales:
  id: s
  levels: [{name: Low, meaning: Not yet., sign: You ask.}, {name: High, meaning: Always.}]
  off_scale: No idea
roles:
  - {name: Coach, examples: mentor, start_with: finer, question: Whom do I hear?}
  - Principal
attributes:
  - name: Care
    definition: {text: We care., source: kw}
    plain: Being there.
    know: [Names.]
    watch_out: Doing too much.
    prompts:
      - Who needed me?
      - {text: Whom did I coach?, roles: coach}
      - {text: What is next?, depth: next-step}
    indicators:
      - name: Listens
        look_for: Waits for the end.
        indicators: [{name: Finer, look_for: Asks again., roles: coach}]
      - {name: Leads, look_for: Goes first., roles: principal}
    practices: [Ask one person., {name: The dot check, text: Count., minutes: 5}, {name: Rest, text: Sleep.}]
    vignette: One day.
    in_role: {coach: {looks_like: Asks first., evidence: [notes, visits]}, principal: Is at the door.}
    plan_examples: {when: it rains, then: stay}
  - {name: Courage, definition: {text: We dare., source: st}}
subsets: [{name: First year, attributes: care}, {name: Later, summary: For those who stay., attributes: courage}]
guides:
  - {id: short, name: Short, minutes: 3, per_attribute: yes, steps: plan}
  - {id: g, name: Long look, summary: All of it., steps: plan}
"""
PORTRAIT, _ = portrait_file.load(TEXT.encode(), "p.yaml")
CARE, COURAGE = PORTRAIT.attributes
LEVELS = Part(
    (Item("Not yet.", "Low", 1, 2), Item("Always.", "High", 2, 2)),
    "Levels",
    "pairs",
)


def _parts(*wanted: Layer, role: str = "", brief: bool = False) -> dict[str, list[Item]]:
    return {
        part.title: list(part.items) for part in portrait_outline.attribute(PORTRAIT, CARE, role, wanted, brief=brief)
    }


def test_a_portrait_at_a_glance() -> None:
    """The overview has the summary, attributes, levels with their signs, roles, subsets and guides."""
    found = {part.title: list(part.items) for part in portrait_outline.glance(PORTRAIT) if part.title}
    assert found == {
        "Levels": [Item("Not yet. You ask.", "Low", 1, 2), Item("Always.", "High", 2, 2), Item("", "No idea")],
        "Roles": [Item("mentor", "coach"), Item("", "principal")],
        "Parts of it": [Item("First year", "first-year"), Item("For those who stay.", "later")],
        "Guides": [Item("short, g")],
    }
    assert portrait_outline.glance(PORTRAIT)[1].items[0] == Item("“We care.”", "Care")
    assert list(portrait_outline.guides(zip(PORTRAIT.guides, ["3 min each", "10 min"], strict=True))) == [
        Item("", "short, 3 min each"),
        Item("Long look. All of it.", "g, 10 min"),
    ]


@pytest.mark.parametrize(
    ("role", "names"),
    [("", ["Listens", "Finer", "Leads"]), ("coach", ["Listens", "Finer"]), ("principal", ["Listens", "Leads"])],
)
def test_indicators_are_those_of_the_role(role: str, names: list[str]) -> None:
    """With a role, only indicators for it or for everyone are shown; without one, all of them."""
    title = "What it looks like when you see it"
    assert [item.name for item in _parts("meaning", role=role)[title]] == names
    assert {item.text for item in _parts("meaning", role=role, brief=True)[title]} == {""}


def test_what_an_attribute_means() -> None:
    """The page has the words, what to watch for and the levels; the short form adds the role's line."""
    found = _parts("meaning")
    assert (found[""], found["Know"], found["Watch out"]) == (
        [Item("Being there.")],
        [Item("Names.")],
        [Item("Doing too much.")],
    )
    assert found["Levels"] == list(LEVELS.items)
    assert _parts("meaning", role="coach", brief=True)["In my role"] == [Item("Asks first.")]
    assert "In my role" not in _parts("meaning", role="coach")
    assert portrait_outline.attribute(PORTRAIT, COURAGE, "", ["prompts"]) == [
        LEVELS
    ]  # nothing to ask: its meaning instead


def test_prompts_are_sorted_by_depth() -> None:
    """A person's questions are everyone's and those of their role."""
    assert _parts("prompts") == {
        "For a check-in": [Item("Who needed me?")],
        "Evidence and next step": [Item("What is next?")],
    }
    assert Item("Whom did I coach?") in _parts("prompts", role="coach")["For a check-in"]


def test_practices_come_with_their_minutes() -> None:
    """Practices have their name and minutes if they have both, followed by plans and a story."""
    assert _parts("practices") == {
        "Things to try": [Item("Ask one person."), Item("Count.", "The dot check (5 min)"), Item("Sleep.", "Rest")],
        "Plans to start from": [Item("When it rains, then I will stay")],
        "What it can look like": [Item("One day.")],
    }


def test_a_role_has_its_own_page() -> None:
    """Without a role all of them are described; with one, also where to begin, and its questions."""
    evidence = Item("Asks first. Evidence you may already have: notes; visits.", "Coach")
    assert _parts("role") == {"In each role": [evidence, Item("Is at the door.", "Principal")]}
    assert _parts("role", role="coach") == {
        "In my role": [
            evidence,
            Item("Finer", "Good places to start"),
            Item("Whom do I hear?", "For the first month"),
        ],
        "Questions for my role": [Item("Whom did I coach?")],
    }
    assert _parts("role", role="principal") == {"In my role": [Item("Is at the door.", "Principal")]}


def test_an_indicator_has_a_page() -> None:
    """The page has what to look for, its levels, the finer indicators and the roles; unknown roles keep their id."""
    listens, leads = CARE.indicators
    assert portrait_outline.indicator(PORTRAIT, listens) == [
        Part((Item("Waits for the end."),)),
        Part((*LEVELS.items, Item("", "No idea")), "Levels", "pairs"),
        Part((Item("Asks again.", "Finer"),), "A closer look", "points"),
    ]
    assert portrait_outline.indicator(PORTRAIT, leads)[-1] == Part((Item("Principal"),), "For these roles")
    nobodys = replace(leads, roles=(Id("nobody"),), scale=Id(""), seen_by=("staff", "families"))
    assert portrait_outline.indicator(PORTRAIT, nobodys) == [
        Part((Item("Goes first."),)),
        Part((Item("staff, families"),), "Who could see it"),
        Part((Item("nobody"),), "For these roles"),
    ]


def test_an_indicator_has_a_definition() -> None:
    """A definition stands above what to look for, with its source; it is used where there is nothing to look for."""
    quoted = Definition("Hears people out.", Id("kw"))
    listens = Indicator("Listens", definition=quoted, look_for="Waits.")
    said = (Item("“Hears people out.”"), Item("A press, A work, 2024"), Item("Waits."))
    assert portrait_outline.indicator(PORTRAIT, listens) == [Part(said)]
    assert listens.meaning == "Waits."
    assert replace(listens, look_for="").meaning == "Hears people out."


def test_what_a_part_is_aligned_to_is_one_line() -> None:
    """Other frameworks are named on one line, or not at all."""
    aligned = replace(CARE, aligned_to=("PSEL 3", "State\nstandard 2.1"))
    assert portrait_outline.alignment(aligned) == "Aligned to: PSEL 3; State standard 2.1"
    assert portrait_outline.alignment(COURAGE) == ""


def test_a_quotation_has_its_source() -> None:
    """A date is shortened to its year, other words for a time are kept, and plain words have no source."""
    assert portrait_outline.source_line(PORTRAIT, CARE.definition) == "A press, A work, 2024"
    assert portrait_outline.source_line(PORTRAIT, COURAGE.definition) == "The standards, Spring 2024"
    assert portrait_outline.source_line(PORTRAIT, None) == portrait_outline.quoted(None) == ""


def test_an_attribute_may_say_little() -> None:
    """Without a scale there are no levels; plain words that are the definition's own are there once."""
    short = "attributes: [{name: Care, definition: We care., plain: We care., know: [Names.]}]\nroles: [Coach]\n"
    portrait, _ = portrait_file.load(short.encode(), "short.yaml")
    care = portrait.attributes[0]
    assert portrait_outline.attribute(portrait, care, "", ["meaning"]) == [Part((Item("Names."),), "Know", "points")]
    assert portrait_outline.attribute(portrait, care, "coach", ["role"]) == [
        Part((Item("Names."),), "Know", "points")
    ]
    assert portrait_outline.indicator(portrait, Indicator("Listens", look_for="Waits.")) == [Part((Item("Waits."),))]
