from portrait_cli.core.guide import AskPlan, Focus, Guide
from portrait_cli.core.portrait import Attribute, Indicator, Level, Portrait, Prompt, Scale, fits, walk
from portrait_cli.core.text import Id

FINER = Indicator("Finer", Id("finer"), scale=Id("two"))
COARSE = Indicator("Coarse", Id("coarse"), "C1", indicators=(FINER,))
TWO = Scale(Id("two"), (Level("No", Id("no")), Level("Yes", Id("yes"))))
ATTRIBUTE = Attribute(
    "Care",
    Id("care"),
    "A",
    scale=Id("two"),
    prompts=(Prompt("Own?", Id("own")),),
    indicators=(COARSE,),
)
COMMON = (Prompt("Common?", Id("common")), Prompt("Deep?", Id("deep"), "deep"))
PORTRAIT = Portrait((ATTRIBUTE, Attribute("Courage", Id("courage"))), scales=(TWO,), prompts=COMMON)


def test_every_indicator_comes_with_its_attribute() -> None:
    """Indicators are listed in order, finer ones right after those they belong to."""
    assert list(PORTRAIT.indicators()) == [(ATTRIBUTE, COARSE), (ATTRIBUTE, FINER)]
    assert list(walk((COARSE, FINER))) == [COARSE, FINER, FINER]
    assert list(walk(())) == []


def test_a_part_has_the_scale_that_it_names() -> None:
    """An attribute or indicator has the scale it names; without a name, or with an unknown one, it has none."""
    assert (PORTRAIT.scale_of(ATTRIBUTE), PORTRAIT.scale_of(FINER)) == (TWO, TWO)
    assert PORTRAIT.scale_of(COARSE) is None
    assert PORTRAIT.scale_of(Attribute("Lost", scale=Id("three"))) is None


def test_prompts_of_a_depth_are_the_attributes_own_or_common() -> None:
    """The portrait's common prompts are used when an attribute has none of its own at that depth."""
    own, bare = PORTRAIT.attributes
    assert PORTRAIT.prompts_of(own, "check-in") == own.prompts
    assert PORTRAIT.prompts_of(own, "deep") == COMMON[1:]
    assert PORTRAIT.prompts_of(bare, "check-in") == COMMON[:1]
    assert PORTRAIT.prompts_of(bare, "next-step") == ()


def test_what_names_no_roles_is_for_everyone() -> None:
    """Without roles a part is for everyone, with roles only for those."""
    coach = Id("coach")
    assert [fits((), ""), fits((), "coach"), fits((coach,), "coach"), fits((coach,), ""), fits((coach,), "boss")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_plans_are_made_in_the_words_of_the_first_guide_that_makes_one() -> None:
    """Plans are worded as in the first guide that makes one, or in the default words."""
    mine = AskPlan(when="Once")
    guides = (
        Guide(Id("a"), "A", (Focus(),)),
        Guide(Id("b"), "B", (Focus(), mine)),
        Guide(Id("c"), "C", (AskPlan(),)),
    )
    assert Portrait((ATTRIBUTE,), guides=guides).plan == mine
    assert PORTRAIT.plan == AskPlan()


def test_a_cumulative_level_adds_to_those_below() -> None:
    """Every level but the lowest begins with a plus, if it has a statement at all."""
    scale = Scale(
        Id("s"),
        (Level("Low", Id("low")), Level("Mid", Id("mid"), "In general."), Level("High", Id("high"))),
        cumulative=True,
    )
    own = {Id("low"): ("I try.",), Id("mid"): ("I do.", "We do.")}
    assert [said for _, said in scale.statements(own)] == ["I try.", "+ I do.\nWe do.", ""]
    assert [said for _, said in scale.statements({})] == ["", "+ In general.", ""]
    assert (scale.reference, ATTRIBUTE.label, COARSE.label, FINER.label) == ("s/1", "A Care", "C1 Coarse", "Finer")
