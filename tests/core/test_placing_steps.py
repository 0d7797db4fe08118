from msgspec.structs import replace

from examples import PORTRAIT, begin
from portrait_cli.core.earlier_entries import LastSaid, Past
from portrait_cli.core.entry import Placement
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Reminder, Session, Step
from portrait_cli.core.session_from_guide import SessionStart, lay_out
from portrait_cli.formats import portrait_file

GUIDES = """
guides:
  - id: whole
    name: Whole
    steps:
      - {do: each-attribute, steps: [place]}
  - id: deep
    name: Deep
    per_attribute: true
    steps:
      - {do: each-attribute, steps: [place-indicator, place]}
  - id: year
    name: Year
    steps:
      - {do: each-attribute, steps: [{do: place, as_of: then, text: Where was I?}, place]}
  - id: all
    name: All
    steps:
      - {do: each-attribute, steps: [{do: place, of: every-indicator}]}
"""


def _portrait(attributes: str) -> Portrait:
    text = f"scales: {{id: s, levels: [Low, High], hint: Be fair.}}\nattributes:\n{attributes}\n{GUIDES}"
    portrait, _ = portrait_file.load(text.encode(), "p.yaml")
    return portrait


def _domain(name: str, indicators: int) -> str:
    lines = [f"  - name: {name}", "    indicators:"]
    lines += [
        f"      - {{code: {name[0]}{number}, name: Part {number}, levels: {{low: Seldom., high: Often.}}}}"
        for number in range(1, indicators + 1)
    ]
    return "\n".join(lines)


def _session(portrait: Portrait, guide: str, start: SessionStart | None = None, past: Past | None = None) -> Session:
    chosen = next(one for one in portrait.guides if one.id == guide)
    return lay_out(portrait, chosen, start or begin(portrait), past or Past())


def _ids(session: Session) -> list[str]:
    return [step.id for step in _asked(session)]


def _asked(session: Session) -> list[Step]:
    """List all that may be asked, but for a goal, which every session has room for."""
    return [step for step in session.steps if not step.new_goal]


def _step(session: Session, name: str) -> Step:
    return next(step for step in session.steps if step.id == name)


def test_where_statements_stand_on_indicators_each_of_them_is_placed() -> None:
    """A domain whose indicators have the statements has no level of its own: each indicator is placed, with them."""
    session = _session(_portrait(_domain("Care", 3)), "whole")
    assert _ids(session) == ["care.c1.level", "care.c2.level", "care.c3.level"]
    first = session.steps[0]
    assert (first.target, first.attribute) == ("c1", "care")
    assert first.prompt == "C1 Part 1: Where would I place myself today?"
    assert [choice.statement for choice in first.choices] == ["Seldom.", "Often."]
    assert session.progress.total == 3


def test_no_indicator_is_chosen_where_each_of_them_is_placed() -> None:
    """A guide that lets an indicator be chosen before the level of the attribute goes through all of them instead."""
    assert _ids(_session(_portrait(_domain("Care", 2)), "deep")) == ["care.c1.level", "care.c2.level"]


def test_of_many_indicators_one_is_chosen_in_each_attribute() -> None:
    """Beyond eight in a session the person chooses which one to place: even then nothing bare is asked for."""
    portrait = _portrait(f"{_domain('Care', 5)}\n{_domain('Nerve', 4)}")
    assert _ids(_session(portrait, "whole"))[:3] == ["care.indicator", "care.c1.level", "care.c2.level"]
    assert "care.level" not in _ids(_session(portrait, "whole"))
    assert _session(portrait, "whole").progress.total == 2
    assert _ids(_session(portrait, "deep", begin(portrait, "care")))[0] == "care.c1.level"
    assert _ids(_session(portrait, "deep")) == _ids(_session(portrait, "whole"))


def test_an_attribute_with_statements_of_its_own_is_placed_itself() -> None:
    """Where the attribute says what its levels look like, or nothing does, the level is the attribute's."""
    own = "  - name: Care\n    levels: {low: Seldom.}\n    indicators: [{name: Part, levels: {low: Never.}}]"
    bare = "  - name: Care\n    indicators: [Part]"
    for attributes in (own, bare):
        assert _ids(_session(_portrait(attributes), "whole")) == ["care.level"]


def test_an_answers_file_of_an_earlier_version_gets_its_steps() -> None:
    """A file that names the level of the attribute, or the choice of an indicator, is asked for just that."""
    portrait = _portrait(_domain("Care", 2))
    assert _ids(_session(portrait, "deep", begin(portrait, named=["care.level"])))[-1] == "care.level"
    chosen = _ids(_session(portrait, "deep", begin(portrait, named=["care.indicator", "care.c2.level"])))
    assert chosen == ["care.indicator", "care.c1.level", "care.c2.level"]


def test_levels_that_a_page_placed_are_asked_for_where_there_are_more() -> None:
    """A file from a page for fewer indicators, such as those of any role, needs no choice among all of them."""
    portrait = _portrait(_domain("Care", 9))
    read = _ids(_session(portrait, "deep", begin(portrait, named=["care.c2.level"])))
    assert read == [f"care.c{number}.level" for number in range(1, 10)]


def test_a_guide_can_go_through_every_indicator() -> None:
    """`of: every-indicator` places each one, however many; an attribute without any is placed itself."""
    portrait = _portrait(f"{_domain('Care', 9)}\n  - Nerve")
    assert _ids(_session(portrait, "all")) == [*[f"care.c{number}.level" for number in range(1, 10)], "nerve.level"]


def test_a_group_leaves_its_statements_to_the_indicators_in_it() -> None:
    """A component that has no statements, but whose elements do, is not placed: its elements are."""
    elements = "[{code: 1a, name: X, levels: {low: Never.}}, {code: 1b, name: Y}]"
    portrait = _portrait(f"  - name: Care\n    indicators: [{{code: '1', name: One, indicators: {elements}}}]")
    assert _ids(_session(portrait, "whole")) == ["care.1a.level", "care.1b.level"]


def test_a_single_indicator_needs_no_choice() -> None:
    """Where only one is meant its level is asked for at once."""
    start = begin(PORTRAIT, "advocacy")
    only = SessionStart(start.id, start.at, "", start.attributes, indicators={"advocacy": frozenset({"ad2"})})
    names = _ids(_session(PORTRAIT, "deep-dive", only))
    assert "advocacy.indicator" not in names
    assert names.index("advocacy.ad2.level") < names.index("advocacy.level")


def test_what_to_look_for_is_no_definition() -> None:
    """Beside an indicator is what defines it; else what to look for, called just that; else the scale's hint."""
    parts = "[{name: A, definition: It is so., look_for: See.}, {name: B, look_for: See it.}, C]"
    session = _session(_portrait(f"  - name: Care\n    plain: Caring.\n    indicators: {parts}"), "all")
    assert [step.hint for step in _asked(session)] == ["It is so.", "Look for: See it.", "Be fair."]
    assert {step.meaning for step in _asked(session)} == {"Caring."}


def test_then_and_now_are_of_the_same_indicators() -> None:
    """A guide that looks back asks for the level then and now: of the attribute, or of one indicator or each."""
    assert _ids(_session(_portrait("  - Care"), "year")) == ["care.then.level", "care.level"]
    few = _session(_portrait(_domain("Care", 1)), "year")
    assert _ids(few) == ["care.c1.then.level", "care.c1.level"]
    then = few.steps[0]
    assert (then.prompt, then.as_of, then.hint, then.target) == ("C1 Part 1: Where was I?", "then", "", "c1")
    names = _ids(_session(_portrait(_domain("Care", 9)), "year"))
    assert (names[0], names[1], names[10]) == ("care.indicator", "care.c1.then.level", "care.c1.level")
    assert len(names) == 1 + 2 * 9


def test_the_last_level_is_beside_an_indicator() -> None:
    """What was chosen for an indicator last time is shown where it is placed, not where the past is asked about."""
    portrait = _portrait(_domain("Care", 1))
    day = begin(portrait).at.date()
    said = LastSaid(day, placement=Placement("c1", "Where?", "low", "Low"), placed=day)
    session = _session(portrait, "year", past=Past(said={"c1": said}))
    assert [step.earlier for step in _asked(session)] == [None, Reminder(day, level="Low", placed=day)]
    assert _step(session, "care.c1.level").earlier


def test_an_example_is_asked_for_after_each_level() -> None:
    """Where a guide wants one; an answer off the scale that needs a comment, and a dip, are asked about as ever."""
    text = """
scales:
  - {id: s, levels: [Low, High], comment: Why is that?, off_scale: [{name: Elsewhere, needs_comment: true}, None yet]}
attributes: [{name: Care}]
wording: {after_a_dip: Which is it?}
guides:
  - id: g
    name: G
    steps:
      - do: each-attribute
        steps:
          - {do: place, as_of: then, text: Where was I?, example: What is one example?}
          - {do: place, example: What is one example?}
"""
    portrait, _ = portrait_file.load(text.encode(), "p.yaml")
    before = Placement("care", "?", "high", "High", scale="s/1", levels=("low", "high"))
    past = Past(said={"care": LastSaid(begin(portrait).at.date(), placement=before)})
    session = _session(portrait, "g", past=past)
    assert _ids(session) == ["care.then.level", "care.then.comment", "care.level", "care.comment"]

    def asked(answer: str) -> str:
        active = replace(session, answers={"care.level": answer}).active
        return next((step.prompt for step in active if step.id == "care.comment"), "")

    assert {answer: asked(answer) for answer in ("low", "high", "elsewhere", "none-yet")} == {
        "low": "Which is it?",
        "high": "What is one example?",
        "elsewhere": "Why is that?",
        "none-yet": "",
    }
    assert replace(session, answers={"care.level": "low"}).dips_asked_about == {"care"}
    assert session.minutes == 2
