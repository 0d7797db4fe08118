"""Rubrics in one column: numbered headings and what is below them."""

import re
from collections.abc import Sequence

from portrait_cli.core.text import shortened
from portrait_cli.formats.rubric import Rubric, one_line
from portrait_cli.formats.rubric_blocks import is_form
from portrait_cli.formats.rubric_codes import split
from portrait_cli.formats.rubric_parts import Finish
from portrait_cli.formats.rubric_tree import Remarks, Tree, is_title, without_bullet
from portrait_cli.formats.rubric_words import RubricWords, plain
from portrait_cli.formats.sheet import Row, Sheet


def read(sheet: Sheet, words: RubricWords) -> tuple[Rubric | None, tuple[str, ...]]:
    """Read an outline: headings with codes, or headings above bullets. Return None for what is not one."""
    lines = [Row(row.number, (line.strip(),)) for row in sheet.rows if row.cells for line in _lines(row)]
    language = words.language_of(line.cells[0] for line in lines)
    if not lines or sheet.width > 1 or any(_NO_OUTLINE.search(line.cells[0]) for line in lines):
        return None, ()
    has_codes = any(split(line.cells[0], words, language).code for line in lines)
    has_bullets = any(without_bullet(line.cells[0]) is not None for line in lines)
    if not has_codes and not has_bullets:
        is_list = len(lines) > 1 and bool(
            words.meanings(plain(lines[0].cells[0]), language) & {"attribute", "indicator"}
        )
        return _outline(lines[1:], words, language, all_names=True) if is_list else (None, ())
    return _outline(lines, words, language, all_names=False)


_NO_OUTLINE = re.compile(r"\||\t|<\w+|\S {2,}\S|^[\w-]+: |^#+ *(?:level|stage) ", re.IGNORECASE)
"""What is in the lines of tables in other forms, of web pages, of lists of levels and of settings."""


def _lines(row: Row) -> list[str]:
    return [line for line in row.cells[0].split("\n") if line.strip()]


def _outline(
    lines: Sequence[Row], words: RubricWords, language: str, *, all_names: bool
) -> tuple[Rubric | None, tuple[str, ...]]:
    """Put lines below each other: by their codes, and bullets below what is above them."""
    tree = Tree(words, Remarks(), ())
    title = ""
    left_out: list[str] = []
    has_codes = any(split(line.cells[0], words, language).code for line in lines)
    for place, line in enumerate(lines):
        text = one_line(line.cells[0])
        bullet = without_bullet(text)
        following = lines[place + 1].cells[0] if place + 1 < len(lines) else ""
        if bullet is not None and not tree.titles:
            left_out.append(f'"{shortened(text)}" is left out; nothing above it says what it belongs to')
        elif bullet is not None:
            above = list(tree.titles)
            tree.begin_title(line.number, bullet, language, style="bullet")
            tree.titles = above
        elif split(text, words, language).code or all_names:
            tree.begin_title(line.number, text, language, style="name")
        elif not has_codes and without_bullet(following) is not None and is_title(text):
            tree.titles = []
            tree.begin_title(line.number, text, language, style="heading")
        elif tree.titles and (not is_form(line, words) or text.endswith(":")):
            tree.explain_title(text)
        elif not title and is_title(text):
            title = text
        else:
            left_out.append(f'"{shortened(text)}" is left out; it is not part of the outline')
    if not tree.attributes:
        return None, ()
    parts = Finish(words, language, ()).parts(tree.attributes.values())
    return Rubric(parts, title=title, language=language), tuple(left_out)
