"""What is shown of a portrait: the whole at a glance, and one attribute to read."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from rich.table import Table
from rich.text import Text

from portrait_cli.model.entry import OpenCommitment, Said
from portrait_cli.model.portrait import Attribute, Indicator, Portrait, Practice, Prompt
from portrait_cli.render.look import Look, Renderable, colour, day, inset, level, words

DEPTHS = {"check-in": "For a check-in", "deep": "To go deeper", "next-step": "Evidence and next step"}


class Mine(Struct, frozen=True):
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
        total = len(scale.levels)
        rows = [
            (level(step.name, height, total, look), step.meaning) for height, step in enumerate(scale.levels, start=1)
        ]
        rows += [(words(other.name, "bold"), other.meaning) for other in scale.off_scale]
        parts += _pairs("Levels", rows, look)
    roles = [(words(role.id), ": ".join(filter(None, [role.name, role.examples]))) for role in portrait.roles]
    parts += _pairs("Roles", roles, look)
    guides = [(words(guide.id), f"{guide.summary} About {guide.minutes} minutes.") for guide in portrait.guides]
    parts += _pairs("Guides", guides, look)
    parts += [Text(), *_origin(portrait)]
    return inset(parts, look, bottom=1)


def _meaning(attribute: Attribute) -> str:
    definition = attribute.definition
    if definition is None:
        return attribute.plain
    return f"“{definition.text}”" if definition.source else definition.text


def _pairs(title: str, rows: Sequence[tuple[Text, str]], look: Look) -> list[Renderable]:
    """Put names and what is said of them beside each other, or below each other where there is no room."""
    if not rows:
        return []
    head: list[Renderable] = [Text(), words(title, "bold")]
    if look.narrow or look.plain:
        return [*head, *(Text.assemble(name, ": ", words(said)) for name, said in rows)]
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for name, said in rows:
        table.add_row(name, words(said))
    return [*head, table]


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
        parts += _points(title, (words(text) for text in texts), look)
    if shown.watch_out:
        parts += [Text(), words("Watch out", "bold"), words(shown.watch_out)]
    parts += _levels(portrait, shown, look)
    parts += _points("What it looks like when you see it", _indicators(shown.indicators), look)
    parts += _prompts(shown.prompts, role, look)
    parts += _points("Things to try", _practices(shown.practices), look)
    parts += _points("In my role" if role else "In each role", _in_role(portrait, shown, role), look)
    if shown.vignette:
        parts += [Text(), words("What it can look like", "bold"), words(shown.vignette)]
    parts += [Text(), *_origin(portrait)]
    return inset(parts, look, bottom=1)


def _mine(mine: Mine, look: Look, style: str) -> list[Renderable]:
    parts: list[Renderable] = []
    if mine.said:
        line = words(f"Last time, {day(mine.said.placed or mine.said.on)}: ")
        placed = mine.said.placement
        if placed:
            line.append_text(level(placed.label, placed.height, len(placed.levels), look, style))
        else:
            line.append("in words")
        parts += [Text(), line]
    parts += [words(f"I said: {one.commitment.sentence}") for one in mine.commitments]
    return parts


def _points(title: str, items: Iterable[Text], look: Look) -> list[Renderable]:
    """List items below a title, each behind a sign, with its later lines under the first."""
    listed = list(items)
    if not listed:
        return []
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for item in listed:
        table.add_row("-" if look.plain else "·", item)
    return [Text(), words(title, "bold"), table]


def _levels(portrait: Portrait, shown: Attribute, look: Look) -> list[Renderable]:
    scale = portrait.scale_of(shown)
    if scale is None:
        return []
    total = len(scale.levels)
    rows = [
        (level(step.name, height, total, look), " ".join(shown.levels.get(step.id, ())) or step.meaning)
        for height, step in enumerate(scale.levels, start=1)
    ]
    return _pairs("Levels", rows, look)


def _indicators(indicators: Iterable[Indicator]) -> Iterator[Text]:
    for indicator in indicators:
        name = " ".join(filter(None, [indicator.code, indicator.name]))
        yield _named(name, indicator.look_for)
        yield from _indicators(indicator.indicators)


def _named(name: str, said: str) -> Text:
    """Put a name in bold before what is said of it; either may be missing."""
    colon = ": " if name and said else ""
    return Text.assemble(words(name, "bold"), colon, words(said))


def _prompts(prompts: tuple[Prompt, ...], role: str, look: Look) -> list[Renderable]:
    parts: list[Renderable] = []
    for depth, title in DEPTHS.items():
        fit = [prompt for prompt in prompts if prompt.depth == depth and (not prompt.roles or role in prompt.roles)]
        parts += _points(title, (words(prompt.text) for prompt in fit), look)
    return parts


def _practices(practices: Iterable[Practice]) -> Iterator[Text]:
    for practice in practices:
        minutes = f" ({practice.minutes} min)" if practice.minutes else ""
        yield _named(f"{practice.name}{minutes}" if practice.name else "", practice.text)


def _in_role(portrait: Portrait, shown: Attribute, role: str) -> Iterator[Text]:
    for known in portrait.roles:
        said = shown.in_role.get(known.id)
        if said and role in {"", known.id}:
            evidence = f" Evidence close at hand: {'; '.join(said.evidence)}." if said.evidence else ""
            yield _named(known.name, f"{said.looks_like}{evidence}")
