"""A portrait, or a part of it, as Markdown to hand on."""

from collections.abc import Iterable, Iterator, Sequence

from portrait_cli.core import outline
from portrait_cli.core.outline import Item, Part
from portrait_cli.core.portrait import Attribute, Indicator, Portrait


def glance(portrait: Portrait) -> str:
    """Write the portrait at a glance: attributes with their meanings, levels, roles, guides."""
    return _page(portrait, portrait.title, "", outline.glance(portrait))


def attribute(portrait: Portrait, shown: Attribute, parts: Sequence[Part]) -> str:
    """Write an attribute's layers below its name and definition."""
    credit = outline.source_line(portrait, shown.definition)
    said = shown.definition.text if shown.definition else ""
    quotation = f"> {_plain(' '.join(said.split()))}{f' ({credit})' if credit else ''}" if said else ""
    return _page(portrait, shown.label, quotation, parts)


def indicator(portrait: Portrait, of: Attribute, shown: Indicator) -> str:
    """Write an indicator with its levels."""
    return _page(portrait, shown.label, _plain(of.label), outline.indicator(portrait, shown))


def _page(portrait: Portrait, title: str, lead: str, parts: Iterable[Part]) -> str:
    lines = [f"# {_plain(title)}", *(["", lead] if lead else [])]
    for part in parts:
        lines += ["", f"## {part.title}"] if part.title else []
        if part.form == "paragraphs":
            lines += [line for item in part.items for line in _paragraph(item.text)]
        else:
            lines += ["", *(f"- {_named(item)}" for item in part.items)]
    said = [f"*{_plain(' '.join(text.split()))}*" for text in (portrait.attribution, portrait.disclaimer) if text]
    footer = ["", "---", *(line for text in said for line in ("", text))] if said else []
    return "\n".join([*lines, *footer]) + "\n"


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield from ("", _plain(text))


def _named(item: Item) -> str:
    """Put a name in bold before what is said of it; several statements become a list below it."""
    bold = f"**{_plain(item.name)}**" if item.name else ""
    said = _plain(item.text).split("\n")
    if len(said) > 1:
        return "\n".join([f"{bold}:" if bold else "", *(f"  - {line}" for line in said)])
    return ": ".join(filter(None, [bold, *said]))


def _plain(text: str) -> str:
    """Keep a reader from taking a name in angle brackets for HTML."""
    return text.replace("<", "\\<")
