"""From a rubric to the text of a portrait file that its owners can keep writing by hand."""

from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import UsageError
from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.portrait import Level, OffScale, Prompt
from portrait_cli.core.step_name import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN
from portrait_cli.core.text import slug
from portrait_cli.formats import starter_notes, yaml_writer
from portrait_cli.formats.rubric import Part, Rubric, clean, counted_levels, one_line
from portrait_cli.formats.yaml_writer import YamlTree, plain_or_quoted

NO_NAME = "No name yet"

_LONGEST_ID = 60  # a name before a colon may have 1,024 characters in YAML, and people should be able to type it

EXAMPLE = Rubric(
    title="Our Portrait of a Leader",
    levels=(
        Level("Starting", meaning="I see why it matters, and I do it now and then."),
        Level("Growing", meaning="I do it on purpose, in some places and with some people."),
        Level("Steady", meaning="It is how I usually work, in hard weeks too."),
        Level("Multiplying", meaning="Others lead it with me, and it would go on without me."),
    ),
    attributes=(
        Part(
            "Puts people first",
            code="A",
            definition="We look at what a decision does to people before we make it.",
            prompts=(
                Prompt("Who had a better week because of something I did?"),
                Prompt("Think of my last big decision. Who felt it most, and when did I ask them?", depth="deep"),
            ),
            parts=(
                Part(
                    "Listens before deciding",
                    code="A1",
                    look_for="Asks the people who will live with a decision while it can still change.",
                    statements=(
                        ("I hear what people think after I have decided.",),
                        ("I ask some people first, mostly those who are easy to reach.",),
                        ("I ask those who feel it most, early enough for the plan to change.",),
                        ("Teams here ask first without me, and can name plans that changed.",),
                    ),
                ),
            ),
        ),
        Part(
            "Keeps learning",
            code="B",
            definition="We try things, look at what happened, and say so when we were wrong.",
            prompts=(Prompt("What did I try lately, and what did it teach me?"),),
        ),
        Part(
            "Shares the lead",
            code="C",
            definition="Others lead with us, and the work does not rest on one person.",
            prompts=(Prompt("What did I hand over this month, and what did I hold on to?"),),
        ),
    ),
)
"""The portrait to start with when no attributes or levels are given."""


def rubric(title: str = "", attributes: Sequence[str] = (), levels: Sequence[str] = ()) -> Rubric:
    """Make a rubric of names alone; what is not given comes from the example.

    Raises UsageError when there are fewer or more levels than a scale may have.
    """
    made = replace(EXAMPLE, title=title or EXAMPLE.title)
    if attributes:
        made = replace(made, attributes=tuple(Part(name) for name in attributes))
    if levels:
        made = _with_levels(made, levels)
    return made


def _with_levels(rubric: Rubric, names: Sequence[str]) -> Rubric:
    """Replace the levels, and drop the statements of the example, which are about its own levels."""
    if not FEWEST_LEVELS <= len(names) <= MOST_LEVELS:
        raise UsageError(f"found {counted_levels(len(names))}; expected {LIMITS_IN_WORDS}")
    return replace(
        rubric,
        attributes=tuple(_without_statements(part) for part in rubric.attributes),
        levels=tuple(Level(name) for name in names),
    )


def _without_statements(part: Part) -> Part:
    return replace(part, parts=tuple(replace(finer, statements=()) for finer in part.parts))


class _ScaleIds(Struct, frozen=True):
    """The ids of a scale, its levels and its other answers."""

    scale: str
    levels: list[str]
    off_scale: list[str]


def write(rubric: Rubric = EXAMPLE, *, schema: str = "") -> str:
    """Write a portrait file with notes for someone who has never seen YAML; `schema` is the schema file's name.

    Every text stays as it is, except for blanks around it and characters that do not belong in a text.
    """
    scale_ids = [_scale_ids(levels, rubric.off_scale, number) for number, levels in enumerate(_scales(rubric))]
    attribute_ids = _attribute_ids(rubric)

    text = []
    if schema:
        text.append(f"# yaml-language-server: $schema={one_line(schema)}\n")
    text.append(starter_notes.HOW_TO_WRITE)
    text.append(starter_notes.TITLE + yaml_writer.dump(_heading(rubric)))
    text.append(_written_scales(rubric, scale_ids))
    attributes = _attributes(rubric, attribute_ids, scale_ids)
    text.append(starter_notes.ATTRIBUTES + yaml_writer.dump({"attributes": attributes}))
    text.append(f"{starter_notes.IDEAS}#      - {plain_or_quoted(attribute_ids[0])}\n")
    return "".join(text)


def _heading(rubric: Rubric) -> dict[str, str]:
    return {
        "id": _new_id(set(), "portrait", rubric.title),
        "title": clean(rubric.title) or EXAMPLE.title,
        "summary": clean(rubric.summary),
        "version": one_line(rubric.version) or "1",
        "status": one_line(rubric.status),
        "language": clean(rubric.language) or "en",
        "publisher": one_line(rubric.publisher),
        "licence": one_line(rubric.licence),
    }


def _scales(rubric: Rubric) -> list[tuple[Level, ...]]:
    """List the levels of each scale, those of the rubric itself first."""
    return [rubric.levels, *rubric.other_scales] if rubric.levels else []


def _scale_ids(levels: tuple[Level, ...], off_scale: tuple[OffScale, ...], number: int) -> _ScaleIds:
    """Make the ids of a scale; those of its levels and other answers must differ."""
    used: set[str] = set()
    return _ScaleIds(
        scale=f"growth-{number + 1}" if number else "growth",
        levels=[_new_id(used, "level", level.name) for level in levels],
        off_scale=[_new_id(used, "answer", answer.name) for answer in off_scale],
    )


def _written_scales(rubric: Rubric, ids: list[_ScaleIds]) -> str:
    """Write the scales, or how to add one."""
    if not ids:
        return starter_notes.NO_LEVELS

    scales = [_scale(rubric, levels, own) for levels, own in zip(_scales(rubric), ids, strict=True)]
    written = starter_notes.LEVELS + yaml_writer.dump({"scales": scales})
    if not rubric.off_scale:
        written += starter_notes.NO_OFF_SCALE
    return written


def _scale(rubric: Rubric, levels: tuple[Level, ...], ids: _ScaleIds) -> YamlTree:
    return {
        "id": ids.scale,
        "cumulative": "true" if rubric.cumulative else "",
        "levels": [_level(level, own) for level, own in zip(levels, ids.levels, strict=True)],
        "off_scale": [_off_scale(answer, own) for answer, own in zip(rubric.off_scale, ids.off_scale, strict=True)],
    }


def _level(level: Level, own: str) -> YamlTree:
    return {"id": own, "name": _name(level.name), "meaning": clean(level.meaning)}


def _off_scale(answer: OffScale, own: str) -> YamlTree:
    return {
        "id": own,
        "name": _name(answer.name),
        "meaning": clean(answer.meaning),
        "needs_comment": "true" if answer.needs_comment else "",
    }


def _attribute_ids(rubric: Rubric) -> list[str]:
    used = set(ATTRIBUTES_TAKEN)
    return [_new_id(used, "attribute", part.id, part.name) for part in rubric.attributes]


def _attributes(rubric: Rubric, ids: list[str], scales: list[_ScaleIds]) -> list[YamlTree]:
    used = {*INDICATORS_TAKEN, *ids}
    return [_attribute(part, own, scales, used) for part, own in zip(rubric.attributes, ids, strict=True)]


def _attribute(part: Part, own: str, scales: list[_ScaleIds], used: set[str]) -> YamlTree:
    return {
        "id": own,
        "code": clean(part.code),
        "name": _name(part.name),
        "definition": clean(part.definition),
        "aligned_to": _lines(part.aligned_to),
        "can_do": clean(part.look_for),
        "scale": _scale_of(part, 0, scales),
        "levels": _statements(part, scales),
        "prompts": _prompts(part),
        "indicators": _indicators(part, scales, used),
    }


def _prompts(part: Part) -> list[YamlTree]:
    used = set(PROMPTS_TAKEN)
    return [_prompt(prompt, used) for prompt in part.prompts if clean(prompt.text)]


def _prompt(prompt: Prompt, used: set[str]) -> YamlTree:
    return {"id": _new_id(used, "prompt", prompt.text), "depth": prompt.depth, "text": clean(prompt.text)}


def _indicators(part: Part, scales: list[_ScaleIds], used: set[str]) -> list[YamlTree]:
    return [_indicator(finer, part.scale, scales, used) for finer in part.parts]


def _indicator(part: Part, scale_above: int, scales: list[_ScaleIds], used: set[str]) -> YamlTree:
    return {
        "id": _new_id(used, "indicator", part.id, part.code, part.name),
        "code": clean(part.code),
        "name": _name(part.name),
        "definition": clean(part.definition),
        "aligned_to": _lines(part.aligned_to),
        "look_for": clean(part.look_for),
        "scale": _scale_of(part, scale_above, scales),
        "levels": _statements(part, scales),
        "indicators": _indicators(part, scales, used),
    }


def _scale_of(part: Part, above: int, scales: list[_ScaleIds]) -> str:
    """Name a part's scale, unless it is that of the part above, which it takes by itself."""
    return scales[part.scale].scale if part.scale != above else ""


def _lines(texts: Sequence[str]) -> list[str]:
    """Put each text on one line, and leave out empty ones."""
    return [one_line(text) for text in texts if one_line(text)]


def _statements(part: Part, scales: list[_ScaleIds]) -> YamlTree:
    """Write what each level looks like; one statement needs no list."""
    written: dict[str, YamlTree] = {}
    level_ids = scales[part.scale].levels if scales else []
    for level, statements in zip(level_ids, part.statements, strict=False):
        said = [clean(statement) for statement in statements if clean(statement)]
        if len(said) == 1:
            written[level] = said[0]
        elif said:
            written[level] = said
    return written


def _name(text: str) -> str:
    return clean(text) or NO_NAME


def _new_id(used: set[str], noun: str, *texts: str) -> str:
    """Make an id of the first text that gives a new one; add a number when all are taken."""
    stems = [slug(text)[:_LONGEST_ID].rstrip("-") for text in texts]
    known = [stem for stem in stems if stem] or [noun]
    new = next(candidate for candidate in _candidates(known) if candidate not in used)
    used.add(new)
    return new


def _candidates(stems: list[str]) -> Iterator[str]:
    yield from stems
    yield from (f"{stems[0]}-{number}" for number in count(2))
