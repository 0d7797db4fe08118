"""What is shown of a portrait: the whole at a glance, and one attribute to read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from portrait_cli.model.entry import OpenCommitment, Said
from portrait_cli.model.portrait import Attribute, Indicator, Portrait, Prompt
from portrait_cli.render.look import Look, Renderable, colour, day, dots, inset, level, words

DEPTHS = {"check-in": "For a check-in", "deep": "To go deeper", "next-step": "Evidence and next step"}


@dataclass(frozen=True, slots=True)
class Mine:
    """What the reader has said about an attribute."""

    said: Said | None = None
    commitments: tuple[OpenCommitment, ...] = ()


def glance(portrait: Portrait, look: Look) -> Renderable:
    """Show the portrait at a glance: attributes with their meanings, levels, roles, guides."""
    parts: list[Renderable] = [Text(), words(portrait.title, "bold")]
    if portrait.summary:
        parts.append(words(portrait.summary))
    for place, attribute in enumerate(portrait.attributes):
        parts += [Text(), words(attribute.name, f"bold {colour(place)}"), words(_meaning(attribute))]
    for scale in portrait.scales:
        parts += [Text(), words("Levels", "bold")]
        total = len(scale.levels)
        for height, step in enumerate(scale.levels, start=1):
            parts.append(_pair(level(step.name, height, total, look), step.meaning, look))
        for other in scale.off_scale:
            parts.append(_pair(words(other.name, "bold"), other.meaning, look))
    if portrait.roles:
        parts += [Text(), words("Roles", "bold")]
        parts += [_pair(words(role.id), role.name + (f": {role.examples}" if role.examples else ""), look)
                  for role in portrait.roles]  # fmt: skip
    if portrait.guides:
        parts += [Text(), words("Guides", "bold")]
        parts += [_pair(words(guide.id), f"{guide.summary} About {guide.minutes} minutes.", look)
                  for guide in portrait.guides]  # fmt: skip
    parts += [Text(), *_origin(portrait)]
    return inset(parts, look, bottom=1)


def _meaning(attribute: Attribute) -> str:
    definition = attribute.definition
    if definition is None:
        return attribute.plain
    return f"“{definition.text}”" if definition.source else definition.text


def _pair(name: Text, said: str, look: Look) -> Renderable:
    if look.narrow or look.plain:
        return Text.assemble(name, ": ", words(said))
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=26)
    table.add_column(ratio=1)
    table.add_row(name, words(said))
    return table


def _origin(portrait: Portrait) -> list[Renderable]:
    return [words(said, "dim") for said in (portrait.attribution, portrait.disclaimer) if said]


def attribute(portrait: Portrait, shown: Attribute, role: str, mine: Mine, look: Look) -> Renderable:
    """Show one attribute to read, layer by layer, with what the reader said about it."""
    style = f"bold {colour(portrait.attributes.index(shown))}"
    parts: list[Renderable] = [Text(), words(shown.name, style)]
    definition = shown.definition
    if definition:
        source = portrait.source_of(definition)
        parts.append(words(_meaning(shown), "italic"))
        if source:
            parts.append(words(", ".join(filter(None, [source.publisher, source.title, source.date[:4]])), "dim"))
    parts += _mine(mine, look, style)
    if shown.plain and shown.plain != shown.meaning:
        parts += [Text(), words(shown.plain)]
    for title, texts in (("Know", shown.know), ("Can do", shown.can_do), ("Believe", shown.believe)):
        parts += _points(title, texts)
    if shown.watch_out:
        parts += [Text(), words("Watch out", "bold"), words(shown.watch_out)]
    parts += _levels(portrait, shown, look)
    seen = list(_indicators(shown.indicators, 2))
    parts += [Text(), words("What it looks like when you see it", "bold"), *seen] if seen else []
    parts += _prompts(shown.prompts, role)
    parts += _practices(shown)
    parts += _in_role(portrait, shown, role)
    if shown.vignette:
        parts += [Text(), words("What it can look like", "bold"), words(shown.vignette)]
    parts += [Text(), *_origin(portrait)]
    return inset(parts, look, bottom=1)


def _mine(mine: Mine, look: Look, style: str) -> list[Renderable]:
    parts: list[Renderable] = []
    if mine.said:
        line = words(f"Last time, {day(mine.said.on)}: ")
        placed = mine.said.placement
        if placed:
            line.append_text(level(placed.label, placed.height, len(placed.levels), look, style))
        else:
            line.append("in words")
        parts += [Text(), line]
    parts += [words(f"I said: {one.commitment.sentence}") for one in mine.commitments]
    return parts


def _points(title: str, texts: Iterable[str]) -> list[Renderable]:
    lines = [Padding(words(text), (0, 0, 0, 2)) for text in texts]
    return [Text(), words(title, "bold"), *lines] if lines else []


def _levels(portrait: Portrait, shown: Attribute, look: Look) -> list[Renderable]:
    scale = portrait.scale_of(shown)
    if scale is None:
        return []
    parts: list[Renderable] = [Text(), words("Levels", "bold")]
    total = len(scale.levels)
    for height, step in enumerate(scale.levels, start=1):
        said = " ".join(shown.levels.get(step.id, ())) or step.meaning
        name = " ".join(filter(None, [dots(height, total, look), step.name]))
        parts.append(_pair(words(name), said, look))
    return parts


def _indicators(indicators: Iterable[Indicator], indent: int) -> Iterator[Renderable]:
    for indicator in indicators:
        line = words(" ".join(filter(None, [indicator.code, indicator.name])), "bold")
        if indicator.look_for:
            line.append(": ", "").append_text(words(indicator.look_for, "not bold"))
        yield Padding(line, (0, 0, 0, indent))
        yield from _indicators(indicator.indicators, indent + 2)


def _prompts(prompts: tuple[Prompt, ...], role: str) -> list[Renderable]:
    parts: list[Renderable] = []
    for depth, title in DEPTHS.items():
        fit = [prompt for prompt in prompts if prompt.depth == depth and (not prompt.roles or role in prompt.roles)]
        parts += _points(title, (prompt.text for prompt in fit))
    return parts


def _practices(shown: Attribute) -> list[Renderable]:
    texts = []
    for practice in shown.practices:
        minutes = f" ({practice.minutes} min)" if practice.minutes else ""
        texts.append(f"{practice.name}{minutes}: {practice.text}" if practice.name else practice.text)
    return _points("Things to try", texts)


def _in_role(portrait: Portrait, shown: Attribute, role: str) -> list[Renderable]:
    parts: list[Renderable] = []
    for known in portrait.roles:
        said = shown.in_role.get(known.id)
        if said and role in {"", known.id}:
            evidence = f" Evidence close at hand: {'; '.join(said.evidence)}." if said.evidence else ""
            parts.append(Padding(words(f"{known.name}: {said.looks_like}{evidence}"), (0, 0, 0, 2)))
    return [Text(), words("In each role" if not role else "In my role", "bold"), *parts] if parts else []
