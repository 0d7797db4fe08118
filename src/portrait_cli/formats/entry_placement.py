"""A level in an entry's file: its name in bold, its statement in a quotation, and the person's own words below."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from portrait_cli.core.entry import AsOf, Placement
from portrait_cli.core.text import slug
from portrait_cli.formats import line_breaks
from portrait_cli.formats.entry_escapes import (
    escape,
    escape_label,
    escape_or_nothing,
    unescape_label,
    unescape_or_nothing,
)
from portrait_cli.formats.front_matter import Scales, property_of

_LABEL = re.compile(r"(\*\*|__)(.*)\1[ \t]*\\?")
_LISTED = r"(?m)^\\*[-+*][ \t]"
_ESCAPED_LISTED = r"(?m)^\\(?=\\*[-+*][ \t])"
"""What Markdown would read as a list; formatters write all lists with the sign they like best."""
_NARROWEST = 60
_WIDEST = 130
"""The fewest and the most characters of a line that a formatter has broken."""


# --- writing ---


def lines_below(placement: Placement) -> list[str]:
    """Write what is below a placement's heading."""
    lines = [f"**{escape_label(placement.label)}**"]
    comment = escape(placement.comment)
    if placement.statement or comment.startswith(">"):  # else the comment would be taken for the statement
        statement = re.sub(_LISTED, r"\\\g<0>", escape_or_nothing(placement.statement))
        lines += ["", *[f"> {line}" for line in line_breaks.hard(statement)]]
    if comment:
        lines += ["", comment]
    return lines


def mark_of(placement: Placement) -> list[str]:
    """Return the words of a level's mark; if its label does not match its id, also the label as a slug."""
    words = [placement.target, placement.level]
    if placement.as_of == "then":
        words.append("then")

    written = slug(placement.label)
    if written != placement.level:
        words.append(f"={written}")
    return words


# --- reading ---


def label(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Read the label in bold; return also the lines below it."""
    bold = _LABEL.fullmatch(lines[0]) if lines else None
    if not bold:
        return "", lines
    return unescape_label(bold[2]), lines[1:]


def statement(lines: Sequence[str], *, stacked: bool, wrapped: bool) -> tuple[str, Sequence[str]]:
    """Read the statement below a label; return also the lines below it.

    In a file that is `stacked`, it is right below the label. In one that was `wrapped`, some lines go on in the next.
    """
    is_apart = is_apart_from_label(lines) and not stacked
    if is_apart:
        lines = lines[1:]
    quoted = _quoted(lines)
    rest = lines[len(quoted) :]
    if not quoted:
        return "", rest
    if is_apart and len(quoted) > 1 and (wrapped or not line_breaks.has_soft_breaks(quoted)):
        said = line_breaks.from_hard(quoted)
    else:
        said = "\n".join(quoted)
    if "\\" in said:
        said = re.sub(_ESCAPED_LISTED, "", said)
    return unescape_or_nothing(said), rest


def _quoted(lines: Sequence[str]) -> list[str]:
    """Return the lines of the quotation at the beginning, without its signs."""
    quoted: list[str] = []
    for line in lines:
        if not line.startswith(">"):
            break
        quoted.append(line[1:].removeprefix(" "))
    return quoted


def is_apart_from_label(lines: Sequence[str]) -> bool:
    """Return True if an empty line is before the statement."""
    return len(lines) > 1 and not lines[0] and lines[1].startswith(">")


def is_stacked(below: Sequence[str]) -> bool:
    """Return True if a statement is right below its label, the first of the lines below a placement's heading."""
    return len(below) > 1 and below[1].startswith(">")


def is_wrapped(below: Sequence[str], body: Sequence[str]) -> bool:
    """Return True if a formatter has broken the lines of the statement, and so all the others of the body."""
    has_more_lines = any(line.startswith(">") for line in below[3:4])
    if not has_more_lines or not is_apart_from_label(below[1:]):
        return False
    quoted = _quoted(below[2:])
    if not line_breaks.has_soft_breaks(quoted):
        return False
    if max(map(len, filter(_can_be_wrapped, body))) > _WIDEST:
        return False
    return all(len(f"{line} {following.split(' ')[0]}") >= _NARROWEST for line, following in pairwise(quoted))


def _can_be_wrapped(line: str) -> bool:
    return not line.startswith(("#", "|"))


def without_mark(placements: Iterable[Placement], scales: Scales) -> Iterator[Placement]:
    """Find the levels that only the front matter names: some programs take away the marks of all the others."""
    placed = set(map(property_of, placements))
    for name, chosen in scales.chosen.items():
        if chosen and name not in placed:
            target = name.removeprefix("then_")
            prompt = target.replace("-", " ").capitalize()
            as_of: AsOf = "now" if target == name else "then"
            yield with_level(Placement(target, prompt, "", "", "", as_of=as_of), "", scales)


def with_level(placed: Placement, written: str, scales: Scales) -> Placement:
    """Complete a placement from the front matter; people may have changed the level there, or in the words below.

    `written` is the label as a slug, as it was when the entry was written.
    """
    name = property_of(placed)
    scale = scales.scale.get(name, scales.scale.get("", ""))
    levels = scales.levels.get(name, scales.levels.get("", ()))

    chosen = scales.chosen.get(name, "")
    level, label, statement = placed.level, placed.label, placed.statement
    if chosen:
        level = _level_named(chosen, placed, levels)
    if level != placed.level:  # changed by hand in the front matter: the words below no longer say it
        label, statement = chosen, ""
        if chosen == level:
            label = level.replace("-", " ").capitalize()
    elif label:
        said = slug(label)
        if said != written and said in levels:  # changed by hand in the words
            level, statement = said, ""
    return replace(placed, level=level, label=label, statement=statement, scale=scale, levels=levels)


def _level_named(chosen: str, placed: Placement, levels: Sequence[str]) -> str:
    """Return the id of a level that is named by its id, or in the words that a person would take for it."""
    if chosen == placed.level or chosen in levels:
        return chosen
    letters = _letters(chosen)
    if letters == _letters(placed.label):
        return placed.level
    near = [level for level in (*levels, placed.level) if _letters(level) == letters]
    return near[0] if near else slug(chosen.replace("'", "").replace("’", "")) or chosen


def _letters(text: str) -> str:
    """Return a level's name or id without what is different between them."""
    return slug(text).replace("-", "")
