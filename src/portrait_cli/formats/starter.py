"""From a rubric to the text of a portrait file that its owners can keep writing by hand."""

from collections.abc import Iterator, Mapping, Sequence

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
        Level("Steady", meaning="It's how I usually work, even in hard weeks."),
        Level("Multiplying", meaning="I still do it, others lead it too, and it would continue without me."),
    ),
    attributes=(
        Part(
            "Puts people first",
            code="A",
            definition="We look at what a decision does to people before we make it.",
            prompts=(
                Prompt("Who had a better week because of something I did?"),
                Prompt("Think of my last big decision. Who felt it most?", depth="deep"),
            ),
            parts=(
                Part(
                    "Listens before deciding",
                    code="A1",
                    look_for="Asks the people who will live with a decision while it can still change.",
                    statements=(
                        ("I hear what people think after I have decided.",),
                        ("I ask some people first, mostly those who are easy to reach.",),
                        ("I ask the people it affects most, early enough for the plan to change.",),
                        ("I still do this, and teams here ask first too. They can name plans that changed.",),
                    ),
                ),
            ),
        ),
        Part(
            "Keeps learning",
            code="B",
            definition="We try things, look at what happened, and say so when we were wrong.",
            prompts=(Prompt("What did something I tried lately teach me?"),),
        ),
        Part(
            "Shares the lead",
            code="C",
            definition="Others lead with us, and the work does not rest on one person.",
            prompts=(Prompt("What did I hand over this month?"),),
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


def write(rubric: Rubric = EXAMPLE, *, schema: str = "", kept: LastYear = NOTHING) -> str:
    """Write a portrait file with notes for someone who has never seen YAML; `schema` is the schema file's name.

    Every text stays as it is, except for blanks around it and characters that do not belong in a text. Where there is
    none, `kept` may have one.
    """
    scale_ids = _scale_ids(rubric, kept)
    attribute_ids = _attribute_ids(rubric, kept)

    text = []
    if schema:
        text.append(f"# yaml-language-server: $schema={one_line(schema)}\n")
    text.append(starter_notes.HOW_TO_WRITE)
    text.append(starter_notes.TITLE + yaml_writer.dump(_heading(rubric, kept)))
    text.append(_scales(rubric, scale_ids, kept))
    attributes = _attributes(rubric, attribute_ids, scale_ids, kept)
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
        "summary": "",
        "version": "1",
        "status": "",
        "language": clean(rubric.language) or "en",
        "publisher": "",
        "licence": "",
    }
    own = {
        "summary": clean(rubric.summary),
        "version": one_line(rubric.version),
        "status": one_line(rubric.status),
        "publisher": one_line(rubric.publisher),
        "licence": one_line(rubric.licence),
    }
    return {**lines, **kept.heading, **{name: said for name, said in own.items() if said}}


def _levels_of_scales(rubric: Rubric) -> list[tuple[Level, ...]]:
    """List the levels of each scale, those of the rubric itself first."""
    return [rubric.levels, *rubric.other_scales] if rubric.levels else []


def _scale_ids(rubric: Rubric, kept: LastYear) -> list[_ScaleIds]:
    """Make the ids of the scales, and of the levels and other answers in each, which must differ."""
    scales = _levels_of_scales(rubric)
    names = [["growth"]] * len(scales)
    known = {str(line["id"]) for line in kept.scales if isinstance(line, Mapping)}
    ids = new_ids(names, "growth", known, given=["growth"][: len(scales)])
    return [_ids_of_scale(own, levels, rubric, kept) for own, levels in zip(ids, scales, strict=True)]


def _ids_of_scale(own: str, levels: tuple[Level, ...], rubric: Rubric, kept: LastYear) -> _ScaleIds:
    """Make the ids of a scale's levels and other answers; those of the first scale may be last year's."""
    used: set[str] = set()
    reserved = kept.reserved_levels if levels is rubric.levels else frozenset[str]()
    answers = rubric.off_scale
    return _ScaleIds(
        own,
        new_ids([[one.name] for one in levels], "level", used, given=[one.id for one in levels], reserved=reserved),
        new_ids([[one.name] for one in answers], "answer", used, given=[one.id for one in answers]),
    )


def _scales(rubric: Rubric, ids: list[_ScaleIds], kept: LastYear) -> str:
    """Write the scales, or how to add one."""
    if not ids and kept.scales:
        return starter_notes.LEVELS + yaml_writer.dump({"scales": kept.scales})
    if not ids:
        return starter_notes.NO_LEVELS

    levels = _levels_of_scales(rubric)
    first, *others = [_scale(rubric, own, scale) for own, scale in zip(levels, ids, strict=True)]
    first["levels"] = [{**line, **kept.levels.get(str(line["id"]), {})} for line in _level_lines(levels[0], ids[0])]
    first.update(kept.scale)
    written = starter_notes.LEVELS + yaml_writer.dump({"scales": [first, *others, *kept.scales]})
    if not first["off_scale"]:
        written += starter_notes.NO_OFF_SCALE
    return written


def _scale(rubric: Rubric, levels: tuple[Level, ...], ids: _ScaleIds) -> dict[str, YamlTree]:
    answers = zip(rubric.off_scale, ids.off_scale, strict=True)
    return {
        "id": ids.scale,
        "version": "",
        "cumulative": "true" if rubric.cumulative else "",
        "levels": _level_lines(levels, ids),
        "off_scale": [_off_scale(answer, own) for answer, own in answers],
    }


def _level_lines(levels: tuple[Level, ...], ids: _ScaleIds) -> list[dict[str, YamlTree]]:
    return [_level(level, own) for level, own in zip(levels, ids.levels, strict=True)]


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


def _attributes(rubric: Rubric, ids: list[str], scales: list[_ScaleIds], kept: LastYear) -> list[YamlTree]:
    writer = _Writer(scales, _indicator_ids(rubric, ids, kept), kept)
    return [writer.attribute(part, own) for part, own in zip(rubric.attributes, ids, strict=True)]


class _Writer(Struct, frozen=True):
    """Writes the attributes, and the indicators in them."""

    scales: list[_ScaleIds]
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
            "aligned_to": _lines(part.aligned_to),
            "can_do": _can_do(part),
            "scale": _scale_of(part, 0, self.scales),
            "levels": _statements(part, self.scales),
            "prompts": _prompts(part),
            "indicators": self.indicators(part),
        }
        return {**lines, **self.kept.parts.get(own, {})}

    def indicators(self, part: Part) -> list[YamlTree]:
        """Write the indicators below a part."""
        return [self.indicator(finer, next(self.indicator_ids), part.scale) for finer in part.parts]

    def indicator(self, part: Part, own: str, scale_above: int) -> YamlTree:
        """Write an indicator."""
        lines: dict[str, YamlTree] = {
            "id": own,
            "formerly": list(part.formerly),
            "code": clean(part.code),
            "name": _name(part.name),
            "definition": clean(part.definition),
            "aligned_to": _lines(part.aligned_to),
            "look_for": clean(part.look_for),
            "scale": _scale_of(part, scale_above, self.scales),
            "levels": _statements(part, self.scales),
            "indicators": self.indicators(part),
        }
        return {**lines, **self.kept.parts.get(own, {})}


def _can_do(part: Part) -> YamlTree:
    """Write what to look for, each line of it as one thing that a leader can do."""
    lines = [line.strip() for line in clean(part.look_for).split("\n") if line.strip()]
    return lines if len(lines) > 1 else "".join(lines)


def _prompts(part: Part) -> list[YamlTree]:
    prompts = [prompt for prompt in part.prompts if clean(prompt.text)]
    texts = [[prompt.text] for prompt in prompts]
    ids = new_ids(texts, "prompt", set(PROMPTS_TAKEN), given=[prompt.id for prompt in prompts])
    return [_prompt(prompt, own) for prompt, own in zip(prompts, ids, strict=True)]


def _prompt(prompt: Prompt, own: str) -> YamlTree:
    return {"id": own, "depth": prompt.depth, "text": clean(prompt.text)}


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
