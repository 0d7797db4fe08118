"""From a rubric to the text of a portrait file that its owners can keep writing by hand."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from portrait_cli.core.errors import UsageError
from portrait_cli.core.former_names import ids_of
from portrait_cli.core.level_limits import FEWEST_LEVELS, LIMITS_IN_WORDS, MOST_LEVELS
from portrait_cli.core.portrait import Level, OffScale, Prompt
from portrait_cli.core.step_name import ATTRIBUTES_TAKEN, INDICATORS_TAKEN, PROMPTS_TAKEN
from portrait_cli.formats import starter_notes, yaml_writer
from portrait_cli.formats.last_year import NOTHING, LastYear
from portrait_cli.formats.new_ids import new_ids
from portrait_cli.formats.rubric import Part, Rubric, clean, counted_levels, one_line
from portrait_cli.formats.yaml_writer import YamlTree, plain_or_quoted

NO_NAME = "No name yet"


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


def write(rubric: Rubric = EXAMPLE, *, schema: str = "", kept: LastYear = NOTHING) -> str:
    """Write a portrait file with notes for someone who has never seen YAML; `schema` is the schema file's name.

    Every text stays as it is, except for blanks around it and characters that do not belong in a text. Where there is
    none, `kept` may have one.
    """
    scale_ids: set[str] = set()
    level_ids = _level_ids(rubric, scale_ids, kept)
    attribute_ids = _attribute_ids(rubric, kept)

    text = []
    if schema:
        text.append(f"# yaml-language-server: $schema={one_line(schema)}\n")
    text.append(starter_notes.HOW_TO_WRITE)
    text.append(starter_notes.TITLE + yaml_writer.dump(_heading(rubric, kept)))
    text.append(_scales(rubric, level_ids, scale_ids, kept))
    attributes = _attributes(rubric, attribute_ids, level_ids, kept)
    text.append(starter_notes.ATTRIBUTES + yaml_writer.dump({"attributes": attributes}))
    if kept.sections:
        text.append(starter_notes.KEPT + yaml_writer.dump(kept.sections))
    text.append(f"{starter_notes.IDEAS}#      - {plain_or_quoted(attribute_ids[0])}\n")
    return "".join(text)


def _heading(rubric: Rubric, kept: LastYear) -> dict[str, YamlTree]:
    lines: dict[str, YamlTree] = {
        "id": new_ids([[rubric.title]], "portrait", set())[0],
        "formerly": "",
        "title": clean(rubric.title) or EXAMPLE.title,
        "version": one_line(rubric.version) or "1",
        "status": one_line(rubric.status),
        "language": clean(rubric.language) or "en",
        "publisher": one_line(rubric.publisher),
        "licence": one_line(rubric.licence),
    }
    return {**lines, **kept.heading}


def _scales(rubric: Rubric, level_ids: list[str], used: set[str], kept: LastYear) -> str:
    """Write the scale, or how to add one; the ids of levels and other answers must differ."""
    if not rubric.levels and kept.scales:
        return starter_notes.LEVELS + yaml_writer.dump({"scales": kept.scales})
    if not rubric.levels:
        return starter_notes.NO_LEVELS

    levels = [
        {**_level(level, own), **kept.levels.get(own, {})}
        for level, own in zip(rubric.levels, level_ids, strict=True)
    ]
    answer_ids = new_ids(
        [[answer.name] for answer in rubric.off_scale],
        "answer",
        used,
        given=[answer.id for answer in rubric.off_scale],
    )
    off_scale = [_off_scale(answer, own) for answer, own in zip(rubric.off_scale, answer_ids, strict=True)]
    scale: dict[str, YamlTree] = {
        "id": "growth",
        "version": "",
        "cumulative": "true" if rubric.cumulative else "",
        "levels": levels,
        "off_scale": off_scale,
    }
    scale.update(kept.scale)
    written = starter_notes.LEVELS + yaml_writer.dump({"scales": [scale, *kept.scales]})
    if not scale["off_scale"]:
        written += starter_notes.NO_OFF_SCALE
    return written


def _level_ids(rubric: Rubric, used: set[str], kept: LastYear) -> list[str]:
    names = [[level.name] for level in rubric.levels]
    given = [level.id for level in rubric.levels]
    return new_ids(names, "level", used, given=given, reserved=kept.reserved_levels)


def _level(level: Level, own: str) -> dict[str, YamlTree]:
    return {
        "id": own,
        "formerly": list(level.formerly),
        "name": _name(level.name),
        "meaning": clean(level.meaning),
    }


def _off_scale(answer: OffScale, own: str) -> YamlTree:
    return {
        "id": own,
        "formerly": list(answer.formerly),
        "name": _name(answer.name),
        "meaning": clean(answer.meaning),
        "needs_comment": "true" if answer.needs_comment else "",
    }


def _attribute_ids(rubric: Rubric, kept: LastYear) -> list[str]:
    reserved = {*kept.reserved, *_former_ids(rubric), *(part.id for _, part in _indicators_of(rubric.attributes))}
    texts = [[part.name, f"{part.code} {part.name}"] for part in rubric.attributes]
    given = [part.id for part in rubric.attributes]
    return new_ids(texts, "attribute", set(ATTRIBUTES_TAKEN), given=given, reserved=reserved)


def _indicator_ids(rubric: Rubric, attribute_ids: list[str], kept: LastYear) -> Iterator[str]:
    """Go through the ids of the indicators, in the order of `_indicators_of`.

    Where several have the same code or name, what is above tells them apart.
    """
    found = list(_indicators_of(rubric.attributes))
    texts: list[list[str]] = []
    for above, part in found:
        code_of_both = f"{above.code} {part.code}" if above.code and part.code else ""
        texts.append([part.code, code_of_both, part.name, f"{above.name} {part.name}"])
    used = {*INDICATORS_TAKEN, *attribute_ids}
    given = [part.id for _, part in found]
    reserved = {*kept.reserved, *_former_ids(rubric)}
    yield from new_ids(texts, "indicator", used, given=given, reserved=reserved)


def _former_ids(rubric: Rubric) -> Iterator[str]:
    """Go through the ids by which entries may know a part, and which no other one may have."""
    for part in [*rubric.attributes, *(below for _, below in _indicators_of(rubric.attributes))]:
        for former in part.formerly:
            yield from ids_of(former)


def _indicators_of(parts: Sequence[Part]) -> Iterator[tuple[Part, Part]]:
    """Go through the parts below some, at every depth, each with the part above it."""
    for above in parts:
        for part in above.parts:
            yield above, part
            yield from _indicators_of([part])


def _attributes(rubric: Rubric, ids: list[str], level_ids: list[str], kept: LastYear) -> list[YamlTree]:
    writer = _Writer(level_ids, _indicator_ids(rubric, ids, kept), kept)
    return [writer.attribute(part, own) for part, own in zip(rubric.attributes, ids, strict=True)]


class _Writer(Struct, frozen=True):
    """Writes the attributes, and the indicators in them."""

    level_ids: list[str]
    indicator_ids: Iterator[str]
    kept: LastYear

    def attribute(self, part: Part, own: str) -> YamlTree:
        """Write an attribute."""
        lines: dict[str, YamlTree] = {
            "id": own,
            "formerly": list(part.formerly),
            "code": clean(part.code),
            "name": _name(part.name),
            "definition": clean(part.definition),
            "can_do": clean(part.look_for),
            "levels": _statements(part, self.level_ids),
            "prompts": _prompts(part),
            "indicators": self.indicators(part),
        }
        return {**lines, **self.kept.parts.get(own, {})}

    def indicators(self, part: Part) -> list[YamlTree]:
        """Write the indicators below a part."""
        return [self.indicator(finer, next(self.indicator_ids)) for finer in part.parts]

    def indicator(self, part: Part, own: str) -> YamlTree:
        """Write an indicator."""
        lines: dict[str, YamlTree] = {
            "id": own,
            "formerly": list(part.formerly),
            "code": clean(part.code),
            "name": _name(part.name),
            "look_for": clean(f"{part.definition}\n{part.look_for}"),
            "levels": _statements(part, self.level_ids),
            "indicators": self.indicators(part),
        }
        return {**lines, **self.kept.parts.get(own, {})}


def _prompts(part: Part) -> list[YamlTree]:
    prompts = [prompt for prompt in part.prompts if clean(prompt.text)]
    texts = [[prompt.text] for prompt in prompts]
    ids = new_ids(texts, "prompt", set(PROMPTS_TAKEN), given=[prompt.id for prompt in prompts])
    return [_prompt(prompt, own) for prompt, own in zip(prompts, ids, strict=True)]


def _prompt(prompt: Prompt, own: str) -> YamlTree:
    return {"id": own, "depth": prompt.depth, "text": clean(prompt.text)}


def _statements(part: Part, level_ids: list[str]) -> YamlTree:
    """Write what each level looks like; one statement needs no list."""
    written: dict[str, YamlTree] = {}
    for level, statements in zip(level_ids, part.statements, strict=False):
        said = [clean(statement) for statement in statements if clean(statement)]
        if len(said) == 1:
            written[level] = said[0]
        elif said:
            written[level] = said
    return written


def _name(text: str) -> str:
    return clean(text) or NO_NAME
