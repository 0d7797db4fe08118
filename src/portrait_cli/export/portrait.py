"""A portrait, or a part of it, as Markdown to share."""

from collections.abc import Iterable, Sequence

from portrait_cli.core import portrait_outline
from portrait_cli.core.portrait import Attribute, Indicator, Portrait
from portrait_cli.core.portrait_outline import Item, Part


def glance(portrait: Portrait) -> str:
    """Write the portrait at a glance: attributes with their meanings, levels, roles, guides."""
    return _page(portrait, portrait.title, "", portrait_outline.glance(portrait))


def attribute(portrait: Portrait, shown: Attribute, parts: Sequence[Part]) -> str:
    """Write an attribute's layers below its name and definition."""
    return _page(portrait, shown.label, _quotation(portrait, shown), [*parts, _alignment(shown)])


def _quotation(portrait: Portrait, shown: Attribute) -> str:
    """Quote an attribute's definition, with its source."""
    if shown.definition is None or not shown.definition.text:
        return ""
    quotation = f"> {_on_one_line(shown.definition.text)}"
    source = portrait_outline.source_line(portrait, shown.definition)
    if not source:
        return quotation
    return f"{quotation} ({source})"


def indicator(portrait: Portrait, of: Attribute, shown: Indicator) -> str:
    """Write an indicator with its levels."""
    parts = portrait_outline.indicator(portrait, shown)
    return _page(portrait, shown.label, _plain(of.label), [*parts, _alignment(shown)])


def _alignment(shown: Attribute | Indicator) -> Part:
    return Part((Item(portrait_outline.alignment(shown)),))


def _page(portrait: Portrait, title: str, lead: str, parts: Iterable[Part]) -> str:
    lines = [f"# {_plain(title)}"]
    if lead:
        lines += ["", lead]
    for part in parts:
        lines += _part(part)
    lines += _footer(portrait)
    return "\n".join(lines) + "\n"


def _part(part: Part) -> list[str]:
    lines: list[str] = []
    if part.title:
        lines += ["", f"## {part.title}"]
    if part.form != "paragraphs":
        lines.append("")
        lines += [f"- {_named(item)}" for item in part.items]
        return lines
    for item in part.items:
        if item.text:
            lines += ["", _plain(item.text)]
    return lines


def _footer(portrait: Portrait) -> list[str]:
    said = [text for text in (portrait.attribution, portrait.disclaimer) if text]
    if not said:
        return []
    lines = ["", "---"]
    for text in said:
        lines += ["", f"*{_on_one_line(text)}*"]
    return lines


def _named(item: Item) -> str:
    """Put a name in bold before what is said of it; several statements become a list below it."""
    said = _plain(item.text)
    lines = said.split("\n")
    if len(lines) > 1:
        said = "".join(f"\n  - {line}" for line in lines)
    if not item.name:
        return said

    bold = f"**{_plain(item.name)}**"
    if len(lines) > 1:
        return f"{bold}:{said}"
    return ": ".join(filter(None, [bold, said]))


def _on_one_line(text: str) -> str:
    return _plain(" ".join(text.split()))


def _plain(text: str) -> str:
    """Keep a reader from taking a name in angle brackets for HTML."""
    return text.replace("<", "\\<")
