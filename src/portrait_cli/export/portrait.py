"""A portrait, or one of its attributes, as Markdown to hand on."""

from collections.abc import Iterable, Iterator

from portrait_cli.model.portrait import Attribute, Indicator, Portrait, Practice


def glance(portrait: Portrait) -> str:
    """Write the portrait's attributes with their meanings, and its levels."""
    lines = [f"# {portrait.title}", *_paragraph(portrait.summary)]
    for attribute in portrait.attributes:
        lines += ["", f"## {attribute.name}", *_meaning(portrait, attribute), *_paragraph(attribute.plain)]
    for scale in portrait.scales:
        lines += ["", "## Levels", ""]
        lines += [f"- **{level.name}:** {level.meaning}" for level in scale.levels]
        lines += [f"- **{other.name}:** {other.meaning}" for other in scale.off_scale]
    return _text([*lines, *_footer(portrait)])


def attribute(portrait: Portrait, shown: Attribute, role: str) -> str:
    """Write one attribute with all its layers; `role` chooses the prompts and examples of one role."""
    lines = [f"# {shown.name}", *_meaning(portrait, shown), *_paragraph(shown.plain)]
    lines += _points("Know", shown.know)
    lines += _points("Can do", shown.can_do)
    lines += _points("Believe", shown.believe)
    lines += _section("Watch out", [shown.watch_out])
    scale = portrait.scale_of(shown)
    if scale:
        said = {level.id: " ".join(shown.levels.get(level.id, ())) or level.meaning for level in scale.levels}
        lines += _points("Levels", (f"**{level.name}:** {said[level.id]}" for level in scale.levels))
    lines += _points("What it looks like when you see it", _indicators(shown.indicators))
    fit = [prompt for prompt in shown.prompts if not prompt.roles or role in prompt.roles]
    lines += _points("Questions", (prompt.text for prompt in fit))
    lines += _points("Things to try", (_named(_timed(item), item.text) for item in shown.practices))
    lines += _points("In my role" if role else "In each role", _in_role(portrait, shown, role))
    lines += _section("What it can look like", [shown.vignette])
    return _text([*lines, *_footer(portrait)])


def _named(name: str, said: str) -> str:
    """Put a name in bold before what is said of it; either may be missing."""
    bold = f"**{name}**" if name else ""
    return ": ".join(filter(None, [bold, said]))


def _timed(practice: Practice) -> str:
    return f"{practice.name} ({practice.minutes} min)" if practice.name and practice.minutes else practice.name


def _indicators(indicators: Iterable[Indicator]) -> Iterator[str]:
    for seen in indicators:
        yield _named(" ".join(filter(None, [seen.code, seen.name])), seen.look_for)
        yield from _indicators(seen.indicators)


def _in_role(portrait: Portrait, shown: Attribute, role: str) -> Iterator[str]:
    for known in portrait.roles:
        said = shown.in_role.get(known.id)
        if said and role in {"", known.id}:
            evidence = f" Evidence close at hand: {'; '.join(said.evidence)}." if said.evidence else ""
            yield _named(known.name, f"{said.looks_like}{evidence}")


def _meaning(portrait: Portrait, shown: Attribute) -> Iterator[str]:
    definition = shown.definition
    if definition:
        source = portrait.source_of(definition)
        credit = f" ({', '.join(filter(None, [source.publisher, source.title, source.date[:4]]))})" if source else ""
        yield from ("", f"> {definition.text}{credit}")


def _paragraph(text: str) -> list[str]:
    return ["", text] if text else []


def _section(title: str, texts: Iterable[str]) -> list[str]:
    found = [line for text in texts for line in _paragraph(text)]
    return ["", f"## {title}", *found] if found else []


def _points(title: str, texts: Iterable[str]) -> list[str]:
    found = [f"- {text}" for text in texts]
    return ["", f"## {title}", "", *found] if found else []


def _footer(portrait: Portrait) -> list[str]:
    said = [f"*{text}*" for text in (portrait.attribution, portrait.disclaimer) if text]
    return ["", "---", *[line for text in said for line in _paragraph(text)]] if said else []


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"
