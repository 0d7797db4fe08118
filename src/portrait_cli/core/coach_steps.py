"""What a coach is asked: to place what the leader places too, one example each, and two lines.

The levels are those of a session, so that the two can stand side by side; only the words around them are a coach's.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from portrait_cli.core import step_name
from portrait_cli.core.errors import UsageError
from portrait_cli.core.guide import EachAttribute, Guide, GuideStep, Place, Question
from portrait_cli.core.portrait import Portrait
from portrait_cli.core.session import Choice, Step
from portrait_cli.core.step_name import StepName
from portrait_cli.core.text import Id, one_line

MOST_PLACED = 10
"""The most that a coach is asked to place: more is not answered with care."""
CANNOT_SAY = "cannot_say"
"""The coach's answer beside the levels; with its underscore it is the name of no level."""
KEEP = str(StepName("closing", part="keep"))
ASK = str(StepName("closing", part="ask"))
_PLACING = Guide(
    Id("indicators"),
    "Indicator by indicator",
    (EachAttribute((Place(of="every-indicator", example="What is one example?"),)),),
    per_attribute=True,
)
"""For a portrait that has no guide for it."""


def placing_guide(portrait: Portrait) -> Guide | None:
    """Return the guide that places every indicator and does little else; None if the portrait has none."""
    return next((guide for guide in portrait.guides if any(map(_places_all, guide.steps))), None)


def _places_all(step: GuideStep) -> bool:
    match step:
        case EachAttribute(steps=(Place(of="every-indicator", as_of="now"),)):
            return True
        case _:
            return False


def only_placing(portrait: Portrait) -> Guide:
    """Return what is left of that guide before a coach's view is read: no plans and no goals, which come after it."""
    guide = placing_guide(portrait) or _PLACING
    return replace(guide, steps=tuple(step for step in guide.steps if isinstance(step, EachAttribute | Question)))


def coach_steps(portrait: Portrait, placing: Sequence[Step], leader: str) -> tuple[Step, ...]:
    """Return what a coach is asked, from the steps in which the leader places the same.

    Raises UsageError if that is nothing, or more than anyone places with care.
    """
    levels = [step for step in placing if step.purpose == "level"]
    if not levels:
        raise UsageError("there is nothing in it to place", hint="portrait show lists what has levels")
    if len(levels) > MOST_PLACED:
        raise UsageError(
            f"that is {len(levels)} to place, and a coach places {MOST_PLACED} at most",
            hint="name the indicators that matter most, such as AD1 AD2; portrait show ATTRIBUTE lists them",
        )
    names = names_of(portrait)
    return (*(step for level in levels for step in _placed(level, names[level.target], leader)), *_closing(leader))


def names_of(portrait: Portrait) -> Mapping[str, str]:
    """Return what each attribute and indicator is called, by its id."""
    names = {str(attribute.id): one_line(attribute.name) for attribute in portrait.attributes}
    return names | {str(indicator.id): one_line(indicator.label) for _, indicator in portrait.indicators()}


def _placed(level: Step, name: str, leader: str) -> Iterator[Step]:
    cannot_say = Choice(CANNOT_SAY, "I can't say yet", "No example comes to mind, or I wasn't where I could see it.")
    on_scale = tuple(choice for choice in level.choices if choice.height is not None)
    step = replace(
        level,
        prompt=f"{name}: where do you see {leader}?",
        choices=(*on_scale, cannot_say),
        target_name=name,
        earlier=None,
    )
    yield step
    yield replace(
        step,
        id=example_of(step),
        purpose="comment",
        prompt="What is one example of what you saw?",
        hint="",
        choices=(),
        needs=step.id,
        needs_one_of=tuple(choice.id for choice in on_scale),
    )


def example_of(level: Step) -> str:
    """Return the name of the step that asks for an example of a level."""
    return step_name.parse(level.id).beside(step_name.COMMENT)


def _closing(leader: str) -> Iterator[Step]:
    yield Step(KEEP, "words", f"Something I see {leader} do, and hope will stay:", heading="In your own words")
    yield Step(ASK, "words", "A question I'd like us to talk about:", heading="In your own words")
